/* What can be seen of a span by itself: words, shapes, place.  Names of features are the keys of
 * models/weights.tsv. */
#include "fields/decide/decide.h"

#include <string.h>

/* Shorter texts stand in longer ones by chance. */
#define REPEATED_MIN 4

static void add_if(CcSpan *span, gboolean is, const char *feature) {
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

/* "name:1", "name:half", "name:all": how many of the words do. */
static void add_share(CcSpan *span, const char *name, guint n, guint words) {
  if (n == 0 || words == 0) return;
  g_autofree char *any = g_strconcat(name, ":any", NULL);
  cc_span_add(span, any);
  g_autofree char *part = g_strconcat(name,
                                      n >= words       ? ":all"
                                      : 2 * n >= words ? ":half"
                                                       : ":few",
                                      NULL);
  cc_span_add(span, part);
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
  add_if(span, from > 0, "honorific");
  add_if(span, to < span->tokens->len, "postnominal");
  if (n == 0) return;
  const CcToken *first = cc_token(span->tokens, from), *last = cc_token(span->tokens, to - 1);
  gboolean shape = shaped == n && n >= 2 && n <= 5;
  gboolean given = (first->flags & CC_W_GIVEN) != 0, family = (last->flags & CC_W_FAMILY) != 0;
  gboolean plain =
      !((first->flags | last->flags) & (CC_W_TITLE | CC_W_ORG | CC_W_DEPT | CC_W_COMMON));
  add_if(span, shape, "name-shape");
  add_if(span, shape && given && family, "given+family");
  add_if(span, shape && given && !family, "given+other");
  add_if(span, shape && !given && family, "other+family");
  add_if(span, shape && (last->flags & CC_W_GIVEN) && (first->flags & CC_W_FAMILY) && !given,
         "family+given");
  add_if(span, shape && given && !(first->flags & CC_W_TOWN), "given-no-town");
  add_if(span, shape && (first->shape & CC_T_INITIAL) && family, "initial+family");
  add_if(span, n == 3 && (cc_token(span->tokens, from + 1)->shape & CC_T_INITIAL),
         "middle-initial");
  add_if(span, shape && plain, "name-plain");
  gboolean surname =
      (last->shape & CC_T_UPPER) && last->letters >= 3 && !(last->flags & CC_W_LEGAL);
  add_if(span, shape && surname && !(first->shape & CC_T_UPPER), "surname-up");
  add_if(span, n == 1 && given, "given-alone");
  add_if(span, n == 1 && family && !given, "family-alone");
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
  add_if(span, code == CC_POSTCODE_STRONG, "postcode-strong");
  add_if(span, code == CC_POSTCODE_WEAK, "postcode-weak");
  add_if(span, number, "house-number");
  add_if(span, street > 0, "street");
  add_if(span, street > 0 && number, "street+number");
  add_if(span, (count_flags(span, CC_W_UNIT) > 0) && number, "unit+number");
  add_if(span, number && g_ascii_isdigit(span->text[0]), "number-first");
  add_share(span, "town", town, words);
  add_if(span, town > 0 && code != CC_POSTCODE_NONE, "town+postcode");
  add_if(span, count_flags(span, CC_W_STATE) > 0, "state");
  add_if(span, count_flags(span, CC_W_STATE_CODE) > 0 && (town > 0 || number), "state-code");
  add_share(span, "country", count_flags(span, CC_W_COUNTRY), words);
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
  add_share(span, "title", count_flags(span, CC_W_TITLE), words);
  add_share(span, "title-or-mod", count_flags(span, CC_W_TITLE | CC_W_TITLE_MOD | CC_W_FUNCTION),
            words);
  add_share(span, "dept", count_flags(span, CC_W_DEPT), words);
  add_share(span, "org", count_flags(span, CC_W_ORG), words);
  add_share(span, "common", count_flags(span, CC_W_COMMON), words);
  add_share(span, "function", count_function_words(span), words);
  add_if(span, (first->flags & CC_W_TITLE) != 0, "title-first");
  gboolean of = span->tokens->len > 2 && (cc_token(span->tokens, 1)->flags & CC_W_FUNCTION);
  add_if(span, of && (first->flags & CC_W_TITLE), "title-of");
  add_if(span, (last->flags & CC_W_TITLE) != 0, "title-last");
  add_if(span, (last->flags & CC_W_ORG) != 0, "org-last");
  add_if(span, (first->flags & CC_W_ORG) != 0, "org-first");
  add_if(span, (first->flags & CC_W_DEPT_OF) != 0, "dept-first");
  add_if(span, (last->flags & CC_W_DEPT) != 0, "dept-last");
  add_if(span, has_legal(span), "legal");
  guint known = count_flags(span, ~0u);
  add_if(span, known == 0, "unknown:all");
  add_if(span, known > 0 && known < words, "unknown:some");
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
  add_share(span, "strange", strange, words);
  add_share(span, "odd-word", odd, words);
  const char *after = (char *)card->texts->pdata[span->line] + span->end;
  add_if(span, *after == ':', "colon-after");
  add_if(span, is_about_years(span), "years");
}

/* ---- shape and place ---------------------------------------------------------------------- */

static void add_shape_features(CcSpan *span, const char *line, guint words) {
  static const char *const counts[] = {"words:0", "words:1", "words:2", "words:3",
                                       "words:4", "words:5", "words:6", "words:7"};
  cc_span_add(span, counts[MIN(words, 7)]);
  guint upper = count_shape(span, CC_T_UPPER), capital = count_shape(span, CC_T_CAPITAL);
  cc_span_add(span, words > 0 && upper + count_shape(span, CC_T_INITIAL) >= words && upper > 0
                        ? "case:upper"
                    : capital >= words ? "case:title"
                    : capital == 0     ? "case:lower"
                    : (cc_token(span->tokens, 0)->shape & CC_T_CAPITAL) && capital == 1
                        ? "case:sentence"
                        : "case:mixed");
  add_if(span, count_shape(span, CC_T_DIGIT) > 0, "digits");
  add_if(span, words == 0, "no-letters");
  add_if(span, strchr(span->text, '&') != NULL, "ampersand");
  add_if(span, strchr(span->text, ',') != NULL, "comma");
  gsize length = strlen(span->text);
  add_if(span, words > 3 && span->text[length - 1] == '.', "ends-with-point");
  add_if(span, strpbrk(span->text, "!?\"") || strstr(span->text, "“") || strstr(span->text, "„"),
         "exclaims");
  guint signs = 0, line_signs = 0;
  for (const char *p = span->text; *p; p++)
    if (strchr("|_=~<>{}[]\\^*$%;", *p)) signs++;
  for (const char *p = line; *p; p++)
    if (strchr("_=~<>{}\\^$;", *p)) line_signs++;
  add_if(span, signs > 0, "odd-signs");
  add_if(span, signs == 0 && line_signs > 0, "odd-line");
  add_if(span, length <= 3, "short");
  add_if(span, span->handle, "handle");
  guint small = 0;
  for (guint i = 0; i < span->tokens->len; i++)
    if (cc_token(span->tokens, i)->letters <= 2 &&
        !(cc_token(span->tokens, i)->flags & (CC_W_PARTICLE | CC_W_FUNCTION)))
      small++;
  add_if(span, span->tokens->len >= 2 && small * 2 > span->tokens->len, "small-words");
}

/* How surely it was read; short words are read surely where there are none. */
static void add_reading_features(CcSpan *span) {
  double c = span->confidence;
  if (c <= 0) return;
  gboolean brief = g_utf8_strlen(span->text, -1) <= 5;
  const char *feature = c < 0.4 ? "unread" : c < 0.55 ? "doubtful" : c < 0.75 ? "unsure" : "hazy";
  if (c >= 0.85) return;
  cc_span_add(span, feature);
  g_autofree char *both = g_strconcat(feature, "+brief", NULL);
  add_if(span, brief, both);
}

static void add_place_features(const CcCard *card, CcSpan *span, guint index, double largest) {
  cc_span_add(span, span->height < 0.45   ? "height:tiny"
                    : span->height < 0.8  ? "height:small"
                    : span->height < 1.15 ? "height:usual"
                    : span->height < 1.5  ? "height:large"
                    : span->height < 2.2  ? "height:larger"
                                          : "height:huge");
  add_if(span, largest > 1.15 && span->height >= 0.97 * largest, "height:largest");
  add_if(span, span->stroke > 1.25, "bold");
  add_reading_features(span);
  double y = card->input->height > 0 ? (span->box.y + span->box.h / 2.0) / card->input->height
                                     : (index + 0.5) / card->spans->len;
  cc_span_add(span, y < 0.33 ? "place:top" : y < 0.67 ? "place:middle" : "place:bottom");
  add_if(span, index == 0, "place:first");
  add_if(span, index + 1 == card->spans->len, "place:last");
  static const char *const labels[] = {
      NULL,           NULL,         NULL,        NULL, NULL, NULL, NULL, NULL, "label:address",
      "label:number", "label:note", "label:name"};
  if (span->label < G_N_ELEMENTS(labels) && labels[span->label])
    cc_span_add(span, labels[span->label]);
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
    cc_span_add(span, "bias");
    add_name_features(span);
    cc_proof_features(card, span);
    add_word_features(span, words);
    add_spelling_features(card, span, words);
    add_address_features(card, span, words);
    add_shape_features(span, card->texts->pdata[span->line], words);
    add_place_features(card, span, i, largest);
    add_if(span, is_repeated(card, i), "repeated");
    const CcLearned *learned = cc_models_learned(card->models);
    add_if(span, learned && cc_learned_firm(learned, span->text), CC_LEARNED_FIRM);
  }
}
