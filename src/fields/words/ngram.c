/* How words are spelled: the triples of letters of all listed words, to tell words from what OCR
 * makes of pictures. */
#include "fields/words/words.h"

#include <string.h>

#define LETTERS 27 /* a to z, and what is before and after a word */
/* Triples seen in fewer listed words than this are rare; the lists have some 70,000 words. */
#define RARE_COUNT 12
/* A word is strange when this share of its triples or more is rare: found on generated firms'
 * names and on OCR of wood, cloth and logos, by tests/bench/loss.py. */
#define STRANGE_SHARE 0.34

struct CcNgrams {
  guint16 count[LETTERS * LETTERS * LETTERS];
};

CcNgrams *cc_ngrams_new(void) {
  return g_new0(CcNgrams, 1);
}

void cc_ngrams_free(CcNgrams *ngrams) {
  g_free(ngrams);
}

static guint letter_of(char c) {
  return g_ascii_islower(c) ? (guint)(c - 'a' + 1) : 0;
}

typedef void (*TripleFunc)(guint index, gpointer data);

/* Calls SEEN for each triple of FOLDED; other signs than letters part words. */
static void each_triple(const char *folded, TripleFunc seen, gpointer data) {
  guint a = 0, b = 0;
  for (const char *p = folded;; p++) {
    guint c = letter_of(*p);
    if (b || c) seen((a * LETTERS + b) * LETTERS + c, data);
    a = b;
    b = c;
    if (!*p) return;
  }
}

static void count_triple(guint index, gpointer data) {
  CcNgrams *ngrams = data;
  if (ngrams->count[index] < G_MAXUINT16) ngrams->count[index]++;
}

void cc_ngrams_add(CcNgrams *ngrams, const char *folded) {
  each_triple(folded, count_triple, ngrams);
}

typedef struct {
  const CcNgrams *ngrams;
  guint all, rare;
} Rarity;

static void judge_triple(guint index, gpointer data) {
  Rarity *rarity = data;
  rarity->all++;
  rarity->rare += rarity->ngrams->count[index] < RARE_COUNT ? 1 : 0;
}

gboolean cc_ngrams_strange(const CcNgrams *ngrams, const char *folded) {
  Rarity rarity = {ngrams, 0, 0};
  each_triple(folded, judge_triple, &rarity);
  return rarity.all > 0 && rarity.rare >= STRANGE_SHARE * rarity.all;
}
