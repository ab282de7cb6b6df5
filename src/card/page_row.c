/* A row of glyphs measured: baseline, slope, heights. */
#include "card/page.h"

#include <stdlib.h>

/* Of capitals and digits only, lower case would be this part of their height. */
#define X_HEIGHT_OF_CAPITAL 0.72
/* Heights under this part of another are of a lower class: x-height under capitals. */
#define LOWER 0.86
/* Steeper lines are no print of a card that was flattened. */
#define SLOPE_MAX 0.15
/* The most glyphs a line's slope is taken from: it grows with the square. */
#define SLOPE_GLYPHS 48

CcGlyphRow *cc_glyph_row_new(void) {
  CcGlyphRow *row = g_new0(CcGlyphRow, 1);
  row->members = g_array_new(FALSE, FALSE, sizeof(CcGlyph));
  return row;
}

void cc_glyph_row_free(CcGlyphRow *row) {
  if (!row) return;
  g_array_unref(row->members);
  g_free(row);
}

static int compare_doubles(gconstpointer a, gconstpointer b) {
  double one = *(const double *)a, two = *(const double *)b;
  return (one > two) - (one < two);
}

/* The value at PART (0..1) of V sorted; V gets sorted. */
static double quantile(double *v, guint count, double part) {
  qsort(v, count, sizeof *v, compare_doubles);
  return v[(guint)(part * (count - 1) + 0.5)];
}

static inline double middle_of(const CcGlyph *glyph) {
  return glyph->box.x + glyph->box.w / 2.0;
}

static inline double bottom_of(const CcGlyph *glyph) {
  return glyph->box.y + glyph->box.h;
}

/* Median of the slopes between all pairs (Theil and Sen): descenders do not move it. */
static double slope_of(const GArray *members) {
  guint n = members->len, step = (n + SLOPE_GLYPHS - 1) / SLOPE_GLYPHS;
  g_autoptr(GArray) slopes = g_array_new(FALSE, FALSE, sizeof(double));
  double reach = middle_of(cc_glyph_at(members, n - 1)) - middle_of(cc_glyph_at(members, 0));
  for (guint i = 0; i < n; i += step)
    for (guint j = i + step; j < n; j += step) {
      const CcGlyph *a = cc_glyph_at(members, i), *b = cc_glyph_at(members, j);
      double dx = middle_of(b) - middle_of(a);
      if (dx < reach / 4 || dx <= 0) continue;
      double slope = (bottom_of(b) - bottom_of(a)) / dx;
      g_array_append_val(slopes, slope);
    }
  if (slopes->len < 4) return 0;
  return CLAMP(quantile((double *)(void *)slopes->data, slopes->len, 0.5), -SLOPE_MAX, SLOPE_MAX);
}

/* From heights above the baseline: most letters of a lower-case line are of x-height, some rise
 * to the capitals' height; signs like "|" and icons rise higher and do not count. */
static void row_heights(CcGlyphRow *row, double *heights, guint n) {
  double middle = quantile(heights, n, 0.5);
  guint below = 0, above = 0;
  for (guint i = 0; i < n; i++) {
    below += heights[i] < LOWER * middle && heights[i] > 0.5 * middle;
    above += heights[i] > middle / LOWER && heights[i] < 1.7 * middle;
  }
  guint rising = n;
  while (rising > 0 && heights[rising - 1] >= 1.7 * middle)
    rising--;
  if (above * 8 >= n && above > 0) { /* lower case */
    row->x_height = middle;
    row->capital = heights[rising - (above + 1) / 2];
  } else {
    row->capital = middle;
    row->x_height = below * 4 >= n ? heights[below / 2] : X_HEIGHT_OF_CAPITAL * middle;
  }
}

void cc_glyph_row_measure(CcGlyphRow *row) {
  guint n = row->members->len;
  g_autofree double *v = g_new(double, n);
  double stroke = 0, area = 0;
  row->slope = slope_of(row->members);
  for (guint i = 0; i < n; i++) {
    const CcGlyph *glyph = cc_glyph_at(row->members, i);
    row->box = i == 0 ? glyph->box : cc_box_union(row->box, glyph->box);
    v[i] = bottom_of(glyph) - row->slope * middle_of(glyph);
    stroke += glyph->stroke * glyph->area;
    area += glyph->area;
  }
  row->base = quantile(v, n, 0.5);
  row->stroke = area > 0 ? stroke / area : 0;
  for (guint i = 0; i < n; i++) {
    const CcGlyph *glyph = cc_glyph_at(row->members, i);
    v[i] = MAX(row->base + row->slope * middle_of(glyph) - glyph->box.y, 1);
  }
  row_heights(row, v, n);
}
