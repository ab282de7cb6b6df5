/* Backups made: where the user says, and beside the book. */
#include "store/backups.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* ---- where the user says --------------------------------------------------------------------- */

static gboolean is_of_book(const char *book, const char *file) {
  static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *path = g_strconcat(book, suffixes[i], NULL);
    if (cc_file_is_same(path, file)) return TRUE;
  }
  return FALSE;
}

/* Before any work; publishing it decides. */
static gboolean check_target(const char *book, const char *file, gboolean replace, GError **error) {
  g_autofree char *name = g_filename_display_name(file);
  const char *why = NULL;
  GStatBuf info;
  if (is_of_book(book, file))
    why = "this is the address book itself: name another file";
  else if (g_lstat(file, &info) != 0)
    return TRUE;
  else if (!S_ISREG(info.st_mode))
    why = "this is no plain file: name another";
  else if (!replace)
    why = "this file already exists: name another, or replace it with --force";
  if (!why) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s: %s", name, why);
  return FALSE;
}

gboolean cardcat_store_backup(CardcatStore *store, const char *file, gboolean replace,
                              GError **error) {
  g_return_val_if_fail(file, FALSE);
  if (!check_target(cc_sql_path(store->sql), file, replace, error)) return FALSE;
  g_autoptr(CcPart) part = cc_part_new(file, error);
  return part && cc_copy_make(store->sql, part, file, NULL, error) &&
         cc_part_publish(part, file, replace, error);
}

/* ---- beside the book ------------------------------------------------------------------------- */

struct CcBackups {
  CcSql *sql;
  char *folder;
  int lock; /* -1: the file system has no locks */
};

static gboolean make_folder(const char *folder, GError **error) {
  GStatBuf info;
  if (g_mkdir(folder, 0700) == 0 ||
      (errno == EEXIST && g_stat(folder, &info) == 0 && S_ISDIR(info.st_mode)))
    return TRUE;
  g_autofree char *name = g_filename_display_name(folder);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT,
              "%s: the folder of backups cannot be made: %s", name, g_strerror(errno));
  return FALSE;
}

/* FALSE when another process has the lock, and it was not waited for or in vain. */
static gboolean take(CcBackups *backups, gboolean wait) {
  guint tries = 0;
  do
    if (flock(backups->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return TRUE;
  while (wait && cc_wait_on(cc_sql_wait(backups->sql), cc_sql_name(backups->sql), tries++));
  return FALSE;
}

static void set_locked_error(CcSql *sql, GError **error) {
  if (cc_sql_wait(sql)->ended)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED,
                "%s: interrupted, while another program made a backup", cc_sql_name(sql));
  else
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
                "%s: another program is making a backup of it: end that and try again",
                cc_sql_name(sql));
}

CcBackups *cc_backups_lock(CcSql *sql, gboolean wait, GError **error) {
  g_autofree char *folder = cc_backups_folder(cc_sql_path(sql));
  if (!make_folder(folder, error)) return NULL;
  g_autoptr(CcBackups) backups = g_new0(CcBackups, 1);
  backups->sql = sql;
  backups->lock = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  backups->folder = g_steal_pointer(&folder);
  if (take(backups, wait)) return g_steal_pointer(&backups);
  if (wait) set_locked_error(sql, error);
  return NULL;
}

void cc_backups_unlock(CcBackups *backups) {
  if (!backups) return;
  if (backups->lock >= 0) close(backups->lock);
  g_free(backups->folder);
  g_free(backups);
}

/* What cannot be deleted is too much, and no loss. */
static void delete_older(const char *book, const char *spare) {
  g_autoptr(GPtrArray) all = cardcat_store_backups(book);
  for (guint i = CC_BACKUPS_MOST; i < all->len; i++) {
    const CardcatBackup *backup = all->pdata[i];
    if (!spare || !cc_file_is_same(backup->path, spare)) g_unlink(backup->path);
  }
}

gboolean cc_backups_make(CcBackups *backups, CardcatBackupReason reason, const char *spare,
                         char **path, GError **error) {
  CcSql *sql = backups->sql;
  const char *book = cc_sql_path(sql);
  g_autoptr(GPtrArray) all = cardcat_store_backups(book);
  gint64 number = all->len > 0 ? ((CardcatBackup *)all->pdata[0])->number + 1 : 1, contacts = 0;
  g_autofree char *made = cc_store_time(sql, 0);
  g_autofree char *growing = g_build_filename(backups->folder, "backup.db", NULL);
  g_autoptr(CcPart) part = cc_part_new(growing, error);
  if (!part || !cc_copy_make(sql, part, growing, &contacts, error)) return FALSE;
  g_autofree char *target = cc_backup_path(book, number, made, contacts, reason);
  if (!cc_part_publish(part, target, FALSE, error)) return FALSE;
  delete_older(book, spare);
  if (path) *path = g_steal_pointer(&target);
  return TRUE;
}
