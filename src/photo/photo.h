/* photo/: bytes of a file or pipe to an upright picture.  The only room that knows libvips. */
#pragma once

#include "base/base.h"

/* More pixels than this are refused before they are decoded. */
#define CC_PHOTO_PIXELS_MAX (200 * 1000 * 1000)
/* Longer edges are shrunk to this while decoding. */
#define CC_PHOTO_EDGE_MAX 4200

typedef struct {
  CcRaster *raster;  /* RGB, turned upright by its EXIF orientation, longer edge within the cap */
  double scale;      /* pixels of the upright photo in its full size per pixel of raster, >= 1 */
  char *taken;       /* EXIF time "YYYY-MM-DDTHH:MM:SS", or NULL */
  double focal_35mm; /* EXIF focal length in mm of a 35 mm film, or 0 */
} CcPhoto;

void cc_photo_free(CcPhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcPhoto, cc_photo_free)

/* Once per process, before any fork: starts libvips with one thread, no cache, loaders of
 * other kinds blocked.  CARDCAT_ERROR_MISSING. */
gboolean cc_photo_init(GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of a kind that cc_photo_format() names: by content, never by name.  CMYK, 16-bit, grey and
 * transparent pictures (laid on white) become RGB.  A cut file, or one that is no picture:
 * CARDCAT_ERROR_PHOTO, whose message says why and does not name the file (the caller does). */
CcPhoto *cc_photo_load(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A JPEG file of RASTER at QUALITY 1..100. */
GBytes *cc_photo_to_jpeg(const CcRaster *raster, int quality,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- for the doctor ------------------------------------------------------------------------ */

const char *cc_photo_version(void);

/* The name of format INDEX ("JPEG"), and whether it can be read here; NULL behind the last.  After
 * cc_photo_init(). */
const char *cc_photo_format(guint index, gboolean *loads);
