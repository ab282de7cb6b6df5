/* PDF files: pages, sizes, what cannot be drawn. */
#include "pdf_fixture.h"

/* 210 x 297 mm, in points, of which 300 dpi make whole pixels. */
#define A4_WIDTH 595.2
#define A4_HEIGHT 841.92

static void assert_fails(GBytes *bytes, int page, const char *why) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, page, &error);
  g_assert_null(photo);
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
  if (!strstr(error->message, why)) g_error("not \"%s\" but \"%s\"", why, error->message);
}

/* The page, on which the sample is seen, of WIDTH x HEIGHT pixels. */
static void assert_drawn(GBytes *bytes, int page, int width, int height) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, page, &error);
  g_assert_no_error(error);
  const CcRaster *raster = photo->raster;
  g_assert_cmpint(raster->width, ==, width);
  g_assert_cmpint(raster->height, ==, height);
  assert_near(raster, width / 8, height / 4, 255, 255, 255, 6);
  assert_near(raster, width / 8, height * 3 / 4, 255, 0, 0, 6);
  assert_near(raster, width * 3 / 4, height / 2, 0, 0, 255, 6);
  g_assert_cmpfloat(photo->scale, ==, 1);
  g_assert_false(photo->is_cut);
}

static void assert_pages(GBytes *bytes, guint count) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) pages = cc_photo_pages(bytes, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pages->len, ==, count);
}

/* ---- pages ---------------------------------------------------------------------------------- */

static void test_pages(void) {
  g_autoptr(GBytes) bytes = pdf_scans(3, 144, 108);
  assert_pages(bytes, 3);
  for (int page = 0; page < 3; page++)
    assert_drawn(bytes, page, 1200, 900);
}

/* A small page is one of the pages: none is a copy of the first for lists. */
static void test_small_page(void) {
  Pdf pdf = pdf_begin(2, 3);
  pdf_add_scan(&pdf, 432, 324);
  pdf_add_scan(&pdf, 144, 108);
  g_autoptr(GBytes) bytes = pdf_end(&pdf, "");
  assert_pages(bytes, 2);
  assert_drawn(bytes, 1, 1200, 900);
}

/* The first page, or another, cannot be drawn: the others can. */
static void test_bad_page(void) {
  for (guint bad = 0; bad < 3; bad++) {
    Pdf pdf = pdf_begin(3, 3);
    for (guint i = 0; i < 3; i++)
      pdf_add_scan(&pdf, i == bad ? 1 : 144, i == bad ? 1 : 108);
    g_autoptr(GBytes) bytes = pdf_end(&pdf, "");
    assert_pages(bytes, 3);
    for (guint i = 0; i < 3; i++) {
      if (i == bad)
        assert_fails(bytes, (int)i, "too small or too large: 1 x 1 points");
      else
        assert_drawn(bytes, (int)i, 1200, 900);
    }
  }
}

/* A page is in the list, not in the file. */
static void test_missing_page(void) {
  Pdf pdf = pdf_begin(2, 3);
  pdf_add_scan(&pdf, 144, 108);
  g_autoptr(GBytes) bytes = pdf_end(&pdf, "");
  assert_pages(bytes, 2);
  assert_drawn(bytes, 0, 1200, 900);
  assert_fails(bytes, 1, "damaged");
}

static void test_too_many_pages(void) {
  static const guint counts[] = {CC_PHOTO_PAGES_MAX + 1, 10000};
  for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
    g_autoptr(GBytes) bytes = pdf_empty(counts[i], "");
    g_autoptr(GError) error = NULL;
    g_assert_null(cc_photo_pages(bytes, &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
    g_autofree char *count = g_strdup_printf("it has %u pages", counts[i]);
    g_assert_nonnull(strstr(error->message, count));
  }
  g_autoptr(GBytes) most = pdf_empty(CC_PHOTO_PAGES_MAX, "");
  assert_pages(most, CC_PHOTO_PAGES_MAX);
}

/* ---- sizes ---------------------------------------------------------------------------------- */

static void test_sizes(void) {
  g_autoptr(GBytes) sheet = pdf_scans(1, A4_WIDTH, A4_HEIGHT);
  assert_drawn(sheet, 0, 2480, 3508);
  g_autoptr(GBytes) card = pdf_scans(1, 252, 144);
  assert_drawn(card, 0, 2100, 1200);
  g_autoptr(GBytes) wide = pdf_scans(1, 14400, 8640), high = pdf_scans(1, 8640, 14400);
  assert_drawn(wide, 0, 4000, 2400);
  assert_drawn(high, 0, 2400, 4000);
  /* It is told as 1000. */
  g_autoptr(GBytes) odd = pdf_scans(1, 1000.49, 500);
  g_autoptr(CcPhoto) photo = cc_photo_load(odd, 0, NULL);
  g_assert_cmpint(photo->raster->width, <=, 4000);
  g_assert_cmpint(photo->raster->width, >=, 3990);
}

static void test_absurd_sizes(void) {
  static const double sizes[][2] = {{1, 1},      {1e9, 1e9}, {1e9, 200},  {1e12, 200},
                                    {200, 1e12}, {1e6, 1e6}, {0.001, 200}};
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(GBytes) bytes = pdf_scans(1, sizes[i][0], sizes[i][1]);
    assert_fails(bytes, 0, "too small or too large");
  }
}

/* ---- print ---------------------------------------------------------------------------------- */

static guint count_dark(const CcRaster *raster) {
  guint dark = 0;
  for (int y = 0; y < raster->height; y++)
    for (int x = 0; x < raster->width; x++)
      dark += cc_raster_at(raster, x, y)[0] < 64;
  return dark;
}

static void test_base_fonts(void) {
  static const char *const fonts[] = {"Helvetica", "Times-Bold", "Courier"};
  for (guint i = 0; i < G_N_ELEMENTS(fonts); i++) {
    g_autoptr(GBytes) bytes = pdf_print(fonts[i], "BT /F 16 Tf 20 100 Td (Ada M. Beck) Tj ET");
    g_autoptr(GError) error = NULL;
    g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(count_dark(photo->raster), >, 2000);
    assert_near(photo->raster, 5, 5, 255, 255, 255, 0);
  }
}

/* ---- what is no whole file --------------------------------------------------------------------
 */

static void test_unreadable(void) {
  g_autoptr(GBytes) none = pdf_empty(0, "");
  assert_fails(none, 0, "it has no page");
  g_autoptr(GBytes) locked =
      pdf_empty(1,
                "/ID [<aa> <aa>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                "/O <abababababababababababababababababababababababababababababababab> "
                "/U <cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd> >> ");
  assert_fails(locked, 0, "it is encrypted: save it without a password");
  g_autoptr(GBytes) text = g_bytes_new_static("%PDF-1.7 and nothing more", 25);
  assert_fails(text, 0, "cut off or damaged");
}

/* Every part of a file is a clean refusal or a picture. */
static void test_cut(void) {
  g_autoptr(GBytes) whole = pdf_scans(2, 144, 108);
  gsize size = g_bytes_get_size(whole);
  for (gsize part = 1; part < size; part += size / 60 + 1) {
    g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(whole, 0, part);
    g_autoptr(GError) error = NULL;
    g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
    g_assert_true((photo == NULL) == (error != NULL));
    g_assert_true(!photo || photo->is_cut);
  }
}

/* Programs for the web put what tells of all objects first: such a file is drawn as far as it goes,
 * and nobody knows how far that is. */
static void test_cut_behind_its_trailer(void) {
  g_autoptr(GBytes) whole = pdf_scans(1, 144, 108);
  gsize size;
  const guint8 *data = g_bytes_get_data(whole, &size);
  static const char head[] = "%PDF-1.4\ntrailer\n<< /Size 6 /Root 1 0 R >>\n";
  g_autoptr(GByteArray) cut = g_byte_array_new();
  g_byte_array_append(cut, (const guint8 *)head, sizeof head - 1);
  g_byte_array_append(cut, data + strlen("%PDF-1.4\n"), (guint)size * 2 / 3);
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(g_steal_pointer(&cut));
  g_autoptr(GError) error = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
  g_assert_no_error(error);
  g_assert_true(photo->is_cut);
  g_assert_cmpint(photo->missing.w, ==, photo->raster->width);
  g_assert_cmpint(photo->missing.h, ==, photo->raster->height);
}

/* Where libvips has no poppler, as far as that can be had here. */
static void test_no_loader(void) {
  g_autoptr(GBytes) bytes = pdf_scans(1, 144, 108);
  vips_operation_block_set("VipsForeignLoadPdf", TRUE);
  assert_fails(bytes, 0, "it is a PDF file, which libvips cannot read here");
  vips_operation_block_set("VipsForeignLoadPdf", FALSE);
  assert_drawn(bytes, 0, 1200, 900);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_log_set_always_fatal(G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL); /* of sizes libvips warns */
  g_autoptr(GError) error = NULL;
  if (!cc_photo_init(&error)) g_error("%s", error->message);
  g_test_add_func("/photo-pdf/pages", test_pages);
  g_test_add_func("/photo-pdf/small-page", test_small_page);
  g_test_add_func("/photo-pdf/bad-page", test_bad_page);
  g_test_add_func("/photo-pdf/missing-page", test_missing_page);
  g_test_add_func("/photo-pdf/too-many-pages", test_too_many_pages);
  g_test_add_func("/photo-pdf/sizes", test_sizes);
  g_test_add_func("/photo-pdf/absurd-sizes", test_absurd_sizes);
  g_test_add_func("/photo-pdf/base-fonts", test_base_fonts);
  g_test_add_func("/photo-pdf/unreadable", test_unreadable);
  g_test_add_func("/photo-pdf/cut", test_cut);
  g_test_add_func("/photo-pdf/cut-behind-its-trailer", test_cut_behind_its_trailer);
  g_test_add_func("/photo-pdf/no-loader", test_no_loader);
  return g_test_run();
}
