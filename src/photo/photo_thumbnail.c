/* A card's picture, small, for lists. */
#include "photo/photo.h"

#include <leptonica/allheaders.h>
#include <string.h>

#define QUALITY 80
/* More than any kept picture has: nothing larger is decoded. */
#define EDGE_MAX 8192

static void pix_free(PIX *pix) {
  pixDestroy(&pix);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PIX, pix_free)

/* The file's size, before it is turned. */
static gboolean size_of(const guint8 *data, gsize length, int *width, int *height) {
  l_int32 samples = 0;
  return readHeaderMemJpeg(data, length, width, height, &samples, NULL, NULL) == 0 && *width > 0 &&
         *height > 0 && *width <= EDGE_MAX && *height <= EDGE_MAX;
}

/* The decoder leaves out what is not wanted: by 8, 4, 2 or not at all. */
static int reduction_for(double scale) {
  for (int by = 8; by > 1; by /= 2)
    if (scale * by <= 1) return by;
  return 1;
}

/* DATA turned by QUARTERS, within MAX_WIDTH x MAX_HEIGHT; NULL: it cannot be decoded. */
static PIX *small_of(const guint8 *data, gsize length, int quarters, int max_width,
                     int max_height) {
  int width = 0, height = 0;
  if (!size_of(data, length, &width, &height)) return NULL;
  gboolean lies = quarters % 2 != 0;
  double scale = MIN(1.0, MIN((double)max_width / (lies ? height : width),
                              (double)max_height / (lies ? width : height)));
  g_autoptr(PIX) pix = pixReadMemJpeg(data, length, 0, reduction_for(scale), NULL, 0);
  if (!pix) return NULL;
  g_autoptr(PIX) scaled =
      pixScaleToSize(pix, MAX(1, (int)(width * scale)), MAX(1, (int)(height * scale)));
  return scaled ? pixRotateOrth(scaled, quarters) : NULL;
}

GBytes *cardcat_picture_thumbnail(GBytes *jpeg, int max_width, int max_height, GError **error) {
  gsize length = 0;
  const guint8 *data = g_bytes_get_data(jpeg, &length);
  int told = setMsgSeverity(L_SEVERITY_NONE);
  g_autoptr(PIX) pix = length > 0
                           ? small_of(data, length, cc_jpeg_quarters(jpeg),
                                      CLAMP(max_width, 1, EDGE_MAX), CLAMP(max_height, 1, EDGE_MAX))
                           : NULL;
  l_uint8 *out = NULL;
  size_t size = 0;
  gboolean written = pix && pixWriteMemJpeg(&out, &size, pix, QUALITY, 0) == 0;
  g_autoptr(GBytes) bytes = written ? g_bytes_new(out, size) : NULL;
  setMsgSeverity(told);
  lept_free(out);
  if (bytes) return g_steal_pointer(&bytes);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                      "the picture of the card cannot be decoded");
  return NULL;
}
