/* What the user decides about cards and contacts.  Each decision is one transaction that first
 * keeps what it is about to change. */
#include "store/changes.h"
#include "store/people.h"

#include <string.h>

/* ---- saving a card ------------------------------------------------------------------------- */

/* A card being saved. */
typedef struct {
  CcSql *sql;
  gint64 card_id;
  CardcatCard *card;             /* loaded */
  const CardcatContact *contact; /* as the user wants it; borrowed */
  const CardcatMeeting *meeting; /* as well */
  const CardcatContact *result;  /* of a merge; NULL: what it makes of both; borrowed */
  gint64 meeting_id;             /* its row */
  gint64 decision;
  gint64 person; /* whom the card is saved as */
} Saving;

static void saving_clear(Saving *saving) {
  cardcat_card_free(saving->card);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Saving, saving_clear)

static gboolean keep_corrections(Saving *s, GError **error) {
  guint count = 0;
  g_autoptr(CardcatContact) now = cc_contact_clean(s->contact);
  if (!cc_corrections_keep(s->sql, s->decision, s->card, now, &count, error)) return FALSE;
  gboolean as_read = count == 0 && cc_meeting_equal(s->meeting, s->card->meeting);
  /* What was typed is there again when the saving is undone. */
  return (as_read && !s->card->draft) ||
         cc_draft_put(s->sql, s->card->id, now, s->meeting_id, error);
}

static gboolean save_as_new(Saving *s, GError **error) {
  return cc_person_insert(s->sql, s->decision, s->contact, s->meeting_id, &s->person, error);
}

/* The meeting of ENTRY that its card came with; of an old book the only one; NULL: it is gone. */
static const CardcatMeeting *meeting_of_card(const CardcatEntry *entry, const CardcatCard *card) {
  for (guint i = 0; i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    if (meeting->id == card->meeting->id) return meeting;
  }
  return entry->meetings->len == 1 ? entry->meeting : NULL;
}

/* The card was saved before, perhaps in another window: its contact is brought up to date.  What
 * was sent to the person since stays sent. */
static gboolean save_again(Saving *s, GError **error) {
  s->person = s->card->contact_id;
  g_autoptr(CardcatEntry) entry = cc_entry_load(s->sql, s->person, error);
  g_autoptr(GArray) met = entry ? cc_met_load(s->sql, s->person, error) : NULL;
  if (!met) return FALSE;
  const CardcatMeeting *old = meeting_of_card(entry, s->card);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_copy(s->meeting);
  if (old && old->followed_up && !meeting->followed_up)
    meeting->followed_up = g_strdup(old->followed_up);
  gboolean done = old ? cc_met_put(s->sql, met, old->id, meeting, &s->meeting_id, NULL, error)
                      : cc_met_add(s->sql, met, &s->meeting_id, error);
  return done && cc_decision_keep_person(s->sql, s->decision, s->person, error) &&
         cc_version_set(s->sql, s->person, s->contact, met, error);
}

/* What INTO's contact becomes with FROM's; owned. */
static CardcatContact *merged(const CardcatEntry *into, const CardcatEntry *from) {
  CardcatContact *both = cardcat_contact_copy(into->contact);
  cardcat_contact_merge(both, from->contact);
  return both;
}

/* PERSON becomes RESULT and gains the meetings in the rows NEW, which become those that it has
 * then. */
static gboolean merge_into(CcSql *sql, gint64 decision, gint64 person, GArray *new,
                           const CardcatContact *result, GError **error) {
  g_autoptr(GArray) met = cc_met_load(sql, person, error);
  for (guint i = 0; met && i < new->len; i++)
    if (!cc_met_add(sql, met, &g_array_index(new, gint64, i), error)) return FALSE;
  return met && cc_decision_keep_person(sql, decision, person, error) &&
         cc_version_set(sql, person, result, met, error);
}

/* What the card alone would be; owned. */
static CardcatEntry *entry_of_card(const Saving *s) {
  CardcatEntry *entry = cc_entry_new_empty();
  cardcat_contact_free(entry->contact);
  entry->contact = cc_contact_clean(s->contact);
  entry->created = cc_store_time(s->sql, 0);
  g_ptr_array_set_size(entry->meetings, 0);
  g_ptr_array_add(entry->meetings, cardcat_meeting_copy(s->meeting));
  entry->meeting = entry->meetings->pdata[0];
  return entry;
}

static gboolean save_into(Saving *s, gint64 into, GError **error) {
  g_autoptr(CardcatEntry) entry = cc_entry_load(s->sql, into, error);
  g_autoptr(CardcatEntry) card = entry_of_card(s);
  g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(met, s->meeting_id);
  s->person = into;
  if (!entry) return FALSE;
  g_autoptr(CardcatContact) both =
      s->result ? cardcat_contact_copy(s->result) : merged(entry, card);
  cc_jobs_join(entry, card, both, s->result != NULL);
  if (!merge_into(s->sql, s->decision, into, met, both, error) ||
      !cc_jobs_set(s->sql, into, entry, error))
    return FALSE;
  s->meeting_id = g_array_index(met, gint64, 0);
  return TRUE;
}

gboolean cc_person_hide(CcSql *sql, gint64 person, GError **error) {
  g_autofree char *now = cc_store_time(sql, 0);
  return cc_sql_run(sql, "UPDATE people SET removed = ?2, changed = ?2 WHERE id = ?1",
                    CC_VALUES(cc_int(person), cc_text(now)), error) &&
         cc_version_index(sql, person, error);
}

static gboolean hide(CcSql *sql, gint64 decision, gint64 person, GError **error) {
  return cc_decision_keep_person(sql, decision, person, error) &&
         cc_person_hide(sql, person, error);
}

/* A contact whose only card now belongs to another would be left behind as its double. */
static gboolean leave_former(Saving *s, GError **error) {
  gint64 former = s->card->contact_id, others = 0;
  if (former == 0 || former == s->person) return TRUE;
  if (!cc_sql_get_int(s->sql, "SELECT count(*) FROM cards WHERE person = ?1",
                      CC_VALUES(cc_int(former)), &others, error))
    return FALSE;
  return others > 0 || hide(s->sql, s->decision, former, error);
}

static gboolean save(Saving *s, gint64 into, GError **error) {
  const char *kind = into > 0 ? "merge" : "save";
  if (!cc_decision_begin(s->sql, kind, cc_contact_label(s->contact), &s->decision, error) ||
      !cc_decision_keep_card(s->sql, s->decision, s->card->id, error))
    return FALSE;
  gboolean done = into > 0                  ? save_into(s, into, error)
                  : s->card->contact_id > 0 ? save_again(s, error)
                                            : save_as_new(s, error);
  return done &&
         cc_sql_run(
             s->sql, "UPDATE cards SET state = 'saved', person = ?2, meeting = ?3 WHERE id = ?1",
             CC_VALUES(cc_int(s->card->id), cc_int(s->person), cc_int(s->meeting_id)), error) &&
         leave_former(s, error) && keep_corrections(s, error);
}

/* Saves the card that S has; its contact and meeting may be NULL: the card's. */
static gboolean save_whole(Saving *s, gint64 into, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(s->sql, TRUE, error);
  if (!transaction) return FALSE;
  const CardcatCard *card = s->card = cc_card_load(s->sql, s->card_id, error);
  if (!card) return FALSE;
  if (!s->contact) s->contact = card->draft ? card->draft : card->reading->contact;
  if (!s->meeting) s->meeting = card->meeting;
  return cc_meeting_insert(s->sql, s->meeting, 0, &s->meeting_id, error) && save(s, into, error) &&
         cc_decision_commit(s->sql, transaction, error);
}

gboolean cardcat_store_save_card(CardcatStore *store, gint64 card_id, const CardcatContact *contact,
                                 const CardcatMeeting *meeting, gint64 merge_into,
                                 gint64 *contact_id, GError **error) {
  g_auto(Saving)
      s = {.sql = store->sql, .card_id = card_id, .contact = contact, .meeting = meeting};
  if (!save_whole(&s, merge_into, error)) return FALSE;
  if (contact_id) *contact_id = s.person;
  return TRUE;
}

gboolean cardcat_store_merge_card(CardcatStore *store, gint64 card_id,
                                  const CardcatContact *contact, const CardcatMeeting *meeting,
                                  gint64 into, const CardcatContact *result, GError **error) {
  g_return_val_if_fail(into > 0, FALSE);
  g_auto(Saving) s = {.sql = store->sql,
                      .card_id = card_id,
                      .contact = contact,
                      .meeting = meeting,
                      .result = result};
  return save_whole(&s, into, error);
}

gboolean cardcat_store_reject_card(CardcatStore *store, gint64 card_id, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction) return FALSE;
  g_autoptr(CardcatCard) card = cc_card_load(store->sql, card_id, error);
  if (!card) return FALSE;
  if (card->state == CARDCAT_CARD_REJECTED) return TRUE;
  if (card->contact_id > 0) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "card %" G_GINT64_FORMAT " is saved already as contact %" G_GINT64_FORMAT
                ": remove that instead",
                card_id, card->contact_id);
    return FALSE;
  }
  gint64 decision = 0;
  return cc_decision_begin(store->sql, "reject", cc_contact_label(card->reading->contact),
                           &decision, error) &&
         cc_decision_keep_card(store->sql, decision, card_id, error) &&
         cc_sql_run(store->sql, "UPDATE cards SET state = 'rejected', person = NULL WHERE id = ?1",
                    CC_VALUES(cc_int(card_id)), error) &&
         cc_transaction_commit(transaction, error);
}

/* ---- contacts ------------------------------------------------------------------------------ */

/* DAY: from which on it is a new job; NULL: it is none. */
static gboolean edit(CardcatStore *store, gint64 id, const CardcatContact *contact,
                     const CardcatMeeting *meeting, const char *day, GError **error) {
  CcSql *sql = store->sql;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  if (!transaction) return FALSE;
  g_autoptr(CardcatEntry) entry = cc_entry_load(sql, id, error);
  if (!entry) return FALSE;
  gboolean changes = contact != NULL;
  if (!contact) contact = entry->contact;
  g_autoptr(GArray) met = cc_met_load(sql, id, error);
  gint64 decision = 0;
  const char *kind = changes ? "edit" : "meeting";
  return met && cc_decision_begin(sql, kind, cc_contact_label(contact), &decision, error) &&
         cc_decision_keep_person(sql, decision, id, error) &&
         (!meeting || cc_met_change(sql, met, entry, meeting, meeting->id, error)) &&
         cc_version_set(sql, id, contact, met, error) &&
         (!day || cc_jobs_leave(sql, entry, contact, day, error)) &&
         cc_corrections_keep_edit(sql, decision, entry, contact, error) &&
         cc_decision_commit(sql, transaction, error);
}

gboolean cardcat_store_edit_contact(CardcatStore *store, gint64 id, const CardcatContact *contact,
                                    const CardcatMeeting *meeting, GError **error) {
  return edit(store, id, contact, meeting, NULL, error);
}

gboolean cardcat_store_change_job(CardcatStore *store, gint64 id, const CardcatContact *contact,
                                  const CardcatMeeting *meeting, const char *day, GError **error) {
  if (cc_is_date(day)) return edit(store, id, contact, meeting, day, error);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "\"%s\" is not a date: give year, month and day as in 2026-06-16", day);
  return FALSE;
}

/* FROM's cards become INTO's. */
static gboolean move_cards(CcSql *sql, gint64 decision, gint64 from, gint64 into, GError **error) {
  g_autoptr(GArray) cards = cc_sql_get_ints(sql, "SELECT id FROM cards WHERE person = ?1",
                                            CC_VALUES(cc_int(from)), error);
  if (!cards) return FALSE;
  for (guint i = 0; i < cards->len; i++)
    if (!cc_decision_keep_card(sql, decision, g_array_index(cards, gint64, i), error)) return FALSE;
  return cc_sql_run(sql, "UPDATE cards SET person = ?2 WHERE person = ?1",
                    CC_VALUES(cc_int(from), cc_int(into)), error);
}

static void swap_jobs(CardcatEntry *a, CardcatEntry *b) {
  GPtrArray *chapters = a->chapters;
  char *since = a->since;
  a->chapters = b->chapters;
  a->since = b->since;
  b->chapters = chapters;
  b->since = since;
}

gboolean cardcat_store_merge_contacts(CardcatStore *store, gint64 from, gint64 into,
                                      const CardcatContact *result, GError **error) {
  CcSql *sql = store->sql;
  if (from == into) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "contact %" G_GINT64_FORMAT " cannot be merged into itself", from);
    return FALSE;
  }
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  if (!transaction) return FALSE;
  gint64 decision = 0;
  g_autoptr(CardcatEntry) gone = cc_entry_load(sql, from, error);
  g_autoptr(CardcatEntry) stays = gone ? cc_entry_load(sql, into, error) : NULL;
  if (!stays || !cc_decision_begin(sql, "merge", cc_contact_label(gone->contact), &decision, error))
    return FALSE;
  g_autoptr(CardcatContact) both = result ? cardcat_contact_copy(result) : merged(stays, gone);
  gint64 first = MIN(from, into), second = MAX(from, into);
  CardcatEntry *older = from == first ? gone : stays, *newer = from == first ? stays : gone;
  cc_jobs_join(stays, gone, both, result != NULL);
  if (older != stays) swap_jobs(older, stays);
  cc_touch_merge(older, newer);
  g_autoptr(GArray) met = cc_met_load(sql, second, error);
  return met && merge_into(sql, decision, older->id, met, both, error) &&
         cc_touch_set(sql, older->id, older, error) && cc_jobs_set(sql, older->id, older, error) &&
         cc_links_merge(sql, decision, older, newer, error) &&
         cc_members_merge(sql, older->id, newer->id, error) &&
         cc_portrait_merge(sql, older->id, newer->id, error) &&
         move_cards(sql, decision, second, first, error) && hide(sql, decision, second, error) &&
         cc_decision_commit(sql, transaction, error);
}

gboolean cardcat_store_remove_contact(CardcatStore *store, gint64 id, GError **error) {
  CcSql *sql = store->sql;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  if (!transaction) return FALSE;
  g_autoptr(CardcatEntry) entry = cc_entry_load(sql, id, error);
  gint64 decision = 0;
  return entry &&
         cc_decision_begin(sql, "remove", cc_contact_label(entry->contact), &decision, error) &&
         hide(sql, decision, id, error) && cc_decision_commit(sql, transaction, error);
}

/* Whom a restore brings back: CARDCAT_ERROR_NOT_FOUND when nobody with ID is removed. */
static gboolean check_removed(CcSql *sql, gint64 id, GError **error) {
  gint64 removed = 0;
  if (!cc_sql_get_int(sql,
                      "SELECT id FROM people WHERE id = ?1 AND removed IS NOT NULL"
                      " AND version IS NOT NULL",
                      CC_VALUES(cc_int(id)), &removed, error))
    return FALSE;
  if (removed) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
              "%s: there is no removed contact %" G_GINT64_FORMAT, cc_sql_name(sql), id);
  return FALSE;
}

gboolean cardcat_store_restore_contact(CardcatStore *store, gint64 id, GError **error) {
  CcSql *sql = store->sql;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  gint64 decision = 0;
  if (!transaction || !check_removed(sql, id, error) ||
      !cc_decision_begin(sql, "restore", "", &decision, error) ||
      !cc_decision_keep_person(sql, decision, id, error) ||
      !cc_sql_run(sql, "UPDATE people SET removed = NULL WHERE id = ?1", CC_VALUES(cc_int(id)),
                  error))
    return FALSE;
  g_autoptr(CardcatEntry) entry = cc_entry_load(sql, id, error);
  return entry &&
         cc_sql_run(sql, "UPDATE decisions SET subject = ?2 WHERE id = ?1",
                    CC_VALUES(cc_int(decision), cc_text(cc_contact_label(entry->contact))),
                    error) &&
         cc_version_index(sql, id, error) && cc_decision_commit(sql, transaction, error);
}
