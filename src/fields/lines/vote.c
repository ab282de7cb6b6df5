/* Each value of a line is chosen among all alternatives of the line, by itself. */
#include "fields/lines/lines.h"

#include <string.h>

/* An alternative is compared letter by letter up to this many bytes. */
#define ALIGNED_MAX 240
/* What each other alternative that has the same value adds to its score; what a value is less that
 * the reading lacks whose text is used.  By hand. */
#define AGREED_WORTH 0.12
#define SECOND_COST 0.03
/* By so much an e-mail or a web address must satisfy its grammar better. */
#define GRAMMAR_GAIN 0.12
/* Digits that one alternative of a number has otherwise than another. */
#define DIGITS_APART 3
/* A value that only other alternatives have is taken from this score on. */
#define WHOLE_SCORE 0.7

/* ---- where a place of one alternative is in another
 * -----------------------------------------------
 */

/* PLACES[j] becomes the byte of A at which byte J of B is, up to the end of both. */
static void align(const char *a, gsize n, const char *b, gsize m, guint16 *places) {
  g_autofree guint16 *cost = g_new(guint16, (n + 1) * (m + 1));
#define COST(i, j) cost[(i) * (m + 1) + (j)]
  for (gsize i = 0; i <= n; i++)
    COST(i, 0) = (guint16)i;
  for (gsize j = 0; j <= m; j++)
    COST(0, j) = (guint16)j;
  for (gsize i = 1; i <= n; i++)
    for (gsize j = 1; j <= m; j++) {
      guint change = COST(i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0u : 1u);
      guint shift = MIN(COST(i - 1, j), COST(i, j - 1)) + 1u;
      COST(i, j) = (guint16)MIN(change, shift);
    }
  gsize i = n, j = m;
  places[m] = (guint16)n;
  while (j > 0) {
    guint here = COST(i, j);
    if (i > 0 && here == COST(i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0u : 1u)) {
      i--;
      places[--j] = (guint16)i;
    } else if (i > 0 && here == COST(i - 1, j) + 1u)
      i--;
    else
      places[--j] = (guint16)i;
  }
#undef COST
}

/* The bytes of VALUES, found in TEXT, become those of BASE. */
static gboolean move_to(const char *base, const char *text, GPtrArray *values) {
  gsize n = strlen(base), m = strlen(text);
  if (n > ALIGNED_MAX || m > ALIGNED_MAX) return FALSE;
  g_autofree guint16 *places = g_new(guint16, m + 1);
  align(base, n, text, m, places);
  for (guint i = 0; i < values->len; i++) {
    CcValue *value = values->pdata[i];
    value->start = places[value->start];
    value->end = places[value->end];
  }
  return TRUE;
}

/* ---- which values stand in one place --------------------------------------------------------- */

static gboolean overlap(const CcValue *a, const CcValue *b) {
  gsize from = MAX(a->start, b->start), to = MIN(a->end, b->end);
  return to > from && 2 * (to - from) >= MIN(a->end - a->start, b->end - b->start);
}

static char *digits_of(const char *text) {
  GString *digits = g_string_new(NULL);
  for (const char *p = text; *p; p++)
    if (g_ascii_isdigit(*p)) g_string_append_c(digits, *p);
  return g_string_free(digits, FALSE);
}

/* Readings of one number differ by few digits; others stand in another order. */
static gboolean are_alike(const CcValue *a, const CcValue *b) {
  g_autofree char *x = digits_of(a->value), *y = digits_of(b->value);
  return cc_edits(x, y) <= DIGITS_APART;
}

static char *key_of(const CcValue *value) {
  if (value->kind != CC_PHONE) return g_ascii_strdown(value->value, -1);
  return digits_of(value->e164 ? value->e164 : value->value);
}

static gboolean is_same(const CcValue *a, const CcValue *b) {
  if (a->kind != b->kind) return FALSE;
  g_autofree char *x = key_of(a), *y = key_of(b);
  return strcmp(x, y) == 0;
}

/* How many of OTHERS have the same as VALUE, itself left out. */
static guint count_agreed(const CcValue *value, const GPtrArray *others) {
  guint agreed = 0;
  for (guint i = 0; i < others->len; i++)
    agreed += others->pdata[i] != value && is_same(value, others->pdata[i]) ? 1 : 0;
  return agreed;
}

/* Whether OTHER, in the place of USED, is more likely right.  Readings of one print err alike, so
 * that in an e-mail or a web address only the grammar outvotes one; the card's hosts and names are
 * asked when they are known. */
static gboolean is_better(const CcValue *other, const CcValue *used, const GPtrArray *others) {
  double gain = MIN(other->score, 1) - MIN(used->score, 1) - SECOND_COST;
  if (other->kind != CC_PHONE)
    return gain > GRAMMAR_GAIN && strlen(other->value) >= strlen(used->value);
  if (!are_alike(other, used)) return FALSE;
  if (!other->e164 != !used->e164) return other->e164 != NULL;
  guint agreed = count_agreed(other, others), kept = count_agreed(used, others);
  return gain + AGREED_WORTH * ((double)agreed - (double)kept) > 0;
}

/* What of A is read (not where it stands) goes to B, and what of B to A. */
static void exchange(CcValue *a, CcValue *b) {
  CcValue kept = *a;
  *a = *b;
  *b = kept;
  b->start = a->start;
  b->end = a->end;
  a->start = kept.start;
  a->end = kept.end;
  a->line = b->line = kept.line;
  a->rivals = kept.rivals;
  b->rivals = NULL;
}

/* Puts in VALUE what most alternatives of its place make of it. */
static void choose(CcValue *value, GPtrArray *others) {
  for (guint i = 0; i < others->len; i++) {
    CcValue *other = others->pdata[i];
    if (other->kind != value->kind || is_same(other, value) || !is_better(other, value, others))
      continue;
    exchange(value, other);
    return;
  }
}

/* The values of all READINGS but the used one that stand where VALUE does, taken out of them. */
static GPtrArray *take_others(GPtrArray *alternatives, guint used, const CcValue *value) {
  GPtrArray *others = g_ptr_array_new_with_free_func((GDestroyNotify)cc_value_free);
  for (guint r = 0; r < alternatives->len; r++) {
    GPtrArray *values = alternatives->pdata[r];
    for (guint i = 0; r != used && values && i < values->len; i++) {
      if (!overlap(value, values->pdata[i])) continue;
      g_ptr_array_add(others, g_ptr_array_steal_index(values, i));
      break;
    }
  }
  return others;
}

/* ---- values that the used alternative lost
 * ------------------------------------------------------- */

static gboolean is_free(const GPtrArray *values, const CcValue *value) {
  for (guint i = 0; i < values->len; i++) {
    const CcValue *other = values->pdata[i];
    if (MAX(value->start, other->start) < MIN(value->end, other->end) || is_same(value, other))
      return FALSE;
  }
  return value->end > value->start;
}

static void add_lost(GPtrArray *alternatives, guint used) {
  GPtrArray *values = alternatives->pdata[used];
  for (guint r = 0; r < alternatives->len; r++) {
    GPtrArray *other = alternatives->pdata[r];
    for (guint i = r == used ? other->len : 0; i < other->len;) {
      const CcValue *value = other->pdata[i];
      if (value->score < WHOLE_SCORE || !is_free(values, value))
        i++;
      else
        g_ptr_array_add(values, g_ptr_array_steal_index(other, i));
    }
  }
}

void cc_values_vote(const GPtrArray *texts, GPtrArray *alternatives, guint used) {
  GPtrArray *values = alternatives->pdata[used];
  for (guint r = 0; r < alternatives->len; r++)
    if (r != used && !move_to(texts->pdata[used], texts->pdata[r], alternatives->pdata[r]))
      g_ptr_array_set_size(alternatives->pdata[r], 0);
  for (guint i = 0; i < values->len; i++) {
    CcValue *value = values->pdata[i];
    GPtrArray *others = take_others(alternatives, used, value);
    choose(value, others);
    value->rivals = others;
  }
  add_lost(alternatives, used);
}
