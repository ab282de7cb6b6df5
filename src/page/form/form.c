/* The form of a contact.  Each row sends, in this order: at, was, from, value, kind and, where it
 * has parts, these; so that it can be taken apart again without JavaScript. */
#include "page/form/form.h"

#include <string.h>

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
  CcKind kind;
  for (guint i = 0; cc_kind_at(i, &kind); i++)
    cc_html_element(html, "option", kind.label, "value", kind.name, "selected",
                    g_str_equal(kind.name, chosen) ? "" : NULL, NULL);
  cc_html_close(html);
}

static void write_alternatives(CcHtml *html, const CcRow *row, const CardcatReading *reading,
                               const char *id) {
  g_autoptr(GPtrArray) others = cc_value_alternatives(reading, row->evidence, row->value);
  cc_html_open(html, "datalist", "id", id, NULL);
  for (guint i = 0; i < others->len; i++)
    cc_html_void(html, "option", "value", (const char *)others->pdata[i], NULL);
  cc_html_close(html);
}

/* What another window saved; VALUE NULL: there is no such difference. */
static void write_other(CcHtml *html, const char *id, const char *value) {
  if (!value) return;
  cc_html_open(html, "p", "class", "hint other", "id", id, NULL);
  cc_html_element(html, "strong", "The other window saved: ", NULL);
  cc_html_element(html, "span", *value ? value : "nothing", "dir", "auto", NULL);
  cc_html_close(html);
}

static void write_doubt(CcHtml *html, const CardcatEvidence *e) {
  cc_html_open(html, "strong", NULL);
  cc_html_text(html, "⚠ doubtful");
  if (e->look_alike) cc_html_textf(html, ": %s", e->look_alike);
  cc_html_close(html);
}

/* What a person should know of ROW's value; FALSE: nothing.  With HTML NULL nothing is written. */
static gboolean write_hint(CcHtml *html, const CcRow *row, const CardcatReading *reading,
                           const char *id) {
  const CardcatEvidence *e = row->evidence;
  CcWitnesses w = reading ? cc_field_witnesses(reading, row->evidence) : (CcWitnesses){0};
  g_autofree char *said = cc_witnesses_say(&w);
  gboolean repaired =
      e && e->from == CARDCAT_FROM_OCR && e->text && !w.print && !strstr(e->text, row->value);
  if (!row->doubtful && !repaired && !said) return FALSE;
  if (!html) return TRUE;
  cc_html_open(html, "p", "class", w.print ? "hint parted" : "hint", "id", id, NULL);
  if (row->doubtful) write_doubt(html, e);
  if (repaired) cc_html_text(html, row->doubtful ? " · read as: " : "read as: ");
  if (repaired) cc_html_element(html, "bdi", e->text, NULL);
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
  g_autofree char *other = g_strdup_printf("other-%u", row->number);
  g_autofree char *both = g_strdup_printf("%s %s", hint, other);
  gboolean hinted = write_hint(NULL, row, reading, hint);
  cc_html_open(html, "div", "class", row->doubtful ? "row doubtful" : "row", "id", id, NULL);
  cc_html_element(html, "label", *row->value ? row->kind.label : "New", "for", input, NULL);
  cc_html_hidden(html, "at", at);
  cc_html_hidden(html, "was", row->value);
  cc_html_hidden(html, "from", row->from);
  cc_html_void(html, "input", "name", "value", "id", input, "value", row->value, "dir", "auto",
               "list", reading ? list : NULL, "aria-describedby",
               row->other ? (hinted ? both : other)
               : hinted   ? hint
                          : NULL,
               NULL);
  write_kinds(html, row->kind.name, row->number);
  write_hint(html, row, reading, hint);
  write_other(html, other, row->other);
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

/* A field of the meeting; OTHER, or NULL: what another window saved there. */
static void write_labelled(CcHtml *html, const char *label, const char *name, const char *type,
                           const char *value, const char *other) {
  g_autofree char *id = g_strdup_printf("other-%s", name);
  const char *described = other ? id : NULL;
  cc_html_open(html, "label", NULL);
  cc_html_element(html, "span", label, NULL);
  if (g_str_equal(type, "textarea"))
    cc_html_element(html, "textarea", value, "name", name, "rows", "2", "aria-describedby",
                    described, NULL);
  else
    cc_html_void(html, "input", "name", name, "type", type, "value", value ? value : "",
                 "aria-describedby", described, NULL);
  cc_html_close(html);
  write_other(html, id, other);
}

/* OTHER when it is not what stands in the form; never NULL then. */
static const char *unlike(const char *ours, const char *other) {
  return g_strcmp0(ours ? ours : "", other ? other : "") == 0 ? NULL : other ? other : "";
}

static void write_switch(CcHtml *html, const CardcatMeeting *meeting, const CardcatMeeting *other) {
  gboolean differs = !meeting->send_follow_up != !other->send_follow_up;
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", "checkbox", "name", "follow_up", "value", "yes", "checked",
               meeting->send_follow_up ? "" : NULL, "aria-describedby",
               differs ? "other-follow-up" : NULL, NULL);
  cc_html_element(html, "span", "Follow up", NULL);
  cc_html_close(html);
  if (differs) write_other(html, "other-follow-up", other->send_follow_up ? "yes" : "no");
}

static void write_meeting(CcHtml *html, const CardcatMeeting *meeting,
                          const CardcatMeeting *other) {
  if (!other) other = meeting;
  g_autofree char *tags = cc_meeting_tags(meeting), *their_tags = cc_meeting_tags(other);
  cc_html_open(html, "fieldset", "class", "meeting", NULL);
  cc_html_element(html, "legend", "How you met", NULL);
  write_switch(html, meeting, other);
  write_labelled(html, "Event", "event", "text", meeting->event,
                 unlike(meeting->event, other->event));
  write_labelled(html, "Met on", "met_on", "date", meeting->met_on,
                 unlike(meeting->met_on, other->met_on));
  write_labelled(html, "Introduced by", "introduced_by", "text", meeting->introduced_by,
                 unlike(meeting->introduced_by, other->introduced_by));
  write_labelled(html, "Tags, with commas", "tags", "text", tags, unlike(tags, their_tags));
  write_labelled(html, "Note", "meeting_note", "textarea", meeting->note,
                 unlike(meeting->note, other->note));
  cc_html_close(html);
}

/* What another window has and no row of this one stands for. */
static void write_missing(CcHtml *html, const GPtrArray *missing) {
  if (missing->len == 0) return;
  cc_html_open(html, "fieldset", "class", "values", NULL);
  cc_html_element(html, "legend", "Only the other window has", NULL);
  cc_html_open(html, "ul", NULL);
  for (guint i = 0; i < missing->len; i++)
    cc_html_element(html, "li", missing->pdata[i], "dir", "auto", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

void cc_form_write(CcHtml *html, GPtrArray *rows, const CardcatReading *reading,
                   const CardcatMeeting *meeting, const CcOther *other) {
  g_autoptr(GPtrArray) missing =
      other ? cc_rows_compare(rows, other->contact) : g_ptr_array_new_with_free_func(g_free);
  write_rows(html, rows, reading, TRUE);
  write_rows(html, rows, reading, FALSE);
  const CcKind kind = cc_kind_of(NULL, CARDCAT_FIELD_EMAILS, 0);
  const CcRow fresh = {.number = rows->len, .kind = kind, .value = (char *)""};
  write_missing(html, missing);
  cc_html_open(html, "fieldset", "class", "values new", NULL);
  cc_html_element(html, "legend", "One more", NULL);
  write_row(html, &fresh, NULL);
  cc_html_close(html);
  write_meeting(html, meeting, other ? other->meeting : NULL);
}
