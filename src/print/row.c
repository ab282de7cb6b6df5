/* A row of glyphs measured: baseline, slope, heights. */
#include "print/parts.h"

#include <math.h>
#include <stdlib.h>

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* Of capitals and digits only, lower case would be this part of their height. */
#define X_HEIGHT_OF_CAPITAL 0.72
/* Heights under this part of another are of a lower class: x-height under capitals. */
#define LOWER 0.86
/* What is lower than this part of the middle height is a sign, what is higher than this many times
 * it an icon or a rule. */
#define BELOW_MIN 0.5
#define RISE_MAX 1.7
/* One letter in so many rises above the others: then these are of lower case; one in so many stays
 * below the others: then it tells their x-height. */
#define RISING_PART 8
#define BELOW_PART 4
/* Steeper lines are no print of a card that was flattened. */
#define SLOPE_MAX 0.15
/* The most glyphs a line's slope is taken from: it grows with the square. */
#define SLOPE_GLYPHS 48
/* A slope is taken between glyphs that are a quarter of the row apart, ... */
#define SLOPE_REACH 4
/* ... and is none when there are fewer than so many such pairs. */
#define SLOPES_MIN 4
/* A line's bow is taken from no fewer glyphs than this, ... */
#define BOW_GLYPHS 10
/* ... of which this many stand on the curve in each third of the line; */
#define BOW_THIRD 2
/* its ends lie this far off the straight line through its middle, in heights of its glyphs: less
 * does no harm to reading; */
#define BOW_MIN 0.18
/* and what the straight line leaves of the glyphs' distances is more than this many times what the
 * curve leaves.  Found on photos of curved cards, of which flat cards' lines stay straight. */
#define BOW_GAIN 1.6
/* Distances beyond this, in heights of a glyph, count as this: descenders, signs. */
#define BOW_OUTLIER 0.25
/* The curve is fitted in rounds, with a width, in heights, that begins with this and falls to this
 * part of itself at each: nine rounds end at 0.06. */
#define BOW_WIDTH_FIRST 1.0
#define BOW_NARROW 0.7
#define BOW_ROUNDS 9

/* A mark's longer side is at least this many strokes of its line: less is grain. */
#define MARK_STROKES 0.6
/* How far from its row a mark stands, in heights of a capital: beside it, above and below its
 * baseline. */
#define MARK_BESIDE 0.8
#define MARK_ABOVE 1.5
#define MARK_BELOW 0.35

PrintRow *print_row_new(void) {
  PrintRow *row = g_new0(PrintRow, 1);
  row->members = g_array_new(FALSE, FALSE, sizeof(PrintGlyph));
  return row;
}

void print_row_free(PrintRow *row) {
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

static inline double middle_of(const PrintGlyph *glyph) {
  return glyph->box.x + glyph->box.w / 2.0;
}

static inline double bottom_of(const PrintGlyph *glyph) {
  return glyph->box.y + glyph->box.h;
}

/* Median of the slopes between all pairs (Theil and Sen): descenders do not move it. */
static double slope_of(const GArray *members) {
  guint n = members->len, step = (n + SLOPE_GLYPHS - 1) / SLOPE_GLYPHS;
  g_autoptr(GArray) slopes = g_array_new(FALSE, FALSE, sizeof(double));
  double reach = middle_of(print_glyph_at(members, n - 1)) - middle_of(print_glyph_at(members, 0));
  for (guint i = 0; i < n; i += step)
    for (guint j = i + step; j < n; j += step) {
      const PrintGlyph *a = print_glyph_at(members, i), *b = print_glyph_at(members, j);
      double dx = middle_of(b) - middle_of(a);
      if (dx < reach / SLOPE_REACH || dx <= 0) continue;
      double slope = (bottom_of(b) - bottom_of(a)) / dx;
      g_array_append_val(slopes, slope);
    }
  if (slopes->len < SLOPES_MIN) return 0;
  return CLAMP(quantile((double *)(void *)slopes->data, slopes->len, 0.5), -SLOPE_MAX, SLOPE_MAX);
}

/* ---- bow ------------------------------------------------------------------------------------ */

/* A baseline over T, -1 at the first glyph's middle and 1 at the last's: y = c0 + c1 t + c2 t^2. */
typedef struct {
  double c[3], middle, half;
} Curve;

static inline double curve_at(const Curve *curve, double x) {
  double t = (x - curve->middle) / curve->half;
  return curve->c[0] + t * (curve->c[1] + t * curve->c[2]);
}

static double curve_off(const Curve *curve, const PrintGlyph *glyph) {
  return bottom_of(glyph) - curve_at(curve, middle_of(glyph));
}

/* Solves the symmetric equations S * C = R by elimination; C stays when they are singular. */
static void solve(double s[3][3], double r[3], double c[3]) {
  for (int i = 0; i < 3; i++) {
    if (fabs(s[i][i]) < 1e-9) return;
    for (int k = i + 1; k < 3; k++) {
      double part = s[k][i] / s[i][i];
      for (int j = i; j < 3; j++)
        s[k][j] -= part * s[i][j];
      r[k] -= part * r[i];
    }
  }
  for (int i = 2; i >= 0; i--) {
    double rest = r[i];
    for (int j = i + 1; j < 3; j++)
      rest -= s[i][j] * c[j];
    c[i] = rest / s[i][i];
  }
}

/* One round of least squares with weights that fall with the distance (Cauchy, WIDTH pixels). */
static void curve_fit(Curve *curve, const GArray *members, double width) {
  double s[3][3] = {{0}}, r[3] = {0};
  for (guint i = 0; i < members->len; i++) {
    const PrintGlyph *glyph = print_glyph_at(members, i);
    double t = (middle_of(glyph) - curve->middle) / curve->half;
    double off = curve_off(curve, glyph) / width, weight = 1 / (1 + off * off);
    double power[3] = {1, t, t * t};
    for (int k = 0; k < 3; k++) {
      for (int j = 0; j < 3; j++)
        s[k][j] += weight * power[k] * power[j];
      r[k] += weight * power[k] * bottom_of(glyph);
    }
  }
  solve(s, r, curve->c);
}

/* Sum of the distances of MEMBERS' feet from the curve, in OUTLIER, which none goes beyond. */
static double curve_cost(const Curve *curve, const GArray *members, double outlier) {
  double sum = 0;
  for (guint i = 0; i < members->len; i++)
    sum += MIN(fabs(curve_off(curve, print_glyph_at(members, i))) / outlier, 1);
  return sum;
}

static gboolean curve_is_borne(const Curve *curve, const GArray *members, double near) {
  guint on[3] = {0};
  for (guint i = 0; i < members->len; i++) {
    const PrintGlyph *glyph = print_glyph_at(members, i);
    double t = (middle_of(glyph) - curve->middle) / curve->half;
    if (fabs(curve_off(curve, glyph)) < near) on[CLAMP((int)(1.5 * (t + 1)), 0, 2)]++;
  }
  return MIN(on[0], MIN(on[1], on[2])) >= BOW_THIRD;
}

static double middle_height(const GArray *members) {
  g_autofree double *heights = g_new(double, members->len);
  for (guint i = 0; i < members->len; i++)
    heights[i] = print_glyph_at(members, i)->box.h;
  return quantile(heights, members->len, 0.5);
}

/* Bows the straight baseline of ROW where its glyphs clearly stand on a curve. */
static void row_bow(PrintRow *row) {
  const GArray *members = row->members;
  if (members->len < BOW_GLYPHS) return;
  double first = middle_of(print_glyph_at(members, 0)), high = middle_height(members);
  double half = (middle_of(print_glyph_at(members, members->len - 1)) - first) / 2;
  if (half <= 0) return;
  Curve straight = {.middle = first + half, .half = half};
  straight.c[0] = row->base + row->slope * straight.middle;
  straight.c[1] = row->slope * half;
  Curve curve = straight;
  double width = BOW_WIDTH_FIRST;
  for (int round = 0; round < BOW_ROUNDS; round++) {
    curve_fit(&curve, members, width * high);
    width *= BOW_NARROW;
  }
  double outlier = BOW_OUTLIER * high;
  if (fabs(curve.c[2]) < BOW_MIN * high || !curve_is_borne(&curve, members, outlier / 2)) return;
  if (curve_cost(&straight, members, outlier) < BOW_GAIN * curve_cost(&curve, members, outlier))
    return;
  row->bow = curve.c[2] / (half * half);
  row->slope = CLAMP(curve.c[1] / half, -SLOPE_MAX, SLOPE_MAX);
  row->middle = curve.middle;
  row->base = curve.c[0] - row->slope * curve.middle;
}

/* ---- measures ------------------------------------------------------------------------------- */

/* From heights above the baseline: most letters of a lower-case line are of x-height, some rise
 * to the capitals' height; signs like "|" and icons rise higher and do not count. */
static void row_heights(PrintRow *row, double *heights, guint n) {
  double middle = quantile(heights, n, 0.5);
  guint below = 0, above = 0;
  for (guint i = 0; i < n; i++) {
    below += heights[i] < LOWER * middle && heights[i] > BELOW_MIN * middle;
    above += heights[i] > middle / LOWER && heights[i] < RISE_MAX * middle;
  }
  guint rising = n;
  while (rising > 0 && heights[rising - 1] >= RISE_MAX * middle)
    rising--;
  if (above * RISING_PART >= n && above > 0) { /* lower case */
    row->x_height = middle;
    row->capital = heights[rising - (above + 1) / 2];
  } else {
    row->capital = middle;
    row->x_height = below * BELOW_PART >= n ? heights[below / 2] : X_HEIGHT_OF_CAPITAL * middle;
  }
}

void print_row_measure(PrintRow *row) {
  guint n = row->members->len;
  g_autofree double *v = g_new(double, n);
  double stroke = 0, area = 0;
  row->slope = slope_of(row->members);
  for (guint i = 0; i < n; i++) {
    const PrintGlyph *glyph = print_glyph_at(row->members, i);
    row->box = i == 0 ? glyph->box : cc_box_union(row->box, glyph->box);
    v[i] = bottom_of(glyph) - row->slope * middle_of(glyph);
    stroke += glyph->stroke * glyph->area;
    area += glyph->area;
  }
  row->core = row->box;
  row->base = quantile(v, n, 0.5);
  row->bow = 0;
  row_bow(row);
  row->stroke = area > 0 ? stroke / area : 0;
  for (guint i = 0; i < n; i++) {
    const PrintGlyph *glyph = print_glyph_at(row->members, i);
    v[i] = MAX(print_row_baseline(row, middle_of(glyph)) - glyph->box.y, 1);
  }
  row_heights(row, v, n);
}

/* From its letters alone, or on grounds of grain a row would creep from speck to speck. */
gboolean print_row_reaches(const PrintRow *row, const CardcatBox *mark) {
  if (MAX(mark->w, mark->h) < MARK_STROKES * row->stroke) return FALSE;
  double x = mark->x + mark->w / 2.0, y = mark->y + mark->h / 2.0;
  double base = print_row_baseline(row, x), beside = MARK_BESIDE * row->capital;
  return mark->x + mark->w > row->core.x - beside && mark->x < row->core.x + row->core.w + beside &&
         y > base - MARK_ABOVE * row->capital && y < base + MARK_BELOW * row->capital;
}
