/* How likely a value is right: a logistic function of what was seen of it. */
#include "fields/give/give.h"

#include <math.h>
#include <string.h>

/* Raw scores are kept off 0 and 1, where a logarithm has no end. */
#define RAW_EDGE 0.001
/* Notes are no field; nothing is fitted for them. */
#define UNFITTED 0.5

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

/* How many other readings of LINE do not have what bytes START..END of the used one say. */
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
                   .reading = cc_span_reading(card, line, start, end),
                   .worst = cc_span_worst(card, line, start, end),
                   .asked = cc_card_line(card, line)->alternatives->len > 0,
                   .against = count_against(card, line, start, end)};
}

double cc_confidence(const CcModels *models, CardcatField field, const CcSigns *signs) {
  const double *bias = sign_weight(models, cardcat_field_info(field)->key);
  if (!bias) return UNFITTED;
  double raw = CLAMP(signs->raw, RAW_EDGE, 1 - RAW_EDGE);
  const struct {
    const char *name;
    double value;
  } terms[] = {{"raw", log(raw / (1 - raw))},
               {"reading", signs->reading},
               {"worst", signs->worst},
               {"asked", signs->asked ? 1 : 0},
               {"against", signs->against > 0 ? 1 : 0},
               {"against-more", signs->against > 1 ? 1 : 0},
               {"proved", signs->proved ? 1 : 0}};
  double sum = *bias;
  for (guint i = 0; i < G_N_ELEMENTS(terms); i++) {
    const double *weight = sign_weight(models, terms[i].name);
    sum += weight ? *weight * terms[i].value : 0;
  }
  return 1 / (1 + exp(-sum));
}
