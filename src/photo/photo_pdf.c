/* Pages of PDF files, drawn by poppler, which libvips calls. */
#define _GNU_SOURCE /* memmem */
#include "photo/photo_private.h"

#include <string.h>

/* Most scans have 300 dpi: so drawn, or twice as large, no pixel of them is blurred by its
 * neighbours.  Of nine scans of one card more numbers are read at 600. */
#define SCAN_DPI 300.0
#define SMALL_PAGE_DPI 600.0
#define POINTS_PER_INCH 72.0
/* libvips draws a page in tiles of so many pixels, and each draws all pictures on the page again
 * (8.14). */
#define EDGE_MAX 4000
G_STATIC_ASSERT(EDGE_MAX <= CC_PHOTO_EDGE_MAX);
/* Points that an edge of a page may have: the least, a quarter of an inch, is that of no card; more
 * than the most is of no size that the format can give, and libvips counts no further. */
#define POINTS_MIN 18
#define POINTS_MAX 100000
/* A whole file says that it ends within so many bytes of its end. */
#define END_MARK "%%EOF"
#define END_BYTES 1024

gboolean photo_is_pdf(const VipsImage *header) {
  return photo_is_loaded_by(header, "pdfload");
}

gboolean photo_pdf_check(const VipsImage *header, GError **error) {
  int width = vips_image_get_width(header), height = vips_image_get_height(header);
  if (MIN(width, height) >= POINTS_MIN && MAX(width, height) <= POINTS_MAX) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
              "its page is too small or too large: %d x %d points, not %d to %d", width, height,
              POINTS_MIN, POINTS_MAX);
  return FALSE;
}

const char *photo_pdf_problem(const char *why) {
  if (strstr(why, "encrypted")) return "it is encrypted: save it without a password";
  if (strstr(why, "PDF document is damaged")) return "it is cut off or damaged";
  return strstr(why, "pages out of range") ? "it has no page" : NULL;
}

gboolean photo_pdf_may_go_on(const char *why) {
  return strstr(why, "unable to load page") != NULL;
}

gboolean photo_pdf_is_cut(GBytes *bytes) {
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  gsize last = MIN(size, END_BYTES);
  return !memmem(data + size - last, last, END_MARK, strlen(END_MARK));
}

/* Pixels per point. */
static double scale_of(const VipsImage *header) {
  /* Points are told rounded. */
  double edge = MAX(vips_image_get_width(header), vips_image_get_height(header)) + 0.5;
  double most = EDGE_MAX / edge;
  if (most >= SMALL_PAGE_DPI / POINTS_PER_INCH) return SMALL_PAGE_DPI / POINTS_PER_INCH;
  return MIN(most, SCAN_DPI / POINTS_PER_INCH);
}

CcRaster *photo_pdf_decode(GBytes *bytes, const VipsImage *header, int page) {
  gsize size;
  const void *data = g_bytes_get_data(bytes, &size);
  VipsImage *out = NULL;
  if (vips_pdfload_buffer((void *)data, size, &out, "page", page, "scale", scale_of(header), NULL))
    return NULL;
  g_autoptr(VipsImage) drawn = out;
  /* The page is laid on white: nothing of it is transparent. */
  if (vips_extract_band(drawn, &out, 0, "n", 3, NULL)) return NULL;
  g_autoptr(VipsImage) colours = out;
  return photo_to_raster(colours);
}
