/* Who could introduce one, as text and JSON. */
#include "output/output.h"

#include <json-glib/json-glib.h>

static char *to_text(const CardcatIntroduction *introduction) {
  g_autofree char *words = cc_text_clean(introduction->words, -1, CC_OUTPUT_MAX);
  return g_strdup_printf("%6" G_GINT64_FORMAT "  %s\n", introduction->contact, words);
}

static void add_step(JsonBuilder *b, const CardcatStep *step) {
  json_builder_begin_object(b);
  cc_json_string(b, "tie", step->tie);
  cc_json_string(b, "shared", step->shared);
  json_builder_set_member_name(b, "contact");
  if (step->contact)
    json_builder_add_int_value(b, step->contact);
  else
    json_builder_add_null_value(b);
  cc_json_string(b, "name", step->name);
  json_builder_end_object(b);
}

static char *to_json(const CardcatIntroduction *introduction) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.introduction/1");
  json_builder_set_member_name(b, "contact");
  json_builder_add_int_value(b, introduction->contact);
  cc_json_string(b, "name", introduction->name);
  json_builder_set_member_name(b, "chain");
  json_builder_begin_array(b);
  for (guint i = 0; i < introduction->steps->len; i++)
    add_step(b, introduction->steps->pdata[i]);
  json_builder_end_array(b);
  cc_json_string(b, "words", introduction->words);
  return cc_json_line(b);
}

char *cardcat_format_introduction(const CardcatIntroduction *introduction, CardcatFormat format) {
  return format == CARDCAT_FORMAT_TEXT   ? to_text(introduction)
         : format == CARDCAT_FORMAT_JSON ? to_json(introduction)
                                         : g_strdup("");
}
