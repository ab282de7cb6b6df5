/* Painted pictures as flattened cards: strips that lie in them, and codes. */
#include "print/print.h"

#include <math.h>

#include "outline/outline.h"
#include "painted.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void check_strips(const GArray *strips, int width, int height) {
  for (guint i = 0; i < strips->len; i++) {
    const CcStrip *strip = &g_array_index(strips, CcStrip, i);
    g_assert_true(strip->box.x >= 0 && strip->box.x + strip->box.w <= width);
    g_assert_true(strip->box.y >= 0 && strip->box.y + strip->box.h <= height);
    g_assert_true(strip->box.w > 0 && strip->box.h > 0);
    const double figures[] = {strip->x_height, strip->capital, strip->baseline,
                              strip->stroke,   strip->slope,   strip->bow};
    for (guint k = 0; k < G_N_ELEMENTS(figures); k++)
      g_assert_true(isfinite(figures[k]));
  }
}

static void check_print(const CcPrint *print, const CcRaster *picture) {
  int width = print->clean->width, height = print->clean->height;
  g_assert_cmpint(width, ==, picture->width);
  g_assert_cmpint(height, ==, picture->height);
  g_assert_true(print->turn == 0 || print->turn == 1);
  check_strips(print->strips, width, height);
  for (guint way = 0; way < G_N_ELEMENTS(print->sideways); way++)
    check_strips(print->sideways[way], height, width);
}

static void check_codes(const CcRaster *picture) {
  g_autoptr(GPtrArray) payloads = cc_qr_read(picture);
  for (guint i = 0; i < payloads->len; i++)
    g_assert_true(g_utf8_validate(payloads->pdata[i], -1, NULL));
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  PaintedBytes bytes = {data, data + size};
  CcRaster *painted = painted_picture(&bytes, CC_FLAT_EDGE);
  g_autoptr(CcPrint) print = cc_print_find(&painted, NULL);
  g_autoptr(CcRaster) picture = painted;
  check_print(print, picture);
  g_autoptr(CcLarge) large = cc_large_find(print);
  check_strips(large->strips, picture->width, picture->height);
  check_codes(picture);
  return 0;
}
