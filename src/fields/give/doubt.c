/* Why a value is not sure: of all that its confidence is made of, what costs it most. */
#include "fields/give/give.h"

#include <string.h>

/* What signs of values that are sure are like, on generated cards, of titles, which are decided
 * least clearly: each costs what it lacks of that. */
static const CcSigns usual = {.raw = 0.92, .certainty = 0.93, .worst = 0.85, .proved = TRUE};
/* What costs less, of the logarithm of the odds, is no reason. */
#define COST_MIN 0.15

static CardcatDoubt doubt_of(CcSign sign) {
  switch (sign) {
    case CC_S_CERTAINTY:
    case CC_S_WORST:
      return CARDCAT_DOUBT_BLURRED;
    case CC_S_ASKED:
    case CC_S_AGAINST:
    case CC_S_AGAINST_MORE:
      return CARDCAT_DOUBT_READINGS;
    case CC_S_PROVED:
      return CARDCAT_DOUBT_ALONE;
    case CC_S_CHANGED:
      return CARDCAT_DOUBT_MENDED;
    case CC_S_UNUSED:
    case CC_S_UNUSED_LARGE:
    case CC_S_UNUSED_NUMBER:
      return CARDCAT_DOUBT_LEFT_OVER;
    case CC_S_NAMELESS:
    case CC_S_FIRMLESS:
    case CC_S_UNREACHABLE:
      return CARDCAT_DOUBT_LACKING;
    default:
      return CARDCAT_DOUBT_FORM;
  }
}

/* What each doubt costs a value of FIELD with SIGNS. */
static void add_costs(const CcCard *card, CardcatField field, const CcSigns *signs,
                      double costs[CARDCAT_DOUBT_ALONE + 1]) {
  double values[CC_SIGNS], best[CC_SIGNS];
  cc_sign_values(card, field, signs, values);
  cc_sign_values(card, field, &usual, best);
  best[CC_S_UNUSED] = best[CC_S_UNUSED_LARGE] = best[CC_S_UNUSED_NUMBER] = 0;
  best[CC_S_NAMELESS] = best[CC_S_FIRMLESS] = best[CC_S_UNREACHABLE] = 0;
  for (guint i = 0; i < CC_SIGNS; i++)
    costs[doubt_of((CcSign)i)] += cc_sign_weight(card->models, (CcSign)i) * (best[i] - values[i]);
  /* A line that was read twice alike is none of that. */
  if (signs->against == 0) costs[CARDCAT_DOUBT_READINGS] = 0;
  /* Only names and firms are ever proved so. */
  if (field != CARDCAT_FIELD_NAME && field != CARDCAT_FIELD_ORGANIZATION)
    costs[CARDCAT_DOUBT_ALONE] = 0;
}

static CardcatDoubt weightiest(const CcCard *card, CardcatField field, const CcSigns *signs) {
  double costs[CARDCAT_DOUBT_ALONE + 1] = {0};
  CardcatDoubt most = CARDCAT_DOUBT_ALONE;
  add_costs(card, field, signs, costs);
  for (CardcatDoubt i = 0; i <= CARDCAT_DOUBT_ALONE; i++)
    if (costs[i] > MAX(costs[most], COST_MIN)) most = i;
  return most;
}

/* FALSE: a note, or nothing. */
static gboolean field_of(CcLabel label, CardcatField *field) {
  static const CardcatField fields[] = {
      [CC_NAME] = CARDCAT_FIELD_NAME,         [CC_ORG] = CARDCAT_FIELD_ORGANIZATION,
      [CC_TITLE] = CARDCAT_FIELD_TITLES,      [CC_DEPT] = CARDCAT_FIELD_DEPARTMENT,
      [CC_ADDRESS] = CARDCAT_FIELD_ADDRESSES,
  };
  if (label > CC_ADDRESS) return FALSE;
  *field = fields[label];
  return TRUE;
}

static gboolean is_of_no_domain(const CardcatContact *contact, const CardcatEvidence *e) {
  const char *value = cardcat_contact_value(contact, e->field, e->index);
  if (!value) return FALSE;
  if (e->field == CARDCAT_FIELD_EMAILS) {
    const char *at = strrchr(value, '@');
    return at && !cc_suffix_known(at + 1);
  }
  if (e->field != CARDCAT_FIELD_URLS) return FALSE;
  const char *scheme = strstr(value, "://"), *from = scheme ? scheme + 3 : value;
  g_autofree char *host = g_strndup(from, strcspn(from, "/?#:"));
  return !cc_suffix_known(host);
}

static gboolean code_differs(const GPtrArray *evidence, const CardcatEvidence *of) {
  for (guint i = 0; i < evidence->len; i++) {
    const CardcatEvidence *e = evidence->pdata[i];
    if (e->field == of->field && e->index == of->index && e->value) return TRUE;
  }
  return FALSE;
}

/* SIGNS NULL: nothing but a code says it. */
static void tell(const CcCard *card, const CcFields *fields, CardcatEvidence *e,
                 const CcSigns *signs) {
  CardcatField rival = e->field;
  if (code_differs(fields->evidence, e))
    e->doubt = CARDCAT_DOUBT_CODE;
  else if (e->look_alike)
    e->doubt = CARDCAT_DOUBT_LOOK_ALIKE;
  else if (is_of_no_domain(fields->contact, e))
    e->doubt = CARDCAT_DOUBT_DOMAIN;
  else
    e->doubt = signs ? weightiest(card, e->field, signs) : CARDCAT_DOUBT_ALONE;
  if (e->doubt != CARDCAT_DOUBT_FORM || !field_of(signs->rival, &rival) || rival == e->field)
    return;
  e->doubt = CARDCAT_DOUBT_OTHER_FIELD;
  e->rival = rival;
}

/* Just below what counts as sure: a code gives what it has, be it so or not. */
#define DOUBT 0.01

static void doubt_domains(CcFields *fields) {
  for (guint i = 0; i < fields->evidence->len; i++) {
    CardcatEvidence *e = fields->evidence->pdata[i];
    if (is_of_no_domain(fields->contact, e))
      e->confidence = MIN(e->confidence, CARDCAT_SURE - DOUBT);
  }
}

void cc_doubts_tell(const CcCard *card, CcFields *fields) {
  doubt_domains(fields);
  for (guint i = 0; i < fields->evidence->len; i++) {
    CardcatEvidence *e = fields->evidence->pdata[i];
    if (e->confidence >= CARDCAT_SURE || e->field == CARDCAT_FIELD_NOTES) continue;
    tell(card, fields, e, i < card->signs->len ? &g_array_index(card->signs, CcSigns, i) : NULL);
  }
}
