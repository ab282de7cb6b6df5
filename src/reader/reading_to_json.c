/* Written by hand and not by json-glib, which prints 0.98 with all its 17 digits. */
#include "reader/reader.h"

#include <math.h>
#include <string.h>

typedef struct {
  GString *out;
  gboolean comma; /* something stands before, in the same object or list */
} Writer;

static void put_string(Writer *w, const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1); /* a path may be in any encoding */
  g_string_append_c(w->out, '"');
  for (const char *p = valid; *p; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf(w->out, "\\%c", *p);
    else if (*p == '\n')
      g_string_append(w->out, "\\n");
    else if ((guchar)*p < 0x20 || *p == 0x7F)
      g_string_append_printf(w->out, "\\u%04x", (guint)*p);
    else
      g_string_append_c(w->out, *p);
  }
  g_string_append_c(w->out, '"');
}

/* What stands before each value: a comma, and its KEY when it is an object's (not NULL). */
static void put_key(Writer *w, const char *key) {
  if (w->comma) g_string_append(w->out, ", ");
  w->comma = TRUE;
  if (!key) return;
  put_string(w, key);
  g_string_append(w->out, ": ");
}

static void begin(Writer *w, const char *key, char bracket) {
  put_key(w, key);
  g_string_append_c(w->out, bracket);
  w->comma = FALSE;
}

static void end(Writer *w, char bracket) {
  g_string_append_c(w->out, bracket);
  w->comma = TRUE;
}

static void text(Writer *w, const char *key, const char *value) {
  put_key(w, key);
  if (value)
    put_string(w, value);
  else
    g_string_append(w->out, "null");
}

static void integer(Writer *w, const char *key, int value) {
  put_key(w, key);
  g_string_append_printf(w->out, "%d", value);
}

/* At most DECIMALS places, without the zeros at the end: the same in every locale. */
static void number(Writer *w, const char *key, double value, int decimals) {
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE + 8];
  if (!isfinite(value) || fabs(value) > 1e9) value = 0;
  g_snprintf(format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd(buffer, sizeof buffer, format, value);
  gsize length = strlen(buffer);
  while (length > 1 && buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.') length--;
  buffer[length] = '\0';
  put_key(w, key);
  g_string_append(w->out, strcmp(buffer, "-0") == 0 ? "0" : buffer);
}

static void confidence(Writer *w, double value) {
  number(w, "confidence", CLAMP(value, 0, 1), 3);
}

static void box(Writer *w, CardcatBox b) {
  begin(w, "box", '[');
  integer(w, NULL, b.x);
  integer(w, NULL, b.y);
  integer(w, NULL, b.w);
  integer(w, NULL, b.h);
  end(w, ']');
}

static void texts(Writer *w, const char *key, const GPtrArray *values) {
  begin(w, key, '[');
  for (guint i = 0; i < values->len; i++)
    text(w, NULL, values->pdata[i]);
  end(w, ']');
}

static void name(Writer *w, const CardcatName *n) {
  begin(w, "name", '{');
  text(w, "full", n->full);
  text(w, "prefix", n->prefix);
  text(w, "given", n->given);
  text(w, "middle", n->middle);
  text(w, "family", n->family);
  text(w, "suffix", n->suffix);
  end(w, '}');
}

static void phones(Writer *w, const GPtrArray *values) {
  begin(w, "phones", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatPhone *phone = values->pdata[i];
    begin(w, NULL, '{');
    text(w, "type", cardcat_phone_type_name(phone->type));
    text(w, "value", phone->value);
    text(w, "e164", phone->e164);
    text(w, "extension", phone->extension);
    end(w, '}');
  }
  end(w, ']');
}

static void addresses(Writer *w, const GPtrArray *values) {
  begin(w, "addresses", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatAddress *address = values->pdata[i];
    begin(w, NULL, '{');
    text(w, "full", address->full);
    text(w, "street", address->street);
    text(w, "locality", address->locality);
    text(w, "region", address->region);
    text(w, "postcode", address->postcode);
    text(w, "country", address->country);
    end(w, '}');
  }
  end(w, ']');
}

static void contact(Writer *w, const char *key, const CardcatContact *c) {
  begin(w, key, '{');
  name(w, &c->name);
  text(w, "organization", c->organization);
  text(w, "department", c->department);
  texts(w, "titles", c->titles);
  texts(w, "emails", c->emails);
  phones(w, c->phones);
  texts(w, "urls", c->urls);
  addresses(w, c->addresses);
  texts(w, "notes", c->notes);
  end(w, '}');
}

static void source(Writer *w, const CardcatReading *r) {
  begin(w, "source", '{');
  text(w, "path", r->path);
  text(w, "sha256", r->sha256);
  integer(w, "card", r->card);
  integer(w, "cards", r->cards);
  text(w, "taken", r->taken);
  end(w, '}');
}

static void corners(Writer *w, const CardcatPoint points[4]) {
  begin(w, "corners", '[');
  for (int i = 0; i < 4; i++) {
    begin(w, NULL, '[');
    number(w, NULL, points[i].x, 1);
    number(w, NULL, points[i].y, 1);
    end(w, ']');
  }
  end(w, ']');
}

static void evidence(Writer *w, const GPtrArray *values) {
  begin(w, "evidence", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatEvidence *e = values->pdata[i];
    begin(w, NULL, '{');
    text(w, "field", e->field);
    confidence(w, e->confidence);
    box(w, e->box);
    text(w, "text", e->text);
    text(w, "from", e->from == CARDCAT_FROM_QR ? "qr" : "ocr");
    if (e->on_back) text(w, "side", "back");
    if (e->learned) text(w, "learned", e->learned);
    if (e->value) text(w, "value", e->value);
    end(w, '}');
  }
  end(w, ']');
}

static void words(Writer *w, const GPtrArray *values) {
  begin(w, "words", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatWord *word = values->pdata[i];
    begin(w, NULL, '{');
    text(w, "text", word->text);
    box(w, word->box);
    confidence(w, word->confidence);
    end(w, '}');
  }
  end(w, ']');
}

static void lines(Writer *w, const GPtrArray *values) {
  begin(w, "lines", '[');
  for (guint i = 0; i < values->len; i++) {
    const CardcatLine *line = values->pdata[i];
    begin(w, NULL, '{');
    text(w, "text", line->text);
    box(w, line->box);
    number(w, "x_height", line->x_height, 1);
    number(w, "stroke", line->stroke, 2);
    confidence(w, line->confidence);
    words(w, line->words);
    texts(w, "alternatives", line->alternatives);
    end(w, '}');
  }
  end(w, ']');
}

/* What stands on one side. */
static void print(Writer *w, const CardcatReading *r, gboolean with_lines) {
  text(w, "text", r->text);
  if (!with_lines) return;
  lines(w, r->lines);
  integer(w, "width", r->width);
  integer(w, "height", r->height);
}

static void back(Writer *w, const CardcatReading *r, gboolean with_lines) {
  begin(w, "back", '{');
  source(w, r);
  corners(w, r->corners);
  print(w, r, with_lines);
  end(w, '}');
}

char *cardcat_reading_to_json(const CardcatReading *reading, gboolean with_lines) {
  Writer w = {g_string_new(NULL), FALSE};
  begin(&w, NULL, '{');
  text(&w, "schema", CC_READING_SCHEMA);
  source(&w, reading);
  corners(&w, reading->corners);
  contact(&w, "contact", reading->contact);
  evidence(&w, reading->evidence);
  confidence(&w, reading->confidence);
  print(&w, reading, with_lines);
  if (reading->back) back(&w, reading->back, with_lines);
  end(&w, '}');
  return g_string_free(w.out, FALSE);
}

char *cardcat_contact_to_json(const CardcatContact *value) {
  Writer w = {g_string_new(NULL), FALSE};
  contact(&w, NULL, value);
  return g_string_free(w.out, FALSE);
}
