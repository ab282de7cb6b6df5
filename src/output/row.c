/* A row of CSV, RFC 4180, with cells guarded that a spreadsheet would take for formulas. */
#include "output/output.h"

#include <string.h>

gboolean cc_row_opens_formula(const char *text) {
  gunichar c = g_utf8_get_char(text);
  /* The full-width forms count in East Asian spreadsheets. */
  return (*text && strchr("=+-@", *text)) || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D ||
         c == 0xFF20;
}

/* A number to dial, or several: what no spreadsheet can take for a formula with a function. */
static gboolean is_phone(const char *cell) {
  g_auto(GStrv) pieces = g_strsplit(cell, " ext. ", -1);
  g_autofree char *rest = g_strjoinv("", pieces);
  return rest[0] == '+' && g_ascii_isdigit(rest[1]) &&
         strspn(rest, "+0123456789 ()-./;") == strlen(rest);
}

/* "- tea at two", one of a list within a cell: nothing that refers to a cell or calls anything. */
static gboolean is_item(const char *line) {
  if (!g_str_has_prefix(line, "- ")) return FALSE;
  for (const char *p = line + 2; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isalnum(c) && !g_unichar_ismark(c) && !strchr(" ,.:?-", *p)) return FALSE;
  }
  return TRUE;
}

/* What has apostrophes of its own gets one more, so that reading it again takes that one. */
static gboolean is_guarded(const char *line, gboolean is_inside) {
  gsize apostrophes = strspn(line, "'");
  return cc_row_opens_formula(line + apostrophes) &&
         (apostrophes > 0 || (!is_phone(line) && !(is_inside && is_item(line))));
}

/* TEXT is clean.  A program that takes another sign for the separator cuts a cell at its line ends,
 * whatever quotes stand there: so each line is guarded. */
static void put(CcRow *row, const char *text) {
  gboolean quote = strpbrk(text, ",\"\n") != NULL;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  if (!row->first) g_string_append_c(row->out, ',');
  row->first = FALSE;
  if (quote) g_string_append_c(row->out, '"');
  for (guint i = 0; lines[i]; i++) {
    if (i > 0) g_string_append_c(row->out, '\n');
    if (is_guarded(lines[i], i > 0)) g_string_append_c(row->out, '\'');
    for (const char *p = lines[i]; *p; p++) {
      if (*p == '"') g_string_append_c(row->out, '"');
      g_string_append_c(row->out, *p);
    }
  }
  if (quote) g_string_append_c(row->out, '"');
}

void cc_row_put(CcRow *row, const char *value) {
  g_autofree char *text = cc_text_clean(value ? value : "", -1, CC_OUTPUT_MAX);
  put(row, text);
}

void cc_row_put_lines(CcRow *row, const char *value) {
  g_autofree char *text = cc_text_clean_lines(value ? value : "", -1, CC_OUTPUT_MAX);
  put(row, text);
}

void cc_row_end(CcRow *row) {
  g_string_append(row->out, "\r\n");
  row->first = TRUE;
}
