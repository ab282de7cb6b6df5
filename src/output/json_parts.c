/* What all JSON of output/ is made of. */
#include "output/output.h"

#include <json-glib/json-glib.h>

void cc_json_string(JsonBuilder *b, const char *name, const char *value) {
  json_builder_set_member_name(b, name);
  if (value)
    json_builder_add_string_value(b, value);
  else
    json_builder_add_null_value(b);
}

char *cc_json_line(JsonBuilder *b) {
  json_builder_end_object(b);
  g_autoptr(JsonNode) root = json_builder_get_root(b);
  g_autofree char *json = json_to_string(root, FALSE);
  return g_strconcat(json, "\n", NULL);
}
