/* The form of a contact.  Each row sends, in this order: at, was, from, value, kind and, where it
 * has parts, these; so that it can be taken apart again without JavaScript. */
#include "review/page.h"

#include <string.h>

#include "review/review.h"

static const struct {
  const char *kind, *label;
} kinds[] = {
    {"name", "Name"},
    {"organization", "Organization"},
    {"title", "Title"},
    {"department", "Department"},
    {"email", "E-mail"},
    {"phone-work", "Phone, work"},
    {"phone-mobile", "Phone, mobile"},
    {"phone-fax", "Phone, fax"},
    {"phone-home", "Phone, home"},
    {"phone-other", "Phone, other"},
    {"url", "Web"},
    {"address", "Address"},
    {"note", "Also printed"},
};

const char *cc_kind_label(const char *kind) {
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_equal(kinds[i].kind, kind)) return kinds[i].label;
  return NULL;
}

static void write_hidden(CcHtml *html, const char *name, const char *value) {
  cc_html_void(html, "input", "type", "hidden", "name", name, "value", value ? value : "", NULL);
}

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
    write_part(html, "part.country", "Country, as DE", row->address->country);
  }
  cc_html_close(html);
}

static void write_kinds(CcHtml *html, const char *chosen, guint number) {
  g_autofree char *label = g_strdup_printf("What value %u is", number + 1);
  cc_html_open(html, "select", "name", "kind", "aria-label", label, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    cc_html_element(html, "option", kinds[i].label, "value", kinds[i].kind, "selected",
                    g_str_equal(kinds[i].kind, chosen) ? "" : NULL, NULL);
  cc_html_close(html);
}

static void write_alternatives(CcHtml *html, const CcRow *row, const CardcatReading *reading,
                               const char *id) {
  g_autoptr(GPtrArray) others = cc_other_readings(reading, row->from, row->value);
  cc_html_open(html, "datalist", "id", id, NULL);
  for (guint i = 0; i < others->len; i++)
    cc_html_void(html, "option", "value", (const char *)others->pdata[i], NULL);
  cc_html_close(html);
}

/* What a person should know of ROW's value; FALSE: nothing.  With HTML NULL nothing is written. */
static gboolean write_hint(CcHtml *html, const CcRow *row, const CardcatReading *reading,
                           const char *id) {
  const CardcatEvidence *e = row->evidence;
  CcWitnesses w = reading ? cc_field_witnesses(reading, row->from) : (CcWitnesses){0};
  g_autofree char *said = cc_witnesses_say(&w);
  gboolean repaired =
      e && e->from == CARDCAT_FROM_OCR && e->text && !w.print && !strstr(e->text, row->value);
  if (!row->doubtful && !repaired && !said) return FALSE;
  if (!html) return TRUE;
  cc_html_open(html, "p", "class", w.print ? "hint parted" : "hint", "id", id, NULL);
  if (row->doubtful) cc_html_element(html, "strong", "⚠ doubtful", NULL);
  if (repaired) cc_html_textf(html, "%sread as: %s", row->doubtful ? " · " : "", e->text);
  if (said) cc_html_text(html, row->doubtful || repaired ? " · " : "");
  if (said) cc_html_element(html, w.print ? "strong" : "span", said, NULL);
  cc_html_close(html);
  return TRUE;
}

static void write_row(CcHtml *html, const CcRow *row, const CardcatReading *reading) {
  g_autofree char *id = g_strdup_printf("row-%u", row->number);
  g_autofree char *input = g_strdup_printf("value-%u", row->number);
  g_autofree char *hint = g_strdup_printf("hint-%u", row->number);
  g_autofree char *list = g_strdup_printf("list-%u", row->number);
  g_autofree char *at = g_strdup_printf("%u", row->number);
  cc_html_open(html, "div", "class", row->doubtful ? "row doubtful" : "row", "id", id, NULL);
  cc_html_element(html, "label", *row->value ? cc_kind_label(row->kind) : "New", "for", input,
                  NULL);
  write_hidden(html, "at", at);
  write_hidden(html, "was", row->value);
  write_hidden(html, "from", row->from);
  cc_html_void(html, "input", "name", "value", "id", input, "value", row->value, "dir", "auto",
               "list", reading ? list : NULL, "aria-describedby",
               write_hint(NULL, row, reading, hint) ? hint : NULL, NULL);
  write_kinds(html, row->kind, row->number);
  write_hint(html, row, reading, hint);
  if (reading) write_alternatives(html, row, reading, list);
  write_parts(html, row);
  cc_html_close(html);
}

static guint write_rows(CcHtml *html, const GPtrArray *rows, const CardcatReading *reading,
                        gboolean doubtful) {
  guint count = 0;
  for (guint i = 0; i < rows->len; i++)
    count += ((const CcRow *)rows->pdata[i])->doubtful == doubtful ? 1 : 0;
  if (count == 0) return 0;
  cc_html_open(html, "fieldset", "class", doubtful ? "check" : "values", NULL);
  cc_html_element(html, "legend", doubtful ? "Check these" : "Values", NULL);
  for (guint i = 0; i < rows->len; i++) {
    const CcRow *row = rows->pdata[i];
    if (row->doubtful == doubtful) write_row(html, row, reading);
  }
  cc_html_close(html);
  return count;
}

static void write_labelled(CcHtml *html, const char *label, const char *name, const char *type,
                           const char *value) {
  cc_html_open(html, "label", NULL);
  cc_html_element(html, "span", label, NULL);
  cc_html_void(html, "input", "name", name, "type", type, "value", value ? value : "", NULL);
  cc_html_close(html);
}

static void write_meeting(CcHtml *html, const CardcatMeeting *meeting) {
  g_autoptr(GPtrArray) tags = g_ptr_array_new();
  for (guint i = 0; i < meeting->tags->len; i++)
    g_ptr_array_add(tags, meeting->tags->pdata[i]);
  g_ptr_array_add(tags, NULL);
  g_autofree char *joined = g_strjoinv(", ", (char **)tags->pdata);
  cc_html_open(html, "fieldset", "class", "meeting", NULL);
  cc_html_element(html, "legend", "How you met", NULL);
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", "checkbox", "name", "follow_up", "value", "yes", "checked",
               meeting->send_follow_up ? "" : NULL, NULL);
  cc_html_element(html, "span", "To be written to", NULL);
  cc_html_close(html);
  write_labelled(html, "Event", "event", "text", meeting->event);
  write_labelled(html, "Met on", "met_on", "date", meeting->met_on);
  write_labelled(html, "Introduced by", "introduced_by", "text", meeting->introduced_by);
  write_labelled(html, "Tags, with commas", "tags", "text", joined);
  cc_html_open(html, "label", NULL);
  cc_html_element(html, "span", "Note", NULL);
  cc_html_element(html, "textarea", meeting->note, "name", "meeting_note", "rows", "2", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

void cc_form_write(CcHtml *html, const GPtrArray *rows, const CardcatReading *reading,
                   const CardcatMeeting *meeting) {
  write_rows(html, rows, reading, TRUE);
  write_rows(html, rows, reading, FALSE);
  const CcRow fresh = {.number = rows->len, .kind = "email", .value = (char *)""};
  cc_html_open(html, "fieldset", "class", "values new", NULL);
  cc_html_element(html, "legend", "One more", NULL);
  write_row(html, &fresh, NULL);
  cc_html_close(html);
  write_meeting(html, meeting);
}
