/* Large print cut out by itself: across two grounds, and word by word. */
#include "pbm.h"
#include "print/print.h"

static const guint8 BLACK[3] = {20, 20, 24}, WHITE[3] = {250, 250, 246}, GOLD[3] = {220, 180, 90};

/* Large print across two grounds, which the first pass has not: it is cut out, dark on white. */
static void test_large(void) {
  CcRaster *picture = large_print((CardcatBox){56, 274, 144, 36}, BLACK, WHITE, GOLD);
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  cc_raster_free(picture);
  g_array_set_size(print->strips, 0);
  g_autoptr(CcLarge) large = cc_large_find(print);
  g_assert_cmpuint(large->strips->len, ==, 1);
  const CcStrip *strip = &g_array_index(large->strips, CcStrip, 0);
  g_assert_false(strip->inverted);
  g_assert_cmpfloat_with_epsilon(strip->capital, 108, 8);
  g_autoptr(CcRaster) line = cc_raster_crop(large->clean, strip->box);
  gsize n = (gsize)line->width * (gsize)line->height, dark = 0, light = 0;
  for (gsize k = 0; k < n; k++) {
    dark += line->data[k] < 80;
    light += line->data[k] > 200;
  }
  g_assert_cmpuint(dark, >, n / 20);
  g_assert_cmpuint(light, >, n / 2);
  g_array_append_val(print->strips, *strip);
  g_autoptr(CcLarge) again = cc_large_find(print); /* now it is known */
  g_assert_cmpuint(again->strips->len, ==, 0);
}

/* The word of printed.pbm so many times as large, cut to its ink. */
static CcRaster *word_of(double scale) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CardcatBox ink = {0, 310, 0, 0}, area = {56, 274, 144, 36};
  ink.x = area.x;
  ink.w = area.w;
  for (int y = area.y; y < area.y + area.h; y++)
    for (int x = area.x; x < area.x + area.w; x++)
      if (*cc_raster_at(grey, x, y) < 128) {
        ink.y = MIN(ink.y, y);
        ink.h = MAX(ink.h, y + 1 - ink.y);
      }
  g_autoptr(CcRaster) word = cc_raster_crop(grey, ink);
  return cc_raster_resize(word, (int)(scale * ink.w), (int)(scale * ink.h));
}

/* Smaller print on the same baseline is a word of its own. */
static void test_large_beside_small(void) {
  g_autoptr(CcRaster) large_word = word_of(4), small_word = word_of(1.5),
                      grey = cc_raster_new(1000, 520, 1);
  memset(grey->data, 255, 1000 * 520);
  paste(grey, large_word, 60, 300 - large_word->height);
  paste(grey, small_word, 80 + large_word->width, 300 - small_word->height);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  cc_raster_free(picture);
  g_array_set_size(print->strips, 0);
  g_autoptr(CcLarge) large = cc_large_find(print);
  g_assert_cmpuint(large->strips->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    const CcStrip *strip = &g_array_index(large->strips, CcStrip, i);
    gboolean first = strip->box.x < 100;
    int right = strip->box.x + strip->box.w;
    g_assert_true(first ? right < 80 + large_word->width : right > 80 + large_word->width);
    g_assert_cmpfloat_with_epsilon(strip->capital, first ? 108 : 40, 8);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/print/large", test_large);
  g_test_add_func("/print/large-beside-small", test_large_beside_small);
  return g_test_run();
}
