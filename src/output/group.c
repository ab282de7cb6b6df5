/* A group, and whom one wishes to meet, as text and JSON. */
#include "output/output.h"

#include <json-glib/json-glib.h>

static void append(GString *out, const char *text) {
  if (!text) return;
  g_autofree char *clean = cc_text_clean(text, -1, CC_TEXT_MAX);
  g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", clean);
}

/* "Glass makers, Aarhus, 2 events, 12 people: each spring" */
static char *group_text(const CardcatGroup *group) {
  g_autoptr(GString) out = g_string_new(NULL);
  g_autofree char *note = group->note ? cc_text_clean(group->note, -1, CC_TEXT_MAX) : NULL;
  append(out, group->name);
  append(out, group->place);
  if (group->events->len > 0)
    g_string_append_printf(out, ", %u %s", group->events->len,
                           group->events->len == 1 ? "event" : "events");
  g_string_append_printf(out, ", %" G_GINT64_FORMAT " %s", group->people,
                         group->people == 1 ? "person" : "people");
  if (note) g_string_append_printf(out, ": %s", note);
  g_string_append_c(out, '\n');
  return g_strdup(out->str);
}

static char *group_json(const CardcatGroup *group) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.group/1");
  cc_json_string(b, "name", group->name);
  cc_json_string(b, "place", group->place);
  cc_json_string(b, "note", group->note);
  json_builder_set_member_name(b, "events");
  json_builder_begin_array(b);
  for (guint i = 0; i < group->events->len; i++)
    json_builder_add_string_value(b, group->events->pdata[i]);
  json_builder_end_array(b);
  json_builder_set_member_name(b, "people");
  json_builder_add_int_value(b, group->people);
  return cc_json_line(b);
}

char *cardcat_format_group(const CardcatGroup *group, CardcatFormat format) {
  return format == CARDCAT_FORMAT_TEXT   ? group_text(group)
         : format == CARDCAT_FORMAT_JSON ? group_json(group)
                                         : g_strdup("");
}

/* "   3  open access: for the library's next plan" */
static char *want_text(const CardcatWant *want) {
  g_autofree char *words = cc_text_clean(want->words, -1, CC_TEXT_MAX);
  g_autofree char *why = want->why ? cc_text_clean(want->why, -1, CC_TEXT_MAX) : NULL;
  return g_strdup_printf("%6" G_GINT64_FORMAT "  %s%s%s\n", want->id, words, why ? ": " : "",
                         why ? why : "");
}

static char *want_json(const CardcatWant *want) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.want/1");
  json_builder_set_member_name(b, "id");
  json_builder_add_int_value(b, want->id);
  cc_json_string(b, "words", want->words);
  cc_json_string(b, "why", want->why);
  cc_json_string(b, "made", want->made);
  return cc_json_line(b);
}

char *cardcat_format_want(const CardcatWant *want, CardcatFormat format) {
  return format == CARDCAT_FORMAT_TEXT   ? want_text(want)
         : format == CARDCAT_FORMAT_JSON ? want_json(want)
                                         : g_strdup("");
}
