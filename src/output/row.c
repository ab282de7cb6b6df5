/* A row of CSV, RFC 4180, with cells guarded that a spreadsheet would take for formulas. */
#include "output/output.h"

#include <string.h>

/* A number to dial, or several: what no spreadsheet can take for a formula with a function. */
static gboolean is_phone(const char *cell) {
  g_auto(GStrv) pieces = g_strsplit(cell, " ext. ", -1);
  g_autofree char *rest = g_strjoinv("", pieces);
  return rest[0] == '+' && g_ascii_isdigit(rest[1]) &&
         strspn(rest, "+0123456789 ()-./;") == strlen(rest);
}

static gboolean is_formula(const char *cell) {
  if (!*cell || is_phone(cell)) return FALSE;
  gunichar c = g_utf8_get_char(cell);
  /* The full-width forms count in East Asian spreadsheets. */
  return strchr("=+-@", *cell) || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20;
}

void cc_row_put(CcRow *row, const char *value) {
  g_autofree char *cell = cc_text_clean(value ? value : "", -1, CC_OUTPUT_MAX);
  if (!row->first) g_string_append_c(row->out, ',');
  row->first = FALSE;
  gboolean guard = is_formula(cell), quote = strpbrk(cell, ",\"") != NULL;
  if (quote) g_string_append_c(row->out, '"');
  if (guard) g_string_append_c(row->out, '\'');
  for (const char *p = cell; *p; p++) {
    if (*p == '"') g_string_append_c(row->out, '"');
    g_string_append_c(row->out, *p);
  }
  if (quote) g_string_append_c(row->out, '"');
}

void cc_row_end(CcRow *row) {
  g_string_append(row->out, "\r\n");
  row->first = TRUE;
}
