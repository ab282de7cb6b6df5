/* A book that another program is writing to: waited for, told about, given up. */
#include "store_fixture.h"

/* Another program that holds the book, and how often one was asked to wait for it. */
typedef struct {
  CcSql *other;
  guint asked, last; /* LAST: milliseconds */
  guint lets_go_at;  /* asked so often, it lets go; 0: never */
  guint given_up_at; /* as often, the wait is ended; 0: never */
  const char *file;
} Holder;

static gboolean on_busy(const char *file, guint waited, gpointer data) {
  Holder *holder = data;
  g_autoptr(GError) error = NULL;
  g_assert_cmpstr(file, ==, holder->file);
  if (holder->asked == 0) g_assert_cmpuint(waited, ==, 0);
  g_assert_cmpuint(waited, >=, holder->last);
  holder->last = waited;
  holder->asked++;
  if (holder->asked == holder->lets_go_at) {
    g_assert_true(cc_sql_run(holder->other, "COMMIT", NULL, &error));
    g_assert_no_error(error);
  }
  return holder->asked != holder->given_up_at;
}

static CcSql *hold(const char *path, CardcatStoreMode mode) {
  g_autoptr(GError) error = NULL;
  CcSql *other = cc_sql_open(path, mode, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(cc_sql_run(other, "BEGIN EXCLUSIVE", NULL, &error));
  return other;
}

/* BOOK opened anew: HOLDER is asked, and no time passes. */
static void open_asking(Book *book, Holder *holder) {
  g_autoptr(GError) error = NULL;
  const CardcatStoreOptions options = {on_busy, holder};
  book_close(book);
  book->store = cardcat_store_open_with(book->path, CARDCAT_STORE_WRITE, &options, &error);
  g_assert_no_error(error);
  cc_sql_set_pause(book->store->sql, 0);
  holder->file = book->path;
  holder->other = hold(book->path, CARDCAT_STORE_WRITE);
}

static gboolean write_something(Book *book, GError **error) {
  g_autofree char *sha = sha_of(2);
  return cardcat_store_add_failure(book->store, "a.jpg", sha, "no card", error);
}

/* Longer than two seconds, and in the end it is written. */
static void test_waits(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  Holder holder = {.lets_go_at = 1000};
  open_asking(book, &holder);
  g_assert_true(write_something(book, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(holder.asked, ==, 1000);
  g_assert_cmpuint(holder.last, >=, 9000);
  cc_sql_free(holder.other);
}

static void test_waits_in_vain(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  Holder holder = {0};
  open_asking(book, &holder);
  g_assert_false(write_something(book, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE);
  g_assert_nonnull(strstr(error->message, "another program"));
  g_assert_nonnull(strstr(error->message, book->path));
  g_assert_cmpuint(holder.last, >=, (CARDCAT_STORE_WAIT_SECONDS - 1) * 1000);
  g_assert_cmpuint(holder.last, <, CARDCAT_STORE_WAIT_SECONDS * 1000);
  /* Reading goes on beside a writer, and writing when it has ended. */
  assert_found(book, "", "");
  g_clear_error(&error);
  g_assert_true(cc_sql_run(holder.other, "COMMIT", NULL, &error));
  g_assert_true(write_something(book, &error));
  g_assert_no_error(error);
  cc_sql_free(holder.other);
}

static void test_wait_ended(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  Holder holder = {.given_up_at = 3};
  open_asking(book, &holder);
  g_assert_false(write_something(book, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED);
  g_assert_cmpuint(holder.asked, ==, 3);
  cc_sql_free(holder.other);
}

/* Not yet in the mode in which readers go beside a writer: to open it is to wait. */
static void test_waits_to_open(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(book->dir, "new.db", NULL);
  Holder holder = {.lets_go_at = 3, .file = path};
  const CardcatStoreOptions options = {on_busy, &holder};
  holder.other = hold(path, CARDCAT_STORE_CREATE);
  g_autoptr(CardcatStore) store =
      cardcat_store_open_with(path, CARDCAT_STORE_CREATE, &options, &error);
  g_assert_no_error(error);
  g_assert_nonnull(store);
  g_assert_cmpuint(holder.asked, >=, 3);
  cc_sql_free(holder.other);
}

/* The change to that mode, which SQLite itself does not wait for. */
static void test_waits_to_change_mode(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(book->dir, "new.db", NULL);
  Holder holder = {.lets_go_at = 3, .file = path};
  const CardcatStoreOptions options = {on_busy, &holder};
  g_autoptr(CcSql) sql = cc_sql_open(path, CARDCAT_STORE_CREATE, &options, &error);
  g_assert_no_error(error);
  holder.other = hold(path, CARDCAT_STORE_WRITE);
  g_assert_true(cc_sql_use_wal(sql, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(holder.asked, ==, 3);
  cc_sql_free(holder.other);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-wait/waits", test_waits);
  BOOK_TEST("/store-wait/waits-in-vain", test_waits_in_vain);
  BOOK_TEST("/store-wait/wait-ended", test_wait_ended);
  BOOK_TEST("/store-wait/waits-to-open", test_waits_to_open);
  BOOK_TEST("/store-wait/waits-to-change-mode", test_waits_to_change_mode);
  return g_test_run();
}
