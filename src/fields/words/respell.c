/* A text with the letters of another spelling, its own capitals, accents and blanks kept. */
#include "fields/words/words.h"

#include <string.h>

typedef enum { STEP_END, STEP_KEEP, STEP_CHANGE, STEP_LOSE, STEP_GAIN } Step;

typedef struct {
  gunichar *chars;
  char **folds; /* of each character what a slug has of it */
  glong n;
  const char *letters;
  gsize m;
  guint *cost; /* (n + 1) x (m + 1) */
} Respelling;

static guint *cost_at(const Respelling *r, glong i, gsize k) {
  return &r->cost[(gsize)i * (r->m + 1) + k];
}

/* How many letters from K on are character I; 0: none.  Hosts write an umlaut with an "e" more. */
static gsize matched(const Respelling *r, glong i, gsize k) {
  const char *fold = r->folds[i], *letters = r->letters + k;
  gsize length = strlen(fold);
  if (strncmp(letters, fold, length) != 0) return 0;
  gboolean umlaut = r->chars[i] >= 0x80 && length == 1 && strchr("aou", *fold);
  return umlaut && letters[1] == 'e' ? length + 1 : length;
}

/* The cheapest step at character I and letter K. */
static Step step_at(const Respelling *r, glong i, gsize k, guint *cost) {
  if (i == r->n && k == r->m) return STEP_END;
  Step best = STEP_END;
  *cost = G_MAXUINT;
  gsize length = i < r->n ? strlen(r->folds[i]) : 0;
  gsize same = i < r->n && k + length <= r->m ? matched(r, i, k) : 0;
  if (i < r->n && (same > 0 || length == 0)) {
    *cost = *cost_at(r, i + 1, k + same);
    best = STEP_KEEP;
  }
  if (i < r->n && length > 0 && k < r->m && *cost_at(r, i + 1, k + 1) + 1 < *cost) {
    *cost = *cost_at(r, i + 1, k + 1) + 1;
    best = STEP_CHANGE;
  }
  if (i < r->n && length > 0 && *cost_at(r, i + 1, k) + 1 < *cost) {
    *cost = *cost_at(r, i + 1, k) + 1;
    best = STEP_LOSE;
  }
  if (k < r->m && *cost_at(r, i, k + 1) + 1 < *cost) {
    *cost = *cost_at(r, i, k + 1) + 1;
    best = STEP_GAIN;
  }
  return best;
}

static void fill(Respelling *r) {
  for (glong i = r->n; i >= 0; i--)
    for (gsize k = r->m + 1; k-- > 0;) {
      guint cost = 0;
      if (step_at(r, i, k, &cost) == STEP_END) cost = 0;
      *cost_at(r, i, k) = cost;
    }
}

static void append_letter(GString *out, char letter, gboolean upper) {
  g_string_append_c(out, upper ? g_ascii_toupper(letter) : letter);
}

static char *follow(const Respelling *r) {
  g_autoptr(GString) out = g_string_new(NULL);
  gboolean upper = r->n > 0 && g_unichar_isupper(r->chars[0]);
  gsize k = 0;
  for (glong i = 0;;) {
    guint cost = 0;
    Step step = step_at(r, i, k, &cost);
    if (step == STEP_END) return g_strdup(out->str);
    if (i < r->n && *r->folds[i] && step != STEP_GAIN) upper = g_unichar_isupper(r->chars[i]);
    if (step == STEP_KEEP) {
      g_string_append_unichar(out, r->chars[i]);
      k += *r->folds[i] ? matched(r, i, k) : 0;
    } else if (step != STEP_LOSE) {
      append_letter(out, r->letters[k++], upper);
    }
    i += step == STEP_GAIN ? 0 : 1;
  }
}

char *cc_respell(const char *text, const char *letters, guint *edits) {
  Respelling r = {.letters = letters, .m = strlen(letters)};
  if (r.m > CC_LETTERS_MAX || g_utf8_strlen(text, -1) > CC_LETTERS_MAX) return NULL;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast(text, -1, &r.n);
  g_auto(GStrv) folds = g_new0(char *, r.n + 1);
  g_autofree guint *cost = g_new0(guint, ((gsize)r.n + 1) * (r.m + 1));
  for (glong i = 0; i < r.n; i++) {
    char one[8] = {0};
    g_unichar_to_utf8(chars[i], one);
    folds[i] = cc_slug(one);
  }
  r.chars = chars;
  r.folds = folds;
  r.cost = cost;
  fill(&r);
  *edits = *cost_at(&r, 0, 0);
  return follow(&r);
}
