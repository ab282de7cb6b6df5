/* What each feature weighs for each label. */
#include "fields/decide/decide.h"

#include <string.h>

struct CcWeights {
  double of[CC_FEATURES][CC_LABELS];
  gboolean known[CC_FEATURES];
};

/* What a span that spells a known firm weighs, in the unit of weights.tsv, where a form of law is
 * worth about half of it. */
static const double firm_weights[CC_LABELS] = {
    [CC_NAME] = -2, [CC_ORG] = 5, [CC_TITLE] = -2, [CC_DEPT] = -1, [CC_ADDRESS] = -2,
};

static gboolean take_row(gpointer data, const char *line, GError **error) {
  g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
  guint n = g_strv_length(cells);
  CcFeature feature;
  if (n != CC_LABELS + 1) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%u cells; a row has %d", n,
                CC_LABELS + 1);
    return FALSE;
  }
  if (!cc_feature_parse(cells[0], &feature)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s is no feature", cells[0]);
    return FALSE;
  }
  double *weights = cc_models_weights_edit(data, feature);
  for (guint k = 0; k < CC_LABELS; k++)
    weights[k] = g_ascii_strtod(cells[k + 1], NULL);
  return TRUE;
}

gboolean cc_weights_load(CcModels *models, const char *dir, GError **error) {
  models->weights = g_new0(struct CcWeights, 1);
  return cc_lines_each(dir, "weights.tsv", take_row, models, error);
}

const double *cc_models_weights(const CcModels *models, CcFeature feature) {
  return models->weights->known[feature] ? models->weights->of[feature] : NULL;
}

double *cc_models_weights_edit(CcModels *models, CcFeature feature) {
  models->weights->known[feature] = TRUE;
  return models->weights->of[feature];
}

void cc_weights_of_learned(CcModels *models) {
  memcpy(cc_models_weights_edit(models, CC_F_LEARNED_FIRM), firm_weights, sizeof firm_weights);
}
