/* Pictures as plain memory: made, copied, turned, cut. */
#include "base/base.h"

#include <string.h>

/* Turned in squares of this many pixels: their rows and columns stay in the first cache. */
#define TILE 32

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

/* Fills the pixels of OUT from (X0, Y0) on, a tile at most, from RASTER turned by QUARTERS 1..3. */
static void turn_tile(const CcRaster *raster, int quarters, CcRaster *out, int x0, int y0) {
  int w = raster->width, h = raster->height, bands = raster->bands;
  int x1 = MIN(x0 + TILE, out->width), y1 = MIN(y0 + TILE, out->height);
  for (int y = y0; y < y1; y++) {
    guint8 *to = cc_raster_at(out, x0, y);
    for (int x = x0; x < x1; x++, to += bands) {
      int from_x = quarters == 1 ? y : quarters == 2 ? w - 1 - x : w - 1 - y;
      int from_y = quarters == 1 ? h - 1 - x : quarters == 2 ? h - 1 - y : x;
      const guint8 *from = cc_raster_at(raster, from_x, from_y);
      for (int b = 0; b < bands; b++)
        to[b] = from[b];
    }
  }
}

CcRaster *cc_raster_turn(const CcRaster *raster, int quarters) {
  quarters = ((quarters % 4) + 4) % 4;
  if (quarters == 0) return cc_raster_copy(raster);
  gboolean swap = quarters != 2;
  CcRaster *out = cc_raster_new(swap ? raster->height : raster->width,
                                swap ? raster->width : raster->height, raster->bands);
  for (int y = 0; y < out->height; y += TILE)
    for (int x = 0; x < out->width; x += TILE)
      turn_tile(raster, quarters, out, x, y);
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
