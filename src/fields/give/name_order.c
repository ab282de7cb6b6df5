/* Which of a person's names stands first: what the mailbox and the country say of it. */
#include "fields/give/give.h"

#include <string.h>

/* More words than this are no name in an order of two. */
#define WORDS_MAX 4
/* An initial before fewer letters than this is any mailbox. */
#define SURNAME_LETTERS_MIN 3

typedef enum { SAYS_NOTHING, SAYS_GIVEN_FIRST, SAYS_FAMILY_FIRST } Says;

typedef struct {
  const CcModels *models;
  GArray *tokens;
  guint from, to; /* without honorifics and post-nominals */
} Words;

static const CcToken *first_of(const Words *w) {
  return cc_token(w->tokens, w->from);
}

static const CcToken *last_of(const Words *w) {
  return cc_token(w->tokens, w->to - 1);
}

static gboolean only(const CcToken *token, guint32 flag) {
  return (token->flags & (CC_W_GIVEN | CC_W_FAMILY)) == flag;
}

/* ---- the mailbox ---------------------------------------------------------------------------- */

/* "beck.ada@" and "abeck@" of "Beck Ada". */
static Says local_says(const Words *w, const char *local) {
  g_autofree char *first = cc_slug(first_of(w)->fold), *last = cc_slug(last_of(w)->fold);
  if (!*first || !*last || strcmp(first, last) == 0) return SAYS_NOTHING;
  g_auto(GStrv) pieces = g_strsplit_set(local, "._-", -1);
  if (g_strv_length(pieces) == 2 && strlen(pieces[0]) > 1 && strcmp(pieces[0], last) == 0 &&
      strcmp(pieces[1], first) == 0)
    return SAYS_FAMILY_FIRST;
  g_autofree char *plain = cc_slug(local);
  gboolean turned = plain[0] == last[0] && strcmp(plain + 1, first) == 0;
  gboolean usual = plain[0] == first[0] && strcmp(plain + 1, last) == 0;
  if (turned == usual) return SAYS_NOTHING;
  if (strlen(turned ? first : last) < SURNAME_LETTERS_MIN) return SAYS_NOTHING;
  return turned ? SAYS_FAMILY_FIRST : SAYS_GIVEN_FIRST;
}

static Says mailbox_says(const CcCard *card, const Words *w) {
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    if (value->kind != CC_EMAIL) continue;
    g_autofree char *small = g_utf8_strdown(value->value, -1);
    g_autofree char *local = g_strndup(small, strcspn(small, "@"));
    Says says = local_says(w, local);
    if (says != SAYS_NOTHING) return says;
  }
  return SAYS_NOTHING;
}

/* ---- the country ---------------------------------------------------------------------------- */

/* The place of WORD among the surnames of Asia, the most common first; their number: none. */
static guint surname_rank(const CcModels *models, const char *folded) {
  const GPtrArray *list = cc_models_list(models, CC_LIST_SURNAME);
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *key = cc_fold(list->pdata[i]);
    if (strcmp(key, folded) == 0) return i;
  }
  return list->len;
}

const char *cc_name_listed_surname(const CcModels *models, const char *word) {
  g_autofree char *key = cc_fold(word);
  const GPtrArray *list = cc_models_list(models, CC_LIST_SURNAME);
  guint rank = surname_rank(models, key);
  return rank < list->len ? list->pdata[rank] : NULL;
}

static gboolean country_turns(const CcCard *card, const Words *w, Says mailbox) {
  if (!cc_models_lists(card->models, CC_LIST_FAMILY_FIRST, card->region)) return FALSE;
  guint first = surname_rank(card->models, first_of(w)->fold);
  guint last = surname_rank(card->models, last_of(w)->fold);
  if (first != last) return first < last;
  if (cc_models_lists(card->models, CC_LIST_SURNAMES_LISTED, card->region)) return FALSE;
  if (mailbox == SAYS_GIVEN_FIRST && !only(last_of(w), CC_W_GIVEN)) return FALSE;
  gboolean usual = only(first_of(w), CC_W_GIVEN) && (last_of(w)->flags & CC_W_FAMILY);
  return !usual && (last_of(w)->flags & CC_W_GIVEN);
}

static Words words_of(const CcModels *models, const char *name) {
  Words w = {models, cc_tokens(models, name), 0, 0};
  w.to = w.tokens->len;
  while (w.from < w.to && (cc_token(w.tokens, w.from)->flags & CC_W_HONORIFIC) &&
         (cc_token(w.tokens, w.from)->shape & CC_T_POINT))
    w.from++;
  for (guint i = w.from; i < w.to; i++)
    if (cc_token(w.tokens, i)->shape & CC_T_COMMA) w.to = i + 1;
  return w;
}

static gboolean is_turned(const CcCard *card, const Words *w) {
  guint n = w->to - w->from;
  if (n < 2 || n > WORDS_MAX) return FALSE;
  if ((first_of(w)->shape | last_of(w)->shape) & (CC_T_INITIAL | CC_T_DIGIT)) return FALSE;
  Says mailbox = mailbox_says(card, w);
  /* Some firms' mailboxes have the family name first where the card has not. */
  gboolean against = only(first_of(w), CC_W_GIVEN) || only(last_of(w), CC_W_FAMILY);
  if (mailbox == SAYS_FAMILY_FIRST && !against) return TRUE;
  return country_turns(card, w, mailbox);
}

gboolean cc_name_is_turned(const CcCard *card, const char *name) {
  Words w = words_of(card->models, name);
  gboolean turned = is_turned(card, &w);
  g_array_unref(w.tokens);
  return turned;
}
