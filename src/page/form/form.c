/* The form of a contact: its values in the order they are shown, then how its person was met. */
#include "page/form/form.h"

/* What another window has and no row of this one stands for. */
static void write_missing(CcHtml *html, const GPtrArray *missing) {
  if (missing->len == 0) return;
  cc_html_open(html, "fieldset", "class", "values", NULL);
  cc_html_element(html, "legend", "Only the other window has", NULL);
  cc_html_open(html, "ul", NULL);
  for (guint i = 0; i < missing->len; i++)
    cc_html_element(html, "li", missing->pdata[i], "dir", "auto", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static gboolean is_note(const CcRow *row) {
  return row->kind.field == CARDCAT_FIELD_NOTES;
}

/* Slogans and stray lines: last, and folded unless another window has something else there. */
static void write_notes(CcHtml *html, const GPtrArray *rows, const CcFormCard *card) {
  guint count = 0;
  gboolean differs = FALSE;
  for (guint i = 0; i < rows->len; i++) {
    const CcRow *row = rows->pdata[i];
    count += is_note(row) ? 1 : 0;
    differs |= is_note(row) && row->other;
  }
  if (count == 0) return;
  cc_html_open(html, "details", "class", "notes", "open", differs || !card ? "" : NULL, NULL);
  cc_html_open(html, "summary", NULL);
  cc_html_textf(html, "Also printed (%u)", count);
  cc_html_close(html);
  for (guint i = 0; i < rows->len; i++)
    if (is_note(rows->pdata[i])) cc_row_write(html, rows->pdata[i], card);
  cc_html_close(html);
}

static void focus_first(const GPtrArray *rows) {
  for (guint i = 0; i < rows->len; i++) {
    CcRow *row = rows->pdata[i];
    if (!cc_row_is_to_check(row)) continue;
    row->focused = TRUE;
    return;
  }
}

void cc_form_write_values(CcHtml *html, GPtrArray *rows, const CcFormCard *card, gboolean focus,
                          const CardcatContact *other) {
  g_autoptr(GPtrArray) missing =
      other ? cc_rows_compare(rows, other) : g_ptr_array_new_with_free_func(g_free);
  const CcRow fresh = {.number = rows->len, .is_new = TRUE, .value = (char *)""};
  cc_html_open(html, "fieldset", "class", "values", NULL);
  cc_html_element(html, "legend", "What the card says", NULL);
  if (focus) focus_first(rows);
  for (guint i = 0; i < rows->len; i++)
    if (!is_note(rows->pdata[i])) cc_row_write(html, rows->pdata[i], card);
  cc_row_write(html, &fresh, NULL);
  write_notes(html, rows, card);
  cc_html_close(html);
  write_missing(html, missing);
}
