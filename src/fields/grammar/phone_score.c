/* How much a run of digits is like a phone number: the parts of a score. */
#include "fields/grammar/grammar.h"

#include <stdio.h>
#include <string.h>

/* What each sign adds; CC_PHONE_SCORE_MIN in all is enough.  By hand. */
static const struct {
  double labelled, valid, possible, plus, bracket, groups, tail, length, few, alone, alone_short,
      address, beside_name, no_phone, postcode, follows, follows_labelled, alike, marked, trunk,
      named;
} adds = {
    .labelled = 0.6,         /* "Tel." stands before it */
    .valid = 0.45,           /* libphonenumber knows it as one of the region, */
    .possible = 0.2,         /* or by its length */
    .plus = 0.3,             /* "+49 ..." */
    .bracket = 0.25,         /* "(208) 555 ..." */
    .groups = 0.15,          /* "555 01 49" */
    .tail = 0.2,             /* "555-0149" */
    .length = 0.15,          /* as many digits as most have */
    .few = -0.2,             /* fewer than most have */
    .alone = 0.35,           /* nothing else stands in the line, */
    .alone_short = 0.2,      /* and it is short */
    .address = -0.45,        /* a street or town stands in the line */
    .beside_name = 0.35,     /* "Ravi : 90123 45678" */
    .no_phone = -0.6,        /* a date, years, a Brazilian postcode */
    .postcode = -0.8,        /* a postcode of a form that hardly anything else has */
    .follows = 0.3,          /* another number stands before it, */
    .follows_labelled = 0.3, /* whose label holds for both, */
    .alike = 0.5,            /* and ends in as many digits */
    .marked = 0.3,           /* a telephone's icon before it */
    .trunk = 0.2,            /* "0824 - 555 0149": in groups, the first of which begins with 0 */
    .named = 0.2,            /* "Bookings: 948 17 42 06", in groups, and nothing after it */
};

/* Digits that most numbers have with a dialling code, or with a code for the town; of those without
 * the least. */
#define LONG_DIGITS 9
#define LONG_DIGITS_MAX 13
#define SHORT_DIGITS 7
/* Signs inside of numbers, and between two. */
#define DIGITS_AND_JOINTS "0123456789 .,-/()[]+"
/* Words of a name that a number stands beside; capitals of an abbreviation. */
#define NAME_WORDS_MAX 3
#define ABBREVIATION_LETTERS 4
/* A word that says whose a number is has as many letters; registers have fewer. */
#define NAMED_LETTERS 5

/* The bytes before FROM that belong to one piece of TEXT: to a bar, a bullet, a wide gap. */
static gsize piece_start(const char *text, gsize from) {
  while (from > 0) {
    const char *before = g_utf8_prev_char(text + from);
    gunichar c = g_utf8_get_char(before);
    if (c == '|' || c == '\t' || c == 0x2022 || c == 0xB7 || c == 0x25CF) return from;
    from = (gsize)(before - text);
  }
  return 0;
}

static gsize piece_end(const char *text, gsize from) {
  for (const char *p = text + from; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '|' || c == '\t' || c == 0x2022 || c == 0xB7 || c == 0x25CF) return (gsize)(p - text);
  }
  return strlen(text);
}

/* "053 923 9940": as long and in groups as a phone's number, and one of the region, or with the 0
 * before a town's code. */
static gboolean is_printed_as_phone(const CcPhoneRun *run) {
  gboolean long_enough = run->digits >= LONG_DIGITS && run->digits <= LONG_DIGITS_MAX;
  if (!long_enough || !cc_phone_has_groups(run->value)) return FALSE;
  if (run->value[0] == '(' && cc_phone_has_tail(run->value)) return TRUE; /* "(208) 555-0149" */
  return run->check == CC_NUMBER_VALID || cc_phone_has_trunk(run->value);
}

/* The number stands where a piece of a line gives a street or a town.  "Mobile" is no town there.
 */
static gboolean in_address(const CcPhoneRun *run, gboolean tail) {
  gsize from = piece_start(run->text, run->start), to = piece_end(run->text, run->end);
  g_autofree char *rest = g_strndup(run->text + from, to - from);
  memset(rest + run->start - from, ' ', run->end - run->start);
  g_autoptr(GArray) tokens = cc_tokens(run->models, rest);
  guint words = 0, signs = 0;
  guint32 places = CC_W_STREET | CC_W_UNIT | CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY;
  if (!tail) places |= CC_W_STATE_CODE;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    CcLabelWord label = cc_models_label(run->models, token->fold);
    if (label >= CC_L_WORK && label <= CC_L_OTHER) continue;
    if (token->letters >= 2) words++;
    if (token->flags & places) signs++;
  }
  return words > 0 && signs > 0;
}

static gboolean is_alone(const CcPhoneRun *run) {
  for (gsize i = 0; run->text[i]; i++)
    if ((i < run->start || i >= run->end) && g_ascii_isalpha(run->text[i])) return FALSE;
  return TRUE;
}

/* "SP 01014-000", "CB3 4AU", "94305-9510": STRONG postcode forms that overlap the run. */
static gboolean is_postcode(const CcPhoneRun *run) {
  gsize start = 0, end = 0;
  char country[3];
  CcPostcodeKind kind =
      cc_postcode_find(run->models, run->text, run->region, &start, &end, country);
  return kind == CC_POSTCODE_STRONG && start < run->end && end > run->start && run->digits <= 9 &&
         end >= run->end;
}

/* TEXT without the runs of digits that are as long as a number; owned. */
static char *without_numbers(const char *text) {
  char *rest = g_strdup(text);
  for (gsize i = 0; rest[i];) {
    gsize length = strspn(rest + i, DIGITS_AND_JOINTS);
    guint digits = 0;
    for (gsize k = i; k < i + length; k++)
      digits += g_ascii_isdigit(rest[k]) ? 1 : 0;
    if (digits >= LONG_DIGITS) memset(rest + i, ' ', length);
    i += MAX(length, 1);
  }
  return rest;
}

/* A person's, by its form and by what it means. */
static gboolean may_be_name(const CcToken *token) {
  if (token->flags & (CC_W_GIVEN | CC_W_FAMILY | CC_W_HONORIFIC)) return TRUE;
  gboolean short_form = (token->shape & CC_T_UPPER) && token->letters <= ABBREVIATION_LETTERS;
  guint32 others = CC_W_ORG | CC_W_STREET | CC_W_UNIT | CC_W_TOWN | CC_W_COMMON;
  return (token->shape & CC_T_CAPITAL) && !short_form && !(token->flags & others);
}

/* "Ravi 9012345678", "Ravi Kumar : 90123 45678, 90123 45679": a number beside no more than a
 * person's name. */
static gboolean is_beside_name(const CcPhoneRun *run) {
  if (run->digits < LONG_DIGITS + 1 || run->digits > LONG_DIGITS_MAX) return FALSE;
  g_autofree char *rest = without_numbers(run->text);
  g_autoptr(GArray) tokens = cc_tokens(run->models, rest);
  guint names = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->shape & CC_T_DIGIT) return FALSE;
    if (token->letters == 0) continue;
    if (!may_be_name(token)) return FALSE;
    names++;
  }
  return names > 0 && names <= NAME_WORDS_MAX;
}

/* "Bookings: 948 17 42 06": as many digits as most have, in groups, after a word and a colon that
 * no list has for a label. */
static gboolean is_named(const CcPhoneRun *run) {
  if (run->digits < LONG_DIGITS || !cc_phone_has_groups(run->value)) return FALSE;
  if (run->text[run->end + strspn(run->text + run->end, " .")]) return FALSE;
  gsize colon = run->start;
  while (colon > 0 && run->text[colon - 1] == ' ')
    colon--;
  if (colon == 0 || run->text[colon - 1] != ':') return FALSE;
  g_autofree char *name = g_strndup(run->text, colon - 1);
  g_autoptr(GArray) tokens = cc_tokens(run->models, name);
  return tokens->len == 1 && cc_token(tokens, 0)->letters >= NAMED_LETTERS;
}

/* "0000000", "1111 111": a grid or a pattern, read as digits.  A firm may have had itself given
 * such a number, and then says what it is; none is of zeros. */
static gboolean is_pattern(const CcPhoneRun *run) {
  const char *first = strpbrk(run->value, "0123456789");
  for (const char *p = first; p && *p; p++)
    if (g_ascii_isdigit(*p) && *p != *first) return FALSE;
  return first && (*first == '0' || run->label_word == CC_L_NONE);
}

/* A register's number by its label; none begins with a dialling code. */
static gboolean is_numbered(const CcPhoneRun *run) {
  return run->label_word == CC_L_NUMBER && !(run->value[0] == '+' && run->check == CC_NUMBER_VALID);
}

double cc_phone_score(const CcPhoneRun *run) {
  if (is_pattern(run) || is_numbered(run)) return 0;
  const char *value = run->value;
  if (run->digits < CC_PHONE_DIGITS_MIN || run->digits > CC_PHONE_DIGITS_MAX) return 0;
  gboolean labelled = run->label_word >= CC_L_WORK && run->label_word <= CC_L_OTHER;
  gboolean full = run->digits >= LONG_DIGITS;
  double score = labelled ? adds.labelled : 0;
  if (run->check == CC_NUMBER_VALID) score += adds.valid;
  if (run->check == CC_NUMBER_POSSIBLE) score += adds.possible;
  if (value[0] == '+' && full) score += adds.plus;
  if (value[0] == '(' && full) score += adds.bracket;
  if (cc_phone_has_groups(value)) score += adds.groups;
  if (cc_phone_has_tail(value)) score += adds.tail;
  if (full && run->digits <= LONG_DIGITS_MAX) score += adds.length;
  if (run->digits < SHORT_DIGITS) score += adds.few;
  if (is_alone(run)) score += full ? adds.alone : adds.alone_short;
  if (full && cc_phone_has_trunk(value)) score += adds.trunk;
  if (!labelled && !run->follows && !run->marked && value[0] != '+' && !is_printed_as_phone(run) &&
      in_address(run, cc_phone_has_tail(value)))
    score += adds.address;
  if (is_beside_name(run)) score += adds.beside_name;
  if (!labelled && cc_phone_is_other(run)) score += adds.no_phone;
  if (cc_phone_is_filed(run)) score += adds.no_phone;
  if (is_named(run)) score += adds.named;
  if (run->marked) score += adds.marked;
  if (run->alike) score += adds.alike;
  if (is_postcode(run)) score += adds.postcode;
  if (run->follows_labelled && full) score += adds.follows_labelled;
  score = CLAMP(score, 0, 1);
  return run->follows && score > 0 ? score + adds.follows : score;
}
