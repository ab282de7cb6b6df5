/* Days as the book has seen them: what can be undone does not hang on one look at a clock. */
#include "store/store.h"

gboolean cc_days_oldest(CcSql *sql, char **oldest, GError **error) {
  g_autofree char *day_ago = cc_store_time(sql, CC_STORE_DAY);
  g_autoptr(CcQuery) query =
      cc_query_new(sql,
                   "SELECT coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', max(opened), '-1 day'), '')"
                   " FROM days WHERE opened <= ?1",
                   CC_VALUES(cc_text(day_ago)), error);
  if (!query) return FALSE;
  g_autofree char *text = cc_query_next(query) ? cc_query_dup(query, 0) : NULL;
  if (!cc_query_end(query, error)) return FALSE;
  *oldest = g_steal_pointer(&text);
  return TRUE;
}

gboolean cc_days_is_new(CcSql *sql, gboolean *is_new, GError **error) {
  g_autofree char *now = cc_store_time(sql, 0), *day_ago = cc_store_time(sql, CC_STORE_DAY);
  gint64 seen = 0;
  if (!cc_sql_get_int(sql, "SELECT EXISTS (SELECT 1 FROM days WHERE opened > ?1 AND opened <= ?2)",
                      CC_VALUES(cc_text(day_ago), cc_text(now)), &seen, error))
    return FALSE;
  *is_new = !seen;
  return TRUE;
}

/* Only the last day that is over is asked for, so those before it need not be kept. */
gboolean cc_days_note(CcSql *sql, GError **error) {
  g_autofree char *now = cc_store_time(sql, 0), *day_ago = cc_store_time(sql, CC_STORE_DAY);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  return transaction &&
         cc_sql_run(sql, "DELETE FROM days WHERE opened > ?1", CC_VALUES(cc_text(now)), error) &&
         cc_sql_run(sql,
                    "DELETE FROM days WHERE opened < (SELECT max(opened) FROM days"
                    " WHERE opened <= ?1)",
                    CC_VALUES(cc_text(day_ago)), error) &&
         cc_sql_run(sql,
                    "INSERT INTO days(opened) SELECT ?1"
                    " WHERE NOT EXISTS (SELECT 1 FROM days WHERE opened > ?2)",
                    CC_VALUES(cc_text(now), cc_text(day_ago)), error) &&
         cc_transaction_commit(transaction, error);
}
