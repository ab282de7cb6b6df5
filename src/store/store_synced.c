/* What a folder of vCards and the book last agreed on. */
#include "store/changes.h"

void cardcat_synced_free(CardcatSynced *synced) {
  if (!synced) return;
  g_free(synced->name);
  g_free(synced->uid);
  g_free(synced->mark);
  g_free(synced);
}

GPtrArray *cardcat_change_synced(CardcatChange *change, const char *folder, GError **error) {
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_synced_free);
  g_autoptr(CcQuery) rows =
      cc_query_new(cc_change_sql(change),
                   "SELECT name, uid, mark, version FROM synced WHERE folder = ?1 ORDER BY name",
                   CC_VALUES(cc_text(folder)), error);
  if (!rows) return NULL;
  while (cc_query_next(rows)) {
    CardcatSynced *synced = g_new0(CardcatSynced, 1);
    *synced = (CardcatSynced){cc_query_dup(rows, 0), cc_query_dup(rows, 1), cc_query_dup(rows, 2),
                              cc_query_int(rows, 3)};
    g_ptr_array_add(all, synced);
  }
  return cc_query_end(rows, error) ? g_steal_pointer(&all) : NULL;
}

gboolean cardcat_change_set_synced(CardcatChange *change, const char *folder,
                                   const CardcatSynced *synced, GError **error) {
  return cc_sql_run(cc_change_sql(change),
                    "INSERT INTO synced(folder, name, uid, mark, version)"
                    " VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(folder, name) DO UPDATE"
                    " SET uid = excluded.uid, mark = excluded.mark, version = excluded.version",
                    CC_VALUES(cc_text(folder), cc_text(synced->name), cc_text(synced->uid),
                              cc_text(synced->mark), cc_int(synced->version)),
                    error);
}

gboolean cardcat_change_forget_synced(CardcatChange *change, const char *folder, const char *name,
                                      GError **error) {
  return cc_sql_run(cc_change_sql(change), "DELETE FROM synced WHERE folder = ?1 AND name = ?2",
                    CC_VALUES(cc_text(folder), cc_text(name)), error);
}

gboolean cardcat_change_each(CardcatChange *change, CardcatEntryFunc func, gpointer data,
                             GError **error) {
  return cc_people_each(cc_change_sql(change), func, data, error);
}
