/* A person is met more than once: the list of a contact's meetings. */
#include "store_fixture.h"

static gint64 met_at(Book *book, gint64 id, const char *event, const char *day) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup(event);
  meeting->met_on = g_strdup(day);
  gint64 met = 0;
  gboolean done = cardcat_store_add_meeting(book->store, id, meeting, &met, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return met;
}

/* The events of ID's meetings, joined by "; ". */
#define assert_met(book, id, events)                               \
  do {                                                             \
    g_autoptr(CardcatEntry) entry_ = get_entry(book, id);          \
    g_autoptr(GString) all_ = g_string_new(NULL);                  \
    for (guint i_ = 0; i_ < entry_->meetings->len; i_++) {         \
      const CardcatMeeting *m_ = entry_->meetings->pdata[i_];      \
      g_string_append_printf(all_, "%s%s", i_ > 0 ? "; " : "",     \
                             m_->event ? m_->event : "somewhere"); \
    }                                                              \
    g_assert_cmpstr(all_->str, ==, events);                        \
    g_assert_true(entry_->meeting == entry_->meetings->pdata[0]);  \
  } while (0)

static void undo(Book *book, const char *wanted) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  gboolean done = cardcat_store_undo(book->store, &what, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_cmpstr(what, ==, wanted);
}

/* A contact that was met at an event, with a tag and a note. */
static gint64 add_met(Book *book, guint photo, const char *name, const char *event,
                      const char *day) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup(event);
  meeting->met_on = g_strdup(day);
  meeting->note = g_strdup_printf("noted at %s", event);
  g_ptr_array_add(meeting->tags, g_strdup_printf("tag of %s", event));
  gint64 card = add_card(book, photo, person_new(name, "Beck", NULL)), id = 0;
  gboolean done = cardcat_store_save_card(book->store, card, NULL, meeting, 0, &id, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return id;
}

static void test_order(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_met(book, 1, "Ada", "Expo", "2024-03-01");
  assert_met(book, ada, "Expo");
  met_at(book, ada, "Fair", "2026-05-01");
  met_at(book, ada, "Old fair", "2019-05-01");
  met_at(book, ada, "Street", NULL);
  met_at(book, ada, "Dinner", "2026-05-01");
  assert_met(book, ada, "Dinner; Fair; Expo; Old fair; Street");
  assert_found(book, "dinner expo street", "Ada Beck");
  g_assert_cmpint(ask(book, "SELECT meetings FROM contacts"), ==, 5);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM met WHERE to_write"), ==, 5);
  assert_sound(book);
}

/* The same day and no other event: nothing new but what only one of the two says. */
static void test_same(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_met(book, 1, "Ada", "Expo", "2024-03-01");
  g_autoptr(CardcatEntry) before = get_entry(book, ada);
  g_assert_cmpint(met_at(book, ada, NULL, "2024-03-01"), ==, before->meeting->id);
  g_assert_cmpint(met_at(book, ada, NULL, NULL), ==, before->meeting->id);
  assert_met(book, ada, "Expo");
  g_assert_cmpint(met_at(book, ada, "Expo", "2025-03-01"), !=, before->meeting->id);
  assert_met(book, ada, "Expo; Expo");
  g_autoptr(CardcatEntry) after = get_entry(book, ada);
  const CardcatMeeting *first = after->meetings->pdata[1];
  g_assert_cmpstr(first->note, ==, "noted at Expo");
  g_assert_cmpuint(first->tags->len, ==, 1);
}

static void test_change(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add_met(book, 1, "Ada", "Expo", "2024-03-01");
  gint64 fair = met_at(book, ada, "Fair", "2023-05-01");
  g_autoptr(CardcatEntry) before = get_entry(book, ada);
  g_autoptr(CardcatMeeting) changed = cardcat_meeting_copy(before->meetings->pdata[1]);
  g_assert_cmpint(changed->id, ==, fair);
  changed->met_on[3] = '6';
  g_assert_true(cardcat_store_change_meeting(book->store, ada, fair, changed, &error));
  assert_met(book, ada, "Fair; Expo");
  g_autoptr(CardcatEntry) after = get_entry(book, ada);
  g_assert_cmpint(after->meeting->id, ==, fair);
  g_assert_cmpint(((CardcatMeeting *)after->meetings->pdata[1])->id, ==, before->meeting->id);
  /* An edit of the contact changes the meeting that it names, or the first. */
  g_autoptr(CardcatMeeting) expo = cardcat_meeting_copy(after->meetings->pdata[1]);
  g_free(expo->event);
  expo->event = g_strdup("Big expo");
  g_assert_true(cardcat_store_edit_contact(book->store, ada, NULL, expo, &error));
  assert_met(book, ada, "Fair; Big expo");
  expo->id = 0;
  g_assert_true(cardcat_store_edit_contact(book->store, ada, NULL, expo, &error));
  assert_met(book, ada, "Big expo; Big expo");
  expo->id = 9999;
  g_assert_false(cardcat_store_edit_contact(book->store, ada, NULL, expo, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  undo(book, "changed how you met Ada Beck");
  undo(book, "changed how you met Ada Beck");
  undo(book, "changed how you met Ada Beck");
  undo(book, "noted a meeting of Ada Beck");
  assert_met(book, ada, "Expo");
  assert_sound(book);
}

static void test_remove(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add_met(book, 1, "Ada", "Expo", "2024-03-01");
  gint64 fair = met_at(book, ada, "Fair", "2025-05-01");
  g_assert_true(cardcat_store_remove_meeting(book->store, ada, fair, &error));
  assert_met(book, ada, "Expo");
  assert_found(book, "fair", "");
  g_assert_false(cardcat_store_remove_meeting(book->store, ada, fair, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_clear_error(&error);
  g_autoptr(CardcatEntry) entry = get_entry(book, ada);
  g_assert_true(cardcat_store_remove_meeting(book->store, ada, entry->meeting->id, &error));
  assert_met(book, ada, "somewhere");
  g_assert_cmpint(ask(book, "SELECT to_write FROM contacts"), ==, 0);
  undo(book, "removed a meeting of Ada Beck");
  undo(book, "removed a meeting of Ada Beck");
  assert_met(book, ada, "Fair; Expo");
}

/* Whoever is merged brings every meeting; a day that both know is one. */
static void test_merge(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add_met(book, 1, "Ada", "Expo", "2024-03-01");
  gint64 twin = add_met(book, 2, "Ada", "Fair", "2025-05-01");
  g_autoptr(CardcatEntry) other = get_entry(book, twin);
  gint64 fair = other->meeting->id;
  met_at(book, twin, NULL, "2024-03-01");
  met_at(book, twin, "Dinner", "2020-01-01");
  g_autoptr(CardcatEntry) kept = get_entry(book, ada);
  g_assert_true(cardcat_store_merge_contacts(book->store, twin, ada, NULL, &error));
  assert_met(book, ada, "Fair; Expo; Dinner");
  g_autoptr(CardcatEntry) merged = get_entry(book, ada);
  g_assert_cmpstr(merged->uid, ==, kept->uid);
  g_assert_cmpint(merged->meeting->id, ==, fair);
  g_assert_cmpint(((CardcatMeeting *)merged->meetings->pdata[1])->id, ==, kept->meeting->id);
  assert_found(book, "dinner fair", "Ada Beck");
  undo(book, "merged Ada Beck");
  assert_met(book, ada, "Expo");
  assert_met(book, twin, "Fair; somewhere; Dinner");
  assert_sound(book);
}

/* A card that joins a contact brings its meeting; saved again it changes that one. */
static void test_card(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add_met(book, 1, "Ada", "Expo", "2024-03-01");
  gint64 card = add_card(book, 2, person_new("Ada", "Beck", NULL));
  g_autoptr(CardcatMeeting) fair = cardcat_meeting_new();
  fair->event = g_strdup("Fair");
  fair->met_on = g_strdup("2023-01-01");
  g_assert_true(cardcat_store_save_card(book->store, card, NULL, fair, ada, NULL, &error));
  assert_met(book, ada, "Expo; Fair");
  g_free(fair->event);
  fair->event = g_strdup("Autumn fair");
  g_assert_true(cardcat_store_save_card(book->store, card, NULL, fair, 0, NULL, &error));
  assert_met(book, ada, "Expo; Autumn fair");
  undo(book, "saved Ada Beck");
  assert_met(book, ada, "Expo; Fair");
  undo(book, "merged Ada Beck");
  assert_met(book, ada, "Expo");
}

static void assert_to_write(Book *book, guint wanted) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) due = cardcat_store_follow_ups(book->store, 0, 0, &error);
  CardcatStoreCounts counts;
  g_assert_no_error(error);
  g_assert_cmpuint(due->len, ==, wanted);
  g_assert_true(cardcat_store_counts(book->store, &counts, &error));
  g_assert_cmpint(counts.follow_ups, ==, wanted);
}

/* Whoever is to be written to after several meetings comes up once, by the first of them. */
static void test_follow_ups(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 bea = add_met(book, 1, "Bea", "Expo", "2022-01-01");
  gint64 ada = add_met(book, 2, "Ada", "Fair", "2025-05-01");
  met_at(book, ada, "Dinner", "2020-01-01");
  assert_to_write(book, 2);
  g_autoptr(GPtrArray) due = cardcat_store_follow_ups(book->store, 0, 0, &error);
  g_assert_cmpint(((CardcatEntry *)due->pdata[0])->id, ==, ada);
  g_autoptr(CardcatEntry) entry = get_entry(book, ada);
  g_autoptr(CardcatMeeting) fair = cardcat_meeting_copy(entry->meeting);
  fair->followed_up = g_strdup("2025-05-02T08:00:00Z");
  g_assert_true(cardcat_store_edit_contact(book->store, ada, NULL, fair, &error));
  assert_to_write(book, 2);
  g_assert_cmpint(ask(book, "SELECT sum(to_write) FROM contacts"), ==, 2);
  g_assert_true(cardcat_store_settle_follow_ups(book->store, ada, TRUE, &error));
  assert_to_write(book, 1);
  g_assert_true(cardcat_store_settle_follow_ups(book->store, bea, FALSE, &error));
  assert_to_write(book, 0);
  undo(book, "decided not to write to Bea Beck");
  undo(book, "noted a letter to Ada Beck");
  assert_to_write(book, 2);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-met/order", test_order);
  BOOK_TEST("/store-met/same", test_same);
  BOOK_TEST("/store-met/change", test_change);
  BOOK_TEST("/store-met/remove", test_remove);
  BOOK_TEST("/store-met/merge", test_merge);
  BOOK_TEST("/store-met/card", test_card);
  BOOK_TEST("/store-met/follow-ups", test_follow_ups);
  return g_test_run();
}
