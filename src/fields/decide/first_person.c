/* Of persons that a card names alike, the first is whose card it is; titles under others are
 * theirs. */
#include "fields/decide/decide.h"

/* Who was decided more clearly than this stays the person. */
#define CLEAR_MARGIN 1.3
/* Lines of titles that stand under a name. */
#define TITLES_UNDER 3

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

static gboolean begins_in_capitals(const CcSpan *span) {
  return (cc_token(span->tokens, is_called(span) ? 1 : 0)->shape & CC_T_UPPER) != 0;
}

/* OTHER names somebody, too, and is printed as PERSON is. */
static gboolean is_alike(const CcSpan *other, const CcSpan *person) {
  if (other->kind != CC_UNDECIDED || other->is_firm || !cc_second_may_be_name(other)) return FALSE;
  gboolean open = other->decided == CC_NOTE || other->decided == CC_NOISE;
  return open && cc_spans_alike(other, person) && names_somebody(other) &&
         begins_in_capitals(other) == begins_in_capitals(person);
}

/* It says as much of somebody, or more. */
static gboolean is_as_much(const CcSpan *other, const CcSpan *person) {
  return is_alike(other, person) && is_called(other) >= is_called(person) &&
         has_mailbox(other) >= has_mailbox(person);
}

/* Where several are printed alike, the first becomes the person; its index, -1: there is
 * none, or a word alone. */
static int choose(CcCard *card) {
  int person = -1;
  for (guint i = 0; i < card->spans->len; i++) {
    if (((const CcSpan *)card->spans->pdata[i])->decided != CC_NAME) continue;
    if (person >= 0) return -1; /* in two lines */
    person = (int)i;
  }
  CcSpan *other = person < 0 ? NULL : card->spans->pdata[person];
  if (!other || other->tokens->len < 2) return -1;
  for (int i = 0; i < person; i++) {
    CcSpan *first = card->spans->pdata[i];
    if (!is_as_much(first, other) || other->margin >= CLEAR_MARGIN) continue;
    other->decided = CC_NOTE;
    first->decided = CC_NAME;
    first->margin = other->margin;
    cc_trace_changed(card, first->line, first->start, first->end, CC_CHANGE_PERSON, NULL);
    return i;
  }
  return person;
}

/* Whether span INDEX, a title, stands under somebody else who is printed as PERSON is, or under a
 * title that does. */
static gboolean is_of_other(const CcCard *card, guint index, const CcSpan *person) {
  const CcSpan *span = card->spans->pdata[index];
  for (guint steps = 0; steps < TITLES_UNDER && span->above >= 0; steps++) {
    if (span->gap >= CC_NEAR_GAP) return FALSE;
    const CcSpan *above = card->spans->pdata[span->above];
    if (above == person || above->kind != CC_UNDECIDED) return FALSE;
    if (is_alike(above, person)) return TRUE;
    span = above;
  }
  return FALSE;
}

void cc_first_person(CcCard *card) {
  int index = choose(card);
  if (index < 0) return;
  const CcSpan *person = card->spans->pdata[index];
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided != CC_TITLE || !is_of_other(card, i, person)) continue;
    span->decided = CC_NOTE;
    cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_NO_TITLE, NULL);
  }
}
