/* Every card of a photo: orders what the other files of outline/ find. */
#include "outline/parts.h"

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* Sides found in the small picture are right within so many of its pixels. */
#define SMALL_ERROR 2.5
/* and so many of the photo's: where nothing was shrunk. */
#define PHOTO_ERROR 2
/* What a picture without edges scores: nobody knows. */
#define WHOLE_SCORE 0.5
/* A card whose middle is further than this share of another's height from its upper and lower ends
 * is in one row with it. */
#define ROW_SHARE 0.25

/* Pictures of less than this ratio are a camera's (4:3), not a card's. */
#define CARD_RATIO_MIN 1.4
/* Less than this share of the strong edges lies in boxes on a card; in photos of a camera's ratio,
 * where the desk may be full of other things, less than the second. */
#define INSIDE_MIN 0.5
#define INSIDE_MIN_CAMERA 0.15
/* What the picture's rim cuts off is a card only when nearly all print is on it. */
#define INSIDE_MIN_CUT 0.8
/* A quad this good in a camera's picture is a card, whatever lies around it. */
#define SURE_SCORE 0.75
/* Where more than this share of all pixels are strong edges the ground is printed paper or gravel.
 */
#define CARD_PRINT_MAX 0.27
/* and they cover less than this share of the picture. */
#define BOXES_AREA_MAX 0.45
/* Cards of a table overlap by less than this share of the smaller one: else they are one, found in
 * two pieces. */
#define TABLE_OVERLAP 0.25
/* They are plain to see: 216 of 217 score .67 or more, panels and pictures printed on one card that
 * look like a table of such .5 to .65. */
#define TABLE_SCORE 0.65
/* What the photo cuts shows one side less: 7 of 7 such cards score .82 or more, gaps between cards
 * .7. */
#define TABLE_SCORE_CUT 0.75

CcOutline cc_outline_whole(const CcRaster *photo) {
  double w = photo->width, h = photo->height;
  return (CcOutline){{{0, 0}, {w, 0}, {w, h}, {0, h}}, WHOLE_SCORE, TRUE};
}

static CcOutline full_size(const CcRaster *photo, const OutlineEdges *edges,
                           const OutlineQuad *quad) {
  CcOutline outline = {.score = CLAMP(quad->score, 0, 1)};
  for (int i = 0; i < 4; i++) /* pixel centres of both sizes lie in the same place */
    outline.corners[i] = (CardcatPoint){(quad->corners[i].x + 0.5) * edges->shrink - 0.5,
                                        (quad->corners[i].y + 0.5) * edges->shrink - 0.5};
  outline_refine(photo, outline.corners, quad->cut, SMALL_ERROR * edges->shrink + PHOTO_ERROR);
  return outline;
}

/* Rows of cards from top to bottom, each from left to right. */
static int reading_order(gconstpointer a, gconstpointer b) {
  const CcOutline *p = a, *q = b;
  double px = 0, py = 0, qx = 0, qy = 0, top = p->corners[0].y, bottom = top;
  for (int i = 0; i < 4; i++) {
    px += p->corners[i].x / 4;
    py += p->corners[i].y / 4;
    qx += q->corners[i].x / 4;
    qy += q->corners[i].y / 4;
    top = MIN(top, p->corners[i].y);
    bottom = MAX(bottom, p->corners[i].y);
  }
  if (qy > top + ROW_SHARE * (bottom - top) && qy < bottom - ROW_SHARE * (bottom - top))
    return px < qx ? -1 : px > qx;
  return py < qy ? -1 : py > qy;
}

/* Quads that hold little of the print are boxes printed on a card that is the picture itself. */
static gboolean only_boxes(const OutlineEdges *edges, const GArray *quads,
                           const OutlineTexture *texture) {
  const OutlineQuad *best = &g_array_index(quads, OutlineQuad, 0);
  double ratio = (double)MAX(edges->width, edges->height) / MIN(edges->width, edges->height);
  gboolean camera = ratio < CARD_RATIO_MIN;
  if (outline_is_cut(best)) return texture->inside < INSIDE_MIN_CUT;
  if (texture->area > BOXES_AREA_MAX || texture->density > CARD_PRINT_MAX) return FALSE;
  if (camera && best->score > SURE_SCORE) return FALSE;
  return texture->inside < (camera ? INSIDE_MIN_CAMERA : INSIDE_MIN);
}

/* What was found, as text for who looks at the stages. */
static void keep_outlines(CcKeep *keep, const OutlineEdges *edges, const GArray *outlines) {
  if (!keep) return;
  cc_keep_picture(keep, "small", edges->small);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *o = &g_array_index(outlines, CcOutline, i);
    g_string_append_printf(text, "%.2f%s", o->score,
                           o->whole    ? " whole"
                           : o->around ? " around"
                                       : "");
    for (int c = 0; c < 4; c++)
      g_string_append_printf(text, " %.1f,%.1f", o->corners[c].x, o->corners[c].y);
    g_string_append_c(text, '\n');
  }
  cc_keep_text(keep, "outlines", text->str);
}

static void add_around(GArray *outlines, const CcRaster *photo, const OutlineEdges *edges,
                       const GArray *candidates, const GArray *quads) {
  const OutlineQuad *around = outline_around(edges, candidates, quads);
  OutlineQuad joined;
  gboolean is_joined = !around && outline_of_panels(edges, quads, &joined);
  if (!around && !is_joined) return;
  CcOutline outline = full_size(photo, edges, is_joined ? &joined : around);
  outline.around = TRUE;
  outline.joined = is_joined;
  g_array_append_val(outlines, outline);
}

/* ---- tables --------------------------------------------------------------------------------- */

/* Of LINES, of the piece BOX of PHOTO, removes its edges where PHOTO goes on: they cut no card. */
static void drop_inner_edges(GArray *lines, const CcRaster *photo, CardcatBox box) {
  for (guint i = lines->len; i-- > 0;) {
    const OutlineLine *line = &g_array_index(lines, OutlineLine, i);
    if (!line->frame) continue;
    gboolean at_end = line->dx != 0 ? line->at.y > 0 : line->at.x > 0;
    gboolean inner = line->dx != 0 ? (at_end ? box.y + box.h < photo->height : box.y > 0)
                                   : (at_end ? box.x + box.w < photo->width : box.x > 0);
    if (inner) g_array_remove_index(lines, i);
  }
}

/* Adds the cards of about SIZE, pixels of PHOTO, that lie whole in the piece BOX of it. */
static void add_of_piece(GArray *outlines, const CcRaster *photo, CardcatBox box, double size) {
  g_autoptr(CcRaster) piece = cc_raster_crop(photo, box);
  g_autoptr(OutlineEdges) edges = outline_edges_new(piece);
  g_autoptr(GArray) lines = outline_lines_find(edges);
  drop_inner_edges(lines, photo, box);
  g_autoptr(GArray) candidates = outline_quads_find_sized(edges, lines, size / edges->shrink);
  g_autoptr(GArray) quads = outline_choose(edges, candidates);
  for (guint i = 0; i < quads->len; i++) {
    const OutlineQuad *quad = &g_array_index(quads, OutlineQuad, i);
    if (quad->score < (outline_is_cut(quad) ? TABLE_SCORE_CUT : TABLE_SCORE)) continue;
    CcOutline outline = full_size(piece, edges, quad);
    for (int c = 0; c < 4; c++) {
      outline.corners[c].x += box.x;
      outline.corners[c].y += box.y;
    }
    g_array_append_val(outlines, outline);
  }
}

static int better(gconstpointer a, gconstpointer b) {
  const CcOutline *p = a, *q = b;
  return p->score != q->score ? (p->score < q->score ? 1 : -1) : reading_order(a, b);
}

/* Those of OUTLINES, which get sorted, that overlap no better one; owned. */
static GArray *best_of(GArray *outlines) {
  GArray *best = g_array_new(FALSE, FALSE, sizeof(CcOutline));
  g_array_sort(outlines, better);
  for (guint i = 0; i < outlines->len && best->len < CC_CARDS_MAX; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    gboolean is_free = TRUE;
    for (guint k = 0; k < best->len && is_free; k++)
      is_free = cc_quad_overlap(outline->corners, g_array_index(best, CcOutline, k).corners) <
                TABLE_OVERLAP;
    if (is_free) g_array_append_val(best, *outline);
  }
  return best;
}

/* The cards of a table of cards of about SIZE, pixels of PHOTO, looked at piece by piece. */
static GArray *find_table(const CcRaster *photo, double size) {
  g_autoptr(GArray) outlines = g_array_new(FALSE, FALSE, sizeof(CcOutline));
  g_autoptr(GArray) windows = outline_table_windows(photo->width, photo->height, size);
  for (guint i = 0; i < windows->len; i++)
    add_of_piece(outlines, photo, g_array_index(windows, CardcatBox, i), size);
  return best_of(outlines);
}

/* ---- all ------------------------------------------------------------------------------------ */

/* The cards that are seen in one look at PHOTO, or that it may be one itself. */
static GArray *find_at_once(const CcRaster *photo, const OutlineEdges *edges, GArray *candidates) {
  GArray *outlines = g_array_new(FALSE, FALSE, sizeof(CcOutline));
  g_autoptr(GArray) quads = outline_choose(edges, candidates);
  OutlineTexture texture = outline_texture(edges, quads);
  if (quads->len == 0 || only_boxes(edges, quads, &texture)) {
    CcOutline outline = cc_outline_whole(photo);
    if (outline_whole_may_be_card(edges, &texture)) g_array_append_val(outlines, outline);
    return outlines;
  }
  for (guint i = 0; i < quads->len; i++) {
    CcOutline outline = full_size(photo, edges, &g_array_index(quads, OutlineQuad, i));
    g_array_append_val(outlines, outline);
  }
  g_array_sort(outlines, reading_order);
  add_around(outlines, photo, edges, candidates, quads);
  return outlines;
}

GArray *cc_outlines_find(const CcRaster *photo, CcKeep *keep) {
  g_autoptr(OutlineEdges) edges = outline_edges_new(photo);
  g_autoptr(GArray) lines = outline_lines_find(edges);
  g_autoptr(GArray) small = NULL;
  g_autoptr(GArray) candidates = outline_quads_find(edges, lines, &small);
  g_autoptr(GArray) outlines = find_at_once(photo, edges, candidates);
  double size = outline_table_size(edges, small) * edges->shrink;
  if (size > 0) {
    g_autoptr(GArray) table = find_table(photo, size);
    g_array_sort(table, reading_order);
    if (table->len >= OUTLINE_TABLE_CARDS && table->len > outlines->len) {
      g_array_unref(outlines);
      outlines = g_steal_pointer(&table);
    }
  }
  outline_mark_ruled(outlines);
  keep_outlines(keep, edges, outlines);
  return g_steal_pointer(&outlines);
}
