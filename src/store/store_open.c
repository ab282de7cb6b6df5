/* Opening a book: is it one, is it ours, is it of a version we know. */
#include "store/store.h"

char *cardcat_store_default_path(void) {
  const char *set = g_getenv("CARDCAT_DB"), *data = g_getenv("XDG_DATA_HOME");
  const char *home = g_getenv("HOME");
  if (set && *set) return g_strdup(set);
  /* As the rule for this variable has it, a path that is not absolute is none. */
  if (data && g_path_is_absolute(data)) return g_build_filename(data, "cardcat", "cards.db", NULL);
  if (!home || !g_path_is_absolute(home)) return NULL;
  return g_build_filename(home, ".local", "share", "cardcat", "cards.db", NULL);
}

static gboolean refuse(CcSql *sql, const char *why, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE, "%s: %s", cc_sql_name(sql), why);
  return FALSE;
}

/* What the file says of itself. */
typedef struct {
  gint64 application, version, tables;
} Identity;

/* In one transaction: another program may be making the book just now. */
static gboolean identify(CcSql *sql, Identity *is, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, FALSE, error);
  return transaction &&
         cc_sql_get_int(sql, "PRAGMA application_id", NULL, &is->application, error) &&
         cc_sql_get_int(sql, "PRAGMA user_version", NULL, &is->version, error) &&
         cc_sql_get_int(sql, "SELECT count(*) FROM sqlite_schema", NULL, &is->tables, error) &&
         cc_transaction_commit(transaction, error);
}

/* An empty file may become a book, one of another program never. */
static gboolean check_identity(CcSql *sql, const Identity *is, CardcatStoreMode mode,
                               GError **error) {
  gboolean empty = is->application == 0 && is->version == 0 && is->tables == 0;
  if (empty && mode == CARDCAT_STORE_CREATE) return TRUE;
  if (empty) return refuse(sql, "the address book is empty: 'cardcat scan' fills it", error);
  if (is->application != CC_STORE_APPLICATION_ID)
    return refuse(sql, "this is a database of another program, not an address book: name another",
                  error);
  if (is->version > cc_schema_version)
    return refuse(sql,
                  "the address book was written by a newer cardcat: install that, or name "
                  "another address book",
                  error);
  return TRUE;
}

/* Journal mode cannot change within a transaction, so it stands before the first one. */
static gboolean bring_up_to_date(CcSql *sql, const Identity *is, GError **error) {
  if (is->version == cc_schema_version) return TRUE;
  return cc_sql_use_wal(sql, error) &&
         cc_schema_migrate(sql, cc_schema_migrations, cc_schema_version, error);
}

static CcSql *open_book(const char *path, CardcatStoreMode mode, const CardcatStoreOptions *options,
                        GError **error) {
  g_autoptr(CcSql) sql = cc_sql_open(path, mode, options, error);
  Identity is = {0};
  if (!sql || !identify(sql, &is, error) || !check_identity(sql, &is, mode, error)) return NULL;
  if (mode == CARDCAT_STORE_READ && is.version < cc_schema_version) {
    /* An older book is brought up to date first, also to be read. */
    g_autoptr(CcSql) writer = open_book(path, CARDCAT_STORE_WRITE, options, error);
    if (!writer) return NULL;
  }
  if (mode != CARDCAT_STORE_READ &&
      (!bring_up_to_date(sql, &is, error) || !cc_decisions_purge(sql, error)))
    return NULL;
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
  return store;
}

void cardcat_store_free(CardcatStore *store) {
  if (!store) return;
  cc_sql_free(store->sql);
  g_free(store);
}

static gboolean check_integrity(CcSql *sql, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql, "PRAGMA integrity_check(1)", NULL, error);
  if (!query) return FALSE;
  if (!cc_query_next(query)) return cc_query_end(query, error);
  g_autofree char *finding = cc_query_dup(query, 0);
  if (g_strcmp0(finding, "ok") == 0) return TRUE;
  g_autofree char *why = g_strdup_printf("the address book is damaged: %s", finding);
  return refuse(sql, why, error);
}

static gboolean check_keys(CcSql *sql, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql, "PRAGMA foreign_key_check", NULL, error);
  if (!query) return FALSE;
  if (!cc_query_next(query)) return cc_query_end(query, error);
  g_autofree char *table = cc_query_dup(query, 0), *parent = cc_query_dup(query, 2);
  g_autofree char *why = g_strdup_printf("the address book is damaged: row %" G_GINT64_FORMAT
                                         " of %s has no row in %s",
                                         cc_query_int(query, 1), table, parent);
  return refuse(sql, why, error);
}

/* Whoever is in the book is in its index, and nobody else. */
static gboolean check_index(CcSql *sql, GError **error) {
  gint64 astray = 0;
  if (!cc_sql_get_int(
          sql,
          "SELECT count(*) FROM (SELECT id FROM contacts EXCEPT SELECT rowid FROM search"
          " UNION ALL SELECT * FROM (SELECT rowid FROM search EXCEPT SELECT id FROM"
          " contacts))",
          NULL, &astray, error))
    return FALSE;
  return astray == 0 || refuse(sql, "the address book's search index is damaged", error);
}

gboolean cardcat_store_check(CardcatStore *store, GError **error) {
  return check_integrity(store->sql, error) && check_keys(store->sql, error) &&
         check_index(store->sql, error);
}

gboolean cardcat_store_counts(CardcatStore *store, CardcatStoreCounts *counts, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(store->sql,
                   "SELECT (SELECT count(*) FROM photos),"
                   " (SELECT count(*) FROM photos WHERE state = 'failed'),"
                   " (SELECT count(*) FROM cards),"
                   " (SELECT count(*) FROM cards WHERE state = 'to review'),"
                   " (SELECT count(*) FROM people WHERE version IS NOT NULL AND removed IS NULL),"
                   /* Not of the view: its lists would be put together and sorted first. */
                   " (SELECT count(*) FROM people p JOIN versions v ON v.id = p.version"
                   "   JOIN meetings m ON m.id = v.meeting"
                   "   WHERE p.removed IS NULL AND m.send_follow_up AND m.followed_up IS NULL)",
                   NULL, error);
  if (!query) return FALSE;
  gboolean row = cc_query_next(query);
  if (!cc_query_end(query, error)) return FALSE;
  g_return_val_if_fail(row, FALSE);
  *counts =
      (CardcatStoreCounts){cc_query_int(query, 0), cc_query_int(query, 1), cc_query_int(query, 2),
                           cc_query_int(query, 3), cc_query_int(query, 4), cc_query_int(query, 5)};
  return TRUE;
}

const char *cardcat_store_path(const CardcatStore *store) {
  return cc_sql_path(store->sql);
}
