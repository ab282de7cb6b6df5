/* What lies beside and within quads: contrast of their sides, print. */
#include "outline/parts.h"

#include <math.h>

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* A side is compared in so many parts: two-tone cards differ from their ground in each. */
#define SIDE_PARTS 4
#define PART_SAMPLES 5
/* This share of it at either end belongs to the corner, which may be round. */
#define END_SHARE 0.04
/* The ground on both sides of a side is looked at from here to there, pixels of the small picture:
 * beyond the blur, and wide enough that grain evens out. */
#define BAND_NEAR 2
#define BAND_FAR 8
#define BAND_STEP 2
/* Contrast that counts one half: so many levels, and so many times the noise. */
#define HALF_LEVELS 3
#define HALF_NOISE 3
/* Print is an edge of so many levels per pixel, and so many times the noise. */
#define PRINT_LEVELS 8
#define PRINT_NOISE 5
/* An edge this near to a quad, pixels, is in it. */
#define IN_QUAD 3
/* With less than this share of strong edges nothing is printed: an empty desk, a wall. */
#define PRINT_MIN 0.004
/* With more than this share the ground is all texture.  Leaflets of a card have up to 0.35, pages
 * of text the same, which are read and refused; cloth has 0.8. */
#define PRINT_MAX 0.45
/* A picture longer than this, to its width, is a panorama or a strip and no card. */
#define WHOLE_RATIO_MAX 2.6

/* Mean colour of a band beside one part of the side from P to Q; SIGN 1: inside, -1: outside. */
static gboolean band_colour(const OutlineEdges *e, CardcatPoint p, CardcatPoint q, int part,
                            int sign, double colour[3]) {
  const CcRaster *small = e->small;
  double dx = q.x - p.x, dy = q.y - p.y, length = cc_distance(p, q);
  int count = 0;
  colour[0] = colour[1] = colour[2] = 0;
  for (int i = 0; i < PART_SAMPLES; i++) {
    double t = END_SHARE + (1 - 2 * END_SHARE) * (part + (i + 0.5) / PART_SAMPLES) / SIDE_PARTS;
    for (int off = BAND_NEAR; off <= BAND_FAR; off += BAND_STEP) {
      int x = (int)lrint(p.x + t * dx - sign * off * dy / length);
      int y = (int)lrint(p.y + t * dy + sign * off * dx / length);
      if (x < 0 || y < 0 || x >= small->width || y >= small->height) continue;
      const guint8 *at = cc_raster_at(small, x, y);
      for (int b = 0; b < 3; b++)
        colour[b] += at[small->bands == 3 ? b : 0];
      count++;
    }
  }
  for (int b = 0; b < 3; b++)
    colour[b] /= MAX(count, 1);
  return count > PART_SAMPLES;
}

double outline_side_contrast(const OutlineEdges *e, CardcatPoint p, CardcatPoint q) {
  double sum = 0;
  int count = 0;
  for (int part = 0; part < SIDE_PARTS; part++) {
    double in[3], out[3], most = 0;
    if (!band_colour(e, p, q, part, 1, in) || !band_colour(e, p, q, part, -1, out)) continue;
    for (int b = 0; b < 3; b++)
      most = MAX(most, fabs(in[b] - out[b]));
    sum += most / (most + HALF_LEVELS + HALF_NOISE * e->noise);
    count++;
  }
  return count ? sum / count : 0;
}

double outline_quad_contrast(const OutlineEdges *e, const OutlineQuad *quad) {
  double sum = 0;
  int count = 0;
  for (int i = 0; i < 4; i++) {
    if (quad->cut[i]) continue;
    sum += outline_side_contrast(e, quad->corners[i], quad->corners[(i + 1) % 4]);
    count++;
  }
  return count ? sum / count : 0;
}

static gboolean in_quad(const OutlineQuad *quad, CardcatPoint at) {
  for (int i = 0; i < 4; i++) {
    CardcatPoint p = quad->corners[i], q = quad->corners[(i + 1) % 4];
    if (cc_side_of(p, q, at) < -IN_QUAD * cc_distance(p, q)) return FALSE;
  }
  return TRUE;
}

OutlineTexture outline_texture(const OutlineEdges *e, const GArray *quads) {
  float least = MAX(PRINT_LEVELS, PRINT_NOISE * e->noise);
  guint all = 0, inside = 0;
  for (int y = 0; y < e->height; y++)
    for (int x = 0; x < e->width; x++) {
      gsize i = (gsize)y * (gsize)e->width + (gsize)x;
      if (outline_magnitude(e, i) < least) continue;
      all++;
      for (guint k = 0; k < quads->len; k++)
        if (in_quad(&g_array_index(quads, OutlineQuad, k), (CardcatPoint){x, y})) {
          inside++;
          break;
        }
    }
  double pixels = (double)e->width * e->height, area = 0;
  for (guint k = 0; k < quads->len; k++)
    area += cc_quad_area(g_array_index(quads, OutlineQuad, k).corners);
  return (OutlineTexture){all / pixels, all ? (double)inside / all : 0, area / pixels};
}

gboolean outline_whole_may_be_card(const OutlineEdges *e, const OutlineTexture *texture) {
  double ratio = (double)MAX(e->width, e->height) / MIN(e->width, e->height);
  return texture->density >= PRINT_MIN && texture->density <= PRINT_MAX && ratio < WHOLE_RATIO_MAX;
}
