/* Which spans are the address of one office. */
#include "fields/give/give.h"

static gboolean has_postcode(const CcSpan *span) {
  return cc_span_has(span, CC_F_POSTCODE_STRONG) || cc_span_has(span, CC_F_TOWN_AND_POSTCODE);
}

/* "1988 ~ Present": years are no part of an address. */
gboolean cc_is_time(const CcSpan *span) {
  return cc_span_has(span, CC_F_YEARS) && cc_span_has(span, CC_F_ODD_SIGNS) &&
         !cc_span_has(span, CC_F_STREET) && !has_postcode(span);
}

gboolean cc_number_follows(const CcCard *card, const CcSpan *span) {
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    if (value->kind == CC_PHONE && value->line == span->line && value->start >= span->end)
      return TRUE;
  }
  return FALSE;
}

gboolean cc_opens_office(const CcCard *card, const CcSpan *span, CcOffice *office) {
  gboolean postcode = has_postcode(span), street = cc_span_has(span, CC_F_STREET_AND_NUMBER);
  gboolean numbered = street && cc_number_follows(card, span);
  gboolean another =
      office->closed && (postcode || street ||
                         (cc_span_has(span, CC_F_NUMBER_FIRST) && cc_span_has(span, CC_F_STREET)));
  another |= office->numbered && numbered;
  office->closed |= postcode;
  office->numbered |= numbered;
  return another;
}
