/* What each feature weighs for each label. */
#include "fields/decide/decide.h"

#include <string.h>

static const char *const label_names[CC_KINDS] = {
    "name", "org", "title", "dept", "address", "note", "junk", "email", "url", "phone", "edge"};

const char *cc_label_name(CcLabel label) {
  return (guint)label < CC_KINDS ? label_names[label] : "?";
}

static gboolean take_row(gpointer data, const char *line, GError **error) {
  g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
  if (g_strv_length(cells) != CC_LABELS + 1) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%u cells; a row has %d",
                g_strv_length(cells), CC_LABELS + 1);
    return FALSE;
  }
  double *weights = cc_models_weights_edit(data, cells[0]);
  for (guint k = 0; k < CC_LABELS; k++)
    weights[k] = g_ascii_strtod(cells[k + 1], NULL);
  return TRUE;
}

gboolean cc_weights_load(CcModels *models, const char *dir, GError **error) {
  models->weights = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return cc_lines_each(dir, "weights.tsv", take_row, models, error);
}

const double *cc_models_weights(const CcModels *models, const char *feature) {
  return g_hash_table_lookup(models->weights, feature);
}

double *cc_models_weights_edit(CcModels *models, const char *feature) {
  double *weights = g_hash_table_lookup(models->weights, feature);
  if (!weights) {
    weights = g_new0(double, CC_LABELS);
    g_hash_table_insert(models->weights, g_strdup(feature), weights);
  }
  return weights;
}

/* What a span that spells a known firm weighs, in the unit of weights.tsv, where a form of law is
 * worth about half of it. */
static const double firm_weights[CC_LABELS] = {
    [CC_NAME] = -2, [CC_ORG] = 5, [CC_TITLE] = -2, [CC_DEPT] = -1, [CC_ADDRESS] = -2,
};

void cc_weights_of_learned(CcModels *models) {
  memcpy(cc_models_weights_edit(models, CC_LEARNED_FIRM), firm_weights, sizeof firm_weights);
}
