/* A name in two lines of two sizes: the given name large, the family name under it. */
#include "fields/decide/decide.h"

#include <string.h>

/* A shorter word is in a mailbox by chance. */
#define WORD_LETTERS 3

/* The only word of SPAN that is none that people are called by; NULL: it has more. */
static const CcToken *only_word(const CcSpan *span) {
  const CcToken *found = NULL;
  for (guint i = 0; span->tokens && i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    if (i == 0 && (token->flags & CC_W_HONORIFIC) && !(token->flags & CC_W_GIVEN)) continue;
    if (found) return NULL;
    found = token;
  }
  return found && found->letters >= WORD_LETTERS && !(found->shape & CC_T_DIGIT) ? found : NULL;
}

/* Whether a mailbox of CARD has WORD, or what of it stands before a hyphen. */
static gboolean is_in_mailbox(const CcCard *card, const char *word) {
  g_autofree char *head = g_strndup(word, strcspn(word, "-"));
  return strlen(head) >= WORD_LETTERS && cc_card_mailbox_has(card, head);
}

/* One of the words is a given name, the other a family name or none that a list has. */
static gboolean fit(const CcToken *a, const CcToken *b) {
  const guint32 other = CC_W_TITLE | CC_W_ORG | CC_W_DEPT | CC_W_LEGAL | CC_W_STREET;
  const CcToken *given = a->flags & CC_W_GIVEN ? a : b, *family = given == a ? b : a;
  return (given->flags & CC_W_GIVEN) && !(family->flags & other) &&
         (family->shape & (CC_T_CAPITAL | CC_T_UPPER));
}

/* Span INDEX is the other half of PERSON, span AT: next to it, a word, and a mailbox says so. */
static gboolean is_half(const CcCard *card, guint index, guint at, const CcToken *person) {
  const CcSpan *span = card->spans->pdata[index];
  gboolean open = span->decided == CC_NOTE || span->decided == CC_NOISE;
  if (!open || span->is_firm || cc_span_has(span, CC_F_DOMAIN_WHOLE)) return FALSE;
  const CcToken *word = only_word(span);
  guint upper = MIN(index, at), lower = MAX(index, at);
  return word && fit(person, word) && cc_spans_adjoin(card, lower, (int)upper) &&
         is_in_mailbox(card, word->fold);
}

void cc_other_half(CcCard *card) {
  int at = -1;
  for (guint i = 0; i < card->spans->len; i++) {
    if (((const CcSpan *)card->spans->pdata[i])->decided != CC_NAME) continue;
    if (at >= 0) return;
    at = (int)i;
  }
  const CcToken *person = at < 0 ? NULL : only_word(card->spans->pdata[at]);
  for (guint i = 0; person && i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if ((int)i == at || span->kind != CC_UNDECIDED || !is_half(card, i, (guint)at, person))
      continue;
    span->decided = CC_NAME;
    span->margin = ((const CcSpan *)card->spans->pdata[at])->margin;
    cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_PERSON, NULL);
    return;
  }
}
