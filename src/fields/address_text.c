/* An address that somebody typed: the grammar's parts of one text, without a card around it. */
#include "fields/fields.h"

#include "fields/grammar/grammar.h"

/* What the grammar of addresses looks into, and nothing else of the models. */
static CcModels *load_words(GError **error) {
  g_autofree char *place = cc_models_dir(NULL);
  g_autoptr(CcModels) models = g_new0(CcModels, 1);
  if (!cc_words_load(models, place, error) || !cc_lists_load(models, place, error)) return NULL;
  return g_steal_pointer(&models);
}

CardcatAddress *cardcat_address_from_text(const char *text, const char *region, GError **error) {
  g_autoptr(CcModels) models = load_words(error);
  if (!models) return NULL;
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup(text);
  cc_address_parse(models, region ? region : "", address);
  return address;
}
