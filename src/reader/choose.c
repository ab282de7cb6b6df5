/* Which outlines are cards: asked of what was read in them. */
#include "reader/reader.h"

#include <math.h>
#include <string.h>

void cc_candidate_free(CcCandidate *candidate) {
  if (!candidate) return;
  cc_raster_free(candidate->picture);
  g_clear_pointer(&candidate->lines, g_ptr_array_unref);
  cc_fields_free(candidate->fields);
  g_free(candidate);
}

/* ---- quads over one another ----------------------------------------------------------------- */

static double quad_area(const CardcatPoint q[4]) {
  double twice = 0;
  for (int i = 0; i < 4; i++) {
    CardcatPoint a = q[i], b = q[(i + 1) % 4];
    twice += a.x * b.y - b.x * a.y;
  }
  return fabs(twice) / 2;
}

static gboolean quad_holds(const CardcatPoint q[4], CardcatPoint p) {
  for (int i = 0; i < 4; i++) {
    CardcatPoint a = q[i], b = q[(i + 1) % 4];
    if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) < 0) return FALSE;
  }
  return TRUE;
}

/* The point at (U, V) of the unit square laid over the quad. */
static CardcatPoint quad_at(const CardcatPoint q[4], double u, double v) {
  double w[4] = {(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v};
  CardcatPoint p = {0, 0};
  for (int i = 0; i < 4; i++) {
    p.x += w[i] * q[i].x;
    p.y += w[i] * q[i].y;
  }
  return p;
}

#define OVERLAP_STEPS 16

double cc_quad_overlap(const CardcatPoint a[4], const CardcatPoint b[4]) {
  gboolean a_is_smaller = quad_area(a) <= quad_area(b);
  const CardcatPoint *small = a_is_smaller ? a : b, *large = a_is_smaller ? b : a;
  int inside = 0;
  for (int i = 0; i < OVERLAP_STEPS; i++)
    for (int j = 0; j < OVERLAP_STEPS; j++) {
      CardcatPoint p = quad_at(small, (i + 0.5) / OVERLAP_STEPS, (j + 0.5) / OVERLAP_STEPS);
      inside += quad_holds(large, p) ? 1 : 0;
    }
  return (double)inside / (OVERLAP_STEPS * OVERLAP_STEPS);
}

/* ---- what is a card ------------------------------------------------------------------------- */

/* Least cardness of the text in an outline whose edges were seen. */
#define CARDNESS_MIN 0.2
/* ... and of a picture without edges: pages, screenshots and signs come that way too. */
#define CARDNESS_WHOLE_MIN 0.5
/* Two outlines that share more than this of the smaller one are of one card. */
#define SAME_CARD_OVERLAP 0.5

static gboolean is_card(const CcCandidate *c) {
  double least = c->outline.whole ? CARDNESS_WHOLE_MIN : CARDNESS_MIN;
  return c->fields->cardness >= least && !cardcat_contact_is_empty(c->fields->contact);
}

/* How much a reading is worth beside another of the same card. */
static double worth(const CcCandidate *c) {
  return c->fields->cardness + c->fields->confidence;
}

/* Adds C, or drops it, or what it is better than.  Takes C. */
static void add_best(GPtrArray *cards, CcCandidate *c) {
  g_autoptr(CcCandidate) candidate = c;
  for (guint i = 0; i < cards->len; i++) {
    const CcCandidate *other = cards->pdata[i];
    if (cc_quad_overlap(other->corners, c->corners) < SAME_CARD_OVERLAP) continue;
    if (worth(other) >= worth(c)) return;
    g_ptr_array_remove_index(cards, i--);
  }
  g_ptr_array_add(cards, g_steal_pointer(&candidate));
}

static CcOutline whole_picture(const CcPhoto *photo) {
  double w = photo->raster->width, h = photo->raster->height;
  return (CcOutline){{{0, 0}, {w, 0}, {w, h}, {0, h}}, 0, TRUE};
}

static CcCandidate *read_one(const CcRooms *rooms, const CcPhoto *photo, const CcOutline *outline,
                             const char *stem, guint number) {
  g_autofree char *name = g_strdup_printf("%s-card%u", stem, number);
  g_autoptr(CcKeep) keep = rooms->keep_dir ? cc_keep_new(rooms->keep_dir, name, NULL) : NULL;
  return cc_candidate_read(rooms, photo, outline, keep);
}

GPtrArray *cc_candidates_read(const CcRooms *rooms, const CcPhoto *photo, const GArray *outlines,
                              const char *stem) {
  GPtrArray *cards = g_ptr_array_new_with_free_func((GDestroyNotify)cc_candidate_free);
  gboolean whole_tried = FALSE;
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    g_autoptr(CcCandidate) candidate = read_one(rooms, photo, outline, stem, i + 1);
    whole_tried |= outline->whole;
    if (is_card(candidate)) add_best(cards, g_steal_pointer(&candidate));
  }
  if (cards->len == 0 && !whole_tried) {
    CcOutline whole = whole_picture(photo);
    g_autoptr(CcCandidate) candidate = read_one(rooms, photo, &whole, stem, outlines->len + 1);
    if (is_card(candidate)) g_ptr_array_add(cards, g_steal_pointer(&candidate));
  }
  return cards;
}
