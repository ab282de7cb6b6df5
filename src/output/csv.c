/* CSV of RFC 4180, with cells guarded that a spreadsheet would take for formulas. */
#include "output/output.h"

#include <string.h>

typedef struct {
  GString *out;
  gboolean first;
} Row;

/* A number to dial, or several: what no spreadsheet can take for a formula with a function. */
static gboolean is_phone(const char *cell) {
  g_auto(GStrv) pieces = g_strsplit(cell, " ext. ", -1);
  g_autofree char *rest = g_strjoinv("", pieces);
  return rest[0] == '+' && g_ascii_isdigit(rest[1]) &&
         strspn(rest, "+0123456789 ()-./;") == strlen(rest);
}

static gboolean is_formula(const char *cell) {
  if (!*cell || is_phone(cell)) return FALSE;
  gunichar c = g_utf8_get_char(cell);
  /* The full-width forms count in East Asian spreadsheets. */
  return strchr("=+-@", *cell) || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20;
}

static void put(Row *row, const char *value) {
  g_autofree char *cell = cc_text_clean(value ? value : "", -1, CC_TEXT_MAX);
  if (!row->first) g_string_append_c(row->out, ',');
  row->first = FALSE;
  gboolean guard = is_formula(cell), quote = strpbrk(cell, ",\"") != NULL;
  if (quote) g_string_append_c(row->out, '"');
  if (guard) g_string_append_c(row->out, '\'');
  for (const char *p = cell; *p; p++) {
    if (*p == '"') g_string_append_c(row->out, '"');
    g_string_append_c(row->out, *p);
  }
  if (quote) g_string_append_c(row->out, '"');
}

static void append(GString *cell, const char *value) {
  if (value && *value) g_string_append_printf(cell, "%s%s", cell->len > 0 ? "; " : "", value);
}

static void put_texts(Row *row, const GPtrArray *texts) {
  g_autoptr(GString) cell = g_string_new(NULL);
  for (guint i = 0; texts && i < texts->len; i++)
    append(cell, texts->pdata[i]);
  put(row, cell->str);
}

static void put_phones(Row *row, const GPtrArray *phones, CardcatPhoneType type) {
  g_autoptr(GString) cell = g_string_new(NULL);
  for (guint i = 0; i < phones->len; i++) {
    const CardcatPhone *phone = phones->pdata[i];
    g_autofree char *dial = phone->type == type ? cc_phone_dial(phone) : NULL;
    append(cell, dial);
  }
  put(row, cell->str);
}

static void put_name(Row *row, const CardcatName *name) {
  put(row, name->full);
  put(row, name->prefix);
  put(row, name->given);
  put(row, name->middle);
  put(row, name->family);
  put(row, name->suffix);
}

/* All as printed, then the parts of the first. */
static void put_addresses(Row *row, const GPtrArray *addresses) {
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < addresses->len; i++) {
    g_autofree char *line = cc_address_line(addresses->pdata[i]);
    append(all, line);
  }
  put(row, all->str);
  g_autoptr(CardcatAddress) first =
      addresses->len > 0 ? cc_address_complete(addresses->pdata[0]) : NULL;
  put(row, first ? first->street : NULL);
  put(row, first ? first->postcode : NULL);
  put(row, first ? first->locality : NULL);
  put(row, first ? first->region : NULL);
  put(row, first ? first->country : NULL);
}

static void put_field(Row *row, const CardcatContact *contact, CardcatField field) {
  switch (cardcat_field_info(field)->kind) {
    case CARDCAT_KIND_NAME:
      put_name(row, &contact->name);
      break;
    case CARDCAT_KIND_TEXT:
      put(row, cardcat_contact_value(contact, field, 0));
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

static void put_contact(Row *row, const CardcatContact *contact) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    put_field(row, contact, field);
}

/* "Met at Expo on 2026-06-16: their note", of each meeting before the last. */
static void put_earlier(Row *row, const CardcatEntry *entry) {
  g_autoptr(GString) cell = g_string_new(NULL);
  for (guint i = 1; entry && i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    g_autofree char *met = cc_meeting_sentence(meeting);
    g_autofree char *whole =
        meeting->note ? g_strdup_printf("%s: %s", met ? met : "Met", meeting->note) : NULL;
    append(cell, whole ? whole : met);
  }
  put(row, cell->str);
}

static void put_entry(Row *row, const CardcatEntry *entry) {
  const CardcatMeeting *meeting = entry ? entry->meeting : NULL;
  g_autoptr(GPtrArray) tags = cc_entry_tags(entry);
  put(row, meeting ? meeting->event : NULL);
  put(row, meeting ? meeting->met_on : NULL);
  put(row, meeting ? meeting->introduced_by : NULL);
  put_texts(row, tags);
  put(row, meeting ? meeting->note : NULL);
  put(row, !meeting ? NULL : meeting->send_follow_up ? "yes" : "no");
  put_earlier(row, entry);
  put(row, entry ? entry->uid : NULL);
  put(row, entry ? entry->changed : NULL);
}

void cc_csv_write_header(GString *out) {
  g_string_append(out, "photo,card,id,");
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    g_string_append_printf(out, "%s,", cardcat_field_info(field)->columns);
  g_string_append(
      out, "event,met_on,introduced_by,tags,note,follow_up,earlier_meetings,uid,changed\r\n");
}

void cc_csv_write(GString *out, const CcPerson *person) {
  Row row = {out, TRUE};
  const CardcatReading *reading = person->reading;
  g_autofree char *card = reading ? g_strdup_printf("%d", reading->card) : NULL;
  g_autofree char *id =
      person->entry ? g_strdup_printf("%" G_GINT64_FORMAT, person->entry->id) : NULL;
  put(&row, reading ? reading->path : NULL);
  put(&row, card);
  put(&row, id);
  put_contact(&row, person->contact);
  put_entry(&row, person->entry);
  g_string_append(out, "\r\n");
}
