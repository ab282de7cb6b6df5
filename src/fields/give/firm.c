/* The firm as the person knows it. */
#include "fields/give/give.h"

#include <string.h>

/* Shorter domains begin many firms. */
#define DOMAIN_MIN 5

/* TRUE when a domain of the card begins as TEXT does, but not as FIRM: it is another firm. */
static gboolean is_proved(const CcCard *card, const char *text, const char *firm) {
  g_autofree char *read = cc_slug(text), *known = cc_slug(firm);
  for (guint i = 0; i < card->domains->len; i++) {
    const char *domain = card->domains->pdata[i];
    if (strlen(domain) >= DOMAIN_MIN && !g_str_has_prefix(known, domain) &&
        (g_str_has_prefix(read, domain) || strcmp(read, domain) == 0))
      return TRUE;
  }
  return FALSE;
}

/* The value whose host is known to be of one firm; NULL. */
static const CcValue *value_of_firm(const CcCard *card, const char **firm) {
  const CcLearned *learned = cc_models_learned(card->models);
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    if (value->kind != CC_EMAIL && value->kind != CC_URL) continue;
    g_autofree char *host = cc_value_host(value);
    *firm = cc_learned_firm_of(learned, host);
    if (*firm) return value;
  }
  return NULL;
}

/* A card without a firm has that of its domain. */
static void fill_firm(CcCard *card, CcFields *fields) {
  const char *firm = NULL;
  const CcValue *value = value_of_firm(card, &firm);
  if (!value) return;
  CcSigns signs = cc_signs_of(card, value->line, value->start, value->end, value->score);
  cc_evidence_add_read(card, fields, CARDCAT_FIELD_ORGANIZATION, 0, &signs,
                       cc_card_box(card, value->line, value->start, value->end), value->raw);
  cc_evidence_say_learned(fields, CARDCAT_LEARNED_DOMAIN);
  fields->contact->organization = g_strdup(firm);
}

static void set_firm(CcFields *fields, const char *firm, CardcatLearnedKind kind) {
  g_free(fields->contact->organization);
  fields->contact->organization = g_strdup(firm);
  cc_evidence_say_learned(fields, kind);
}

void cc_firm_apply_learned(CcCard *card, CcFields *fields) {
  const CcLearned *learned = cc_models_learned(card->models);
  const char *org = fields->contact->organization, *firm = NULL;
  if (!learned) return;
  if (!org) {
    fill_firm(card, fields);
    return;
  }
  const char *known = cc_learned_firm(learned, org);
  if (known && !is_proved(card, org, known))
    set_firm(fields, known, CARDCAT_LEARNED_ORGANIZATION);
  else if (!known && value_of_firm(card, &firm) && strcmp(org, firm) != 0 &&
           cc_learned_is_like(org, firm))
    set_firm(fields, firm, CARDCAT_LEARNED_DOMAIN);
}
