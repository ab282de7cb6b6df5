/* An address that somebody typed: the grammar's parts of one text, without a card around it. */
#include "fields/fields.h"

#include "fields/grammar/grammar.h"

CardcatAddress *cardcat_address_from_text(const char *text, const char *region, GError **error) {
  g_autoptr(CcModels) models = cc_models_load_words(error);
  if (!models) return NULL;
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup(text);
  cc_address_parse(models, region ? region : "", address);
  return address;
}
