/* What was learned from a person's contacts, as a value. */
#include "base/base.h"

#include <string.h>

/* So many contacts have it that it can be no single misreading. */
#define CONTACTS_MIN 2

static const char *const names[] = {
    [CARDCAT_LEARNED_ORGANIZATION] = "organization",
    [CARDCAT_LEARNED_DOMAIN] = "domain",
    [CARDCAT_LEARNED_TITLE] = "title",
    [CARDCAT_LEARNED_TOWN] = "town",
    [CARDCAT_LEARNED_COUNTRY] = "country",
};

const char *cardcat_learned_kind_name(CardcatLearnedKind kind) {
  g_return_val_if_fail((guint)kind < G_N_ELEMENTS(names), "");
  return names[kind];
}

gboolean cardcat_learned_kind_parse(const char *name, CardcatLearnedKind *kind) {
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_strcmp0(name, names[i]) == 0) {
      *kind = (CardcatLearnedKind)i;
      return TRUE;
    }
  return FALSE;
}

CardcatLearned *cardcat_learned_new(CardcatLearnedKind kind, const char *text) {
  CardcatLearned *learned = g_new0(CardcatLearned, 1);
  learned->kind = kind;
  learned->text = g_strdup(text);
  return learned;
}

void cardcat_learned_free(CardcatLearned *learned) {
  if (!learned) return;
  g_free(learned->text);
  g_free(learned->organization);
  g_free(learned->last);
  g_free(learned);
}

gboolean cardcat_learned_is_used(const CardcatLearned *learned) {
  return learned->corrected > 0 || learned->count >= CONTACTS_MIN;
}
