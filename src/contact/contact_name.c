/* Are two names one person's? */
#include "contact/contact.h"

#include <string.h>

/* Made of models/firms.txt when cardcat is built. */
extern const char *const cc_nicknames[];
/* Of models/given.txt: those in plain letters, sorted by their bytes. */
extern const char *const cc_given_names[];
extern const gsize cc_given_names_count;

/* A word of a name longer than this is cut for comparing. */
#define WORD_MAX 40
/* A slip is looked for in words of this many letters or more, a second one in longer ones. */
#define ONE_SLIP_MIN 4
#define TWO_SLIPS_MIN 9
/* "Alex" stands for "Alexander" from this many letters on. */
#define SHORT_FORM_MIN 3

typedef enum { WORD_DIFFERENT, WORD_INITIAL, WORD_SLIP, WORD_SAME } WordMatch;

/* Edits to make A of B, a swap of neighbours counting one (optimal string alignment). */
static int distance(const gunichar *a, int n, const gunichar *b, int m) {
  int rows[3][WORD_MAX + 1];
  for (int j = 0; j <= m; j++)
    rows[0][j] = j;
  for (int i = 1; i <= n; i++) {
    int *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
    now[0] = i;
    for (int j = 1; j <= m; j++) {
      int cost = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = MIN(MIN(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = MIN(now[j], before[j - 2] + 1);
    }
  }
  return rows[n % 3][m];
}

/* WORD stands in LIST, words parted by blanks. */
static gboolean stands_in(const char *list, const char *word, gsize length) {
  for (const char *p = strstr(list, word); p; p = strstr(p + 1, word))
    if ((p == list || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0')) return TRUE;
  return FALSE;
}

const char *cc_name_root(const char *word) {
  gsize length = strlen(word);
  for (guint i = 0; cc_nicknames[i]; i++)
    if (stands_in(cc_nicknames[i], word, length)) return cc_nicknames[i];
  return NULL;
}

static gboolean are_forms(const char *a, const char *b) {
  gsize n = strlen(a), m = strlen(b);
  for (guint i = 0; cc_nicknames[i]; i++)
    if (stands_in(cc_nicknames[i], a, n) && stands_in(cc_nicknames[i], b, m)) return TRUE;
  return FALSE;
}

static int by_bytes(gconstpointer a, gconstpointer b) {
  return strcmp(a, *(const char *const *)b);
}

static gboolean is_given(const char *word) {
  g_autofree char *name = g_strdup(word);
  name[0] = g_ascii_toupper(name[0]);
  return bsearch(name, cc_given_names, cc_given_names_count, sizeof *cc_given_names, by_bytes) !=
         NULL;
}

/* "Paul" and "Paula", "Anna" and "Anja" are no slips. */
static gboolean are_two_names(const char *a, const char *b) {
  return is_given(a) && is_given(b);
}

/* Letters that OCR takes for one another, as one of them: "rn" is m, "1" is l. */
static char *as_seen(const char *word) {
  static const char *const pairs[][2] = {{"rn", "m"}, {"vv", "w"}, {"cl", "d"},
                                         {"ii", "u"}, {"0", "o"},  {"1", "l"},
                                         {"i", "l"},  {"5", "s"},  {"8", "b"}};
  g_autoptr(GString) out = g_string_new(word);
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    g_string_replace(out, pairs[i][0], pairs[i][1], 0);
  return g_strdup(out->str);
}

static gboolean look_alike(const char *a, const char *b) {
  g_autofree char *x = as_seen(a), *y = as_seen(b);
  return g_str_equal(x, y);
}

gboolean cc_word_is_slip(const char *a, const char *b) {
  glong n, m;
  g_autofree gunichar *x = g_utf8_to_ucs4_fast(a, -1, &n), *y = g_utf8_to_ucs4_fast(b, -1, &m);
  n = MIN(n, WORD_MAX);
  m = MIN(m, WORD_MAX);
  int allowed = MIN(n, m) >= TWO_SLIPS_MIN ? 2 : MIN(n, m) >= ONE_SLIP_MIN ? 1 : 0;
  if (allowed == 0 || ABS(n - m) > allowed) return FALSE;
  return distance(x, (int)n, y, (int)m) <= allowed || look_alike(a, b);
}

static WordMatch compare_words(const char *a, const char *b) {
  if (g_str_equal(a, b)) return WORD_SAME;
  glong n, m;
  g_autofree gunichar *x = g_utf8_to_ucs4_fast(a, -1, &n), *y = g_utf8_to_ucs4_fast(b, -1, &m);
  if (MIN(n, m) == 1) return x[0] == y[0] ? WORD_INITIAL : WORD_DIFFERENT;
  if (are_forms(a, b)) return WORD_INITIAL;
  gboolean begins = g_str_has_prefix(a, b) || g_str_has_prefix(b, a);
  if (MIN(n, m) >= SHORT_FORM_MIN && begins && ABS(n - m) > 1) return WORD_INITIAL;
  if (!cc_word_is_slip(a, b)) return WORD_DIFFERENT;
  return are_two_names(a, b) ? WORD_DIFFERENT : WORD_SLIP;
}

/* NAME's words but those of its honorific or suffix. */
static char **words_without_extras(const CardcatName *name) {
  g_auto(GStrv) words = cc_text_fold_words(name->full);
  g_auto(GStrv) prefix = cc_text_fold_words(name->prefix);
  g_auto(GStrv) suffix = cc_text_fold_words(name->suffix);
  GStrvBuilder *out = g_strv_builder_new();
  for (char **w = words; *w; w++)
    if (!g_strv_contains((const char *const *)prefix, *w) &&
        !g_strv_contains((const char *const *)suffix, *w))
      g_strv_builder_add(out, *w);
  char **kept = g_strv_builder_end(out);
  g_strv_builder_unref(out);
  return kept;
}

char **cc_name_words(const CardcatName *name) {
  if (!name->given || !name->family) return words_without_extras(name);
  g_autofree char *text = g_strjoin(" ", name->given, name->family, name->middle, NULL);
  return cc_text_fold_words(text);
}

static gboolean is_ascii(char **words) {
  for (; *words; words++)
    if (!g_str_is_ascii(*words)) return FALSE;
  return TRUE;
}

/* How the words of the shorter name are found in the longer one. */
typedef struct {
  guint same, slips, initials, missing;
  guint spare;         /* whole words of the longer name that nothing was found for */
  gboolean first_same; /* the first word of the one is the first of the other */
} Tally;

static Tally tally(char **few, char **many) {
  Tally t = {0};
  guint n = g_strv_length(many);
  g_autofree gboolean *used = g_new0(gboolean, n + 1);
  for (guint i = 0; few[i]; i++) {
    WordMatch best = WORD_DIFFERENT;
    guint at = 0;
    for (guint j = 0; j < n; j++) {
      WordMatch match = used[j] ? WORD_DIFFERENT : compare_words(few[i], many[j]);
      if (match > best) {
        best = match;
        at = j;
      }
    }
    if (best != WORD_DIFFERENT) used[at] = TRUE;
    if (best == WORD_SAME) t.same++;
    if (best == WORD_SLIP) t.slips++;
    if (best == WORD_INITIAL) t.initials++;
    if (best == WORD_DIFFERENT) t.missing++;
  }
  for (guint j = 0; j < n; j++)
    if (!used[j] && g_utf8_strlen(many[j], -1) > 1) t.spare++;
  t.first_same = few[0] && many[0] && compare_words(few[0], many[0]) == WORD_SAME;
  return t;
}

CcNameMatch cc_name_compare(const CardcatName *a, const CardcatName *b) {
  g_auto(GStrv) x = cc_name_words(a);
  g_auto(GStrv) y = cc_name_words(b);
  return cc_name_compare_words(x, y);
}

CcNameMatch cc_name_compare_words(char **x, char **y) {
  guint n = g_strv_length(x), m = g_strv_length(y);
  if (n == 0 || m == 0 || is_ascii(x) != is_ascii(y)) return CC_NAME_UNKNOWN;
  Tally t = n <= m ? tally(x, y) : tally(y, x);
  guint few = MIN(n, m);
  /* "Ada Cole" is not "Ada C. Beck": her initial stands for the one name, her family for no one. */
  gboolean strayed = t.first_same && t.same + t.slips == 1 && t.initials > 0 && t.spare > 0;
  if (strayed) return CC_NAME_RELATED;
  if (t.missing > 0) return t.first_same ? CC_NAME_RELATED : CC_NAME_DIFFERENT;
  /* Initials alone agree with half the alphabet. */
  if (t.initials == few) return CC_NAME_UNKNOWN;
  if (few >= 2 && t.same == few && (n == m || t.first_same)) return CC_NAME_SAME;
  return CC_NAME_CLOSE;
}
