/* The room from its entrance: the models are loaded, and a card goes through the floors, one after
 * the other. */
#include "fields/fields.h"

#include "fields/give/give.h"

CcModels *cc_models_load(const char *dir, GError **error) {
  g_autofree char *place = cc_models_dir(dir);
  g_autoptr(CcModels) models = g_new0(CcModels, 1);
  if (!cc_words_load(models, place, error) || !cc_lists_load(models, place, error) ||
      !cc_weights_load(models, place, error) || !cc_firm_weights_load(models, place, error) ||
      !cc_second_load(models, place, error) || !cc_signs_load(models, place, error))
    return NULL;
  cc_number_parse("+1 212 555 0100", NULL); /* its tables, too, are read before workers fork */
  return g_steal_pointer(&models);
}

CcModels *cc_models_load_words(GError **error) {
  g_autofree char *place = cc_models_dir(NULL);
  g_autoptr(CcModels) models = g_new0(CcModels, 1);
  if (!cc_words_load(models, place, error) || !cc_lists_load(models, place, error)) return NULL;
  return g_steal_pointer(&models);
}

void cc_models_free(CcModels *models) {
  if (!models) return;
  cc_words_free(models);
  cc_lists_free(models);
  g_free(models->weights);
  g_free(models->firm);
  g_clear_pointer(&models->second, g_hash_table_unref);
  g_clear_pointer(&models->signs, g_hash_table_unref);
  cc_learned_free(models->learned);
  g_free(models);
}

void cc_models_learn(CcModels *models, const GPtrArray *learned) {
  if (!learned || learned->len == 0 || models->learned) return;
  models->learned = cc_learned_new(learned);
  cc_learned_add_words(models, learned);
  cc_weights_of_learned(models);
}

CcFields *cc_fields_new(void) {
  CcFields *fields = g_new0(CcFields, 1);
  fields->contact = cardcat_contact_new();
  fields->evidence = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_evidence_free);
  fields->unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  return fields;
}

void cc_fields_free(CcFields *fields) {
  if (!fields) return;
  cardcat_contact_free(fields->contact);
  g_ptr_array_unref(fields->evidence);
  g_ptr_array_unref(fields->unused);
  cc_explanation_free(fields->explanation);
  g_free(fields);
}

void cc_card_prepare(CcCard *card) {
  cc_lines_vote(card);
  cc_region_guess(card);
  cc_values_find(card);
  cc_values_cross_proof(card);
  cc_segments_make(card);
  cc_spans_make(card);
  cc_features_make(card);
}

CcFields *cc_fields_find(const CcModels *models, const CcFieldsInput *input) {
  g_autoptr(CcCard) card = cc_card_new(models, input);
  CcFields *fields = cc_fields_new();
  cc_card_prepare(card);
  cc_decide(card);
  cc_assemble(card, fields);
  cc_unused_collect(card, fields);
  if (input->explain) fields->explanation = cc_explain(card);
  fields->cardness = cc_cardness(card, fields);
  cc_payloads_apply(card, fields);
  cc_look_alikes_doubt(fields);
  cc_doubts_tell(card, fields);
  return fields;
}
