/* Cards drawn on grounds of many kinds: found where they were drawn, flattened as they were. */
#include <time.h>

#include "drawn_cards.h"
#include "outline/parts.h"

/* Intersection over union, counted on a grid of two pixels. */
static double overlap(const CcRaster *r, const CardcatPoint a[4], const CardcatPoint b[4]) {
  const Sides s = sides_of(a), t = sides_of(b);
  const int left = MAX((int)MIN(s.x0, t.x0) / 2 * 2, 0), top = MAX((int)MIN(s.y0, t.y0) / 2 * 2, 0);
  const double right = MIN(MAX(s.x1, t.x1), r->width - 1),
               low = MIN(MAX(s.y1, t.y1), r->height - 1);
  guint both = 0, any = 0;
  for (int y = top; y <= low; y += 2)
    for (int x = left; x <= right; x += 2) {
      gboolean in_a = inside_by(&s, x, y) > 0, in_b = inside_by(&t, x, y) > 0;
      both += in_a && in_b;
      any += in_a || in_b;
    }
  return any ? (double)both / any : 0;
}

/* Whether they are said to be ruled. */
static gboolean assert_found(const CcRaster *r, const CardcatPoint (*cards)[4], guint count,
                             double least) {
  g_autoptr(GArray) found = cc_outlines_find(r, NULL);
  guint last = found->len - 1;
  if (found->len > 0 && g_array_index(found, CcOutline, last).around)
    g_array_remove_index(found, last);
  g_assert_cmpuint(found->len, ==, count);
  for (guint i = 0; i < count; i++) {
    const CcOutline *o = &g_array_index(found, CcOutline, i);
    g_assert_false(o->whole);
    g_assert_cmpfloat(o->score, >, 0);
    g_assert_cmpfloat(o->score, <=, 1);
    g_assert_cmpfloat(overlap(r, o->corners, cards[i]), >=, least);
  }
  return count > 0 && g_array_index(found, CcOutline, 0).ruled;
}

static const Colour white = {244, 243, 240}, black = {20, 20, 24}, wood = {150, 105, 70},
                    desk = {226, 225, 222}, navy = {22, 34, 60}, slate = {36, 37, 40};

static void test_turned(void) {
  for (int degrees = 0; degrees < 180; degrees += 15) {
    g_autoptr(CcRaster) r = ground(1000, 800, wood, 8, 7);
    CardcatPoint q[1][4];
    turned(490, 410, 560, 350, degrees + 2, q[0]);
    draw_card(r, q[0], white, black);
    assert_found(r, (const CardcatPoint(*)[4])q, 1, 0.985);
  }
}

static void test_tilted(void) {
  g_autoptr(CcRaster) r = ground(1600, 1200, wood, 8, 11);
  const CardcatPoint q[1][4] = {{{330, 260}, {1240, 330}, {1400, 960}, {180, 840}}};
  draw_card(r, q[0], white, black);
  assert_found(r, q, 1, 0.985);
}

static void test_low_contrast(void) {
  CardcatPoint q[1][4];
  turned(510, 400, 640, 400, -7, q[0]);
  g_autoptr(CcRaster) pale = ground(1000, 800, desk, 3, 3);
  draw_card(pale, q[0], white, black);
  assert_found(pale, (const CardcatPoint(*)[4])q, 1, 0.98);
  g_autoptr(CcRaster) dark = ground(1000, 800, slate, 3, 4);
  draw_card(dark, q[0], navy, white);
  assert_found(dark, (const CardcatPoint(*)[4])q, 1, 0.98);
}

/* The outermost quad is the card, not its panel, however strong the panel's edge. */
static void test_two_tone(void) {
  g_autoptr(CcRaster) r = ground(1200, 900, wood, 8, 5);
  CardcatPoint q[1][4];
  turned(600, 450, 800, 500, 5, q[0]);
  draw_card(r, q[0], white, black);
  const CardcatPoint panel[4] = {q[0][0], within(q[0], 0.35, 0), within(q[0], 0.35, 1), q[0][3]};
  fill(r, panel, navy);
  assert_found(r, (const CardcatPoint(*)[4])q, 1, 0.98);
}

static void test_several(void) {
  g_autoptr(CcRaster) r = ground(1600, 1200, slate, 4, 9);
  CardcatPoint q[4][4];
  for (int i = 0; i < 4; i++) {
    turned(i % 2 ? 1200 : 400, i / 2 ? 880 : 320, 600, 370, 4 * i - 6, q[i]);
    draw_card(r, q[i], i == 2 ? wood : white, black);
  }
  assert_found(r, (const CardcatPoint(*)[4])q, 4, 0.98);
}

/* Two rows of two cards of several colours that touch are four cards. */
static void test_edge_to_edge(void) {
  static const Colour papers[4] = {{244, 243, 240}, {22, 34, 60}, {120, 30, 50}, {225, 214, 180}};
  g_autoptr(CcRaster) r = ground(1600, 1200, wood, 8, 5);
  CardcatPoint q[4][4];
  for (int i = 0; i < 4; i++) {
    turned(i % 2 ? 1050 : 550, i / 2 ? 755 : 445, 500, 310, 0, q[i]);
    draw_card(r, q[i], papers[i], i == 1 || i == 2 ? white : black);
  }
  assert_found(r, (const CardcatPoint(*)[4])q, 4, 0.95);
}

/* A band printed along the side that two cards share belongs to one of them: that which is else too
 * short. */
static void test_band_between(void) {
  static const Colour violet = {96, 50, 170};
  for (int right = 0; right < 2; right++) {
    g_autoptr(CcRaster) r = ground(1600, 1200, (Colour){170, 165, 150}, 4, 5);
    CardcatPoint q[2][4];
    for (int i = 0; i < 2; i++) {
      turned(i ? 1095 : 505, 600, 590, 380, 0, q[i]);
      draw_card(r, q[i], i == right ? white : black, i == right ? black : white);
    }
    double near = right ? 0 : 0.73, far = right ? 0.27 : 1;
    const CardcatPoint band[4] = {within(q[right], near, 0), within(q[right], far, 0),
                                  within(q[right], far, 1), within(q[right], near, 1)};
    fill(r, band, violet);
    assert_found(r, (const CardcatPoint(*)[4])q, 2, 0.97);
  }
}

/* The halves of one card are not two cards. */
static void test_halves_are_one(void) {
  g_autoptr(CcRaster) r = ground(1600, 1200, wood, 8, 5);
  CardcatPoint q[1][4];
  turned(800, 600, 1050, 600, 3, q[0]);
  draw_card(r, q[0], white, black);
  const CardcatPoint half[4] = {within(q[0], 0.5, 0), q[0][1], q[0][2], within(q[0], 0.5, 1)};
  fill(r, half, navy);
  assert_found(r, (const CardcatPoint(*)[4])q, 1, 0.98);
}

/* A frame printed along the edges of a pale card on a pale desk is not the card's edge. */
static void test_printed_frame(void) {
  for (int margin = 44; margin <= 76; margin += 8) {
    g_autoptr(CcRaster) r = ground(1600, 1200, (Colour){205, 200, 196}, 4, 5);
    CardcatPoint q[1][4], line[4], inner[4];
    turned(800, 600, 1000, 620, 4, q[0]);
    turned(800, 600, 1000 - 2 * margin, 620 - 2 * margin, 4, line);
    turned(800, 600, 994 - 2 * margin, 614 - 2 * margin, 4, inner);
    fill(r, q[0], white);
    fill(r, line, (Colour){150, 40, 40});
    fill(r, inner, white);
    print(r, q[0], black);
    assert_found(r, (const CardcatPoint(*)[4])q, 1, 0.98);
  }
}

static void test_cut_by_frame(void) {
  g_autoptr(CcRaster) r = ground(1000, 800, wood, 8, 13);
  CardcatPoint q[4];
  turned(360, 420, 900, 520, 0, q);
  draw_card(r, q, white, black);
  const CardcatPoint seen[1][4] = {{{0, q[0].y}, q[1], q[2], {0, q[3].y}}};
  assert_found(r, seen, 1, 0.97);
}

/* Many small cards, none quite straight, in rows. */
static void test_full_table(void) {
  enum { ACROSS = 5, DOWN = 9 };
  static const Colour papers[] = {{244, 243, 240}, {190, 60, 50}, {235, 225, 190}};
  g_autoptr(CcRaster) r = ground(1200, 1600, slate, 6, 23);
  CardcatPoint q[ACROSS * DOWN][4];
  for (int i = 0; i < ACROSS * DOWN; i++) {
    double x = 120 + 240 * (i % ACROSS), y = 95 + 176 * (i / ACROSS);
    turned(x, y, 206, 126, i * 7 % 5 - 2, q[i]);
    draw_card(r, q[i], papers[i % 3], black);
  }
  g_assert_false(assert_found(r, (const CardcatPoint(*)[4])q, ACROSS * DOWN, 0.9));
}

/* Straight rows that the photo cuts: a card without a sixth of it is given, one without three
 * quarters is not; no gap and no pair is a card.  They may be boxes of a form. */
static void test_table_cut_by_frame(void) {
  enum { ACROSS = 4, DOWN = 6 };
  for (int seen = 0; seen < 2; seen++) {
    g_autoptr(CcRaster) r = ground(960, 1000, slate, 6, 29);
    double hidden = seen ? 20 : 90;
    CardcatPoint q[ACROSS * DOWN][4];
    for (int i = 0; i < ACROSS * DOWN; i++) {
      turned(120 + 240 * (i % ACROSS), 63 - hidden + 176 * (i / ACROSS), 206, 126, 0, q[i]);
      draw_card(r, q[i], white, black);
      q[i][0].y = MAX(q[i][0].y, 0);
      q[i][1].y = MAX(q[i][1].y, 0);
    }
    int first = seen ? 0 : ACROSS;
    g_assert_true(
        assert_found(r, (const CardcatPoint(*)[4])(q + first), ACROSS * DOWN - first, 0.9));
  }
}

/* Lines across a card make four of a card's shape: the card itself is said, too, after them. */
static void test_around_parts(void) {
  g_autoptr(CcRaster) r = ground(1200, 800, slate, 6, 5);
  CardcatPoint q[4];
  turned(600, 400, 800, 480, 0, q);
  draw_card(r, q, white, black);
  const CardcatPoint cross[2][4] = {
      {within(q, 0, 0.494), within(q, 1, 0.494), within(q, 1, 0.506), within(q, 0, 0.506)},
      {within(q, 0.494, 0), within(q, 0.506, 0), within(q, 0.506, 1), within(q, 0.494, 1)}};
  fill(r, cross[0], black);
  fill(r, cross[1], black);
  g_autoptr(GArray) found = cc_outlines_find(r, NULL);
  g_assert_cmpuint(found->len, >, 1);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpint(g_array_index(found, CcOutline, i).around, ==, i + 1 == found->len);
  const CcOutline *last = &g_array_index(found, CcOutline, found->len - 1);
  g_assert_cmpfloat(overlap(r, last->corners, q), >=, 0.97);
}

static void test_panels_joined(void) {
  OutlineQuad parts[] = {
      {.corners = {{100, 100}, {400, 96}, {398, 500}, {98, 500}}, .score = 0.6},
      {.corners = {{402, 300}, {760, 300}, {760, 504}, {400, 502}}, .score = 0.7}};
  g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(OutlineQuad));
  g_array_append_vals(chosen, parts, 2);
  OutlineEdges edges = {.width = 800, .height = 600};
  OutlineQuad joined; /* has the outer sides */
  g_assert_true(outline_of_panels(&edges, chosen, &joined));
  const CardcatPoint card[4] = {{100, 100}, {760, 91}, {760, 504}, {98, 500}};
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat(cc_distance(joined.corners[i], card[i]), <, 6);
  edges.width = 700; /* no side goes on beyond the picture */
  g_assert_false(outline_of_panels(&edges, chosen, &joined));
}

static void test_whole(void) {
  static const Colour grounds[] = {{250, 250, 250}, {16, 18, 26}, {30, 90, 80}};
  for (guint i = 0; i < G_N_ELEMENTS(grounds); i++) {
    g_autoptr(CcRaster) r = ground(1050, 600, grounds[i], 0, 1);
    const CardcatPoint all[4] = {{0, 0}, {1050, 0}, {1050, 600}, {0, 600}};
    print(r, all, i == 0 ? black : white);
    g_autoptr(GArray) found = cc_outlines_find(r, NULL);
    g_assert_cmpuint(found->len, ==, 1);
    const CcOutline *o = &g_array_index(found, CcOutline, 0);
    g_assert_true(o->whole);
    g_assert_cmpfloat(overlap(r, o->corners, all), >=, 0.99);
  }
}

/* A leaflet of a card, printed from edge to edge. */
static void test_whole_dense(void) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(3);
  g_autoptr(CcRaster) r = ground(1050, 600, white, 0, 1);
  for (int line = 0; line < 600 / 24; line++)
    for (int x = 8; x < 1030; x += g_rand_int_range(rand, 14, 22)) {
      double top = 24 * line + 4, tall = g_rand_int_range(rand, 9, 17);
      const CardcatPoint stroke[4] = {
          {x, top + 17 - tall}, {x + 4, top + 17 - tall}, {x + 4, top + 17}, {x, top + 17}};
      fill(r, stroke, black);
    }
  g_autoptr(GArray) found = cc_outlines_find(r, NULL);
  g_assert_cmpuint(found->len, ==, 1);
  g_assert_true(g_array_index(found, CcOutline, 0).whole);
}

static void test_none(void) {
  static const Colour grounds[] = {{226, 225, 222}, {150, 105, 70}, {36, 37, 40}};
  for (guint i = 0; i < G_N_ELEMENTS(grounds); i++) {
    g_autoptr(CcRaster) r = ground(1000, 800, grounds[i], 6, i);
    g_autoptr(GArray) found = cc_outlines_find(r, NULL);
    g_assert_cmpuint(found->len, ==, 0);
  }
}

/* Squared paper has more quads than can be counted; it takes neither for ever nor all memory. */
static void test_squared_paper(void) {
  g_autoptr(CcRaster) r = ground(800, 800, white, 0, 1);
  for (int y = 0; y < 800; y++)
    for (int x = 0; x < 800; x++)
      if (x % 16 < 2 || y % 16 < 2) memset(cc_raster_at(r, x, y), 40, 3);
  clock_t before = clock();
  g_autoptr(GArray) found = cc_outlines_find(r, NULL);
  g_assert_cmpuint(found->len, <=, CC_CARDS_MAX);
  g_assert_cmpint((clock() - before) / CLOCKS_PER_SEC, <, 20); /* of the processor */
}

static void test_tiny_pictures(void) {
  for (int side = 1; side < 40; side += 3) {
    g_autoptr(CcRaster) r = ground(side, 41 - side, wood, 90, (guint32)side);
    g_autoptr(GArray) found = cc_outlines_find(r, NULL);
    g_assert_cmpuint(found->len, <=, 1);
  }
}

static void test_same_again(void) {
  g_autoptr(CcRaster) r = ground(1600, 1200, wood, 30, 17);
  CardcatPoint q[4];
  turned(800, 600, 700, 430, 20, q);
  draw_card(r, q, white, black);
  g_autoptr(GArray) first = cc_outlines_find(r, NULL), again = cc_outlines_find(r, NULL);
  g_assert_cmpuint(first->len, ==, again->len);
  g_assert_cmpmem(first->data, first->len * sizeof(CcOutline), again->data,
                  again->len * sizeof(CcOutline));
}

/* ---- flattening --------------------------------------------------------------------------- */

/* A pinhole camera of FOCAL pixels sees a card of RATIO lying tilted before it. */
static void photograph(double ratio, double focal, double tilt_x, double tilt_y, int width,
                       int height, CardcatPoint q[4]) {
  const double u[4] = {-ratio, ratio, ratio, -ratio}, v[4] = {-1, -1, 1, 1};
  double cx = cos(tilt_x), sx = sin(tilt_x), cy = cos(tilt_y), sy = sin(tilt_y);
  for (int i = 0; i < 4; i++) {
    double x = u[i] * cy, z = u[i] * sy + v[i] * cy * sx, y = v[i] * cx;
    x -= v[i] * sy * sx;
    double depth = 5.5 + z;
    q[i] = (CardcatPoint){width / 2.0 + focal * x / depth, height / 2.0 + focal * y / depth};
  }
}

static void test_proportions(void) {
  static const double ratios[] = {85.6 / 54, 85.0 / 55, 1.75, 55.0 / 85, 2.4, 1.0};
  for (guint i = 0; i < G_N_ELEMENTS(ratios); i++)
    for (int tilt = -1; tilt <= 1; tilt++) {
      g_autoptr(CcRaster) r = ground(2000, 1500, wood, 0, 1);
      CcOutline o = {.score = 1};
      double focal = 26 / 43.27 * hypot(2000, 1500);
      photograph(ratios[i], focal, 0.45 * tilt, -0.3 * tilt, 2000, 1500, o.corners);
      g_autoptr(CcRaster) flat = cc_outline_flatten(r, &o, 26);
      double got = (double)flat->width / flat->height;
      g_assert_cmpfloat_with_epsilon(got / ratios[i], 1, 0.045);
    }
}

/* What is drawn at a place of the card appears at that place of the flattened one. */
static void test_flatten_places(void) {
  g_autoptr(CcRaster) r = ground(3000, 2250, wood, 0, 1);
  CcOutline o = {.score = 1};
  photograph(85.6 / 54, 0.6 * hypot(3000, 2250), 0.4, 0.25, 3000, 2250, o.corners);
  fill(r, o.corners, white);
  const CardcatPoint corner[4] = {
      o.corners[0],
      {(o.corners[0].x * 9 + o.corners[1].x) / 10, (o.corners[0].y * 9 + o.corners[1].y) / 10},
      within(o.corners, 0.1, 0.1),
      {(o.corners[0].x * 9 + o.corners[3].x) / 10, (o.corners[0].y * 9 + o.corners[3].y) / 10}};
  fill(r, corner, black);
  g_autoptr(CcRaster) flat = cc_outline_flatten(r, &o, 26);
  g_assert_cmpint(MAX(flat->width, flat->height), ==, CC_FLAT_EDGE);
  g_assert_cmpint(cc_raster_at(flat, flat->width / 40, flat->height / 40)[0], <, 40);
  g_assert_cmpint(cc_raster_at(flat, flat->width / 2, flat->height / 2)[0], >, 235);
  g_assert_cmpint(cc_raster_at(flat, 2, flat->height - 3)[0], >, 235);
  g_assert_cmpint(cc_raster_at(flat, flat->width - 3, flat->height - 3)[2], >, 230);
}

static void test_flatten_whole(void) {
  g_autoptr(CcRaster) r = ground(500, 400, wood, 9, 1);
  const CcOutline o = {{{0, 0}, {500, 0}, {500, 400}, {0, 400}}, 0.5, TRUE};
  g_autoptr(CcRaster) flat = cc_outline_flatten(r, &o, 0);
  g_assert_cmpint(flat->width, ==, 750);
  g_assert_cmpint(flat->height, ==, 600);
}

/* Stripes of one pixel become grey when they are made smaller, not stripes of another width. */
static void test_flatten_aliases_not(void) {
  g_autoptr(CcRaster) r = ground(4000, 2500, black, 0, 1);
  for (int y = 0; y < r->height; y++)
    for (int x = y % 2; x < r->width; x += 2)
      memset(cc_raster_at(r, x, y), 255, 3);
  const CcOutline o = {{{0, 0}, {4000, 0}, {4000, 2500}, {0, 2500}}, 0.5, TRUE};
  g_autoptr(CcRaster) flat = cc_outline_flatten(r, &o, 0);
  int least = 255, most = 0;
  for (int y = 10; y < flat->height - 10; y++)
    for (int x = 10; x < flat->width - 10; x++) {
      least = MIN(least, *cc_raster_at(flat, x, y));
      most = MAX(most, *cc_raster_at(flat, x, y));
    }
  g_assert_cmpint(most - least, <, 40);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/outline/find/turned", test_turned);
  g_test_add_func("/outline/find/tilted", test_tilted);
  g_test_add_func("/outline/find/low-contrast", test_low_contrast);
  g_test_add_func("/outline/find/two-tone", test_two_tone);
  g_test_add_func("/outline/find/several", test_several);
  g_test_add_func("/outline/find/edge-to-edge", test_edge_to_edge);
  g_test_add_func("/outline/find/band-between", test_band_between);
  g_test_add_func("/outline/find/halves-are-one", test_halves_are_one);
  g_test_add_func("/outline/find/printed-frame", test_printed_frame);
  g_test_add_func("/outline/find/cut-by-frame", test_cut_by_frame);
  g_test_add_func("/outline/find/full-table", test_full_table);
  g_test_add_func("/outline/find/table-cut-by-frame", test_table_cut_by_frame);
  g_test_add_func("/outline/find/around-parts", test_around_parts);
  g_test_add_func("/outline/find/panels-joined", test_panels_joined);
  g_test_add_func("/outline/find/whole", test_whole);
  g_test_add_func("/outline/find/whole-dense", test_whole_dense);
  g_test_add_func("/outline/find/none", test_none);
  g_test_add_func("/outline/find/squared-paper", test_squared_paper);
  g_test_add_func("/outline/find/tiny-pictures", test_tiny_pictures);
  g_test_add_func("/outline/find/same-again", test_same_again);
  g_test_add_func("/outline/flatten/proportions", test_proportions);
  g_test_add_func("/outline/flatten/places", test_flatten_places);
  g_test_add_func("/outline/flatten/whole", test_flatten_whole);
  g_test_add_func("/outline/flatten/aliases-not", test_flatten_aliases_not);
  return g_test_run();
}
