/* Events and groups on the page: their people, what is known of them, letters and exports. */
#include "desk_fixture.h"

static void test_groups(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", NULL));
  POST(desk, "/contact/1/join", "group", "<Guild>");
  POST(desk, "/contact/1/met", "event", "Expo", "met_on", "2026-06-01");
  POST(desk, "/event", "was", "expo", "name", "Expo 26", "place", "Ghent", "group", "<Guild>");
  ask_page(desk, "/groups", NULL);
  assert_shows(desk, "&lt;Guild&gt;");
  assert_shows(desk, "href=\"/event?name=Expo%2026\"");
  ask_page(desk, "/event?name=Expo%2026", NULL);
  assert_shows(desk, "&lt;Guild&gt;, Ghent");
  assert_shows(desk, "href=\"/contact/1\"");
  assert_shows(desk, "/export/contacts.vcf?event=Expo%2026");
  POST(desk, "/group", "was", "<Guild>", "name", "Guild", "note", "each spring");
  ask_page(desk, "/group?name=Guild", NULL);
  assert_shows(desk, "each spring");
  assert_shows(desk, "href=\"/contact/1\"");
  ask_page(desk, "/export/contacts.vcf?group=guild", NULL);
  assert_shows(desk, "FN:Ada Beck");
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "href=\"/group?name=Guild\"");
  POST(desk, "/contact/1/leave", "group", "Guild");
  ask_page(desk, "/contact/1", NULL);
  assert_hides(desk, "href=\"/group?name=Guild\"");
  g_assert_cmpuint(ask_page(desk, "/group?name=none", NULL), ==, 404);
  /* Those without people can go. */
  ask_page(desk, "/event?name=Expo%2026", NULL);
  assert_hides(desk, "Remove this event");
  g_assert_cmpuint(POST(desk, "/event/remove", "was", "Expo 26"), ==, 400);
  g_autoptr(GError) error = NULL;
  g_assert_true(cardcat_store_remove_contact(desk->book.store, 1, &error));
  ask_page(desk, "/group?name=Guild", NULL);
  assert_shows(desk, "Remove this group");
  POST(desk, "/group/remove", "was", "Guild");
  g_assert_true(g_str_has_prefix(desk->answer.location, "/groups?news="));
  ask_page(desk, "/event?name=Expo%2026", NULL);
  assert_shows(desk, "Remove this event");
  POST(desk, "/event/remove", "was", "Expo 26");
  ask_page(desk, "/groups", NULL);
  assert_hides(desk, "Guild");
  assert_hides(desk, "Expo");
}

/* The number of ENTRY's meeting at EVENT, owned. */
static char *meeting_at(const CardcatEntry *entry, const char *event) {
  for (guint i = 0; i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    if (g_strcmp0(meeting->event, event) == 0)
      return g_strdup_printf("%" G_GINT64_FORMAT, meeting->id);
  }
  g_assert_not_reached();
}

/* An event has the letters to those who were met there, a group those to its people. */
static void test_letters_of_events(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@beck.example"));
  POST(desk, "/contact/1/met", "event", "Expo & Co", "met_on", "2026-06-01", "follow_up", "yes");
  POST(desk, "/contact/1/met", "event", "Ball", "met_on", "2026-06-02");
  POST(desk, "/contact/1/join", "group", "Guild");
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(desk->book.store, 1, NULL);
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  g_autofree char *id = meeting_at(entry, "Expo & Co");
  ask_page(desk, "/group?name=Guild", NULL);
  assert_shows(desk, "href=\"mailto:ada@beck.example?subject=");
  ask_page(desk, "/event?name=Expo%20%26%20Co", NULL);
  assert_shows(desk, "href=\"mailto:ada@beck.example?subject=");
  assert_shows(desk, "value=\"/event?name=Expo%20%26%20Co\"");
  assert_hides(desk, "Letter drafted");
  POST(desk, "/contact/1/drafted", "version", version, "meeting", id, "back",
       "/event?name=Expo%20%26%20Co");
  g_assert_true(g_str_has_prefix(desk->answer.location, "/event?name=Expo%20%26%20Co&news="));
  ask_page(desk, "/event?name=Expo%20%26%20Co", NULL);
  assert_shows(desk, "Letter drafted");
  ask_page(desk, "/event?name=Ball", NULL);
  assert_hides(desk, "Letter drafted");
  g_assert_true(cardcat_store_settle_follow_ups(desk->book.store, 1, TRUE, NULL));
  ask_page(desk, "/event?name=Expo%20%26%20Co", NULL);
  assert_hides(desk, "mailto:");
  /* Back is a page of ours, whatever a form says. */
  POST(desk, "/contact/1/drafted", "version", "0", "back", "/event?name=a\r\nX: y");
  g_assert_true(g_str_has_prefix(desk->answer.location, "/contact/1?news="));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/groups/groups", test_groups);
  DESK_TEST("/groups/letters", test_letters_of_events);
  return g_test_run();
}
