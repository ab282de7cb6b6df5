/* Decisions taken back, and in the end forgotten.
 *
 * Versions and meetings are never changed, only replaced; so all that a decision changes is which
 * of them a person or a card points to, and taking it back is to point to the old ones again. */
#include "store/people.h"

/* ---- undo ---------------------------------------------------------------------------------- */

static const struct {
  const char *kind, *done;
} participles[] = {
    {"import", "imported"},
    {"sync", "synced"},
    {"save", "saved"},
    {"merge", "merged"},
    {"reject", "rejected"},
    {"edit", "changed"},
    {"meeting", "changed how you met"},
    {"remove", "removed"},
    {"restore", "restored"},
    {"turn", "turned"},
    {"swap", "swapped"},
    {"split", "split"},
    {"reread", "read again:"},
    {"reconsider", "put back"},
    {"forget", "forgot"},
    {"met", "noted a meeting of"},
    {"unmet", "removed a meeting of"},
    {"drafted", "drafted a letter to"},
    {"sent", "noted a letter to"},
    {"snoozed", "put off writing to"},
    {"skipped", "decided not to write to"},
    {"due", "asked again for a letter to"},
    {"event", "changed the event"},
    {"unevent", "removed the event"},
    {"linked", "linked"},
    {"group", "changed the group"},
    {"ungroup", "removed the group"},
    {"joined", "added to a group:"},
    {"left", "took out of a group:"},
    {"want", "added to whom you want to meet:"},
    {"unwant", "removed from whom you want to meet:"},
    {"unlinked", "removed a link of"},
    {"apart", "told apart:"},
    {"keep-in-touch", "changed how often to be in touch with"},
    {"in-touch", "noted being in touch with"},
    {"quiet", "put off being in touch with"},
};

static char *describe(const char *kind, const char *subject) {
  for (guint i = 0; i < G_N_ELEMENTS(participles); i++)
    if (g_strcmp0(kind, participles[i].kind) == 0)
      return g_strdup_printf("%s %s", participles[i].done, subject);
  return g_strdup(subject);
}

/* The last decision that can be taken back; 0 when there is none. */
static gboolean find_last(CcSql *sql, gint64 *decision, char **description, GError **error) {
  g_autofree char *oldest = NULL;
  if (!cc_days_oldest(sql, &oldest, error)) return FALSE;
  g_autoptr(CcQuery) query =
      cc_query_new(sql,
                   "SELECT id, CASE WHEN id IN (SELECT decision FROM"
                   " decision_forgotten) THEN 'forget' ELSE"
                   " coalesce(of_card, what, kind) END, subject FROM decisions"
                   " WHERE undone IS NULL AND made > ?1"
                   " ORDER BY id DESC LIMIT 1",
                   CC_VALUES(cc_text(oldest)), error);
  if (!query) return FALSE;
  if (cc_query_next(query)) {
    g_autofree char *kind = cc_query_dup(query, 1), *subject = cc_query_dup(query, 2);
    *decision = cc_query_int(query, 0);
    *description = describe(kind, subject);
  }
  return cc_query_end(query, error);
}

static gboolean point_back(CcSql *sql, gint64 decision, GError **error) {
  g_autofree char *now = cc_store_time(sql, 0);
  return cc_sql_run(sql, "DELETE FROM follow_ups WHERE decision = ?1", CC_VALUES(cc_int(decision)),
                    error) &&
         cc_sql_run(sql,
                    "UPDATE people SET version = d.version, removed = d.removed,"
                    " changed = d.changed FROM decision_people d"
                    " WHERE d.decision = ?1 AND d.person = people.id",
                    CC_VALUES(cc_int(decision)), error) &&
         cc_sql_run(sql,
                    "UPDATE cards SET state = d.state, person = d.person, meeting = d.meeting"
                    " FROM decision_cards d WHERE d.decision = ?1 AND d.card = cards.id",
                    CC_VALUES(cc_int(decision)), error) &&
         cc_sides_put_back(sql, decision, error) && cc_forgotten_put_back(sql, decision, error) &&
         cc_apart_put_back(sql, decision, error) && cc_events_put_back(sql, decision, error) &&
         cc_groups_put_back(sql, decision, error) && cc_wants_put_back(sql, decision, error) &&
         cc_tags_put_back(sql, decision, error) &&
         cc_sql_run(sql, "UPDATE decisions SET undone = ?2 WHERE id = ?1",
                    CC_VALUES(cc_int(decision), cc_text(now)), error);
}

static gboolean index_again(CcSql *sql, gint64 decision, GError **error) {
  g_autoptr(GArray) people =
      cc_sql_get_ints(sql, "SELECT person FROM decision_people WHERE decision = ?1",
                      CC_VALUES(cc_int(decision)), error);
  if (!people) return FALSE;
  for (guint i = 0; i < people->len; i++)
    if (!cc_version_index(sql, g_array_index(people, gint64, i), error)) return FALSE;
  return TRUE;
}

gboolean cardcat_store_undo(CardcatStore *store, char **description, gint64 *card_id,
                            GError **error) {
  gint64 decision = 0, card = 0;
  g_autofree char *what = NULL;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction || !find_last(store->sql, &decision, &what, error)) return FALSE;
  if (decision == 0) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "%s: nothing of the last day is left to undo", cc_sql_name(store->sql));
    return FALSE;
  }
  if (!cc_sql_get_int(store->sql,
                      "SELECT card FROM decision_cards WHERE decision = ?1 ORDER BY card",
                      CC_VALUES(cc_int(decision)), &card, error) ||
      !point_back(store->sql, decision, error) || !index_again(store->sql, decision, error) ||
      !cc_decision_commit(store->sql, transaction, error))
    return FALSE;
  *description = g_steal_pointer(&what);
  if (card_id) *card_id = card;
  return TRUE;
}

gboolean cardcat_store_can_undo(CardcatStore *store, gboolean *can, GError **error) {
  gint64 decision = 0;
  g_autofree char *what = NULL;
  if (!find_last(store->sql, &decision, &what, error)) return FALSE;
  *can = decision != 0;
  return TRUE;
}

/* ---- purge --------------------------------------------------------------------------------- */

/* People hidden until ?1, and those whose saving was undone. */
#define HIDDEN_PEOPLE                                                 \
  "SELECT id FROM people WHERE removed <= ?1 OR (version IS NULL AND" \
  " changed <= ?1)"

#define OLD_READINGS                                                                             \
  "SELECT decision FROM decision_readings r JOIN decisions d ON d.id = r.decision WHERE d.made " \
  "<= "                                                                                          \
  "?1"

static gboolean purge(CcSql *sql, const char *oldest, GError **error) {
  /* Versions, cards with their pictures and corrections go with the person; the photo stays known,
   * so that scanning its folder again does not bring the person back. */
  static const char *const steps[] = {
      "DELETE FROM people WHERE id IN (" HIDDEN_PEOPLE ")",
      "DELETE FROM decision_readings WHERE decision IN (" OLD_READINGS ")",
      "DELETE FROM decisions WHERE made <= ?1"
      " AND id NOT IN (SELECT decision FROM decision_people)"
      " AND id NOT IN (SELECT decision FROM decision_cards)",
      "DELETE FROM meetings WHERE ?1 IS NOT NULL AND id NOT IN (SELECT meeting FROM cards"
      " UNION SELECT meeting FROM versions UNION SELECT meeting FROM version_meetings"
      " UNION SELECT meeting FROM decision_cards"
      " UNION SELECT meeting FROM drafts)",
      "DELETE FROM wants WHERE removed <= ?1",
      "DELETE FROM portraits WHERE ?1 IS NOT NULL"
      " AND id NOT IN (SELECT portrait FROM versions WHERE portrait IS NOT NULL)",
      "DELETE FROM events WHERE ?1 IS NOT NULL AND place IS NULL AND starts IS NULL AND ends IS "
      "NULL AND grp IS NULL"
      " AND id NOT IN (SELECT occasion FROM meetings WHERE occasion IS NOT NULL)",
      "DELETE FROM groups WHERE ?1 IS NOT NULL AND place IS NULL AND note IS NULL"
      " AND id NOT IN (SELECT grp FROM members UNION SELECT grp FROM events WHERE grp IS NOT NULL)",
  };
  for (guint i = 0; i < G_N_ELEMENTS(steps); i++)
    if (!cc_sql_run(sql, steps[i], CC_VALUES(cc_text(oldest)), error)) return FALSE;
  return TRUE;
}

gboolean cc_decisions_purge(CcSql *sql, GError **error) {
  g_autofree char *oldest = NULL;
  gint64 found = 0;
  if (!cc_days_oldest(sql, &oldest, error) ||
      !cc_sql_get_int(sql, "SELECT EXISTS (" HIDDEN_PEOPLE " UNION ALL " OLD_READINGS ")",
                      CC_VALUES(cc_text(oldest)), &found, error))
    return FALSE;
  /* Nearly always: nothing is written, so no lock is asked for. */
  if (!found) return TRUE;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  return transaction && purge(sql, oldest, error) && cc_transaction_commit(transaction, error);
}
