/* Text to words, and words to look-up keys. */
#include "fields/internal.h"

#include <string.h>

/* Letters that have no decomposition, as they are written without their sign. */
static const struct {
  gunichar letter;
  const char *plain;
} plain_letters[] = {
    {0x00DF, "ss"}, {0x00E6, "ae"}, {0x00F8, "o"},  {0x0111, "d"},  {0x00F0, "d"},
    {0x0142, "l"},  {0x0131, "i"},  {0x0153, "oe"}, {0x00FE, "th"},
};

static void append_plain(GString *out, gunichar c) {
  for (guint i = 0; i < G_N_ELEMENTS(plain_letters); i++)
    if (plain_letters[i].letter == c) {
      g_string_append(out, plain_letters[i].plain);
      return;
    }
  g_string_append_unichar(out, c);
}

static char *fold(const char *text, const char *kept) {
  g_autofree char *small = g_utf8_casefold(text, -1);
  g_autofree char *parted = g_utf8_normalize(small, -1, G_NORMALIZE_NFKD);
  GString *out = g_string_sized_new(strlen(small));
  gboolean space = FALSE;
  for (const char *p = parted ? parted : small; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == ' ' || c == 0xA0)
      space = out->len > 0;
    else if (g_unichar_isalnum(c) || (c < 128 && strchr(kept, (int)c))) {
      if (space && strchr(kept, ' ')) g_string_append_c(out, ' ');
      space = FALSE;
      append_plain(out, c);
    }
  }
  return g_string_free(out, FALSE);
}

char *cc_fold(const char *text) {
  return fold(text, "-&/+# ");
}

char *cc_slug(const char *text) {
  return fold(text, "");
}

char *cc_cased_like(const char *word, const char *letters) {
  gunichar first = g_utf8_get_char(word);
  gboolean capitals = *word && g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(word)));
  char *cased = capitals ? g_ascii_strup(letters, -1) : g_strdup(letters);
  if (g_unichar_isupper(first)) *cased = g_ascii_toupper(*cased);
  return cased;
}

static gboolean is_break(gunichar c) {
  return c == ' ' || c == 0xA0 || c == ',' || c == ';' || c == '\n';
}

typedef struct {
  guint letters, upper, digits, others;
  gunichar first, last;
} Counts;

static Counts count_word(const char *word, gsize length) {
  Counts n = {0};
  for (const char *p = word; p < word + length; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    n.last = c;
    if (g_unichar_isalpha(c)) {
      if (n.letters++ == 0) n.first = c;
      if (g_unichar_isupper(c)) n.upper++;
    } else if (g_unichar_isdigit(c))
      n.digits++;
    else
      n.others++;
  }
  return n;
}

static guint32 shape_of(const char *word, gsize length, guint *letters) {
  Counts n = count_word(word, length);
  guint32 shape = 0;
  *letters = n.letters;
  if (n.letters >= 2 && n.upper == n.letters) shape |= CC_T_UPPER;
  if (n.letters > 0) shape |= g_unichar_isupper(n.first) ? CC_T_CAPITAL : CC_T_LOWER;
  if (n.digits > 0) shape |= CC_T_DIGIT;
  if (n.digits > 0 && n.letters == 0) shape |= CC_T_NUMBER;
  if (n.letters == 1 && n.digits == 0 && n.others <= 1) shape |= CC_T_INITIAL;
  if (n.letters == 0 && n.digits == 0) shape |= CC_T_SIGN;
  if (n.last == '.') shape |= CC_T_POINT;
  return shape;
}

/* The flags of a word; a hyphenated one has what all its parts have. */
static guint32 flags_of(const CcModels *models, const char *folded) {
  guint32 flags = cc_models_flags(models, folded), ending = cc_models_ending(models, folded);
  /* "Nascimento" ends as many common words do, and is a name. */
  flags |= flags ? ending & ~(guint32)CC_W_COMMON : ending;
  if (flags || !strchr(folded, '-')) return flags;
  g_auto(GStrv) parts = g_strsplit(folded, "-", 4);
  flags = ~0u;
  for (guint i = 0; parts[i]; i++)
    flags &= cc_models_flags(models, parts[i]) | cc_models_ending(models, parts[i]);
  return flags == ~0u ? 0 : flags;
}

/* Words that only together are a town, a title, a form of law get the flags of the phrase. */
static void flag_phrases(const CcModels *models, GArray *tokens) {
  guint32 wanted = CC_W_TITLE | CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY | CC_W_LEGAL | CC_W_DEPT |
                   CC_W_DEPT_OF | CC_W_UNIT | CC_W_ORG | CC_W_GIVEN | CC_W_FAMILY;
  for (guint i = 0; i < tokens->len; i++) {
    g_autoptr(GString) phrase = g_string_new(g_array_index(tokens, CcToken, i).fold);
    for (guint j = i + 1; j < tokens->len && j < i + CC_PHRASE_MAX; j++) {
      g_string_append_printf(phrase, " %s", g_array_index(tokens, CcToken, j).fold);
      guint32 flags = cc_models_flags(models, phrase->str) & wanted;
      for (guint k = i; flags && k <= j; k++)
        g_array_index(tokens, CcToken, k).flags |= flags;
    }
  }
}

static void clear_token(gpointer data) {
  g_free(((CcToken *)data)->fold);
}

GArray *cc_tokens(const CcModels *models, const char *text) {
  GArray *tokens = g_array_new(FALSE, TRUE, sizeof(CcToken));
  g_array_set_clear_func(tokens, clear_token);
  const char *p = text;
  while (*p) {
    while (*p && is_break(g_utf8_get_char(p)))
      p = g_utf8_next_char(p);
    const char *start = p;
    while (*p && !is_break(g_utf8_get_char(p)))
      p = g_utf8_next_char(p);
    if (p == start) continue;
    CcToken token = {.start = (gsize)(start - text), .end = (gsize)(p - text)};
    g_autofree char *word = g_strndup(start, (gsize)(p - start));
    token.fold = cc_fold(word);
    token.shape = shape_of(start, (gsize)(p - start), &token.letters);
    if (*p == ',' || *p == ';') token.shape |= CC_T_COMMA;
    token.flags = flags_of(models, token.fold);
    if (cc_models_state_code(models, word, NULL)) token.flags |= CC_W_STATE_CODE;
    g_array_append_val(tokens, token);
  }
  flag_phrases(models, tokens);
  return tokens;
}
