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

typedef struct {
  int histogram[256];
  int total, below, at; /* BELOW values are smaller than AT */
} Window;

static void window_change(Window *window, int value, int change) {
  window->histogram[value] += change;
  window->total += change;
  if (value < window->at) window->below += change;
}

static int window_median(Window *window) {
  int half = window->total / 2;
  while (window->below > half)
    window->below -= window->histogram[--window->at];
  while (window->below + window->histogram[window->at] <= half)
    window->below += window->histogram[window->at++];
  return window->at;
}

/* Adds or removes column X of rows Y0..Y1. */
static void window_column(Window *window, const float *v, int width, int x, int y0, int y1,
                          int change) {
  if (x < 0 || x >= width) return;
  for (int y = y0; y <= y1; y++)
    window_change(window, (int)v[(gsize)y * (gsize)width + (gsize)x], change);
}

void print_cells_median(const float *in, float *out, int width, int height, int radius) {
  for (int y = 0; y < height; y++) {
    int y0 = MAX(y - radius, 0), y1 = MIN(y + radius, height - 1);
    Window window = {0};
    for (int x = 0; x < radius; x++)
      window_column(&window, in, width, x, y0, y1, 1);
    for (int x = 0; x < width; x++) {
      window_column(&window, in, width, x + radius, y0, y1, 1);
      window_column(&window, in, width, x - radius - 1, y0, y1, -1);
      out[(gsize)y * (gsize)width + (gsize)x] = (float)window_median(&window);
    }
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
