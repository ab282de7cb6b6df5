/* Decisions: saved, merged, changed, removed, restored, taken back, purged; corrections. */
#include "store_fixture.h"

/* Undoes once and checks what it says. */
static void undo(Book *book, const char *wanted, gint64 wanted_card) {
  g_autoptr(GError) error = NULL;
  g_autofree char *description = NULL;
  gint64 card = -1;
  gboolean done = cardcat_store_undo(book->store, &description, &card, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_cmpstr(description, ==, wanted);
  g_assert_cmpint(card, ==, wanted_card);
  assert_sound(book);
}

static void assert_nothing_to_undo(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autofree char *description = NULL;
  g_assert_false(cardcat_store_undo(book->store, &description, NULL, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  gboolean can = TRUE;
  g_assert_true(cardcat_store_can_undo(book->store, &can, NULL));
  g_assert_false(can);
}

static void assert_state(Book *book, gint64 id, CardcatCardState state, gint64 contact) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatCard) card = cardcat_store_get_card(book->store, id, &error);
  g_assert_no_error(error);
  g_assert_cmpint(card->state, ==, state);
  g_assert_cmpint(card->contact_id, ==, contact);
}

#define assert_done(call)           \
  do {                              \
    g_autoptr(GError) error = NULL; \
    gboolean done_ = call;          \
    g_assert_no_error(error);       \
    g_assert_true(done_);           \
  } while (0)

static void test_chain(Book *book, gconstpointer data) {
  (void)data;
  gint64 first = add_card(book, 1, person_new("Ada", "Beck", NULL));
  gint64 second = add_card(book, 2, person_new("Omar", "Haddad", NULL));
  gint64 ada = save_card(book, first, NULL, 0);
  assert_done(cardcat_store_reject_card(book->store, second, &error));
  g_autoptr(CardcatContact) changed = person_new("Ada", "Lindqvist", NULL);
  assert_done(cardcat_store_edit_contact(book->store, ada, changed, NULL, &error));
  assert_done(cardcat_store_remove_contact(book->store, ada, &error));
  assert_found(book, "", "");
  undo(book, "removed Ada Lindqvist", 0);
  assert_found(book, "lindq", "Ada Lindqvist");
  undo(book, "changed Ada Lindqvist", 0);
  assert_found(book, "lindq", "");
  assert_found(book, "beck", "Ada Beck");
  assert_state(book, second, CARDCAT_CARD_REJECTED, 0);
  undo(book, "rejected Omar Haddad", second);
  assert_state(book, second, CARDCAT_CARD_TO_REVIEW, 0);
  assert_state(book, first, CARDCAT_CARD_SAVED, ada);
  undo(book, "saved Ada Beck", first);
  assert_state(book, first, CARDCAT_CARD_TO_REVIEW, 0);
  assert_found(book, "", "");
  assert_nothing_to_undo(book);
}

static void test_thirty(Book *book, gconstpointer data) {
  (void)data;
  gint64 cards[30];
  for (guint i = 0; i < 30; i++) {
    g_autofree char *family = g_strdup_printf("Nr%u", i);
    cards[i] = add_card(book, i, person_new("Ann", family, NULL));
    save_card(book, cards[i], NULL, 0);
  }
  for (guint i = 30; i-- > 0;) {
    g_autofree char *wanted = g_strdup_printf("saved Ann Nr%u", i);
    undo(book, wanted, cards[i]);
  }
  assert_nothing_to_undo(book);
}

static void test_merge_into(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", "ada@acme.example"));
  g_autoptr(CardcatEntry) before = get_entry(book, ada);
  gint64 card = add_card(book, 2, person_new("A.", "Beck", "ada@home.example"));
  g_assert_cmpint(save_card(book, card, NULL, ada), ==, ada);
  g_autoptr(CardcatEntry) merged = get_entry(book, ada);
  g_assert_cmpstr(merged->contact->name.full, ==, "Ada Beck");
  g_assert_cmpuint(merged->contact->emails->len, ==, 2);
  g_assert_cmpuint(merged->cards->len, ==, 2);
  g_assert_cmpstr(merged->uid, ==, before->uid);
  assert_found(book, "home", "Ada Beck");
  undo(book, "merged A. Beck", card);
  g_autoptr(CardcatEntry) after = get_entry(book, ada);
  g_assert_cmpuint(after->contact->emails->len, ==, 1);
  g_assert_cmpuint(after->cards->len, ==, 1);
  g_assert_cmpstr(after->changed, ==, before->changed);
  assert_found(book, "home", "");
}

/* Two windows on the same card: the second saving changes the contact and makes no double. */
static void test_save_twice(Book *book, gconstpointer data) {
  (void)data;
  gint64 card = add_card(book, 1, person_new("Ada", "Bcck", NULL));
  gint64 ada = save_card(book, card, NULL, 0);
  g_autoptr(CardcatContact) contact = person_new("Ada", "Beck", NULL);
  g_assert_cmpint(save_card(book, card, contact, 0), ==, ada);
  assert_found(book, "", "Ada Beck");
  undo(book, "saved Ada Beck", card);
  assert_found(book, "", "Ada Bcck");
  assert_state(book, card, CARDCAT_CARD_SAVED, ada);
}

/* Two contacts become one: the card of the one is saved into the other. */
static void test_merge_contacts(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  gint64 card = add_card(book, 2, person_new("Ada M.", "Beck", NULL));
  gint64 twin = save_card(book, card, NULL, 0);
  g_assert_cmpint(save_card(book, card, NULL, ada), ==, ada);
  assert_found(book, "", "Ada Beck");
  assert_state(book, card, CARDCAT_CARD_SAVED, ada);
  undo(book, "merged Ada M. Beck", card);
  assert_found(book, "", "Ada Beck; Ada M. Beck");
  assert_state(book, card, CARDCAT_CARD_SAVED, twin);
}

/* The card says one thing, the person chose another of the two: that is the contact, and no
 * correction of what was read. */
static void test_merge_chosen(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", "ada@acme.example"));
  gint64 card = add_card(book, 2, person_new("Ada M.", "Beck", "ada@home.example"));
  g_autoptr(CardcatContact) chosen = person_new("Ada M.", "Beck", "ada@acme.example");
  assert_done(cardcat_store_merge_card(book->store, card, NULL, NULL, ada, chosen, &error));
  g_autoptr(CardcatEntry) merged = get_entry(book, ada);
  g_assert_cmpstr(merged->contact->name.full, ==, "Ada M. Beck");
  g_assert_cmpuint(merged->contact->emails->len, ==, 1);
  g_assert_cmpuint(merged->cards->len, ==, 2);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM corrected"), ==, 0);
  undo(book, "merged Ada M. Beck", card);
  assert_found(book, "", "Ada Beck");
  assert_state(book, card, CARDCAT_CARD_TO_REVIEW, 0);
}

static void test_merge_two(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) why = NULL;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", "ada@acme.example"));
  gint64 card = add_card(book, 2, person_new("A.", "Beck", "ada@home.example"));
  gint64 twin = save_card(book, card, NULL, 0);
  assert_done(cardcat_store_merge_contacts(book->store, twin, ada, NULL, &error));
  assert_found(book, "", "Ada Beck");
  assert_found(book, "home", "Ada Beck");
  assert_state(book, card, CARDCAT_CARD_SAVED, ada);
  g_autoptr(CardcatEntry) merged = get_entry(book, ada);
  g_assert_cmpuint(merged->contact->emails->len, ==, 2);
  g_assert_cmpuint(merged->cards->len, ==, 2);
  undo(book, "merged A. Beck", card);
  assert_found(book, "", "A. Beck; Ada Beck");
  assert_state(book, card, CARDCAT_CARD_SAVED, twin);
  g_autoptr(CardcatContact) chosen = person_new("Ada", "Beck", "ada@home.example");
  assert_done(cardcat_store_merge_contacts(book->store, ada, twin, chosen, &error));
  assert_found(book, "", "Ada Beck");
  assert_found(book, "acme", "");
  g_assert_false(cardcat_store_merge_contacts(book->store, twin, twin, NULL, &why));
  g_assert_error(why, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&why);
  g_assert_false(cardcat_store_merge_contacts(book->store, ada, twin, NULL, &why));
  g_assert_error(why, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
}

static void test_reject_saved(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 card = add_card(book, 1, person_new("Ada", "Beck", NULL));
  gint64 ada = save_card(book, card, NULL, 0);
  g_assert_false(cardcat_store_reject_card(book->store, card, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  assert_state(book, card, CARDCAT_CARD_SAVED, ada);
}

static void test_restore(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) why = NULL;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  g_assert_false(cardcat_store_restore_contact(book->store, ada, &why));
  g_assert_error(why, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_clear_error(&why);
  assert_done(cardcat_store_remove_contact(book->store, ada, &error));
  g_assert_false(cardcat_store_remove_contact(book->store, ada, &why));
  g_assert_error(why, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM contacts"), ==, 0);
  assert_done(cardcat_store_restore_contact(book->store, ada, &error));
  assert_found(book, "beck", "Ada Beck");
  undo(book, "restored Ada Beck", 0);
  assert_found(book, "beck", "");
  undo(book, "removed Ada Beck", 0);
  assert_found(book, "beck", "Ada Beck");
}

static void test_meeting_changes(Book *book, gconstpointer data) {
  (void)data;
  gint64 card = add_card(book, 1, person_new("Ada", "Beck", NULL)), ada = 0;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Glass fair");
  assert_done(cardcat_store_save_card(book->store, card, NULL, meeting, 0, &ada, &error));
  meeting->send_follow_up = FALSE;
  g_ptr_array_add(meeting->tags, g_strdup("optics"));
  assert_done(cardcat_store_edit_contact(book->store, ada, NULL, meeting, &error));
  g_autoptr(CardcatEntry) edited = get_entry(book, ada);
  g_assert_false(edited->meeting->send_follow_up);
  g_assert_cmpstr(edited->contact->name.full, ==, "Ada Beck");
  assert_found(book, "optics glass", "Ada Beck");
  undo(book, "changed how you met Ada Beck", 0);
  g_autoptr(CardcatEntry) back = get_entry(book, ada);
  g_assert_true(back->meeting->send_follow_up);
  g_assert_cmpuint(back->meeting->tags->len, ==, 0);
  undo(book, "saved Ada Beck", card);
  g_autoptr(GError) why = NULL;
  g_autoptr(CardcatCard) reviewed = cardcat_store_get_card(book->store, card, &why);
  g_assert_no_error(why);
  /* What was typed is not lost with the decision. */
  g_assert_cmpstr(reviewed->meeting->event, ==, "Glass fair");
}

static void test_a_day_later(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  gint64 omar = add_person(book, 2, person_new("Omar", "Haddad", NULL));
  assert_done(cardcat_store_remove_contact(book->store, ada, &error));
  book_let_pass(book, 1);
  book->now += 2 * BOOK_DAY;
  assert_nothing_to_undo(book);
  book_close(book);
  book_open(book, CARDCAT_STORE_READ);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM people"), ==, 2);
  book_close(book);
  book_open(book, CARDCAT_STORE_WRITE);
  g_assert_cmpint(ask(book, "SELECT id FROM people"), ==, omar);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM cards"), ==, 1);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM versions"), ==, 1);
  /* As his card was read, and as it was saved. */
  g_assert_cmpint(ask(book, "SELECT count(*) FROM meetings"), ==, 2);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM decisions"), ==, 1);
  /* The photo stays known: its folder scanned again does not bring her back. */
  g_assert_cmpint(ask(book, "SELECT count(*) FROM photos"), ==, 2);
  assert_sound(book);
}

static void test_purge_of_undone(Book *book, gconstpointer data) {
  (void)data;
  gint64 card = add_card(book, 1, person_new("Ada", "Beck", NULL));
  save_card(book, card, NULL, 0);
  undo(book, "saved Ada Beck", card);
  book_let_pass(book, 3);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM people"), ==, 0);
  assert_state(book, card, CARDCAT_CARD_TO_REVIEW, 0);
  assert_sound(book);
}

static void test_corrections(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) why = NULL;
  CardcatReading *reading = reading_new(1, 1, person_new("Ada", "Beck", "ada@acme,example"));
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(CARDCAT_FIELD_EMAILS, 0, 0.5, (CardcatBox){0},
                                       "ada@acme,examp1e", CARDCAT_FROM_OCR));
  g_autoptr(GPtrArray) readings = readings_of(reading);
  g_autoptr(GArray) ids = NULL;
  assert_done(cardcat_store_add_readings(book->store, readings, NULL, &ids, &error));
  gint64 card = g_array_index(ids, gint64, 0);
  g_autoptr(CardcatContact) first = person_new("Ada", "Beck", "ada@acme.exampel");
  save_card(book, card, first, 0);
  g_autoptr(CardcatContact) second = person_new("Ada", "Beck", "ada@acme.example");
  save_card(book, card, second, 0);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM corrected"), ==, 1);
  g_assert_cmpint(ask(book,
                      "SELECT count(*) FROM corrected WHERE field = 'emails[0]'"
                      " AND was = 'ada@acme,example' AND now = 'ada@acme.example'"
                      " AND evidence = 'ada@acme,examp1e' AND confidence = 0.5"
                      " AND source = 'ocr'"),
                  ==, 1);
  undo(book, "saved Ada Beck", card);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM corrected WHERE now = 'ada@acme.exampel'"), ==,
                  1);
  undo(book, "saved Ada Beck", card);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM corrected"), ==, 0);
}

/* ID's e-mail address becomes EMAIL. */
static void edit_email(Book *book, gint64 id, const char *email) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_free(entry->contact->emails->pdata[0]);
  entry->contact->emails->pdata[0] = g_strdup(email);
  assert_done(cardcat_store_edit_contact(book->store, id, entry->contact, NULL, &error));
}

/* Of what was read as 'ada@acme,example' and is NOW. */
static gint64 corrected_to(Book *book, const char *now) {
  g_autofree char *query = g_strdup_printf(
      "SELECT count(*) FROM corrected WHERE field = 'emails[0]' AND was = 'ada@acme,example'"
      " AND now = '%s'",
      now);
  return ask(book, query);
}

/* A contact that came from a card and is edited corrects the card. */
static void test_edit_corrects(Book *book, gconstpointer data) {
  (void)data;
  gint64 card = add_card(book, 1, person_new("Ada", "Beck", "ada@acme,example"));
  gint64 id = save_card(book, card, NULL, 0);
  edit_email(book, id, "ada@acme.exampel");
  g_assert_cmpint(corrected_to(book, "ada@acme.exampel"), ==, 1);
  edit_email(book, id, "ada@acme.example");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM corrected"), ==, 1);
  g_assert_cmpint(corrected_to(book, "ada@acme.example"), ==, 1);
  /* A decision that says nothing of what it holds leaves it so. */
  assert_done(cardcat_store_turn_card(book->store, card, FALSE, 1, &error));
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Expo");
  assert_done(cardcat_store_edit_contact(book->store, id, NULL, meeting, &error));
  g_assert_cmpint(corrected_to(book, "ada@acme.example"), ==, 1);
  edit_email(book, id, "ada@acme,example");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM corrected"), ==, 0);
  undo(book, "changed Ada Beck", 0);
  g_assert_cmpint(corrected_to(book, "ada@acme.example"), ==, 1);
}

/* Of two cards each is corrected in what it said. */
static void test_edit_corrects_two(Book *book, gconstpointer data) {
  (void)data;
  gint64 first = add_card(book, 1, person_new("Ada", "Beck", "ada@acme,example"));
  gint64 second = add_card(book, 2, person_new("Ada", "Becker", "private@beck.example"));
  gint64 id = save_card(book, first, NULL, 0);
  save_card(book, second, NULL, id);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM corrected"), ==, 0);
  edit_email(book, id, "ada@acme.example");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM corrected"), ==, 1);
  g_assert_cmpint(corrected_to(book, "ada@acme.example"), ==, 1);
}

static void test_uid_for_ever(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  g_autoptr(CardcatEntry) before = get_entry(book, ada);
  g_autoptr(CardcatContact) contact = person_new("Ada", "Lindqvist", NULL);
  assert_done(cardcat_store_edit_contact(book->store, ada, contact, NULL, &error));
  book_close(book);
  book_open(book, CARDCAT_STORE_READ);
  g_autoptr(CardcatEntry) after = get_entry(book, ada);
  g_assert_cmpstr(before->uid, ==, after->uid);
  g_assert_cmpstr(before->created, ==, after->created);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-history/chain", test_chain);
  BOOK_TEST("/store-history/thirty", test_thirty);
  BOOK_TEST("/store-history/merge-into", test_merge_into);
  BOOK_TEST("/store-history/save-twice", test_save_twice);
  BOOK_TEST("/store-history/merge-contacts", test_merge_contacts);
  BOOK_TEST("/store-history/merge-chosen", test_merge_chosen);
  BOOK_TEST("/store-history/merge-two", test_merge_two);
  BOOK_TEST("/store-history/reject-saved", test_reject_saved);
  BOOK_TEST("/store-history/restore", test_restore);
  BOOK_TEST("/store-history/meeting-changes", test_meeting_changes);
  BOOK_TEST("/store-history/a-day-later", test_a_day_later);
  BOOK_TEST("/store-history/purge-of-undone", test_purge_of_undone);
  BOOK_TEST("/store-history/corrections", test_corrections);
  BOOK_TEST("/store-history/edit-corrects", test_edit_corrects);
  BOOK_TEST("/store-history/edit-corrects-two", test_edit_corrects_two);
  BOOK_TEST("/store-history/uid-for-ever", test_uid_for_ever);
  return g_test_run();
}
