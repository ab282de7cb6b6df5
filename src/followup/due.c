/* Whom one writes to on which morning. */
#include "followup/followup.h"

#include <stdio.h>
#include <string.h>

#define FIRST_YEAR \
  2000 /* cameras that date photos came then; clocks that were never set say less */
#define SLACK (26 * 60 * 60) /* seconds: a photo's time has no zone, and zones differ so much */

/* ---- days and mornings ----------------------------------------------------------------------- */

static gboolean parse_day(const char *day, int *y, int *m, int *d) {
  return day && sscanf(day, "%4d-%2d-%2d", y, m, d) == 3 && *m >= 1 && *m <= 12 && *d >= 1 &&
         g_date_valid_dmy((GDateDay)*d, (GDateMonth)*m, (GDateYear)*y);
}

static GTimeZone *zone_of(const CardcatMorning *morning) {
  return morning->zone ? g_time_zone_ref(morning->zone) : g_time_zone_new_local();
}

GDateTime *cc_morning_time(const CardcatMorning *morning, gint64 when) {
  g_autoptr(GTimeZone) zone = zone_of(morning);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(when);
  return utc ? g_date_time_to_timezone(utc, zone) : NULL;
}

char *cardcat_morning_day(const CardcatMorning *morning, gint64 when) {
  g_autoptr(GDateTime) there = cc_morning_time(morning, when);
  return there ? g_date_time_format(there, "%Y-%m-%d") : g_strdup("");
}

gboolean cardcat_morning_after(const CardcatMorning *morning, const char *day, int days,
                               gint64 *when) {
  g_autofree char *today = day ? NULL : cardcat_morning_day(morning, morning->now);
  int y = 0, m = 0, d = 0;
  if (!parse_day(day ? day : today, &y, &m, &d)) return FALSE;
  /* Days are counted where each has 24 hours. */
  g_autoptr(GDateTime) from = g_date_time_new_utc(y, m, d, 0, 0, 0);
  g_autoptr(GDateTime) to = from ? g_date_time_add_days(from, days) : NULL;
  if (!to) return FALSE;
  g_autoptr(GTimeZone) zone = zone_of(morning);
  g_date_time_get_ymd(to, &y, &m, &d);
  g_autoptr(GDateTime) there =
      g_date_time_new(zone, y, m, d, morning->minute / 60, morning->minute % 60, 0);
  if (!there) return FALSE;
  *when = g_date_time_to_unix(there);
  return TRUE;
}

gboolean cardcat_taken_is_believable(const char *taken, gint64 now) {
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_autoptr(GDateTime) then = taken ? g_date_time_new_from_iso8601(taken, utc) : NULL;
  if (!then || g_date_time_get_year(then) < FIRST_YEAR) return FALSE;
  /* A clock that lost its power begins at some year's first midnight. */
  gboolean is_reset = g_date_time_get_day_of_year(then) == 1 && g_date_time_get_hour(then) == 0;
  return !is_reset && g_date_time_to_unix(then) <= now + SLACK;
}

/* ---- what is due ----------------------------------------------------------------------------- */

void cardcat_follow_up_free(CardcatFollowUp *follow_up) {
  if (!follow_up) return;
  g_free(follow_up->day);
  g_free(follow_up->address);
  g_free(follow_up);
}

gint64 cc_unix_time(const char *utc) {
  g_autoptr(GDateTime) then = utc ? g_date_time_new_from_iso8601(utc, NULL) : NULL;
  return then ? g_date_time_to_unix(then) : 0;
}

static CardcatFollowUp *follow_up_new(const CardcatEntry *entry, const CardcatMeeting *meeting,
                                      const CardcatMorning *morning) {
  CardcatFollowUp *new = g_new0(CardcatFollowUp, 1);
  new->entry = entry;
  new->meeting = meeting;
  new->state = cardcat_meeting_state(meeting, morning->now);
  const char *told = cardcat_meeting_day(meeting);
  new->day = told ? g_strdup(told) : cardcat_morning_day(morning, cc_unix_time(entry->created));
  if (!cardcat_morning_after(morning, new->day, 1, &new->due)) new->due = 0;
  new->address = cc_letter_address(entry->contact);
  new->due = MAX(new->due, cc_unix_time(meeting->snoozed_until));
  return new;
}

static gboolean is_in_scope(const CardcatFollowUp *one, const CardcatMorning *morning,
                            CardcatFollowUpScope scope) {
  gboolean is_open =
      one->state != CARDCAT_FOLLOW_UP_SENT && one->state != CARDCAT_FOLLOW_UP_SKIPPED;
  return scope == CARDCAT_FOLLOW_UPS_ALL ||
         (is_open && (scope == CARDCAT_FOLLOW_UPS_OPEN || one->due <= morning->now));
}

static gboolean equal(const char *folded, const char *text) {
  g_autofree char *other = g_utf8_casefold(text, -1);
  return g_str_equal(folded, other);
}

gboolean cc_meeting_fits(const CardcatMeeting *meeting, const char *event, const char *tag) {
  if (event && (!meeting->event || !equal(event, meeting->event))) return FALSE;
  for (guint i = 0; tag && i < meeting->tags->len; i++)
    if (equal(tag, meeting->tags->pdata[i])) return TRUE;
  return !tag;
}

/* When something of an event is due first: event -> gint64. */
static GHashTable *first_of_events(const GPtrArray *all) {
  GHashTable *first = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < all->len; i++) {
    const CardcatFollowUp *one = all->pdata[i];
    if (!one->meeting->event) continue;
    gint64 *known = g_hash_table_lookup(first, one->meeting->event);
    if (!known)
      g_hash_table_insert(first, one->meeting->event, g_memdup2(&one->due, sizeof one->due));
    else
      *known = MIN(*known, one->due);
  }
  return first;
}

static int compare_numbers(gint64 a, gint64 b) {
  return (a > b) - (a < b);
}

static int by_event_and_time(gconstpointer a, gconstpointer b, gpointer first) {
  const CardcatFollowUp *x = *(CardcatFollowUp *const *)a, *y = *(CardcatFollowUp *const *)b;
  const char *at_x = x->meeting->event, *at_y = y->meeting->event;
  gint64 x_first = at_x ? *(gint64 *)g_hash_table_lookup(first, at_x) : x->due;
  gint64 y_first = at_y ? *(gint64 *)g_hash_table_lookup(first, at_y) : y->due;
  int order = compare_numbers(x_first, y_first);
  if (order == 0) order = g_strcmp0(at_x, at_y);
  if (order == 0) order = compare_numbers(x->due, y->due);
  if (order == 0) order = compare_numbers(x->entry->id, y->entry->id);
  return order ? order : compare_numbers(x->meeting->id, y->meeting->id);
}

GPtrArray *cardcat_follow_ups(const GPtrArray *entries, const CardcatMorning *morning,
                              CardcatFollowUpScope scope, const char *event, const char *tag) {
  g_autofree char *at_event = event ? g_utf8_casefold(event, -1) : NULL;
  g_autofree char *with_tag = tag ? g_utf8_casefold(tag, -1) : NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_follow_up_free);
  for (guint i = 0; i < entries->len; i++) {
    const CardcatEntry *entry = entries->pdata[i];
    for (guint k = 0; k < entry->meetings->len; k++) {
      const CardcatMeeting *meeting = entry->meetings->pdata[k];
      if (!cc_meeting_fits(meeting, at_event, with_tag)) continue;
      g_autoptr(CardcatFollowUp) one = follow_up_new(entry, meeting, morning);
      if (is_in_scope(one, morning, scope)) g_ptr_array_add(all, g_steal_pointer(&one));
    }
  }
  g_autoptr(GHashTable) first = first_of_events(all);
  g_ptr_array_sort_with_data(all, by_event_and_time, first);
  return all;
}
