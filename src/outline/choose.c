/* Which of the candidates are cards. */
#include "outline/parts.h"

#include <math.h>

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* A quad is taken for a card from this score on, */
#define QUAD_SCORE_MIN 0.5
/* and with a side cut off by the picture from this on. */
#define CUT_SCORE_MIN 0.52
/* Beside a better one a quad needs this share of its score, */
#define BESIDE_MIN 0.7
/* and its longer sides are no more than so many times longer or shorter than the first one's; */
#define BESIDE_SIZE 1.8
/* up to this many times when it is nearly as plain to see, and whole. */
#define BESIDE_SIZE_PLAIN 2.8
#define BESIDE_PLAIN 0.75
/* How much of the score a quad loses whose ground is the same inside and outside. */
#define CONTRAST_SHARE 0.4
/* A panel's card is larger by this factor; */
#define EXTEND_AREA 1.08
/* it is by this share as good as the panel itself; */
#define EXTEND_SCORE 0.75
/* its longer sides are edges there by this share, */
#define EXTEND_SUPPORT_MIN 0.6
/* from the first so many pixels on: between two cards there is a gap; */
#define EXTEND_FIRST 10
/* on which they leave the panel's lines by no more than this share of the way; */
#define EXTEND_BEND 0.02
/* and the ground differs so much beyond its new sides: they are no grain. */
#define EXTEND_CONTRAST_MIN 0.42

/* Lowers those whose ground is the same inside and outside. */
static void weigh_contrast(const OutlineEdges *edges, GArray *candidates) {
  for (guint i = 0; i < candidates->len; i++) {
    OutlineCandidate *c = &g_array_index(candidates, OutlineCandidate, i);
    double loss = c->quad.score * CONTRAST_SHARE * (1 - outline_quad_contrast(edges, &c->quad));
    c->key -= loss;
    c->quad.score -= loss;
  }
  g_array_sort(candidates, outline_candidates_compare);
}

/* Whether LINE is an edge all the way from the corner of a panel to that of its card, on the line
 * OF_PANEL too. */
static gboolean goes_on(const OutlineEdges *edges, const OutlineLine *line,
                        const OutlineLine *of_panel, CardcatPoint panel, CardcatPoint card) {
  double dx = card.x - of_panel->at.x, dy = card.y - of_panel->at.y;
  double reach = cc_distance(panel, card);
  if (fabs(dx * of_panel->dy - dy * of_panel->dx) > OUTLINE_SAME_PLACE + EXTEND_BEND * reach)
    return FALSE;
  double from = outline_along(line, panel), to = outline_along(line, card);
  if (fabs(to - from) < EXTEND_FIRST) return FALSE;
  double first = from + CLAMP(to - from, -EXTEND_FIRST, EXTEND_FIRST);
  return outline_side_support(line, from, to) >= EXTEND_SUPPORT_MIN &&
         outline_side_support(line, from, first) >= EXTEND_SUPPORT_MIN &&
         (line->frame || outline_side_contrast(edges, panel, card) >= EXTEND_CONTRAST_MIN);
}

/* Whether the side MOVED of OUTER is that of a better quad on its other side: a card nearby. */
static gboolean is_neighbours(const GArray *candidates, const OutlineCandidate *outer, int moved) {
  for (guint i = 0; i < candidates->len; i++) {
    const OutlineCandidate *c = &g_array_index(candidates, OutlineCandidate, i);
    if (c->quad.score <= outer->quad.score) continue;
    for (int side = 0; side < 4; side++)
      if (c->lines[side] == outer->lines[moved] && !outline_overlap(&c->quad, &outer->quad))
        return TRUE;
  }
  return FALSE;
}

/* Whether OUTER is INNER with one side further out, and the two sides that reach there are edges on
 * that way too: then INNER is a panel of the card OUTER. */
static gboolean extends(const OutlineEdges *edges, const GArray *candidates,
                        const OutlineCandidate *outer, const OutlineCandidate *inner) {
  if (cc_quad_area(outer->quad.corners) < EXTEND_AREA * cc_quad_area(inner->quad.corners) ||
      outer->quad.score < EXTEND_SCORE * inner->quad.score)
    return FALSE;
  int moved = -1;
  for (int i = 0; i < 4; i++) {
    const CardcatPoint *a = outer->quad.corners, *b = inner->quad.corners;
    int next = (i + 1) % 4;
    if (cc_distance(a[i], b[i]) <= 2 * OUTLINE_SAME_PLACE &&
        cc_distance(a[next], b[next]) <= 2 * OUTLINE_SAME_PLACE)
      moved = (i + 2) % 4;
  }
  if (moved < 0 || outer->quad.cut[moved] ||
      outline_side_contrast(edges, outer->quad.corners[moved],
                            outer->quad.corners[(moved + 1) % 4]) < EXTEND_CONTRAST_MIN)
    return FALSE;
  for (int end = 0; end < 2; end++) {
    int corner = (moved + end) % 4;
    int side = end ? (moved + 1) % 4 : (moved + 3) % 4;
    if (!goes_on(edges, outer->lines[side], inner->lines[side], inner->quad.corners[corner],
                 outer->quad.corners[corner]))
      return FALSE;
  }
  return !is_neighbours(candidates, outer, moved);
}

/* The card of which C may be a panel: C itself, or what extends it. */
static const OutlineCandidate *outermost(const OutlineEdges *edges, const GArray *candidates,
                                         const OutlineCandidate *c) {
  for (guint i = 0; i < candidates->len; i++) {
    const OutlineCandidate *other = &g_array_index(candidates, OutlineCandidate, i);
    if (extends(edges, candidates, other, c)) return outermost(edges, candidates, other);
  }
  return c;
}

static gboolean good(const OutlineQuad *quad) {
  return quad->score >= (outline_is_cut(quad) ? CUT_SCORE_MIN : QUAD_SCORE_MIN);
}

/* Cards in one photo are of about one size and about equally plain to see. */
static gboolean fits_beside(const OutlineQuad *quad, const GArray *chosen, double best_score) {
  if (chosen->len == 0) return TRUE;
  double ratio =
      outline_long_side(quad) / outline_long_side(&g_array_index(chosen, OutlineQuad, 0));
  ratio = MAX(ratio, 1 / ratio);
  if (ratio < BESIDE_SIZE) return quad->score >= BESIDE_MIN * best_score;
  return ratio < BESIDE_SIZE_PLAIN && !outline_is_cut(quad) &&
         quad->score >= BESIDE_PLAIN * best_score;
}

/* Adds the card of which C is the best quad, or the cards, where several lie edge to edge. */
static void add_cards(const OutlineEdges *edges, const GArray *candidates,
                      const OutlineCandidate *c, GArray *chosen) {
  const OutlineCandidate *outer = outermost(edges, candidates, c);
  outer = outline_framed(edges, candidates, outer);
  if (!outline_is_free(&outer->quad, chosen)) outer = c;
  g_autoptr(GArray) tiles = outline_tiles(candidates, &outer->quad);
  if (tiles->len == 0) g_array_append_val(chosen, outer->quad);
  for (guint i = 0; i < tiles->len && chosen->len < CC_CARDS_MAX; i++) {
    const OutlineQuad *tile = &g_array_index(tiles, OutlineQuad, i);
    if (outline_is_free(tile, chosen)) g_array_append_val(chosen, *tile);
  }
}

GArray *outline_choose(const OutlineEdges *edges, GArray *candidates) {
  weigh_contrast(edges, candidates);
  GArray *chosen = g_array_new(FALSE, FALSE, sizeof(OutlineQuad));
  double best = 0;
  for (guint i = 0; i < candidates->len && chosen->len < CC_CARDS_MAX; i++) {
    const OutlineCandidate *c = &g_array_index(candidates, OutlineCandidate, i);
    if (!good(&c->quad) || !fits_beside(&c->quad, chosen, best) ||
        !outline_is_free(&c->quad, chosen))
      continue;
    best = MAX(best, c->quad.score);
    add_cards(edges, candidates, c, chosen);
  }
  outline_share_sides(candidates, chosen);
  return chosen;
}
