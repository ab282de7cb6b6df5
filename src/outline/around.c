/* The card of which chosen quads may be panels. */
#include "outline/parts.h"

/* Found on 317 photos, scans and renders, among them eight whose panels or halves were taken for
 * cards; tests/bench/loss.py shows what is lost. */

/* More cards than this are no parts of one. */
#define PARTS_MAX 4
/* It is no worse than this, */
#define AROUND_SCORE_MIN 0.5
/* and the ground differs so much beyond each of its sides: shadows and desks have one that does
 * not. */
#define AROUND_CONTRAST_MIN 0.5
/* A quad of which it holds this share is in it, */
#define HOLDS 0.9
/* one of which it holds less than that and more than this is cut by it. */
#define CUTS 0.1
/* Around a single one it is larger by this factor: else they are two fits of one card. */
#define LARGER 1.15
/* Of the strong edges in it so many lie beside what it holds, or several that it holds cover it by
 * this share: cards edge to edge, or parts of one. */
#define PRINT_BESIDE 0.08
#define COVERED 0.82
/* Two panels touch where both ends of a side of one are as near to a side of the other, of its
 * length; */
#define TOUCHING 0.06
/* the corners of both are on its inner side, or as near to it, of their longer side. */
#define OUTER 0.02
/* Its own sides, this share of the way to its middle, are no print. */
#define RIM 0.04

static OutlineQuad without_rim(const OutlineQuad *quad) {
  OutlineQuad inner = *quad;
  CardcatPoint middle = {0, 0};
  for (int i = 0; i < 4; i++) {
    middle.x += quad->corners[i].x / 4;
    middle.y += quad->corners[i].y / 4;
  }
  for (int i = 0; i < 4; i++)
    inner.corners[i] = cc_between(quad->corners[i], middle, RIM);
  return inner;
}

static double edges_in(const OutlineEdges *edges, const GArray *quads) {
  OutlineTexture texture = outline_texture(edges, quads);
  return texture.inside * texture.density;
}

static gboolean is_covered(const OutlineQuad *around, const GArray *held) {
  double covered = 0;
  for (guint i = 0; i < held->len; i++)
    covered += cc_quad_area(g_array_index(held, OutlineQuad, i).corners);
  return held->len > 1 && covered >= COVERED * cc_quad_area(around->corners);
}

static gboolean has_print_beside(const OutlineEdges *edges, const OutlineQuad *around,
                                 GArray *held) {
  double beside = -edges_in(edges, held);
  OutlineQuad inner = without_rim(around);
  g_array_append_val(held, inner);
  double all = edges_in(edges, held);
  return beside + all >= PRINT_BESIDE * all;
}

/* Those of CHOSEN that AROUND holds, OutlineQuad, owned; none when it cuts one. */
static GArray *held_by(const OutlineQuad *around, const GArray *chosen) {
  GArray *held = g_array_new(FALSE, FALSE, sizeof(OutlineQuad));
  for (guint i = 0; i < chosen->len; i++) {
    const OutlineQuad *quad = &g_array_index(chosen, OutlineQuad, i);
    double area = cc_quad_area(quad->corners);
    double shared = cc_quad_shared_area(quad->corners, around->corners);
    if (shared >= HOLDS * area) {
      g_array_append_val(held, *quad);
    } else if (shared > CUTS * area) {
      g_array_set_size(held, 0);
      return held;
    }
  }
  return held;
}

static gboolean is_plain(const OutlineEdges *edges, const OutlineQuad *quad) {
  if (quad->score < AROUND_SCORE_MIN) return FALSE;
  for (int i = 0; i < 4; i++)
    if (quad->cut[i] || outline_side_contrast(edges, quad->corners[i], quad->corners[(i + 1) % 4]) <
                            AROUND_CONTRAST_MIN)
      return FALSE;
  return TRUE;
}

static gboolean is_around(const OutlineEdges *edges, const OutlineQuad *quad,
                          const GArray *chosen) {
  if (!is_plain(edges, quad)) return FALSE;
  g_autoptr(GArray) held = held_by(quad, chosen);
  if (held->len == 0 ||
      (held->len == 1 &&
       cc_quad_area(quad->corners) < LARGER * cc_quad_area(((OutlineQuad *)held->data)->corners)))
    return FALSE;
  return is_covered(quad, held) || has_print_beside(edges, quad, held);
}

const OutlineQuad *outline_around(const OutlineEdges *edges, const GArray *candidates,
                                  const GArray *chosen) {
  for (guint i = 0; chosen->len <= PARTS_MAX && i < candidates->len; i++) {
    const OutlineQuad *quad = &g_array_index(candidates, OutlineCandidate, i).quad;
    if (is_around(edges, quad, chosen)) return quad;
  }
  return NULL;
}

/* ---- two panels --------------------------------------------------------------------------- */

/* How far P is from the way A..B. */
static double from_way(CardcatPoint a, CardcatPoint b, CardcatPoint p) {
  double length = MAX(cc_distance(a, b), 1);
  double t = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (length * length);
  return cc_distance(cc_between(a, b, CLAMP(t, 0, 1)), p);
}

/* Whether a side of B lies along one of A that faces it. */
static gboolean touches(const OutlineQuad *a, const OutlineQuad *b) {
  for (int i = 0; i < 4; i++) {
    CardcatPoint p = a->corners[i], q = a->corners[(i + 1) % 4];
    double reach = TOUCHING * cc_distance(p, q);
    const CardcatPoint *facing = b->corners;
    if (from_way(p, q, facing[(i + 2) % 4]) < reach && from_way(p, q, facing[(i + 3) % 4]) < reach)
      return TRUE;
  }
  return FALSE;
}

/* Whether the corners of OTHER are on the inner side of side I of QUAD. */
static gboolean is_outer(const OutlineQuad *quad, int i, const OutlineQuad *other) {
  CardcatPoint p = quad->corners[i], q = quad->corners[(i + 1) % 4];
  double slack = OUTER * outline_long_side(quad) * cc_distance(p, q);
  for (int k = 0; k < 4; k++)
    if (cc_side_of(p, q, other->corners[k]) < -slack) return FALSE;
  return TRUE;
}

/* The quad of the outer sides of A and B, where they have four; of two that both are, A's. */
static gboolean join(const OutlineQuad *a, const OutlineQuad *b, OutlineQuad *joined) {
  const OutlineQuad *of[4];
  *joined = (OutlineQuad){.score = MIN(a->score, b->score)};
  for (int i = 0; i < 4; i++) {
    of[i] = is_outer(a, i, b) ? a : b;
    if (of[i] == b && !is_outer(b, i, a)) return FALSE;
    joined->cut[i] = of[i]->cut[i];
  }
  for (int i = 0; i < 4; i++) {
    int before = (i + 3) % 4, next = (i + 1) % 4;
    CardcatPoint p = of[before]->corners[before], q = of[before]->corners[i];
    CardcatPoint r = of[i]->corners[i], s = of[i]->corners[next];
    if (!cc_lines_meet(p, (CardcatPoint){q.x - p.x, q.y - p.y}, r,
                       (CardcatPoint){s.x - r.x, s.y - r.y}, &joined->corners[i]))
      return FALSE;
  }
  return TRUE;
}

/* Moves the corners of QUAD, lengthened sides of others, into the picture; FALSE when they leave it
 * by more than OUTER, or the quad is not convex then. */
static gboolean fit_in(const OutlineEdges *edges, OutlineQuad *quad) {
  double slack = OUTER * outline_long_side(quad);
  for (int i = 0; i < 4; i++) {
    CardcatPoint *p = &quad->corners[i], was = *p;
    p->x = CLAMP(was.x, 0, edges->width - 1);
    p->y = CLAMP(was.y, 0, edges->height - 1);
    if (cc_distance(*p, was) > slack) return FALSE;
  }
  for (int i = 0; i < 4; i++)
    if (cc_side_of(quad->corners[i], quad->corners[(i + 1) % 4], quad->corners[(i + 2) % 4]) <= 0)
      return FALSE;
  return TRUE;
}

gboolean outline_of_panels(const OutlineEdges *edges, const GArray *chosen, OutlineQuad *around) {
  for (guint i = 0; chosen->len <= PARTS_MAX && i < chosen->len; i++)
    for (guint k = 0; k < chosen->len; k++) {
      const OutlineQuad *a = &g_array_index(chosen, OutlineQuad, i);
      const OutlineQuad *b = &g_array_index(chosen, OutlineQuad, k);
      if (i != k && (touches(a, b) || touches(b, a)) && join(a, b, around) &&
          fit_in(edges, around) && outline_is_card_shaped(around))
        return TRUE;
    }
  return FALSE;
}
