/* What the files of outline/ share; no other room includes it.
 *
 * The way: a small picture's colour gradient -> straight segments grown along it -> lines -> quads
 * whose four sides are all edges -> the outermost good ones -> each side fitted anew at full size.
 * A table with many cards is looked at piece by piece, each the same way.
 * After the segments of LSD (von Gioi et al., IPOL 2012) and the quads of Zhang and He's
 * whiteboard scanner (2004). */
#pragma once

#include "base/geometry.h"
#include "outline/outline.h"

/* ---- edges.c: the small picture ------------------------------------------------------------- */

/* For each pixel the gradient of that colour channel in which it is largest, levels per pixel. */
typedef struct {
  int width, height;
  double shrink; /* pixels of the photo per pixel here */
  float *gx, *gy;
  float noise;     /* median magnitude: what is no edge */
  CcRaster *small; /* the small picture itself, owned */
} OutlineEdges;

OutlineEdges *outline_edges_new(const CcRaster *photo);
void outline_edges_free(OutlineEdges *edges);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutlineEdges, outline_edges_free)

/* Magnitude of the gradient at pixel I, counted row by row. */
static inline float outline_magnitude(const OutlineEdges *edges, gsize i) {
  return sqrtf(edges->gx[i] * edges->gx[i] + edges->gy[i] * edges->gy[i]);
}

/* ---- segments.c: lines ---------------------------------------------------------------------- */

/* A straight line across the small picture with the evidence that lies along it. */
typedef struct {
  CardcatPoint at;     /* a point on it */
  double dx, dy;       /* its direction, unit */
  double weight;       /* pixels of its segments, less where they are faint */
  double t_min, t_max; /* where it enters and leaves the picture, pixels from AT */
  float *support; /* running sum from t_min in steps of one pixel of 0..1 how much there is an edge
                     along it; owned */
  gboolean frame; /* an edge of the picture, where a card may be cut */
} OutlineLine;

void outline_line_clear(OutlineLine *line);
/* GArray of OutlineLine, owned, heaviest first; the last four are the picture's own edges. */
GArray *outline_lines_find(const OutlineEdges *edges);
/* Mean support of LINE from T0 to T1 (in either order); what lies outside counts 0. */
double outline_line_support(const OutlineLine *line, double t0, double t1);

/* Where on LINE, in pixels from its point AT, P lies. */
static inline double outline_along(const OutlineLine *line, CardcatPoint p) {
  return (p.x - line->at.x) * line->dx + (p.y - line->at.y) * line->dy;
}

/* Where the picture cuts a card nothing can be seen of its edge: what such a side counts. */
#define OUTLINE_CUT_SUPPORT 0.55

static inline double outline_side_support(const OutlineLine *line, double t0, double t1) {
  return line->frame ? OUTLINE_CUT_SUPPORT : outline_line_support(line, t0, t1);
}

/* ---- quads.c -------------------------------------------------------------------------------- */

typedef struct {
  CardcatPoint corners[4]; /* clockwise from the top-left one, pixels of the
                              small picture */
  double score;            /* 0..1: how much all four sides are edges that end at the corners */
  gboolean cut[4];         /* side i, from corner i to i+1, is an edge of the picture */
} OutlineQuad;

static inline gboolean outline_is_cut(const OutlineQuad *quad) {
  return quad->cut[0] || quad->cut[1] || quad->cut[2] || quad->cut[3];
}

static inline double outline_long_side(const OutlineQuad *quad) {
  return MAX(cc_quad_side(quad->corners, 0), cc_quad_side(quad->corners, 1));
}

/* Cards of a table differ in size, also for perspective, by no more than this factor from their
 * mean.  Found on photos of tables with up to 49 cards. */
#define OUTLINE_SIZES 1.3

/* Whether QUAD has the SIZE, its longer side in pixels, of the cards of a table. */
static inline gboolean outline_is_sized(const OutlineQuad *quad, double size) {
  double side = outline_long_side(quad);
  return side < OUTLINE_SIZES * size && size < OUTLINE_SIZES * side;
}

/* A quad that may be a card. */
typedef struct {
  OutlineQuad quad;
  const OutlineLine *lines[4]; /* its sides */
  double key;                  /* score with the bonus for area */
} OutlineCandidate;

/* Quads whose corners lie this near to each other are one, pixels of the small picture; by hand. */
#define OUTLINE_SAME_PLACE 4
/* GArray of OutlineCandidate, owned, best first, one for each place; their sides are of LINES.
 * SMALL, when not NULL, gets the same of those alone that are as small as cards of a full table. */
GArray *outline_quads_find(const OutlineEdges *edges, const GArray *lines, GArray **small);
/* Those alone that have the SIZE of the cards of a table. */
GArray *outline_quads_find_sized(const OutlineEdges *edges, const GArray *lines, double size);
/* GCompareFunc: the one with the larger key first, then the upper, then the left one. */
int outline_candidates_compare(gconstpointer a, gconstpointer b);

/* ---- judge.c: what lies beside and within quads --------------------------------------------- */

/* 0..1: how much the ground right of the way from P to Q differs from that left of it; 0.5 is a
 * difference of three levels and of three times the noise. */
double outline_side_contrast(const OutlineEdges *edges, CardcatPoint p, CardcatPoint q);
/* The mean of that over the sides that are not cut. */
double outline_quad_contrast(const OutlineEdges *edges, const OutlineQuad *quad);

/* Where the strong edges are: on a photo of a card most are on the card. */
typedef struct {
  double density; /* share of all pixels that are strong edges */
  double inside;  /* share of these that lie in the quads */
  double area;    /* share of the picture that the quads cover */
} OutlineTexture;

OutlineTexture outline_texture(const OutlineEdges *edges, const GArray *quads);
/* Whether a picture with such TEXTURE may itself be a card. */
gboolean outline_whole_may_be_card(const OutlineEdges *edges, const OutlineTexture *texture);

/* ---- nest.c: quads within quads ------------------------------------------------------------- */

/* Whether A and B overlap by more than cards do. */
gboolean outline_overlap(const OutlineQuad *a, const OutlineQuad *b);
/* Whether QUAD overlaps none of CHOSEN (OutlineQuad). */
gboolean outline_is_free(const OutlineQuad *quad, const GArray *chosen);
/* Whether QUAD has the proportions of cards, also tilted. */
gboolean outline_is_card_shaped(const OutlineQuad *quad);
/* The cards that lie edge to edge in AROUND: two or more OutlineQuad, owned; empty when it is one.
 */
GArray *outline_tiles(const GArray *candidates, const OutlineQuad *around);
/* Moves the side that two of CHOSEN (OutlineQuad) share off a band printed along it, to where both
 * are of one size. */
void outline_share_sides(const GArray *candidates, GArray *chosen);
/* The card of which FRAME may be the printed frame, or FRAME itself. */
const OutlineCandidate *outline_framed(const OutlineEdges *edges, const GArray *candidates,
                                       const OutlineCandidate *frame);

/* ---- choose.c: which quads are cards -------------------------------------------------------- */

/* The cards among CANDIDATES, whose scores and order change: GArray of OutlineQuad, owned, best
 * first, no two of which overlap much. */
GArray *outline_choose(const OutlineEdges *edges, GArray *candidates);

/* ---- around.c: quads around cards ----------------------------------------------------------- */

/* The best of CANDIDATES that holds some of CHOSEN (OutlineQuad), cuts none and has print beside
 * them: the card of which they may be panels or halves; NULL when there is none. */
const OutlineQuad *outline_around(const OutlineEdges *edges, const GArray *candidates,
                                  const GArray *chosen);
/* AROUND becomes the quad of the outer sides of two of CHOSEN that touch: both may be panels of one
 * card.  FALSE: no two are. */
gboolean outline_of_panels(const OutlineEdges *edges, const GArray *chosen, OutlineQuad *around);

/* ---- table.c: many cards -------------------------------------------------------------------- */

/* A table has so many cards or more. */
#define OUTLINE_TABLE_CARDS 6
/* The longer side, pixels of the small picture, of the many cards of one size that SMALL
 * (OutlineCandidate, small ones) are of; 0 when these are no table of cards. */
double outline_table_size(const OutlineEdges *edges, const GArray *small);
/* Pieces of a picture of WIDTH by HEIGHT, overlapping, that a card of longer side SIZE (its pixels)
 * lies in one of whole: GArray of CardcatBox, owned. */
GArray *outline_table_windows(int width, int height, double size);

/* ---- ruled.c: boxes in straight rows --------------------------------------------------------- */

/* Sets RULED of OUTLINES (CcOutline) where that is what they are. */
void outline_mark_ruled(GArray *outlines);

/* ---- refine.c: full size -------------------------------------------------------------------- */

/* Moves CORNERS (pixels of PHOTO, right within REACH pixels) to where the sides truly lie; the
 * sides marked CUT stay.  What cannot be fitted stays where it is. */
void outline_refine(const CcRaster *photo, CardcatPoint corners[4], const gboolean cut[4],
                    double reach);
