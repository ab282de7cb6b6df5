/* Opening a book: is it one, is it ours, is it of a version we know. */
#include "store/backups.h"

/* An empty file may become a book. */
static gboolean check_identity(CcSql *sql, const CcIdentity *is, CardcatStoreMode mode,
                               GError **error) {
  if (!cc_identity_is_empty(is)) return cc_identity_check(sql, is, error);
  if (mode == CARDCAT_STORE_CREATE) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
              "%s: the address book is empty: 'cardcat scan' fills it", cc_sql_name(sql));
  return FALSE;
}

static gboolean bring_up_to_date(CcSql *sql, GError **error) {
  return cc_sql_use_wal(sql, error) &&
         cc_schema_migrate(sql, cc_schema_migrations, cc_schema_version, error);
}

/* The lock is held until the end, so that of many processes one does it. */
static gboolean keep_and_migrate(CcSql *sql, GError **error) {
  CcIdentity is = {0};
  g_autoptr(CcBackups) backups = cc_backups_lock(sql, TRUE, error);
  if (!backups || !cc_identity_read(sql, &is, error)) return FALSE;
  return is.version == cc_schema_version ||
         (cc_backups_make(backups, CARDCAT_BACKUP_MIGRATION, NULL, NULL, error) &&
          bring_up_to_date(sql, error));
}

/* What cannot be kept as it was is not changed. */
static gboolean migrate_older(CcSql *sql, GError **error) {
  g_autoptr(GError) why = NULL;
  if (keep_and_migrate(sql, &why)) return TRUE;
  if (g_error_matches(why, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT))
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
                "%s: an older cardcat wrote it, and it stays as it is until a backup of it can be "
                "made: %s",
                cc_sql_name(sql), why->message);
  else
    g_propagate_error(error, g_steal_pointer(&why));
  return FALSE;
}

/* A copy that was put in the place of a book has another journal, so that is asked for each time.
 * It cannot change within a transaction, so it stands before the first one. */
static gboolean make_ready(CcSql *sql, const CcIdentity *is, GError **error) {
  if (is->version > 0 && is->version < cc_schema_version && !migrate_older(sql, error))
    return FALSE;
  return bring_up_to_date(sql, error) && cc_upkeep(sql, error);
}

static CcSql *open_book(const char *path, CardcatStoreMode mode, const CardcatStoreOptions *options,
                        GError **error) {
  g_autoptr(CcSql) sql = cc_sql_open(path, mode, options, error);
  CcIdentity is = {0};
  if (!sql || !cc_identity_read(sql, &is, error) || !check_identity(sql, &is, mode, error))
    return NULL;
  if (mode == CARDCAT_STORE_READ && is.version < cc_schema_version) {
    /* An older book is brought up to date first, also to be read. */
    g_autoptr(CcSql) writer = open_book(path, CARDCAT_STORE_WRITE, options, error);
    if (!writer) return NULL;
  }
  if (mode != CARDCAT_STORE_READ && !make_ready(sql, &is, error)) return NULL;
  return g_steal_pointer(&sql);
}

CardcatStore *cardcat_store_open(const char *path, CardcatStoreMode mode, GError **error) {
  return cardcat_store_open_with(path, mode, NULL, error);
}

CardcatStore *cardcat_store_open_with(const char *path, CardcatStoreMode mode,
                                      const CardcatStoreOptions *options, GError **error) {
  g_return_val_if_fail(path, NULL);
  CcSql *sql = open_book(path, mode, options, error);
  if (!sql) return NULL;
  CardcatStore *store = g_new0(CardcatStore, 1);
  store->sql = sql;
  store->writes = mode != CARDCAT_STORE_READ;
  return store;
}

void cardcat_store_free(CardcatStore *store) {
  if (!store) return;
  cc_sql_free(store->sql);
  g_free(store);
}

gboolean cardcat_store_check(CardcatStore *store, GError **error) {
  return cc_check_all(store->sql, error);
}

const char *cardcat_store_path(const CardcatStore *store) {
  return cc_sql_path(store->sql);
}
