/* bench_fields FILE [REGION]: finds the fields of cards already read.  FILE holds JSON Lines,
 *   {"file": "card.jpg", "lines": [{"text", "box": [x, y, w, h], "x_height", "stroke",
 *    "confidence", "alternatives": [...]}], "qr": ["payload", ...], "width": w, "height": h}
 * (bench_text prints them); the answer is the JSON line of each card.  With CARDCAT_BENCH_SPANS
 * set, each span and its label follow on stderr; with CARDCAT_BENCH_SIGNS the answer is what each
 * confidence rests on: [field, raw, reading, worst, asked, against, proved]. */
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "fields/give/give.h"

static double number_of(JsonObject *object, const char *name) {
  return json_object_has_member(object, name) ? json_object_get_double_member(object, name) : 0;
}

static CardcatBox box_of(JsonObject *object) {
  if (!json_object_has_member(object, "box")) return (CardcatBox){0};
  JsonArray *box = json_object_get_array_member(object, "box");
  if (json_array_get_length(box) != 4) return (CardcatBox){0};
  int n[4];
  for (guint i = 0; i < 4; i++)
    n[i] = (int)json_array_get_double_element(box, i);
  return (CardcatBox){n[0], n[1], n[2], n[3]};
}

static void add_strings(GPtrArray *list, JsonObject *object, const char *name) {
  if (!json_object_has_member(object, name)) return;
  JsonArray *array = json_object_get_array_member(object, name);
  for (guint i = 0; i < json_array_get_length(array); i++)
    g_ptr_array_add(list, cc_text_clean_lines(json_array_get_string_element(array, i), -1, 8000));
}

static CardcatLine *line_of(JsonObject *object) {
  g_autofree char *text =
      cc_text_clean(json_object_get_string_member(object, "text"), -1, CC_TEXT_MAX);
  CardcatLine *line = cardcat_line_new(text, box_of(object), number_of(object, "confidence"));
  line->x_height = number_of(object, "x_height");
  line->stroke = number_of(object, "stroke");
  add_strings(line->alternatives, object, "alternatives");
  if (!json_object_has_member(object, "words")) return line;
  JsonArray *words = json_object_get_array_member(object, "words");
  for (guint i = 0; i < json_array_get_length(words); i++) {
    JsonObject *word = json_array_get_object_element(words, i);
    g_ptr_array_add(line->words, cardcat_word_new(json_object_get_string_member(word, "text"),
                                                  box_of(word), number_of(word, "confidence")));
  }
  return line;
}

static void show_spans(const CcModels *models, const CcFieldsInput *input) {
  g_autoptr(CcCard) card = cc_card_new(models, input);
  cc_card_prepare(card);
  cc_decide(card);
  fprintf(stderr, "region %s\n", card->region);
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    fprintf(stderr, "%-8s %5.2f h%.2f %s |", cc_label_name(span->decided), span->margin,
            span->height, span->text ? span->text : "");
    for (guint k = 0; k < span->features->len; k++) {
      g_autofree char *name = cc_feature_name(g_array_index(span->features, guint, k));
      fprintf(stderr, " %s", name);
    }
    fprintf(stderr, "\n");
  }
}

/* What each piece of evidence rests on, for the program that fits confidences. */
static void print_signs(const CcModels *models, const CcFieldsInput *input, const char *file) {
  g_autoptr(CcCard) card = cc_card_new(models, input);
  CcFields *fields = cc_fields_new();
  card->unlikely_too = TRUE;
  cc_card_prepare(card);
  cc_decide(card);
  cc_assemble(card, fields);
  g_autofree char *contact = cardcat_contact_to_json(fields->contact);
  printf("{\"file\": \"%s\", \"contact\": %s, \"names\": [", file, contact);
  for (guint k = 0; k < CC_SIGNS; k++)
    printf("%s\"%s\"", k > 0 ? ", " : "", cc_sign_name(k));
  printf("], \"signs\": [");
  for (guint i = 0; i < card->signs->len; i++) {
    const CcSigns *signs = &g_array_index(card->signs, CcSigns, i);
    const CardcatEvidence *evidence = fields->evidence->pdata[i];
    g_autofree char *field = cardcat_field_print(evidence->field, evidence->index);
    double values[CC_SIGNS];
    cc_sign_values(card, evidence->field, signs, values);
    printf("%s[\"%s\"", i > 0 ? ", " : "", field);
    for (guint k = 0; k < CC_SIGNS; k++)
      printf(", %.4f", values[k]);
    printf("]");
  }
  printf("]}\n");
  cc_fields_free(fields);
}

/* Every group of lines that may be the firm, for the program that learns to choose. */
static void print_firms(const CcModels *models, const CcFieldsInput *input, const char *file) {
  g_autoptr(CcCard) card = cc_card_new(models, input);
  cc_card_prepare(card);
  cc_decide_lines(card);
  g_autoptr(GArray) firms = cc_firm_candidates(card);
  printf("{\"file\": \"%s\", \"firms\": [", file);
  for (guint i = 0; i < firms->len; i++) {
    const CcFirm *firm = &g_array_index(firms, CcFirm, i);
    g_autofree char *mended = cc_org_repair(card, firm->text);
    g_autoptr(JsonNode) node = json_node_new(JSON_NODE_VALUE);
    json_node_set_string(node, mended);
    g_autofree char *json = json_to_string(node, FALSE);
    printf("%s[%s", i > 0 ? ", " : "", json);
    for (guint k = 0; k < CC_FIRM_FEATURES; k++)
      if (firm->has[k]) printf(", \"%s\"", cc_firm_feature_name(k));
    printf("]");
  }
  printf("]}\n");
}

static void print_feature(guint feature, gpointer data) {
  (void)data;
  g_autofree char *name = cc_second_feature_name(feature);
  printf(", \"%s\"", name);
}

/* What a second look sees of each line, for the program that learns to judge by it. */
static void print_second(const CcModels *models, const CcFieldsInput *input, const char *file) {
  g_autoptr(CcCard) card = cc_card_new(models, input);
  cc_card_prepare(card);
  cc_decide_once(card);
  printf("{\"file\": \"%s\", \"none\": [null", file);
  cc_second_features_of_none(card, print_feature, NULL);
  printf("], \"spans\": [");
  const char *comma = "";
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (!cc_second_may_be_title(span)) continue;
    g_autoptr(JsonNode) node = json_node_new(JSON_NODE_VALUE);
    json_node_set_string(node, span->text);
    g_autofree char *text = json_to_string(node, FALSE);
    printf("%s[%s, %s", comma, text, cc_second_may_be_name(span) ? "true" : "false");
    cc_second_features(card, i, print_feature, NULL);
    printf("]");
    comma = ", ";
  }
  printf("]}\n");
}

static void answer(const CcModels *models, JsonObject *object, const char *region,
                   double *seconds) {
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  g_autoptr(GPtrArray) payloads = g_ptr_array_new_with_free_func(g_free);
  add_strings(payloads, object, "qr");
  JsonArray *lines = json_object_get_array_member(object, "lines");
  for (guint i = 0; i < json_array_get_length(lines); i++)
    g_ptr_array_add(reading->lines, line_of(json_array_get_object_element(lines, i)));
  CcFieldsInput input = {.lines = reading->lines,
                         .payloads = payloads,
                         .width = (int)number_of(object, "width"),
                         .height = (int)number_of(object, "height"),
                         .region = region};
  if (g_getenv("CARDCAT_BENCH_FIRMS")) {
    print_firms(models, &input, json_object_get_string_member(object, "file"));
    return;
  }
  if (g_getenv("CARDCAT_BENCH_SIGNS")) {
    print_signs(models, &input, json_object_get_string_member(object, "file"));
    return;
  }
  if (g_getenv("CARDCAT_BENCH_SECOND")) {
    print_second(models, &input, json_object_get_string_member(object, "file"));
    return;
  }
  gint64 before = g_get_monotonic_time();
  g_autoptr(CcFields) fields = cc_fields_find(models, &input);
  *seconds += (double)(g_get_monotonic_time() - before) / 1e6;
  if (g_getenv("CARDCAT_BENCH_SPANS")) show_spans(models, &input);
  g_free(reading->path);
  reading->path = g_strdup(json_object_get_string_member(object, "file"));
  cardcat_contact_free(reading->contact);
  reading->contact = g_steal_pointer(&fields->contact);
  g_ptr_array_unref(reading->evidence);
  reading->evidence = g_steal_pointer(&fields->evidence);
  g_ptr_array_unref(reading->unused);
  reading->unused = g_steal_pointer(&fields->unused);
  fields->contact = cardcat_contact_new();
  fields->evidence = g_ptr_array_new();
  fields->unused = g_ptr_array_new();
  reading->confidence = fields->confidence;
  reading->card = reading->cards = 1;
  g_autofree char *json = cardcat_reading_to_json(reading, FALSE);
  puts(json);
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr(CcModels) models = cc_models_load(NULL, &error);
  if (argc < 2 || !models || !g_file_get_contents(argv[1], &text, NULL, &error)) {
    fprintf(stderr, "bench_fields: %s\n", error ? error->message : "name a file of lines");
    return 2;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  double seconds = 0;
  guint cards = 0;
  for (guint i = 0; lines[i]; i++) {
    if (!*lines[i]) continue;
    g_autoptr(JsonParser) parser = json_parser_new();
    if (!json_parser_load_from_data(parser, lines[i], -1, &error)) {
      fprintf(stderr, "bench_fields: line %u: %s\n", i + 1, error->message);
      return 2;
    }
    answer(models, json_node_get_object(json_parser_get_root(parser)), argc > 2 ? argv[2] : NULL,
           &seconds);
    cards++;
  }
  fprintf(stderr, "%u cards, %.2f ms each\n", cards, cards ? 1000 * seconds / cards : 0);
  return 0;
}
