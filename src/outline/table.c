/* Tables with many cards: too many and too small to be told from each other in one look. */
#include "outline/parts.h"

/* Found on 18 photos of two to 49 cards and on 317 of single cards, none of which may be taken for
 * a table; tests/bench/bench_outline.c shows what is found. */

/* So many sizes are tried, in steps of this factor, from this share of the picture on. */
#define TRIALS 15
#define STEP 1.12
#define LEAST 0.1
/* In rows that are quite straight two cards and the gap between them are as large a quad, but no as
 * plain one: what scores this is worth nothing beside others. */
#define DULL 0.5
/* They cover so much of the picture. */
#define COVER_MIN 0.2
/* A piece is so many cards long and wide; the next begins this much of a card before its end. */
#define WINDOW 3.2
#define WINDOW_SHARED 1.2

/* Cards of about one size that lie beside each other. */
typedef struct {
  guint count;
  double covered, sides; /* sums of their areas and longer sides */
  double worth;          /* of areas, each times what its score is above DULL */
} Cards;

static Cards cards_of(const GArray *small, double size) {
  g_autoptr(GArray) quads = g_array_new(FALSE, FALSE, sizeof(OutlineQuad));
  Cards cards = {0};
  for (guint i = 0; i < small->len; i++) {
    const OutlineQuad *quad = &g_array_index(small, OutlineCandidate, i).quad;
    if (!outline_is_sized(quad, size) || !outline_is_card_shaped(quad) ||
        !outline_is_free(quad, quads))
      continue;
    g_array_append_val(quads, *quad);
    cards.count++;
    double area = cc_quad_area(quad->corners);
    cards.covered += area;
    cards.worth += area * (quad->score - DULL);
    cards.sides += outline_long_side(quad);
  }
  return cards;
}

double outline_table_size(const OutlineEdges *edges, const GArray *small) {
  double size = LEAST * MAX(edges->width, edges->height);
  Cards best = {0};
  for (int i = 0; i < TRIALS; i++) {
    Cards cards = cards_of(small, size);
    if (cards.count >= OUTLINE_TABLE_CARDS && cards.worth > best.worth) best = cards;
    size *= STEP;
  }
  gboolean table = best.covered > COVER_MIN * edges->width * edges->height;
  return table ? best.sides / best.count : 0;
}

/* How many pieces of LENGTH, each sharing SHARED with the next, reach over ALL. */
static int pieces(int all, double length, double shared) {
  return all <= length ? 1 : 1 + (int)ceil((all - length) / (length - shared));
}

GArray *outline_table_windows(int width, int height, double size) {
  GArray *windows = g_array_new(FALSE, FALSE, sizeof(CardcatBox));
  int w = (int)MIN(width, WINDOW * size), h = (int)MIN(height, WINDOW * size);
  int across = pieces(width, w, WINDOW_SHARED * size),
      down = pieces(height, h, WINDOW_SHARED * size);
  for (int i = 0; i < down; i++)
    for (int k = 0; k < across; k++) {
      CardcatBox box = {across > 1 ? (width - w) * k / (across - 1) : 0,
                        down > 1 ? (height - h) * i / (down - 1) : 0, w, h};
      g_array_append_val(windows, box);
    }
  return windows;
}
