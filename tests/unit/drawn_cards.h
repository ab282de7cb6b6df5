/* Cards drawn on grounds, for tests of where they are found. */
#pragma once

#include <math.h>
#include <string.h>

#include "base/base.h"

typedef struct {
  guint8 r, g, b;
} Colour;

static inline CcRaster *ground(int width, int height, Colour c, int noise, guint32 seed) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  CcRaster *r = cc_raster_new(width, height, 3);
  for (gsize i = 0; i < (gsize)width * (gsize)height; i++) {
    int n = noise ? g_rand_int_range(rand, -noise, noise + 1) : 0;
    r->data[3 * i] = (guint8)CLAMP(c.r + n, 0, 255);
    r->data[3 * i + 1] = (guint8)CLAMP(c.g + n, 0, 255);
    r->data[3 * i + 2] = (guint8)CLAMP(c.b + n, 0, 255);
  }
  return r;
}

/* A rectangle of W x H turned by DEGREES around its centre. */
static inline void turned(double cx, double cy, double w, double h, double degrees,
                          CardcatPoint q[4]) {
  double c = cos(degrees * G_PI / 180), s = sin(degrees * G_PI / 180);
  const double x[4] = {-w / 2, w / 2, w / 2, -w / 2}, y[4] = {-h / 2, -h / 2, h / 2, h / 2};
  for (int i = 0; i < 4; i++)
    q[i] = (CardcatPoint){cx + c * x[i] - s * y[i], cy + s * x[i] + c * y[i]};
}

/* The sides of a card: where each begins, its direction, of length 1; and the box around all. */
typedef struct {
  CardcatPoint from[4], along[4];
  double x0, y0, x1, y1;
} Sides;

static inline Sides sides_of(const CardcatPoint q[4]) {
  Sides s = {.x0 = q[0].x, .y0 = q[0].y, .x1 = q[0].x, .y1 = q[0].y};
  for (int i = 0; i < 4; i++) {
    double dx = q[(i + 1) % 4].x - q[i].x, dy = q[(i + 1) % 4].y - q[i].y, length = hypot(dx, dy);
    s.from[i] = q[i];
    s.along[i] = (CardcatPoint){dx / length, dy / length};
    s.x0 = MIN(s.x0, q[i].x);
    s.y0 = MIN(s.y0, q[i].y);
    s.x1 = MAX(s.x1, q[i].x);
    s.y1 = MAX(s.y1, q[i].y);
  }
  return s;
}

static inline double inside_by(const Sides *s, double x, double y) {
  double least = 1e9;
  for (int i = 0; i < 4; i++)
    least = MIN(least, s->along[i].x * (y - s->from[i].y) - s->along[i].y * (x - s->from[i].x));
  return least;
}

/* Fills Q with C, its rim blended over one pixel. */
static inline void fill(CcRaster *r, const CardcatPoint q[4], Colour c) {
  const Sides s = sides_of(q);
  for (int y = MAX((int)s.y0 - 1, 0); y < MIN((int)s.y1 + 2, r->height); y++)
    for (int x = MAX((int)s.x0 - 1, 0); x < MIN((int)s.x1 + 2, r->width); x++) {
      double share = CLAMP(inside_by(&s, x, y) + 0.5, 0, 1);
      guint8 *p = cc_raster_at(r, x, y);
      if (share <= 0) continue;
      p[0] = (guint8)lrint(p[0] + share * (c.r - p[0]));
      p[1] = (guint8)lrint(p[1] + share * (c.g - p[1]));
      p[2] = (guint8)lrint(p[2] + share * (c.b - p[2]));
    }
}

static inline CardcatPoint within(const CardcatPoint q[4], double u, double v) {
  CardcatPoint top = {q[0].x + u * (q[1].x - q[0].x), q[0].y + u * (q[1].y - q[0].y)};
  CardcatPoint low = {q[3].x + u * (q[2].x - q[3].x), q[3].y + u * (q[2].y - q[3].y)};
  return (CardcatPoint){top.x + v * (low.x - top.x), top.y + v * (low.y - top.y)};
}

/* Four lines of short strokes, as print looks from afar. */
static inline void print(CcRaster *r, const CardcatPoint q[4], Colour c) {
  for (int line = 0; line < 4; line++)
    for (int word = 0; word < 14 - 2 * line; word++) {
      double u = 0.1 + 0.045 * word, v = 0.3 + 0.15 * line;
      const CardcatPoint stroke[4] = {within(q, u, v), within(q, u + 0.015, v),
                                      within(q, u + 0.015, v + 0.07), within(q, u, v + 0.07)};
      fill(r, stroke, c);
    }
}

static inline void draw_card(CcRaster *r, const CardcatPoint q[4], Colour paper, Colour ink) {
  fill(r, q, paper);
  print(r, q, ink);
}
