/* One row of a contact's form.  It sends, in this order: at, was, from, kind, value and, where it
 * has parts, these; so that it can be taken apart again without JavaScript. */
#include "page/form/form.h"

#include <string.h>

/* Other readings of a value that are shown: as many as have a key. */
#define READINGS_MAX 9
/* Pixels of the card around a value in its strip. */
#define STRIP_MARGIN 8

static void write_part(CcHtml *html, const char *name, const char *label, const char *value) {
  cc_html_open(html, "label", NULL);
  cc_html_element(html, "span", label, NULL);
  cc_html_void(html, "input", "name", name, "value", value ? value : "", "dir", "auto", NULL);
  cc_html_close(html);
}

static void write_parts(CcHtml *html, const CcRow *row) {
  if (!row->name && !row->address) return;
  cc_html_open(html, "details", "class", "parts", NULL);
  cc_html_element(html, "summary", row->name ? "Parts of the name" : "Parts of the address", NULL);
  if (row->name) {
    write_part(html, "part.prefix", "Prefix", row->name->prefix);
    write_part(html, "part.given", "Given", row->name->given);
    write_part(html, "part.middle", "Middle", row->name->middle);
    write_part(html, "part.family", "Family", row->name->family);
    write_part(html, "part.suffix", "Suffix", row->name->suffix);
  } else {
    write_part(html, "part.street", "Street", row->address->street);
    write_part(html, "part.postcode", "Postcode", row->address->postcode);
    write_part(html, "part.locality", "Town", row->address->locality);
    write_part(html, "part.region", "Region", row->address->region);
    write_part(html, "part.country", "Country code, such as DE", row->address->country);
  }
  cc_html_close(html);
}

/* CHOSEN NULL: by what is typed. */
static void write_kinds(CcHtml *html, const char *chosen, guint number) {
  g_autofree char *label = g_strdup_printf("What value %u is", number + 1);
  cc_html_open(html, "select", "name", "kind", "aria-label", label, "class", "kind", NULL);
  if (!chosen)
    cc_html_element(html, "option", "Automatic", "value", CC_KIND_ANY, "selected", "", NULL);
  CcKind kind;
  for (guint i = 0; cc_kind_at(i, &kind); i++)
    cc_html_element(html, "option", kind.label, "value", kind.name, "selected",
                    chosen && g_str_equal(kind.name, chosen) ? "" : NULL, NULL);
  cc_html_close(html);
}

static void write_readings(CcHtml *html, const CcRow *row, const CardcatReading *reading) {
  g_autoptr(GPtrArray) others = cc_value_alternatives(reading, row->evidence, row->value);
  if (others->len == 0) return;
  cc_html_open(html, "ul", "class", "readings", "aria-label", "Other readings", NULL);
  for (guint i = 0; i < MIN(others->len, READINGS_MAX); i++)
    cc_html_element(html, "li", others->pdata[i], "dir", "auto", "data-reading", others->pdata[i],
                    NULL);
  cc_html_close(html);
}

void cc_other_write(CcHtml *html, const char *id, const char *value) {
  if (!value) return;
  cc_html_open(html, "p", "class", "hint other", "id", id, NULL);
  cc_html_element(html, "strong", "The other window saved: ", NULL);
  cc_html_element(html, "span", *value ? value : "nothing", "dir", "auto", NULL);
  cc_html_close(html);
}

/* What a person should know of ROW's value; FALSE: nothing.  With HTML NULL nothing is written. */
static gboolean write_hint(CcHtml *html, const CcRow *row, const CardcatReading *reading,
                           const char *id) {
  const CardcatEvidence *e = row->evidence;
  CcWitnesses w = reading ? cc_field_witnesses(reading, e) : (CcWitnesses){0};
  g_autofree char *said = cc_witnesses_say(&w);
  g_autofree char *why = row->doubtful ? cc_doubt_say(&row->kind, row->value, reading, e) : NULL;
  gboolean repaired =
      e && e->from == CARDCAT_FROM_OCR && e->text && !w.print && !strstr(e->text, row->value);
  if (!why && !repaired && !said && !row->missing) return FALSE;
  if (!html) return TRUE;
  cc_html_open(html, "p", "class", w.print ? "hint parted" : "hint", "id", id, NULL);
  if (row->missing) cc_html_element(html, "strong", "No name was read", NULL);
  if (why) cc_html_element(html, "strong", why, NULL);
  if (repaired) cc_html_text(html, why ? " · read as: " : "read as: ");
  if (repaired) cc_html_element(html, "bdi", e->text, NULL);
  if (said && !(why && w.print)) {
    cc_html_text(html, why || repaired ? " · " : "");
    cc_html_element(html, w.print ? "strong" : "span", said, NULL);
  }
  cc_html_close(html);
  return TRUE;
}

/* What of the card the value was read from, enlarged. */
static void write_strip(CcHtml *html, const CcRow *row, const CcFormCard *card) {
  const CardcatEvidence *e = row->evidence;
  if (!card || !e || e->box.w <= 0 || e->box.h <= 0) return;
  const char *source = e->on_back ? card->back : card->front;
  const CardcatReading *side = e->on_back ? card->reading->back : card->reading;
  if (!source || !side) return;
  g_autofree char *view =
      g_strdup_printf("%d %d %d %d", e->box.x - STRIP_MARGIN, e->box.y - STRIP_MARGIN,
                      e->box.w + 2 * STRIP_MARGIN, e->box.h + 2 * STRIP_MARGIN);
  g_autofree char *width = g_strdup_printf("%d", side->width);
  g_autofree char *height = g_strdup_printf("%d", side->height);
  cc_html_open(html, "svg", "class", "strip", "viewBox", view, "preserveAspectRatio",
               "xMinYMid meet", "aria-hidden", "true", NULL);
  cc_html_element(html, "image", NULL, "href", source, "width", width, "height", height, NULL);
  cc_html_close(html);
}

gboolean cc_row_is_to_check(const CcRow *row) {
  if (row->is_new || row->kind.field == CARDCAT_FIELD_NOTES) return FALSE;
  if (row->missing) return TRUE;
  return *row->value && (row->doubtful || cc_value_objection(&row->kind, row->value));
}

static const char *class_of(const CcRow *row) {
  if (row->is_new) return "row new";
  if (row->missing) return "row missing";
  if (*row->value == '\0') return "row blank";
  if (row->kind.field == CARDCAT_FIELD_NOTES) return "row note";
  if (row->doubtful) return "row doubtful";
  return cc_value_objection(&row->kind, row->value) ? "row cannot" : "row";
}

/* The value, between what it was read from and what is to be said of it. */
static void write_value(CcHtml *html, const CcRow *row, const CcFormCard *card) {
  const CardcatReading *reading = card ? card->reading : NULL;
  g_autofree char *input = g_strdup_printf("value-%u", row->number);
  g_autofree char *hint = g_strdup_printf("hint-%u", row->number);
  g_autofree char *other = g_strdup_printf("other-%u", row->number);
  g_autofree char *both = g_strdup_printf("%s %s", hint, other);
  gboolean hinted = write_hint(NULL, row, reading, hint);
  const char *cannot = cc_value_objection(&row->kind, row->value);
  cc_html_open(html, "div", "class", "value", NULL);
  write_strip(html, row, card);
  cc_html_void(html, "input", "name", "value", "id", input, "value", row->value, "dir", "auto",
               "aria-label", row->is_new ? "One more value" : row->kind.label, "placeholder",
               row->is_new ? "Add a value" : NULL, "autofocus", row->focused ? "" : NULL,
               "aria-describedby",
               row->other ? (hinted ? both : other)
               : hinted   ? hint
                          : NULL,
               NULL);
  write_hint(html, row, reading, hint);
  if (cannot && !row->doubtful) cc_html_element(html, "p", cannot, "class", "hint cannot", NULL);
  if (reading) write_readings(html, row, reading);
  cc_other_write(html, other, row->other);
  write_parts(html, row);
  cc_html_close(html);
}

void cc_row_write(CcHtml *html, const CcRow *row, const CcFormCard *card) {
  g_autofree char *id = g_strdup_printf("row-%u", row->number);
  g_autofree char *at = g_strdup_printf("%u", row->number);
  cc_html_open(html, "div", "class", class_of(row), "id", id, "data-check",
               cc_row_is_to_check(row) ? "" : NULL, NULL);
  cc_html_hidden(html, "at", at);
  cc_html_hidden(html, "was", row->value);
  cc_html_hidden(html, "from", row->from);
  write_kinds(html, row->is_new ? NULL : row->kind.name, row->number);
  write_value(html, row, card);
  cc_html_close(html);
}
