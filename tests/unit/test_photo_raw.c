/* Pixels of every format, with room between the rows, and what is no picture. */
#include "photo/photo.h"

static const guint8 R = 10, G = 20, B = 30;

static void assert_two_rows(CardcatPixelFormat format, const guint8 *data, gsize stride,
                            const guint8 want[3]) {
  const CardcatPixels pixels = {data, format, 1, 2, stride};
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_from_pixels(&pixels, &error);
  g_assert_no_error(error);
  g_assert_cmpfloat(photo->scale, ==, 1);
  g_assert_cmpmem(cc_raster_at(photo->raster, 0, 0), 3, "\0\0\0", 3);
  g_assert_cmpmem(cc_raster_at(photo->raster, 0, 1), 3, want, 3);
}

static void test_formats(void) {
  const guint8 grey[] = {0, 9, 9, G}, rgb[] = {0, 0, 0, 9, R, G, B};
  const guint8 rgba[] = {0, 0, 0, 9, 9, R, G, B, 0}, bgra[] = {0, 0, 0, 9, B, G, R, 0};
  assert_two_rows(CARDCAT_PIXELS_GREY, grey, 3, (const guint8[]){G, G, G});
  assert_two_rows(CARDCAT_PIXELS_RGB, rgb, 4, (const guint8[]){R, G, B});
  assert_two_rows(CARDCAT_PIXELS_RGBA, rgba, 5, (const guint8[]){R, G, B});
  assert_two_rows(CARDCAT_PIXELS_BGRA, bgra, 4, (const guint8[]){R, G, B});
}

static void test_large_is_shrunk(void) {
  g_autofree guint8 *data = g_malloc0(2 * CC_PHOTO_EDGE_MAX);
  const CardcatPixels pixels = {data, CARDCAT_PIXELS_GREY, 2 * CC_PHOTO_EDGE_MAX, 1,
                                2 * CC_PHOTO_EDGE_MAX};
  g_autoptr(CcPhoto) photo = cc_photo_from_pixels(&pixels, NULL);
  g_assert_cmpint(photo->raster->width, ==, CC_PHOTO_EDGE_MAX);
  g_assert_cmpint(photo->raster->height, ==, 1);
  g_assert_cmpfloat(photo->scale, ==, 2);
}

static void test_no_picture(void) {
  static const guint8 data[12];
  const CardcatPixels bad[] = {
      {NULL, CARDCAT_PIXELS_GREY, 1, 1, 1},
      {data, CARDCAT_PIXELS_GREY, 0, 1, 1},
      {data, CARDCAT_PIXELS_GREY, 1, -1, 1},
      {data, CARDCAT_PIXELS_RGB, 2, 2, 5},
      {data, CARDCAT_PIXELS_RGBA, 1, 3, 3},
      {data, (CardcatPixelFormat)9, 1, 1, 9},
      {data, (CardcatPixelFormat)-1, 1, 1, 9},
      {data, CARDCAT_PIXELS_GREY, 70000, 1, 70000},
      {data, CARDCAT_PIXELS_GREY, 60000, 60000, 60000},
  };
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(cc_photo_from_pixels(&bad[i], &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/raw/formats", test_formats);
  g_test_add_func("/raw/large", test_large_is_shrunk);
  g_test_add_func("/raw/none", test_no_picture);
  return g_test_run();
}
