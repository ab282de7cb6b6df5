/* A photo made small, and its colour gradient. */
#include "outline/parts.h"

#include <math.h>
#include <string.h>

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* Longer edge of the small picture, pixels, about: large enough that a card a sixth of the photo
 * wide keeps sides of 60 pixels, small enough that paper and wood lose their grain. */
#define SMALL_EDGE 800

void outline_edges_free(OutlineEdges *edges) {
  if (!edges) return;
  g_free(edges->gx);
  g_free(edges->gy);
  cc_raster_free(edges->small);
  g_free(edges);
}

/* The sums of K rows of PHOTO from Y on, byte by byte. */
static void sum_rows(const CcRaster *photo, int y, int k, guint16 *sums, int count) {
  memset(sums, 0, (gsize)count * sizeof *sums);
  for (int row = 0; row < k; row++) {
    const guint8 *from = cc_raster_at(photo, 0, y + row);
    for (int i = 0; i < count; i++)
      sums[i] = (guint16)(sums[i] + from[i]);
  }
}

/* The mean of each K pixels of a row that is the sum of K rows. */
static void mean_row(const guint16 *sums, int width, int bands, int k, guint8 *to) {
  for (int x = 0; x < width; x++, to += bands) {
    guint32 mean[3] = {0};
    for (int i = 0; i < k; i++, sums += bands)
      for (int b = 0; b < bands; b++)
        mean[b] += sums[b];
    for (int b = 0; b < bands; b++)
      to[b] = (guint8)((mean[b] + (guint32)(k * k / 2)) / (guint32)(k * k));
  }
}

/* Mean of K x K pixels; the rest at the right and lower edge is left out. */
static CcRaster *shrink_box(const CcRaster *photo, int k) {
  CcRaster *small = cc_raster_new(photo->width / k, photo->height / k, photo->bands);
  int count = small->width * k * small->bands;
  g_autofree guint16 *sums = g_new(guint16, count);
  for (int y = 0; y < small->height; y++) {
    sum_rows(photo, y * k, k, sums, count);
    guint8 *to = cc_raster_at(small, 0, y);
    if (small->bands == 3) /* with the bands a constant the compiler unrolls the loops over them */
      mean_row(sums, small->width, 3, k, to);
    else
      mean_row(sums, small->width, 1, k, to);
  }
  return small;
}

/* Binomial 1 2 1 in both directions, kept at sixteen times the value. */
static guint16 *smooth(const CcRaster *r) {
  int w = r->width, h = r->height, bands = r->bands, row = w * bands;
  guint16 *out = g_new(guint16, (gsize)row * (gsize)h);
  g_autofree guint16 *column = g_new0(guint16, row);
  for (int y = 0; y < h; y++) {
    const guint8 *up = cc_raster_at(r, 0, MAX(y - 1, 0)), *at = cc_raster_at(r, 0, y),
                 *down = cc_raster_at(r, 0, MIN(y + 1, h - 1));
    for (int i = 0; i < row; i++)
      column[i] = (guint16)(up[i] + 2 * at[i] + down[i]);
    guint16 *to = out + (gsize)y * (gsize)row;
    for (int i = 0; i < row; i++) {
      int left = i >= bands ? i - bands : i, right = i + bands < row ? i + bands : i;
      to[i] = (guint16)(column[left] + 2 * column[i] + column[right]);
    }
  }
  return out;
}

/* Central differences of the smoothed picture, in the channel where they are largest. */
static void gradient(OutlineEdges *e, const guint16 *smoothed, int bands) {
  int w = e->width, h = e->height, row = w * bands;
  for (int y = 1; y < h - 1; y++)
    for (int x = 1; x < w - 1; x++) {
      const guint16 *p = smoothed + (gsize)y * (gsize)row + (gsize)(x * bands);
      int best = -1, best_x = 0, best_y = 0;
      for (int b = 0; b < bands; b++) {
        int dx = p[b + bands] - p[b - bands], dy = p[b + row] - p[b - row];
        int size = dx * dx + dy * dy;
        if (size > best) {
          best = size;
          best_x = dx;
          best_y = dy;
        }
      }
      gsize i = (gsize)y * (gsize)w + (gsize)x;
      e->gx[i] = (float)best_x / 32;
      e->gy[i] = (float)best_y / 32;
    }
}

static float median_magnitude(const OutlineEdges *e) {
  enum { BINS = 1024, PER_LEVEL = 16 };
  guint counts[BINS] = {0};
  gsize n = (gsize)e->width * (gsize)e->height, below = 0;
  for (gsize i = 0; i < n; i++)
    counts[MIN((int)(outline_magnitude(e, i) * PER_LEVEL), BINS - 1)]++;
  int bin = 0;
  while (bin < BINS - 1 && (below += counts[bin]) < n / 2)
    bin++;
  return (float)(bin + 1) / PER_LEVEL;
}

OutlineEdges *outline_edges_new(const CcRaster *photo) {
  int k = MAX(1, (MAX(photo->width, photo->height) + SMALL_EDGE / 2) / SMALL_EDGE);
  while (k > 1 && MIN(photo->width, photo->height) / k < 1)
    k--;
  CcRaster *small = shrink_box(photo, k);
  OutlineEdges *edges = g_new0(OutlineEdges, 1);
  edges->small = small;
  edges->width = small->width;
  edges->height = small->height;
  edges->shrink = k;
  edges->gx = g_new0(float, (gsize)small->width *(gsize)small->height);
  edges->gy = g_new0(float, (gsize)small->width *(gsize)small->height);
  g_autofree guint16 *smoothed = smooth(small);
  gradient(edges, smoothed, small->bands);
  edges->noise = median_magnitude(edges);
  return edges;
}
