/* Which of a line's alternatives makes most sense as words. */
#include "fields/lines/lines.h"

#include <string.h>

/* A line read this surely is as it was read. */
#define SURE_CONFIDENCE 0.9
/* By how much another alternative must make more sense: the share of its letters in listed words.
 */
#define SENSE_GAIN 0.2
#define ALTERNATIVES_MAX 4
/* A word that an alternative lost, no icon at the line's end. */
#define LOST_LETTERS 3
/* Fewer letters more are an ending that may be another word's. */
#define CUT_LETTERS 2
/* Names, titles, words of this many letters or more prove something. */
#define TELLING_LETTERS 4

/* The share of TEXT's letters that are in listed words, less for words of nothing. */
static double sense_of(const CcModels *models, const char *text) {
  g_autoptr(GArray) tokens = cc_tokens(models, text);
  double known = 0, all = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    guint letters = MAX(token->letters, 1);
    all += letters;
    gboolean sound = token->letters >= TELLING_LETTERS || (token->flags & CC_W_FUNCTION) ||
                     (token->flags & (CC_W_LEGAL | CC_W_POSTNOMINAL));
    g_autofree char *word = g_strndup(text + token->start, token->end - token->start);
    if (token->flags && sound && !strpbrk(word, "!?<>{}[]|^*~_\\\"")) known += letters;
  }
  return all > 0 ? known / all : 0;
}

static guint count_kind(const char *text, gboolean (*is)(gunichar)) {
  guint n = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    n += is(g_utf8_get_char(p)) ? 1 : 0;
  return n;
}

/* Whether half of the letters of one are in the other: alternatives of one print are alike. */
static gboolean are_alike(const char *a, const char *b) {
  g_autofree char *one = cc_slug(a), *other = cc_slug(b);
  gsize length = strlen(one), shared = 0;
  for (char *p = one; *p; p++) {
    char *met = strchr(other, *p);
    if (!met) continue;
    *met = ' ';
    shared++;
  }
  return 2 * shared >= length;
}

/* "Ada" where two other alternatives or more go on with a word: the one that lost it is not right.
 */
static const char *longer_alternative(const CardcatLine *line) {
  gsize length = strlen(line->text);
  guint longer = 0;
  for (guint i = 0; i < line->alternatives->len; i++) {
    const char *text = line->alternatives->pdata[i];
    if (strncmp(text, line->text, length) != 0 || text[length] != ' ') return NULL;
    longer += count_kind(text + length, g_unichar_isalpha) >= LOST_LETTERS ? 1 : 0;
  }
  return longer >= 2 && longer == line->alternatives->len ? line->alternatives->pdata[0] : NULL;
}

/* "Engin" where another alternative has "Engineer": the beginning of a word that is in a list. */
static const char *whole_word(const CcModels *models, const CardcatLine *line) {
  const char *last = strrchr(line->text, ' ');
  g_autofree char *head = cc_slug(last ? last : line->text);
  for (guint i = 0; strlen(head) >= TELLING_LETTERS && i < line->alternatives->len; i++) {
    const char *text = line->alternatives->pdata[i], *other = strrchr(text, ' ');
    g_autofree char *word = cc_slug(other ? other : text);
    if (strlen(word) >= strlen(head) + CUT_LETTERS && g_str_has_prefix(word, head) &&
        cc_models_flags(models, word))
      return text;
  }
  return NULL;
}

const char *cc_sensible_alternative(const CcCard *card, const CardcatLine *line) {
  const char *longer = longer_alternative(line);
  if (longer) return longer;
  if (line->confidence > 0 && line->confidence < SURE_CONFIDENCE)
    longer = whole_word(card->models, line);
  if (longer) return longer;
  if (line->confidence <= 0 || line->confidence >= SURE_CONFIDENCE) return line->text;
  const char *best = line->text;
  double most = sense_of(card->models, line->text) + SENSE_GAIN;
  guint digits = count_kind(line->text, g_unichar_isdigit);
  guint letters = count_kind(line->text, g_unichar_isalpha);
  for (guint i = 0; i < MIN(line->alternatives->len, ALTERNATIVES_MAX); i++) {
    const char *text = line->alternatives->pdata[i];
    /* An alternative that lost letters makes sense easily. */
    if (count_kind(text, g_unichar_isdigit) > digits ||
        count_kind(text, g_unichar_isalpha) + 2 < letters || !are_alike(line->text, text))
      continue;
    double sense = sense_of(card->models, text);
    if (sense <= most) continue;
    most = sense;
    best = text;
  }
  return best;
}
