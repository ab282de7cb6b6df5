/* All rooms together, on the samples that anyone can look at. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "photo/photo.h"
#include "reader/reader.h"

static GBytes *sample(const char *name) {
  g_autofree char *path = g_build_filename(g_getenv("CARDCAT_SOURCE"), "samples", name, NULL);
  char *content = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &content, &length, &error);
  g_assert_no_error(error);
  return g_bytes_new_take(content, length);
}

static CardcatReader *new_reader(const char *keep_dir) {
  CardcatReaderOptions options = {.keep_dir = keep_dir};
  g_autoptr(GError) error = NULL;
  CardcatReader *reader = cardcat_reader_new(&options, &error);
  g_assert_no_error(error);
  return reader;
}

static GPtrArray *read_sample(CardcatReader *reader, const char *name) {
  g_autoptr(GBytes) photo = sample(name);
  g_autoptr(GError) error = NULL;
  GPtrArray *readings = cardcat_reader_read(reader, photo, name, NULL, &error);
  g_assert_no_error(error);
  return readings;
}

/* How far an outline may be off, in pixels of a photo some 2000 wide. */
#define CORNER_TOLERANCE 30

static void assert_near(CardcatPoint p, double x, double y) {
  g_assert_cmpfloat_with_epsilon(p.x, x, CORNER_TOLERANCE);
  g_assert_cmpfloat_with_epsilon(p.y, y, CORNER_TOLERANCE);
}

/* How many are found is the test of card/; here it is that they are numbered and told apart. */
static void test_several_cards(gconstpointer data) {
  CardcatReader *reader = (CardcatReader *)data;
  g_autoptr(GPtrArray) readings = read_sample(reader, "11-three-cards.jpg");
  g_assert_cmpuint(readings->len, >=, 2);
  static const char *const names[] = {"Emily", "Anneliese"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    const CardcatReading *r = readings->pdata[i];
    g_assert_cmpint(r->card, ==, (int)i + 1);
    g_assert_cmpint(r->cards, ==, (int)readings->len);
    g_assert_cmpstr(r->path, ==, "11-three-cards.jpg");
    g_assert_cmpuint(strlen(r->sha256), ==, 64);
    g_assert_nonnull(strstr(r->text, names[i]));
    g_assert_cmpuint(r->lines->len, >, 3);
    g_assert_cmpint(r->width, >, r->height);
    g_assert_nonnull(r->picture);
  }
}

/* The kept picture is the card upright: read again, it says the same person and is not turned. */
static void assert_kept_upright(CardcatReader *reader, const CardcatReading *r) {
  g_autoptr(GPtrArray) again = cardcat_reader_read(reader, r->picture, "again", NULL, NULL);
  g_assert_nonnull(again);
  const CardcatReading *second = again->pdata[0];
  g_assert_cmpfloat(second->corners[0].x, <, r->width / 2.0);
  g_assert_cmpfloat(second->corners[0].y, <, r->height / 2.0);
  g_assert_nonnull(strstr(second->text, "Beaumont"));
}

/* corners[0] is the top-left of the card as it is read, wherever that lies in the photo. */
static void test_upside_down(gconstpointer data) {
  CardcatReader *reader = (CardcatReader *)data;
  g_autoptr(GPtrArray) readings = read_sample(reader, "06-upside-down.jpg");
  g_assert_cmpuint(readings->len, ==, 1);
  const CardcatReading *r = readings->pdata[0];
  assert_near(r->corners[0], 1416, 1330);
  assert_near(r->corners[1], 71, 965);
  assert_near(r->corners[2], 172, 32);
  assert_near(r->corners[3], 1796, 350);
  g_assert_nonnull(strstr(r->text, "Beaumont"));
  assert_kept_upright(reader, r);
}

/* The same bytes give the same reading: in a worker, in this process, and a second time.  And after
 * a reading in this process, which has threads then, a pool works as before it. */
static void test_same_everywhere(gconstpointer data) {
  static const char name[] = "01-scan.jpg";
  CardcatReader *reader = (CardcatReader *)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatPool) pool = cardcat_pool_new(NULL, NULL, &error);
  g_assert_no_error(error);
  g_autoptr(GBytes) photo = sample(name);
  g_assert_true(cardcat_pool_submit(pool, 1, name, photo, &error));
  CardcatPoolResult result;
  while (!cardcat_pool_wait(pool, -1, &result, &error))
    g_assert_no_error(error);
  g_assert_no_error(result.error);
  g_autofree char *in_worker = cardcat_reading_to_json(result.readings->pdata[0], TRUE);
  const CardcatReading *there = result.readings->pdata[0];
  for (int i = 0; i < 2; i++) {
    g_autoptr(GPtrArray) readings = read_sample(reader, name);
    g_autofree char *here = cardcat_reading_to_json(readings->pdata[0], TRUE);
    g_assert_cmpstr(here, ==, in_worker);
    g_assert_true(g_bytes_equal(((CardcatReading *)readings->pdata[0])->picture, there->picture));
  }
  cardcat_pool_result_clear(&result);
}

static void assert_fails(CardcatReader *reader, GBytes *photo, int code, const char *message) {
  g_autoptr(GError) error = NULL;
  g_assert_null(cardcat_reader_read(reader, photo, "folder/x.jpg", NULL, &error));
  g_assert_error(error, CARDCAT_ERROR, code);
  g_assert_true(g_str_has_prefix(error->message, "folder/x.jpg: "));
  g_assert_nonnull(strstr(error->message, message));
}

static GBytes *flat_picture(void) {
  g_autoptr(CcRaster) raster = cc_raster_new(800, 600, 3);
  memset(raster->data, 150, 800 * 600 * 3);
  return cc_photo_to_jpeg(raster, 90, NULL);
}

static void test_failures(gconstpointer data) {
  CardcatReader *reader = (CardcatReader *)data;
  g_autoptr(GBytes) empty = g_bytes_new(NULL, 0);
  g_autoptr(GBytes) text = g_bytes_new_static("Dear Sir, I am no picture.", 26);
  g_autoptr(GBytes) flat = flat_picture();
  g_autoptr(GBytes) whole = sample("01-scan.jpg");
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes(whole, 0, g_bytes_get_size(whole) / 2);
  assert_fails(reader, empty, CARDCAT_ERROR_PHOTO, "empty");
  assert_fails(reader, text, CARDCAT_ERROR_PHOTO, "picture");
  assert_fails(reader, cut, CARDCAT_ERROR_PHOTO, "cut off");
  assert_fails(reader, flat, CARDCAT_ERROR_NO_CARD, "no business card");
}

static void test_missing_models(void) {
  CardcatReaderOptions options = {.models_dir = "/nonexistent"};
  g_autoptr(GError) error = NULL;
  g_assert_null(cardcat_reader_new(&options, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING);
  CardcatReaderOptions klingon = {.languages = "tlh"};
  g_clear_error(&error);
  g_assert_null(cardcat_reader_new(&klingon, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING);
  g_assert_nonnull(strstr(error->message, "tesseract-ocr-tlh"));
}

/* Every stage leaves its files, named after the photo and safe in any folder. */
static void test_keep(void) {
  g_autofree char *dir = g_dir_make_tmp("cardcat-keep-XXXXXX", NULL);
  g_autoptr(CardcatReader) reader = new_reader(dir);
  g_autoptr(GBytes) photo = sample("01-scan.jpg");
  g_autoptr(GPtrArray) readings = cardcat_reader_read(reader, photo, "../a b/.c*d.jpg", NULL, NULL);
  g_assert_nonnull(readings);
  g_autoptr(GDir) open = g_dir_open(dir, 0, NULL);
  guint pictures = 0, texts = 0;
  for (const char *name; (name = g_dir_read_name(open));) {
    g_assert_true(g_str_has_prefix(name, "_c_d-"));
    pictures += g_str_has_suffix(name, "m") ? 1 : 0;
    texts += g_str_has_suffix(name, ".txt") ? 1 : 0;
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_assert_cmpint(g_unlink(path), ==, 0);
  }
  g_assert_cmpuint(pictures, >=, 2);
  g_assert_cmpuint(texts, >=, 1);
  g_assert_cmpint(g_rmdir(dir), ==, 0);
}

/* A library prints nothing into the process that uses it, nor do those that it uses. */
static void test_silent(gconstpointer data) {
  FILE *said = tmpfile();
  int before = dup(STDERR_FILENO);
  g_assert_nonnull(said);
  dup2(fileno(said), STDERR_FILENO);
  g_autoptr(GPtrArray) readings = read_sample((CardcatReader *)data, "03-qr-german.jpg");
  dup2(before, STDERR_FILENO);
  close(before);
  g_assert_cmpuint(readings->len, ==, 1);
  g_assert_cmpint(lseek(fileno(said), 0, SEEK_END), ==, 0);
  fclose(said);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_log_set_always_fatal(G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL); /* libvips warns of cut files */
  g_autoptr(CardcatReader) reader = new_reader(NULL);
  g_test_add_data_func("/reader/same-everywhere", reader, test_same_everywhere);
  g_test_add_data_func("/reader/several-cards", reader, test_several_cards);
  g_test_add_data_func("/reader/upside-down", reader, test_upside_down);
  g_test_add_data_func("/reader/failures", reader, test_failures);
  g_test_add_func("/reader/missing-models", test_missing_models);
  g_test_add_func("/reader/keep", test_keep);
  g_test_add_data_func("/reader/silent", reader, test_silent);
  return g_test_run();
}
