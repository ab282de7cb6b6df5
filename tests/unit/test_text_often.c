/* How often print is looked at. */
#include "text_fixture.h"

static guint asked;

static gint64 counting_clock(void) {
  asked++;
  return 0;
}

/* How often print is looked at while the strips of PRINT are read. */
static guint looks_at(const CcPrint *print) {
  CcOcr *ocr = get_ocr();
  CcBudget budget = {.clock = counting_clock};
  cc_budget_begin(&budget, 1);
  asked = 0;
  cc_ocr_set_budget(ocr, &budget);
  g_autoptr(GPtrArray) lines = read_lines(ocr, print);
  cc_ocr_set_budget(ocr, NULL);
  return asked;
}

/* A card's numbers and addresses are looked at again, a sheet of text is not: it costs no more than
 * its lines. */
static void test_sheet_is_read_once(void) {
  g_autoptr(CcPrint) print = printed_card(BLACK, WHITE, 0);
  guint strips = print->strips->len, of_card = looks_at(print);
  g_assert_cmpuint(of_card, >, strips);
  g_autoptr(GArray) card = g_array_copy(print->strips);
  for (guint i = 1; i < 6; i++)
    g_array_append_vals(print->strips, card->data, strips);
  g_assert_cmpuint(looks_at(print), ==, 6 * strips);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/sheet-is-read-once", test_sheet_is_read_once);
  int status = g_test_run();
  cc_ocr_free(shared_ocr);
  return status;
}
