#include "card/card_find.h"

#include <math.h>

/* A card's sides, of the small picture's longer edge. */
#define LONG_SIDE_MIN 0.12
#define SHORT_SIDE_MIN 0.06
/* Opposite sides of a tilted card differ in direction by less than 40 degrees. */
#define OPPOSITE_SIN 0.64
/* Neighbouring sides meet at 45 to 135 degrees. */
#define CORNER_SIN 0.7
/* A side is an edge over at least this share of its length. */
#define SIDE_SUPPORT_MIN 0.4
/* Where the picture cuts a card nothing can be seen of its edge: what such a side counts. */
#define CUT_SUPPORT 0.55
/* so often it may be cut. */
#define CUT_SIDES_MAX 2
/* The score is made of the mean of its sides' supports and, by this share, of the weakest; less
 * what its edges go on beyond its corners, and something for each side that is cut. */
#define LEAST_SHARE 0.4
#define BEYOND_LOSS 0.15
#define CUT_LOSS 0.05
/* A quad is taken for a card from this score on. */
#define QUAD_SCORE_MIN 0.5
/* and with a side cut off by the picture from this on. */
#define CUT_SCORE_MIN 0.52
/* Beside a better one a quad needs this share of its score. */
#define BESIDE_MIN 0.68
/* How much of the score a quad loses whose ground is the same inside and outside. */
#define CONTRAST_SHARE 0.4
/* The worth of twice the area, in score: the outermost good quad is the card, not its panel. */
#define OUTER_BONUS 0.06
/* Quads that share more than this of the smaller one are not both cards. */
#define OVERLAP_MAX 0.12
/* So many quads are compared in full. */
#define CANDIDATES_MAX 400
/* Quads whose corners lie this near to each other are one, pixels. */
#define SAME_PLACE 4
/* A panel's card is larger by this factor, and its longer sides are edges there by this share. */
#define EXTEND_AREA 1.08
#define EXTEND_SUPPORT_MIN 0.6
/* it is by this share as good as the panel itself */
#define EXTEND_SCORE 0.75
/* and the ground differs so much beyond its new sides: they are no grain. */
#define EXTEND_CONTRAST_MIN 0.35
/* The first so many pixels of these must be edges too: between two cards there is a gap. */
#define EXTEND_FIRST 10

typedef struct {
  FindQuad quad;
  const FindLine *lines[4]; /* its sides */
  double key;               /* score with the bonus for area */
} Candidate;

/* A line that crosses both of a pair of opposite lines. */
typedef struct {
  guint line;
  CardcatPoint at[2];
  double on[2]; /* where on the opposite lines */
  double support, length;
} Crossing;

typedef struct {
  const FindEdges *edges;
  const GArray *lines;
  double long_min, short_min;
  GArray *crossings;  /* Crossing */
  GArray *candidates; /* Candidate */
} Search;

static const FindLine *line_at(const Search *s, guint i) {
  return &g_array_index(s->lines, FindLine, i);
}

static double sin_between(const FindLine *a, const FindLine *b) {
  return fabs(a->dx * b->dy - a->dy * b->dx);
}

static double along(const FindLine *line, CardcatPoint p) {
  return (p.x - line->at.x) * line->dx + (p.y - line->at.y) * line->dy;
}

static CardcatPoint meet(const FindLine *a, const FindLine *b) {
  double det = a->dx * b->dy - a->dy * b->dx;
  double t = ((b->at.x - a->at.x) * b->dy - (b->at.y - a->at.y) * b->dx) / det;
  return (CardcatPoint){a->at.x + t * a->dx, a->at.y + t * a->dy};
}

static gboolean inside(const FindEdges *e, CardcatPoint p) {
  const double margin = 2;
  return p.x >= -margin && p.y >= -margin && p.x <= e->width - 1 + margin &&
         p.y <= e->height - 1 + margin;
}

static double side_support(const FindLine *line, double t0, double t1) {
  return line->frame ? CUT_SUPPORT : find_line_support(line, t0, t1);
}

/* How much of an edge goes on beyond the corner at T, away from INNER: a card's side ends there. */
static double overshoot(const FindLine *line, double t, double inner) {
  double reach = 0.15 * fabs(t - inner);
  if (line->frame || reach < 4) return 0;
  double gap = t > inner ? 3 : -3;
  return find_line_support(line, t + gap, t + gap + (t > inner ? reach : -reach));
}

double find_quad_area(const CardcatPoint c[4]) {
  double sum = 0;
  for (int i = 0; i < 4; i++)
    sum += c[i].x * c[(i + 1) % 4].y - c[(i + 1) % 4].x * c[i].y;
  return sum / 2;
}

/* 1 for the proportions that cards have, also tilted, less for others: squares, strips. */
static double shape_worth(const double side[4]) {
  double a = (side[0] + side[2]) / 2, b = (side[1] + side[3]) / 2;
  double ratio = MAX(a, b) / MAX(MIN(a, b), 1);
  if (ratio < 1.3) return MAX(0, 1 - (1.3 - ratio) * 0.8);
  if (ratio > 2.1) return MAX(0, 1 - (ratio - 2.1) * 0.5);
  return 1;
}

static double distance(CardcatPoint a, CardcatPoint b) {
  return hypot(a.x - b.x, a.y - b.y);
}

/* Corners clockwise (y downwards: the area is positive) from the one nearest to the top-left. */
static void order_corners(Candidate *c) {
  const Candidate old = *c;
  gboolean turned = find_quad_area(old.quad.corners) < 0;
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

/* 0..1: are all four LINES edges between the corners of Q, and do they end there? */
static double edge_score(const Search *s, const FindQuad *q, const FindLine *const lines[4],
                         const double support[4]) {
  double product = 1, beyond = 0, least = 1, side[4];
  int cut = 0;
  for (int i = 0; i < 4; i++) {
    CardcatPoint a = q->corners[i], b = q->corners[(i + 1) % 4];
    side[i] = distance(a, b);
    cut += lines[i]->frame;
    product *= support[i];
    least = MIN(least, support[i]);
    double t0 = along(lines[i], a), t1 = along(lines[i], b);
    beyond += overshoot(lines[i], t0, t1) + overshoot(lines[i], t1, t0);
  }
  if (cut > CUT_SIDES_MAX || MAX(side[0] + side[2], side[1] + side[3]) < 2 * s->long_min ||
      MIN(side[0] + side[2], side[1] + side[3]) < 2 * s->short_min)
    return 0;
  double edges = (1 - LEAST_SHARE) * pow(product, 0.25) + LEAST_SHARE * least;
  return edges * shape_worth(side) - BEYOND_LOSS * beyond / 8 - CUT_LOSS * cut;
}

/* The quad between the opposite lines I and K and the lines of two crossings. */
static void consider(Search *s, guint i, guint k, const Crossing *a, const Crossing *b) {
  const FindLine *const lines[4] = {line_at(s, i), line_at(s, b->line), line_at(s, k),
                                    line_at(s, a->line)};
  const double support[4] = {side_support(lines[0], a->on[0], b->on[0]), b->support,
                             side_support(lines[2], a->on[1], b->on[1]), a->support};
  if (support[0] < SIDE_SUPPORT_MIN || support[2] < SIDE_SUPPORT_MIN) return;
  Candidate c = {.quad = {.corners = {a->at[0], b->at[0], b->at[1], a->at[1]}},
                 .lines = {lines[0], lines[1], lines[2], lines[3]}};
  for (int n = 0; n < 4; n++)
    c.quad.cut[n] = lines[n]->frame;
  c.quad.score = edge_score(s, &c.quad, lines, support);
  if (c.quad.score < QUAD_SCORE_MIN) return;
  order_corners(&c);
  double picture = (double)s->edges->width * s->edges->height;
  c.key = c.quad.score + OUTER_BONUS * log2(find_quad_area(c.quad.corners) / picture);
  g_array_append_val(s->candidates, c);
}

/* Lines that cross both I and K and are edges in between. */
static void collect_crossings(Search *s, guint i, guint k) {
  const FindLine *a = line_at(s, i), *b = line_at(s, k);
  g_array_set_size(s->crossings, 0);
  for (guint j = 0; j < s->lines->len; j++) {
    const FindLine *line = line_at(s, j);
    if (j == i || j == k || sin_between(line, a) < CORNER_SIN || sin_between(line, b) < CORNER_SIN)
      continue;
    Crossing c = {.line = j, .at = {meet(line, a), meet(line, b)}};
    c.length = distance(c.at[0], c.at[1]);
    if (c.length < s->short_min || !inside(s->edges, c.at[0]) || !inside(s->edges, c.at[1]))
      continue;
    c.support = side_support(line, along(line, c.at[0]), along(line, c.at[1]));
    if (c.support < SIDE_SUPPORT_MIN) continue;
    c.on[0] = along(a, c.at[0]);
    c.on[1] = along(b, c.at[1]);
    g_array_append_val(s->crossings, c);
  }
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

static int better(gconstpointer a, gconstpointer b) {
  const Candidate *p = a, *q = b;
  if (p->key != q->key) return p->key < q->key ? 1 : -1;
  if (p->quad.corners[0].y != q->quad.corners[0].y)
    return p->quad.corners[0].y < q->quad.corners[0].y ? -1 : 1;
  double d = p->quad.corners[0].x - q->quad.corners[0].x;
  return d < 0 ? -1 : d > 0;
}

/* The part of the polygon P (of N corners, room for 8) on the inner side of A to B; its corners. */
static int cut_polygon(CardcatPoint *p, int n, CardcatPoint a, CardcatPoint b) {
  CardcatPoint out[12];
  int count = 0;
  for (int i = 0; i < n; i++) {
    CardcatPoint s = p[i], e = p[(i + 1) % n];
    double ds = (b.x - a.x) * (s.y - a.y) - (b.y - a.y) * (s.x - a.x);
    double de = (b.x - a.x) * (e.y - a.y) - (b.y - a.y) * (e.x - a.x);
    if (ds >= 0) out[count++] = s;
    if ((ds >= 0) != (de >= 0)) {
      double t = ds / (ds - de);
      out[count++] = (CardcatPoint){s.x + t * (e.x - s.x), s.y + t * (e.y - s.y)};
    }
  }
  count = MIN(count, 8);
  for (int i = 0; i < count; i++)
    p[i] = out[i];
  return count;
}

static double shared_area(const CardcatPoint a[4], const CardcatPoint b[4]) {
  CardcatPoint p[8] = {a[0], a[1], a[2], a[3]};
  int n = 4;
  for (int i = 0; i < 4 && n > 0; i++)
    n = cut_polygon(p, n, b[i], b[(i + 1) % 4]);
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += p[i].x * p[(i + 1) % n].y - p[(i + 1) % n].x * p[i].y;
  return fabs(sum) / 2;
}

static gboolean same_place(const FindQuad *a, const FindQuad *b) {
  for (int i = 0; i < 4; i++)
    if (fabs(a->corners[i].x - b->corners[i].x) > SAME_PLACE ||
        fabs(a->corners[i].y - b->corners[i].y) > SAME_PLACE)
      return FALSE;
  return TRUE;
}

/* The best CANDIDATES_MAX, best first, without those that a better one stands for. */
static GArray *best_of(GArray *candidates) {
  g_array_sort(candidates, better);
  GArray *best = g_array_new(FALSE, FALSE, sizeof(Candidate));
  for (guint i = 0; i < candidates->len && best->len < CANDIDATES_MAX; i++) {
    const Candidate *c = &g_array_index(candidates, Candidate, i);
    gboolean known = FALSE;
    for (guint k = 0; k < best->len && !known; k++)
      known = same_place(&c->quad, &g_array_index(best, Candidate, k).quad);
    if (!known) g_array_append_val(best, *c);
  }
  return best;
}

/* Lowers those whose ground is the same inside and outside. */
static void weigh_contrast(const FindEdges *edges, GArray *candidates) {
  for (guint i = 0; i < candidates->len; i++) {
    Candidate *c = &g_array_index(candidates, Candidate, i);
    double loss = c->quad.score * CONTRAST_SHARE * (1 - find_quad_contrast(edges, &c->quad));
    c->key -= loss;
    c->quad.score -= loss;
  }
  g_array_sort(candidates, better);
}

/* Whether LINE is an edge all the way from the corner of a panel to that of its card. */
static gboolean goes_on(const FindEdges *edges, const FindLine *line, CardcatPoint panel,
                        CardcatPoint card) {
  double from = along(line, panel), to = along(line, card);
  if (fabs(to - from) < EXTEND_FIRST) return FALSE;
  double first = from + CLAMP(to - from, -EXTEND_FIRST, EXTEND_FIRST);
  return side_support(line, from, to) >= EXTEND_SUPPORT_MIN &&
         side_support(line, from, first) >= EXTEND_SUPPORT_MIN &&
         (line->frame || find_side_contrast(edges, panel, card) >= EXTEND_CONTRAST_MIN);
}

/* Whether OUTER is INNER with one side further out, and the two sides that reach there are edges on
 * that way too: then INNER is a panel of the card OUTER. */
static gboolean extends(const FindEdges *edges, const Candidate *outer, const Candidate *inner) {
  if (find_quad_area(outer->quad.corners) < EXTEND_AREA * find_quad_area(inner->quad.corners) ||
      outer->quad.score < EXTEND_SCORE * inner->quad.score)
    return FALSE;
  int moved = -1;
  for (int i = 0; i < 4; i++) {
    const CardcatPoint *a = outer->quad.corners, *b = inner->quad.corners;
    int next = (i + 1) % 4;
    if (distance(a[i], b[i]) <= 2 * SAME_PLACE && distance(a[next], b[next]) <= 2 * SAME_PLACE)
      moved = (i + 2) % 4;
  }
  if (moved < 0 || outer->quad.cut[moved] ||
      find_side_contrast(edges, outer->quad.corners[moved], outer->quad.corners[(moved + 1) % 4]) <
          EXTEND_CONTRAST_MIN)
    return FALSE;
  for (int end = 0; end < 2; end++) {
    int corner = (moved + end) % 4;
    const FindLine *line = outer->lines[end ? (moved + 1) % 4 : (moved + 3) % 4];
    if (!goes_on(edges, line, inner->quad.corners[corner], outer->quad.corners[corner]))
      return FALSE;
  }
  return TRUE;
}

/* The card of which C may be a panel: C itself, or what extends it. */
static const Candidate *outermost(const FindEdges *edges, const GArray *candidates,
                                  const Candidate *c) {
  for (guint i = 0; i < candidates->len; i++) {
    const Candidate *other = &g_array_index(candidates, Candidate, i);
    if (extends(edges, other, c)) return outermost(edges, candidates, other);
  }
  return c;
}

static gboolean good(const FindQuad *quad) {
  gboolean cut = quad->cut[0] || quad->cut[1] || quad->cut[2] || quad->cut[3];
  return quad->score >= (cut ? CUT_SCORE_MIN : QUAD_SCORE_MIN);
}

static gboolean is_free(const FindQuad *quad, const GArray *chosen) {
  for (guint i = 0; i < chosen->len; i++) {
    const FindQuad *other = &g_array_index(chosen, FindQuad, i);
    double smaller = MIN(find_quad_area(quad->corners), find_quad_area(other->corners));
    if (shared_area(quad->corners, other->corners) >= OVERLAP_MAX * smaller) return FALSE;
  }
  return TRUE;
}

static GArray *choose(const FindEdges *edges, const GArray *candidates) {
  GArray *chosen = g_array_new(FALSE, FALSE, sizeof(FindQuad));
  double best = 0;
  for (guint i = 0; i < candidates->len && chosen->len < CC_CARDS_MAX; i++) {
    const Candidate *c = &g_array_index(candidates, Candidate, i);
    if (!good(&c->quad) || c->quad.score < BESIDE_MIN * best || !is_free(&c->quad, chosen))
      continue;
    best = MAX(best, c->quad.score);
    const Candidate *outer = outermost(edges, candidates, c);
    if (is_free(&outer->quad, chosen)) c = outer;
    g_array_append_val(chosen, c->quad);
  }
  return chosen;
}

GArray *find_quads(const FindEdges *edges, const GArray *lines) {
  double longer = MAX(edges->width, edges->height);
  g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
  g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
  Search s = {edges, lines, LONG_SIDE_MIN * longer, SHORT_SIDE_MIN * longer, crossings, candidates};
  for (guint i = 0; i < lines->len; i++)
    for (guint k = i + 1; k < lines->len; k++)
      if (sin_between(line_at(&s, i), line_at(&s, k)) < OPPOSITE_SIN) try_pair(&s, i, k);
  g_autoptr(GArray) best = best_of(candidates);
  weigh_contrast(edges, best);
  return choose(edges, best);
}
