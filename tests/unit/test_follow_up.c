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
  g_test_add_func("/follow-up/promises", test_promises);
  g_test_add_func("/follow-up/hour", test_hour);
  return g_test_run();
}
