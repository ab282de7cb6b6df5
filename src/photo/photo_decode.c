/* From the bytes of a file to RGB pixels, whatever it holds. */
#include "photo/photo_private.h"

/* Of 0..255: what is printed on no ground is laid on black when it is lighter than this, and on
 * white when it is not. */
#define LIGHT 160
/* What a JPEG decoder gives for blocks that never came, and how far resizing moves it. */
#define MISSING_GREY 128
#define MISSING_SLACK 2

/* One step of a chain of vips operations: *IMAGE becomes OUT. */
static void step(VipsImage **image, VipsImage *out) {
  g_object_unref(*image);
  *image = out;
}

/* ---- transparent pictures ------------------------------------------------------------------- */

/* The mean of IMAGE's single band; FALSE with libvips' error set. */
static gboolean mean_of_product(VipsImage *a, VipsImage *b, double *mean) {
  VipsImage *out = NULL;
  if (vips_multiply(a, b, &out, NULL)) return FALSE;
  g_autoptr(VipsImage) product = out;
  return !vips_avg(product, mean, NULL);
}

/* How light the print of IMAGE is, 0..255, each pixel as much as it covers; nothing is dark. */
static gboolean lightness(VipsImage *image, double *light) {
  VipsImage *out = NULL;
  int last = vips_image_get_bands(image) - 1;
  if (vips_extract_band(image, &out, last, NULL)) return FALSE;
  g_autoptr(VipsImage) alpha = out;
  if (vips_extract_band(image, &out, 0, "n", last, NULL)) return FALSE;
  g_autoptr(VipsImage) colours = out;
  if (vips_bandmean(colours, &out, NULL)) return FALSE;
  g_autoptr(VipsImage) grey = out;
  double covered = 0, sum = 0;
  if (vips_avg(alpha, &covered, NULL) || !mean_of_product(grey, alpha, &sum)) return FALSE;
  *light = covered > 0 ? sum / covered : 0;
  return TRUE;
}

/* White print is not seen on white. */
static gboolean lay_on_ground(VipsImage **image) {
  VipsImage *out = vips_image_copy_memory(*image);
  double light = 0;
  if (!out) return FALSE;
  step(image, out);
  if (!lightness(*image, &light)) return FALSE;
  g_autoptr(VipsArrayDouble) ground = vips_array_double_newv(1, light > LIGHT ? 0.0 : 255.0);
  if (vips_flatten(*image, &out, "background", ground, NULL)) return FALSE;
  step(image, out);
  return TRUE;
}

/* ---- colours -------------------------------------------------------------------------------- */

/* Whatever was decoded as 3 bands of 8 bits sRGB; FALSE with libvips' error set. */
static gboolean to_rgb(VipsImage **image) {
  VipsImage *out = NULL;
  if (vips_image_get_interpretation(*image) != VIPS_INTERPRETATION_sRGB ||
      vips_image_get_bands(*image) < 3) {
    if (vips_colourspace(*image, &out, VIPS_INTERPRETATION_sRGB, NULL)) return FALSE;
    step(image, out);
  }
  if (vips_image_hasalpha(*image) && !lay_on_ground(image)) return FALSE;
  if (vips_image_get_bands(*image) > 3) {
    if (vips_extract_band(*image, &out, 0, "n", 3, NULL)) return FALSE;
    step(image, out);
  }
  if (vips_cast_uchar(*image, &out, NULL)) return FALSE;
  step(image, out);
  return TRUE;
}

CcRaster *photo_to_raster(VipsImage *image) {
  gsize length;
  guint8 *pixels = vips_image_write_to_memory(image, &length);
  if (!pixels) return NULL;
  CcRaster *raster = g_new(CcRaster, 1);
  *raster = (CcRaster){vips_image_get_width(image), vips_image_get_height(image), 3, pixels};
  return raster;
}

/* ---- numbers that are no bytes -------------------------------------------------------------- */

static gboolean has_odd_numbers(const VipsImage *header) {
  VipsBandFormat format = vips_image_get_format(header);
  return format != VIPS_FORMAT_UCHAR && format != VIPS_FORMAT_USHORT &&
         vips_image_get_interpretation(header) != VIPS_INTERPRETATION_scRGB;
}

/* The least and the most of all numbers of IMAGE, which is in memory. */
static gboolean range_of(VipsImage *image, double *least, double *most) {
  return !vips_min(image, least, NULL) && !vips_max(image, most, NULL);
}

/* Such pictures are of 0..1, of 0..255 or of 0..65535; what is of none is stretched. */
static gboolean stretch_to_bytes(VipsImage **image) {
  double least, most;
  VipsImage *out = vips_image_copy_memory(*image);
  if (!out) return FALSE;
  step(image, out);
  if (!range_of(*image, &least, &most)) return FALSE;
  double low = MIN(least, 0);
  double high = most <= 1 ? 1 : most <= 255 ? 255 : most <= 65535 ? 65535 : most;
  if (vips_linear1(*image, &out, 255 / (high - low), -low * 255 / (high - low), "uchar", TRUE,
                   NULL))
    return FALSE;
  step(image, out);
  VipsInterpretation kind =
      vips_image_get_bands(out) < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
  if (vips_copy(*image, &out, "interpretation", kind, NULL)) return FALSE;
  step(image, out);
  return TRUE;
}

/* Decoded in full, shrunk, upright. */
static VipsImage *open_full(const void *data, gsize size, const char *options, gboolean odd) {
  VipsImage *out = NULL;
  g_autoptr(VipsImage) image =
      vips_image_new_from_buffer(data, size, options, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
  if (!image) return NULL;
  double scale =
      (double)CC_PHOTO_EDGE_MAX / MAX(vips_image_get_width(image), vips_image_get_height(image));
  if (scale < 1) {
    if (vips_resize(image, &out, scale, NULL)) return NULL;
    step(&image, out);
  }
  /* The numbers are looked through twice: shrunk, they are few. */
  if ((odd && !stretch_to_bytes(&image)) || vips_autorot(image, &out, NULL)) return NULL;
  step(&image, out);
  return g_steal_pointer(&image);
}

/* ---- all kinds ------------------------------------------------------------------------------ */

/* The pages of JPEG 2000, and of many a TIFF file, are one picture in several sizes, of which
 * vips_thumbnail() takes the smallest when none must be shrunk (libvips 8.14). */
static gboolean has_sizes(const VipsImage *header) {
  return photo_is_loaded_by(header, "jp2kload") || photo_is_loaded_by(header, "tiffload");
}

/* Shrinks while decoding, turns upright; the embedded profiles of phones differ from sRGB by less
 * than their white balance does, so only what must be is converted. */
static VipsImage *open_shrunk(const void *data, gsize size, const char *options) {
  VipsImage *image = NULL;
  int failed =
      vips_thumbnail_buffer((void *)data, size, &image, CC_PHOTO_EDGE_MAX, "option_string", options,
                            "height", CC_PHOTO_EDGE_MAX, "size", VIPS_SIZE_DOWN, NULL);
  return failed ? NULL : image;
}

/* FAIL_ON: libvips' name for what spoils a file. */
static CcRaster *decode(GBytes *bytes, const VipsImage *header, int page, const char *fail_on) {
  gsize size;
  const void *data = g_bytes_get_data(bytes, &size);
  /* The property fail_on does not reach the loader of a buffer (libvips 8.14); its option does. */
  g_autofree char *options = page > 0 ? g_strdup_printf("fail_on=%s,page=%d", fail_on, page)
                                      : g_strdup_printf("fail_on=%s", fail_on);
  gboolean odd = has_odd_numbers(header);
  g_autoptr(VipsImage) image = odd || has_sizes(header) ? open_full(data, size, options, odd)
                                                        : open_shrunk(data, size, options);
  return image && to_rgb(&image) ? photo_to_raster(image) : NULL;
}

CcRaster *photo_decode(GBytes *bytes, const VipsImage *header, int page) {
  return decode(bytes, header, page, "error");
}

/* ---- files that are cut off ----------------------------------------------------------------- */

static gboolean is_missing(const CcRaster *raster, int x, int y) {
  const guint8 *p = cc_raster_at(raster, x, y);
  for (int i = 0; i < 3; i++)
    if (ABS(p[i] - MISSING_GREY) > MISSING_SLACK) return FALSE;
  return TRUE;
}

/* Line I of RASTER: row I, or column I when UPRIGHT. */
static gboolean is_missing_line(const CcRaster *raster, gboolean upright, int i) {
  int length = upright ? raster->height : raster->width;
  for (int j = 0; j < length; j++)
    if (!is_missing(raster, upright ? i : j, upright ? j : i)) return FALSE;
  return TRUE;
}

/* How many lines in a row are missing from the first or, when FROM_END, from the last on. */
static int missing_lines(const CcRaster *raster, gboolean upright, gboolean from_end) {
  int all = upright ? raster->width : raster->height, n = 0;
  while (n < all && is_missing_line(raster, upright, from_end ? all - 1 - n : n))
    n++;
  return n;
}

/* By its EXIF orientation the end of a file may be at any side. */
static CardcatBox find_missing(const CcRaster *r) {
  int right = missing_lines(r, TRUE, TRUE), left = missing_lines(r, TRUE, FALSE);
  int bottom = missing_lines(r, FALSE, TRUE), top = missing_lines(r, FALSE, FALSE);
  int most = MAX(MAX(right, left), MAX(bottom, top));
  if (most == 0) return (CardcatBox){0};
  if (most == bottom) return (CardcatBox){0, r->height - bottom, r->width, bottom};
  if (most == top) return (CardcatBox){0, 0, r->width, top};
  if (most == right) return (CardcatBox){r->width - right, 0, right, r->height};
  return (CardcatBox){0, 0, left, r->height};
}

/* In several scans each adds to what all pixels are: what is there is blurred everywhere. */
static gboolean is_in_one_scan(const VipsImage *header) {
  int scans = 0;
  return vips_image_get_typeof(header, "jpeg-multiscan") &&
         !vips_image_get_int(header, "jpeg-multiscan", &scans) && scans == 0;
}

CcRaster *photo_decode_cut(GBytes *bytes, const VipsImage *header, CardcatBox *missing) {
  if (!is_in_one_scan(header)) return NULL;
  CcRaster *raster = decode(bytes, header, 0, "none");
  if (!raster) return NULL;
  *missing = find_missing(raster);
  gint64 all = (gint64)raster->width * raster->height;
  gint64 there = all - (gint64)missing->w * missing->h;
  if (there >= all / 4) return raster;
  cc_raster_free(raster);
  return NULL;
}
