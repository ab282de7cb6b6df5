/* A name that came in one piece: the grammar's parts of it, without a card around it. */
#include "fields/fields.h"

#include "fields/grammar/grammar.h"

struct CardcatNames {
  CcModels *models; /* NULL: nothing was parted yet */
};

CardcatNames *cardcat_names_new(void) {
  return g_new0(CardcatNames, 1);
}

void cardcat_names_free(CardcatNames *names) {
  if (!names) return;
  cc_models_free(names->models);
  g_free(names);
}

/* "de la Cruz": a family name alone. */
static gboolean is_family(const CcModels *models, const char *text) {
  g_autoptr(GArray) tokens = cc_tokens(models, text);
  if (tokens->len < 2) return FALSE;
  const CcToken *first = cc_token(tokens, 0);
  return (first->shape & CC_T_LOWER) && (first->flags & CC_W_PARTICLE);
}

static void take(char **to, char **from) {
  g_free(*to);
  *to = g_steal_pointer(from);
}

gboolean cc_names_part(CardcatNames *names, CardcatName *name, const char *region) {
  g_autoptr(GError) missing = NULL;
  g_return_val_if_fail(name->full, FALSE);
  if (!names->models) names->models = cc_models_load_words(&missing);
  if (!names->models) return FALSE;
  g_autoptr(CardcatContact) parted = cardcat_contact_new();
  CardcatName *parts = &parted->name;
  if (is_family(names->models, name->full))
    parts->family = g_strdup(name->full);
  else
    cc_name_parse(names->models, name->full, region ? region : "", FALSE, parts);
  char **to[] = {&name->prefix, &name->given, &name->middle, &name->family, &name->suffix};
  char **from[] = {&parts->prefix, &parts->given, &parts->middle, &parts->family, &parts->suffix};
  for (guint i = 0; i < G_N_ELEMENTS(to); i++)
    take(to[i], from[i]);
  return TRUE;
}
