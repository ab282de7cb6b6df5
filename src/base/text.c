/* Text at the door: valid, on one line, with nothing in it that steers. */
#include "base/base.h"

#include <string.h>

/* Characters that steer a terminal or a text's direction, or hide in it, are never print. */
static gboolean is_dropped(gunichar c) {
  switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return c == 0xFFFD; /* what bad bytes became */
  }
}

static gboolean is_line_end(gunichar c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* White space is written late, so that none stands at an end. */
static char *tidy(const char *text, gboolean keep_lines, gboolean keep_format) {
  GString *out = g_string_new(NULL);
  char pending = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (is_line_end(c) || g_unichar_isspace(c)) {
      if (pending != '\n') pending = keep_lines && is_line_end(c) ? '\n' : ' ';
    } else if (!is_dropped(c) || (keep_format && g_unichar_type(c) == G_UNICODE_FORMAT)) {
      if (pending && out->len > 0) g_string_append_c(out, pending);
      pending = 0;
      g_string_append_unichar(out, c);
    }
  }
  return g_string_free(out, FALSE);
}

/* Cuts TEXT to MAX bytes at a character, and the space that then may stand at its end. */
static void cut(char *text, gsize max) {
  if (strlen(text) <= max) return;
  char *end = text + max;
  while (end > text && (*end & 0xC0) == 0x80)
    end--;
  *end = '\0';
  g_strchomp(text);
}

static char *clean(const char *text, gssize length, gsize max, gboolean keep_lines,
                   gboolean keep_format) {
  g_autofree char *valid = g_utf8_make_valid(text ? text : "", text ? length : 0);
  g_autofree char *tidied = tidy(valid, keep_lines, keep_format);
  char *nfc = g_utf8_normalize(tidied, -1, G_NORMALIZE_NFC);
  cut(nfc, max);
  return nfc;
}

char *cc_text_clean(const char *text, gssize length, gsize max) {
  return clean(text, length, max, FALSE, FALSE);
}

char *cc_text_clean_lines(const char *text, gssize length, gsize max) {
  return clean(text, length, max, TRUE, FALSE);
}

char *cc_text_clean_code(const char *text, gssize length, gsize max) {
  return clean(text, length, max, TRUE, TRUE);
}

void cc_text_open_brackets(GString *text) {
  static const char *const pairs[][2] = {{"(", ")"}, {"[", "]"}, {"\xEF\xBC\x88", "\xEF\xBC\x89"}};
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
    const char *open = pairs[i][0], *close = pairs[i][1];
    gsize first = strlen(open), last = strlen(close);
    if (text->len <= first + last || !g_str_has_prefix(text->str, open) ||
        strstr(text->str + first, close) != text->str + text->len - last)
      continue;
    g_string_truncate(text, text->len - last);
    g_string_erase(text, 0, (gssize)first);
    return;
  }
}
