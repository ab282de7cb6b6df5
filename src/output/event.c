/* An event as text and JSON. */
#include "output/output.h"

#include <json-glib/json-glib.h>

/* "PyCon, Berlin, 2026-06-16 to 2026-06-18, 12 people". */
static char *to_text(const CardcatEvent *event) {
  g_autofree char *name = cc_text_clean(event->name, -1, CC_TEXT_MAX);
  g_autofree char *place = event->place ? cc_text_clean(event->place, -1, CC_TEXT_MAX) : NULL;
  g_autoptr(GString) out = g_string_new(name);
  if (place) g_string_append_printf(out, ", %s", place);
  if (event->starts) g_string_append_printf(out, ", %s", event->starts);
  if (event->ends && g_strcmp0(event->starts, event->ends) != 0)
    g_string_append_printf(out, " to %s", event->ends);
  g_autofree char *group = event->group ? cc_text_clean(event->group, -1, CC_TEXT_MAX) : NULL;
  if (group) g_string_append_printf(out, ", of %s", group);
  g_string_append_printf(out, ", %" G_GINT64_FORMAT " %s\n", event->people,
                         event->people == 1 ? "person" : "people");
  return g_strdup(out->str);
}

static char *to_json(const CardcatEvent *event) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.event/1");
  cc_json_string(b, "name", event->name);
  cc_json_string(b, "place", event->place);
  cc_json_string(b, "from", event->starts);
  cc_json_string(b, "to", event->ends);
  cc_json_string(b, "group", event->group);
  json_builder_set_member_name(b, "people");
  json_builder_add_int_value(b, event->people);
  return cc_json_line(b);
}

char *cardcat_format_event(const CardcatEvent *event, CardcatFormat format) {
  return format == CARDCAT_FORMAT_TEXT   ? to_text(event)
         : format == CARDCAT_FORMAT_JSON ? to_json(event)
                                         : g_strdup("");
}
