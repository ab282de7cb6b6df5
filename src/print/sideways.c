/* Print that runs up or down a card whose other print is level. */
#include "print/parts.h"

/* Figures that name no cards were set by hand. */

/* A level strip of letters that stand above each other holds few of them: what is a line is longer
 * than this, in heights of its box. */
#define LEVEL_LENGTH 2.5
/* The shortest line that runs up or down, in heights of its capitals. */
#define SIDEWAYS_LENGTH 4.0
#define SIDEWAYS_MOST 6

static gboolean is_level_print(const GArray *strips, const CardcatBox *box) {
  for (guint i = 0; i < strips->len; i++) {
    const CardcatBox *strip = &g_array_index(strips, CcStrip, i).box;
    if (strip->w > LEVEL_LENGTH * strip->h && 2 * cc_box_shared_area(strip, box) > box->w * box->h)
      return TRUE;
  }
  return FALSE;
}

static GArray *others_turned(const GArray *strips, const GArray *glyphs, const CcRaster *picture,
                             int quarters) {
  GArray *others = g_array_new(FALSE, FALSE, sizeof(PrintGlyph));
  for (guint i = 0; i < glyphs->len; i++) {
    const PrintGlyph *glyph = print_glyph_at(glyphs, i);
    if (!is_level_print(strips, &glyph->box)) g_array_append_val(others, *glyph);
  }
  for (int i = 0; i < quarters; i++)
    print_glyphs_turn(others, i % 2 == 0 ? picture->height : picture->width);
  return others;
}

GArray *print_sideways_find(const GArray *strips, const GArray *glyphs, const GArray *marks,
                            const CcRaster *picture, int quarters) {
  g_autoptr(GArray) letters = others_turned(strips, glyphs, picture, quarters);
  g_autoptr(GArray) signs = others_turned(strips, marks, picture, quarters);
  GArray *found = print_strips_find(letters, signs);
  for (guint i = found->len; i-- > 0;) {
    const CcStrip *strip = &g_array_index(found, CcStrip, i);
    if (strip->box.w < SIDEWAYS_LENGTH * strip->capital) g_array_remove_index(found, i);
  }
  print_strips_by_width(found);
  if (found->len > SIDEWAYS_MOST) g_array_set_size(found, SIDEWAYS_MOST);
  return found;
}
