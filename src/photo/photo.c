/* A photo's bytes, checked by its header, decoded, turned upright, shrunk. */
#include "photo/photo_private.h"

#include <string.h>

/* A page of at most this part of the first's width and height may be the first, made smaller. */
#define REDUCED_MAX 0.5
/* No more bytes than these stand before a JPEG's first. */
#define JUNK_MAX 65536

void cc_photo_free(CcPhoto *photo) {
  if (!photo) return;
  cc_raster_free(photo->raster);
  g_free(photo->taken);
  g_free(photo);
}

/* libvips warns of odd files on stderr; what is wrong with a photo comes back as its error. */
static void drop_log(const char *domain G_GNUC_UNUSED, GLogLevelFlags level G_GNUC_UNUSED,
                     const char *message G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED) {
}

gboolean cc_photo_init(GError **error) {
  /* Known to GLib, as there is no global of our own; each handler of a log would stay. */
  static const char done[] = "cardcat-photo-init";
  if (g_dataset_get_data(done, done)) return TRUE;
  if (VIPS_INIT("cardcat")) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "libvips does not start: %s",
                vips_error_buffer());
    vips_error_clear();
    return FALSE;
  }
  g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO, drop_log,
                    NULL);
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_block_untrusted_set(TRUE);
  photo_unblock();
  g_dataset_set_data(done, done, GINT_TO_POINTER(TRUE));
  return TRUE;
}

static gboolean fail(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, message);
  return FALSE;
}

/* The first line of what libvips says, without what came before. */
static gboolean fail_vips(GError **error, const char *message) {
  g_autofree char *why = cc_text_clean(vips_error_buffer(), -1, 200);
  vips_error_clear();
  g_debug("libvips: %s", why);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, "%s (%s)", message, why);
  return FALSE;
}

static void fail_unknown(const guint8 *data, gsize size, GError **error) {
  g_autofree char *formats = photo_formats_told();
  const char *kind = photo_kind(data, size);
  if (kind)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                "it is a %s file, which libvips cannot read here (it reads %s)", kind, formats);
  else
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                "it is not a picture of a known kind (%s)", formats);
}

static gboolean check_size(const VipsImage *header, GError **error) {
  int width = vips_image_get_width(header), height = vips_image_get_height(header);
  if (photo_is_pdf(header) || (gint64)width * height <= CC_PHOTO_PIXELS_MAX) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
              "it has too many pixels: %d x %d, more than %d million", width, height,
              CC_PHOTO_PIXELS_MAX / 1000000);
  return FALSE;
}

static void fail_header(GError **error) {
  const char *problem = photo_pdf_problem(vips_error_buffer());
  if (problem) {
    vips_error_clear();
    fail(error, problem);
  } else {
    fail_vips(error, "its header is damaged");
  }
}

/* The header alone: nothing is decoded yet.  libvips finds a blocked loader, but does not run it.
 */
static VipsImage *open_header(GBytes *bytes, int page, GError **error) {
  gsize size;
  const void *data = g_bytes_get_data(bytes, &size);
  if (size == 0) {
    fail(error, "the file is empty");
    return NULL;
  }
  g_autofree char *options = page > 0 ? g_strdup_printf("page=%d", page) : g_strdup("");
  gboolean known = vips_foreign_find_load_buffer(data, size) != NULL;
  g_autoptr(VipsImage) header =
      known ? vips_image_new_from_buffer(data, size, options, NULL) : NULL;
  if (!known || (!header && strstr(vips_error_buffer(), "operation is blocked"))) {
    vips_error_clear();
    fail_unknown(data, size, error);
    return NULL;
  }
  if (!header) {
    fail_header(error);
    return NULL;
  }
  return check_size(header, error) ? g_steal_pointer(&header) : NULL;
}

/* ---- pages ---------------------------------------------------------------------------------- */

/* Frames of a film are no pages. */
static gboolean has_pages(const VipsImage *header) {
  return photo_is_loaded_by(header, "tiffload") || photo_is_loaded_by(header, "heifload") ||
         photo_is_pdf(header);
}

/* A page that is FIRST made smaller: programs put such a one behind it for lists. */
static gboolean is_reduced(const VipsImage *page, const VipsImage *first) {
  double x = (double)vips_image_get_width(page) / vips_image_get_width(first);
  double y = (double)vips_image_get_height(page) / vips_image_get_height(first);
  return x <= REDUCED_MAX && ABS(x - y) * vips_image_get_width(page) <= x + y;
}

static gboolean too_many_pages(int count, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
              "it has %d pages, more than %d: save it in parts", count, CC_PHOTO_PAGES_MAX);
  return FALSE;
}

/* vips_image_get_n_pages() knows no more than 9999 (libvips 8.14). */
static int count_pages(const VipsImage *first) {
  int count = 1;
  if (!has_pages(first) || !vips_image_get_typeof(first, VIPS_META_N_PAGES) ||
      vips_image_get_int(first, VIPS_META_N_PAGES, &count))
    return 1;
  return count;
}

/* A page with a damaged header is one, too: loading it tells what is wrong. */
static gboolean add_pages(GBytes *bytes, VipsImage *first, GArray *pages, GError **error) {
  int count = count_pages(first);
  if (count > CC_PHOTO_PAGES_MAX) return too_many_pages(count, error);
  for (int page = 1; page < count; page++) {
    g_autoptr(VipsImage) header = photo_is_pdf(first) ? NULL : open_header(bytes, page, NULL);
    if (!header || !is_reduced(header, first)) g_array_append_val(pages, page);
  }
  return TRUE;
}

/* The header of the first page; where that is damaged, and others may follow, of one of these. */
static VipsImage *open_one(GBytes *bytes) {
  VipsImage *header = NULL;
  for (int page = 0; page < CC_PHOTO_PAGES_MAX; page++) {
    g_autoptr(GError) error = NULL;
    header = open_header(bytes, page, &error);
    if (header || !photo_pdf_may_go_on(error->message)) break;
  }
  return header;
}

GArray *cc_photo_pages(GBytes *bytes, GError **error) {
  const int first = 0;
  g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_append_val(pages, first);
  g_autoptr(VipsImage) header = photo_is_bmp(bytes) ? NULL : open_one(bytes);
  if (header && !add_pages(bytes, header, pages, error)) return NULL;
  vips_error_clear();
  return g_steal_pointer(&pages);
}

/* ---- loading -------------------------------------------------------------------------------- */

static CcPhoto *load_bmp(GBytes *bytes, GError **error) {
  g_autoptr(CcRaster) full = photo_bmp_decode(bytes, error);
  if (!full) return NULL;
  CcPhoto *photo = g_new0(CcPhoto, 1);
  photo->scale = MAX(1, (double)MAX(full->width, full->height) / CC_PHOTO_EDGE_MAX);
  photo->raster = cc_raster_resize(full, MAX(1, (int)(full->width / photo->scale + 0.5)),
                                   MAX(1, (int)(full->height / photo->scale + 0.5)));
  return photo;
}

/* What was sent or cut out of a film may have other bytes before the picture. */
static GBytes *skip_to_jpeg(GBytes *bytes) {
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  if (photo_kind(data, size)) return g_bytes_ref(bytes);
  for (gsize at = 1; at + 4 <= MIN(size, JUNK_MAX); at++)
    if (memcmp(data + at, "\xFF\xD8\xFF", 3) == 0 && data[at + 3] >= 0xC0)
      return g_bytes_new_from_bytes(bytes, at, size - at);
  return g_bytes_ref(bytes);
}

static CcPhoto *decode(GBytes *bytes, VipsImage *header, int page, GError **error) {
  g_autoptr(CcPhoto) photo = g_new0(CcPhoto, 1);
  photo->raster = photo_decode(bytes, header, page);
  if (!photo->raster && page == 0) {
    photo->raster = photo_decode_cut(bytes, header, &photo->missing);
    photo->is_cut = TRUE;
  }
  if (!photo->raster) {
    fail_vips(error, "it is cut off or damaged");
    return NULL;
  }
  vips_error_clear();
  return g_steal_pointer(&photo);
}

/* Which part of a page is missing of a file that is cut off nobody knows: it may be any. */
static CcPhoto *load_pdf(GBytes *bytes, const VipsImage *header, int page, GError **error) {
  if (!photo_pdf_check(header, error)) return NULL;
  g_autoptr(CcPhoto) photo = g_new0(CcPhoto, 1);
  photo->raster = photo_pdf_decode(bytes, header, page);
  if (!photo->raster) {
    fail_vips(error, "it is damaged");
    return NULL;
  }
  photo->scale = 1;
  photo->is_cut = photo_pdf_is_cut(bytes);
  if (photo->is_cut)
    photo->missing = (CardcatBox){0, 0, photo->raster->width, photo->raster->height};
  return g_steal_pointer(&photo);
}

CcPhoto *cc_photo_load(GBytes *file, int page, GError **error) {
  if (photo_is_bmp(file)) return load_bmp(file, error);
  g_autoptr(GBytes) bytes = skip_to_jpeg(file);
  g_autoptr(VipsImage) header = open_header(bytes, page, error);
  if (header && photo_is_pdf(header)) return load_pdf(bytes, header, page, error);
  CcPhoto *photo = header ? decode(bytes, header, page, error) : NULL;
  if (!photo) return NULL;
  photo->scale = (double)MAX(vips_image_get_width(header), vips_image_get_height(header)) /
                 MAX(photo->raster->width, photo->raster->height);
  photo->taken = photo_exif_taken(header);
  photo->focal_35mm = photo_exif_focal(header);
  return photo;
}

GBytes *cc_photo_to_jpeg(const CcRaster *raster, int quality, GError **error) {
  gsize size = (gsize)raster->width * (gsize)raster->height * (gsize)raster->bands;
  g_autoptr(VipsImage) image = vips_image_new_from_memory(
      raster->data, size, raster->width, raster->height, raster->bands, VIPS_FORMAT_UCHAR);
  void *data = NULL;
  gsize length = 0;
  if (!image || vips_jpegsave_buffer(image, &data, &length, "Q", quality, "strip", TRUE, NULL)) {
    fail_vips(error, "the card's picture cannot be made a JPEG file");
    return NULL;
  }
  return g_bytes_new_take(data, length);
}

/* ---- for the doctor ------------------------------------------------------------------------ */

const char *cc_photo_version(void) {
  return vips_version_string();
}
