/* One strip of print read: once, and as often again as it needs. */
#include "text/ocr.h"

#include <string.h>

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* Lines with this many digits are read again with the second model, as those that are doubtful;
 * by hand. */
#define DATA_DIGITS 4
/* Below this a line is no print; short ones need more. */
#define CONFIDENCE_MIN 0.2
#define CONFIDENCE_MIN_SHORT 0.5
#define SHORT_LETTERS 4
/* Condensed type, and how much wider it is read once more. */
#define CONDENSED 0.62
#define CONDENSED_LETTERS 12
#define STRETCH 1.4

static CardcatLine *read_cut(CcOcr *ocr, const TextCut *cut, const CcStrip *strip,
                             CcOcrModel model) {
  g_autoptr(CardcatLine) line = cc_ocr_line(ocr, cut->image, model);
  if (line->words->len == 0) return NULL;
  text_line_place(line, cut, strip);
  return g_steal_pointer(&line);
}

int cc_text_count_letters(const CardcatLine *line) {
  int letters = 0;
  for (const char *p = line->text; *p; p = g_utf8_next_char(p))
    letters += g_unichar_isalnum(g_utf8_get_char(p)) ? 1 : 0;
  return letters;
}

gboolean text_is_print(const CardcatLine *line) {
  int letters = cc_text_count_letters(line);
  if (letters == 0) return FALSE;
  return line->confidence >= (letters < SHORT_LETTERS ? CONFIDENCE_MIN_SHORT : CONFIDENCE_MIN) ||
         text_has_address(line->text);
}

gboolean text_is_sure(const CardcatLine *line) {
  return line && line->confidence >= TEXT_SURE;
}

/* Numbers and addresses are wrong with one character wrong, however sure the line is. */
static gboolean holds_data(const char *text) {
  int digits = 0;
  for (const char *p = text; *p; p++)
    digits += g_ascii_isdigit(*p) ? 1 : 0;
  return digits >= DATA_DIGITS || strpbrk(text, "@/") || strstr(text, "www");
}

void text_first_clear(TextFirst *first) {
  g_clear_pointer(&first->cut, text_cut_free);
  g_clear_pointer(&first->line, cardcat_line_free);
}

TextFirst text_strip_read(CcOcr *ocr, const CcPrint *print, const CcStrip *strip) {
  TextFirst first = {strip, text_cut_new(print, strip, TEXT_HEIGHT, TEXT_MARGIN), NULL};
  if (first.cut) first.line = read_cut(ocr, first.cut, strip, CC_OCR_FIRST);
  return first;
}

/* Letters of condensed type are narrower than this, in heights of a capital. */
static gboolean is_condensed(const CcStrip *strip, const CardcatLine *line) {
  glong letters = g_utf8_strlen(line->text, -1);
  return letters >= CONDENSED_LETTERS &&
         strip->box.w < CONDENSED * strip->capital * (double)letters;
}

CardcatLine *text_strip_read_again(CcOcr *ocr, const CcPrint *print, TextFirst *first) {
  const CcStrip *strip = first->strip;
  const TextCut *cut = first->cut;
  if (!cut) return NULL;
  g_autoptr(CardcatLine) line = g_steal_pointer(&first->line);
  if (cc_ocr_has_second(ocr) &&
      (!line || line->confidence < TEXT_DOUBTFUL || holds_data(line->text)))
    line = text_choose(g_steal_pointer(&line), read_cut(ocr, cut, strip, CC_OCR_SECOND));
  if (line && line->confidence < TEXT_SURE && text_is_print(line)) {
    g_autoptr(TextCut) wide = text_cut_new(print, strip, TEXT_HEIGHT, TEXT_MARGIN_WIDE);
    line = text_choose(g_steal_pointer(&line), read_cut(ocr, wide, strip, CC_OCR_FIRST));
    if (line && line->confidence < TEXT_SURE && is_condensed(strip, line)) {
      g_autoptr(TextCut) stretched = text_cut_new_stretched(print, strip, STRETCH);
      line = text_choose(g_steal_pointer(&line), read_cut(ocr, stretched, strip, CC_OCR_FIRST));
    }
  }
  return g_steal_pointer(&line);
}
