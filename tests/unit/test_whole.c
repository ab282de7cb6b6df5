/* When the whole picture may be the card of which outlines show a part. */
#include "pbm.h"
#include "reader/whole.h"

/* printed.pbm has lines of print from top to bottom. */
typedef struct {
  CcPhoto photo;
  GPtrArray *cards; /* CcCandidate*, owned */
  GArray *outlines; /* CcOutline, owned */
} Scene;

static void begin(Scene *scene) {
  static const guint8 INK[3] = {20, 20, 24}, PAPER[3] = {250, 250, 246};
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  scene->photo = (CcPhoto){coloured(grey, INK, PAPER), 1, NULL, 0};
  scene->cards = g_ptr_array_new_with_free_func((GDestroyNotify)cc_candidate_free);
  scene->outlines = g_array_new(FALSE, FALSE, sizeof(CcOutline));
}

static void end(Scene *scene) {
  cc_raster_free(scene->photo.raster);
  g_ptr_array_unref(scene->cards);
  g_array_unref(scene->outlines);
}

/* An outline from X0, Y0 to X1, Y1, in shares of the picture, from which a card was READ or not. */
static void add(Scene *scene, double x0, double y0, double x1, double y1, gboolean read) {
  double w = scene->photo.raster->width, h = scene->photo.raster->height;
  CcOutline o = {
      {{x0 * w, y0 * h}, {x1 * w, y0 * h}, {x1 * w, y1 * h}, {x0 * w, y1 * h}}, 0.8, FALSE};
  g_array_append_val(scene->outlines, o);
  if (!read) return;
  CcCandidate *card = g_new0(CcCandidate, 1);
  memcpy(card->corners, o.corners, sizeof card->corners);
  g_ptr_array_add(scene->cards, card);
}

static gboolean may_be_card(const Scene *scene) {
  return cc_whole_may_be_card(&scene->photo, scene->outlines, scene->cards);
}

/* Three sides lie on the picture's edge, and the fourth leaves print out: a band was taken for the
 * desk. */
static void test_band_left_out(void) {
  Scene scene;
  begin(&scene);
  add(&scene, 0, 0, 1, 0.5, TRUE);
  g_assert_true(may_be_card(&scene));
  end(&scene);
}

/* What is around outlines is none of the many that say that a photo shows many cards. */
static void test_around_does_not_count(void) {
  Scene scene;
  begin(&scene);
  add(&scene, 0, 0, 1, 0.4, TRUE);
  for (int i = 0; i < 4; i++)
    add(&scene, 0.2 * i, 0.1, 0.2 * i + 0.1, 0.2, FALSE);
  g_assert_false(may_be_card(&scene));
  g_array_index(scene.outlines, CcOutline, 4).around = TRUE;
  g_assert_true(may_be_card(&scene));
  end(&scene);
}

static void test_nothing_left_out(void) {
  Scene scene;
  begin(&scene);
  add(&scene, 0, 0, 1, 0.99, TRUE);
  g_assert_false(may_be_card(&scene));
  end(&scene);
}

/* A card on a desk has its edges in the picture; print beside it is another's. */
static void test_card_within(void) {
  Scene scene;
  begin(&scene);
  add(&scene, 0.1, 0.1, 0.58, 0.6, TRUE);
  g_assert_false(may_be_card(&scene));
  end(&scene);
}

/* No card lies like this: half of one is seen for it. */
static void test_misshapen(void) {
  Scene scene;
  begin(&scene);
  add(&scene, 0.1, 0.1, 0.4, 0.6, TRUE);
  g_assert_true(may_be_card(&scene));
  CcOutline *outline = &g_array_index(scene.outlines, CcOutline, 0);
  outline->around = TRUE;
  g_assert_false(may_be_card(&scene));
  outline->around = FALSE;
  outline->corners[1].x = outline->corners[2].x = 522;
  g_assert_false(may_be_card(&scene));
  end(&scene);
}

static void test_no_card_read(void) {
  Scene scene;
  begin(&scene);
  add(&scene, 0.1, 0.1, 0.9, 0.6, FALSE);
  g_assert_true(may_be_card(&scene));
  end(&scene);
}

/* A small panel of a picture of a card's shape; of a square picture it is a card far away. */
static void test_piece(void) {
  Scene scene;
  begin(&scene);
  add(&scene, 0.1, 0.1, 0.4, 0.4, TRUE);
  g_assert_true(may_be_card(&scene));
  CcRaster *square = cc_raster_new(scene.photo.raster->width, scene.photo.raster->width, 3);
  memset(square->data, 250, 3 * (gsize)square->width * (gsize)square->height);
  paste(square, scene.photo.raster, 0, 0);
  cc_raster_free(scene.photo.raster);
  scene.photo.raster = square;
  g_assert_false(may_be_card(&scene));
  end(&scene);
}

static void test_many_cards(void) {
  Scene scene;
  begin(&scene);
  for (int i = 0; i < 5; i++)
    add(&scene, 0.2 * i, 0, 0.2 * i + 0.2, 0.3, TRUE);
  g_assert_false(may_be_card(&scene));
  end(&scene);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/whole/band-left-out", test_band_left_out);
  g_test_add_func("/whole/nothing-left-out", test_nothing_left_out);
  g_test_add_func("/whole/card-within", test_card_within);
  g_test_add_func("/whole/misshapen", test_misshapen);
  g_test_add_func("/whole/no-card-read", test_no_card_read);
  g_test_add_func("/whole/piece", test_piece);
  g_test_add_func("/whole/many-cards", test_many_cards);
  g_test_add_func("/whole/around-does-not-count", test_around_does_not_count);
  return g_test_run();
}
