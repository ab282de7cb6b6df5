/* A person's name: its parts. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* Letters of a degree that was misread, and of a form of law in short. */
#define MISREAD_LETTERS 5
#define LAW_LETTERS 4

typedef struct {
  const CcModels *models;
  const char *text;
  GArray *tokens;
  const char *region;
  gboolean family_first; /* the card says so */
  guint from, to;        /* the words between honorific and post-nominals */
} Parts;

/* The text of words FROM..TO-1, owned; NULL when there are none. */
static char *words_text(const Parts *p, guint from, guint to) {
  if (from >= to) return NULL;
  gsize start = cc_token(p->tokens, from)->start, end = cc_token(p->tokens, to - 1)->end;
  return g_strndup(p->text + start, end - start);
}

/* Word I is followed by a whole name, which begins with no initial. */
static gboolean opens_whole_name(const Parts *p, guint i) {
  return i + 2 < p->tokens->len && !(cc_token(p->tokens, i + 1)->shape & CC_T_INITIAL) &&
         !(cc_token(p->tokens, i)->shape & CC_T_COMMA);
}

/* "Dt. Ada Beck", "Pastor Ada Beck", "Sir John Beck": by its point, or as a title or an honorific
 * that may be a name, too. */
static gboolean is_prefix_of_whole(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i), *next = cc_token(p->tokens, i + 1);
  gboolean given = (next->flags & CC_W_GIVEN) != 0,
           name = token->flags & (CC_W_GIVEN | CC_W_FAMILY);
  if (token->flags & (CC_W_HONORIFIC | CC_W_TITLE))
    return given && (!name || (token->flags & CC_W_HONORIFIC));
  const char *point = memchr(p->text + token->start, '.', token->end - token->start);
  return point && point + 1 == p->text + token->end && token->letters >= 2 && !name;
}

/* "Dr. med.", "dr n. med.", "Dipl.-Ing. (FH)": goes on with a prefix. */
static gboolean goes_on_as_prefix(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  gboolean bracket = p->text[token->start] == '(' && p->text[token->end - 1] == ')';
  return (bracket && (token->shape & CC_T_UPPER)) ||
         ((token->shape & CC_T_LOWER) && (token->shape & CC_T_POINT) &&
          !(token->flags & CC_W_PARTICLE));
}

/* "Tan Wei Ling", but "Tan Sri Ahmad". */
static gboolean is_surname(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  if ((token->shape & CC_T_POINT) || i + 1 >= p->tokens->len ||
      (cc_token(p->tokens, i + 1)->flags & CC_W_HONORIFIC))
    return FALSE;
  const GPtrArray *list = cc_models_list(p->models, CC_LIST_SURNAME);
  for (guint k = 0; k < list->len; k++)
    if (g_ascii_strcasecmp(list->pdata[k], token->fold) == 0) return TRUE;
  return FALSE;
}

static gboolean is_prefix(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  gboolean initial = (token->shape & CC_T_INITIAL) != 0;
  gboolean name = (token->flags & CC_W_GIVEN) && !(token->shape & CC_T_POINT);
  if (is_surname(p, i)) return FALSE;
  if ((token->flags & CC_W_HONORIFIC) && !initial && !name) return TRUE;
  if (i > 0 && goes_on_as_prefix(p, i)) return TRUE;
  return !initial && opens_whole_name(p, i) && is_prefix_of_whole(p, i);
}

/* "Ronald von Buren VI": letters of a number in capitals; "Xi" and "Vi" are names in Asia. */
static gboolean is_numeral(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  gsize length = token->end - token->start;
  const char *region = p->region ? p->region : "";
  if (i < 2 || strspn(p->text + token->start, "IVX") < length) return FALSE;
  /* A single letter may be an initial, which stands last in India. */
  gboolean five = length == 1 && p->text[token->start] == 'V' && *region &&
                  !cc_models_lists(p->models, CC_LIST_INITIAL_LAST, region);
  return (length >= 2 || five) && !cc_models_lists(p->models, CC_LIST_FAMILY_FIRST, region);
}

/* The printed word or its folded form opens a family name: "Mc", "Ó". */
static gboolean is_listed_opening(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  g_autofree char *word = g_strndup(p->text + token->start, token->end - token->start);
  return cc_models_lists(p->models, CC_LIST_FAMILY_OPENS, token->fold) ||
         cc_models_lists(p->models, CC_LIST_FAMILY_OPENS, word);
}

/* "Ada Beck, FRXS", "Ada Beck M.Tech": a degree that no list has, by its shape. */
static gboolean is_degree_by_shape(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  if ((token->flags & (CC_W_GIVEN | CC_W_FAMILY)) || (token->shape & CC_T_INITIAL) || i < 2)
    return FALSE;
  gsize length = token->end - token->start;
  const char *point = memchr(p->text + token->start, '.', length);
  gboolean inner = point && point > p->text + token->start && point + 1 < p->text + token->end &&
                   token->letters >= 3;
  gboolean comma = (cc_token(p->tokens, i - 1)->shape & CC_T_COMMA) != 0;
  gboolean capitals = (token->shape & CC_T_UPPER) && token->letters <= 7;
  gboolean misread = !token->flags && token->letters <= MISREAD_LETTERS; /* "Ada Beck, Pno." */
  return (comma && (capitals || misread)) ||
         (inner && token->letters <= 8 && (token->shape & CC_T_CAPITAL));
}

/* "Ada Bexa rga (Lond)": a word in small letters after a name that begins with a capital, of which
 * no family name is made, or what stands in brackets behind it. */
static gboolean is_scrap(const Parts *p, guint i) {
  if (i < 2) return FALSE;
  const CcToken *token = cc_token(p->tokens, i);
  if (p->text[token->start] == '(') return is_scrap(p, i - 1);
  return (cc_token(p->tokens, 0)->shape & CC_T_CAPITAL) && (token->shape & CC_T_LOWER) &&
         !(token->flags & CC_W_PARTICLE) && !is_listed_opening(p, i) &&
         (cc_token(p->tokens, i - 1)->shape & CC_T_CAPITAL);
}

/* "Ada Bexa s.p.": a form of law in short, of who works alone. */
static gboolean is_law(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  const char *point = memchr(p->text + token->start, '.', token->end - token->start);
  return i >= 2 && (token->flags & CC_W_LEGAL) && point && token->letters <= LAW_LETTERS &&
         !(token->shape & CC_T_INITIAL);
}

static gboolean is_suffix(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i), *before = cc_token(p->tokens, i - 1);
  if ((token->shape & CC_T_LOWER) && is_listed_opening(p, i)) return FALSE;
  if (i >= 2 && cc_models_lists(p->models, CC_LIST_NAME_CLOSES, token->fold)) return TRUE;
  if (is_numeral(p, i) || is_degree_by_shape(p, i) || is_scrap(p, i) || is_law(p, i)) return TRUE;
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
  if (token->flags & CC_W_FAMILY) return FALSE; /* "Berg", a letter from "B.Eng" */
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

/* "von", "v.d.", "Mc", "Ní": a word that a family name opens with.  One in small letters does so
 * in every language. */
static gboolean opens_family(const Parts *p, guint i) {
  const CcToken *token = cc_token(p->tokens, i);
  gboolean small =
      (token->shape & CC_T_LOWER) && (cc_token(p->tokens, p->from)->shape & CC_T_CAPITAL);
  if (small || is_listed_opening(p, i)) return TRUE;
  return (token->flags & CC_W_PARTICLE) && !(token->shape & (CC_T_INITIAL | CC_T_POINT));
}

static gboolean has_two_surnames(const Parts *p) {
  return p->region && cc_models_lists(p->models, CC_LIST_TWO_SURNAMES, p->region);
}

/* AT, or the first of the words before it that its family name opens with. */
static guint with_opening(const Parts *p, guint at) {
  while (at > p->from + 1 && opens_family(p, at - 1))
    at--;
  return at;
}

/* The first word of the family name. */
static guint family_from(const Parts *p) {
  guint last = p->to - 1, at = with_opening(p, last);
  if (at <= p->from + 1 || !has_two_surnames(p)) return at;
  const CcToken *before = cc_token(p->tokens, at - 1);
  gboolean given = (before->flags & CC_W_GIVEN) && !(before->flags & CC_W_FAMILY);
  /* "Ferreira da Silva", but "Clara da Silva" and "Fernanda da Silva". */
  gboolean surname = (before->flags & CC_W_FAMILY) && !(before->flags & CC_W_GIVEN);
  if (given || (before->shape & CC_T_INITIAL) || (at < last && !surname)) return at;
  return with_opening(p, at - 1);
}

/* "DUPONT Jean", "DE LA CRUZ Juan": so many words in capitals before others that are not. */
static guint capitals_first(const Parts *p) {
  guint n = 0, letters = 0;
  for (; p->from + n < p->to; n++) {
    const CcToken *token = cc_token(p->tokens, p->from + n);
    gboolean initials = memchr(p->text + token->start, '.', token->end - token->start) != NULL;
    if (!(token->shape & CC_T_UPPER) || initials) break;
    letters = MAX(letters, token->letters);
  }
  gboolean given = FALSE; /* "RAVI K." has none beside the capitals */
  for (guint i = p->from + n; i < p->to; i++) {
    if (cc_token(p->tokens, i)->shape & CC_T_UPPER) return 0;
    given |= !(cc_token(p->tokens, i)->shape & CC_T_INITIAL);
  }
  return given && letters >= 3 ? n : 0;
}

/* The word from AT on that is no honorific: "Beck, Dr. Ada". */
static guint given_from(const Parts *p, guint at) {
  while (at + 1 < p->to && is_prefix(p, at))
    at++;
  return at;
}

/* "Beck, Ada", "van Beck, Ada": so many words before a comma that a given name follows. */
static guint comma_first(const Parts *p) {
  for (guint i = p->from; i + 1 < p->to; i++) {
    if (!(cc_token(p->tokens, i)->shape & CC_T_COMMA)) continue;
    guint next = given_from(p, i + 1);
    gboolean given = (cc_token(p->tokens, next)->flags & CC_W_GIVEN) != 0;
    const CcToken *first = cc_token(p->tokens, p->from);
    gboolean surname = i == p->from || (first->shape & CC_T_LOWER) || !(first->flags & CC_W_GIVEN);
    return given && surname ? i + 1 - p->from : 0;
  }
  return 0;
}

/* How many words of a family name stand first, 0 when it stands last. */
static guint family_first(const Parts *p) {
  if (p->to - p->from < 2) return 0;
  guint words = comma_first(p);
  if (!words) words = capitals_first(p);
  return words ? words : p->family_first ? 1 : 0;
}

/* The family name is the first WORDS; what it opens with may stand last: "Beck, Ada van". */
static void set_family_first(const Parts *p, guint words, CardcatName *name) {
  guint to = p->to;
  while (to > p->from + words + 1 && (cc_token(p->tokens, to - 1)->shape & CC_T_LOWER) &&
         opens_family(p, to - 1))
    to--;
  g_autofree char *opening = words_text(p, to, p->to);
  g_autofree char *family = words_text(p, p->from, p->from + words);
  name->family = opening ? g_strconcat(opening, " ", family, NULL) : g_steal_pointer(&family);
  guint given = given_from(p, p->from + words);
  if (given > p->from + words && !name->prefix)
    name->prefix = words_text(p, p->from + words, given);
  gboolean several = to > given + 1;
  if (several && g_strcmp0(p->region, "VN") == 0) {
    name->given = words_text(p, to - 1, to);
    name->middle = words_text(p, given, to - 1);
    return;
  }
  gboolean initial = several && (cc_token(p->tokens, to - 1)->shape & CC_T_INITIAL) &&
                     !(cc_token(p->tokens, given)->shape & CC_T_INITIAL);
  name->given = words_text(p, given, initial ? to - 1 : to);
  name->middle = initial ? words_text(p, to - 1, to) : NULL;
}

/* Two given names where people have two of each: "María José". */
static gboolean are_given(const Parts *p, guint from, guint to) {
  for (guint i = from; i < to; i++) {
    const CcToken *token = cc_token(p->tokens, i);
    if (!(token->flags & CC_W_GIVEN) || (token->shape & CC_T_INITIAL)) return FALSE;
  }
  return to > from;
}

/* "R.K.Beck", "Ravi.K": a name and initials that no blank parts. */
static gboolean set_glued(const Parts *p, CardcatName *name) {
  g_autofree char *word = words_text(p, p->from, p->to);
  char *first = strchr(word, '.'), *last = strrchr(word, '.');
  if (!first || !last[1] || first == word) return FALSE;
  gboolean initials_first = last[2] && last[-1] != '.';
  for (const char *q = word; initials_first && q < last; q += 2)
    initials_first = g_ascii_isupper(q[0]) && q[1] == '.';
  char *at = initials_first ? last : first;
  gboolean initials_last = !initials_first && first - word > 2 && g_ascii_isupper(first[1]) &&
                           (!first[2] || first[2] == '.');
  if (!initials_first && !initials_last) return FALSE;
  name->given = g_strndup(word, (gsize)(at - word) + (initials_first ? 1 : 0));
  name->family = g_strdup(at + 1);
  return TRUE;
}

static void set_parts(const Parts *p, CardcatName *name) {
  guint n = p->to - p->from;
  name->prefix = words_text(p, 0, p->from);
  name->suffix = words_text(p, p->to, p->tokens->len);
  if (n == 0) return;
  guint first = family_first(p);
  if (first) {
    set_family_first(p, first, name);
    return;
  }
  if (n == 1 && set_glued(p, name)) return;
  if (n == 1) {
    const CcToken *only = cc_token(p->tokens, p->from);
    char *text = words_text(p, p->from, p->to);
    if (name->prefix && !(only->flags & CC_W_GIVEN))
      name->family = text;
    else
      name->given = text;
    return;
  }
  guint family = family_from(p);
  gboolean two = has_two_surnames(p) && are_given(p, p->from + 1, family);
  guint given = two ? family : p->from + 1;
  name->given = words_text(p, p->from, given);
  name->middle = words_text(p, given, family);
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
                   gboolean family_stands_first, CardcatName *name) {
  Parts p = {.models = models,
             .text = text,
             .tokens = cc_tokens(models, text),
             .region = region,
             .family_first = family_stands_first};
  find_core(&p);
  gboolean one_surname_up = p.tokens->len > 0 && family_first(&p);
  set_parts(&p, name);
  name->full = g_strdup(text);
  char **parts[] = {&name->given, &name->middle, &name->family};
  gboolean capitals = mostly_capitals(&p);
  g_autofree char *core = words_text(&p, p.from, p.to);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    if (!*parts[i] || !(capitals || cc_name_is_capitals(*parts[i]) || one_surname_up)) continue;
    char *small = cc_name_lower_capitals(models, *parts[i], parts[i] != &name->given);
    g_free(*parts[i]);
    *parts[i] = small;
  }
  if (core) {
    g_autofree char *small = cc_name_lower_capitals(models, core, FALSE);
    g_autofree char *head = g_strndup(text, cc_token(p.tokens, p.from)->start);
    const char *tail = text + cc_token(p.tokens, p.to - 1)->end;
    g_free(name->full);
    name->full = g_strconcat(head, small, tail, NULL);
  }
  g_array_unref(p.tokens);
}
