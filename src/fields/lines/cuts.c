/* Where one line says two things: at which signs, and where no sign tells. */
#include "fields/lines/lines.h"

#include <string.h>

/* Letters that a firm and a domain begin with alike; fewer do by chance. */
#define DOMAIN_SHARED 5
/* A shorter word is in a mailbox by chance. */
#define MAILBOX_LETTERS 4
/* Words of a name that a title follows. */
#define NAME_WORDS_MIN 2
#define NAME_WORDS_MAX 5
/* Of what somebody is, before a colon. */
#define ROLE_WORDS_MAX 3
#define ROLE_LETTERS_MIN 3
/* A shorter word of a title may be in capitals. */
#define TITLE_LETTERS 4

/* Whether one of TOKENS in bytes FROM..TO has one of FLAGS and none of BUT. */
static gboolean holds_only(const GArray *tokens, guint32 flags, guint32 but, gsize from, gsize to) {
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->start >= from && token->end <= to && (token->flags & flags) && !(token->flags & but))
      return TRUE;
  }
  return FALSE;
}

static gboolean holds(const GArray *tokens, guint32 flags, gsize from, gsize to) {
  return holds_only(tokens, flags, 0, from, to);
}

/* A title by a list, or by its end: "projektleiterin". */
static gboolean is_title(const CcModels *models, const CcToken *token) {
  return ((token->flags | cc_models_ending(models, token->fold)) & CC_W_TITLE) != 0;
}

static gboolean holds_title(const CcModels *models, const GArray *tokens, gsize from, gsize to) {
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->start >= from && token->end <= to && is_title(models, token)) return TRUE;
  }
  return FALSE;
}

static gboolean holds_shape(const GArray *tokens, guint32 shape, gsize from, gsize to) {
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->start >= from && token->end <= to && (token->shape & shape)) return TRUE;
  }
  return FALSE;
}

/* "Ada Beck, Director", "Ada Beck - CEO": a name before the sign, a title after it. */
static gboolean parts_name(const GArray *tokens, gsize at, gsize end) {
  guint32 firm = CC_W_ORG | CC_W_LEGAL | CC_W_STREET | CC_W_DEPT;
  gboolean name = holds(tokens, CC_W_GIVEN | CC_W_HONORIFIC, 0, at) &&
                  !holds(tokens, CC_W_TITLE | firm, 0, at) &&
                  !holds_shape(tokens, CC_T_DIGIT, 0, at);
  return name && holds(tokens, CC_W_TITLE, at, end) && !holds(tokens, CC_W_POSTNOMINAL, at, end);
}

static gboolean is_name_like(const GArray *tokens, gsize from, gsize to) {
  guint32 other = CC_W_TITLE | CC_W_ORG | CC_W_LEGAL | CC_W_STREET | CC_W_DEPT | CC_W_POSTNOMINAL;
  return holds(tokens, CC_W_GIVEN | CC_W_FAMILY | CC_W_HONORIFIC, from, to) &&
         !holds(tokens, other, from, to) && !holds_shape(tokens, CC_T_DIGIT | CC_T_LOWER, from, to);
}

/* No words but a title's up to token END, none of which people are called by: "Pastor". */
static gboolean are_title_words(const CcModels *models, const GArray *tokens, guint end) {
  gboolean title = FALSE;
  for (guint i = 0; i < end; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (!(token->flags & (CC_W_TITLE | CC_W_TITLE_MOD)) || (token->flags & CC_W_HONORIFIC) ||
        cc_models_lists(models, CC_LIST_CALLED_BY, token->fold))
      return FALSE;
    title |= (token->flags & (CC_W_TITLE | CC_W_GIVEN)) == CC_W_TITLE;
  }
  return title;
}

/* From token I on a given name and no more words than one has, all of them names. */
static gboolean is_person(const GArray *tokens, guint i) {
  guint32 place = CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY | CC_W_TITLE_MOD;
  guint n = tokens->len - i;
  if (n < NAME_WORDS_MIN || n > NAME_WORDS_MAX) return FALSE;
  gsize from = cc_token(tokens, i)->start, to = cc_token(tokens, tokens->len - 1)->end;
  gboolean given = cc_token(tokens, i)->flags & CC_W_GIVEN;
  const CcToken *last = cc_token(tokens, tokens->len - 1);
  gboolean family = (last->flags & (CC_W_FAMILY | CC_W_COMMON)) == CC_W_FAMILY;
  return (given || family) && is_name_like(tokens, from, to) && !holds(tokens, place, from, to) &&
         (last->flags & (CC_W_FAMILY | CC_W_GIVEN));
}

/* Words with capitals that no list has but names, from token FROM on: "Prop. Bexa", "Prop. Bexa R.
 * Beck". */
static gboolean are_strange_capitals(const GArray *tokens, guint from) {
  guint initials = 0;
  for (guint i = from; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    gboolean initial = (token->shape & CC_T_INITIAL) != 0;
    guint32 other = initial ? 0 : token->flags & ~(guint32)(CC_W_GIVEN | CC_W_FAMILY);
    if (other || !(token->shape & CC_T_CAPITAL) || (token->shape & CC_T_DIGIT)) return FALSE;
    initials += initial ? 1 : 0;
  }
  guint words = tokens->len - from - initials;
  return words > 0 && words <= NAME_WORDS_MIN;
}

/* "Prop. Ada Beck", "Owner: Ada Beck": a title in short or marked by a colon, and a name after it;
 * "Proprietor Ada Beck": a whole name. */
static gsize title_before_name(const CcModels *models, const GArray *tokens, const char *text,
                               gsize length) {
  guint bullets = 0; /* "+ Prop. Ada Beck" */
  while (bullets < tokens->len && cc_token(tokens, bullets)->letters == 0)
    bullets++;
  if (tokens->len < bullets + 2) return 0;
  const CcToken *first = cc_token(tokens, bullets), *next = cc_token(tokens, bullets + 1);
  gboolean marked = (first->shape & (CC_T_POINT | CC_T_COMMA)) || text[first->end - 1] == ':';
  gboolean title = (first->flags & CC_W_TITLE) && !(first->flags & (CC_W_GIVEN | CC_W_HONORIFIC));
  if (marked && title &&
      (is_name_like(tokens, next->start, length) || are_strange_capitals(tokens, bullets + 1)))
    return next->start;
  for (guint i = 1; i + 1 < tokens->len; i++)
    if (are_title_words(models, tokens, i) && is_person(tokens, i))
      return cc_token(tokens, i)->start;
  return 0;
}

/* From token I on a given name, and a word with a capital that is in no list. */
static gboolean is_given_and_strange(const GArray *tokens, guint i) {
  if (tokens->len != i + 2) return FALSE;
  const CcToken *given = cc_token(tokens, i), *family = cc_token(tokens, i + 1);
  return (given->flags & CC_W_GIVEN) && (given->shape & CC_T_CAPITAL) && family->flags == 0 &&
         (family->shape & (CC_T_CAPITAL | CC_T_UPPER)) && !(family->shape & CC_T_DIGIT);
}

/* "El Jefe: Ada Beck": up to three words that are no label, a colon, and a person after it; the
 * byte where the person begins, 0: none does. */
static gsize person_after_colon(const CcModels *models, const GArray *tokens, const char *text) {
  const char *colon = strchr(text, ':');
  if (!colon || colon[1] != ' ') return 0;
  gsize at = (gsize)(colon - text);
  guint i = 0;
  while (i < tokens->len && cc_token(tokens, i)->start < at)
    i++;
  g_autofree char *before = g_strndup(text, at);
  g_autofree char *key = cc_fold(before);
  gboolean words = i > 0 && i <= ROLE_WORDS_MAX && strlen(key) >= ROLE_LETTERS_MIN &&
                   !holds_shape(tokens, CC_T_DIGIT, 0, at);
  if (!words || i == tokens->len || cc_models_label(models, key) ||
      cc_models_lists(models, CC_LIST_CONTACT, key))
    return 0;
  gsize from = cc_token(tokens, i)->start;
  return is_person(tokens, i) || is_given_and_strange(tokens, i) ? from : 0;
}

/* "Clerk II": letters of a number. */
static gboolean is_grade(const CcToken *token) {
  return strspn(token->fold, "iv") == strlen(token->fold);
}

/* "Clerk B.Sc. (Botany)": a title, and degrees after it; the byte where they begin, 0: none do. */
static gsize degrees_after_title(const GArray *tokens) {
  for (guint i = 1; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (!(token->flags & CC_W_POSTNOMINAL) || is_grade(token)) continue;
    guint32 other = CC_W_GIVEN | CC_W_FAMILY | CC_W_HONORIFIC;
    gboolean title = holds(tokens, CC_W_TITLE, 0, token->start);
    return title && !holds(tokens, other, 0, token->start) ? token->start : 0;
  }
  return 0;
}

/* A word that may stand in a name; after a particle any may: "von Berg". */
static gboolean may_be_name(const CcToken *token, gboolean after_particle) {
  guint32 other = CC_W_TITLE | CC_W_ORG | CC_W_LEGAL | CC_W_STREET | CC_W_DEPT | CC_W_POSTNOMINAL;
  gboolean particle = (token->flags & CC_W_PARTICLE) != 0;
  if ((token->shape & CC_T_DIGIT) || ((token->shape & CC_T_LOWER) && !particle)) return FALSE;
  return particle || after_particle || (token->flags & (CC_W_GIVEN | CC_W_FAMILY)) ||
         !(token->flags & other);
}

/* Whether an e-mail's mailbox has the word of TOKEN. */
static gboolean is_in_mailbox(const CcCard *card, const CcToken *token) {
  return token->letters >= MAILBOX_LETTERS && cc_card_mailbox_has(card, token->fold);
}

/* "ADA BEXA Clerk": the words of TOKENS before AT are in capitals, that there and those after it
 * not. */
static gboolean capitals_end(const GArray *tokens, gsize at) {
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    gboolean upper = (token->shape & (CC_T_UPPER | CC_T_INITIAL)) != 0;
    gboolean title = token->start >= at && token->letters >= TITLE_LETTERS;
    if (token->start < at ? !upper : title && (token->shape & CC_T_UPPER)) return FALSE;
  }
  return TRUE;
}

/* The words of TOKENS before AT are a name's: a given name, or one that a mailbox has, among them,
 * or all of them in capitals alone. */
static gboolean is_full_name(const CcCard *card, const GArray *tokens, gsize at) {
  gboolean particle = FALSE, proved = capitals_end(tokens, at);
  for (guint i = 0; i < tokens->len && cc_token(tokens, i)->start < at; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (!may_be_name(token, particle) || (token->flags & CC_W_TITLE_MOD)) return FALSE;
    particle = (token->flags & CC_W_PARTICLE) != 0;
    proved = proved || (token->flags & CC_W_GIVEN) || is_in_mailbox(card, token);
  }
  return proved;
}

/* "Ada Beck Senior Clerk": a name, and a title after it with nothing else; the byte where it
 * begins, 0: none does. */
static gsize title_after_name(const CcCard *card, const GArray *tokens, gsize length) {
  for (guint i = NAME_WORDS_MIN; i < MIN(tokens->len, NAME_WORDS_MAX + 1); i++) {
    const CcToken *token = cc_token(tokens, i);
    if (!is_title(card->models, token) && !(token->flags & (CC_W_TITLE_MOD | CC_W_DEPT))) continue;
    guint32 other = CC_W_ORG | CC_W_LEGAL | CC_W_STREET;
    gboolean capitals = capitals_end(tokens, token->start);
    gboolean parted = (cc_token(tokens, i - 1)->shape & (CC_T_COMMA | CC_T_POINT)) && !capitals;
    gboolean firm = !capitals && holds_only(tokens, other, CC_W_TITLE, token->start, length);
    gboolean title = holds_title(card->models, tokens, token->start, length) && !firm &&
                     !holds_shape(tokens, CC_T_DIGIT, token->start, length);
    return !parted && title && is_full_name(card, tokens, token->start) ? token->start : 0;
  }
  return 0;
}

/* "Ada Beck (Clerk)": nothing but a title in the brackets that close the line. */
static gboolean parts_bracket(const GArray *tokens, const char *text, gsize at, gsize end) {
  if (text[at + 1] != '(' || text[end - 1] != ')') return FALSE;
  guint32 other = CC_W_TITLE | CC_W_ORG | CC_W_LEGAL | CC_W_STREET | CC_W_DEPT;
  if (holds(tokens, other, 0, at) || holds_shape(tokens, CC_T_DIGIT | CC_T_LOWER, 0, at))
    return FALSE;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    gboolean title = token->flags & (CC_W_TITLE | CC_W_TITLE_MOD) || token->shape & CC_T_SIGN;
    if (token->start > at && !title) return FALSE;
  }
  return TRUE;
}

/* "Owner - Ada Beck": nothing but a title before the sign, a name after it. */
static gboolean parts_owner(const CcModels *models, const GArray *tokens, gsize at, gsize after) {
  guint i = 0;
  while (i < tokens->len && cc_token(tokens, i)->end <= at)
    i++;
  guint next = i;
  while (next < tokens->len && cc_token(tokens, next)->start < after)
    next++;
  return next < tokens->len && are_title_words(models, tokens, i) && is_person(tokens, next);
}

/* "Harrow Ltd, 12 Mill Lane": a form of law before the comma, a street and its number after it. */
static gboolean parts_place(const GArray *tokens, gsize at, gsize after, gsize end) {
  const CcToken *last = NULL;
  for (guint i = 0; i < tokens->len && cc_token(tokens, i)->end <= at; i++)
    last = cc_token(tokens, i);
  return last && (last->flags & CC_W_LEGAL) && holds(tokens, CC_W_STREET, after, end) &&
         holds_shape(tokens, CC_T_DIGIT, after, end) && !holds(tokens, CC_W_STREET, 0, at) &&
         !holds_shape(tokens, CC_T_DIGIT, 0, at);
}

/* "Clerk - Accounts": a title before a dash or a colon, a department after it. */
static gboolean parts_title(const GArray *tokens, gsize at, gsize end) {
  guint32 other = CC_W_LEGAL | CC_W_STREET;
  return holds(tokens, CC_W_TITLE, 0, at) && !holds(tokens, CC_W_DEPT | CC_W_ORG | other, 0, at) &&
         holds(tokens, CC_W_DEPT | CC_W_DEPT_OF, at, end) &&
         !holds(tokens, CC_W_TITLE | other, at, end) && !holds_shape(tokens, CC_T_DIGIT, 0, end);
}

/* "Dept. of", "School of" at byte AT. */
static gboolean opens_department(const GArray *tokens, gsize at) {
  for (guint i = 0; i < tokens->len; i++)
    if (cc_token(tokens, i)->start == at) return (cc_token(tokens, i)->flags & CC_W_DEPT_OF) != 0;
  return FALSE;
}

/* Whether TEXT from byte AT on begins with what one of DOMAINS (slugs) says, or that with it. */
static gboolean begins_like_domain(const GPtrArray *domains, const char *text) {
  g_autofree char *slug = cc_slug(text);
  for (guint i = 0; i < domains->len; i++) {
    const char *domain = domains->pdata[i];
    gsize shared = 0;
    while (slug[shared] && slug[shared] == domain[shared])
      shared++;
    if (shared >= DOMAIN_SHARED) return TRUE;
  }
  return FALSE;
}

/* "Clerk, Harrow Ltd", "Clerk at Harrow": a title before a sign or a word, a firm after it, which a
 * word of firms or the card's own domains tell. */
static gboolean parts_employer(const CcCard *card, const GArray *tokens, const char *text, gsize at,
                               gsize after) {
  gsize end = strlen(text);
  if (!holds_title(card->models, tokens, 0, at) || holds(tokens, CC_W_LEGAL | CC_W_STREET, 0, at) ||
      holds(tokens, CC_W_TITLE, after, end) || holds_shape(tokens, CC_T_DIGIT, 0, end))
    return FALSE;
  /* "Attorney at Law", "Head - Alloys" */
  gboolean phrase = strchr(text + after, ' ') != NULL;
  gboolean dash = text[at] == ' ' && text[at + 1] != '@' && !g_ascii_isalpha(text[at + 1]);
  if (holds(tokens, CC_W_LEGAL, after, end) ||
      ((phrase || !dash) && begins_like_domain(card->domains, text + after)))
    return TRUE;
  return phrase && holds(tokens, CC_W_ORG, after, end) &&
         !holds(tokens, CC_W_DEPT | CC_W_DEPT_OF | CC_W_STREET, after, end) &&
         !holds_only(tokens, CC_W_ORG, CC_W_TITLE | CC_W_DEPT, 0, at);
}

/* "Attorney at Law, Harrow": a comma parts the word after byte AT from what follows, which is no
 * form of law. */
static gboolean is_parted(const GArray *tokens, gsize at) {
  for (guint i = 0; i + 1 < tokens->len; i++)
    if (cc_token(tokens, i)->start >= at)
      return (cc_token(tokens, i)->shape & CC_T_COMMA) &&
             !(cc_token(tokens, i + 1)->flags & CC_W_LEGAL);
  return FALSE;
}

/* Bytes of a word at P that stands between a title and a firm; 0 when none does. */
static gsize employing_word_at(const char *p) {
  static const char *const words[] = {" at ", " @ ", " bei ", " chez ", " presso ", " bij "};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (strncmp(p, words[i], strlen(words[i])) == 0) return strlen(words[i]);
  return 0;
}

/* Bytes of a separator at P that parts two meanings; 0 when none stands there. */
static gsize separator_at(const char *p) {
  static const char *const always[] = {" | ", " • ", " · ", " ● ", " ▪ ", " ■ ",
                                       "|",   " » ", " ♦ ", " ◆ ", " ∙ ", "•"};
  for (guint i = 0; i < G_N_ELEMENTS(always); i++)
    if (strncmp(p, always[i], strlen(always[i])) == 0) return strlen(always[i]);
  return 0;
}

static gsize weak_separator_at(const char *p) {
  static const char *const weak[] = {", ", " - ", " – ", " — ", " / ", " : ", " ("};
  for (guint i = 0; i < G_N_ELEMENTS(weak); i++)
    if (strncmp(p, weak[i], strlen(weak[i])) == 0) return strlen(weak[i]);
  return 0;
}

gsize cc_cut_without_sign(const CcCard *card, const GArray *tokens, const char *text, gsize length,
                          CcLabelWord *label) {
  gsize at = title_before_name(card->models, tokens, text, length);
  if (!at) at = person_after_colon(card->models, tokens, text);
  *label = at ? CC_L_NAME : CC_L_NONE;
  if (!at) at = title_after_name(card, tokens, length);
  if (!at) at = degrees_after_title(tokens);
  if (at) return at;
  at = cc_register_after(tokens, text, length);
  *label = at ? CC_L_NUMBER : CC_L_NONE;
  return at;
}

gsize cc_cut_at(const CcCard *card, const GArray *tokens, const char *text, gsize at,
                gboolean *cut) {
  gsize length = strlen(text), bytes = separator_at(text + at);
  gsize weak = bytes || *cut ? 0 : weak_separator_at(text + at);
  gsize word = bytes || *cut || weak ? 0 : employing_word_at(text + at);
  if (word && is_parted(tokens, at + word)) word = 0;
  if (weak + word > 0 && parts_employer(card, tokens, text, at, at + weak + word)) {
    *cut = TRUE;
    return weak + word;
  }
  if (!weak) return bytes;
  gboolean dash = (weak > 2 && text[at + 1] != '/') || opens_department(tokens, at + weak);
  *cut = parts_name(tokens, at, length) || parts_owner(card->models, tokens, at, at + weak) ||
         parts_place(tokens, at, at + weak, length) || parts_bracket(tokens, text, at, length) ||
         (dash && parts_title(tokens, at, length));
  return *cut ? weak : 0;
}
