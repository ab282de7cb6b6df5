/* What one card may hold: what a span may be after those before it. */
#include "fields/decide/decide.h"

#include <string.h>

#include "base/geometry.h"

/* A gap between two pieces of a row, in heights of the higher one, up to which they adjoin. */
#define BESIDE_GAP 1.5
#define ICON_LETTERS 2
#define DEGREE_LETTERS 6 /* of a degree in short */
/* Addresses are printed no larger than this, in heights of the card's usual print; towns in logos
 * are. */
#define PLACE_HEIGHT_MAX 1.3
#define NAME_WORDS 4 /* of a name over two lines */
#define NUMBER_DIGITS 3
#define TITLES_MAX 4
#define DEPARTMENTS_MAX 3

/* Letters of one print, by their heights' ratio; by hand. */
#define ALIKE_MIN 0.87
#define ALIKE_MAX 1.15

gboolean cc_spans_alike(const CcSpan *a, const CcSpan *b) {
  double ratio = a->height > 0 ? b->height / a->height : 1;
  return ratio > ALIKE_MIN && ratio < ALIKE_MAX;
}

/* In one row, with no more between them than BESIDE_GAP heights: two sizes of print, found as two
 * lines. */
static gboolean is_beside(const CcSpan *before, const CcSpan *span) {
  const CardcatBox *a = &before->box, *b = &span->box;
  int gap = b->x - (a->x + a->w);
  return cc_box_shares_row(a, b) && gap >= 0 && gap < BESIDE_GAP * MAX(a->h, b->h);
}

gboolean cc_spans_adjoin(const CcCard *card, guint index, int other) {
  const CcSpan *span = card->spans->pdata[index];
  if (other < 0) return TRUE;
  const CcSpan *before = card->spans->pdata[other];
  if (span->box.h <= 0) return (int)index == other + 1;
  return (span->above == other && span->gap < CC_NEAR_GAP) ||
         ((int)index == other + 1 && (before->line == span->line || is_beside(before, span)));
}

/* The label that a line which cannot end there ("Vice President of") passes on to the next. */
static CcLabel open_above(const CcCard *card, const CcState *state, const CcSpan *span) {
  if (span->above < 0 || span->gap >= CC_NEAR_GAP) return CC_UNDECIDED;
  const CcSpan *above = card->spans->pdata[span->above];
  CcLabel label = state->labels[span->above];
  gboolean passes = label == CC_NAME || label == CC_ORG || label == CC_TITLE || label == CC_DEPT;
  return passes && cc_span_is_open(card->models, above, label) ? label : CC_UNDECIDED;
}

gboolean cc_span_is_law(const CcModels *models, const CcSpan *span) {
  if (cc_is_form_of_law(models, span->text)) return TRUE;
  for (guint i = 0; i < span->tokens->len; i++)
    if (!(cc_token(span->tokens, i)->flags & CC_W_LEGAL)) return FALSE;
  return span->tokens->len > 0;
}

static gboolean has_any(const CcSpan *span, const CcFeature *features, guint n) {
  for (guint i = 0; i < n; i++)
    if (cc_span_has(span, features[i])) return TRUE;
  return FALSE;
}

/* A line that reads as a person's name, and nothing says that it is the firm's. */
static gboolean is_like_person(const CcSpan *span) {
  static const CcFeature person[] = {CC_F_GIVEN_AND_FAMILY, CC_F_GIVEN_NO_TOWN, CC_F_SURNAME_UP,
                                     CC_F_EMAIL_FULL, CC_F_HONORIFIC};
  static const CcFeature firm[] = {CC_F_LEGAL, CC_F_ORG_ANY, CC_F_DOMAIN_WHOLE, CC_F_DOMAIN_HEAD,
                                   CC_F_DOMAIN_WORD};
  return !has_any(span, firm, G_N_ELEMENTS(firm)) && has_any(span, person, G_N_ELEMENTS(person));
}

/* A line of an address that stands under a firm. */
static gboolean is_like_place(const CcSpan *span) {
  static const CcFeature place[] = {CC_F_TOWN_ALL,        CC_F_STATE_CODE,
                                    CC_F_POSTCODE_STRONG, CC_F_STREET_AND_NUMBER,
                                    CC_F_COUNTRY_ALL,     CC_F_TOWN_AND_POSTCODE};
  return span->height <= PLACE_HEIGHT_MAX && has_any(span, place, G_N_ELEMENTS(place));
}

/* A form of law closes a firm's name; "for all your needs" does not go on with it. */
static gboolean may_go_on(const CcModels *models, const CcSpan *firm, const CcSpan *span) {
  if (cc_span_has(firm, CC_F_LEGAL) && !cc_span_is_open(models, firm, CC_ORG) &&
      !cc_tokens_have(span->tokens, CC_W_LEGAL))
    return FALSE;
  if (is_like_person(span) || is_like_place(span)) return FALSE;
  const CcToken *first = cc_token(span->tokens, 0);
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
  const CcToken *token = cc_token(span->tokens, 0);
  if (token->flags & CC_W_FREEMAIL) return TRUE;
  return span->confidence > 0 && token->letters <= SCRAP_LETTERS && !token->flags &&
         !(token->shape & CC_T_UPPER);
}

/* As many digits in a row as no name has. */
static gboolean has_number(const char *text) {
  guint run = 0;
  for (const char *p = text; *p && run < NUMBER_DIGITS; p++)
    run = g_ascii_isdigit(*p) && *p != '1' ? run + 1 : 0; /* "111" may be "III" */
  return run == NUMBER_DIGITS;
}

gboolean cc_span_is_prayer(const CcModels *models, const CcSpan *span) {
  guint n = span->tokens->len;
  if (n < 2 || cc_tokens_have(span->tokens, CC_W_ORG | CC_W_LEGAL)) return FALSE;
  const char *first = cc_token(span->tokens, 0)->fold, *last = cc_token(span->tokens, n - 1)->fold;
  g_autofree char *opening = g_strdup_printf("%s %s", first, cc_token(span->tokens, 1)->fold);
  return cc_models_lists(models, CC_LIST_INVOKED, opening) ||
         (cc_models_lists(models, CC_LIST_HOLY, first) &&
          cc_models_lists(models, CC_LIST_AMEN, last));
}

/* "kayak + e-bike hire", "3 High Street", "Broad Street", "Harrow e. V.": lists, addresses and
 * firms that no given name makes a person's. */
static gboolean is_no_name(const CcSpan *span) {
  const CcToken *last = cc_token(span->tokens, span->tokens->len - 1);
  if (strstr(span->text, " + ") || (cc_token(span->tokens, 0)->shape & CC_T_NUMBER)) return TRUE;
  if (cc_tokens_have(span->tokens, CC_W_GIVEN)) return FALSE;
  gboolean street = (last->flags & CC_W_STREET) && !(last->flags & CC_W_FAMILY);
  gboolean law = (last->flags & CC_W_LEGAL) && !(last->flags & CC_W_POSTNOMINAL);
  return span->tokens->len > 1 && (street || (law && cc_span_has(span, CC_F_LEGAL)));
}

/* A register's number is nobody's; what was hardly read is somebody only where the card or a list
 * says so. */
static gboolean may_be_name(const CcModels *models, const CcSpan *span) {
  static const CcFeature proofs[] = {
      CC_F_GIVEN_AND_FAMILY, CC_F_GIVEN_AND_OTHER,   CC_F_OTHER_AND_FAMILY, CC_F_FAMILY_AND_GIVEN,
      CC_F_GIVEN_ALONE,      CC_F_FAMILY_ALONE,      CC_F_HONORIFIC,        CC_F_EMAIL_FULL,
      CC_F_EMAIL_PART,       CC_F_INITIAL_AND_FAMILY};
  if (is_scrap(span) || has_number(span->text) || cc_span_is_prayer(models, span) ||
      is_no_name(span))
    return FALSE;
  return !cc_span_has(span, CC_F_UNREAD) || has_any(span, proofs, G_N_ELEMENTS(proofs));
}

gboolean cc_span_names_value(const CcCard *card, const CcSpan *span) {
  if (span->tokens->len > 1 || !cc_span_has(span, CC_F_COLON_AFTER) ||
      cc_span_has(span, CC_F_DOMAIN_WHOLE))
    return FALSE;
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    gboolean named = value->kind == CC_PHONE || value->kind == CC_EMAIL || value->kind == CC_URL;
    if (named && value->line == span->line && value->start > span->end) return TRUE;
  }
  return FALSE;
}

static gboolean may_be_firm(const CcSpan *span) {
  static const CcFeature proofs[] = {CC_F_LEGAL,       CC_F_ORG_ANY,     CC_F_DOMAIN_WHOLE,
                                     CC_F_DOMAIN_HEAD, CC_F_DOMAIN_WORD, CC_F_DOMAIN_NEAR};
  gboolean clear = span->confidence <= 0 || span->confidence >= FIRM_CONFIDENCE;
  if (clear && !is_scrap(span)) return TRUE;
  guint from = cc_span_has(span, CC_F_UNREAD) ? 2 : 0; /* a form of law may be rubbish, too */
  return has_any(span, proofs + from, G_N_ELEMENTS(proofs) - from);
}

/* The family name on a line of its own under the given one. */
static gboolean goes_on_as_name(const CcCard *card, int name, guint index) {
  const CcSpan *first = card->spans->pdata[name], *second = card->spans->pdata[index];
  return second->above == name && second->gap < CC_NEAR_GAP && cc_spans_alike(second, first) &&
         MIN(first->tokens->len, second->tokens->len) == 1 &&
         MAX(first->tokens->len, second->tokens->len) < NAME_WORDS &&
         !cc_span_has(first, CC_F_ORG_ANY) && !cc_span_has(second, CC_F_ORG_ANY);
}

/* "Esq.", "Prof." on a line of its own. */
static gboolean is_honours(const CcSpan *span) {
  for (guint i = 0; i < span->tokens->len; i++) {
    guint32 flags = cc_token(span->tokens, i)->flags;
    if (!(flags & (CC_W_HONORIFIC | CC_W_POSTNOMINAL)) ||
        (flags & (CC_W_FAMILY | CC_W_ORG | CC_W_TITLE)))
      return FALSE;
  }
  return TRUE;
}

/* "KBD", "MBBCh", "B.Sc": capitals, or some inside of the word. */
static gboolean is_short_form(const CcSpan *span, const CcToken *token) {
  const char *word = span->text + token->start;
  if (*word == '(') return TRUE;
  guint capitals = 0;
  for (gsize i = 0; i < token->end - token->start; i++)
    capitals += g_ascii_isupper(word[i]) ? 1 : 0;
  return capitals > 1 && token->letters <= DEGREE_LETTERS && !(token->flags & CC_W_TITLE);
}

/* "MBBCh, KBD, FRCP (Glasg)": nothing but such words, one of them a degree, parted by commas. */
static gboolean are_short_forms(const CcSpan *span) {
  gboolean degree = FALSE;
  for (guint i = 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    if (!is_short_form(span, token)) return FALSE;
    degree |= (token->flags & (CC_W_POSTNOMINAL | CC_W_STATE_CODE)) == CC_W_POSTNOMINAL;
  }
  return degree && (cc_token(span->tokens, 0)->shape & CC_T_COMMA);
}

gboolean cc_span_is_degrees(const CcSpan *span) {
  if (span->kind != CC_UNDECIDED || span->tokens->len == 0) return FALSE;
  if (are_short_forms(span)) return TRUE;
  const CcToken *first = cc_token(span->tokens, 0);
  if (is_honours(span) || !(first->flags & CC_W_POSTNOMINAL) || (first->flags & CC_W_HONORIFIC))
    return FALSE;
  guint degrees = 0;
  for (guint i = 0; i < span->tokens->len; i++)
    degrees += cc_token(span->tokens, i)->flags & CC_W_POSTNOMINAL ? 1 : 0;
  return degrees > 1 || degrees == span->tokens->len ||
         span->text[cc_token(span->tokens, 1)->start] == '(';
}

/* A letter or two of a logo may stand before what somebody is called by. */
static guint past_icon(const CcSpan *span) {
  const CcToken *first = cc_token(span->tokens, 0);
  gboolean name = first->flags & (CC_W_HONORIFIC | CC_W_GIVEN | CC_W_FAMILY | CC_W_TITLE);
  return !name && first->letters <= ICON_LETTERS && span->tokens->len > 2 ? 1 : 0;
}

gboolean cc_span_calls_person(const CcSpan *span) {
  if (span->tokens->len < 2) return FALSE;
  guint at = past_icon(span);
  const CcToken *first = cc_token(span->tokens, at), *next = cc_token(span->tokens, at + 1);
  guint32 own = CC_W_TITLE | CC_W_TITLE_MOD | CC_W_ORG | CC_W_DEPT | CC_W_GIVEN | CC_W_FAMILY;
  guint32 other = own & ~(guint32)(CC_W_GIVEN | CC_W_FAMILY);
  if (!(next->flags & (CC_W_GIVEN | CC_W_FAMILY)))
    other |= CC_W_COMMON | CC_W_FUNCTION | CC_W_POSTNOMINAL;
  gboolean honorific = (first->flags & CC_W_HONORIFIC) && !(first->flags & own) &&
                       first->letters >= 2 && (first->shape & CC_T_CAPITAL);
  return honorific && (next->shape & CC_T_CAPITAL) && !(next->flags & other);
}

gboolean cc_span_is_of_person(const CcModels *models, const CcSpan *span) {
  static const CcFeature firms[] = {CC_F_LEGAL, CC_F_ORG_ANY, CC_F_DOMAIN_WHOLE, CC_F_DOMAIN_HEAD};
  const char *first = span->tokens->len > 0 ? cc_token(span->tokens, 0)->fold : "";
  return cc_span_calls_person(span) && !cc_models_lists(models, CC_LIST_HOLY, first) &&
         !has_any(span, firms, G_N_ELEMENTS(firms));
}

/* "Overseas Sales Dept. Section 2": a department, and no word of a place. */
static gboolean is_department(const CcSpan *span) {
  const guint32 place = CC_W_STREET | CC_W_UNIT | CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY;
  return cc_tokens_have(span->tokens, CC_W_DEPT_OF) && !cc_tokens_have(span->tokens, place);
}

/* "Fax 011 49b 07": a number that was not understood. */
static gboolean is_like_phone(const CcModels *models, const CcSpan *span) {
  const CcToken *first = cc_token(span->tokens, 0);
  CcLabelWord label = cc_models_label(models, first->fold);
  return first->letters >= 3 && (label == CC_L_FAX || label == CC_L_MOBILE || label == CC_L_WORK) &&
         cc_span_has(span, CC_F_DIGITS) && !cc_span_has(span, CC_F_STREET);
}

/* Print without letters is a part of an address at most, and with these signs not even that. */
static gboolean has_sense(const CcSpan *span, CcLabel label) {
  if (label == CC_NOTE || label == CC_NOISE || !cc_span_has(span, CC_F_NO_LETTERS)) return TRUE;
  return label == CC_ADDRESS && !strpbrk(span->text, "=+*%<>");
}

/* Does the card have room for span INDEX under LABEL after STATE? */
static gboolean has_room(const CcCard *card, const CcState *state, guint index, CcLabel label) {
  const CcSpan *span = card->spans->pdata[index];
  if (!has_sense(span, label)) return FALSE;
  switch (label) {
    case CC_NAME:
      if (!may_be_name(card->models, span)) return FALSE;
      if (state->names == 0) return TRUE;
      return state->names == 1 && goes_on_as_name(card, state->name, index);
    case CC_ORG:
      if (!may_be_firm(span) || is_honours(span) || cc_span_names_value(card, span) ||
          cc_span_is_of_person(card->models, span))
        return FALSE;
      return state->orgs == 0 || (state->orgs < 3 && cc_spans_adjoin(card, index, state->org) &&
                                  may_go_on(card->models, card->spans->pdata[state->org], span));
    case CC_ADDRESS:
      if (cc_span_calls_person(span) && cc_tokens_have(span->tokens, CC_W_POSTNOMINAL))
        return FALSE;
      return !is_like_phone(card->models, span) && !is_honours(span) && !is_department(span);
    case CC_TITLE:
      return state->titles < TITLES_MAX && !is_honours(span) && !cc_span_calls_person(span);
    case CC_DEPT:
      return state->departments < DEPARTMENTS_MAX && !cc_span_names_value(card, span) &&
             !cc_span_calls_person(span);
    default:
      return TRUE;
  }
}

gboolean cc_span_is_places(const CcSpan *span) {
  guint32 wide = CC_W_STATE | CC_W_COUNTRY | CC_W_STATE_CODE;
  for (guint i = 0; i < span->tokens->len; i++)
    if (!(cc_token(span->tokens, i)->flags & (CC_W_TOWN | wide))) return FALSE;
  return span->tokens->len > 1 && cc_tokens_have(span->tokens, wide);
}

gboolean cc_span_is_trade(const CcModels *models, const CcSpan *span) {
  for (guint i = 0; i + 1 < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i), *next = cc_token(span->tokens, i + 1);
    if (cc_models_lists(models, CC_LIST_TRADE, token->fold) && (next->flags & CC_W_FUNCTION) &&
        next->letters >= 2 && (next->shape & CC_T_LOWER))
      return TRUE;
  }
  return FALSE;
}

gboolean cc_span_is_labelled_person(const CcModels *models, const CcSpan *span) {
  guint32 other = CC_W_ORG | CC_W_LEGAL | CC_W_DEPT | CC_W_DEPT_OF | CC_W_TITLE | CC_W_TITLE_MOD |
                  CC_W_STREET | CC_W_FUNCTION;
  if (span->label_word != CC_L_NAME || cc_tokens_have(span->tokens, other)) return FALSE;
  for (guint i = 0; i < span->tokens->len; i++)
    if (!(cc_token(span->tokens, i)->shape & CC_T_CAPITAL)) return FALSE;
  return may_be_name(models, span);
}

gboolean cc_span_is_no_title(const CcModels *models, const CcSpan *span) {
  /* "Your Best Partner" */
  if (cc_models_lists(models, CC_LIST_POSSESSIVE, cc_token(span->tokens, 0)->fold)) return TRUE;
  return span->label_word == CC_L_NUMBER || span->label_word == CC_L_NAME ||
         span->label_word == CC_L_NOTE || cc_span_is_trade(models, span) || cc_span_is_places(span);
}

/* A printed label, or what it says, rules out that SPAN is LABEL.  A register's number after other
 * words is a note. */
static gboolean is_ruled_out(const CcCard *card, const CcState *state, const CcSpan *span,
                             CcLabel label) {
  gboolean rest = label == CC_NOTE || label == CC_NOISE;
  if (span->label_word == CC_L_NOTE) return !rest;
  if (cc_span_is_trade(card->models, span)) return !rest && label != CC_ADDRESS;
  if (cc_span_is_labelled_person(card->models, span))
    return label != CC_NAME && (state->name < 0 || label != CC_NOTE);
  if (span->label_word == CC_L_NUMBER && (label == CC_NAME || span->start > 0)) return !rest;
  return (label == CC_TITLE || label == CC_DEPT) && cc_span_is_no_title(card->models, span);
}

gboolean cc_label_allowed(const CcCard *card, const CcState *state, guint index, CcLabel label) {
  const CcSpan *span = card->spans->pdata[index];
  if (span->handle) return label == CC_NOTE || label == CC_NOISE;
  if (cc_span_is_degrees(span) && label != CC_TITLE) return label == CC_NOTE || label == CC_NOISE;
  if (card->firm_chosen && (span->is_firm || label == CC_ORG))
    return span->is_firm && label == CC_ORG;
  if (is_ruled_out(card, state, span, label)) return FALSE;
  CcLabel open = open_above(card, state, span);
  if (open == CC_ORG && card->firm_chosen) open = CC_UNDECIDED;
  if (open == CC_UNDECIDED && !card->firm_chosen && state->orgs > 0 &&
      cc_span_is_law(card->models, span))
    open = CC_ORG;
  if (open != CC_UNDECIDED && is_ruled_out(card, state, span, open)) open = CC_UNDECIDED;
  if (open != CC_UNDECIDED && open != label && has_room(card, state, index, open)) return FALSE;
  return has_room(card, state, index, label);
}
