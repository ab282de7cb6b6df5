/* Where the whole picture was read: the card, looked for again around its print. */
#include "base/geometry.h"
#include "drawn_cards.h"
#include "reader/whole.h"

static const Colour white = {244, 243, 240}, black = {20, 20, 24}, slate = {36, 37, 40};

typedef struct {
  CcPhoto photo;
  CcCandidate *whole;
} Scene;

/* PICTURE, read as one card, in which were COUNT lines of X_HEIGHT from X, Y down. */
static Scene scene_new(CcRaster *picture, int x, int y, guint count, double x_height) {
  CcOutline all = cc_outline_whole(picture);
  Scene scene = {{picture, 1, NULL, 0}, g_new0(CcCandidate, 1)};
  CcCandidate *whole = scene.whole;
  whole->outline = all;
  memcpy(whole->corners, all.corners, sizeof whole->corners);
  whole->picture = cc_raster_crop(picture, (CardcatBox){0, 0, picture->width, picture->height});
  whole->lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  for (guint i = 0; i < count; i++) {
    CardcatBox box = {x, y + (int)(i * 3 * x_height), 300, (int)(2 * x_height)};
    CardcatLine *line = cardcat_line_new("Harrow Lane", box, 0.9);
    line->x_height = x_height;
    g_ptr_array_add(whole->lines, line);
  }
  return scene;
}

static void scene_end(Scene *scene) {
  cc_candidate_free(scene->whole);
  cc_raster_free(scene->photo.raster);
}

/* Paper on paper shows no edge: what has the print, and some more. */
static void test_print_alone(void) {
  Scene scene = scene_new(ground(1600, 1200, white, 0, 1), 600, 500, 4, 12);
  CcOutline outline;
  g_assert_true(cc_outline_of_print(scene.whole, &scene.photo, &outline));
  g_assert_true(outline.whole);
  const CardcatPoint *c = outline.corners;
  g_assert_cmpfloat(c[0].x, <, 600);
  g_assert_cmpfloat(c[0].y, <, 500);
  g_assert_cmpfloat(c[2].x, >, 900);
  g_assert_cmpfloat(c[2].y, >, 500 + 3 * 36 + 24);
  g_assert_cmpfloat(c[2].x - c[0].x, <, 400);
  scene_end(&scene);
}

/* The card around the print is found by its edges. */
static void test_card_around(void) {
  CcRaster *picture = ground(1600, 1200, slate, 6, 5);
  CardcatPoint card[4];
  turned(800, 600, 480, 290, 5, card);
  draw_card(picture, card, white, black);
  Scene scene = scene_new(picture, 640, 540, 4, 10);
  CcOutline outline;
  g_assert_true(cc_outline_of_print(scene.whole, &scene.photo, &outline));
  g_assert_false(outline.whole);
  double shared = cc_quad_shared_area(outline.corners, card);
  g_assert_cmpfloat(shared, >, 0.96 * cc_quad_area(card));
  g_assert_cmpfloat(shared, >, 0.94 * cc_quad_area(outline.corners));
  scene_end(&scene);
}

/* A line far from the others is none of the card. */
static void test_far_line(void) {
  Scene scene = scene_new(ground(1600, 1200, white, 0, 1), 600, 500, 4, 12);
  CardcatLine *far = scene.whole->lines->pdata[3];
  far->box.y = 1100;
  CcOutline outline;
  g_assert_true(cc_outline_of_print(scene.whole, &scene.photo, &outline));
  g_assert_cmpfloat(outline.corners[2].y, <, 700);
  scene_end(&scene);
}

static void assert_none(guint lines, double x_height) {
  Scene scene = scene_new(ground(1600, 1200, white, 0, 1), 600, 300, lines, x_height);
  CcOutline outline;
  g_assert_false(cc_outline_of_print(scene.whole, &scene.photo, &outline));
  scene_end(&scene);
}

static void test_none(void) {
  assert_none(0, 12);
  assert_none(2, 12);  /* two lines are no card */
  assert_none(10, 40); /* and these are large enough */
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/zoom/print-alone", test_print_alone);
  g_test_add_func("/zoom/card-around", test_card_around);
  g_test_add_func("/zoom/far-line", test_far_line);
  g_test_add_func("/zoom/none", test_none);
  return g_test_run();
}
