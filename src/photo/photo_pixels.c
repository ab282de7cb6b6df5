/* A picture of the book as pixels, for a terminal that draws. */
#include "photo/photo_private.h"

#define EDGE_MAX 8192

static CcRaster *crop_of(const CcPhoto *photo, const CardcatBox *crop) {
  if (!crop) return cc_raster_copy(photo->raster);
  double s = photo->scale;
  CardcatBox box = {(int)(crop->x / s), (int)(crop->y / s), (int)(crop->w / s + 0.5),
                    (int)(crop->h / s + 0.5)};
  return cc_raster_crop(photo->raster, box);
}

/* This runs in no sandbox: no other decoder is opened for what a book may hold. */
static CcPhoto *load_jpeg(GBytes *jpeg, GError **error) {
  gsize size;
  const guint8 *data = g_bytes_get_data(jpeg, &size);
  if (g_strcmp0(photo_kind(data, size), "JPEG") == 0) return cc_photo_load(jpeg, 0, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                      "the picture of the card is no JPEG file");
  return NULL;
}

GBytes *cc_picture_pixels(GBytes *jpeg, const CardcatBox *crop, int max_width, int max_height,
                          int *width, int *height, GError **error) {
  g_return_val_if_fail(jpeg && max_width > 0 && max_height > 0, NULL);
  g_return_val_if_fail(max_width <= EDGE_MAX && max_height <= EDGE_MAX, NULL);
  if (!cc_photo_init(error)) return NULL;
  g_autoptr(CcPhoto) photo = load_jpeg(jpeg, error);
  if (!photo) return NULL;
  g_autoptr(CcRaster) part = crop_of(photo, crop);
  if (!part) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "nothing of the picture is in that box");
    return NULL;
  }
  double scale = MIN((double)max_width / part->width, (double)max_height / part->height);
  int w = CLAMP((int)(part->width * scale + 0.5), 1, max_width);
  int h = CLAMP((int)(part->height * scale + 0.5), 1, max_height);
  g_autoptr(CcRaster) fitted = cc_raster_resize(part, w, h);
  *width = w;
  *height = h;
  return g_bytes_new_take(g_steal_pointer(&fitted->data), (gsize)w * (gsize)h * 3);
}
