/* Contacts: shown, searched, compared. */
#include "store/changes.h"
#include "store/people.h"

CardcatEntry *cardcat_store_get_contact(CardcatStore *store, gint64 id, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  return transaction ? cc_entry_load(store->sql, id, error) : NULL;
}

/* ---- lists --------------------------------------------------------------------------------- */

/* Everybody in the book, and of them those who hold the words of ?1. */
#define IN_BOOK " FROM versions v JOIN people p ON p.version = v.id WHERE p.removed IS NULL AND "
#define WITH_WORDS "p.id IN (SELECT rowid FROM search WHERE search MATCH ?1)"
#define WITHOUT_WORDS "?1 IS NULL"
#define BY_NAME " ORDER BY v.sort_key, p.id LIMIT ?2 OFFSET ?3"

/* SQLite takes -1 for no limit. */
static CcValue limit_value(guint limit) {
  return cc_int(limit > 0 ? (gint64)limit : -1);
}

GPtrArray *cardcat_store_search(CardcatStore *store, const char *words, guint offset, guint limit,
                                GError **error) {
  g_autofree char *expression = cc_search_expression(words ? words : "");
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction) return NULL;
  const char *query = expression ? "SELECT p.id" IN_BOOK WITH_WORDS BY_NAME
                                 : "SELECT p.id" IN_BOOK WITHOUT_WORDS BY_NAME;
  g_autoptr(GArray) ids = cc_sql_get_ints(
      store->sql, query, CC_VALUES(cc_text(expression), limit_value(limit), cc_int(offset)), error);
  return ids ? cc_entries_load(store->sql, ids, error) : NULL;
}

gboolean cardcat_store_search_count(CardcatStore *store, const char *words, guint *count,
                                    GError **error) {
  g_autofree char *expression = cc_search_expression(words ? words : "");
  gint64 found = 0;
  if (!cc_sql_get_int(store->sql,
                      expression ? "SELECT count(*)" IN_BOOK WITH_WORDS
                                 : "SELECT count(*)" IN_BOOK WITHOUT_WORDS,
                      CC_VALUES(cc_text(expression)), &found, error))
    return FALSE;
  *count = (guint)found;
  return TRUE;
}

#define DAY " coalesce(m.met_on, substr(p.created, 1, 10)) AS day"
#define TO_WRITE "p.removed IS NULL AND m.send_follow_up AND m.followed_up IS NULL"

GPtrArray *cardcat_store_follow_ups(CardcatStore *store, guint offset, guint limit,
                                    GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction) return NULL;
  g_autoptr(GArray) ids = cc_sql_get_ints(
      store->sql,
      "SELECT person FROM (SELECT p.id AS person," DAY
      " FROM people p"
      " JOIN versions v ON v.id = p.version JOIN meetings m ON m.id = v.meeting WHERE " TO_WRITE
      " UNION ALL SELECT p.id," DAY
      " FROM version_meetings x JOIN people p"
      " ON p.version = x.version JOIN meetings m ON m.id = x.meeting WHERE " TO_WRITE
      ") GROUP BY person ORDER BY min(day), person LIMIT ?1 OFFSET ?2",
      CC_VALUES(limit_value(limit), cc_int(offset)), error);
  return ids ? cc_entries_load(store->sql, ids, error) : NULL;
}

/* A line of a note begins so. */
#define PROMISES(head) "char(10) || lower(m.note) LIKE '%' || char(10) || '" head "%'"

GPtrArray *cardcat_store_promised(CardcatStore *store, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction) return NULL;
  g_autoptr(GArray) ids = cc_sql_get_ints(
      store->sql,
      "SELECT DISTINCT p.id FROM people p JOIN (SELECT id AS version, meeting FROM versions"
      " UNION ALL SELECT version, meeting FROM version_meetings) x ON x.version = p.version"
      " JOIN meetings m ON m.id = x.meeting WHERE p.removed IS NULL AND m.note IS NOT NULL"
      " AND (" PROMISES("todo:") " OR " PROMISES("offer:") ") ORDER BY p.id",
      NULL, error);
  return ids ? cc_entries_load(store->sql, ids, error) : NULL;
}

GPtrArray *cardcat_store_removed(CardcatStore *store, GError **error) {
  g_autofree char *oldest = NULL;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction || !cc_days_oldest(store->sql, &oldest, error)) return NULL;
  /* Whoever was merged into another is hidden, too, but by no removal. */
  g_autoptr(GArray) ids = cc_sql_get_ints(
      store->sql,
      "SELECT p.id FROM people p WHERE p.removed > ?1 AND p.version IS NOT NULL"
      " AND (SELECT d.kind FROM decision_people k JOIN decisions d ON d.id = k.decision"
      "   WHERE k.person = p.id AND d.undone IS NULL ORDER BY d.id DESC LIMIT 1) = 'remove'"
      " ORDER BY p.removed DESC, p.id DESC",
      CC_VALUES(cc_text(oldest)), error);
  return ids ? cc_entries_load_removed(store->sql, ids, error) : NULL;
}

/* ---- duplicates ---------------------------------------------------------------------------- */

typedef struct {
  double similarity;
  CardcatEntry *entry; /* owned */
} Match;

/* Best first; what is equally alike in the order it came into the book. */
static int by_similarity(gconstpointer a, gconstpointer b) {
  const Match *x = a, *y = b;
  if (x->similarity != y->similarity) return x->similarity > y->similarity ? -1 : 1;
  return x->entry->id < y->entry->id ? -1 : x->entry->id > y->entry->id;
}

GPtrArray *cc_duplicates(CcSql *sql, const CardcatContact *contact, GError **error) {
  g_autoptr(GPtrArray) entries = cc_twins_candidates(sql, contact, error);
  if (!entries) return NULL;
  g_autoptr(CcProfile) profile = cc_profile_new(contact);
  g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
  while (entries->len > 0) {
    g_autoptr(CardcatEntry) entry = g_ptr_array_steal_index_fast(entries, entries->len - 1);
    g_autoptr(CcProfile) its = cc_profile_new(entry->contact);
    double similarity = cc_profile_similarity(its, profile, -1, NULL);
    if (similarity < CC_SIMILARITY_MIN) continue;
    Match match = {similarity, g_steal_pointer(&entry)};
    g_array_append_val(matches, match);
  }
  g_array_sort(matches, by_similarity);
  GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_entry_free);
  for (guint i = 0; i < matches->len; i++)
    g_ptr_array_add(out, g_array_index(matches, Match, i).entry);
  return out;
}

GPtrArray *cardcat_store_duplicates(CardcatStore *store, const CardcatContact *contact,
                                    GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  return transaction ? cc_duplicates(store->sql, contact, error) : NULL;
}
