/* What can be seen of a span: words, shapes, place, and what the card says twice. */
#include "fields/decide/decide.h"

#include <string.h>

/* Shorter texts stand in longer ones by chance. */
#define REPEATED_MIN 4
#define BRIEF_MAX 5 /* letters of a text that is read surely where there is none */
/* Lines of print as large as this share of the largest are as large; there is a largest when it is
 * larger than this, in heights of the usual print.  By hand, as the steps. */
#define LARGEST_SHARE 0.97
#define LARGEST_MIN 1.15
#define BOLD_MIN 1.25 /* of the usual stroke */

/* The feature of a value below BELOW; the last has no end. */
typedef struct {
  double below;
  CcFeature feature;
} Step;

/* In heights of the usual print, */
static const Step heights[] = {{0.45, CC_F_HEIGHT_TINY},  {0.8, CC_F_HEIGHT_SMALL},
                               {1.15, CC_F_HEIGHT_USUAL}, {1.5, CC_F_HEIGHT_LARGE},
                               {2.2, CC_F_HEIGHT_LARGER}, {G_MAXDOUBLE, CC_F_HEIGHT_HUGE}};
/* in shares of the card's height from its top, */
static const Step places[] = {
    {0.33, CC_F_PLACE_TOP}, {0.67, CC_F_PLACE_MIDDLE}, {G_MAXDOUBLE, CC_F_PLACE_BOTTOM}};
/* and in the OCR's confidence, of what it did not read surely. */
static const Step certainties[] = {
    {0.4, CC_F_UNREAD}, {0.55, CC_F_DOUBTFUL}, {0.75, CC_F_UNSURE}, {G_MAXDOUBLE, CC_F_HAZY}};
#define SURE_CERTAINTY 0.85

static CcFeature step_of(const Step *steps, double value) {
  while (value >= steps->below)
    steps++;
  return steps->feature;
}

static void add_if(CcSpan *span, gboolean is, CcFeature feature) {
  if (is) cc_span_add(span, feature);
}

static guint count_flags(const CcSpan *span, guint32 flags) {
  guint n = 0;
  for (guint i = 0; i < span->tokens->len; i++)
    if (cc_token(span->tokens, i)->flags & flags) n++;
  return n;
}

static guint count_shape(const CcSpan *span, guint32 shape) {
  guint n = 0;
  for (guint i = 0; i < span->tokens->len; i++)
    if (cc_token(span->tokens, i)->shape & shape) n++;
  return n;
}

static guint count_words(const CcSpan *span) {
  guint n = 0;
  for (guint i = 0; i < span->tokens->len; i++)
    if (cc_token(span->tokens, i)->letters > 0) n++;
  return n;
}

/* The features of a SHARE: that any of the words do, and how many.  ANY is the first of its four.
 */
static void add_share(CcSpan *span, CcFeature any, guint n, guint words) {
  if (n == 0 || words == 0) return;
  guint few = any + 1, half = any + 2, all = any + 3;
  cc_span_add(span, any);
  cc_span_add(span, n >= words ? all : 2 * n >= words ? half : few);
}

/* ---- names -------------------------------------------------------------------------------- */

static gboolean is_name_word(const CcToken *token) {
  if (token->shape & CC_T_DIGIT) return FALSE;
  if (token->flags & (CC_W_PARTICLE | CC_W_HONORIFIC | CC_W_POSTNOMINAL)) return TRUE;
  return token->letters > 0 && (token->shape & CC_T_CAPITAL);
}

/* "Dr.", "Mr", "B.Sc.": a word before the name. */
static gboolean opens_name(const CcToken *token) {
  gboolean pointed = (token->shape & CC_T_POINT) != 0;
  if (token->flags & CC_W_HONORIFIC) return pointed || !(token->flags & CC_W_GIVEN);
  return (token->flags & CC_W_POSTNOMINAL) && pointed && !(token->shape & CC_T_INITIAL);
}

/* The words that are neither honorific nor post-nominal: FROM..TO. */
static void name_core(const CcSpan *span, guint *from, guint *to) {
  *from = 0;
  *to = span->tokens->len;
  while (*from + 1 < *to && opens_name(cc_token(span->tokens, *from)))
    ++*from;
  while (*to > *from + 1) {
    const CcToken *last = cc_token(span->tokens, *to - 1),
                  *before = cc_token(span->tokens, *to - 2);
    gboolean marked = (before->shape & CC_T_COMMA) || (last->shape & (CC_T_UPPER | CC_T_POINT)) ||
                      !(last->flags & CC_W_FAMILY);
    if (!(last->flags & CC_W_POSTNOMINAL) || !marked) break;
    --*to;
  }
}

static void add_name_features(CcSpan *span) {
  guint from, to, shaped = 0;
  name_core(span, &from, &to);
  guint n = to - from;
  for (guint i = from; i < to; i++)
    if (is_name_word(cc_token(span->tokens, i))) shaped++;
  add_if(span, from > 0, CC_F_HONORIFIC);
  add_if(span, to < span->tokens->len, CC_F_POSTNOMINAL);
  if (n == 0) return;
  const CcToken *first = cc_token(span->tokens, from), *last = cc_token(span->tokens, to - 1);
  gboolean shape = shaped == n && n >= 2 && n <= 5;
  gboolean given = (first->flags & CC_W_GIVEN) != 0, family = (last->flags & CC_W_FAMILY) != 0;
  gboolean plain =
      !((first->flags | last->flags) & (CC_W_TITLE | CC_W_ORG | CC_W_DEPT | CC_W_COMMON));
  add_if(span, shape, CC_F_NAME_SHAPE);
  add_if(span, shape && given && family, CC_F_GIVEN_AND_FAMILY);
  add_if(span, shape && given && !family, CC_F_GIVEN_AND_OTHER);
  add_if(span, shape && !given && family, CC_F_OTHER_AND_FAMILY);
  add_if(span, shape && (last->flags & CC_W_GIVEN) && (first->flags & CC_W_FAMILY) && !given,
         CC_F_FAMILY_AND_GIVEN);
  add_if(span, shape && given && !(first->flags & CC_W_TOWN), CC_F_GIVEN_NO_TOWN);
  add_if(span, shape && (first->shape & CC_T_INITIAL) && family, CC_F_INITIAL_AND_FAMILY);
  add_if(span, n == 3 && (cc_token(span->tokens, from + 1)->shape & CC_T_INITIAL),
         CC_F_MIDDLE_INITIAL);
  add_if(span, shape && plain, CC_F_NAME_PLAIN);
  gboolean surname =
      (last->shape & CC_T_UPPER) && last->letters >= 3 && !(last->flags & CC_W_LEGAL);
  add_if(span, shape && surname && !(first->shape & CC_T_UPPER), CC_F_SURNAME_UP);
  add_if(span, n == 1 && given, CC_F_GIVEN_ALONE);
  add_if(span, n == 1 && family && !given, CC_F_FAMILY_ALONE);
}

static void add_proof_features(const CcCard *card, CcSpan *span) {
  static const struct {
    CcProof proof;
    CcFeature feature;
  } proofs[] = {
      {CC_P_EMAIL_FULL, CC_F_EMAIL_FULL},           {CC_P_EMAIL_PART, CC_F_EMAIL_PART},
      {CC_P_EMAIL_FIRM, CC_F_EMAIL_FIRM},           {CC_P_DOMAIN_WHOLE, CC_F_DOMAIN_WHOLE},
      {CC_P_DOMAIN_HEAD, CC_F_DOMAIN_HEAD},         {CC_P_DOMAIN_WORD, CC_F_DOMAIN_WORD},
      {CC_P_DOMAIN_INITIALS, CC_F_DOMAIN_INITIALS}, {CC_P_DOMAIN_NEAR, CC_F_DOMAIN_NEAR}};
  guint32 proof = cc_proof_of(card, span);
  for (guint i = 0; i < G_N_ELEMENTS(proofs); i++)
    add_if(span, proof & proofs[i].proof, proofs[i].feature);
}

/* ---- words -------------------------------------------------------------------------------- */

/* A form of law closes a firm's name, and is no other word of the line. */
static gboolean has_legal(const CcSpan *span) {
  for (guint i = 1; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    gboolean closes = i + 1 == span->tokens->len || (token->shape & CC_T_COMMA) ||
                      (cc_token(span->tokens, i + 1)->flags & (CC_W_LEGAL | CC_W_COUNTRY)) ||
                      strcmp(cc_token(span->tokens, i + 1)->fold, "&") == 0;
    gboolean form = (token->shape & (CC_T_UPPER | CC_T_POINT)) || token->letters >= 3 ||
                    (token->shape & CC_T_CAPITAL);
    if ((token->flags & CC_W_LEGAL) && closes && form) return TRUE;
  }
  return FALSE;
}

static gboolean has_house_number(const CcSpan *span) {
  for (guint i = 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    if ((token->shape & CC_T_DIGIT) && strlen(token->fold) <= 6) return TRUE;
  }
  return FALSE;
}

static void add_address_features(const CcCard *card, CcSpan *span, guint words) {
  gsize start, end;
  char country[3];
  CcPostcodeKind code =
      cc_postcode_find(card->models, span->text, card->region, &start, &end, country);
  guint street = count_flags(span, CC_W_STREET), town = count_flags(span, CC_W_TOWN);
  gboolean number = has_house_number(span);
  add_if(span, code == CC_POSTCODE_STRONG, CC_F_POSTCODE_STRONG);
  add_if(span, code == CC_POSTCODE_WEAK, CC_F_POSTCODE_WEAK);
  add_if(span, number, CC_F_HOUSE_NUMBER);
  add_if(span, street > 0, CC_F_STREET);
  add_if(span, street > 0 && number, CC_F_STREET_AND_NUMBER);
  add_if(span, (count_flags(span, CC_W_UNIT) > 0) && number, CC_F_UNIT_AND_NUMBER);
  add_if(span, number && g_ascii_isdigit(span->text[0]), CC_F_NUMBER_FIRST);
  add_share(span, CC_F_TOWN_ANY, town, words);
  add_if(span, town > 0 && code != CC_POSTCODE_NONE, CC_F_TOWN_AND_POSTCODE);
  add_if(span, count_flags(span, CC_W_STATE) > 0, CC_F_STATE);
  add_if(span, count_flags(span, CC_W_STATE_CODE) > 0 && (town > 0 || number), CC_F_STATE_CODE);
  add_share(span, CC_F_COUNTRY_ANY, count_flags(span, CC_W_COUNTRY), words);
}

/* Particles stand in names, too. */
static guint count_function_words(const CcSpan *span) {
  guint n = 0;
  for (guint i = 0; i < span->tokens->len; i++) {
    guint32 flags = cc_token(span->tokens, i)->flags;
    if ((flags & CC_W_FUNCTION) && !(flags & CC_W_PARTICLE)) n++;
  }
  return n;
}

static void add_word_features(CcSpan *span, guint words) {
  const CcToken *first = cc_token(span->tokens, 0),
                *last = cc_token(span->tokens, span->tokens->len - 1);
  add_share(span, CC_F_TITLE_ANY, count_flags(span, CC_W_TITLE), words);
  add_share(span, CC_F_TITLE_OR_MOD_ANY,
            count_flags(span, CC_W_TITLE | CC_W_TITLE_MOD | CC_W_FUNCTION), words);
  add_share(span, CC_F_DEPT_ANY, count_flags(span, CC_W_DEPT), words);
  add_share(span, CC_F_ORG_ANY, count_flags(span, CC_W_ORG), words);
  add_share(span, CC_F_COMMON_ANY, count_flags(span, CC_W_COMMON), words);
  add_share(span, CC_F_FUNCTION_ANY, count_function_words(span), words);
  add_if(span, (first->flags & CC_W_TITLE) != 0, CC_F_TITLE_FIRST);
  gboolean of = span->tokens->len > 2 && (cc_token(span->tokens, 1)->flags & CC_W_FUNCTION);
  add_if(span, of && (first->flags & CC_W_TITLE), CC_F_TITLE_OF);
  add_if(span, (last->flags & CC_W_TITLE) != 0, CC_F_TITLE_LAST);
  add_if(span, (last->flags & CC_W_ORG) != 0, CC_F_ORG_LAST);
  add_if(span, (first->flags & CC_W_ORG) != 0, CC_F_ORG_FIRST);
  add_if(span, (first->flags & CC_W_DEPT_OF) != 0, CC_F_DEPT_FIRST);
  add_if(span, (last->flags & CC_W_DEPT) != 0, CC_F_DEPT_LAST);
  add_if(span, has_legal(span), CC_F_LEGAL);
  guint known = count_flags(span, ~0u);
  add_if(span, known == 0, CC_F_UNKNOWN_ALL);
  add_if(span, known > 0 && known < words, CC_F_UNKNOWN_SOME);
}

/* A small letter before a capital, a sign inside: "CsE", "SONN]", "Gold<mitt". */
static gboolean is_odd_word(const char *text, const CcToken *token) {
  gboolean mac = g_str_has_prefix(token->fold, "mc") || g_str_has_prefix(token->fold, "mac");
  gunichar before = 0;
  guint humps = 0, signs = 0;
  for (const char *p = text + token->start; p < text + token->end; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_islower(before) && g_unichar_isupper(c)) humps++;
    if (c < 128 && strchr("<>{}[]|\\=~^*;?_$%", (int)c)) signs++;
    before = c;
  }
  return signs > 0 || (humps > 0 && !mac && token->letters <= 4);
}

/* "Since 1955", "1955 - Present". */
static gboolean is_about_years(const CcSpan *span) {
  guint years = 0;
  for (guint i = 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    gint64 number = g_ascii_strtoll(token->fold, NULL, 10);
    if ((token->shape & CC_T_NUMBER) && number >= 1700 && number < 2100)
      years++;
    else if (token->flags & (CC_W_STREET | CC_W_TOWN | CC_W_UNIT | CC_W_STATE))
      return FALSE;
  }
  return years > 0 && span->tokens->len <= 4;
}

static void add_spelling_features(const CcCard *card, CcSpan *span, guint words) {
  guint strange = 0, odd = 0;
  for (guint i = 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    odd += !(token->flags & CC_W_LEGAL) && is_odd_word(span->text, token) ? 1 : 0;
    if (token->letters >= 3 && !token->flags && !(token->shape & CC_T_DIGIT))
      strange += cc_models_strange(card->models, token->fold) ? 1 : 0;
  }
  add_share(span, CC_F_STRANGE_ANY, strange, words);
  add_share(span, CC_F_ODD_WORD_ANY, odd, words);
  const char *after = (char *)card->texts->pdata[span->line] + span->end;
  add_if(span, *after == ':', CC_F_COLON_AFTER);
  add_if(span, is_about_years(span), CC_F_YEARS);
}

/* ---- shape and place ---------------------------------------------------------------------- */

static void add_shape_features(CcSpan *span, const char *line, guint words) {
  cc_span_add(span, CC_F_WORDS_0 + MIN(words, 7));
  guint upper = count_shape(span, CC_T_UPPER), capital = count_shape(span, CC_T_CAPITAL);
  cc_span_add(span, words > 0 && upper + count_shape(span, CC_T_INITIAL) >= words && upper > 0
                        ? CC_F_CASE_UPPER
                    : capital >= words ? CC_F_CASE_TITLE
                    : capital == 0     ? CC_F_CASE_LOWER
                    : (cc_token(span->tokens, 0)->shape & CC_T_CAPITAL) && capital == 1
                        ? CC_F_CASE_SENTENCE
                        : CC_F_CASE_MIXED);
  add_if(span, count_shape(span, CC_T_DIGIT) > 0, CC_F_DIGITS);
  add_if(span, words == 0, CC_F_NO_LETTERS);
  add_if(span, strchr(span->text, '&') != NULL, CC_F_AMPERSAND);
  add_if(span, strchr(span->text, ',') != NULL, CC_F_COMMA);
  gsize length = strlen(span->text);
  add_if(span, words > 3 && span->text[length - 1] == '.', CC_F_ENDS_WITH_POINT);
  add_if(span, strpbrk(span->text, "!?\"") || strstr(span->text, "“") || strstr(span->text, "„"),
         CC_F_EXCLAIMS);
  guint signs = 0, line_signs = 0;
  for (const char *p = span->text; *p; p++)
    if (strchr("|_=~<>{}[]\\^*$%;", *p)) signs++;
  for (const char *p = line; *p; p++)
    if (strchr("_=~<>{}\\^$;", *p)) line_signs++;
  add_if(span, signs > 0, CC_F_ODD_SIGNS);
  add_if(span, signs == 0 && line_signs > 0, CC_F_ODD_LINE);
  add_if(span, length <= 3, CC_F_SHORT);
  add_if(span, span->handle, CC_F_HANDLE);
  guint small = 0;
  for (guint i = 0; i < span->tokens->len; i++)
    if (cc_token(span->tokens, i)->letters <= 2 &&
        !(cc_token(span->tokens, i)->flags & (CC_W_PARTICLE | CC_W_FUNCTION)))
      small++;
  add_if(span, span->tokens->len >= 2 && small * 2 > span->tokens->len, CC_F_SMALL_WORDS);
}

/* How surely it was read; short words are read surely where there are none. */
static void add_reading_features(CcSpan *span) {
  if (span->confidence <= 0 || span->confidence >= SURE_CERTAINTY) return;
  CcFeature feature = step_of(certainties, span->confidence);
  cc_span_add(span, feature);
  /* That of a BRIEF stands after it. */
  add_if(span, g_utf8_strlen(span->text, -1) <= BRIEF_MAX, feature + 1);
}

static void add_place_features(const CcCard *card, CcSpan *span, guint index, double largest) {
  cc_span_add(span, step_of(heights, span->height));
  add_if(span, largest > LARGEST_MIN && span->height >= LARGEST_SHARE * largest,
         CC_F_HEIGHT_LARGEST);
  add_if(span, span->stroke > BOLD_MIN, CC_F_BOLD);
  add_reading_features(span);
  double y = card->input->height > 0 ? (span->box.y + span->box.h / 2.0) / card->input->height
                                     : (index + 0.5) / card->spans->len;
  cc_span_add(span, step_of(places, y));
  add_if(span, index == 0, CC_F_PLACE_FIRST);
  add_if(span, index + 1 == card->spans->len, CC_F_PLACE_LAST);
  add_if(span, span->label_word == CC_L_ADDRESS, CC_F_LABEL_ADDRESS);
  add_if(span, span->label_word == CC_L_NUMBER, CC_F_LABEL_NUMBER);
  add_if(span, span->label_word == CC_L_NOTE, CC_F_LABEL_NOTE);
  add_if(span, span->label_word == CC_L_NAME, CC_F_LABEL_NAME);
}

static double largest_height(const CcCard *card) {
  double largest = 0;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (span->kind == CC_UNDECIDED && strlen(span->text) > 3) largest = MAX(largest, span->height);
  }
  return largest;
}

/* What is the whole or a part of another line's text: a logo that the firm's line repeats. */
static gboolean is_repeated(const CcCard *card, guint index) {
  const CcSpan *span = card->spans->pdata[index];
  g_autofree char *slug = cc_slug(span->text);
  if (strlen(slug) < REPEATED_MIN) return FALSE;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *other = card->spans->pdata[i];
    if (i == index || other->kind != CC_UNDECIDED) continue;
    g_autofree char *whole = cc_slug(other->text);
    if (strstr(whole, slug) && (strlen(whole) > strlen(slug) || i < index)) return TRUE;
  }
  return FALSE;
}

void cc_features_make(CcCard *card) {
  double largest = largest_height(card);
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->kind != CC_UNDECIDED || span->tokens->len == 0) continue;
    guint words = count_words(span);
    cc_span_add(span, CC_F_BIAS);
    add_name_features(span);
    add_proof_features(card, span);
    add_word_features(span, words);
    add_spelling_features(card, span, words);
    add_address_features(card, span, words);
    add_shape_features(span, card->texts->pdata[span->line], words);
    add_place_features(card, span, i, largest);
    add_if(span, is_repeated(card, i), CC_F_REPEATED);
    const CcLearned *learned = cc_models_learned(card->models);
    add_if(span, learned && cc_learned_firm(learned, span->text), CC_F_LEARNED_FIRM);
  }
  cc_context_features(card);
}
