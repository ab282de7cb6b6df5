/* Who is due on which morning: days, zones, summer time, order, and what was promised. */
#include <string.h>

#include "followup/followup.h"

static CardcatMorning morning_in(const char *zone, const char *now, int minute) {
  g_autoptr(GDateTime) then = g_date_time_new_from_iso8601(now, NULL);
  g_assert_nonnull(then);
  GTimeZone *is = g_time_zone_new_identifier(zone);
  g_assert_nonnull(is);
  return (CardcatMorning){is, g_date_time_to_unix(then), minute};
}

static char *utc(gint64 when) {
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_utc(when);
  return g_date_time_format(then, "%Y-%m-%dT%H:%MZ");
}

/* Eight is eight, on the day clocks go forward and on that they go back. */
static void test_mornings(void) {
  static const struct {
    const char *zone, *day, *due;
    int minute;
  } all[] = {
      {"Europe/Berlin", "2026-03-27", "2026-03-28T07:00Z", 480},
      {"Europe/Berlin", "2026-03-28", "2026-03-29T06:00Z", 480},
      {"Europe/Berlin", "2026-03-28", "2026-03-29T01:00Z", 150}, /* 2:30 is leapt over: 3:00 */
      {"Europe/Berlin", "2026-10-24", "2026-10-25T07:00Z", 480},
      {"America/New_York", "2026-03-07", "2026-03-08T12:00Z", 480},
      {"America/New_York", "2026-10-31", "2026-11-01T13:00Z", 480},
      {"Australia/Lord_Howe", "2026-10-03", "2026-10-03T21:00Z", 480}, /* half an hour */
      {"Australia/Lord_Howe", "2026-04-04", "2026-04-04T21:30Z", 480},
      {"Pacific/Apia", "2011-12-29", "2011-12-30T10:00Z",
       480}, /* no 30th there: as the 31st begins */
      {"UTC", "2026-12-31", "2027-01-01T00:00Z", 0},
      {"UTC", "2028-02-28", "2028-02-29T23:59Z", 1439},
  };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    CardcatMorning morning = morning_in(all[i].zone, "2026-06-16T12:00:00Z", all[i].minute);
    gint64 when = 0;
    g_assert_true(cardcat_morning_after(&morning, all[i].day, 1, &when));
    g_autofree char *told = utc(when);
    g_assert_cmpstr(told, ==, all[i].due);
    g_time_zone_unref(morning.zone);
  }
}

static void test_days(void) {
  CardcatMorning morning = morning_in("Pacific/Auckland", "2026-06-16T20:00:00Z", 480);
  gint64 when = 0;
  g_autofree char *today = cardcat_morning_day(&morning, morning.now);
  g_assert_cmpstr(today, ==, "2026-06-17");
  g_assert_true(cardcat_morning_after(&morning, NULL, 3, &when));
  g_autofree char *told = utc(when);
  g_assert_cmpstr(told, ==, "2026-06-19T20:00Z");
  g_assert_false(cardcat_morning_after(&morning, "2026-02-30", 1, &when));
  g_assert_false(cardcat_morning_after(&morning, "soon", 1, &when));
  g_time_zone_unref(morning.zone);
}

static void test_believable(void) {
  const gint64 now = 1781604000; /* 2026-06-16T10:00:00Z */
  g_assert_true(cardcat_taken_is_believable("2026-06-15T18:30:00", now));
  g_assert_true(cardcat_taken_is_believable("2026-06-16T23:00:00", now)); /* east of here */
  g_assert_true(cardcat_taken_is_believable("2019-01-01T11:00:00", now));
  g_assert_false(cardcat_taken_is_believable("2026-06-18T00:00:00", now));
  g_assert_false(cardcat_taken_is_believable("2020-01-01T00:03:12", now));
  g_assert_false(cardcat_taken_is_believable("1999-05-05T11:00:00", now));
  g_assert_false(cardcat_taken_is_believable("0000-00-00T00:00:00", now));
  g_assert_false(cardcat_taken_is_believable(NULL, now));
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* Freed as those of the store are. */
static CardcatEntry *entry_new(gint64 id, const char *created) {
  CardcatEntry *entry = g_new0(CardcatEntry, 1);
  entry->id = id;
  entry->uid = g_strdup_printf("uid-%d", (int)id);
  entry->contact = cardcat_contact_new();
  entry->created = g_strdup(created);
  entry->changed = g_strdup(created);
  entry->cards = g_array_new(FALSE, FALSE, sizeof(gint64));
  entry->meetings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_meeting_free);
  entry->groups = g_ptr_array_new_with_free_func(g_free);
  entry->links = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_link_free);
  return entry;
}

static CardcatMeeting *met(CardcatEntry *entry, const char *event, const char *day) {
  CardcatMeeting *meeting = cardcat_meeting_new();
  meeting->id = entry->id * 10 + entry->meetings->len;
  meeting->event = g_strdup(event);
  meeting->met_on = g_strdup(day);
  g_ptr_array_add(entry->meetings, meeting);
  entry->meeting = entry->meetings->pdata[0];
  return meeting;
}

static char *list(const GPtrArray *entries, const CardcatMorning *morning,
                  CardcatFollowUpScope scope, const char *event, const char *tag) {
  g_autoptr(GPtrArray) all = cardcat_follow_ups(entries, morning, scope, event, tag);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++) {
    const CardcatFollowUp *one = all->pdata[i];
    g_string_append_printf(out, "%s%d %s", i > 0 ? ", " : "", (int)one->meeting->id,
                           cardcat_follow_up_state_name(one->state));
  }
  return g_string_free(out, FALSE);
}

#define assert_list(scope, event, tag, expected)                                              \
  do {                                                                                        \
    g_autofree char *list_ = list(entries, &morning, CARDCAT_FOLLOW_UPS_##scope, event, tag); \
    g_assert_cmpstr(list_, ==, expected);                                                     \
  } while (0)

static void test_list(void) {
  CardcatMorning morning = morning_in("Europe/Berlin", "2026-06-17T06:00:00Z", 480);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_entry_free);
  for (gint64 id = 1; id <= 7; id++)
    g_ptr_array_add(entries, entry_new(id, "2026-06-15T23:30:00Z")); /* the 16th in Berlin */
  met(entries->pdata[0], "Expo", "2026-06-16");
  met(entries->pdata[0], "Fair", "2026-06-10");
  met(entries->pdata[1], NULL, "2026-06-12");
  CardcatMeeting *drafted = met(entries->pdata[2], "Expo", "2026-06-01");
  drafted->drafted = g_strdup("2026-06-02T06:00:00Z");
  CardcatMeeting *put_off = met(entries->pdata[3], "Expo", "2026-06-01");
  put_off->snoozed_until = g_strdup("2026-06-18T06:00:00Z");
  g_ptr_array_add(put_off->tags, g_strdup("Optics"));
  met(entries->pdata[4], "Expo", "2026-06-01")->followed_up = g_strdup("2026-06-02T06:00:00Z");
  met(entries->pdata[5], "Expo", "2026-06-01")->send_follow_up = FALSE;
  met(entries->pdata[6], NULL, NULL)->event_ends = g_strdup("2026-06-16");
  assert_list(NOW, NULL, NULL, "30 drafted, 10 due, 11 due, 20 due, 70 due");
  assert_list(OPEN, NULL, NULL, "30 drafted, 10 due, 40 snoozed, 11 due, 20 due, 70 due");
  assert_list(ALL, "EXPO", NULL, "30 drafted, 50 sent, 60 skipped, 10 due, 40 snoozed");
  assert_list(OPEN, NULL, "optics", "40 snoozed");
  assert_list(NOW, NULL, "optics", "");
  /* A second before, nobody met yesterday is due; what was put off is, when its time has come. */
  morning.now--;
  assert_list(NOW, NULL, NULL, "30 drafted, 11 due, 20 due");
  morning.now += 24 * 60 * 60 + 1;
  assert_list(NOW, "expo", NULL, "30 drafted, 10 due, 40 due");
  g_time_zone_unref(morning.zone);
}

/* Said, else the event's end, else the photo's, else when it came into the book. */
static void test_day(void) {
  static const struct {
    const char *met_on, *taken_on, *event_ends, *day;
  } all[] = {
      {"2026-06-10", NULL, "2026-06-12", "2026-06-10"},         /* said */
      {"2026-06-11", "2026-06-14", "2026-06-12", "2026-06-11"}, /* corrected since */
      {"2026-06-10", "2026-06-10", "2026-06-12", "2026-06-12"}, /* a photo at the event */
      {"2026-06-14", "2026-06-14", "2026-06-12", "2026-06-12"}, /* at home, days later */
      {"2026-06-14", "2026-06-14", NULL, "2026-06-14"},
      {NULL, NULL, "2026-06-12", "2026-06-12"},
      {NULL, NULL, NULL, "2026-06-16"},
  };
  CardcatMorning morning = morning_in("Europe/Berlin", "2026-07-01T06:00:00Z", 480);
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    g_autoptr(GPtrArray) one = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_entry_free);
    CardcatEntry *entry = entry_new(1, "2026-06-15T23:30:00Z");
    CardcatMeeting *meeting = met(entry, NULL, all[i].met_on);
    meeting->taken_on = g_strdup(all[i].taken_on);
    meeting->event_ends = g_strdup(all[i].event_ends);
    g_ptr_array_add(one, entry);
    g_autoptr(GPtrArray) due =
        cardcat_follow_ups(one, &morning, CARDCAT_FOLLOW_UPS_NOW, NULL, NULL);
    const CardcatFollowUp *first = due->pdata[0];
    g_assert_cmpstr(first->day, ==, all[i].day);
    gint64 morning_after = 0;
    g_assert_true(cardcat_morning_after(&morning, all[i].day, 1, &morning_after));
    g_assert_cmpint(first->due, ==, morning_after);
  }
  g_time_zone_unref(morning.zone);
}

/* ---- keeping in touch ------------------------------------------------------------------------ */

static void test_intervals(void) {
  static const struct {
    const char *text, *is, *after; /* 2026-01-31 */
  } all[] = {
      {"3 months", "3 months", "2026-04-30"}, {" 1M ", "1 month", "2026-02-28"},
      {"6w", "6 weeks", "2026-03-14"},        {"90 day", "90 days", "2026-05-01"},
      {"1y", "1 year", "2027-01-31"},         {"OFF", "off", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    g_autofree char *is = cardcat_interval_parse(all[i].text, NULL);
    g_assert_cmpstr(is, ==, all[i].is);
    g_autofree char *after = cardcat_interval_after(is, "2026-01-31");
    g_assert_cmpstr(after, ==, all[i].after);
  }
  static const char *const wrong[] = {"",         "3",       "months", "0w",
                                      "11 years", "3 moons", "-1d",    "1 d x"};
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(cardcat_interval_parse(wrong[i], &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  }
}

/* "1 2026-03-10T07:00Z friends; ...": who, when due, by which tag; owned. */
static char *touches(const GPtrArray *entries, const CardcatMorning *morning, gboolean all,
                     const char *tag) {
  const CardcatTagInterval tags[] = {{"Friends", "1 year"}, {"optics", "2 months"}};
  g_autoptr(GPtrArray) intervals = g_ptr_array_new();
  for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
    g_ptr_array_add(intervals, (gpointer)&tags[i]);
  g_autoptr(GPtrArray) found = cardcat_touches(entries, intervals, morning, all, NULL, tag);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < found->len; i++) {
    const CardcatTouch *one = found->pdata[i];
    g_autofree char *due = utc(one->due);
    g_string_append_printf(out, "%s%d %s %s", i > 0 ? "; " : "", (int)one->entry->id, due,
                           one->tag ? one->tag : "own");
  }
  return g_string_free(out, FALSE);
}

#define assert_touches(all, tag, expected)                            \
  do {                                                                \
    g_autofree char *touches_ = touches(entries, &morning, all, tag); \
    g_assert_cmpstr(touches_, ==, expected);                          \
  } while (0)

static void test_touches(void) {
  CardcatMorning morning = morning_in("Europe/Berlin", "2026-06-17T06:00:00Z", 480);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_entry_free);
  for (gint64 id = 1; id <= 6; id++) {
    CardcatEntry *entry = entry_new(id, "2026-01-15T23:30:00Z"); /* the 16th in Berlin */
    met(entry, NULL, NULL)->send_follow_up = FALSE;
    g_ptr_array_add(entries, entry);
  }
  CardcatEntry **one = (CardcatEntry **)entries->pdata;
  one[0]->keep_in_touch = g_strdup("3 months"); /* since it came into the book */
  g_ptr_array_add(one[1]->meeting->tags, g_strdup("Optics"));
  g_ptr_array_add(one[1]->meeting->tags, g_strdup("friends")); /* the shorter counts */
  one[1]->meeting->met_on = g_strdup("2026-02-10");
  one[2]->keep_in_touch = g_strdup("off");
  g_ptr_array_add(one[2]->meeting->tags, g_strdup("optics"));
  one[3]->keep_in_touch = g_strdup("1 month"); /* a letter, late in the evening of the 17th there */
  one[3]->meeting->send_follow_up = TRUE;
  one[3]->meeting->followed_up = g_strdup("2026-05-16T22:30:00Z");
  one[4]->keep_in_touch = g_strdup("1 week");
  one[4]->in_touch = g_strdup("2026-06-01");
  one[4]->quiet_until = g_strdup("2026-06-18T06:00:00Z");
  one[5]->keep_in_touch = g_strdup("1 week"); /* who is to be written to anyway */
  one[5]->meeting->send_follow_up = TRUE;
  assert_touches(FALSE, NULL,
                 "2 2026-04-10T06:00Z optics; 1 2026-04-16T06:00Z own; 4 2026-06-17T06:00Z own");
  assert_touches(TRUE, "OPTICS", "2 2026-04-10T06:00Z optics");
  morning.now--;
  assert_touches(FALSE, NULL, "2 2026-04-10T06:00Z optics; 1 2026-04-16T06:00Z own");
  morning.now += 24 * 60 * 60 + 1;
  assert_touches(FALSE, NULL,
                 "2 2026-04-10T06:00Z optics; 1 2026-04-16T06:00Z own; 4 2026-06-17T06:00Z own; "
                 "5 2026-06-18T06:00Z own");
  one[0]->in_touch = g_strdup("2026-06-17");
  assert_touches(FALSE, "optics", "2 2026-04-10T06:00Z optics");
  g_autofree char *all = touches(entries, &morning, TRUE, NULL);
  g_assert_true(g_str_has_suffix(all, "; 1 2026-09-17T06:00Z own"));
  g_time_zone_unref(morning.zone);
}

static void test_promises(void) {
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  g_autoptr(GPtrArray) none = cardcat_promises(meeting);
  g_assert_cmpuint(none->len, ==, 0);
  meeting->note = g_strdup("likes trains\nTodo: send the paper\nsaid todo: no\noffer: a desk");
  g_autoptr(GPtrArray) all = cardcat_promises(meeting);
  g_assert_cmpuint(all->len, ==, 2);
  g_assert_cmpstr(all->pdata[0], ==, "Todo: send the paper");
  g_assert_cmpstr(all->pdata[1], ==, "offer: a desk");
  g_autofree char *kept = cardcat_promise_keep(meeting, 1);
  g_assert_cmpstr(kept, ==, "likes trains\nTodo: send the paper\nsaid todo: no\ndone: a desk");
  g_assert_null(cardcat_promise_keep(meeting, 2));
}

static void test_hour(void) {
  int minute = -1;
  g_assert_true(cardcat_settings_parse_hour("8", &minute) && minute == 480);
  g_assert_true(cardcat_settings_parse_hour("08:30", &minute) && minute == 510);
  g_assert_true(cardcat_settings_parse_hour("0:00", &minute) && minute == 0);
  static const char *const wrong[] = {"", "24", "8:60", "8:3", "8:300", "-1", "8h", " 8", "8:0x"};
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
    g_assert_false(cardcat_settings_parse_hour(wrong[i], &minute));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/follow-up/mornings", test_mornings);
  g_test_add_func("/follow-up/days", test_days);
  g_test_add_func("/follow-up/believable", test_believable);
  g_test_add_func("/follow-up/list", test_list);
  g_test_add_func("/follow-up/day", test_day);
  g_test_add_func("/follow-up/intervals", test_intervals);
  g_test_add_func("/follow-up/touches", test_touches);
  g_test_add_func("/follow-up/promises", test_promises);
  g_test_add_func("/follow-up/hour", test_hour);
  return g_test_run();
}
