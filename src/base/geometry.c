/* Quads: their areas, and what two have in common. */
#include "base/geometry.h"

/* A quad cut by the four sides of another one has no more corners. */
#define CORNERS_MAX 8

/* Below 0 when the corners run counter-clockwise. */
static double polygon_area(const CardcatPoint *p, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += p[i].x * p[(i + 1) % n].y - p[(i + 1) % n].x * p[i].y;
  return sum / 2;
}

double cc_quad_area(const CardcatPoint q[4]) {
  return polygon_area(q, 4);
}

double cc_quad_side(const CardcatPoint q[4], int i) {
  return (cc_distance(q[i % 4], q[(i + 1) % 4]) + cc_distance(q[(i + 2) % 4], q[(i + 3) % 4])) / 2;
}

/* The part of the polygon P (of N corners, room for CORNERS_MAX) on the inner side of A to B; its
 * corners.  A side of no length cuts nothing off. */
static int cut_polygon(CardcatPoint *p, int n, CardcatPoint a, CardcatPoint b) {
  CardcatPoint out[2 * CORNERS_MAX];
  int count = 0;
  for (int i = 0; i < n; i++) {
    CardcatPoint s = p[i], e = p[(i + 1) % n];
    double ds = cc_side_of(a, b, s), de = cc_side_of(a, b, e);
    if (ds >= 0) out[count++] = s;
    if ((ds >= 0) != (de >= 0)) out[count++] = cc_between(s, e, ds / (ds - de));
  }
  count = MIN(count, CORNERS_MAX);
  for (int i = 0; i < count; i++)
    p[i] = out[i];
  return count;
}

double cc_quad_shared_area(const CardcatPoint a[4], const CardcatPoint b[4]) {
  CardcatPoint p[CORNERS_MAX] = {a[0], a[1], a[2], a[3]};
  int n = 4;
  for (int i = 0; i < 4 && n > 0; i++)
    n = cut_polygon(p, n, b[i], b[(i + 1) % 4]);
  return n > 0 ? fabs(polygon_area(p, n)) : 0;
}

double cc_quad_overlap(const CardcatPoint a[4], const CardcatPoint b[4]) {
  double smaller = MIN(fabs(cc_quad_area(a)), fabs(cc_quad_area(b)));
  return smaller > 0 ? MIN(cc_quad_shared_area(a, b) / smaller, 1) : 0;
}
