#include "base/base.h"

#include <string.h>

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
  gint64 x0 = MAX(box.x, 0), x1 = MIN((gint64)box.x + box.w, raster->width);
  gint64 y0 = MAX(box.y, 0), y1 = MIN((gint64)box.y + box.h, raster->height);
  if (x1 <= x0 || y1 <= y0) return NULL;
  CcRaster *out = cc_raster_new((int)(x1 - x0), (int)(y1 - y0), raster->bands);
  gsize row = (gsize)out->width * (gsize)out->bands;
  for (int y = 0; y < out->height; y++)
    memcpy(cc_raster_at(out, 0, y), cc_raster_at(raster, (int)x0, (int)y0 + y), row);
  return out;
}
