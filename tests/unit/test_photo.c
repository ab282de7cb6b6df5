/* Pictures of every kind are made here through libvips, then read back by photo/. */
#include <sys/resource.h>

#include "photo_fixture.h"

static void assert_sample(GBytes *bytes, int width, int height, int by) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
  g_assert_no_error(error);
  g_assert_cmpint(photo->raster->bands, ==, 3);
  g_assert_cmpint(photo->raster->width, ==, width);
  g_assert_cmpint(photo->raster->height, ==, height);
  assert_near(photo->raster, width / 8, height / 4, 255, 255, 255, by);
  assert_near(photo->raster, width * 3 / 8, height / 4, 255, 0, 0, by);
  assert_near(photo->raster, width * 3 / 4, height / 2, 0, 0, 255, by);
}

static void test_formats(void) {
  static const char *const suffixes[] = {".jpg[Q=95]",
                                         ".png",
                                         ".webp[lossless]",
                                         ".tif",
                                         ".gif",
                                         ".avif[lossless]",
                                         ".jxl[lossless]",
                                         ".jp2[lossless]",
                                         ".tif[pyramid,tile]",
                                         ".tif[pyramid,tile,subifd]"};
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autoptr(GBytes) bytes = save(VIPS_IMAGE(image), suffixes[i]);
    assert_sample(bytes, 160, 120, 6);
  }
}

/* Where this libheif has no encoder for HEIC there is nothing to read back. */
static void test_heic(void) {
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  void *data;
  gsize size;
  if (vips_heifsave_buffer(VIPS_IMAGE(image), &data, &size, "compression",
                           VIPS_FOREIGN_HEIF_COMPRESSION_HEVC, "Q", 90, NULL)) {
    vips_error_clear();
    g_test_skip("libheif has no HEVC encoder");
    return;
  }
  g_autoptr(GBytes) bytes = g_bytes_new_take(data, size);
  assert_sample(bytes, 160, 120, 25);
}

static void put32(guint8 *p, guint32 v) {
  for (int i = 0; i < 4; i++)
    p[i] = (guint8)(v >> (8 * i));
}

/* The same sample as a BMP file of BITS 8, 24 or 32. */
static GBytes *bmp(int width, int height, int bits) {
  gsize row = ((gsize)width * (gsize)bits + 31) / 32 * 4, at = 54 + (bits == 8 ? 12 : 0);
  gsize size = at + row * (gsize)height;
  guint8 *data = g_malloc0(size);
  static const guint8 palette[12] = {255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 0, 0};
  memcpy(data, "BM", 2);
  put32(data + 10, (guint32)at);
  put32(data + 14, 40);
  put32(data + 18, (guint32)width);
  put32(data + 22, (guint32)height);
  data[26] = 1;
  data[28] = (guint8)bits;
  if (bits == 8) {
    put32(data + 46, 3);
    memcpy(data + 54, palette, 12);
  }
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      int colour = x >= width / 2 ? 2 : x < width / 4 && y < height / 2 ? 0 : 1;
      guint8 *p = data + at + row * (gsize)(height - 1 - y) + (gsize)x * (gsize)bits / 8;
      if (bits == 8)
        *p = (guint8)colour;
      else
        memcpy(p, palette + 4 * colour, 3);
    }
  return g_bytes_new_take(data, size);
}

static void assert_fails(GBytes *bytes, const char *says) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
  g_assert_null(photo);
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
  if (!strstr(error->message, says)) g_error("\"%s\" lacks \"%s\"", error->message, says);
}

static void test_bmp(void) {
  static const int bits[] = {8, 24, 32};
  for (guint i = 0; i < G_N_ELEMENTS(bits); i++) {
    g_autoptr(GBytes) bytes = bmp(162, 120, bits[i]);
    g_autoptr(GBytes) cut = g_bytes_new_from_bytes(bytes, 0, g_bytes_get_size(bytes) - 500);
    assert_sample(bytes, 162, 120, 0);
    assert_fails(cut, "cut off");
  }
}

static void test_colours(void) {
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  VipsImage *out;
  g_assert_false(vips_colourspace(VIPS_IMAGE(image), &out, VIPS_INTERPRETATION_RGB16, NULL));
  g_autoptr(GObject) deep = G_OBJECT(out);
  g_autoptr(GBytes) deep_png = save(VIPS_IMAGE(deep), ".png");
  assert_sample(deep_png, 160, 120, 2);

  g_assert_false(vips_colourspace(VIPS_IMAGE(image), &out, VIPS_INTERPRETATION_CMYK, NULL));
  g_autoptr(GObject) cmyk = G_OBJECT(out);
  g_autoptr(GBytes) cmyk_jpeg = save(VIPS_IMAGE(cmyk), ".jpg[Q=95]");
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(cmyk_jpeg, 0, &error);
  g_assert_no_error(error);
  assert_near(photo->raster, 20, 30, 255, 255, 255, 12);
  assert_near(photo->raster, 60, 30, 240, 20, 20, 60);

  g_assert_false(vips_colourspace(VIPS_IMAGE(image), &out, VIPS_INTERPRETATION_B_W, NULL));
  g_autoptr(GObject) grey = G_OBJECT(out);
  g_autoptr(GBytes) grey_png = save(VIPS_IMAGE(grey), ".png");
  g_autoptr(CcPhoto) grey_photo = cc_photo_load(grey_png, 0, &error);
  g_assert_no_error(error);
  const guint8 *p = cc_raster_at(grey_photo->raster, 60, 30);
  g_assert_true(p[0] == p[1] && p[1] == p[2] && p[0] > 60 && p[0] < 200);
}

static void test_transparent_is_white(void) {
  static const guint8 black_clear[4 * 64] = {0};
  g_autoptr(GObject) image = G_OBJECT(
      vips_image_new_from_memory_copy(black_clear, sizeof black_clear, 8, 8, 4, VIPS_FORMAT_UCHAR));
  VIPS_IMAGE(image)->Type = VIPS_INTERPRETATION_sRGB;
  g_autoptr(GBytes) bytes = save(VIPS_IMAGE(image), ".png");
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
  g_assert_no_error(error);
  assert_near(photo->raster, 4, 4, 255, 255, 255, 0);
}

/* Print of LEVEL on nothing, as most of a picture that is drawn for a dark page. */
static GBytes *print_on_nothing(guint8 level) {
  guint8 pixels[4 * 64];
  for (int i = 0; i < 64; i++)
    memcpy(pixels + 4 * i, (guint8[]){level, level, level, i % 8 < 4 ? 255 : 0}, 4);
  g_autoptr(GObject) image =
      G_OBJECT(vips_image_new_from_memory_copy(pixels, sizeof pixels, 8, 8, 4, VIPS_FORMAT_UCHAR));
  VIPS_IMAGE(image)->Type = VIPS_INTERPRETATION_sRGB;
  return save(VIPS_IMAGE(image), ".png");
}

static void assert_ground(guint8 print, int ground) {
  g_autoptr(GBytes) bytes = print_on_nothing(print);
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
  g_assert_no_error(error);
  assert_near(photo->raster, 1, 4, print, print, print, 0);
  assert_near(photo->raster, 6, 4, ground, ground, ground, 0);
}

static void test_ground_of_light_print(void) {
  assert_ground(250, 0);
  assert_ground(20, 255);
}

/* Numbers of 0..1, of 0..255 and of any other size show the same. */
static void test_float(void) {
  static const double factors[] = {1 / 255., 1, 3000};
  for (guint i = 0; i < G_N_ELEMENTS(factors); i++) {
    g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
    VipsImage *out;
    g_assert_false(vips_linear1(VIPS_IMAGE(image), &out, factors[i], 0, NULL));
    g_autoptr(GObject) numbers = G_OBJECT(out);
    g_autoptr(GBytes) bytes = save(out, ".tif");
    assert_sample(bytes, 160, 120, 3);
  }
}

static void test_junk_before(void) {
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  g_autoptr(GBytes) jpeg = save(VIPS_IMAGE(image), ".jpg[Q=95]");
  gsize size;
  const guint8 *data = g_bytes_get_data(jpeg, &size);
  g_autoptr(GByteArray) sent = g_byte_array_new();
  g_byte_array_append(sent, (const guint8 *)"HTTP/1.1 200 OK\r\n\r\n", 19);
  g_byte_array_append(sent, data, (guint)size);
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(g_steal_pointer(&sent));
  assert_sample(bytes, 160, 120, 6);
}

/* Every EXIF orientation of the stored picture gives the same upright one. */
static void test_exif(void) {
  static const VipsAngle back[9] = {
      [1] = VIPS_ANGLE_D0, [3] = VIPS_ANGLE_D180, [6] = VIPS_ANGLE_D270, [8] = VIPS_ANGLE_D90};
  static const int orientations[] = {1, 3, 6, 8};
  for (guint i = 0; i < G_N_ELEMENTS(orientations); i++) {
    g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
    VipsImage *out;
    g_assert_false(vips_rot(VIPS_IMAGE(image), &out, back[orientations[i]], NULL));
    g_autoptr(GObject) stored = G_OBJECT(out);
    vips_image_set_int(out, VIPS_META_ORIENTATION, orientations[i]);
    vips_image_set_string(out, "exif-ifd2-DateTimeOriginal", "2026:06:16 10:30:05");
    vips_image_set_string(out, "exif-ifd2-FocalLengthIn35mmFilm", "26");
    g_autoptr(GBytes) bytes = save(out, ".jpg[Q=95]");
    assert_sample(bytes, 160, 120, 6);
    g_autoptr(GError) error = NULL;
    g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(photo->taken, ==, "2026-06-16T10:30:05");
    g_assert_cmpfloat(photo->focal_35mm, ==, 26);
    g_assert_cmpfloat(photo->scale, ==, 1);
  }
}

static void test_shrinks(void) {
  g_autoptr(GObject) image = G_OBJECT(sample(CC_PHOTO_EDGE_MAX * 2, 600));
  g_autoptr(GBytes) bytes = save(VIPS_IMAGE(image), ".jpg[Q=95]");
  assert_sample(bytes, CC_PHOTO_EDGE_MAX, 300, 6);
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, NULL);
  g_assert_cmpfloat_with_epsilon(photo->scale, 2, 1e-9);
}

static void test_bad_input(void) {
  g_autoptr(GBytes) empty = g_bytes_new_static("", 0);
  assert_fails(empty, "empty");
  g_autoptr(GBytes) text = g_bytes_new_static("Dear Sir or Madam, this is no picture.", 38);
  assert_fails(text, "not a picture");
  g_autoptr(GBytes) svg =
      g_bytes_new_static("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>", 67);
  assert_fails(svg, "not a picture");
  static const char *const suffixes[] = {".jpg[Q=95]", ".png", ".tif", ".jpg[Q=95,interlace]"};
  g_autoptr(GObject) image = G_OBJECT(sample(640, 480));
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autoptr(GBytes) whole = save(VIPS_IMAGE(image), suffixes[i]);
    gsize size = g_bytes_get_size(whole);
    g_autoptr(GBytes) half = g_bytes_new_from_bytes(whole, 0, size / 2);
    if (i > 0) assert_fails(half, "");
    for (gsize cut = 1; cut < size; cut += size / 60 + 1) {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes(whole, 0, cut);
      g_autoptr(GError) error = NULL;
      g_autoptr(CcPhoto) photo = cc_photo_load(part, 0, &error);
      g_assert_true((photo == NULL) == (error != NULL));
    }
  }
}

/* 30,000 x 30,000 pixels in a small file are refused by the header. */
static void test_bomb(void) {
  VipsImage *out;
  g_assert_false(vips_black(&out, 30000, 30000, NULL));
  g_autoptr(GObject) image = G_OBJECT(out);
  g_autoptr(GBytes) bytes = save(out, ".png[bitdepth=1,compression=9]");
  g_assert_cmpuint(g_bytes_get_size(bytes), <, 1 << 20);
  /* Decoded, they would be 2.7 GB. */
  struct rusage before, after;
  getrusage(RUSAGE_SELF, &before);
  assert_fails(bytes, "too many pixels");
  getrusage(RUSAGE_SELF, &after);
  g_assert_cmpint(after.ru_maxrss - before.ru_maxrss, <, 100 << 10); /* KB */
}

static void test_to_jpeg(void) {
  for (int bands = 1; bands <= 3; bands += 2) {
    g_autoptr(CcRaster) raster = cc_raster_new(64, 40, bands);
    memset(raster->data, 90, (gsize)(64 * 40 * bands));
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) jpeg = cc_photo_to_jpeg(raster, 90, &error);
    g_assert_no_error(error);
    g_autoptr(CcPhoto) photo = cc_photo_load(jpeg, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(photo->raster->width, ==, 64);
    assert_near(photo->raster, 30, 20, 90, 90, 90, 3);
  }
}

/* Upright: white above blue's left, red below; as it is turned by its EXIF orientation, too. */
static void test_pixels(void) {
  g_autoptr(GError) error = NULL;
  VipsImage *image = sample(80, 40);
  g_autoptr(GBytes) jpeg = save(image, ".jpg[Q=95]"), png = save(image, ".png");
  g_object_unref(image);
  g_autoptr(GBytes) turned = cc_jpeg_turn(jpeg, 1);
  const CardcatBox blue = {60, 10, 20, 20}, outside = {90, 0, 5, 5};
  int w = 0, h = 0;
  g_autoptr(GBytes) all = cardcat_picture_pixels(jpeg, NULL, 40, 40, &w, &h, &error);
  g_assert_no_error(error);
  g_assert_true(w == 40 && h == 20 && g_bytes_get_size(all) == 40 * 20 * 3);
  g_autoptr(GBytes) part = cardcat_picture_pixels(jpeg, &blue, 60, 100, &w, &h, &error);
  g_assert_no_error(error);
  g_assert_true(w == 60 && h == 60);
  const guint8 *p = (const guint8 *)g_bytes_get_data(part, NULL) + 3 * (30 * 60 + 30);
  g_assert_true(p[0] < 20 && p[1] < 20 && p[2] > 235);
  g_autoptr(GBytes) upright = cardcat_picture_pixels(turned, NULL, 100, 40, &w, &h, &error);
  g_assert_no_error(error);
  g_assert_true(w == 20 && h == 40);
  p = (const guint8 *)g_bytes_get_data(upright, NULL) + 3 * (35 * 20 + 10);
  g_assert_true(p[0] < 20 && p[2] > 235);
  g_assert_null(cardcat_picture_pixels(jpeg, &outside, 10, 10, &w, &h, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_autoptr(GBytes) none = g_bytes_new_static("no picture", 10);
  g_assert_null(cardcat_picture_pixels(none, NULL, 10, 10, &w, &h, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
  g_clear_error(&error);
  g_assert_null(cardcat_picture_pixels(png, NULL, 10, 10, &w, &h, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
}

/* Started again, it adds nothing: the numbers of GLib's log handlers go on one by one. */
static void test_init_once(void) {
  guint before = g_log_set_handler("test", G_LOG_LEVEL_DEBUG, g_log_default_handler, NULL);
  for (int i = 0; i < 3; i++)
    g_assert_true(cc_photo_init(NULL));
  guint after = g_log_set_handler("test", G_LOG_LEVEL_DEBUG, g_log_default_handler, NULL);
  g_assert_cmpuint(after, ==, before + 1);
  g_log_remove_handler("test", before);
  g_log_remove_handler("test", after);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_log_set_always_fatal(G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL); /* libvips warns of cut files */
  g_autoptr(GError) error = NULL;
  if (!cc_photo_init(&error)) g_error("%s", error->message);
  vips_operation_block_set("VipsForeignSaveJxl", FALSE);
  vips_operation_block_set("VipsForeignSaveJp2k", FALSE);
  g_test_add_func("/photo/init-once", test_init_once);
  g_test_add_func("/photo/formats", test_formats);
  g_test_add_func("/photo/heic", test_heic);
  g_test_add_func("/photo/bmp", test_bmp);
  g_test_add_func("/photo/colours", test_colours);
  g_test_add_func("/photo/transparent", test_transparent_is_white);
  g_test_add_func("/photo/ground", test_ground_of_light_print);
  g_test_add_func("/photo/float", test_float);
  g_test_add_func("/photo/junk-before", test_junk_before);
  g_test_add_func("/photo/exif", test_exif);
  g_test_add_func("/photo/shrinks", test_shrinks);
  g_test_add_func("/photo/bad-input", test_bad_input);
  g_test_add_func("/photo/bomb", test_bomb);
  g_test_add_func("/photo/to-jpeg", test_to_jpeg);
  g_test_add_func("/photo/pixels", test_pixels);
  return g_test_run();
}
