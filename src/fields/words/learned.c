/* What was learned from the person's contacts, ready for look-ups.  It speaks for candidates that
 * the card itself shows; where the card plainly says something else, that stays. */
#include "fields/words/words.h"

#include <string.h>

/* More is not looked through for every span. */
#define LEARNED_MAX 5000
/* Shorter firms differ from each other by a letter or two. */
#define ONE_LETTER_MIN 6
#define TWO_LETTERS_MIN 9
#define HOST_MIN 8
/* One letter in so many may differ where the host, or the firm, is known beside it. */
#define LETTERS_PER_ERROR 4
/* The same of a title that has a word of no list; found on generated cards by
 * tests/bench/bench_learned.c. */
#define TITLE_LETTERS_PER_ERROR 6
/* So many contacts have a country, and two thirds of all, before it stands for others: below that
 * it spoilt as many generated cards as it helped, by tests/bench/bench_learned.c. */
#define COUNTRY_MIN 5
#define WORD_MIN 4 /* letters of a title's word */

typedef struct {
  char *text; /* the firm or title as it was saved, or the host */
  char *slug; /* of the firm or title; NULL: none is known for the host */
  char *firm; /* of a host; NULL: none or several */
  gboolean looked_at;
} Known;

struct CcLearned {
  GPtrArray *firms, *hosts, *titles; /* Known* */
  char country[3];
};

static void known_free(gpointer data) {
  Known *known = data;
  g_free(known->text);
  g_free(known->slug);
  g_free(known->firm);
  g_free(known);
}

static Known *known_new(const char *text, const char *firm, const char *spelled) {
  Known *known = g_new0(Known, 1);
  known->text = g_strdup(text);
  known->firm = g_strdup(firm);
  known->slug = spelled ? cc_slug(spelled) : NULL;
  return known;
}

static void choose_country(CcLearned *out, const GPtrArray *learned) {
  guint all = 0, most = 0;
  const char *best = NULL;
  for (guint i = 0; i < learned->len; i++) {
    const CardcatLearned *fact = learned->pdata[i];
    if (fact->kind != CARDCAT_LEARNED_COUNTRY || strlen(fact->text) != 2) continue;
    all += fact->count;
    if (fact->count <= most) continue;
    most = fact->count;
    best = fact->text;
  }
  if (best && most >= COUNTRY_MIN && 3 * most >= 2 * all)
    g_strlcpy(out->country, best, sizeof out->country);
}

CcLearned *cc_learned_new(const GPtrArray *learned) {
  CcLearned *out = g_new0(CcLearned, 1);
  out->firms = g_ptr_array_new_with_free_func(known_free);
  out->hosts = g_ptr_array_new_with_free_func(known_free);
  out->titles = g_ptr_array_new_with_free_func(known_free);
  for (guint i = 0; i < MIN(learned->len, LEARNED_MAX); i++) {
    const CardcatLearned *fact = learned->pdata[i];
    if (!cardcat_learned_is_used(fact) || strlen(fact->text) > 2 * CC_LETTERS_MAX) continue;
    if (fact->kind == CARDCAT_LEARNED_ORGANIZATION)
      g_ptr_array_add(out->firms, known_new(fact->text, NULL, fact->text));
    if (fact->kind == CARDCAT_LEARNED_TITLE) {
      Known *title = known_new(fact->text, NULL, fact->text);
      title->looked_at = fact->corrected > 0;
      g_ptr_array_add(out->titles, title);
    }
    if (fact->kind == CARDCAT_LEARNED_DOMAIN)
      g_ptr_array_add(out->hosts, known_new(fact->text, fact->organization, fact->organization));
  }
  choose_country(out, learned);
  return out;
}

void cc_learned_free(CcLearned *learned) {
  if (!learned) return;
  g_ptr_array_unref(learned->firms);
  g_ptr_array_unref(learned->hosts);
  g_ptr_array_unref(learned->titles);
  g_free(learned);
}

const char *cc_learned_country(const CcLearned *learned) {
  return *learned->country ? learned->country : NULL;
}

/* ---- words ---------------------------------------------------------------------------------- */

/* The words at a title's ends tell that it is one; those between may be of any trade. */
static void learn_title(CcModels *models, const char *title) {
  g_autofree char *folded = cc_fold(title);
  g_auto(GStrv) words = g_strsplit(folded, " ", -1);
  guint n = g_strv_length(words);
  if (n > 1 && n <= CC_PHRASE_MAX) cc_models_learn_word(models, folded, CC_W_TITLE);
  for (guint i = 0; i < n; i += MAX(n - 1, 1))
    if (g_utf8_strlen(words[i], -1) >= WORD_MIN && !cc_models_flags(models, words[i]) &&
        !cc_models_ending(models, words[i]))
      cc_models_learn_word(models, words[i], CC_W_TITLE);
}

void cc_learned_add_words(CcModels *models, const GPtrArray *learned) {
  for (guint i = 0; i < MIN(learned->len, LEARNED_MAX); i++) {
    const CardcatLearned *fact = learned->pdata[i];
    if (!cardcat_learned_is_used(fact)) continue;
    if (fact->kind == CARDCAT_LEARNED_TITLE) learn_title(models, fact->text);
    if (fact->kind != CARDCAT_LEARNED_TOWN) continue;
    g_autofree char *folded = cc_fold(fact->text);
    if (g_utf8_strlen(folded, -1) >= WORD_MIN) cc_models_learn_word(models, folded, CC_W_TOWN);
  }
}

/* ---- spelling ------------------------------------------------------------------------------- */

static gboolean is_most_of(const char *a, const char *b) {
  gsize length = strlen(b);
  return length >= ONE_LETTER_MIN && cc_edits(a, b) <= length / LETTERS_PER_ERROR;
}

/* "Studio 7" is not "Studio 8". */
static gboolean has_digit(const char *text) {
  return strpbrk(text, "0123456789") != NULL;
}

static gboolean is_misread(const char *read, const char *known) {
  gsize length = strlen(known);
  if (length < ONE_LETTER_MIN || has_digit(known)) return FALSE;
  if (cc_confusions(read, known) <= (length >= TWO_LETTERS_MIN ? 2u : 1u)) return TRUE;
  return length >= TWO_LETTERS_MIN && cc_one_edit(read, known);
}

const char *cc_learned_firm(const CcLearned *learned, const char *text) {
  g_autofree char *slug = cc_slug(text);
  const char *near = NULL;
  guint found = 0;
  if (strlen(slug) < 2) return NULL;
  for (guint i = 0; i < learned->firms->len; i++) {
    const Known *firm = learned->firms->pdata[i];
    if (strcmp(slug, firm->slug) == 0) return firm->text;
    if (!is_misread(slug, firm->slug)) continue;
    near = firm->text;
    found++;
  }
  return found == 1 ? near : NULL;
}

/* A word in no list may be what OCR made of another. */
static gboolean has_strange_word(const CcModels *models, const char *text) {
  g_autofree char *folded = cc_fold(text);
  g_auto(GStrv) words = g_strsplit(folded, " ", -1);
  for (guint i = 0; words[i]; i++)
    if (!cc_models_flags(models, words[i]) && !cc_models_ending(models, words[i])) return TRUE;
  return FALSE;
}

static gboolean is_misread_title(const char *read, const char *known) {
  gsize length = strlen(known);
  return is_misread(read, known) ||
         (length >= TWO_LETTERS_MIN && cc_edits(read, known) <= length / TITLE_LETTERS_PER_ERROR);
}

/* Other than by capitals, which a card may choose. */
static gboolean is_spelled_otherwise(const char *a, const char *b) {
  g_autofree char *x = g_utf8_casefold(a, -1), *y = g_utf8_casefold(b, -1);
  return strcmp(x, y) != 0;
}

const char *cc_learned_title(const CcModels *models, const char *text) {
  const CcLearned *learned = cc_models_learned(models);
  g_autofree char *slug = cc_slug(text);
  const char *near = NULL;
  guint found = 0;
  if (!learned) return NULL;
  for (guint i = 0; i < learned->titles->len; i++) {
    const Known *title = learned->titles->pdata[i];
    if (strcmp(slug, title->slug) == 0)
      return title->looked_at && is_spelled_otherwise(text, title->text) ? title->text : NULL;
    if (!is_misread_title(slug, title->slug)) continue;
    near = title->text;
    found++;
  }
  return found == 1 && has_strange_word(models, text) ? near : NULL;
}

gboolean cc_learned_is_like(const char *text, const char *firm) {
  g_autofree char *a = cc_slug(text), *b = cc_slug(firm);
  return is_most_of(a, b);
}

/* ---- hosts ---------------------------------------------------------------------------------- */

static const Known *find_host(const CcLearned *learned, const char *host) {
  for (guint i = 0; i < learned->hosts->len; i++) {
    const Known *known = learned->hosts->pdata[i];
    if (strcmp(known->text, host) == 0) return known;
  }
  return NULL;
}

gboolean cc_learned_has_host(const CcLearned *learned, const char *host) {
  return find_host(learned, host) != NULL;
}

static guint hyphens(const char *text) {
  guint n = 0;
  for (; *text; text++)
    n += *text == '-' ? 1 : 0;
  return n;
}

/* OCR loses hyphens and adds none.  Where a letter is wrong besides, the site without the hyphen is
 * as near: on generated cards it was that one. */
static gboolean may_be_made_of(const char *read, const char *known) {
  if (hyphens(read) == hyphens(known)) return TRUE;
  g_autofree char *solid = cc_slug(read), *solid_known = cc_slug(known);
  return hyphens(read) < hyphens(known) && strcmp(solid, solid_known) == 0;
}

/* READ is most of KNOWN by the names that stand before their public suffixes, which are one, or
 * READ's is KNOWN's cut short. */
static gboolean is_most_of_host(const char *read, const char *known) {
  g_autofree char *name = cc_suffix_name(read), *right = cc_suffix_name(known);
  if (!right) return FALSE;
  if (!name) return is_most_of(read, known);
  const char *tail = strstr(read, name) + strlen(name);
  const char *right_tail = strstr(known, right) + strlen(right);
  return g_str_has_prefix(right_tail, tail) &&
         (strcmp(name, right) == 0 || is_most_of(name, right));
}

const char *cc_learned_host(const CcLearned *learned, const char *host, CcSameHost same) {
  const char *near = NULL;
  for (guint i = 0; i < learned->hosts->len; i++) {
    const Known *known = learned->hosts->pdata[i];
    if (strcmp(known->text, host) == 0) return NULL;
    if (strlen(known->text) < HOST_MIN || !may_be_made_of(host, known->text) ||
        !same(host, known->text))
      continue;
    if (near) return NULL;
    near = known->text;
  }
  return near;
}

static gboolean is_printed(const GPtrArray *texts, const char *slug) {
  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *text = cc_slug(texts->pdata[i]);
    if (strstr(text, slug)) return TRUE;
  }
  return FALSE;
}

const char *cc_learned_host_of_lines(const CcLearned *learned, const GPtrArray *texts,
                                     const char *host) {
  for (guint i = 0; i < learned->hosts->len; i++) {
    const Known *known = learned->hosts->pdata[i];
    if (known->slug && strlen(known->slug) >= ONE_LETTER_MIN && may_be_made_of(host, known->text) &&
        is_most_of_host(host, known->text) && is_printed(texts, known->slug))
      return known->text;
  }
  return NULL;
}

const char *cc_learned_firm_of(const CcLearned *learned, const char *host) {
  const Known *known = find_host(learned, host);
  return known ? known->firm : NULL;
}

const CcLearned *cc_models_learned(const CcModels *models) {
  return models->learned;
}
