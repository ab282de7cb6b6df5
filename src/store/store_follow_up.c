/* What is done about writing to somebody after a meeting. */
#include "store/people.h"

static const char *const state_names[] = {"due", "drafted", "snoozed", "sent", "skipped"};

const char *cardcat_follow_up_state_name(CardcatFollowUpState state) {
  return state_names[state];
}

CardcatFollowUpState cardcat_meeting_state(const CardcatMeeting *meeting, gint64 now) {
  if (meeting->followed_up) return CARDCAT_FOLLOW_UP_SENT;
  if (!meeting->send_follow_up) return CARDCAT_FOLLOW_UP_SKIPPED;
  g_autoptr(GDateTime) until =
      meeting->snoozed_until ? g_date_time_new_from_iso8601(meeting->snoozed_until, NULL) : NULL;
  if (until && g_date_time_to_unix(until) > now) return CARDCAT_FOLLOW_UP_SNOOZED;
  return meeting->drafted ? CARDCAT_FOLLOW_UP_DRAFTED : CARDCAT_FOLLOW_UP_DUE;
}

/* ---- one change of a person's ---------------------------------------------------------------- */

typedef struct {
  CcSql *sql;
  CardcatFollowUpState state;
  const char *until;
  gint64 decision;
  char *now;
  CardcatEntry *entry;
  GArray *rows; /* of its meetings */
} Change;

static void change_clear(Change *change) {
  g_free(change->now);
  cardcat_entry_free(change->entry);
  g_clear_pointer(&change->rows, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Change, change_clear)

static gboolean load(Change *change, gint64 contact, GError **error) {
  change->now = cc_store_time(change->sql, 0);
  change->entry = cc_entry_load(change->sql, contact, error);
  change->rows = change->entry ? cc_met_load(change->sql, contact, error) : NULL;
  return change->rows != NULL;
}

/* What the meeting's row is to say. */
typedef struct {
  gboolean send_follow_up;
  const char *followed_up, *drafted, *snoozed_until;
} Told;

static Told tell(const Change *change, const CardcatMeeting *m) {
  switch (change->state) {
    case CARDCAT_FOLLOW_UP_DRAFTED:
      return (Told){TRUE, NULL, change->now, NULL};
    case CARDCAT_FOLLOW_UP_SNOOZED:
      return (Told){TRUE, NULL, m->drafted, change->until};
    case CARDCAT_FOLLOW_UP_SENT:
      return (Told){TRUE, change->now, m->drafted, NULL};
    case CARDCAT_FOLLOW_UP_SKIPPED:
      return (Told){FALSE, m->followed_up, m->drafted, NULL};
    default:
      return (Told){TRUE, NULL, NULL, NULL};
  }
}

static gboolean change_meeting(Change *change, const CardcatMeeting *meeting, GError **error) {
  CcSql *sql = change->sql;
  const Told told = tell(change, meeting);
  gint64 row = 0;
  /* The row is this transaction's own: nobody has seen it yet. */
  return cc_met_put(sql, change->rows, meeting->id, meeting, &row, NULL, error) &&
         cc_sql_run(sql,
                    "UPDATE meetings SET send_follow_up = ?2, followed_up = ?3, drafted = ?4,"
                    " snoozed_until = ?5 WHERE id = ?1",
                    CC_VALUES(cc_int(row), cc_int(told.send_follow_up), cc_text(told.followed_up),
                              cc_text(told.drafted), cc_text(told.snoozed_until)),
                    error) &&
         cc_sql_run(
             sql,
             "INSERT INTO follow_ups(meeting, state, until, made, decision)"
             " VALUES(?1, ?2, ?3, ?4, ?5)",
             CC_VALUES(cc_int(meeting->id), cc_text(state_names[change->state]),
                       cc_text(told.snoozed_until), cc_text(change->now), cc_int(change->decision)),
             error);
}

/* Joins the decision that the change is to be a part of while it is the last, else begins one. */
static gboolean begin_decision(Change *change, GError **error) {
  CcSql *sql = change->sql;
  gint64 last = 0, people = 0;
  const char *label = cc_contact_label(change->entry->contact);
  if (!cc_sql_get_int(sql, "SELECT max(id) FROM decisions WHERE undone IS NULL", NULL, &last,
                      error))
    return FALSE;
  if (change->decision == 0 || change->decision != last)
    return cc_decision_begin(sql, state_names[change->state], label, &change->decision, error) &&
           cc_decision_keep_person(sql, change->decision, change->entry->id, error);
  if (!cc_sql_run(sql,
                  "INSERT OR IGNORE INTO decision_people(decision, person, version, removed,"
                  " changed) SELECT ?1, id, version, removed, changed FROM people WHERE id = ?2",
                  CC_VALUES(cc_int(change->decision), cc_int(change->entry->id)), error) ||
      !cc_sql_get_int(sql, "SELECT count(*) FROM decision_people WHERE decision = ?1",
                      CC_VALUES(cc_int(change->decision)), &people, error))
    return FALSE;
  g_autofree char *subject =
      people > 1 ? g_strdup_printf("%" G_GINT64_FORMAT " people", people) : g_strdup(label);
  return cc_sql_run(sql, "UPDATE decisions SET subject = ?2 WHERE id = ?1",
                    CC_VALUES(cc_int(change->decision), cc_text(subject)), error);
}

static gboolean end(const Change *change, GError **error) {
  return cc_version_set(change->sql, change->entry->id, change->entry->contact, change->rows,
                        error);
}

gboolean cardcat_store_set_follow_up(CardcatStore *store, gint64 contact_id, gint64 meeting_id,
                                     CardcatFollowUpState state, const char *until,
                                     gint64 *decision, GError **error) {
  g_auto(Change) change = {
      .sql = store->sql, .state = state, .until = until, .decision = decision ? *decision : 0};
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction || !load(&change, contact_id, error)) return FALSE;
  const CardcatMeeting *meeting = NULL;
  for (guint i = 0; i < change.entry->meetings->len && !meeting; i++) {
    const CardcatMeeting *one = change.entry->meetings->pdata[i];
    if (one->id == meeting_id) meeting = one;
  }
  if (!meeting) {
    cc_met_set_missing(store->sql, contact_id, meeting_id, error);
    return FALSE;
  }
  if (!begin_decision(&change, error) || !change_meeting(&change, meeting, error) ||
      !end(&change, error) || !cc_transaction_commit(transaction, error))
    return FALSE;
  if (decision) *decision = change.decision;
  return TRUE;
}

gboolean cardcat_store_settle_follow_ups(CardcatStore *store, gint64 contact_id, gboolean written,
                                         GError **error) {
  g_auto(Change) change = {.sql = store->sql,
                           .state = written ? CARDCAT_FOLLOW_UP_SENT : CARDCAT_FOLLOW_UP_SKIPPED};
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction || !load(&change, contact_id, error) || !begin_decision(&change, error))
    return FALSE;
  const GPtrArray *meetings = change.entry->meetings;
  for (guint i = 0; i < meetings->len; i++)
    if (cardcat_meeting_is_to_write(meetings->pdata[i]) &&
        !change_meeting(&change, meetings->pdata[i], error))
      return FALSE;
  return end(&change, error) && cc_transaction_commit(transaction, error);
}

/* ---- what was done --------------------------------------------------------------------------- */

void cardcat_follow_up_change_free(CardcatFollowUpChange *change) {
  if (!change) return;
  g_free(change->made);
  g_free(change->until);
  g_free(change);
}

static CardcatFollowUpState state_of(const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(state_names); i++)
    if (g_strcmp0(name, state_names[i]) == 0) return (CardcatFollowUpState)i;
  return CARDCAT_FOLLOW_UP_DUE; /* the table's CHECK knows no other */
}

GPtrArray *cardcat_store_follow_up_changes(CardcatStore *store, gint64 meeting_id, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(
      store->sql, "SELECT state, until, made FROM follow_ups WHERE meeting = ?1 ORDER BY id",
      CC_VALUES(cc_int(meeting_id)), error);
  if (!query) return NULL;
  g_autoptr(GPtrArray) all =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_follow_up_change_free);
  while (cc_query_next(query)) {
    g_autofree char *state = cc_query_dup(query, 0);
    CardcatFollowUpChange *change = g_new0(CardcatFollowUpChange, 1);
    change->state = state_of(state);
    change->until = cc_query_dup(query, 1);
    change->made = cc_query_dup(query, 2);
    g_ptr_array_add(all, change);
  }
  return cc_query_end(query, error) ? g_steal_pointer(&all) : NULL;
}
