/* A contact that comes without a card. */
#include "store/store.h"

gboolean cardcat_store_add_contact(CardcatStore *store, const CardcatContact *contact,
                                   const CardcatMeeting *meeting, gint64 *contact_id,
                                   GError **error) {
  CcSql *sql = store->sql;
  gint64 decision = 0, met = 0, person = 0;
  if (cardcat_contact_is_empty(contact)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "the contact says nothing");
    return FALSE;
  }
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  if (!transaction ||
      !cc_decision_begin(sql, "save", cc_contact_label(contact), &decision, error) ||
      !cc_meeting_insert(sql, meeting, 0, &met, error) ||
      !cc_person_insert(sql, decision, contact, met, &person, error) ||
      !cc_transaction_commit(transaction, error))
    return FALSE;
  if (contact_id) *contact_id = person;
  return TRUE;
}
