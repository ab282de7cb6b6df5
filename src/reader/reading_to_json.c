/* A reading as its JSON line, and a contact alone. */
#include "reader/reader.h"

static void name(CcWriter *w, const char *key, const CardcatName *n) {
  cc_writer_begin(w, key, '{');
  cc_writer_text(w, "full", n->full);
  cc_writer_text(w, "prefix", n->prefix);
  cc_writer_text(w, "given", n->given);
  cc_writer_text(w, "middle", n->middle);
  cc_writer_text(w, "family", n->family);
  cc_writer_text(w, "suffix", n->suffix);
  cc_writer_end(w, '}');
}

static void phones(CcWriter *w, const char *key, const GPtrArray *values) {
  cc_writer_begin(w, key, '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatPhone *phone = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "type", cardcat_phone_type_name(phone->type));
    cc_writer_text(w, "value", phone->value);
    cc_writer_text(w, "number", phone->e164);
    cc_writer_text(w, "e164", phone->e164); /* the name of version 1, for one more release */
    cc_writer_text(w, "extension", phone->extension);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

static void addresses(CcWriter *w, const char *key, const GPtrArray *values) {
  cc_writer_begin(w, key, '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatAddress *address = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "full", address->full);
    cc_writer_text(w, "street", address->street);
    cc_writer_text(w, "locality", address->locality);
    cc_writer_text(w, "region", address->region);
    cc_writer_text(w, "postcode", address->postcode);
    cc_writer_text(w, "country", address->country);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

static void put_field(CcWriter *w, const CardcatContact *c, CardcatField field) {
  const CardcatFieldInfo *info = cardcat_field_info(field);
  switch (info->kind) {
    case CARDCAT_KIND_NAME:
      name(w, info->key, &c->name);
      break;
    case CARDCAT_KIND_TEXT:
      cc_writer_text(w, info->key, cardcat_contact_value(c, field, 0));
      break;
    case CARDCAT_KIND_PHONES:
      phones(w, info->key, c->phones);
      break;
    case CARDCAT_KIND_ADDRESSES:
      addresses(w, info->key, c->addresses);
      break;
    case CARDCAT_KIND_TEXTS:
    case CARDCAT_KIND_NOTES:
      cc_writer_texts(w, info->key, cardcat_contact_list(c, field));
      break;
  }
}

static void contact(CcWriter *w, const char *key, const CardcatContact *c) {
  cc_writer_begin(w, key, '{');
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    put_field(w, c, field);
  cc_writer_end(w, '}');
}

void cc_writer_source(CcWriter *w, const CardcatReading *r) {
  cc_writer_begin(w, "source", '{');
  cc_writer_text(w, "path", r->path);
  cc_writer_text(w, "sha256", r->sha256);
  cc_writer_integer(w, "card", r->card);
  cc_writer_integer(w, "cards", r->cards);
  if (r->pages > 1) {
    cc_writer_integer(w, "page", r->page);
    cc_writer_integer(w, "pages", r->pages);
  }
  if (r->warning) cc_writer_text(w, "warning", r->warning);
  cc_writer_text(w, "taken", r->taken);
  cc_writer_end(w, '}');
}

static void corners(CcWriter *w, const CardcatPoint points[4]) {
  cc_writer_begin(w, "corners", '[');
  for (int i = 0; i < 4; i++) {
    cc_writer_begin(w, NULL, '[');
    cc_writer_number(w, NULL, points[i].x, 1);
    cc_writer_number(w, NULL, points[i].y, 1);
    cc_writer_end(w, ']');
  }
  cc_writer_end(w, ']');
}

static void doubt(CcWriter *w, const CardcatEvidence *e) {
  if (e->doubt == CARDCAT_DOUBT_NONE) return;
  cc_writer_text(w, "doubt", cardcat_doubt_name(e->doubt));
  if (e->doubt == CARDCAT_DOUBT_OTHER_FIELD)
    cc_writer_text(w, "rival", cardcat_field_info(e->rival)->key);
}

static void evidence(CcWriter *w, const GPtrArray *values) {
  cc_writer_begin(w, "evidence", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatEvidence *e = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    g_autofree char *field = cardcat_field_print(e->field, e->index);
    cc_writer_text(w, "field", field);
    cc_writer_confidence(w, e->confidence);
    cc_writer_box(w, e->box);
    cc_writer_text(w, "text", e->text);
    cc_writer_text(w, "from", e->from == CARDCAT_FROM_QR ? "qr" : "ocr");
    if (e->on_back) cc_writer_text(w, "side", "back");
    if (e->learned) cc_writer_text(w, "learned", e->learned);
    if (e->value) cc_writer_text(w, "value", e->value);
    if (e->look_alike) cc_writer_text(w, "look_alike", e->look_alike);
    doubt(w, e);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

void cc_writer_unused(CcWriter *w, const GPtrArray *values) {
  cc_writer_begin(w, "unused", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatUnused *u = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "text", u->text);
    cc_writer_box(w, u->box);
    cc_writer_text(w, "reason", cardcat_unused_reason_name(u->reason));
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

static void words(CcWriter *w, const GPtrArray *values) {
  cc_writer_begin(w, "words", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatWord *word = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "text", word->text);
    cc_writer_box(w, word->box);
    cc_writer_confidence(w, word->confidence);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

static void lines(CcWriter *w, const GPtrArray *values) {
  cc_writer_begin(w, "lines", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatLine *line = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "text", line->text);
    cc_writer_box(w, line->box);
    cc_writer_number(w, "x_height", line->x_height, 1);
    cc_writer_number(w, "stroke", line->stroke, 2);
    cc_writer_confidence(w, line->confidence);
    words(w, line->words);
    cc_writer_texts(w, "alternatives", line->alternatives);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

/* How much of a reading is written. */
typedef enum { FIELDS, FIELDS_AND_LINES, ALL } Extent;

static void picture(CcWriter *w, GBytes *jpeg) {
  gsize length = 0;
  const guchar *bytes = g_bytes_get_data(jpeg, &length);
  g_autofree char *base64 = g_base64_encode(bytes, length);
  cc_writer_text(w, "picture", base64);
}

/* What stands on one side. */
static void print(CcWriter *w, const CardcatReading *r, Extent extent) {
  cc_writer_text(w, "text", r->text);
  if (extent == FIELDS) return;
  lines(w, r->lines);
  cc_writer_integer(w, "width", r->width);
  cc_writer_integer(w, "height", r->height);
  if (extent == ALL && r->picture) picture(w, r->picture);
}

static void back(CcWriter *w, const CardcatReading *r, Extent extent) {
  cc_writer_begin(w, "back", '{');
  cc_writer_source(w, r);
  corners(w, r->corners);
  cc_writer_unused(w, r->unused);
  print(w, r, extent);
  cc_writer_end(w, '}');
}

static char *to_json(const CardcatReading *reading, Extent extent) {
  CcWriter w = {g_string_new(NULL), FALSE};
  cc_writer_begin(&w, NULL, '{');
  cc_writer_text(&w, "schema", CC_READING_SCHEMA);
  cc_writer_source(&w, reading);
  corners(&w, reading->corners);
  contact(&w, "contact", reading->contact);
  evidence(&w, reading->evidence);
  cc_writer_unused(&w, reading->unused);
  cc_writer_confidence(&w, reading->confidence);
  print(&w, reading, extent);
  if (reading->back) back(&w, reading->back, extent);
  if (extent != FIELDS && reading->explanation)
    cc_writer_text(&w, "explanation", reading->explanation);
  cc_writer_end(&w, '}');
  return g_string_free(w.out, FALSE);
}

char *cardcat_reading_to_json(const CardcatReading *reading, gboolean with_lines) {
  return to_json(reading, with_lines ? FIELDS_AND_LINES : FIELDS);
}

char *cardcat_reading_to_json_whole(const CardcatReading *reading) {
  return to_json(reading, ALL);
}

char *cardcat_contact_to_json(const CardcatContact *value) {
  CcWriter w = {g_string_new(NULL), FALSE};
  contact(&w, NULL, value);
  return g_string_free(w.out, FALSE);
}
