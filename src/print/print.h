/* print/: a card's picture to its strips of print: ground evened, lines found, large print.
 * The only room that knows Leptonica. */
#pragma once

#include "base/base.h"

/* ---- light, lines ------------------------------------------------------------------------- */

/* A line of print, before it is read. */
typedef struct {
  CardcatBox box;    /* pixels of the flattened card, tight */
  double x_height;   /* pixels, estimated from its components */
  double capital;    /* height of its capitals and digits, pixels */
  double baseline;   /* y under the middle of the box */
  double stroke;     /* mean stroke width, pixels */
  double slope;      /* of its baseline under the middle of the box, dy/dx */
  double bow;        /* how its baseline bends on a curved card: bow * (x - middle)^2 is added to
                        the straight one, 1/pixel; 0 when it is straight */
  gboolean inverted; /* light print on a dark ground in the flattened picture */
} CcStrip;

typedef struct {
  CcRaster *clean;   /* grey: ground evened to white, print dark everywhere, panels and footers of
                        another polarity turned; same size as the flattened picture */
  CcRaster *picture; /* RGB: the flattened picture itself, a copy */
  GArray *strips;    /* CcStrip, owned, in reading order */
  int turn; /* quarters clockwise by which the flattened card was turned so that its lines run
               from left to right; upside-down is not told apart here */
  GArray *sideways[2]; /* CcStrip, owned: what else runs up ([0]) or down the card ([1]), in pixels
                          of CLEAN turned clockwise by CC_SIDEWAYS_TURN of them; the same print
                          may be in both */
} CcPrint;

/* Quarters clockwise that level print which runs up (WAY 0) or down (1). */
#define CC_SIDEWAYS_TURN(way) ((way) == 0 ? 1 : 3)

void cc_print_free(CcPrint *print);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcPrint, cc_print_free)

/* Leptonica, which Tesseract uses, too, says nothing on standard error from here on, in all of this
 * process: it tells of boxes without a pixel, which are no error. */
void cc_print_init(void);

/* Evens the light of a flattened card, turns its lines level (0 or 1 quarter), finds them.
 * PICTURE is the RGB card; *PICTURE is replaced by the turned one when turn is not 0. */
CcPrint *cc_print_find(CcRaster **picture, CcKeep *keep);
/* The same of a card whose lines are known to be level: it is not turned. */
CcPrint *cc_print_find_level(CcRaster *picture, CcKeep *keep);

/* Large print cut out by itself: logotypes, which the evened ground may lose. */
typedef struct {
  CcRaster *clean; /* grey, print dark on white, nothing but the strips' print; same size as the
                      picture; NULL when there are no strips */
  GArray *strips;  /* CcStrip, owned */
} CcLarge;

void cc_large_free(CcLarge *large);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcLarge, cc_large_free)

/* Rows of large letters on PRINT's picture that its strips lack. */
CcLarge *cc_large_find(const CcPrint *print);
