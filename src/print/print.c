/* A card's print: orders what the other files of print/ find. */
#include "print/parts.h"

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* Below this direction print runs upwards or downwards. */
#define SIDEWAYS -0.05
/* The most lines of a card; a sheet of text has more, and is none. */
#define STRIPS_MAX 80
/* The shorter side of a letter, of the card's longer edge: print of 40 points. */
#define LARGEST 0.1
/* Print of cards has capitals of at least this part of their longer edge, which is three points:
 * what is smaller is grain.  The smallest on 100 rendered and 50 real cards that could be read was
 * 0.0106; half of what could not be was below 0.0085. */
#define CAPITAL_MIN 0.0085

void cc_print_free(CcPrint *print) {
  if (!print) return;
  cc_raster_free(print->clean);
  cc_raster_free(print->picture);
  g_clear_pointer(&print->strips, g_array_unref);
  for (guint way = 0; way < G_N_ELEMENTS(print->sideways); way++)
    g_clear_pointer(&print->sideways[way], g_array_unref);
  g_free(print);
}

static void replace_turned(CcRaster **raster) {
  CcRaster *turned = cc_raster_turn(*raster, 1);
  cc_raster_free(*raster);
  *raster = turned;
}

/* Whether most cells under the strip hold print lighter than its ground. */
static gboolean is_inverted(const PrintGround *ground, const CcStrip *strip) {
  int light = 0, all = 0;
  int y0 = strip->box.y / ground->scale, y1 = (strip->box.y + strip->box.h - 1) / ground->scale;
  int x0 = strip->box.x / ground->scale, x1 = (strip->box.x + strip->box.w - 1) / ground->scale;
  for (int y = y0; y <= MIN(y1, ground->light->height - 1); y++)
    for (int x = x0; x <= MIN(x1, ground->light->width - 1); x++, all++)
      light += *cc_raster_at(ground->light, x, y);
  return 2 * light > all;
}

static void drop_grain(GArray *strips, int edge) {
  for (guint i = strips->len; i-- > 0;)
    if (g_array_index(strips, CcStrip, i).capital < CAPITAL_MIN * edge)
      g_array_remove_index(strips, i);
}

/* Without grain, and no more than STRIPS_MAX: the widest. */
static void keep_print(GArray *strips, int edge) {
  drop_grain(strips, edge);
  if (strips->len <= STRIPS_MAX) return;
  print_strips_by_width(strips);
  g_array_set_size(strips, STRIPS_MAX);
}

static CcPrint *find(CcRaster **picture, gboolean is_level, CcKeep *keep) {
  CcPrint *print = g_new0(CcPrint, 1);
  g_autoptr(PrintGround) ground = print_ground_make(*picture);
  g_autoptr(GArray) marks = NULL;
  g_autoptr(GArray) glyphs = print_glyphs_find(ground->print, LARGEST, &marks);
  int height = (*picture)->height;
  if (!is_level && print_direction(glyphs) < SIDEWAYS) {
    print->turn = 1;
    print_glyphs_turn(glyphs, height);
    print_glyphs_turn(marks, height);
    replace_turned(picture);
    replace_turned(&ground->clean);
    replace_turned(&ground->light);
  }
  print->clean = g_steal_pointer(&ground->clean);
  print->picture = cc_raster_copy(*picture);
  print->strips = print_strips_find(glyphs, marks);
  for (guint way = 0; way < G_N_ELEMENTS(print->sideways); way++) {
    print->sideways[way] =
        print_sideways_find(print->strips, glyphs, marks, print->clean, CC_SIDEWAYS_TURN(way));
    drop_grain(print->sideways[way], MAX(print->clean->width, print->clean->height));
  }
  keep_print(print->strips, MAX(print->clean->width, print->clean->height));
  print_strips_order(print->strips);
  for (guint i = 0; i < print->strips->len; i++) {
    CcStrip *strip = &g_array_index(print->strips, CcStrip, i);
    strip->inverted = is_inverted(ground, strip);
  }
  cc_keep_picture(keep, "clean", print->clean);
  return print;
}

CcPrint *cc_print_find(CcRaster **picture, CcKeep *keep) {
  return find(picture, FALSE, keep);
}

CcPrint *cc_print_find_level(CcRaster *picture, CcKeep *keep) {
  return find(&picture, TRUE, keep);
}
