/* Contacts that come from elsewhere, put into the book as one decision. */
#include "store/changes.h"
#include "store/people.h"

struct CardcatChange {
  CcSql *sql;
  CcTransaction *transaction;
  const char *kind;
  gint64 decision; /* 0: nothing was changed yet */
};

CardcatChange *cardcat_change_new(CardcatStore *store, CardcatChangeKind kind, GError **error) {
  static const char *const kinds[] = {
      [CARDCAT_CHANGE_IMPORT] = "import", [CARDCAT_CHANGE_SYNC] = "sync"};
  g_return_val_if_fail((guint)kind < G_N_ELEMENTS(kinds), NULL);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction) return NULL;
  CardcatChange *change = g_new0(CardcatChange, 1);
  *change = (CardcatChange){store->sql, g_steal_pointer(&transaction), kinds[kind], 0};
  return change;
}

void cardcat_change_free(CardcatChange *change) {
  if (!change) return;
  cc_transaction_free(change->transaction);
  g_free(change);
}

CcSql *cc_change_sql(CardcatChange *change) {
  return change->sql;
}

/* ---- what is there -------------------------------------------------------------------------- */

static CardcatEntry *load(CcSql *sql, gint64 id, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(ids, id);
  g_autoptr(GPtrArray) entries = cc_entries_load(sql, ids, error);
  return entries && entries->len > 0 ? g_ptr_array_steal_index(entries, 0) : NULL;
}

CardcatEntry *cardcat_change_find(CardcatChange *change, const char *uid, GError **error) {
  gint64 id = 0;
  if (!cc_sql_get_int(change->sql, "SELECT id FROM people WHERE uid = ?1", CC_VALUES(cc_text(uid)),
                      &id, error))
    return NULL;
  return id ? load(change->sql, id, error) : NULL;
}

GPtrArray *cardcat_change_duplicates(CardcatChange *change, const CardcatContact *contact,
                                     GError **error) {
  return cc_duplicates(change->sql, contact, error);
}

/* ---- one contact ---------------------------------------------------------------------------- */

gboolean cc_change_begin(CardcatChange *change, gint64 *decision, GError **error) {
  if (change->decision == 0 &&
      !cc_decision_begin(change->sql, change->kind, "", &change->decision, error))
    return FALSE;
  *decision = change->decision;
  return TRUE;
}

/* Before PERSON is changed for the first time. */
static gboolean keep(CardcatChange *change, gint64 person, GError **error) {
  gint64 kept = 0, decision = 0;
  if (!cc_change_begin(change, &decision, error)) return FALSE;
  if (!cc_sql_get_int(change->sql,
                      "SELECT count(*) FROM decision_people WHERE decision = ?1 AND person = ?2",
                      CC_VALUES(cc_int(change->decision), cc_int(person)), &kept, error))
    return FALSE;
  return kept > 0 || cc_decision_keep_person(change->sql, change->decision, person, error);
}

/* The place in OLD of the meeting that NEW is, or tells of; the length: there is none. */
static guint place_of(const GPtrArray *old, const CardcatMeeting *new, const gboolean *taken) {
  for (guint i = 0; i < old->len; i++)
    if (!taken[i] && cc_meeting_says_same(old->pdata[i], new)) return i;
  for (guint i = 0; i < old->len; i++)
    if (!taken[i] && cardcat_meeting_is_same(old->pdata[i], new)) return i;
  return old->len;
}

/* Rows for the meetings of ENTRY, of which some are the same as those of OLD (or NULL): these keep
 * their numbers.  The last is written first, so that the order stays. */
static GArray *insert_meetings(CcSql *sql, const CardcatEntry *entry, const CardcatEntry *old,
                               GError **error) {
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autofree gboolean *taken = g_new0(gboolean, old ? old->meetings->len + 1 : 1);
  for (guint i = entry->meetings->len; i-- > 0;) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    guint at = old ? place_of(old->meetings, meeting, taken) : 0;
    gboolean is_known = old && at < old->meetings->len;
    gint64 row = 0;
    if (is_known) taken[at] = TRUE;
    gint64 origin = is_known ? ((const CardcatMeeting *)old->meetings->pdata[at])->id : 0;
    if (!cc_meeting_insert(sql, meeting, origin, &row, error)) return NULL;
    g_array_append_val(rows, row);
  }
  return g_steal_pointer(&rows);
}

static gboolean set_version(CardcatChange *change, gint64 person, const CardcatEntry *entry,
                            const CardcatEntry *old, GError **error) {
  g_autoptr(GArray) rows = insert_meetings(change->sql, entry, old, error);
  return rows && cc_version_set(change->sql, person, entry->contact, rows, error) &&
         cc_touch_set(change->sql, person, entry, error) &&
         cc_jobs_set(change->sql, person, entry, error) &&
         cc_links_put(change->sql, person, entry->links, error) &&
         cc_members_put(change->sql, person, entry->groups, error);
}

static gboolean add(CardcatChange *change, const CardcatEntry *entry, GError **error) {
  g_autofree char *now = cc_store_time(change->sql, 0);
  const char *created = entry->created ? entry->created : entry->changed ? entry->changed : now;
  const char *changed = entry->changed ? entry->changed : now;
  if (!cc_sql_run(change->sql, "INSERT INTO people(uid, created, changed) VALUES(?1, ?2, ?3)",
                  CC_VALUES(cc_text(entry->uid), cc_text(created), cc_text(changed)), error))
    return FALSE;
  gint64 person = cc_sql_last_id(change->sql);
  return keep(change, person, error) && set_version(change, person, entry, NULL, error) &&
         cc_sql_run(change->sql, "UPDATE people SET changed = ?2 WHERE id = ?1",
                    CC_VALUES(cc_int(person), cc_text(changed)), error);
}

/* It may be there, removed, or its saving may have been undone. */
static gboolean replace(CardcatChange *change, gint64 person, const CardcatEntry *entry,
                        GError **error) {
  g_autoptr(GError) problem = NULL;
  g_autoptr(CardcatEntry) old = load(change->sql, person, &problem);
  if (problem) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  return keep(change, person, error) &&
         cc_sql_run(change->sql, "UPDATE people SET removed = NULL WHERE id = ?1",
                    CC_VALUES(cc_int(person)), error) &&
         set_version(change, person, entry, old, error);
}

gboolean cardcat_change_put(CardcatChange *change, const CardcatEntry *entry, GError **error) {
  g_return_val_if_fail(entry->uid, FALSE);
  gint64 person = 0;
  if (!cc_sql_get_int(change->sql, "SELECT id FROM people WHERE uid = ?1",
                      CC_VALUES(cc_text(entry->uid)), &person, error))
    return FALSE;
  return person ? replace(change, person, entry, error) : add(change, entry, error);
}

gboolean cardcat_change_remove(CardcatChange *change, gint64 id, GError **error) {
  g_autoptr(CardcatEntry) entry = cc_entry_load(change->sql, id, error);
  return entry && keep(change, id, error) && cc_person_hide(change->sql, id, error);
}

static gboolean name_decision(CardcatChange *change, const char *subject, GError **error) {
  return !change->decision ||
         cc_sql_run(change->sql, "UPDATE decisions SET subject = ?2 WHERE id = ?1",
                    CC_VALUES(cc_int(change->decision), cc_text(subject)), error);
}

/* Between two parts: longer than whoever waits for the book does between two tries. */
#define PASS_MICROSECONDS (2 * CC_WAIT_PAUSE)

/* What somebody else decided since cannot be a part of it, nor what they took back. */
static gboolean go_on(CardcatChange *change, GError **error) {
  gint64 last = 0;
  change->transaction = cc_transaction_begin(change->sql, TRUE, error);
  if (!change->transaction ||
      !cc_sql_get_int(change->sql, "SELECT max(id) FROM decisions WHERE undone IS NULL", NULL,
                      &last, error))
    return FALSE;
  if (last != change->decision) change->decision = 0;
  return TRUE;
}

gboolean cardcat_change_pass(CardcatChange *change, const char *subject, GError **error) {
  /* Who may be there twice is asked once, by the end of it, or by what is decided next. */
  if (!name_decision(change, subject, error) || !cc_transaction_commit(change->transaction, error))
    return FALSE;
  g_clear_pointer(&change->transaction, cc_transaction_free);
  g_usleep(PASS_MICROSECONDS);
  return go_on(change, error);
}

gboolean cardcat_change_commit(CardcatChange *change, const char *subject, GError **error) {
  return name_decision(change, subject, error) &&
         cc_decision_commit(change->sql, change->transaction, error);
}

/* ---- comparing ------------------------------------------------------------------------------ */

gboolean cc_meeting_says_same(const CardcatMeeting *a, const CardcatMeeting *b) {
  g_autoptr(CardcatMeeting) x = cardcat_meeting_copy(a), y = cardcat_meeting_copy(b);
  x->id = y->id = 0;
  return cc_meeting_equal(x, y);
}

/* Whatever their order. */
static gboolean have_same_meetings(const GPtrArray *a, const GPtrArray *b) {
  if (a->len != b->len) return FALSE;
  g_autofree gboolean *taken = g_new0(gboolean, b->len + 1);
  for (guint i = 0; i < a->len; i++) {
    guint j = 0;
    while (j < b->len && (taken[j] || !cc_meeting_says_same(a->pdata[i], b->pdata[j])))
      j++;
    if (j == b->len) return FALSE;
    taken[j] = TRUE;
  }
  return TRUE;
}

/* By name, in whatever order. */
static gboolean have_same_groups(const GPtrArray *a, const GPtrArray *b) {
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    if (!g_ptr_array_find_with_equal_func((GPtrArray *)b, a->pdata[i], g_str_equal, NULL))
      return FALSE;
  return a->len == b->len;
}

gboolean cardcat_entry_is_same(const CardcatEntry *a, const CardcatEntry *b) {
  g_autofree char *x = cardcat_contact_to_json(a->contact);
  g_autofree char *y = cardcat_contact_to_json(b->contact);
  return g_str_equal(x, y) && g_strcmp0(a->since, b->since) == 0 &&
         cc_chapters_equal(a->chapters, b->chapters) &&
         g_strcmp0(a->keep_in_touch, b->keep_in_touch) == 0 &&
         g_strcmp0(a->in_touch, b->in_touch) == 0 &&
         g_strcmp0(a->quiet_until, b->quiet_until) == 0 &&
         have_same_meetings(a->meetings, b->meetings) && cc_links_say_same(a->links, b->links) &&
         have_same_groups(a->groups, b->groups);
}
