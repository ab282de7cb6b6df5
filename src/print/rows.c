/* Which glyphs stand in one row of print, and which way rows run. */
#include "print/parts.h"

#include <math.h>
#include <stdlib.h>

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* Two glyphs are neighbours in a row when the gap is at most this many heights of the taller ... */
#define GAP_GLYPHS 1.0
/* ... they share this part of the smaller's height, and differ at most this much in height. */
#define OVERLAP_MIN 0.55
#define RATIO_MAX 2.3
/* Two pieces of one line are joined over a gap of at most this many capital heights: columns of
 * cards stand further apart, spaces and tabs do not. */
#define GAP_PIECES 1.7
/* ... when their baselines meet within this part of a capital's height. */
#define BASELINE_TOLERANCE 0.3
/* Pieces of one line differ in height by no more than this. */
#define PIECES_RATIO 1.8
/* Between words of letter-spaced print, this many times what its letters stand apart is added: both
 * pieces have letters this far apart, in capital heights (0.1 to 0.25 is usual), are as high and as
 * bold within these ratios, and nothing else begins in the right one's column, within this many
 * heights above or below and this part of one.  Found on titles of real cards. */
#define SPACED_MIN 0.3
#define SPACED_GAIN 2.5
#define SPACED_LETTERS 4
#define SPACED_MORE 2.0
#define SPACED_HEIGHT 1.15
#define SPACED_STROKE 1.4
#define COLUMN_REACH 6
#define COLUMN_NEAR 0.5
/* A comma hangs at most this far below the baseline, in capitals; seen on generated cards. */
#define SIGN_BELOW 0.4
/* A dash is as wide as so many halves of its height, or wider. */
#define DASH_HALVES 3
/* So many pieces are joined to lines: what that takes grows with the square of their number and
 * more.  Of 847 outlines on 66 photos and scans of cards none had more than 514, and half fewer
 * than 35; three small pictures of dots and leaves 975 to 2,478. */
#define ROWS_MOST 600
/* Which way print runs: neighbours are looked for within this many sizes of a glyph; a blob of
 * letters that touch is long in their direction; at most about this many glyphs are asked. */
#define VOTE_REACH 3
#define VOTE_SHAPE 0.5
#define VOTES_MAX 1000

/* ---- neighbours ----------------------------------------------------------------------------- */

/* The gap between two glyphs of one row in heights, or -1 when they are no neighbours. */
static double neighbour_gap(const CardcatBox *a, const CardcatBox *b) {
  int low = MIN(a->h, b->h), high = MAX(a->h, b->h);
  if (high > RATIO_MAX * low || cc_box_shared_height(a, b) < OVERLAP_MIN * low) return -1;
  double gap = (double)MAX(b->x - (a->x + a->w), 0) / high;
  return gap <= GAP_GLYPHS ? gap : -1;
}

static guint root_of(guint *parent, guint i) {
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

/* For each glyph the root of its chain of neighbours, owned. */
static guint *chains_of(const GArray *glyphs, int tallest) {
  guint *parent = g_new(guint, glyphs->len + 1);
  for (guint i = 0; i < glyphs->len; i++)
    parent[i] = i;
  for (guint i = 0; i < glyphs->len; i++) {
    const CardcatBox *a = &print_glyph_at(glyphs, i)->box;
    for (guint j = i + 1; j < glyphs->len; j++) {
      const CardcatBox *b = &print_glyph_at(glyphs, j)->box;
      if (b->x > a->x + a->w + GAP_GLYPHS * tallest) break;
      if (neighbour_gap(a, b) >= 0) parent[root_of(parent, i)] = root_of(parent, j);
    }
  }
  return parent;
}

static int tallest_of(const GArray *glyphs) {
  int tallest = 1;
  for (guint i = 0; i < glyphs->len; i++)
    tallest = MAX(tallest, print_glyph_at(glyphs, i)->box.h);
  return tallest;
}

/* How much nearer the next glyph beside this one is than the next above or below: -1..1. */
static double glyph_vote(const GArray *glyphs, guint i) {
  const CardcatBox *a = &print_glyph_at(glyphs, i)->box;
  int far = VOTE_REACH * MAX(a->w, a->h), beside = far, above = far;
  for (guint j = 0; j < glyphs->len; j++) {
    const CardcatBox *b = &print_glyph_at(glyphs, j)->box;
    int gx = MAX(-cc_box_shared_width(a, b), 0), gy = MAX(-cc_box_shared_height(a, b), 0);
    if (i == j || MIN(gx, gy) > 0) continue;
    if (cc_box_shares_row(a, b)) beside = MIN(beside, gx);
    if (2 * cc_box_shared_width(a, b) > MIN(a->w, b->w)) above = MIN(above, gy);
  }
  double shape = (double)(a->w - a->h) / (a->w + a->h);
  return (double)(above - beside) / (above + beside + 1) + VOTE_SHAPE * shape;
}

double print_direction(const GArray *glyphs) {
  double sum = 0;
  guint step = glyphs->len / VOTES_MAX + 1, votes = 0;
  for (guint i = 0; i < glyphs->len; i += step, votes++)
    sum += glyph_vote(glyphs, i);
  return votes > 0 ? sum / votes : 0;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static GPtrArray *rows_of(const GArray *glyphs) {
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)print_row_free);
  g_autofree guint *parent = chains_of(glyphs, tallest_of(glyphs));
  g_autofree PrintRow **row_of = g_new0(PrintRow *, glyphs->len + 1);
  for (guint i = 0; i < glyphs->len; i++) {
    PrintRow **row = &row_of[root_of(parent, i)];
    if (!*row) {
      *row = print_row_new();
      g_ptr_array_add(rows, *row);
    }
    g_array_append_val((*row)->members, *print_glyph_at(glyphs, i));
  }
  for (guint i = 0; i < rows->len; i++)
    print_row_measure(rows->pdata[i]);
  return rows;
}

static int compare_ints(gconstpointer a, gconstpointer b) {
  return *(const int *)a - *(const int *)b;
}

/* The middle gap between letters of ROW, in heights of its capitals; 0 of few. */
static double spacing_of(const PrintRow *row) {
  guint n = row->members->len;
  if (n < SPACED_LETTERS) return 0;
  g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint i = 1; i < n; i++) {
    const CardcatBox *a = &print_glyph_at(row->members, i - 1)->box;
    int gap = print_glyph_at(row->members, i)->box.x - (a->x + a->w);
    g_array_append_val(gaps, gap);
  }
  g_array_sort(gaps, compare_ints);
  int middle = g_array_index(gaps, int, gaps->len / 2);
  return middle / row->capital;
}

static gboolean begins_column(const GPtrArray *rows, const PrintRow *right) {
  const CardcatBox *box = &right->box;
  for (guint i = 0; i < rows->len; i++) {
    const PrintRow *other = rows->pdata[i];
    if (other == right || other->members->len < 2) continue;
    if (abs(other->box.x - box->x) < COLUMN_NEAR * right->capital &&
        -cc_box_shared_height(&other->box, box) < COLUMN_REACH * right->capital)
      return TRUE;
  }
  return FALSE;
}

/* What more than GAP_PIECES may stand between two pieces, in heights of a capital. */
static double more_gap(const GPtrArray *rows, const PrintRow *left, const PrintRow *right) {
  double spacing = MIN(spacing_of(left), spacing_of(right));
  double high = MAX(left->capital, right->capital), low = MIN(left->capital, right->capital);
  double bold = MAX(left->stroke, right->stroke), thin = MIN(left->stroke, right->stroke);
  if (spacing < SPACED_MIN || high > SPACED_HEIGHT * low || bold > SPACED_STROKE * thin ||
      begins_column(rows, right))
    return 0;
  return SPACED_GAIN * spacing;
}

/* A dash beside the capitals of LEFT, or a comma under its baseline; a dot may part columns. */
static gboolean is_sign_beside(const PrintRow *sign, const PrintRow *left) {
  const CardcatBox *box = &sign->box;
  double base = print_row_baseline(left, box->x);
  gboolean dash = 2 * box->w >= DASH_HALVES * box->h,
           comma = box->h > box->w && box->y + box->h > base;
  return sign->members->len == 1 && (dash || comma) && box->h <= PRINT_SIGN_MAX * left->capital &&
         box->w <= left->capital && box->y > base - left->capital &&
         box->y + box->h < base + SIGN_BELOW * left->capital;
}

/* From the end of LEFT to RIGHT; where one sign stands between them, the wider gap beside it. */
static double gap_of(const GPtrArray *rows, const PrintRow *left, const PrintRow *right) {
  int from = left->box.x + left->box.w, to = right->box.x, gap = to - from;
  for (guint i = 0; gap > 0 && i < rows->len; i++) {
    const PrintRow *sign = rows->pdata[i];
    int before = sign->box.x - from, after = to - (sign->box.x + sign->box.w);
    if (before >= 0 && after >= 0 && MAX(before, after) < gap && is_sign_beside(sign, left))
      gap = MAX(before, after);
  }
  return gap;
}

/* Too far apart, whatever stands between them: a sign is no wider than a capital. */
static gboolean are_far_apart(const PrintRow *left, const PrintRow *right, double high) {
  int gap = right->box.x - (left->box.x + left->box.w);
  return gap > (2 * (GAP_PIECES + SPACED_MORE) + 1) * high ||
         -cc_box_shared_height(&left->box, &right->box) > high;
}

static gboolean rows_are_one_line(const GPtrArray *rows, const PrintRow *left,
                                  const PrintRow *right) {
  double high = MAX(left->capital, right->capital), low = MIN(left->capital, right->capital);
  if (are_far_apart(left, right, high)) return FALSE;
  double gap = gap_of(rows, left, right);
  if (gap < -high || high > PIECES_RATIO * low) return FALSE;
  double x = right->box.x - gap / 2;
  double step = print_row_baseline(left, x) - print_row_baseline(right, x);
  if (fabs(step) >= BASELINE_TOLERANCE * high) return FALSE;
  if (gap <= GAP_PIECES * high) return TRUE;
  return gap <= (GAP_PIECES + SPACED_MORE) * high &&
         gap <= (GAP_PIECES + more_gap(rows, left, right)) * high;
}

static int compare_members(gconstpointer a, gconstpointer b) {
  const PrintGlyph *one = a, *two = b;
  return one->box.x != two->box.x ? (one->box.x > two->box.x) - (one->box.x < two->box.x)
                                  : (one->box.y > two->box.y) - (one->box.y < two->box.y);
}

static void rows_join(GPtrArray *rows) {
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < rows->len; j++) {
      PrintRow *left = rows->pdata[i], *right = rows->pdata[j];
      if (i == j || left->box.x > right->box.x || !rows_are_one_line(rows, left, right)) continue;
      g_array_append_vals(left->members, right->members->data, right->members->len);
      g_array_sort(left->members, compare_members);
      print_row_measure(left);
      g_ptr_array_remove_index(rows, j);
      i = (guint)-1; /* from the start: the joined row may reach others */
      break;
    }
}

/* Without those of the fewest glyphs where there are more than any print has: grain, foliage. */
static void drop_grain(GPtrArray *rows) {
  for (guint least = 2; rows->len > ROWS_MOST; least++)
    for (guint i = rows->len; i-- > 0;)
      if (((const PrintRow *)rows->pdata[i])->members->len < least)
        g_ptr_array_remove_index(rows, i);
}

GPtrArray *print_rows_find(const GArray *glyphs) {
  GPtrArray *rows = rows_of(glyphs);
  drop_grain(rows);
  rows_join(rows);
  return rows;
}
