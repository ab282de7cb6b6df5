/* What is due as iCalendar: libical's parser takes it, text cannot leave its property, and a folder
 * is kept in step. */
#include <glib/gstdio.h>
#include <libical/ical.h>
#include <string.h>

#include "followup/followup.h"

typedef struct {
  CardcatEntry entry;
  CardcatMeeting *meeting;
  CardcatFollowUp follow_up;
  GPtrArray *all;
  char *dir;
} Scene;

#define HOSTILE "Ada;Beck, \\n\r\nEND:VTODO\r\nBEGIN:VEVENT \"x\": \xe6\xbc\xa2"

static void set_up(Scene *s, gconstpointer data) {
  (void)data;
  s->entry.id = 7;
  s->entry.uid = g_strdup("4cbe5a3c-0000-4000-8000-000000000007");
  s->entry.changed = g_strdup("2026-06-16T10:00:00Z");
  s->entry.contact = cardcat_contact_new();
  s->entry.contact->name.full = g_strdup(HOSTILE);
  s->meeting = cardcat_meeting_new();
  s->meeting->id = 70;
  s->meeting->event = g_strdup("Expo");
  s->meeting->note = g_strdup("first\nsecond, third; \\ fourth");
  s->follow_up = (CardcatFollowUp){.entry = &s->entry,
                                   .meeting = s->meeting,
                                   .day = g_strdup("2026-06-16"),
                                   .due = 1781676000, /* 2026-06-17T06:00:00Z */
                                   .address = g_strdup("ada@example.org")};
  s->all = g_ptr_array_new();
  g_ptr_array_add(s->all, &s->follow_up);
  s->dir = g_dir_make_tmp("cardcat-calendar-XXXXXX", NULL);
}

static void tear_down(Scene *s, gconstpointer data) {
  (void)data;
  g_free(s->entry.uid);
  g_free(s->entry.changed);
  cardcat_contact_free(s->entry.contact);
  cardcat_meeting_free(s->meeting);
  g_free(s->follow_up.day);
  g_free(s->follow_up.address);
  g_ptr_array_unref(s->all);
  g_autoptr(GDir) dir = g_dir_open(s->dir, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(s->dir, name, NULL);
    g_assert_cmpint(g_remove(path), ==, 0);
  }
  g_assert_cmpint(g_rmdir(s->dir), ==, 0);
  g_free(s->dir);
}

/* The one entry of TEXT, which libical finds nothing wrong with. */
static icalcomponent *parse(const char *text, icalcomponent_kind kind) {
  icalcomponent *calendar = icalparser_parse_string(text);
  g_assert_nonnull(calendar);
  g_assert_cmpint(icalcomponent_count_errors(calendar), ==, 0);
  g_assert_cmpint(icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT), ==, 1);
  g_assert_nonnull(icalcomponent_get_first_component(calendar, kind));
  return calendar;
}

static void test_todo(Scene *s, gconstpointer data) {
  (void)data;
  g_autofree char *text = cardcat_calendar(s->all, CARDCAT_CALENDAR_TODOS, NULL);
  icalcomponent *calendar = parse(text, ICAL_VTODO_COMPONENT);
  icalcomponent *todo = icalcomponent_get_first_component(calendar, ICAL_VTODO_COMPONENT);
  g_assert_cmpstr(icalcomponent_get_summary(todo), ==,
                  "Write to Ada;Beck, \\n END:VTODO BEGIN:VEVENT \"x\": \xe6\xbc\xa2");
  g_assert_nonnull(strstr(icalcomponent_get_description(todo),
                          "ada@example.org\nMet at Expo on 2026-06-16\nfirst\nsecond, third; "));
  g_assert_cmpstr(icaltime_as_ical_string(icalcomponent_get_due(todo)), ==, "20260617T060000Z");
  g_assert_cmpint(icalcomponent_get_status(todo), ==, ICAL_STATUS_NEEDSACTION);
  icalcomponent_free(calendar);
  g_autofree char *again = cardcat_calendar(s->all, CARDCAT_CALENDAR_TODOS, NULL);
  g_assert_cmpstr(text, ==, again);
}

static void test_event(Scene *s, gconstpointer data) {
  (void)data;
  g_autofree char *text = cardcat_calendar(s->all, CARDCAT_CALENDAR_EVENTS, NULL);
  icalcomponent *calendar = parse(text, ICAL_VEVENT_COMPONENT);
  icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpstr(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), ==,
                  "20260617T060000Z");
  g_assert_cmpstr(icaltime_as_ical_string(icalcomponent_get_dtend(event)), ==, "20260617T061500Z");
  icalcomponent_free(calendar);
}

static void keep(Scene *s, CardcatCalendarKind kind, guint expected) {
  g_autoptr(GError) error = NULL;
  guint changed = 0;
  gboolean done = cardcat_calendar_keep(s->all, kind, s->dir, &changed, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_cmpuint(changed, ==, expected);
}

/* The text of the one file, owned; NULL: there is none. */
static char *only_file(const Scene *s) {
  g_autoptr(GDir) dir = g_dir_open(s->dir, 0, NULL);
  const char *name = g_dir_read_name(dir);
  char *text = NULL;
  if (!name) return NULL;
  g_autofree char *path = g_build_filename(s->dir, name, NULL);
  g_assert_null(g_dir_read_name(dir));
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  return text;
}

static void test_keep(Scene *s, gconstpointer data) {
  (void)data;
  keep(s, CARDCAT_CALENDAR_TODOS, 1);
  keep(s, CARDCAT_CALENDAR_TODOS, 0);
  s->follow_up.due += 60;
  keep(s, CARDCAT_CALENDAR_TODOS, 1);
  s->follow_up.state = CARDCAT_FOLLOW_UP_SENT;
  s->meeting->followed_up = g_strdup("2026-06-17T07:30:00Z");
  keep(s, CARDCAT_CALENDAR_TODOS, 1);
  keep(s, CARDCAT_CALENDAR_TODOS, 0);
  g_autofree char *text = only_file(s);
  icalcomponent *calendar = parse(text, ICAL_VTODO_COMPONENT);
  g_assert_nonnull(strstr(text, "STATUS:COMPLETED\r\nCOMPLETED:20260617T073000Z\r\n"));
  icalcomponent_free(calendar);
}

static void test_keep_events(Scene *s, gconstpointer data) {
  (void)data;
  s->follow_up.state = CARDCAT_FOLLOW_UP_SKIPPED;
  keep(s, CARDCAT_CALENDAR_EVENTS, 0);
  s->follow_up.state = CARDCAT_FOLLOW_UP_DUE;
  keep(s, CARDCAT_CALENDAR_EVENTS, 1);
  s->follow_up.state = CARDCAT_FOLLOW_UP_SKIPPED;
  keep(s, CARDCAT_CALENDAR_EVENTS, 1);
  g_autofree char *text = only_file(s);
  g_assert_null(text);
}

#define SCENE_TEST(name, function) g_test_add(name, Scene, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  SCENE_TEST("/calendar/todo", test_todo);
  SCENE_TEST("/calendar/event", test_event);
  SCENE_TEST("/calendar/keep", test_keep);
  SCENE_TEST("/calendar/keep-events", test_keep_events);
  return g_test_run();
}
