/* Pictures of every kind, made through libvips, for the tests of photo/. */
#pragma once

#include <string.h>
#include <vips/vips.h>

#include "photo/photo.h"
#include "photo/photo_private.h"

/* Left half red, right half blue; upper left quarter of the left half white. */
static inline VipsImage *sample(int width, int height) {
  g_autofree guint8 *data = g_malloc0((gsize)width * (gsize)height * 3);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      guint8 *p = data + 3 * ((gsize)y * (gsize)width + (gsize)x);
      gboolean white = x < width / 4 && y < height / 2;
      p[0] = white || x < width / 2 ? 255 : 0;
      p[1] = white ? 255 : 0;
      p[2] = white || x >= width / 2 ? 255 : 0;
    }
  VipsImage *image = vips_image_new_from_memory_copy(data, (gsize)width * (gsize)height * 3, width,
                                                     height, 3, VIPS_FORMAT_UCHAR);
  image->Type = VIPS_INTERPRETATION_sRGB;
  return image;
}

static inline GBytes *save(VipsImage *image, const char *suffix) {
  void *data;
  gsize size;
  if (vips_image_write_to_buffer(image, suffix, &data, &size, NULL))
    g_error("%s: %s", suffix, vips_error_buffer());
  return g_bytes_new_take(data, size);
}

static inline void assert_near(const CcRaster *r, int x, int y, int red, int green, int blue,
                               int by) {
  const guint8 *p = cc_raster_at(r, x, y);
  if (ABS(p[0] - red) > by || ABS(p[1] - green) > by || ABS(p[2] - blue) > by)
    g_error("pixel %d,%d is %d %d %d, not %d %d %d", x, y, p[0], p[1], p[2], red, green, blue);
}
