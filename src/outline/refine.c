/* A card's sides fitted anew on the photo in full size. */
#include "outline/parts.h"

#include <math.h>
#include <stdlib.h>

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* Places along a side that are looked at. */
#define SAMPLES 64
/* Rounded corners and a finger at the end do not say where a side lies: this share is left out. */
#define END_SHARE 0.08
/* So many passes, each looking half as far as the one before, but no nearer than this, pixels. */
#define PASSES 3
#define REACH_MIN 3
/* Pixels to either side along the side that are averaged before the step across it is sought. */
#define AVERAGED 3
/* A step of so many levels (three channels together) has half the weight of the strongest. */
#define STEP_HALF 20
/* Steps are sought between the means of up to so many pixels on both sides. */
#define STEP_WIDTH_MAX 3
/* The pixels that are averaged lie so far apart along the side. */
#define AVERAGED_NEAR 0.5
#define AVERAGED_FAR 2.0
/* A side shorter than this, pixels, or with fewer steps, stays. */
#define SIDE_MIN 20
#define POINTS_MIN (SAMPLES / 4)
/* Rounds of reweighting until a side's line stands still. */
#define FIT_ROUNDS 12
/* A corner that moves by more than so many times the reach was no corner. */
#define MOVE_MAX 4

typedef struct {
  double t, off, weight; /* along the side 0..1, across it in pixels, how strong an edge */
} EdgePoint;

/* Sum over the channels of the absolute step across the side at OFF, averaged along it. */
static void profile(const CcRaster *photo, CardcatPoint at, double nx, double ny, double along,
                    int reach, float (*values)[3]) {
  for (int o = -reach; o <= reach; o++) {
    float sum[3] = {0};
    for (int a = -AVERAGED; a <= AVERAGED; a++) {
      double x = at.x + o * nx - a * along * ny, y = at.y + o * ny + a * along * nx;
      int u = CLAMP((int)lrint(x), 0, photo->width - 1);
      int v = CLAMP((int)lrint(y), 0, photo->height - 1);
      const guint8 *p = cc_raster_at(photo, u, v);
      for (int b = 0; b < 3; b++)
        sum[b] += p[photo->bands == 3 ? b : 0];
    }
    for (int b = 0; b < 3; b++)
      values[o + reach][b] = sum[b] / (2 * AVERAGED + 1);
  }
}

/* The strongest step of a profile, to a part of a pixel. */
static gboolean strongest_step(float (*values)[3], int count, int wide, double *at,
                               double *strength) {
  g_autofree float *step = g_new0(float, count);
  int best = -1;
  for (int i = wide; i < count - wide; i++) {
    float sum = 0;
    for (int b = 0; b < 3; b++) {
      float before = 0, after = 0;
      for (int k = 1; k <= wide; k++) {
        before += values[i - k][b];
        after += values[i + k][b];
      }
      sum += fabsf(after - before) / (float)wide;
    }
    step[i] = sum;
    if (best < 0 || sum > step[best]) best = i;
  }
  if (best <= wide || best >= count - wide - 1) return FALSE;
  double l = step[best - 1], m = step[best], r = step[best + 1], bend = l - 2 * m + r;
  *at = best + (bend < 0 ? 0.5 * (l - r) / bend : 0);
  *strength = m;
  return m > 0;
}

static int by_offset(const void *a, const void *b) {
  double d = ((const EdgePoint *)a)->off - ((const EdgePoint *)b)->off;
  return d > 0 ? 1 : d < 0 ? -1 : 0;
}

/* off = a + b * t by least squares with weights that fall with the distance (Cauchy, WIDTH px). */
static void fit_robust(const EdgePoint *points, int n, double width, double *a, double *b) {
  for (int pass = 0; pass < FIT_ROUNDS; pass++) {
    double s = 1e-9, st = 0, stt = 1e-9, so = 0, sto = 0;
    for (int i = 0; i < n; i++) {
      double d = (points[i].off - *a - *b * points[i].t) / width;
      double w = points[i].weight / (1 + d * d);
      s += w;
      st += w * points[i].t;
      stt += w * points[i].t * points[i].t;
      so += w * points[i].off;
      sto += w * points[i].t * points[i].off;
    }
    double det = s * stt - st * st;
    if (fabs(det) < 1e-9) return;
    *a = (so * stt - sto * st) / det;
    *b = (s * sto - st * so) / det;
  }
}

/* Moves the ends P and Q of one side onto the edge found around them. */
static void refine_side(const CcRaster *photo, CardcatPoint *p, CardcatPoint *q, int reach) {
  double length = cc_distance(*p, *q);
  if (length < SIDE_MIN) return;
  double dx = (q->x - p->x) / length, dy = (q->y - p->y) / length, nx = -dy, ny = dx;
  int count = 2 * reach + 1, n = 0, wide = CLAMP(reach / 4, 1, STEP_WIDTH_MAX);
  g_autofree float(*values)[3] = g_malloc(sizeof(float[3]) * (gsize)count);
  EdgePoint points[SAMPLES];
  double along = CLAMP(length / SAMPLES / (2 * AVERAGED + 1), AVERAGED_NEAR, AVERAGED_FAR);
  for (int i = 0; i < SAMPLES; i++) {
    double t = END_SHARE + (1 - 2 * END_SHARE) * i / (SAMPLES - 1), at, strength;
    profile(photo, cc_between(*p, *q, t), nx, ny, along, reach, values);
    if (!strongest_step(values, count, wide, &at, &strength)) continue;
    points[n++] = (EdgePoint){t, at - reach, strength / (strength + STEP_HALF)};
  }
  if (n < POINTS_MIN) return;
  EdgePoint sorted[SAMPLES];
  for (int i = 0; i < n; i++)
    sorted[i] = points[i];
  qsort(sorted, (gsize)n, sizeof *sorted, by_offset);
  double a = sorted[n / 2].off, b = 0;
  fit_robust(points, n, MAX(2, reach / 3.0), &a, &b);
  fit_robust(points, n, 1.0, &a, &b);
  *p = (CardcatPoint){p->x + a * nx, p->y + a * ny};
  *q = (CardcatPoint){q->x + (a + b) * nx, q->y + (a + b) * ny};
}

static gboolean meet(const CardcatPoint a[2], const CardcatPoint b[2], CardcatPoint *at) {
  return cc_lines_meet(a[0], (CardcatPoint){a[1].x - a[0].x, a[1].y - a[0].y}, b[0],
                       (CardcatPoint){b[1].x - b[0].x, b[1].y - b[0].y}, at);
}

void outline_refine(const CcRaster *photo, CardcatPoint corners[4], const gboolean cut[4],
                    double reach) {
  for (int pass = 0; pass < PASSES; pass++) {
    double now = MAX(REACH_MIN, reach / (1 << pass));
    CardcatPoint sides[4][2];
    for (int i = 0; i < 4; i++) {
      sides[i][0] = corners[i];
      sides[i][1] = corners[(i + 1) % 4];
      if (!cut[i]) refine_side(photo, &sides[i][0], &sides[i][1], (int)ceil(now));
    }
    for (int i = 0; i < 4; i++) {
      CardcatPoint at;
      if (meet(sides[(i + 3) % 4], sides[i], &at) && cc_distance(at, corners[i]) < MOVE_MAX * now)
        corners[i] = at;
    }
  }
}
