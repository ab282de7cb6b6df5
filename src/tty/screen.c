/* Text on a screen: nothing in it steers, none of it is wider than its columns. */
#include "tty/tty.h"

#include <sys/ioctl.h>

gboolean cc_is_steering(gunichar c) {
  return g_unichar_iscntrl(c) || (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

char *cc_printable(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p;) {
    gunichar c = g_utf8_get_char_validated(p, -1);
    gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
    gsize length = valid ? (gsize)(g_utf8_next_char(p) - p) : 1;
    if (valid && !cc_is_steering(c))
      g_string_append_len(out, p, (gssize)length);
    else
      for (gsize i = 0; i < length; i++)
        g_string_append_printf(out, "\\x%02X", (guint8)p[i]);
    p += length;
  }
  return g_string_free(out, FALSE);
}

static int character_columns(gunichar c) {
  return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

int cc_width(const char *text) {
  int width = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    width += (guchar)*p < 0x80 ? 1 : character_columns(g_utf8_get_char(p));
  return width;
}

char *cc_fit(const char *text, int columns) {
  int width = cc_width(text);
  GString *out = g_string_new(NULL);
  int limit = width > columns ? columns - 1 : columns, used = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (used + character_columns(c) > limit) break;
    used += character_columns(c);
    g_string_append_unichar(out, c);
  }
  if (width > columns && columns > 0) {
    g_string_append(out, "…");
    used++;
  }
  g_string_append_printf(out, "%*s", MAX(columns - used, 0), "");
  return g_string_free(out, FALSE);
}

/* How many bytes of TEXT fit in COLUMNS, to the end of a word if one ends there; at least one
 * character. */
static gsize bytes_that_fit(const char *text, int columns) {
  const char *p = text, *space = NULL;
  for (int used = 0; *p; p = g_utf8_next_char(p)) {
    used += character_columns(g_utf8_get_char(p));
    if (used > columns && p > text) return (gsize)((space ? space : p) - text);
    if (*p == ' ') space = p + 1;
  }
  return (gsize)(p - text);
}

GPtrArray *cc_wrap(const char *text, int columns) {
  GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    g_autofree char *safe = cc_printable(lines[i]);
    const char *rest = safe;
    do {
      gsize length = bytes_that_fit(rest, columns);
      g_ptr_array_add(out, g_strndup(rest, length));
      rest += length;
    } while (*rest);
  }
  return out;
}

int cc_columns(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

int cc_rows(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

CcCells cc_cells(int fd, int columns, int rows) {
  /* Of most terminals, where one does not say. */
  CcCells cells = {columns, rows, 10, 20};
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_xpixel >= size.ws_col && size.ws_col > 0 &&
      size.ws_ypixel >= size.ws_row && size.ws_row > 0) {
    cells.width = size.ws_xpixel / size.ws_col;
    cells.height = size.ws_ypixel / size.ws_row;
  }
  return cells;
}
