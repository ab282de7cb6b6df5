/* What is decided about the meetings of a contact, each in one transaction. */
#include "store/people.h"

void cc_person_change_clear(CcPersonChange *change) {
  cardcat_entry_free(change->entry);
  g_clear_pointer(&change->rows, g_array_unref);
  cc_transaction_free(change->transaction);
}

gboolean cc_person_change_begin(CcPersonChange *change, gint64 id, GError **error) {
  change->transaction = cc_transaction_begin(change->sql, TRUE, error);
  change->entry = change->transaction ? cc_entry_load(change->sql, id, error) : NULL;
  change->rows = change->entry ? cc_met_load(change->sql, id, error) : NULL;
  return change->rows != NULL;
}

gboolean cc_person_change_keep(const CcPersonChange *change, const char *kind, GError **error) {
  const CardcatEntry *entry = change->entry;
  gint64 decision = 0;
  return cc_decision_begin(change->sql, kind, cc_contact_label(entry->contact), &decision, error) &&
         cc_decision_keep_person(change->sql, decision, entry->id, error) &&
         cc_version_set(change->sql, entry->id, entry->contact, change->rows, error);
}

static gboolean end(const CcPersonChange *change, const char *kind, GError **error) {
  return cc_person_change_keep(change, kind, error) &&
         cc_decision_commit(change->sql, change->transaction, error);
}

gboolean cardcat_store_add_meeting(CardcatStore *store, gint64 contact_id,
                                   const CardcatMeeting *meeting, gint64 *meeting_id,
                                   GError **error) {
  g_auto(CcPersonChange) change = {.sql = store->sql};
  gint64 row = 0;
  if (!cc_person_change_begin(&change, contact_id, error) ||
      !cc_meeting_insert(store->sql, meeting, 0, &row, error) ||
      !cc_met_add(store->sql, change.rows, &row, error))
    return FALSE;
  g_autoptr(CardcatMeeting) added = cc_meeting_load(store->sql, row, error);
  if (!added || !end(&change, "met", error)) return FALSE;
  if (meeting_id) *meeting_id = added->id;
  return TRUE;
}

gboolean cardcat_store_change_meeting(CardcatStore *store, gint64 contact_id, gint64 meeting_id,
                                      const CardcatMeeting *meeting, GError **error) {
  g_auto(CcPersonChange) change = {.sql = store->sql};
  return cc_person_change_begin(&change, contact_id, error) &&
         cc_met_change(store->sql, change.rows, change.entry, meeting, meeting_id, error) &&
         end(&change, "meeting", error);
}

/* Its list is never empty. */
static gboolean leave_blank(const CcPersonChange *change, GError **error) {
  g_autoptr(CardcatMeeting) blank = cardcat_meeting_new();
  blank->send_follow_up = FALSE;
  gint64 row = 0;
  if (!cc_meeting_insert(change->sql, blank, 0, &row, error)) return FALSE;
  g_array_append_val(change->rows, row);
  return TRUE;
}

gboolean cardcat_store_remove_meeting(CardcatStore *store, gint64 contact_id, gint64 meeting_id,
                                      GError **error) {
  g_auto(CcPersonChange) change = {.sql = store->sql};
  if (!cc_person_change_begin(&change, contact_id, error)) return FALSE;
  const GPtrArray *meetings = change.entry->meetings;
  guint at = 0;
  while (at < meetings->len && ((const CardcatMeeting *)meetings->pdata[at])->id != meeting_id)
    at++;
  if (at == meetings->len) {
    cc_met_set_missing(store->sql, contact_id, meeting_id, error);
    return FALSE;
  }
  g_array_remove_index(change.rows, at);
  return (change.rows->len > 0 || leave_blank(&change, error)) && end(&change, "unmet", error);
}
