/* decide/ knows what speaks for which meaning of a span, and decides all spans of a card together.
 * It makes no contact. */
#pragma once

#include "fields/lines/lines.h"
#include "fields/proof/proof.h"

const char *cc_label_name(CcLabel label);

/* ---- features --------------------------------------------------------------------------- */

/* All that speaks for or against a meaning of a span: FEATURE by itself, SHARE of how many of its
 * words it is true, BRIEF with a second feature for short texts.  The names are the keys of
 * models/weights.tsv. */
/* clang-format off */
#define CC_FEATURE_TABLE(FEATURE, SHARE, BRIEF)                                                 \
  /* always */                                                                                  \
  FEATURE(BIAS, "bias")                                                                         \
  /* names */                                                                                   \
  FEATURE(HONORIFIC, "honorific") FEATURE(POSTNOMINAL, "postnominal")                           \
  FEATURE(NAME_SHAPE, "name-shape") FEATURE(GIVEN_AND_FAMILY, "given+family")                   \
  FEATURE(GIVEN_AND_OTHER, "given+other") FEATURE(OTHER_AND_FAMILY, "other+family")             \
  FEATURE(FAMILY_AND_GIVEN, "family+given") FEATURE(GIVEN_NO_TOWN, "given-no-town")             \
  FEATURE(INITIAL_AND_FAMILY, "initial+family") FEATURE(MIDDLE_INITIAL, "middle-initial")       \
  FEATURE(NAME_PLAIN, "name-plain") FEATURE(SURNAME_UP, "surname-up")                           \
  FEATURE(GIVEN_ALONE, "given-alone") FEATURE(FAMILY_ALONE, "family-alone")                     \
  /* what the card says twice */                                                                \
  FEATURE(EMAIL_FULL, "email-full") FEATURE(EMAIL_PART, "email-part")                           \
  FEATURE(EMAIL_FIRM, "email-firm") FEATURE(DOMAIN_WHOLE, "domain-whole")                       \
  FEATURE(DOMAIN_HEAD, "domain-head") FEATURE(DOMAIN_WORD, "domain-word")                       \
  FEATURE(DOMAIN_INITIALS, "domain-initials") FEATURE(DOMAIN_NEAR, "domain-near")               \
  FEATURE(REPEATED, "repeated") FEATURE(LEARNED_FIRM, "learned-firm")                           \
  /* words */                                                                                   \
  SHARE(TITLE, "title") SHARE(TITLE_OR_MOD, "title-or-mod") SHARE(DEPT, "dept")                 \
  SHARE(ORG, "org") SHARE(COMMON, "common") SHARE(FUNCTION, "function")                         \
  FEATURE(TITLE_FIRST, "title-first") FEATURE(TITLE_OF, "title-of")                             \
  FEATURE(TITLE_LAST, "title-last") FEATURE(ORG_LAST, "org-last")                               \
  FEATURE(ORG_FIRST, "org-first") FEATURE(DEPT_FIRST, "dept-first")                             \
  FEATURE(DEPT_LAST, "dept-last") FEATURE(LEGAL, "legal")                                       \
  FEATURE(UNKNOWN_ALL, "unknown:all") FEATURE(UNKNOWN_SOME, "unknown:some")                     \
  /* spelling */                                                                                \
  SHARE(STRANGE, "strange") SHARE(ODD_WORD, "odd-word") FEATURE(COLON_AFTER, "colon-after")     \
  FEATURE(YEARS, "years")                                                                       \
  /* addresses */                                                                               \
  FEATURE(POSTCODE_STRONG, "postcode-strong") FEATURE(POSTCODE_WEAK, "postcode-weak")           \
  FEATURE(HOUSE_NUMBER, "house-number") FEATURE(STREET, "street")                               \
  FEATURE(STREET_AND_NUMBER, "street+number") FEATURE(UNIT_AND_NUMBER, "unit+number")           \
  FEATURE(NUMBER_FIRST, "number-first") SHARE(TOWN, "town")                                     \
  FEATURE(TOWN_AND_POSTCODE, "town+postcode") FEATURE(STATE, "state")                           \
  FEATURE(STATE_CODE, "state-code") SHARE(COUNTRY, "country")                                   \
  /* shape */                                                                                   \
  FEATURE(WORDS_0, "words:0") FEATURE(WORDS_1, "words:1") FEATURE(WORDS_2, "words:2")           \
  FEATURE(WORDS_3, "words:3") FEATURE(WORDS_4, "words:4") FEATURE(WORDS_5, "words:5")           \
  FEATURE(WORDS_6, "words:6") FEATURE(WORDS_7, "words:7") FEATURE(CASE_UPPER, "case:upper")     \
  FEATURE(CASE_TITLE, "case:title") FEATURE(CASE_LOWER, "case:lower")                           \
  FEATURE(CASE_SENTENCE, "case:sentence") FEATURE(CASE_MIXED, "case:mixed")                     \
  FEATURE(DIGITS, "digits") FEATURE(NO_LETTERS, "no-letters")                                   \
  FEATURE(AMPERSAND, "ampersand") FEATURE(COMMA, "comma")                                       \
  FEATURE(ENDS_WITH_POINT, "ends-with-point") FEATURE(EXCLAIMS, "exclaims")                     \
  FEATURE(ODD_SIGNS, "odd-signs") FEATURE(ODD_LINE, "odd-line") FEATURE(SHORT, "short")         \
  FEATURE(HANDLE, "handle") FEATURE(SMALL_WORDS, "small-words")                                 \
  /* place and print */                                                                         \
  FEATURE(HEIGHT_TINY, "height:tiny") FEATURE(HEIGHT_SMALL, "height:small")                     \
  FEATURE(HEIGHT_USUAL, "height:usual") FEATURE(HEIGHT_LARGE, "height:large")                   \
  FEATURE(HEIGHT_LARGER, "height:larger") FEATURE(HEIGHT_HUGE, "height:huge")                   \
  FEATURE(HEIGHT_LARGEST, "height:largest") FEATURE(BOLD, "bold") BRIEF(UNREAD, "unread")       \
  BRIEF(DOUBTFUL, "doubtful") BRIEF(UNSURE, "unsure") BRIEF(HAZY, "hazy")                       \
  FEATURE(PLACE_TOP, "place:top") FEATURE(PLACE_MIDDLE, "place:middle")                         \
  FEATURE(PLACE_BOTTOM, "place:bottom") FEATURE(PLACE_FIRST, "place:first")                     \
  FEATURE(PLACE_LAST, "place:last") FEATURE(LABEL_ADDRESS, "label:address")                     \
  FEATURE(LABEL_NUMBER, "label:number") FEATURE(LABEL_NOTE, "label:note")                       \
  FEATURE(LABEL_NAME, "label:name")
/* clang-format on */

typedef enum {
#define FEATURE(id, name) CC_F_##id,
#define SHARE(id, name) CC_F_##id##_ANY, CC_F_##id##_FEW, CC_F_##id##_HALF, CC_F_##id##_ALL,
#define BRIEF(id, name) CC_F_##id, CC_F_##id##_BRIEF,
  CC_FEATURE_TABLE(FEATURE, SHARE, BRIEF)
#undef FEATURE
#undef SHARE
#undef BRIEF
      CC_OWN_FEATURES, /* the rest: a span's place to one before it, and what that is */
} CcFeature;

/* How a span stands to one before it. */
#define CC_RELATION_TABLE(RELATION)   \
  RELATION(AFTER, "after")            \
  RELATION(SAME_LINE, "same-line")    \
  RELATION(NEAR, "near-below")        \
  RELATION(NEAR_ALIKE, "alike-below") \
  RELATION(FAR, "far-below")          \
  RELATION(OPEN, "open-below")

typedef enum {
#define RELATION(id, name) CC_REL_##id,
  CC_RELATION_TABLE(RELATION)
#undef RELATION
      CC_RELATIONS,
} CcRelation;

#define CC_FEATURES (CC_OWN_FEATURES + CC_RELATIONS * CC_KINDS)

/* "after:name": the span before is one. */
CcFeature cc_feature_of_pair(CcRelation relation, CcLabel other);
/* Its name, owned; the feature of a name, FALSE when there is none. */
char *cc_feature_name(CcFeature feature);
gboolean cc_feature_parse(const char *name, CcFeature *feature);
void cc_features_make(CcCard *card);

/* ---- weights -------------------------------------------------------------------------------- */

/* weights.tsv of DIR, into MODELS. */
gboolean cc_weights_load(CcModels *models, const char *dir,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CC_LABELS weights of FEATURE, borrowed; NULL when it has none. */
const double *cc_models_weights(const CcModels *models, CcFeature feature);
/* For the program that trains: writes over, or adds, the weights of FEATURE. */
double *cc_models_weights_edit(CcModels *models, CcFeature feature);
/* A span that spells a known firm is one: weights that are not learned from cards. */
void cc_weights_of_learned(CcModels *models);

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

/* Sets SCORE of every span from its features, and DECIDED and MARGIN of all together. */
void cc_decide(CcCard *card);
/* The same, a span's label counted LOSS better where it is not GOLD: for training. */
typedef const CcLabel *CcGold;
void cc_decide_with_loss(CcCard *card, CcGold gold, double loss);
/* Calls SEEN for every feature of span INDEX under the labels that LABELS gives all spans. */
typedef void (*CcFeatureFunc)(CcFeature feature, CcLabel label, gpointer data);
void cc_decide_features(const CcCard *card, const CcLabel *labels, CcFeatureFunc seen,
                        gpointer data);
/* The same of span INDEX alone, beside the labels that were voted for. */
void cc_vote_features(const CcCard *card, guint index, CcFeatureFunc seen, gpointer data);
/* Whether the card, as it was voted before span INDEX, allows LABEL for that. */
gboolean cc_vote_allowed(const CcCard *card, guint index, CcLabel label);
/* Which spans are the firm: the line that spells it whole rather than a logo, all lines of a logo,
 * none of them twice, no icon or monogram beside it. */
void cc_org_choose(CcCard *card);
