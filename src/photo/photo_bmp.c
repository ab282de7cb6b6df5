/* BMP files, which libvips would read through ImageMagick. */
#include "photo/photo_private.h"

#include <string.h>

/* Byte offsets of the file header and of BITMAPINFOHEADER, the part common to all later ones. */
enum {
  BMP_DATA_AT = 10,
  BMP_HEADER_SIZE = 14,
  BMP_WIDTH = 18,
  BMP_HEIGHT = 22,
  BMP_BITS = 28,
  BMP_COMPRESSION = 30,
  BMP_COLOURS = 46,
  BMP_HEADER_END = 54,
};

typedef struct {
  const guint8 *data, *palette;
  gsize size, pixels_at, row;
  int width, height, bits;
  guint colours;
  gboolean top_down;
} Bmp;

static guint32 le32(const guint8 *p) {
  return (guint32)p[0] | (guint32)p[1] << 8 | (guint32)p[2] << 16 | (guint32)p[3] << 24;
}

gboolean photo_is_bmp(GBytes *bytes) {
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  return size > BMP_HEADER_END && data[0] == 'B' && data[1] == 'M' &&
         le32(data + BMP_HEADER_SIZE) >= 40 && le32(data + BMP_HEADER_SIZE) <= 124;
}

static gboolean fail(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, message);
  return FALSE;
}

/* Bit masks (compression 3) are accepted for 32 bit, where all writers use the order B G R. */
static gboolean bmp_open(GBytes *bytes, Bmp *bmp, GError **error) {
  const guint8 *data = bmp->data = g_bytes_get_data(bytes, &bmp->size);
  gint64 width = (gint32)le32(data + BMP_WIDTH), height = (gint32)le32(data + BMP_HEIGHT);
  guint32 compression = le32(data + BMP_COMPRESSION);
  bmp->bits = data[BMP_BITS] | data[BMP_BITS + 1] << 8;
  bmp->top_down = height < 0;
  height = ABS(height);
  if (width < 1 || height < 1 || width > 65500 || height > 65500)
    return fail(error, "its BMP header is damaged");
  if (width * height > CC_PHOTO_PIXELS_MAX) return fail(error, "it has too many pixels");
  if (!(compression == 0 || (compression == 3 && bmp->bits == 32)) ||
      !(bmp->bits == 8 || bmp->bits == 24 || bmp->bits == 32))
    return fail(error, "this kind of BMP file cannot be read; save it as PNG");
  bmp->width = (int)width;
  bmp->height = (int)height;
  bmp->row = ((gsize)width * (gsize)bmp->bits + 31) / 32 * 4;
  bmp->pixels_at = le32(data + BMP_DATA_AT);
  bmp->palette = data + BMP_HEADER_SIZE + le32(data + BMP_HEADER_SIZE);
  bmp->colours = le32(data + BMP_COLOURS);
  if (bmp->colours == 0 || bmp->colours > 256) bmp->colours = 256;
  gsize palette_end = (gsize)(bmp->palette - data) + (bmp->bits == 8 ? 4u * bmp->colours : 0);
  if (palette_end > bmp->size || bmp->pixels_at > bmp->size ||
      (bmp->size - bmp->pixels_at) / bmp->row < (gsize)height)
    return fail(error, "it is cut off or damaged");
  return TRUE;
}

static void bmp_row(const Bmp *bmp, const guint8 *from, guint8 *to) {
  guint step = (guint)bmp->bits / 8;
  for (int x = 0; x < bmp->width; x++, from += step, to += 3) {
    const guint8 *bgr = bmp->bits == 8 ? bmp->palette + 4 * MIN(*from, bmp->colours - 1) : from;
    to[0] = bgr[2];
    to[1] = bgr[1];
    to[2] = bgr[0];
  }
}

CcRaster *photo_bmp_decode(GBytes *bytes, GError **error) {
  Bmp bmp = {0};
  if (!bmp_open(bytes, &bmp, error)) return NULL;
  CcRaster *raster = cc_raster_new(bmp.width, bmp.height, 3);
  for (int y = 0; y < bmp.height; y++) {
    int row = bmp.top_down ? y : bmp.height - 1 - y;
    bmp_row(&bmp, bmp.data + bmp.pixels_at + bmp.row * (gsize)row, cc_raster_at(raster, 0, y));
  }
  return raster;
}
