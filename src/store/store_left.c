/* What became of what came lately: contacts that were saved, cards that were rejected, photos that
 * could not be read. */
#include "store/store.h"

/* More of them no list shows. */
#define LEFT_MAX 500

GArray *cardcat_store_rejected(CardcatStore *store, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  return transaction ? cc_sql_get_ints(store->sql,
                                       "SELECT id FROM cards WHERE state = 'rejected'"
                                       " ORDER BY id DESC LIMIT ?1",
                                       CC_VALUES(cc_int(LEFT_MAX)), error)
                     : NULL;
}

gboolean cardcat_store_reconsider_card(CardcatStore *store, gint64 card_id, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  g_autoptr(CardcatCard) card = transaction ? cc_card_load(store->sql, card_id, error) : NULL;
  if (!card) return FALSE;
  if (card->state != CARDCAT_CARD_REJECTED) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "card %" G_GINT64_FORMAT " is not rejected", card_id);
    return FALSE;
  }
  gint64 decision = 0;
  return cc_decision_begin(store->sql, "reconsider", cc_contact_label(card->reading->contact),
                           &decision, error) &&
         cc_decision_keep_card(store->sql, decision, card_id, error) &&
         cc_sql_run(store->sql, "UPDATE cards SET state = 'to review' WHERE id = ?1",
                    CC_VALUES(cc_int(card_id)), error) &&
         cc_transaction_commit(transaction, error);
}

GArray *cardcat_store_saved_lately(CardcatStore *store, GError **error) {
  g_autofree char *oldest = NULL;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction || !cc_days_oldest(store->sql, &oldest, error)) return NULL;
  return cc_sql_get_ints(
      store->sql,
      "SELECT k.person FROM decisions d JOIN decision_people k ON k.decision = d.id"
      " JOIN people p ON p.id = k.person WHERE d.kind IN ('save', 'merge') AND d.undone IS NULL"
      " AND d.made > ?1 AND p.removed IS NULL AND p.version IS NOT NULL"
      " GROUP BY k.person ORDER BY max(d.id) DESC LIMIT ?2",
      CC_VALUES(cc_text(oldest), cc_int(LEFT_MAX)), error);
}

/* ---- photos ------------------------------------------------------------------------------------
 */

void cardcat_failure_free(CardcatFailure *failure) {
  if (!failure) return;
  g_free(failure->path);
  g_free(failure->sha256);
  g_free(failure->message);
  g_free(failure->added);
  g_free(failure);
}

GPtrArray *cardcat_store_failures(CardcatStore *store, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction) return NULL;
  g_autoptr(CcQuery) query =
      cc_query_new(store->sql,
                   "SELECT id, path, sha256, message, added FROM photos WHERE state = 'failed'"
                   " ORDER BY id DESC LIMIT ?1",
                   CC_VALUES(cc_int(LEFT_MAX)), error);
  if (!query) return NULL;
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_failure_free);
  while (cc_query_next(query)) {
    CardcatFailure *failure = g_new0(CardcatFailure, 1);
    failure->id = cc_query_int(query, 0);
    failure->path = cc_query_dup(query, 1);
    failure->sha256 = cc_query_dup(query, 2);
    failure->message = cc_query_dup(query, 3);
    failure->added = cc_query_dup(query, 4);
    g_ptr_array_add(out, failure);
  }
  return cc_query_end(query, error) ? g_steal_pointer(&out) : NULL;
}

gboolean cardcat_store_forget_failure(CardcatStore *store, const char *sha256, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  return transaction &&
         cc_sql_run(store->sql, "DELETE FROM photos WHERE sha256 = ?1 AND state = 'failed'",
                    CC_VALUES(cc_text(sha256)), error) &&
         cc_transaction_commit(transaction, error);
}
