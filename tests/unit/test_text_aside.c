/* The one thread of cardcat's own: a model that is loaded while the cards of a photo are looked
 * for. Built with the thread sanitizer, too. */
#include "outline/outline.h"
#include "pbm.h"
#include "text/ocr.h"

static const guint8 BLACK[3] = {20, 20, 24}, WHITE[3] = {250, 250, 246};

/* What a late reader does: the load begins, outlines and print are found, then lines are read. */
static void test_loaded_aside(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcOcr) ocr = cc_ocr_new(NULL, &error);
  g_assert_no_error(error);
  cc_ocr_load(ocr);
  cc_ocr_load(ocr); /* it is loading already */
  g_assert_nonnull(cc_ocr_folder(ocr));
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(GArray) outlines = cc_outlines_find(picture, NULL);
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  cc_raster_free(picture);
  g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  g_autoptr(GPtrArray) lines = cc_text_read(ocr, print, NULL, unused);
  g_assert_cmpuint(lines->len, >, 0);
}

/* Who ends before it is loaded waits for it. */
static void test_freed_aside(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcOcr) ocr = cc_ocr_new(NULL, &error);
  g_assert_no_error(error);
  cc_ocr_load(ocr);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  cc_heap_reserve((gsize)384 << 20); /* as a reader does before it loads models */
  g_test_add_func("/text/loaded-aside", test_loaded_aside);
  g_test_add_func("/text/freed-aside", test_freed_aside);
  return g_test_run();
}
