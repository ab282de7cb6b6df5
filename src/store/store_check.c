/* Is the book sound, and is it one of ours. */
#include "store/store.h"

static gboolean refuse(CcSql *sql, const char *why, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE, "%s: %s", cc_sql_name(sql), why);
  return FALSE;
}

/* ---- whose it is --------------------------------------------------------------------------- */

gboolean cc_identity_read(CcSql *sql, CcIdentity *is, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, FALSE, error);
  return transaction &&
         cc_sql_get_int(sql, "PRAGMA application_id", NULL, &is->application, error) &&
         cc_sql_get_int(sql, "PRAGMA user_version", NULL, &is->version, error) &&
         cc_sql_get_int(sql, "SELECT count(*) FROM sqlite_schema", NULL, &is->tables, error) &&
         cc_transaction_commit(transaction, error);
}

gboolean cc_identity_is_empty(const CcIdentity *is) {
  return is->application == 0 && is->version == 0 && is->tables == 0;
}

gboolean cc_identity_check(CcSql *sql, const CcIdentity *is, GError **error) {
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

/* ---- whether it is sound ------------------------------------------------------------------- */

/* The first row that CHECK (quick_check or integrity_check) gives is "ok" or a finding. */
static gboolean check(CcSql *sql, const char *statement, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql, statement, NULL, error);
  if (!query) return FALSE;
  if (!cc_query_next(query)) return cc_query_end(query, error);
  g_autofree char *finding = cc_query_dup(query, 0);
  if (g_strcmp0(finding, "ok") == 0) return TRUE;
  cc_sql_set_damaged(sql, finding, error);
  return FALSE;
}

gboolean cc_check_pages(CcSql *sql, GError **error) {
  return check(sql, "PRAGMA quick_check(1)", error);
}

gboolean cc_check_indexes(CcSql *sql, GError **error) {
  return check(sql, "PRAGMA integrity_check(1)", error);
}

static gboolean check_keys(CcSql *sql, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql, "PRAGMA foreign_key_check", NULL, error);
  if (!query) return FALSE;
  if (!cc_query_next(query)) return cc_query_end(query, error);
  g_autofree char *table = cc_query_dup(query, 0), *parent = cc_query_dup(query, 2);
  g_autofree char *finding = g_strdup_printf("row %" G_GINT64_FORMAT " of %s has no row in %s",
                                             cc_query_int(query, 1), table, parent);
  cc_sql_set_damaged(sql, finding, error);
  return FALSE;
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
  if (astray > 0) cc_sql_set_damaged(sql, "its search index does not fit", error);
  return astray == 0;
}

/* What is kept twice is the same. */
static gboolean check_listed(CcSql *sql, GError **error) {
  gint64 astray = 0;
  if (!cc_sql_get_int(sql,
                      "SELECT count(*) FROM (SELECT * FROM (SELECT * FROM listing EXCEPT"
                      " SELECT * FROM listed) UNION ALL SELECT * FROM (SELECT * FROM listed"
                      " EXCEPT SELECT * FROM listing))",
                      NULL, &astray, error))
    return FALSE;
  if (astray > 0) cc_sql_set_damaged(sql, "its list of contacts does not fit", error);
  return astray == 0;
}

gboolean cc_check_all(CcSql *sql, GError **error) {
  return cc_check_indexes(sql, error) && check_keys(sql, error) && check_index(sql, error) &&
         check_listed(sql, error);
}

/* ---- whether it has all tables --------------------------------------------------------------- */

/* A book as the newest version makes it. */
static CcSql *new_book(GError **error) {
  g_autoptr(CcSql) sql = cc_sql_open_memory(error);
  if (!sql || !cc_schema_migrate(sql, cc_schema_migrations, cc_schema_version, error)) return NULL;
  return g_steal_pointer(&sql);
}

gboolean cc_check_schema(CcSql *sql, GError **error) {
  g_autoptr(CcSql) fresh = new_book(error);
  g_autoptr(CcQuery) query =
      fresh ? cc_query_new(fresh, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL", NULL,
                           error)
            : NULL;
  if (!query) return FALSE;
  while (cc_query_next(query)) {
    g_autofree char *name = cc_query_dup(query, 0), *text = cc_query_dup(query, 1);
    gint64 found = 0;
    if (!cc_sql_get_int(sql, "SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND sql = ?2",
                        CC_VALUES(cc_text(name), cc_text(text)), &found, error))
      return FALSE;
    if (found == 1) continue;
    g_autofree char *finding = g_strdup_printf("%s is missing or another", name);
    cc_sql_set_damaged(sql, finding, error);
    return FALSE;
  }
  return cc_query_end(query, error);
}
