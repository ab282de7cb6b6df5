/* Straight segments grown along the gradient, and the lines they lie on. */
#include "outline/parts.h"

#include <math.h>

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* An edge is never weaker than this, levels per pixel: dark cards on dark cloth have 2 to 4. */
#define EDGE_MIN 1.0f
/* Pixels belong to one segment when their gradients differ by less (LSD's 22.5 degrees). */
#define ALIGNED_COS 0.924f
/* The shortest segment, pixels of the small picture. */
#define SEGMENT_MIN 12
/* and are no weaker than this share of the strongest: a card's edge is not its soft shadow. */
#define STRENGTH_SHARE 0.2f
/* From so many pixels on a growing segment knows its line and takes what lies this near, pixels. */
#define AXIS_FROM 24
#define AXIS_OFF 2.5
/* A segment's pixels lie within this of its line, root mean square, pixels. */
#define SEGMENT_RMS_MAX 1.8
/* An edge so many times the noise counts half its length: grain is long, but faint. */
#define STRONG 8
/* An edge that runs across a line speaks against it so many times as much as one along it for it.
 */
#define ACROSS_LOSS 2
/* Segments are one line within this angle and distance. */
#define LINE_SIN 0.05
#define LINE_OFF 2.0
/* More lines than this only cost time; the longest are kept. */
#define LINES_MAX 200

typedef struct {
  CardcatPoint at;
  double dx, dy, t0, t1;
  double weight; /* its length, less where it is hardly stronger than the noise */
} Segment;

/* ---- segments ----------------------------------------------------------------------------- */

typedef struct {
  const OutlineEdges *edges;
  guint8 *used;
  guint32 *region; /* pixels of the segment that grows */
  guint count;
} Grower;

/* Pixels with an edge, strongest first (counting sort by magnitude). */
static guint32 *by_strength(const OutlineEdges *e, float least, gsize *count) {
  enum { BINS = 2048, PER_LEVEL = 16 };
  gsize n = (gsize)e->width * (gsize)e->height;
  g_autofree guint16 *bins = g_new(guint16, n);
  gsize starts[BINS + 1] = {0};
  for (gsize i = 0; i < n; i++) {
    float size = outline_magnitude(e, i);
    bins[i] = size < least ? BINS : (guint16)(BINS - 1 - MIN((int)(size * PER_LEVEL), BINS - 1));
    if (bins[i] < BINS) starts[bins[i] + 1]++;
  }
  for (int b = 0; b < BINS; b++)
    starts[b + 1] += starts[b];
  *count = starts[BINS];
  guint32 *order = g_new(guint32, *count + 1);
  for (gsize i = 0; i < n; i++)
    if (bins[i] < BINS) order[starts[bins[i]]++] = (guint32)i;
  return order;
}

/* The line through the pixels of a growing region: sums of their places, and the fit of late. */
typedef struct {
  double n, x, y, xx, xy, yy;
  double mx, my, dx, dy;
} Axis;

static void axis_add(Axis *a, double x, double y) {
  a->n++;
  a->x += x;
  a->y += y;
  a->xx += x * x;
  a->xy += x * y;
  a->yy += y * y;
}

static void axis_fit(Axis *a) {
  a->mx = a->x / a->n;
  a->my = a->y / a->n;
  double xx = a->xx / a->n - a->mx * a->mx, xy = a->xy / a->n - a->mx * a->my,
         yy = a->yy / a->n - a->my * a->my;
  double angle = 0.5 * atan2(2 * xy, xx - yy);
  a->dx = cos(angle);
  a->dy = sin(angle);
}

static gboolean axis_takes(const Axis *a, double x, double y) {
  if (a->n < AXIS_FROM) return TRUE;
  return fabs((x - a->mx) * a->dy - (y - a->my) * a->dx) <= AXIS_OFF;
}

/* All pixels that hang together with SEED, whose gradient points the same or the opposite way, and
 * which stay on one line: grain beside an edge must not lead it astray. */
static void grow(Grower *g, guint32 seed, float least) {
  const OutlineEdges *e = g->edges;
  double sx = e->gx[seed], sy = e->gy[seed];
  Axis axis = {0};
  guint fit_at = AXIS_FROM;
  least = MAX(least, STRENGTH_SHARE * outline_magnitude(e, seed));
  g->count = 0;
  g->region[g->count++] = seed;
  g->used[seed] = 1;
  for (guint done = 0; done < g->count; done++) {
    int x = (int)(g->region[done] % (guint)e->width), y = (int)(g->region[done] / (guint)e->width);
    double norm = 1 / hypot(sx, sy);
    float nx = (float)(sx * norm), ny = (float)(sy * norm);
    axis_add(&axis, x, y);
    if (axis.n >= fit_at) {
      axis_fit(&axis);
      fit_at += fit_at / 4;
    }
    for (int v = MAX(y - 1, 0); v <= MIN(y + 1, e->height - 1); v++)
      for (int u = MAX(x - 1, 0); u <= MIN(x + 1, e->width - 1); u++) {
        guint32 i = (guint32)v * (guint32)e->width + (guint32)u;
        if (g->used[i]) continue;
        float size = outline_magnitude(e, i), along = e->gx[i] * nx + e->gy[i] * ny;
        if (size < least || fabsf(along) < ALIGNED_COS * size || !axis_takes(&axis, u, v)) continue;
        g->used[i] = 1;
        g->region[g->count++] = i;
        sx += along < 0 ? -e->gx[i] : e->gx[i];
        sy += along < 0 ? -e->gy[i] : e->gy[i];
      }
  }
}

/* The line through the region's pixels, weighed by their gradient. */
static gboolean fit_segment(const Grower *g, Segment *s) {
  const OutlineEdges *e = g->edges;
  double sum = 0, mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
  for (guint k = 0; k < g->count; k++) {
    guint32 i = g->region[k];
    guint column = i % (guint)e->width, row = i / (guint)e->width;
    double x = column, y = row, w = outline_magnitude(e, i);
    sum += w;
    mx += w * x;
    my += w * y;
    xx += w * x * x;
    xy += w * x * y;
    yy += w * y * y;
  }
  mx /= sum;
  my /= sum;
  xx = xx / sum - mx * mx;
  xy = xy / sum - mx * my;
  yy = yy / sum - my * my;
  double angle = 0.5 * atan2(2 * xy, xx - yy);
  *s = (Segment){{mx, my}, cos(angle), sin(angle), 0, 0, 0};
  for (guint k = 0; k < g->count; k++) {
    guint column = g->region[k] % (guint)e->width, row = g->region[k] / (guint)e->width;
    double x = column, y = row;
    double t = (x - mx) * s->dx + (y - my) * s->dy;
    s->t0 = MIN(s->t0, t);
    s->t1 = MAX(s->t1, t);
  }
  double mean = sum / g->count;
  s->weight = (s->t1 - s->t0) * mean / (mean + STRONG * e->noise);
  double across = xx * s->dy * s->dy - 2 * xy * s->dx * s->dy + yy * s->dx * s->dx;
  return s->t1 - s->t0 >= SEGMENT_MIN && across < SEGMENT_RMS_MAX * SEGMENT_RMS_MAX;
}

static int longer_segment(gconstpointer a, gconstpointer b) {
  const Segment *p = a, *q = b;
  double d = (q->t1 - q->t0) - (p->t1 - p->t0);
  return d > 0 ? 1 : d < 0 ? -1 : p->at.y < q->at.y ? -1 : p->at.y > q->at.y;
}

static GArray *segments_of(const OutlineEdges *e) {
  gsize n = (gsize)e->width * (gsize)e->height, count;
  float least = MAX(EDGE_MIN, e->noise);
  g_autofree guint32 *order = by_strength(e, least, &count);
  g_autofree guint8 *used = g_new0(guint8, n);
  g_autofree guint32 *region = g_new(guint32, n);
  Grower g = {e, used, region, 0};
  GArray *segments = g_array_new(FALSE, FALSE, sizeof(Segment));
  for (gsize k = 0; k < count; k++) {
    if (used[order[k]]) continue;
    Segment s;
    grow(&g, order[k], least);
    if (g.count >= SEGMENT_MIN && fit_segment(&g, &s)) g_array_append_val(segments, s);
  }
  g_array_sort(segments, longer_segment);
  return segments;
}

/* ---- lines -------------------------------------------------------------------------------- */

/* Collects the ends of segments, weighed by length, and fits one line through them. */
typedef struct {
  double sum, x, y, xx, xy, yy;
} Fit;

static void fit_add(Fit *f, const Segment *s) {
  double w = s->t1 - s->t0;
  for (int end = 0; end < 2; end++) {
    double t = end ? s->t1 : s->t0, x = s->at.x + t * s->dx, y = s->at.y + t * s->dy;
    f->sum += w;
    f->x += w * x;
    f->y += w * y;
    f->xx += w * x * x;
    f->xy += w * x * y;
    f->yy += w * y * y;
  }
}

static void fit_line(const Fit *f, OutlineLine *line) {
  double x = f->x / f->sum, y = f->y / f->sum;
  double xx = f->xx / f->sum - x * x, xy = f->xy / f->sum - x * y, yy = f->yy / f->sum - y * y;
  double angle = 0.5 * atan2(2 * xy, xx - yy);
  line->at = (CardcatPoint){x, y};
  line->dx = cos(angle);
  line->dy = sin(angle);
}

static gboolean lies_on(const Segment *s, const OutlineLine *line) {
  if (fabs(s->dx * line->dy - s->dy * line->dx) > LINE_SIN) return FALSE;
  for (int end = 0; end < 2; end++) {
    double t = end ? s->t1 : s->t0;
    double x = s->at.x + t * s->dx - line->at.x, y = s->at.y + t * s->dy - line->at.y;
    if (fabs(x * line->dy - y * line->dx) > LINE_OFF) return FALSE;
  }
  return TRUE;
}

/* Takes the longest segment left and all others on its line. */
static OutlineLine merge_line(GArray *segments, guint seed, guint8 *used) {
  const Segment *s = &g_array_index(segments, Segment, seed);
  OutlineLine line = {.at = s->at, .dx = s->dx, .dy = s->dy, .weight = s->weight};
  Fit fit = {0};
  fit_add(&fit, s);
  used[seed] = 1;
  for (guint i = seed + 1; i < segments->len; i++) {
    const Segment *other = &g_array_index(segments, Segment, i);
    if (used[i] || !lies_on(other, &line)) continue;
    used[i] = 1;
    line.weight += other->weight;
    fit_add(&fit, other);
    fit_line(&fit, &line);
  }
  return line;
}

/* Where the line crosses the picture. */
static void clip(OutlineLine *line, int width, int height) {
  line->t_min = -1e6;
  line->t_max = 1e6;
  const double at[2] = {line->at.x, line->at.y}, d[2] = {line->dx, line->dy};
  const double end[2] = {width - 1, height - 1};
  for (int axis = 0; axis < 2; axis++) {
    if (fabs(d[axis]) < 1e-9) continue;
    double a = -at[axis] / d[axis], b = (end[axis] - at[axis]) / d[axis];
    line->t_min = MAX(line->t_min, MIN(a, b));
    line->t_max = MIN(line->t_max, MAX(a, b));
  }
  if (line->t_max < line->t_min) line->t_max = line->t_min;
}

/* 0..1: is there an edge along (DX, DY) within a pixel of (X, Y)? */
static float support_at(const OutlineEdges *e, double x, double y, double dx, double dy,
                        float half) {
  float best = 0;
  for (int off = -1; off <= 1; off++) {
    int u = (int)lrint(x - off * dy), v = (int)lrint(y + off * dx);
    if (u < 0 || v < 0 || u >= e->width || v >= e->height) continue;
    gsize i = (gsize)v * (gsize)e->width + (gsize)u;
    float across = fabsf(e->gy[i] * (float)dx - e->gx[i] * (float)dy);
    float along = fabsf(e->gx[i] * (float)dx + e->gy[i] * (float)dy);
    best = MAX(best, across - ACROSS_LOSS * along);
  }
  return best / (best + half);
}

static void measure_support(OutlineLine *line, const OutlineEdges *e) {
  clip(line, e->width, e->height);
  int n = (int)(line->t_max - line->t_min) + 1;
  float half = MAX(EDGE_MIN, e->noise);
  line->support = g_new(float, n + 1);
  line->support[0] = 0;
  for (int i = 0; i < n; i++) {
    double t = line->t_min + i;
    line->support[i + 1] =
        line->support[i] + support_at(e, line->at.x + t * line->dx, line->at.y + t * line->dy,
                                      line->dx, line->dy, half);
  }
}

void outline_line_clear(OutlineLine *line) {
  g_free(line->support);
}

double outline_line_support(const OutlineLine *line, double t0, double t1) {
  double lo = MIN(t0, t1) - line->t_min, hi = MAX(t0, t1) - line->t_min;
  double length = MAX(hi - lo, 1);
  int last = (int)(line->t_max - line->t_min) + 1;
  int a = CLAMP((int)lrint(lo), 0, last), b = CLAMP((int)lrint(hi), 0, last);
  return (line->support[b] - line->support[a]) / length;
}

static int heavier_line(gconstpointer a, gconstpointer b) {
  double d = ((const OutlineLine *)b)->weight - ((const OutlineLine *)a)->weight;
  return d > 0 ? 1 : d < 0 ? -1 : 0;
}

static void add_frame(GArray *lines, const OutlineEdges *e) {
  double w = e->width - 1, h = e->height - 1;
  const OutlineLine frame[4] = {{.at = {0, 0}, .dx = 1},
                                {.at = {0, h}, .dx = 1},
                                {.at = {0, 0}, .dy = 1},
                                {.at = {w, 0}, .dy = 1}};
  for (int i = 0; i < 4; i++) {
    OutlineLine line = frame[i];
    line.frame = TRUE;
    measure_support(&line, e);
    g_array_append_val(lines, line);
  }
}

GArray *outline_lines_find(const OutlineEdges *e) {
  g_autoptr(GArray) segments = segments_of(e);
  g_autofree guint8 *used = g_new0(guint8, segments->len + 1);
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(OutlineLine));
  g_array_set_clear_func(lines, (GDestroyNotify)outline_line_clear);
  for (guint i = 0; i < segments->len; i++) {
    if (used[i]) continue;
    OutlineLine line = merge_line(segments, i, used);
    g_array_append_val(lines, line);
  }
  g_array_sort(lines, heavier_line);
  if (lines->len > LINES_MAX) g_array_set_size(lines, LINES_MAX);
  for (guint i = 0; i < lines->len; i++)
    measure_support(&g_array_index(lines, OutlineLine, i), e);
  add_frame(lines, e);
  return lines;
}
