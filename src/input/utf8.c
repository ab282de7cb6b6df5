/* Bytes of a file as text. */
#include "input/input.h"

#include <string.h>

/* TEXT has a character of several bytes that is well formed UTF-8. */
static gboolean has_utf8(const char *text, gsize length) {
  const char *end = text + length;
  for (const char *p = text; p < end; p++)
    if ((guchar)*p >= 0x80 && (gint)g_utf8_get_char_validated(p, end - p) > 0) return TRUE;
  return FALSE;
}

char *cc_input_utf8(const char *text, gsize length, gboolean *guessed) {
  gssize size = (gssize)length;
  char *out = g_utf8_validate(text, size, NULL) || has_utf8(text, length)
                  ? NULL
                  : g_convert(text, size, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  if (!out) return g_utf8_make_valid(text, size);
  *guessed = TRUE;
  return out;
}

/* What stands for a unit that is half of a pair, or half a unit. */
#define REPLACEMENT "\xEF\xBF\xBD"

static GBytes *of_utf16(const char *text, gsize length, const char *charset) {
  g_autoptr(GString) out = g_string_new(NULL);
  while (length > 0) {
    gsize read = 0, written = 0;
    g_autoptr(GError) problem = NULL;
    g_autofree char *piece =
        g_convert(text, (gssize)length, "UTF-8", charset, &read, &written, &problem);
    if (!piece && read > 0)
      piece = g_convert(text, (gssize)read, "UTF-8", charset, NULL, &written, NULL);
    if (piece) g_string_append_len(out, piece, (gssize)written);
    gsize bad = MIN(length - read, 2);
    if (bad > 0) g_string_append(out, REPLACEMENT);
    text += read + bad;
    length -= read + bad;
  }
  gsize size = out->len;
  return g_bytes_new_take(g_string_free(g_steal_pointer(&out), FALSE), size);
}

GBytes *cc_input_decode(GBytes *bytes) {
  gsize length = 0;
  const char *text = g_bytes_get_data(bytes, &length);
  if (length >= 2 && memcmp(text, "\xFF\xFE", 2) == 0)
    return of_utf16(text + 2, length - 2, "UTF-16LE");
  if (length >= 2 && memcmp(text, "\xFE\xFF", 2) == 0)
    return of_utf16(text + 2, length - 2, "UTF-16BE");
  return g_bytes_ref(bytes);
}
