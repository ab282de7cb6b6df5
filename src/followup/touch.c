/* With whom one wants to be in touch, and was not for long. */
#include "followup/followup.h"

void cardcat_touch_free(CardcatTouch *touch) {
  if (!touch) return;
  g_free(touch->interval);
  g_free(touch->tag);
  g_free(touch->last);
  g_free(touch);
}

static gboolean has_tag(const CardcatEntry *entry, const char *tag) {
  g_autofree char *folded = g_utf8_casefold(tag, -1);
  for (guint i = 0; i < entry->meetings->len; i++)
    if (cc_meeting_fits(entry->meetings->pdata[i], NULL, folded)) return TRUE;
  return FALSE;
}

/* Of the two the shorter, counted from DAY. */
static gboolean is_shorter(const char *interval, const char *than, const char *day) {
  g_autofree char *a = cardcat_interval_after(interval, day);
  g_autofree char *b = cardcat_interval_after(than, day);
  return g_strcmp0(a, b) < 0;
}

/* The interval that counts for ENTRY, borrowed, and whose it is; NULL: there is none. */
static const char *interval_of(const CardcatEntry *entry, const GPtrArray *intervals,
                               const char *day, const char **tag) {
  const char *own = entry->keep_in_touch;
  *tag = NULL;
  if (own) return g_str_equal(own, CARDCAT_INTERVAL_OFF) ? NULL : own;
  const char *best = NULL;
  for (guint i = 0; i < intervals->len; i++) {
    const CardcatTagInterval *one = intervals->pdata[i];
    if (!has_tag(entry, one->tag) || (best && !is_shorter(one->interval, best, day))) continue;
    best = one->interval;
    *tag = one->tag;
  }
  return best;
}

static void keep_later(char **day, const char *other) {
  if (g_strcmp0(other, *day) <= 0) return;
  g_free(*day);
  *day = g_strdup(other);
}

/* Owned. */
static char *last_of(const CardcatEntry *entry, const CardcatMorning *morning) {
  char *day = g_strdup(entry->in_touch);
  for (guint i = 0; i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    keep_later(&day, cardcat_meeting_day(meeting));
    if (!meeting->followed_up) continue;
    g_autofree char *written = cardcat_morning_day(morning, cc_unix_time(meeting->followed_up));
    keep_later(&day, written);
  }
  return day ? day : cardcat_morning_day(morning, cc_unix_time(entry->created));
}

CardcatTouch *cardcat_touch_of(const CardcatEntry *entry, const GPtrArray *intervals,
                               const CardcatMorning *morning) {
  const char *tag = NULL;
  g_autofree char *last = last_of(entry, morning);
  const char *interval = interval_of(entry, intervals, last, &tag);
  g_autofree char *day = interval ? cardcat_interval_after(interval, last) : NULL;
  gint64 due = 0;
  if (!day || !cardcat_morning_after(morning, day, 0, &due)) return NULL;
  CardcatTouch *touch = g_new0(CardcatTouch, 1);
  *touch = (CardcatTouch){.entry = entry,
                          .interval = g_strdup(interval),
                          .tag = g_strdup(tag),
                          .last = g_steal_pointer(&last),
                          .due = MAX(due, cc_unix_time(entry->quiet_until))};
  return touch;
}

/* A meeting of theirs fits, and none asks for a letter. */
static gboolean is_meant(const CardcatEntry *entry, const char *event, const char *tag) {
  gboolean fits = FALSE;
  for (guint i = 0; i < entry->meetings->len; i++) {
    if (cardcat_meeting_is_to_write(entry->meetings->pdata[i])) return FALSE;
    fits = fits || cc_meeting_fits(entry->meetings->pdata[i], event, tag);
  }
  return fits;
}

static int by_time(gconstpointer a, gconstpointer b) {
  const CardcatTouch *x = *(CardcatTouch *const *)a, *y = *(CardcatTouch *const *)b;
  if (x->due != y->due) return x->due < y->due ? -1 : 1;
  return (x->entry->id > y->entry->id) - (x->entry->id < y->entry->id);
}

GPtrArray *cardcat_touches(const GPtrArray *entries, const GPtrArray *intervals,
                           const CardcatMorning *morning, gboolean all, const char *event,
                           const char *tag) {
  g_autofree char *at_event = event ? g_utf8_casefold(event, -1) : NULL;
  g_autofree char *with_tag = tag ? g_utf8_casefold(tag, -1) : NULL;
  GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_touch_free);
  for (guint i = 0; i < entries->len; i++) {
    if (!is_meant(entries->pdata[i], at_event, with_tag)) continue;
    g_autoptr(CardcatTouch) touch = cardcat_touch_of(entries->pdata[i], intervals, morning);
    if (touch && (all || touch->due <= morning->now)) g_ptr_array_add(out, g_steal_pointer(&touch));
  }
  g_ptr_array_sort(out, by_time);
  return out;
}
