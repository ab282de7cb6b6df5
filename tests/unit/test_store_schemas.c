/* Books of every released version, kept as files: no migration was edited, and each loses nothing.
 * tests/unit/data/schemas/README.md says how a new one is added. */
#include <sys/wait.h>
#include <unistd.h>

#include "store_fixture.h"

static char *data_path(const char *name) {
  return g_build_filename(g_getenv("CARDCAT_SOURCE"), "tests/unit/data/schemas", name, NULL);
}

static char *read_data(const char *name) {
  g_autofree char *path = data_path(name);
  g_autoptr(GError) error = NULL;
  char *text = NULL;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  return text;
}

static void run(CcSql *sql, const char *script) {
  g_autoptr(GError) error = NULL;
  gboolean done = cc_sql_script(sql, script, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

/* The first column of every row of QUERY (?1: NAME), char*, owned. */
static GPtrArray *texts(CcSql *sql, const char *query, const char *name) {
  g_autoptr(GError) error = NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(CcQuery) rows =
      cc_query_new(sql, query, name ? CC_VALUES(cc_text(name)) : NULL, &error);
  g_assert_no_error(error);
  while (cc_query_next(rows))
    g_ptr_array_add(all, cc_query_dup(rows, 0));
  gboolean done = cc_query_end(rows, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return all;
}

/* The index of words is a table as any other; what FTS5 keeps it in is not. */
#define OURS "name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"

static GPtrArray *tables(CcSql *sql) {
  return texts(
      sql, "SELECT name FROM sqlite_schema WHERE type = 'table' AND " OURS " ORDER BY rowid", NULL);
}

/* The rows of TABLE, in COLUMNS, as INSERT statements, in an order of their own. */
static GPtrArray *rows_in(CcSql *sql, const char *table, GPtrArray *columns) {
  g_ptr_array_add(columns, NULL);
  g_autofree char *list = g_strjoinv(", ", (char **)columns->pdata);
  g_autofree char *values = g_strjoinv(") || ', ' || quote(", (char **)columns->pdata);
  g_ptr_array_set_size(columns, (int)columns->len - 1);
  g_autofree char *query = g_strdup_printf(
      "SELECT 'INSERT INTO %s(%s) VALUES(' || quote(%s) || ');' AS row FROM %s ORDER BY row", table,
      list, values, table);
  return texts(sql, query, NULL);
}

static GPtrArray *columns_of(CcSql *sql, const char *table) {
  g_autoptr(GPtrArray) names = texts(sql, "SELECT name FROM pragma_table_info(?1)", table);
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  if (g_str_equal(table, "search")) g_ptr_array_add(all, g_strdup("rowid"));
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add(all, g_strdup(names->pdata[i]));
  return all;
}

static void append_all(GString *out, const GPtrArray *lines, const char *end) {
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf(out, "%s%s\n", (const char *)lines->pdata[i], end);
}

/* The whole book, as a script that makes it again.  Triggers come last: rows are put in as they
 * are. */
static char *dump(CcSql *sql, guint version) {
  g_autoptr(GString) out = g_string_new("PRAGMA foreign_keys = OFF;\n");
  g_autoptr(GPtrArray) made =
      texts(sql,
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type <> 'trigger' AND " OURS
            " ORDER BY rowid",
            NULL);
  append_all(out, made, ";");
  g_autoptr(GPtrArray) all = tables(sql);
  for (guint i = 0; i < all->len; i++) {
    g_autoptr(GPtrArray) columns = columns_of(sql, all->pdata[i]);
    g_autoptr(GPtrArray) rows = rows_in(sql, all->pdata[i], columns);
    append_all(out, rows, "");
  }
  g_autoptr(GPtrArray) triggers =
      texts(sql, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid", NULL);
  append_all(out, triggers, ";");
  g_string_append_printf(out, "PRAGMA application_id = %d;\nPRAGMA user_version = %u;\n",
                         CC_STORE_APPLICATION_ID, version);
  return g_strdup(out->str);
}

/* ---- what the migrations make ---------------------------------------------------------------- */

/* Those of rows.sql for the versions up to VERSION. */
static char *rows_until(guint version) {
  g_autofree char *all = read_data("rows.sql");
  g_autofree char *end = g_strdup_printf("-- version %u\n", version + 1);
  char *behind = strstr(all, end);
  return g_strndup(all, behind ? (gsize)(behind - all) : strlen(all));
}

static CcSql *book_of(guint version) {
  g_autoptr(GError) error = NULL;
  CcSql *sql = cc_sql_open_memory(&error);
  g_assert_no_error(error);
  gboolean done = cc_schema_migrate(sql, cc_schema_migrations, version, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_autofree char *rows = rows_until(version);
  run(sql, rows);
  return sql;
}

/* What VERSION's file must be; when it is not there it is proposed. */
static void assert_file(guint version) {
  g_autofree char *name = g_strdup_printf("%u.sql", version), *path = data_path(name);
  g_autoptr(CcSql) sql = book_of(version);
  g_autofree char *must = dump(sql, version);
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_assert_true(g_file_set_contents(name, must, -1, NULL));
    g_error("%s is missing; %s in this folder is what it would be", path, name);
  }
  g_autofree char *is = read_data(name);
  g_assert_cmpstr(is, ==, must);
}

static void test_files(void) {
  for (guint version = 1; version <= cc_schema_version; version++)
    assert_file(version);
}

static void test_all_filled(void) {
  for (guint version = 1; version <= cc_schema_version; version++) {
    g_autoptr(CcSql) sql = book_of(version);
    g_autoptr(GPtrArray) all = tables(sql);
    g_assert_cmpuint(all->len, >, 10);
    for (guint i = 0; i < all->len; i++) {
      g_autoptr(GPtrArray) columns = columns_of(sql, all->pdata[i]);
      g_autoptr(GPtrArray) rows = rows_in(sql, all->pdata[i], columns);
      g_test_message("version %u: %s", version, (const char *)all->pdata[i]);
      g_assert_cmpuint(rows->len, >, 0);
    }
  }
}

/* ---- what becomes of the files --------------------------------------------------------------- */

/* BOOK becomes the one of VERSION's file. */
/* Of an older book it is known by its photos that a day is theirs. */
static void test_taken(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcSql) sql = book_of(17);
  gint64 known = 0, others = 0;
  run(sql,
      "UPDATE meetings SET met_on = '2026-03-01' WHERE id = 1;"
      "UPDATE meetings SET met_on = '2026-03-02' WHERE id = 2;"
      "UPDATE photos SET taken = '2026-03-01T09:30:00';"
      "UPDATE cards SET reading = 'damaged'");
  run(sql, cc_schema_migrations[17]);
  g_assert_true(cc_sql_get_int(sql, "SELECT taken_on = '2026-03-01' FROM meetings WHERE id = 1",
                               NULL, &known, &error));
  g_assert_true(cc_sql_get_int(sql, "SELECT count(taken_on) FROM meetings WHERE id = 2", NULL,
                               &others, &error));
  g_assert_no_error(error);
  g_assert_cmpint(known, ==, 1);
  g_assert_cmpint(others, ==, 0);
}

static void load(Book *book, guint version) {
  g_autoptr(GError) error = NULL;
  book_close(book);
  remove_folder(book->dir);
  g_autofree char *name = g_strdup_printf("%u.sql", version), *script = read_data(name);
  g_autoptr(CcSql) sql = cc_sql_open(book->path, CARDCAT_STORE_CREATE, NULL, &error);
  g_assert_no_error(error);
  run(sql, "PRAGMA synchronous = OFF"); /* quick; nobody pulls the plug */
  run(sql, script);
}

/* A row of the old book, in its columns, each. */
static GPtrArray *all_rows(CcSql *sql, GPtrArray *names, GPtrArray *columns) {
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < names->len; i++) {
    g_autoptr(GPtrArray) rows = rows_in(sql, names->pdata[i], columns->pdata[i]);
    for (guint j = 0; j < rows->len; j++)
      g_ptr_array_add(all, g_strdup(rows->pdata[j]));
  }
  return all;
}

static void assert_rows_survive(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcSql) old = cc_sql_open(book->path, CARDCAT_STORE_READ, NULL, &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) names = tables(old);
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add(columns, columns_of(old, names->pdata[i]));
  g_autoptr(GPtrArray) before = all_rows(old, names, columns);
  g_clear_pointer(&old, cc_sql_free);
  book_open(book, CARDCAT_STORE_WRITE);
  g_autoptr(GPtrArray) after = all_rows(book->store->sql, names, columns);
  /* The days until now: the last that is over stays. */
  for (guint i = 0; i < before->len; i++)
    if (!g_str_has_prefix(before->pdata[i], "INSERT INTO days"))
      g_assert_true(g_ptr_array_find_with_equal_func(after, before->pdata[i], g_str_equal, NULL));
}

/* What is in it is there for everybody, too. */
static void assert_read(Book *book) {
  g_autoptr(GError) error = NULL;
  assert_sound(book);
  assert_found(book, "optics", "Dr. Ada M. Beck, PhD");
  g_autoptr(CardcatEntry) ada = get_entry(book, 1);
  g_assert_cmpstr(ada->contact->organization, ==, "Beck's & Söhne");
  g_assert_cmpuint(ada->contact->phones->len, ==, 2);
  g_assert_cmpstr(ada->meeting->note, ==, "two lines\nof it");
  g_autoptr(CardcatCard) card = cardcat_store_get_card(book->store, 3, &error);
  g_assert_no_error(error);
  g_assert_cmpint(card->state, ==, CARDCAT_CARD_TO_REVIEW);
  g_autoptr(GPtrArray) removed = cardcat_store_removed(book->store, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(removed->len, ==, 1);
}

static void test_migrated(Book *book, gconstpointer data) {
  (void)data;
  for (guint version = 1; version <= cc_schema_version; version++) {
    g_test_message("version %u", version);
    load(book, version);
    assert_rows_survive(book);
    g_assert_cmpint(ask(book, "PRAGMA user_version"), ==, cc_schema_version);
    assert_read(book);
  }
}

/* Words and marks, whatever stands between them. */
static char *schema_of(CcSql *sql) {
  g_autoptr(GPtrArray) all =
      texts(sql,
            "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')"
            " FROM sqlite_schema ORDER BY type, name",
            NULL);
  g_autoptr(GString) out = g_string_new(NULL);
  append_all(out, all, "");
  g_autoptr(GRegex) spaces = g_regex_new("\\s+", 0, 0, NULL);
  return g_regex_replace_literal(spaces, out->str, -1, 0, " ", 0, NULL);
}

static void test_schema_is_new(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *fresh = schema_of(book->store->sql);
  for (guint version = 1; version <= cc_schema_version; version++) {
    load(book, version);
    book_open(book, CARDCAT_STORE_WRITE);
    g_autofree char *migrated = schema_of(book->store->sql);
    g_assert_cmpstr(migrated, ==, fresh);
  }
}

/* The book as it was is kept, first. */
static void test_kept(Book *book, gconstpointer data) {
  (void)data;
  for (guint version = 1; version < cc_schema_version; version++) {
    load(book, version);
    book_open(book, CARDCAT_STORE_READ);
    g_autoptr(GPtrArray) backups = cardcat_store_backups(book->path);
    /* A new version is no new week. */
    g_assert_cmpuint(backups->len, ==, 1);
    const CardcatBackup *kept = backups->pdata[0];
    g_assert_cmpint(kept->reason, ==, CARDCAT_BACKUP_MIGRATION);
    g_assert_cmpint(kept->contacts, ==, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(CcSql) copy = cc_sql_open(kept->path, CARDCAT_STORE_READ, NULL, &error);
    g_assert_no_error(error);
    g_autofree char *is = dump(copy, version), *name = g_strdup_printf("%u.sql", version);
    g_autofree char *was = read_data(name);
    g_assert_cmpstr(is, ==, was);
  }
}

/* Of many that start at once one brings it up to date, and one backup is made. */
static void test_once(Book *book, gconstpointer data) {
  (void)data;
  enum { ALL = 4 };
  pid_t children[ALL];
  load(book, 1);
  for (guint i = 0; i < ALL; i++) {
    children[i] = fork();
    if (children[i] != 0) continue;
    book_open(book, i % 2 ? CARDCAT_STORE_READ : CARDCAT_STORE_WRITE);
    book_close(book);
    _exit(0);
  }
  for (guint i = 0; i < ALL; i++) {
    int status = 0;
    g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  g_autoptr(GPtrArray) backups = cardcat_store_backups(book->path);
  g_assert_cmpuint(backups->len, ==, 1);
  book_open(book, CARDCAT_STORE_WRITE);
  assert_read(book);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/store-schemas/files", test_files);
  g_test_add_func("/store-schemas/all-filled", test_all_filled);
  g_test_add_func("/store-schemas/taken", test_taken);
  BOOK_TEST("/store-schemas/migrated", test_migrated);
  BOOK_TEST("/store-schemas/schema-is-new", test_schema_is_new);
  BOOK_TEST("/store-schemas/kept", test_kept);
  BOOK_TEST("/store-schemas/once", test_once);
  return g_test_run();
}
