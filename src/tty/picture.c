/* The only file that knows Chafa. */
#include "tty/tty.h"

#include <chafa.h>

/* Paper without print on it is not stretched to noise; a sixth of all greys, a dim card has more.
 */
#define RANGE_MIN 40

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChafaTermInfo, chafa_term_info_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChafaCanvasConfig, chafa_canvas_config_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChafaCanvas, chafa_canvas_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChafaSymbolMap, chafa_symbol_map_unref)

static ChafaTermInfo *detect(void) {
  g_auto(GStrv) environment = g_get_environ();
  return chafa_term_db_detect(chafa_term_db_get_default(), environment);
}

/* tmux and screen keep what the terminal around them says of itself, but pass no pictures on. */
static gboolean is_inside_another(void) {
  const char *type = g_getenv("TERM");
  return g_getenv("TMUX") || g_getenv("STY") ||
         (type && (g_str_has_prefix(type, "screen") || g_str_has_prefix(type, "tmux")));
}

static ChafaPixelMode pixels_of(ChafaTermInfo *info, gboolean colour) {
  if (!colour || is_inside_another()) return CHAFA_PIXEL_MODE_SYMBOLS;
  if (chafa_term_info_have_seq(info, CHAFA_TERM_SEQ_BEGIN_KITTY_IMMEDIATE_IMAGE_V1))
    return CHAFA_PIXEL_MODE_KITTY;
  if (chafa_term_info_have_seq(info, CHAFA_TERM_SEQ_BEGIN_SIXELS)) return CHAFA_PIXEL_MODE_SIXELS;
  return CHAFA_PIXEL_MODE_SYMBOLS;
}

gboolean cc_picture_has_pixels(gboolean colour) {
  g_autoptr(ChafaTermInfo) info = detect();
  return pixels_of(info, colour) != CHAFA_PIXEL_MODE_SYMBOLS;
}

static ChafaCanvasMode colours_of(ChafaTermInfo *info, gboolean colour) {
  static const struct {
    ChafaTermSeq seq;
    ChafaCanvasMode mode;
  } modes[] = {
      {CHAFA_TERM_SEQ_SET_COLOR_FGBG_DIRECT, CHAFA_CANVAS_MODE_TRUECOLOR},
      {CHAFA_TERM_SEQ_SET_COLOR_FGBG_256, CHAFA_CANVAS_MODE_INDEXED_240},
      {CHAFA_TERM_SEQ_SET_COLOR_FGBG_16, CHAFA_CANVAS_MODE_INDEXED_16},
  };
  for (guint i = 0; colour && i < G_N_ELEMENTS(modes); i++)
    if (chafa_term_info_have_seq(info, modes[i].seq)) return modes[i].mode;
  return CHAFA_CANVAS_MODE_FGBG;
}

/* Darker than the darkest, lighter than the lightest hundredth of RGB's green: LOW and HIGH. */
static void find_range(const guint8 *rgb, gsize count, int *low, int *high) {
  gsize histogram[256] = {0}, below = 0, above = 0;
  for (gsize i = 0; i < count; i++)
    histogram[rgb[3 * i + 1]]++;
  for (*low = 0; *low < 255 && (below += histogram[*low]) <= count / 100;)
    (*low)++;
  for (*high = 255; *high > *low && (above += histogram[*high]) <= count / 100;)
    (*high)--;
}

/* RGB with a fourth byte: Chafa 1.12 takes rows of a whole number of four bytes only, others it
 * draws aslant.  STRETCHED from black to white, so that pale print can be read in blocks.  Owned.
 */
static guint8 *four_bytes(const guint8 *rgb, gsize count, gboolean stretched) {
  guint8 *out = g_malloc(count * 4);
  int low = 0, high = 255;
  if (stretched) find_range(rgb, count, &low, &high);
  int range = MAX(high - low, RANGE_MIN);
  for (gsize i = 0; i < count * 4; i++)
    out[i] = i % 4 == 3 ? 255 : (guint8)CLAMP((rgb[i / 4 * 3 + i % 4] - low) * 255 / range, 0, 255);
  return out;
}

char *cc_picture_draw(const guint8 *rgb, int width, int height, const CcCells *cells,
                      gboolean stretched, gboolean colour) {
  g_autoptr(ChafaTermInfo) info = detect();
  g_autoptr(ChafaCanvasConfig) config = chafa_canvas_config_new();
  g_autoptr(ChafaSymbolMap) symbols = chafa_symbol_map_new();
  ChafaPixelMode pixels = pixels_of(info, colour);
  chafa_symbol_map_add_by_tags(symbols, g_get_charset(NULL)
                                            ? CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_BLOCK
                                            : CHAFA_SYMBOL_TAG_ASCII);
  chafa_canvas_config_set_geometry(config, cells->columns, cells->rows);
  chafa_canvas_config_set_cell_geometry(config, cells->width, cells->height);
  chafa_canvas_config_set_pixel_mode(config, pixels);
  chafa_canvas_config_set_canvas_mode(config, pixels == CHAFA_PIXEL_MODE_SYMBOLS
                                                  ? colours_of(info, colour)
                                                  : CHAFA_CANVAS_MODE_TRUECOLOR);
  chafa_canvas_config_set_symbol_map(config, symbols);
  g_autoptr(ChafaCanvas) canvas = chafa_canvas_new(config);
  g_autofree guint8 *rgba =
      four_bytes(rgb, (gsize)width * (gsize)height,
                 pixels == CHAFA_PIXEL_MODE_SYMBOLS && (stretched || !colour));
  chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, rgba, width, height,
                               width * 4);
  return g_string_free(chafa_canvas_print(canvas, info), FALSE);
}
