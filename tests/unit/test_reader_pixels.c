/* Reading pixels, one card of them, and finding without reading; reading that is watched, limited
 * and cancelled. */
#include <gio/gio.h>
#include <string.h>

#include "reader/reader.h"

static const char photo_name[] = "12-render.png";

typedef struct {
  CardcatReader *reader;
  GBytes *bytes;
  CcPhoto *photo;
  CardcatPixels pixels; /* of the same photo */
  char *name;           /* who is on it */
} Desk;

static char *name_of(const CardcatReading *reading) {
  return g_strdup(reading->contact->name.full);
}

static void desk_open(Desk *desk) {
  g_autoptr(GError) error = NULL;
  const CardcatReaderOptions options = {.languages = "eng"};
  desk->reader = cardcat_reader_new(&options, &error);
  g_assert_no_error(error);
  g_autofree char *path = g_build_filename(g_getenv("CARDCAT_SOURCE"), "samples", photo_name, NULL);
  char *content;
  gsize length;
  g_assert_true(g_file_get_contents(path, &content, &length, NULL));
  desk->bytes = g_bytes_new_take(content, length);
  desk->photo = cc_photo_load(desk->bytes, 0, &error);
  g_assert_no_error(error);
  const CcRaster *r = desk->photo->raster;
  desk->pixels =
      (CardcatPixels){r->data, CARDCAT_PIXELS_RGB, r->width, r->height, (gsize)r->width * 3};
}

static void desk_close(Desk *desk) {
  cardcat_reader_free(desk->reader);
  g_bytes_unref(desk->bytes);
  cc_photo_free(desk->photo);
  g_free(desk->name);
}

/* ---- watched, limited, cancelled ------------------------------------------------------------- */

typedef struct {
  double share;
  guint calls, after; /* AFTER: since it was cancelled */
  CardcatStage last, cancel_at;
  double cancel_from; /* share; 2: never */
  GCancellable *cancellable;
} Watch;

static void look(CardcatStage stage, double share, gpointer data) {
  Watch *watch = data;
  g_assert_true(share >= watch->share && share <= 1);
  g_assert_true(stage >= watch->last);
  watch->share = share;
  watch->last = stage;
  watch->calls++;
  if (g_cancellable_is_cancelled(watch->cancellable)) watch->after++;
  if (stage == watch->cancel_at && share >= watch->cancel_from)
    g_cancellable_cancel(watch->cancellable);
}

static GPtrArray *read_watched(const Desk *desk, Watch *watch, GError **error) {
  const CardcatReadOptions options = {
      .cancellable = watch->cancellable, .progress = look, .data = watch};
  return cardcat_reader_read(desk->reader, desk->bytes, "photo", &options, error);
}

/* Cancelled at any stage nothing more is read: the few calls left are of a card without lines. */
static void test_cancelled(gconstpointer data) {
  static const struct {
    CardcatStage stage;
    double from;
  } moments[] = {{CARDCAT_STAGE_LOAD, 0},
                 {CARDCAT_STAGE_FIND, 0},
                 {CARDCAT_STAGE_READ, 0},
                 {CARDCAT_STAGE_READ, 0.3},
                 {CARDCAT_STAGE_READ, 0.9}};
  for (guint i = 0; i < G_N_ELEMENTS(moments); i++) {
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    g_autoptr(GError) error = NULL;
    Watch watch = {
        .cancel_at = moments[i].stage, .cancel_from = moments[i].from, .cancellable = cancellable};
    g_assert_null(read_watched(data, &watch, &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED);
    g_assert_true(g_str_has_prefix(error->message, "photo: "));
    g_assert_cmpuint(watch.after, <=, 4);
    g_assert_cmpuint(watch.calls, >, watch.after);
  }
}

/* The reader is as good as before. */
static void test_watched(gconstpointer data) {
  Desk *desk = (Desk *)data;
  Watch watch = {.cancel_from = 2};
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = read_watched(desk, &watch, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(readings->len, ==, 1);
  desk->name = name_of(readings->pdata[0]);
  g_assert_nonnull(desk->name);
  g_assert_cmpfloat(watch.share, >, 0.9);
  g_assert_cmpuint(watch.calls, >=, 6);
}

static void test_limited(gconstpointer data) {
  const Desk *desk = data;
  CcTask task;
  const CardcatReadOptions options = {.seconds = 7};
  cc_reader_begin(desk->reader, &options, &task);
  g_assert_cmpfloat(task.rooms.seconds, ==, 7);
  cc_reader_done(desk->reader);
}

/* ---- pixels --------------------------------------------------------------------------------- */

static GPtrArray *read_pixels(const Desk *desk, const CardcatPixels *pixels, GError **error) {
  return cardcat_reader_read_pixels(desk->reader, pixels, "frame", NULL, error);
}

/* What a file says that its pixels do not is its digest. */
static void test_pixels(gconstpointer data) {
  const Desk *desk = data;
  g_autoptr(GPtrArray) of_bytes =
      cardcat_reader_read(desk->reader, desk->bytes, "frame", NULL, NULL);
  g_autoptr(GPtrArray) of_pixels = read_pixels(desk, &desk->pixels, NULL);
  CardcatReading *reading = of_pixels->pdata[0];
  const CardcatReading *of_file = of_bytes->pdata[0];
  g_assert_cmpstr(reading->sha256, !=, of_file->sha256);
  g_free(reading->sha256);
  reading->sha256 = g_strdup(of_file->sha256);
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  g_autofree char *want = cardcat_reading_to_json(of_file, TRUE);
  g_assert_cmpstr(json, ==, want);
}

static void test_no_pixels(gconstpointer data) {
  const Desk *desk = data;
  const CardcatPixels none = {NULL, CARDCAT_PIXELS_RGB, 10, 10, 30};
  static const guint8 dark[100 * 100];
  const CardcatPixels empty = {dark, CARDCAT_PIXELS_GREY, 100, 100, 100};
  g_autoptr(GError) error = NULL;
  g_assert_null(read_pixels(desk, &none, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_null(read_pixels(desk, &empty, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD);
  g_clear_error(&error);
  g_assert_null(cardcat_find_cards(&none, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_autoptr(GArray) nothing = cardcat_find_cards(&empty, NULL);
  g_assert_cmpuint(nothing->len, ==, 0);
}

/* ---- one card ------------------------------------------------------------------------------- */

/* A white card of 860 x 520 with the photo's print, on a dark table: where it lies is known. */
#define LEFT 170
#define TOP 140

static CcRaster *lay_on_table(const CcRaster *photo) {
  CcRaster *table = cc_raster_new(1200, 800, 3);
  memset(table->data, 40, (gsize)1200 * 800 * 3);
  g_autoptr(CcRaster) card = cc_raster_resize(photo, 860, 520);
  for (int y = 0; y < card->height; y++)
    memcpy(cc_raster_at(table, LEFT, TOP + y), cc_raster_at(card, 0, y), (gsize)card->width * 3);
  return table;
}

static CardcatReading *read_card(const Desk *desk, const CardcatPixels *pixels,
                                 const CardcatPoint *corners, GError **error) {
  return cardcat_reader_read_card(desk->reader, pixels, corners, "card", NULL, error);
}

/* Found without a reader; read where it was found. */
static void test_find_then_read(gconstpointer data) {
  const Desk *desk = data;
  g_autoptr(CcRaster) table = lay_on_table(desk->photo->raster);
  const CardcatPixels pixels = {table->data, CARDCAT_PIXELS_RGB, 1200, 800, 3600};
  g_autoptr(GArray) cards = cardcat_find_cards(&pixels, NULL);
  g_assert_cmpuint(cards->len, ==, 1);
  const CardcatOutline *card = &g_array_index(cards, CardcatOutline, 0);
  const double want[4][2] = {
      {LEFT, TOP}, {LEFT + 860, TOP}, {LEFT + 860, TOP + 520}, {LEFT, TOP + 520}};
  for (int i = 0; i < 4; i++) {
    g_assert_cmpfloat_with_epsilon(card->corners[i].x, want[i][0], 8);
    g_assert_cmpfloat_with_epsilon(card->corners[i].y, want[i][1], 8);
  }
  g_assert_true(card->score > 0 && card->score <= 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatReading) reading = read_card(desk, &pixels, card->corners, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(reading->contact->name.full, ==, desk->name);
  g_assert_cmpint(reading->cards, ==, 1);
}

static void test_flattened(gconstpointer data) {
  const Desk *desk = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatReading) reading = read_card(desk, &desk->pixels, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(reading->contact->name.full, ==, desk->name);
}

static void test_no_card(gconstpointer data) {
  const Desk *desk = data;
  double w = desk->pixels.width, h = desk->pixels.height;
  const CardcatPoint bad[][4] = {
      {{0, 0}, {0, h}, {w, h}, {w, 0}},         /* the wrong way round */
      {{0, 0}, {w, h}, {w, 0}, {0, h}},         /* crossed */
      {{0, 0}, {w, 0}, {10, 10}, {0, h}},       /* dented */
      {{0, 0}, {5, 0}, {5, 5}, {0, 5}},         /* too small */
      {{-w, 0}, {w, 0}, {w, h}, {0, h}},        /* outside */
      {{0, 0}, {w, 0}, {w, h}, {0, 0.0 / 0.0}}, /* nowhere */
  };
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(read_card(desk, &desk->pixels, bad[i], &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  }
  static const guint8 dark[100 * 100];
  const CardcatPixels empty = {dark, CARDCAT_PIXELS_GREY, 100, 100, 100};
  g_autoptr(GError) error = NULL;
  g_assert_null(read_card(desk, &empty, NULL, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD);
}

/* ---- a part of a file ----------------------------------------------------------------------- */

static CardcatReading *read_part(const Desk *desk, GBytes *photo, const CcQuestion *question,
                                 GError **error) {
  CcTask task;
  cc_reader_begin(desk->reader, NULL, &task);
  g_autoptr(GPtrArray) readings = cc_photo_read_part(&task.rooms, photo, question, "part", error);
  cc_reader_done(desk->reader);
  return readings ? g_ptr_array_steal_index(readings, 0) : NULL;
}

/* A page is shown and not read; its corners tell what pixels a reading's are of. */
static void test_picture(gconstpointer data) {
  const Desk *desk = data;
  g_autoptr(GError) error = NULL;
  CcQuestion question = {.what = CC_ASK_PICTURE, .page = 1, .edge = 300};
  g_autoptr(CardcatReading) shown = read_part(desk, desk->bytes, &question, &error);
  g_assert_no_error(error);
  g_assert_cmpint(MAX(shown->width, shown->height), ==, 300);
  g_assert_nonnull(shown->picture);
  g_assert_cmpuint(shown->lines->len, ==, 0);
  g_assert_cmpfloat(shown->corners[2].x, ==, desk->pixels.width);
  g_assert_cmpfloat(shown->corners[2].y, ==, desk->pixels.height);
  /* What is small enough is not made anew. */
  g_autoptr(CardcatReading) again = read_part(desk, shown->picture, &question, &error);
  g_assert_no_error(error);
  g_assert_true(g_bytes_equal(again->picture, shown->picture));
  g_assert_cmpint(again->width, ==, shown->width);
  question.page = 2;
  g_assert_null(read_part(desk, desk->bytes, &question, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
}

static void test_bad_corners(gconstpointer data) {
  const Desk *desk = data;
  g_autoptr(GError) error = NULL;
  double w = desk->pixels.width, h = desk->pixels.height;
  const CcQuestion crossed = {
      .what = CC_ASK_CARD, .page = 1, .corners = {{0, 0}, {w, h}, {w, 0}, {0, h}}};
  g_assert_null(read_part(desk, desk->bytes, &crossed, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
}

/* A card that lies on its side is set upright, unless a person says that it is. */
static void test_upright(gconstpointer data) {
  const Desk *desk = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CcRaster) side = cc_raster_turn(desk->photo->raster, 1);
  g_autoptr(GBytes) photo = cc_photo_to_jpeg(side, 95, &error);
  g_assert_no_error(error);
  for (guint upright = 0; upright < 2; upright++) {
    const CcQuestion question = {.what = CC_ASK_CARD, .page = 1, .upright = upright == 1};
    g_autoptr(CardcatReading) reading = read_part(desk, photo, &question, &error);
    g_assert_no_error(error);
    g_assert_cmpint(reading->width > reading->height, ==, upright == 0);
    for (guint i = 0; i < 4; i++)
      g_assert_cmpfloat(reading->corners[i].x + reading->corners[i].y, ==, 0);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  Desk desk = {0};
  desk_open(&desk);
  g_test_add_data_func("/reader/cancelled", &desk, test_cancelled);
  g_test_add_data_func("/reader/watched", &desk, test_watched);
  g_test_add_data_func("/reader/limited", &desk, test_limited);
  g_test_add_data_func("/reader/pixels", &desk, test_pixels);
  g_test_add_data_func("/reader/no-pixels", &desk, test_no_pixels);
  g_test_add_data_func("/reader/find-then-read", &desk, test_find_then_read);
  g_test_add_data_func("/reader/flattened", &desk, test_flattened);
  g_test_add_data_func("/reader/no-card", &desk, test_no_card);
  g_test_add_data_func("/reader/picture", &desk, test_picture);
  g_test_add_data_func("/reader/bad-corners", &desk, test_bad_corners);
  g_test_add_data_func("/reader/upright", &desk, test_upright);
  int status = g_test_run();
  desk_close(&desk);
  return status;
}
