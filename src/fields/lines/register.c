/* Numbers of registers: "VAT No. GB 123 456", and what a title ends in: "OAB/SP 123.456". */
#include "fields/lines/lines.h"

#include <string.h>

/* A register's number has this many digits or more. */
#define NUMBER_DIGITS 4
/* A register is called by no more words, each of no more letters. */
#define WORDS_MAX 4
#define LETTERS_MAX 6

static gsize count_digits(const char *text, gsize start, gsize end) {
  gsize digits = 0;
  for (gsize i = start; i < end; i++)
    digits += g_ascii_isdigit(text[i]) ? 1 : 0;
  return digits;
}

/* Whether TEXT, a word or two, is the label of a number. */
static gboolean is_label(const CcModels *models, const char *text, gsize length) {
  g_autofree char *head = g_strndup(text, length);
  g_autofree char *key = cc_fold(g_strdelimit(head, "(#:", ' '));
  return cc_models_label(models, g_strstrip(key)) == CC_L_NUMBER;
}

gboolean cc_opens_with_register(const CcModels *models, const char *text, gsize start, gsize end) {
  if (count_digits(text, start, end) < NUMBER_DIGITS) return FALSE;
  gsize words = 0;
  for (gsize i = start; i <= end && words < 2; i++) {
    if (i < end && text[i] != ' ' && text[i] != '/') continue;
    if (is_label(models, text + start, i - start)) return TRUE;
    words++;
  }
  return FALSE;
}

/* "OAB/SP", "Lic.", "No.", "DRE#": a word in short, as registers are called by. */
static gboolean is_short_form(const CcToken *token, const char *text) {
  const char *word = text + token->start;
  gboolean sign = token->shape & CC_T_POINT || memchr(word, '#', token->end - token->start) ||
                  text[token->end - 1] == ':';
  return token->letters <= LETTERS_MAX && !(token->flags & CC_W_TITLE) &&
         (token->shape & (CC_T_UPPER | CC_T_SIGN) || sign);
}

/* A year, or a state's code and its postcode: "1998", "TX 78701". */
static gboolean is_year_or_place(const GArray *tokens, guint first, const char *text, gsize end) {
  const CcToken *last = cc_token(tokens, tokens->len - 1), *name = cc_token(tokens, first);
  gsize digits = count_digits(text, name->start, end);
  gboolean century =
      strncmp(text + last->start, "19", 2) == 0 || strncmp(text + last->start, "20", 2) == 0;
  return (digits == NUMBER_DIGITS && century && (last->shape & CC_T_NUMBER)) ||
         (name->flags & CC_W_STATE_CODE);
}

/* Words of short forms from FIRST on, and then digits to the end. */
static gboolean is_shape(const GArray *tokens, guint first, const char *text, gsize end) {
  guint i = first;
  while (i < tokens->len && !(cc_token(tokens, i)->shape & CC_T_DIGIT) &&
         is_short_form(cc_token(tokens, i), text))
    i++;
  if (i == first && !memchr(text + cc_token(tokens, i)->start, '#', 3)) return FALSE;
  if (i - first > WORDS_MAX || i == tokens->len) return FALSE;
  for (; i < tokens->len; i++)
    if (!(cc_token(tokens, i)->shape & CC_T_DIGIT)) return FALSE;
  return !is_year_or_place(tokens, first, text, end);
}

gsize cc_register_after(const GArray *tokens, const char *text, gsize length) {
  gboolean title = FALSE;
  for (guint i = 1; i < tokens->len; i++) {
    const CcToken *before = cc_token(tokens, i - 1), *token = cc_token(tokens, i);
    guint32 place = CC_W_STREET | CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY;
    if (before->flags & place || before->shape & CC_T_DIGIT) return 0;
    title |= (before->flags & CC_W_TITLE) != 0;
    if (count_digits(text, token->start, length) < NUMBER_DIGITS) return 0;
    if (title && is_shape(tokens, i, text, length)) return token->start;
  }
  return 0;
}
