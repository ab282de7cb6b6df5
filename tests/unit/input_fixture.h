/* Files to be read, and an entry of which everything is known. */
#pragma once

#include <string.h>

#include "input/input.h"

static inline CardcatInput *input_of(const char *text, const char *const *map) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  CardcatInput *input = cardcat_input_new(bytes, map, &error);
  g_assert_no_error(error);
  return input;
}

#define V3(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"

static inline CardcatEntry *whole_entry(void) {
  CardcatEntry *entry = cc_entry_new();
  CardcatContact *c = entry->contact;
  entry->uid = g_strdup("6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11");
  c->name.full = g_strdup("Ada Beck");
  c->organization = g_strdup("Beck Ltd");
  g_ptr_array_add(c->notes, g_strdup("Since 1980"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, "030 / 1", "+49301", "7"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, "030 / 2", "+49302", NULL));
  entry->meeting->event = g_strdup("Expo");
  entry->meeting->met_on = g_strdup("2026-06-16");
  entry->meeting->note = g_strdup("tall\nkind");
  g_ptr_array_add(entry->meeting->tags, g_strdup("fair"));
  CardcatChapter *former = g_new0(CardcatChapter, 1);
  former->organization = g_strdup("Harrow; Ltd");
  former->title = g_strdup("Head, optics");
  former->until = g_strdup("2026-01-02");
  g_ptr_array_add(entry->chapters, former);
  entry->since = g_strdup("2026-02-03");
  entry->meeting->taken_on = g_strdup("2026-06-16");
  entry->keep_in_touch = g_strdup("3 months");
  entry->in_touch = g_strdup("2026-06-20");
  entry->quiet_until = g_strdup("2026-10-01T06:00:00Z");
  CardcatMeeting *older = cardcat_meeting_new();
  older->met_on = g_strdup("2020-01-01");
  g_ptr_array_add(older->tags, g_strdup("old"));
  g_ptr_array_add(entry->meetings, older);
  cc_entry_settle(entry);
  return entry;
}

/* The export of ENTRY with FROM changed to TO (NULL: as it is), read again. */
static inline CardcatEntry *changed(const CardcatEntry *entry, CardcatFormat format,
                                    const char *from, const char *to) {
  g_autofree char *card = cardcat_format_export(entry, format, NULL);
  g_autoptr(GString) text = g_string_new(card);
  if (from) g_assert_cmpuint(g_string_replace(text, from, to, 1), ==, 1);
  g_autoptr(CardcatInput) input = input_of(text->str, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  g_assert_nonnull(item);
  return cc_entry_copy(cardcat_item_entry(item));
}
