#include "outline/parts.h"

#include <math.h>

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
/* Quads that share more than this of the smaller one are not both cards. */
#define OVERLAP_MAX 0.12
/* Quads whose corners lie this near to each other are one, pixels. */
#define SAME_PLACE 4
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

double find_quad_area(const CardcatPoint c[4]) {
  double sum = 0;
  for (int i = 0; i < 4; i++)
    sum += c[i].x * c[(i + 1) % 4].y - c[(i + 1) % 4].x * c[i].y;
  return sum / 2;
}

static int better(gconstpointer a, gconstpointer b) {
  const FindCandidate *p = a, *q = b;
  if (p->key != q->key) return p->key < q->key ? 1 : -1;
  if (p->quad.corners[0].y != q->quad.corners[0].y)
    return p->quad.corners[0].y < q->quad.corners[0].y ? -1 : 1;
  double d = p->quad.corners[0].x - q->quad.corners[0].x;
  return d < 0 ? -1 : d > 0;
}

static gboolean same_place(const FindQuad *a, const FindQuad *b) {
  for (int i = 0; i < 4; i++)
    if (fabs(a->corners[i].x - b->corners[i].x) > SAME_PLACE ||
        fabs(a->corners[i].y - b->corners[i].y) > SAME_PLACE)
      return FALSE;
  return TRUE;
}

GArray *find_best_candidates(GArray *candidates) {
  g_array_sort(candidates, better);
  GArray *best = g_array_new(FALSE, FALSE, sizeof(FindCandidate));
  for (guint i = 0; i < candidates->len && best->len < FIND_CANDIDATES_MAX; i++) {
    const FindCandidate *c = &g_array_index(candidates, FindCandidate, i);
    gboolean known = FALSE;
    for (guint k = 0; k < best->len && !known; k++)
      known = same_place(&c->quad, &g_array_index(best, FindCandidate, k).quad);
    if (!known) g_array_append_val(best, *c);
  }
  return best;
}

/* The part of the polygon P (of N corners, room for 8) on the inner side of A to B; its corners. */
static int cut_polygon(CardcatPoint *p, int n, CardcatPoint a, CardcatPoint b) {
  CardcatPoint out[12];
  int count = 0;
  for (int i = 0; i < n; i++) {
    CardcatPoint s = p[i], e = p[(i + 1) % n];
    double ds = (b.x - a.x) * (s.y - a.y) - (b.y - a.y) * (s.x - a.x);
    double de = (b.x - a.x) * (e.y - a.y) - (b.y - a.y) * (e.x - a.x);
    if (ds >= 0) out[count++] = s;
    if ((ds >= 0) != (de >= 0)) {
      double t = ds / (ds - de);
      out[count++] = (CardcatPoint){s.x + t * (e.x - s.x), s.y + t * (e.y - s.y)};
    }
  }
  count = MIN(count, 8);
  for (int i = 0; i < count; i++)
    p[i] = out[i];
  return count;
}

double find_shared_area(const CardcatPoint a[4], const CardcatPoint b[4]) {
  CardcatPoint p[8] = {a[0], a[1], a[2], a[3]};
  int n = 4;
  for (int i = 0; i < 4 && n > 0; i++)
    n = cut_polygon(p, n, b[i], b[(i + 1) % 4]);
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += p[i].x * p[(i + 1) % n].y - p[(i + 1) % n].x * p[i].y;
  return fabs(sum) / 2;
}

static gboolean overlaps(const FindQuad *a, const FindQuad *b) {
  double smaller = MIN(find_quad_area(a->corners), find_quad_area(b->corners));
  return find_shared_area(a->corners, b->corners) >= OVERLAP_MAX * smaller;
}

gboolean find_is_free(const FindQuad *quad, const GArray *chosen) {
  for (guint i = 0; i < chosen->len; i++) {
    if (overlaps(quad, &g_array_index(chosen, FindQuad, i))) return FALSE;
  }
  return TRUE;
}

/* Lowers those whose ground is the same inside and outside. */
static void weigh_contrast(const FindEdges *edges, GArray *candidates) {
  for (guint i = 0; i < candidates->len; i++) {
    FindCandidate *c = &g_array_index(candidates, FindCandidate, i);
    double loss = c->quad.score * CONTRAST_SHARE * (1 - find_quad_contrast(edges, &c->quad));
    c->key -= loss;
    c->quad.score -= loss;
  }
  g_array_sort(candidates, better);
}

/* Whether LINE is an edge all the way from the corner of a panel to that of its card, on the line
 * OF_PANEL too. */
static gboolean goes_on(const FindEdges *edges, const FindLine *line, const FindLine *of_panel,
                        CardcatPoint panel, CardcatPoint card) {
  double dx = card.x - of_panel->at.x, dy = card.y - of_panel->at.y;
  double reach = find_distance(panel, card);
  if (fabs(dx * of_panel->dy - dy * of_panel->dx) > SAME_PLACE + EXTEND_BEND * reach) return FALSE;
  double from = find_along(line, panel), to = find_along(line, card);
  if (fabs(to - from) < EXTEND_FIRST) return FALSE;
  double first = from + CLAMP(to - from, -EXTEND_FIRST, EXTEND_FIRST);
  return find_side_support(line, from, to) >= EXTEND_SUPPORT_MIN &&
         find_side_support(line, from, first) >= EXTEND_SUPPORT_MIN &&
         (line->frame || find_side_contrast(edges, panel, card) >= EXTEND_CONTRAST_MIN);
}

/* Whether the side MOVED of OUTER is that of a better quad on its other side: a card nearby. */
static gboolean is_neighbours(const GArray *candidates, const FindCandidate *outer, int moved) {
  for (guint i = 0; i < candidates->len; i++) {
    const FindCandidate *c = &g_array_index(candidates, FindCandidate, i);
    if (c->quad.score <= outer->quad.score) continue;
    for (int side = 0; side < 4; side++)
      if (c->lines[side] == outer->lines[moved] && !overlaps(&c->quad, &outer->quad)) return TRUE;
  }
  return FALSE;
}

/* Whether OUTER is INNER with one side further out, and the two sides that reach there are edges on
 * that way too: then INNER is a panel of the card OUTER. */
static gboolean extends(const FindEdges *edges, const GArray *candidates,
                        const FindCandidate *outer, const FindCandidate *inner) {
  if (find_quad_area(outer->quad.corners) < EXTEND_AREA * find_quad_area(inner->quad.corners) ||
      outer->quad.score < EXTEND_SCORE * inner->quad.score)
    return FALSE;
  int moved = -1;
  for (int i = 0; i < 4; i++) {
    const CardcatPoint *a = outer->quad.corners, *b = inner->quad.corners;
    int next = (i + 1) % 4;
    if (find_distance(a[i], b[i]) <= 2 * SAME_PLACE &&
        find_distance(a[next], b[next]) <= 2 * SAME_PLACE)
      moved = (i + 2) % 4;
  }
  if (moved < 0 || outer->quad.cut[moved] ||
      find_side_contrast(edges, outer->quad.corners[moved], outer->quad.corners[(moved + 1) % 4]) <
          EXTEND_CONTRAST_MIN)
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
static const FindCandidate *outermost(const FindEdges *edges, const GArray *candidates,
                                      const FindCandidate *c) {
  for (guint i = 0; i < candidates->len; i++) {
    const FindCandidate *other = &g_array_index(candidates, FindCandidate, i);
    if (extends(edges, candidates, other, c)) return outermost(edges, candidates, other);
  }
  return c;
}

static gboolean is_cut(const FindQuad *quad) {
  return quad->cut[0] || quad->cut[1] || quad->cut[2] || quad->cut[3];
}

static gboolean good(const FindQuad *quad) {
  return quad->score >= (is_cut(quad) ? CUT_SCORE_MIN : QUAD_SCORE_MIN);
}

static double long_side(const FindQuad *quad) {
  double side[4];
  for (int i = 0; i < 4; i++)
    side[i] = find_distance(quad->corners[i], quad->corners[(i + 1) % 4]);
  return MAX(side[0] + side[2], side[1] + side[3]) / 2;
}

/* Cards in one photo are of about one size and about equally plain to see. */
static gboolean fits_beside(const FindQuad *quad, const GArray *chosen, double best_score) {
  if (chosen->len == 0) return TRUE;
  double ratio = long_side(quad) / long_side(&g_array_index(chosen, FindQuad, 0));
  ratio = MAX(ratio, 1 / ratio);
  if (ratio < BESIDE_SIZE) return quad->score >= BESIDE_MIN * best_score;
  return ratio < BESIDE_SIZE_PLAIN && !is_cut(quad) && quad->score >= BESIDE_PLAIN * best_score;
}

/* Adds the card of which C is the best quad, or the cards, where several lie edge to edge. */
static void add_cards(const FindEdges *edges, const GArray *candidates, const FindCandidate *c,
                      GArray *chosen) {
  const FindCandidate *outer = outermost(edges, candidates, c);
  outer = find_framed(edges, candidates, outer);
  if (!find_is_free(&outer->quad, chosen)) outer = c;
  g_autoptr(GArray) tiles = find_tiles(candidates, &outer->quad);
  if (tiles->len == 0) g_array_append_val(chosen, outer->quad);
  for (guint i = 0; i < tiles->len && chosen->len < CC_CARDS_MAX; i++) {
    const FindQuad *tile = &g_array_index(tiles, FindQuad, i);
    if (find_is_free(tile, chosen)) g_array_append_val(chosen, *tile);
  }
}

GArray *find_choose(const FindEdges *edges, GArray *all) {
  g_autoptr(GArray) candidates = find_best_candidates(all);
  weigh_contrast(edges, candidates);
  GArray *chosen = g_array_new(FALSE, FALSE, sizeof(FindQuad));
  double best = 0;
  for (guint i = 0; i < candidates->len && chosen->len < CC_CARDS_MAX; i++) {
    const FindCandidate *c = &g_array_index(candidates, FindCandidate, i);
    if (!good(&c->quad) || !fits_beside(&c->quad, chosen, best) || !find_is_free(&c->quad, chosen))
      continue;
    best = MAX(best, c->quad.score);
    add_cards(edges, candidates, c, chosen);
  }
  find_share_sides(candidates, chosen);
  return chosen;
}
