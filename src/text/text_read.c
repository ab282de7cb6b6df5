/* A card's strips of print read, each as often as it needs, and which way up the card is. */
#include "text/ocr.h"

#include <math.h>
#include <string.h>

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* A card of whose print (in widths of its strips) more than this part was read less surely than
 * TEXT_SURE, or not at all, is looked at once more as a whole: half of rendered cards, nine of
 * ten real ones.  At 0.3 three cards in a hundred more were not right throughout.
 * Where nothing was read surely it finds nothing, and textures cost it seconds. */
#define LOOK_AGAIN 0.05
/* So many strips, of which less than this part gave a line and none one as sure as TEXT_SURE,
 * are of a pattern, be it foliage or dots: none is read again.  Found on odd pictures beside
 * photographed cards, all of which are read as they were before (bench_lines). */
#define PATTERN_STRIPS 12
#define PATTERN_LINES 0.5
/* So many lines of print are of a sheet or a screen, which nothing is looked at again for: of 430
 * cards none had more than 33. */
#define SHEET_LINES 45
/* Which way up: strips tried, the most letters of one that count by its width, the capitals' height
 * beyond which it is no easier to read (pixels), the most letters read that count, ... */
#define TRIALS 4
#define TRIAL_LETTERS 14.0
#define TRIAL_CAPITAL 30
#define TRIAL_SCORED 20
/* ... when what is read needs no comparison, and when the comparison is clear. */
#define SURELY_UPRIGHT 0.88
#define TRIAL_SCORE_MIN 5.0
#define TURN_MARGIN 6.0

/* ---- lines ----------------------------------------------------------------------------------- */

/* TextFirst, one for each strip; owned. */
static GArray *read_once(CcOcr *ocr, const CcPrint *print) {
  GArray *all = g_array_new(FALSE, TRUE, sizeof(TextFirst));
  g_array_set_clear_func(all, (GDestroyNotify)text_first_clear);
  for (guint i = 0; i < print->strips->len; i++) {
    TextFirst first = text_strip_read(ocr, print, &g_array_index(print->strips, CcStrip, i));
    g_array_append_val(all, first);
  }
  return all;
}

/* Whether once is often enough, for a pattern or a sheet of text. */
static gboolean is_no_card(const GArray *strips) {
  guint lines = 0, sure = 0;
  for (guint i = 0; i < strips->len; i++) {
    const CardcatLine *line = g_array_index(strips, TextFirst, i).line;
    sure += text_is_sure(line) ? 1 : 0;
    lines += line && text_is_print(line) ? 1 : 0;
  }
  if (lines >= SHEET_LINES) return TRUE;
  return sure == 0 && strips->len >= PATTERN_STRIPS && lines < PATTERN_LINES * strips->len;
}

static void keep_lines(CcKeep *keep, const GPtrArray *lines) {
  if (!keep) return;
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    g_string_append_printf(text, "%.2f  %s\n", line->confidence, line->text);
    for (guint j = 0; j < line->alternatives->len; j++)
      g_string_append_printf(text, "   or  %s\n", (char *)line->alternatives->pdata[j]);
  }
  cc_keep_text(keep, "lines", text->str);
}

GPtrArray *cc_text_read(CcOcr *ocr, const CcPrint *print, CcKeep *keep, GPtrArray *unused) {
  GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  g_autoptr(GArray) strips = read_once(ocr, print);
  gboolean once = is_no_card(strips), any_sure = FALSE;
  double width = 1, doubtful = 0;
  for (guint i = 0; i < strips->len; i++) {
    TextFirst *first = &g_array_index(strips, TextFirst, i);
    g_autoptr(CardcatLine) line =
        once ? g_steal_pointer(&first->line) : text_strip_read_again(ocr, print, first);
    width += first->strip->box.w;
    if (line && !text_is_print(line)) g_clear_pointer(&line, cardcat_line_free);
    if (text_is_sure(line))
      any_sure = TRUE;
    else
      doubtful += first->strip->box.w;
    if (line) g_ptr_array_add(lines, g_steal_pointer(&line));
  }
  if (any_sure && !once) text_sideways(ocr, print, lines, unused);
  if (cc_ocr_has_second(ocr) && any_sure && !once && doubtful > LOOK_AGAIN * width)
    text_second_look(ocr, print, lines, unused);
  text_large(ocr, print, lines, unused);
  text_one_alphabet(lines);
  keep_lines(keep, lines);
  return lines;
}

/* ---- which way up --------------------------------------------------------------------------- */

/* How much a strip will tell: letters of good size, neither a word nor a whole paragraph. */
static double strip_worth(const CcStrip *strip) {
  double letters = strip->box.w / MAX(strip->capital, 1);
  return MIN(letters, TRIAL_LETTERS) * MIN(strip->capital, TRIAL_CAPITAL);
}

static int compare_worth(gconstpointer a, gconstpointer b) {
  double one = strip_worth(a), two = strip_worth(b);
  if (one != two) return one > two ? -1 : 1;
  return ((const CcStrip *)a)->box.y - ((const CcStrip *)b)->box.y;
}

/* Confidence times length. */
static double trial(CcOcr *ocr, const CcRaster *image, double *confidence) {
  g_autoptr(CardcatLine) line = cc_ocr_line(ocr, image, CC_OCR_FIRST);
  *confidence = line->confidence;
  return line->confidence * MIN(g_utf8_strlen(line->text, -1), TRIAL_SCORED);
}

int cc_text_half_turns(CcOcr *ocr, const CcPrint *print) {
  g_autoptr(GArray) strips = g_array_copy(print->strips);
  g_array_sort(strips, compare_worth);
  double upright = 0;
  for (guint i = 0; i < MIN(strips->len, TRIALS); i++) {
    double confidence, turned_confidence;
    g_autoptr(TextCut) cut =
        text_cut_new(print, &g_array_index(strips, CcStrip, i), TEXT_HEIGHT, TEXT_MARGIN);
    if (!cut) continue;
    double score = trial(ocr, cut->image, &confidence);
    if (confidence > SURELY_UPRIGHT && score > TRIAL_SCORE_MIN) return 0;
    g_autoptr(CcRaster) turned = cc_raster_turn(cut->image, 2);
    double other = trial(ocr, turned, &turned_confidence);
    upright += score - other;
    if (fabs(upright) > TURN_MARGIN) break;
  }
  return upright < 0 ? 1 : 0;
}
