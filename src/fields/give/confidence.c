/* How likely a value is right: a logistic function of what was seen of it. */
#include "fields/give/give.h"

#include <math.h>
#include <string.h>

/* Raw scores are kept off 0 and 1, where a logarithm has no end. */
#define RAW_EDGE 0.001
/* Nothing is fitted for notes, which no reading is judged by, */
#define OF_NOTES 0.5
/* and for a field that few cards have; by hand: what its grammar found is mostly so. */
#define BIAS_OF_RARE 1.0
/* More unused lines than this say no more. */
#define UNUSED_MAX 5

static gboolean take_sign(gpointer data, const char *line, GError **error) {
  CcModels *models = data;
  g_auto(GStrv) pair = g_strsplit(line, "\t", 2);
  if (!pair[1]) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "no tab in \"%s\"", line);
    return FALSE;
  }
  double *weight = g_new(double, 1);
  *weight = g_ascii_strtod(pair[1], NULL);
  g_hash_table_insert(models->signs, g_strdup(pair[0]), weight);
  return TRUE;
}

gboolean cc_signs_load(CcModels *models, const char *dir, GError **error) {
  models->signs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return cc_lines_each(dir, "confidence.tsv", take_sign, models, error);
}

/* The weight of a field ("emails") or sign ("raw") in a confidence; NULL when unknown. */
static const double *sign_weight(const CcModels *models, const char *name) {
  return g_hash_table_lookup(models->signs, name);
}

/* How many other alternatives of LINE do not have what bytes START..END of the used one say. */
static guint count_against(const CcCard *card, guint line, gsize start, gsize end) {
  const GPtrArray *others = cc_card_line(card, line)->alternatives;
  g_autofree char *text = g_strndup((char *)card->texts->pdata[line] + start, end - start);
  g_autofree char *slug = cc_slug(text);
  guint against = 0;
  for (guint i = 0; i < others->len; i++) {
    g_autofree char *other = cc_slug(others->pdata[i]);
    against += strstr(other, slug) ? 0 : 1;
  }
  return against;
}

CcSigns cc_signs_of(const CcCard *card, guint line, gsize start, gsize end, double raw) {
  return (CcSigns){.raw = raw,
                   .certainty = cc_span_certainty(card, line, start, end),
                   .worst = cc_span_worst(card, line, start, end),
                   .asked = cc_card_line(card, line)->alternatives->len > 0,
                   .rival = CC_UNDECIDED,
                   .against = count_against(card, line, start, end)};
}

static const char *const names[CC_SIGNS] = {
#define SIGN(id, name) [CC_S_##id] = name,
    CC_SIGN_TABLE(SIGN)
#undef SIGN
};

const char *cc_sign_name(CcSign sign) {
  return names[sign];
}

void cc_sign_values(const CcCard *card, CardcatField field, const CcSigns *signs,
                    double values[CC_SIGNS]) {
  const CcRests *rests = &card->rests;
  double raw = CLAMP(signs->raw, RAW_EDGE, 1 - RAW_EDGE), odds = log(raw / (1 - raw));
  memset(values, 0, CC_SIGNS * sizeof *values);
  values[CC_S_RAW] = odds;
  values[CC_S_RAW_NAME] = field == CARDCAT_FIELD_NAME ? odds : 0;
  values[CC_S_RAW_FIRM] = field == CARDCAT_FIELD_ORGANIZATION ? odds : 0;
  values[CC_S_RAW_TITLE] = field == CARDCAT_FIELD_TITLES ? odds : 0;
  values[CC_S_CERTAINTY] = signs->certainty;
  values[CC_S_WORST] = signs->worst;
  values[CC_S_ASKED] = signs->asked ? 1 : 0;
  values[CC_S_AGAINST] = signs->against > 0 ? 1 : 0;
  values[CC_S_AGAINST_MORE] = signs->against > 1 ? 1 : 0;
  values[CC_S_PROVED] = signs->proved ? 1 : 0;
  values[CC_S_CHANGED] = signs->changed ? 1 : 0;
  values[CC_S_UNUSED] = MIN(rests->unused, UNUSED_MAX) / (double)UNUSED_MAX;
  values[CC_S_UNUSED_LARGE] = rests->large > 0 ? 1 : 0;
  values[CC_S_UNUSED_NUMBER] = rests->numbers > 0 ? 1 : 0;
  values[CC_S_NAMELESS] = rests->nameless ? 1 : 0;
  values[CC_S_FIRMLESS] = rests->firmless ? 1 : 0;
  values[CC_S_UNREACHABLE] = rests->unreachable ? 1 : 0;
}

double cc_sign_weight(const CcModels *models, CcSign sign) {
  const double *weight = sign_weight(models, names[sign]);
  return weight ? *weight : 0;
}

double cc_confidence(const CcCard *card, CardcatField field, const CcSigns *signs) {
  const CardcatFieldInfo *info = cardcat_field_info(field);
  if (info->kind == CARDCAT_KIND_NOTES) return OF_NOTES;
  const double *bias = sign_weight(card->models, info->key);
  double sum = bias ? *bias : BIAS_OF_RARE, values[CC_SIGNS];
  cc_sign_values(card, field, signs, values);
  for (guint i = 0; i < CC_SIGNS; i++)
    sum += cc_sign_weight(card->models, (CcSign)i) * values[i];
  return 1 / (1 + exp(-sum));
}
