/* Runs of digits and of what stands between the digits of one number; where two in a row part. */
#include "fields/grammar/phone_run.h"

#include <string.h>

/* A number whose head others share has this many digits or more. */
#define SHARED_DIGITS 7

static gsize char_length(const char *p) {
  return (gsize)(g_utf8_next_char(p) - p);
}

static gboolean begins_with_one(const char *p, const char *const *texts) {
  for (; *texts; texts++)
    if (g_str_has_prefix(p, *texts)) return TRUE;
  return FALSE;
}

/* Signs between the digits of one number, also in their typographic forms; what stands between two
 * numbers, and no less between two other things. */
static const char *const joints[] = {" ", "(", ")", ".", "-", "/", "·", "–", "—", "‑",        "•",
                                     "*", "[", "]", "{", "}", "'", "~", "_", "−", "\xC2\xA0", NULL};
static const char *const separators[] = {" - ", " / ", " – ", " • ", " · ", NULL};
static const char *const *const bullets = separators + 3;

/* "O30 555": the naught that a number begins with, read as a letter. */
static gboolean is_first_naught(const char *text, gsize i) {
  return (text[i] == 'O' || text[i] == 'o') && g_ascii_isdigit(text[i + 1]) &&
         (i == 0 || !g_ascii_isalnum(text[i - 1]));
}

/* A letter that OCR puts for a digit, standing between digits, or first. */
static char digit_of(const char *text, gsize i, gsize start) {
  static const char letters[] = "OoIl|SBZ$?", digits[] = "0011158257";
  const char *hit = text[i] ? strchr(letters, text[i]) : NULL;
  if (!hit || i < start) return 0;
  if (i == start) return is_first_naught(text, i) ? '0' : 0;
  gboolean before = g_ascii_isdigit(text[i - 1]) || strchr("-.)( ", text[i - 1]);
  gboolean after = g_ascii_isdigit(text[i + 1]);
  gboolean close =
      g_ascii_isdigit(text[i - 1]) && (!text[i + 1] || strchr(" -.)/|,\n", text[i + 1]));
  gboolean enclosed = text[i - 1] == '(' && text[i + 1] == ')'; /* "(O)" of "+49 (0) 30" */
  return (before && after) || close || enclosed ? digits[hit - letters] : 0;
}

gboolean cc_run_starts(const char *text, gsize i) {
  if (strncmp(text + i, "0 0", 3) == 0) return FALSE; /* an icon before the number */
  if (text[i] == '+') return text[i + 1] != '/';
  if (is_first_naught(text, i)) return TRUE;
  if (text[i] == '(' || text[i] == '[' || text[i] == '{')
    return g_ascii_isdigit(text[i + 1]) || text[i + 1] == '+' ||
           (text[i + 1] == ' ' && g_ascii_isdigit(text[i + 2]));
  return g_ascii_isdigit(text[i]) && (i == 0 || !g_ascii_isdigit(text[i - 1]));
}

/* "(208) 555-0149 (208) 555-0159", "555-0149 [8]": after a whole number a bracket is not its own.
 */
static gboolean opens_another(char c) {
  return c == '(' || c == '[' || c == '{';
}

static CcRun run_at(const char *text, gsize start) {
  CcRun run = {start, start, 0};
  gsize i = start;
  while (text[i]) {
    if (text[i] == '+' && i > start && run.digits > 0) break;
    if (opens_another(text[i]) && run.digits >= 7) break;
    if (g_ascii_isdigit(text[i]) || digit_of(text, i, start)) {
      run.digits++;
      run.end = i + 1;
    } else if (text[i] != '+' && !begins_with_one(text + i, joints))
      break;
    if (run.digits >= 7 && begins_with_one(text + i, separators) &&
        (begins_with_one(text + i, bullets) || run.digits + 6 > CC_PHONE_DIGITS_MAX))
      break;
    i += char_length(text + i);
  }
  return run;
}

char *cc_run_cleaned(const char *text, CcRun run) {
  GString *out = g_string_new(NULL);
  for (gsize i = run.start; i < run.end; i += char_length(text + i)) {
    char digit = digit_of(text, i, run.start);
    if (digit)
      g_string_append_c(out, digit);
    else if (text[i] == '[' || text[i] == '{')
      g_string_append_c(out, '(');
    else if (text[i] == ']' || text[i] == '}')
      g_string_append_c(out, ')');
    else
      g_string_append_len(out, text + i, (gssize)char_length(text + i));
  }
  if (out->str[0] == '(' && !strchr(out->str, ')')) g_string_erase(out, 0, 1);
  return g_string_free(out, FALSE);
}

/* ---- one number out of several in a row ------------------------------------------------------ */

static guint count_digits(const char *text, gsize start, gsize end) {
  guint digits = 0;
  for (gsize i = start; i < end; i++)
    digits += g_ascii_isdigit(text[i]) ? 1 : 0;
  return digits;
}

/* Unclosed parentheses at the ends are no part of a number. */
static void trim_run(const char *text, CcRun *run) {
  while (run->end > run->start && !g_ascii_isdigit(text[run->end - 1]) &&
         !digit_of(text, run->end - 1, run->start))
    run->end--;
}

CcNumber cc_run_parse(const CcPhonePlace *place, const char *value) {
  CcNumber number = cc_number_parse(value, place->region);
  if (number.check == CC_NUMBER_VALID || value[0] == '+') return number;
  /* "49 761 555 0137": a dialling code without its sign. */
  g_autofree char *plus = g_strconcat("+", value, NULL);
  CcNumber other = cc_number_parse(plus, NULL);
  gboolean fits = other.check == CC_NUMBER_VALID && g_ascii_isdigit(value[0]) && value[0] != '0' &&
                  (!*place->region || g_strcmp0(other.region, place->region) == 0);
  return fits ? other : number;
}

/* More digits than one number has in any usual print, dialling code included. */
#define ONE_NUMBER_DIGITS 11

static gboolean is_number(const CcPhonePlace *place, const char *text, gsize start, gsize end) {
  CcRun run = {start, end, 0};
  trim_run(text, &run);
  g_autofree char *value = cc_run_cleaned(text, run);
  return cc_run_parse(place, g_strstrip(value)).check == CC_NUMBER_VALID;
}

/* From START to END of TEXT stands a number, or more digits than one has. */
static gboolean may_be_numbers(const CcPhonePlace *place, const char *text, gsize start,
                               gsize end) {
  guint digits = count_digits(text, start, end);
  return digits >= SHARED_DIGITS &&
         (digits > CC_PHONE_DIGITS_MAX || is_number(place, text, start, end));
}

/* "02 9876 5432 0412 345 678": the blank on both sides of which the region has numbers. */
static gsize split_by_region(const CcPhonePlace *place, const char *text, CcRun run) {
  for (gsize i = run.start + 1; i + 1 < run.end; i++)
    if (text[i] == ' ' && is_number(place, text, run.start, i) &&
        may_be_numbers(place, text, i + 1, run.end))
      return i;
  return 0;
}

/* Where a run of two numbers parts: at a separator, when both sides are numbers by themselves. */
static gsize split_at(const CcPhonePlace *place, const char *text, CcRun run) {
  for (gsize i = run.start + 1; i + 1 < run.end; i++) {
    if (text[i] != '/' && !begins_with_one(text + i, separators) && strncmp(text + i, "  ", 2) != 0)
      continue;
    CcRun left = {run.start, i, 0}, right = {i + 1, run.end, 0};
    for (gsize k = run.start; k < run.end; k++)
      if (g_ascii_isdigit(text[k])) *(k < i ? &left.digits : &right.digits) += 1;
    trim_run(text, &left);
    if (left.digits < 7 || right.digits < 7) continue;
    g_autofree char *value = cc_run_cleaned(text, left);
    if (left.digits >= 8 || left.digits == right.digits ||
        cc_run_parse(place, value).check == CC_NUMBER_VALID)
      return i;
  }
  gsize point = cc_phone_repeat_after_point(text, run.start, run.end);
  if (point) return point;
  if (run.digits <= ONE_NUMBER_DIGITS || is_number(place, text, run.start, run.end)) return 0;
  gsize repeat = cc_phone_repeat(text, run.start, run.end);
  return repeat ? repeat : split_by_region(place, text, run);
}

static void cut_run(const char *text, CcRun *run, gsize cut) {
  run->end = cut;
  trim_run(text, run);
  run->digits = count_digits(text, run->start, run->end);
}

static gboolean is_slashed(const char *text, const CcRun *run) {
  return memchr(text + run->start, '/', run->end - run->start) != NULL;
}

CcRun cc_run_find(const CcPhonePlace *place, const char *text, gsize start, gsize *ending) {
  CcRun run = run_at(text, start);
  *ending = 0;
  while (run.digits > ONE_NUMBER_DIGITS || is_slashed(text, &run)) {
    gsize cut = split_at(place, text, run);
    if (!cut) break;
    cut_run(text, &run, cut);
  }
  gboolean slashed = is_slashed(text, &run);
  gsize others = slashed ? cc_phone_ending(text, run.start, run.end) : 0;
  if (!others || count_digits(text, run.start, others) < SHARED_DIGITS) return run;
  gboolean lines = cc_phone_line_digits(text, run.start, others) > 0;
  if (!lines && is_number(place, text, run.start, run.end)) return run;
  if (!lines) *ending = run.end;
  cut_run(text, &run, others);
  return run;
}
