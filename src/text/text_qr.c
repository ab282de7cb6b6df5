/* Payloads of QR codes; the only file that knows zbar. */
#include "text/text.h"

#include <string.h>
#include <zbar.h>

/* The most codes, and bytes of one: a QR code of version 40 holds 2953. */
#define CODES_MAX 8
#define PAYLOAD_MAX 4096
/* Every how many rows and columns codes are looked for, pixels: their corner marks are three
 * modules wide in the middle, and a module below two pixels is not read anyway. */
#define SCAN_STEP 2
/* ISO 8859 has so many, of which a code may name each. */
#define LATIN_PARTS 16

G_DEFINE_AUTOPTR_CLEANUP_FUNC(zbar_image_scanner_t, zbar_image_scanner_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(zbar_image_t, zbar_image_destroy)

static gboolean is_known(const GPtrArray *payloads, const char *text) {
  for (guint i = 0; i < payloads->len; i++)
    if (g_str_equal(payloads->pdata[i], text)) return TRUE;
  return FALSE;
}

/* A code does not say how its bytes are encoded, and zbar takes UTF-8 for Big5: UTF-8 when it is
 * valid, else Latin letters, which the standard has as default. */
static char *payload_text(const char *bytes, gsize length) {
  if (g_utf8_validate(bytes, (gssize)length, NULL))
    return cc_text_clean_code(bytes, (gssize)length, PAYLOAD_MAX);
  g_autofree char *latin =
      g_convert_with_fallback(bytes, (gssize)length, "UTF-8", "WINDOWS-1252", "", NULL, NULL, NULL);
  return cc_text_clean_lines(latin ? latin : "", -1, PAYLOAD_MAX);
}

static void scan(const CcRaster *grey, GPtrArray *payloads) {
  g_autoptr(zbar_image_scanner_t) scanner = zbar_image_scanner_create();
  zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, SCAN_STEP);
  zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, SCAN_STEP);
  g_autoptr(zbar_image_t) image = zbar_image_create();
  zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
  zbar_image_set_size(image, (unsigned)grey->width, (unsigned)grey->height);
  zbar_image_set_data(image, grey->data, (gsize)grey->width * (gsize)grey->height, NULL);
  if (zbar_scan_image(scanner, image) <= 0) return;
  const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
  for (; symbol && payloads->len < CODES_MAX; symbol = zbar_symbol_next(symbol)) {
    if (zbar_symbol_get_type(symbol) != ZBAR_QRCODE) continue;
    g_autofree char *text =
        payload_text(zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
    if (*text && !is_known(payloads, text)) g_ptr_array_add(payloads, g_steal_pointer(&text));
  }
}

/* zbar converts from these, and payload_text() from the last; glibc keeps what a converter needs
 * loaded as long as one is open. */
void cc_qr_prepare(void) {
  static const char *const encodings[] = {"ISO8859-1", "SJIS", "BIG-5", "CP437", "WINDOWS-1252"};
  for (guint i = 0; i < G_N_ELEMENTS(encodings); i++)
    g_iconv_open("UTF-8", encodings[i]);
  for (int part = 2; part <= LATIN_PARTS; part++) {
    g_autofree char *name = g_strdup_printf("ISO8859-%i", part);
    g_iconv_open("UTF-8", name);
  }
}

GPtrArray *cc_qr_read(const CcRaster *picture) {
  GPtrArray *payloads = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(CcRaster) grey = cc_raster_grey(picture);
  scan(grey, payloads);
  if (payloads->len > 0) return payloads;
  gsize n = (gsize)grey->width * (gsize)grey->height;
  for (gsize i = 0; i < n; i++)
    grey->data[i] = (guint8)(255 - grey->data[i]); /* light codes on dark cards */
  scan(grey, payloads);
  return payloads;
}

char *cc_qr_version(void) {
  unsigned major = 0, minor = 0, patch = 0;
  zbar_version(&major, &minor, &patch);
  return g_strdup_printf("%u.%u.%u", major, minor, patch);
}
