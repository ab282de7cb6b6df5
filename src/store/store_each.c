/* Any number of contacts, a few at a time. */
#include "store/changes.h"
#include "store/people.h"

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

/* ---- what a list shows ----------------------------------------------------------------------- */

#define LISTED "l.id, l.name, l.organization, l.email, l.phone, l.extension"

/* One entry that is filled again for each row; what it holds is the row's. */
typedef struct {
  CardcatEntry *entry; /* owned */
  CardcatPhone phone;
  GHashTable *twins; /* gint64 -> gint64 */
  char *made[5];     /* what had to be made valid */
} Listed;

/* Nothing of a row is freed. */
static void borrow(CardcatEntry *entry) {
  CardcatContact *contact = entry->contact;
  contact->name.full = contact->organization = NULL;
  g_ptr_array_set_size(contact->emails, 0);
  g_ptr_array_set_size(contact->phones, 0);
}

static void listed_clear(Listed *listed) {
  borrow(listed->entry);
  cardcat_entry_free(listed->entry);
  g_hash_table_unref(listed->twins);
  for (guint i = 0; i < G_N_ELEMENTS(listed->made); i++)
    g_free(listed->made[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Listed, listed_clear)

static void listed_init(Listed *listed) {
  listed->entry = cc_entry_new_empty();
  g_ptr_array_set_free_func(listed->entry->contact->emails, NULL);
  g_ptr_array_set_free_func(listed->entry->contact->phones, NULL);
  listed->twins = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
}

#define TWIN(one, other)                                    \
  "SELECT t." one ", t." other                              \
  " AS other, t.similarity AS similarity FROM twins t"      \
  " JOIN people p ON p.removed IS NULL AND p.id = t." other \
  " WHERE NOT EXISTS (SELECT 1 FROM apart x WHERE x.a = t.a AND x.b = t.b)"

/* Few have any.  The most alike comes last, and stays. */
static gboolean load_twins(CcSql *sql, Listed *listed, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(
      sql, TWIN("a", "b") " UNION ALL " TWIN("b", "a") " ORDER BY similarity, other DESC", NULL,
      error);
  if (!query) return FALSE;
  while (cc_query_next(query)) {
    const gint64 of = cc_query_int(query, 0), twin = cc_query_int(query, 1);
    g_hash_table_replace(listed->twins, g_memdup2(&of, sizeof of), g_memdup2(&twin, sizeof twin));
  }
  return cc_query_end(query, error);
}

/* ROW has the columns LISTED. */
static void fill(Listed *listed, CcQuery *row) {
  const char *texts[G_N_ELEMENTS(listed->made)];
  CardcatEntry *entry = listed->entry;
  CardcatContact *contact = entry->contact;
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    texts[i] = cc_query_peek(row, (int)i + 1, &listed->made[i]);
  borrow(entry);
  entry->id = cc_query_int(row, 0);
  const gint64 *twin = g_hash_table_lookup(listed->twins, &entry->id);
  entry->twin = twin ? *twin : 0;
  contact->name.full = (char *)texts[0];
  contact->organization = (char *)texts[1];
  if (texts[2]) g_ptr_array_add(contact->emails, (char *)texts[2]);
  listed->phone = (CardcatPhone){
      .type = CARDCAT_PHONE_OTHER, .value = (char *)texts[3], .extension = (char *)texts[4]};
  if (texts[3]) g_ptr_array_add(contact->phones, &listed->phone);
}

gboolean cardcat_store_each_listed(CardcatStore *store, const CardcatFilter *filter,
                                   CardcatEntryFunc func, gpointer data, GError **error) {
  const CardcatFilter any = {0};
  g_auto(Listed) listed = {0};
  listed_init(&listed);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction || !load_twins(store->sql, &listed, error)) return FALSE;
  g_autoptr(CcQuery) query = cc_find_columns(store->sql, LISTED, filter ? filter : &any, error);
  if (!query) return FALSE;
  while (cc_query_next(query)) {
    fill(&listed, query);
    if (!func(listed.entry, data, error)) return FALSE;
  }
  return cc_query_end(query, error);
}
