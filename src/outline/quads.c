/* Quads whose four sides are edges: candidates for cards. */
#include "outline/parts.h"

#include <math.h>

/* Figures that name no cards were set by hand; tests/bench/bench_outline.c shows what they find. */

/* A card's sides, of the small picture's longer edge. */
#define LONG_SIDE_MIN 0.12
#define SHORT_SIDE_MIN 0.06
/* The shorter side of a table's cards, of the size of them all, what the picture cuts off of it
 * left out. */
#define SIZED_SHORT_MIN 0.3
/* Opposite sides of a tilted card differ in direction by less than 40 degrees. */
#define OPPOSITE_SIN 0.64
/* Neighbouring sides meet at 45 to 135 degrees. */
#define CORNER_SIN 0.7
/* A side is an edge over at least this share of its length. */
#define SIDE_SUPPORT_MIN 0.4
/* So many sides of a card may be cut off by the picture. */
#define CUT_SIDES_MAX 2
/* The score is made of the mean of its sides' supports and, by this share, of the weakest; less
 * what its edges go on beyond its corners, and something for each side that is cut. */
#define LEAST_SHARE 0.4
#define BEYOND_LOSS 0.15
#define CUT_LOSS 0.05
/* Beyond a corner a side is looked at from so many pixels on, over this share of its length; when
 * that is less than so many pixels there is nothing to see. */
#define BEYOND_GAP 3
#define BEYOND_REACH 0.15
#define BEYOND_MIN 4
/* Long sides to short that cards have, also tilted; what a quad loses with each 1 that its ratio is
 * off, towards a square and towards a strip. */
#define RATIO_LEAST 1.3
#define RATIO_MOST 2.1
#define SQUARE_LOSS 0.8
#define STRIP_LOSS 0.5
/* A corner may lie so many pixels outside of the picture. */
#define OUTSIDE_MAX 2
/* A quad is of any interest from this score on. */
#define QUAD_SCORE_MIN 0.5
/* The worth of twice the area, in score: the outermost good quad is the card, not its panel. */
#define OUTER_BONUS 0.06
/* So many quads are gathered before the worse are dropped. */
#define CANDIDATES_ROOM 8192
/* Cards of a table with more than a few have less than this share of the picture. */
#define SMALL_SHARE 0.15
/* So many quads are compared in full. */
#define CANDIDATES_MAX 400
/* So many lines across a pair of others, the best edges, are tried as sides, and the picture's own
 * edges. */
#define CROSSINGS_MAX 24

/* A line that crosses both of a pair of opposite lines. */
typedef struct {
  guint line;
  CardcatPoint at[2];
  double on[2]; /* where on the opposite lines */
  double support, length;
  gboolean frame; /* the picture's own edge */
} Crossing;

/* The best of what was found, of a kind. */
typedef struct {
  GArray *candidates; /* OutlineCandidate */
  double least_key;   /* what a candidate needs since there are too many */
} Pool;

typedef struct {
  const OutlineEdges *edges;
  const GArray *lines;
  double long_min, short_min;
  double size;          /* of the cards of a table; 0: any */
  GArray *crossings;    /* Crossing */
  Pool all, small, cut; /* CUT: of a table's cards those that the picture cuts */
} Search;

static const OutlineLine *line_at(const Search *s, guint i) {
  return &g_array_index(s->lines, OutlineLine, i);
}

static double sin_between(const OutlineLine *a, const OutlineLine *b) {
  return fabs(a->dx * b->dy - a->dy * b->dx);
}

static gboolean meet(const OutlineLine *a, const OutlineLine *b, CardcatPoint *at) {
  return cc_lines_meet(a->at, (CardcatPoint){a->dx, a->dy}, b->at, (CardcatPoint){b->dx, b->dy},
                       at);
}

static gboolean inside(const OutlineEdges *e, CardcatPoint p) {
  return p.x >= -OUTSIDE_MAX && p.y >= -OUTSIDE_MAX && p.x <= e->width - 1 + OUTSIDE_MAX &&
         p.y <= e->height - 1 + OUTSIDE_MAX;
}

/* How much of an edge goes on beyond the corner at T, away from INNER: a card's side ends there. */
static double overshoot(const OutlineLine *line, double t, double inner) {
  double reach = BEYOND_REACH * fabs(t - inner);
  if (line->frame || reach < BEYOND_MIN) return 0;
  double gap = t > inner ? BEYOND_GAP : -BEYOND_GAP;
  return outline_line_support(line, t + gap, t + gap + (t > inner ? reach : -reach));
}

/* 1 for the proportions that cards have, also tilted, less for others: squares, strips. */
static double shape_worth(const double side[4]) {
  double a = (side[0] + side[2]) / 2, b = (side[1] + side[3]) / 2;
  double ratio = MAX(a, b) / MAX(MIN(a, b), 1);
  if (ratio < RATIO_LEAST) return MAX(0, 1 - (RATIO_LEAST - ratio) * SQUARE_LOSS);
  if (ratio > RATIO_MOST) return MAX(0, 1 - (ratio - RATIO_MOST) * STRIP_LOSS);
  return 1;
}

/* Corners clockwise (y downwards: the area is positive) from the one nearest to the top-left. */
static void order_corners(OutlineCandidate *c) {
  const OutlineCandidate old = *c;
  gboolean turned = cc_quad_area(old.quad.corners) < 0;
  int first = 0;
  for (int i = 1; i < 4; i++)
    if (old.quad.corners[i].x + old.quad.corners[i].y <
        old.quad.corners[first].x + old.quad.corners[first].y)
      first = i;
  for (int i = 0; i < 4; i++) {
    int corner = turned ? (first + 4 - i) % 4 : (first + i) % 4;
    int side = turned ? (corner + 3) % 4 : corner;
    c->quad.corners[i] = old.quad.corners[corner];
    c->quad.cut[i] = old.quad.cut[side];
    c->lines[i] = old.lines[side];
  }
}

/* 0..1: are all four LINES edges between the corners of Q, and do they end there?  Where a table's
 * cards are sought the sides that are seen answer for one that is not. */
static double edge_score(const Search *s, const OutlineQuad *q, const OutlineLine *const lines[4],
                         const double support[4]) {
  double product = 1, beyond = 0, least = 1, side[4];
  int cut = 0, judged = 0;
  for (int i = 0; i < 4; i++) {
    CardcatPoint a = q->corners[i], b = q->corners[(i + 1) % 4];
    side[i] = cc_distance(a, b);
    cut += lines[i]->frame;
    if (s->size == 0 || !lines[i]->frame) {
      product *= support[i];
      least = MIN(least, support[i]);
      judged++;
    }
    double t0 = outline_along(lines[i], a), t1 = outline_along(lines[i], b);
    beyond += overshoot(lines[i], t0, t1) + overshoot(lines[i], t1, t0);
  }
  if (cut > CUT_SIDES_MAX || MAX(side[0] + side[2], side[1] + side[3]) < 2 * s->long_min ||
      MIN(side[0] + side[2], side[1] + side[3]) < 2 * s->short_min)
    return 0;
  double edges = (1 - LEAST_SHARE) * pow(product, 1.0 / judged) + LEAST_SHARE * least;
  return edges * shape_worth(side) - BEYOND_LOSS * beyond / 8 - CUT_LOSS * cut;
}

int outline_candidates_compare(gconstpointer a, gconstpointer b) {
  const OutlineCandidate *p = a, *q = b;
  if (p->key != q->key) return p->key < q->key ? 1 : -1;
  if (p->quad.corners[0].y != q->quad.corners[0].y)
    return p->quad.corners[0].y < q->quad.corners[0].y ? -1 : 1;
  double d = p->quad.corners[0].x - q->quad.corners[0].x;
  return d < 0 ? -1 : d > 0;
}

static gboolean same_place(const OutlineQuad *a, const OutlineQuad *b) {
  for (int i = 0; i < 4; i++)
    if (fabs(a->corners[i].x - b->corners[i].x) > OUTLINE_SAME_PLACE ||
        fabs(a->corners[i].y - b->corners[i].y) > OUTLINE_SAME_PLACE)
      return FALSE;
  return TRUE;
}

/* The best of CANDIDATES (which get sorted), best first, owned, without those that a better one in
 * the same place stands for. */
static GArray *candidates_best(GArray *candidates) {
  g_array_sort(candidates, outline_candidates_compare);
  GArray *best = g_array_new(FALSE, FALSE, sizeof(OutlineCandidate));
  for (guint i = 0; i < candidates->len && best->len < CANDIDATES_MAX; i++) {
    const OutlineCandidate *c = &g_array_index(candidates, OutlineCandidate, i);
    gboolean known = FALSE;
    for (guint k = 0; k < best->len && !known; k++)
      known = same_place(&c->quad, &g_array_index(best, OutlineCandidate, k).quad);
    if (!known) g_array_append_val(best, *c);
  }
  return best;
}

/* A picture full of lines (a sheet of squared paper) has quads without end: only the best stay. */
static void prune(Pool *pool) {
  GArray *best = candidates_best(pool->candidates);
  g_array_unref(pool->candidates);
  pool->candidates = best;
  if (best->len == CANDIDATES_MAX)
    pool->least_key = g_array_index(best, OutlineCandidate, best->len - 1).key;
}

static void add(Pool *pool, const OutlineCandidate *c) {
  if (c->key < pool->least_key) return;
  g_array_append_val(pool->candidates, *c);
  if (pool->candidates->len >= CANDIDATES_ROOM) prune(pool);
}

/* The quad between the opposite lines I and K and the lines of two crossings. */
static void consider(Search *s, guint i, guint k, const Crossing *a, const Crossing *b) {
  const OutlineLine *const lines[4] = {line_at(s, i), line_at(s, b->line), line_at(s, k),
                                       line_at(s, a->line)};
  const double support[4] = {outline_side_support(lines[0], a->on[0], b->on[0]), b->support,
                             outline_side_support(lines[2], a->on[1], b->on[1]), a->support};
  if (support[0] < SIDE_SUPPORT_MIN || support[2] < SIDE_SUPPORT_MIN) return;
  OutlineCandidate c = {.quad = {.corners = {a->at[0], b->at[0], b->at[1], a->at[1]}},
                        .lines = {lines[0], lines[1], lines[2], lines[3]}};
  if (s->size > 0 && !outline_is_sized(&c.quad, s->size)) return;
  for (int n = 0; n < 4; n++)
    c.quad.cut[n] = lines[n]->frame;
  c.quad.score = edge_score(s, &c.quad, lines, support);
  if (c.quad.score < QUAD_SCORE_MIN) return;
  order_corners(&c);
  if (s->size > 0) {
    c.key = c.quad.score;
    add(outline_is_cut(&c.quad) ? &s->cut : &s->small, &c);
    return;
  }
  double share = cc_quad_area(c.quad.corners) / s->edges->width / s->edges->height;
  c.key = c.quad.score;
  if (share < SMALL_SHARE) add(&s->small, &c);
  c.key += OUTER_BONUS * log2(share);
  add(&s->all, &c);
}

/* The picture's own edges first. */
static int more_support(gconstpointer a, gconstpointer b) {
  const Crossing *p = a, *q = b;
  if (p->frame != q->frame) return p->frame ? -1 : 1;
  if (p->support != q->support) return p->support < q->support ? 1 : -1;
  return p->line < q->line ? -1 : p->line > q->line;
}

/* Lines that cross both I and K and are edges in between. */
static void collect_crossings(Search *s, guint i, guint k) {
  const OutlineLine *a = line_at(s, i), *b = line_at(s, k);
  g_array_set_size(s->crossings, 0);
  guint frames = 0;
  for (guint j = 0; j < s->lines->len; j++) {
    const OutlineLine *line = line_at(s, j);
    if (j == i || j == k || sin_between(line, a) < CORNER_SIN || sin_between(line, b) < CORNER_SIN)
      continue;
    Crossing c = {.line = j, .frame = line->frame};
    if (!meet(line, a, &c.at[0]) || !meet(line, b, &c.at[1])) continue;
    c.length = cc_distance(c.at[0], c.at[1]);
    if (c.length < s->short_min || !inside(s->edges, c.at[0]) || !inside(s->edges, c.at[1]))
      continue;
    c.support =
        outline_side_support(line, outline_along(line, c.at[0]), outline_along(line, c.at[1]));
    if (c.support < SIDE_SUPPORT_MIN) continue;
    c.on[0] = outline_along(a, c.at[0]);
    c.on[1] = outline_along(b, c.at[1]);
    g_array_append_val(s->crossings, c);
    frames += line->frame ? 1 : 0;
  }
  g_array_sort(s->crossings, more_support);
  if (s->crossings->len > CROSSINGS_MAX + frames)
    g_array_set_size(s->crossings, CROSSINGS_MAX + frames);
}

static void try_pair(Search *s, guint i, guint k) {
  collect_crossings(s, i, k);
  for (guint m = 0; m < s->crossings->len; m++)
    for (guint n = m + 1; n < s->crossings->len; n++) {
      const Crossing *p = &g_array_index(s->crossings, Crossing, m);
      const Crossing *q = &g_array_index(s->crossings, Crossing, n);
      /* each quad is met twice, once from either pair of its opposite lines */
      if (MIN(p->line, q->line) < i) continue;
      double first = q->on[0] - p->on[0];
      CardcatPoint dp = {q->at[0].x - p->at[0].x, q->at[0].y - p->at[0].y};
      CardcatPoint dq = {q->at[1].x - p->at[1].x, q->at[1].y - p->at[1].y};
      if (fabs(first) < s->short_min || fabs(q->on[1] - p->on[1]) < s->short_min ||
          dp.x * dq.x + dp.y * dq.y <= 0 ||
          sin_between(line_at(s, p->line), line_at(s, q->line)) > OPPOSITE_SIN)
        continue;
      consider(s, i, k, p, q);
    }
}

static Pool pool_new(void) {
  return (Pool){g_array_new(FALSE, FALSE, sizeof(OutlineCandidate)), -G_MAXDOUBLE};
}

static void try_all(Search *s) {
  g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
  s->crossings = crossings;
  for (guint i = 0; i < s->lines->len; i++)
    for (guint k = i + 1; k < s->lines->len; k++)
      if (sin_between(line_at(s, i), line_at(s, k)) < OPPOSITE_SIN) try_pair(s, i, k);
}

GArray *outline_quads_find(const OutlineEdges *edges, const GArray *lines, GArray **small) {
  double longer = MAX(edges->width, edges->height);
  Search s = {.edges = edges,
              .lines = lines,
              .long_min = LONG_SIDE_MIN * longer,
              .short_min = SHORT_SIDE_MIN * longer,
              .all = pool_new(),
              .small = pool_new()};
  try_all(&s);
  g_autoptr(GArray) all = s.all.candidates, few = s.small.candidates;
  *small = candidates_best(few);
  return candidates_best(all);
}

GArray *outline_quads_find_sized(const OutlineEdges *edges, const GArray *lines, double size) {
  Search s = {.edges = edges,
              .lines = lines,
              .long_min = size / OUTLINE_SIZES,
              .short_min = SIZED_SHORT_MIN * size,
              .size = size,
              .small = pool_new(),
              .cut = pool_new()};
  try_all(&s);
  g_autoptr(GArray) whole = s.small.candidates, cut = s.cut.candidates;
  GArray *all = candidates_best(whole);
  g_autoptr(GArray) best_cut = candidates_best(cut);
  g_array_append_vals(all, best_cut->data, best_cut->len);
  g_array_sort(all, outline_candidates_compare);
  return all;
}
