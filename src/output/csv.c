/* CSV for spreadsheets. */
#include "output/output.h"

static void append(GString *cell, const char *value) {
  if (value && *value) g_string_append_printf(cell, "%s%s", cell->len > 0 ? "; " : "", value);
}

static void put_texts(CcRow *row, const GPtrArray *texts) {
  g_autoptr(GString) cell = g_string_new(NULL);
  for (guint i = 0; texts && i < texts->len; i++)
    append(cell, texts->pdata[i]);
  cc_row_put(row, cell->str);
}

static void put_phones(CcRow *row, const GPtrArray *phones, CardcatPhoneType type) {
  g_autoptr(GString) cell = g_string_new(NULL);
  for (guint i = 0; i < phones->len; i++) {
    const CardcatPhone *phone = phones->pdata[i];
    g_autofree char *dial = phone->type == type ? cc_phone_dial(phone) : NULL;
    append(cell, dial);
  }
  cc_row_put(row, cell->str);
}

static void put_name(CcRow *row, const CardcatName *name) {
  cc_row_put(row, name->full);
  cc_row_put(row, name->prefix);
  cc_row_put(row, name->given);
  cc_row_put(row, name->middle);
  cc_row_put(row, name->family);
  cc_row_put(row, name->suffix);
}

/* All as printed, then the parts of the first. */
static void put_addresses(CcRow *row, const GPtrArray *addresses) {
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < addresses->len; i++) {
    g_autofree char *line = cc_address_line(addresses->pdata[i]);
    append(all, line);
  }
  cc_row_put(row, all->str);
  g_autoptr(CardcatAddress) first =
      addresses->len > 0 ? cc_address_complete(addresses->pdata[0]) : NULL;
  cc_row_put(row, first ? first->street : NULL);
  cc_row_put(row, first ? first->postcode : NULL);
  cc_row_put(row, first ? first->locality : NULL);
  cc_row_put(row, first ? first->region : NULL);
  cc_row_put(row, first ? first->country : NULL);
}

static void put_field(CcRow *row, const CardcatContact *contact, CardcatField field) {
  switch (cardcat_field_info(field)->kind) {
    case CARDCAT_KIND_NAME:
      put_name(row, &contact->name);
      break;
    case CARDCAT_KIND_TEXT:
      cc_row_put(row, cardcat_contact_value(contact, field, 0));
      break;
    case CARDCAT_KIND_PHONES:
      for (guint type = 0; type < CARDCAT_PHONE_TYPES; type++)
        put_phones(row, contact->phones, (CardcatPhoneType)type);
      break;
    case CARDCAT_KIND_ADDRESSES:
      put_addresses(row, contact->addresses);
      break;
    case CARDCAT_KIND_TEXTS:
    case CARDCAT_KIND_NOTES:
      put_texts(row, cardcat_contact_list(contact, field));
      break;
  }
}

static void put_contact(CcRow *row, const CardcatContact *contact) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    put_field(row, contact, field);
}

/* "Met at Expo on 2026-06-16: their note", of each meeting before the last; it begins a line. */
static void put_earlier(CcRow *row, const CardcatEntry *entry) {
  g_autoptr(GString) cell = g_string_new(NULL);
  for (guint i = 1; entry && i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    g_autofree char *met = cc_meeting_sentence(meeting);
    g_autofree char *whole =
        meeting->note ? g_strdup_printf("%s: %s", met ? met : "Met", meeting->note) : NULL;
    cc_note_add(cell, whole ? whole : met);
  }
  cc_row_put_lines(row, cell->str);
}

static void put_entry(CcRow *row, const CardcatEntry *entry) {
  const CardcatMeeting *meeting = entry ? entry->meeting : NULL;
  g_autoptr(GPtrArray) tags = cc_entry_tags(entry);
  cc_row_put(row, meeting ? meeting->event : NULL);
  cc_row_put(row, meeting ? meeting->met_on : NULL);
  cc_row_put(row, meeting ? meeting->introduced_by : NULL);
  put_texts(row, tags);
  cc_row_put_lines(row, meeting ? meeting->note : NULL);
  cc_row_put(row, !meeting ? NULL : meeting->send_follow_up ? "yes" : "no");
  put_earlier(row, entry);
  put_texts(row, entry ? entry->groups : NULL);
  cc_row_put(row, meeting ? meeting->event_place : NULL);
  cc_row_put(row, meeting ? meeting->event_starts : NULL);
  cc_row_put(row, meeting ? meeting->event_ends : NULL);
  cc_row_put(row, meeting ? meeting->event_group : NULL);
  cc_row_put(row, entry ? entry->uid : NULL);
  cc_row_put(row, entry ? entry->changed : NULL);
}

void cc_csv_write_header(GString *out) {
  g_string_append(out, "photo,card,id,");
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    g_string_append_printf(out, "%s,", cardcat_field_info(field)->columns);
  g_string_append(
      out,
      "event,met_on,introduced_by,tags,note,follow_up,earlier_meetings,groups,event_place,"
      "event_starts,event_ends,event_group,uid,changed\r\n");
}

void cc_csv_write(GString *out, const CcPerson *person) {
  CcRow row = {out, TRUE};
  const CardcatReading *reading = person->reading;
  g_autofree char *card = reading ? g_strdup_printf("%d", reading->card) : NULL;
  g_autofree char *id =
      person->entry ? g_strdup_printf("%" G_GINT64_FORMAT, person->entry->id) : NULL;
  cc_row_put(&row, reading ? reading->path : NULL);
  cc_row_put(&row, card);
  cc_row_put(&row, id);
  put_contact(&row, person->contact);
  put_entry(&row, person->entry);
  cc_row_end(&row);
}
