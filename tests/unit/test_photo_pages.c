/* Files with several pages, and files that are cut off. */
#define _GNU_SOURCE /* memmem */
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

/* ---- pictures one behind the other ----------------------------------------------------------- */

static void append(GByteArray *file, GBytes *bytes) {
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  g_byte_array_append(file, data, (guint)length);
}

/* What FILE, which is taken, was put together of: COUNT pictures that can all be read. */
static void assert_pictures(GByteArray *file, guint count) {
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(file);
  g_autoptr(GPtrArray) pictures = cc_photo_pictures(bytes);
  g_assert_cmpuint(pictures->len, ==, count);
  gsize size = 0;
  for (guint i = 0; i < count; i++) {
    g_autoptr(CcPhoto) photo = cc_photo_load(pictures->pdata[i], 0, NULL);
    g_assert_true(photo && !photo->is_cut);
    size += g_bytes_get_size(pictures->pdata[i]);
  }
  g_assert_cmpuint(size, ==, g_bytes_get_size(bytes));
}

static void test_pictures(void) {
  static const char *const kinds[] = {".jpg",  ".png", ".webp",           ".gif",           ".avif",
                                      ".tiff", ".jp2", ".png[interlace]", ".jpg[interlace]"};
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  GByteArray *all = g_byte_array_new();
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    for (guint times = 0; times < 2; times++) {
      g_autoptr(GBytes) bytes = save(VIPS_IMAGE(image), kinds[i]);
      GByteArray *alone = g_byte_array_new();
      append(alone, bytes);
      assert_pictures(alone, 1);
      append(all, bytes);
      if (times > 0) g_byte_array_append(all, (const guint8 *)"\n", 1);
    }
  assert_pictures(all, 2 * G_N_ELEMENTS(kinds));
}

/* TIFF files of both byte orders, with tiles, with pages and a smaller copy of each. */
static void test_tiffs(void) {
  static const char *const kinds[] = {".tiff", ".tiff[compression=jpeg]", ".tiff[tile,pyramid]",
                                      ".tiff[tile,subifd,pyramid,compression=deflate]"};
  g_autoptr(GObject) image = G_OBJECT(sample(640, 480));
  GByteArray *all = g_byte_array_new();
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_autoptr(GBytes) bytes = save(VIPS_IMAGE(image), kinds[i]);
    GByteArray *alone = g_byte_array_new();
    append(alone, bytes);
    assert_pictures(alone, 1);
    append(all, bytes);
  }
  assert_pictures(all, G_N_ELEMENTS(kinds));
  /* One that is cut off, and one whose directory is its own next, have no end. */
  g_autoptr(GBytes) whole = save(VIPS_IMAGE(image), ".tiff");
  gsize size;
  const guint8 *data = g_bytes_get_data(whole, &size);
  static const guint8 circle[] = {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0};
  g_autoptr(GBytes) cut = g_bytes_new(data, size - 1), round = g_bytes_new(circle, sizeof circle);
  GBytes *const endless[] = {cut, round};
  for (guint i = 0; i < G_N_ELEMENTS(endless); i++) {
    g_autoptr(GPtrArray) pictures = cc_photo_pictures(endless[i]);
    g_assert_cmpuint(pictures->len, ==, 1);
  }
}

/* Of a JPEG 2000 file what is in its last box. */
static GBytes *stream_of(GBytes *jp2) {
  gsize size;
  const guint8 *data = g_bytes_get_data(jp2, &size), *box = memmem(data, size, "jp2c", 4);
  g_assert_nonnull(box);
  return g_bytes_new_from_bytes(jp2, (gsize)(box + 4 - data), size - (gsize)(box + 4 - data));
}

/* Its last box has no length: it goes on to the end. */
static GBytes *open_box(GBytes *jp2) {
  gsize size = g_bytes_get_size(jp2);
  g_autofree guint8 *data = g_memdup2(g_bytes_get_data(jp2, NULL), size);
  guint8 *box = memmem(data, size, "jp2c", 4);
  g_assert_nonnull(box);
  memset(box - 4, 0, 4);
  return g_bytes_new(data, size);
}

/* Bare streams, and one in a box without a length, end where another file begins. */
static void test_streams(void) {
  static const char *const others[] = {".jpg", ".png", ".webp", ".gif", ".avif", ".tiff", ".jp2"};
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  g_autoptr(GBytes) jxl = save(VIPS_IMAGE(image), ".jxl"), jp2 = save(VIPS_IMAGE(image), ".jp2");
  g_autoptr(GBytes) j2k = stream_of(jp2), open = open_box(jp2);
  GBytes *const streams[] = {jxl, j2k, open};
  for (guint i = 0; i < G_N_ELEMENTS(streams); i++) {
    for (guint k = 0; k < G_N_ELEMENTS(others); k++) {
      g_autoptr(GBytes) other = save(VIPS_IMAGE(image), others[k]);
      GByteArray *both = g_byte_array_new();
      append(both, streams[i]);
      append(both, other);
      assert_pictures(both, 2);
    }
  }
}

/* The first is cut off: the second is there all the same. */
static void test_cut_before_another(void) {
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  g_autoptr(GBytes) bytes = save(VIPS_IMAGE(image), ".jpg");
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes(bytes, 0, g_bytes_get_size(bytes) - 20);
  g_autoptr(GByteArray) file = g_byte_array_new();
  append(file, cut);
  append(file, bytes);
  g_autoptr(GBytes) both = g_bytes_new(file->data, file->len);
  g_autoptr(GPtrArray) pictures = cc_photo_pictures(both);
  g_assert_cmpuint(pictures->len, ==, 2);
  g_assert_true(g_bytes_equal(pictures->pdata[0], cut) && g_bytes_equal(pictures->pdata[1], bytes));
}

/* SEGMENT, with its marker and length, put behind the first two bytes of JPEG. */
static GByteArray *with_segment(GBytes *jpeg, guint8 marker, const void *body, guint length) {
  const guint8 *data = g_bytes_get_data(jpeg, NULL);
  const guint8 head[] = {0xFF, marker, (guint8)((length + 2) >> 8), (guint8)(length + 2)};
  GByteArray *file = g_byte_array_new();
  g_byte_array_append(file, data, 2);
  g_byte_array_append(file, head, sizeof head);
  g_byte_array_append(file, body, length);
  g_byte_array_append(file, data + 2, (guint)g_bytes_get_size(jpeg) - 2);
  return file;
}

/* A telephone's photo with a smaller picture behind it, as the Multi-Picture Format says. */
static GByteArray *with_preview(GBytes *jpeg) {
  guint8 mpf[] =
      "MPF\0MM\0*\0\0\0\x08\0\x01\xB0\x02\0\x07\0\0\0\x20\0\0\0\x1A\0\0\0\0"
      "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
      "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
  guint size = (guint)g_bytes_get_size(jpeg), length = sizeof mpf;
  guint first = size + 4 + length, offset = first - 10; /* from behind "MPF\0" */
  for (int i = 0; i < 4; i++) {
    mpf[4 + 26 + 16 + 4 + i] = (guint8)(size >> (24 - 8 * i));
    mpf[4 + 26 + 16 + 8 + i] = (guint8)(offset >> (24 - 8 * i));
  }
  GByteArray *file = with_segment(jpeg, 0xE2, mpf, length);
  append(file, jpeg);
  return file;
}

/* The same as Google's container says; a film, and Samsung's list behind that. */
static GByteArray *with_film(GBytes *jpeg) {
  g_autofree char *xmp = g_strdup_printf(
      "http://ns.adobe.com/xap/1.0/%c<Container:Directory><Container:Item Item:Length=\"%u\" "
      "Item:Mime=\"image/jpeg\" Item:Padding=\"2\"/></Container:Directory>",
      '@', (guint)g_bytes_get_size(jpeg));
  guint length = (guint)strlen(xmp);
  *strchr(xmp, '@') = '\0';
  GByteArray *file = with_segment(jpeg, 0xE1, xmp, length);
  static const guint8 film[] =
      "\0\0\0\0\0\x14"
      "ftypmp42\0\0\0\0\xFF\xD8\xFF\xE0\0\0\0\x0C"
      "mdat\xFF\xD8\xFF"
      "\xE0\0\0\x01\x0A\xFF\xD8\xFF\xE0SEFH\0\0\0\0\x08\0\0\0SEFT";
  append(file, jpeg);
  g_byte_array_append(file, film, sizeof film - 1);
  return file;
}

/* What a camera puts behind its photo is no other photo; another behind that is. */
static void test_belongings(void) {
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  g_autoptr(GBytes) jpeg = save(VIPS_IMAGE(image), ".jpg");
  GByteArray *(*const makes[])(GBytes *) = {with_preview, with_film};
  for (guint i = 0; i < G_N_ELEMENTS(makes); i++) {
    assert_pictures(makes[i](jpeg), 1);
    GByteArray *two = makes[i](jpeg);
    append(two, jpeg);
    assert_pictures(two, 2);
  }
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
  vips_operation_block_set("VipsForeignSaveJxl", FALSE);
  vips_operation_block_set("VipsForeignSaveJp2k", FALSE);
  g_test_add_func("/photo-pages/pages", test_pages);
  g_test_add_func("/photo-pages/smaller-copies", test_smaller_copies);
  g_test_add_func("/photo-pages/too-many-pages", test_too_many_pages);
  g_test_add_func("/photo-pages/pictures", test_pictures);
  g_test_add_func("/photo-pages/tiffs", test_tiffs);
  g_test_add_func("/photo-pages/streams", test_streams);
  g_test_add_func("/photo-pages/cut-before-another", test_cut_before_another);
  g_test_add_func("/photo-pages/belongings", test_belongings);
  g_test_add_func("/photo-pages/cut", test_cut);
  return g_test_run();
}
