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
/* LOADER: what libvips' names of it begin with, "tiffload" for bytes and files. */
gboolean photo_is_loaded_by(const VipsImage *header, const char *loader);
/* Files of the kind have these bytes at AT. */
typedef struct {
  gsize at, length;
  const char *bytes;
} PhotoMark;

#define PHOTO_MARKS_MAX 8
#define PHOTO_ENDINGS_MAX 4

typedef struct {
  const char *name;
  const char *loader;  /* libvips' operation for bytes in memory; NULL: read here */
  const char *blocked; /* its class, where libvips runs it only when told to; or NULL */
  PhotoMark marks[PHOTO_MARKS_MAX];
  const char *endings[PHOTO_ENDINGS_MAX]; /* of file names, lower case */
} PhotoKind;

/* NULL behind the last. */
const PhotoKind *photo_kind_at(guint index);
/* The name of the kind of a file that begins with HEAD; NULL: it is none that cards come in. */
const char *photo_kind(const guint8 *head, gsize length);

/* PAGE (from 0) of a file, whose HEADER it is: upright, within the cap; NULL with libvips' error
 * set when anything of it is missing or damaged. */
CcRaster *photo_decode(GBytes *bytes, const VipsImage *header, int page);
/* The same of a JPEG file that ends too early, where at least a quarter is there: MISSING gets the
 * part of the picture that is not, empty when that is too little to be seen. */
CcRaster *photo_decode_cut(GBytes *bytes, const VipsImage *header, CardcatBox *missing);

/* The pixels of IMAGE, which has three bands of 8 bits; NULL with libvips' error set. */
CcRaster *photo_to_raster(VipsImage *image);

/* The HEADER of a page of a PDF file has its size in points, rounded. */
gboolean photo_is_pdf(const VipsImage *header);
/* Whether that is one that can be drawn.  CARDCAT_ERROR_PHOTO. */
gboolean photo_pdf_check(const VipsImage *header, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What WHY, libvips' words of a file that it cannot open, means for a PDF file; NULL: another. */
const char *photo_pdf_problem(const char *why);
/* WHY is of one page alone. */
gboolean photo_pdf_may_go_on(const char *why);
/* The file ends too early, where that is seen. */
gboolean photo_pdf_is_cut(GBytes *bytes);
/* PAGE (from 0), whose HEADER it is, on white: of what is damaged in it as much as poppler draws;
 * NULL with libvips' error set. */
CcRaster *photo_pdf_decode(GBytes *bytes, const VipsImage *header, int page);

/* libvips reads BMP through ImageMagick alone, which is not for untrusted files; so the plain
 * kinds (8 bit with palette, 24, 32 bit, not compressed) are read here. */
gboolean photo_is_bmp(GBytes *bytes);
/* RGB, owned.  CARDCAT_ERROR_PHOTO. */
CcRaster *photo_bmp_decode(GBytes *bytes, GError **error);
