/* Who of many may be there twice: only those are compared who have something in common. */
#include "contact/profile.h"

#include <string.h>

/* What more than so many have in common (a switchboard, a letter) tells nobody from anybody. */
#define BUCKET_MAX 60
/* Digits at the end of a number by which it is looked for, with or without its country. */
#define DIGITS 7

typedef struct {
  const GPtrArray *profiles;
  GHashTable *buckets; /* char* -> GArray of guint */
  GHashTable *counts;  /* char* -> how many have the word in their name */
  GHashTable *seen;    /* guint64: pairs */
  GArray *found;       /* CcTwins */
} Finder;

static void finder_clear(Finder *finder) {
  g_hash_table_unref(finder->buckets);
  g_hash_table_unref(finder->counts);
  g_hash_table_unref(finder->seen);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

static void put(Finder *finder, guint who, char *owned_key) {
  GArray *bucket = g_hash_table_lookup(finder->buckets, owned_key);
  if (!bucket) {
    bucket = g_array_new(FALSE, FALSE, sizeof(guint));
    g_hash_table_insert(finder->buckets, owned_key, bucket);
  } else {
    g_free(owned_key);
  }
  if (bucket->len == 0 || g_array_index(bucket, guint, bucket->len - 1) != who)
    g_array_append_val(bucket, who);
}

/* ---- keys ---------------------------------------------------------------------------------- */

/* The full form of a given name that has shorter ones; owned. */
static char *root_of(const char *word) {
  const char *root = cc_name_root(word);
  return root ? g_strndup(root, strcspn(root, " ")) : g_strdup(word);
}

static char *first_of(const char *word, guint letters) {
  return g_utf8_substring(word, 0, MIN((glong)letters, g_utf8_strlen(word, -1)));
}

static char *last_of(const char *word, guint letters) {
  glong length = g_utf8_strlen(word, -1);
  return g_strdup(g_utf8_offset_to_pointer(word, MAX(length - (glong)letters, 0)));
}

/* A whole word and the beginning, or the end, of another: a slip may be anywhere else. */
static void put_words(Finder *finder, guint who, const char *word, const char *other) {
  g_autofree char *whole = root_of(word), *full = root_of(other);
  g_autofree char *first = first_of(full, 1), *said = first_of(other, 1), *end = last_of(full, 2);
  if (!word[0] || !word[1]) return;
  put(finder, who, g_strdup_printf("w%s+%s", whole, first));
  if (!g_str_equal(first, said)) put(finder, who, g_strdup_printf("w%s+%s", whole, said));
  put(finder, who, g_strdup_printf("w%s~%s", whole, end));
}

/* Of one firm, with the same letters at the beginning: slips in both words. */
static void put_firm(Finder *finder, guint who, char kind, const char *firm,
                     const CcProfile *profile) {
  g_autoptr(GString) letters = g_string_new(NULL);
  for (char **w = profile->words; *w; w++) {
    g_autofree char *first = first_of(*w, 1);
    g_string_append(letters, first);
  }
  put(finder, who, g_strdup_printf("%c%s|%s", kind, firm, profile->named ? letters->str : ""));
}

static void put_dial(Finder *finder, guint who, const CcDialKey *dial) {
  const CardcatPhone bare = {.value = dial->phone->value, .e164 = dial->phone->e164};
  g_autofree char *digits = cc_phone_key(&bare);
  gsize length = strlen(digits);
  put(finder, who, g_strdup_printf("p%s", digits + (length > DIGITS ? length - DIGITS : 0)));
}

static void put_all(Finder *finder, guint who) {
  const CcProfile *profile = finder->profiles->pdata[who];
  for (char **w = profile->words; *w; w++)
    for (char **o = profile->words; *o; o++)
      if (o != w) put_words(finder, who, *w, *o);
  for (guint i = 0; i < profile->mails->len; i++) {
    const CcMailKey *mail = &g_array_index(profile->mails, CcMailKey, i);
    if (mail->role && profile->named) continue;
    put(finder, who, g_strdup_printf("e%s", mail->key));
    put(finder, who, g_strdup_printf("m%s", mail->mailbox));
  }
  for (guint i = 0; i < profile->dials->len; i++)
    put_dial(finder, who, &g_array_index(profile->dials, CcDialKey, i));
  for (guint i = 0; i < profile->pages->len; i++)
    put(finder, who, g_strdup_printf("u%s", (char *)profile->pages->pdata[i]));
  for (guint i = 0; i < profile->hosts->len; i++)
    put_firm(finder, who, 'h', profile->hosts->pdata[i], profile);
  if (*profile->firm) put_firm(finder, who, 'f', profile->firm, profile);
}

/* ---- how often a name comes ---------------------------------------------------------------- */

static guint count_of(const Finder *finder, const char *word) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(finder->counts, word));
}

static void count_words(Finder *finder, const CcProfile *profile) {
  for (char **w = profile->words; *w; w++)
    g_hash_table_replace(finder->counts, g_strdup(*w), GUINT_TO_POINTER(count_of(finder, *w) + 1));
}

/* How many others have PROFILE's words together by chance, from how many have each. */
static double chance_of(const Finder *finder, const CcProfile *profile) {
  double chance = finder->profiles->len;
  for (char **w = profile->words; *w; w++)
    if ((*w)[0] && (*w)[1]) /* beside the two that are compared */
      chance *= (double)(MAX(count_of(finder, *w), 2) - 1) / finder->profiles->len;
  return chance;
}

/* ---- comparing ----------------------------------------------------------------------------- */

static void compare(Finder *finder, guint a, guint b) {
  guint64 pair = ((guint64)a << 32) | b;
  if (g_hash_table_contains(finder->seen, &pair)) return;
  g_hash_table_add(finder->seen, g_memdup2(&pair, sizeof pair));
  const CcProfile *x = finder->profiles->pdata[a], *y = finder->profiles->pdata[b];
  CcTwins twins = {a, b, 0, 0};
  double common = MAX(chance_of(finder, x), chance_of(finder, y));
  twins.similarity = cc_profile_similarity(x, y, common, &twins.alike);
  if (twins.similarity >= CC_SIMILARITY_MIN) g_array_append_val(finder->found, twins);
}

static void compare_bucket(Finder *finder, const GArray *bucket) {
  if (bucket->len > BUCKET_MAX) return;
  for (guint i = 0; i < bucket->len; i++)
    for (guint j = i + 1; j < bucket->len; j++)
      compare(finder, g_array_index(bucket, guint, i), g_array_index(bucket, guint, j));
}

static int by_similarity(gconstpointer a, gconstpointer b) {
  const CcTwins *x = a, *y = b;
  if (x->similarity != y->similarity) return x->similarity > y->similarity ? -1 : 1;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

GArray *cc_twins_find(const GPtrArray *profiles) {
  g_auto(Finder) finder = {
      profiles,
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref),
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
      g_array_new(FALSE, FALSE, sizeof(CcTwins)),
  };
  for (guint i = 0; i < profiles->len; i++) {
    count_words(&finder, profiles->pdata[i]);
    put_all(&finder, i);
  }
  GHashTableIter iter;
  gpointer bucket;
  g_hash_table_iter_init(&iter, finder.buckets);
  while (g_hash_table_iter_next(&iter, NULL, &bucket))
    compare_bucket(&finder, bucket);
  g_array_sort(finder.found, by_similarity);
  return finder.found;
}
