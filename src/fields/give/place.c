/* Which spans say a place, whatever they were decided as: told by their words and signs. */
#include "fields/give/give.h"

#include <string.h>

/* A number of this many digits is no house's. */
#define NUMBER_DIGITS 4
/* A postcode of this many signs is not told by its town alone. */
#define LONG_POSTCODE 5
/* More digits than any postcode has. */
#define POSTCODE_DIGITS_MAX 8
/* Digits of a group of a number that is none of a house. */
#define GROUP_DIGITS 3
/* A line with so many of one sign is a list. */
#define LIST_SIGNS 3

static gsize postcode_in(const CcCard *card, const char *text) {
  gsize start, end;
  char country[3];
  CcPostcodeKind kind = cc_postcode_find(card->models, text, card->region, &start, &end, country);
  return kind == CC_POSTCODE_NONE ? 0 : end - start;
}

gboolean cc_span_has_postcode(const CcCard *card, const CcSpan *span) {
  return cc_span_has(span, CC_F_POSTCODE_STRONG) || cc_span_has(span, CC_F_TOWN_AND_POSTCODE) ||
         (*card->region && postcode_in(card, span->text) >= LONG_POSTCODE);
}

gboolean cc_span_opens_with_postcode(const CcCard *card, const CcSpan *span) {
  gsize start, end;
  char country[3];
  return cc_postcode_find(card->models, span->text, card->region, &start, &end, country) !=
             CC_POSTCODE_NONE &&
         start == 0;
}

/* "1988 ~ Present": years are no part of an address. */
static gboolean is_time(const CcSpan *span) {
  return cc_span_has(span, CC_F_YEARS) && cc_span_has(span, CC_F_ODD_SIGNS) &&
         !cc_span_has(span, CC_F_STREET) && !cc_span_has(span, CC_F_POSTCODE_STRONG);
}

static gboolean has_list_word(const CcCard *card, const CcSpan *span, CcList list) {
  for (guint i = 0; i < span->tokens->len; i++)
    if (cc_models_lists(card->models, list, cc_token(span->tokens, i)->fold)) return TRUE;
  return FALSE;
}

/* "7h", "6h30": TEXT goes on so after a number. */
static gboolean is_short_hour(const char *text) {
  return *text == 'h' && !g_unichar_isalpha(g_utf8_get_char(text + 1));
}

/* "8am-6pm", "10.30 am", "7h": a time of the day; "5 am See" is none. */
static gboolean has_hour(const CcSpan *span) {
  for (const char *p = strpbrk(span->text, "0123456789"); p; p = strpbrk(p, "0123456789")) {
    if (cc_time_range_at(p) > 0 || cc_is_hours(p)) return TRUE;
    p += strspn(p, "0123456789:.");
    if (is_short_hour(p)) return TRUE;
    const char *half = p + strspn(p, " ");
    gboolean hour =
        g_ascii_strncasecmp(half, "am", 2) == 0 || g_ascii_strncasecmp(half, "pm", 2) == 0;
    const char *after = hour ? half + 2 + strspn(half + 2, " ") : half;
    if (hour && !g_unichar_isalpha(g_utf8_get_char(after))) return TRUE;
  }
  return FALSE;
}

/* "(Ada Beck)", "(5 lines)": a remark. */
static gboolean is_bracketed(const char *text) {
  gsize length = strlen(text);
  return length > 2 && text[0] == '(' && text[length - 1] == ')' && !strchr(text + 1, '(');
}

static guint count(const char *text, gboolean letters) {
  guint n = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    n += (letters ? g_unichar_isalpha(c) : g_unichar_isdigit(c)) ? 1 : 0;
  }
  return n;
}

/* Has a word of three letters or more of FLAGS: "no", "al" and "st" are too many things. */
static gboolean has_word(const CcSpan *span, guint32 flags) {
  for (guint i = 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    if ((token->flags & flags) && token->letters > 2) return TRUE;
  }
  return FALSE;
}

/* "R. Lift, 24": after the letter that may be a label comes a word. */
static gboolean has_other_word(const CcCard *card, const CcSpan *span) {
  if (cc_token(span->tokens, 0)->letters > 1) return FALSE;
  for (guint i = 1; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    gboolean word = token->letters > 2 && (token->shape & CC_T_CAPITAL);
    if (word && !cc_models_label(card->models, token->fold)) return TRUE;
  }
  return FALSE;
}

/* "Ext. : 2174", "Reg. No.: B-0180", "to 18": a label, and a number that is no house's. */
static gboolean is_number(const CcCard *card, const CcSpan *span) {
  guint digits = count(span->text, FALSE), letters = count(span->text, TRUE);
  const CcToken *first = cc_token(span->tokens, 0);
  CcLabelWord label = cc_models_label(card->models, first->fold);
  if (letters == 0) return digits >= NUMBER_DIGITS && !postcode_in(card, span->text);
  gboolean labelled = (label != CC_L_NONE && label != CC_L_ADDRESS) ||
                      (first->shape & CC_T_LOWER && first->flags & CC_W_FUNCTION);
  gboolean brief = span->tokens->len <= 3 || (label == CC_L_NUMBER && first->letters > 2);
  if (labelled && brief && letters <= 8 && !has_other_word(card, span)) return TRUE;
  const char *colon = strchr(span->text, ':');
  return colon && count(colon, FALSE) >= NUMBER_DIGITS && count(colon, TRUE) <= count(colon, FALSE);
}

static gboolean is_degree_token(const CcToken *token) {
  return (token->flags & CC_W_POSTNOMINAL) && !(token->flags & CC_W_STATE_CODE);
}

/* "Aeronautics, M.Sc", "BDS, MDS (Orthodontics)": a degree closes it, or two open it. */
static gboolean is_degree(const CcSpan *span) {
  guint n = span->tokens->len;
  if (n < 2) return FALSE;
  const CcToken *first = cc_token(span->tokens, 0), *last = cc_token(span->tokens, n - 1);
  gboolean closes = is_degree_token(last) && (cc_token(span->tokens, n - 2)->shape & CC_T_COMMA);
  return closes || ((first->shape & CC_T_COMMA) && is_degree_token(first) &&
                    is_degree_token(cc_token(span->tokens, 1)));
}

/* "Peak Climbing + Rafting + Tents + Guides": what somebody offers; of one sign so many. */
static gboolean is_list(const char *text) {
  static const char *const signs[] = {" + ", " — ", " – ", " - ", " * ", " • ", " ~ ", " · "};
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
    guint n = 0;
    for (const char *p = strstr(text, signs[i]); p; p = strstr(p + 1, signs[i]))
      n++;
    if (n >= LIST_SIGNS) return TRUE;
  }
  return FALSE;
}

/* "Av. Paulista, 900 - Bela Vista - Santos - SP" */
static gboolean opens_with_street(const CcSpan *span) {
  return (cc_token(span->tokens, 0)->flags & CC_W_STREET) != 0;
}

/* "Ada Beck, clerk": a title, and no number. */
static gboolean is_of_title(const CcCard *card, const CcSpan *span) {
  return cc_tokens_have(span->tokens, CC_W_TITLE) && count(span->text, FALSE) == 0 &&
         !cc_tokens_have(span->tokens, CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY) &&
         !cc_span_says_place(card, span);
}

/* "/ 159 8961 0437 (PRC)", "47° 03' 42\" N": digits of something else. */
static gboolean is_of_digits(const CcSpan *span) {
  guint digits = count(span->text, FALSE);
  gboolean degrees = strstr(span->text, "°") && strpbrk(span->text, "'\"");
  guint groups = 0; /* a house's "8-2-350/5" has shorter ones */
  for (const char *p = span->text; *p; p += MAX(strspn(p, "0123456789"), 1))
    groups += strspn(p, "0123456789") >= GROUP_DIGITS ? 1 : 0;
  return degrees ||
         (groups > 1 && digits > POSTCODE_DIGITS_MAX && count(span->text, TRUE) < digits);
}

gboolean cc_span_says_place(const CcCard *card, const CcSpan *span) {
  if (!span->tokens) return FALSE;
  if (cc_span_only_places(span) || has_list_word(card, span, CC_LIST_LANDMARK)) return TRUE;
  if (cc_span_has_postcode(card, span)) return TRUE;
  gboolean other = cc_tokens_have(span->tokens, CC_W_ORG | CC_W_DEPT | CC_W_TITLE);
  return has_word(span, CC_W_STREET | CC_W_UNIT) && (!other || count(span->text, FALSE) > 0);
}

gboolean cc_span_only_places(const CcSpan *span) {
  if (!span->tokens || span->tokens->len == 0) return FALSE;
  for (guint i = 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    guint32 place = CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY | CC_W_STATE_CODE;
    if (!(token->flags & place) && !(token->shape & CC_T_SIGN)) return FALSE;
  }
  return TRUE;
}

gboolean cc_span_is_hours(const CcCard *card, const CcSpan *span) {
  return has_list_word(card, span, CC_LIST_OPENING) || has_hour(span);
}

gboolean cc_span_is_no_place(const CcCard *card, const CcSpan *span) {
  if (!span->tokens || span->tokens->len == 0 || is_time(span)) return TRUE;
  if (is_of_digits(span) && !has_word(span, CC_W_STREET | CC_W_UNIT)) return TRUE;
  if (cc_is_register(card->models, span->text) || cc_span_is_firm_again(card, span)) return TRUE;
  if (cc_span_has_postcode(card, span)) return FALSE;
  if (cc_span_is_hours(card, span) || is_bracketed(span->text)) return TRUE;
  if (has_word(span, CC_W_STREET | CC_W_UNIT)) return FALSE;
  return is_number(card, span) || is_degree(span) ||
         (is_list(span->text) && !opens_with_street(span)) || is_of_title(card, span) ||
         cc_ends_in_law(card->models, span->text);
}
