/* kill -9 at each step of a backup, a restore and a migration: nothing is lost, nothing is half. */
#include "kill_fixture.h"

/* The book and its backup as they are before each round. */
typedef struct {
  GBytes *both, *ada; /* a book of two persons; of one */
} Scene;

static void scene_clear(Scene *scene) {
  g_bytes_unref(scene->both);
  g_bytes_unref(scene->ada);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

static char *copy_path(const Book *book) {
  return g_build_filename(book->dir, "copy.db", NULL);
}

static Scene scene_new(Book *book) {
  Scene scene = {0};
  g_autofree char *file = copy_path(book);
  add_person(book, 1, person_new("Ada", "Beck", NULL));
  book_close(book);
  scene.ada = bytes_of(book->path);
  book_open(book, CARDCAT_STORE_WRITE);
  add_person(book, 2, person_new("Omar", "Haddad", NULL));
  book_close(book);
  scene.both = bytes_of(book->path);
  return scene;
}

static void put_bytes(const char *path, GBytes *bytes) {
  gsize length = 0;
  const char *data = g_bytes_get_data(bytes, &length);
  put_file(path, data, (gssize)length);
}

/* BOOKS' folder holds nothing but the book and, unless it is NULL, its COPY. */
static void set_scene(Book *book, GBytes *bytes, GBytes *copy) {
  g_autofree char *file = copy_path(book);
  remove_folder(book->dir);
  g_assert_cmpint(g_mkdir(book->dir, 0700), ==, 0);
  put_bytes(book->path, bytes);
  if (copy) put_bytes(file, copy);
}

/* The names in the book at PATH, which must be sound; owned. */
static char *names_in(const char *path, CardcatStoreMode mode) {
  Book other = {.path = (char *)path, .now = BOOK_NOW};
  book_open(&other, mode);
  assert_sound(&other);
  char *names = found(&other, "");
  book_close(&other);
  return names;
}

#define assert_names_in(path, mode, names)           \
  do {                                               \
    g_autofree char *in_ = names_in((path), (mode)); \
    g_assert_cmpstr(in_, ==, names);                 \
  } while (0)

#define BOTH "Ada Beck; Omar Haddad"
#define ADA "Ada Beck"

/* ---- backup ---------------------------------------------------------------------------------- */

static void do_backup(Book *book) {
  g_autofree char *file = copy_path(book);
  g_autoptr(CardcatStore) store = cardcat_store_open(book->path, CARDCAT_STORE_READ, NULL);
  if (!store || !cardcat_store_backup(store, file, TRUE, NULL)) _exit(1);
}

static void check_backup(Book *book, gboolean was_there) {
  g_autofree char *file = copy_path(book);
  assert_names_in(book->path, CARDCAT_STORE_READ, BOTH);
  if (!was_there && !g_file_test(file, G_FILE_TEST_EXISTS)) return;
  g_autofree char *names = names_in(file, CARDCAT_STORE_READ);
  g_assert_true(g_str_equal(names, BOTH) || (was_there && g_str_equal(names, ADA)));
}

static void test_backup(Book *book, gconstpointer data) {
  (void)data;
  g_auto(Scene) scene = scene_new(book);
  g_autofree char *file = copy_path(book);
  for (int was_there = FALSE; was_there <= TRUE; was_there++) {
    guint count = 1;
    for (gboolean killed = TRUE; killed; count += NEXT_STEP) {
      set_scene(book, scene.both, was_there ? scene.ada : NULL);
      killed = killed_at(book, do_backup, count);
      check_backup(book, was_there);
      if (killed) do_backup(book);
      assert_names_in(file, CARDCAT_STORE_READ, BOTH);
      assert_no_part(book->dir);
    }
    g_test_message("%u steps", count - 1 - NEXT_STEP);
    g_assert_cmpuint(count, >, 10);
  }
}

/* ---- restore --------------------------------------------------------------------------------- */

static void do_restore(Book *book) {
  g_autofree char *file = copy_path(book);
  const CardcatStoreOptions options = book_options(book);
  CardcatRestored restored = {0};
  if (!cardcat_store_restore(book->path, file, &options, &restored, NULL)) _exit(1);
  g_free(restored.kept);
}

/* What the newest automatic backup holds, owned; NULL: there is none. */
static char *kept_names(Book *book) {
  g_autoptr(GPtrArray) backups = cardcat_store_backups(book->path);
  if (backups->len == 0) return NULL;
  return names_in(((CardcatBackup *)backups->pdata[0])->path, CARDCAT_STORE_READ);
}

static void test_restore(Book *book, gconstpointer data) {
  (void)data;
  g_auto(Scene) scene = scene_new(book);
  guint count = 1, done = 0;
  for (gboolean killed = TRUE; killed; count += NEXT_STEP) {
    set_scene(book, scene.both, scene.ada);
    killed = killed_at(book, do_restore, count);
    g_autofree char *names = names_in(book->path, CARDCAT_STORE_READ), *kept = kept_names(book);
    gboolean is_new = g_str_equal(names, ADA);
    if (!is_new) g_assert_cmpstr(names, ==, BOTH);
    if (is_new || kept) g_assert_cmpstr(kept, ==, BOTH);
    done += is_new;
    if (killed) do_restore(book);
    assert_names_in(book->path, CARDCAT_STORE_WRITE, ADA);
    assert_no_part(book->dir);
  }
  g_test_message("%u steps, the book was the new one after %u of them", count - 1 - NEXT_STEP,
                 done);
  g_assert_cmpuint(count, >, 20);
}

/* The damaged file is never gone. */
static gboolean is_aside(Book *book, GBytes *damaged) {
  g_autoptr(GDir) dir = g_dir_open(book->dir, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    if (!g_str_has_prefix(name, "cards.db")) continue;
    g_autofree char *path = g_build_filename(book->dir, name, NULL);
    g_autoptr(GBytes) bytes = g_file_test(path, G_FILE_TEST_IS_DIR) ? NULL : bytes_of(path);
    if (bytes && g_bytes_equal(bytes, damaged)) return TRUE;
  }
  return FALSE;
}

static void test_restore_damaged(Book *book, gconstpointer data) {
  (void)data;
  g_auto(Scene) scene = scene_new(book);
  g_autoptr(GBytes) damaged = g_bytes_new_static("no database any more", 20);
  guint count = 1;
  for (gboolean killed = TRUE; killed; count += NEXT_STEP) {
    set_scene(book, damaged, scene.ada);
    killed = killed_at(book, do_restore, count);
    g_assert_true(is_aside(book, damaged));
    g_autoptr(GBytes) now = bytes_of(book->path);
    if (!g_bytes_equal(now, damaged)) assert_names_in(book->path, CARDCAT_STORE_READ, ADA);
    if (killed) do_restore(book);
    assert_names_in(book->path, CARDCAT_STORE_WRITE, ADA);
    g_assert_true(is_aside(book, damaged));
    assert_no_part(book->dir);
  }
  g_test_message("%u steps", count - 1 - NEXT_STEP);
  g_assert_cmpuint(count, >, 10);
}

/* ---- by itself ------------------------------------------------------------------------------- */

static void do_open(Book *book) {
  book_open(book, CARDCAT_STORE_WRITE);
  book_close(book);
}

static void test_weekly(Book *book, gconstpointer data) {
  (void)data;
  g_auto(Scene) scene = scene_new(book);
  guint count = 1;
  for (gboolean killed = TRUE; killed; count += NEXT_STEP) {
    set_scene(book, scene.both, NULL);
    killed = killed_at(book, do_open, count);
    assert_names_in(book->path, CARDCAT_STORE_WRITE, BOTH);
    g_autofree char *kept = kept_names(book);
    g_assert_cmpstr(kept, ==, BOTH);
    g_assert_cmpuint(backups_count(book), ==, 1);
    assert_no_part(book->dir);
  }
  g_test_message("%u steps", count - 1 - NEXT_STEP);
  g_assert_cmpuint(count, >, 10);
}

static gint64 version_of(const char *path) {
  g_autoptr(GError) error = NULL;
  gint64 version = 0;
  g_autoptr(CcSql) sql = cc_sql_open(path, CARDCAT_STORE_READ, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(cc_sql_get_int(sql, "PRAGMA user_version", NULL, &version, &error));
  return version;
}

static void test_migration(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *script = NULL, *old = g_build_filename(book->dir, "old.db", NULL);
  g_autofree char *path =
      g_build_filename(g_getenv("CARDCAT_SOURCE"), "tests/unit/data/schemas/6.sql", NULL);
  g_assert_true(g_file_get_contents(path, &script, NULL, &error));
  g_autoptr(CcSql) sql = cc_sql_open(old, CARDCAT_STORE_CREATE, NULL, &error);
  g_assert_true(cc_sql_script(sql, script, &error));
  g_clear_pointer(&sql, cc_sql_free);
  g_autoptr(GBytes) before = bytes_of(old);
  book_close(book);
  guint count = 1;
  for (gboolean killed = TRUE; killed; count += NEXT_STEP) {
    set_scene(book, before, NULL);
    killed = killed_at(book, do_open, count);
    if (version_of(book->path) > 6) {
      g_autoptr(GPtrArray) backups = cardcat_store_backups(book->path);
      g_assert_cmpuint(backups->len, >, 0);
      const CardcatBackup *first = backups->pdata[backups->len - 1];
      g_assert_cmpint(first->reason, ==, CARDCAT_BACKUP_MIGRATION);
      g_assert_cmpint(version_of(first->path), ==, 6);
    }
    assert_names_in(book->path, CARDCAT_STORE_WRITE, "Dr. Ada M. Beck, PhD");
    assert_no_part(book->dir);
  }
  g_test_message("%u steps", count - 1 - NEXT_STEP);
  g_assert_cmpuint(count, >, 20);
}

int main(int argc, char **argv) {
  /* In memory where there is such a place: thousands of writes are waited for. */
  if (g_access("/dev/shm", W_OK) == 0) g_setenv("TMPDIR", "/dev/shm", TRUE);
  g_test_init(&argc, &argv, NULL);
  if (!kill_can_trace()) {
    g_print("1..0 # SKIP no process can be traced here\n");
    return 0;
  }
  BOOK_TEST("/store-kill/backup", test_backup);
  BOOK_TEST("/store-kill/restore", test_restore);
  BOOK_TEST("/store-kill/restore-damaged", test_restore_damaged);
  BOOK_TEST("/store-kill/weekly", test_weekly);
  BOOK_TEST("/store-kill/migration", test_migration);
  return g_test_run();
}
