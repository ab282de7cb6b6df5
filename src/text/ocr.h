/* What the text_*.c files share: one strip cut out of a page, one strip read. */
#pragma once

#include "text/text.h"

/* ---- text_cut.c ------------------------------------------------------------------------------ */

/* A strip of a page, levelled and brought to the size Tesseract's net was trained on. */
typedef struct {
  CcRaster *image;      /* grey, dark on white */
  double scale;         /* pixels of IMAGE per pixel of the page */
  double x, y;          /* of the image's top-left corner on the page, before levelling */
  double slope, middle; /* a column X of the page was lifted by slope * (X - middle) */
} CcCut;

void cc_cut_free(CcCut *cut);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcCut, cc_cut_free)

/* HEIGHT: pixels of the image.  MARGIN: white above and below the print, in heights of its
 * capitals.  NULL when the strip is empty. */
CcCut *cc_cut_new(const CcPage *page, const CcStrip *strip, int height, double margin);
/* Where a box of the cut's image lies on the page. */
CardcatBox cc_cut_place(const CcCut *cut, CardcatBox box);

/* ---- text_ocr.c ------------------------------------------------------------------------------ */

typedef enum {
  CC_OCR_FIRST,  /* the languages asked for */
  CC_OCR_SECOND, /* another opinion: English, when the default is a script's model */
} CcOcrModel;

gboolean cc_ocr_has_second(const CcOcr *ocr);

/* The words of one line, boxes in pixels of IMAGE (grey), which holds nothing else.  Owned, never
 * NULL; no words when nothing was read.  MODEL must be there. */
CardcatLine *cc_ocr_line(CcOcr *ocr, const CcRaster *image, CcOcrModel model);
