/* What was learned, as bytes. */
#include "output/output.h"

#include <json-glib/json-glib.h>

static void add_count(JsonBuilder *b, const char *name, guint count) {
  json_builder_set_member_name(b, name);
  json_builder_add_int_value(b, count);
}

static char *to_json(const CardcatLearned *learned) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.learned/1");
  cc_json_string(b, "kind", cardcat_learned_kind_name(learned->kind));
  cc_json_string(b, "text", learned->text);
  if (learned->organization) cc_json_string(b, "organization", learned->organization);
  add_count(b, "contacts", learned->count);
  add_count(b, "corrected", learned->corrected);
  if (learned->last) cc_json_string(b, "last", learned->last);
  json_builder_set_member_name(b, "used");
  json_builder_add_boolean_value(b, cardcat_learned_is_used(learned));
  return cc_json_line(b);
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
