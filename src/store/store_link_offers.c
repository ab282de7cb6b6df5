/* Names alone, of links and of how people were met, that are those of contacts of the book. */
#include "store/people.h"

void cardcat_link_offer_free(CardcatLinkOffer *offer) {
  if (!offer) return;
  g_free(offer->from_name);
  g_free(offer->to_name);
  g_free(offer);
}

char *cardcat_link_offer_say(const CardcatLinkOffer *offer) {
  return g_strdup_printf(
      offer->kind == CARDCAT_LINK_KNOWS ? "%s knows %s" : "%s was introduced by %s",
      offer->from_name, offer->to_name);
}

/* Each name alone, with whose it is, what they are called and 1 where it tells an introducer: of
 * the links that lead to nobody in the book, and of the meetings of which no link tells the same.
 */
#define LOOSE                                                                                      \
  "SELECT p.id, coalesce(v.name, v.organization), l.kind = 'introduced by', l.name"                \
  " FROM links l JOIN people p ON p.version = l.version JOIN versions v ON v.id = l.version"       \
  " WHERE p.removed IS NULL AND NOT EXISTS (SELECT 1 FROM people o WHERE o.uid = l.uid"            \
  "  AND o.removed IS NULL)"                                                                       \
  " UNION SELECT p.id, coalesce(v.name, v.organization), 1, m.introduced_by"                       \
  " FROM (SELECT id AS version, meeting FROM versions"                                             \
  "  UNION ALL SELECT version, meeting FROM version_meetings) x JOIN people p"                     \
  "  ON p.version = x.version JOIN versions v ON v.id = x.version"                                 \
  " JOIN meetings m ON m.id = x.meeting"                                                           \
  " WHERE p.removed IS NULL AND m.introduced_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM links l" \
  "  JOIN people o ON o.uid = l.uid AND o.removed IS NULL"                                         \
  "  WHERE l.version = x.version AND l.kind = 'introduced by') ORDER BY 1, 3"

/* Of folded names whose they are: gint64*, 0: that of two. */
static GHashTable *load_names(CcSql *sql, GError **error) {
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(CcQuery) row = cc_query_new(
      sql,
      "SELECT p.id, coalesce(v.name, v.organization), v.given, v.family FROM people p JOIN versions"
      " v ON v.id = p.version WHERE p.removed IS NULL",
      NULL, error);
  if (!row) return NULL;
  while (cc_query_next(row)) {
    gint64 id = cc_query_int(row, 0);
    g_autofree char *whole = cc_query_dup(row, 1), *given = cc_query_dup(row, 2);
    g_autofree char *family = cc_query_dup(row, 3);
    /* As one is called, without what stands before and behind it on a card. */
    g_autofree char *called = given && family ? g_strdup_printf("%s %s", given, family) : NULL;
    const char *forms[] = {whole, called};
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
      g_autofree char *key = cc_text_fold(forms[i]);
      const gint64 *known = *key ? g_hash_table_lookup(names, key) : NULL;
      gint64 one = known && *known != id ? 0 : id;
      if (*key) g_hash_table_replace(names, g_steal_pointer(&key), g_memdup2(&one, sizeof one));
    }
  }
  return cc_query_end(row, error) ? g_steal_pointer(&names) : NULL;
}

/* Whose NAME is; 0: nobody's, or that of two. */
static gint64 whose(GHashTable *names, const char *name) {
  g_autofree char *key = cc_text_fold(name);
  const gint64 *id = g_hash_table_lookup(names, key);
  return id ? *id : 0;
}

static CardcatLinkOffer *offer_of(CcQuery *row, gint64 to) {
  CardcatLinkOffer *offer = g_new0(CardcatLinkOffer, 1);
  offer->from = cc_query_int(row, 0);
  offer->from_name = cc_query_dup(row, 1);
  if (!offer->from_name) offer->from_name = g_strdup("somebody");
  offer->kind = cc_query_int(row, 2) ? CARDCAT_LINK_INTRODUCED_BY : CARDCAT_LINK_KNOWS;
  offer->to_name = cc_query_dup(row, 3);
  offer->to = to;
  return offer;
}

GPtrArray *cardcat_store_link_offers(CardcatStore *store, gint64 id, GError **error) {
  CcSql *sql = store->sql;
  gint64 any = 0;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, FALSE, error);
  if (!transaction || !cc_sql_get_int(sql, "SELECT EXISTS (" LOOSE ")", NULL, &any, error))
    return NULL;
  if (!any) return g_ptr_array_new();
  g_autoptr(GHashTable) names = load_names(sql, error);
  g_autoptr(CcQuery) row = names ? cc_query_new(sql, LOOSE, NULL, error) : NULL;
  if (!row) return NULL;
  g_autoptr(GPtrArray) out =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_link_offer_free);
  while (cc_query_next(row)) {
    gint64 from = cc_query_int(row, 0);
    g_autofree char *name = cc_query_dup(row, 3);
    gint64 to = whose(names, name);
    if (to != 0 && to != from && (id == 0 || id == to || id == from))
      g_ptr_array_add(out, offer_of(row, to));
  }
  return cc_query_end(row, error) ? g_steal_pointer(&out) : NULL;
}
