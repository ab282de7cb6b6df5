/* What a spelling of a firm wins and loses beside its lines as they were read; and a card without a
 * firm. */
#include "fields/decide/decide.h"

static guint first_of(const CcFirm *firm, CcFirmFeature from, CcFirmFeature to) {
  guint i = from;
  while (i < to && !firm->has[i])
    i++;
  return i;
}

/* What a spelling wins and loses beside the PLAIN one, the lines as they were read. */
void cc_firm_multiply(CcFirm *firm) {
  static const CcFirmFeature sources[][2] = {
      {CC_G_READ, CC_G_READ_DOMAIN_WHOLE},       {CC_G_READ_ELSE, CC_G_READ_ELSE_DOMAIN_WHOLE},
      {CC_G_TRIMMED, CC_G_TRIMMED_DOMAIN_WHOLE}, {CC_G_CUT, CC_G_CUT_DOMAIN_WHOLE},
      {CC_G_SPELLED, CC_G_SPELLED_DOMAIN_WHOLE}, {CC_G_COMPLETED, CC_G_COMPLETED_DOMAIN_WHOLE}};
  for (guint i = 0; i < G_N_ELEMENTS(sources); i++)
    for (guint tie = CC_G_DOMAIN_WHOLE; tie <= CC_G_DOMAIN_NONE; tie++)
      if (firm->has[sources[i][0]] && firm->has[tie])
        firm->has[sources[i][1] + tie - CC_G_DOMAIN_WHOLE] = TRUE;
}

void cc_firm_compare(const CcFirm *plain, CcFirm *firm) {
  guint tie = first_of(firm, CC_G_DOMAIN_WHOLE, CC_G_DOMAIN_NONE);
  guint plain_tie = first_of(plain, CC_G_DOMAIN_WHOLE, CC_G_DOMAIN_NONE);
  guint known = first_of(firm, CC_G_KNOWN_ALL, CC_G_KNOWN_NONE);
  guint plain_known = first_of(plain, CC_G_KNOWN_ALL, CC_G_KNOWN_NONE);
  firm->has[CC_G_GAINS_TIE] = tie < plain_tie;
  firm->has[CC_G_LOSES_TIE] = tie > plain_tie;
  firm->has[CC_G_GAINS_KNOWN] = known < plain_known;
  firm->has[CC_G_LOSES_KNOWN] = known > plain_known;
  firm->has[CC_G_GAINS_LAW] = firm->has[CC_G_LAW_LAST] && !plain->has[CC_G_LAW_LAST];
  firm->has[CC_G_LOSES_LAW] = plain->has[CC_G_LAW_LAST] && !firm->has[CC_G_LAW_LAST];
  firm->has[CC_G_LOSES_ODD] = plain->has[CC_G_ODD] && !firm->has[CC_G_ODD];
  firm->has[CC_G_LOSES_STRANGE] = plain->has[CC_G_STRANGE] && !firm->has[CC_G_STRANGE];
  firm->has[CC_G_SPELLED_KNOWN] = firm->source == CC_FIRM_SPELLED && plain->has[CC_G_KNOWN_ALL];
  firm->has[CC_G_SPELLED_UNSURE] = firm->source == CC_FIRM_SPELLED && !firm->has[CC_G_CLEAR];
  firm->has[CC_G_TRIMMED_UNSURE] = firm->source == CC_FIRM_TRIMMED && !firm->has[CC_G_CLEAR];
  firm->has[CC_G_TRIMMED_KNOWN] = firm->source == CC_FIRM_TRIMMED && plain->has[CC_G_KNOWN_ALL];
  firm->has[CC_G_CUT_PLACE] = firm->source == CC_FIRM_CUT && plain->has[CC_G_PLACE];
}

void cc_firm_describe_none(const CcCard *card, CcFirm *none) {
  none->has[CC_G_NONE] = TRUE;
  none->has[CC_G_NONE_DOMAIN] = card->domains->len > 0;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    none->has[CC_G_NONE_LAW] |= span->kind == CC_UNDECIDED && cc_span_has(span, CC_F_LEGAL);
    none->has[CC_G_NONE_DECIDED] |= span->decided == CC_ORG;
  }
}
