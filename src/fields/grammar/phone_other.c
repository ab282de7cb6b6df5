/* Runs of digits that are other numbers than those of phones: times, years, standards, houses,
 * files, registers. */
#include "fields/grammar/grammar.h"

#include <stdio.h>
#include <string.h>

/* As many digits as an article's number has, of which the first may be printed apart. */
#define ARTICLE_DIGITS 12
/* "ISO " as it is misread before a standard's number; parts of it are no longer. */
#define MISREAD_ISO "150 "
/* A shorter label is near to too many words. */
#define REGISTER_LETTERS 6
/* A shorter one may be a part of a register's number. */
#define TRUNK_DIGITS_MIN 3
/* An abbreviation of a register has no more letters. */
#define SHORT_LETTERS 5
/* Letters before a register's number are no more than these. */
#define PREFIX_LETTERS 2
/* A number printed as phones are has so many digits. */
#define LONG_DIGITS 9

static gboolean is_date_or_year(const char *value) {
  guint a, b, c;
  char rest;
  if (sscanf(value, "%4u-%4u%c", &a, &b, &rest) == 2 && a > 1800 && a < 2100 && b < 2100 &&
      b > 1800)
    return TRUE;
  return sscanf(value, "%2u.%2u.%4u%c", &a, &b, &c, &rest) == 3 && a <= 31 && b <= 12 && c > 1800;
}

/* "218/1148/31/2011": a file's number, which ends in its year. */
static gboolean is_of_year(const char *value) {
  const char *last = strrchr(value, '/'), *first = strchr(value, '/');
  return last && last != first && strlen(last + 1) == 4 &&
         (g_str_has_prefix(last, "/19") || g_str_has_prefix(last, "/20"));
}

/* "0467.318.922": a Belgian firm's number. */
static gboolean is_enterprise(const char *value) {
  return strlen(value) == 12 && strchr("01", value[0]) && value[4] == '.' && value[8] == '.' &&
         strspn(value, "0123456789") == 4;
}

/* "2-11-105/3", "7-4-120": an Indian house's number in its ward and block. */
static gboolean is_house(const char *value) {
  guint ward, block, house;
  int at = 0;
  if (sscanf(value, "%2u-%3u-%4u%n", &ward, &block, &house, &at) < 3 || at == 0) return FALSE;
  return !value[at] || value[at] == '/';
}

/* "IT01447890352", "B-50918274", "#6502397114": letters in front that are no label, or a sign, make
 * it a register's number. */
static gboolean has_prefix(const CcPhoneRun *run) {
  gsize end = run->start;
  if (end == 0 || run->value[0] == '+') return FALSE;
  gboolean joined = run->end - run->start == run->digits;
  if (run->text[end - 1] == '#') return joined && run->label_word == CC_L_NONE;
  end -= end > 1 && run->text[end - 1] == '-' ? 1 : 0;
  gsize from = end;
  while (from > 0 && g_ascii_isupper(run->text[from - 1]))
    from--;
  gboolean whole = from == 0 || !g_ascii_isalnum(run->text[from - 1]);
  if (!whole || end - from == 0 || end - from > PREFIX_LETTERS) return FALSE;
  g_autofree char *word = g_strndup(run->text + from, end - from);
  g_autofree char *key = cc_fold(word);
  gsize start;
  if (from > 0 && cc_label_before(run->models, run->text, from, &start) == CC_L_NUMBER)
    return joined;
  CcLabelWord label = cc_models_label(run->models, key);
  return joined && (!label || (end == run->start && run->check == CC_NUMBER_BAD));
}

/* "IBAN NL34 BANK 0301 8872 15": groups of an account after its word. */
static gboolean is_account(const CcPhoneRun *run) {
  gsize from = run->start;
  while (from > 0 && (g_ascii_isupper(run->text[from - 1]) ||
                      g_ascii_isdigit(run->text[from - 1]) || strchr(" :.", run->text[from - 1])))
    from--;
  g_autofree char *before = g_strndup(run->text + from, run->start - from);
  return strstr(before, "IBAN") != NULL;
}

/* "(387214-V)": a firm's number, which a letter closes. */
static gboolean is_closed_by_letter(const CcPhoneRun *run) {
  const char *after = run->text + run->end;
  return run->end - run->start == run->digits && after[0] == '-' && g_ascii_isupper(after[1]) &&
         !g_ascii_isalnum(after[2]);
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

/* "01014-000" is a Brazilian postcode. */
static gboolean has_postcode_form(const char *value) {
  return strlen(value) == 9 && strspn(value, "0123456789") == 5 && value[5] == '-' &&
         strspn(value + 6, "0123456789") == 3;
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
  while (*end > 0 && strchr(" :#.-", text[*end - 1]))
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
  gboolean glued = from < end && end == run->start, valid = run->check == CC_NUMBER_VALID;
  gboolean trunk =
      cc_phone_has_trunk(run->value) && strspn(run->value, "0123456789") >= TRUNK_DIGITS_MIN;
  gsize start;
  if (from > 0 && cc_label_before(run->models, run->text, from, &start) == CC_L_NUMBER) return TRUE;
  if (strchr("+(", run->value[0]) || trunk) return FALSE;
  if (valid && cc_phone_has_groups(run->value) && run->digits >= LONG_DIGITS) return FALSE;
  for (gsize i = from; i < end; i++) {
    letters += g_ascii_isalpha(run->text[i]) ? 1 : 0;
    upper += g_ascii_isupper(run->text[i]) ? 1 : 0;
  }
  gboolean point = run->text[end] == '.' || memchr(run->text + from, '.', end - from);
  if (letters == 0 || letters > SHORT_LETTERS || (upper < letters && !point)) return FALSE;
  g_autofree char *word = g_strndup(run->text + from, end - from);
  g_autofree char *key = cc_fold(word), *slug = cc_slug(word);
  gboolean label = cc_models_label(run->models, key) || cc_models_label(run->models, slug);
  if (label || letters == 1) return glued && !valid;
  if (glued) return TRUE;
  const guint32 places = CC_W_STATE_CODE | CC_W_TOWN | CC_W_COUNTRY | CC_W_STATE | CC_W_GIVEN;
  return !(cc_models_flags(run->models, key) & places);
}

/* "Adoszam: 13874062-2-08": a register's label, a letter of which was misread. */
static gboolean is_near_register(const CcPhoneRun *run) {
  gsize end = run->start;
  while (end > 0 && strchr(" :.", run->text[end - 1]))
    end--;
  gsize from = end;
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

gboolean cc_phone_is_other(const CcPhoneRun *run) {
  return is_date_or_year(run->value) || is_of_year(run->value) || is_enterprise(run->value) ||
         has_postcode_form(run->value) || is_standard(run) || is_registered(run) ||
         is_filed_shortly(run) || is_near_register(run) || is_article(run);
}

gboolean cc_phone_is_filed(const CcPhoneRun *run) {
  return cc_is_hours(run->value) || is_house(run->value) || is_filed(run) || has_prefix(run) ||
         is_account(run) || is_closed_by_letter(run);
}
