/* How likely a value is right: a logistic function of what was seen of it. */
#include "fields/internal.h"

#include <math.h>
#include <string.h>

/* Raw scores are kept off 0 and 1, where a logarithm has no end. */
#define RAW_EDGE 0.001
/* Notes are no field; nothing is fitted for them. */
#define UNFITTED 0.5

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

double cc_confidence(const CcModels *models, const char *field, const CcSigns *signs) {
  const double *bias = cc_models_sign(models, field);
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
    const double *weight = cc_models_sign(models, terms[i].name);
    sum += weight ? *weight * terms[i].value : 0;
  }
  return 1 / (1 + exp(-sum));
}
