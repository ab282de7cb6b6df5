/* Statements, their values and rows, and transactions. */
#include "store/sql.h"

struct CcQuery {
  CcSql *sql;
  sqlite3_stmt *statement;
  int result; /* of the last step */
};

struct CcTransaction {
  CcSql *sql;
  gboolean open;
};

/* To prepare one costs more than most of them do: those that were used are kept for the next time.
 * Of more than there are in the sources some were made of what was asked for. */
#define IDLE_MAX 256

static void finalize(gpointer statement) {
  sqlite3_finalize(statement);
}

static int take_statement(CcSql *sql, const char *text, sqlite3_stmt **statement) {
  if (sql->idle && g_hash_table_steal_extended(sql->idle, text, NULL, (gpointer *)statement))
    return SQLITE_OK;
  return sqlite3_prepare_v3(sql->db, text, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
}

/* One that failed, and a PRAGMA, which may do what it does when it is prepared, are not kept. */
static void keep_statement(CcSql *sql, sqlite3_stmt *statement) {
  const char *text = sqlite3_sql(statement);
  if (sqlite3_reset(statement) != SQLITE_OK || g_str_has_prefix(text, "PRAGMA")) {
    sqlite3_finalize(statement);
    return;
  }
  sqlite3_clear_bindings(statement);
  if (!sql->idle) sql->idle = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, finalize);
  if (g_hash_table_size(sql->idle) >= IDLE_MAX) g_hash_table_remove_all(sql->idle);
  g_hash_table_replace(sql->idle, (gpointer)text, statement);
}

static int bind(sqlite3_stmt *statement, int index, const CcValue *value) {
  gsize length = 0;
  gconstpointer data;
  switch (value->kind) {
    case CC_VALUE_INT:
      return sqlite3_bind_int64(statement, index, value->integer);
    case CC_VALUE_REAL:
      return sqlite3_bind_double(statement, index, value->real);
    case CC_VALUE_TEXT:
      return sqlite3_bind_text64(statement, index, g_utf8_make_valid(value->text, -1),
                                 (sqlite3_uint64)-1, g_free, SQLITE_UTF8);
    case CC_VALUE_BLOB:
      data = g_bytes_get_data(value->bytes, &length);
      return sqlite3_bind_blob64(statement, index, data, length, SQLITE_TRANSIENT);
    case CC_VALUE_NULL:
    case CC_VALUE_END:
      break;
  }
  return sqlite3_bind_null(statement, index);
}

CcQuery *cc_query_new(CcSql *sql, const char *text, const CcValue *values, GError **error) {
  g_autoptr(CcQuery) query = g_new0(CcQuery, 1);
  query->sql = sql;
  query->result = take_statement(sql, text, &query->statement);
  for (int i = 0; values && values[i].kind != CC_VALUE_END && query->result == SQLITE_OK; i++)
    query->result = bind(query->statement, i + 1, &values[i]);
  if (query->result != SQLITE_OK) {
    cc_sql_set_error(sql, text, error);
    return NULL;
  }
  return g_steal_pointer(&query);
}

void cc_query_free(CcQuery *query) {
  if (!query) return;
  if (query->statement) keep_statement(query->sql, query->statement);
  g_free(query);
}

gboolean cc_query_next(CcQuery *query) {
  query->result = sqlite3_step(query->statement);
  return query->result == SQLITE_ROW;
}

gboolean cc_query_end(CcQuery *query, GError **error) {
  if (query->result == SQLITE_DONE || query->result == SQLITE_ROW) return TRUE;
  cc_sql_set_error(query->sql, sqlite3_sql(query->statement), error);
  return FALSE;
}

gint64 cc_query_int(CcQuery *query, int column) {
  return sqlite3_column_int64(query->statement, column);
}

char *cc_query_dup(CcQuery *query, int column) {
  const unsigned char *text = sqlite3_column_text(query->statement, column);
  if (!text) return NULL;
  return g_utf8_make_valid((const char *)text, sqlite3_column_bytes(query->statement, column));
}

const char *cc_query_peek(CcQuery *query, int column, char **made) {
  const char *text = (const char *)sqlite3_column_text(query->statement, column);
  if (!text) return NULL;
  gsize length = (gsize)sqlite3_column_bytes(query->statement, column);
  if (g_utf8_validate_len(text, length, NULL)) return text;
  g_free(*made);
  *made = g_utf8_make_valid(text, (gssize)length);
  return *made;
}

GBytes *cc_query_bytes(CcQuery *query, int column) {
  const void *data = sqlite3_column_blob(query->statement, column);
  if (!data) return NULL;
  return g_bytes_new(data, (gsize)sqlite3_column_bytes(query->statement, column));
}

gboolean cc_sql_run(CcSql *sql, const char *text, const CcValue *values, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql, text, values, error);
  if (!query) return FALSE;
  while (cc_query_next(query))
    continue;
  return cc_query_end(query, error);
}

gboolean cc_sql_get_int(CcSql *sql, const char *text, const CcValue *values, gint64 *value,
                        GError **error) {
  g_autoptr(GArray) ints = cc_sql_get_ints(sql, text, values, error);
  if (!ints) return FALSE;
  *value = ints->len > 0 ? g_array_index(ints, gint64, 0) : 0;
  return TRUE;
}

GArray *cc_sql_get_ints(CcSql *sql, const char *text, const CcValue *values, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql, text, values, error);
  return query ? cc_query_ints(query, error) : NULL;
}

GArray *cc_query_ints(CcQuery *query, GError **error) {
  g_autoptr(GArray) ints = g_array_new(FALSE, FALSE, sizeof(gint64));
  while (cc_query_next(query)) {
    gint64 value = cc_query_int(query, 0);
    g_array_append_val(ints, value);
  }
  if (!cc_query_end(query, error)) return NULL;
  return g_steal_pointer(&ints);
}

gint64 cc_sql_last_id(CcSql *sql) {
  return sqlite3_last_insert_rowid(sql->db);
}

/* ---- transactions -------------------------------------------------------------------------- */

CcTransaction *cc_transaction_begin(CcSql *sql, gboolean write, GError **error) {
  if (!cc_sql_run(sql, write ? "BEGIN IMMEDIATE" : "BEGIN", NULL, error)) return NULL;
  CcTransaction *transaction = g_new(CcTransaction, 1);
  *transaction = (CcTransaction){sql, TRUE};
  return transaction;
}

gboolean cc_transaction_commit(CcTransaction *transaction, GError **error) {
  if (!cc_sql_run(transaction->sql, "COMMIT", NULL, error)) return FALSE;
  transaction->open = FALSE;
  return TRUE;
}

/* A failed write may have ended the transaction already: then there is nothing to roll back. */
void cc_transaction_free(CcTransaction *transaction) {
  if (!transaction) return;
  sqlite3 *db = transaction->sql->db;
  if (transaction->open && !sqlite3_get_autocommit(db))
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  g_free(transaction);
}
