/* A photo's bytes, checked by its header, decoded, turned upright, shrunk. */
#include "photo/photo_private.h"

#include <string.h>

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
  if (photo_is_pdf(data, size))
    fail(error, "it is a PDF file, which is not read: save its pages as pictures");
  else
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                "it is not a picture of a known kind (%s)", formats);
}

/* The header alone: nothing is decoded yet. */
static VipsImage *open_header(GBytes *bytes, GError **error) {
  gsize size;
  const void *data = g_bytes_get_data(bytes, &size);
  if (size == 0) {
    fail(error, "the file is empty");
    return NULL;
  }
  gboolean known = vips_foreign_find_load_buffer(data, size) != NULL;
  g_autoptr(VipsImage) header = known ? vips_image_new_from_buffer(data, size, "", NULL) : NULL;
  /* libvips finds a blocked loader, but does not run it. */
  if (!known || (!header && strstr(vips_error_buffer(), "operation is blocked"))) {
    vips_error_clear();
    fail_unknown(data, size, error);
    return NULL;
  }
  if (!header) {
    fail_vips(error, "its header is damaged");
    return NULL;
  }
  gint64 pixels = (gint64)vips_image_get_width(header) * vips_image_get_height(header);
  if (pixels > CC_PHOTO_PIXELS_MAX) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                "it has too many pixels: %d x %d, more than %d million",
                vips_image_get_width(header), vips_image_get_height(header),
                CC_PHOTO_PIXELS_MAX / 1000000);
    return NULL;
  }
  return g_steal_pointer(&header);
}

/* One step of a chain of vips operations: *IMAGE becomes OUT. */
static void step(VipsImage **image, VipsImage *out) {
  g_object_unref(*image);
  *image = out;
}

/* Whatever was decoded as 3 bands of 8 bits sRGB; FALSE with libvips' error set. */
static gboolean to_rgb(VipsImage **image) {
  VipsImage *out = NULL;
  if (vips_image_get_interpretation(*image) != VIPS_INTERPRETATION_sRGB ||
      vips_image_get_bands(*image) < 3) {
    if (vips_colourspace(*image, &out, VIPS_INTERPRETATION_sRGB, NULL)) return FALSE;
    step(image, out);
  }
  if (vips_image_hasalpha(*image)) {
    g_autoptr(VipsArrayDouble) white = vips_array_double_newv(1, 255.0);
    if (vips_flatten(*image, &out, "background", white, NULL)) return FALSE;
    step(image, out);
  }
  if (vips_image_get_bands(*image) > 3) {
    if (vips_extract_band(*image, &out, 0, "n", 3, NULL)) return FALSE;
    step(image, out);
  }
  if (vips_cast_uchar(*image, &out, NULL)) return FALSE;
  step(image, out);
  return TRUE;
}

/* Shrinks while decoding, turns upright; the embedded profiles of phones differ from sRGB by less
 * than their white balance does, so only what must be is converted. */
static CcRaster *decode(GBytes *bytes) {
  gsize size;
  const void *data = g_bytes_get_data(bytes, &size);
  VipsImage *thumbnail = NULL;
  /* The property fail_on does not reach the loader of a buffer (libvips 8.14); its option does. */
  if (vips_thumbnail_buffer((void *)data, size, &thumbnail, CC_PHOTO_EDGE_MAX, "option_string",
                            "fail_on=truncated", "height", CC_PHOTO_EDGE_MAX, "size",
                            VIPS_SIZE_DOWN, NULL))
    return NULL;
  g_autoptr(VipsImage) image = thumbnail;
  if (!to_rgb(&image)) return NULL;
  gsize length;
  guint8 *pixels = vips_image_write_to_memory(image, &length);
  if (!pixels) return NULL;
  CcRaster *raster = g_new(CcRaster, 1);
  *raster = (CcRaster){vips_image_get_width(image), vips_image_get_height(image), 3, pixels};
  return raster;
}

static CcPhoto *load_bmp(GBytes *bytes, GError **error) {
  g_autoptr(CcRaster) full = photo_bmp_decode(bytes, error);
  if (!full) return NULL;
  CcPhoto *photo = g_new0(CcPhoto, 1);
  photo->scale = MAX(1, (double)MAX(full->width, full->height) / CC_PHOTO_EDGE_MAX);
  photo->raster = cc_raster_resize(full, MAX(1, (int)(full->width / photo->scale + 0.5)),
                                   MAX(1, (int)(full->height / photo->scale + 0.5)));
  return photo;
}

CcPhoto *cc_photo_load(GBytes *bytes, GError **error) {
  if (photo_is_bmp(bytes)) return load_bmp(bytes, error);
  g_autoptr(VipsImage) header = open_header(bytes, error);
  if (!header) return NULL;
  CcRaster *raster = decode(bytes);
  if (!raster) {
    fail_vips(error, "it is cut off or damaged");
    return NULL;
  }
  vips_error_clear();
  CcPhoto *photo = g_new0(CcPhoto, 1);
  photo->raster = raster;
  photo->scale = (double)MAX(vips_image_get_width(header), vips_image_get_height(header)) /
                 MAX(raster->width, raster->height);
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
  if (!image || vips_jpegsave_buffer(image, &data, &length, "Q", quality, NULL)) {
    fail_vips(error, "the card's picture cannot be made a JPEG file");
    return NULL;
  }
  return g_bytes_new_take(data, length);
}

/* ---- for the doctor ------------------------------------------------------------------------ */

const char *cc_photo_version(void) {
  return vips_version_string();
}
