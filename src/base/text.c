#include <string.h>

#include "base/base.h"

/* Characters that steer a terminal, a text's direction or hide in it are never print. */
static gboolean is_dropped(gunichar c) {
  if (c == 0xFFFD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F)) return TRUE;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)) return TRUE;
  GUnicodeType type = g_unichar_type(c);
  return type == G_UNICODE_CONTROL || type == G_UNICODE_SURROGATE ||
         type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED;
}

static gboolean is_line_end(gunichar c) {
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C;
}

/* White space is written late, so that none stands at an end. */
typedef struct {
  GString *out;
  gboolean space, line_end;
} Cleaner;

static void put_pending(Cleaner *c) {
  if (c->out->len > 0) {
    if (c->line_end)
      g_string_append_c(c->out, '\n');
    else if (c->space)
      g_string_append_c(c->out, ' ');
  }
  c->space = c->line_end = FALSE;
}

static char *clean(const char *text, gssize length, gsize max, gboolean keep_lines) {
  g_autofree char *valid = g_utf8_make_valid(text, length);
  g_autofree char *nfc = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
  Cleaner c = {g_string_new(NULL), FALSE, FALSE};
  for (const char *p = nfc ? nfc : valid; *p; p = g_utf8_next_char(p)) {
    gunichar u = g_utf8_get_char(p);
    if (is_line_end(u) && keep_lines)
      c.line_end = TRUE;
    else if (is_line_end(u) || u == '\t' || g_unichar_isspace(u))
      c.space = TRUE;
    else if (!is_dropped(u)) {
      if (c.out->len + 8 > max) break;
      put_pending(&c);
      g_string_append_unichar(c.out, u);
    }
  }
  return g_string_free(c.out, FALSE);
}

char *cc_text_clean(const char *text, gssize length, gsize max) {
  return clean(text, length, max, FALSE);
}

char *cc_text_clean_lines(const char *text, gssize length, gsize max) {
  return clean(text, length, max, TRUE);
}
