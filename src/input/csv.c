/* CSV as cells: RFC 4180, and what spreadsheets make of it. */
#include "input/input.h"

#include <string.h>

#define CELLS_MAX 1000         /* of a record; Outlook has 90 */
#define CELL_BYTES_MAX 100000u /* more of a cell is cut */

static const char *const separators = ",;\t";

char cc_csv_separator(const CcBytes *bytes) {
  guint counts[3] = {0};
  gboolean quoted = FALSE;
  for (const char *p = bytes->at; p < bytes->end && (quoted || !strchr("\r\n", *p)); p++) {
    if (*p == '"') quoted = !quoted;
    const char *found = quoted || !*p ? NULL : strchr(separators, *p);
    if (found) counts[found - separators]++;
  }
  guint best = 0;
  for (guint i = 1; i < G_N_ELEMENTS(counts); i++)
    if (counts[i] > counts[best]) best = i;
  return separators[best];
}

static void append(GString *cell, char c) {
  if (cell->len < CELL_BYTES_MAX) g_string_append_c(cell, c ? c : ' ');
}

/* A cell with quotes, from behind the first to behind the last; FALSE: it is not closed. */
static gboolean take_quoted(CcBytes *bytes, GString *cell) {
  for (; bytes->at < bytes->end; bytes->at++) {
    if (*bytes->at == '\n') bytes->line++;
    if (*bytes->at != '"') {
      append(cell, *bytes->at);
    } else if (bytes->at + 1 < bytes->end && bytes->at[1] == '"') {
      append(cell, *bytes->at++);
    } else {
      bytes->at++;
      return TRUE;
    }
  }
  return FALSE;
}

/* An apostrophe before what a spreadsheet would take for a formula is none of the text: at the
 * start of a cell, and of a line in it. */
static char *cell_text(const GString *cell, gboolean *guessed) {
  g_autofree char *text = cc_input_utf8(cell->str, cell->len, guessed);
  g_autoptr(GString) out = g_string_sized_new(cell->len);
  gboolean is_start = TRUE;
  for (const char *p = text; *p; p++) {
    gboolean is_guard = is_start && *p == '\'' && cc_row_opens_formula(p + strspn(p, "'"));
    if (!is_guard) g_string_append_c(out, *p);
    is_start = *p == '\n' || *p == '\r';
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* A cell and what ends it: *IS_LAST: with it the record ends, too. */
static char *take_cell(CcBytes *bytes, char separator, gboolean *is_last, gboolean *is_open) {
  g_autoptr(GString) cell = g_string_new(NULL);
  if (bytes->at < bytes->end && *bytes->at == '"') {
    bytes->at++;
    *is_open = !take_quoted(bytes, cell);
  }
  while (bytes->at < bytes->end && *bytes->at != separator && *bytes->at != '\n' &&
         *bytes->at != '\r')
    append(cell, *bytes->at++);
  *is_last = bytes->at >= bytes->end || *bytes->at != separator;
  if (bytes->at < bytes->end) bytes->at++;
  if (*is_last && bytes->at < bytes->end && bytes->at[-1] == '\r' && *bytes->at == '\n')
    bytes->at++;
  return cell_text(cell, &bytes->guessed);
}

static gboolean is_blank(const GPtrArray *record) {
  return record->len == 1 && !*(const char *)record->pdata[0];
}

static GPtrArray *take_record(CcBytes *bytes, char separator, GError **error) {
  g_autoptr(GPtrArray) record = g_ptr_array_new_with_free_func(g_free);
  gboolean is_last = FALSE, is_open = FALSE;
  guint line = bytes->line;
  while (!is_last) {
    g_autofree char *cell = take_cell(bytes, separator, &is_last, &is_open);
    if (record->len < CELLS_MAX) g_ptr_array_add(record, g_steal_pointer(&cell));
  }
  bytes->line++;
  if (!is_open) return g_steal_pointer(&record);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "line %u: a quote is not closed", line);
  return NULL;
}

GPtrArray *cc_csv_next(CcBytes *bytes, char separator, GError **error) {
  while (bytes->at < bytes->end) {
    g_autoptr(GPtrArray) record = take_record(bytes, separator, error);
    if (!record || !is_blank(record)) return g_steal_pointer(&record);
  }
  return NULL;
}
