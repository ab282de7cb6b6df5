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
