/* A strip of print levelled and brought to the size the net reads. */
#include "text/ocr.h"

#include <math.h>
#include <string.h>

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* Tesseract's lines reach from ascender to descender: in heights of a capital above and below the
 * baseline, whatever the line holds. */
#define ABOVE 1.08
#define BELOW 0.32
/* Accents on capitals and long descenders may reach this far. */
#define ABOVE_MAX 1.5
#define BELOW_MAX 0.6
/* White to the left and right, in heights of a capital. */
#define SIDE 0.35
/* Strips that are shrunk by more than this are sharp: logos, large names. */
#define SHARPEN_FROM 0.4
/* No line is longer than this many times its height. */
#define WIDTH_MAX 120

void text_cut_free(TextCut *cut) {
  if (!cut) return;
  cc_raster_free(cut->image);
  g_free(cut);
}

static inline double lift_at(const TextCut *cut, double x) {
  double off = x - cut->middle;
  return cut->slope * off + cut->bow * off * off;
}

/* The levelled strip in pixels of the card. */
static CcRaster *level(const CcRaster *clean, const TextCut *cut, int width, int height) {
  CcRaster *out = cc_raster_new(width, height, 1);
  memset(out->data, 255, (gsize)width * (gsize)height);
  for (int x = 0; x < width; x++) {
    int px = (int)cut->x + x;
    if (px < 0 || px >= clean->width) continue;
    double top = cut->y + lift_at(cut, px);
    int whole = (int)floor(top), part = (int)((top - whole) * 256);
    for (int y = 0; y < height; y++) {
      int py = whole + y;
      if (py < 0 || py + 1 >= clean->height) continue;
      int a = *cc_raster_at(clean, px, py), b = *cc_raster_at(clean, px, py + 1);
      *cc_raster_at(out, x, y) = (guint8)((a * (256 - part) + b * part + 128) >> 8);
    }
  }
  return out;
}

/* STRETCH: its width is this many times what its height makes it. */
static TextCut *cut_stretched(const CcPrint *print, const CcStrip *strip, int height, double margin,
                              double stretch) {
  double capital = MAX(strip->capital, 1);
  double half = strip->box.w / 2.0, sag = strip->bow * half * half; /* of the box, not the print */
  double above = strip->baseline - strip->box.y + MIN(sag, 0);
  double below = strip->box.y + strip->box.h - strip->baseline - MAX(sag, 0);
  above = CLAMP(above, ABOVE * capital, ABOVE_MAX * capital);
  below = CLAMP(below, BELOW * capital, BELOW_MAX * capital);
  above += margin * capital;
  below += margin * capital;
  int w = (int)(strip->box.w + 2 * SIDE * capital), h = (int)(above + below + 0.5);
  if (w < 2 || h < 2 || w > WIDTH_MAX * h) return NULL;
  TextCut *cut = g_new0(TextCut, 1);
  cut->x = (int)(strip->box.x - SIDE * capital);
  cut->y = strip->baseline - above;
  cut->slope = strip->slope;
  cut->bow = strip->bow;
  cut->middle = strip->box.x + strip->box.w / 2.0;
  cut->scale = (double)height / h;
  cut->across = cut->scale * stretch;
  g_autoptr(CcRaster) levelled = level(print->clean, cut, w, h);
  cut->image = cc_raster_resize(levelled, MAX((int)(w * cut->across + 0.5), 2), height);
  if (cut->scale > SHARPEN_FROM) text_sharpen(cut->image);
  return cut;
}

TextCut *text_cut_new(const CcPrint *print, const CcStrip *strip, int height, double margin) {
  return cut_stretched(print, strip, height, margin, 1);
}

TextCut *text_cut_new_stretched(const CcPrint *print, const CcStrip *strip, double stretch) {
  return cut_stretched(print, strip, TEXT_HEIGHT, TEXT_MARGIN, stretch);
}

CardcatBox text_cut_place(const TextCut *cut, CardcatBox box) {
  double x = cut->x + box.x / cut->across, w = box.w / cut->across;
  double y = cut->y + box.y / cut->scale + lift_at(cut, x + w / 2);
  return (CardcatBox){(int)(x + 0.5), (int)(y + 0.5), (int)(w + 0.5),
                      (int)(box.h / cut->scale + 0.5)};
}

void text_line_place(CardcatLine *line, const TextCut *cut, const CcStrip *strip) {
  for (guint i = 0; i < line->words->len; i++) {
    CardcatWord *word = line->words->pdata[i];
    word->box = text_cut_place(cut, word->box);
  }
  line->box = strip->box;
  line->x_height = strip->x_height;
  line->stroke = strip->stroke;
}
