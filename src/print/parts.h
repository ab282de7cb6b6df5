/* What the files of print/ share: a flattened card's ground evened, its print found. */
#pragma once

#include "print/print.h"

/* ---- cells.c: what varies slowly over a picture ---------------------------------------- */

/* One value a cell of SCALE x SCALE pixels, in up to three bands. */
typedef struct {
  int width, height, scale;
  float *v[3]; /* owned, width * height each; NULL where there is no such band */
} CcCells;

CcCells *cc_cells_new(int width, int height, int scale, int bands); /* all 0 */
void cc_cells_free(CcCells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcCells, cc_cells_free)

/* How far the colour of A's cell I is from B's J: the sum of its three bands' differences. */
float cc_cells_apart(const CcCells *a, gsize i, const CcCells *b, gsize j);

/* V, one band of values 0..255, filtered over squares of 2 * RADIUS + 1 cells. */
void cc_cells_median(const float *v, float *out, int width, int height, int radius);
typedef void (*CcCellsFilter)(float *v, int width, int height, int radius); /* in place */
void cc_cells_mean(float *v, int width, int height, int radius);
void cc_cells_max(float *v, int width, int height, int radius);
void cc_cells_min(float *v, int width, int height, int radius);
/* FILTER over V in place, but each cell sees only cells whose ground is about as light as its own
 * (a bilateral grid): nothing leaks from a panel into the print beside it. */
void cc_cells_by_level(const CcCells *ground, float *v, CcCellsFilter filter, int radius);

/* ---- ground.c: ground and polarity ---------------------------------------------------- */

typedef struct {
  CcRaster *clean; /* grey, print dark on white; same size as the picture */
  CcRaster *print; /* one byte a pixel, 1 where there is print */
  CcRaster
      *light; /* one byte a cell of SCALE x SCALE pixels, 1 where print is lighter than ground */
  int scale;  /* pixels of the picture per cell of LIGHT */
} CcGround;

void cc_ground_free(CcGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcGround, cc_ground_free)

/* Divides PICTURE (RGB or grey) by its ground: each pixel becomes its distance from the local
 * ground's colour in the direction of the local print's colour. */
CcGround *cc_ground_make(const CcRaster *picture);

/* ---- islands.c: print that was taken for ground ----------------------------------------- */

/* Corrects GROUND, of the cells of MEAN, where it has the colour of large print. */
void cc_ground_without_islands(const CcCells *mean, CcCells *ground);

/* ---- panel.c: grounds that hold one line ----------------------------------------------- */

/* Corrects GROUND, of the cells of MEAN, in panels that are too narrow for it. */
void cc_ground_by_panels(const CcCells *mean, CcCells *ground);

/* ---- glyphs.c: connected components --------------------------------------------------- */

typedef struct {
  CardcatBox box; /* pixels */
  int area;       /* pixels of print */
  double stroke;  /* mean stroke width, pixels */
} CcGlyph;

/* The components of PRINT that may be letters, digits or signs: GArray of CcGlyph, owned, sorted
 * by their left edge; the shorter side of none is more than LARGEST of the picture's longer edge.
 * MARKS gets the small ones apart: dots, hyphens, accents. */
GArray *cc_glyphs_find(const CcRaster *print, double largest, GArray **marks);
/* Sets GLYPHS as they stand after the picture of WIDTH x HEIGHT was turned a quarter clockwise. */
void cc_glyphs_turn(GArray *glyphs, int height);

static inline const CcGlyph *cc_glyph_at(const GArray *glyphs, guint i) {
  return &g_array_index(glyphs, CcGlyph, i);
}

static inline CardcatBox cc_box_union(CardcatBox a, CardcatBox b) {
  int x = MIN(a.x, b.x), y = MIN(a.y, b.y);
  return (CardcatBox){x, y, MAX(a.x + a.w, b.x + b.w) - x, MAX(a.y + a.h, b.y + b.h) - y};
}

/* ---- rows.c: glyphs that stand in one row ----------------------------------------------- */

typedef struct {
  GArray *members;      /* CcGlyph, left to right */
  CardcatBox box, core; /* CORE: of the members alone */
  double slope, base;   /* baseline: base + slope * x + bow * (x - middle)^2; ... */
  double bow, middle;   /* ... BOW is 0 where it is straight */
  double capital, x_height, stroke;
} CcGlyphRow;

CcGlyphRow *cc_glyph_row_new(void); /* without members */
void cc_glyph_row_free(CcGlyphRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcGlyphRow, cc_glyph_row_free)

/* Sets all else from the members, of which there must be one. */
void cc_glyph_row_measure(CcGlyphRow *row);

/* Whether MARK may be a dot, hyphen or accent of the measured ROW. */
gboolean cc_glyph_row_reaches(const CcGlyphRow *row, const CardcatBox *mark);

/* Y of the row's baseline at X. */
static inline double cc_glyph_row_baseline(const CcGlyphRow *row, double x) {
  double off = x - row->middle;
  return row->base + row->slope * x + row->bow * off * off;
}

/* ---- strips.c: glyphs to lines ---------------------------------------------------------- */

/* Which way the rows of GLYPHS run: above 0 from left to right, below 0 up or down; -1.5..1.5. */
double cc_lines_direction(const GArray *glyphs);
/* Chains of neighbours, pieces of one line joined: GPtrArray of CcGlyphRow, owned. */
GPtrArray *cc_rows_find(const GArray *glyphs);
/* Lines in no order: GArray of CcStrip, owned. */
GArray *cc_lines_find(const GArray *glyphs, const GArray *marks);
/* Puts STRIPS in reading order: columns from left to right, each from top to bottom. */
void cc_lines_order(GArray *strips);
