/* What was typed and not decided stays with its card. */
#include "store_fixture.h"

static gint64 put_card(Book *book) {
  return add_card(book, 1, person_new("Ada", "Beck", "ada@beck.example"));
}

static CardcatCard *get_card(Book *book, gint64 id) {
  g_autoptr(GError) error = NULL;
  CardcatCard *card = cardcat_store_get_card(book->store, id, &error);
  g_assert_no_error(error);
  return card;
}

static void keep(Book *book, gint64 id, const char *family, gboolean follow_up) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatContact) typed = person_new("Ada", family, NULL);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->send_follow_up = follow_up;
  gboolean well = cardcat_store_keep_draft(book->store, id, typed, meeting, &error);
  g_assert_no_error(error);
  g_assert_true(well);
}

static void assert_draft(Book *book, gint64 id, const char *family, gboolean follow_up) {
  g_autoptr(CardcatCard) card = get_card(book, id);
  g_assert_nonnull(card->draft);
  g_assert_cmpstr(card->draft->name.family, ==, family);
  g_assert_cmpstr(card->reading->contact->name.family, ==, "Beck");
  g_assert_cmpint(card->meeting->send_follow_up, ==, follow_up);
}

static void test_kept(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = put_card(book);
  g_autoptr(CardcatCard) fresh = get_card(book, id);
  g_assert_null(fresh->draft);
  keep(book, id, "Becker", TRUE);
  keep(book, id, "Beckmann", FALSE);
  book_close(book);
  book_open(book, CARDCAT_STORE_WRITE);
  assert_draft(book, id, "Beckmann", FALSE);
}

/* Opening to write purges what nobody needs: a draft's meeting is needed. */
static void test_survives_purge(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = put_card(book);
  keep(book, id, "Becker", FALSE);
  keep(book, id, "Beckmann", FALSE);
  /* A person hidden long ago makes the purge run. */
  tell(book,
       "INSERT INTO people(uid, removed, created, changed)"
       " VALUES('u', '2001-01-01T00:00:00Z', '', '')");
  book_close(book);
  book_open(book, CARDCAT_STORE_WRITE);
  assert_sound(book);
  assert_draft(book, id, "Beckmann", FALSE);
}

static void test_back_after_undo(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 id = put_card(book);
  keep(book, id, "Becker", TRUE);
  gboolean well = cardcat_store_reject_card(book->store, id, &error);
  g_assert_no_error(error);
  g_assert_true(well);
  g_autoptr(CardcatCard) rejected = get_card(book, id);
  g_assert_null(rejected->draft);
  g_autofree char *what = NULL;
  well = cardcat_store_undo(book->store, &what, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(well);
  assert_draft(book, id, "Becker", TRUE);
}

/* What was typed and saved at once is there again when the saving is undone. */
static void test_typed_and_saved(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 id = put_card(book);
  g_autoptr(CardcatContact) typed = person_new("Ada", "Becker", NULL);
  save_card(book, id, typed, 0);
  g_autofree char *what = NULL;
  g_assert_true(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_no_error(error);
  assert_draft(book, id, "Becker", TRUE);
  /* Without a form it is the draft that is saved. */
  g_autoptr(CardcatEntry) entry = get_entry(book, save_card(book, id, NULL, 0));
  g_assert_cmpstr(entry->contact->name.family, ==, "Becker");
}

static void test_as_read(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = put_card(book);
  g_autoptr(CardcatContact) same = person_new("Ada", "Beck", "ada@beck.example");
  save_card(book, id, same, 0);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM drafts"), ==, 0);
}

static void test_no_such_card(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatContact) typed = person_new("Ada", "Beck", NULL);
  g_assert_false(cardcat_store_keep_draft(book->store, 77, typed, NULL, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
}

static void test_photo_cards(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 id = put_card(book);
  g_autofree char *known = sha_of(1), *unknown = sha_of(2);
  g_autoptr(GArray) ids = cardcat_store_photo_cards(book->store, known, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(ids->len, ==, 1);
  g_assert_cmpint(g_array_index(ids, gint64, 0), ==, id);
  g_autoptr(GArray) none = cardcat_store_photo_cards(book->store, unknown, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(none->len, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store/drafts/kept", test_kept);
  BOOK_TEST("/store/drafts/purge", test_survives_purge);
  BOOK_TEST("/store/drafts/undo", test_back_after_undo);
  BOOK_TEST("/store/drafts/typed-and-saved", test_typed_and_saved);
  BOOK_TEST("/store/drafts/as-read", test_as_read);
  BOOK_TEST("/store/drafts/no-card", test_no_such_card);
  BOOK_TEST("/store/photo-cards", test_photo_cards);
  return g_test_run();
}
