/* Books that cannot be used: each gives one clear sentence with the file's name, and stays as it
 * was. */
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store_fixture.h"

/* Opening PATH fails with CODE, naming the file and holding SAYS. */
static void assert_refused_as(const char *path, CardcatStoreMode mode, CardcatError code,
                              const char *says) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatStore) store = cardcat_store_open(path, mode, &error);
  g_assert_null(store);
  g_assert_error(error, CARDCAT_ERROR, (int)code);
  g_test_message("%s", error->message);
  g_assert_nonnull(strstr(error->message, path));
  g_assert_nonnull(strstr(error->message, says));
  g_assert_null(strchr(error->message, '\n'));
}

static void assert_refused(const char *path, CardcatStoreMode mode, const char *says) {
  assert_refused_as(path, mode, CARDCAT_ERROR_STORE, says);
}

static void put_file(const char *path, const char *bytes, gssize length) {
  g_autoptr(GError) error = NULL;
  g_assert_true(g_file_set_contents(path, bytes, length, &error));
  g_assert_no_error(error);
}

static void test_missing(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *path = g_build_filename(book->dir, "none.db", NULL);
  assert_refused(path, CARDCAT_STORE_READ, "no address book");
  assert_refused(path, CARDCAT_STORE_WRITE, "no address book");
  assert_refused(book->dir, CARDCAT_STORE_CREATE, "folder");
  assert_refused("/proc/cardcat/cards.db", CARDCAT_STORE_CREATE, "cannot be created");
  assert_refused("/dev/null", CARDCAT_STORE_CREATE, "is a file");
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void test_private(Book *book, gconstpointer data) {
  (void)data;
  GStatBuf info;
  g_assert_cmpint(g_stat(book->path, &info), ==, 0);
  g_assert_cmpint(info.st_mode & 0777, ==, 0600);
}

static void test_garbage(Book *book, gconstpointer data) {
  (void)data;
  book_close(book);
  g_autofree char *text = g_strnfill(8192, 'x');
  put_file(book->path, text, -1);
  for (int mode = CARDCAT_STORE_READ; mode <= CARDCAT_STORE_CREATE; mode++)
    assert_refused_as(book->path, (CardcatStoreMode)mode, CARDCAT_ERROR_DAMAGED, "another kind");
  g_autofree char *after = NULL;
  g_assert_true(g_file_get_contents(book->path, &after, NULL, NULL));
  g_assert_cmpstr(text, ==, after);
}

static void test_empty(Book *book, gconstpointer data) {
  (void)data;
  book_close(book);
  put_file(book->path, "", 0);
  assert_refused(book->path, CARDCAT_STORE_READ, "empty");
  assert_refused(book->path, CARDCAT_STORE_WRITE, "empty");
  book_open(book, CARDCAT_STORE_CREATE);
  assert_sound(book);
}

static void make_foreign(const char *path, const char *statements) {
  g_autoptr(GError) error = NULL;
  put_file(path, "", 0);
  g_autoptr(CcSql) sql = cc_sql_open(path, CARDCAT_STORE_WRITE, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(cc_sql_script(sql, statements, &error));
  g_assert_no_error(error);
}

static void test_foreign(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *path = g_build_filename(book->dir, "other.db", NULL);
  make_foreign(path, "CREATE TABLE bookmarks(url); INSERT INTO bookmarks VALUES('x')");
  for (int mode = CARDCAT_STORE_READ; mode <= CARDCAT_STORE_CREATE; mode++)
    assert_refused(path, (CardcatStoreMode)mode, "another program");
  make_foreign(path, "PRAGMA application_id = 252006673; PRAGMA user_version = 3");
  assert_refused(path, CARDCAT_STORE_CREATE, "another program");
}

static void test_newer(Book *book, gconstpointer data) {
  (void)data;
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  tell(book, "PRAGMA user_version = 1000");
  book_close(book);
  g_autofree char *before = NULL, *after = NULL;
  gsize length = 0, length_after = 0;
  g_assert_true(g_file_get_contents(book->path, &before, &length, NULL));
  for (int mode = CARDCAT_STORE_READ; mode <= CARDCAT_STORE_CREATE; mode++)
    assert_refused(book->path, (CardcatStoreMode)mode, "newer cardcat");
  g_assert_true(g_file_get_contents(book->path, &after, &length_after, NULL));
  g_assert_cmpmem(before, length, after, length_after);
}

/* A page in the middle overwritten: found by the check, and no crash on the way. */
static void test_damaged(Book *book, gconstpointer data) {
  (void)data;
  for (guint i = 0; i < 50; i++)
    add_person(book, i, person_new("Ada", "Beck", "ada@acme.example"));
  book_close(book);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(book->path, &bytes, &length, NULL));
  g_autoptr(GRand) random = g_rand_new_with_seed(20);
  for (gsize i = 4096; i < length; i += 1 + (gsize)g_rand_int_range(random, 0, 64))
    bytes[i] = (char)g_rand_int_range(random, 0, 256);
  put_file(book->path, bytes, (gssize)length);
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatStore) store = cardcat_store_open(book->path, CARDCAT_STORE_READ, &error);
  if (store) g_assert_false(cardcat_store_check(store, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_DAMAGED);
  g_assert_nonnull(strstr(error->message, book->path));
}

/* ---- what cannot be written ---------------------------------------------------------------- */

#define NOBODY 65534

/* Nothing is read-only to root: the rest of the test is somebody else. */
static void become_nobody(const Book *book) {
  if (geteuid() != 0) return;
  g_assert_cmpint(chown(book->dir, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint(chown(book->path, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint(seteuid(NOBODY), ==, 0);
}

static void become_oneself(const Book *book) {
  if (getuid() == 0) g_assert_cmpint(seteuid(0), ==, 0);
  g_assert_cmpint(g_chmod(book->dir, 0700), ==, 0);
}

static void test_read_only_folder(Book *book, gconstpointer data) {
  (void)data;
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  book_close(book);
  become_nobody(book);
  g_assert_cmpint(g_chmod(book->dir, 0500), ==, 0);
  assert_refused(book->path, CARDCAT_STORE_WRITE, "");
  assert_refused(book->path, CARDCAT_STORE_CREATE, "");
  book_open(book, CARDCAT_STORE_READ);
  assert_found(book, "beck", "Ada Beck");
  assert_sound(book);
  book_close(book);
  become_oneself(book);
}

static void test_read_only_file(Book *book, gconstpointer data) {
  (void)data;
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  book_close(book);
  become_nobody(book);
  g_assert_cmpint(g_chmod(book->path, 0400), ==, 0);
  assert_refused(book->path, CARDCAT_STORE_WRITE, "read-only");
  assert_refused(book->path, CARDCAT_STORE_CREATE, "read-only");
  book_open(book, CARDCAT_STORE_READ);
  assert_found(book, "beck", "Ada Beck");
  book_close(book);
  g_assert_cmpint(g_chmod(book->path, 0000), ==, 0);
  assert_refused(book->path, CARDCAT_STORE_READ, "cannot be opened");
  become_oneself(book);
}

/* The side files of a writer that was killed lie beside a book that cannot be written. */
static void test_read_only_unfinished(Book *book, gconstpointer data) {
  (void)data;
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  g_autofree char *bytes = NULL, *wal_bytes = NULL;
  g_autofree char *wal = g_strconcat(book->path, "-wal", NULL);
  gsize length = 0, wal_length = 0;
  g_assert_true(g_file_get_contents(book->path, &bytes, &length, NULL));
  g_assert_true(g_file_get_contents(wal, &wal_bytes, &wal_length, NULL));
  g_assert_cmpuint(wal_length, >, 0);
  book_close(book);
  put_file(book->path, bytes, (gssize)length);
  put_file(wal, wal_bytes, (gssize)wal_length);
  become_nobody(book);
  g_assert_cmpint(g_chmod(book->dir, 0500), ==, 0);
  g_autoptr(GError) error = NULL;
  book->store = cardcat_store_open(book->path, CARDCAT_STORE_READ, &error);
  /* Either what was saved is seen, or it is said that it cannot be. */
  if (book->store)
    assert_found(book, "beck", "Ada Beck");
  else
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE);
  book_close(book);
  become_oneself(book);
  book_open(book, CARDCAT_STORE_WRITE);
  assert_found(book, "beck", "Ada Beck");
}

/* ---- a full disk --------------------------------------------------------------------------- */

/* Adds cards with large pictures until the book refuses; the number that it took. */
static guint add_until_full(Book *book, GError **error) {
  g_autofree guint8 *noise = g_malloc0(200 * 1000);
  for (guint i = 0; i < 1000; i++) {
    CardcatReading *reading = reading_new(i, 1, person_new("Ada", "Beck", NULL));
    reading->picture = g_bytes_new(noise, 200 * 1000);
    g_autoptr(GPtrArray) readings = readings_of(reading);
    if (!cardcat_store_add_readings(book->store, readings, NULL, NULL, error)) return i;
  }
  return 1000;
}

static void test_full(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  tell(book, "PRAGMA max_page_count = 500");
  guint added = add_until_full(book, &error);
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE);
  g_assert_nonnull(strstr(error->message, "disk is full"));
  g_assert_nonnull(strstr(error->message, book->path));
  g_assert_cmpuint(added, >, 0);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM cards"), ==, added);
  assert_sound(book);
  /* With room again the same connection goes on. */
  tell(book, "PRAGMA max_page_count = 100000");
  add_card(book, 2000, person_new("Omar", "Haddad", NULL));
  assert_sound(book);
}

/* The system refuses to let files grow: SQLite sees the writes themselves fail. */
static void test_quota(Book *book, gconstpointer data) {
  (void)data;
  book_close(book);
  pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit = {1000 * 1000, 1000 * 1000};
    g_autoptr(GError) error = NULL;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
    book->store = cardcat_store_open(book->path, CARDCAT_STORE_WRITE, NULL);
    guint added = add_until_full(book, &error);
    _exit(error && strstr(error->message, "cannot be") && added > 0 && added < 1000 ? 0 : 1);
  }
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  book_open(book, CARDCAT_STORE_WRITE);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM cards"), >, 0);
  assert_sound(book);
}

/* ---- migrations ---------------------------------------------------------------------------- */

static void test_migrations(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  CcSql *sql = book->store->sql;
  g_autoptr(GPtrArray) steps = g_ptr_array_new();
  for (guint i = 0; i < cc_schema_version; i++)
    g_ptr_array_add(steps, (char *)cc_schema_migrations[i]);
  g_ptr_array_add(steps, (char *)"CREATE TABLE followups(person INTEGER) STRICT");
  g_ptr_array_add(steps, (char *)"INSERT INTO followups VALUES(7); INSERT INTO nowhere VALUES(1)");
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  const char *const *migrations = (const char *const *)steps->pdata;
  g_assert_true(cc_schema_migrate(sql, migrations, cc_schema_version + 1, &error));
  g_assert_no_error(error);
  g_assert_cmpint(ask(book, "PRAGMA user_version"), ==, cc_schema_version + 1);
  assert_found(book, "beck", "Ada Beck");
  /* One that fails leaves nothing of itself. */
  g_assert_false(cc_schema_migrate(sql, migrations, cc_schema_version + 2, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE);
  g_assert_cmpint(ask(book, "PRAGMA user_version"), ==, cc_schema_version + 1);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM followups"), ==, 0);
}

/* Books of every older version are brought up to date when they are opened, also to be read. */
static void test_older(Book *book, gconstpointer data) {
  (void)data;
  for (guint version = 1; version < cc_schema_version; version++)
    for (int mode = CARDCAT_STORE_READ; mode <= CARDCAT_STORE_CREATE; mode++) {
      g_autoptr(GError) error = NULL;
      book_close(book);
      g_assert_cmpint(g_remove(book->path), ==, 0);
      g_autoptr(CcSql) old = cc_sql_open(book->path, CARDCAT_STORE_CREATE, NULL, &error);
      g_assert_true(cc_schema_migrate(old, cc_schema_migrations, version, &error));
      g_assert_no_error(error);
      g_clear_pointer(&old, cc_sql_free);
      book_open(book, (CardcatStoreMode)mode);
      g_assert_cmpint(ask(book, "PRAGMA user_version"), ==, cc_schema_version);
      assert_sound(book);
    }
}

static void test_pragmas(Book *book, gconstpointer data) {
  (void)data;
  g_assert_cmpint(ask(book, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint(ask(book, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint(ask(book, "PRAGMA application_id"), ==, CC_STORE_APPLICATION_ID);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
                  ==, 1);
  g_assert_cmpint(ask(book,
                      "SELECT count(*) FROM pragma_table_list WHERE type = 'table'"
                      " AND schema = 'main' AND NOT strict AND name NOT LIKE 'search%'"
                      " AND name NOT LIKE 'sqlite%'"),
                  ==, 0);
}

static gint64 count_rows(CcQuery *query) {
  g_autoptr(GError) error = NULL;
  gint64 rows = 0;
  while (cc_query_next(query))
    rows++;
  g_assert_true(cc_query_end(query, &error));
  return rows;
}

/* A statement is used again: not while its rows are read, never with the values it had, and with
 * the tables as they are by then. */
static void test_statements_again(Book *book, gconstpointer data) {
  (void)data;
  static const char all[] = "SELECT * FROM t WHERE x = ?1 OR ?1 IS NULL";
  static const char put[] = "INSERT INTO t VALUES(?1)";
  g_autoptr(GError) error = NULL;
  CcSql *sql = book->store->sql;
  g_assert_true(cc_sql_script(sql, "CREATE TEMP TABLE t(x UNIQUE)", &error));
  for (gint64 i = 1; i <= 3; i++)
    g_assert_true(cc_sql_run(sql, put, CC_VALUES(cc_int(i)), &error));
  g_autoptr(CcQuery) outer = cc_query_new(sql, all, CC_VALUES(cc_int(0)), &error);
  g_assert_false(cc_query_next(outer));
  g_clear_pointer(&outer, cc_query_free);
  outer = cc_query_new(sql, all, NULL, &error);
  g_assert_true(cc_query_next(outer));
  g_autoptr(CcQuery) inner = cc_query_new(sql, all, NULL, &error);
  g_assert_cmpint(count_rows(inner), ==, 3);
  g_assert_cmpint(count_rows(outer), ==, 2);
  g_clear_pointer(&inner, cc_query_free);
  g_clear_pointer(&outer, cc_query_free);
  g_assert_no_error(error);
  g_assert_false(cc_sql_run(sql, put, CC_VALUES(cc_int(1)), &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE);
  g_clear_error(&error);
  g_assert_true(cc_sql_run(sql, put, CC_VALUES(cc_int(4)), &error));
  g_assert_true(cc_sql_script(sql, "ALTER TABLE temp.t ADD COLUMN y DEFAULT 7", &error));
  outer = cc_query_new(sql, all, NULL, &error);
  g_assert_true(cc_query_next(outer));
  g_assert_cmpint(cc_query_int(outer, 1), ==, 7);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-open/missing", test_missing);
  BOOK_TEST("/store-open/private", test_private);
  BOOK_TEST("/store-open/garbage", test_garbage);
  BOOK_TEST("/store-open/empty", test_empty);
  BOOK_TEST("/store-open/foreign", test_foreign);
  BOOK_TEST("/store-open/newer", test_newer);
  BOOK_TEST("/store-open/damaged", test_damaged);
  BOOK_TEST("/store-open/read-only-folder", test_read_only_folder);
  BOOK_TEST("/store-open/read-only-file", test_read_only_file);
  BOOK_TEST("/store-open/read-only-unfinished", test_read_only_unfinished);
  BOOK_TEST("/store-open/full", test_full);
  BOOK_TEST("/store-open/quota", test_quota);
  BOOK_TEST("/store-open/migrations", test_migrations);
  BOOK_TEST("/store-open/older", test_older);
  BOOK_TEST("/store-open/pragmas", test_pragmas);
  BOOK_TEST("/store-open/statements-again", test_statements_again);
  return g_test_run();
}
