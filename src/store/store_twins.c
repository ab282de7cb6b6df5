/* Who may be in the book twice: found anew for whoever changes, kept for the lists that mark them.
 */
#include "store/people.h"

#include <string.h>

/* More than so many that changed are quicker compared all with all. */
#define FEW 100
/* Not more than so many that share something with one contact are compared with it. */
#define CANDIDATES_MAX 400

/* ---- who is compared with one contact ------------------------------------------------------- */

/* Adds the persons that QUERY finds for VALUE to IDS (a set). */
static gboolean collect(CcSql *sql, const char *query, const char *value, GHashTable *ids,
                        GError **error) {
  g_autoptr(GArray) found =
      cc_sql_get_ints(sql, query, CC_VALUES(cc_text(value), cc_int(CANDIDATES_MAX)), error);
  if (!found) return FALSE;
  for (guint i = 0; i < found->len; i++)
    g_hash_table_add(ids, g_memdup2(&g_array_index(found, gint64, i), sizeof(gint64)));
  return TRUE;
}

/* Adds how the forms of WORD begin, each a prefix for FTS5: ("b" * OR "r" *). */
static void append_beginnings(GString *out, const char *word) {
  const char *root = cc_name_root(word);
  g_auto(GStrv) forms = g_strsplit(root ? root : word, " ", -1);
  g_autoptr(GString) seen = g_string_new(NULL);
  for (guint i = 0; forms[i]; i++) {
    g_autofree char *first = g_utf8_substring(forms[i], 0, 1);
    if (strstr(seen->str, first)) continue;
    g_string_append_printf(out, "%s\"%s\" *", seen->len > 0 ? " OR " : "(", first);
    g_string_append(seen, first);
  }
  g_string_append_c(out, ')');
}

/* Whoever has WORD whole, or a form of it, and a word that begins as OTHER does; owned. */
static char *pair_expression(const char *word, const char *other) {
  const char *root = cc_name_root(word);
  g_auto(GStrv) forms = g_strsplit(root ? root : word, " ", -1);
  g_autoptr(GString) out = g_string_new("name : ((");
  for (guint i = 0; forms[i]; i++)
    g_string_append_printf(out, "%s\"%s\"", i > 0 ? " OR " : "", forms[i]);
  g_string_append(out, ") AND ");
  append_beginnings(out, other);
  g_string_append_c(out, ')');
  return g_strdup(out->str);
}

#define WITH_WORDS "SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2"

/* A slip may be in one word of a name: the others are whole. */
static gboolean collect_names(CcSql *sql, const CardcatContact *contact, GHashTable *ids,
                              GError **error) {
  g_auto(GStrv) words = contact->name.full ? cc_name_words(&contact->name)
                                           : cc_text_fold_words(cc_contact_label(contact));
  for (char **w = words; *w; w++)
    for (char **o = words; *o; o++) {
      gboolean only = w == o && !words[1];
      if ((w == o && !only) || strlen(*w) < 2) continue;
      g_autofree char *expression =
          only ? g_strdup_printf("name : \"%s\"", *w) : pair_expression(*w, *o);
      if (!collect(sql, WITH_WORDS, expression, ids, error)) return FALSE;
    }
  return TRUE;
}

static gboolean collect_candidates(CcSql *sql, const CardcatContact *contact, GHashTable *ids,
                                   GError **error) {
  for (guint i = 0; i < contact->emails->len; i++) {
    g_autofree char *key = cc_email_key(contact->emails->pdata[i]);
    if (!collect(sql,
                 "SELECT p.id FROM emails e JOIN people p ON p.version = e.version"
                 " WHERE e.key = ?1 LIMIT ?2",
                 key, ids, error))
      return FALSE;
  }
  for (guint i = 0; i < contact->phones->len; i++) {
    g_autofree char *key = cc_phone_key(contact->phones->pdata[i]);
    if (!collect(sql,
                 "SELECT p.id FROM phones f JOIN people p ON p.version = f.version"
                 " WHERE f.key = ?1 LIMIT ?2",
                 key, ids, error))
      return FALSE;
  }
  return collect_names(sql, contact, ids, error);
}

GPtrArray *cc_twins_candidates(CcSql *sql, const CardcatContact *contact, GError **error) {
  g_autoptr(GHashTable) set = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  if (!collect_candidates(sql, contact, set, error)) return NULL;
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  GHashTableIter iter;
  gpointer id;
  g_hash_table_iter_init(&iter, set);
  while (g_hash_table_iter_next(&iter, &id, NULL))
    g_array_append_vals(ids, id, 1);
  return cc_entries_load(sql, ids, error);
}

/* ---- kept ----------------------------------------------------------------------------------- */

static gboolean put(CcSql *sql, gint64 x, gint64 y, double similarity, guint alike,
                    GError **error) {
  return cc_sql_run(
      sql, "INSERT OR REPLACE INTO twins(a, b, similarity, alike) VALUES(?1, ?2, ?3, ?4)",
      CC_VALUES(cc_int(MIN(x, y)), cc_int(MAX(x, y)), cc_real(similarity), cc_int(alike)), error);
}

/* Those of one person who changed; nobody's when it is not in the book. */
static gboolean match_one(CcSql *sql, gint64 person, GError **error) {
  if (!cc_sql_run(sql, "DELETE FROM twins WHERE a = ?1 OR b = ?1", CC_VALUES(cc_int(person)),
                  error))
    return FALSE;
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(ids, person);
  g_autoptr(GPtrArray) self = cc_entries_load(sql, ids, error);
  if (!self) return FALSE;
  if (self->len == 0) return TRUE;
  const CardcatContact *contact = ((const CardcatEntry *)self->pdata[0])->contact;
  g_autoptr(GPtrArray) others = cc_twins_candidates(sql, contact, error);
  if (!others) return FALSE;
  g_autoptr(CcProfile) profile = cc_profile_new(contact);
  for (guint i = 0; i < others->len; i++) {
    const CardcatEntry *other = others->pdata[i];
    g_autoptr(CcProfile) its = cc_profile_new(other->contact);
    guint alike = 0;
    double similarity = cc_profile_similarity(profile, its, -1, &alike);
    if (other->id != person && similarity >= CC_SIMILARITY_MIN &&
        !put(sql, person, other->id, similarity, alike, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean match_all(CcSql *sql, GError **error) {
  g_autoptr(GArray) ids = cc_sql_get_ints(
      sql, "SELECT id FROM people WHERE version IS NOT NULL AND removed IS NULL ORDER BY id", NULL,
      error);
  g_autoptr(GPtrArray) entries = ids ? cc_entries_load(sql, ids, error) : NULL;
  if (!entries || !cc_sql_run(sql, "DELETE FROM twins", NULL, error)) return FALSE;
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func((GDestroyNotify)cc_profile_free);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add(profiles, cc_profile_new(((const CardcatEntry *)entries->pdata[i])->contact));
  g_autoptr(GArray) found = cc_twins_find(profiles);
  for (guint i = 0; i < found->len; i++) {
    const CcTwins *twins = &g_array_index(found, CcTwins, i);
    const CardcatEntry *a = entries->pdata[twins->a], *b = entries->pdata[twins->b];
    if (!put(sql, a->id, b->id, twins->similarity, twins->alike, error)) return FALSE;
  }
  return TRUE;
}

gboolean cc_twins_match(CcSql *sql, GError **error) {
  g_autoptr(GArray) changed =
      cc_sql_get_ints(sql, "SELECT person FROM unmatched ORDER BY person", NULL, error);
  if (!changed) return FALSE;
  if (changed->len > FEW && !match_all(sql, error)) return FALSE;
  for (guint i = 0; i < changed->len && changed->len <= FEW; i++)
    if (!match_one(sql, g_array_index(changed, gint64, i), error)) return FALSE;
  return changed->len == 0 || cc_sql_run(sql, "DELETE FROM unmatched", NULL, error);
}

gboolean cc_decision_commit(CcSql *sql, CcTransaction *transaction, GError **error) {
  return cc_twins_match(sql, error) && cc_transaction_commit(transaction, error);
}

/* ---- listed --------------------------------------------------------------------------------- */

void cardcat_twins_free(CardcatTwins *twins) {
  if (!twins) return;
  cardcat_entry_free(twins->a);
  cardcat_entry_free(twins->b);
  g_free(twins->why);
  g_free(twins);
}

#define APART "EXISTS (SELECT 1 FROM apart x WHERE x.a = t.a AND x.b = t.b)"

static gboolean take_row(CcSql *sql, CcQuery *row, GPtrArray *out, GError **error) {
  g_autoptr(CardcatTwins) twins = g_new0(CardcatTwins, 1);
  twins->a = cc_entry_load(sql, cc_query_int(row, 0), error);
  twins->b = twins->a ? cc_entry_load(sql, cc_query_int(row, 1), error) : NULL;
  twins->similarity = (double)cc_query_int(row, 2) / 1e6;
  twins->why = cc_alike_say((guint)cc_query_int(row, 3));
  if (!twins->b) return FALSE;
  g_ptr_array_add(out, g_steal_pointer(&twins));
  return TRUE;
}

static GPtrArray *list_twins(CcSql *sql, guint limit, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(
      sql,
      "SELECT t.a, t.b, round(t.similarity * 1e6), t.alike FROM twins t JOIN people p ON p.id = t.a"
      " JOIN people q ON q.id = t.b WHERE p.removed IS NULL AND q.removed IS NULL AND NOT " APART
      " ORDER BY t.similarity DESC, t.a, t.b LIMIT ?1",
      CC_VALUES(cc_int(limit > 0 ? (gint64)limit : -1)), error);
  if (!query) return NULL;
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_twins_free);
  while (cc_query_next(query))
    if (!take_row(sql, query, out, error)) return NULL;
  return cc_query_end(query, error) ? g_steal_pointer(&out) : NULL;
}

GPtrArray *cardcat_store_twins(CardcatStore *store, guint limit, GError **error) {
  CcSql *sql = store->sql;
  gboolean writes = store->writes;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, writes, error);
  if (!transaction || (writes && !match_all(sql, error))) return NULL;
  if (writes && !cc_sql_run(sql, "DELETE FROM unmatched", NULL, error)) return NULL;
  g_autoptr(GPtrArray) twins = list_twins(sql, limit, error);
  return twins && cc_transaction_commit(transaction, error) ? g_steal_pointer(&twins) : NULL;
}

/* ---- two, as the user says ------------------------------------------------------------------- */

gboolean cardcat_store_set_apart(CardcatStore *store, gint64 a, gint64 b, gboolean apart,
                                 GError **error) {
  CcSql *sql = store->sql;
  gint64 decision = 0;
  const CcValue pair[] = {cc_int(MIN(a, b)), cc_int(MAX(a, b)), {CC_VALUE_END}};
  if (a == b) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "contact %" G_GINT64_FORMAT " is one: name two", a);
    return FALSE;
  }
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  g_autoptr(CardcatEntry) x = transaction ? cc_entry_load(sql, a, error) : NULL;
  g_autoptr(CardcatEntry) y = x ? cc_entry_load(sql, b, error) : NULL;
  return y && cc_decision_begin(sql, "apart", cc_contact_label(x->contact), &decision, error) &&
         cc_sql_run(sql,
                    "INSERT INTO decision_apart SELECT ?3, ?1, ?2,"
                    " EXISTS (SELECT 1 FROM apart WHERE a = ?1 AND b = ?2)",
                    CC_VALUES(pair[0], pair[1], cc_int(decision)), error) &&
         cc_sql_run(sql,
                    apart ? "INSERT OR IGNORE INTO apart VALUES(?1, ?2)"
                          : "DELETE FROM apart WHERE a = ?1 AND b = ?2",
                    pair, error) &&
         cc_transaction_commit(transaction, error);
}

gboolean cc_apart_put_back(CcSql *sql, gint64 decision, GError **error) {
  return cc_sql_run(sql,
                    "DELETE FROM apart WHERE (a, b) IN (SELECT a, b FROM decision_apart"
                    " WHERE decision = ?1 AND NOT was)",
                    CC_VALUES(cc_int(decision)), error) &&
         cc_sql_run(sql,
                    "INSERT OR IGNORE INTO apart SELECT a, b FROM decision_apart"
                    " WHERE decision = ?1 AND was",
                    CC_VALUES(cc_int(decision)), error);
}
