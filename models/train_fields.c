/* Trains models/weights.tsv: train_fields LAYOUTS HELD_OUT [EPOCHS] > weights.tsv
 *
 * Averaged, passive-aggressive (Crammer et al. 2006): each layout is decided as a whole, wrong
 * labels counted MARGIN better; where the decision differs from the truth the weights move just so
 * far that the truth leads by MARGIN for each wrong label, never further than STEP_MAX.  It begins
 * with the weights that are there, and what it gives is the mean over all steps.  LAYOUTS and
 * HELD_OUT are JSON Lines of make_layouts.mjs, from different seeds, and of align_lines.py: cards
 * that were read.  A line of the file that stands there twice is learned from twice as often. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fields/decide/decide.h"

#define MARGIN 1.5
#define STEP_MAX 0.01
#define EPOCHS 6

typedef struct {
  GPtrArray *lines; /* CardcatLine* */
  CcFieldsInput input;
  CcCard *card;
  CcLabel *gold; /* of each span */
} Sample;

static void sample_free(Sample *sample) {
  cc_card_free(sample->card);
  g_ptr_array_unref(sample->lines);
  g_free(sample->gold);
  g_free(sample);
}

/* ---- reading layouts ------------------------------------------------------------------------ */

static CcLabel label_of(const char *name) {
  for (guint i = 0; i < CC_KINDS; i++)
    if (strcmp(cc_label_name(i), name) == 0) return i;
  return CC_NOISE;
}

static CardcatBox read_box(JsonObject *object) {
  JsonArray *box = json_object_get_array_member(object, "box");
  int n[4];
  for (guint i = 0; i < 4; i++)
    n[i] = (int)json_array_get_double_element(box, i);
  return (CardcatBox){n[0], n[1], n[2], n[3]};
}

/* What only lines that were read have: words with their places, other readings. */
static void read_ocr(JsonObject *object, CardcatLine *line) {
  JsonArray *others = json_object_get_array_member(object, "alternatives");
  JsonArray *words = json_object_get_array_member(object, "words");
  for (guint i = 0; i < json_array_get_length(others); i++)
    g_ptr_array_add(line->alternatives, g_strdup(json_array_get_string_element(others, i)));
  for (guint i = 0; i < json_array_get_length(words); i++) {
    JsonObject *word = json_array_get_object_element(words, i);
    g_ptr_array_add(line->words,
                    cardcat_word_new(json_object_get_string_member(word, "text"), read_box(word),
                                     json_object_get_double_member(word, "confidence")));
  }
}

static CardcatLine *read_line(JsonObject *object) {
  CardcatLine *line =
      cardcat_line_new(json_object_get_string_member(object, "text"), read_box(object),
                       json_object_get_double_member(object, "confidence"));
  line->x_height = json_object_get_double_member(object, "x_height");
  line->stroke = json_object_get_double_member(object, "stroke");
  if (json_object_has_member(object, "words")) read_ocr(object, line);
  return line;
}

/* The label of the part of line OBJECT that bytes START..END of its reading USED share most with;
 * of another reading than the first by their share of its length. */
static CcLabel gold_of(JsonObject *object, const char *used, gsize start, gsize end) {
  JsonArray *parts = json_object_get_array_member(object, "parts");
  gsize length = strlen(used), first = strlen(json_object_get_string_member(object, "text"));
  if (length > 0 && length != first) {
    start = start * first / length;
    end = end * first / length;
  }
  CcLabel best = CC_NOISE;
  gint64 most = 0;
  for (guint i = 0; i < json_array_get_length(parts); i++) {
    JsonArray *part = json_array_get_array_element(parts, i);
    gint64 from = json_array_get_int_element(part, 1), to = json_array_get_int_element(part, 2);
    gint64 common = MIN(to, (gint64)end) - MAX(from, (gint64)start);
    if (common <= most) continue;
    most = common;
    best = label_of(json_array_get_string_element(part, 0));
  }
  return best < CC_LABELS ? best : CC_NOISE;
}

static Sample *read_sample(const CcModels *models, const char *json) {
  g_autoptr(JsonParser) parser = json_parser_new();
  if (!json_parser_load_from_data(parser, json, -1, NULL)) return NULL;
  JsonObject *root = json_node_get_object(json_parser_get_root(parser));
  JsonArray *lines = json_object_get_array_member(root, "lines");
  Sample *sample = g_new0(Sample, 1);
  sample->lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  for (guint i = 0; i < json_array_get_length(lines); i++)
    g_ptr_array_add(sample->lines, read_line(json_array_get_object_element(lines, i)));
  sample->input = (CcFieldsInput){.lines = sample->lines,
                                  .width = (int)json_object_get_int_member(root, "width"),
                                  .height = (int)json_object_get_int_member(root, "height")};
  CcCard *card = sample->card = cc_card_new(models, &sample->input);
  cc_card_prepare(card);
  sample->gold = g_new0(CcLabel, card->spans->len + 1);
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    JsonObject *line = json_array_get_object_element(lines, span->line);
    const char *used = card->texts->pdata[span->line];
    sample->gold[i] =
        span->kind == CC_UNDECIDED ? gold_of(line, used, span->start, span->end) : span->kind;
  }
  return sample;
}

static GPtrArray *read_samples(const CcModels *models, const char *path) {
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(path, &text, NULL, &error)) g_error("%s", error->message);
  GPtrArray *samples = g_ptr_array_new_with_free_func((GDestroyNotify)sample_free);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    Sample *sample = *lines[i] ? read_sample(models, lines[i]) : NULL;
    if (sample) g_ptr_array_add(samples, sample);
  }
  return samples;
}

/* ---- learning ------------------------------------------------------------------------------- */

typedef double Row[CC_LABELS];

typedef struct {
  CcModels *models;
  Row sums[CC_FEATURES]; /* updates times their step */
  double step;
} Trainer;

/* How often each feature stands under each label in the truth, less how often in the decision. */
typedef struct {
  Row counts[CC_FEATURES];
  gboolean met[CC_FEATURES];
  double sign;
} Difference;

static void count(CcFeature feature, CcLabel label, gpointer data) {
  Difference *difference = data;
  difference->met[feature] = TRUE;
  difference->counts[feature][label] += difference->sign;
}

/* The step along DIFFERENCE that gives the truth its lead of LOSS, at most STEP_MAX. */
static double step_along(const Trainer *trainer, const Difference *difference, double loss) {
  double lead = 0, square = 0;
  for (guint feature = 0; feature < CC_FEATURES; feature++) {
    const double *weights = cc_models_weights(trainer->models, feature);
    for (guint label = 0; label < CC_LABELS; label++) {
      double n = difference->counts[feature][label];
      lead += weights ? n * weights[label] : 0;
      square += n * n;
    }
  }
  return square > 0 ? CLAMP((loss - lead) / square, 0, STEP_MAX) : 0;
}

static void update(Trainer *trainer, const Difference *difference, double step) {
  for (guint feature = 0; feature < CC_FEATURES; feature++) {
    if (!difference->met[feature]) continue;
    double *weights = cc_models_weights_edit(trainer->models, feature);
    for (guint label = 0; label < CC_LABELS; label++) {
      double change = step * difference->counts[feature][label];
      weights[label] += change;
      trainer->sums[feature][label] += change * trainer->step;
    }
  }
}

/* Labels decided on the spans of SAMPLE; returns how many are not the truth. */
static guint decided(const Sample *sample, CcLabel *labels) {
  guint wrong = 0;
  for (guint i = 0; i < sample->card->spans->len; i++) {
    labels[i] = ((CcSpan *)sample->card->spans->pdata[i])->decided;
    wrong += labels[i] != sample->gold[i] ? 1 : 0;
  }
  return wrong;
}

static void learn(Trainer *trainer, Sample *sample) {
  CcLabel labels[CC_SPANS_MAX];
  trainer->step++;
  cc_decide_with_loss(sample->card, sample->gold, MARGIN);
  guint wrong = decided(sample, labels);
  if (wrong == 0) return;
  Difference difference = {.sign = 1};
  cc_decide_features(sample->card, sample->gold, count, &difference);
  difference.sign = -1;
  cc_decide_features(sample->card, labels, count, &difference);
  update(trainer, &difference, step_along(trainer, &difference, MARGIN * wrong));
}

/* The share of layouts decided without a fault, as the reader would. */
static double measure(const GPtrArray *samples, double *spans_right) {
  guint right = 0, spans = 0, good = 0;
  CcLabel labels[CC_SPANS_MAX];
  for (guint i = 0; i < samples->len; i++) {
    Sample *sample = samples->pdata[i];
    cc_decide_lines(sample->card);
    right += decided(sample, labels) == 0 ? 1 : 0;
    for (guint k = 0; k < sample->card->spans->len; k++, spans++)
      good += labels[k] == sample->gold[k] ? 1 : 0;
  }
  *spans_right = spans ? (double)good / spans : 0;
  return samples->len ? (double)right / samples->len : 0;
}

static void average(Trainer *trainer) {
  for (guint feature = 0; feature < CC_FEATURES; feature++)
    for (guint label = 0; label < CC_LABELS; label++)
      if (trainer->sums[feature][label] != 0)
        cc_models_weights_edit(trainer->models, feature)[label] -=
            trainer->sums[feature][label] / trainer->step;
}

static int compare_strings(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void meet(CcFeature feature, CcLabel label, gpointer data) {
  gboolean *met = data;
  (void)label;
  met[feature] = TRUE;
}

/* The row of FEATURE as weights.tsv has it, owned. */
static char *row_text(const CcModels *models, CcFeature feature) {
  GString *out = g_string_new(NULL);
  g_autofree char *name = cc_feature_name(feature);
  g_string_append(out, name);
  for (guint label = 0; label < CC_LABELS; label++)
    g_string_append_printf(out, "\t%.3f", cc_models_weights(models, feature)[label]);
  return g_string_free(out, FALSE);
}

/* The weights of every feature that a layout has, sorted. */
static void print_weights(const CcModels *models, const GPtrArray *samples) {
  gboolean met[CC_FEATURES] = {FALSE};
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < samples->len; i++) {
    const Sample *sample = samples->pdata[i];
    cc_decide_features(sample->card, sample->gold, meet, met);
  }
  for (guint feature = 0; feature < CC_FEATURES; feature++)
    if (met[feature] && cc_models_weights(models, feature))
      g_ptr_array_add(rows, row_text(models, feature));
  g_ptr_array_sort(rows, compare_strings);
  printf("# feature");
  for (guint label = 0; label < CC_LABELS; label++)
    printf("\t%s", cc_label_name(label));
  printf("\n");
  for (guint i = 0; i < rows->len; i++)
    printf("%s\n", (char *)rows->pdata[i]);
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcModels) models = cc_models_load(NULL, &error);
  if (!models || argc < 3) {
    fprintf(stderr, "train_fields: %s\n", error ? error->message : "name two files of layouts");
    return 2;
  }
  g_autoptr(GPtrArray) layouts = read_samples(models, argv[1]);
  g_autoptr(GPtrArray) held_out = read_samples(models, argv[2]);
  guint epochs = argc > 3 ? (guint)g_ascii_strtoull(argv[3], NULL, 10) : EPOCHS;
  Trainer trainer = {.models = models, .step = 1};
  g_autoptr(GRand) rand = g_rand_new_with_seed(1);
  double spans;
  double whole = measure(held_out, &spans);
  fprintf(stderr, "held out before: layouts %.4f spans %.4f\n", whole, spans);
  for (guint epoch = 0; epoch < epochs; epoch++) {
    for (guint i = 0; i < layouts->len; i++)
      learn(&trainer, layouts->pdata[g_rand_int_range(rand, 0, (gint)layouts->len)]);
    whole = measure(held_out, &spans);
    fprintf(stderr, "epoch %u: held out layouts %.4f spans %.4f\n", epoch + 1, whole, spans);
  }
  average(&trainer);
  whole = measure(held_out, &spans);
  fprintf(stderr, "averaged: held out layouts %.4f spans %.4f\n", whole, spans);
  print_weights(models, layouts);
  return 0;
}
