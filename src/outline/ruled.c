/* Boxes in rows and columns as straight as print: of a calendar, a chart, a form. */
#include "outline/parts.h"

/* Two boxes are in line when sides of one are off those of the other by this part of its longer
 * side at most.  Found on 14 photos of tables, of whose cards at most one in ten is in line with
 * one beside and one below it, and on drawn forms, flat and photographed, of whose boxes .55 to all
 * are. */
#define STRAIGHT 0.01
#define SHARE 0.4
/* What is further away, middle from middle in longer sides, is not beside it. */
#define BESIDE 2.2

static double long_side(const CcOutline *outline) {
  return MAX(cc_quad_side(outline->corners, 0), cc_quad_side(outline->corners, 1));
}

/* Whether the side of OTHER from corner I on lies on that of OUTLINE. */
static gboolean is_on_line(const CcOutline *outline, const CcOutline *other, int i) {
  CardcatPoint a = outline->corners[i], b = outline->corners[(i + 1) % 4];
  double most = STRAIGHT * long_side(outline) * cc_distance(a, b);
  return fabs(cc_side_of(a, b, other->corners[i])) < most &&
         fabs(cc_side_of(a, b, other->corners[(i + 1) % 4])) < most;
}

/* Whether one of OUTLINES beside outline AT has its sides I and I + 2 on the same lines. */
static gboolean is_in_line(const GArray *outlines, guint at, int i) {
  const CcOutline *outline = &g_array_index(outlines, CcOutline, at);
  CardcatPoint middle = cc_between(outline->corners[0], outline->corners[2], 0.5);
  for (guint k = 0; k < outlines->len; k++) {
    const CcOutline *other = &g_array_index(outlines, CcOutline, k);
    CardcatPoint there = cc_between(other->corners[0], other->corners[2], 0.5);
    if (k != at && cc_distance(middle, there) < BESIDE * long_side(outline) &&
        is_on_line(outline, other, i) && is_on_line(outline, other, i + 2))
      return TRUE;
  }
  return FALSE;
}

void outline_mark_ruled(GArray *outlines) {
  guint straight = 0;
  for (guint i = 0; i < outlines->len; i++)
    straight += is_in_line(outlines, i, 0) && is_in_line(outlines, i, 1);
  gboolean ruled = outlines->len >= OUTLINE_TABLE_CARDS && straight >= SHARE * outlines->len;
  for (guint i = 0; i < outlines->len; i++)
    g_array_index(outlines, CcOutline, i).ruled = ruled;
}
