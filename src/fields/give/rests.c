/* What a card leaves over once it is decided, and what it lacks. */
#include "fields/give/give.h"

#include <string.h>

/* Print that was read this surely, with so many letters, is there for something. */
#define READ_WELL 0.75
#define LETTERS_MIN 4
/* Letters above the card's usual ones. */
#define LARGE 1.15
/* So many digits in a row are a number of some kind. */
#define DIGITS_MIN 6

static guint count_letters(const CcSpan *span) {
  guint letters = 0;
  for (guint i = 0; i < span->tokens->len; i++)
    letters += cc_token(span->tokens, i)->letters;
  return letters;
}

static guint count_digits(const char *text) {
  guint digits = 0;
  for (; *text; text++)
    digits += g_ascii_isdigit(*text) ? 1 : 0;
  return digits;
}

static gboolean has_kind(const CcCard *card, CcLabel kind) {
  for (guint i = 0; i < card->spans->len; i++)
    if (((const CcSpan *)card->spans->pdata[i])->decided == kind) return TRUE;
  return FALSE;
}

static void count_span(CcRests *rests, const CcSpan *span) {
  gboolean idle = span->decided == CC_NOISE || span->decided == CC_NOTE;
  if (span->kind != CC_UNDECIDED || !idle) return;
  if (count_digits(span->text) >= DIGITS_MIN) rests->numbers++;
  gboolean read = span->confidence <= 0 || span->confidence >= READ_WELL;
  if (span->decided == CC_NOTE || !read || count_letters(span) < LETTERS_MIN ||
      cc_span_has(span, CC_F_REPEATED))
    return;
  rests->unused++;
  rests->large += span->height >= LARGE ? 1 : 0;
}

CcRests cc_rests_of(const CcCard *card) {
  CcRests rests = {.nameless = !has_kind(card, CC_NAME), .firmless = !card->firm};
  rests.unreachable = !has_kind(card, CC_EMAIL) && !has_kind(card, CC_PHONE);
  for (guint i = 0; i < card->spans->len; i++)
    count_span(&rests, card->spans->pdata[i]);
  return rests;
}

/* Just below what counts as sure. */
#define DOUBT 0.01

void cc_rests_doubt(const CcCard *card, GPtrArray *evidence) {
  const CcRests *rests = &card->rests;
  if (!rests->nameless && !rests->firmless && !rests->unreachable) return;
  CardcatEvidence *weakest = NULL;
  for (guint i = 0; i < evidence->len; i++) {
    CardcatEvidence *one = evidence->pdata[i];
    if (one->field == CARDCAT_FIELD_NOTES || one->field == CARDCAT_FIELD_ADDRESSES) continue;
    if (!weakest || one->confidence < weakest->confidence) weakest = one;
  }
  if (weakest) weakest->confidence = MIN(weakest->confidence, CARDCAT_SURE - DOUBT);
}
