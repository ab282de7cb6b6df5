/* What is likely enough to be given, and what it rests on. */
#include "fields/give/give.h"

#include <math.h>

/* What is decided to be a name, title, firm or department, an address, a number, less likely right
 * than these are not given: what is missing is seen, what is wrong is believed.  Found on
 * photographed and rendered cards by tests/bench/loss.py; the confidences count a wrong value half
 * as much again. */
#define GIVEN_MIN 0.04
#define ADDRESS_GIVEN_MIN 0.45
#define PHONE_GIVEN_MIN 0.4

/* Whether a host of the card spells the firm, or an e-mail the person. */
static gboolean is_proved_span(const CcSpan *span) {
  if (span->decided == CC_NAME) return cc_span_has(span, CC_F_EMAIL_FULL);
  return span->decided == CC_ORG &&
         (cc_span_has(span, CC_F_DOMAIN_WHOLE) || cc_span_has(span, CC_F_DOMAIN_HEAD));
}

CcSigns cc_span_signs(const CcCard *card, const CcSpan *span) {
  CcSigns signs =
      cc_signs_of(card, span->line, span->start, span->end, 1 - 0.5 * exp(-span->margin / 2));
  signs.proved = is_proved_span(span);
  signs.changed = span->decided == CC_ORG && card->firm_changed;
  signs.rival = span->rival;
  return signs;
}

static gboolean has_listed_word(const CcSpan *span) {
  for (guint i = 0; i < span->tokens->len; i++)
    if (cc_token(span->tokens, i)->flags) return TRUE;
  return FALSE;
}

gboolean cc_span_is_given(const CcCard *card, const CcSpan *span, CardcatField field) {
  if (card->unlikely_too) return TRUE;
  CcSigns signs = cc_span_signs(card, span);
  if (span->decided == CC_DEPT && span->tokens->len == 1 && !has_listed_word(span)) return FALSE;
  return cc_confidence(card, field, &signs) >= GIVEN_MIN;
}

gboolean cc_span_learned(const CcSpan *span, guint32 flag) {
  for (guint i = 0; span->tokens && i < span->tokens->len; i++) {
    guint32 flags = cc_token(span->tokens, i)->flags;
    if ((flags & CC_W_LEARNED) && (flags & flag)) return TRUE;
  }
  return FALSE;
}

gboolean cc_address_is_given(const CcCard *card, double confidence) {
  return confidence >= ADDRESS_GIVEN_MIN || card->unlikely_too;
}

gboolean cc_phone_is_given(const CcCard *card, double confidence) {
  return confidence >= PHONE_GIVEN_MIN || card->unlikely_too;
}

void cc_evidence_add_read(CcCard *card, CcFields *fields, CardcatField field, guint index,
                          const CcSigns *signs, CardcatBox box, const char *text) {
  g_array_append_val(card->signs, *signs);
  cc_evidence_add(fields->evidence, field, index, cc_confidence(card, field, signs), box, text,
                  CARDCAT_FROM_OCR);
}

void cc_evidence_say_learned(CcFields *fields, CardcatLearnedKind kind) {
  CardcatEvidence *last = fields->evidence->pdata[fields->evidence->len - 1];
  if (!last->learned) last->learned = g_strdup(cardcat_learned_kind_name(kind));
}
