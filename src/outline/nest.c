/* Quads within quads: overlaps, cards edge to edge, printed frames. */
#include "outline/parts.h"

#include <math.h>

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* Quads that share more than this of the smaller one are not both cards. */
#define OVERLAP_MAX 0.12

/* Cards side by side cover this share of the quad around them all, */
#define TILES_COVER 0.82
/* each has no more than this share of it, and lies in it but for this share; */
#define TILE_AREA_MAX 0.6
#define TILE_INSIDE 0.93
/* in size and in proportions they differ by no more than this factor, */
#define TILE_SIZES 1.4
/* and the directions of their sides from those around them by this sine; */
#define TILE_SIN 0.13
/* each is by this share as good as what is around them, */
#define TILE_SCORE 0.75
/* and has a card's proportions: the halves of one card (1.1 to 1.3) have not. */
#define TILE_RATIO_MIN 1.36
#define TILE_RATIO_MAX 2.2

/* Cards that lie edge to edge share a side: their corners meet within this share of its length. */
#define SHARED_NEAR 0.08
/* A band printed along that side may be taken for the other card's: then one card is more than so
 * many times deeper than the other (a footer makes 1.4, a band at the side 1.7; cards of two
 * countries 1.13, seen aslant 1.2), */
#define SHARED_UNEQUAL 1.22
/* and there is a line between them that makes both this equal, with quads by this share as good.
 * Found on photos of two to six generated cards, edge to edge. */
#define SHARED_EQUAL 1.16
#define SHARED_SCORE 0.75
/* Corners this near to each other, pixels of the small picture, are one. */
#define SAME_CORNER 5

/* A printed frame runs along a card's edge, away from it by this share of the shorter side; */
#define FRAME_MARGIN_MAX 0.16
/* nearer than this, pixels of the small picture, the two are one edge. */
#define FRAME_MARGIN_MIN 5
/* The card is by this share as good as the frame. */
#define FRAME_SCORE 0.8
/* The ground is looked at in so many parts of a side, in so many places of each; */
#define PARTS 6
#define PLACES 4
/* from here to there beyond either line, pixels of the small picture. */
#define NEAR 3
#define FAR 7
/* The margin between the two lines is looked at from here to there, tenths of the way. */
#define MARGIN_FROM 4
#define MARGIN_TO 6
/* Between frame and edge the card is the same as within and other than the desk, in so many parts;
 * it differs from within by no more than this share of what it differs from the desk. */
#define PARTS_ALIKE 5
#define ALIKE_SHARE 0.5
/* Grounds differ from so many levels on, and from so many times the noise. */
#define DIFFER_LEVELS 3
#define DIFFER_NOISE 1.5
/* One ground under uneven light differs by so many times that. */
#define SAME_GROUND 3

gboolean outline_overlap(const OutlineQuad *a, const OutlineQuad *b) {
  double smaller = MIN(cc_quad_area(a->corners), cc_quad_area(b->corners));
  return cc_quad_shared_area(a->corners, b->corners) >= OVERLAP_MAX * smaller;
}

gboolean outline_is_free(const OutlineQuad *quad, const GArray *chosen) {
  for (guint i = 0; i < chosen->len; i++) {
    if (outline_overlap(quad, &g_array_index(chosen, OutlineQuad, i))) return FALSE;
  }
  return TRUE;
}

/* ---- tiles ---------------------------------------------------------------------------------- */

gboolean outline_is_card_shaped(const OutlineQuad *q) {
  double a = cc_quad_side(q->corners, 0), b = cc_quad_side(q->corners, 1),
         ratio = MAX(a, b) / MAX(MIN(a, b), 1);
  return ratio > TILE_RATIO_MIN && ratio < TILE_RATIO_MAX;
}

/* The sine of the angle between side I of A and side K of B. */
static double sine(const OutlineQuad *a, int i, const OutlineQuad *b, int k) {
  CardcatPoint p = a->corners[i], q = a->corners[(i + 1) % 4];
  CardcatPoint r = b->corners[k], s = b->corners[(k + 1) % 4];
  return fabs((q.x - p.x) * (s.y - r.y) - (q.y - p.y) * (s.x - r.x)) /
         (cc_distance(p, q) * cc_distance(r, s));
}

/* Which side of AROUND the sides of Q are parallel to, 0 or 1; -1 when they are not. */
static int parallel_side(const OutlineQuad *q, const OutlineQuad *around) {
  for (int turn = 0; turn < 2; turn++) {
    int i = 0;
    while (i < 4 && sine(q, i, around, (i + turn) % 4) < TILE_SIN)
      i++;
    if (i == 4) return turn;
  }
  return -1;
}

/* What two cards that lie side by side have in common. */
typedef struct {
  double area, ratio; /* pixels; width to height along the first side around them */
} TileShape;

static gboolean tile_shape(const OutlineQuad *q, const OutlineQuad *around, TileShape *shape) {
  int turn = parallel_side(q, around);
  if (turn < 0 || !outline_is_card_shaped(q)) return FALSE;
  double ratio = cc_quad_side(q->corners, 0) / cc_quad_side(q->corners, 1);
  *shape = (TileShape){cc_quad_area(q->corners), turn ? 1 / ratio : ratio};
  return TRUE;
}

static gboolean about_same(double a, double b) {
  return a < TILE_SIZES * b && b < TILE_SIZES * a;
}

GArray *outline_tiles(const GArray *candidates, const OutlineQuad *around) {
  GArray *tiles = g_array_new(FALSE, FALSE, sizeof(OutlineQuad));
  double whole = cc_quad_area(around->corners), covered = 0;
  TileShape first = {0};
  for (guint i = 0; i < candidates->len; i++) {
    const OutlineQuad *q = &g_array_index(candidates, OutlineCandidate, i).quad;
    TileShape shape;
    if (q->score < TILE_SCORE * around->score || !tile_shape(q, around, &shape) ||
        shape.area > TILE_AREA_MAX * whole ||
        cc_quad_shared_area(q->corners, around->corners) < TILE_INSIDE * shape.area ||
        !outline_is_free(q, tiles))
      continue;
    if (tiles->len == 0) first = shape;
    if (!about_same(shape.area, first.area) || !about_same(shape.ratio, first.ratio)) continue;
    covered += shape.area;
    g_array_append_val(tiles, *q);
  }
  if (tiles->len < 2 || covered < TILES_COVER * whole) g_array_set_size(tiles, 0);
  return tiles;
}

/* ---- shared sides --------------------------------------------------------------------------- */

/* Side I of A and the side of B that lies on it, the other way round; -1 when none does. */
static int side_on(const OutlineQuad *a, int i, const OutlineQuad *b) {
  CardcatPoint p = a->corners[i], q = a->corners[(i + 1) % 4];
  double near = SHARED_NEAR * cc_distance(p, q);
  for (int k = 0; k < 4; k++)
    if (cc_distance(p, b->corners[(k + 1) % 4]) < near && cc_distance(q, b->corners[k]) < near)
      return k;
  return -1;
}

/* How many times deeper for its width, seen from the side they share, one is than the other. */
static double unequal(const OutlineQuad *a, int i, const OutlineQuad *b, int k) {
  double depth_a = cc_quad_side(a->corners, (i + 1) % 4) / MAX(cc_quad_side(a->corners, i), 1);
  double depth_b = cc_quad_side(b->corners, (k + 1) % 4) / MAX(cc_quad_side(b->corners, k), 1);
  return MAX(depth_a, depth_b) / MAX(MIN(depth_a, depth_b), 1e-3);
}

/* Whether C is A but for its side I. */
static gboolean is_moved(const OutlineQuad *c, const OutlineQuad *a, int i) {
  for (int n = 2; n < 4; n++)
    if (cc_distance(c->corners[(i + n) % 4], a->corners[(i + n) % 4]) > SAME_CORNER) return FALSE;
  return cc_distance(c->corners[i], a->corners[i]) > SAME_CORNER;
}

/* What A may be with its side I elsewhere: OutlineQuad, owned. */
static GArray *with_side_moved(const GArray *candidates, const OutlineQuad *a, int i) {
  GArray *quads = g_array_new(FALSE, FALSE, sizeof(OutlineQuad));
  for (guint m = 0; m < candidates->len; m++) {
    const OutlineQuad *c = &g_array_index(candidates, OutlineCandidate, m).quad;
    if (c->score >= SHARED_SCORE * a->score && is_moved(c, a, i)) g_array_append_val(quads, *c);
  }
  return quads;
}

/* Moves side I of A and side K of B to where they are one and both cards of one size; FALSE: there
 * is no such line. */
static gboolean share_anew(const GArray *candidates, OutlineQuad *a, int i, OutlineQuad *b, int k) {
  if (unequal(a, i, b, k) < SHARED_UNEQUAL) return FALSE;
  g_autoptr(GArray) first = with_side_moved(candidates, a, i);
  g_autoptr(GArray) second = with_side_moved(candidates, b, k);
  double least = SHARED_EQUAL;
  OutlineQuad best[2] = {*a, *b};
  for (guint m = 0; m < first->len; m++)
    for (guint n = 0; n < second->len; n++) {
      const OutlineQuad *c = &g_array_index(first, OutlineQuad, m);
      const OutlineQuad *d = &g_array_index(second, OutlineQuad, n);
      if (side_on(c, i, d) != k || unequal(c, i, d, k) >= least) continue;
      least = unequal(c, i, d, k);
      best[0] = *c;
      best[1] = *d;
    }
  *a = best[0];
  *b = best[1];
  return least < SHARED_EQUAL;
}

static void share_sides_of(const GArray *candidates, OutlineQuad *a, OutlineQuad *b) {
  for (int i = 0; i < 4; i++)
    for (int k = 0; k < 4; k++)
      if (share_anew(candidates, a, i, b, k)) return;
}

void outline_share_sides(const GArray *candidates, GArray *chosen) {
  for (guint m = 0; m < chosen->len; m++)
    for (guint n = m + 1; n < chosen->len; n++)
      share_sides_of(candidates, &g_array_index(chosen, OutlineQuad, m),
                     &g_array_index(chosen, OutlineQuad, n));
}

/* ---- frames --------------------------------------------------------------------------------- */

typedef struct {
  double sum[3];
  int count;
} Ground;

static void ground_add(Ground *g, const CcRaster *small, CardcatPoint p) {
  int x = (int)lrint(p.x), y = (int)lrint(p.y);
  if (x < 0 || y < 0 || x >= small->width || y >= small->height) return;
  const guint8 *at = cc_raster_at(small, x, y);
  for (int b = 0; b < 3; b++)
    g->sum[b] += at[small->bands == 3 ? b : 0];
  g->count++;
}

static double ground_difference(const Ground *a, const Ground *b) {
  double most = 0;
  for (int i = 0; i < 3; i++)
    most = MAX(most, fabs(a->sum[i] / a->count - b->sum[i] / b->count));
  return most;
}

/* Whether on part PART of their side the ground between FRAME and CARD is the card's. */
static gboolean part_is_margin(const OutlineEdges *e, const CardcatPoint frame[2],
                               const CardcatPoint card[2], int part) {
  Ground within = {0}, margin = {0}, desk = {0};
  for (int k = 0; k < PLACES; k++) {
    double t = (part + (k + 0.5) / PLACES) / PARTS;
    CardcatPoint a = cc_between(frame[0], frame[1], t), b = cc_between(card[0], card[1], t);
    double gap = cc_distance(a, b);
    if (gap < 1) continue;
    for (int off = NEAR; off <= FAR; off++) {
      ground_add(&within, e->small, cc_between(a, b, -off / gap));
      ground_add(&desk, e->small, cc_between(a, b, 1 + off / gap));
    }
    for (int tenths = MARGIN_FROM; tenths <= MARGIN_TO; tenths++)
      ground_add(&margin, e->small, cc_between(a, b, tenths / 10.0));
  }
  if (within.count == 0 || margin.count == 0 || desk.count == 0) return FALSE;
  double to_desk = ground_difference(&margin, &desk), to_card = ground_difference(&margin, &within);
  double least = DIFFER_LEVELS + DIFFER_NOISE * e->noise;
  return to_desk > least && to_card < SAME_GROUND * least && to_card < ALIKE_SHARE * to_desk;
}

static gboolean side_is_margin(const OutlineEdges *e, const CardcatPoint frame[2],
                               const CardcatPoint card[2]) {
  int alike = 0;
  for (int part = 0; part < PARTS; part++)
    alike += part_is_margin(e, frame, card, part);
  return alike >= PARTS_ALIKE;
}

/* How far the middle of side I of OUTER lies outside of that of INNER, pixels. */
static double outside_by(const OutlineQuad *outer, const OutlineQuad *inner, int i) {
  CardcatPoint a = inner->corners[i], b = inner->corners[(i + 1) % 4];
  CardcatPoint m = cc_between(outer->corners[i], outer->corners[(i + 1) % 4], 0.5);
  return ((m.x - a.x) * (b.y - a.y) - (m.y - a.y) * (b.x - a.x)) / cc_distance(a, b);
}

static gboolean is_frame_of(const OutlineEdges *e, const OutlineQuad *card,
                            const OutlineQuad *frame) {
  if (card->score < FRAME_SCORE * frame->score) return FALSE;
  double most =
      FRAME_MARGIN_MAX * MIN(cc_quad_side(frame->corners, 0), cc_quad_side(frame->corners, 1));
  gboolean moved[4], any = FALSE;
  for (int i = 0; i < 4; i++) {
    double by = outside_by(card, frame, i);
    if (by < -FRAME_MARGIN_MIN || by > most) return FALSE;
    moved[i] = by >= FRAME_MARGIN_MIN;
    any |= moved[i];
  }
  for (int i = 0; any && i < 4; i++) {
    const CardcatPoint a[2] = {frame->corners[i], frame->corners[(i + 1) % 4]};
    const CardcatPoint b[2] = {card->corners[i], card->corners[(i + 1) % 4]};
    if (moved[i] && (card->cut[i] || !side_is_margin(e, a, b))) return FALSE;
  }
  return any;
}

const OutlineCandidate *outline_framed(const OutlineEdges *e, const GArray *candidates,
                                       const OutlineCandidate *frame) {
  for (guint i = 0; i < candidates->len; i++) {
    const OutlineCandidate *card = &g_array_index(candidates, OutlineCandidate, i);
    if (cc_quad_area(card->quad.corners) > cc_quad_area(frame->quad.corners) &&
        is_frame_of(e, &card->quad, &frame->quad))
      return outline_framed(e, candidates, card);
  }
  return frame;
}
