/* Events: made as they are named, renamed once for all, with their people. */
#include "store_fixture.h"

static gint64 meet(Book *book, guint photo, const char *given, const char *event, const char *day) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup(event);
  meeting->met_on = g_strdup(day);
  gint64 card = add_card(book, photo, person_new(given, "Beck", NULL)), id = 0;
  g_assert_true(cardcat_store_save_card(book->store, card, NULL, meeting, 0, &id, &error));
  g_assert_no_error(error);
  return id;
}

/* "Expo 2; Fair 1" */
static char *events_of(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = cardcat_store_events(book->store, &error);
  g_assert_no_error(error);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < events->len; i++) {
    const CardcatEvent *event = events->pdata[i];
    g_string_append_printf(out, "%s%s %d", i > 0 ? "; " : "", event->name, (int)event->people);
  }
  return g_strdup(out->str);
}

#define assert_events(book, wanted)             \
  do {                                          \
    g_autofree char *events_ = events_of(book); \
    g_assert_cmpstr(events_, ==, wanted);       \
  } while (0)

static CardcatEvent *event_of(Book *book, const char *name) {
  g_autoptr(GError) error = NULL;
  CardcatEvent *event = cardcat_store_find_event(book->store, name, &error);
  g_assert_no_error(error);
  return event;
}

static void undo(Book *book, const char *wanted) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  g_assert_true(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_cmpstr(what, ==, wanted);
}

static void test_made(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  meet(book, 1, "Ada", "Expo", "2026-05-01");
  gint64 bea = meet(book, 2, "Bea", "EXPO", "2026-05-02");
  meet(book, 3, "Cid", "Fair", "2025-01-01");
  assert_events(book, "Expo 2; Fair 1");
  /* Whoever was met at another event before is of both. */
  g_autoptr(CardcatMeeting) fair = cardcat_meeting_new();
  fair->event = g_strdup("Fair");
  fair->met_on = g_strdup("2024-01-01");
  g_assert_true(cardcat_store_add_meeting(book->store, bea, fair, NULL, &error));
  assert_events(book, "Expo 2; Fair 2");
  g_autoptr(CardcatEvent) event = event_of(book, "fair");
  g_autoptr(GPtrArray) people = cardcat_store_event_people(book->store, event->id, 0, 0, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(people->len, ==, 2);
  g_assert_cmpint(((CardcatEntry *)people->pdata[0])->id, ==, bea);
  g_assert_true(cardcat_store_remove_contact(book->store, bea, &error));
  assert_events(book, "Expo 1; Fair 1");
  g_assert_null(cardcat_store_find_event(book->store, "Ball", &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
}

static void test_renamed(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = meet(book, 1, "Ada", "Expo", "2026-05-01");
  meet(book, 2, "Bea", "Expo", "2026-05-01");
  g_autoptr(CardcatEvent) expo = event_of(book, "Expo");
  g_free(expo->name);
  expo->name = g_strdup("Glass week");
  expo->place = g_strdup("Aarhus");
  expo->starts = g_strdup("2026-05-01");
  g_assert_true(cardcat_store_change_event(book->store, expo, &error));
  g_assert_no_error(error);
  assert_events(book, "Glass week 2");
  assert_found(book, "glass week", "Ada Beck; Bea Beck");
  assert_found(book, "expo", "");
  g_autoptr(CardcatEntry) entry = get_entry(book, ada);
  g_assert_cmpstr(entry->meeting->event, ==, "Glass week");
  undo(book, "changed the event Glass week");
  assert_events(book, "Expo 2");
  assert_found(book, "expo", "Ada Beck; Bea Beck");
  g_autoptr(CardcatEvent) back = event_of(book, "Expo");
  g_assert_null(back->place);
  assert_sound(book);
}

static void test_refused(Book *book, gconstpointer data) {
  (void)data;
  static const struct {
    const char *name, *starts, *ends;
  } wrong[] = {
      {"", NULL, NULL},
      {"fair", NULL, NULL},
      {"Expo", "2026-02-30", NULL},
      {"Expo", "2026-02-03", "2026-02-01"},
  };
  meet(book, 1, "Ada", "Expo", "2026-05-01");
  meet(book, 2, "Bea", "Fair", "2026-05-01");
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CardcatEvent) expo = event_of(book, "Expo");
    g_free(expo->name);
    expo->name = g_strdup(wrong[i].name);
    expo->starts = g_strdup(wrong[i].starts);
    expo->ends = g_strdup(wrong[i].ends);
    g_assert_false(cardcat_store_change_event(book->store, expo, &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  }
  assert_events(book, "Expo 1; Fair 1");
}

static void remove_event(Book *book, const char *name) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEvent) event = event_of(book, name);
  g_assert_true(cardcat_store_remove_event(book->store, event->id, &error));
  g_assert_no_error(error);
}

static void assert_not_removed(Book *book, const char *name) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEvent) event = event_of(book, name);
  g_assert_false(cardcat_store_remove_event(book->store, event->id, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
}

static void set_place(Book *book, const char *name, const char *new_name, const char *place) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEvent) event = event_of(book, name);
  g_free(event->name);
  event->name = g_strdup(new_name);
  g_free(event->place);
  event->place = g_strdup(place);
  g_assert_true(cardcat_store_change_event(book->store, event, &error));
  g_assert_no_error(error);
}

/* Whoever was met there, or is about to be, keeps it; what is known of it keeps it until then. */
static void test_removed(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = meet(book, 1, "Ada", "Expo", "2026-05-01");
  gint64 bea = meet(book, 2, "Bea", "Fair", "2026-04-01");
  set_place(book, "Expo", "Expo", "Berlin");
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Dinner");
  g_autoptr(GPtrArray) waiting = readings_of(reading_new(3, 1, person_new("Cid", "Beck", NULL)));
  g_assert_true(cardcat_store_add_readings(book->store, waiting, meeting, NULL, &error));
  assert_not_removed(book, "Expo");
  assert_not_removed(book, "Dinner");
  g_assert_true(cardcat_store_remove_contact(book->store, ada, &error));
  g_assert_true(cardcat_store_remove_contact(book->store, bea, &error));
  assert_events(book, "Expo 0; Dinner 0");
  remove_event(book, "Expo");
  assert_events(book, "Dinner 0");
  g_assert_null(cardcat_store_find_event(book->store, "Expo", &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_clear_error(&error);
  undo(book, "removed the event Expo");
  assert_events(book, "Expo 0; Dinner 0");
  g_autoptr(CardcatEvent) back = event_of(book, "Expo");
  g_assert_cmpstr(back->place, ==, "Berlin");
  assert_sound(book);
}

/* Its name is free; whoever comes back has an event all the same. */
static void test_name_is_free(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = meet(book, 1, "Ada", "Expo", "2026-05-01");
  meet(book, 2, "Bea", "Expo 2026", "2026-04-01");
  g_assert_true(cardcat_store_remove_contact(book->store, ada, &error));
  assert_events(book, "Expo 2026 1");
  set_place(book, "Expo 2026", "expo", NULL);
  assert_events(book, "expo 1");
  g_assert_true(cardcat_store_restore_contact(book->store, ada, &error));
  assert_events(book, "expo (2) 1; expo 1");
  undo(book, "restored Ada Beck");
  undo(book, "changed the event expo");
  undo(book, "removed Ada Beck");
  assert_events(book, "Expo 1; Expo 2026 1");
  assert_sound(book);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-events/made", test_made);
  BOOK_TEST("/store-events/renamed", test_renamed);
  BOOK_TEST("/store-events/refused", test_refused);
  BOOK_TEST("/store-events/removed", test_removed);
  BOOK_TEST("/store-events/name-is-free", test_name_is_free);
  return g_test_run();
}
