/* Large print that tips the wide median of the ground to its own colour: bold letters of a logotype
 * cover most of the window.  A ground goes on around its print; a letter is an island. */
#include "print/parts.h"

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* Colours (the sum of three differences) that are one. */
#define SAME_COLOUR 60.0F
/* An island, in cells: no longer either way than a capital in print of 26 points. */
#define ISLAND 30

typedef struct {
  const PrintCells *mean;
  const PrintCells *ground;
  guint8 *seen;
  GArray *members; /* gsize, cells of one area */
} Areas;

static inline gboolean is_ground(const Areas *areas, gsize i) {
  return print_cells_apart(areas->mean, i, areas->ground, i) < SAME_COLOUR;
}

static void visit(Areas *areas, gsize from, gsize at) {
  if (areas->seen[at] || !is_ground(areas, at)) return;
  if (print_cells_apart(areas->ground, from, areas->ground, at) >= SAME_COLOUR) return;
  areas->seen[at] = TRUE;
  g_array_append_val(areas->members, at);
}

/* MEMBERS become the cells of the ground that are joined to FIRST; whether they are more than an
 * island. */
static gboolean flood(Areas *areas, gsize first) {
  gsize w = (gsize)areas->mean->width, h = (gsize)areas->mean->height;
  gsize left = w, right = 0, top = h, bottom = 0;
  g_array_set_size(areas->members, 0);
  visit(areas, first, first);
  for (guint k = 0; k < areas->members->len; k++) {
    gsize at = g_array_index(areas->members, gsize, k), x = at % w, y = at / w;
    left = MIN(left, x), right = MAX(right, x), top = MIN(top, y), bottom = MAX(bottom, y);
    if (x > 0) visit(areas, at, at - 1);
    if (x + 1 < w) visit(areas, at, at + 1);
    if (y > 0) visit(areas, at, at - w);
    if (y + 1 < h) visit(areas, at, at + w);
  }
  return areas->members->len > 0 && (right - left >= ISLAND || bottom - top >= ISLAND);
}

/* 1 for each cell that has the colour of its ground, and is no island; owned. */
static guint8 *wide_grounds(const PrintCells *mean, const PrintCells *ground) {
  gsize n = (gsize)mean->width * (gsize)mean->height;
  g_autofree guint8 *seen = g_new0(guint8, n);
  guint8 *wide = g_new0(guint8, n);
  Areas areas = {mean, ground, seen, g_array_new(FALSE, FALSE, sizeof(gsize))};
  for (gsize i = 0; i < n; i++) {
    if (seen[i] || !flood(&areas, i)) continue;
    for (guint k = 0; k < areas.members->len; k++)
      wide[g_array_index(areas.members, gsize, k)] = TRUE;
  }
  g_array_unref(areas.members);
  return wide;
}

/* Each cell that is not KNOWN, which is print, takes the ground of the nearest that is; its own
 * where that is the same colour, which is smoother. */
static void spread(PrintCells *ground, guint8 *known) {
  int w = ground->width, h = ground->height;
  g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(gsize));
  for (gsize i = 0; i < (gsize)w * (gsize)h; i++)
    if (known[i]) g_array_append_val(queue, i);
  for (guint k = 0; k < queue->len; k++) {
    gsize at = g_array_index(queue, gsize, k);
    int x = (int)(at % (gsize)w), y = (int)(at / (gsize)w);
    const int steps[][2] = {{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}};
    for (guint s = 0; s < G_N_ELEMENTS(steps); s++) {
      int u = steps[s][0], v = steps[s][1];
      if (u < 0 || u >= w || v < 0 || v >= h) continue;
      gsize next = (gsize)v * (gsize)w + (gsize)u;
      if (known[next]) continue;
      known[next] = TRUE;
      g_array_append_val(queue, next);
      if (print_cells_apart(ground, next, ground, at) < SAME_COLOUR) continue;
      for (int b = 0; b < 3; b++)
        ground->v[b][next] = ground->v[b][at];
    }
  }
}

void print_ground_without_islands(const PrintCells *mean, PrintCells *ground) {
  g_autofree guint8 *known = wide_grounds(mean, ground);
  spread(ground, known);
}
