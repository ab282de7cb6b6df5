#include "text/ocr.h"

#include <math.h>

/* Pixels of a line's image: what the net of Tesseract's models takes in, so that it scales none. */
#define HEIGHT 36
/* White above and below, in heights of a capital; best of 0.1, 0.2, 0.4 on rendered cards. */
#define MARGIN 0.2
/* Which way up: strips tried, the most letters of one that count, ... */
#define TRIALS 4
#define TRIAL_LETTERS 14.0
#define SURELY_UPRIGHT 0.88
#define TURN_MARGIN 6.0

static CardcatLine *read_strip(CcOcr *ocr, const CcPage *page, const CcStrip *strip, int height,
                               double margin, CcOcrMode mode) {
  g_autoptr(CcCut) cut = cc_cut_new(page, strip, height, margin);
  if (!cut) return NULL;
  g_autoptr(CardcatLine) line = cc_ocr_line(ocr, cut->image, mode);
  if (line->words->len == 0) return NULL;
  for (guint i = 0; i < line->words->len; i++) {
    CardcatWord *word = line->words->pdata[i];
    word->box = cc_cut_place(cut, word->box);
  }
  line->box = strip->box;
  line->x_height = strip->x_height;
  line->stroke = strip->stroke;
  return g_steal_pointer(&line);
}

GPtrArray *cc_text_read(CcOcr *ocr, const CcPage *page, CcKeep *keep) {
  GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < page->strips->len; i++) {
    const CcStrip *strip = &g_array_index(page->strips, CcStrip, i);
    CardcatLine *line = read_strip(ocr, page, strip, HEIGHT, MARGIN, CC_OCR_RAW);
    if (!line) continue;
    g_ptr_array_add(lines, line);
    g_string_append_printf(text, "%.2f  %s\n", line->confidence, line->text);
  }
  cc_keep_text(keep, "lines", text->str);
  return lines;
}

/* ---- which way up --------------------------------------------------------------------------- */

/* How much a strip will tell: letters of good size, neither a word nor a whole paragraph. */
static double strip_worth(const CcStrip *strip) {
  double letters = strip->box.w / MAX(strip->capital, 1);
  return MIN(letters, TRIAL_LETTERS) * MIN(strip->capital, 30);
}

static int compare_worth(gconstpointer a, gconstpointer b) {
  double one = strip_worth(a), two = strip_worth(b);
  if (one != two) return one > two ? -1 : 1;
  return ((const CcStrip *)a)->box.y - ((const CcStrip *)b)->box.y;
}

/* Confidence times length. */
static double trial(CcOcr *ocr, const CcRaster *image, double *confidence) {
  g_autoptr(CardcatLine) line = cc_ocr_line(ocr, image, CC_OCR_RAW);
  *confidence = line->confidence;
  return line->confidence * MIN(g_utf8_strlen(line->text, -1), 20);
}

int cc_text_half_turns(CcOcr *ocr, const CcPage *page) {
  g_autoptr(GArray) strips = g_array_copy(page->strips);
  g_array_sort(strips, compare_worth);
  double upright = 0;
  for (guint i = 0; i < MIN(strips->len, TRIALS); i++) {
    double confidence, turned_confidence;
    g_autoptr(CcCut) cut = cc_cut_new(page, &g_array_index(strips, CcStrip, i), HEIGHT, MARGIN);
    if (!cut) continue;
    double score = trial(ocr, cut->image, &confidence);
    if (confidence > SURELY_UPRIGHT && score > 5) return 0;
    g_autoptr(CcRaster) turned = cc_raster_turn(cut->image, 2);
    double other = trial(ocr, turned, &turned_confidence);
    upright += score - other;
    if (fabs(upright) > TURN_MARGIN) break;
  }
  return upright < 0 ? 1 : 0;
}
