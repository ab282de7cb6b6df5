/* A backup put in the book's place.
 *
 * A sound book is not replaced as a file: whoever has that open would go on writing to one that has
 * no name any more, and a journal beside it would be applied to the new one.  It gets all pages of
 * the backup in one transaction of SQLite's instead, which waits for writers, lets readers see
 * either book, and after a kill at any moment is there or is not.  Only a damaged book, in which
 * SQLite cannot write, is replaced as a file, and only when nobody else has it open. */
#include "store/backups.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct {
  const char *file; /* the backup; borrowed */
  const CardcatStoreOptions *options;
  char *path;   /* of the book, without links */
  CcPart *part; /* the backup's copy, brought up to date, proved */
  CcSql *book;  /* NULL: it is damaged */
  CardcatRestored done;
} Restore;

static void restore_clear(Restore *r) {
  g_clear_pointer(&r->book, cc_sql_free);
  g_clear_pointer(&r->part, cc_part_free);
  g_free(r->done.kept);
  g_free(r->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Restore, restore_clear)

/* ---- the backup ------------------------------------------------------------------------------ */

static gboolean check_file(const Restore *r, GError **error) {
  g_autofree char *name = g_filename_display_name(r->file);
  CardcatError code = CARDCAT_ERROR_STORE;
  const char *why = NULL;
  if (cc_file_is_same(r->file, r->path)) {
    code = CARDCAT_ERROR_USAGE;
    why = "this is the address book itself: name a backup";
  } else if (!g_file_test(r->file, G_FILE_TEST_EXISTS))
    why = "there is no such backup: 'cardcat restore' lists those that are kept";
  else if (!g_file_test(r->file, G_FILE_TEST_IS_REGULAR))
    why = "a backup is a file, and this is none: name another";
  if (why) g_set_error(error, CARDCAT_ERROR, code, "%s: %s", name, why);
  return why == NULL;
}

/* The backup itself is only read. */
static gboolean copy_file(Restore *r, GError **error) {
  CcIdentity is = {0};
  g_autoptr(CcSql) source =
      cc_sql_open_copy(r->file, r->file, CARDCAT_STORE_READ, r->options, error);
  return source && cc_identity_read(source, &is, error) && cc_identity_check(source, &is, error) &&
         (r->part = cc_part_new(r->path, error)) &&
         cc_copy_make(source, r->part, r->file, NULL, error);
}

static gboolean check_encoding(CcSql *copy, GError **error) {
  gint64 is_utf8 = 0;
  if (!cc_sql_get_int(copy, "SELECT count(*) FROM pragma_encoding WHERE encoding = 'UTF-8'", NULL,
                      &is_utf8, error))
    return FALSE;
  if (!is_utf8) cc_sql_set_damaged(copy, "its text is not in UTF-8", error);
  return is_utf8 != 0;
}

static CcSql *open_copy(const Restore *r, GError **error) {
  return cc_sql_open_copy(r->part->path, r->file, CARDCAT_STORE_WRITE, r->options, error);
}

static gboolean prepare(Restore *r, GError **error) {
  if (!check_file(r, error) || !copy_file(r, error)) return FALSE;
  g_autoptr(CcSql) copy = open_copy(r, error);
  return copy && check_encoding(copy, error) &&
         cc_schema_migrate(copy, cc_schema_migrations, cc_schema_version, error) &&
         /* First: its views, which are asked next, may come from anybody. */
         cc_check_schema(copy, error) && cc_check_all(copy, error) &&
         cc_sql_get_int(copy, "SELECT count(*) FROM contacts", NULL, &r->done.contacts, error);
}

/* ---- the present book ------------------------------------------------------------------------ */

static gboolean back_up(Restore *r, CcSql *book, GError **error) {
  g_autoptr(CcBackups) backups = cc_backups_lock(book, TRUE, error);
  return backups && cc_backups_make(backups, CARDCAT_BACKUP_RESTORE, r->file, &r->done.kept, error);
}

/* Opens it as it is, of whatever version, and keeps what it holds. */
static CcSql *open_present(Restore *r, GError **error) {
  CcIdentity is = {0};
  g_autoptr(CcSql) book = cc_sql_open(r->path, CARDCAT_STORE_CREATE, r->options, error);
  if (!book || !cc_identity_read(book, &is, error)) return NULL;
  if (cc_identity_is_empty(&is)) return g_steal_pointer(&book);
  if (!cc_identity_check(book, &is, error) || !back_up(r, book, error)) return NULL;
  return g_steal_pointer(&book);
}

static gboolean keep_present(Restore *r, GError **error) {
  g_autoptr(GError) why = NULL;
  r->book = open_present(r, &why);
  if (r->book) return TRUE;
  r->done.was_damaged = g_error_matches(why, CARDCAT_ERROR, CARDCAT_ERROR_DAMAGED);
  if (!r->done.was_damaged) g_propagate_error(error, g_steal_pointer(&why));
  return r->done.was_damaged;
}

/* ---- the one in the place of the other ------------------------------------------------------- */

/* A page cannot change its size in the middle of a book's life. */
static gboolean fit_pages(Restore *r, CcSql *copy, GError **error) {
  gint64 of_book = 0, of_copy = 0;
  if (!cc_sql_get_int(r->book, "PRAGMA page_size", NULL, &of_book, error) ||
      !cc_sql_get_int(copy, "PRAGMA page_size", NULL, &of_copy, error))
    return FALSE;
  g_autofree char *fit =
      g_strdup_printf("PRAGMA page_size = %" G_GINT64_FORMAT "; VACUUM", of_book);
  return of_book == of_copy || cc_sql_script(copy, fit, error);
}

static gboolean fill_book(Restore *r, GError **error) {
  g_autoptr(CcSql) copy = open_copy(r, error);
  return copy && fit_pages(r, copy, error) && cc_sql_use_wal(r->book, error) &&
         cc_sql_copy(copy, r->book, error);
}

static gboolean replace_held(Restore *r, GError **error) {
  /* The clock of OPTIONS, without a book that could be asked for it. */
  g_autoptr(CcSql) copy = open_copy(r, error);
  if (!copy) return FALSE;
  g_autofree char *now = cc_store_time(copy, 0);
  g_clear_pointer(&copy, cc_sql_free);
  r->done.kept = cc_aside_keep(r->path, now, error);
  return r->done.kept && cc_part_publish(r->part, r->path, TRUE, error);
}

static gboolean replace_book(Restore *r, GError **error) {
  int held = cc_aside_hold(r->path, error);
  if (held < 0) return FALSE;
  gboolean well = replace_held(r, error);
  close(held);
  return well;
}

gboolean cardcat_store_restore(const char *path, const char *file,
                               const CardcatStoreOptions *options, CardcatRestored *restored,
                               GError **error) {
  g_return_val_if_fail(path && file, FALSE);
  g_auto(Restore) r = {.file = file, .options = options, .path = cc_file_real(path)};
  if (!prepare(&r, error) || !keep_present(&r, error) ||
      !(r.book ? fill_book(&r, error) : replace_book(&r, error)))
    return FALSE;
  *restored = r.done;
  r.done.kept = NULL;
  return TRUE;
}
