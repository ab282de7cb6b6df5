/* One decision for all spans together: the best sum of weights by beam search, with what stands
 * beside and above each span, and at most one name and one firm on a card. */
#include "fields/decide/decide.h"

#include <string.h>

/* Wide enough that the best card was not lost on any generated layout. */
#define BEAM 64

typedef struct {
  const CcCard *card;
  const double *rows[CC_RELATIONS][CC_KINDS]; /* NULL: no weights */
  CcGold gold;
  double loss;
} Search;

/* ---- relations ---------------------------------------------------------------------------- */

typedef struct {
  CcRelation relation;
  CcLabel other;
} Pair;

/* The pairs that span INDEX makes with spans before it that have LABELS. */
static guint pairs_of(const CcCard *card, guint index, const guint8 *labels, Pair pairs[3]) {
  const CcSpan *span = card->spans->pdata[index];
  const CcSpan *before = index > 0 ? card->spans->pdata[index - 1] : NULL;
  gboolean same_line = before && before->line == span->line;
  guint n = 0;
  pairs[n++] =
      (Pair){same_line ? CC_REL_SAME_LINE : CC_REL_AFTER, index > 0 ? labels[index - 1] : CC_EDGE};
  if (span->above >= 0) {
    const CcSpan *above = card->spans->pdata[span->above];
    CcRelation r = span->gap >= CC_NEAR_GAP      ? CC_REL_FAR
                   : cc_spans_alike(span, above) ? CC_REL_NEAR_ALIKE
                                                 : CC_REL_NEAR;
    pairs[n++] = (Pair){r, labels[span->above]};
    if (r != CC_REL_FAR && above->text && cc_ends_open(card->models, above->text))
      pairs[n++] = (Pair){CC_REL_OPEN, labels[span->above]};
  }
  return n;
}

/* ---- search ------------------------------------------------------------------------------- */

static void load_rows(Search *search) {
  for (guint r = 0; r < CC_RELATIONS; r++)
    for (guint k = 0; k < CC_KINDS; k++) {
      search->rows[r][k] = cc_models_weights(search->card->models, cc_feature_of_pair(r, k));
    }
}

static double pair_score(const Search *search, const Pair *pairs, guint n, CcLabel label) {
  double sum = 0;
  for (guint i = 0; i < n; i++) {
    const double *row = search->rows[pairs[i].relation][pairs[i].other];
    if (row) sum += row[label];
  }
  return sum;
}

static void extend(CcState *state, guint index, CcLabel label, double score) {
  state->labels[index] = (guint8)label;
  state->score += score;
  if (label == CC_NAME) {
    state->name = (gint8)index;
    state->names++;
  } else if (label == CC_ORG) {
    state->org = (gint8)index;
    state->orgs++;
  } else if (label == CC_TITLE)
    state->titles++;
  else if (label == CC_DEPT)
    state->departments++;
}

/* Puts STATE into BEAM, which is kept sorted, when it is among the best. */
static void keep(CcState *beam, guint *n, const CcState *state) {
  guint at = *n;
  while (at > 0 && beam[at - 1].score < state->score)
    at--;
  if (at == BEAM) return;
  guint move = MIN(*n, BEAM - 1) - at;
  memmove(beam + at + 1, beam + at, move * sizeof *beam);
  beam[at] = *state;
  *n = MIN(*n + 1, BEAM);
}

static void grow(const Search *search, const CcState *from, guint index, CcState *beam, guint *n) {
  const CcSpan *span = search->card->spans->pdata[index];
  if (span->kind != CC_UNDECIDED) {
    CcState next = *from;
    extend(&next, index, span->kind, 0);
    keep(beam, n, &next);
    return;
  }
  Pair pairs[3];
  guint count = pairs_of(search->card, index, from->labels, pairs);
  for (CcLabel label = 0; label < CC_LABELS; label++) {
    if (!cc_label_allowed(search->card, from, index, label)) continue;
    double score = span->score[label] + pair_score(search, pairs, count, label);
    if (search->gold && search->gold[index] != label) score += search->loss;
    if (*n == BEAM && beam[BEAM - 1].score >= from->score + score) continue;
    CcState next = *from;
    extend(&next, index, label, score);
    keep(beam, n, &next);
  }
}

/* The best states over all spans, best first; returns how many. */
static guint search_beam(const Search *search, CcState *beam) {
  g_autofree CcState *next = g_new(CcState, BEAM);
  guint n = 1;
  beam[0] = (CcState){.name = -1, .org = -1};
  for (guint i = 0; i < search->card->spans->len; i++) {
    guint grown = 0;
    for (guint k = 0; k < n; k++)
      grow(search, &beam[k], i, next, &grown);
    memcpy(beam, next, grown * sizeof *beam);
    n = grown;
  }
  return n;
}

static void score_features(const CcModels *models, CcSpan *span) {
  memset(span->score, 0, sizeof span->score);
  for (guint i = 0; i < span->features->len; i++) {
    const double *weights = cc_models_weights(models, g_array_index(span->features, guint, i));
    for (guint label = 0; weights && label < CC_LABELS; label++)
      span->score[label] += weights[label];
  }
}

/* The lead of the best state over the best that labels the span otherwise; RIVAL gets how. */
static double margin_of(const CcState *beam, guint n, guint index, CcLabel *rival) {
  *rival = CC_UNDECIDED;
  for (guint k = 1; k < n; k++) {
    if (beam[k].labels[index] == beam[0].labels[index]) continue;
    *rival = (CcLabel)beam[k].labels[index];
    return beam[0].score - beam[k].score;
  }
  return beam[0].score - beam[n - 1].score + 1;
}

void cc_decide_with_loss(CcCard *card, CcGold gold, double loss) {
  Search search = {.card = card, .gold = gold, .loss = loss};
  load_rows(&search);
  for (guint i = 0; i < card->spans->len; i++)
    score_features(card->models, card->spans->pdata[i]);
  g_autofree CcState *beam = g_new(CcState, BEAM);
  guint n = search_beam(&search, beam);
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    span->voted = span->decided = beam[0].labels[i];
    span->margin = margin_of(beam, n, i, &span->rival);
  }
}

void cc_decide_lines(CcCard *card) {
  cc_decide_with_loss(card, NULL, 0);
}

/* Calls SEEN for the features of span INDEX as LABELS has it and the spans before it. */
static void see(const CcCard *card, guint index, const guint8 *labels, CcFeatureFunc seen,
                gpointer data) {
  const CcSpan *span = card->spans->pdata[index];
  CcLabel label = labels[index];
  for (guint k = 0; k < span->features->len; k++)
    seen(g_array_index(span->features, guint, k), label, data);
  Pair pairs[3];
  guint n = pairs_of(card, index, labels, pairs);
  for (guint k = 0; k < n; k++)
    seen(cc_feature_of_pair(pairs[k].relation, pairs[k].other), label, data);
}

void cc_decide_features(const CcCard *card, const CcLabel *labels, CcFeatureFunc seen,
                        gpointer data) {
  guint8 small[CC_SPANS_MAX];
  for (guint i = 0; i < card->spans->len; i++) {
    small[i] = (guint8)labels[i];
    if (((const CcSpan *)card->spans->pdata[i])->kind == CC_UNDECIDED)
      see(card, i, small, seen, data);
  }
}

/* The card as it was voted up to span INDEX, that one left out. */
static CcState state_before(const CcCard *card, guint index) {
  CcState state = {.name = -1, .org = -1};
  for (guint i = 0; i < index; i++)
    extend(&state, i, ((const CcSpan *)card->spans->pdata[i])->voted, 0);
  return state;
}

void cc_vote_features(const CcCard *card, guint index, CcFeatureFunc seen, gpointer data) {
  CcState state = state_before(card, index);
  state.labels[index] = (guint8)((const CcSpan *)card->spans->pdata[index])->voted;
  see(card, index, state.labels, seen, data);
}

gboolean cc_vote_allowed(const CcCard *card, guint index, CcLabel label) {
  CcState state = state_before(card, index);
  return cc_label_allowed(card, &state, index, label);
}
