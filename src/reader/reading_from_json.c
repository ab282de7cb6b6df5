/* A reading comes from a worker that read an untrusted photo, or from a file of the user's:
 * nothing in it is taken on trust. */
#include "reader/reader.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define JSON_BYTES_MAX (8u << 20)
#define DEPTH_MAX 16 /* a reading is 6 deep; json-glib recurses without a limit of its own */
#define LIST_MAX 100 /* values of one field */
#define EVIDENCE_MAX 1000
#define LINES_MAX 4000
#define UNUSED_MAX 10000 /* of each line a few pieces */
#define WORDS_MAX 1000
#define PIXELS_MAX 1000000 /* no edge, place or stroke is longer */
#define PATH_BYTES_MAX 16384
#define READING_TEXT_MAX (256u << 10)

/* The first thing found wrong is kept; everything after it answers "nothing there". */
typedef struct {
  GError *error;
} Decoder;

static void G_GNUC_PRINTF(2, 3) fail(Decoder *d, const char *format, ...) {
  if (d->error) return;
  va_list args;
  va_start(args, format);
  d->error = g_error_new_valist(CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, format, args);
  va_end(args);
  g_prefix_error(&d->error, "not a cardcat reading: ");
}

/* ---- single values -------------------------------------------------------------------------- */

/* NULL for a member that is null or not there. */
static JsonNode *member(JsonObject *object, const char *key) {
  JsonNode *node = object ? json_object_get_member(object, key) : NULL;
  return node && !JSON_NODE_HOLDS_NULL(node) ? node : NULL;
}

/* Borrowed, as it stands; NULL when absent or wrong. */
static const char *raw_text(Decoder *d, JsonNode *node, const char *key) {
  if (!node) return NULL;
  if (JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING)
    return json_node_get_string(node);
  fail(d, "\"%s\" is not a text", key);
  return NULL;
}

static char *text(Decoder *d, JsonObject *object, const char *key) {
  const char *raw = raw_text(d, member(object, key), key);
  return raw ? cc_text_clean(raw, -1, CC_TEXT_MAX) : NULL;
}

static char *text_lines(Decoder *d, JsonObject *object, const char *key, gsize max) {
  const char *raw = raw_text(d, member(object, key), key);
  return raw ? cc_text_clean_lines(raw, -1, max) : NULL;
}

static double node_number(Decoder *d, JsonNode *node, const char *key, double min, double max) {
  GType type = node && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_value_type(node) : G_TYPE_NONE;
  double value = 0;
  if (type == G_TYPE_INT64)
    value = (double)json_node_get_int(node);
  else if (type == G_TYPE_DOUBLE)
    value = json_node_get_double(node);
  else
    fail(d, "\"%s\" is not a number", key);
  if (isfinite(value) && value >= min && value <= max) return value;
  fail(d, "\"%s\" is out of its range", key);
  return min;
}

static double number(Decoder *d, JsonObject *object, const char *key, double max) {
  JsonNode *node = member(object, key);
  return node ? node_number(d, node, key, 0, max) : 0;
}

static int integer(Decoder *d, JsonObject *object, const char *key, double max) {
  double value = number(d, object, key, max);
  if (value != floor(value)) fail(d, "\"%s\" is not a whole number", key);
  return (int)value;
}

static JsonObject *node_object(Decoder *d, JsonNode *node, const char *key) {
  if (!node) return NULL;
  if (JSON_NODE_HOLDS_OBJECT(node)) return json_node_get_object(node);
  fail(d, "\"%s\" is not an object", key);
  return NULL;
}

/* Borrowed; NULL when absent or wrong. */
static JsonArray *list(Decoder *d, JsonObject *object, const char *key, guint max) {
  JsonNode *node = member(object, key);
  if (!node) return NULL;
  if (!JSON_NODE_HOLDS_ARRAY(node)) {
    fail(d, "\"%s\" is not a list", key);
    return NULL;
  }
  JsonArray *array = json_node_get_array(node);
  if (json_array_get_length(array) <= max) return array;
  fail(d, "\"%s\" is too long", key);
  return NULL;
}

static guint length(JsonArray *array) {
  return array ? json_array_get_length(array) : 0;
}

/* The COUNT numbers of list KEY into VALUES, which stay as they are when it is absent. */
static void numbers(Decoder *d, JsonArray *array, const char *key, double *values, guint count) {
  if (!array) return;
  if (length(array) != count) {
    fail(d, "\"%s\" does not have %u numbers", key, count);
    return;
  }
  for (guint i = 0; i < count; i++)
    values[i] =
        node_number(d, json_array_get_element(array, i), key, -(double)PIXELS_MAX, PIXELS_MAX);
}

static CardcatBox box(Decoder *d, JsonObject *object) {
  double v[4] = {0};
  numbers(d, list(d, object, "box", 4), "box", v, 4);
  return (CardcatBox){(int)v[0], (int)v[1], (int)v[2], (int)v[3]};
}

/* ---- lists ---------------------------------------------------------------------------------- */

static void texts(Decoder *d, JsonObject *object, const char *key, GPtrArray *into) {
  JsonArray *array = list(d, object, key, LIST_MAX);
  for (guint i = 0; i < length(array); i++) {
    const char *raw = raw_text(d, json_array_get_element(array, i), key);
    if (raw) g_ptr_array_add(into, cc_text_clean(raw, -1, CC_TEXT_MAX));
  }
}

typedef gpointer (*DecodeItem)(Decoder *d, JsonObject *object);

static void objects(Decoder *d, JsonObject *object, const char *key, guint max, GPtrArray *into,
                    DecodeItem decode) {
  JsonArray *array = list(d, object, key, max);
  for (guint i = 0; i < length(array) && !d->error; i++) {
    JsonObject *item = node_object(d, json_array_get_element(array, i), key);
    if (item) g_ptr_array_add(into, decode(d, item));
  }
}

static gpointer phone(Decoder *d, JsonObject *object) {
  CardcatPhone *value = g_new0(CardcatPhone, 1);
  const char *type = raw_text(d, member(object, "type"), "type");
  value->type = CARDCAT_PHONE_OTHER;
  if (type && !cardcat_phone_type_parse(type, &value->type))
    fail(d, "\"type\" is not one of work, mobile, fax, home, other");
  value->value = text(d, object, "value");
  value->e164 = text(d, object, "number");
  if (!value->e164) value->e164 = text(d, object, "e164"); /* as version 1 calls it */
  value->extension = text(d, object, "extension");
  if (!value->value) fail(d, "a phone has no value");
  return value;
}

static gpointer address(Decoder *d, JsonObject *object) {
  CardcatAddress *value = cardcat_address_new();
  value->full = text(d, object, "full");
  value->street = text(d, object, "street");
  value->locality = text(d, object, "locality");
  value->region = text(d, object, "region");
  value->postcode = text(d, object, "postcode");
  value->country = text(d, object, "country");
  return value;
}

/* Of FIELD, which is decoded already. */
static void take_doubt(Decoder *d, JsonObject *object, CardcatEvidence *value) {
  const char *doubt = raw_text(d, member(object, "doubt"), "doubt");
  const char *rival = raw_text(d, member(object, "rival"), "rival");
  if (doubt && !cardcat_doubt_parse(doubt, &value->doubt)) fail(d, "\"doubt\" is none of it");
  value->rival = value->field;
  if (rival && !cardcat_field_find(rival, -1, &value->rival)) fail(d, "\"rival\" is no field");
}

static gpointer evidence(Decoder *d, JsonObject *object) {
  CardcatEvidence *value = g_new0(CardcatEvidence, 1);
  const char *from = raw_text(d, member(object, "from"), "from");
  value->from = g_strcmp0(from, "qr") == 0 ? CARDCAT_FROM_QR : CARDCAT_FROM_OCR;
  if (from && !g_str_equal(from, "qr") && !g_str_equal(from, "ocr"))
    fail(d, "\"from\" is neither ocr nor qr");
  const char *field = raw_text(d, member(object, "field"), "field");
  value->confidence = number(d, object, "confidence", 1);
  value->box = box(d, object);
  value->text = text_lines(d, object, "text", CC_TEXT_MAX);
  const char *side = raw_text(d, member(object, "side"), "side");
  value->on_back = g_strcmp0(side, "back") == 0;
  value->learned = text(d, object, "learned");
  value->value = text(d, object, "value");
  value->look_alike = text(d, object, "look_alike");
  if (value->learned && !cardcat_learned_kind_parse(value->learned, &(CardcatLearnedKind){0}))
    fail(d, "\"learned\" is not a known kind");
  if (side && !g_str_equal(side, "back") && !g_str_equal(side, "front"))
    fail(d, "\"side\" is neither front nor back");
  if (!field || !cardcat_field_parse(field, &value->field, &value->index))
    fail(d, "a piece of evidence has no field");
  take_doubt(d, object, value);
  return value;
}

static gpointer unused(Decoder *d, JsonObject *object) {
  g_autofree char *value = text(d, object, "text");
  const char *reason = raw_text(d, member(object, "reason"), "reason");
  CardcatUnused *out =
      cardcat_unused_new(value ? value : "", box(d, object), CARDCAT_UNUSED_NO_FIELD);
  if (!cardcat_unused_reason_parse(reason, &out->reason)) fail(d, "\"reason\" is none of it");
  return out;
}

static gpointer word(Decoder *d, JsonObject *object) {
  g_autofree char *value = text(d, object, "text");
  return cardcat_word_new(value ? value : "", box(d, object), number(d, object, "confidence", 1));
}

static gpointer line(Decoder *d, JsonObject *object) {
  g_autofree char *value = text(d, object, "text");
  CardcatLine *out =
      cardcat_line_new(value ? value : "", box(d, object), number(d, object, "confidence", 1));
  out->x_height = number(d, object, "x_height", PIXELS_MAX);
  out->stroke = number(d, object, "stroke", PIXELS_MAX);
  objects(d, object, "words", WORDS_MAX, out->words, word);
  texts(d, object, "alternatives", out->alternatives);
  return out;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void take_name(Decoder *d, JsonObject *object, CardcatName *name) {
  name->full = text(d, object, "full");
  name->prefix = text(d, object, "prefix");
  name->given = text(d, object, "given");
  name->middle = text(d, object, "middle");
  name->family = text(d, object, "family");
  name->suffix = text(d, object, "suffix");
}

static void take_field(Decoder *d, JsonObject *object, CardcatContact *c, CardcatField field) {
  const CardcatFieldInfo *info = cardcat_field_info(field);
  switch (info->kind) {
    case CARDCAT_KIND_NAME:
      take_name(d, node_object(d, member(object, info->key), info->key), &c->name);
      break;
    case CARDCAT_KIND_TEXT:
      *cardcat_contact_text(c, field) = text(d, object, info->key);
      break;
    case CARDCAT_KIND_PHONES:
      objects(d, object, info->key, LIST_MAX, c->phones, phone);
      break;
    case CARDCAT_KIND_ADDRESSES:
      objects(d, object, info->key, LIST_MAX, c->addresses, address);
      break;
    case CARDCAT_KIND_TEXTS:
    case CARDCAT_KIND_NOTES:
      texts(d, object, info->key, cardcat_contact_list(c, field));
      break;
  }
}

static void contact(Decoder *d, JsonObject *object, CardcatContact *c) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    take_field(d, object, c, field);
}

static gboolean is_sha256(const char *value) {
  return strlen(value) == 64 && strspn(value, "0123456789abcdef") == 64;
}

static void source(Decoder *d, JsonObject *object, CardcatReading *r) {
  const char *path = raw_text(d, member(object, "path"), "path");
  if (path && strlen(path) > PATH_BYTES_MAX) fail(d, "\"path\" is too long");
  r->path = path ? g_utf8_make_valid(path, -1) : NULL;
  r->sha256 = text(d, object, "sha256");
  if (r->sha256 && !is_sha256(r->sha256)) fail(d, "\"sha256\" is not a SHA-256 sum");
  r->card = integer(d, object, "card", CC_CARDS_IN_PHOTO_MAX);
  r->cards = integer(d, object, "cards", CC_CARDS_IN_PHOTO_MAX);
  r->pages = MAX(1, integer(d, object, "pages", CC_PHOTO_PAGES_MAX));
  r->page = MAX(1, integer(d, object, "page", r->pages));
  r->warning = text(d, object, "warning");
  r->taken = text(d, object, "taken");
}

static void corners(Decoder *d, JsonObject *object, CardcatPoint points[4]) {
  JsonArray *array = list(d, object, "corners", 4);
  if (array && length(array) != 4) fail(d, "\"corners\" are not four");
  for (guint i = 0; i < length(array) && !d->error; i++) {
    JsonNode *node = json_array_get_element(array, i);
    double xy[2] = {0};
    if (JSON_NODE_HOLDS_ARRAY(node))
      numbers(d, json_node_get_array(node), "corners", xy, 2);
    else
      fail(d, "\"corners\" are not points");
    points[i] = (CardcatPoint){xy[0], xy[1]};
  }
}

/* A base64 JPEG file, or NULL. */
static GBytes *picture(Decoder *d, JsonObject *object) {
  const char *base64 = raw_text(d, member(object, "picture"), "picture");
  if (!base64) return NULL;
  gsize length = 0;
  guchar *bytes = g_base64_decode(base64, &length);
  g_autoptr(GBytes) jpeg = g_bytes_new_take(bytes, length);
  GBytes *checked = cc_jpeg_check(jpeg);
  if (!checked) fail(d, "\"picture\" is no picture of a card");
  return checked;
}

/* What both sides of a card have. */
static void side(Decoder *d, JsonObject *object, CardcatReading *r) {
  source(d, node_object(d, member(object, "source"), "source"), r);
  corners(d, object, r->corners);
  r->text = text_lines(d, object, "text", READING_TEXT_MAX);
  objects(d, object, "lines", LINES_MAX, r->lines, line);
  objects(d, object, "unused", UNUSED_MAX, r->unused, unused);
  r->width = integer(d, object, "width", PIXELS_MAX);
  r->height = integer(d, object, "height", PIXELS_MAX);
  r->picture = picture(d, object);
}

/* It is parsed later, where nothing looks at it as here. */
static char *explanation(Decoder *d, JsonObject *object) {
  const char *raw = raw_text(d, member(object, "explanation"), "explanation");
  if (!raw) return NULL;
  if (!cc_json_is_plain(raw, DEPTH_MAX)) fail(d, "\"explanation\" is no plain JSON");
  for (const char *p = raw; *p; p = g_utf8_next_char(p))
    if (g_unichar_iscntrl(g_utf8_get_char(p))) fail(d, "\"explanation\" is no line");
  return g_strdup(raw);
}

static void back(Decoder *d, JsonObject *object, CardcatReading *r) {
  if (!object) return;
  r->back = cardcat_reading_new();
  side(d, object, r->back);
}

static void reading(Decoder *d, JsonObject *object, CardcatReading *r) {
  const char *schema = raw_text(d, member(object, "schema"), "schema");
  if (g_strcmp0(schema, CC_READING_SCHEMA) != 0 && g_strcmp0(schema, CC_READING_SCHEMA_1) != 0)
    fail(d, "it has another schema");
  side(d, object, r);
  contact(d, node_object(d, member(object, "contact"), "contact"), r->contact);
  objects(d, object, "evidence", EVIDENCE_MAX, r->evidence, evidence);
  r->confidence = number(d, object, "confidence", 1);
  r->explanation = explanation(d, object);
  back(d, node_object(d, member(object, "back"), "back"), r);
}

/* The object that JSON is, borrowed from the parser handed out. */
static JsonObject *parse(Decoder *d, const char *json, JsonParser **parser) {
  g_autoptr(GError) problem = NULL;
  *parser = json_parser_new_immutable();
  if (strnlen(json, JSON_BYTES_MAX + 1) > JSON_BYTES_MAX || !cc_json_is_plain(json, DEPTH_MAX))
    fail(d, "it is not plain JSON");
  else if (!json_parser_load_from_data(*parser, json, -1, &problem))
    fail(d, "%s", problem->message);
  JsonNode *root = d->error ? NULL : json_parser_get_root(*parser);
  JsonObject *object = node_object(d, root, "the whole");
  if (!object) fail(d, "it is not an object");
  return object;
}

CardcatReading *cardcat_reading_from_json(const char *json, GError **error) {
  Decoder d = {NULL};
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(CardcatReading) out = cardcat_reading_new();
  JsonObject *object = parse(&d, json, &parser);
  if (object) reading(&d, object, out);
  if (!d.error) return g_steal_pointer(&out);
  g_propagate_error(error, d.error);
  return NULL;
}

CardcatContact *cardcat_contact_from_json(const char *json, GError **error) {
  Decoder d = {NULL};
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(CardcatContact) out = cardcat_contact_new();
  JsonObject *object = parse(&d, json, &parser);
  if (object) contact(&d, object, out);
  if (!d.error) return g_steal_pointer(&out);
  g_propagate_error(error, d.error);
  return NULL;
}
