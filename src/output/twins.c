/* Two contacts that may be one, as text and JSON. */
#include "output/output.h"

#include <json-glib/json-glib.h>
#include <math.h>

static char *line_of(const CardcatContact *c) {
  const char *parts[] = {c->name.full, c->organization,
                         c->emails->len > 0 ? c->emails->pdata[0] : NULL, NULL};
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
  return cc_text_clean(out->str, -1, CC_TEXT_MAX);
}

static char *to_text(const CardcatTwins *twins) {
  g_autofree char *a = line_of(twins->a->contact), *b = line_of(twins->b->contact);
  return g_strdup_printf("%6" G_GINT64_FORMAT "  %s\n%6" G_GINT64_FORMAT "  %s\n        %s\n\n",
                         twins->a->id, a, twins->b->id, b, twins->why);
}

static void add_one(JsonBuilder *b, const CardcatEntry *entry) {
  g_autofree char *contact = cardcat_contact_to_json(entry->contact);
  json_builder_begin_object(b);
  json_builder_set_member_name(b, "id");
  json_builder_add_int_value(b, entry->id);
  cc_json_string(b, "uid", entry->uid);
  json_builder_set_member_name(b, "contact");
  json_builder_add_value(b, json_from_string(contact, NULL));
  json_builder_end_object(b);
}

static char *to_json(const CardcatTwins *twins) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.duplicates/1");
  json_builder_set_member_name(b, "similarity");
  json_builder_add_double_value(b, round(twins->similarity * 1000) / 1000);
  cc_json_string(b, "why", twins->why);
  json_builder_set_member_name(b, "contacts");
  json_builder_begin_array(b);
  add_one(b, twins->a);
  add_one(b, twins->b);
  json_builder_end_array(b);
  return cc_json_line(b);
}

char *cardcat_format_twins(const CardcatTwins *twins, CardcatFormat format) {
  return format == CARDCAT_FORMAT_TEXT   ? to_text(twins)
         : format == CARDCAT_FORMAT_JSON ? to_json(twins)
                                         : g_strdup("");
}
