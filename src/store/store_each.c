/* Any number of contacts, a few at a time. */
#include "store/changes.h"

#define AT_A_TIME 200 /* entries in memory */

/* ?1 words or NULL, ?2 an event, ?3 a tag; a contact has them of any of its meetings. */
#define OF_ALL                                                                            \
  "SELECT p.id FROM versions v JOIN people p ON p.version = v.id WHERE p.removed IS NULL" \
  " AND (?2 IS NULL OR EXISTS (SELECT 1 FROM " MEETINGS                                   \
  " WHERE m.event = ?2 COLLATE NOCASE))"                                                  \
  " AND (?3 IS NULL OR EXISTS (SELECT 1 FROM " MEETINGS                                   \
  " JOIN meeting_tags t ON t.meeting ="                                                   \
  " m.id WHERE t.tag = ?3 COLLATE NOCASE))"
#define MEETINGS                                                                               \
  "meetings m JOIN (SELECT v.meeting AS id UNION ALL SELECT x.meeting FROM version_meetings x" \
  " WHERE x.version = v.id) y ON y.id = m.id"
#define WITH_WORDS " AND p.id IN (SELECT rowid FROM search WHERE search MATCH ?1)"
#define WITHOUT_WORDS " AND ?1 IS NULL"
#define BY_NAME " ORDER BY v.sort_key, p.uid" /* the same in every book */

static GArray *find(CcSql *sql, const CardcatFilter *filter, GError **error) {
  const CardcatFilter any = {NULL, NULL, NULL};
  if (!filter) filter = &any;
  g_autofree char *words = cc_search_expression(filter->words ? filter->words : "");
  return cc_sql_get_ints(sql, words ? OF_ALL WITH_WORDS BY_NAME : OF_ALL WITHOUT_WORDS BY_NAME,
                         CC_VALUES(cc_text(words), cc_text(filter->event), cc_text(filter->tag)),
                         error);
}

static gboolean hand_over(CcSql *sql, const GArray *ids, CardcatEntryFunc func, gpointer data,
                          GError **error) {
  for (guint at = 0; at < ids->len; at += AT_A_TIME) {
    g_autoptr(GArray) some = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_array_append_vals(some, &g_array_index(ids, gint64, at), MIN(AT_A_TIME, ids->len - at));
    g_autoptr(GPtrArray) entries = cc_entries_load(sql, some, error);
    if (!entries) return FALSE;
    for (guint i = 0; i < entries->len; i++)
      if (!func(entries->pdata[i], data, error)) return FALSE;
  }
  return TRUE;
}

gboolean cardcat_store_each(CardcatStore *store, const CardcatFilter *filter, CardcatEntryFunc func,
                            gpointer data, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  g_autoptr(GArray) ids = transaction ? find(store->sql, filter, error) : NULL;
  return ids && hand_over(store->sql, ids, func, data, error);
}

gboolean cc_people_each(CcSql *sql, CardcatEntryFunc func, gpointer data, GError **error) {
  g_autoptr(GArray) ids =
      cc_sql_get_ints(sql, "SELECT id FROM people WHERE removed IS NULL ORDER BY id", NULL, error);
  return ids && hand_over(sql, ids, func, data, error);
}
