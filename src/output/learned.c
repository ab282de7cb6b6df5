/* What was learned, as bytes. */
#include "output/output.h"

#include <json-glib/json-glib.h>

static void add_string(JsonBuilder *b, const char *name, const char *value) {
  json_builder_set_member_name(b, name);
  json_builder_add_string_value(b, value);
}

static void add_count(JsonBuilder *b, const char *name, guint count) {
  json_builder_set_member_name(b, name);
  json_builder_add_int_value(b, count);
}

static char *to_json(const CardcatLearned *learned) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  json_builder_begin_object(b);
  add_string(b, "schema", "cardcat.learned/1");
  add_string(b, "kind", cardcat_learned_kind_name(learned->kind));
  add_string(b, "text", learned->text);
  if (learned->organization) add_string(b, "organization", learned->organization);
  add_count(b, "contacts", learned->count);
  add_count(b, "corrected", learned->corrected);
  if (learned->last) add_string(b, "last", learned->last);
  json_builder_set_member_name(b, "used");
  json_builder_add_boolean_value(b, cardcat_learned_is_used(learned));
  json_builder_end_object(b);
  g_autoptr(JsonNode) root = json_builder_get_root(b);
  g_autofree char *json = json_to_string(root, FALSE);
  return g_strconcat(json, "\n", NULL);
}

static char *to_text(const CardcatLearned *learned) {
  g_autofree char *firm =
      learned->organization ? g_strdup_printf(" (%s)", learned->organization) : g_strdup("");
  return g_strdup_printf("%-12s  %4u  %-10.10s  %s%s%s\n", cardcat_learned_kind_name(learned->kind),
                         learned->count, learned->last ? learned->last : "", learned->text, firm,
                         cardcat_learned_is_used(learned) ? "" : ", not used yet");
}

char *cardcat_format_learned(const CardcatLearned *learned, CardcatFormat format) {
  if (format == CARDCAT_FORMAT_JSON) return to_json(learned);
  return format == CARDCAT_FORMAT_TEXT ? to_text(learned) : g_strdup("");
}
