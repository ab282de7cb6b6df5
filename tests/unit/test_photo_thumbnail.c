/* A card's picture made small: its size, its way up, and that nothing is decoded that is none. */
#include "photo/photo.h"

/* Red above, blue below. */
static GBytes *picture(int width, int height) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcRaster) raster = cc_raster_new(width, height, 3);
  for (int i = 0; i < width * height; i++) {
    raster->data[3 * i] = i < width * height / 2 ? 255 : 0;
    raster->data[3 * i + 1] = 0;
    raster->data[3 * i + 2] = i < width * height / 2 ? 0 : 255;
  }
  GBytes *jpeg = cc_photo_to_jpeg(raster, 90, &error);
  g_assert_no_error(error);
  return jpeg;
}

static void check(int width, int height, int quarters, int small_width, int small_height) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) made = picture(width, height);
  g_autoptr(GBytes) jpeg = cc_jpeg_turn(made, quarters);
  g_autoptr(GBytes) small = cardcat_picture_thumbnail(jpeg, 224, 128, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(g_bytes_get_size(small), <, 4000);
  int w = 0, h = 0;
  g_autoptr(GBytes) pixels = cardcat_picture_pixels(small, NULL, 1024, 1024, &w, &h, &error);
  g_assert_no_error(error);
  /* What is small is enlarged by that one: the shape is the same. */
  g_assert_cmpint(ABS(w * small_height - h * small_width), <=, MAX(w, h) * 2);
  if (small_height == 1) return; /* red and blue are in one row */
  const guint8 *rgb = g_bytes_get_data(pixels, NULL);
  const gsize middle = 3 * ((gsize)w / 2), left = 3 * ((gsize)h / 2 * (gsize)w);
  gboolean red_above = rgb[middle] > 128, red_left = rgb[left] > 128;
  g_assert_cmpint(red_above, ==, quarters == 0 || (quarters % 2 && red_above));
  if (quarters == 1) g_assert_false(red_left);
  if (quarters == 3) g_assert_true(red_left);
  if (quarters == 2) g_assert_false(red_above);
}

static void test_sizes(void) {
  check(1600, 900, 0, 224, 126);
  check(1600, 900, 1, 72, 128);
  check(1600, 900, 2, 224, 126);
  check(1600, 900, 3, 72, 128);
  check(8000, 40, 0, 224, 1);
  check(60, 40, 0, 60, 40);
}

static void test_no_picture(void) {
  g_autoptr(GBytes) made = picture(400, 300);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data(made, &length);
  const struct {
    const void *bytes;
    gsize length;
  } bad[] = {{"", 0}, {"no picture", 10}, {"\xFF\xD8\xFF", 3}, {data, 100}, {data, length / 2}};
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) jpeg = g_bytes_new_static(bad[i].bytes, bad[i].length);
    g_assert_null(cardcat_picture_thumbnail(jpeg, 224, 128, &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
  }
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  g_test_init(&argc, &argv, NULL);
  g_log_set_always_fatal(G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL); /* libvips warns of cut files */
  g_assert_true(cc_photo_init(&error));
  g_test_add_func("/thumbnail/sizes", test_sizes);
  g_test_add_func("/thumbnail/no-picture", test_no_picture);
  return g_test_run();
}
