/* Postcodes: the first form of models/postcodes.tsv that fits. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* The bytes of TEXT at I that have FORM; 0 when they do not. */
static gsize match_form(const char *text, gsize i, const char *form) {
  gsize k = 0;
  for (; form[k]; k++) {
    char c = text[i + k];
    gboolean fits = form[k] == '9'   ? g_ascii_isdigit(c)
                    : form[k] == 'A' ? g_ascii_isupper(c)
                    : form[k] == 'X' ? g_ascii_isupper(c) || g_ascii_isdigit(c)
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

/* The word before byte I, owned; "" when a sign other than a blank or a dash stands between. */
static char *word_before(const char *text, gsize i) {
  gsize end = i;
  while (end > 0 && strchr(" -", text[end - 1]))
    end--;
  gsize start = end;
  while (start > 0 && !strchr(" ,-/()", text[start - 1]))
    start--;
  return g_strndup(text + start, end - start);
}

/* "Seoul 06234": a word that is no street's and no suite's before it, nothing after it. */
static gboolean closes_town(const CcModels *models, const char *text, gsize start, gsize end) {
  g_autofree char *word = word_before(text, start);
  g_autofree char *key = cc_fold(word);
  gsize before = start;
  gboolean letters = g_ascii_isalpha(word[0]) || ((guchar)word[0] & 0x80);
  if (!letters || strlen(key) < 3 || strpbrk(key, "0123456789")) return FALSE;
  if (cc_models_flags(models, key) & (CC_W_UNIT | CC_W_STREET)) return FALSE;
  if (cc_label_before(models, text, start, &before) != CC_L_NONE) return FALSE;
  const char *after = text + end + strspn(text + end, " .)");
  return *after == '\0' || *after == ',' || g_ascii_isalpha(*after);
}

/* "Ahmedabad-9": a district of a town that is listed. */
static gboolean is_district(const CcModels *models, const char *text, gsize start, gsize end) {
  g_autofree char *word = word_before(text, start);
  const char *after = text + end + strspn(text + end, " .");
  return start > 0 && strchr("- ", text[start - 1]) && memchr(text, '-', start) &&
         (*after == '\0' || *after == ',') && (cc_word_flags(models, word) & CC_W_TOWN);
}

/* A state's code, or its name on a card of COUNTRY: what a ZIP code follows. */
static gboolean state_before(const CcModels *models, const char *text, gsize i, const char *country,
                             const char *region) {
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
  /* Names of states are towns and words elsewhere: "Av. Central, 1578". */
  if (region && *region && strcmp(region, country) != 0) return FALSE;
  g_autofree char *key = cc_fold(code);
  return strlen(code) > 3 && (cc_models_flags(models, key) & CC_W_STATE);
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
                            const CcPostcodeForm *form, const char *region) {
  const char *country = form->country;
  switch (form->beside) {
    case 's':
      return state_before(models, text, start, country, region);
    case 't':
      if (*form->only && region && *region && !strstr(form->only, region)) return FALSE;
      return word_after(text, end) && (start == 0 || !g_ascii_isdigit(text[start - 1]));
    case 'n':
      if (region && *region && strcmp(region, country) != 0) return FALSE;
      return town_after(models, text, end);
    case 'e':
      return g_strcmp0(region, country) == 0 && closes_town(models, text, start, end);
    case 'd':
      return g_strcmp0(region, country) == 0 && is_district(models, text, start, end);
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
  for (guint f = 0; f < models->postcodes->len; f++) {
    const CcPostcodeForm *form = models->postcodes->pdata[f];
    for (gsize i = 0; i < length; i++) {
      if (i > 0 && (g_ascii_isalnum(text[i - 1]) || text[i - 1] == '#')) continue;
      gsize bytes = match_form(text, i, form->form);
      if (!bytes || !beside_fits(models, text, i, i + bytes, form, region)) continue;
      *start = i;
      *end = i + bytes;
      g_strlcpy(country, form->country, 3);
      gboolean strong = *form->country && !strchr("led", form->beside);
      return strong ? CC_POSTCODE_STRONG : CC_POSTCODE_WEAK;
    }
  }
  return CC_POSTCODE_NONE;
}
