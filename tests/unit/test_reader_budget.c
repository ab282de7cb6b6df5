/* Photos that take too long: what was read until then is given, said to be a part, and never sure.
 * The clock is the test's: it moves when it is asked. */
#include <string.h>
#include <vips/vips.h>

#include "photo/photo.h"
#include "reader/reader.h"

/* Longer than any budget. */
#define LEAP ((gint64)1 << 40)
/* A card whose outline's time was spent is no more certain than this. */
#define DOUBTED 0.5

static guint asked, leap_at;

static gint64 still_clock(void) {
  asked++;
  return 0;
}

static gint64 leaping_clock(void) {
  return ++asked > leap_at ? LEAP : 0;
}

/* One second for each time that it is asked. */
static gint64 walking_clock(void) {
  return (gint64)asked++ * G_USEC_PER_SEC;
}

static void test_budget(void) {
  CcBudget budget = {.clock = walking_clock};
  asked = 0;
  g_assert_false(cc_budget_is_spent(NULL));
  cc_budget_begin(&budget, 5 * G_USEC_PER_SEC);                 /* at 0 */
  g_assert_false(cc_budget_is_spent(&budget));                  /* 1 */
  g_assert_true(cc_budget_begin_part(&budget, G_USEC_PER_SEC)); /* 2, until 3 */
  g_assert_false(budget.left_out);
  g_assert_true(cc_budget_is_spent(&budget)); /* 3 */
  g_assert_true(budget.left_out && budget.part_left_out);
  g_assert_true(cc_budget_begin_part(&budget, 9 * G_USEC_PER_SEC)); /* 4, until 5 */
  g_assert_true(budget.left_out);
  g_assert_false(budget.part_left_out);
  g_assert_true(cc_budget_is_spent(&budget)); /* 5 */
  g_assert_false(cc_budget_begin_part(&budget, G_USEC_PER_SEC));
  cc_budget_begin(&budget, G_USEC_PER_SEC);
  g_assert_false(budget.left_out || budget.part_left_out);
}

/* By itself it counts what this thread computes. */
static void test_processor_time(void) {
  CcBudget budget = {0};
  cc_budget_begin(&budget, 1000);
  g_usleep(2000);
  g_assert_false(cc_budget_is_spent(&budget));
  while (!cc_budget_is_spent(&budget)) {
  }
}

/* ---- photos --------------------------------------------------------------------------------- */

static GBytes *sample(const char *name) {
  g_autofree char *path = g_build_filename(g_getenv("CARDCAT_SOURCE"), "samples", name, NULL);
  char *content = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &content, &length, &error);
  g_assert_no_error(error);
  return g_bytes_new_take(content, length);
}

typedef struct {
  CcOcr *ocr;
  CcModels *models;
} Engine;

static GPtrArray *read_bytes(const Engine *engine, gint64 (*clock)(void), GBytes *photo,
                             const char *name, GError **error) {
  CcBudget budget = {.clock = clock};
  const CcRooms rooms = {.ocr = engine->ocr, .models = engine->models, .budget = &budget};
  cc_ocr_set_budget(engine->ocr, &budget);
  asked = 0;
  GPtrArray *readings = cc_photo_read(&rooms, photo, name, NULL, error);
  cc_ocr_set_budget(engine->ocr, NULL);
  return readings;
}

static GPtrArray *read_by(const Engine *engine, gint64 (*clock)(void), const char *name,
                          GError **error) {
  g_autoptr(GBytes) photo = sample(name);
  return read_bytes(engine, clock, photo, name, error);
}

static void assert_doubted(const CardcatReading *reading) {
  g_assert_cmpfloat(reading->confidence, <=, DOUBTED);
  for (guint i = 0; i < reading->evidence->len; i++)
    g_assert_cmpfloat(((const CardcatEvidence *)reading->evidence->pdata[i])->confidence, <=,
                      DOUBTED);
}

static void test_outline(gconstpointer data) {
  const Engine *engine = data;
  g_autoptr(GPtrArray) whole = read_by(engine, still_clock, "12-render.png", NULL);
  g_assert_nonnull(whole);
  g_assert_null(((const CardcatReading *)whole->pdata[0])->warning);
  guint all = asked;
  leap_at = all * 7 / 16; /* its print is read once more, larger */
  g_autoptr(GPtrArray) part = read_by(engine, leaping_clock, "12-render.png", NULL);
  g_assert_nonnull(part);
  const CardcatReading *reading = part->pdata[0], *full = whole->pdata[0];
  g_assert_nonnull(reading->warning);
  g_assert_nonnull(strstr(reading->warning, "too long"));
  g_assert_cmpuint(reading->lines->len, >, 0);
  g_assert_cmpuint(reading->lines->len, <, full->lines->len);
  assert_doubted(reading);
}

/* COUNT times the picture NAME, as pages of a TIFF file. */
static GBytes *paged(const char *name, int count) {
  g_autoptr(GBytes) bytes = sample(name);
  gsize length = 0;
  const void *data = g_bytes_get_data(bytes, &length);
  VipsImage *page = vips_image_new_from_buffer(data, length, "", NULL), *joined, *all;
  void *file;
  g_assert_nonnull(page);
  g_assert_cmpint(vips_replicate(page, &joined, 1, count, NULL), ==, 0);
  g_assert_cmpint(vips_copy(joined, &all, NULL), ==, 0);
  vips_image_set_int(all, VIPS_META_PAGE_HEIGHT, page->Ysize);
  g_assert_cmpint(vips_image_write_to_buffer(all, ".tif", &file, &length, NULL), ==, 0);
  g_object_unref(page);
  g_object_unref(joined);
  g_object_unref(all);
  return g_bytes_new_take(file, length);
}

/* A file has a limit, too, that its pages do not add to. */
static void test_pages(gconstpointer data) {
  g_autoptr(GBytes) one = paged("12-render.png", 1), two = paged("12-render.png", 2);
  g_autoptr(GPtrArray) of_one = read_bytes(data, still_clock, one, "one.tif", NULL);
  g_assert_cmpuint(of_one->len, ==, 1);
  leap_at = asked;
  g_autoptr(GPtrArray) of_two = read_bytes(data, leaping_clock, two, "two.tif", NULL);
  g_assert_nonnull(of_two);
  g_assert_cmpuint(of_two->len, ==, 1);
  const CardcatReading *reading = of_two->pdata[0], *full = of_one->pdata[0];
  g_assert_cmpstr(reading->text, ==, full->text);
  g_assert_cmpstr(reading->warning, ==,
                  "page 2 of 2: not read, nor are those after it: the pages before took too long");
}

static void test_no_time_at_all(gconstpointer data) {
  g_autoptr(GError) error = NULL;
  leap_at = 3;
  g_assert_null(read_by(data, leaping_clock, "12-render.png", &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
  g_assert_nonnull(strstr(error->message, "too long"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CcOcr) ocr = cc_photo_init(&error) ? cc_ocr_new(NULL, &error) : NULL;
  g_assert_no_error(error);
  g_autoptr(CcModels) models = cc_models_load(NULL, &error);
  g_assert_no_error(error);
  const Engine engine = {ocr, models};
  g_test_add_func("/budget/parts", test_budget);
  g_test_add_func("/budget/processor-time", test_processor_time);
  g_test_add_data_func("/budget/outline", &engine, test_outline);
  g_test_add_data_func("/budget/pages", &engine, test_pages);
  g_test_add_data_func("/budget/no-time-at-all", &engine, test_no_time_at_all);
  return g_test_run();
}
