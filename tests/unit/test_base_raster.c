/* Pictures as plain memory: copied, grey, turned, cut, resized. */
#include <string.h>

#include "base/base.h"

/* A picture whose every byte differs from its neighbours. */
static CcRaster *pattern(int width, int height, int bands) {
  CcRaster *raster = cc_raster_new(width, height, bands);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int b = 0; b < bands; b++)
        cc_raster_at(raster, x, y)[b] = (guint8)(31 * x + 57 * y + 83 * b);
  return raster;
}

static CcRaster *plain(int width, int height, int bands, guint8 value) {
  CcRaster *raster = cc_raster_new(width, height, bands);
  memset(raster->data, value, (gsize)width * (gsize)height * (gsize)bands);
  return raster;
}

static void assert_same(const CcRaster *a, const CcRaster *b) {
  g_assert_cmpint(a->width, ==, b->width);
  g_assert_cmpint(a->height, ==, b->height);
  g_assert_cmpint(a->bands, ==, b->bands);
  gsize size = (gsize)a->width * (gsize)a->height * (gsize)a->bands;
  g_assert_cmpmem(a->data, size, b->data, size);
}

static void test_copy(void) {
  g_autoptr(CcRaster) raster = pattern(7, 5, 3);
  g_autoptr(CcRaster) copy = cc_raster_copy(raster);
  assert_same(raster, copy);
  g_assert_true(raster->data != copy->data);
}

static void test_grey(void) {
  static const struct {
    guint8 rgb[3], grey;
  } colours[] = {
      {{0, 0, 0}, 0},    {{255, 255, 255}, 255}, {{255, 0, 0}, 76},     {{0, 255, 0}, 150},
      {{0, 0, 255}, 29}, {{128, 128, 128}, 128}, {{200, 100, 50}, 124},
  };
  for (guint i = 0; i < G_N_ELEMENTS(colours); i++) {
    g_autoptr(CcRaster) colour = cc_raster_new(1, 1, 3);
    memcpy(colour->data, colours[i].rgb, 3);
    g_autoptr(CcRaster) grey = cc_raster_grey(colour);
    g_assert_cmpint(grey->bands, ==, 1);
    g_assert_cmpint(ABS(grey->data[0] - colours[i].grey), <=, 1);
  }
  g_autoptr(CcRaster) already = pattern(3, 2, 1);
  g_autoptr(CcRaster) same = cc_raster_grey(already);
  assert_same(already, same);
}

static void test_turn_is_clockwise(void) {
  g_autoptr(CcRaster) raster = pattern(4, 3, 3);
  g_autoptr(CcRaster) turned = cc_raster_turn(raster, 1);
  g_assert_cmpint(turned->width, ==, 3);
  g_assert_cmpint(turned->height, ==, 4);
  /* The top-left corner goes to the top right, the bottom-left one to the top left. */
  g_assert_cmpmem(cc_raster_at(turned, 2, 0), 3, cc_raster_at(raster, 0, 0), 3);
  g_assert_cmpmem(cc_raster_at(turned, 0, 0), 3, cc_raster_at(raster, 0, 2), 3);
  g_assert_cmpmem(cc_raster_at(turned, 2, 3), 3, cc_raster_at(raster, 3, 0), 3);
}

static void test_turns_add_up(void) {
  g_autoptr(CcRaster) raster = pattern(70, 45, 1);
  for (int quarters = -8; quarters <= 8; quarters++) {
    g_autoptr(CcRaster) at_once = cc_raster_turn(raster, quarters);
    g_autoptr(CcRaster) stepwise = cc_raster_copy(raster);
    for (int i = 0; i < (quarters + 8) % 4; i++) {
      g_autoptr(CcRaster) before = g_steal_pointer(&stepwise);
      stepwise = cc_raster_turn(before, 1);
    }
    assert_same(at_once, stepwise);
  }
}

static void test_crop(void) {
  g_autoptr(CcRaster) raster = pattern(10, 8, 3);
  g_autoptr(CcRaster) part = cc_raster_crop(raster, (CardcatBox){2, 3, 4, 5});
  g_assert_cmpint(part->width, ==, 4);
  g_assert_cmpint(part->height, ==, 5);
  g_assert_cmpmem(cc_raster_at(part, 3, 4), 3, cc_raster_at(raster, 5, 7), 3);
  g_autoptr(CcRaster) cut = cc_raster_crop(raster, (CardcatBox){-3, -2, 5, 100});
  g_assert_cmpint(cut->width, ==, 2);
  g_assert_cmpint(cut->height, ==, 8);
  g_assert_cmpmem(cc_raster_at(cut, 1, 7), 3, cc_raster_at(raster, 1, 7), 3);
}

static void test_crop_outside(void) {
  static const CardcatBox boxes[] = {
      {10, 0, 5, 5},
      {0, 8, 5, 5},
      {-5, 0, 5, 5},
      {0, -9, 5, 5},
      {2, 2, 0, 5},
      {2, 2, 5, -1},
      {G_MAXINT, 0, G_MAXINT, 5},
      {G_MININT, 0, -1, 5},
  };
  g_autoptr(CcRaster) raster = pattern(10, 8, 1);
  for (guint i = 0; i < G_N_ELEMENTS(boxes); i++)
    g_assert_null(cc_raster_crop(raster, boxes[i]));
  g_autoptr(CcRaster) all = cc_raster_crop(raster, (CardcatBox){0, 0, G_MAXINT, G_MAXINT});
  assert_same(all, raster);
}

static void test_resize_keeps_plain_colour(void) {
  static const int sizes[][2] = {{1, 1}, {2, 3}, {19, 40}, {63, 47}, {64, 48}, {200, 7}, {7, 333}};
  for (int bands = 1; bands <= 3; bands += 2)
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
      g_autoptr(CcRaster) raster = plain(64, 48, bands, 201);
      g_autoptr(CcRaster) out = cc_raster_resize(raster, sizes[i][0], sizes[i][1]);
      g_autoptr(CcRaster) expected = plain(sizes[i][0], sizes[i][1], bands, 201);
      assert_same(out, expected);
    }
}

/* A ramp from 0 to 255 across stays one: nothing is shifted, whatever is cut off on the way. */
static void test_resize_keeps_places(void) {
  static const int widths[] = {50, 77, 100, 101, 333, 500, 999, 1003, 1500, 2500};
  g_autoptr(CcRaster) ramp = cc_raster_new(1003, 9, 1);
  for (int y = 0; y < ramp->height; y++)
    for (int x = 0; x < ramp->width; x++)
      *cc_raster_at(ramp, x, y) = (guint8)((x + 0.5) / ramp->width * 255 + 0.5);
  for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
    g_autoptr(CcRaster) out = cc_raster_resize(ramp, widths[i], 4);
    /* The outermost pixels lean inwards by up to half of their width. */
    int slack = 2 + 255 / widths[i];
    for (int x = 0; x < out->width; x++) {
      int expected = (int)((x + 0.5) / out->width * 255 + 0.5);
      g_assert_cmpint(ABS(*cc_raster_at(out, x, 2) - expected), <=, slack);
    }
  }
}

static void test_resize_averages(void) {
  g_autoptr(CcRaster) checks = cc_raster_new(400, 400, 3);
  for (int y = 0; y < 400; y++)
    for (int x = 0; x < 400; x++)
      memset(cc_raster_at(checks, x, y), (x + y) % 2 ? 255 : 0, 3);
  g_autoptr(CcRaster) grey = cc_raster_resize(checks, 100, 50);
  for (gsize i = 0; i < 100 * 50 * 3; i++)
    g_assert_cmpint(ABS(grey->data[i] - 128), <=, 1);
}

static void test_resize_same_size(void) {
  g_autoptr(CcRaster) raster = pattern(33, 21, 3);
  g_autoptr(CcRaster) same = cc_raster_resize(raster, 33, 21);
  assert_same(raster, same);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/raster/copy", test_copy);
  g_test_add_func("/raster/grey", test_grey);
  g_test_add_func("/raster/turn/clockwise", test_turn_is_clockwise);
  g_test_add_func("/raster/turn/add-up", test_turns_add_up);
  g_test_add_func("/raster/crop/inside", test_crop);
  g_test_add_func("/raster/crop/outside", test_crop_outside);
  g_test_add_func("/raster/resize/plain-colour", test_resize_keeps_plain_colour);
  g_test_add_func("/raster/resize/places", test_resize_keeps_places);
  g_test_add_func("/raster/resize/averages", test_resize_averages);
  g_test_add_func("/raster/resize/same-size", test_resize_same_size);
  return g_test_run();
}
