/* What varies slowly over a picture, filtered on cells. */
#include "print/parts.h"

#include <math.h>
#include <string.h>

/* Classes of lightness of the ground. */
#define LEVELS 6

void print_cells_free(PrintCells *cells) {
  if (!cells) return;
  for (int b = 0; b < 3; b++)
    g_free(cells->v[b]);
  g_free(cells);
}

PrintCells *print_cells_new(int width, int height, int scale, int bands) {
  PrintCells *cells = g_new0(PrintCells, 1);
  cells->width = width;
  cells->height = height;
  cells->scale = scale;
  for (int b = 0; b < bands; b++)
    cells->v[b] = g_new0(float, (gsize)width *(gsize)height);
  return cells;
}

/* ---- windows ------------------------------------------------------------------------------- */

/* A histogram in two tiers (Perreault and Hebert 2007): how many values are in each sixteenth of
 * 0..255, and in each single level. */
#define COARSE 16
#define FINE 16
typedef struct {
  guint16 coarse[COARSE], fine[COARSE][FINE];
} Histogram;

static inline void histogram_change(Histogram *h, guint8 level, int change) {
  h->coarse[level / FINE] = (guint16)(h->coarse[level / FINE] + change);
  h->fine[level / FINE][level % FINE] = (guint16)(h->fine[level / FINE][level % FINE] + change);
}

/* The histogram of a window that goes along a row of columns.  Its coarse tier is kept; a sixteenth
 * of its fine one is made good when the median falls into it. */
typedef struct {
  const Histogram *columns;
  int width, radius;
  int x;            /* its middle */
  int made[COARSE]; /* the middle at which that sixteenth of the fine tier was right */
  Histogram sum;
} Window;

static inline void add_tier(guint16 *to, const guint16 *from) {
  for (int i = 0; i < FINE; i++)
    to[i] = (guint16)(to[i] + from[i]);
}

static inline void subtract_tier(guint16 *to, const guint16 *from) {
  for (int i = 0; i < FINE; i++)
    to[i] = (guint16)(to[i] - from[i]);
}

static void window_step(Window *window) {
  window->x++;
  int in = window->x + window->radius, out = window->x - window->radius - 1;
  if (in < window->width) add_tier(window->sum.coarse, window->columns[in].coarse);
  if (out >= 0) subtract_tier(window->sum.coarse, window->columns[out].coarse);
}

/* The fine tier of sixteenth K: from where it was right, or anew where that is nearer. */
static void window_make(Window *window, int k) {
  guint16 *fine = window->sum.fine[k];
  int from = window->made[k], radius = window->radius;
  if (window->x - from > radius) {
    memset(fine, 0, sizeof window->sum.fine[k]);
    for (int x = MAX(window->x - radius, 0); x <= MIN(window->x + radius, window->width - 1); x++)
      add_tier(fine, window->columns[x].fine[k]);
  } else {
    for (int x = from + 1; x <= window->x; x++) {
      if (x + radius < window->width) add_tier(fine, window->columns[x + radius].fine[k]);
      if (x - radius - 1 >= 0) subtract_tier(fine, window->columns[x - radius - 1].fine[k]);
    }
  }
  window->made[k] = window->x;
}

/* The level below which are at most half of the TOTAL values, and below the next one more. */
static int window_median(Window *window, int total) {
  int half = total / 2, below = 0, k = 0, i = 0;
  while (below + window->sum.coarse[k] <= half)
    below += window->sum.coarse[k++];
  window_make(window, k);
  while (below + window->sum.fine[k][i] <= half)
    below += window->sum.fine[k][i++];
  return k * FINE + i;
}

/* OUT, of WIDTH values: the medians of a row of COLUMNS, of ROWS values each. */
static void median_row(const Histogram *columns, int width, int radius, int rows, float *out) {
  int before = -radius - 1; /* nothing of the row is in the window there */
  Window window = {columns, width, radius, before};
  for (int k = 0; k < COARSE; k++)
    window.made[k] = before;
  while (window.x < width - 1) {
    window_step(&window);
    if (window.x < 0) continue;
    int across = MIN(window.x + radius, width - 1) - MAX(window.x - radius, 0) + 1;
    out[window.x] = (float)window_median(&window, across * rows);
  }
}

static void change_columns(Histogram *columns, const float *row, int width, int change) {
  for (int x = 0; x < width; x++)
    histogram_change(&columns[x], (guint8)row[x], change);
}

void print_cells_median(const float *in, float *out, int width, int height, int radius) {
  gsize w = (gsize)width;
  g_autofree Histogram *columns = g_new0(Histogram, width);
  for (int y = 0; y < MIN(radius, height); y++)
    change_columns(columns, in + (gsize)y * w, width, 1);
  for (int y = 0; y < height; y++) {
    if (y + radius < height) change_columns(columns, in + (gsize)(y + radius) * w, width, 1);
    if (y - radius - 1 >= 0) change_columns(columns, in + (gsize)(y - radius - 1) * w, width, -1);
    int rows = MIN(y + radius, height - 1) - MAX(y - radius, 0) + 1;
    median_row(columns, width, radius, rows, out + (gsize)y * w);
  }
}

/* Running mean along one line of COUNT values STEP apart, in place. */
static void mean_line(float *v, int count, gsize step, int radius, double *sums) {
  sums[0] = 0;
  for (int i = 0; i < count; i++)
    sums[i + 1] = sums[i] + (double)v[(gsize)i * step];
  for (int i = 0; i < count; i++) {
    int a = MAX(i - radius, 0), b = MIN(i + radius + 1, count);
    v[(gsize)i * step] = (float)((sums[b] - sums[a]) / (b - a));
  }
}

void print_cells_mean(float *v, int width, int height, int radius) {
  g_autofree double *sums = g_new(double, MAX(width, height) + 1);
  for (int y = 0; y < height; y++)
    mean_line(v + (gsize)y * (gsize)width, width, 1, radius, sums);
  for (int x = 0; x < width; x++)
    mean_line(v + x, height, (gsize)width, radius, sums);
}

/* The most of each window of 2 RADIUS + 1 values, at three steps a value however wide it is: in
 * blocks of that length the most so far from the left, and from the right, one of each makes a
 * window (van Herk 1992; Gil and Werman 1993).  LEFT and RIGHT have room for COUNT + 2 RADIUS. */
static void max_line(float *v, int count, gsize step, int radius, float *left, float *right) {
  int length = 2 * radius + 1, padded = count + 2 * radius;
  for (int i = 0, begun = 0; i < padded; i++, begun = begun + 1 < length ? begun + 1 : 0) {
    int at = i - radius;
    float own = at >= 0 && at < count ? v[(gsize)at * step] : 0;
    right[i] = own;
    left[i] = begun > 0 ? MAX(left[i - 1], own) : own;
  }
  for (int end = padded / length * length; end > 0; end -= length)
    for (int i = end - 2; i >= end - length; i--)
      right[i] = MAX(right[i + 1], right[i]);
  for (int i = 0; i < count; i++)
    v[(gsize)i * step] = MAX(right[i], left[i + 2 * radius]);
}

void print_cells_max(float *v, int width, int height, int radius) {
  int room = MAX(width, height) + 2 * radius;
  g_autofree float *left = g_new(float, room), *right = g_new(float, room);
  for (int y = 0; y < height; y++)
    max_line(v + (gsize)y * (gsize)width, width, 1, radius, left, right);
  for (int x = 0; x < width; x++)
    max_line(v + x, height, (gsize)width, radius, left, right);
}

void print_cells_min(float *v, int width, int height, int radius) {
  gsize n = (gsize)width * (gsize)height;
  for (gsize i = 0; i < n; i++)
    v[i] = 255 - v[i];
  print_cells_max(v, width, height, radius);
  for (gsize i = 0; i < n; i++)
    v[i] = 255 - v[i];
}

/* How much a ground of LEVEL belongs to class K, 0..1: to two neighbouring ones in sum 1. */
static inline float belongs(float level, int k) {
  float away = fabsf(level * (LEVELS - 1) / 255.0F - (float)k);
  return away < 1 ? 1 - away : 0;
}

void print_cells_by_level(const PrintCells *ground, float *v, PrintCellsFilter filter, int radius) {
  gsize n = (gsize)ground->width * (gsize)ground->height;
  const float *level = ground->v[1]; /* green is nearly luma */
  g_autofree float *plane = g_new(float, n), *sum = g_new0(float, n);
  for (int k = 0; k < LEVELS; k++) {
    gboolean any = FALSE;
    for (gsize i = 0; i < n; i++) {
      float part = belongs(level[i], k);
      plane[i] = filter == print_cells_mean ? part * v[i] : part > 0 ? v[i] : 0;
      any = any || part > 0;
    }
    if (!any) continue;
    filter(plane, ground->width, ground->height, radius);
    for (gsize i = 0; i < n; i++)
      sum[i] += belongs(level[i], k) * plane[i];
  }
  memcpy(v, sum, n * sizeof(float));
}
