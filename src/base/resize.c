/* Resizing in two steps: whole factors by averaging boxes of pixels, which is quick, and what is
 * left, less than a factor of two, by a triangle filter, which keeps edges smooth. */
#include "base/base.h"

/* One axis: output pixel I is the weighted sum of COUNT[I] inputs from FIRST[I] on. */
typedef struct {
  int *first, *count;
  float *weight; /* TAPS for each output pixel; they add up to 1 */
  int taps;
} Kernel;

static void kernel_free(Kernel *k) {
  g_free(k->first);
  g_free(k->count);
  g_free(k->weight);
  g_free(k);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Kernel, kernel_free)

/* A triangle as wide as two input pixels, or two output pixels when these are larger.  What hangs
 * over the edge is left out and the rest weighs more.  EXTENT: how many of the FROM pixels the
 * whole picture takes; a little more than FROM when its last ones were cut off. */
static Kernel *kernel_new(int from, double extent, int to) {
  double scale = extent / to, radius = MAX(scale, 1.0);
  Kernel *k = g_new(Kernel, 1);
  k->taps = (int)(2 * radius) + 2;
  k->first = g_new(int, to);
  k->count = g_new(int, to);
  k->weight = g_new0(float, (gsize)to *(gsize)k->taps);
  for (int i = 0; i < to; i++) {
    double centre = (i + 0.5) * scale - 0.5, sum = 0;
    int first = MAX((int)(centre - radius), 0), last = MIN((int)(centre + radius), from - 1);
    float *weight = k->weight + (gsize)i * (gsize)k->taps;
    for (int x = first; x <= last; x++) {
      double value = 1 - ABS(x - centre) / radius;
      weight[x - first] = (float)MAX(value, 0);
      sum += weight[x - first];
    }
    for (int t = 0; t <= last - first; t++)
      weight[t] /= (float)sum;
    k->first[i] = first;
    k->count[i] = last - first + 1;
  }
  return k;
}

static inline void filter_row(const guint8 *in, int bands, const Kernel *k, int to, float *out) {
  for (int i = 0; i < to; i++) {
    const float *weight = k->weight + (gsize)i * (gsize)k->taps;
    const guint8 *pixel = in + (gsize)k->first[i] * (gsize)bands;
    float sum[3] = {0};
    for (int t = 0; t < k->count[i]; t++)
      for (int b = 0; b < bands; b++)
        sum[b] += weight[t] * *pixel++;
    for (int b = 0; b < bands; b++)
      *out++ = sum[b];
  }
}

/* With BANDS a constant the compiler unrolls the loops over them. */
static void filter_row_of(const CcRaster *raster, int y, const Kernel *k, int to, float *out) {
  if (raster->bands == 1)
    filter_row(cc_raster_at(raster, 0, y), 1, k, to, out);
  else
    filter_row(cc_raster_at(raster, 0, y), 3, k, to, out);
}

static CcRaster *filter(const CcRaster *raster, const Kernel *across, const Kernel *down, int width,
                        int height) {
  CcRaster *out = cc_raster_new(width, height, raster->bands);
  gsize row = (gsize)width * (gsize)raster->bands;
  /* The last rows that were filtered across; row R stands at R modulo their number. */
  g_autofree float *ring = g_new0(float, row *(gsize)down->taps);
  g_autofree float *sum = g_new(float, row);
  int ready = 0;
  for (int y = 0; y < height; y++) {
    int first = down->first[y], end = first + down->count[y];
    for (ready = MAX(ready, first); ready < end; ready++)
      filter_row_of(raster, ready, across, width, ring + row * (gsize)(ready % down->taps));
    for (gsize i = 0; i < row; i++)
      sum[i] = 0.5f;
    for (int r = first; r < end; r++) {
      float weight = down->weight[(gsize)y * (gsize)down->taps + (gsize)(r - first)];
      const float *from = ring + row * (gsize)(r % down->taps);
      for (gsize i = 0; i < row; i++)
        sum[i] += weight * from[i];
    }
    guint8 *to = cc_raster_at(out, 0, y);
    for (gsize i = 0; i < row; i++)
      to[i] = (guint8)MIN(sum[i], 255.0f);
  }
  return out;
}

/* Adds the pixels of each box of FX columns to SUM. */
static inline void add_row(const guint8 *in, int bands, int fx, int to, guint32 *sum) {
  for (int i = 0; i < to; i++, sum += bands)
    for (int x = 0; x < fx; x++)
      for (int b = 0; b < bands; b++)
        sum[b] += *in++;
}

static void add_row_of(const CcRaster *raster, int y, int fx, int to, guint32 *sum) {
  if (raster->bands == 1)
    add_row(cc_raster_at(raster, 0, y), 1, fx, to, sum);
  else
    add_row(cc_raster_at(raster, 0, y), 3, fx, to, sum);
}

/* Each pixel is the mean of a box of FX times FY; what is left over at the right and the bottom
 * is cut off. */
static CcRaster *shrink_by_boxes(const CcRaster *raster, int fx, int fy) {
  CcRaster *out = cc_raster_new(raster->width / fx, raster->height / fy, raster->bands);
  gsize row = (gsize)out->width * (gsize)out->bands;
  g_autofree guint32 *sum = g_new(guint32, row);
  guint32 area = (guint32)fx * (guint32)fy;
  for (int y = 0; y < out->height; y++) {
    for (gsize i = 0; i < row; i++)
      sum[i] = area / 2;
    for (int r = 0; r < fy; r++)
      add_row_of(raster, y * fy + r, fx, out->width, sum);
    guint8 *to = cc_raster_at(out, 0, y);
    for (gsize i = 0; i < row; i++)
      to[i] = (guint8)(sum[i] / area);
  }
  return out;
}

/* Boxes no larger than this: their sums stay far within 32 bits. */
#define FACTOR_MAX 64

CcRaster *cc_raster_resize(const CcRaster *raster, int width, int height) {
  g_return_val_if_fail(width > 0 && height > 0, NULL);
  if (width == raster->width && height == raster->height) return cc_raster_copy(raster);
  int fx = CLAMP(raster->width / width, 1, FACTOR_MAX);
  int fy = CLAMP(raster->height / height, 1, FACTOR_MAX);
  g_autoptr(CcRaster) shrunk = fx > 1 || fy > 1 ? shrink_by_boxes(raster, fx, fy) : NULL;
  const CcRaster *from = shrunk ? shrunk : raster;
  g_autoptr(Kernel) across = kernel_new(from->width, (double)raster->width / fx, width);
  g_autoptr(Kernel) down = kernel_new(from->height, (double)raster->height / fy, height);
  return filter(from, across, down, width, height);
}
