/* Connected components of print that may be letters. */
#include "print/parts.h"

#include <leptonica/allheaders.h>

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* Sizes are parts of the card's longer edge, 85 to 91 mm on nearly every card: print from 4 points
 * up. */
#define HEIGHT_MIN 0.0055
#define WIDTH_MAX 0.4
#define MARK_MIN 0.0015
/* Lower than this part of HEIGHT_MIN is a mark, however long: a dash. */
#define MARK_HEIGHT 0.6
/* What is longer than a mark has strokes of at least this. */
#define STROKE_MIN 0.0012
/* Wider than this many heights is a rule or a panel's edge, even where letters touch. */
#define ASPECT_MAX 14
/* A glyph fills at least this part of its box: less is a frame or a piece of a contour. */
#define FILL_MIN 0.06
/* What is this many times higher than a letter in its hollow is no sign of the letter's line; its
 * fellow stands this near, in heights, and is of this many times its height at most.  Found on
 * logos drawn as brackets, arcs and swashes around the first letters of a name. */
#define HOLLOW_MIN 2.4
#define FELLOW_GAP 0.7
#define FELLOW_RATIO 1.6
/* Both share more than so many tenths of the lower one's height; by hand. */
#define FELLOW_TENTHS 7
/* The most components looked at: more is texture. */
#define GLYPHS_MAX 6000

void cc_print_init(void) {
  setMsgSeverity(L_SEVERITY_NONE);
}

static void pix_free(PIX *pix) {
  pixDestroy(&pix);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PIX, pix_free)

static void pixa_free(PIXA *pixa) {
  pixaDestroy(&pixa);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PIXA, pixa_free)

static void boxa_free(BOXA *boxa) {
  boxaDestroy(&boxa);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BOXA, boxa_free)

static PIX *pix_of_print(const CcRaster *print) {
  PIX *pix = pixCreate(print->width, print->height, 1);
  l_uint32 *words = pixGetData(pix);
  l_int32 wpl = pixGetWpl(pix);
  for (int y = 0; y < print->height; y++) {
    l_uint32 *line = words + (gsize)y * (gsize)wpl;
    for (int x = 0; x < print->width; x++)
      if (*cc_raster_at(print, x, y)) SET_DATA_BIT(line, x);
  }
  return pix;
}

static double stroke_of(PIX *pix, int *tab) {
  l_float32 ratio = 0; /* boundary pixels to area: two sides of a stroke */
  if (pixFindPerimToAreaRatio(pix, tab, &ratio) != 0 || ratio <= 0) return 0;
  return 2.0 / (double)ratio;
}

typedef enum { NOTHING, MARK, GLYPH } Kind;

static Kind kind_of(const PrintGlyph *glyph, int edge, double largest) {
  const CardcatBox *box = &glyph->box;
  int longer = MAX(box->w, box->h), shorter = MIN(box->w, box->h);
  if (longer > WIDTH_MAX * edge || shorter > largest * edge) return NOTHING;
  if (longer < MARK_MIN * edge) return NOTHING;
  if (shorter < STROKE_MIN * edge) return longer > 2 * HEIGHT_MIN * edge ? NOTHING : MARK;
  if (longer > ASPECT_MAX * shorter && longer > 2 * HEIGHT_MIN * edge) return NOTHING;
  if (glyph->area < FILL_MIN * box->w * box->h) return NOTHING;
  return longer < HEIGHT_MIN * edge || box->h < MARK_HEIGHT * HEIGHT_MIN * edge ? MARK : GLYPH;
}

static int compare_left(gconstpointer a, gconstpointer b) {
  const PrintGlyph *one = a, *two = b;
  if (one->box.x != two->box.x) return one->box.x < two->box.x ? -1 : 1;
  if (one->box.y != two->box.y) return one->box.y < two->box.y ? -1 : 1;
  return 0;
}

/* Whether a glyph like the one at I, not in OUTER, stands beside it. */
static gboolean has_fellow(const GArray *glyphs, guint i, const CardcatBox *outer) {
  const CardcatBox *box = &print_glyph_at(glyphs, i)->box;
  for (guint j = i + 1; j < glyphs->len; j++) {
    const CardcatBox *other = &print_glyph_at(glyphs, j)->box;
    if (other->x > box->x + box->w + FELLOW_GAP * box->h) break;
    if (other->h > FELLOW_RATIO * box->h || box->h > FELLOW_RATIO * other->h) continue;
    if (10 * cc_box_shared_height(box, other) > FELLOW_TENTHS * MIN(box->h, other->h) &&
        !cc_box_holds(outer, other))
      return TRUE;
  }
  return FALSE;
}

/* What lies inside another component's box is the inner part of a logo or of a sign like "@", but
 * for a line's first letter in the hollow of a large one.  GLYPHS are sorted by their left edges.
 */
static GArray *without_inner(const GArray *glyphs) {
  GArray *kept = g_array_new(FALSE, FALSE, sizeof(PrintGlyph));
  for (guint i = 0; i < glyphs->len; i++) {
    const CardcatBox *box = &g_array_index(glyphs, PrintGlyph, i).box;
    gboolean inner = FALSE;
    for (guint j = 0; j < glyphs->len && !inner; j++) {
      const CardcatBox *outer = &g_array_index(glyphs, PrintGlyph, j).box;
      if (outer->x > box->x) break;
      inner = outer->w * outer->h > box->w * box->h && cc_box_holds(outer, box) &&
              !(outer->h > HOLLOW_MIN * box->h && has_fellow(glyphs, i, outer));
    }
    if (!inner) g_array_append_val(kept, g_array_index(glyphs, PrintGlyph, i));
  }
  return kept;
}

GArray *print_glyphs_find(const CcRaster *print, double largest, GArray **marks) {
  g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(PrintGlyph));
  *marks = g_array_new(FALSE, FALSE, sizeof(PrintGlyph));
  g_autoptr(PIX) pix = pix_of_print(print);
  PIXA *found = NULL;
  g_autoptr(BOXA) boxes = pixConnComp(pix, &found, 8);
  g_autoptr(PIXA) pieces = found;
  int count = pieces ? pixaGetCount(pieces) : 0;
  g_autofree int *tab = makePixelSumTab8();
  int edge = MAX(print->width, print->height);
  for (int i = 0; i < count && glyphs->len < GLYPHS_MAX; i++) {
    PrintGlyph glyph = {0};
    g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
    boxaGetBoxGeometry(boxes, i, &glyph.box.x, &glyph.box.y, &glyph.box.w, &glyph.box.h);
    pixCountPixels(piece, &glyph.area, tab);
    Kind kind = kind_of(&glyph, edge, largest);
    if (kind == NOTHING) continue;
    if (kind == GLYPH) glyph.stroke = stroke_of(piece, tab);
    g_array_append_val(kind == GLYPH ? glyphs : *marks, glyph);
  }
  g_array_sort(glyphs, compare_left);
  g_array_sort(*marks, compare_left);
  return without_inner(glyphs);
}

void print_glyphs_turn(GArray *glyphs, int height) {
  for (guint i = 0; i < glyphs->len; i++) {
    CardcatBox *box = &g_array_index(glyphs, PrintGlyph, i).box;
    *box = (CardcatBox){height - box->y - box->h, box->x, box->h, box->w};
  }
  g_array_sort(glyphs, compare_left);
}
