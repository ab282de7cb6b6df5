/* What is done about writing to somebody: each state, taken back, kept through edits and merges. */
#include "store_fixture.h"

#define UNTIL "2026-06-20T06:00:00Z"

static gint64 met(Book *book, guint photo, const char *name, const char *note) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Expo");
  meeting->met_on = g_strdup("2026-06-15");
  meeting->note = g_strdup(note);
  gint64 card = add_card(book, photo, person_new(name, "Beck", NULL)), id = 0;
  gboolean done = cardcat_store_save_card(book->store, card, NULL, meeting, 0, &id, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return id;
}

static void set(Book *book, gint64 id, CardcatFollowUpState state, gint64 *decision) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  gboolean done = cardcat_store_set_follow_up(book->store, id, entry->meeting->id, state,
                                              state == CARDCAT_FOLLOW_UP_SNOOZED ? UNTIL : NULL,
                                              decision, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

#define assert_state(book, id, state)                                    \
  do {                                                                   \
    g_autoptr(CardcatEntry) e_ = get_entry(book, id);                    \
    g_assert_cmpint(cardcat_meeting_state(e_->meeting, (book)->now), ==, \
                    CARDCAT_FOLLOW_UP_##state);                          \
  } while (0)

static void undo(Book *book, const char *wanted) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  gboolean done = cardcat_store_undo(book->store, &what, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_cmpstr(what, ==, wanted);
}

/* "drafted 2026-...; sent ...", owned. */
static char *changes(Book *book, gint64 id) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_autoptr(GPtrArray) all =
      cardcat_store_follow_up_changes(book->store, entry->meeting->id, &error);
  g_assert_no_error(error);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++) {
    const CardcatFollowUpChange *one = all->pdata[i];
    g_string_append_printf(out, "%s%s %.16s%s", i > 0 ? "; " : "",
                           cardcat_follow_up_state_name(one->state), one->made,
                           one->until ? " until" : "");
  }
  return g_string_free(out, FALSE);
}

static void test_states(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = met(book, 1, "Ada", NULL);
  assert_state(book, ada, DUE);
  set(book, ada, CARDCAT_FOLLOW_UP_DRAFTED, NULL);
  assert_state(book, ada, DRAFTED);
  book->now += 60;
  set(book, ada, CARDCAT_FOLLOW_UP_SNOOZED, NULL);
  assert_state(book, ada, SNOOZED);
  book->now += 5 * BOOK_DAY;
  assert_state(book, ada, DRAFTED); /* its time has come, and its letter is there still */
  set(book, ada, CARDCAT_FOLLOW_UP_SENT, NULL);
  assert_state(book, ada, SENT);
  set(book, ada, CARDCAT_FOLLOW_UP_DUE, NULL);
  assert_state(book, ada, DUE);
  set(book, ada, CARDCAT_FOLLOW_UP_SKIPPED, NULL);
  assert_state(book, ada, SKIPPED);
  g_autofree char *all = changes(book, ada);
  g_assert_cmpstr(all, ==,
                  "drafted 2026-06-16T10:00; snoozed 2026-06-16T10:01 until; sent "
                  "2026-06-21T10:01; due 2026-06-21T10:01; skipped 2026-06-21T10:01");
  undo(book, "decided not to write to Ada Beck");
  assert_state(book, ada, DUE);
  undo(book, "asked again for a letter to Ada Beck");
  assert_state(book, ada, SENT);
  undo(book, "noted a letter to Ada Beck");
  assert_state(book, ada, DRAFTED);
  g_autofree char *rest = changes(book, ada);
  g_assert_cmpstr(rest, ==, "drafted 2026-06-16T10:00; snoozed 2026-06-16T10:01 until");
  assert_sound(book);
}

/* Letters for several are one decision, unless something else is decided meanwhile. */
static void test_together(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = met(book, 1, "Ada", NULL), bea = met(book, 2, "Bea", NULL);
  gint64 cleo = met(book, 3, "Cleo", NULL), decision = 0;
  set(book, ada, CARDCAT_FOLLOW_UP_DRAFTED, &decision);
  set(book, bea, CARDCAT_FOLLOW_UP_DRAFTED, &decision);
  gint64 both = decision;
  set(book, ada, CARDCAT_FOLLOW_UP_SENT, NULL);
  set(book, cleo, CARDCAT_FOLLOW_UP_DRAFTED, &decision);
  g_assert_cmpint(decision, !=, both);
  undo(book, "drafted a letter to Cleo Beck");
  assert_state(book, ada, SENT);
  undo(book, "noted a letter to Ada Beck");
  undo(book, "drafted a letter to 2 people");
  assert_state(book, ada, DUE);
  assert_state(book, bea, DUE);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM follow_ups"), ==, 0);
}

/* Whoever edits a meeting or meets somebody again as the same says nothing of the letter. */
static void test_kept(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = met(book, 1, "Ada", NULL), twin = met(book, 2, "Ada", NULL);
  set(book, twin, CARDCAT_FOLLOW_UP_DRAFTED, NULL);
  g_autoptr(CardcatMeeting) edited = cardcat_meeting_new();
  edited->event = g_strdup("Expo");
  edited->met_on = g_strdup("2026-06-15");
  edited->note = g_strdup("tall");
  g_assert_true(cardcat_store_edit_contact(book->store, twin, NULL, edited, &error));
  assert_state(book, twin, DRAFTED);
  g_assert_true(cardcat_store_merge_contacts(book->store, twin, ada, NULL, &error));
  assert_state(book, ada, DRAFTED);
  undo(book, "merged Ada Beck");
  assert_state(book, ada, DUE);
  g_assert_true(cardcat_store_settle_follow_ups(book->store, twin, TRUE, &error));
  assert_state(book, twin, SENT);
  g_assert_no_error(error);
  g_assert_false(cardcat_store_set_follow_up(book->store, ada, 999, CARDCAT_FOLLOW_UP_SENT, NULL,
                                             NULL, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_clear_error(&error);
  g_assert_false(cardcat_store_set_follow_up(book->store, ada, 1, CARDCAT_FOLLOW_UP_SNOOZED, "soon",
                                             NULL, &error));
  g_assert_nonnull(error);
  assert_state(book, ada, DUE);
}

/* Where nobody noted the day, that on which the event ended is at hand. */
static void test_event_ends(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = met(book, 1, "Ada", NULL);
  g_autoptr(CardcatEvent) expo = cardcat_store_find_event(book->store, "Expo", &error);
  g_assert_nonnull(expo);
  expo->starts = g_strdup("2026-06-14");
  expo->ends = g_strdup("2026-06-18");
  g_assert_true(cardcat_store_change_event(book->store, expo, &error));
  g_autoptr(CardcatEntry) entry = get_entry(book, ada);
  g_assert_cmpstr(entry->meeting->event_ends, ==, "2026-06-18");
}

/* That the day is the photo's stays known until somebody says another. */
static void test_taken(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) met = cardcat_meeting_new(), edited = cardcat_meeting_new();
  met->met_on = g_strdup("2026-06-15");
  met->taken_on = g_strdup("2026-06-15");
  gint64 card = add_card(book, 1, person_new("Ada", "Beck", NULL)), ada = 0;
  g_assert_true(cardcat_store_save_card(book->store, card, NULL, met, 0, &ada, &error));
  set(book, ada, CARDCAT_FOLLOW_UP_DRAFTED, NULL);
  edited->met_on = g_strdup("2026-06-15");
  edited->note = g_strdup("tall");
  g_assert_true(cardcat_store_edit_contact(book->store, ada, NULL, edited, &error));
  g_autoptr(CardcatEntry) same = get_entry(book, ada);
  g_assert_cmpstr(same->meeting->taken_on, ==, "2026-06-15");
  g_assert_no_error(error);
}

static void test_promised(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = met(book, 1, "Ada", "tall\nTODO: send it");
  met(book, 2, "Bea", "said todo: no");
  gint64 cleo = met(book, 3, "Cleo", "offer: a desk");
  g_autoptr(GPtrArray) all = cardcat_store_promised(book->store, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(all->len, ==, 2);
  g_assert_cmpint(((CardcatEntry *)all->pdata[0])->id, ==, ada);
  g_assert_cmpint(((CardcatEntry *)all->pdata[1])->id, ==, cleo);
}

/* ---- keeping in touch ------------------------------------------------------------------------ */

/* "3 months, 2026-06-01, until": what ENTRY of the book says of it; owned. */
static char *touch(Book *book, gint64 id) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  return g_strdup_printf("%s, %s%s", entry->keep_in_touch ? entry->keep_in_touch : "-",
                         entry->in_touch ? entry->in_touch : "-",
                         entry->quiet_until ? ", until" : "");
}

#define assert_touch(book, id, wanted)         \
  do {                                         \
    g_autofree char *touch_ = touch(book, id); \
    g_assert_cmpstr(touch_, ==, wanted);       \
  } while (0)

static void test_touch(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  CardcatStore *store = book->store;
  gint64 ada = met(book, 1, "Ada", NULL), twin = met(book, 2, "Ada", NULL);
  g_assert_true(cardcat_store_keep_in_touch(store, ada, "3m", &error));
  g_assert_true(cardcat_store_put_off_touch(store, ada, UNTIL, &error));
  assert_touch(book, ada, "3 months, -, until");
  g_assert_true(cardcat_store_note_in_touch(store, ada, "2026-06-01", &error));
  g_assert_true(cardcat_store_note_in_touch(store, ada, "2026-05-01", &error)); /* known already */
  assert_touch(book, ada, "3 months, 2026-06-01");
  set(book, ada, CARDCAT_FOLLOW_UP_SENT, NULL); /* any other change leaves it as it is */
  assert_touch(book, ada, "3 months, 2026-06-01");
  g_assert_true(cardcat_store_note_in_touch(store, twin, "2026-06-02", &error));
  g_assert_true(cardcat_store_merge_contacts(store, twin, ada, NULL, &error));
  assert_touch(book, ada, "3 months, 2026-06-02");
  undo(book, "merged Ada Beck");
  undo(book, "noted being in touch with Ada Beck");
  undo(book, "noted a letter to Ada Beck");
  undo(book, "noted being in touch with Ada Beck");
  undo(book, "noted being in touch with Ada Beck");
  assert_touch(book, ada, "3 months, -, until");
  undo(book, "put off being in touch with Ada Beck");
  undo(book, "changed how often to be in touch with Ada Beck");
  assert_touch(book, ada, "-, -");
  g_assert_false(cardcat_store_keep_in_touch(store, ada, "soon", &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_false(cardcat_store_note_in_touch(store, 99, "2026-06-02", &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  assert_sound(book);
}

static guint kept_in_touch(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = cardcat_store_kept_in_touch(book->store, &error);
  g_assert_no_error(error);
  return all->len;
}

static void test_tags(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  CardcatStore *store = book->store;
  g_autoptr(CardcatMeeting) tagged = cardcat_meeting_new();
  g_ptr_array_add(tagged->tags, g_strdup("Optics"));
  gint64 ada = met(book, 1, "Ada", NULL), bea = met(book, 2, "Bea", NULL);
  g_assert_true(cardcat_store_add_meeting(store, ada, tagged, NULL, &error));
  g_assert_true(cardcat_store_add_meeting(store, bea, tagged, NULL, &error));
  g_assert_true(cardcat_store_keep_tag_in_touch(store, "optics", "6w", &error));
  g_assert_cmpuint(kept_in_touch(book), ==, 2);
  g_assert_true(cardcat_store_keep_in_touch(store, bea, "off", &error));
  g_assert_cmpuint(kept_in_touch(book), ==, 1);
  g_assert_true(cardcat_store_keep_tag_in_touch(store, "OPTICS", "1y", &error));
  g_assert_true(cardcat_store_keep_tag_in_touch(store, "Optics", "off", &error));
  g_assert_cmpuint(kept_in_touch(book), ==, 0);
  undo(book, "changed how often to be in touch with people tagged 'Optics'");
  g_autoptr(GPtrArray) tags = cardcat_store_tag_intervals(store, &error);
  g_assert_cmpuint(tags->len, ==, 1);
  g_assert_cmpstr(((CardcatTagInterval *)tags->pdata[0])->interval, ==, "1 year");
  undo(book, "changed how often to be in touch with people tagged 'OPTICS'");
  undo(book, "changed how often to be in touch with Bea Beck");
  undo(book, "changed how often to be in touch with people tagged 'optics'");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM tag_intervals"), ==, 0);
  g_assert_no_error(error);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-follow-up/states", test_states);
  BOOK_TEST("/store-follow-up/together", test_together);
  BOOK_TEST("/store-follow-up/kept", test_kept);
  BOOK_TEST("/store-follow-up/event-ends", test_event_ends);
  BOOK_TEST("/store-follow-up/promised", test_promised);
  BOOK_TEST("/store-follow-up/taken", test_taken);
  BOOK_TEST("/store-follow-up/touch", test_touch);
  BOOK_TEST("/store-follow-up/tags", test_tags);
  return g_test_run();
}
