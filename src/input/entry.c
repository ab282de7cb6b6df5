/* What an entry has of its own, wherever it comes from: its UID and its times. */
#include "input/input.h"

#include <string.h>

CardcatEntry *cc_entry_new(void) {
  CardcatEntry *entry = g_new0(CardcatEntry, 1);
  entry->contact = cardcat_contact_new();
  entry->meetings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_meeting_free);
  entry->meeting = cardcat_meeting_new();
  entry->meeting->send_follow_up = FALSE; /* unless the file says so */
  g_ptr_array_add(entry->meetings, entry->meeting);
  entry->groups = g_ptr_array_new_with_free_func(g_free);
  entry->group_facts = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_group_free);
  entry->links = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_link_free);
  entry->cards = g_array_new(FALSE, FALSE, sizeof(gint64));
  entry->chapters = cc_chapters_copy(NULL);
  return entry;
}

void cc_entry_add_group(CardcatEntry *entry, const char *name, const char *place,
                        const char *note) {
  CardcatGroup *group = g_new0(CardcatGroup, 1);
  *group = (CardcatGroup){.name = g_strdup(name),
                          .place = g_strdup(place),
                          .note = g_strdup(note),
                          .events = g_ptr_array_new_with_free_func(g_free)};
  g_ptr_array_add(entry->group_facts, group);
}

CardcatEntry *cc_entry_copy(const CardcatEntry *entry) {
  CardcatEntry *copy = cc_entry_new();
  cardcat_contact_free(copy->contact);
  copy->contact = cardcat_contact_copy(entry->contact);
  g_ptr_array_set_size(copy->meetings, 0);
  for (guint i = 0; i < entry->meetings->len; i++)
    g_ptr_array_add(copy->meetings, cardcat_meeting_copy(entry->meetings->pdata[i]));
  copy->meeting = copy->meetings->pdata[0];
  g_ptr_array_extend(copy->groups, entry->groups, (GCopyFunc)(void *)g_strdup, NULL);
  for (guint i = 0; entry->group_facts && i < entry->group_facts->len; i++) {
    const CardcatGroup *group = entry->group_facts->pdata[i];
    cc_entry_add_group(copy, group->name, group->place, group->note);
  }
  for (guint i = 0; i < entry->links->len; i++)
    g_ptr_array_add(copy->links, cardcat_link_copy(entry->links->pdata[i]));
  copy->uid = g_strdup(entry->uid);
  g_ptr_array_unref(copy->chapters);
  copy->chapters = cc_chapters_copy(entry->chapters);
  copy->since = g_strdup(entry->since);
  copy->keep_in_touch = g_strdup(entry->keep_in_touch);
  copy->in_touch = g_strdup(entry->in_touch);
  copy->quiet_until = g_strdup(entry->quiet_until);
  copy->created = g_strdup(entry->created);
  copy->changed = g_strdup(entry->changed);
  return copy;
}

static gboolean has_line(const char *note, const char *line) {
  g_auto(GStrv) lines = g_strsplit(note ? note : "", "\n", -1);
  return g_strv_contains((const char *const *)lines, line);
}

void cc_entry_add_line(CardcatEntry *entry, const char *line) {
  g_autofree char *old = entry->meeting->note;
  g_autofree char *clean = cc_text_clean(line, -1, CC_INPUT_NOTE_MAX);
  gboolean is_new = *clean && !has_line(old, clean);
  entry->meeting->note = !is_new ? g_steal_pointer(&old)
                         : old   ? g_strjoin("\n", old, clean, NULL)
                                 : g_steal_pointer(&clean);
}

char *cc_address_line_of(const char *text) {
  g_autofree char *clean = cc_text_clean_lines(text, -1, CC_TEXT_MAX);
  g_auto(GStrv) lines = g_strsplit(clean, "\n", -1);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; lines[i]; i++) {
    gsize length = strlen(lines[i]);
    while (length > 0 && strchr(", ", lines[i][length - 1]))
      lines[i][--length] = '\0';
    if (length > 0) g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", lines[i]);
  }
  return g_strdup(out->str);
}

/* ---- UIDs ----------------------------------------------------------------------------------- */

/* Of the UIDs that are made from others: version 5 of RFC 4122, by a random one of our own. */
static const guint8 name_space[16] = {0x5c, 0x0f, 0x9d, 0x1e, 0x6b, 0x7a, 0x4d, 0x21,
                                      0x9b, 0x54, 0x2e, 0x8c, 0x61, 0xd3, 0x40, 0xf7};

static char *uid_of(const char *name) {
  guint8 b[20];
  gsize length = sizeof b;
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
  g_checksum_update(sum, name_space, sizeof name_space);
  g_checksum_update(sum, (const guchar *)name, -1);
  g_checksum_get_digest(sum, b, &length);
  b[6] = (guint8)((b[6] & 0x0f) | 0x50);
  b[8] = (guint8)((b[8] & 0x3f) | 0x80);
  g_autoptr(GString) uid = g_string_new(NULL);
  for (guint i = 0; i < 16; i++)
    g_string_append_printf(uid, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", b[i]);
  return g_strdup(uid->str);
}

char *cc_entry_uid(const char *uid) {
  return g_uuid_string_is_valid(uid) ? g_ascii_strdown(uid, -1) : uid_of(uid);
}

static char *contents_of(const CardcatEntry *entry) {
  g_autofree char *contact = cardcat_contact_to_json(entry->contact);
  const CardcatMeeting *met = entry->meeting;
  const char *const texts[] = {met->event, met->met_on, met->introduced_by, met->note};
  g_autoptr(GString) out = g_string_new(contact);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_string_append_printf(out, "\n%s", texts[i] ? texts[i] : "");
  return g_strdup(out->str);
}

static void settle_uid(CardcatEntry *entry) {
  g_autofree char *old = entry->uid;
  g_autofree char *contents = old && *old ? NULL : contents_of(entry);
  entry->uid = contents ? uid_of(contents) : cc_entry_uid(old);
}

/* ---- times ---------------------------------------------------------------------------------- */

static gboolean is_time(const char *text) {
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_autoptr(GDateTime) time =
      text && strlen(text) == 20 ? g_date_time_new_from_iso8601(text, utc) : NULL;
  g_autofree char *same = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  return g_strcmp0(same, text) == 0 && same;
}

static void settle_time(char **time) {
  if (!is_time(*time)) g_clear_pointer(time, g_free);
}

/* ---- keeping in touch ----------------------------------------------------------------------- */

static void settle_day(char **day) {
  g_autofree char *next = *day ? cardcat_interval_after("1 day", *day) : NULL;
  if (!next || strlen(*day) != strlen(next)) g_clear_pointer(day, g_free);
}

/* As the address book keeps it; what is nothing of the kind is not there. */
static void settle_touch(CardcatEntry *entry) {
  g_autofree char *old = entry->keep_in_touch;
  entry->keep_in_touch = old ? cardcat_interval_parse(old, NULL) : NULL;
  settle_day(&entry->in_touch);
  settle_time(&entry->quiet_until);
}

static void settle_text(char **text) {
  g_autofree char *old = *text;
  g_autofree char *clean = cc_text_clean(old ? old : "", -1, CC_TEXT_MAX);
  *text = *clean ? g_steal_pointer(&clean) : NULL;
}

static void settle_jobs(CardcatEntry *entry) {
  settle_day(&entry->since);
  for (guint i = 0; i < entry->chapters->len; i++) {
    CardcatChapter *chapter = entry->chapters->pdata[i];
    settle_text(&chapter->organization);
    settle_text(&chapter->department);
    settle_text(&chapter->title);
    settle_day(&chapter->since);
    settle_day(&chapter->until);
  }
}

/* ---- meetings ------------------------------------------------------------------------------- */

#define TAGS_MAX 50

static void settle_note(char **note) {
  g_autofree char *old = *note;
  g_autofree char *clean = cc_text_clean_lines(old ? old : "", -1, CC_INPUT_NOTE_MAX);
  *note = *clean ? g_steal_pointer(&clean) : NULL;
}

/* As the address book keeps it. */
static void settle_meeting(CardcatMeeting *meeting) {
  g_autoptr(GPtrArray) tags = g_steal_pointer(&meeting->tags);
  meeting->tags = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < tags->len && meeting->tags->len < TAGS_MAX; i++) {
    g_autofree char *tag = cc_text_clean(tags->pdata[i], -1, CC_TEXT_MAX);
    if (*tag && !g_ptr_array_find_with_equal_func(meeting->tags, tag, g_str_equal, NULL))
      g_ptr_array_add(meeting->tags, g_steal_pointer(&tag));
  }
  settle_text(&meeting->event);
  settle_text(&meeting->met_on);
  settle_text(&meeting->introduced_by);
  settle_text(&meeting->followed_up);
  settle_text(&meeting->drafted);
  settle_text(&meeting->snoozed_until);
  settle_text(&meeting->taken_on);
  settle_text(&meeting->event_place);
  settle_text(&meeting->event_group);
  settle_day(&meeting->event_starts);
  settle_day(&meeting->event_ends);
  settle_note(&meeting->note);
}

void cc_entry_settle(CardcatEntry *entry) {
  for (guint i = 0; i < entry->meetings->len; i++)
    settle_meeting(entry->meetings->pdata[i]);
  CardcatContact *clean = cc_contact_clean(entry->contact);
  cardcat_contact_free(entry->contact);
  entry->contact = clean;
  settle_touch(entry);
  settle_jobs(entry);
  settle_time(&entry->created);
  settle_time(&entry->changed);
  settle_uid(entry);
}
