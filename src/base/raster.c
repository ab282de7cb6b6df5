#include <string.h>

#include "base/base.h"

CcRaster *cc_raster_new(int width, int height, int bands) {
  g_return_val_if_fail(width > 0 && height > 0 && width <= 65500 && height <= 65500, NULL);
  g_return_val_if_fail(bands == 1 || bands == 3, NULL);
  CcRaster *raster = g_new(CcRaster, 1);
  raster->width = width;
  raster->height = height;
  raster->bands = bands;
  raster->data = g_malloc((gsize)width * (gsize)height * (gsize)bands);
  return raster;
}

static gsize raster_size(const CcRaster *raster) {
  return (gsize)raster->width * (gsize)raster->height * (gsize)raster->bands;
}

CcRaster *cc_raster_copy(const CcRaster *raster) {
  CcRaster *copy = cc_raster_new(raster->width, raster->height, raster->bands);
  memcpy(copy->data, raster->data, raster_size(raster));
  return copy;
}

void cc_raster_free(CcRaster *raster) {
  if (!raster) return;
  g_free(raster->data);
  g_free(raster);
}

CcRaster *cc_raster_grey(const CcRaster *raster) {
  if (raster->bands == 1) return cc_raster_copy(raster);
  CcRaster *grey = cc_raster_new(raster->width, raster->height, 1);
  gsize n = raster_size(grey);
  const guint8 *rgb = raster->data;
  for (gsize i = 0; i < n; i++, rgb += 3)
    grey->data[i] = (guint8)((rgb[0] * 77 + rgb[1] * 150 + rgb[2] * 29 + 128) >> 8);
  return grey;
}

CcRaster *cc_raster_turn(const CcRaster *raster, int quarters) {
  quarters = ((quarters % 4) + 4) % 4;
  if (quarters == 0) return cc_raster_copy(raster);
  gboolean swap = quarters % 2 == 1;
  int w = raster->width, h = raster->height, bands = raster->bands;
  CcRaster *out = cc_raster_new(swap ? h : w, swap ? w : h, bands);
  for (int y = 0; y < out->height; y++) {
    guint8 *to = cc_raster_at(out, 0, y);
    for (int x = 0; x < out->width; x++, to += bands) {
      int sx = quarters == 1 ? y : quarters == 2 ? w - 1 - x : w - 1 - y;
      int sy = quarters == 1 ? h - 1 - x : quarters == 2 ? h - 1 - y : x;
      const guint8 *from = cc_raster_at(raster, sx, sy);
      for (int b = 0; b < bands; b++)
        to[b] = from[b];
    }
  }
  return out;
}

CcRaster *cc_raster_crop(const CcRaster *raster, CardcatBox box) {
  int x0 = MAX(box.x, 0), y0 = MAX(box.y, 0);
  int x1 = MIN(box.x + box.w, raster->width), y1 = MIN(box.y + box.h, raster->height);
  if (x1 <= x0 || y1 <= y0) return NULL;
  CcRaster *out = cc_raster_new(x1 - x0, y1 - y0, raster->bands);
  gsize row = (gsize)out->width * (gsize)out->bands;
  for (int y = 0; y < out->height; y++)
    memcpy(cc_raster_at(out, 0, y), cc_raster_at(raster, x0, y0 + y), row);
  return out;
}

/* One axis of a resize: each output pixel is a weighted sum of COUNT inputs from FIRST on. */
typedef struct {
  int *first;
  int taps;
  float *weight; /* taps per output pixel */
} Kernel;

static Kernel kernel_make(int from, int to) {
  double scale = (double)from / to, radius = MAX(scale, 1.0);
  Kernel k = {g_new(int, to), (int)(2 * radius) + 2, NULL};
  k.weight = g_new0(float, (gsize)to *(gsize)k.taps);
  for (int i = 0; i < to; i++) {
    double centre = (i + 0.5) * scale - 0.5, sum = 0;
    k.first[i] = (int)(centre - radius) + (centre - radius > 0 ? 1 : 0);
    float *w = k.weight + (gsize)i * (gsize)k.taps;
    for (int t = 0; t < k.taps; t++) {
      double d = k.first[i] + t - centre;
      double value = 1 - (d < 0 ? -d : d) / radius;
      w[t] = value > 0 ? (float)value : 0;
      sum += w[t];
    }
    for (int t = 0; t < k.taps; t++)
      w[t] /= (float)sum;
  }
  return k;
}

static void kernel_clear(Kernel *k) {
  g_free(k->first);
  g_free(k->weight);
}

/* Resizes along x into floats; ROWS rows of BANDS. */
static void resize_row(const guint8 *in, int width, int bands, const Kernel *k, float *out,
                       int to) {
  for (int i = 0; i < to; i++) {
    const float *w = k->weight + (gsize)i * (gsize)k->taps;
    for (int b = 0; b < bands; b++) {
      float sum = 0;
      for (int t = 0; t < k->taps; t++) {
        int x = CLAMP(k->first[i] + t, 0, width - 1);
        sum += w[t] * in[(gsize)x * (gsize)bands + (gsize)b];
      }
      out[(gsize)i * (gsize)bands + (gsize)b] = sum;
    }
  }
}

CcRaster *cc_raster_resize(const CcRaster *raster, int width, int height) {
  if (width == raster->width && height == raster->height) return cc_raster_copy(raster);
  CcRaster *out = cc_raster_new(width, height, raster->bands);
  Kernel kx = kernel_make(raster->width, width), ky = kernel_make(raster->height, height);
  gsize row = (gsize)width * (gsize)raster->bands;
  g_autofree float *ring = g_new(float, row *(gsize)ky.taps);
  g_autofree float *sum = g_new(float, row);
  int done = -1; /* the last input row that stands in the ring */
  for (int y = 0; y < height; y++) {
    int first = MAX(ky.first[y], 0);
    int last = MIN(ky.first[y] + ky.taps - 1, raster->height - 1);
    for (int r = MAX(done + 1, first); r <= last; r++)
      resize_row(cc_raster_at(raster, 0, r), raster->width, raster->bands, &kx,
                 ring + row * (gsize)(r % ky.taps), width);
    done = MAX(done, last);
    for (gsize i = 0; i < row; i++)
      sum[i] = 0.5f;
    for (int t = 0; t < ky.taps; t++) {
      int r = CLAMP(ky.first[y] + t, 0, raster->height - 1);
      float w = ky.weight[(gsize)y * (gsize)ky.taps + (gsize)t];
      const float *from = ring + row * (gsize)(r % ky.taps);
      if (w > 0)
        for (gsize i = 0; i < row; i++)
          sum[i] += w * from[i];
    }
    guint8 *to = cc_raster_at(out, 0, y);
    for (gsize i = 0; i < row; i++)
      to[i] = (guint8)CLAMP(sum[i], 0, 255);
  }
  kernel_clear(&kx);
  kernel_clear(&ky);
  return out;
}
