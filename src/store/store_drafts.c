/* What was typed in a review, so that a review can end at any moment.  A draft outlives the
 * decision: when that is undone, what was typed is there again. */
#include "store/store.h"

gboolean cc_draft_put(CcSql *sql, gint64 card, const CardcatContact *contact, gint64 meeting,
                      GError **error) {
  g_autofree char *json = cardcat_contact_to_json(contact);
  return cc_sql_run(sql,
                    "INSERT INTO drafts(card, contact, meeting) VALUES(?1, ?2, ?3)"
                    " ON CONFLICT(card) DO UPDATE"
                    " SET contact = excluded.contact, meeting = excluded.meeting",
                    CC_VALUES(cc_int(card), cc_text(json), cc_int(meeting)), error);
}

gboolean cardcat_store_keep_draft(CardcatStore *store, gint64 card_id,
                                  const CardcatContact *contact, const CardcatMeeting *meeting,
                                  GError **error) {
  CcSql *sql = store->sql;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  gint64 met = 0;
  return transaction && cc_card_check(sql, card_id, error) &&
         cc_meeting_insert(sql, meeting, 0, &met, error) &&
         cc_draft_put(sql, card_id, contact, met, error) &&
         cc_transaction_commit(transaction, error);
}

gboolean cc_draft_load(CcSql *sql, CardcatCard *card, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(sql, "SELECT contact, meeting FROM drafts WHERE card = ?1",
                   CC_VALUES(cc_int(card->id)), error);
  if (!query) return FALSE;
  if (!cc_query_next(query)) return cc_query_end(query, error);
  g_autofree char *json = cc_query_dup(query, 0);
  GError *why = NULL;
  card->draft = cardcat_contact_from_json(json, &why);
  if (!card->draft) {
    cc_card_set_damaged(sql, card->id, why, error);
    return FALSE;
  }
  CardcatMeeting *meeting = cc_meeting_load(sql, cc_query_int(query, 1), error);
  if (!meeting) return FALSE;
  cardcat_meeting_free(card->meeting);
  card->meeting = meeting;
  return TRUE;
}

gboolean cc_draft_rebase(CcSql *sql, const CardcatCard *card, const CardcatContact *was,
                         const CardcatContact *now, GError **error) {
  if (!card->draft) return TRUE;
  g_autoptr(CardcatContact) draft = cc_contact_rebase(card->draft, was, now);
  g_autofree char *json = cardcat_contact_to_json(draft);
  return cc_sql_run(sql, "UPDATE drafts SET contact = ?2 WHERE card = ?1",
                    CC_VALUES(cc_int(card->id), cc_text(json)), error);
}
