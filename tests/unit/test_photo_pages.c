/* Files with several pages, and files that are cut off. */
#include "photo_fixture.h"

/* ---- pages ---------------------------------------------------------------------------------- */

/* COUNT samples as the pages of one file of the kind SUFFIX. */
static GBytes *paged(int count, const char *suffix) {
  VipsImage *pages[8], *all;
  for (int i = 0; i < count; i++)
    pages[i] = sample(160, 120);
  g_assert_false(vips_arrayjoin(pages, &all, count, "across", 1, NULL));
  vips_image_set_int(all, VIPS_META_PAGE_HEIGHT, 120);
  GBytes *bytes = save(all, suffix);
  g_object_unref(all);
  for (int i = 0; i < count; i++)
    g_object_unref(pages[i]);
  return bytes;
}

static void assert_pages(GBytes *bytes, guint count) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) pages = cc_photo_pages(bytes, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pages->len, ==, count);
  for (guint i = 0; i < count; i++) {
    g_assert_cmpint(g_array_index(pages, int, i), ==, i);
    g_autoptr(CcPhoto) photo = cc_photo_load(bytes, (int)i, &error);
    g_assert_no_error(error);
    g_assert_cmpint(photo->raster->height, ==, 120);
    assert_near(photo->raster, 120, 60, 0, 0, 255, 6);
  }
}

static void test_pages(void) {
  g_autoptr(GBytes) tiff = paged(3, ".tif"), avif = paged(2, ".avif[lossless]");
  g_autoptr(GBytes) film = paged(4, ".gif"), text = g_bytes_new_static("no picture", 10);
  assert_pages(tiff, 3);
  assert_pages(avif, 2);
  assert_pages(film, 1);
  g_autoptr(GArray) one = cc_photo_pages(text, NULL);
  g_assert_cmpuint(one->len, ==, 1);
}

/* What is the first page made smaller is no page: a pyramid has more of them. */
static void test_smaller_copies(void) {
  g_autoptr(GObject) image = G_OBJECT(sample(600, 400));
  g_autoptr(GBytes) bytes = save(VIPS_IMAGE(image), ".tif[pyramid,tile]");
  g_autoptr(GArray) pages = cc_photo_pages(bytes, NULL);
  g_assert_cmpuint(pages->len, ==, 1);
}

static void test_too_many_pages(void) {
  VipsImage *out;
  g_assert_false(vips_black(&out, 8, 8 * (CC_PHOTO_PAGES_MAX + 1), NULL));
  g_autoptr(GObject) image = G_OBJECT(out);
  vips_image_set_int(out, VIPS_META_PAGE_HEIGHT, 8);
  g_autoptr(GBytes) bytes = save(out, ".tif");
  g_autoptr(GError) error = NULL;
  g_assert_null(cc_photo_pages(bytes, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
}

/* ---- files that are cut off ----------------------------------------------------------------- */

/* PART of 100 of a JPEG file of noise, so that its bytes are spread evenly; TURNED by EXIF. */
static CcPhoto *load_cut(gsize part, int orientation) {
  VipsImage *noise, *out;
  g_assert_false(vips_gaussnoise(&noise, 640, 480, "mean", 128.0, "sigma", 60.0, "seed", 7, NULL));
  g_assert_false(vips_cast_uchar(noise, &out, NULL));
  g_object_unref(noise);
  g_autoptr(GObject) image = G_OBJECT(out);
  vips_image_set_int(out, VIPS_META_ORIENTATION, orientation);
  g_autoptr(GBytes) whole = save(out, ".jpg[Q=90]");
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes(whole, 0, g_bytes_get_size(whole) * part / 100);
  return cc_photo_load(cut, 0, NULL);
}

static void test_cut(void) {
  g_autoptr(CcPhoto) most = load_cut(70, 1);
  g_assert_true(most->is_cut && most->missing.x == 0 && most->missing.w == 640);
  g_assert_cmpint(ABS(most->missing.y - 336), <=, 24);
  g_assert_cmpint(most->missing.y + most->missing.h, ==, 480);
  g_autoptr(CcPhoto) turned = load_cut(70, 6);
  g_assert_true(turned->is_cut && turned->missing.x == 0 && turned->missing.h == 640);
  g_assert_cmpint(ABS(turned->missing.w - 144), <=, 24);
  g_autoptr(CcPhoto) whole = load_cut(100, 1);
  g_assert_true(!whole->is_cut && whole->missing.w == 0);
  g_assert_null(load_cut(15, 1));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_log_set_always_fatal(G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL); /* libvips warns of cut files */
  g_autoptr(GError) error = NULL;
  if (!cc_photo_init(&error)) g_error("%s", error->message);
  g_test_add_func("/photo-pages/pages", test_pages);
  g_test_add_func("/photo-pages/smaller-copies", test_smaller_copies);
  g_test_add_func("/photo-pages/too-many-pages", test_too_many_pages);
  g_test_add_func("/photo-pages/cut", test_cut);
  return g_test_run();
}
