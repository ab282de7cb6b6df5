/* Points, quads and boxes of a picture (y downwards), in its pixels. */
#pragma once

#include <math.h>

#include "base/base.h"

/* ---- points and lines --------------------------------------------------------------------- */

/* By the square root: hypot() guards against sizes that no picture has, at ten times the cost. */
static inline double cc_distance(CardcatPoint a, CardcatPoint b) {
  double dx = a.x - b.x, dy = a.y - b.y;
  return sqrt(dx * dx + dy * dy);
}

/* The point at T of the way from P (0) to Q (1), or beyond. */
static inline CardcatPoint cc_between(CardcatPoint p, CardcatPoint q, double t) {
  return (CardcatPoint){p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)};
}

/* Above 0 when P lies right of the way from A to B, which is inside of a clockwise side; twice the
 * area of the triangle. */
static inline double cc_side_of(CardcatPoint a, CardcatPoint b, CardcatPoint p) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/* AT becomes where the line through A along U meets the one through B along V; U and V are of any
 * length.  FALSE: they are as good as parallel. */
static inline gboolean cc_lines_meet(CardcatPoint a, CardcatPoint u, CardcatPoint b, CardcatPoint v,
                                     CardcatPoint *at) {
  const double sine_min = 1e-6;
  double det = u.x * v.y - u.y * v.x;
  double lengths = (u.x * u.x + u.y * u.y) * (v.x * v.x + v.y * v.y);
  if (det * det <= sine_min * sine_min * lengths) return FALSE;
  double t = ((b.x - a.x) * v.y - (b.y - a.y) * v.x) / det;
  *at = (CardcatPoint){a.x + t * u.x, a.y + t * u.y};
  return TRUE;
}

/* ---- quads -------------------------------------------------------------------------------- */

/* Area of a quad, below 0 when its corners run counter-clockwise. */
double cc_quad_area(const CardcatPoint q[4]);
/* Mean length of side I, from corner I to the next, and the one opposite. */
double cc_quad_side(const CardcatPoint q[4], int i);
/* Area that two convex quads, clockwise, have in common (Sutherland and Hodgman 1974). */
double cc_quad_shared_area(const CardcatPoint a[4], const CardcatPoint b[4]);
/* The same as a share of the smaller one's area, 0..1; 0 when that is empty. */
double cc_quad_overlap(const CardcatPoint a[4], const CardcatPoint b[4]);

/* ---- boxes -------------------------------------------------------------------------------- */

static inline double cc_box_area(const CardcatBox *box) {
  return (double)box->w * box->h;
}

/* The smallest box around both; B when A is empty, as one is before the first is added. */
static inline CardcatBox cc_box_union(CardcatBox a, CardcatBox b) {
  if (a.w <= 0 || a.h <= 0) return b;
  int x = MIN(a.x, b.x), y = MIN(a.y, b.y);
  return (CardcatBox){x, y, MAX(a.x + a.w, b.x + b.w) - x, MAX(a.y + a.h, b.y + b.h) - y};
}

/* How much of their width both have in common; below 0 the gap between them. */
static inline int cc_box_shared_width(const CardcatBox *a, const CardcatBox *b) {
  return MIN(a->x + a->w, b->x + b->w) - MAX(a->x, b->x);
}

/* The same of their height. */
static inline int cc_box_shared_height(const CardcatBox *a, const CardcatBox *b) {
  return MIN(a->y + a->h, b->y + b->h) - MAX(a->y, b->y);
}

/* Whether A and B stand in one row: they share more than half of the lower one's height. */
static inline gboolean cc_box_shares_row(const CardcatBox *a, const CardcatBox *b) {
  return 2 * cc_box_shared_height(a, b) > MIN(a->h, b->h);
}

static inline double cc_box_shared_area(const CardcatBox *a, const CardcatBox *b) {
  int w = cc_box_shared_width(a, b), h = cc_box_shared_height(a, b);
  return w > 0 && h > 0 ? (double)w * h : 0;
}

/* Whether INNER lies wholly in OUTER. */
static inline gboolean cc_box_holds(const CardcatBox *outer, const CardcatBox *inner) {
  return inner->x >= outer->x && inner->y >= outer->y &&
         inner->x + inner->w <= outer->x + outer->w && inner->y + inner->h <= outer->y + outer->h;
}
