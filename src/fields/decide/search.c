/* One decision for all spans together: the best sum of weights by beam search, with what stands
 * beside and above each span, and at most one name and one firm on a card. */
#include "fields/internal.h"

#include <string.h>

/* Wide enough that the best card was not lost on any generated layout. */
#define BEAM 64
/* A span nearer than this many of its heights to the one above belongs with it. */
#define NEAR_GAP 1.1
/* The same between two pieces of a row, in heights of the higher one. */
#define BESIDE_GAP 1.5
/* Addresses are printed no larger than this, in heights of the card's usual print; towns in logos
 * are. */
#define PLACE_HEIGHT_MAX 1.3
#define NAME_WORDS 4 /* of a name over two lines */
#define TITLES_MAX 4
#define DEPARTMENTS_MAX 3

typedef enum {
  REL_AFTER,
  REL_SAME_LINE,
  REL_NEAR,
  REL_NEAR_ALIKE,
  REL_FAR,
  REL_OPEN,
  RELS
} Relation;

static const char *const relation_names[RELS] = {"after",       "same-line", "near-below",
                                                 "alike-below", "far-below", "open-below"};

typedef struct {
  double score;
  guint8 labels[CC_SPANS_MAX];
  gint8 name, org; /* last span of the kind, -1: none */
  guint8 names, orgs, titles, departments;
} State;

typedef struct {
  const CcCard *card;
  const double *rows[RELS][CC_KINDS]; /* NULL: no weights */
  CcGold gold;
  double loss;
} Search;

/* ---- relations ---------------------------------------------------------------------------- */

typedef struct {
  Relation relation;
  CcLabel other;
} Pair;

static gboolean alike(const CcSpan *a, const CcSpan *b) {
  double ratio = a->height > 0 ? b->height / a->height : 1;
  return ratio > 0.87 && ratio < 1.15;
}

/* The pairs that span INDEX makes with spans before it that have LABELS. */
static guint pairs_of(const CcCard *card, guint index, const guint8 *labels, Pair pairs[3]) {
  const CcSpan *span = card->spans->pdata[index];
  const CcSpan *before = index > 0 ? card->spans->pdata[index - 1] : NULL;
  gboolean same_line = before && before->line == span->line;
  guint n = 0;
  pairs[n++] =
      (Pair){same_line ? REL_SAME_LINE : REL_AFTER, index > 0 ? labels[index - 1] : CC_EDGE};
  if (span->above >= 0) {
    const CcSpan *above = card->spans->pdata[span->above];
    Relation r = span->gap >= NEAR_GAP ? REL_FAR : alike(span, above) ? REL_NEAR_ALIKE : REL_NEAR;
    pairs[n++] = (Pair){r, labels[span->above]};
    if (r != REL_FAR && above->text && cc_ends_open(above->text))
      pairs[n++] = (Pair){REL_OPEN, labels[span->above]};
  }
  return n;
}

/* In one row, with no more between them than BESIDE_GAP heights: two sizes of print, found as two
 * lines. */
static gboolean is_beside(const CcSpan *before, const CcSpan *span) {
  const CardcatBox *a = &before->box, *b = &span->box;
  int from = MAX(a->y, b->y), to = MIN(a->y + a->h, b->y + b->h), gap = b->x - a->x - a->w;
  return 2 * (to - from) > MIN(a->h, b->h) && gap >= 0 && gap < BESIDE_GAP * MAX(a->h, b->h);
}

static gboolean adjoins(const CcCard *card, guint index, int other) {
  const CcSpan *span = card->spans->pdata[index];
  if (other < 0) return TRUE;
  const CcSpan *before = card->spans->pdata[other];
  if (span->box.h <= 0) return (int)index == other + 1;
  return (span->above == other && span->gap < NEAR_GAP) ||
         ((int)index == other + 1 && (before->line == span->line || is_beside(before, span)));
}

/* The label that a line which cannot end there ("Vice President of") passes on to the next. */
static CcLabel open_above(const CcCard *card, const State *state, const CcSpan *span) {
  if (span->above < 0 || span->gap >= NEAR_GAP) return CC_UNDECIDED;
  const CcSpan *above = card->spans->pdata[span->above];
  CcLabel label = state->labels[span->above];
  gboolean passes = label == CC_NAME || label == CC_ORG || label == CC_TITLE || label == CC_DEPT;
  return passes && cc_span_is_open(above, label) ? label : CC_UNDECIDED;
}

/* "plc", "z o.o." on a line of its own. */
static gboolean closes_firm(const CcModels *models, const CcSpan *span) {
  if (cc_is_form_of_law(models, span->text)) return TRUE;
  for (guint i = 0; i < span->tokens->len; i++)
    if (!(g_array_index(span->tokens, CcToken, i).flags & CC_W_LEGAL)) return FALSE;
  return span->tokens->len > 0;
}

static gboolean has_form_of_law(const CcSpan *span) {
  for (guint i = 0; i < span->tokens->len; i++)
    if (g_array_index(span->tokens, CcToken, i).flags & CC_W_LEGAL) return TRUE;
  return FALSE;
}

/* A line that reads as a person's name, and nothing says that it is the firm's. */
static gboolean is_like_person(const CcSpan *span) {
  static const char *const person[] = {"given+family", "given-no-town", "surname-up", "email-full",
                                       "honorific"};
  static const char *const firm[] = {"legal", "org:any", "domain-whole", "domain-head",
                                     "domain-word"};
  for (guint i = 0; i < G_N_ELEMENTS(firm); i++)
    if (cc_span_has(span, firm[i])) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(person); i++)
    if (cc_span_has(span, person[i])) return TRUE;
  return FALSE;
}

/* A line of an address that stands under a firm. */
static gboolean is_like_place(const CcSpan *span) {
  static const char *const place[] = {"town:all",      "state-code",  "postcode-strong",
                                      "street+number", "country:all", "town+postcode"};
  if (span->height > PLACE_HEIGHT_MAX) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(place); i++)
    if (cc_span_has(span, place[i])) return TRUE;
  return FALSE;
}

/* A form of law closes a firm's name; "for all your needs" does not go on with it. */
static gboolean may_go_on(const CcSpan *firm, const CcSpan *span) {
  if (cc_span_has(firm, "legal") && !cc_span_is_open(firm, CC_ORG) && !has_form_of_law(span))
    return FALSE;
  if (is_like_person(span) || is_like_place(span)) return FALSE;
  const CcToken *first = &g_array_index(span->tokens, CcToken, 0);
  return !(first->flags & CC_W_FUNCTION) || (first->flags & CC_W_PARTICLE) ||
         (first->shape & CC_T_INITIAL);
}

/* A firm that was read worse than this must be proven by something: pieces of pictures were read so
 * on photographed cards. */
#define FIRM_CONFIDENCE 0.7
/* So must words of no more letters than this. */
#define SCRAP_LETTERS 3

/* A few small letters that no list has: what OCR makes of icons and pieces of pictures; and what is
 * left of an e-mail that was not understood. */
static gboolean is_scrap(const CcSpan *span) {
  if (span->tokens->len != 1) return FALSE;
  const CcToken *token = &g_array_index(span->tokens, CcToken, 0);
  if (token->flags & CC_W_FREEMAIL) return TRUE;
  return span->confidence > 0 && token->letters <= SCRAP_LETTERS && !token->flags &&
         !(token->shape & CC_T_UPPER);
}

static gboolean may_be_firm(const CcSpan *span) {
  static const char *const proofs[] = {"legal",       "org:any",     "domain-whole",
                                       "domain-head", "domain-word", "domain-near"};
  gboolean clear = span->confidence <= 0 || span->confidence >= FIRM_CONFIDENCE;
  if (clear && !is_scrap(span)) return TRUE;
  gboolean unread = cc_span_has(span, "unread"); /* a form of law may be rubbish, too */
  for (guint i = unread ? 2 : 0; i < G_N_ELEMENTS(proofs); i++)
    if (cc_span_has(span, proofs[i])) return TRUE;
  return FALSE;
}

/* The family name on a line of its own under the given one. */
static gboolean goes_on_as_name(const CcCard *card, int name, guint index) {
  const CcSpan *first = card->spans->pdata[name], *second = card->spans->pdata[index];
  return second->above == name && second->gap < NEAR_GAP && alike(second, first) &&
         MIN(first->tokens->len, second->tokens->len) == 1 &&
         MAX(first->tokens->len, second->tokens->len) < NAME_WORDS &&
         !cc_span_has(first, "org:any") && !cc_span_has(second, "org:any");
}

/* "Esq.", "Prof." on a line of its own. */
static gboolean is_honours(const CcSpan *span) {
  for (guint i = 0; i < span->tokens->len; i++) {
    guint32 flags = g_array_index(span->tokens, CcToken, i).flags;
    if (!(flags & (CC_W_HONORIFIC | CC_W_POSTNOMINAL)) ||
        (flags & (CC_W_FAMILY | CC_W_ORG | CC_W_TITLE)))
      return FALSE;
  }
  return TRUE;
}

/* "Fax 011 49b 07": a number that was not understood. */
static gboolean is_like_phone(const CcModels *models, const CcSpan *span) {
  const CcToken *first = &g_array_index(span->tokens, CcToken, 0);
  CcLabelWord label = cc_models_label(models, first->fold);
  return first->letters >= 3 && (label == CC_L_FAX || label == CC_L_MOBILE || label == CC_L_WORK) &&
         cc_span_has(span, "digits") && !cc_span_has(span, "street");
}

/* Does the card have room for span INDEX under LABEL after STATE? */
static gboolean has_room(const CcCard *card, const State *state, guint index, CcLabel label) {
  const CcSpan *span = card->spans->pdata[index];
  switch (label) {
    case CC_NAME:
      if (is_scrap(span)) return FALSE;
      if (state->names == 0) return TRUE;
      return state->names == 1 && goes_on_as_name(card, state->name, index);
    case CC_ORG:
      if (!may_be_firm(span) || is_honours(span)) return FALSE;
      return state->orgs == 0 || (state->orgs < 3 && adjoins(card, index, state->org) &&
                                  may_go_on(card->spans->pdata[state->org], span));
    case CC_ADDRESS:
      return !is_like_phone(card->models, span) && !is_honours(span);
    case CC_TITLE:
      return state->titles < TITLES_MAX && !is_honours(span);
    case CC_DEPT:
      return state->departments < DEPARTMENTS_MAX;
    default:
      return TRUE;
  }
}

/* Does the card allow LABEL for span INDEX after STATE?  It allows one at least: what a line passes
 * on binds only where there is room for it. */
static gboolean allowed(const CcCard *card, const State *state, guint index, CcLabel label) {
  const CcSpan *span = card->spans->pdata[index];
  if (span->handle) return label == CC_NOTE || label == CC_JUNK;
  CcLabel open = open_above(card, state, span);
  if (open == CC_UNDECIDED && state->orgs > 0 && closes_firm(card->models, span)) open = CC_ORG;
  if (open != CC_UNDECIDED && open != label && has_room(card, state, index, open)) return FALSE;
  return has_room(card, state, index, label);
}

/* ---- search ------------------------------------------------------------------------------- */

static void load_rows(Search *search) {
  for (guint r = 0; r < RELS; r++)
    for (guint k = 0; k < CC_KINDS; k++) {
      g_autofree char *feature = g_strconcat(relation_names[r], ":", cc_label_name(k), NULL);
      search->rows[r][k] = cc_models_weights(search->card->models, feature);
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

static void extend(State *state, guint index, CcLabel label, double score) {
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
static void keep(State *beam, guint *n, const State *state) {
  guint at = *n;
  while (at > 0 && beam[at - 1].score < state->score)
    at--;
  if (at == BEAM) return;
  guint move = MIN(*n, BEAM - 1) - at;
  memmove(beam + at + 1, beam + at, move * sizeof *beam);
  beam[at] = *state;
  *n = MIN(*n + 1, BEAM);
}

static void grow(const Search *search, const State *from, guint index, State *beam, guint *n) {
  const CcSpan *span = search->card->spans->pdata[index];
  if (span->kind != CC_UNDECIDED) {
    State next = *from;
    extend(&next, index, span->kind, 0);
    keep(beam, n, &next);
    return;
  }
  Pair pairs[3];
  guint count = pairs_of(search->card, index, from->labels, pairs);
  for (CcLabel label = 0; label < CC_LABELS; label++) {
    if (!allowed(search->card, from, index, label)) continue;
    double score = span->score[label] + pair_score(search, pairs, count, label);
    if (search->gold && search->gold[index] != label) score += search->loss;
    if (*n == BEAM && beam[BEAM - 1].score >= from->score + score) continue;
    State next = *from;
    extend(&next, index, label, score);
    keep(beam, n, &next);
  }
}

/* The best states over all spans, best first; returns how many. */
static guint search_beam(const Search *search, State *beam) {
  g_autofree State *next = g_new(State, BEAM);
  guint n = 1;
  beam[0] = (State){.name = -1, .org = -1};
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
    const double *weights = cc_models_weights(models, span->features->pdata[i]);
    for (guint label = 0; weights && label < CC_LABELS; label++)
      span->score[label] += weights[label];
  }
}

/* The lead of the best state over the best that labels the span otherwise. */
static double margin_of(const State *beam, guint n, guint index) {
  for (guint k = 1; k < n; k++)
    if (beam[k].labels[index] != beam[0].labels[index]) return beam[0].score - beam[k].score;
  return beam[0].score - beam[n - 1].score + 1;
}

void cc_decide_with_loss(CcCard *card, CcGold gold, double loss) {
  Search search = {.card = card, .gold = gold, .loss = loss};
  load_rows(&search);
  for (guint i = 0; i < card->spans->len; i++)
    score_features(card->models, card->spans->pdata[i]);
  g_autofree State *beam = g_new(State, BEAM);
  guint n = search_beam(&search, beam);
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    span->decided = beam[0].labels[i];
    span->margin = margin_of(beam, n, i);
  }
}

void cc_decide(CcCard *card) {
  cc_decide_with_loss(card, NULL, 0);
}

void cc_decide_features(const CcCard *card, const CcLabel *labels, CcFeatureFunc seen,
                        gpointer data) {
  guint8 small[CC_SPANS_MAX];
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    small[i] = (guint8)labels[i];
    if (span->kind != CC_UNDECIDED) continue;
    for (guint k = 0; k < span->features->len; k++)
      seen(span->features->pdata[k], labels[i], data);
    Pair pairs[3];
    guint n = pairs_of(card, i, small, pairs);
    for (guint k = 0; k < n; k++) {
      g_autofree char *feature =
          g_strconcat(relation_names[pairs[k].relation], ":", cc_label_name(pairs[k].other), NULL);
      seen(feature, labels[i], data);
    }
  }
}
