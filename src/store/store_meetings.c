/* How somebody was met: rows that are written once and never changed. */
#include "store/people.h"

#include <string.h>

/* A note may be longer than anything printed on a card; more is cut. */
#define NOTE_BYTES_MAX 20000
#define TAGS_MAX 50

CardcatMeeting *cardcat_meeting_new(void) {
  CardcatMeeting *meeting = g_new0(CardcatMeeting, 1);
  meeting->tags = g_ptr_array_new_with_free_func(g_free);
  meeting->send_follow_up = TRUE;
  return meeting;
}

CardcatMeeting *cardcat_meeting_copy(const CardcatMeeting *meeting) {
  CardcatMeeting *copy = cardcat_meeting_new();
  copy->id = meeting->id;
  copy->event = g_strdup(meeting->event);
  copy->met_on = g_strdup(meeting->met_on);
  copy->introduced_by = g_strdup(meeting->introduced_by);
  copy->note = g_strdup(meeting->note);
  for (guint i = 0; i < meeting->tags->len; i++)
    g_ptr_array_add(copy->tags, g_strdup(meeting->tags->pdata[i]));
  copy->send_follow_up = meeting->send_follow_up;
  copy->followed_up = g_strdup(meeting->followed_up);
  copy->drafted = g_strdup(meeting->drafted);
  copy->snoozed_until = g_strdup(meeting->snoozed_until);
  copy->taken_on = g_strdup(meeting->taken_on);
  copy->event_place = g_strdup(meeting->event_place);
  copy->event_starts = g_strdup(meeting->event_starts);
  copy->event_ends = g_strdup(meeting->event_ends);
  copy->event_group = g_strdup(meeting->event_group);
  return copy;
}

void cardcat_meeting_free(CardcatMeeting *meeting) {
  if (!meeting) return;
  g_free(meeting->event);
  g_free(meeting->met_on);
  g_free(meeting->introduced_by);
  g_free(meeting->note);
  g_ptr_array_unref(meeting->tags);
  g_free(meeting->followed_up);
  g_free(meeting->drafted);
  g_free(meeting->snoozed_until);
  g_free(meeting->taken_on);
  g_free(meeting->event_place);
  g_free(meeting->event_starts);
  g_free(meeting->event_ends);
  g_free(meeting->event_group);
  g_free(meeting);
}

static gboolean holds(const GPtrArray *tags, const char *tag) {
  return g_ptr_array_find_with_equal_func((GPtrArray *)tags, tag, g_str_equal, NULL);
}

gboolean cc_meeting_equal(const CardcatMeeting *a, const CardcatMeeting *b) {
  if (g_strcmp0(a->event, b->event) != 0 || g_strcmp0(a->met_on, b->met_on) != 0 ||
      g_strcmp0(a->introduced_by, b->introduced_by) != 0 || g_strcmp0(a->note, b->note) != 0 ||
      !a->send_follow_up != !b->send_follow_up || g_strcmp0(a->followed_up, b->followed_up) != 0 ||
      a->tags->len != b->tags->len)
    return FALSE;
  for (guint i = 0; i < a->tags->len; i++)
    if (!g_str_equal(a->tags->pdata[i], b->tags->pdata[i])) return FALSE;
  return TRUE;
}

static void gain(char **into, const char *from) {
  if (!*into) *into = g_strdup(from);
}

gboolean cardcat_meeting_is_to_write(const CardcatMeeting *meeting) {
  return meeting->send_follow_up && !meeting->followed_up;
}

const char *cardcat_meeting_day(const CardcatMeeting *meeting) {
  gboolean is_said = meeting->met_on && g_strcmp0(meeting->met_on, meeting->taken_on) != 0;
  return is_said || !meeting->event_ends ? meeting->met_on : meeting->event_ends;
}

static gboolean agree(const char *a, const char *b) {
  return !a || !b || g_str_equal(a, b);
}

static gboolean is_blank(const CardcatMeeting *meeting) {
  return !meeting->event && !meeting->met_on && !meeting->introduced_by && !meeting->note &&
         meeting->tags->len == 0;
}

gboolean cardcat_meeting_is_same(const CardcatMeeting *a, const CardcatMeeting *b) {
  if (is_blank(a) || is_blank(b)) return !a->followed_up == !b->followed_up;
  return g_strcmp0(a->met_on, b->met_on) == 0 && agree(a->event, b->event) &&
         agree(a->introduced_by, b->introduced_by);
}

/* A note was typed by somebody: none is dropped for another. */
static void join_notes(char **into, const char *from) {
  if (*into && from && !strstr(*into, from)) {
    char *both = g_strconcat(*into, "\n", from, NULL);
    g_free(*into);
    *into = both;
  }
  gain(into, from);
}

static void keep_later(char **into, const char *from) {
  if (g_strcmp0(from, *into) <= 0) return;
  g_free(*into);
  *into = g_strdup(from);
}

void cardcat_meeting_merge(CardcatMeeting *into, const CardcatMeeting *from) {
  gain(&into->event, from->event);
  if (!into->met_on) gain(&into->taken_on, from->taken_on);
  gain(&into->met_on, from->met_on);
  gain(&into->introduced_by, from->introduced_by);
  join_notes(&into->note, from->note);
  for (guint i = 0; i < from->tags->len; i++)
    if (!holds(into->tags, from->tags->pdata[i]))
      g_ptr_array_add(into->tags, g_strdup(from->tags->pdata[i]));
  keep_later(&into->followed_up, from->followed_up);
  keep_later(&into->drafted, from->drafted);
  keep_later(&into->snoozed_until, from->snoozed_until);
  into->send_follow_up = into->send_follow_up || from->send_follow_up;
}

/* Only the note has lines. */
static char *clean_note(const char *text) {
  g_autofree char *cleaned = cc_text_clean_lines(text ? text : "", -1, NOTE_BYTES_MAX);
  return *cleaned ? g_steal_pointer(&cleaned) : NULL;
}

static CardcatMeeting *clean_meeting(const CardcatMeeting *meeting) {
  CardcatMeeting *out = cardcat_meeting_new();
  out->event = cc_clean_or_null(meeting->event);
  out->met_on = cc_clean_or_null(meeting->met_on);
  out->introduced_by = cc_clean_or_null(meeting->introduced_by);
  out->note = clean_note(meeting->note);
  for (guint i = 0; i < meeting->tags->len && out->tags->len < TAGS_MAX; i++) {
    g_autofree char *tag = cc_clean_or_null(meeting->tags->pdata[i]);
    if (tag && !holds(out->tags, tag)) g_ptr_array_add(out->tags, g_steal_pointer(&tag));
  }
  out->send_follow_up = meeting->send_follow_up ? TRUE : FALSE;
  out->followed_up = cc_clean_or_null(meeting->followed_up);
  out->drafted = cc_clean_or_null(meeting->drafted);
  out->snoozed_until = cc_clean_or_null(meeting->snoozed_until);
  out->taken_on = cc_clean_or_null(meeting->taken_on);
  return out;
}

/* TEXT has the FORM, in which 'd' is any digit, and begins with a day that there is. */
static gboolean is_date(const char *text, const char *form) {
  if (strlen(text) != strlen(form)) return FALSE;
  for (gsize i = 0; form[i]; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != form[i]) return FALSE;
  int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
  return g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

gboolean cc_is_date(const char *text) {
  return is_date(text, "dddd-dd-dd");
}

static gboolean check_dates(CardcatMeeting *meeting, GError **error) {
  if (meeting->met_on && !is_date(meeting->met_on, "dddd-dd-dd")) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "\"%s\" is not a date: give year, month and day as in 2026-06-16", meeting->met_on);
    return FALSE;
  }
  if (meeting->taken_on && !is_date(meeting->taken_on, "dddd-dd-dd"))
    g_clear_pointer(&meeting->taken_on, g_free);
  const char *const times[] = {meeting->followed_up, meeting->drafted, meeting->snoozed_until};
  for (guint i = 0; i < G_N_ELEMENTS(times); i++) {
    if (!times[i] || is_date(times[i], "dddd-dd-ddTdd:dd:ddZ")) continue;
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "\"%s\" is not a time: give it as in 2026-06-16T10:30:00Z", times[i]);
    return FALSE;
  }
  return TRUE;
}

static gboolean insert_row(CcSql *sql, const CardcatMeeting *meeting, gint64 origin,
                           GError **error) {
  return cc_sql_run(
      sql,
      "INSERT INTO meetings(event, met_on, introduced_by, note, send_follow_up, followed_up, "
      "origin, drafted, snoozed_until, taken_on, occasion)"
      " VALUES(coalesce((SELECT name FROM events WHERE name = ?1), ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
      " ?9, ?10, (SELECT id FROM events WHERE name = ?1))",
      CC_VALUES(cc_text(meeting->event), cc_text(meeting->met_on), cc_text(meeting->introduced_by),
                cc_text(meeting->note), cc_int(meeting->send_follow_up),
                cc_text(meeting->followed_up), cc_id(origin), cc_text(meeting->drafted),
                cc_text(meeting->snoozed_until), cc_text(meeting->taken_on)),
      error);
}

gboolean cc_meeting_insert(CcSql *sql, const CardcatMeeting *meeting, gint64 origin, gint64 *id,
                           GError **error) {
  g_autoptr(CardcatMeeting) clean = meeting ? clean_meeting(meeting) : cardcat_meeting_new();
  if (!check_dates(clean, error)) return FALSE;
  if (clean->event && !cc_sql_run(sql, "INSERT OR IGNORE INTO events(name) VALUES(?1)",
                                  CC_VALUES(cc_text(clean->event)), error))
    return FALSE;
  if (!insert_row(sql, clean, origin, error)) return FALSE;
  gint64 new_id = cc_sql_last_id(sql);
  for (guint i = 0; i < clean->tags->len; i++)
    if (!cc_sql_run(sql, "INSERT INTO meeting_tags VALUES(?1, ?2, ?3)",
                    CC_VALUES(cc_int(new_id), cc_int(i), cc_text(clean->tags->pdata[i])), error))
      return FALSE;
  *id = new_id;
  return TRUE;
}

static gboolean load_tags(CcSql *sql, gint64 id, GPtrArray *tags, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(sql, "SELECT tag FROM meeting_tags WHERE meeting = ?1 ORDER BY position",
                   CC_VALUES(cc_int(id)), error);
  if (!query) return FALSE;
  while (cc_query_next(query))
    g_ptr_array_add(tags, cc_query_dup(query, 0));
  return cc_query_end(query, error);
}

CardcatMeeting *cc_meeting_load(CcSql *sql, gint64 id, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql,
                                          "SELECT event, met_on, introduced_by, note, "
                                          "send_follow_up, followed_up, coalesce(origin, id),"
                                          " drafted, snoozed_until, taken_on"
                                          " FROM meetings WHERE id = ?1",
                                          CC_VALUES(cc_int(id)), error);
  if (!query) return NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  if (cc_query_next(query)) {
    meeting->event = cc_query_dup(query, 0);
    meeting->met_on = cc_query_dup(query, 1);
    meeting->introduced_by = cc_query_dup(query, 2);
    meeting->note = cc_query_dup(query, 3);
    meeting->send_follow_up = cc_query_int(query, 4) != 0;
    meeting->followed_up = cc_query_dup(query, 5);
    meeting->id = cc_query_int(query, 6);
    meeting->drafted = cc_query_dup(query, 7);
    meeting->snoozed_until = cc_query_dup(query, 8);
    meeting->taken_on = cc_query_dup(query, 9);
  }
  if (!cc_query_end(query, error) || !load_tags(sql, id, meeting->tags, error)) return NULL;
  return g_steal_pointer(&meeting);
}
