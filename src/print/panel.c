/* Panels too narrow for the wide median of the ground: a dark band that holds one line of print.
 * What lies between two long even runs of one colour is printed on that colour. */
#include "print/parts.h"

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* A run, in cells: longer than a stroke of any letter that is read. */
#define RUN 41
/* Its deviation, in levels. */
#define RUN_DEVIATION 7.0
/* Runs beside each other are a margin, not a rule. */
#define MARGIN 3
/* A line of print between two margins, in cells. */
#define REACH 14
/* Colours (the sum of three differences) that are one, and that are another than the ground's. */
#define SAME_COLOUR 40.0F
#define OTHER_COLOUR 150.0F

/* Cells along one line of a picture, STEP apart in memory from START. */
typedef struct {
  gsize start, step;
  int count;
} Walk;

static inline gsize cell_at(Walk walk, int i) {
  return walk.start + (gsize)i * walk.step;
}

/* Marks the cells of WALK that are in an even run. */
static void mark_runs(const PrintCells *mean, Walk walk, guint8 *even) {
  double sum[3] = {0}, square[3] = {0};
  int marked = -1;
  for (int i = 0; i < walk.count; i++) {
    gboolean uneven = FALSE;
    for (int b = 0; b < 3; b++) {
      double in = (double)mean->v[b][cell_at(walk, i)];
      double out = i >= RUN ? (double)mean->v[b][cell_at(walk, i - RUN)] : 0;
      sum[b] += in - out;
      square[b] += in * in - out * out;
      uneven |= square[b] / RUN - sum[b] / RUN * sum[b] / RUN > RUN_DEVIATION * RUN_DEVIATION;
    }
    if (i + 1 < RUN || uneven) continue;
    for (int k = MAX(marked + 1, i + 1 - RUN); k <= i; k++)
      even[cell_at(walk, k)] = TRUE;
    marked = i;
  }
}

/* NEAREST, for each cell of WALK, the cell of the last margin before it; -1. */
static void find_margins(const PrintCells *mean, const guint8 *even, Walk walk, int *nearest) {
  int last = -1, thick = 0;
  for (int i = 0; i < walk.count; i++) {
    gsize at = cell_at(walk, i);
    gboolean goes_on =
        thick > 0 && print_cells_apart(mean, at, mean, cell_at(walk, i - 1)) < SAME_COLOUR;
    thick = !even[at] ? 0 : goes_on ? thick + 1 : 1;
    if (thick >= MARGIN) last = i;
    nearest[i] = last >= 0 && i - last <= REACH ? last : -1;
  }
}

/* Along WALK, which crosses the runs, print between two margins of one colour has their ground. */
static void cross_panels(const PrintCells *mean, const guint8 *even, Walk walk,
                         PrintCells *ground) {
  g_autofree int *before = g_new(int, walk.count), *after = g_new(int, walk.count);
  Walk back = {cell_at(walk, walk.count - 1), (gsize)0 - walk.step, walk.count};
  find_margins(mean, even, walk, before);
  find_margins(mean, even, back, after);
  for (int i = 0; i < walk.count; i++) {
    int a = before[i], b = after[walk.count - 1 - i];
    if (a < 0 || b < 0) continue;
    gsize at = cell_at(walk, i), one = cell_at(walk, a), other = cell_at(back, b);
    if (print_cells_apart(mean, one, mean, other) > SAME_COLOUR) continue;
    if (print_cells_apart(mean, one, ground, at) < OTHER_COLOUR) continue;
    for (int k = 0; k < 3; k++)
      ground->v[k][at] = (mean->v[k][one] + mean->v[k][other]) / 2;
  }
}

void print_ground_by_panels(const PrintCells *mean, PrintCells *ground) {
  gsize w = (gsize)mean->width, h = (gsize)mean->height;
  g_autofree guint8 *rows = g_new0(guint8, w * h), *columns = g_new0(guint8, w * h);
  for (gsize y = 0; y < h; y++)
    mark_runs(mean, (Walk){y * w, 1, mean->width}, rows);
  for (gsize x = 0; x < w; x++)
    mark_runs(mean, (Walk){x, w, mean->height}, columns);
  for (gsize x = 0; x < w; x++)
    cross_panels(mean, rows, (Walk){x, w, mean->height}, ground);
  for (gsize y = 0; y < h; y++)
    cross_panels(mean, columns, (Walk){y * w, 1, mean->width}, ground);
}
