/* A card's picture, small, for lists. */
#include "photo/photo_private.h"

/* JPEG quality, 0..100; by hand: at this small size more is not seen. */
#define QUALITY 80
/* More than any kept picture has: nothing larger is decoded. */
#define EDGE_MAX 8192

/* The decoder leaves out what is not wanted: by 8, 4, 2 or not at all. */
static int reduction_for(double scale) {
  for (int by = 8; by > 1; by /= 2)
    if (scale * by <= 1) return by;
  return 1;
}

/* Nothing but the header is read yet. */
static VipsImage *load(const void *data, gsize length, int reduction) {
  VipsImage *image = NULL;
  int failed = vips_jpegload_buffer((void *)data, length, &image, "autorotate", TRUE, "fail_on",
                                    VIPS_FAIL_ON_TRUNCATED, "shrink", reduction, NULL);
  return failed ? NULL : image;
}

/* JPEG DATA, upright, reduced while it is decoded but not below MAX_WIDTH x MAX_HEIGHT, or a side
 * that is smaller already; NULL: it cannot be decoded. */
static VipsImage *decode(const void *data, gsize length, int max_width, int max_height) {
  g_autoptr(VipsImage) header = load(data, length, 1);
  if (!header) return NULL;
  int width = vips_image_get_width(header), height = vips_image_get_height(header);
  if (width > EDGE_MAX || height > EDGE_MAX) return NULL;
  return load(data, length,
              reduction_for(MIN((double)max_width / width, (double)max_height / height)));
}

/* The same within MAX_WIDTH x MAX_HEIGHT, never enlarged. */
static CcRaster *small_of(const void *data, gsize length, int max_width, int max_height) {
  g_autoptr(VipsImage) image = length > 0 ? decode(data, length, max_width, max_height) : NULL;
  if (!image || vips_image_get_bands(image) != 3) return NULL;
  gsize size = 0;
  guint8 *pixels = vips_image_write_to_memory(image, &size);
  if (!pixels) return NULL;
  CcRaster reduced = {vips_image_get_width(image), vips_image_get_height(image), 3, pixels};
  double scale =
      MIN(1.0, MIN((double)max_width / reduced.width, (double)max_height / reduced.height));
  CcRaster *small = cc_raster_resize(&reduced, MAX(1, (int)(reduced.width * scale)),
                                     MAX(1, (int)(reduced.height * scale)));
  g_free(pixels);
  return small;
}

GBytes *cc_picture_thumbnail(GBytes *jpeg, int max_width, int max_height, GError **error) {
  if (!cc_photo_init(error)) return NULL;
  gsize length = 0;
  const void *data = g_bytes_get_data(jpeg, &length);
  g_autoptr(CcRaster) small =
      small_of(data, length, CLAMP(max_width, 1, EDGE_MAX), CLAMP(max_height, 1, EDGE_MAX));
  vips_error_clear();
  if (small) return cc_photo_to_jpeg(small, QUALITY, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                      "the picture of the card cannot be decoded");
  return NULL;
}
