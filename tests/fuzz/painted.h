/* Pictures painted as bytes say, for fuzzers of what looks at pixels: mutated files would hardly
 * ever show anything.  Five bytes give the size, the first of them how small a picture it is at
 * most; then every eight give one thing that is painted: its pattern, two colours, where it is, and
 * a parameter of the pattern. */
#pragma once

#include <string.h>

#include "base/base.h"

/* So many things are painted, and so many pixels for them, or an input would cost its time here. */
#define PAINTED_THINGS_MAX 60
#define PAINTED_PIXELS_MAX (8 << 20)

typedef struct {
  const guint8 *at, *end;
} PaintedBytes;

static inline guint painted_byte(PaintedBytes *bytes) {
  return bytes->at < bytes->end ? *bytes->at++ : 0;
}

static inline int painted_edge(PaintedBytes *bytes, int max) {
  guint high = painted_byte(bytes);
  return 1 + (int)(high << 8 | painted_byte(bytes)) % max;
}

typedef struct {
  int w, h; /* of its box */
  guint p;
} PaintedThing;

/* At X, Y of its box: 0..255, the second colour's share; -1: nothing is painted there. */
typedef int (*PaintedPattern)(const PaintedThing *thing, int x, int y);

static inline guint painted_hash(guint x, guint y, guint seed) {
  guint h = x * 0x9E3779B1u ^ y * 0x85EBCA77u ^ seed * 0xC2B2AE3Du;
  h ^= h >> 15;
  h *= 0x2C1B3C6Du;
  return h ^ h >> 12;
}

static inline int painted_plain(const PaintedThing *thing, int x, int y) {
  (void)x;
  (void)y;
  return (int)thing->p;
}

static inline int painted_noise(const PaintedThing *thing, int x, int y) {
  return (int)(painted_hash((guint)x, (guint)y, thing->p) & 255);
}

static inline int painted_board(const PaintedThing *thing, int x, int y) {
  int cell = 1 + (int)thing->p % 64;
  return (x / cell + y / cell) % 2 ? 255 : 0;
}

/* Squared paper. */
static inline int painted_grid(const PaintedThing *thing, int x, int y) {
  int step = 3 + (int)thing->p % 64, thick = 1 + (int)thing->p / 64;
  return x % step < thick || y % step < thick ? 255 : -1;
}

static inline int painted_slope(const PaintedThing *thing, int x, int y) {
  return (x * (int)thing->p / thing->w + y * (255 - (int)thing->p) / thing->h) & 255;
}

/* From the upper left to the lower right, or the other way. */
static inline int painted_line(const PaintedThing *thing, int x, int y) {
  int across = (int)(thing->p & 1 ? thing->w - 1 - x : x);
  int off = (across * thing->h - y * thing->w) / (thing->w + thing->h);
  return ABS(off) <= (int)thing->p / 32 ? 255 : -1;
}

/* Rows of signs, each 3 by 5 squares of which half are set. */
static inline int painted_signs(const PaintedThing *thing, int x, int y) {
  int square = 1 + (int)thing->p % 12, column = x / square % 4, row = y / square % 8;
  if (column == 3 || row >= 5) return -1;
  guint sign = painted_hash((guint)(x / (4 * square)), (guint)(y / (8 * square)), thing->p);
  return sign >> (row * 3 + column) & 1 ? 255 : -1;
}

/* A rectangle with some print, turned. */
static inline int painted_card(const PaintedThing *thing, int x, int y) {
  static const double sines[] = {0, 0.05, 0.1, 0.17, 0.26, 0.34, 0.5, 0.7071};
  double s = sines[thing->p % 8], c = 1 - s * s / 2 - s * s * s * s / 8;
  double dx = x - thing->w / 2.0, dy = y - thing->h / 2.0;
  double u = 0.5 + (c * dx + s * dy) / (0.9 * thing->w),
         v = 0.5 + (c * dy - s * dx) / (0.9 * thing->h);
  if (u < 0 || v < 0 || u > 1 || v > 1) return -1;
  gboolean print = u > 0.1 && u < 0.8 && v > 0.3 && v < 0.9 && (int)(v * 20) % 3 == 0;
  return print && painted_hash((guint)(u * 80), (guint)(v * 20), thing->p) % 2 ? 255 : 0;
}

/* A table of plain cards. */
static inline int painted_table(const PaintedThing *thing, int x, int y) {
  int across = 2 + (int)thing->p % 8, down = 2 + (int)thing->p / 8 % 8;
  double u = (double)x * across / thing->w, v = (double)y * down / thing->h;
  u -= (int)u;
  v -= (int)v;
  return u > 0.1 && u < 0.9 && v > 0.1 && v < 0.9 ? 255 : -1;
}

/* Boxes within boxes. */
static inline int painted_nest(const PaintedThing *thing, int x, int y) {
  int depth = MIN(MIN(x, thing->w - 1 - x), MIN(y, thing->h - 1 - y));
  return depth / (1 + (int)thing->p % 40) % 2 ? 255 : 0;
}

/* The corner marks of QR codes, side by side. */
static inline int painted_marks(const PaintedThing *thing, int x, int y) {
  int module = 1 + (int)thing->p % 6, u = x / module % 8, v = y / module % 8;
  if (u == 7 || v == 7) return 0;
  gboolean rim = u == 0 || u == 6 || v == 0 || v == 6;
  gboolean middle = u >= 2 && u <= 4 && v >= 2 && v <= 4;
  return rim || middle ? 255 : 0;
}

/* Specks that do not touch. */
static inline int painted_dots(const PaintedThing *thing, int x, int y) {
  int dot = 1 + (int)thing->p % 8, step = dot + 1 + (int)thing->p / 8 % 8;
  return x % step < dot && y % step < dot ? 255 : -1;
}

static const PaintedPattern painted_patterns[] = {
    painted_plain, painted_noise, painted_board, painted_grid, painted_slope, painted_line,
    painted_signs, painted_card,  painted_table, painted_nest, painted_marks, painted_dots};

static inline void painted_colour(guint byte, guint8 rgb[3]) {
  rgb[0] = (guint8)((byte >> 5) * 255 / 7);
  rgb[1] = (guint8)((byte >> 2 & 7) * 255 / 7);
  rgb[2] = (guint8)((byte & 3) * 85);
}

/* Paints the next thing of BYTES; how many pixels it has. */
static inline int painted_thing(CcRaster *on, PaintedBytes *bytes) {
  PaintedPattern pattern = painted_patterns[painted_byte(bytes) % G_N_ELEMENTS(painted_patterns)];
  guint8 from[3], to[3];
  painted_colour(painted_byte(bytes), from);
  painted_colour(painted_byte(bytes), to);
  int x0 = (int)painted_byte(bytes) * on->width / 256,
      y0 = (int)painted_byte(bytes) * on->height / 256;
  int w = 1 + (int)painted_byte(bytes) * on->width / 255,
      h = 1 + (int)painted_byte(bytes) * on->height / 255;
  const PaintedThing thing = {w, h, painted_byte(bytes)};
  w = MIN(w, on->width - x0);
  h = MIN(h, on->height - y0);
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) {
      int share = pattern(&thing, x, y);
      guint8 *rgb = cc_raster_at(on, x0 + x, y0 + y);
      for (int band = 0; band < 3 && share >= 0; band++)
        rgb[band] = (guint8)((from[band] * (255 - share) + to[band] * share) / 255);
    }
  return w * h;
}

/* The picture that BYTES paint on white, RGB, no edge of which is longer than EDGE_MAX; owned. */
static inline CcRaster *painted_picture(PaintedBytes *bytes, int edge_max) {
  int max = edge_max >> painted_byte(bytes) % 4;
  int width = painted_edge(bytes, max), height = painted_edge(bytes, max);
  CcRaster *picture = cc_raster_new(width, height, 3);
  memset(picture->data, 255, 3 * (gsize)width * (gsize)height);
  int pixels = 0;
  for (int i = 0; i < PAINTED_THINGS_MAX && bytes->at < bytes->end; i++) {
    pixels += painted_thing(picture, bytes);
    if (pixels > PAINTED_PIXELS_MAX) break;
  }
  return picture;
}
