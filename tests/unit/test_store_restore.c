/* A backup in the place of the book: whole, and it can be taken back. */
#include <sys/wait.h>
#include <unistd.h>

#include "backup_fixture.h"

static void assert_book(Book *book, const char *names) {
  book_open(book, CARDCAT_STORE_WRITE);
  assert_found(book, "", names);
  assert_sound(book);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
                  ==, 1);
  book_close(book);
  assert_no_part(book->dir);
}

/* The book has Ada and Omar; its backup, the path of which is owned, Ada alone. */
static char *two_books(Book *book) {
  char *file = file_beside(book, "copy.db");
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  back_up(book, file);
  add_person(book, 2, person_new("Omar", "Haddad", NULL));
  book_close(book);
  return file;
}

static void test_restore(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book);
  g_autoptr(GBytes) before = bytes_of(file);
  g_autofree char *kept = restore(book, file);
  g_autofree char *newest = backup_at(book, 0);
  g_assert_cmpstr(kept, ==, newest);
  assert_book(book, "Ada Beck");
  g_autofree char *again = restore(book, kept);
  assert_book(book, "Ada Beck; Omar Haddad");
  g_autoptr(GBytes) after = bytes_of(file);
  g_assert_true(g_bytes_equal(before, after));
}

/* The oldest backup is not the one that goes when it is restored. */
static void test_oldest(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book);
  for (guint week = 0; week < 3; week++)
    book_let_pass(book, 7);
  book_close(book);
  g_autofree char *oldest = backup_at(book, 2), *kept = restore(book, oldest);
  g_assert_true(g_file_test(oldest, G_FILE_TEST_EXISTS));
  g_assert_cmpuint(backups_count(book), ==, 4);
  assert_book(book, "Ada Beck; Omar Haddad");
}

/* Who has the book open sees the new one, and writes to it. */
static void test_open_elsewhere(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book);
  book_open(book, CARDCAT_STORE_WRITE);
  assert_found(book, "", "Ada Beck; Omar Haddad");
  pid_t child = fork();
  if (child == 0) {
    book->store = NULL; /* The parent's; closing it here would drop its locks. */
    g_free(restore(book, file));
    _exit(0);
  }
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  assert_found(book, "", "Ada Beck");
  add_person(book, 3, person_new("Lin", "Wu", NULL));
  book_close(book);
  assert_book(book, "Ada Beck; Lin Wu");
}

static gboolean give_up(const char *file, guint waited, gpointer data) {
  (void)file, (void)waited, (void)data;
  return FALSE;
}

/* A writer is waited for. */
static void test_writer(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *file = two_books(book);
  const CardcatStoreOptions options = {.busy = give_up};
  CardcatRestored restored = {0};
  g_autoptr(CcSql) other = cc_sql_open(book->path, CARDCAT_STORE_WRITE, NULL, &error);
  g_assert_true(cc_sql_script(other, "BEGIN IMMEDIATE", &error));
  g_assert_false(cardcat_store_restore(book->path, file, &options, &restored, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED);
  g_clear_pointer(&other, cc_sql_free);
  assert_book(book, "Ada Beck; Omar Haddad");
}

/* ---- what is refused ------------------------------------------------------------------------- */

static void assert_not_restored(Book *book, const char *file, CardcatError code, const char *says) {
  g_autoptr(GError) error = NULL;
  CardcatRestored restored = {0};
  guint backups = backups_count(book);
  g_autoptr(GBytes) before = bytes_of(book->path);
  g_assert_false(cardcat_store_restore(book->path, file, NULL, &restored, &error));
  g_assert_error(error, CARDCAT_ERROR, (int)code);
  g_test_message("%s", error->message);
  g_assert_true(g_str_has_prefix(error->message, file));
  g_assert_nonnull(strstr(error->message, says));
  g_autoptr(GBytes) after = bytes_of(book->path);
  g_assert_true(g_bytes_equal(before, after));
  g_assert_cmpuint(backups_count(book), ==, backups);
  assert_no_part(book->dir);
}

static void change(const char *file, const char *statements) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcSql) sql = cc_sql_open(file, CARDCAT_STORE_CREATE, NULL, &error);
  g_assert_no_error(error);
  /* Quick: nobody pulls the plug. */
  gboolean done = cc_sql_script(sql, "PRAGMA synchronous = OFF", &error) &&
                  cc_sql_script(sql, statements, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static void test_refused(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book), *none = file_beside(book, "none.db");
  g_autofree char *other = file_beside(book, "other.db"), *diary = file_beside(book, "diary.txt");
  assert_not_restored(book, none, CARDCAT_ERROR_STORE, "no such backup");
  assert_not_restored(book, book->path, CARDCAT_ERROR_USAGE, "address book itself");
  assert_not_restored(book, book->dir, CARDCAT_ERROR_STORE, "this is none");
  put_file(diary, "Dear diary, it rained, and I met nobody who has a card.", -1);
  assert_not_restored(book, diary, CARDCAT_ERROR_DAMAGED, "another kind");
  put_file(diary, "", 0);
  assert_not_restored(book, diary, CARDCAT_ERROR_STORE, "another program");
  change(other, "CREATE TABLE songs(title)");
  assert_not_restored(book, other, CARDCAT_ERROR_STORE, "another program");
  change(other, "PRAGMA application_id = 1667330660; PRAGMA user_version = 7");
  assert_not_restored(book, other, CARDCAT_ERROR_DAMAGED, "no table of contacts");
  change(file, "DROP VIEW contacts; CREATE VIEW contacts AS SELECT id FROM people");
  assert_not_restored(book, file, CARDCAT_ERROR_DAMAGED, "contacts is missing or another");
}

static void test_newer(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book);
  change(file, "PRAGMA user_version = 1000");
  g_autoptr(GBytes) before = bytes_of(file);
  assert_not_restored(book, file, CARDCAT_ERROR_STORE, "newer cardcat");
  g_autoptr(GBytes) after = bytes_of(file);
  g_assert_true(g_bytes_equal(before, after));
}

static void test_damaged_backup(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book);
  change(file, "PRAGMA foreign_keys = OFF; DELETE FROM meetings");
  assert_not_restored(book, file, CARDCAT_ERROR_DAMAGED, "has no row in meetings");
  spoil(file);
  assert_not_restored(book, file, CARDCAT_ERROR_DAMAGED, "damaged");
}

/* ---- other books, other files ---------------------------------------------------------------- */

static void test_older(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book), *old = file_beside(book, "old.db");
  for (guint version = 1; version <= cc_schema_version; version++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *script = NULL, *name = g_strdup_printf("schemas/%u.sql", version);
    g_autofree char *path =
        g_build_filename(g_getenv("CARDCAT_SOURCE"), "tests/unit/data", name, NULL);
    g_assert_true(g_file_get_contents(path, &script, NULL, &error));
    g_unlink(old);
    change(old, script);
    g_free(restore(book, old));
    assert_book(book, "Dr. Ada M. Beck, PhD");
  }
}

/* With pages of another size, as sqlite3 makes them when it is told to. */
static void test_other_pages(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book);
  change(file, "PRAGMA page_size = 1024; VACUUM");
  g_free(restore(book, file));
  assert_book(book, "Ada Beck");
}

static void test_no_book(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book);
  g_assert_cmpint(g_unlink(book->path), ==, 0);
  g_assert_null(restore(book, file));
  assert_book(book, "Ada Beck");
  GStatBuf info;
  g_assert_cmpint(g_stat(book->path, &info), ==, 0);
  g_assert_cmpint(info.st_mode & 0777, ==, 0600);
}

/* ---- a damaged book -------------------------------------------------------------------------- */

/* It is kept to the last byte, with its journal. */
static void assert_aside(Book *book, const char *kept, GBytes *damaged) {
  g_autofree char *beside = g_strconcat(book->path, "-damaged-2026-06-16T10.00.00Z", NULL);
  g_assert_true(g_str_has_prefix(kept, beside));
  g_autoptr(GBytes) aside = bytes_of(kept);
  g_assert_true(g_bytes_equal(aside, damaged));
}

static void test_damaged_book(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book);
  spoil(book->path);
  g_autoptr(GBytes) damaged = bytes_of(book->path);
  g_autofree char *kept = restore(book, file);
  assert_aside(book, kept, damaged);
  assert_book(book, "Ada Beck");
  /* A second one at the same moment takes no name from the first. */
  put_file(book->path, "no database any more, but long enough to be looked at", -1);
  g_autoptr(GBytes) another = bytes_of(book->path);
  g_autofree char *kept_too = restore(book, file);
  g_assert_cmpstr(kept, !=, kept_too);
  assert_aside(book, kept, damaged);
  assert_aside(book, kept_too, another);
  assert_book(book, "Ada Beck");
}

/* A journal goes with it: beside the new book it would be taken for that one's. */
static void test_aside(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *wal = file_beside(book, "cards.db-wal"),
                  *shm = file_beside(book, "cards.db-shm");
  book_close(book);
  put_file(wal, "a journal", -1);
  put_file(shm, "an index of it", -1);
  g_autofree char *aside = cc_aside_keep(book->path, "2026-06-16T10:00:00Z", &error);
  g_assert_no_error(error);
  g_autofree char *aside_wal = g_strconcat(aside, "-wal", NULL);
  g_assert_true(g_file_test(aside, G_FILE_TEST_EXISTS));
  g_assert_true(g_file_test(aside_wal, G_FILE_TEST_EXISTS));
  g_assert_true(g_file_test(book->path, G_FILE_TEST_EXISTS));
  g_assert_false(g_file_test(wal, G_FILE_TEST_EXISTS) || g_file_test(shm, G_FILE_TEST_EXISTS));
}

/* Through a link the file is replaced, not the link. */
static void test_link(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = two_books(book), *real = file_beside(book, "real.db");
  g_assert_cmpint(g_rename(book->path, real), ==, 0);
  g_assert_cmpint(symlink(real, book->path), ==, 0);
  spoil(real);
  g_free(restore(book, file));
  g_assert_true(g_file_test(book->path, G_FILE_TEST_IS_SYMLINK));
  assert_book(book, "Ada Beck");
}

/* Others would go on in a file without a name. */
static void test_damaged_and_open(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *file = two_books(book);
  int told[2], hold[2];
  g_assert_cmpint(pipe(told) + pipe(hold), ==, 0);
  pid_t child = fork();
  if (child == 0) {
    close(hold[1]);
    book_open(book, CARDCAT_STORE_WRITE);
    char c = 0;
    if (write(told[1], &c, 1) != 1 || read(hold[0], &c, 1) != 0) _exit(1);
    _exit(0);
  }
  close(hold[0]);
  char c;
  g_assert_cmpint(read(told[0], &c, 1), ==, 1);
  g_autoptr(GBytes) bytes = bytes_of(book->path);
  FILE *damaged = fopen(book->path, "r+");
  g_assert_cmpint(fputs("no database any more", damaged), >=, 0);
  g_assert_cmpint(fclose(damaged), ==, 0);
  CardcatRestored restored = {0};
  g_assert_false(cardcat_store_restore(book->path, file, NULL, &restored, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE);
  g_assert_nonnull(strstr(error->message, "another program has it open"));
  close(hold[1]);
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_free(restore(book, file));
  assert_book(book, "Ada Beck");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-restore/restore", test_restore);
  BOOK_TEST("/store-restore/oldest", test_oldest);
  BOOK_TEST("/store-restore/open-elsewhere", test_open_elsewhere);
  BOOK_TEST("/store-restore/writer", test_writer);
  BOOK_TEST("/store-restore/refused", test_refused);
  BOOK_TEST("/store-restore/newer", test_newer);
  BOOK_TEST("/store-restore/damaged-backup", test_damaged_backup);
  BOOK_TEST("/store-restore/older", test_older);
  BOOK_TEST("/store-restore/other-pages", test_other_pages);
  BOOK_TEST("/store-restore/no-book", test_no_book);
  BOOK_TEST("/store-restore/damaged-book", test_damaged_book);
  BOOK_TEST("/store-restore/aside", test_aside);
  BOOK_TEST("/store-restore/link", test_link);
  BOOK_TEST("/store-restore/damaged-and-open", test_damaged_and_open);
  return g_test_run();
}
