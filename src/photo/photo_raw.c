/* Pixels that somebody else decoded: a camera's frame, a picture of a toolkit. */
#include "photo/photo.h"

#define EDGE_MAX 65500

/* Where R, G and B of a pixel are, and how long it is, in bytes. */
typedef struct {
  int r, g, b, length;
} Layout;

static const Layout layouts[] = {
    [CARDCAT_PIXELS_GREY] = {0, 0, 0, 1},
    [CARDCAT_PIXELS_RGB] = {0, 1, 2, 3},
    [CARDCAT_PIXELS_RGBA] = {0, 1, 2, 4},
    [CARDCAT_PIXELS_BGRA] = {2, 1, 0, 4},
};

static gboolean check(const CardcatPixels *p, GError **error) {
  gboolean known = (guint)p->format < G_N_ELEMENTS(layouts);
  gboolean fits = p->width > 0 && p->width <= EDGE_MAX && p->height > 0 && p->height <= EDGE_MAX &&
                  (gint64)p->width * p->height <= CC_PHOTO_PIXELS_MAX;
  if (p->data && known && fits && p->stride >= (gsize)p->width * (gsize)layouts[p->format].length)
    return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "no picture has %d x %d pixels in rows of %" G_GSIZE_FORMAT " bytes of format %d",
              p->width, p->height, p->stride, (int)p->format);
  return FALSE;
}

static CcRaster *to_rgb(const CardcatPixels *p) {
  const Layout *at = &layouts[p->format];
  CcRaster *raster = cc_raster_new(p->width, p->height, 3);
  guint8 *to = raster->data;
  for (int y = 0; y < p->height; y++) {
    const guint8 *from = p->data + (gsize)y * p->stride;
    for (int x = 0; x < p->width; x++, from += at->length, to += 3) {
      to[0] = from[at->r];
      to[1] = from[at->g];
      to[2] = from[at->b];
    }
  }
  return raster;
}

CcPhoto *cc_photo_from_pixels(const CardcatPixels *pixels, GError **error) {
  if (!check(pixels, error)) return NULL;
  CcPhoto *photo = g_new0(CcPhoto, 1);
  photo->raster = to_rgb(pixels);
  photo->scale = MAX(1, (double)MAX(pixels->width, pixels->height) / CC_PHOTO_EDGE_MAX);
  if (photo->scale == 1) return photo;
  g_autoptr(CcRaster) large = g_steal_pointer(&photo->raster);
  photo->raster = cc_raster_resize(large, MAX(1, (int)(pixels->width / photo->scale)),
                                   MAX(1, (int)(pixels->height / photo->scale)));
  return photo;
}
