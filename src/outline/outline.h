/* outline/: a photo to every card in it: four corners, flattened. */
#pragma once

#include "base/base.h"

/* The most cards taken from one photo. */
#define CC_CARDS_MAX 50

/* ---- the outline -------------------------------------------------------------------------- */

typedef struct {
  CardcatPoint corners[4]; /* clockwise in the picture; corners[0] is top-left as the picture is
                              held, the text may still stand on its side or head */
  double score;            /* 0..1 how surely this is a card */
  gboolean whole;          /* the picture itself is the card: no edge is to be seen */
  gboolean around;         /* holds others and print beside them: they may be panels of this card */
  gboolean joined;         /* AROUND, of the outer sides of two that touch */
  gboolean ruled;          /* one of many in rows and columns as straight as print: a box of a form
                              it may be */
} CcOutline;

/* Every card of PHOTO (RGB), GArray of CcOutline, owned, top to bottom and left to right, then
 * those with AROUND set; empty when there is none.  When no edge is seen but the picture as a whole
 * may be a card (a scan, a render), one outline with WHOLE set.  Of both the reader asks their text
 * whether they are cards. */
GArray *cc_outlines_find(const CcRaster *photo, CcKeep *keep);

/* PHOTO itself taken for the card. */
CcOutline cc_outline_whole(const CcRaster *photo);

/* ---- flattening --------------------------------------------------------------------------- */

/* The scale is chosen for the text: the flattened card's longer edge is about this many pixels, */
#define CC_FLAT_EDGE 1600
/* and never more than the photo has by this factor: pixels that are made up tell nothing. */
#define CC_ENLARGED_MAX 1.5

/* The card at OUTLINE's corners as an RGB picture by its homography, with its true proportions
 * (from the quad's perspective; FOCAL_35MM helps when not 0).  Never fails for a convex quad. */
CcRaster *cc_outline_flatten(const CcRaster *photo, const CcOutline *outline, double focal_35mm);
