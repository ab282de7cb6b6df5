/* Black-and-white pictures of the tests' data folder, and what tests do to pictures. */
#pragma once

#include <stdio.h>
#include <string.h>

#include "base/base.h"

/* tests/unit/data/NAME, a binary PBM, as a grey picture; each pixel becomes SCALE x SCALE. */
static inline CcRaster *pbm_load(const char *name, int scale) {
  g_autofree char *path =
      g_build_filename(g_getenv("CARDCAT_SOURCE"), "tests", "unit", "data", name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  int w = 0, h = 0, start = 0;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  g_assert_cmpint(sscanf(bytes, "P4 %d %d%n", &w, &h, &start), ==, 2);
  gsize row = (gsize)(w + 7) / 8;
  g_assert_cmpuint(length, >=, (gsize)start + 1 + row * (gsize)h);
  CcRaster *raster = cc_raster_new(w * scale, h * scale, 1);
  for (int y = 0; y < h * scale; y++)
    for (int x = 0; x < w * scale; x++) {
      guint8 byte =
          (guint8)bytes[(gsize)start + 1 + row * (gsize)(y / scale) + (gsize)(x / scale / 8)];
      *cc_raster_at(raster, x, y) = byte >> (7 - x / scale % 8) & 1 ? 0 : 255;
    }
  return raster;
}

/* An RGB picture whose black becomes INK and whose white becomes PAPER. */
static inline CcRaster *coloured(const CcRaster *grey, const guint8 ink[3], const guint8 paper[3]) {
  CcRaster *rgb = cc_raster_new(grey->width, grey->height, 3);
  gsize n = (gsize)grey->width * (gsize)grey->height;
  for (gsize i = 0; i < n; i++)
    memcpy(rgb->data + 3 * i, grey->data[i] < 128 ? ink : paper, 3);
  return rgb;
}

/* WITH is laid on PICTURE at X, Y; both have as many bands. */
static inline void paste(CcRaster *picture, const CcRaster *with, int x, int y) {
  for (int row = 0; row < with->height; row++)
    memcpy(cc_raster_at(picture, x, y + row), cc_raster_at(with, 0, row),
           (gsize)with->width * (gsize)with->bands);
}

/* PICTURE (grey) as a curved card shows it: each column X lies lower by
 * BOW * (X - width / 2)^2 pixels. */
static inline CcRaster *bowed(const CcRaster *picture, double bow) {
  CcRaster *out = cc_raster_new(picture->width, picture->height, 1);
  for (int x = 0; x < picture->width; x++) {
    double off = x - picture->width / 2.0;
    int lower = (int)(bow * off * off + (bow > 0 ? 0.5 : -0.5));
    for (int y = 0; y < picture->height; y++) {
      int from = CLAMP(y - lower, 0, picture->height - 1);
      *cc_raster_at(out, x, y) = *cc_raster_at(picture, x, from);
    }
  }
  return out;
}

/* A card of 900 x 520 with the print of printed.pbm in BOX, four times as large: in INK across two
 * grounds, PAPER above and PANEL from the middle of its capitals down. */
static inline CcRaster *large_print(CardcatBox box, const guint8 ink[3], const guint8 paper[3],
                                    const guint8 panel[3]) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  g_autoptr(CcRaster) line = cc_raster_crop(grey, box);
  g_autoptr(CcRaster) large = cc_raster_resize(line, 4 * box.w, 4 * box.h);
  CcRaster *picture = cc_raster_new(900, 520, 3);
  int left = (900 - large->width) / 2, top = (520 - large->height) / 2;
  for (int y = 0; y < 520; y++)
    for (int x = 0; x < 900; x++) {
      gboolean in = x >= left && x < left + large->width && y >= top && y < top + large->height;
      gboolean print = in && *cc_raster_at(large, x - left, y - top) < 128;
      memcpy(cc_raster_at(picture, x, y), print ? ink : y < 260 ? paper : panel, 3);
    }
  return picture;
}
