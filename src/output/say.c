/* Sentences and lines that several formats share. */
#include "output/output.h"

char *cc_meeting_sentence(const CardcatMeeting *meeting) {
  if (!meeting->event && !meeting->met_on && !meeting->introduced_by) return NULL;
  GString *out = g_string_new("Met");
  if (meeting->event) g_string_append_printf(out, " at %s", meeting->event);
  if (meeting->met_on) g_string_append_printf(out, " on %s", meeting->met_on);
  if (meeting->introduced_by)
    g_string_append_printf(out, "%s introduced by %s", out->len > 3 ? "," : "",
                           meeting->introduced_by);
  return g_string_free(out, FALSE);
}

GPtrArray *cc_entry_tags(const CardcatEntry *entry) {
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; entry && i < entry->meetings->len; i++) {
    const GPtrArray *tags = ((const CardcatMeeting *)entry->meetings->pdata[i])->tags;
    for (guint j = 0; j < tags->len; j++)
      if (!g_ptr_array_find_with_equal_func(all, tags->pdata[j], g_str_equal, NULL))
        g_ptr_array_add(all, g_strdup(tags->pdata[j]));
  }
  return all;
}

char *cc_address_line(const CardcatAddress *address) {
  if (address->full) return g_strdup(address->full);
  const char *parts[] = {address->street, address->postcode, address->locality, address->region,
                         address->country};
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
  return g_string_free(out, FALSE);
}

char *cc_phone_dial(const CardcatPhone *phone) {
  const char *number = phone->e164 ? phone->e164 : phone->value;
  if (!number) return g_strdup("");
  return phone->extension ? g_strdup_printf("%s ext. %s", number, phone->extension)
                          : g_strdup(number);
}
