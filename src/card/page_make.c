#include "card/page.h"

/* Below this direction print runs upwards or downwards. */
#define SIDEWAYS -0.05
/* The most lines of a card; a page of text has more, and is none. */
#define STRIPS_MAX 80

void cc_page_free(CcPage *page) {
  if (!page) return;
  cc_raster_free(page->clean);
  cc_raster_free(page->picture);
  if (page->strips) g_array_unref(page->strips);
  g_free(page);
}

static void replace_turned(CcRaster **raster) {
  CcRaster *turned = cc_raster_turn(*raster, 1);
  cc_raster_free(*raster);
  *raster = turned;
}

/* Whether most cells under the strip hold print lighter than its ground. */
static gboolean is_inverted(const CcGround *ground, const CcStrip *strip) {
  int light = 0, all = 0;
  int y0 = strip->box.y / ground->scale, y1 = (strip->box.y + strip->box.h - 1) / ground->scale;
  int x0 = strip->box.x / ground->scale, x1 = (strip->box.x + strip->box.w - 1) / ground->scale;
  for (int y = y0; y <= MIN(y1, ground->light->height - 1); y++)
    for (int x = x0; x <= MIN(x1, ground->light->width - 1); x++, all++)
      light += *cc_raster_at(ground->light, x, y);
  return 2 * light > all;
}

CcPage *cc_page_make(CcRaster **picture, CcKeep *keep) {
  CcPage *page = g_new0(CcPage, 1);
  g_autoptr(CcGround) ground = cc_ground_make(*picture);
  g_autoptr(GArray) marks = NULL;
  g_autoptr(GArray) glyphs = cc_glyphs_find(ground->print, &marks);
  int height = (*picture)->height;
  if (cc_lines_direction(glyphs) < SIDEWAYS) {
    page->turn = 1;
    cc_glyphs_turn(glyphs, height);
    cc_glyphs_turn(marks, height);
    replace_turned(picture);
    replace_turned(&ground->clean);
    replace_turned(&ground->light);
  }
  page->clean = g_steal_pointer(&ground->clean);
  page->picture = cc_raster_copy(*picture);
  page->strips = cc_lines_find(glyphs, marks);
  cc_lines_order(page->strips);
  if (page->strips->len > STRIPS_MAX) g_array_set_size(page->strips, STRIPS_MAX);
  for (guint i = 0; i < page->strips->len; i++) {
    CcStrip *strip = &g_array_index(page->strips, CcStrip, i);
    strip->inverted = is_inverted(ground, strip);
  }
  cc_keep_picture(keep, "clean", page->clean);
  return page;
}
