/* Points, quads and boxes: areas and overlaps that can be worked out by hand. */
#include "base/geometry.h"

static const CardcatPoint SQUARE[4] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};

static void assert_near(double value, double expected) {
  g_assert_cmpfloat_with_epsilon(value, expected, 1e-9);
}

/* A square of SIDE with its top-left corner at X, Y. */
static void square(CardcatPoint q[4], double x, double y, double side) {
  q[0] = (CardcatPoint){x, y};
  q[1] = (CardcatPoint){x + side, y};
  q[2] = (CardcatPoint){x + side, y + side};
  q[3] = (CardcatPoint){x, y + side};
}

static void test_points(void) {
  CardcatPoint a = {1, 2}, b = {4, 6};
  assert_near(cc_distance(a, b), 5);
  assert_near(cc_between(a, b, 0.5).x, 2.5);
  assert_near(cc_between(a, b, 2).y, 10);
  g_assert_cmpfloat(cc_side_of(SQUARE[0], SQUARE[1], (CardcatPoint){5, 1}), >, 0);
  g_assert_cmpfloat(cc_side_of(SQUARE[0], SQUARE[1], (CardcatPoint){5, -1}), <, 0);
}

static void test_lines_meet(void) {
  CardcatPoint at = {-1, -1};
  g_assert_true(cc_lines_meet((CardcatPoint){0, 3}, (CardcatPoint){2, 0}, (CardcatPoint){7, 9},
                              (CardcatPoint){0, -5}, &at));
  assert_near(at.x, 7);
  assert_near(at.y, 3);
  g_assert_true(cc_lines_meet((CardcatPoint){0, 0}, (CardcatPoint){1, 1}, (CardcatPoint){0, 8},
                              (CardcatPoint){1, -1}, &at));
  assert_near(at.x, 4);
  assert_near(at.y, 4);
  /* Parallel ones, and what has no direction, meet nowhere: AT stays. */
  g_assert_false(cc_lines_meet((CardcatPoint){0, 0}, (CardcatPoint){1, 2}, (CardcatPoint){5, 0},
                               (CardcatPoint){-2, -4}, &at));
  g_assert_false(cc_lines_meet((CardcatPoint){0, 0}, (CardcatPoint){0, 0}, (CardcatPoint){5, 0},
                               (CardcatPoint){1, 0}, &at));
  assert_near(at.x, 4);
}

static void test_quad_area(void) {
  const CardcatPoint back[4] = {SQUARE[0], SQUARE[3], SQUARE[2], SQUARE[1]};
  const CardcatPoint trapeze[4] = {{2, 0}, {8, 0}, {10, 3}, {0, 3}};
  assert_near(cc_quad_area(SQUARE), 100);
  assert_near(cc_quad_area(back), -100);
  assert_near(cc_quad_area(trapeze), 24);
  assert_near(cc_quad_side(trapeze, 0), 8);
  assert_near(cc_quad_side(trapeze, 2), 8);
  assert_near(cc_quad_side(trapeze, 1), sqrt(13));
}

static void test_quad_shared(void) {
  CardcatPoint other[4];
  const struct {
    double x, y, side, area, overlap;
  } cases[] = {
      {5, 5, 10, 25, 0.25}, {0, 0, 10, 100, 1}, {2, 2, 4, 16, 1},   {-5, -5, 30, 100, 1},
      {10, 0, 10, 0, 0},    {30, 30, 10, 0, 0}, {9, 9, 2, 1, 0.25},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    square(other, cases[i].x, cases[i].y, cases[i].side);
    assert_near(cc_quad_shared_area(SQUARE, other), cases[i].area);
    assert_near(cc_quad_shared_area(other, SQUARE), cases[i].area);
    assert_near(cc_quad_overlap(SQUARE, other), cases[i].overlap);
    assert_near(cc_quad_overlap(other, SQUARE), cases[i].overlap);
  }
}

/* A square on its tip over another leaves an octagon, which has the most corners there are. */
static void test_octagon(void) {
  const CardcatPoint tip[4] = {{5, -2}, {12, 5}, {5, 12}, {-2, 5}};
  const double corner = 3 * 3 / 2.0; /* cut off each corner of the upright one */
  assert_near(cc_quad_shared_area(SQUARE, tip), 100 - 4 * corner);
  assert_near(cc_quad_overlap(SQUARE, tip), (100 - 4 * corner) / 98);
}

static void test_empty_quad(void) {
  const CardcatPoint point[4] = {{5, 5}, {5, 5}, {5, 5}, {5, 5}};
  assert_near(cc_quad_overlap(SQUARE, point), 0);
  assert_near(cc_quad_overlap(point, SQUARE), 0);
}

static void test_boxes(void) {
  const CardcatBox a = {0, 0, 10, 4}, b = {6, 2, 10, 10}, apart = {20, 30, 5, 5}, in = {1, 1, 9, 3};
  CardcatBox both = cc_box_union(a, b);
  g_assert_cmpint(both.x, ==, 0);
  g_assert_cmpint(both.y, ==, 0);
  g_assert_cmpint(both.w, ==, 16);
  g_assert_cmpint(both.h, ==, 12);
  g_assert_cmpint(cc_box_union((CardcatBox){0}, b).x, ==, 6);
  g_assert_cmpint(cc_box_shared_width(&a, &b), ==, 4);
  g_assert_cmpint(cc_box_shared_height(&a, &b), ==, 2);
  g_assert_cmpint(cc_box_shared_width(&a, &apart), ==, -10);
  g_assert_cmpint(cc_box_shared_height(&apart, &a), ==, -26);
  assert_near(cc_box_area(&b), 100);
  assert_near(cc_box_shared_area(&a, &b), 8);
  assert_near(cc_box_shared_area(&a, &apart), 0); /* two gaps make no area */
  g_assert_true(cc_box_holds(&a, &in));
  g_assert_true(cc_box_holds(&a, &a));
  g_assert_false(cc_box_holds(&in, &a));
  g_assert_false(cc_box_holds(&a, &b));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/geometry/points", test_points);
  g_test_add_func("/geometry/lines-meet", test_lines_meet);
  g_test_add_func("/geometry/quad-area", test_quad_area);
  g_test_add_func("/geometry/quad-shared", test_quad_shared);
  g_test_add_func("/geometry/octagon", test_octagon);
  g_test_add_func("/geometry/empty-quad", test_empty_quad);
  g_test_add_func("/geometry/boxes", test_boxes);
  return g_test_run();
}
