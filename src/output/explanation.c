/* How a card was read, for people: line by line, then the fields. */
#include "output/output.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Where the text of a line, of its pieces and of their votes begins. */
#define AT_LINE "    "
#define AT_PIECE "      "
#define AT_VOTE "          "

/* ---- one member ----------------------------------------------------------------------------- */

/* On one line, owned; NULL when there is none. */
static char *text_of(JsonObject *object, const char *key) {
  const char *text = json_object_get_string_member_with_default(object, key, NULL);
  return text ? cc_text_clean(text, -1, CC_TEXT_MAX) : NULL;
}

static double number_of(JsonObject *object, const char *key) {
  return json_object_get_double_member_with_default(object, key, 0);
}

/* List KEY, whose members are all of TYPE; COUNT gets how many.  A worker wrote it: what is
 * anything else is empty. */
static JsonArray *list_of(JsonObject *object, const char *key, JsonNodeType type, guint *count) {
  JsonNode *node = json_object_get_member(object, key);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
  *count = array ? json_array_get_length(array) : 0;
  for (guint i = 0; i < *count; i++)
    if (JSON_NODE_TYPE(json_array_get_element(array, i)) != type) *count = 0;
  return array;
}

static JsonArray *objects_of(JsonObject *object, const char *key, guint *count) {
  return list_of(object, key, JSON_NODE_OBJECT, count);
}

/* A number with so many DECIMALS, the same in every locale; with its sign where that is asked. */
static void put_number(GString *out, double value, int decimals, gboolean sign) {
  char buffer[G_ASCII_DTOSTR_BUF_SIZE + 8], format[8];
  g_snprintf(format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd(buffer, sizeof buffer, format, CLAMP(value, -1e6, 1e6));
  g_string_append_printf(out, "%s%s", sign && value >= 0 ? "+" : "", buffer);
}

/* ---- votes ---------------------------------------------------------------------------------- */

static void put_features(GString *out, JsonObject *vote, gboolean against) {
  guint count, put = 0;
  JsonArray *features = objects_of(vote, "features", &count);
  g_autofree char *label = text_of(vote, "label");
  for (guint i = 0; i < count; i++) {
    JsonObject *feature = json_array_get_object_element(features, i);
    double weight = number_of(feature, "weight");
    if ((weight < 0) != against) continue;
    g_autofree char *name = text_of(feature, "name");
    if (put++ == 0)
      g_string_append_printf(out, AT_VOTE "%s %s: ", against ? "against" : "for", label);
    else
      g_string_append(out, ", ");
    g_string_append_printf(out, "%s ", name);
    put_number(out, weight, 2, TRUE);
  }
  if (put > 0) g_string_append_c(out, '\n');
}

static void put_votes(GString *out, JsonObject *piece) {
  guint count;
  JsonArray *votes = objects_of(piece, "votes", &count);
  for (guint i = 0; i < count; i++) {
    JsonObject *vote = json_array_get_object_element(votes, i);
    g_autofree char *label = text_of(vote, "label");
    g_string_append_printf(out, "%s%s ", i == 0 ? AT_VOTE "votes: " : ", ", label);
    put_number(out, number_of(vote, "score"), 1, FALSE);
    if (!json_object_get_boolean_member_with_default(vote, "allowed", TRUE))
      g_string_append(out, " (not allowed here)");
  }
  if (count > 0) g_string_append_c(out, '\n');
  for (guint i = 0; i < count; i++) {
    JsonObject *vote = json_array_get_object_element(votes, i);
    put_features(out, vote, FALSE);
    put_features(out, vote, TRUE);
  }
}

/* ---- lines ---------------------------------------------------------------------------------- */

static void put_piece(GString *out, JsonObject *piece) {
  g_autofree char *text = text_of(piece, "text"), *label = text_of(piece, "label");
  g_autofree char *field = text_of(piece, "field"), *why = text_of(piece, "why");
  g_string_append_printf(out, AT_PIECE "%s \"%s\"", label ? label : "-", text);
  if (field)
    g_string_append_printf(out, " is given as %s", field);
  else
    g_string_append_printf(out, " is dropped: %s", why);
  gboolean by_form = g_strcmp0(label, "email") == 0 || g_strcmp0(label, "url") == 0 ||
                     g_strcmp0(label, "phone") == 0;
  if (by_form) g_string_append(out, "; told by its form");
  guint votes;
  objects_of(piece, "votes", &votes);
  if (votes > 0) {
    g_string_append(out, "; led by ");
    put_number(out, number_of(piece, "lead"), 1, FALSE);
  }
  g_string_append_c(out, '\n');
  put_votes(out, piece);
}

static void put_changes(GString *out, JsonObject *line) {
  guint count;
  JsonArray *changes = objects_of(line, "changes", &count);
  for (guint i = 0; i < count; i++) {
    JsonObject *change = json_array_get_object_element(changes, i);
    g_autofree char *text = text_of(change, "text"), *to = text_of(change, "to");
    g_autofree char *why = text_of(change, "why");
    g_string_append_printf(out, AT_PIECE "\"%s\"%s%s%s: %s\n", text, to ? " becomes \"" : "",
                           to ? to : "", to ? "\"" : "", why);
  }
}

static void put_line(GString *out, JsonObject *line, guint number) {
  g_autofree char *text = text_of(line, "text"), *used = text_of(line, "used");
  g_string_append_printf(out, "%3u \"%s\", read with ", number, text);
  put_number(out, number_of(line, "confidence"), 2, FALSE);
  g_string_append_c(out, '\n');
  guint count;
  JsonArray *others = list_of(line, "alternatives", JSON_NODE_VALUE, &count);
  for (guint i = 0; i < count; i++) {
    g_autofree char *other =
        cc_text_clean(json_array_get_string_element(others, i), -1, CC_TEXT_MAX);
    g_string_append_printf(out, AT_LINE "also read \"%s\"\n", other);
  }
  if (g_strcmp0(used, text) != 0) g_string_append_printf(out, AT_LINE "used: \"%s\"\n", used);
  put_changes(out, line);
  JsonArray *pieces = objects_of(line, "pieces", &count);
  for (guint i = 0; i < count; i++)
    put_piece(out, json_array_get_object_element(pieces, i));
}

/* ---- what is unused beside the lines -------------------------------------------------------- */

static gboolean is_told(JsonObject *line, const char *text, const char *reason) {
  guint count;
  JsonArray *pieces = objects_of(line, "pieces", &count);
  for (guint i = 0; i < count; i++) {
    JsonObject *piece = json_array_get_object_element(pieces, i);
    g_autofree char *part = text_of(piece, "text"), *why = text_of(piece, "reason");
    if (part && g_strcmp0(why, reason) == 0 && strstr(text, part)) return TRUE;
  }
  return FALSE;
}

/* Print and codes that became no line. */
static void put_rest(GString *out, JsonObject *card) {
  guint unused, lines;
  JsonArray *array = objects_of(card, "unused", &unused);
  JsonArray *told = objects_of(card, "lines", &lines);
  for (guint i = 0; i < unused; i++) {
    JsonObject *object = json_array_get_object_element(array, i);
    g_autofree char *text = text_of(object, "text"), *reason = text_of(object, "reason");
    CardcatUnusedReason why;
    gboolean known = !text || !cardcat_unused_reason_parse(reason, &why);
    for (guint k = 0; k < lines && !known; k++)
      known = is_told(json_array_get_object_element(told, k), text, reason);
    if (!known)
      g_string_append_printf(out, "  - \"%s\" is dropped: %s\n", text,
                             cardcat_unused_reason_sentence(why));
  }
}

/* ---- the card ------------------------------------------------------------------------------- */

static void put_fields(GString *out, JsonObject *card) {
  guint count;
  JsonArray *fields = objects_of(card, "fields", &count);
  g_string_append(out, count > 0 ? "Fields:\n" : "No field.\n");
  for (guint i = 0; i < count; i++) {
    JsonObject *field = json_array_get_object_element(fields, i);
    double confidence = number_of(field, "confidence");
    g_autofree char *name = text_of(field, "field"), *value = text_of(field, "value");
    g_autofree char *read = text_of(field, "text"), *from = text_of(field, "from");
    g_autofree char *learned = text_of(field, "learned"), *doubt = text_of(field, "doubt");
    g_autofree char *rival = text_of(field, "rival");
    CardcatDoubt why = CARDCAT_DOUBT_NONE;
    g_string_append(out, confidence < CARDCAT_SURE ? "? " : "  ");
    put_number(out, confidence, 2, FALSE);
    g_string_append_printf(out, " %-13s %s", name, value ? value : "");
    if (g_strcmp0(from, "qr") == 0)
      g_string_append(out, " (a code says so)");
    else if (g_strcmp0(read, value) != 0)
      g_string_append_printf(out, " (read \"%s\")", read);
    if (learned) g_string_append_printf(out, " (learned: %s)", learned);
    if (doubt && cardcat_doubt_parse(doubt, &why) && why != CARDCAT_DOUBT_NONE)
      g_string_append_printf(out, ": %s%s%s", cardcat_doubt_sentence(why), rival ? ", " : "",
                             rival ? rival : "");
    g_string_append_c(out, '\n');
  }
}

static void put_head(GString *out, JsonObject *card, const CardcatReading *reading) {
  g_autofree char *path = cc_text_clean(reading->path ? reading->path : "-", -1, CC_TEXT_MAX);
  g_autofree char *region = text_of(card, "region");
  g_string_append(out, path);
  if (reading->pages > 1) g_string_append_printf(out, ", page %d", reading->page);
  if (reading->cards > 0)
    g_string_append_printf(out, ", card %d of %d", reading->card, reading->cards);
  else
    g_string_append(out, ", no card; what is most like one");
  g_string_append(out, ": like a card ");
  put_number(out, number_of(card, "cardness"), 2, FALSE);
  g_string_append_printf(out, ", country %s\n", region ? region : "unknown");
  g_autofree char *warning =
      reading->warning ? cc_text_clean(reading->warning, -1, CC_TEXT_MAX) : NULL;
  if (warning) g_string_append_printf(out, "Not all of the photo could be read: %s\n", warning);
}

char *cardcat_format_explanation(const CardcatReading *reading, CardcatFormat format) {
  if (!reading->explanation) return g_strdup("");
  if (format == CARDCAT_FORMAT_JSON) return g_strconcat(reading->explanation, "\n", NULL);
  g_autoptr(JsonNode) root =
      format == CARDCAT_FORMAT_TEXT ? json_from_string(reading->explanation, NULL) : NULL;
  if (!root || !JSON_NODE_HOLDS_OBJECT(root)) return g_strdup("");
  JsonObject *card = json_node_get_object(root);
  GString *out = g_string_new(NULL);
  put_head(out, card, reading);
  guint count;
  JsonArray *lines = objects_of(card, "lines", &count);
  for (guint i = 0; i < count; i++)
    put_line(out, json_array_get_object_element(lines, i), i + 1);
  put_rest(out, card);
  put_fields(out, card);
  g_string_append_c(out, '\n');
  return g_string_free(out, FALSE);
}
