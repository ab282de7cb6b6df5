/* A person's name: its parts, and its normal case when it is printed in capitals. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* ---- case --------------------------------------------------------------------------------- */

static gboolean all_capitals(const char *text) {
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

/* TEXT's words that are in capitals, in normal case; INSIDE a name its first particle is small. */
static char *lower_capitals(const CcModels *models, const char *text, gboolean inside) {
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
    } else if (all_capitals(words[i]) && !cc_models_lists(models, CC_LIST_STAYS_CAPITAL, words[i]))
      append_word(out, words[i]);
    else
      g_string_append(out, words[i]);
    if (comma) g_string_append_c(out, ',');
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- parts -------------------------------------------------------------------------------- */

typedef struct {
  const CcModels *models;
  const char *text;
  GArray *tokens;
  guint from, to; /* the words between honorific and post-nominals */
} Parts;

/* The text of words FROM..TO-1, owned; NULL when there are none. */
static char *words_text(const Parts *p, guint from, guint to) {
  if (from >= to) return NULL;
  gsize start = cc_token(p->tokens, from)->start, end = cc_token(p->tokens, to - 1)->end;
  return g_strndup(p->text + start, end - start);
}

static gboolean is_prefix(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  if (!(token->flags & CC_W_HONORIFIC)) return FALSE;
  gboolean initial = (token->shape & CC_T_INITIAL) != 0;
  gboolean name = (token->flags & CC_W_GIVEN) && !(token->shape & CC_T_POINT);
  return !initial && !name;
}

static gboolean is_suffix(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i), *before = cc_token(p->tokens, i - 1);
  if (!(token->flags & CC_W_POSTNOMINAL)) return FALSE;
  if (before->shape & CC_T_COMMA) return TRUE;
  gboolean name = (token->flags & (CC_W_FAMILY | CC_W_GIVEN)) != 0;
  gboolean abbreviation = (token->shape & (CC_T_UPPER | CC_T_POINT)) != 0 || token->letters <= 3 ||
                          p->text[token->start] == '(';
  return abbreviation && !name;
}

/* "Pho," before "MSc", "85c" among degrees: post-nominals that were misread. */
static gboolean is_misread_suffix(const Parts *p, guint i) {
  const GPtrArray *usual = cc_models_list(p->models, CC_LIST_DEGREE);
  const CcToken *token = cc_token(p->tokens, i);
  if (token->shape & CC_T_DIGIT) return TRUE;
  if (!(cc_token(p->tokens, i - 1)->shape & CC_T_COMMA) && !(token->shape & CC_T_COMMA))
    return FALSE;
  for (guint k = 0; k < usual->len; k++)
    if (cc_one_edit(token->fold, usual->pdata[k])) return TRUE;
  return FALSE;
}

static void find_core(Parts *p) {
  p->from = 0;
  p->to = p->tokens->len;
  while (p->from + 1 < p->to && is_prefix(p, p->from))
    p->from++;
  while (p->to > p->from + 1 &&
         (is_suffix(p, p->to - 1) ||
          (p->to < p->tokens->len && p->to > p->from + 2 && is_misread_suffix(p, p->to - 1))))
    p->to--;
}

/* The first word of the family name. */
static guint family_from(const Parts *p, const char *region) {
  guint n = p->to - p->from;
  guint at = p->to - 1;
  if (n >= 3 && region && cc_models_lists(p->models, CC_LIST_TWO_SURNAMES, region)) {
    const CcToken *middle = cc_token(p->tokens, p->to - 2);
    gboolean given = (middle->flags & CC_W_GIVEN) && !(middle->flags & CC_W_FAMILY);
    if (!given && !(middle->shape & CC_T_INITIAL)) at--;
  }
  while (at > p->from + 1 && (cc_token(p->tokens, at - 1)->flags & CC_W_PARTICLE) &&
         !(cc_token(p->tokens, at - 1)->shape & (CC_T_INITIAL | CC_T_POINT)))
    at--;
  return at;
}

/* "DUPONT Jean", "Beck, Ada": the family name stands first; the byte-words it takes, else 0. */
static guint family_first(const Parts *p) {
  guint n = p->to - p->from;
  if (n < 2) return 0;
  const CcToken *first = cc_token(p->tokens, p->from), *second = cc_token(p->tokens, p->from + 1);
  gboolean upper = (first->shape & CC_T_UPPER) &&
                   !(cc_token(p->tokens, p->to - 1)->shape & CC_T_UPPER) && first->letters >= 3;
  gboolean comma = (first->shape & CC_T_COMMA) && (second->flags & CC_W_GIVEN) && n == 2;
  return (upper && !(second->shape & CC_T_UPPER)) || comma ? 1 : 0;
}

static void set_parts(const Parts *p, const char *region, CardcatName *name) {
  guint n = p->to - p->from;
  name->prefix = words_text(p, 0, p->from);
  name->suffix = words_text(p, p->to, p->tokens->len);
  if (n == 0) return;
  guint first = family_first(p);
  if (first) {
    name->family = words_text(p, p->from, p->from + first);
    name->given = words_text(p, p->from + first, p->to);
    return;
  }
  if (n == 1) {
    const CcToken *only = cc_token(p->tokens, p->from);
    char *text = words_text(p, p->from, p->to);
    if (name->prefix && !(only->flags & CC_W_GIVEN))
      name->family = text;
    else
      name->given = text;
    return;
  }
  guint family = family_from(p, region);
  name->given = words_text(p, p->from, p->from + 1);
  name->middle = words_text(p, p->from + 1, family);
  name->family = words_text(p, family, p->to);
}

static gboolean mostly_capitals(const Parts *p) {
  for (guint i = p->from; i < p->to; i++) {
    const CcToken *token = cc_token(p->tokens, i);
    if (token->letters >= 2 && !(token->shape & CC_T_UPPER) && !(token->flags & CC_W_PARTICLE))
      return FALSE;
  }
  return TRUE;
}

void cc_name_parse(const CcModels *models, const char *text, const char *region,
                   CardcatName *name) {
  Parts p = {.models = models, .text = text, .tokens = cc_tokens(models, text)};
  find_core(&p);
  gboolean one_surname_up = p.tokens->len > 0 && family_first(&p);
  set_parts(&p, region, name);
  name->full = g_strdup(text);
  char **parts[] = {&name->given, &name->middle, &name->family};
  gboolean capitals = mostly_capitals(&p);
  g_autofree char *core = words_text(&p, p.from, p.to);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    if (!*parts[i] || !(capitals || all_capitals(*parts[i]) || one_surname_up)) continue;
    char *small = lower_capitals(models, *parts[i], parts[i] != &name->given);
    g_free(*parts[i]);
    *parts[i] = small;
  }
  if (core) {
    g_autofree char *small = lower_capitals(models, core, FALSE);
    g_autofree char *head = g_strndup(text, cc_token(p.tokens, p.from)->start);
    const char *tail = text + cc_token(p.tokens, p.to - 1)->end;
    g_free(name->full);
    name->full = g_strconcat(head, small, tail, NULL);
  }
  g_array_unref(p.tokens);
}
