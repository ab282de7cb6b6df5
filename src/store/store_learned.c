/* What the contacts of the book teach: derived from them as they stand, so that what is taken back,
 * changed or removed is unlearned with it.  What was derived is kept until one of them changes:
 * triggers see to that. */
#include "store/store.h"

#include <string.h>

/* Of the contacts that changed last so many are looked at, and of each kind so much is kept. */
#define CONTACTS_MAX "10000"
#define FACTS_MAX 1000
#define TEXT_MAX 120 /* bytes */

/* A contact, the last decision that made it what it is, and whether a person corrected it.  What an
 * unread "scan --yes" saved has no corrections. */
static const char known[] =
    "WITH known AS MATERIALIZED (SELECT p.id, p.version, p.changed,"
    " coalesce((SELECT max(d.id) FROM decision_people k JOIN decisions d ON d.id = k.decision"
    "  WHERE k.person = p.id AND d.undone IS NULL AND d.kind IN ('save', 'merge', 'edit')), 0)"
    "  AS decision,"
    " EXISTS (SELECT 1 FROM cards k JOIN corrections c ON c.card = k.id"
    "  JOIN decisions d ON d.id = c.decision WHERE k.person = p.id AND d.undone IS NULL)"
    " OR EXISTS (SELECT 1 FROM decision_people k JOIN decisions d ON d.id = k.decision"
    "  WHERE k.person = p.id AND d.undone IS NULL AND d.kind = 'edit' AND d.what IS NULL)"
    " AS corrected"
    " FROM people p WHERE p.version IS NOT NULL AND p.removed IS NULL"
    " ORDER BY p.changed DESC, p.id DESC LIMIT " CONTACTS_MAX
    ") "
    /* The numbers are CardcatLearnedKind's. */
    "SELECT 0, v.organization, NULL, k.id, k.decision, k.corrected, k.changed"
    " FROM known k JOIN versions v ON v.id = k.version WHERE v.organization IS NOT NULL"
    " UNION ALL SELECT 1, e.email, v.organization, k.id, k.decision, k.corrected, k.changed"
    " FROM known k JOIN versions v ON v.id = k.version JOIN emails e ON e.version = v.id"
    " UNION ALL SELECT 1, u.url, v.organization, k.id, k.decision, k.corrected, k.changed"
    " FROM known k JOIN versions v ON v.id = k.version JOIN urls u ON u.version = v.id"
    " UNION ALL SELECT 2, t.title, NULL, k.id, k.decision, k.corrected, k.changed"
    " FROM known k JOIN titles t ON t.version = k.version"
    " UNION ALL SELECT 3, a.locality, NULL, k.id, k.decision, k.corrected, k.changed"
    " FROM known k JOIN addresses a ON a.version = k.version WHERE a.locality IS NOT NULL"
    " UNION ALL SELECT 4, a.country, NULL, k.id, k.decision, k.corrected, k.changed"
    " FROM known k JOIN addresses a ON a.version = k.version WHERE a.country IS NOT NULL"
    " ORDER BY 1, 4";

/* A fact while contacts are counted. */
typedef struct {
  CardcatLearned *learned;
  gint64 person;   /* the last that was counted */
  gint64 until;    /* contacts made by later decisions count; -1: all */
  char *value;     /* that the text was taken from */
  char *firm;      /* as the contact counted last names it */
  gboolean parted; /* its contacts name several firms */
} Fact;

static void fact_free(gpointer data) {
  Fact *fact = data;
  cardcat_learned_free(fact->learned);
  g_free(fact->value);
  g_free(fact->firm);
  g_free(fact);
}

#define KINDS (CARDCAT_LEARNED_COUNTRY + 1)

/* Most values of a book come again and again: what each taught is known by the value itself. */
typedef struct {
  GHashTable *forgotten;     /* key -> gint64 decision */
  GHashTable *facts;         /* "kind:folded" -> Fact, owned */
  GHashTable *taught[KINDS]; /* value -> Fact, or NULL: nothing */
} Count;

/* "kind:sum", by which facts are told apart where they must not be read; owned. */
static char *key_of(CardcatLearnedKind kind, const char *text) {
  g_autofree char *folded = cc_text_fold(text);
  const char *what = *folded ? folded : text;
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, what, -1);
  return g_strdup_printf("%s:%s", cardcat_learned_kind_name(kind), sum);
}

/* ---- forgotten ------------------------------------------------------------------------------ */

/* key -> decision (gint64, owned). */
static GHashTable *load_forgotten(CcSql *sql, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(sql, "SELECT kind || ':' || key, decision FROM forgotten", NULL, error);
  if (!query) return NULL;
  g_autoptr(GHashTable) table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  while (cc_query_next(query)) {
    gint64 *decision = g_new(gint64, 1);
    *decision = cc_query_int(query, 1);
    g_hash_table_insert(table, cc_query_dup(query, 0), decision);
  }
  if (!cc_query_end(query, error)) return NULL;
  return g_steal_pointer(&table);
}

static gboolean forget_one(CcSql *sql, gint64 decision, const CardcatLearned *learned,
                           GError **error) {
  g_autofree char *key = key_of(learned->kind, learned->text);
  const CcValue *values =
      CC_VALUES(cc_int(decision), cc_text(cardcat_learned_kind_name(learned->kind)),
                cc_text(strchr(key, ':') + 1));
  return cc_sql_run(sql,
                    "INSERT OR IGNORE INTO decision_forgotten(decision, kind, key, until)"
                    " VALUES(?1, ?2, ?3, (SELECT decision FROM forgotten"
                    "  WHERE kind = ?2 AND key = ?3))",
                    values, error) &&
         cc_sql_run(sql, "INSERT OR REPLACE INTO forgotten(kind, key, decision) VALUES(?2, ?3, ?1)",
                    values, error);
}

gboolean cardcat_store_forget(CardcatStore *store, const GPtrArray *learned, GError **error) {
  /* What is to be forgotten is not written down. */
  g_autofree char *subject = g_strdup_printf("%u of what contacts taught", learned->len);
  gint64 decision = 0;
  if (learned->len == 0) return TRUE;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction || !cc_decision_begin(store->sql, "edit", subject, &decision, error))
    return FALSE;
  for (guint i = 0; i < learned->len; i++)
    if (!forget_one(store->sql, decision, learned->pdata[i], error)) return FALSE;
  return cc_transaction_commit(transaction, error);
}

gboolean cc_forgotten_put_back(CcSql *sql, gint64 decision, GError **error) {
  return cc_sql_run(sql,
                    "DELETE FROM forgotten WHERE (kind, key) IN (SELECT kind, key"
                    " FROM decision_forgotten WHERE decision = ?1)",
                    CC_VALUES(cc_int(decision)), error) &&
         cc_sql_run(sql,
                    "INSERT INTO forgotten(kind, key, decision) SELECT kind, key, until"
                    " FROM decision_forgotten WHERE decision = ?1 AND until IS NOT NULL",
                    CC_VALUES(cc_int(decision)), error);
}

/* ---- counting ------------------------------------------------------------------------------- */

/* What a value teaches, owned; NULL: nothing.  The host of a mail provider is nobody's. */
static char *lesson_of(CardcatLearnedKind kind, const char *value) {
  g_autofree char *host = kind == CARDCAT_LEARNED_DOMAIN ? cc_firm_host(value) : NULL;
  if (kind == CARDCAT_LEARNED_DOMAIN && !host) return NULL;
  g_autofree char *text = cc_text_clean(host ? host : value, -1, TEXT_MAX + 1);
  gsize length = strlen(text);
  return length < 2 || length > TEXT_MAX ? NULL : g_steal_pointer(&text);
}

static void count_firm(Fact *fact, const char *firm) {
  CardcatLearned *learned = fact->learned;
  if (!firm || fact->parted || g_strcmp0(firm, fact->firm) == 0) return;
  g_free(fact->firm);
  fact->firm = g_strdup(firm);
  g_autofree char *clean = cc_text_clean(firm, -1, TEXT_MAX);
  g_autofree char *is = cc_text_fold(clean), *was = cc_text_fold(learned->organization);
  fact->parted = learned->organization && strcmp(is, was) != 0;
  g_free(learned->organization);
  learned->organization = fact->parted ? NULL : g_steal_pointer(&clean);
}

static void count_row(CcQuery *row, Fact *fact, const char *value) {
  CardcatLearned *learned = fact->learned;
  gboolean corrected = cc_query_int(row, 5) != 0;
  g_autofree char *firm = cc_query_dup(row, 2), *changed = cc_query_dup(row, 6);
  count_firm(fact, firm);
  /* A person's spelling goes before one that was only read. */
  if ((corrected || learned->corrected == 0) && g_strcmp0(value, fact->value) != 0) {
    g_autofree char *text = lesson_of(learned->kind, value);
    g_free(learned->text);
    learned->text = g_steal_pointer(&text);
    g_free(fact->value);
    fact->value = g_strdup(value);
  }
  if (g_strcmp0(changed, learned->last) > 0) {
    g_free(learned->last);
    learned->last = g_steal_pointer(&changed);
  }
  gint64 person = cc_query_int(row, 3);
  if (fact->person == person) return;
  fact->person = person;
  learned->count++;
  learned->corrected += corrected ? 1 : 0;
}

/* The fact that VALUE speaks for, borrowed; NULL: none. */
static Fact *find_fact(Count *count, CardcatLearnedKind kind, const char *value) {
  g_autofree char *text = lesson_of(kind, value);
  if (!text) return NULL;
  g_autofree char *folded = cc_text_fold(text);
  g_autofree char *name = g_strdup_printf("%d:%s", (int)kind, *folded ? folded : text);
  Fact *fact = g_hash_table_lookup(count->facts, name);
  if (fact) return fact;
  g_autofree char *key = g_hash_table_size(count->forgotten) > 0 ? key_of(kind, text) : NULL;
  const gint64 *until = key ? g_hash_table_lookup(count->forgotten, key) : NULL;
  fact = g_new0(Fact, 1);
  fact->learned = cardcat_learned_new(kind, text);
  fact->until = until ? *until : -1;
  g_hash_table_insert(count->facts, g_steal_pointer(&name), fact);
  return fact;
}

static void add_row(CcQuery *row, Count *count) {
  CardcatLearnedKind kind = (CardcatLearnedKind)cc_query_int(row, 0);
  g_autofree char *value = cc_query_dup(row, 1);
  const char *at = kind == CARDCAT_LEARNED_DOMAIN && value ? strrchr(value, '@') : NULL;
  const char *name = at ? at : value;
  gpointer fact = NULL;
  if (!name) return;
  if (!g_hash_table_lookup_extended(count->taught[kind], name, NULL, &fact)) {
    fact = find_fact(count, kind, value);
    g_hash_table_insert(count->taught[kind], g_strdup(name), fact);
  }
  if (fact && cc_query_int(row, 4) > ((const Fact *)fact)->until) count_row(row, fact, value);
}

static int by_kind_and_count(gconstpointer a, gconstpointer b) {
  const CardcatLearned *x = *(CardcatLearned *const *)a, *y = *(CardcatLearned *const *)b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return strcmp(x->text, y->text);
}

/* The first FACTS_MAX of each kind; takes them out of FACTS. */
static GPtrArray *sorted(GHashTable *facts) {
  g_autoptr(GPtrArray) all = g_ptr_array_new();
  GHashTableIter iter;
  gpointer fact;
  g_hash_table_iter_init(&iter, facts);
  while (g_hash_table_iter_next(&iter, NULL, &fact))
    g_ptr_array_add(all, g_steal_pointer(&((Fact *)fact)->learned));
  g_ptr_array_sort(all, by_kind_and_count);
  GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_learned_free);
  guint of_kind[KINDS] = {0};
  for (guint i = 0; i < all->len; i++) {
    const CardcatLearned *learned = all->pdata[i];
    if (learned->count > 0 && of_kind[learned->kind]++ < FACTS_MAX)
      g_ptr_array_add(out, all->pdata[i]);
    else
      cardcat_learned_free(all->pdata[i]);
  }
  return out;
}

static void count_clear(Count *count) {
  g_clear_pointer(&count->forgotten, g_hash_table_unref);
  g_clear_pointer(&count->facts, g_hash_table_unref);
  for (guint i = 0; i < KINDS; i++)
    g_clear_pointer(&count->taught[i], g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Count, count_clear)

static GPtrArray *count_all(CcSql *sql, GError **error) {
  g_auto(Count) count = {.forgotten = load_forgotten(sql, error)};
  g_autoptr(CcQuery) query = count.forgotten ? cc_query_new(sql, known, NULL, error) : NULL;
  if (!query) return NULL;
  count.facts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, fact_free);
  for (guint i = 0; i < KINDS; i++)
    count.taught[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  while (cc_query_next(query))
    add_row(query, &count);
  if (!cc_query_end(query, error)) return NULL;
  return sorted(count.facts);
}

/* ---- kept between scans ---------------------------------------------------------------------- */

/* Less is counted in less time than a write takes. */
#define KEPT_MIN 200

static GPtrArray *load_kept(CcSql *sql, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(
      sql, "SELECT kind, text, organization, contacts, corrected, last FROM learned", NULL, error);
  if (!query) return NULL;
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_learned_free);
  while (cc_query_next(query)) {
    g_autofree char *text = cc_query_dup(query, 1);
    CardcatLearned *learned = cardcat_learned_new((CardcatLearnedKind)cc_query_int(query, 0), text);
    learned->organization = cc_query_dup(query, 2);
    learned->count = (guint)cc_query_int(query, 3);
    learned->corrected = (guint)cc_query_int(query, 4);
    learned->last = cc_query_dup(query, 5);
    g_ptr_array_add(out, learned);
  }
  return cc_query_end(query, error) ? g_steal_pointer(&out) : NULL;
}

static gboolean keep(CcSql *sql, const GPtrArray *all, GError **error) {
  for (guint i = 0; i < all->len; i++) {
    const CardcatLearned *x = all->pdata[i];
    if (!cc_sql_run(
            sql,
            "INSERT INTO learned(position, kind, text, organization, contacts, corrected,"
            " last) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            CC_VALUES(cc_int(i), cc_int(x->kind), cc_text(x->text), cc_text(x->organization),
                      cc_int(x->count), cc_int(x->corrected), cc_text(x->last)),
            error))
      return FALSE;
  }
  return TRUE;
}

GPtrArray *cardcat_store_learned(CardcatStore *store, GError **error) {
  /* A read that becomes a write is refused when somebody else has written meanwhile. */
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  g_autoptr(GPtrArray) kept = transaction ? load_kept(store->sql, error) : NULL;
  if (!kept || kept->len > 0) return g_steal_pointer(&kept);
  g_autoptr(GPtrArray) all = count_all(store->sql, error);
  g_autoptr(GError) not_kept = NULL;
  if (all && all->len >= KEPT_MIN &&
      !(keep(store->sql, all, &not_kept) && cc_transaction_commit(transaction, &not_kept)))
    g_debug("%s", not_kept->message);
  return g_steal_pointer(&all);
}
