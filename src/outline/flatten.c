/* A card flattened by its homography, in its true proportions. */
#include "outline/outline.h"

#include "base/bands.h"
#include "base/geometry.h"

#include <math.h>
#include <string.h>

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* Proportions of cards, long side to short: ISO 7810 (85.6 x 54 mm), Europe (85 x 55), Japan
 * (91 x 55), North America (3.5 x 2 in). */
static const double card_ratios[] = {85.6 / 54, 85.0 / 55, 91.0 / 55, 3.5 / 2};
/* A ratio measured this near to one of them is taken for it. */
#define RATIO_NEAR 0.04
/* Ratios beyond this are no card's; the measurement failed. */
#define RATIO_MAX 3.5
/* Focal length of a photo that does not tell it, of its longer edge: phones have 24 to 28 mm on
 * 36 mm. */
#define FOCAL_DEFAULT 0.75
/* A flattened card has an edge of at least so many pixels. */
#define EDGE_MIN 16
/* Bilinear samples of this much more than one pixel's distance do not alias yet. */
#define TAPS_SLACK 0.25
#define TAPS_MAX 6
/* Diagonal of a 35 mm film's picture, mm. */
#define FILM_DIAGONAL 43.27

typedef struct {
  double m[9];
} Homography;

/* Of the unit square to the quad (Heckbert 1989). */
static Homography square_to_quad(const CardcatPoint c[4]) {
  double sx = c[0].x - c[1].x + c[2].x - c[3].x, sy = c[0].y - c[1].y + c[2].y - c[3].y;
  double dx1 = c[1].x - c[2].x, dx2 = c[3].x - c[2].x;
  double dy1 = c[1].y - c[2].y, dy2 = c[3].y - c[2].y;
  double det = dx1 * dy2 - dx2 * dy1;
  double g = 0, h = 0;
  if (fabs(det) > 1e-9) {
    g = (sx * dy2 - dx2 * sy) / det;
    h = (dx1 * sy - sx * dy1) / det;
  }
  return (Homography){{c[1].x - c[0].x + g * c[1].x, c[3].x - c[0].x + h * c[3].x, c[0].x,
                       c[1].y - c[0].y + g * c[1].y, c[3].y - c[0].y + h * c[3].y, c[0].y, g, h,
                       1}};
}

static double focal_pixels(const CcRaster *photo, double focal_35mm) {
  if (focal_35mm > 0) return focal_35mm / FILM_DIAGONAL * hypot(photo->width, photo->height);
  return FOCAL_DEFAULT * MAX(photo->width, photo->height);
}

/* Width to height of the rectangle that the camera saw as this quad: the lengths of the two columns
 * of the homography with the camera taken off (Zhang and He 2004). */
static double true_ratio(const CcRaster *photo, const Homography *h, double focal) {
  double cx = photo->width / 2.0, cy = photo->height / 2.0, square[2];
  for (int i = 0; i < 2; i++) {
    double x = (h->m[i] - cx * h->m[6 + i]) / focal, y = (h->m[3 + i] - cy * h->m[6 + i]) / focal;
    square[i] = x * x + y * y + h->m[6 + i] * h->m[6 + i];
  }
  return sqrt(square[0] / MAX(square[1], 1e-12));
}

static double side(const CardcatPoint *c, int i) {
  return cc_distance(c[i], c[(i + 1) % 4]);
}

/* Card proportions where the measurement comes near to them. */
static double settle_ratio(double ratio) {
  double upright = MAX(ratio, 1 / ratio), best = upright, least = RATIO_NEAR;
  for (guint i = 0; i < G_N_ELEMENTS(card_ratios); i++) {
    double off = fabs(upright / card_ratios[i] - 1);
    if (off >= least) continue;
    least = off;
    best = card_ratios[i];
  }
  best = MIN(best, RATIO_MAX);
  return ratio >= 1 ? best : 1 / best;
}

/* Longer edge of the flattened card, pixels. */
static double target_edge(const CcOutline *o) {
  double across = MAX(side(o->corners, 0), side(o->corners, 2));
  double down = MAX(side(o->corners, 1), side(o->corners, 3));
  return CLAMP(CC_ENLARGED_MAX * MAX(across, down), EDGE_MIN, CC_FLAT_EDGE);
}

/* ---- the warp ----------------------------------------------------------------------------- */

typedef struct {
  const CcRaster *photo;
  Homography h; /* pixels of the card to pixels of the photo */
  int taps;     /* where pixels of the card cover several of the photo, taps * taps are averaged */
} Warp;

/* Two pixels beside each other.  All values that come of them are whole, and a float holds the
 * largest. */
typedef guint8 Bytes __attribute__((vector_size(16)));
typedef guint16 Words __attribute__((vector_size(16)));
typedef guint64 Halves __attribute__((vector_size(16)));

static inline Words words_of(guint64 bytes) {
  const Bytes none = {0};
  return (Words)__builtin_shufflevector((Bytes)(Halves){bytes, 0}, none, 0, 16, 1, 17, 2, 18, 3, 19,
                                        4, 20, 5, 21, 6, 22, 7, 23);
}

/* The pixel at AT and the one to its right, FX of 256 of it, in 1/256 levels.  The photo ends at
 * END. */
static inline CcBands between_two(const guint8 *at, const guint8 *end, int fx) {
  guint64 eight = 0;
  if (G_LIKELY(end - at >= 8))
    memcpy(&eight, at, 8);
  else
    memcpy(&eight, at, (gsize)(end - at));
  guint64 next = GUINT64_TO_LE(GUINT64_FROM_LE(eight) >> 24);
  Words sum = words_of(eight) * (guint16)(256 - fx) + words_of(next) * (guint16)fx;
  const Words none = {0};
  CcWholeBands wide = (CcWholeBands)__builtin_shufflevector(sum, none, 0, 8, 1, 9, 2, 10, 3, 11);
  return __builtin_convertvector(wide, CcBands);
}

/* Bilinear at (X, Y) in 1/256 pixels, in 1/256 levels; beyond the photo its edge goes on. */
static inline CcWholeBands sample(const CcRaster *photo, const guint8 *end, float x, float y) {
  x = CLAMP(x, 0, (float)(photo->width - 1));
  y = CLAMP(y, 0, (float)(photo->height - 1));
  int x0 = (int)x, y0 = (int)y;
  int fx = (int)((x - (float)x0) * 256);
  float fy = (float)(int)((y - (float)y0) * 256);
  const guint8 *upper = cc_raster_at(photo, x0, y0);
  const guint8 *lower = upper + (y0 + 1 < photo->height ? 3 * (gsize)photo->width : 0);
  CcBands sum = between_two(upper, end, fx) * (256 - fy) + between_two(lower, end, fx) * fy;
  return __builtin_convertvector(sum, CcWholeBands) >> 8;
}

/* Adds one line of samples at V of the card, TAPS for each of the WIDTH pixels of SUMS. */
static void sample_line(const Warp *warp, double v, int width, CcWholeBands *sums) {
  const CcRaster *photo = warp->photo;
  const guint8 *end = photo->data + 3 * (gsize)photo->width * (gsize)photo->height;
  const double *m = warp->h.m;
  double step = 1.0 / warp->taps, u = step / 2;
  double x = m[0] * u + m[1] * v + m[2], y = m[3] * u + m[4] * v + m[5];
  double w = m[6] * u + m[7] * v + m[8];
  for (int i = 0; i < width; i++)
    for (int t = 0; t < warp->taps; t++) {
      double scale = 1 / (fabs(w) < 1e-9 ? 1e-9 : w);
      sums[i] += sample(photo, end, (float)(x * scale - 0.5), (float)(y * scale - 0.5));
      x += m[0] * step;
      y += m[3] * step;
      w += m[6] * step;
    }
}

static CcRaster *warp_picture(const Warp *warp, int width, int height) {
  CcRaster *card = cc_raster_new(width, height, 3);
  g_autofree CcWholeBands *sums = g_new(CcWholeBands, width);
  int count = (warp->taps * warp->taps) << 8;
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++)
      sums[x] = (CcWholeBands){0} + count / 2;
    for (int t = 0; t < warp->taps; t++)
      sample_line(warp, y + (t + 0.5) / warp->taps, width, sums);
    guint8 *to = cc_raster_at(card, 0, y);
    for (int x = 0; x < width; x++, to += 3) {
      CcBands mean = __builtin_convertvector(sums[x], CcBands) / (float)count;
      for (int b = 0; b < 3; b++)
        to[b] = (guint8)mean[b];
    }
  }
  return card;
}

CcRaster *cc_outline_flatten(const CcRaster *photo, const CcOutline *outline, double focal_35mm) {
  Homography square = square_to_quad(outline->corners);
  double ratio = side(outline->corners, 0) / MAX(side(outline->corners, 1), 1);
  if (!outline->whole)
    ratio = settle_ratio(true_ratio(photo, &square, focal_pixels(photo, focal_35mm)));
  double edge = target_edge(outline);
  int width = MAX(1, (int)lrint(ratio >= 1 ? edge : edge * ratio));
  int height = MAX(1, (int)lrint(ratio >= 1 ? edge / ratio : edge));
  Warp warp = {photo, square, 1};
  for (int row = 0; row < 3; row++) {
    warp.h.m[3 * row] /= width;
    warp.h.m[3 * row + 1] /= height;
  }
  double across = MAX(side(outline->corners, 0), side(outline->corners, 2)) / width;
  double down = MAX(side(outline->corners, 1), side(outline->corners, 3)) / height;
  warp.taps = CLAMP((int)ceil(MAX(across, down) - TAPS_SLACK), 1, TAPS_MAX);
  return warp_picture(&warp, width, height);
}
