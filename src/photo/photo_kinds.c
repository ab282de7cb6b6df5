/* The kinds of files that are read: one table, from which all that is told of them comes. */
#include "photo/photo_private.h"

#include <string.h>

/* ISO base media files name their brand so. */
#define BRAND(name) \
  { 4, 8, "ftyp" name }

static const PhotoKind kinds[] = {
    {"JPEG", "jpegload_buffer", NULL, {{0, 3, "\xFF\xD8\xFF"}}, {".jpg", ".jpeg"}},
    {"PNG", "pngload_buffer", NULL, {{0, 4, "\x89PNG"}}, {".png"}},
    {"WebP", "webpload_buffer", NULL, {{8, 4, "WEBP"}}, {".webp"}},
    {"TIFF",
     "tiffload_buffer",
     NULL,
     {{0, 4, "II*\0"}, {0, 4, "II+\0"}, {0, 4, "MM\0*"}, {0, 4, "MM\0+"}},
     {".tif", ".tiff"}},
    {"HEIC",
     "heifload_buffer",
     NULL,
     {BRAND("heic"), BRAND("heix"), BRAND("hevc"), BRAND("hevx"), BRAND("heim"), BRAND("heis"),
      BRAND("mif1"), BRAND("msf1")},
     {".heic", ".heif"}},
    {"AVIF", "heifload_buffer", NULL, {BRAND("avif"), BRAND("avis")}, {".avif"}},
    {"GIF", "gifload_buffer", NULL, {{0, 4, "GIF8"}}, {".gif"}},
    {"JPEG XL",
     "jxlload_buffer",
     "VipsForeignLoadJxl",
     {{0, 2, "\xFF\x0A"}, {0, 8, "\0\0\0\x0CJXL "}},
     {".jxl"}},
    {"JPEG 2000",
     "jp2kload_buffer",
     "VipsForeignLoadJp2k",
     {{0, 8, "\0\0\0\x0CjP  "}, {0, 4, "\xFF\x4F\xFF\x51"}},
     {".jp2", ".j2k", ".jpx"}},
    {"PDF", "pdfload_buffer", "VipsForeignLoadPdf", {{0, 4, "%PDF"}}, {".pdf"}},
    /* "BM" begins many a text; the four bytes from 14 are a small number in a bitmap alone. */
    {"BMP", NULL, NULL, {{15, 3, "\0\0\0"}}, {".bmp"}},
};

static gboolean has_bytes(const guint8 *head, gsize length, gsize at, const char *bytes, gsize n) {
  return length >= at + n && memcmp(head + at, bytes, n) == 0;
}

static gboolean is_of_kind(const PhotoKind *kind, const guint8 *head, gsize length) {
  if (!kind->loader && !has_bytes(head, length, 0, "BM", 2)) return FALSE;
  for (guint i = 0; i < PHOTO_MARKS_MAX && kind->marks[i].bytes; i++) {
    const PhotoMark *mark = &kind->marks[i];
    if (has_bytes(head, length, mark->at, mark->bytes, mark->length)) return TRUE;
  }
  return FALSE;
}

/* ---- files ---------------------------------------------------------------------------------- */

static gboolean is_named(const PhotoKind *kind, const char *lower) {
  for (guint i = 0; i < PHOTO_ENDINGS_MAX && kind->endings[i]; i++)
    if (g_str_has_suffix(lower, kind->endings[i])) return TRUE;
  return FALSE;
}

const char *photo_kind(const guint8 *head, gsize length) {
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (is_of_kind(&kinds[i], head, length)) return kinds[i].name;
  return NULL;
}

gboolean cardcat_may_hold_cards(const char *name, const guint8 *head, gsize length) {
  g_autofree char *lower = g_ascii_strdown(name, -1);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (is_named(&kinds[i], lower)) return TRUE;
  return photo_kind(head, length) != NULL;
}

char *cardcat_photo_endings(void) {
  GString *endings = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    for (guint j = 0; j < PHOTO_ENDINGS_MAX && kinds[i].endings[j]; j++)
      g_string_append_printf(endings, "%s%s", endings->len > 0 ? "," : "", kinds[i].endings[j]);
  return g_string_free(endings, FALSE);
}

const PhotoKind *photo_kind_at(guint index) {
  return index < G_N_ELEMENTS(kinds) ? &kinds[index] : NULL;
}
