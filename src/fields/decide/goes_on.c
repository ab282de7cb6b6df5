/* A title that goes on in the next line with "and". */
#include "fields/decide/decide.h"

static gboolean is_open(const CcSpan *span) {
  gboolean rest = span->decided == CC_NOTE || span->decided == CC_NOISE || span->decided == CC_DEPT;
  return rest && span->kind == CC_UNDECIDED && !span->is_firm;
}

/* "and Exhibits" under "Curator of Collections". */
static gboolean goes_on(const CcCard *card, const CcSpan *span) {
  if (span->above < 0 || span->gap >= CC_NEAR_GAP) return FALSE;
  const CcSpan *above = card->spans->pdata[span->above];
  return above->decided == CC_TITLE && cc_spans_alike(span, above) && span->tokens->len > 1 &&
         cc_models_lists(card->models, CC_LIST_AND, cc_token(span->tokens, 0)->fold);
}

void cc_titles_go_on(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (!is_open(span) || !goes_on(card, span)) continue;
    span->decided = CC_TITLE;
    span->margin = ((const CcSpan *)card->spans->pdata[span->above])->margin;
    cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_TITLE, NULL);
  }
}
