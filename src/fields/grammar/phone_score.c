/* How much a run of digits is like a phone number: the parts of a score. */
#include "fields/grammar/grammar.h"

#include <stdio.h>
#include <string.h>

/* What each sign adds; CC_PHONE_SCORE_MIN in all is enough.  By hand. */
static const struct {
  double labelled, valid, possible, plus, bracket, groups, tail, length, few, alone, alone_short,
      address, beside_name, no_phone, postcode, follows, follows_labelled, alike, marked, trunk;
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
};

/* Digits that most numbers have with a dialling code, or with a code for the town; of those without
 * the least. */
#define LONG_DIGITS 9
#define LONG_DIGITS_MAX 13
#define SHORT_DIGITS 7
/* The code of a town has no more, the 0 before it included. */
#define TRUNK_DIGITS 5
/* A shorter one may be a part of a register's number. */
#define TRUNK_DIGITS_MIN 3
/* As many digits as an article's number has, of which the first may be printed apart. */
#define ARTICLE_DIGITS 12
/* Signs inside of numbers, and between two. */
#define DIGITS_AND_JOINTS "0123456789 .,-/()[]+"
/* Words of a name that a number stands beside; capitals of an abbreviation. */
#define NAME_WORDS_MAX 3
#define ABBREVIATION_LETTERS 4
/* "ISO " as it is misread before a standard's number; parts of it are no longer. */
#define MISREAD_ISO "150 "
/* A shorter label is near to too many words. */
#define REGISTER_LETTERS 6

/* Numbers in groups as phones are printed, "2346" alone or "1016" are none. */
static gboolean has_groups(const char *value) {
  guint groups = 0, length = 0, longest = 0;
  for (const char *p = value;; p++) {
    if (g_ascii_isdigit(*p)) {
      if (length++ == 0) groups++;
    } else {
      longest = MAX(longest, length);
      length = 0;
      if (!*p) break;
    }
  }
  return groups >= 2 && longest <= 8;
}

/* "2700-4545", "555.0142": four digits after a hyphen or a point close a number. */
static gboolean has_phone_tail(const char *value) {
  gsize length = strlen(value), tail = 0;
  while (tail < length && g_ascii_isdigit(value[length - tail - 1]))
    tail++;
  if (tail != 4 || length < 8) return FALSE;
  char joint = value[length - 5];
  return (joint == '-' || joint == '.') && g_ascii_isdigit(value[length - 6]) &&
         g_ascii_isdigit(value[length - 7]) && g_ascii_isdigit(value[length - 8]);
}

/* "0824 - 2441556": a town's code with the 0 before it, then the number. */
static gboolean has_trunk(const char *value) {
  return value[0] == '0' && value[1] != '0' && strspn(value, "0123456789") <= TRUNK_DIGITS &&
         has_groups(value);
}

/* "053 923 9940": as long and in groups as a phone's number, and one of the region, or with the 0
 * before a town's code. */
static gboolean is_printed_as_phone(const CcPhoneRun *run) {
  gboolean long_enough = run->digits >= LONG_DIGITS && run->digits <= LONG_DIGITS_MAX;
  if (!long_enough || !has_groups(run->value)) return FALSE;
  return run->check == CC_NUMBER_VALID || has_trunk(run->value);
}

static gboolean is_hour(guint hour, guint minute) {
  return hour <= 24 && minute < 60;
}

/* "9.00-18.00", "07:30 - 22:00": from one time of the day to another. */
static gboolean is_hours(const char *value) {
  guint from, from_minute, to, to_minute;
  char joint, other, rest;
  int read = sscanf(value, "%2u%c%2u%*[ -]%2u%c%2u%c", &from, &joint, &from_minute, &to, &other,
                    &to_minute, &rest);
  return read == 6 && joint == other && strchr(".:", joint) && is_hour(from, from_minute) &&
         is_hour(to, to_minute);
}

static gboolean is_date_or_year(const char *value) {
  guint a, b, c;
  char rest;
  if (sscanf(value, "%4u-%4u%c", &a, &b, &rest) == 2 && a > 1800 && a < 2100 && b < 2100 &&
      b > 1800)
    return TRUE;
  return sscanf(value, "%2u.%2u.%4u%c", &a, &b, &c, &rest) == 3 && a <= 31 && b <= 12 && c > 1800;
}

/* "2-11-105/3", "7-4-120": an Indian house's number in its ward and block. */
static gboolean is_house(const char *value) {
  guint ward, block, house;
  int at = 0;
  if (sscanf(value, "%2u-%3u-%4u%n", &ward, &block, &house, &at) < 3 || at == 0) return FALSE;
  return !value[at] || value[at] == '/';
}

/* "CA/2010/48123": a slash joins the number to letters that are no label, a letter that is none of
 * a number that may be one, or to a sign. */
static gboolean is_filed(const CcPhoneRun *run) {
  gsize slash = run->start;
  if (slash < 2 || run->text[slash - 1] != '/') return FALSE;
  gsize from = slash - 1;
  while (from > 0 && g_ascii_isalpha(run->text[from - 1]))
    from--;
  g_autofree char *word = g_strndup(run->text + from, slash - 1 - from);
  g_autofree char *key = cc_fold(word);
  if (!*key) return run->text[slash - 2] == '+';
  return !cc_models_label(run->models, key) || (!key[1] && run->check == CC_NUMBER_BAD);
}

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

/* "01014-000" is a Brazilian postcode. */
static gboolean has_postcode_form(const char *value) {
  return strlen(value) == 9 && strspn(value, "0123456789") == 5 && value[5] == '-' &&
         strspn(value + 6, "0123456789") == 3;
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

/* "-2008 A": a year and nothing more in its piece. */
static gboolean is_year(const char *text) {
  text += strspn(text, " -");
  gboolean begins = strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0;
  return begins && strspn(text, "0123456789") == 4 && (!text[4] || text[4] == ' ');
}

/* The bytes of a standard's number that TEXT begins with; 0: none. */
static gsize standard_at(const char *text) {
  static const char *const numbers[] = {"9001",  "9002",  "14001", "18001",
                                        "22000", "27001", "45001"};
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    if (g_str_has_prefix(text, numbers[i])) return strlen(numbers[i]);
  return 0;
}

/* "ISO 9001-2008", also where the letters were misread: a standard, of which there "ISO", a year
 * or another standard tells. */
static gboolean is_standard(const CcPhoneRun *run) {
  const char *value = run->value;
  for (gsize before = 0; before <= strlen(MISREAD_ISO) && value[before]; before++) {
    gsize length = before == 0 || value[before - 1] == ' ' ? standard_at(value + before) : 0;
    if (length == 0) continue;
    const char *rest = value + before + length;
    if (is_year(rest) || (!*rest && g_str_has_prefix(value, MISREAD_ISO))) return TRUE;
    if (standard_at(rest + strspn(rest, " /,-"))) return TRUE;
  }
  return FALSE;
}

/* "CIN: 04012345": a run in one piece after a word that is neither a label, though misread, nor
 * anybody's name is the number of a register. */
static gboolean is_registered(const CcPhoneRun *run) {
  if (run->end - run->start != run->digits) return FALSE;
  gsize end = run->start;
  while (end > 0 && run->text[end - 1] == ' ')
    end--;
  if (end == 0 || run->text[end - 1] != ':') return FALSE;
  while (end > 0 && strchr(" :.", run->text[end - 1]))
    end--;
  gsize from = end;
  while (from > 0 && g_ascii_isalpha(run->text[from - 1]))
    from--;
  g_autofree char *word = g_strndup(run->text + from, end - from);
  g_autofree char *key = cc_fold(word);
  if (end - from < 2 || cc_models_near_label(run->models, key, CC_L_NONE)) return FALSE;
  gboolean name = g_ascii_isupper(word[0]) && g_ascii_islower(word[1]);
  return !(cc_models_flags(run->models, key) & (CC_W_GIVEN | CC_W_FAMILY)) &&
         !(name && (run->check == CC_NUMBER_VALID || run->digits >= LONG_DIGITS + 1));
}

/* The start of the word that stands before byte END of TEXT and the signs there; END: none does.
 * END becomes the byte after the word. */
static gsize word_before(const char *text, gsize *end) {
  while (*end > 0 && strchr(" :#.", text[*end - 1]))
    *end -= 1;
  gsize from = *end;
  while (from > 0 && (g_ascii_isalpha(text[from - 1]) || text[from - 1] == '.'))
    from--;
  return from;
}

/* "RC 1184502", "kt. 540612-0870": after an abbreviation that is no label, a number that no phone
 * of the region has, or that is not printed as one. */
static gboolean is_filed_shortly(const CcPhoneRun *run) {
  gsize end = run->start, from = word_before(run->text, &end), letters = 0, upper = 0;
  gboolean trunk = has_trunk(run->value) && strspn(run->value, "0123456789") >= TRUNK_DIGITS_MIN;
  if (strchr("+(", run->value[0]) || trunk) return FALSE;
  if (run->check == CC_NUMBER_VALID && has_groups(run->value)) return FALSE;
  for (gsize i = from; i < end; i++) {
    letters += g_ascii_isalpha(run->text[i]) ? 1 : 0;
    upper += g_ascii_isupper(run->text[i]) ? 1 : 0;
  }
  gboolean point = run->text[end] == '.' || memchr(run->text + from, '.', end - from);
  if (letters == 0 || letters > ABBREVIATION_LETTERS + 1 || (upper < letters && !point))
    return FALSE;
  g_autofree char *word = g_strndup(run->text + from, end - from);
  g_autofree char *key = cc_fold(word), *slug = cc_slug(word);
  if (cc_models_label(run->models, key) || cc_models_label(run->models, slug)) return FALSE;
  const guint32 places = CC_W_STATE_CODE | CC_W_TOWN | CC_W_COUNTRY | CC_W_STATE | CC_W_GIVEN;
  return !(cc_models_flags(run->models, key) & places);
}

/* "Adoszam: 13874062-2-08": a register's label, a letter of which was misread. */
static gboolean is_near_register(const CcPhoneRun *run) {
  gsize end = run->start, from = end;
  while (end > 0 && strchr(" :.", run->text[end - 1]))
    end--;
  from = end;
  while (from > 0 && (g_ascii_isalpha(run->text[from - 1]) || (guchar)run->text[from - 1] & 0x80))
    from--;
  g_autofree char *word = g_strndup(run->text + from, end - from);
  g_autofree char *key = cc_fold(word);
  return strlen(key) >= REGISTER_LETTERS && cc_models_near_label(run->models, key, CC_L_NUMBER);
}

/* "4006381333931": what is printed under a bar code, which no country has as a number. */
static gboolean is_article(const CcPhoneRun *run) {
  return run->digits >= ARTICLE_DIGITS && run->end - run->start == run->digits &&
         run->value[0] != '+' && run->check != CC_NUMBER_VALID;
}

/* "0000000", "1111 111": a grid or a pattern, read as digits.  A firm may have had itself given
 * such a number, and then says what it is; none is of zeros. */
static gboolean is_pattern(const CcPhoneRun *run) {
  const char *first = strpbrk(run->value, "0123456789");
  for (const char *p = first; p && *p; p++)
    if (g_ascii_isdigit(*p) && *p != *first) return FALSE;
  return first && (*first == '0' || run->label_word == CC_L_NONE);
}

/* What other numbers than those of phones look like. */
static gboolean is_no_phone(const CcPhoneRun *run) {
  return is_date_or_year(run->value) || is_hours(run->value) || has_postcode_form(run->value) ||
         is_standard(run) || is_registered(run) || is_filed_shortly(run) || is_near_register(run) ||
         is_article(run);
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
  if (has_groups(value)) score += adds.groups;
  if (has_phone_tail(value)) score += adds.tail;
  if (full && run->digits <= LONG_DIGITS_MAX) score += adds.length;
  if (run->digits < SHORT_DIGITS) score += adds.few;
  if (is_alone(run)) score += full ? adds.alone : adds.alone_short;
  if (full && has_trunk(value)) score += adds.trunk;
  if (!labelled && !run->follows && !run->marked && value[0] != '+' && !is_printed_as_phone(run) &&
      in_address(run, has_phone_tail(value)))
    score += adds.address;
  if (is_beside_name(run)) score += adds.beside_name;
  if (!labelled && is_no_phone(run)) score += adds.no_phone;
  if (is_house(value) || is_filed(run)) score += adds.no_phone;
  if (run->marked) score += adds.marked;
  if (run->alike) score += adds.alike;
  if (is_postcode(run)) score += adds.postcode;
  if (run->follows_labelled && full) score += adds.follows_labelled;
  score = CLAMP(score, 0, 1);
  return run->follows && score > 0 ? score + adds.follows : score;
}
