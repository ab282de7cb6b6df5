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
  FEATURE(LABEL_NAME, "label:name")                                                             \
  /* beside the others */                                                                       \
  FEATURE(RANK_0, "rank:0") FEATURE(RANK_1, "rank:1") FEATURE(RANK_2, "rank:2")                 \
  FEATURE(RANK_3, "rank:3") FEATURE(ALONE_ABOVE, "up:none") FEATURE(ALONE_BELOW, "down:none")   \
  FEATURE(TALLER_UP, "taller-than-up") FEATURE(SMALLER_UP, "smaller-than-up")                   \
  FEATURE(TALLER_DOWN, "taller-than-down") FEATURE(SMALLER_DOWN, "smaller-than-down")           \
  FEATURE(BEFORE_VALUES, "before-values") FEATURE(AFTER_VALUES, "after-values")                 \
  FEATURE(CARD_HAS_DOMAIN, "card-has-domain")
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

/* Where a span stands whose own features speak for another. */
#define CC_NEIGHBOUR_TABLE(NEIGHBOUR) \
  NEIGHBOUR(UP, "up")                 \
  NEIGHBOUR(FAR_UP, "far-up")         \
  NEIGHBOUR(DOWN, "down")             \
  NEIGHBOUR(FAR_DOWN, "far-down")     \
  NEIGHBOUR(LEFT, "left")             \
  NEIGHBOUR(RIGHT, "right")           \
  NEIGHBOUR(ELSE, "else")

typedef enum {
#define NEIGHBOUR(id, name) CC_AT_##id,
  CC_NEIGHBOUR_TABLE(NEIGHBOUR)
#undef NEIGHBOUR
      CC_NEIGHBOURS,
} CcNeighbour;

#define CC_FIRST_PAIR CC_OWN_FEATURES
#define CC_FIRST_NEIGHBOUR (CC_FIRST_PAIR + CC_RELATIONS * CC_KINDS)
/* Of each neighbour its own features, and the kind of value it is. */
#define CC_NEIGHBOUR_FEATURES (CC_OWN_FEATURES + CC_KINDS)
#define CC_FEATURES (CC_FIRST_NEIGHBOUR + CC_NEIGHBOURS * CC_NEIGHBOUR_FEATURES)

/* "after:name": the span before is one. */
CcFeature cc_feature_of_pair(CcRelation relation, CcLabel other);
/* "down=title:any": the span there has FEATURE; "up=email": it is a value of that KIND. */
CcFeature cc_feature_of_neighbour(CcNeighbour neighbour, CcFeature feature);
CcFeature cc_feature_of_value(CcNeighbour neighbour, CcLabel kind);
/* Its name, owned; the feature of a name, FALSE when there is none. */
char *cc_feature_name(CcFeature feature);
gboolean cc_feature_parse(const char *name, CcFeature *feature);
void cc_features_make(CcCard *card);
/* Adds to the spans' own features what those around them and the rest of the card say. */
void cc_context_features(CcCard *card);

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
/* Whether span INDEX stands together with the span OTHER before it: under it, or beside it. */
gboolean cc_spans_adjoin(const CcCard *card, guint index, int other);
/* Printed in letters of about one size. */
gboolean cc_spans_alike(const CcSpan *a, const CcSpan *b);
/* "plc", "z o.o." on a line of its own. */
gboolean cc_span_is_law(const CcModels *models, const CcSpan *span);
/* "Dr. Ada Beck": an honorific, and a word that may be a name. */
gboolean cc_span_calls_person(const CcSpan *span);
/* The same, and nothing says that it is a firm: "Dr. Beck's Clinic". */
gboolean cc_span_is_of_person(const CcModels *models, const CcSpan *span);
/* "M.Com., M.B.A.", "B.E. (Civil), M.S., Oslo": degrees on a line of their own. */
gboolean cc_span_is_degrees(const CcSpan *span);
/* "Wholesale Dealers in Timber": what a firm deals in. */
gboolean cc_span_is_trade(const CcModels *models, const CcSpan *span);
/* "Harrow, India", "Springfield, Illinois": where somebody is. */
gboolean cc_span_is_places(const CcSpan *span);
/* "Dahili" in "Dahili: 555 0100": a word before a value, and no domain is called so. */
gboolean cc_span_names_value(const CcCard *card, const CcSpan *span);
/* A label says that it is a person, and no word of it a firm. */
gboolean cc_span_is_labelled_person(const CcModels *models, const CcSpan *span);
/* "Jai Mata Di", "Shree Ganeshaya Namah": what stands over cards of some countries. */
gboolean cc_span_is_prayer(const CcModels *models, const CcSpan *span);
/* A register's number, a person by a label, a trade, places: no title and no department. */
gboolean cc_span_is_no_title(const CcModels *models, const CcSpan *span);
/* Does the card allow LABEL for span INDEX after STATE?  It allows one at least: what a line passes
 * on binds only where there is room for it. */
gboolean cc_label_allowed(const CcCard *card, const CcState *state, guint index, CcLabel label);

/* ---- the decision --------------------------------------------------------------------------- */

/* Decides CARD, whose features are made: its lines, then which of them are the firm, the likeliest
 * of all candidates, then the lines around it anew where these are others; then, by a second look
 * at all that, which of them are the person and the titles. */
void cc_decide(CcCard *card);
/* The same without the second look: for the program that learns its weights. */
void cc_decide_once(CcCard *card);
/* Its lines alone: sets SCORE of every span from its features, DECIDED and MARGIN of all together.
 */
void cc_decide_lines(CcCard *card);
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
/* ---- the firm ------------------------------------------------------------------------------- */

/* What speaks for or against a group of lines as the card's firm; the names are the keys of
 * models/firm.tsv.  Of the ties to a domain the first is the strongest. */
/* clang-format off */
#define CC_FIRM_TIED(FIRM, ID, name) \
  FIRM(ID##_DOMAIN_WHOLE, name "&domain-whole") FIRM(ID##_DOMAIN_BEGINS, name "&domain-begins") \
  FIRM(ID##_DOMAIN_INSIDE, name "&domain-inside") FIRM(ID##_DOMAIN_HOLDS, name "&domain-holds") \
  FIRM(ID##_DOMAIN_NEAR, name "&domain-near") FIRM(ID##_DOMAIN_WORD, name "&domain-word") \
  FIRM(ID##_DOMAIN_INITIALS, name "&domain-initials") \
  FIRM(ID##_DOMAIN_OTHER, name "&domain-other") FIRM(ID##_DOMAIN_NONE, name "&domain-none")
#define CC_FIRM_TABLE(FIRM) \
  FIRM(NONE, "none") FIRM(NONE_DOMAIN, "none-domain") FIRM(NONE_LAW, "none-law") \
  FIRM(NONE_DECIDED, "none-decided") FIRM(DOMAIN_WHOLE, "domain-whole") \
  FIRM(DOMAIN_BEGINS, "domain-begins") FIRM(DOMAIN_INSIDE, "domain-inside") \
  FIRM(DOMAIN_HOLDS, "domain-holds") FIRM(DOMAIN_NEAR, "domain-near") \
  FIRM(DOMAIN_WORD, "domain-word") FIRM(DOMAIN_INITIALS, "domain-initials") \
  FIRM(DOMAIN_OTHER, "domain-other") FIRM(DOMAIN_NONE, "domain-none") \
  FIRM(KNOWN_ALL, "known-all") FIRM(KNOWN_HALF, "known-half") FIRM(KNOWN_FEW, "known-few") \
  FIRM(KNOWN_NONE, "known-none") FIRM(AMPERSAND, "ampersand") FIRM(AS_DECIDED, "as-decided") \
  FIRM(BOLD, "bold") FIRM(BOTTOM, "bottom") FIRM(CASE_LOWER, "case-lower") \
  FIRM(CASE_MIXED, "case-mixed") FIRM(CASE_TITLE, "case-title") FIRM(CASE_UPPER, "case-upper") \
  FIRM(CLEAR, "clear") FIRM(COMMA, "comma") FIRM(COMMON, "common") FIRM(CUT, "cut") \
  FIRM(CUT_ABOVE, "cut-above") FIRM(CUT_BELOW, "cut-below") FIRM(CUT_PLACE, "cut-place") \
  FIRM(DEPT_WORD, "dept-word") FIRM(DIGITS, "digits") FIRM(DOUBTFUL, "doubtful") \
  FIRM(EDITS_1, "edits-1") FIRM(EDITS_2, "edits-2") FIRM(EDITS_3, "edits-3") \
  FIRM(EDITS_MORE, "edits-more") FIRM(ENDS_WITH_POINT, "ends-with-point") \
  FIRM(EXCLAIMS, "exclaims") FIRM(FIRST, "first") FIRM(FUNCTION_FIRST, "function-first") \
  FIRM(GAINS_KNOWN, "gains-known") FIRM(GAINS_LAW, "gains-law") FIRM(GAINS_TIE, "gains-tie") \
  FIRM(HAZY, "hazy") FIRM(HEIGHT_HUGE, "height-huge") FIRM(HEIGHT_LARGE, "height-large") \
  FIRM(HEIGHT_LARGER, "height-larger") FIRM(HEIGHT_SMALL, "height-small") \
  FIRM(HEIGHT_USUAL, "height-usual") FIRM(HOLDS_OTHER, "holds-other") \
  FIRM(IN_LONGER, "in-longer") FIRM(LAG_3, "lag-3") FIRM(LAG_6, "lag-6") \
  FIRM(LAG_MORE, "lag-more") FIRM(LARGEST_ORG_WORD, "largest-org-word") \
  FIRM(LARGEST_OTHER, "largest-other") FIRM(LAST, "last") FIRM(LAW_ALONE, "law-alone") \
  FIRM(LAW_BEFORE, "law-before") FIRM(LAW_LAST, "law-last") FIRM(LAW_LINE, "law-line") \
  FIRM(LEAD_0, "lead-0") \
  FIRM(LEAD_3, "lead-3") FIRM(LEARNED, "learned") FIRM(LINES_1, "lines-1") \
  FIRM(LINES_2, "lines-2") FIRM(LINES_3, "lines-3") FIRM(LOSES_KNOWN, "loses-known") \
  FIRM(LOSES_LAW, "loses-law") FIRM(LOSES_ODD, "loses-odd") \
  FIRM(LOSES_STRANGE, "loses-strange") FIRM(LOSES_TIE, "loses-tie") FIRM(MAILBOX, "mailbox") \
  FIRM(MIDDLE, "middle") FIRM(MIXED_HEIGHT, "mixed-height") \
  FIRM(MORE_THAN_DECIDED, "more-than-decided") FIRM(ODD, "odd") \
  FIRM(ONLY_PERSON, "only-person") FIRM(OPEN_END, "open-end") FIRM(ORG_ALL, "org-all") \
  FIRM(ORG_AND_TITLE, "org-and-title") FIRM(ORG_FIRST, "org-first") FIRM(ORG_LAST, "org-last") \
  FIRM(ORG_WORD, "org-word") FIRM(OVER_ADDRESS, "over-address") FIRM(OVER_NAME, "over-name") \
  FIRM(OVER_TITLE, "over-title") FIRM(PART_OF_DECIDED, "part-of-decided") \
  FIRM(PERSON, "person") FIRM(PLACE, "place") FIRM(RANK_0, "rank-0") FIRM(RANK_1, "rank-1") \
  FIRM(RANK_2, "rank-2") FIRM(RANK_3, "rank-3") FIRM(READ, "read") \
  FIRM(READ_ELSE, "read-else") FIRM(SAID_AGAIN, "said-again") FIRM(SHORT, "short") \
  FIRM(SMALL_LAST, "small-last") \
  FIRM(SPELLED, "spelled") FIRM(SPELLED_KNOWN, "spelled-known") \
  FIRM(SPELLED_UNSURE, "spelled-unsure") FIRM(STRANGE, "strange") FIRM(STREET, "street") \
  FIRM(TIED_IN_LONGER, "tied-in-longer") FIRM(TIED_LARGEST, "tied-largest") \
  FIRM(TIED_LAW, "tied-law") FIRM(TIED_ORG_WORD, "tied-org-word") \
  FIRM(TIED_PERSON, "tied-person") FIRM(TITLE_WORD, "title-word") FIRM(TOP, "top") \
  FIRM(TRIMMED, "trimmed") FIRM(TRIMMED_KNOWN, "trimmed-known") \
  FIRM(TRIMMED_UNSURE, "trimmed-unsure") FIRM(UNDER_ADDRESS, "under-address") \
  FIRM(UNDER_NAME, "under-name") FIRM(UNDER_TITLE, "under-title") \
  FIRM(UNKNOWN_WORD, "unknown-word") FIRM(TINY_LINE, "tiny-line") FIRM(MONOGRAM, "monogram") \
  FIRM(UNREAD, "unread") FIRM(UNSURE, "unsure") FIRM(VOTES_0, "votes-0") \
  FIRM(VOTES_1, "votes-1") FIRM(VOTES_2, "votes-2") FIRM(WAS_ADDRESS, "was-address") \
  FIRM(WAS_DEPT, "was-dept") FIRM(WAS_NOISE, "was-noise") FIRM(WAS_NAME, "was-name") \
  FIRM(WAS_NOTE, "was-note") FIRM(WAS_ORG, "was-org") FIRM(WAS_TITLE, "was-title") \
  FIRM(WORDS_1, "words-1") FIRM(WORDS_2, "words-2") FIRM(WORDS_3, "words-3") \
  FIRM(WORDS_4, "words-4") FIRM(WORDS_5, "words-5") FIRM(WORDS_7, "words-7") \
  FIRM(YEARS, "years") FIRM(COMPLETED, "completed") \
  /* how it is spelled, times its tie to a domain */ \
  CC_FIRM_TIED(FIRM, READ, "read") CC_FIRM_TIED(FIRM, READ_ELSE, "read-else") \
  CC_FIRM_TIED(FIRM, TRIMMED, "trimmed") CC_FIRM_TIED(FIRM, CUT, "cut") \
  CC_FIRM_TIED(FIRM, SPELLED, "spelled") CC_FIRM_TIED(FIRM, COMPLETED, "completed")
/* clang-format on */

typedef enum {
#define FIRM(id, name) CC_G_##id,
  CC_FIRM_TABLE(FIRM)
#undef FIRM
      CC_FIRM_FEATURES,
} CcFirmFeature;

#define CC_FIRM_LINES 3

/* How a firm's text came to be. */
typedef enum {
  CC_FIRM_READ,      /* as its lines were read */
  CC_FIRM_READ_ELSE, /* as another reading has one of them */
  CC_FIRM_TRIMMED,   /* without what may be an icon */
  CC_FIRM_CUT,       /* a part of its line */
  CC_FIRM_SPELLED,   /* with the letters of a domain of the card */
  CC_FIRM_COMPLETED, /* with a word that only a domain of the card has: a wordmark, most likely */
} CcFirmSource;

/* What may be the firm: lines that stand together, in one spelling; without lines: that the card
 * names none. */
typedef struct {
  guint spans[CC_FIRM_LINES], lines;
  char *text;
  CcFirmSource source;
  guint edits; /* of a SPELLED one */
  gboolean has[CC_FIRM_FEATURES];
  double score;
} CcFirm;

void cc_firm_clear(CcFirm *firm);
/* Sets HAS of FIRM, whose lines and text are set. */
void cc_firm_describe(const CcCard *card, CcFirm *firm);
/* Adds to HAS of FIRM, which has all else, the products of its spelling and its tie to a domain. */
void cc_firm_multiply(CcFirm *firm);
/* Adds to HAS of FIRM what its spelling wins and loses beside the PLAIN one of the same lines. */
void cc_firm_compare(const CcFirm *plain, CcFirm *firm);
void cc_firm_describe_none(const CcCard *card, CcFirm *none);
/* Every CcFirm of a decided card, owned; the first is that it has none. */
GArray *cc_firm_candidates(const CcCard *card);
const char *cc_firm_feature_name(CcFirmFeature feature);
/* firm.tsv of DIR, into MODELS. */
gboolean cc_firm_weights_load(CcModels *models, const char *dir,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the second look ------------------------------------------------------------------------ */

/* What a decided card shows a second time. */
typedef struct {
  int person;                  /* index of the span that is the person; -1: it cannot tell */
  double margin;               /* its logarithm of the odds against all others */
  double titles[CC_SPANS_MAX]; /* the same of each span as a title; 0 where it cannot be one */
} CcSecond;

void cc_second_look(const CcCard *card, CcSecond *second);
/* Decides by it; DECIDED of other spans stays. */
void cc_second_set(CcCard *card, const CcSecond *second);
/* Where several persons are named alike, the first of them is the person, and no title under
 * another is given. */
void cc_first_person(CcCard *card);
/* A line under a title that begins with "and" is of it. */
void cc_titles_go_on(CcCard *card);
/* A person of one word gets the word beside it that a mailbox of the card has. */
void cc_other_half(CcCard *card);
/* second.tsv of DIR, into MODELS. */
gboolean cc_second_load(CcModels *models, const char *dir,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For the program that learns its weights: calls SEEN for each feature of span INDEX, or of a card
 * that names no person. */
typedef void (*CcSecondFunc)(guint feature, gpointer data);
void cc_second_features(const CcCard *card, guint index, CcSecondFunc seen, gpointer data);
void cc_second_features_of_none(const CcCard *card, CcSecondFunc seen, gpointer data);
char *cc_second_feature_name(guint feature); /* owned */
/* Whether it asks at all: is SPAN text of its own, and of no more words than a name has? */
gboolean cc_second_may_be_name(const CcSpan *span);
gboolean cc_second_may_be_title(const CcSpan *span);
