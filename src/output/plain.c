/* Readings and contacts as text for people. */
#include "output/output.h"

#define LABEL_WIDTH 14 /* columns */
#define DAY_LENGTH 10  /* bytes of "2026-06-16" */

typedef struct {
  GString *out;
  const CardcatReading *reading;
} Plain;

static void put(const Plain *p, const char *label, const char *value, gboolean doubtful) {
  if (!value || !*value) return;
  g_autofree char *clean = cc_text_clean(value, -1, CC_OUTPUT_MAX);
  g_string_append_printf(p->out, "%s %-*s %s\n", doubtful ? "?" : " ", LABEL_WIDTH, label, clean);
}

static gboolean is_doubtful(const Plain *p, CardcatField field, guint index) {
  const CardcatEvidence *evidence =
      p->reading ? cardcat_reading_evidence(p->reading, field, index) : NULL;
  return evidence && evidence->confidence < CARDCAT_SURE;
}

static void put_value(const Plain *p, const CardcatContact *contact, CardcatField field,
                      guint index) {
  const CardcatFieldInfo *info = cardcat_field_info(field);
  const GPtrArray *list = cardcat_contact_list(contact, field);
  gboolean phone = info->kind == CARDCAT_KIND_PHONES;
  g_autofree char *value = phone ? cc_phone_printed(list->pdata[index])
                           : info->kind == CARDCAT_KIND_ADDRESSES
                               ? cc_address_line(list->pdata[index])
                               : g_strdup(cardcat_contact_value(contact, field, index));
  const char *label =
      phone ? cardcat_phone_type_info(((const CardcatPhone *)list->pdata[index])->type)->label
            : info->label;
  put(p, label, value, is_doubtful(p, field, index));
}

static void put_contact(const Plain *p, const CardcatContact *contact) {
  for (guint place = 0; place < CARDCAT_FIELDS; place++) {
    CardcatField field = cardcat_field_shown(place);
    for (guint i = 0; i < cardcat_contact_count(contact, field); i++)
      put_value(p, contact, field, i);
  }
}

static char *join(const GPtrArray *tags) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", (const char *)tags->pdata[i]);
  return g_string_free(out, FALSE);
}

/* A line each: one may be a promise. */
static void put_note(const Plain *p, const char *note) {
  g_auto(GStrv) lines = g_strsplit(note ? note : "", "\n", -1);
  for (guint i = 0; lines[i]; i++)
    put(p, i == 0 ? "Note" : "", lines[i], FALSE);
}

static void put_meeting(const Plain *p, const CardcatMeeting *meeting) {
  g_autofree char *met = cc_meeting_sentence_told(meeting);
  g_autofree char *tags = join(meeting->tags);
  put(p, "Meeting", met, FALSE);
  put(p, "Tags", tags, FALSE);
  put_note(p, meeting->note);
  g_autofree char *day = meeting->followed_up ? g_strndup(meeting->followed_up, DAY_LENGTH) : NULL;
  g_autofree char *done = day ? g_strconcat("done on ", day, NULL) : NULL;
  put(p, "Follow-up", done ? done : meeting->send_follow_up ? "yes" : "no", FALSE);
}

static void put_jobs(const Plain *p, const CardcatEntry *entry) {
  put(p, "There since", entry->since, FALSE);
  for (guint i = 0; entry->chapters && i < entry->chapters->len; i++) {
    const CardcatChapter *chapter = entry->chapters->pdata[i];
    g_autofree char *job = cardcat_chapter_describe(chapter);
    g_autofree char *line = g_strdup_printf(
        "%s%s%s%s%s%s", job, chapter->since || chapter->until ? " (" : "",
        chapter->since ? chapter->since : "", chapter->until ? " to " : "",
        chapter->until ? chapter->until : "", chapter->since || chapter->until ? ")" : "");
    put(p, "Formerly", line, FALSE);
  }
}

static void put_touch(const Plain *p, const CardcatEntry *entry) {
  const char *interval = entry->keep_in_touch;
  gboolean is_off = g_strcmp0(interval, CARDCAT_INTERVAL_OFF) == 0;
  g_autofree char *every = interval && !is_off ? g_strconcat("every ", interval, NULL) : NULL;
  put(p, "Keep in touch", every ? every : interval, FALSE);
  put(p, "In touch", entry->in_touch, FALSE);
}

static void put_links(const Plain *p, const GPtrArray *links) {
  for (guint i = 0; i < links->len; i++) {
    const CardcatLink *link = links->pdata[i];
    g_autofree char *number =
        link->contact ? g_strdup_printf(" (%" G_GINT64_FORMAT ")", link->contact) : g_strdup("");
    g_autofree char *value = g_strconcat(link->name, number, NULL);
    const char *label = link->kind == CARDCAT_LINK_KNOWS ? "Knows"
                        : link->theirs                   ? "Introduced"
                                                         : "Introduced by";
    put(p, label, value, FALSE);
  }
}

/* Where one side of the card stands. */
static void put_place(GString *out, const CardcatReading *side) {
  g_autofree char *path = cc_text_clean(side->path ? side->path : "-", -1, CC_TEXT_MAX);
  g_string_append(out, path);
  if (side->pages > 1) g_string_append_printf(out, ", page %d", side->page);
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
  if (person->entry) put_jobs(&p, person->entry);
  for (guint i = 0; person->entry && i < person->entry->meetings->len; i++)
    put_meeting(&p, person->entry->meetings->pdata[i]);
  if (person->entry) put_touch(&p, person->entry);
  g_autofree char *groups = person->entry ? join(person->entry->groups) : NULL;
  put(&p, "Groups", groups, FALSE);
  if (person->entry) put_links(&p, person->entry->links);
  g_string_append_c(out, '\n');
}
