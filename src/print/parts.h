/* What the files of print/ share: a flattened card's ground evened, its print found. */
#pragma once

#include <math.h>

#include "base/geometry.h"
#include "print/print.h"

/* ---- cells.c: what varies slowly over a picture --------------------------------------------- */

/* One value a cell of SCALE x SCALE pixels, in up to three bands. */
typedef struct {
  int width, height, scale;
  float *v[3]; /* owned, width * height each; NULL where there is no such band */
} PrintCells;

PrintCells *print_cells_new(int width, int height, int scale, int bands); /* all 0 */
void print_cells_free(PrintCells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintCells, print_cells_free)

/* How far the colour of A's cell I is from B's J: the sum of its three bands' differences. */
static inline float print_cells_apart(const PrintCells *a, gsize i, const PrintCells *b, gsize j) {
  return fabsf(a->v[0][i] - b->v[0][j]) + fabsf(a->v[1][i] - b->v[1][j]) +
         fabsf(a->v[2][i] - b->v[2][j]);
}

/* V, one band of values 0..255, filtered over squares of 2 * RADIUS + 1 cells. */
void print_cells_median(const float *v, float *out, int width, int height, int radius);
typedef void (*PrintCellsFilter)(float *v, int width, int height, int radius); /* in place */
void print_cells_mean(float *v, int width, int height, int radius);
void print_cells_max(float *v, int width, int height, int radius);
void print_cells_min(float *v, int width, int height, int radius);
/* FILTER over V in place, but each cell sees only cells whose ground is about as light as its own
 * (a bilateral grid): nothing leaks from a panel into the print beside it. */
void print_cells_by_level(const PrintCells *ground, float *v, PrintCellsFilter filter, int radius);

/* ---- ground.c: ground and polarity ---------------------------------------------------------- */

typedef struct {
  CcRaster *clean; /* grey, print dark on white; same size as the picture */
  CcRaster *print; /* one byte a pixel, 1 where there is print */
  CcRaster
      *light; /* one byte a cell of SCALE x SCALE pixels, 1 where print is lighter than ground */
  int scale;  /* pixels of the picture per cell of LIGHT */
} PrintGround;

void print_ground_free(PrintGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintGround, print_ground_free)

/* Divides PICTURE (RGB or grey) by its ground: each pixel becomes its distance from the local
 * ground's colour in the direction of the local print's colour. */
PrintGround *print_ground_make(const CcRaster *picture);

/* ---- islands.c: print that was taken for ground --------------------------------------------- */

/* Corrects GROUND, of the cells of MEAN, where it has the colour of large print. */
void print_ground_without_islands(const PrintCells *mean, PrintCells *ground);

/* ---- panel.c: grounds that hold one line ---------------------------------------------------- */

/* Corrects GROUND, of the cells of MEAN, in panels that are too narrow for it. */
void print_ground_by_panels(const PrintCells *mean, PrintCells *ground);

/* ---- glyphs.c: connected components --------------------------------------------------------- */

typedef struct {
  CardcatBox box; /* pixels */
  int area;       /* pixels of print */
  double stroke;  /* mean stroke width, pixels */
} PrintGlyph;

/* The components of PRINT that may be letters, digits or signs: GArray of PrintGlyph, owned, sorted
 * by their left edge; the shorter side of none is more than LARGEST of the picture's longer edge.
 * MARKS gets the small ones apart: dots, hyphens, accents. */
GArray *print_glyphs_find(const CcRaster *print, double largest, GArray **marks);
/* Sets GLYPHS as they stand after the picture of WIDTH x HEIGHT was turned a quarter clockwise. */
void print_glyphs_turn(GArray *glyphs, int height);

static inline const PrintGlyph *print_glyph_at(const GArray *glyphs, guint i) {
  return &g_array_index(glyphs, PrintGlyph, i);
}

/* ---- row.c: a row of glyphs measured -------------------------------------------------------- */

typedef struct {
  GArray *members;      /* PrintGlyph, left to right */
  CardcatBox box, core; /* CORE: of the members alone */
  double slope, base;   /* baseline: base + slope * x + bow * (x - middle)^2; ... */
  double bow, middle;   /* ... BOW is 0 where it is straight */
  double capital, x_height, stroke;
} PrintRow;

PrintRow *print_row_new(void); /* without members */
void print_row_free(PrintRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintRow, print_row_free)

/* A sign that stands with a row, an accent, a comma or a dash, is at most this part of a capital
 * high; by hand. */
#define PRINT_SIGN_MAX 0.5

/* Sets all else from the members, of which there must be one. */
void print_row_measure(PrintRow *row);

/* Whether MARK may be a dot, hyphen or accent of the measured ROW. */
gboolean print_row_reaches(const PrintRow *row, const CardcatBox *mark);

/* Y of the row's baseline at X. */
static inline double print_row_baseline(const PrintRow *row, double x) {
  double off = x - row->middle;
  return row->base + row->slope * x + row->bow * off * off;
}

/* ---- rows.c: glyphs that stand in one row --------------------------------------------------- */

/* Which way the rows of GLYPHS run: above 0 from left to right, below 0 up or down; -1.5..1.5. */
double print_direction(const GArray *glyphs);
/* Chains of neighbours, pieces of one line joined: GPtrArray of PrintRow, owned. */
GPtrArray *print_rows_find(const GArray *glyphs);

/* ---- strips.c: rows to lines ---------------------------------------------------------------- */

/* Lines in no order: GArray of CcStrip, owned. */
GArray *print_strips_find(const GArray *glyphs, const GArray *marks);
/* Puts STRIPS in reading order: columns from left to right, each from top to bottom. */
void print_strips_order(GArray *strips);
void print_strips_by_width(GArray *strips); /* the widest first */

/* ---- sideways.c: print that runs up or down the card ----------------------------------------- */

/* The rows of GLYPHS and MARKS, of PICTURE, that none of its level STRIPS holds, once PICTURE is
 * turned clockwise by QUARTERS: GArray of CcStrip in pixels of the turned one, owned, the longest
 * first. */
GArray *print_sideways_find(const GArray *strips, const GArray *glyphs, const GArray *marks,
                            const CcRaster *picture, int quarters);
