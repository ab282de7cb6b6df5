/* How surely the words of a span were read. */
#include "fields/sheet/sheet.h"

#include <string.h>

int cc_card_word_at(const CcCard *card, guint index, gsize at) {
  const CardcatLine *line = cc_card_line(card, index);
  const char *text = card->texts->pdata[index];
  gsize from = 0;
  for (guint i = 0; i < line->words->len; i++) {
    const CardcatWord *word = line->words->pdata[i];
    gsize length = strlen(word->text);
    if (strncmp(text + from, word->text, length) != 0) return -1;
    if (at < from + length) return (int)i;
    from += length + (text[from + length] == ' ' ? 1 : 0);
  }
  return -1;
}

/* The words in bytes START..END of a line: indices of the first and the last; FALSE when the words
 * do not spell the line. */
static gboolean words_of(const CcCard *card, guint index, gsize start, gsize end, int *first,
                         int *last) {
  *first = cc_card_word_at(card, index, start);
  *last = end > start ? cc_card_word_at(card, index, end - 1) : -1;
  return *first >= 0 && *last >= *first;
}

double cc_span_certainty(const CcCard *card, guint index, gsize start, gsize end) {
  const CardcatLine *line = cc_card_line(card, index);
  int first, last;
  if (!words_of(card, index, start, end, &first, &last)) return line->confidence;
  double sum = 0;
  for (int i = first; i <= last; i++)
    sum += ((const CardcatWord *)line->words->pdata[i])->confidence;
  return sum / (last - first + 1);
}

double cc_span_worst(const CcCard *card, guint index, gsize start, gsize end) {
  const CardcatLine *line = cc_card_line(card, index);
  int first, last;
  if (!words_of(card, index, start, end, &first, &last)) return line->confidence;
  double worst = 1;
  for (int i = first; i <= last; i++)
    worst = MIN(worst, ((const CardcatWord *)line->words->pdata[i])->confidence);
  return worst;
}
