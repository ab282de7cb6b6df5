/* A contact with a value in every field, as a reading and as an entry. */
#pragma once

#include <string.h>

#include "output/output.h"

static inline CardcatContact *full_contact(void) {
  CardcatContact *c = cardcat_contact_new();
  c->name.full = g_strdup("Dr. Ada M. Beck, PhD");
  c->name.prefix = g_strdup("Dr.");
  c->name.given = g_strdup("Ada");
  c->name.middle = g_strdup("M.");
  c->name.family = g_strdup("Beck");
  c->name.suffix = g_strdup("PhD");
  c->organization = g_strdup("Beck; Söhne, Partner");
  c->department = g_strdup("R\\D");
  g_ptr_array_add(c->titles, g_strdup("Head of Research"));
  g_ptr_array_add(c->emails, g_strdup("ada@beck.example"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_MOBILE, "+49 151 234", NULL, NULL));
  g_ptr_array_add(c->phones,
                  cardcat_phone_new(CARDCAT_PHONE_WORK, "030 123456", "+4930123456", "7"));
  g_ptr_array_add(c->urls, g_strdup("www.beck.example"));
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup("Am Markt 1, 10115 Berlin");
  address->street = g_strdup("Am Markt 1");
  address->postcode = g_strdup("10115");
  address->locality = g_strdup("Berlin");
  address->country = g_strdup("DE");
  g_ptr_array_add(c->addresses, address);
  return c;
}

static inline CardcatEntry *entry_of(CardcatContact *contact) {
  CardcatEntry *entry = g_new0(CardcatEntry, 1);
  entry->id = 12;
  entry->uid = g_strdup("6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11");
  entry->contact = contact;
  entry->changed = g_strdup("2026-06-16T10:30:00Z");
  entry->created = g_strdup("2026-06-16T10:30:00Z");
  CardcatMeeting *meeting = g_new0(CardcatMeeting, 1);
  meeting->event = g_strdup("Expo");
  meeting->met_on = g_strdup("2026-06-16");
  meeting->introduced_by = g_strdup("Carl Dorn");
  meeting->send_follow_up = TRUE;
  meeting->tags = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(meeting->tags, g_strdup("a,b"));
  g_ptr_array_add(meeting->tags, g_strdup("c"));
  entry->meeting = meeting;
  entry->meetings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_meeting_free);
  entry->groups = g_ptr_array_new_with_free_func(g_free);
  entry->links = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_link_free);
  g_ptr_array_add(entry->meetings, meeting);
  return entry;
}

static inline void entry_done(CardcatEntry *entry) {
  g_free(entry->uid);
  g_free(entry->changed);
  g_free(entry->created);
  cardcat_contact_free(entry->contact);
  g_ptr_array_unref(entry->meetings);
  g_ptr_array_unref(entry->groups);
  g_ptr_array_unref(entry->links);
  g_free(entry);
}

static inline char *write_contact(CardcatContact *contact, CardcatFormat format) {
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  cardcat_contact_free(reading->contact);
  reading->contact = contact;
  reading->path = g_strdup("photo.jpg");
  reading->card = reading->cards = 1;
  return cardcat_format_reading(reading, format);
}

static inline void assert_has(const char *text, const char *part) {
  if (!strstr(text, part)) g_error("\"%s\" is not in:\n%s", part, text);
}

/* Counts cells outside quotes. */
static inline guint count_cells(const char *row) {
  gboolean quoted = FALSE;
  guint cells = 1;
  for (const char *p = row; *p && *p != '\r'; p++) {
    if (*p == '"') quoted = !quoted;
    if (*p == ',' && !quoted) cells++;
  }
  return cells;
}
