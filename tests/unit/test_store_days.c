/* A clock that jumps ends nothing early: what was decided can be undone for a true day, at least.
 */
#include "store_fixture.h"

#define YEAR (365 * BOOK_DAY)

static gint64 removed_person(Book *book) {
  g_autoptr(GError) error = NULL;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  gboolean done = cardcat_store_remove_contact(book->store, ada, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return ada;
}

/* The clock says NOW, and the book is opened to be written. */
static void open_at(Book *book, gint64 now) {
  book_close(book);
  book->now = now;
  book_open(book, CARDCAT_STORE_WRITE);
}

static gboolean can_undo(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  gboolean done = cardcat_store_undo(book->store, &what, NULL, &error);
  if (!done) g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  return done;
}

static guint removed_count(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) removed = cardcat_store_removed(book->store, &error);
  g_assert_no_error(error);
  return removed->len;
}

static gboolean is_kept(Book *book) {
  return ask(book, "SELECT count(*) FROM people") == 1;
}

/* A year ahead for an hour, also written to there, and back. */
static void test_ahead_and_back(Book *book, gconstpointer data) {
  (void)data;
  removed_person(book);
  open_at(book, BOOK_NOW + YEAR);
  g_assert_true(is_kept(book));
  add_person(book, 2, person_new("Omar", "Haddad", NULL));
  open_at(book, BOOK_NOW + YEAR + 3600);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM people"), ==, 2);
  g_assert_cmpuint(removed_count(book), ==, 1);
  open_at(book, BOOK_NOW + 7200);
  g_assert_cmpuint(removed_count(book), ==, 1);
  g_assert_true(can_undo(book)); /* Omar's saving, decided a year ahead */
  g_assert_true(can_undo(book));
  assert_found(book, "beck", "Ada Beck");
}

/* The same of a clock that stays ahead: what counts is a day there. */
static void test_ahead(Book *book, gconstpointer data) {
  (void)data;
  removed_person(book);
  open_at(book, BOOK_NOW + YEAR);
  g_assert_true(can_undo(book));
  g_autoptr(GError) error = NULL;
  g_assert_true(cardcat_store_remove_contact(book->store, 1, &error));
  open_at(book, BOOK_NOW + YEAR + BOOK_DAY);
  g_assert_true(is_kept(book));
  book_let_pass(book, 2);
  g_assert_false(is_kept(book));
}

/* Decided in 1970, by a machine whose battery is empty; the network then tells the time. */
static void test_behind(Book *book, gconstpointer data) {
  (void)data;
  open_at(book, 1000);
  removed_person(book);
  open_at(book, BOOK_NOW);
  g_assert_true(is_kept(book));
  g_assert_cmpuint(removed_count(book), ==, 1);
  g_assert_true(can_undo(book));
}

/* Back and forth for a day, opened each time. */
static void test_to_and_fro(Book *book, gconstpointer data) {
  (void)data;
  removed_person(book);
  for (gint64 hour = 0; hour < 24; hour++) {
    open_at(book, hour % 2 ? hour * 3600 : BOOK_NOW + hour * 3600);
    open_at(book, BOOK_NOW + YEAR + hour * 3600);
    g_assert_true(is_kept(book));
  }
  open_at(book, BOOK_NOW + BOOK_DAY);
  g_assert_true(can_undo(book));
}

/* With a clock that is right it is over on the third day. */
static void test_over(Book *book, gconstpointer data) {
  (void)data;
  removed_person(book);
  open_at(book, BOOK_NOW + BOOK_DAY - 1);
  g_assert_cmpuint(removed_count(book), ==, 1);
  open_at(book, BOOK_NOW + 3 * BOOK_DAY);
  open_at(book, BOOK_NOW + 4 * BOOK_DAY - 1);
  g_assert_cmpuint(removed_count(book), ==, 1);
  open_at(book, BOOK_NOW + 4 * BOOK_DAY);
  g_assert_cmpuint(removed_count(book), ==, 0);
  g_assert_false(is_kept(book));
  g_assert_false(can_undo(book));
  assert_sound(book);
}

/* However often it is opened, and for however long, few days are kept. */
static void test_few_rows(Book *book, gconstpointer data) {
  (void)data;
  for (guint i = 0; i < 100; i++) {
    open_at(book, BOOK_NOW + (gint64)i * BOOK_DAY / 3);
    g_assert_cmpint(ask(book, "SELECT count(*) FROM days"), <=, 3);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-days/ahead-and-back", test_ahead_and_back);
  BOOK_TEST("/store-days/ahead", test_ahead);
  BOOK_TEST("/store-days/behind", test_behind);
  BOOK_TEST("/store-days/to-and-fro", test_to_and_fro);
  BOOK_TEST("/store-days/over", test_over);
  BOOK_TEST("/store-days/few-rows", test_few_rows);
  return g_test_run();
}
