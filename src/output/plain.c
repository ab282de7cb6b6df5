/* Readings and contacts as text for people. */
#include "output/output.h"

#define LABEL_WIDTH 14 /* columns */
#define DAY_LENGTH 10  /* bytes of "2026-06-16" */

typedef struct {
  GString *out;
  const CardcatReading *reading;
} Plain;

/* FIELD: its name in the evidence, NULL when it has none. */
static void put(const Plain *p, const char *field, const char *label, const char *value) {
  if (!value || !*value) return;
  const CardcatEvidence *evidence =
      field && p->reading ? cardcat_reading_evidence(p->reading, field) : NULL;
  gboolean doubtful = evidence && evidence->confidence < CARDCAT_SURE;
  g_autofree char *clean = cc_text_clean(value, -1, CC_TEXT_MAX);
  g_string_append_printf(p->out, "%s %-*s %s\n", doubtful ? "?" : " ", LABEL_WIDTH, label, clean);
}

static void put_texts(const Plain *p, const char *list, const char *label, const GPtrArray *texts) {
  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *field = g_strdup_printf("%s[%u]", list, i);
    put(p, field, label, texts->pdata[i]);
  }
}

static void put_phones(const Plain *p, const GPtrArray *phones) {
  for (guint i = 0; i < phones->len; i++) {
    const CardcatPhone *phone = phones->pdata[i];
    g_autofree char *field = g_strdup_printf("phones[%u]", i);
    g_autofree char *label = g_strdup_printf("Phone, %s", cardcat_phone_type_name(phone->type));
    g_autofree char *value = phone->extension && phone->value
                                 ? g_strdup_printf("%s ext. %s", phone->value, phone->extension)
                                 : g_strdup(phone->value ? phone->value : phone->e164);
    put(p, field, label, value);
  }
}

static void put_addresses(const Plain *p, const GPtrArray *addresses) {
  for (guint i = 0; i < addresses->len; i++) {
    g_autofree char *field = g_strdup_printf("addresses[%u]", i);
    g_autofree char *line = cc_address_line(addresses->pdata[i]);
    put(p, field, "Address", line);
  }
}

static void put_contact(const Plain *p, const CardcatContact *contact) {
  put(p, "name", "Name", contact->name.full);
  put_texts(p, "titles", "Title", contact->titles);
  put(p, "organization", "Organization", contact->organization);
  put(p, "department", "Department", contact->department);
  put_texts(p, "emails", "E-mail", contact->emails);
  put_phones(p, contact->phones);
  put_texts(p, "urls", "Web", contact->urls);
  put_addresses(p, contact->addresses);
  put_texts(p, "notes", "Also printed", contact->notes);
}

static char *join_tags(const GPtrArray *tags) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", (const char *)tags->pdata[i]);
  return g_string_free(out, FALSE);
}

static void put_meeting(const Plain *p, const CardcatMeeting *meeting) {
  g_autofree char *met = cc_meeting_sentence(meeting);
  g_autofree char *tags = join_tags(meeting->tags);
  put(p, NULL, "Meeting", met);
  put(p, NULL, "Tags", tags);
  put(p, NULL, "Note", meeting->note);
  g_autofree char *day = meeting->followed_up ? g_strndup(meeting->followed_up, DAY_LENGTH) : NULL;
  g_autofree char *done = day ? g_strconcat("done on ", day, NULL) : NULL;
  put(p, NULL, "Follow-up", done ? done : meeting->send_follow_up ? "yes" : "no");
}

/* Where one side of the card stands. */
static void put_place(GString *out, const CardcatReading *side) {
  g_autofree char *path = cc_text_clean(side->path ? side->path : "-", -1, CC_TEXT_MAX);
  g_string_append(out, path);
  if (side->cards > 1) g_string_append_printf(out, ", card %d of %d", side->card, side->cards);
}

static void put_reading_head(GString *out, const CardcatReading *reading) {
  put_place(out, reading);
  if (reading->back) {
    g_string_append(out, "; back: ");
    put_place(out, reading->back);
  }
  g_string_append_c(out, '\n');
}

void cc_plain_write(GString *out, const CcPerson *person) {
  Plain p = {out, person->reading};
  if (person->entry)
    g_string_append_printf(out, "Contact %" G_GINT64_FORMAT "\n", person->entry->id);
  else
    put_reading_head(out, person->reading);
  put_contact(&p, person->contact);
  if (cardcat_contact_is_empty(person->contact)) g_string_append(out, "  (nothing recognised)\n");
  if (person->entry && person->entry->meeting) put_meeting(&p, person->entry->meeting);
  g_string_append_c(out, '\n');
}
