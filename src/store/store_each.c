/* Any number of contacts, a few at a time. */
#include "store/changes.h"

#define AT_A_TIME 200 /* entries in memory */

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
  const CardcatFilter any = {0};
  g_autoptr(GArray) ids = transaction ? cc_find(store->sql, filter ? filter : &any, error) : NULL;
  return ids && hand_over(store->sql, ids, func, data, error);
}

gboolean cc_people_each(CcSql *sql, CardcatEntryFunc func, gpointer data, GError **error) {
  g_autoptr(GArray) ids =
      cc_sql_get_ints(sql, "SELECT id FROM people WHERE removed IS NULL ORDER BY id", NULL, error);
  return ids && hand_over(sql, ids, func, data, error);
}
