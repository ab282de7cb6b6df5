/* The print of a card's picture: its ground evened, its strips found, in order. */
#include <time.h>

#include "pbm.h"
#include "print/parts.h"

static const guint8 BLACK[3] = {20, 20, 24}, WHITE[3] = {250, 250, 246};
static const guint8 NAVY[3] = {16, 32, 80}, GOLD[3] = {220, 180, 90};

/* The printed lines of printed.pbm, by what they say. */
enum { LINES = 8 };

static CcPrint *print_of(CcRaster **picture) {
  CcPrint *print = cc_print_find(picture, NULL);
  g_assert_cmpint(print->clean->width, ==, (*picture)->width);
  g_assert_cmpint(print->clean->height, ==, (*picture)->height);
  g_assert_cmpint(print->clean->bands, ==, 1);
  return print;
}

static const CcStrip *strip_at(const CcPrint *print, guint i) {
  g_assert_cmpuint(i, <, print->strips->len);
  return &g_array_index(print->strips, CcStrip, i);
}

/* Dark print, light around it, whatever the colours were. */
static void assert_clean(const CcPrint *print) {
  for (guint i = 0; i < print->strips->len; i++) {
    g_autoptr(CcRaster) line = cc_raster_crop(print->clean, strip_at(print, i)->box);
    gsize n = (gsize)line->width * (gsize)line->height, dark = 0, light = 0;
    for (gsize k = 0; k < n; k++) {
      dark += line->data[k] < 80;
      light += line->data[k] > 200;
    }
    g_assert_cmpuint(dark, >, n / 20);
    g_assert_cmpuint(light, >, n * 2 / 5); /* of bold print half is dark */
  }
}

static void test_lines(void) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(CcPrint) print = print_of(&picture);
  g_assert_cmpuint(print->strips->len, ==, LINES);
  g_assert_cmpint(print->turn, ==, 0);
  assert_clean(print);
  for (guint i = 0; i < LINES; i++) {
    const CcStrip *strip = strip_at(print, i);
    g_assert_false(strip->inverted);
    g_assert_cmpfloat(ABS(strip->slope), <, 0.01);
    g_assert_true(strip->bow == 0);
    g_assert_cmpfloat(strip->x_height, <, strip->capital);
    g_assert_cmpfloat(strip->stroke, >, 1);
    g_assert_cmpfloat(strip->stroke, <, strip->x_height);
  }
  /* The organization, in 44 pixels of a serif face: capitals of 0.66, x-height of 0.46 em. */
  g_assert_cmpfloat_with_epsilon(strip_at(print, 0)->capital, 29, 3);
  g_assert_cmpfloat_with_epsilon(strip_at(print, 0)->x_height, 20, 2.5);
  cc_raster_free(picture);
}

/* On a curved card lines bow; what is measured of a long one is the curve it was drawn on. */
static void test_bowed(void) {
  static const double BOWS[] = {2e-4, -3e-4};
  g_autoptr(CcRaster) straight = pbm_load("printed.pbm", 1);
  for (guint b = 0; b < G_N_ELEMENTS(BOWS); b++) {
    g_autoptr(CcRaster) grey = bowed(straight, BOWS[b]);
    CcRaster *picture = coloured(grey, BLACK, WHITE);
    g_autoptr(CcPrint) print = print_of(&picture);
    g_assert_cmpuint(print->strips->len, ==, LINES);
    guint bent = 0;
    for (guint i = 0; i < LINES; i++) {
      const CcStrip *strip = strip_at(print, i);
      double off = strip->box.x + strip->box.w / 2.0 - picture->width / 2.0;
      if (strip->bow == 0) continue;
      g_assert_cmpfloat_with_epsilon(strip->bow, BOWS[b], 0.3 * ABS(BOWS[b]));
      g_assert_cmpfloat_with_epsilon(strip->slope, 2 * BOWS[b] * off, 0.02);
      bent++;
    }
    g_assert_cmpuint(bent, >=, 3);
    cc_raster_free(picture);
  }
}

static void test_order(void) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(CcPrint) print = print_of(&picture);
  g_assert_cmpuint(print->strips->len, ==, LINES);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint(strip_at(print, i)->box.y, >, strip_at(print, i - 1)->box.y);
  int left = 0;
  for (guint i = 0; i < LINES; i++)
    left += strip_at(print, i)->box.x < 100;
  g_assert_cmpint(left, ==, 6); /* two columns below: not one line across the gap */
  cc_raster_free(picture);
}

static void test_light_on_dark(void) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, GOLD, NAVY);
  g_autoptr(CcPrint) print = print_of(&picture);
  g_assert_cmpuint(print->strips->len, ==, LINES);
  assert_clean(print);
  for (guint i = 0; i < LINES; i++)
    g_assert_true(strip_at(print, i)->inverted);
  cc_raster_free(picture);
}

/* White print in a dark footer under dark print on white. */
static void test_footer(void) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(CcRaster) low = cc_raster_crop(grey, (CardcatBox){0, 380, 900, 140});
  g_autoptr(CcRaster) footer = coloured(low, WHITE, NAVY);
  paste(picture, footer, 0, 380);
  g_autoptr(CcPrint) print = print_of(&picture);
  assert_clean(print);
  guint inverted = 0;
  for (guint i = 0; i < print->strips->len; i++) {
    const CcStrip *strip = strip_at(print, i);
    g_assert_true(strip->inverted == (strip->box.y > 390));
    inverted += strip->inverted;
  }
  g_assert_cmpuint(print->strips->len, ==, LINES);
  g_assert_cmpuint(inverted, ==, 4);
  cc_raster_free(picture);
}

/* PICTURE (grey), each stroke WIDER pixels wider. */
static CcRaster *bold(const CcRaster *picture, int wider) {
  CcRaster *out = cc_raster_copy(picture);
  for (int y = 0; y < out->height; y++)
    for (int x = wider; x < out->width; x++)
      for (int k = 1; k <= wider; k++)
        *cc_raster_at(out, x, y) = MIN(*cc_raster_at(out, x, y), *cc_raster_at(picture, x - k, y));
  return out;
}

/* A bold line in a dark band that is little higher, so that half of the band is print. */
static void test_band(void) {
  static const guint8 ORANGE[3] = {240, 130, 30};
  enum { BAND = 2, MARGIN = 10 };
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(CcPrint) plain = print_of(&picture);
  CardcatBox box = strip_at(plain, BAND)->box;
  CardcatBox place = {0, box.y - MARGIN, grey->width, box.h + 2 * MARGIN};
  g_autoptr(CcRaster) line = cc_raster_crop(grey, place), heavy = bold(line, 3);
  g_autoptr(CcRaster) band = coloured(heavy, ORANGE, BLACK);
  paste(picture, band, 0, place.y);
  g_autoptr(CcPrint) print = print_of(&picture);
  g_assert_cmpuint(print->strips->len, ==, LINES);
  assert_clean(print);
  for (guint i = 0; i < LINES; i++)
    g_assert_true(strip_at(print, i)->inverted == (i == BAND));
  g_assert_cmpint(ABS(strip_at(print, BAND)->box.w - box.w), <, 10);
  cc_raster_free(picture);
}

/* Strokes of a heavy logotype, which cover most of the ground's window: dark all through. */
static void test_heavy(void) {
  enum { STROKES = 6, WIDE = 38, APART = 8, TALL = 50, LEFT = 300, TOP = 200, EDGE = 4 };
  g_autoptr(CcRaster) grey = cc_raster_new(900, 520, 1);
  memset(grey->data, 255, 900 * 520);
  for (int y = TOP; y < TOP + TALL; y++)
    for (int k = 0; k < STROKES; k++)
      memset(cc_raster_at(grey, LEFT + k * (WIDE + APART), y), 0, WIDE);
  CcRaster *picture = coloured(grey, NAVY, WHITE);
  g_autoptr(CcPrint) print = print_of(&picture);
  for (int k = 0; k < STROKES; k++)
    for (int y = TOP + EDGE; y < TOP + TALL - EDGE; y++)
      for (int x = EDGE; x < WIDE - EDGE; x++)
        g_assert_cmpuint(*cc_raster_at(print->clean, LEFT + k * (WIDE + APART) + x, y), <, 80);
  cc_raster_free(picture);
}

static void test_on_its_side(void) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  g_autoptr(CcRaster) upright = coloured(grey, BLACK, WHITE);
  CcRaster *picture = cc_raster_turn(upright, 3);
  g_autoptr(CcPrint) print = print_of(&picture);
  g_assert_cmpint(print->turn, ==, 1);
  g_assert_cmpuint(print->strips->len, ==, LINES);
  g_assert_cmpint(picture->width, ==, upright->width);
  g_assert_cmpmem(picture->data, 3 * 900 * 520, upright->data, 3 * 900 * 520);
  cc_raster_free(picture);
}

/* A fine rule that falls into dashes runs downwards; the print does not. */
static void test_dashed_rule(void) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  for (int y = 10; y < 510; y++)
    for (int x = 800; x < 860 && y % 10 < 8; x += 20)
      memcpy(cc_raster_at(picture, x, y), BLACK, 3);
  g_autoptr(CcPrint) print = print_of(&picture);
  g_assert_cmpint(print->turn, ==, 0);
  g_assert_cmpuint(print->strips->len, ==, LINES);
  cc_raster_free(picture);
}

static void test_nothing_printed(void) {
  static const int SIZES[][2] = {{1, 1}, {2, 700}, {640, 400}};
  for (guint i = 0; i < G_N_ELEMENTS(SIZES); i++) {
    CcRaster *picture = cc_raster_new(SIZES[i][0], SIZES[i][1], 3);
    memset(picture->data, 200, 3 * (gsize)picture->width * (gsize)picture->height);
    g_autoptr(CcPrint) print = print_of(&picture);
    g_assert_cmpuint(print->strips->len, ==, 0);
    cc_raster_free(picture);
  }
}

/* Paper grain and a hard shadow make next to no print. */
static void test_noise(void) {
  CcRaster *picture = cc_raster_new(800, 480, 3);
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      for (int b = 0; b < 3; b++)
        cc_raster_at(picture, x, y)[b] =
            (guint8)((x + y < 500 ? 120 : 220) + g_rand_int_range(random, -9, 10));
  g_autoptr(CcPrint) print = print_of(&picture);
  g_assert_cmpuint(print->strips->len, <=, 4);
  cc_raster_free(picture);
}

/* Specks in pairs, each less than a millimetre high, are no lines, and move none. */
static void test_grain(void) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(CcPrint) before = print_of(&picture);
  for (int y = 20; y < 500; y += 37)
    for (int x = 780; x < 860; x += 40)
      for (int i = 0; i < 6 * 5; i++) {
        memcpy(cc_raster_at(picture, x + i % 5, y + i / 5), BLACK, 3);
        memcpy(cc_raster_at(picture, x + 8 + i % 5, y + i / 5), BLACK, 3);
      }
  g_autoptr(CcPrint) print = print_of(&picture);
  g_assert_cmpuint(print->strips->len, ==, LINES);
  for (guint i = 0; i < LINES; i++)
    g_assert_cmpint(strip_at(print, i)->box.x + strip_at(print, i)->box.w, ==,
                    strip_at(before, i)->box.x + strip_at(before, i)->box.w);
  cc_raster_free(picture);
}

static void fill(CcRaster *picture, int x0, int y0, int w, int h) {
  for (int y = y0; y < y0 + h; y++)
    for (int x = x0; x < x0 + w; x++)
      memcpy(cc_raster_at(picture, x, y), BLACK, 3);
}

/* A bracket around the first letter of a name takes it from no line. */
static void test_hollow(void) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(CcPrint) before = print_of(&picture);
  CardcatBox name = strip_at(before, 0)->box;
  int left = name.x - 20, high = 3 * name.h;
  fill(picture, left, name.y - name.h, 6, high);
  fill(picture, left, name.y - name.h, 20 + name.h, 6);
  g_autoptr(CcPrint) print = print_of(&picture);
  gboolean found = FALSE;
  for (guint i = 0; i < print->strips->len; i++) {
    const CardcatBox *box = &strip_at(print, i)->box;
    found = found || (ABS(box->x - name.x) <= 1 && ABS(box->w - name.w) <= 2);
  }
  g_assert_true(found);
  cc_raster_free(picture);
}

/* COUNT letters like "L" from X on, 26 high, APART from each other. */
static void spaced_word(CcRaster *picture, int x, int y, int count, int apart) {
  for (int i = 0; i < count; i++, x += 16 + apart) {
    fill(picture, x, y, 5, 26);
    fill(picture, x, y + 21, 16, 5);
  }
}

/* Words of letter-spaced print stand further apart and are one line, but where a column begins;
 * words of close print that far apart are two. */
static void test_spaced(void) {
  static const struct {
    int apart, next;
    gboolean column;
    guint strips;
  } CASES[] = {{10, 60, FALSE, 1}, {10, 60, TRUE, 3}, {4, 60, FALSE, 2}, {10, 100, FALSE, 2}};
  for (guint c = 0; c < G_N_ELEMENTS(CASES); c++) {
    CcRaster *picture = cc_raster_new(900, 520, 3);
    memset(picture->data, 250, 3 * (gsize)900 * 520);
    int right = 100 + 8 * (16 + CASES[c].apart) - CASES[c].apart + CASES[c].next;
    spaced_word(picture, 100, 200, 8, CASES[c].apart);
    spaced_word(picture, right, 200, 8, CASES[c].apart);
    if (CASES[c].column) spaced_word(picture, right, 260, 8, CASES[c].apart);
    g_autoptr(CcPrint) print = print_of(&picture);
    g_assert_cmpuint(print->strips->len, ==, CASES[c].strips);
    cc_raster_free(picture);
  }
}

/* A comma or a dash between two words bridges the gap, a dot may stand between columns. */
static void test_sign(void) {
  static const struct {
    CardcatBox sign; /* from the end of the first word, and the row's top */
    guint strips;
  } CASES[] = {{{0}, 2}, {{6, 21, 5, 10}, 1}, {{24, 12, 12, 4}, 1}, {{27, 10, 6, 6}, 2}};
  for (guint c = 0; c < G_N_ELEMENTS(CASES); c++) {
    CcRaster *picture = cc_raster_new(900, 520, 3);
    memset(picture->data, 250, 3 * (gsize)900 * 520);
    int end = 100 + 8 * 20 - 4;
    CardcatBox sign = CASES[c].sign;
    spaced_word(picture, 100, 200, 8, 4);
    spaced_word(picture, end + (c == 1 ? 50 : 60), 200, 8, 4);
    if (sign.w > 0) fill(picture, end + sign.x, 200 + sign.y, sign.w, sign.h);
    g_autoptr(CcPrint) print = print_of(&picture);
    g_assert_cmpuint(print->strips->len, ==, CASES[c].strips);
    cc_raster_free(picture);
  }
}

/* Dots have thousands of pieces that may be lines; they take neither for ever nor more lines than
 * a card has. */
static void test_dots(void) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(9);
  CcRaster *picture = cc_raster_new(1000, 1400, 3);
  for (int y = 0; y < picture->height; y += 7)
    for (int x = 0; x < picture->width; x += 7) {
      guint8 level = g_rand_int_range(rand, 0, 6) == 0 ? 20 : 240;
      for (int dy = 0; dy < MIN(7, picture->height - y); dy++)
        memset(cc_raster_at(picture, x, y + dy), level, 3 * (gsize)MIN(7, picture->width - x));
    }
  clock_t before = clock();
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  g_assert_cmpuint(print->strips->len, <=, 80);
  g_assert_cmpint((clock() - before) / CLOCKS_PER_SEC, <, 6); /* of the processor */
  cc_raster_free(picture);
}

/* The most of each square is that of its cells, whatever its size and the picture's. */
static void test_most(void) {
  enum { WIDTH = 23, HEIGHT = 11 };
  g_autoptr(GRand) rand = g_rand_new_with_seed(1);
  float v[WIDTH * HEIGHT], filtered[WIDTH * HEIGHT];
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    v[i] = (float)g_rand_int_range(rand, 0, 256);
  for (int radius = 0; radius <= 30; radius++) {
    memcpy(filtered, v, sizeof v);
    print_cells_max(filtered, WIDTH, HEIGHT, radius);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = i % WIDTH, y = i / WIDTH;
      float most = 0;
      for (int py = MAX(y - radius, 0); py <= MIN(y + radius, HEIGHT - 1); py++)
        for (int px = MAX(x - radius, 0); px <= MIN(x + radius, WIDTH - 1); px++)
          most = MAX(most, v[py * WIDTH + px]);
      g_assert_cmpfloat(filtered[i], ==, most);
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/print/lines", test_lines);
  g_test_add_func("/print/bowed", test_bowed);
  g_test_add_func("/print/order", test_order);
  g_test_add_func("/print/light-on-dark", test_light_on_dark);
  g_test_add_func("/print/footer", test_footer);
  g_test_add_func("/print/band", test_band);
  g_test_add_func("/print/heavy", test_heavy);
  g_test_add_func("/print/on-its-side", test_on_its_side);
  g_test_add_func("/print/dashed-rule", test_dashed_rule);
  g_test_add_func("/print/nothing-printed", test_nothing_printed);
  g_test_add_func("/print/noise", test_noise);
  g_test_add_func("/print/grain", test_grain);
  g_test_add_func("/print/hollow", test_hollow);
  g_test_add_func("/print/spaced", test_spaced);
  g_test_add_func("/print/sign", test_sign);
  g_test_add_func("/print/dots", test_dots);
  g_test_add_func("/print/most", test_most);
  return g_test_run();
}
