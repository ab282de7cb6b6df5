/* Large print, cut out by itself, is read where the lines have nothing sure. */
#include "text/ocr.h"

#include <string.h>

/* Large print is read so surely, less when both models read the same, and is so many letters, or it
 * is a picture.  Found on real cards by tests/bench/loss.py. */
#define SURE 0.75
#define SURE_TOGETHER 0.5
#define LETTERS 3
/* and no more than one sign for so many; by hand. */
#define SIGNS_ONE_IN 4
/* What is less sure than that, but as sure as this, is handed on as another reading of a line; by
 * hand, as the two shares at the end. */
#define HANDED_ON 0.4
/* A line this sure that shares this part of the large print's box is its reading already. */
#define READ_SURE 0.8
#define READ_PART 0.4
/* Two boxes that share this part of the larger one hold the same print. */
#define SAME_PRINT 0.5
/* Of two readings of the same print at most this part of the letters differ. */
#define ALIKE 0.5

static gboolean is_read(const GPtrArray *lines, const CardcatBox *box) {
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    double area = cc_box_shared_area(&line->box, box);
    if (line->confidence >= READ_SURE && area > READ_PART * box->w * box->h) return TRUE;
  }
  return FALSE;
}

/* Its letters and digits alone, case folded; owned. */
static char *letters_of(const char *text) {
  g_autoptr(GString) letters = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p))) g_string_append_unichar(letters, g_utf8_get_char(p));
  return g_utf8_casefold(letters->str, -1);
}

static gboolean says_word(const CardcatLine *line, double sure) {
  int letters = 0, others = 0;
  for (const char *p = line->text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    letters += g_unichar_isalpha(c) ? 1 : 0;
    others += !g_unichar_isalnum(c) && c != ' ' ? 1 : 0;
  }
  return line->confidence >= sure && letters >= LETTERS && others * SIGNS_ONE_IN <= letters;
}

/* What has no letters was no print. */
static void leave_out(GPtrArray *unused, const CardcatLine *line, const CcStrip *strip,
                      CardcatUnusedReason reason) {
  g_autofree char *letters = letters_of(line->text);
  if (*letters) g_ptr_array_add(unused, cardcat_unused_new(line->text, strip->box, reason));
}

/* ---- what becomes of it --------------------------------------------------------------------- */

/* Whether one of two readings may be of the same print as the other. */
static gboolean are_alike(const char *one, const char *other) {
  g_autofree char *a = letters_of(one), *b = letters_of(other);
  return cc_edits(a, b) <= ALIKE * (double)MAX(strlen(a), strlen(b));
}

/* The line that shares most with BOX, NULL when none does. */
static CardcatLine *line_at(const GPtrArray *lines, const CardcatBox *box) {
  CardcatLine *best = NULL;
  double most = 0;
  for (guint i = 0; i < lines->len; i++) {
    CardcatLine *line = lines->pdata[i];
    double shared = cc_box_shared_area(&line->box, box);
    if (shared <= most) continue;
    most = shared;
    best = line;
  }
  return best;
}

/* Whether a line that LARGE lies across is surer, or says it and more. */
static gboolean is_better_read(const GPtrArray *lines, const CardcatLine *large) {
  g_autofree char *letters = letters_of(large->text);
  const CardcatBox *box = &large->box;
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    if (cc_box_shared_area(&line->box, box) == 0) continue;
    g_autofree char *others = letters_of(line->text);
    gboolean says_more = strlen(others) > strlen(letters) && strstr(others, letters);
    if (line->confidence >= large->confidence || says_more) return TRUE;
  }
  return FALSE;
}

/* A reading of print that a line has, too, is another reading of that line. */
static void hand_on(const GPtrArray *lines, const CardcatLine *large, const CcStrip *strip,
                    GPtrArray *unused, CardcatUnusedReason reason) {
  CardcatLine *line = line_at(lines, &strip->box);
  if (!line || !says_word(large, HANDED_ON) || !are_alike(line->text, large->text)) {
    leave_out(unused, large, strip, reason);
    return;
  }
  text_add_readings(line, large);
}

/* What LINES that LARGE takes the place of say is another reading of it. */
static void take_over(const GPtrArray *lines, CardcatLine *large) {
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    double shared = cc_box_shared_area(&line->box, &large->box);
    if (shared < SAME_PRINT * MAX(cc_box_area(&line->box), cc_box_area(&large->box)) ||
        !are_alike(line->text, large->text))
      continue;
    text_add_readings(large, line);
  }
}

/* STRIP read by both models at two sizes, the surest first; AGREED: how many say the same. */
static CardcatLine *read_large(CcOcr *ocr, const CcPrint *print, const CcStrip *strip,
                               guint *agreed) {
  static const double margins[] = {TEXT_MARGIN, TEXT_MARGIN_WIDE};
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
  CardcatLine *best = NULL;
  for (guint i = 0; i < 2 * G_N_ELEMENTS(margins); i++) {
    CcOcrModel model = i % 2 == 0 ? CC_OCR_FIRST : CC_OCR_SECOND;
    if (model == CC_OCR_SECOND && !cc_ocr_has_second(ocr)) continue;
    g_autoptr(TextCut) cut = text_cut_new(print, strip, TEXT_HEIGHT, margins[i / 2]);
    if (!cut) continue;
    CardcatLine *line = cc_ocr_line(ocr, cut->image, model);
    text_line_place(line, cut, strip);
    g_ptr_array_add(all, letters_of(line->text));
    best = text_choose(best, line);
  }
  *agreed = 0;
  g_autofree char *letters = letters_of(best ? best->text : "");
  for (guint i = 0; i < all->len; i++)
    *agreed += g_str_equal(all->pdata[i], letters) ? 1 : 0;
  return best;
}

/* The strips of PRINT that were read surely: of the others large print may be a better cut. */
static GArray *strips_read(const CcPrint *print, const GPtrArray *lines) {
  GArray *read = g_array_new(FALSE, FALSE, sizeof(CcStrip));
  for (guint i = 0; i < print->strips->len; i++) {
    const CcStrip *strip = &g_array_index(print->strips, CcStrip, i);
    if (is_read(lines, &strip->box)) g_array_append_val(read, *strip);
  }
  return read;
}

void text_large(CcOcr *ocr, const CcPrint *print, GPtrArray *lines, GPtrArray *unused) {
  g_autoptr(GArray) read = strips_read(print, lines);
  CcPrint rest = *print;
  rest.strips = read;
  g_autoptr(CcLarge) large = cc_large_find(&rest);
  CcPrint large_print = {.clean = large->clean};
  for (guint i = 0; i < large->strips->len; i++) {
    const CcStrip *strip = &g_array_index(large->strips, CcStrip, i);
    if (is_read(lines, &strip->box)) continue;
    guint agreed = 0;
    g_autoptr(CardcatLine) line = read_large(ocr, &large_print, strip, &agreed);
    if (!line) continue;
    gboolean sure = says_word(line, agreed > 1 ? SURE_TOGETHER : SURE);
    if (!sure || is_better_read(lines, line)) {
      hand_on(lines, line, strip, unused, sure ? CARDCAT_UNUSED_LESS_LIKELY : CARDCAT_UNUSED_NOISE);
      continue;
    }
    take_over(lines, line);
    double confidence = line->confidence;
    text_lines_put(lines, g_steal_pointer(&line), confidence, unused);
  }
}
