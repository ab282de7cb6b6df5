/* The country of a card: every sign of it votes. */
#include "fields/lines/lines.h"

#include <string.h>

#define VOTES_MAX 24
#define PAYLOADS_MAX 8

/* Votes of each sign; by hand. */
#define DIALLING_CODE_VOTES 4
#define DOMAIN_VOTES 3
#define POSTCODE_VOTES 4
#define NAME_VOTES 4          /* a country's name that closes a line */
#define NAME_INSIDE_VOTES 0.5 /* elsewhere it may be a person's or a firm's */
#define HINT_VOTES 1
#define USERS_VOTES 1.5
#define SHAPE_VOTES 0.5 /* of a number's groups */

typedef struct {
  char country[3];
  double votes;
} Vote;

typedef struct {
  Vote vote[VOTES_MAX];
  guint n;
} Ballot;

static void cast(Ballot *ballot, const char *country, double votes) {
  if (!country || strlen(country) != 2) return;
  for (guint i = 0; i < ballot->n; i++)
    if (strcmp(ballot->vote[i].country, country) == 0) {
      ballot->vote[i].votes += votes;
      return;
    }
  if (ballot->n == VOTES_MAX) return;
  Vote *vote = &ballot->vote[ballot->n++];
  g_strlcpy(vote->country, country, sizeof vote->country);
  vote->votes = votes;
}

static void cast_dialling_code(Ballot *ballot, const char *text) {
  for (const char *p = strchr(text, '+'); p; p = strchr(p + 1, '+')) {
    if (!g_ascii_isdigit(p[1])) continue;
    gsize length = strspn(p, "+0123456789 ()-./");
    g_autofree char *number = g_strndup(p, length);
    CcNumber parsed = cc_number_parse(number, NULL);
    if (*parsed.region) cast(ballot, parsed.region, DIALLING_CODE_VOTES);
  }
}

static void cast_domain(Ballot *ballot, const CcModels *models, const char *text) {
  for (const char *p = strchr(text, '.'); p; p = strchr(p + 1, '.')) {
    if (p == text || !g_ascii_isalnum(p[-1]) || !g_ascii_isalpha(p[1]) || !g_ascii_isalpha(p[2]))
      continue;
    if (g_ascii_isalnum(p[3]) || (p[3] && strchr(".@-_", p[3]))) continue;
    char code[3] = {g_ascii_toupper(p[1]), g_ascii_toupper(p[2]), 0};
    g_autofree char *small = g_ascii_strdown(code, -1);
    gboolean everywhere = cc_models_lists(models, CC_LIST_WORLDWIDE, small);
    if (!everywhere && (strchr(text, '@') || strstr(text, "www")))
      cast(ballot, strcmp(code, "UK") == 0 ? "GB" : code, DOMAIN_VOTES);
  }
}

static void cast_words(Ballot *ballot, const CcModels *models, const char *text) {
  gsize start, end;
  char country[3];
  if (cc_postcode_find(models, text, NULL, &start, &end, country) == CC_POSTCODE_STRONG)
    cast(ballot, country, POSTCODE_VOTES);
  g_autoptr(GArray) tokens = cc_tokens(models, text);
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    const char *code =
        (token->shape & CC_T_CAPITAL) ? cc_models_country(models, token->fold) : NULL;
    gboolean closes = i + 1 == tokens->len || (token->shape & CC_T_COMMA);
    if (code) cast(ballot, code, closes ? NAME_VOTES : NAME_INSIDE_VOTES);
    if (i + 1 < tokens->len) {
      const CcToken *next = cc_token(tokens, i + 1);
      g_autofree char *pair = g_strconcat(token->fold, " ", next->fold, NULL);
      const char *two = cc_models_country(models, pair);
      if (two) cast(ballot, two, NAME_VOTES);
    }
  }
}

/* Forms of law and words of streets that one country uses more than others. */
static void cast_hints(Ballot *ballot, const CcModels *models, const char *text) {
  g_autofree char *lower = g_utf8_strdown(text, -1);
  g_autofree char *line = g_strconcat(" ", lower, " ", NULL);
  for (guint i = 0; i < models->hints->len; i++) {
    const CcHint *hint = models->hints->pdata[i];
    if (strstr(line, hint->text)) cast(ballot, hint->country, HINT_VOTES);
  }
}

/* SHAPE ("N99-9999") at the beginning of TEXT, no digit or sign of a number after it. */
static gboolean has_shape(const char *text, const char *shape) {
  for (; *shape; shape++, text++) {
    gboolean fits = *shape == '9'   ? g_ascii_isdigit(*text)
                    : *shape == 'N' ? *text >= '2' && *text <= '9'
                                    : *text == *shape;
    if (!fits) return FALSE;
  }
  return !g_ascii_isdigit(*text) && !(strchr("-.", *text) && *text && g_ascii_isdigit(text[1]));
}

/* Numbers without a country's code are grouped as its country does. */
static void cast_shapes(Ballot *ballot, const CcModels *models, const char *text) {
  const GPtrArray *shapes = cc_models_list(models, CC_LIST_NUMBER_SHAPE);
  for (const char *p = text; *p; p++) {
    if (!strchr("(0123456789", *p)) continue;
    if (p > text && (g_ascii_isalnum(p[-1]) || strchr("+-./(", p[-1]))) continue;
    if (p > text + 1 && p[-1] == ' ' && g_ascii_isdigit(p[-2])) continue;
    for (guint i = 0; i < shapes->len; i++) {
      const char *shape = shapes->pdata[i];
      char country[3] = {shape[0], shape[1], 0};
      if (has_shape(p, shape + 3)) cast(ballot, country, SHAPE_VOTES);
    }
  }
}

static void cast_line(Ballot *ballot, const CcModels *models, const char *text) {
  cast_dialling_code(ballot, text);
  cast_domain(ballot, models, text);
  cast_words(ballot, models, text);
  cast_hints(ballot, models, text);
  cast_shapes(ballot, models, text);
}

/* What a coded contact says of its country, "ADR:;;Nygade 3;Odense;;5000;Denmark". */
static void cast_payload(Ballot *ballot, const CcModels *models, const char *payload) {
  if (!cc_payload_is_contact(payload)) return;
  g_autofree char *text = cc_text_clean_lines(payload, -1, 4 * CC_TEXT_MAX);
  g_auto(GStrv) lines = g_strsplit(text, "\n", CC_LINES_MAX);
  for (guint i = 0; lines[i]; i++) {
    g_auto(GStrv) parts = g_strsplit_set(lines[i], ";:", -1);
    g_autofree char *line = g_strjoinv(", ", parts);
    cast_line(ballot, models, line);
  }
}

void cc_region_guess(CcCard *card) {
  Ballot ballot = {0};
  if (card->input->region) cast(&ballot, card->input->region, USERS_VOTES);
  guint lines = MIN(card->input->lines->len, CC_LINES_MAX);
  for (guint i = 0; i < lines; i++) {
    cast_line(&ballot, card->models, cc_card_line(card, i)->text);
  }
  for (guint i = 0; card->input->payloads && i < MIN(card->input->payloads->len, PAYLOADS_MAX); i++)
    cast_payload(&ballot, card->models, card->input->payloads->pdata[i]);
  double best = 0;
  for (guint i = 0; i < ballot.n; i++)
    if (ballot.vote[i].votes > best) {
      best = ballot.vote[i].votes;
      g_strlcpy(card->region, ballot.vote[i].country, sizeof card->region);
    }
  const CcLearned *learned = cc_models_learned(card->models);
  const char *usual = best <= 0 && learned ? cc_learned_country(learned) : NULL;
  if (!usual) return;
  g_strlcpy(card->region, usual, sizeof card->region);
  card->region_learned = TRUE;
}
