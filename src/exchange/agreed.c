/* What the files of a folder and the book were when they last agreed, by name and by UID: a file
 * that got another name is still the same card. */
#include "exchange/exchange.h"

struct CcAgreed {
  const char *folder;
  GHashTable *by_name; /* name -> CardcatSynced* */
  GHashTable *by_uid;  /* uid -> CardcatSynced*, borrowed */
  GHashTable *there;   /* the names of the folder's files, borrowed */
};

void cc_agreed_free(CcAgreed *agreed) {
  if (!agreed) return;
  g_hash_table_unref(agreed->there);
  g_hash_table_unref(agreed->by_uid);
  g_hash_table_unref(agreed->by_name);
  g_free(agreed);
}

gboolean cc_agreed_is_held(const CcAgreed *agreed, const char *uid) {
  const CardcatSynced *synced = g_hash_table_lookup(agreed->by_uid, uid);
  return synced && g_hash_table_contains(agreed->there, synced->name);
}

static void keep(CcAgreed *agreed, CardcatSynced *synced) {
  g_hash_table_insert(agreed->by_name, synced->name, synced);
  if (!cc_agreed_is_held(agreed, synced->uid))
    g_hash_table_insert(agreed->by_uid, synced->uid, synced);
}

CcAgreed *cc_agreed_new(CardcatChange *change, const char *folder, const GPtrArray *names,
                        GError **error) {
  g_autoptr(GPtrArray) all = cardcat_change_synced(change, folder, error);
  if (!all) return NULL;
  CcAgreed *agreed = g_new0(CcAgreed, 1);
  *agreed = (CcAgreed){.folder = folder,
                       .by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                                        (GDestroyNotify)cardcat_synced_free),
                       .by_uid = g_hash_table_new(g_str_hash, g_str_equal),
                       .there = g_hash_table_new(g_str_hash, g_str_equal)};
  g_ptr_array_set_free_func(all, NULL);
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add(agreed->there, names->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    keep(agreed, all->pdata[i]);
  return agreed;
}

guint cc_agreed_count(const CcAgreed *agreed) {
  return g_hash_table_size(agreed->by_name);
}

const CardcatSynced *cc_agreed_of(const CcAgreed *agreed, const char *name) {
  return g_hash_table_lookup(agreed->by_name, name);
}

gboolean cc_agreed_move(CcAgreed *agreed, CardcatChange *change, const char *uid, const char *name,
                        GError **error) {
  CardcatSynced *synced = g_hash_table_lookup(agreed->by_uid, uid);
  if (!synced) return TRUE;
  if (!cardcat_change_forget_synced(change, agreed->folder, synced->name, error)) return FALSE;
  g_hash_table_steal(agreed->by_name, synced->name);
  g_free(synced->name);
  synced->name = g_strdup(name);
  keep(agreed, synced);
  return cardcat_change_set_synced(change, agreed->folder, synced, error);
}

GPtrArray *cc_agreed_gone(const CcAgreed *agreed) {
  GPtrArray *gone = g_ptr_array_new();
  GHashTableIter iter;
  gpointer name, synced;
  g_hash_table_iter_init(&iter, agreed->by_name);
  while (g_hash_table_iter_next(&iter, &name, &synced))
    if (!g_hash_table_contains(agreed->there, name)) g_ptr_array_add(gone, synced);
  return gone;
}
