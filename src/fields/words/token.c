/* Text to words, with what each may be. */
#include "fields/words/words.h"

#include <string.h>

/* Fewer letters begin a domain by chance. */
#define INITIALS_MIN 3
/* Nor are shorter domains beginnings of words; none is longer. */
#define ABBREVIATION_MIN 5
#define ABBREVIATION_MAX 24

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

/* "S.Ramesh", "Ramesh.K": a name and initials, printed as one word; the name's flags. */
static guint32 flags_beside_initials(const CcModels *models, const char *word) {
  g_auto(GStrv) parts = g_strsplit(word, ".", 5);
  guint32 flags = 0;
  guint names = 0, initials = 0;
  for (guint i = 0; parts[i]; i++) {
    glong letters = g_utf8_strlen(parts[i], -1);
    g_autofree char *key = cc_fold(parts[i]);
    initials += letters == 1 && g_ascii_isupper(*parts[i]) ? 1 : 0;
    names += letters > 1 ? 1 : 0;
    if (letters > 2) flags |= cc_models_flags(models, key) & (CC_W_GIVEN | CC_W_FAMILY);
  }
  return names == 1 && initials > 0 ? flags : 0;
}

/* The flags of a word; one of several parts, "broker/owner", has what all of them have. */
static guint32 flags_of(const CcModels *models, const char *folded) {
  guint32 flags = cc_models_flags(models, folded), ending = cc_models_ending(models, folded);
  /* "Nascimento" ends as many common words do, and is a name. */
  flags |= flags ? ending & ~(guint32)CC_W_COMMON : ending;
  if (flags || !strpbrk(folded, "-/")) return flags;
  g_auto(GStrv) parts = g_strsplit_set(folded, "-/", 4);
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
    g_autoptr(GString) phrase = g_string_new(cc_token(tokens, i)->fold);
    for (guint j = i + 1; j < tokens->len && j < i + CC_PHRASE_MAX; j++) {
      g_string_append_printf(phrase, " %s", cc_token(tokens, j)->fold);
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
    if (!token.flags && strchr(word, '.')) token.flags = flags_beside_initials(models, word);
    if (cc_models_state_code(models, word, NULL)) token.flags |= CC_W_STATE_CODE;
    g_array_append_val(tokens, token);
  }
  flag_phrases(models, tokens);
  return tokens;
}

gboolean cc_tokens_have(const GArray *tokens, guint32 flags) {
  for (guint i = 0; i < tokens->len; i++)
    if (cc_token(tokens, i)->flags & flags) return TRUE;
  return FALSE;
}

/* FLAGS: those of words that are left out. */
static char *initials_without(const GArray *tokens, guint32 flags) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (g_ascii_isalnum(token->fold[0]) && !(token->flags & flags))
      g_string_append_c(out, token->fold[0]);
  }
  return g_string_free(out, FALSE);
}

char *cc_initials(const GArray *tokens) {
  return initials_without(tokens, 0);
}

/* "harbtechsys" of "Harbour Technologies & Systems", "hbxintl" of "HBX International Logistics":
 * beginnings of the words in their order, the first among them; others may be left out. */
static gboolean is_abbreviation(const GArray *tokens, const char *name) {
  gsize length = strlen(name);
  if (length < ABBREVIATION_MIN || length > ABBREVIATION_MAX) return FALSE;
  guint32 reached = 1, whole = 1u << length; /* bit N: N letters are beginnings so far */
  for (guint k = 0; k < tokens->len; k++) {
    const char *word = cc_token(tokens, k)->fold;
    guint32 from = reached;
    if (k == 0) reached = 0;
    for (gsize at = 0; at < length; at++)
      for (gsize n = 0; (from & 1u << at) && word[n] && word[n] == name[at + n]; n++)
        reached |= 1u << (at + n + 1);
    if (k == 0) reached &= ~whole; /* the domain is of one word */
  }
  return (reached & whole) != 0;
}

gboolean cc_initials_begin(const GArray *tokens, const char *name) {
  static const guint32 left_out[] = {0, CC_W_FUNCTION};
  for (guint i = 0; i < G_N_ELEMENTS(left_out); i++) {
    g_autofree char *initials = initials_without(tokens, left_out[i]);
    if (strlen(initials) >= INITIALS_MIN && g_str_has_prefix(name, initials)) return TRUE;
  }
  return is_abbreviation(tokens, name);
}

const char *cc_slug_past_article(const GArray *tokens, const char *slug) {
  const CcToken *first = tokens->len > 1 ? cc_token(tokens, 0) : NULL;
  if (!first || !(first->flags & CC_W_FUNCTION) || first->letters < 2) return slug;
  g_autofree char *article = cc_slug(first->fold);
  return g_str_has_prefix(slug, article) ? slug + strlen(article) : slug;
}
