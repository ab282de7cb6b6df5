/* Postcodes: a table of their forms. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* 9: a digit, A: a capital, other signs themselves.  BESIDE tells what must stand next to it:
 * 's' a state's code before, 't' a word after, 'T' a word before or after, 'l' a label or the
 * right region only, 'n' a town and no street ("6892 SW Alder St"), '-' nothing. */
static const struct {
  const char *form, *country;
  char beside;
} forms[] = {{"AA9A 9AA", "GB", '-'},   {"A9A 9AA", "GB", '-'},   {"A9 9AA", "GB", '-'},
             {"A99 9AA", "GB", '-'},    {"AA9 9AA", "GB", '-'},   {"AA99 9AA", "GB", '-'},
             {"A9A 9A9", "CA", '-'},    {"9999 AA", "NL", 'n'},   {"9999AA", "NL", 'n'},
             {"99999-9999", "US", 's'}, {"99999-999", "BR", 'T'}, {"9999-999", "PT", 't'},
             {"99-999", "PL", 't'},     {"A-9999", "AT", 't'},    {"D-99999", "DE", 't'},
             {"CH-9999", "CH", 't'},    {"F-99999", "FR", 't'},   {"I-99999", "IT", 't'},
             {"E-99999", "ES", 't'},    {"B-9999", "BE", 't'},    {"L-9999", "LU", 't'},
             {"DK-9999", "DK", 't'},    {"SE-999 99", "SE", 't'}, {"S-999 99", "SE", 't'},
             {"NL-9999 AA", "NL", '-'}, {"H-9999", "HU", 't'},    {"RO-999999", "RO", 't'},
             {"PL-99-999", "PL", 't'},  {"FI-99999", "FI", 't'},  {"CZ-999 99", "CZ", 't'},
             {"N-9999", "NO", 't'},     {"99999", "US", 's'},     {"9999", "AU", 's'},
             {"999999", "IN", 'l'},     {"999 999", "IN", 'l'},   {"999 99", "SE", 'l'},
             {"999-9999", "JP", 'l'},   {"99999", "", 't'},       {"9999", "", 't'},
             {"999999", "", 'l'}};

/* The bytes of TEXT at I that have FORM; 0 when they do not. */
static gsize match_form(const char *text, gsize i, const char *form) {
  gsize k = 0;
  for (; form[k]; k++) {
    char c = text[i + k];
    gboolean fits = form[k] == '9'   ? g_ascii_isdigit(c)
                    : form[k] == 'A' ? g_ascii_isupper(c)
                                     : c == form[k];
    if (form[k] == 'A' && form[1] == '-' && k == 0) fits = c == 'A';
    if (!fits) return 0;
  }
  return g_ascii_isalnum(text[i + k]) ? 0 : k;
}

static gboolean word_after(const char *text, gsize i) {
  while (text[i] && strchr(" ,-", text[i]))
    i++;
  return g_ascii_isalpha(text[i]) || ((guchar)text[i] & 0x80);
}

/* A state's code, its name, or a word and a comma: what a ZIP code follows. */
static gboolean state_before(const CcModels *models, const char *text, gsize i,
                             const char *country) {
  gsize end = i;
  while (end > 0 && strchr(" ,.-", text[end - 1]))
    end--;
  gsize start = end;
  while (start > 0 && (g_ascii_isalpha(text[start - 1]) || text[start - 1] == '.'))
    start--;
  if (start == end) return FALSE;
  g_autofree char *word = g_strndup(text + start, end - start);
  g_auto(GStrv) parts = g_strsplit(word, ".", -1);
  g_autofree char *code = g_strjoinv("", parts);
  if (cc_models_state_code(models, code, country)) return TRUE;
  g_autofree char *key = cc_fold(code);
  return strlen(code) > 3 && (cc_models_flags(models, key) & CC_W_STATE);
}

/* In these countries a bare number of that many digits stands before the town. */
static gboolean town_follows(const char *region, gsize digits) {
  static const char *const five = "DE FR ES IT FI TR HR EE LT MX MC SM VA",
                           *const four = "AT CH BE DK NO HU LU BG SI LI NL PT";
  if (!region || !*region) return TRUE;
  return digits == 5 ? strstr(five, region) != NULL : digits == 4 && strstr(four, region) != NULL;
}

/* Up to a comma only words, none of a street. */
static gboolean town_after(const CcModels *models, const char *text, gsize end) {
  g_autofree char *rest = g_strndup(text + end, strcspn(text + end, ",|"));
  g_autoptr(GArray) tokens = cc_tokens(models, rest);
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->flags & CC_W_STREET) return FALSE;
  }
  return tokens->len > 0 && tokens->len <= 4;
}

static gboolean beside_fits(const CcModels *models, const char *text, gsize start, gsize end,
                            guint form, const char *region) {
  const char *country = forms[form].country;
  switch (forms[form].beside) {
    case 's':
      return state_before(models, text, start, country);
    case 't':
      if (!*country && !town_follows(region, end - start)) return FALSE;
      return word_after(text, end) && (start == 0 || !g_ascii_isdigit(text[start - 1]));
    case 'n':
      return town_after(models, text, end);
    case 'T':
      return word_after(text, end) || start > 0 || g_strcmp0(region, country) == 0;
    case 'l': {
      gsize before = start;
      CcLabelWord label = cc_label_before(models, text, start, &before);
      return g_strcmp0(region, country) == 0 && label == CC_L_NONE;
    }
    default:
      return TRUE;
  }
}

CcPostcodeKind cc_postcode_find(const CcModels *models, const char *text, const char *region,
                                gsize *start, gsize *end, char country[3]) {
  gsize length = strlen(text);
  for (guint f = 0; f < G_N_ELEMENTS(forms); f++)
    for (gsize i = 0; i < length; i++) {
      if (i > 0 && (g_ascii_isalnum(text[i - 1]) || text[i - 1] == '#')) continue;
      gsize bytes = match_form(text, i, forms[f].form);
      if (!bytes || !beside_fits(models, text, i, i + bytes, f, region)) continue;
      *start = i;
      *end = i + bytes;
      g_strlcpy(country, forms[f].country, 3);
      gboolean strong = *forms[f].country && forms[f].beside != 'l';
      return strong ? CC_POSTCODE_STRONG : CC_POSTCODE_WEAK;
    }
  return CC_POSTCODE_NONE;
}
