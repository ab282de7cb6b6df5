/* A name that is printed in capitals, in its normal case. */
#include "fields/grammar/grammar.h"

#include <string.h>

gboolean cc_name_is_capitals(const char *text) {
  guint letters = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_islower(c)) return FALSE;
    if (g_unichar_isupper(c)) letters++;
  }
  return letters >= 2;
}

/* After these a letter inside a word is a capital: hyphen, apostrophe, point. */
static gboolean opens_part(gunichar before) {
  return before == '-' || before == '\'' || before == 0x2019 || before == '.' || before == 0x2010;
}

static gboolean is_mc(const char *word) {
  return g_str_has_prefix(word, "MC") && strlen(word) > 4;
}

static void append_word(GString *out, const char *word) {
  gunichar before = '-';
  guint n = 0;
  for (const char *p = word; *p; p = g_utf8_next_char(p), n++) {
    gunichar c = g_utf8_get_char(p);
    gboolean capital = opens_part(before) || (n == 2 && is_mc(word));
    g_string_append_unichar(out, capital ? c : g_unichar_tolower(c));
    before = c;
  }
}

/* "PK Beck": two or three consonants are initials, unless they are a name, as "Ng". */
static gboolean are_initials(const CcModels *models, const char *word) {
  gsize length = strlen(word);
  guint32 other = CC_W_GIVEN | CC_W_FAMILY | CC_W_HONORIFIC | CC_W_PARTICLE;
  if (length < 2 || length > 3 || strspn(word, "BCDFGHJKLMNPQRSTVWXZ") < length) return FALSE;
  return strcmp(word, "MC") != 0 && !(cc_word_flags(models, word) & other);
}

/* WORD is in capitals, and one of LIST, which has small letters. */
static gboolean is_capitals_of(const CcModels *models, CcList list, const char *word) {
  g_autofree char *small = g_utf8_strdown(word, -1), *capitals = g_utf8_strup(small, -1);
  return strcmp(capitals, word) == 0 && cc_models_lists(models, list, small);
}

/* "DE LA FUENTE", but "LE GALL". */
static gboolean is_article_after_de(const CcModels *models, GStrv words, guint i) {
  return i > 0 && strcmp(words[i - 1], "DE") == 0 &&
         is_capitals_of(models, CC_LIST_ARTICLE_AFTER_DE, words[i]);
}

char *cc_name_lower_capitals(const CcModels *models, const char *text, gboolean inside) {
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; words[i]; i++) {
    if (i > 0) g_string_append_c(out, ' ');
    gsize length = strlen(words[i]);
    gboolean comma = length > 0 && words[i][length - 1] == ',';
    if (comma) words[i][length - 1] = '\0';
    if ((i > 0 || inside) && words[i + 1] &&
        (is_capitals_of(models, CC_LIST_PARTICLE_LOW, words[i]) ||
         is_article_after_de(models, words, i))) {
      g_autofree char *small = g_utf8_strdown(words[i], -1);
      g_string_append(out, small);
    } else if (cc_name_is_capitals(words[i]) &&
               !cc_models_lists(models, CC_LIST_STAYS_CAPITAL, words[i]) &&
               !are_initials(models, words[i]))
      append_word(out, words[i]);
    else
      g_string_append(out, words[i]);
    if (comma) g_string_append_c(out, ',');
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}
