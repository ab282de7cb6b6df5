/* Shared by the files of photo/ only. */
#pragma once

#include <vips/vips.h>

#include "photo/photo.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VipsImage, g_object_unref)

static inline void photo_array_double_free(VipsArrayDouble *array) {
  vips_area_unref(VIPS_AREA(array));
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VipsArrayDouble, photo_array_double_free)

/* The time the photo was taken as "YYYY-MM-DDTHH:MM:SS", owned; NULL when IMAGE does not say. */
char *photo_exif_taken(VipsImage *image);
/* Focal length in mm of a 35 mm film; 0 when IMAGE does not say. */
double photo_exif_focal(VipsImage *image);

/* Lets libvips run the loaders that it counts as untrusted and that cards come in: a worker runs
 * them. */
void photo_unblock(void);
/* "JPEG, PNG, WebP": what can be read here, owned. */
char *photo_formats_told(void);
gboolean photo_is_pdf(const guint8 *head, gsize length);

/* libvips reads BMP through ImageMagick alone, which is not for untrusted files; so the plain
 * kinds (8 bit with palette, 24, 32 bit, not compressed) are read here. */
gboolean photo_is_bmp(GBytes *bytes);
/* RGB, owned.  CARDCAT_ERROR_PHOTO. */
CcRaster *photo_bmp_decode(GBytes *bytes, GError **error);
