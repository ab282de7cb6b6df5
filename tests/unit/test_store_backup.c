/* Copies of the book: those that are asked for, and those that it keeps by itself. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backup_fixture.h"

static void add_people(Book *book, guint count) {
  tell(book, "PRAGMA synchronous = OFF"); /* quick; nobody pulls the plug */
  for (guint i = 0; i < count; i++) {
    g_autofree char *name = g_strdup_printf("Beck%u", i),
                    *email = g_strdup_printf("%u@a.example", i);
    add_person(book, i, person_new("Ada", name, email));
  }
}

/* ---- where the user says --------------------------------------------------------------------- */

static void assert_holds(const char *file, const char *names) {
  Book copy = {.path = (char *)file, .now = BOOK_NOW};
  book_open(&copy, CARDCAT_STORE_READ);
  assert_found(&copy, "", names);
  assert_sound(&copy);
  book_close(&copy);
}

static void test_backup(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = file_beside(book, "copy.db");
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  back_up(book, file);
  add_person(book, 2, person_new("Omar", "Haddad", NULL));
  GStatBuf info;
  g_assert_cmpint(g_stat(file, &info), ==, 0);
  g_assert_cmpint(info.st_mode & 0777, ==, 0600);
  assert_holds(file, "Ada Beck");
  assert_no_part(book->dir);
  /* One file is all there is. */
  g_assert_false(cc_file_has_bytes(file, "-wal") || cc_file_has_bytes(file, "-journal"));
}

/* Another process writes, before and after; what it has not committed is not in the copy. */
static void test_beside_writer(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *file = file_beside(book, "copy.db");
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  g_autoptr(CcSql) other = cc_sql_open(book->path, CARDCAT_STORE_WRITE, NULL, &error);
  g_assert_true(cc_sql_script(other, "BEGIN IMMEDIATE; DELETE FROM cards", &error));
  g_assert_no_error(error);
  back_up(book, file);
  g_assert_true(cc_sql_script(other, "ROLLBACK", &error));
  assert_holds(file, "Ada Beck");
}

static void assert_not_backed_up(Book *book, const char *file, gboolean replace, CardcatError code,
                                 const char *says) {
  g_autoptr(GError) error = NULL;
  g_assert_false(cardcat_store_backup(book->store, file, replace, &error));
  g_assert_error(error, CARDCAT_ERROR, (int)code);
  g_test_message("%s", error->message);
  g_assert_true(
      g_str_has_prefix(error->message, code == CARDCAT_ERROR_DAMAGED ? book->path : file));
  g_assert_nonnull(strstr(error->message, says));
}

static void test_refused(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = file_beside(book, "copy.db"), *wal = file_beside(book, "cards.db-wal");
  g_autofree char *link = file_beside(book, "link.db"), *none = file_beside(book, "none/copy.db");
  put_file(file, "mine", -1);
  g_assert_cmpint(symlink(book->path, link), ==, 0);
  assert_not_backed_up(book, file, FALSE, CARDCAT_ERROR_USAGE, "already");
  g_autoptr(GBytes) still = bytes_of(file);
  g_assert_cmpmem(g_bytes_get_data(still, NULL), g_bytes_get_size(still), "mine", 4);
  for (int replace = FALSE; replace <= TRUE; replace++) {
    assert_not_backed_up(book, book->path, replace, CARDCAT_ERROR_USAGE, "address book itself");
    assert_not_backed_up(book, wal, replace, CARDCAT_ERROR_USAGE, "address book itself");
    assert_not_backed_up(book, link, replace, CARDCAT_ERROR_USAGE, "address book itself");
    assert_not_backed_up(book, book->dir, replace, CARDCAT_ERROR_USAGE, "no plain file");
    assert_not_backed_up(book, "/dev/full", replace, CARDCAT_ERROR_USAGE, "no plain file");
    assert_not_backed_up(book, none, replace, CARDCAT_ERROR_OUTPUT, "No such file");
  }
  g_autoptr(GError) error = NULL;
  g_assert_true(cardcat_store_backup(book->store, file, TRUE, &error));
  assert_holds(file, "");
}

/* What another process writes just now is left to it, and what somebody else laid there alone. */
static void test_part_in_the_way(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *file = file_beside(book, "copy.db"), *way = file_beside(book, ".copy.db.part");
  g_autoptr(CcPart) part = cc_part_new(file, &error);
  g_assert_no_error(error);
  assert_not_backed_up(book, file, FALSE, CARDCAT_ERROR_OUTPUT, "another cardcat");
  g_clear_pointer(&part, cc_part_free);
  g_assert_cmpint(symlink(book->path, way), ==, 0);
  assert_not_backed_up(book, file, FALSE, CARDCAT_ERROR_OUTPUT, "cannot be written");
  g_assert_cmpint(g_unlink(way), ==, 0);
  put_file(way, "what a killed one left", -1);
  back_up(book, file);
  assert_holds(file, "");
}

/* SQLite's writes fail: nothing is left, and a file that was there stays. */
static void test_full(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = file_beside(book, "copy.db");
  put_file(file, "mine", -1);
  pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit = {100 * 1000, 100 * 1000};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
    assert_not_backed_up(book, file, TRUE, CARDCAT_ERROR_OUTPUT, "cannot be");
    _exit(0);
  }
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  g_autoptr(GBytes) still = bytes_of(file);
  g_assert_cmpuint(g_bytes_get_size(still), ==, 4);
  assert_no_part(book->dir);
}

static void test_damaged(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *file = file_beside(book, "copy.db");
  add_people(book, 200);
  book_close(book);
  spoil(book->path);
  book_open(book, CARDCAT_STORE_READ);
  assert_not_backed_up(book, file, FALSE, CARDCAT_ERROR_DAMAGED, "");
  g_assert_false(g_file_test(file, G_FILE_TEST_EXISTS));
  assert_no_part(book->dir);
}

/* ---- by itself ------------------------------------------------------------------------------- */

static void open_at(Book *book, gint64 now) {
  book_close(book);
  book->now = now;
  book_open(book, CARDCAT_STORE_WRITE);
}

#define assert_backup(book, index, day, number_of_contacts, why)           \
  do {                                                                     \
    g_autoptr(GPtrArray) backups_ = cardcat_store_backups(book->path);     \
    g_assert_cmpuint(backups_->len, >, index);                             \
    const CardcatBackup *backup_ = backups_->pdata[index];                 \
    g_assert_cmpstr(backup_->made, ==, day);                               \
    g_assert_cmpint(backup_->contacts, ==, number_of_contacts);            \
    g_assert_cmpstr(cardcat_backup_reason_name(backup_->reason), ==, why); \
  } while (0)

static void test_weekly(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *folder = cc_backups_folder(book->path);
  open_at(book, BOOK_NOW);
  g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS)); /* nothing could be lost */
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  open_at(book, BOOK_NOW + 60);
  g_assert_cmpuint(backups_count(book), ==, 1);
  assert_backup(book, 0, "2026-06-16T10:01:00Z", 1, "weekly");
  open_at(book, BOOK_NOW + 60 + 7 * BOOK_DAY - 1);
  g_assert_cmpuint(backups_count(book), ==, 1);
  book_close(book);
  book->now++;
  book_open(book, CARDCAT_STORE_READ);
  g_assert_cmpuint(backups_count(book), ==, 1);
  open_at(book, book->now);
  g_assert_cmpuint(backups_count(book), ==, 2);
  assert_backup(book, 0, "2026-06-23T10:01:00Z", 1, "weekly");
  GStatBuf info;
  g_assert_cmpint(g_stat(folder, &info), ==, 0);
  g_assert_cmpint(info.st_mode & 0777, ==, 0700);
  g_autofree char *newest = backup_at(book, 0);
  assert_holds(newest, "Ada Beck");
  assert_no_part(folder);
}

static void test_three_are_kept(Book *book, gconstpointer data) {
  (void)data;
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  for (guint week = 1; week <= 5; week++) {
    book_let_pass(book, 7);
    g_assert_cmpuint(backups_count(book), ==, MIN(week, CC_BACKUPS_MOST));
  }
  assert_backup(book, 0, "2026-07-15T10:00:00Z", 1, "weekly");
  assert_backup(book, 2, "2026-07-01T10:00:00Z", 1, "weekly");
}

/* A clock that is a year ahead for a while costs two backups, one that is behind costs one, however
 * often the book is opened; then it is weekly again. */
static void test_clock_jumps(Book *book, gconstpointer data) {
  (void)data;
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  open_at(book, BOOK_NOW);
  g_assert_cmpuint(backups_count(book), ==, 1);
  for (guint i = 0; i < 3; i++)
    open_at(book, BOOK_NOW + 365 * BOOK_DAY + i);
  g_assert_cmpuint(backups_count(book), ==, 2);
  for (guint i = 0; i < 3; i++)
    open_at(book, BOOK_NOW + 3600 + i);
  g_assert_cmpuint(backups_count(book), ==, 3);
  assert_backup(book, 0, "2026-06-16T11:00:00Z", 1, "weekly");
  open_at(book, BOOK_NOW + 8 * BOOK_DAY);
  assert_backup(book, 0, "2026-06-24T10:00:00Z", 1, "weekly");
  /* The oldest by its number, not by its date, is gone. */
  assert_backup(book, 2, "2027-06-16T10:00:00Z", 1, "weekly");
  open_at(book, 1000);
  open_at(book, 1001);
  assert_backup(book, 0, "1970-01-01T00:16:40Z", 1, "weekly");
  assert_backup(book, 1, "2026-06-24T10:00:00Z", 1, "weekly");
}

/* It stops nothing that one cannot be made, and is tried again. */
static void test_weekly_fails(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *folder = cc_backups_folder(book->path);
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  put_file(folder, "in the way", -1);
  for (guint i = 0; i < 2; i++) {
    g_clear_pointer(&book->warned, g_free);
    open_at(book, BOOK_NOW + i);
    g_assert_nonnull(book->warned);
    g_assert_nonnull(strstr(book->warned, "weekly backup"));
    g_assert_true(g_str_has_prefix(book->warned, book->path));
    add_person(book, 2 + i, person_new("Omar", "Haddad", NULL));
  }
  g_assert_cmpint(g_unlink(folder), ==, 0);
  g_clear_pointer(&book->warned, g_free);
  open_at(book, BOOK_NOW + 2);
  g_assert_null(book->warned);
  g_assert_cmpuint(backups_count(book), ==, 1);
}

/* Without a backup an older book is not brought up to date, and stays as it is to the last byte. */
static void test_migration_fails(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = cc_backups_folder(book->path);
  book_close(book);
  g_assert_cmpint(g_remove(book->path), ==, 0);
  g_autoptr(CcSql) old = cc_sql_open(book->path, CARDCAT_STORE_CREATE, NULL, &error);
  g_assert_true(cc_sql_use_wal(old, &error));
  g_assert_true(cc_schema_migrate(old, cc_schema_migrations, cc_schema_version - 1, &error));
  g_clear_pointer(&old, cc_sql_free);
  put_file(folder, "in the way", -1);
  g_autoptr(GBytes) before = bytes_of(book->path);
  for (int mode = CARDCAT_STORE_READ; mode <= CARDCAT_STORE_CREATE; mode++) {
    g_assert_null(cardcat_store_open(book->path, (CardcatStoreMode)mode, &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE);
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, "until a backup of it can be made"));
    g_clear_error(&error);
  }
  g_autoptr(GBytes) after = bytes_of(book->path);
  g_assert_true(g_bytes_equal(before, after));
  g_assert_cmpint(g_unlink(folder), ==, 0);
  book_open(book, CARDCAT_STORE_WRITE);
  g_assert_cmpuint(backups_count(book), ==, 1);
}

/* ---- damage ---------------------------------------------------------------------------------- */

static void assert_damaged(Book *book, CardcatStoreMode mode) {
  g_autoptr(GError) error = NULL;
  const CardcatStoreOptions options = book_options(book);
  g_autoptr(CardcatStore) store = cardcat_store_open_with(book->path, mode, &options, &error);
  /* Who only reads meets it where it is. */
  if (mode != CARDCAT_STORE_READ) g_assert_null(store);
  if (store) g_assert_false(cardcat_store_check(store, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_DAMAGED);
  g_test_message("%s", error->message);
  g_assert_true(g_str_has_prefix(error->message, book->path));
  g_autofree char *newest = backup_at(book, 0);
  g_assert_nonnull(strstr(error->message, newest));
  g_assert_nonnull(strstr(error->message, "cardcat --db"));
  g_assert_null(strchr(error->message, '\n'));
}

/* A book with a backup, damaged where no command looks. */
static void damage(Book *book) {
  add_people(book, 200);
  open_at(book, BOOK_NOW);
  book_close(book);
  spoil(book->path);
}

/* By the first command of a day that writes, each time; by the first bytes at once. */
static void test_damage_is_noticed(Book *book, gconstpointer data) {
  (void)data;
  damage(book);
  book->now += BOOK_DAY;
  assert_damaged(book, CARDCAT_STORE_WRITE);
  assert_damaged(book, CARDCAT_STORE_CREATE);
  assert_damaged(book, CARDCAT_STORE_READ);
  put_file(book->path, "This is no book any more, and it was one.", -1);
  for (int mode = CARDCAT_STORE_READ; mode <= CARDCAT_STORE_CREATE; mode++)
    assert_damaged(book, (CardcatStoreMode)mode);
}

/* One page of one card, which no opening reads. */
static void damage_picture(Book *book) {
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  tell(book, "UPDATE cards SET picture = zeroblob(20000)");
  open_at(book, BOOK_NOW);
  gint64 page = ask(book,
                    "SELECT pageno FROM dbstat WHERE name = 'cards' AND pagetype = 'overflow'"
                    " ORDER BY path LIMIT 1");
  book_close(book);
  g_autoptr(GBytes) bytes = bytes_of(book->path);
  gsize length = 0;
  char *all = g_bytes_unref_to_data(g_steal_pointer(&bytes), &length);
  memset(all + (page - 1) * 4096, 0xff, 4); /* where the picture goes on */
  put_file(book->path, all, (gssize)length);
  g_free(all);
}

/* A writer that did not end left its journal. */
static void test_damage_after_a_kill(Book *book, gconstpointer data) {
  (void)data;
  damage_picture(book);
  book_open(book, CARDCAT_STORE_WRITE);
  book_close(book);
  g_autofree char *wal = file_beside(book, "cards.db-wal");
  put_file(wal, "of no use", -1);
  assert_damaged(book, CARDCAT_STORE_WRITE);
}

static void test_checked_once_a_day(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  damage_picture(book);
  book_open(book, CARDCAT_STORE_WRITE);
  /* Where it is met, it is the same error. */
  g_assert_null(cardcat_store_get_card(book->store, 1, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_DAMAGED);
  book_close(book);
  book->now += BOOK_DAY;
  assert_damaged(book, CARDCAT_STORE_WRITE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-backup/backup", test_backup);
  BOOK_TEST("/store-backup/beside-writer", test_beside_writer);
  BOOK_TEST("/store-backup/refused", test_refused);
  BOOK_TEST("/store-backup/part-in-the-way", test_part_in_the_way);
  BOOK_TEST("/store-backup/full", test_full);
  BOOK_TEST("/store-backup/damaged", test_damaged);
  BOOK_TEST("/store-backup/weekly", test_weekly);
  BOOK_TEST("/store-backup/three-are-kept", test_three_are_kept);
  BOOK_TEST("/store-backup/clock-jumps", test_clock_jumps);
  BOOK_TEST("/store-backup/weekly-fails", test_weekly_fails);
  BOOK_TEST("/store-backup/migration-fails", test_migration_fails);
  BOOK_TEST("/store-backup/damage-is-noticed", test_damage_is_noticed);
  BOOK_TEST("/store-backup/damage-after-a-kill", test_damage_after_a_kill);
  BOOK_TEST("/store-backup/checked-once-a-day", test_checked_once_a_day);
  return g_test_run();
}
