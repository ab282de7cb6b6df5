/* Whom one wishes to meet. */
#include "store/people.h"

void cardcat_want_free(CardcatWant *want) {
  if (!want) return;
  g_free(want->words);
  g_free(want->why);
  g_free(want->made);
  g_free(want);
}

GPtrArray *cardcat_store_wants(CardcatStore *store, GError **error) {
  g_autoptr(CcQuery) row = cc_query_new(
      store->sql, "SELECT id, words, why, made FROM wants WHERE removed IS NULL ORDER BY id", NULL,
      error);
  if (!row) return NULL;
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_want_free);
  while (cc_query_next(row)) {
    CardcatWant *want = g_new0(CardcatWant, 1);
    *want = (CardcatWant){.id = cc_query_int(row, 0),
                          .words = cc_query_dup(row, 1),
                          .why = cc_query_dup(row, 2),
                          .made = cc_query_dup(row, 3)};
    g_ptr_array_add(out, want);
  }
  return cc_query_end(row, error) ? g_steal_pointer(&out) : NULL;
}

GPtrArray *cardcat_store_wanted(CardcatStore *store, const CardcatContact *contact,
                                GError **error) {
  GPtrArray *wants = cardcat_store_wants(store, error);
  for (guint i = wants ? wants->len : 0; i-- > 0;)
    if (!cardcat_want_fits(wants->pdata[i], contact)) g_ptr_array_remove_index(wants, i);
  return wants;
}

/* A decision of KIND about WANT, which it finds removed at REMOVED (NULL: not). */
static gboolean decide(CcSql *sql, const char *kind, gint64 want, const char *words,
                       const char *removed, GError **error) {
  gint64 decision = 0;
  return cc_decision_begin(sql, kind, words, &decision, error) &&
         cc_sql_run(sql, "INSERT INTO decision_wants VALUES(?1, ?2, ?3)",
                    CC_VALUES(cc_int(decision), cc_int(want), cc_text(removed)), error);
}

gboolean cardcat_store_add_want(CardcatStore *store, const char *words, const char *why, gint64 *id,
                                GError **error) {
  CcSql *sql = store->sql;
  g_autofree char *clean = cc_text_clean(words, -1, CC_TEXT_MAX);
  g_autofree char *reason = cc_text_clean(why ? why : "", -1, CC_TEXT_MAX);
  g_autofree char *now = cc_store_time(sql, 0);
  if (!cc_want_asks(clean)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "'%s' names nobody and nothing: give a name, a firm or a field", clean);
    return FALSE;
  }
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  if (!transaction ||
      !cc_sql_run(sql, "INSERT INTO wants(words, why, made) VALUES(?1, ?2, ?3)",
                  CC_VALUES(cc_text(clean), cc_text(*reason ? reason : NULL), cc_text(now)), error))
    return FALSE;
  gint64 want = cc_sql_last_id(sql);
  if (!decide(sql, "want", want, clean, now, error) || !cc_transaction_commit(transaction, error))
    return FALSE;
  if (id) *id = want;
  return TRUE;
}

static char *words_of(CcSql *sql, gint64 id, GError **error) {
  g_autoptr(CcQuery) row =
      cc_query_new(sql, "SELECT words FROM wants WHERE id = ?1 AND removed IS NULL",
                   CC_VALUES(cc_int(id)), error);
  if (!row) return NULL;
  g_autofree char *words = cc_query_next(row) ? cc_query_dup(row, 0) : NULL;
  if (!cc_query_end(row, error)) return NULL;
  if (!words)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "%s: nothing you want has the number %" G_GINT64_FORMAT, cc_sql_name(sql), id);
  return g_steal_pointer(&words);
}

gboolean cardcat_store_remove_want(CardcatStore *store, gint64 id, GError **error) {
  CcSql *sql = store->sql;
  g_autofree char *now = cc_store_time(sql, 0);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  g_autofree char *words = transaction ? words_of(sql, id, error) : NULL;
  return words && decide(sql, "unwant", id, words, NULL, error) &&
         cc_sql_run(sql, "UPDATE wants SET removed = ?2 WHERE id = ?1",
                    CC_VALUES(cc_int(id), cc_text(now)), error) &&
         cc_transaction_commit(transaction, error);
}

gboolean cc_wants_put_back(CcSql *sql, gint64 decision, GError **error) {
  return cc_sql_run(sql,
                    "UPDATE wants SET removed = d.removed FROM decision_wants d"
                    " WHERE d.decision = ?1 AND d.want = wants.id",
                    CC_VALUES(cc_int(decision)), error);
}
