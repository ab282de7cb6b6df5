/* Rows of glyphs become strips of print, in the order in which they are read. */
#include "print/parts.h"

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* An icon stands this far from the text, and reaches this far above and below its capitals. */
#define ICON_GAP 0.35
#define ICON_REACH 0.06
/* A row with an icon before it has so many glyphs, one that marks belong to so many. */
#define ICON_LETTERS 4
#define ABSORBING_LETTERS 3
/* One glyph this many times wider than high is letters that touch. */
#define TOUCHING_RATIO 1.6

/* Rows that are the accents, dots or broken parts of a row of larger print become part of it. */
static void rows_absorb(GPtrArray *rows) {
  for (guint i = 0; i < rows->len; i++) {
    const PrintRow *small = rows->pdata[i];
    for (guint j = 0; j < rows->len; j++) {
      PrintRow *row = rows->pdata[j];
      if (i == j || row->members->len < ABSORBING_LETTERS ||
          MAX(small->box.h, small->box.w / 2) > PRINT_SIGN_MAX * row->capital)
        continue;
      if (!print_row_reaches(row, &small->box)) continue;
      row->box = cc_box_union(row->box, small->box);
      g_ptr_array_remove_index(rows, i--);
      break;
    }
  }
}

/* A leading sign that is higher and lower than the letters, and apart from them, is an icon. */
static void row_drop_icon(PrintRow *row) {
  if (row->members->len < ICON_LETTERS) return;
  const CardcatBox *first = &print_glyph_at(row->members, 0)->box;
  const CardcatBox *next = &print_glyph_at(row->members, 1)->box;
  double base = print_row_baseline(row, first->x), gap = next->x - (first->x + first->w);
  if (gap < ICON_GAP * row->capital || first->y + first->h < base + ICON_REACH * row->capital ||
      first->y > base - (1 + ICON_REACH) * row->capital)
    return;
  g_array_remove_index(row->members, 0);
  print_row_measure(row);
}

static gboolean row_is_print(const PrintRow *row) {
  if (row->members->len >= 2) return TRUE;
  return row->box.w > TOUCHING_RATIO * row->box.h;
}

static CcStrip strip_of(const PrintRow *row, const GArray *marks) {
  CcStrip strip = {.box = row->box,
                   .x_height = row->x_height,
                   .capital = row->capital,
                   .stroke = row->stroke,
                   .bow = row->bow};
  for (guint i = 0; i < marks->len; i++)
    if (print_row_reaches(row, &print_glyph_at(marks, i)->box))
      strip.box = cc_box_union(strip.box, print_glyph_at(marks, i)->box);
  double middle = strip.box.x + strip.box.w / 2.0;
  strip.baseline = print_row_baseline(row, middle);
  strip.slope = row->slope + 2 * row->bow * (middle - row->middle);
  return strip;
}

GArray *print_strips_find(const GArray *glyphs, const GArray *marks) {
  GArray *strips = g_array_new(FALSE, FALSE, sizeof(CcStrip));
  g_autoptr(GPtrArray) rows = print_rows_find(glyphs);
  rows_absorb(rows);
  for (guint i = 0; i < rows->len; i++) {
    if (!row_is_print(rows->pdata[i])) continue;
    row_drop_icon(rows->pdata[i]);
    CcStrip strip = strip_of(rows->pdata[i], marks);
    g_array_append_val(strips, strip);
  }
  return strips;
}

/* ---- reading order --------------------------------------------------------------------------- */

static gboolean share_columns(const CardcatBox *a, const CardcatBox *b) {
  return cc_box_shared_width(a, b) > 0;
}

/* Whether A is read before B (Breuel's two rules): above it in its column, or in a column to its
 * left that no line between the two bridges. */
static gboolean comes_before(const GArray *strips, guint i, guint j) {
  const CardcatBox *a = &g_array_index(strips, CcStrip, i).box;
  const CardcatBox *b = &g_array_index(strips, CcStrip, j).box;
  if (cc_box_shares_row(a, b)) return a->x < b->x;
  if (share_columns(a, b)) return a->y < b->y;
  if (a->x > b->x) return FALSE;
  for (guint k = 0; k < strips->len; k++) {
    const CardcatBox *c = &g_array_index(strips, CcStrip, k).box;
    if (k == i || k == j || !share_columns(a, c) || !share_columns(b, c)) continue;
    if (c->y > MIN(a->y, b->y) && c->y < MAX(a->y, b->y)) return a->y < b->y;
  }
  return TRUE;
}

/* The first strip left that no other must precede; on a cycle the topmost. */
static guint next_strip(const GArray *strips, const gboolean *done) {
  guint top = strips->len, first = strips->len;
  for (guint i = 0; i < strips->len; i++) {
    if (done[i]) continue;
    int y = g_array_index(strips, CcStrip, i).box.y;
    gboolean free = TRUE;
    for (guint j = 0; free && j < strips->len; j++)
      free = j == i || done[j] || !comes_before(strips, j, i);
    if (free && (first == strips->len || y < g_array_index(strips, CcStrip, first).box.y))
      first = i;
    if (top == strips->len || y < g_array_index(strips, CcStrip, top).box.y) top = i;
  }
  return first < strips->len ? first : top;
}

void print_strips_order(GArray *strips) {
  g_autoptr(GArray) ordered = g_array_new(FALSE, FALSE, sizeof(CcStrip));
  g_autofree gboolean *done = g_new0(gboolean, strips->len + 1);
  for (guint n = 0; n < strips->len; n++) {
    guint i = next_strip(strips, done);
    done[i] = TRUE;
    g_array_append_val(ordered, g_array_index(strips, CcStrip, i));
  }
  g_array_set_size(strips, 0);
  g_array_append_vals(strips, ordered->data, ordered->len);
}

static int compare_widths(gconstpointer a, gconstpointer b) {
  const CcStrip *one = a, *two = b;
  if (one->box.w != two->box.w) return one->box.w > two->box.w ? -1 : 1;
  if (one->box.y != two->box.y) return one->box.y < two->box.y ? -1 : 1;
  return (one->box.x > two->box.x) - (one->box.x < two->box.x);
}

void print_strips_by_width(GArray *strips) {
  g_array_sort(strips, compare_widths);
}
