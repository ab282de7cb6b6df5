/* How a card was decided, for people: of each line its pieces, what was voted for and why, and what
 * became of them. */
#include "fields/give/give.h"

#include <math.h>
#include <string.h>

/* Of the features of a vote so many are told, the strongest. */
#define FEATURES_TOLD 8
/* So many labels have their features told, the best. */
#define VOTES_TOLD 2

/* ---- life ----------------------------------------------------------------------------------- */

static void weighed_free(CcWeighed *weighed) {
  g_free(weighed->name);
  g_free(weighed);
}

static void vote_free(CcVote *vote) {
  g_ptr_array_unref(vote->features);
  g_free(vote);
}

static void piece_free(CcPiece *piece) {
  g_free(piece->text);
  g_ptr_array_unref(piece->votes);
  g_free(piece);
}

static void changed_free(CcChanged *changed) {
  g_free(changed->text);
  g_free(changed->to);
  g_free(changed);
}

static void line_free(CcToldLine *line) {
  g_free(line->text);
  g_ptr_array_unref(line->pieces);
  g_ptr_array_unref(line->changes);
  g_free(line);
}

void cc_explanation_free(CcExplanation *explanation) {
  if (!explanation) return;
  g_free(explanation->region);
  g_ptr_array_unref(explanation->lines);
  g_free(explanation);
}

/* ---- votes ---------------------------------------------------------------------------------- */

typedef struct {
  const CcModels *models;
  CcLabel label;
  CcVote *vote;
} Weighing;

static void weigh(CcFeature feature, CcLabel label, gpointer data) {
  const Weighing *w = data;
  (void)label;
  const double *weights = cc_models_weights(w->models, feature);
  if (!weights || weights[w->label] == 0) return;
  CcWeighed *weighed = g_new0(CcWeighed, 1);
  weighed->name = cc_feature_name(feature);
  weighed->weight = weights[w->label];
  w->vote->score += weighed->weight;
  g_ptr_array_add(w->vote->features, weighed);
}

static int by_strength(gconstpointer a, gconstpointer b) {
  double x = fabs((*(const CcWeighed *const *)a)->weight);
  double y = fabs((*(const CcWeighed *const *)b)->weight);
  return x < y ? 1 : x > y ? -1 : 0;
}

static CcVote *vote_for(const CcCard *card, guint index, CcLabel label) {
  CcVote *vote = g_new0(CcVote, 1);
  vote->label = cc_label_name(label);
  vote->features = g_ptr_array_new_with_free_func((GDestroyNotify)weighed_free);
  Weighing weighing = {card->models, label, vote};
  cc_vote_features(card, index, weigh, &weighing);
  g_ptr_array_sort(vote->features, by_strength);
  vote->allowed = cc_vote_allowed(card, index, label);
  vote->chosen = ((const CcSpan *)card->spans->pdata[index])->voted == label;
  return vote;
}

static int by_score(gconstpointer a, gconstpointer b) {
  const CcVote *x = *(const CcVote *const *)a, *y = *(const CcVote *const *)b;
  if (x->chosen != y->chosen) return x->chosen ? -1 : 1;
  return x->score < y->score ? 1 : x->score > y->score ? -1 : 0;
}

static void add_votes(const CcCard *card, guint index, GPtrArray *votes) {
  for (CcLabel label = 0; label < CC_LABELS; label++)
    g_ptr_array_add(votes, vote_for(card, index, label));
  g_ptr_array_sort(votes, by_score);
  for (guint i = 0; i < votes->len; i++) {
    GPtrArray *features = ((CcVote *)votes->pdata[i])->features;
    guint told = i < VOTES_TOLD ? FEATURES_TOLD : 0;
    if (features->len > told) g_ptr_array_set_size(features, (int)told);
  }
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* The span that bytes START..END of LINE are of; G_MAXUINT for none. */
static guint span_at(const CcCard *card, guint line, gsize start, gsize end) {
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (span->line == line && span->start < end && start < span->end) return i;
  }
  return G_MAXUINT;
}

static void tell_fate(CcPiece *piece, const CcTrace *by) {
  piece->reason = by ? by->reason : CARDCAT_UNUSED_NO_FIELD;
  if (!by || by->fate != CC_GIVEN) return;
  piece->given = TRUE;
  piece->field = by->field;
  piece->index = by->index;
}

static CcPiece *piece_new(const char *text, const CcTracePiece *from) {
  CcPiece *piece = g_new0(CcPiece, 1);
  piece->text = g_strstrip(g_strndup(text + from->start, from->end - from->start));
  piece->votes = g_ptr_array_new_with_free_func((GDestroyNotify)vote_free);
  tell_fate(piece, from->by);
  return piece;
}

/* Of a span in several pieces the first has the votes. */
static void add_pieces(const CcCard *card, guint line, GPtrArray *pieces) {
  g_autoptr(GArray) traced = cc_trace_pieces(card, line);
  guint before = G_MAXUINT;
  for (guint i = 0; i < traced->len; i++) {
    const CcTracePiece *from = &g_array_index(traced, CcTracePiece, i);
    CcPiece *piece = piece_new(cc_card_text(card, line), from);
    g_ptr_array_add(pieces, piece);
    guint index = span_at(card, line, from->start, from->end);
    if (index == G_MAXUINT) continue;
    const CcSpan *span = card->spans->pdata[index];
    piece->label = cc_label_name(span->decided);
    piece->margin = span->margin;
    if (span->kind == CC_UNDECIDED && index != before) add_votes(card, index, piece->votes);
    before = index;
  }
}

static void add_changes(const CcCard *card, guint line, GPtrArray *changes) {
  const char *text = cc_card_text(card, line);
  for (guint i = 0; i < card->trace->len; i++) {
    const CcTrace *entry = &g_array_index(card->trace, CcTrace, i);
    if (entry->line != line || entry->fate != CC_CHANGED) continue;
    CcChanged *changed = g_new0(CcChanged, 1);
    changed->text = g_strndup(text + entry->start, entry->end - entry->start);
    changed->to = g_strdup(entry->to);
    changed->why = cc_change_sentence(entry->change);
    g_ptr_array_add(changes, changed);
  }
}

CcExplanation *cc_explain(const CcCard *card) {
  CcExplanation *explanation = g_new0(CcExplanation, 1);
  explanation->region = *card->region ? g_strdup(card->region) : NULL;
  explanation->lines = g_ptr_array_new_with_free_func((GDestroyNotify)line_free);
  for (guint i = 0; i < card->input->lines->len; i++) {
    CcToldLine *line = g_new0(CcToldLine, 1);
    line->text = g_strdup(cc_card_text(card, i));
    line->pieces = g_ptr_array_new_with_free_func((GDestroyNotify)piece_free);
    line->changes = g_ptr_array_new_with_free_func((GDestroyNotify)changed_free);
    add_pieces(card, i, line->pieces);
    add_changes(card, i, line->changes);
    g_ptr_array_add(explanation->lines, line);
  }
  return explanation;
}
