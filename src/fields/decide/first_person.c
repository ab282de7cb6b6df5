/* Of persons that a card names alike, the first is whose card it is. */
#include "fields/decide/decide.h"

static gboolean is_called(const CcSpan *span) {
  return (cc_token(span->tokens, 0)->flags & CC_W_HONORIFIC) != 0;
}

static gboolean has_mailbox(const CcSpan *span) {
  return cc_span_has(span, CC_F_EMAIL_FULL) || cc_span_has(span, CC_F_EMAIL_PART);
}

/* Words that no list has but names, one of them a given name or what people are called by. */
static gboolean names_somebody(const CcSpan *span) {
  const guint32 other = CC_W_TITLE | CC_W_ORG | CC_W_LEGAL | CC_W_STREET | CC_W_DEPT | CC_W_STATE |
                        CC_W_COUNTRY | CC_W_FUNCTION;
  gboolean known = is_called(span);
  for (guint i = is_called(span) ? 1 : 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    gboolean name = (token->flags & (CC_W_GIVEN | CC_W_FAMILY)) || (token->shape & CC_T_INITIAL);
    if ((token->flags & other && !name) || !(token->shape & (CC_T_CAPITAL | CC_T_UPPER)))
      return FALSE;
    known |= (token->flags & CC_W_GIVEN) != 0;
  }
  return known && span->tokens->len > 1;
}

/* OTHER is printed as PERSON is, and says as much of somebody. */
static gboolean is_as_much(const CcSpan *other, const CcSpan *person) {
  if (other->kind != CC_UNDECIDED || other->is_firm || !cc_second_may_be_name(other)) return FALSE;
  gboolean open = other->decided == CC_NOTE || other->decided == CC_NOISE;
  return open && cc_spans_alike(other, person) && is_called(other) >= is_called(person) &&
         cc_span_has(other, CC_F_CASE_UPPER) == cc_span_has(person, CC_F_CASE_UPPER) &&
         has_mailbox(other) >= has_mailbox(person) && names_somebody(other);
}

void cc_first_person(CcCard *card) {
  int person = -1;
  for (guint i = 0; i < card->spans->len; i++) {
    if (((const CcSpan *)card->spans->pdata[i])->decided != CC_NAME) continue;
    if (person >= 0) return; /* in two lines */
    person = (int)i;
  }
  for (int i = 0; i < person; i++) {
    CcSpan *first = card->spans->pdata[i], *other = card->spans->pdata[person];
    if (!is_as_much(first, other)) continue;
    other->decided = CC_NOTE;
    first->decided = CC_NAME;
    first->margin = other->margin;
    cc_trace_changed(card, first->line, first->start, first->end, CC_CHANGE_PERSON, NULL);
    return;
  }
}
