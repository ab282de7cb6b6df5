/* What the text_*.c files share: one strip cut out of a card, one strip read. */
#pragma once

#include "base/geometry.h"
#include "text/text.h"

/* ---- text_cut.c ----------------------------------------------------------------------------- */

/* A strip of print, levelled and brought to the size Tesseract's net was trained on. */
typedef struct {
  CcRaster *image;           /* grey, dark on white */
  double scale, across;      /* pixels of IMAGE per pixel of the card, down and across */
  double x, y;               /* of the image's top-left corner on the card, before levelling */
  double slope, bow, middle; /* a column X of the card was lifted by
                                slope * (X - middle) + bow * (X - middle)^2 */
} TextCut;

void text_cut_free(TextCut *cut);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextCut, text_cut_free)

/* Pixels of a line's image: what the net of Tesseract's models takes in, so that it scales none. */
#define TEXT_HEIGHT 36
/* White above and below, in heights of a capital; best of 0.1, 0.2, 0.4 on rendered cards. */
#define TEXT_MARGIN 0.2
/* The same for a third look at what stays doubtful; by hand. */
#define TEXT_MARGIN_WIDE 0.35

/* HEIGHT: pixels of the image.  MARGIN: white above and below the print, in heights of its
 * capitals.  NULL when the strip is empty. */
TextCut *text_cut_new(const CcPrint *print, const CcStrip *strip, int height, double margin);
/* The same with the usual height and margin, STRETCH times as wide. */
TextCut *text_cut_new_stretched(const CcPrint *print, const CcStrip *strip, double stretch);
/* Where a box of the cut's image lies on the card. */
CardcatBox text_cut_place(const TextCut *cut, CardcatBox box);
/* Puts LINE, read on CUT's image, to where STRIP lies on the card: its words, its measures. */
void text_line_place(CardcatLine *line, const TextCut *cut, const CcStrip *strip);

/* ---- text_sharpen.c ------------------------------------------------------------------------- */

/* Sharpens a strip of HEIGHT 36 or so (grey) in place by an unsharp mask. */
void text_sharpen(CcRaster *strip);

/* ---- text_ocr.c ----------------------------------------------------------------------------- */

typedef enum {
  CC_OCR_FIRST,  /* the languages asked for */
  CC_OCR_SECOND, /* another opinion: English, when the default is a script's model */
} CcOcrModel;

gboolean cc_ocr_has_second(CcOcr *ocr);

/* Data of the language NAME is installed; it is loaded for that. */
gboolean cc_ocr_has_language(const char *name);

/* The words of one line, boxes in pixels of IMAGE (grey), which holds nothing else.  Owned, never
 * NULL; no words when nothing was read.  MODEL must be there. */
CardcatLine *cc_ocr_line(CcOcr *ocr, const CcRaster *image, CcOcrModel model);
/* The lines Tesseract itself finds on a picture (grey or RGB), light print or dark: CardcatLine*,
 * owned; their words only, each with its box and confidence. */
GPtrArray *cc_ocr_picture(CcOcr *ocr, const CcRaster *image, CcOcrModel model);
/* Sets LINE's text and confidence from its words; no blanks between Han and kana. */
void cc_ocr_line_join(CardcatLine *line);

/* ---- text_choose.c -------------------------------------------------------------------------- */

/* Lines read less surely than this, 0..1, are read again with the second model; found on rendered
 * cards by tests/bench/loss.py. */
#define TEXT_DOUBTFUL 0.93

/* The better of two alternatives of one line, with the other among its alternatives.  Takes FIRST
 * and SECOND, either may be NULL; English is asked second, and must not overrule accents lightly.
 */
CardcatLine *text_choose(CardcatLine *first, CardcatLine *second);

/* Whether TEXT has an e-mail or web address, or the head of one: no picture is read as such. */
gboolean text_has_address(const char *text);

/* All readings of OTHER become readings of LINE that it has not yet. */
void text_add_readings(CardcatLine *line, const CardcatLine *other);

/* Puts FOUND (taken) into LINES where it is read; lines less sure than GIVES_WAY that it lies
 * across are removed; UNUSED (CardcatUnused*) gets them. */
void text_lines_put(GPtrArray *lines, CardcatLine *found, double gives_way, GPtrArray *unused);

/* ---- text_strip.c --------------------------------------------------------------------------- */

/* A line less sure than this, 0..1, stays doubtful: it is looked at a third time; by hand. */
#define TEXT_SURE 0.8

/* A strip and what was read of it first. */
typedef struct {
  const CcStrip *strip;
  TextCut *cut;      /* NULL: there is nothing */
  CardcatLine *line; /* or NULL */
} TextFirst;

void text_first_clear(TextFirst *first);
/* By the first model.  STRIP must outlive it. */
TextFirst text_strip_read(CcOcr *ocr, const CcPrint *print, const CcStrip *strip);
/* The same strip as often again as it needs; NULL when it holds no words.  Takes FIRST's line. */
CardcatLine *text_strip_read_again(CcOcr *ocr, const CcPrint *print, TextFirst *first);
gboolean text_is_print(const CardcatLine *line);
gboolean text_is_sure(const CardcatLine *line); /* NULL is not */

/* ---- text_sideways.c ------------------------------------------------------------------------ */

/* Reads what runs up or down PRINT's card, and puts what is surely print into LINES; what gives way
 * to it goes to UNUSED. */
void text_sideways(CcOcr *ocr, const CcPrint *print, GPtrArray *lines, GPtrArray *unused);

/* ---- text_cedilla.c ------------------------------------------------------------------------- */

/* Where most of LINES' letters with a cedilla or comma below have a cedilla, all get one. */
void text_one_alphabet(const GPtrArray *lines);

/* ---- text_whole.c --------------------------------------------------------------------------- */

/* Reads the card of PRINT once more as a whole, with the second model, and puts what is surer into
 * LINES, the rest to their alternatives, and print that LINES lacks between them. */
void text_second_look(CcOcr *ocr, const CcPrint *print, GPtrArray *lines, GPtrArray *unused);

/* ---- text_large.c --------------------------------------------------------------------------- */

/* Reads the large print of PRINT that LINES lacks, and puts in what is sure; the rest, and what
 * gives way to it, goes to UNUSED. */
void text_large(CcOcr *ocr, const CcPrint *print, GPtrArray *lines, GPtrArray *unused);
