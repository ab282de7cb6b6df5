/* Is this a business card at all? */
#include "fields/internal.h"

#include <math.h>
#include <string.h>

/* A card has a dozen short lines; a page of text, a screenshot or a cover has many, or long ones.
 * Set on generated cards and on pages of running text. */
#define LINES_OF_A_CARD 24
#define WORDS_OF_A_LINE 7.0

static double words_per_line(const CcCard *card) {
  guint words = 0, lines = 0;
  for (guint i = 0; i < card->texts->len; i++) {
    const char *text = card->texts->pdata[i];
    if (strlen(text) < 3) continue;
    lines++;
    for (const char *p = text; *p; p++)
      if (*p == ' ') words++;
    words++;
  }
  return lines ? (double)words / lines : 0;
}

double cc_cardness(const CcCard *card, const CardcatContact *contact) {
  double sum = -2.5;
  sum += contact->emails->len > 0 ? 2.5 : 0;
  sum += contact->phones->len > 0 ? 2.5 : 0;
  sum += contact->urls->len > 0 ? 1 : 0;
  sum += contact->addresses->len > 0 ? 1 : 0;
  sum += contact->name.full ? 1 : 0;
  sum += contact->titles->len > 0 ? 0.8 : 0;
  sum += contact->organization ? 0.5 : 0;
  guint lines = card->input->lines->len;
  double wide = words_per_line(card) - WORDS_OF_A_LINE;
  if (lines > LINES_OF_A_CARD) sum -= 0.25 * (lines - LINES_OF_A_CARD);
  if (wide > 0) sum -= 1.2 * wide;
  return 1 / (1 + exp(-sum));
}
