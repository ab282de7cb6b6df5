/* decide/ knows what speaks for which meaning of a span, and decides all spans of a card together.
 * It makes no contact. */
#pragma once

#include "fields/lines/lines.h"
#include "fields/proof/proof.h"

const char *cc_label_name(CcLabel label);

/* ---- weights -------------------------------------------------------------------------------- */

/* weights.tsv of DIR, into MODELS. */
gboolean cc_weights_load(CcModels *models, const char *dir,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CC_LABELS weights of FEATURE, borrowed; NULL when it has none. */
const double *cc_models_weights(const CcModels *models, const char *feature);
/* For the program that trains: writes over, or adds, the weights of FEATURE. */
double *cc_models_weights_edit(CcModels *models, const char *feature);
/* A span that spells a known firm is one: weights that are not learned from cards. */
void cc_weights_of_learned(CcModels *models);
/* The feature of such a span. */
#define CC_LEARNED_FIRM "learned-firm"

/* ---- rules ---------------------------------------------------------------------------------- */

/* The labels of the spans so far. */
typedef struct {
  double score;
  guint8 labels[CC_SPANS_MAX];
  gint8 name, org; /* last span of the kind, -1: none */
  guint8 names, orgs, titles, departments;
} CcState;

/* A span nearer than this many of its heights to the one above belongs with it. */
#define CC_NEAR_GAP 1.1
/* Printed in letters of about one size. */
gboolean cc_spans_alike(const CcSpan *a, const CcSpan *b);
/* Does the card allow LABEL for span INDEX after STATE?  It allows one at least: what a line passes
 * on binds only where there is room for it. */
gboolean cc_label_allowed(const CcCard *card, const CcState *state, guint index, CcLabel label);

/* ---- the decision --------------------------------------------------------------------------- */

void cc_features_make(CcCard *card);
/* Sets SCORE of every span from its features, and DECIDED and MARGIN of all together. */
void cc_decide(CcCard *card);
/* The same, a span's label counted LOSS better where it is not GOLD: for training. */
typedef const CcLabel *CcGold;
void cc_decide_with_loss(CcCard *card, CcGold gold, double loss);
/* Calls SEEN for every feature of span INDEX under the labels that LABELS gives all spans. */
typedef void (*CcFeatureFunc)(const char *feature, CcLabel label, gpointer data);
void cc_decide_features(const CcCard *card, const CcLabel *labels, CcFeatureFunc seen,
                        gpointer data);
/* Which spans are the firm: the line that spells it whole rather than a logo, all lines of a logo,
 * none of them twice, no icon or monogram beside it. */
void cc_org_choose(CcCard *card);
