/* Who of the book could introduce one: its people and what ties them, for the search in contact/.
 */
#include "store/people.h"

#include <string.h>

/* More that fit than this narrow nothing down. */
#define SOUGHT_MAX 500

typedef struct {
  CcSql *sql;
  CcCircle *circle;
  char **words;      /* what is sought, folded */
  GHashTable *firms; /* char* as it is written -> char* key */
  GHashTable *loose; /* char* folded -> gint64*: names alone, numbered from -1 down */
} Loader;

static void loader_clear(Loader *loader) {
  cc_circle_free(loader->circle);
  g_strfreev(loader->words);
  g_hash_table_unref(loader->firms);
  g_hash_table_unref(loader->loose);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Loader, loader_clear)

/* Hands each row of QUERY to TAKE. */
static gboolean load(Loader *loader, const char *query, void (*take)(Loader *, CcQuery *),
                     GError **error) {
  g_autoptr(CcQuery) row = cc_query_new(loader->sql, query, NULL, error);
  if (!row) return FALSE;
  while (cc_query_next(row))
    take(loader, row);
  return cc_query_end(row, error);
}

/* ---- people and what they share -------------------------------------------------------------- */

/* A firm is written alike by most who are there. */
static const char *firm_key(Loader *loader, const char *firm) {
  char *key = g_hash_table_lookup(loader->firms, firm);
  if (key) return key;
  key = cc_firm_key(firm);
  g_hash_table_insert(loader->firms, g_strdup(firm), key);
  return key;
}

static void take_person(Loader *loader, CcQuery *row) {
  gint64 id = cc_query_int(row, 0);
  g_autofree char *name = cc_query_dup(row, 1), *firm = cc_query_dup(row, 2);
  g_autofree char *title = cc_query_dup(row, 3), *about = NULL;
  if (name && firm)
    about = title ? g_strdup_printf("%s at %s", title, firm) : g_strdup_printf("at %s", firm);
  else if (name && title)
    about = g_strdup(title);
  cc_circle_add(loader->circle, id, name ? name : firm ? firm : "somebody", about);
  if (firm) cc_circle_share(loader->circle, id, CC_TIE_FIRM, firm_key(loader, firm), firm);
}

static void take_email(Loader *loader, CcQuery *row) {
  g_autofree char *email = cc_query_dup(row, 1), *host = cc_firm_host(email);
  if (host) cc_circle_share(loader->circle, cc_query_int(row, 0), CC_TIE_FIRM, host, host);
}

static void share(Loader *loader, CcQuery *row, CcTieKind kind) {
  g_autofree char *key = cc_query_dup(row, 1), *name = cc_query_dup(row, 2);
  g_autofree char *lower = g_utf8_casefold(key, -1);
  cc_circle_share(loader->circle, cc_query_int(row, 0), kind, lower, name);
}

static void take_event(Loader *loader, CcQuery *row) {
  g_autofree char *key = cc_query_dup(row, 1), *name = cc_query_dup(row, 2);
  cc_circle_share(loader->circle, cc_query_int(row, 0), CC_TIE_EVENT, key, name);
}

static void take_group(Loader *loader, CcQuery *row) {
  share(loader, row, CC_TIE_GROUP);
}

static void take_tag(Loader *loader, CcQuery *row) {
  share(loader, row, CC_TIE_TAG);
}

/* ---- links ----------------------------------------------------------------------------------- */

static gboolean has_words(char **wanted, const char *name) {
  g_auto(GStrv) words = cc_text_fold_words(name);
  for (char **w = wanted; *w; w++)
    if (!g_strv_contains((const char *const *)words, *w)) return FALSE;
  return wanted[0] != NULL;
}

/* The number of NAME, which is nobody's in the book. */
static gint64 loose_id(Loader *loader, const char *name) {
  g_autofree char *key = cc_text_fold(name);
  const gint64 *known = g_hash_table_lookup(loader->loose, key);
  if (known) return *known;
  gint64 id = -1 - (gint64)g_hash_table_size(loader->loose);
  g_hash_table_insert(loader->loose, g_steal_pointer(&key), g_memdup2(&id, sizeof id));
  cc_circle_add(loader->circle, id, name, NULL);
  if (has_words(loader->words, name)) cc_circle_seek(loader->circle, id, TRUE);
  return id;
}

static void take_link(Loader *loader, CcQuery *row) {
  gint64 id = cc_query_int(row, 0), other = cc_query_int(row, 2);
  g_autofree char *name = cc_query_dup(row, 3);
  if (other == 0 && g_strcmp0(name, CC_LINK_SOMEBODY) == 0) return; /* nobody can be asked */
  if (other == 0) other = loose_id(loader, name);
  if (cc_query_int(row, 1))
    cc_circle_link(loader->circle, other, CC_TIE_INTRODUCED, id);
  else
    cc_circle_link(loader->circle, id, CC_TIE_KNOWS, other);
}

#define MET                                                                                   \
  " FROM (SELECT id AS version, meeting FROM versions UNION ALL SELECT version, meeting FROM" \
  " version_meetings) x JOIN people p ON p.version = x.version JOIN meetings m ON m.id = "    \
  "x.meeting"

static gboolean load_all(Loader *loader, GError **error) {
  return load(loader,
              "SELECT p.id, v.name, v.organization, t.title FROM people p JOIN versions v"
              " ON v.id = p.version LEFT JOIN titles t ON t.version = v.id AND t.position = 0"
              " WHERE p.removed IS NULL",
              take_person, error) &&
         load(loader,
              "SELECT p.id, e.email FROM people p JOIN emails e ON e.version = p.version"
              " WHERE p.removed IS NULL",
              take_email, error) &&
         load(loader,
              "SELECT p.id, m.occasion, m.event" MET
              " WHERE p.removed IS NULL AND m.occasion IS NOT NULL",
              take_event, error) &&
         load(loader, "SELECT person, grp, name FROM group_people", take_group, error) &&
         load(loader,
              "SELECT p.id, g.tag, g.tag" MET
              " JOIN meeting_tags g ON g.meeting = m.id WHERE p.removed IS NULL",
              take_tag, error) &&
         load(loader,
              "SELECT p.id, l.kind = 'introduced by', o.id, CASE WHEN l.name = l.uid THEN"
              " '" CC_LINK_SOMEBODY
              "' ELSE l.name END FROM links l JOIN people p"
              " ON p.version = l.version LEFT JOIN people o ON o.uid = l.uid AND o.removed IS NULL"
              " WHERE p.removed IS NULL UNION SELECT p.id, 1, NULL, m.introduced_by" MET
              " WHERE p.removed IS NULL AND m.introduced_by IS NOT NULL AND NOT EXISTS (SELECT 1"
              "  FROM links l WHERE l.version = x.version AND l.kind = 'introduced by')",
              take_link, error);
}

/* ---- who is sought --------------------------------------------------------------------------- */

/* The tags of ENTRY say what one is about, as titles do. */
static gboolean is_tagged(char **words, const CardcatEntry *entry) {
  for (guint i = 0; i < entry->meetings->len; i++) {
    const GPtrArray *tags = ((const CardcatMeeting *)entry->meetings->pdata[i])->tags;
    for (guint k = 0; k < tags->len; k++)
      if (has_words(words, tags->pdata[k])) return TRUE;
  }
  return FALSE;
}

static gboolean seek(Loader *loader, const char *words, GError **error) {
  const CardcatWant want = {.words = (char *)words};
  g_autofree char *expression = cc_search_expression(words);
  g_autoptr(GArray) ids = cc_sql_get_ints(
      loader->sql, "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid LIMIT ?2",
      CC_VALUES(cc_text(expression), cc_int(SOUGHT_MAX)), error);
  g_autoptr(GPtrArray) entries = ids ? cc_entries_load(loader->sql, ids, error) : NULL;
  for (guint i = 0; entries && i < entries->len; i++) {
    const CardcatEntry *entry = entries->pdata[i];
    gboolean named = has_words(loader->words, entry->contact->name.full);
    if (named || cardcat_want_fits(&want, entry->contact) || is_tagged(loader->words, entry))
      cc_circle_seek(loader->circle, entry->id, named);
  }
  return entries != NULL;
}

GPtrArray *cardcat_store_introductions(CardcatStore *store, const char *words, guint limit,
                                       GError **error) {
  if (!cc_want_asks(words)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "'%s' names nobody and nothing: give a name, a firm or a field", words);
    return NULL;
  }
  g_auto(Loader) loader = {store->sql, cc_circle_new(), cc_text_fold_words(words),
                           g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                           g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction || !load_all(&loader, error) || !seek(&loader, words, error)) return NULL;
  return cc_circle_find(loader.circle, limit);
}
