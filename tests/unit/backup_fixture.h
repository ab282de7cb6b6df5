/* A book's backups, made, put back and looked at. */
#pragma once

#include "store/backups.h"
#include "store_fixture.h"

static inline guint backups_count(Book *book) {
  g_autoptr(GPtrArray) backups = cardcat_store_backups(book->path);
  return backups->len;
}

/* Backup INDEX, 0 the newest: its path, owned. */
static inline char *backup_at(Book *book, guint index) {
  g_autoptr(GPtrArray) backups = cardcat_store_backups(book->path);
  g_assert_cmpuint(backups->len, >, index);
  return g_strdup(((const CardcatBackup *)backups->pdata[index])->path);
}

static inline char *file_beside(Book *book, const char *name) {
  return g_build_filename(book->dir, name, NULL);
}

static inline void back_up(Book *book, const char *file) {
  g_autoptr(GError) error = NULL;
  gboolean done = cardcat_store_backup(book->store, file, FALSE, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

/* The book, closed, becomes FILE; the path of what it was, owned. */
static inline char *restore(Book *book, const char *file) {
  g_autoptr(GError) error = NULL;
  CardcatRestored restored = {0};
  const CardcatStoreOptions options = book_options(book);
  gboolean done = cardcat_store_restore(book->path, file, &options, &restored, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return restored.kept;
}

static inline void put_file(const char *path, const char *bytes, gssize length) {
  g_autoptr(GError) error = NULL;
  gboolean done = g_file_set_contents(path, bytes, length, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static inline GBytes *bytes_of(const char *path) {
  char *bytes = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &bytes, &length, &error);
  g_assert_no_error(error);
  return g_bytes_new_take(bytes, length);
}

/* The last quarter of the file is noise. */
static inline void spoil(const char *path) {
  g_autoptr(GBytes) bytes = bytes_of(path);
  gsize length = 0;
  char *data = g_bytes_unref_to_data(g_steal_pointer(&bytes), &length);
  for (gsize i = length * 3 / 4; i < length; i++)
    data[i] = (char)(i * 7);
  put_file(path, data, (gssize)length);
  g_free(data);
}

static inline void assert_no_part(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    g_assert_null(strstr(name, ".part"));
}
