/* Large print, cut out by itself, is read where the lines have nothing sure. */
#include "text/ocr.h"

#include <string.h>

/* Large print is read so surely, less when both models read the same, and is so many letters, or it
 * is a picture.  Found on real cards. */
#define SURE 0.75
#define SURE_TOGETHER 0.5
#define LETTERS 3
/* and no more than one sign for so many; by hand. */
#define SIGNS_ONE_IN 4
/* A line this sure that shares this part of the large print's box is its reading already. */
#define READ_SURE 0.8
#define READ_PART 0.4

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

static gboolean is_word(const CardcatLine *line, double sure) {
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

/* The first model's reading, or the second's if that is surer; NULL when neither is sure and they
 * do not say the same. */
static CardcatLine *read_large(CcOcr *ocr, const TextCut *cut, const CcStrip *strip,
                               GPtrArray *unused) {
  double sure = SURE_TOGETHER;
  g_autoptr(CardcatLine) line = cc_ocr_line(ocr, cut->image, CC_OCR_FIRST);
  if (cc_ocr_has_second(ocr) && line->confidence < SURE) {
    g_autoptr(CardcatLine) second = cc_ocr_line(ocr, cut->image, CC_OCR_SECOND);
    g_autofree char *one = letters_of(line->text), *two = letters_of(second->text);
    gboolean agree = g_str_equal(one, two);
    line = text_choose(g_steal_pointer(&line), g_steal_pointer(&second));
    if (!agree) sure = SURE;
  }
  if (!is_word(line, sure)) {
    leave_out(unused, line, strip, CARDCAT_UNUSED_NOISE);
    return NULL;
  }
  text_line_place(line, cut, strip);
  return g_steal_pointer(&line);
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
    g_autoptr(TextCut) cut = text_cut_new(&large_print, strip, TEXT_HEIGHT, TEXT_MARGIN);
    g_autoptr(CardcatLine) line = cut ? read_large(ocr, cut, strip, unused) : NULL;
    if (!line) continue;
    if (is_better_read(lines, line)) {
      leave_out(unused, line, strip, CARDCAT_UNUSED_LESS_LIKELY);
      continue;
    }
    double confidence = line->confidence;
    text_lines_put(lines, g_steal_pointer(&line), confidence, unused);
  }
}
