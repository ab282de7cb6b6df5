/* A card's ground evened to white, its print dark. */
#include "print/parts.h"

#include "base/bands.h"

#include <math.h>
#include <string.h>

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

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
#define STEPS_COUNT 5u
/* Colours (the sum of three differences) that are one, and that are not. */
#define VERY_COLOUR 40.0F
#define OTHER_COLOUR 80.0F
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

/* Adds one row of pixels to the cells from FIRST on. */
static void shrink_row(const CcRaster *picture, int y, PrintCells *cells, gsize first) {
  const guint8 *pixel = cc_raster_at(picture, 0, y);
  for (int x = 0; x < picture->width; first++) {
    int sum[3] = {0}, end = MIN(x + cells->scale, picture->width);
    for (; x < end; x++, pixel += picture->bands)
      for (int b = 0; b < 3; b++)
        sum[b] += pixel[picture->bands == 3 ? b : 0]; /* grey has three equal bands */
    for (int b = 0; b < 3; b++)
      cells->v[b][first] += (float)sum[b];
  }
}

static PrintCells *shrink(const CcRaster *picture) {
  int scale = MAX(1, (MAX(picture->width, picture->height) + CELLS / 2) / CELLS);
  int w = (picture->width + scale - 1) / scale, h = (picture->height + scale - 1) / scale;
  PrintCells *cells = print_cells_new(w, h, scale, 3);
  for (int y = 0; y < picture->height; y++)
    shrink_row(picture, y, cells, (gsize)(y / scale) * (gsize)w);
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) {
      int across = MIN(scale, picture->width - x * scale);
      int down = MIN(scale, picture->height - y * scale);
      for (int b = 0; b < 3; b++)
        cells->v[b][(gsize)y * (gsize)w + (gsize)x] /= (float)(across * down);
    }
  return cells;
}

/* ---- from pixels to print ------------------------------------------------------------------- */

/* The cell a step S away from X, Y, inside the picture. */
static gsize step_from(const PrintCells *cells, int x, int y, guint s) {
  static const int STEPS[STEPS_COUNT][2] = {{0, 0}, {0, -1}, {0, 1}, {-1, 0}, {1, 0}};
  int sx = CLAMP(x + STEPS[s][0] * GROUND_STEP, 0, cells->width - 1);
  int sy = CLAMP(y + STEPS[s][1] * GROUND_STEP, 0, cells->height - 1);
  return (gsize)sy * (gsize)cells->width + (gsize)sx;
}

/* The wide median is blind where two grounds meet: print there may tip it to the wrong one.  So
 * each cell takes the wide median from where it is or a step to one side of it, whichever is
 * nearest to the median close by, unless one of them is its very colour. */
static PrintCells *ground_of(const PrintCells *mean) {
  int w = mean->width, h = mean->height;
  g_autoptr(PrintCells) wide = print_cells_new(w, h, mean->scale, 3),
                        near = print_cells_new(w, h, mean->scale, 3);
  PrintCells *ground = print_cells_new(w, h, mean->scale, 3);
  for (int b = 0; b < 3; b++) {
    print_cells_median(mean->v[b], wide->v[b], w, h, GROUND_RADIUS);
    print_cells_median(mean->v[b], near->v[b], w, h, NEAR_RADIUS);
  }
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) {
      gsize at = step_from(mean, x, y, 0), best = at;
      for (guint s = 1; s < STEPS_COUNT; s++) {
        gsize i = step_from(mean, x, y, s);
        if (print_cells_apart(wide, i, near, at) + GROUND_CHANGE <
            print_cells_apart(wide, best, near, at))
          best = i;
      }
      for (guint s = 1; s < STEPS_COUNT; s++) {
        gsize i = step_from(mean, x, y, s);
        if (print_cells_apart(wide, i, mean, at) < VERY_COLOUR &&
            print_cells_apart(wide, best, mean, at) > OTHER_COLOUR)
          best = i;
      }
      for (int b = 0; b < 3; b++)
        ground->v[b][at] = wide->v[b][best];
    }
  return ground;
}

/* Each band's most (or least) within EDGE_RADIUS. */
static PrintCells *bound_of(const PrintCells *ground, gboolean upper) {
  PrintCells *bound = print_cells_new(ground->width, ground->height, ground->scale, 3);
  gsize n = (gsize)ground->width * (gsize)ground->height;
  for (int b = 0; b < 3; b++) {
    memcpy(bound->v[b], ground->v[b], n * sizeof(float));
    (upper ? print_cells_max : print_cells_min)(bound->v[b], ground->width, ground->height,
                                                EDGE_RADIUS);
  }
  return bound;
}

/* The unit direction in RGB from ground to print around each cell: strong differences weigh most.
 */
static PrintCells *colour_of(const PrintCells *mean, const PrintCells *ground) {
  PrintCells *colour = print_cells_new(mean->width, mean->height, mean->scale, 3);
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
    print_cells_by_level(ground, colour->v[b], print_cells_mean, COLOUR_RADIUS);
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

/* What of cells a row of pixels needs: the least and the most of their ground, between two rows of
 * cells, and the colour of their print. */
typedef struct {
  CcBands low, high, colour;
} DistanceCell;

static void distance_cells(const PrintCells *low, const PrintCells *high, const PrintCells *colour,
                           Between y, int row, DistanceCell *cells) {
  gsize w = (gsize)low->width, a = (gsize)y.a * w, b = (gsize)y.b * w, at = (gsize)row * w;
  for (gsize x = 0; x < w; x++)
    for (int k = 0; k < 3; k++) {
      const float *lows = low->v[k], *highs = high->v[k];
      cells[x].low[k] = lows[a + x] + (lows[b + x] - lows[a + x]) * y.t;
      cells[x].high[k] = highs[a + x] + (highs[b + x] - highs[a + x]) * y.t;
      cells[x].colour[k] = colour->v[k][at + x];
    }
}

static inline CcBands bands_of(const guint8 *pixel, int bands) {
  return bands == 3 ? (CcBands){pixel[0], pixel[1], pixel[2], 0}
                    : (CcBands){pixel[0], pixel[0], pixel[0], 0};
}

static void distance_row(const guint8 *pixel, int bands, int width, const DistanceCell *cells,
                         int scale, const Between *xs, guint8 *out) {
  for (int x = 0, cell = 0, left = scale; x < width; x++, pixel += bands) {
    const DistanceCell *a = &cells[xs[x].a], *b = &cells[xs[x].b];
    CcBands value = bands_of(pixel, bands);
    CcBands under = value - (a->low + (b->low - a->low) * xs[x].t);
    CcBands over = value - (a->high + (b->high - a->high) * xs[x].t);
    /* LOW is at most HIGH, so that one of the two is 0. */
    CcBands off =
        (CcBands)((CcWholeBands)under & (under < 0)) + (CcBands)((CcWholeBands)over & (over > 0));
    CcBands part = off * cells[cell].colour;
    float sum = part[0] + part[1] + part[2];
    out[x] = (guint8)CLAMP(sum / (float)G_SQRT2, 0, 255);
    if (--left > 0) continue;
    left = scale;
    cell++;
  }
}

/* How far each pixel lies off its ground towards its print: 0..255.  Where two grounds meet,
 * nothing between their colours counts, or the edge itself would be print. */
static CcRaster *distance_of(const CcRaster *picture, const PrintCells *ground,
                             const PrintCells *colour) {
  CcRaster *out = cc_raster_new(picture->width, picture->height, 1);
  g_autoptr(PrintCells) low = bound_of(ground, FALSE), high = bound_of(ground, TRUE);
  g_autofree Between *xs = between_make(picture->width, ground->width, ground->scale);
  g_autofree Between *ys = between_make(picture->height, ground->height, ground->scale);
  g_autofree DistanceCell *cells = g_new0(DistanceCell, ground->width);
  for (int y = 0; y < picture->height; y++) {
    distance_cells(low, high, colour, ys[y], y / ground->scale, cells);
    const guint8 *pixel = cc_raster_at(picture, 0, y);
    guint8 *to = cc_raster_at(out, 0, y);
    if (picture->bands == 3) /* with the bands a constant the compiler knows what to load */
      distance_row(pixel, 3, picture->width, cells, ground->scale, xs, to);
    else
      distance_row(pixel, 1, picture->width, cells, ground->scale, xs, to);
  }
  return out;
}

/* Band 0: the distance that counts as full print around each cell; band 1: the deviation of the
 * noise there. */
static PrintCells *contrast_of(const CcRaster *distance, const PrintCells *ground) {
  int w = ground->width, h = ground->height, scale = ground->scale;
  PrintCells *contrast = print_cells_new(w, h, scale, 2);
  float *most = contrast->v[0], *noise = contrast->v[1];
  for (int y = 0; y < distance->height; y++) {
    gsize cell = (gsize)(y / scale) * (gsize)w;
    const guint8 *row = cc_raster_at(distance, 0, y);
    for (int x = 0; x < distance->width; cell++)
      for (int end = MIN(x + scale, distance->width); x < end; x++) {
        most[cell] = MAX(most[cell], row[x]);
        noise[cell] += row[x] / (float)(scale * scale);
      }
  }
  print_cells_mean(noise, w, h, NOISE_PATCH);
  print_cells_min(noise, w, h, NOISE_REACH);
  print_cells_mean(noise, w, h, NOISE_REACH / 2);
  print_cells_by_level(ground, most, print_cells_max, CONTRAST_RADIUS);
  print_cells_mean(most, w, h, CONTRAST_RADIUS / 2);
  for (gsize i = 0; i < (gsize)w * (gsize)h; i++) {
    noise[i] /= HALF_NORMAL_MEAN;
    most[i] = MAX(most[i], MAX(CONTRAST_MIN, CONTRAST_NOISE * noise[i]));
  }
  return contrast;
}

static void print_of(const CcRaster *distance, const PrintCells *contrast, PrintGround *ground) {
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

void print_ground_free(PrintGround *ground) {
  if (!ground) return;
  cc_raster_free(ground->clean);
  cc_raster_free(ground->print);
  cc_raster_free(ground->light);
  g_free(ground);
}

PrintGround *print_ground_make(const CcRaster *picture) {
  PrintGround *result = g_new0(PrintGround, 1);
  g_autoptr(PrintCells) mean = shrink(picture);
  g_autoptr(PrintCells) ground = ground_of(mean);
  print_ground_without_islands(mean, ground);
  print_ground_by_panels(mean, ground);
  g_autoptr(PrintCells) colour = colour_of(mean, ground);
  g_autoptr(CcRaster) distance = distance_of(picture, ground, colour);
  g_autoptr(PrintCells) contrast = contrast_of(distance, ground);
  print_of(distance, contrast, result);
  result->scale = mean->scale;
  result->light = cc_raster_new(mean->width, mean->height, 1);
  for (gsize i = 0; i < (gsize)mean->width * (gsize)mean->height; i++)
    result->light->data[i] = colour->v[0][i] + colour->v[1][i] + colour->v[2][i] > 0;
  return result;
}
