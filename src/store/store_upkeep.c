/* What opening a book to be written does beside: checked, kept, cleared of what is past. */
#include "store/backups.h"

#define WEEK (7 * CC_STORE_DAY)

/* The newest is a week old, or from a future that a wrong clock told, or there is none. */
static gboolean is_due(CcSql *sql) {
  g_autoptr(GPtrArray) backups = cardcat_store_backups(cc_sql_path(sql));
  if (backups->len == 0) return TRUE;
  const CardcatBackup *newest = backups->pdata[0];
  g_autofree char *week_ago = cc_store_time(sql, WEEK), *soon = cc_store_time(sql, -CC_STORE_DAY);
  return g_strcmp0(newest->made, week_ago) <= 0 || g_strcmp0(newest->made, soon) > 0;
}

static gboolean holds_anything(CcSql *sql, gboolean *holds, GError **error) {
  gint64 some = 0;
  if (!cc_sql_get_int(sql, "SELECT EXISTS (SELECT 1 FROM photos) OR EXISTS (SELECT 1 FROM people)",
                      NULL, &some, error))
    return FALSE;
  *holds = some != 0;
  return TRUE;
}

/* Somebody else who makes one at this moment does as well. */
static gboolean keep(CcSql *sql, GError **error) {
  g_autoptr(GError) why = NULL;
  g_autoptr(CcBackups) backups = cc_backups_lock(sql, FALSE, &why);
  if (!why && (!backups || !is_due(sql) ||
               cc_backups_make(backups, CARDCAT_BACKUP_WEEKLY, NULL, NULL, &why)))
    return TRUE;
  if (!g_error_matches(why, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT)) {
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
  }
  const CardcatStoreOptions *options = &cc_sql_wait(sql)->options;
  g_autofree char *message = g_strdup_printf("%s: the weekly backup could not be made: %s",
                                             cc_sql_name(sql), why->message);
  if (options->warn) options->warn(message, options->data);
  return TRUE;
}

static gboolean keep_weekly(CcSql *sql, GError **error) {
  gboolean holds = FALSE;
  if (!is_due(sql)) return TRUE;
  return holds_anything(sql, &holds, error) && (!holds || keep(sql, error));
}

gboolean cc_upkeep(CcSql *sql, GError **error) {
  gboolean is_new = FALSE;
  if (!cc_days_is_new(sql, &is_new, error) ||
      ((is_new || cc_sql_was_unclean(sql)) && !cc_check_pages(sql, error)))
    return FALSE;
  /* Kept before anything is deleted for good. */
  return keep_weekly(sql, error) && (!is_new || cc_days_note(sql, error)) &&
         cc_decisions_purge(sql, error);
}
