/* photo/: bytes of a file or pipe to an upright picture.  The only room that knows libvips. */
#pragma once

#include "base/base.h"

/* More pixels than this are refused before they are decoded. */
#define CC_PHOTO_PIXELS_MAX (200 * 1000 * 1000)
/* Longer edges are shrunk to this while decoding. */
#define CC_PHOTO_EDGE_MAX 4200
/* A file with more pages is refused. */
#define CC_PHOTO_PAGES_MAX 200

typedef struct {
  CcRaster *raster;   /* RGB, turned upright by its EXIF orientation, longer edge within the cap */
  double scale;       /* pixels of the upright photo in its full size per pixel of raster, >= 1; of
                         a PDF file, which has no pixels, 1 */
  char *taken;        /* EXIF time "YYYY-MM-DDTHH:MM:SS", or NULL */
  double focal_35mm;  /* EXIF focal length in mm of a 35 mm film, or 0 */
  gboolean is_cut;    /* the file ends too early */
  CardcatBox missing; /* what of the raster was in the rest, or may have been; empty when nothing
                         that is seen */
} CcPhoto;

void cc_photo_free(CcPhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcPhoto, cc_photo_free)

/* Once per process, before any fork: starts libvips with one thread, no cache, loaders of
 * other kinds blocked.  CARDCAT_ERROR_MISSING. */
gboolean cc_photo_init(GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The pictures that were put one behind the other into FILE, as "cat" does: GBytes*, owned, in most
 * files FILE alone.  What a camera or telephone puts behind its photo (previews, maps of depth and
 * light, a film, its notes) is a part of that.  Told by where each ends, which a TIFF file and a
 * bare JPEG XL or JPEG 2000 stream do not say. */
GPtrArray *cc_photo_pictures(GBytes *file);

/* The pages of a TIFF, HEIC or PDF file, int from 0, owned; of all other files the one there is.
 * What is only a smaller copy of the first page is none.  CARDCAT_ERROR_PHOTO when there are too
 * many.
 */
GArray *cc_photo_pages(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A page of a file of a kind that cc_photo_format() names: by content, never by name.  CMYK,
 * 16-bit, float and grey pictures become RGB; transparent ones are laid on white, light print on
 * black.  Pages of PDF files are drawn: at 600 dpi or, where an edge has more than 4000 pixels
 * then, at 300 dpi or within these.  Of a JPEG or PDF file that is cut off, what is there.  A
 * damaged file, or one that is no picture: CARDCAT_ERROR_PHOTO, whose message says why and does not
 * name the file (the caller does). */
CcPhoto *cc_photo_load(GBytes *bytes, int page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* PIXELS, copied.  CARDCAT_ERROR_USAGE when they cannot be. */
CcPhoto *cc_photo_from_pixels(const CardcatPixels *pixels,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A JPEG file of RASTER at QUALITY 1..100. */
GBytes *cc_photo_to_jpeg(const CcRaster *raster, int quality,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As cardcat_picture_pixels() and cardcat_picture_thumbnail(). */
GBytes *cc_picture_pixels(GBytes *jpeg, const CardcatBox *crop, int max_width, int max_height,
                          int *width, int *height, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *cc_picture_thumbnail(GBytes *jpeg, int max_width, int max_height,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is opened while a PDF page is drawn that brings no fonts of its own: folders of this system,
 * with no user's files.  Ends with NULL; empty where no PDF file can be read.  After
 * cc_photo_init(). */
const char *const *cc_photo_folders(void);

/* ---- for the doctor ------------------------------------------------------------------------ */

const char *cc_photo_version(void);

/* The name of format INDEX ("JPEG"), and whether it can be read here; NULL behind the last.  After
 * cc_photo_init(). */
const char *cc_photo_format(guint index, gboolean *loads);
