/* Bytes of a file as text. */
#include "input/input.h"

/* TEXT has a character of several bytes that is well formed UTF-8. */
static gboolean has_utf8(const char *text, gsize length) {
  const char *end = text + length;
  for (const char *p = text; p < end; p++)
    if ((guchar)*p >= 0x80 && (gint)g_utf8_get_char_validated(p, end - p) > 0) return TRUE;
  return FALSE;
}

char *cc_input_utf8(const char *text, gsize length) {
  gssize size = (gssize)length;
  char *out = g_utf8_validate(text, size, NULL) || has_utf8(text, length)
                  ? NULL
                  : g_convert(text, size, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  return out ? out : g_utf8_make_valid(text, size);
}
