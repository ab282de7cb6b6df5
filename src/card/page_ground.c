#include "card/page.h"

#include <math.h>
#include <string.h>

/* Ground and contrast vary slowly, so they are worked out on cells: this many along the longer
 * edge, which makes a cell about half the height of the smallest print. */
#define CELLS 400
/* Half the window of the ground's median, in cells: wider than the strokes of a large name,
 * narrower than a footer or side panel. */
#define GROUND_RADIUS 12
/* Half the window, in cells, of the median that tells which of two grounds a cell is on, how far
 * the other is looked for, and how many levels nearer it has to be. */
#define NEAR_RADIUS 4
#define GROUND_STEP 8
#define GROUND_CHANGE 80.0F
/* Classes of lightness of the ground. */
#define LEVELS 6
/* Grounds this far apart, in cells, may meet in one blurred edge. */
#define EDGE_RADIUS 2
/* Half the windows, in cells, in which print has one colour, and one contrast. */
#define COLOUR_RADIUS 10
#define CONTRAST_RADIUS 7
/* Levels of contrast below which nothing is stretched to full black: paper grain, JPEG blocks. */
#define CONTRAST_MIN 22.0F
/* The same as a multiple of the deviation of the noise, and where print begins. */
#define CONTRAST_NOISE 7.0F
#define PRINT_NOISE 3.0F
/* Print is what is darker than this part of the local contrast. */
#define PRINT_LEVEL 0.32F
/* Noise is measured as the emptiest patch (half its size in cells) within reach (in cells). */
#define NOISE_PATCH 2
#define NOISE_REACH 20
/* The mean of a normal deviate with its negative half cut to zero, in deviations. */
#define HALF_NORMAL_MEAN 0.4F

/* One value a cell, up to three bands. */
typedef struct {
  int width, height, scale;
  float *v[3];
} Cells;

static void cells_free(Cells *cells) {
  if (!cells) return;
  for (int b = 0; b < 3; b++)
    g_free(cells->v[b]);
  g_free(cells);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cells, cells_free)

static Cells *cells_new(int width, int height, int scale, int bands) {
  Cells *cells = g_new0(Cells, 1);
  cells->width = width;
  cells->height = height;
  cells->scale = scale;
  for (int b = 0; b < bands; b++)
    cells->v[b] = g_new0(float, (gsize)width *(gsize)height);
  return cells;
}

/* Band B of a pixel; a grey picture has three equal ones. */
static inline float band(const CcRaster *picture, const guint8 *pixel, int b) {
  return pixel[picture->bands == 3 ? b : 0];
}

static Cells *shrink(const CcRaster *picture) {
  int scale = MAX(1, (MAX(picture->width, picture->height) + CELLS / 2) / CELLS);
  int w = (picture->width + scale - 1) / scale, h = (picture->height + scale - 1) / scale;
  Cells *cells = cells_new(w, h, scale, 3);
  g_autofree int *count = g_new0(int, (gsize)w *(gsize)h);
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++) {
      gsize i = (gsize)(y / scale) * (gsize)w + (gsize)(x / scale);
      const guint8 *pixel = cc_raster_at(picture, x, y);
      for (int b = 0; b < 3; b++)
        cells->v[b][i] += band(picture, pixel, b);
      count[i]++;
    }
  for (gsize i = 0; i < (gsize)w * (gsize)h; i++)
    for (int b = 0; b < 3; b++)
      cells->v[b][i] /= (float)count[i];
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

static void median_band(const float *in, float *out, int width, int height, int radius) {
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

static void mean_band(float *v, int width, int height, int radius) {
  g_autofree double *sums = g_new(double, MAX(width, height) + 1);
  for (int y = 0; y < height; y++)
    mean_line(v + (gsize)y * (gsize)width, width, 1, radius, sums);
  for (int x = 0; x < width; x++)
    mean_line(v + x, height, (gsize)width, radius, sums);
}

static void max_line(float *v, int count, gsize step, int radius, float *copy) {
  for (int i = 0; i < count; i++)
    copy[i] = v[(gsize)i * step];
  for (int i = 0; i < count; i++) {
    float most = 0;
    for (int j = MAX(i - radius, 0); j <= MIN(i + radius, count - 1); j++)
      most = MAX(most, copy[j]);
    v[(gsize)i * step] = most;
  }
}

static void max_band(float *v, int width, int height, int radius) {
  g_autofree float *copy = g_new(float, MAX(width, height));
  for (int y = 0; y < height; y++)
    max_line(v + (gsize)y * (gsize)width, width, 1, radius, copy);
  for (int x = 0; x < width; x++)
    max_line(v + x, height, (gsize)width, radius, copy);
}

static void min_band(float *v, int width, int height, int radius) {
  gsize n = (gsize)width * (gsize)height;
  for (gsize i = 0; i < n; i++)
    v[i] = 255 - v[i];
  max_band(v, width, height, radius);
  for (gsize i = 0; i < n; i++)
    v[i] = 255 - v[i];
}

typedef void (*Filter)(float *v, int width, int height, int radius);

/* How much a ground of LEVEL belongs to class K, 0..1: to two neighbouring ones in sum 1. */
static inline float belongs(float level, int k) {
  float away = fabsf(level * (LEVELS - 1) / 255.0F - (float)k);
  return away < 1 ? 1 - away : 0;
}

/* FILTER over V in place, but each cell sees only cells whose ground is about as light as its own
 * (a bilateral grid): nothing leaks from a panel into the print beside it. */
static void filter_by_level(const Cells *ground, float *v, Filter filter, int radius) {
  gsize n = (gsize)ground->width * (gsize)ground->height;
  const float *level = ground->v[1]; /* green is nearly luma */
  g_autofree float *plane = g_new(float, n), *sum = g_new0(float, n);
  for (int k = 0; k < LEVELS; k++) {
    gboolean any = FALSE;
    for (gsize i = 0; i < n; i++) {
      float part = belongs(level[i], k);
      plane[i] = filter == mean_band ? part * v[i] : part > 0 ? v[i] : 0;
      any = any || part > 0;
    }
    if (!any) continue;
    filter(plane, ground->width, ground->height, radius);
    for (gsize i = 0; i < n; i++)
      sum[i] += belongs(level[i], k) * plane[i];
  }
  memcpy(v, sum, n * sizeof(float));
}

/* ---- from pixels to print ------------------------------------------------------------------- */

static float apart(const Cells *a, gsize i, const Cells *b, gsize j) {
  float sum = 0;
  for (int band = 0; band < 3; band++)
    sum += fabsf(a->v[band][i] - b->v[band][j]);
  return sum;
}

/* The wide median is blind where two grounds meet: print there may tip it to the wrong one.  So
 * each cell takes the wide median from where it is or a step to one side of it, whichever is
 * nearest to the median close by. */
static Cells *ground_of(const Cells *mean) {
  static const int STEPS[][2] = {{0, 0}, {0, -1}, {0, 1}, {-1, 0}, {1, 0}};
  int w = mean->width, h = mean->height;
  g_autoptr(Cells) wide = cells_new(w, h, mean->scale, 3), near = cells_new(w, h, mean->scale, 3);
  Cells *ground = cells_new(w, h, mean->scale, 3);
  for (int b = 0; b < 3; b++) {
    median_band(mean->v[b], wide->v[b], w, h, GROUND_RADIUS);
    median_band(mean->v[b], near->v[b], w, h, NEAR_RADIUS);
  }
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) {
      gsize at = (gsize)y * (gsize)w + (gsize)x, best = at;
      for (guint s = 1; s < G_N_ELEMENTS(STEPS); s++) {
        int sx = CLAMP(x + STEPS[s][0] * GROUND_STEP, 0, w - 1);
        int sy = CLAMP(y + STEPS[s][1] * GROUND_STEP, 0, h - 1);
        gsize i = (gsize)sy * (gsize)w + (gsize)sx;
        if (apart(wide, i, near, at) + GROUND_CHANGE < apart(wide, best, near, at)) best = i;
      }
      for (int b = 0; b < 3; b++)
        ground->v[b][at] = wide->v[b][best];
    }
  return ground;
}

/* Each band's most (or least) within EDGE_RADIUS. */
static Cells *bound_of(const Cells *ground, gboolean upper) {
  Cells *bound = cells_new(ground->width, ground->height, ground->scale, 3);
  gsize n = (gsize)ground->width * (gsize)ground->height;
  for (int b = 0; b < 3; b++) {
    memcpy(bound->v[b], ground->v[b], n * sizeof(float));
    (upper ? max_band : min_band)(bound->v[b], ground->width, ground->height, EDGE_RADIUS);
  }
  return bound;
}

/* The unit direction in RGB from ground to print around each cell: strong differences weigh most.
 */
static Cells *colour_of(const Cells *mean, const Cells *ground) {
  Cells *colour = cells_new(mean->width, mean->height, mean->scale, 3);
  gsize n = (gsize)mean->width * (gsize)mean->height;
  for (gsize i = 0; i < n; i++) {
    float d[3], square = 0;
    for (int b = 0; b < 3; b++) {
      d[b] = mean->v[b][i] - ground->v[b][i];
      square += d[b] * d[b];
    }
    for (int b = 0; b < 3; b++)
      colour->v[b][i] = d[b] * sqrtf(square);
  }
  for (int b = 0; b < 3; b++)
    filter_by_level(ground, colour->v[b], mean_band, COLOUR_RADIUS);
  for (gsize i = 0; i < n; i++) {
    float length = 1e-6F;
    for (int b = 0; b < 3; b++)
      length += colour->v[b][i] * colour->v[b][i];
    for (int b = 0; b < 3; b++)
      colour->v[b][i] /= sqrtf(length);
  }
  return colour;
}

/* Where a pixel lies between two cells, for bilinear interpolation. */
typedef struct {
  int a, b;
  float t;
} Between;

static Between *between_make(int pixels, int cells, int scale) {
  Between *between = g_new(Between, pixels);
  for (int i = 0; i < pixels; i++) {
    float at = ((float)i + 0.5F) / (float)scale - 0.5F;
    at = CLAMP(at, 0, (float)(cells - 1));
    between[i].a = (int)at;
    between[i].b = MIN(between[i].a + 1, cells - 1);
    between[i].t = at - (float)between[i].a;
  }
  return between;
}

/* One row of cells at the height of a pixel row. */
static void row_between(const float *v, int width, Between y, float *row) {
  const float *a = v + (gsize)y.a * (gsize)width, *b = v + (gsize)y.b * (gsize)width;
  for (int x = 0; x < width; x++)
    row[x] = a[x] + (b[x] - a[x]) * y.t;
}

static inline float value_between(const float *row, Between x) {
  return row[x.a] + (row[x.b] - row[x.a]) * x.t;
}

/* How far each pixel lies off its ground towards its print: 0..255.  Where two grounds meet,
 * nothing between their colours counts, or the edge itself would be print. */
static CcRaster *distance_of(const CcRaster *picture, const Cells *ground, const Cells *colour) {
  CcRaster *out = cc_raster_new(picture->width, picture->height, 1);
  int w = ground->width;
  g_autoptr(Cells) low = bound_of(ground, FALSE), high = bound_of(ground, TRUE);
  g_autofree Between *xs = between_make(picture->width, w, ground->scale);
  g_autofree Between *ys = between_make(picture->height, ground->height, ground->scale);
  g_autofree float *lows = g_new(float, 3 * (gsize)w), *highs = g_new(float, 3 * (gsize)w);
  for (int y = 0; y < picture->height; y++) {
    for (int b = 0; b < 3; b++) {
      row_between(low->v[b], w, ys[y], lows + b * w);
      row_between(high->v[b], w, ys[y], highs + b * w);
    }
    gsize cells_row = (gsize)(y / ground->scale) * (gsize)w;
    for (int x = 0; x < picture->width; x++) {
      const guint8 *pixel = cc_raster_at(picture, x, y);
      gsize cell = cells_row + (gsize)(x / ground->scale);
      float sum = 0;
      for (int b = 0; b < 3; b++) {
        float value = band(picture, pixel, b);
        float under = value - value_between(lows + b * w, xs[x]);
        float over = value - value_between(highs + b * w, xs[x]);
        sum += (under < 0 ? under : over > 0 ? over : 0) * colour->v[b][cell];
      }
      *cc_raster_at(out, x, y) = (guint8)CLAMP(sum / (float)G_SQRT2, 0, 255);
    }
  }
  return out;
}

/* Band 0: the distance that counts as full print around each cell; band 1: the deviation of the
 * noise there. */
static Cells *contrast_of(const CcRaster *distance, const Cells *ground) {
  int w = ground->width, h = ground->height, scale = ground->scale;
  Cells *contrast = cells_new(w, h, scale, 2);
  float *most = contrast->v[0], *noise = contrast->v[1];
  for (int y = 0; y < distance->height; y++)
    for (int x = 0; x < distance->width; x++) {
      gsize cell = (gsize)(y / scale) * (gsize)w + (gsize)(x / scale);
      float value = *cc_raster_at(distance, x, y);
      most[cell] = MAX(most[cell], value);
      noise[cell] += value / (float)(scale * scale);
    }
  mean_band(noise, w, h, NOISE_PATCH);
  min_band(noise, w, h, NOISE_REACH);
  mean_band(noise, w, h, NOISE_REACH / 2);
  filter_by_level(ground, most, max_band, CONTRAST_RADIUS);
  mean_band(most, w, h, CONTRAST_RADIUS / 2);
  for (gsize i = 0; i < (gsize)w * (gsize)h; i++) {
    noise[i] /= HALF_NORMAL_MEAN;
    most[i] = MAX(most[i], MAX(CONTRAST_MIN, CONTRAST_NOISE * noise[i]));
  }
  return contrast;
}

static void print_of(const CcRaster *distance, const Cells *contrast, CcGround *ground) {
  g_autofree Between *xs = between_make(distance->width, contrast->width, contrast->scale);
  g_autofree Between *ys = between_make(distance->height, contrast->height, contrast->scale);
  g_autofree float *row = g_new(float, contrast->width);
  ground->clean = cc_raster_new(distance->width, distance->height, 1);
  ground->print = cc_raster_new(distance->width, distance->height, 1);
  for (int y = 0; y < distance->height; y++) {
    row_between(contrast->v[0], contrast->width, ys[y], row);
    const float *noise = contrast->v[1] + (gsize)ys[y].a * (gsize)contrast->width;
    for (int x = 0; x < distance->width; x++) {
      float most = value_between(row, xs[x]);
      float value = *cc_raster_at(distance, x, y);
      float part = MIN(value / most, 1.0F);
      *cc_raster_at(ground->clean, x, y) = (guint8)(255.0F - 255.0F * part);
      *cc_raster_at(ground->print, x, y) =
          part > PRINT_LEVEL && value > PRINT_NOISE * noise[xs[x].a];
    }
  }
}

void cc_ground_free(CcGround *ground) {
  if (!ground) return;
  cc_raster_free(ground->clean);
  cc_raster_free(ground->print);
  cc_raster_free(ground->light);
  g_free(ground);
}

CcGround *cc_ground_make(const CcRaster *picture) {
  CcGround *result = g_new0(CcGround, 1);
  g_autoptr(Cells) mean = shrink(picture);
  g_autoptr(Cells) ground = ground_of(mean);
  g_autoptr(Cells) colour = colour_of(mean, ground);
  g_autoptr(CcRaster) distance = distance_of(picture, ground, colour);
  g_autoptr(Cells) contrast = contrast_of(distance, ground);
  print_of(distance, contrast, result);
  result->scale = mean->scale;
  result->light = cc_raster_new(mean->width, mean->height, 1);
  for (gsize i = 0; i < (gsize)mean->width * (gsize)mean->height; i++)
    result->light->data[i] = colour->v[0][i] + colour->v[1][i] + colour->v[2][i] > 0;
  return result;
}
