/* Phone numbers: runs of digits and their signs, told from postcodes, dates and register numbers by
 * label, form, and what libphonenumber knows. */
#include "fields/grammar/grammar.h"

#include <string.h>

typedef struct {
  const CcModels *models;
  const char *region;
} Place;

typedef struct {
  gsize start, end;
  guint digits;
} Run;

static gsize char_length(const char *p) {
  return (gsize)(g_utf8_next_char(p) - p);
}

/* Signs between the digits of one number, also in their typographic forms. */
static gboolean is_joint(const char *p) {
  static const char *const joints[] = {" ", "(", ")", ".", "-", "/", "·", "–", "—", "‑",       "•",
                                       "*", "[", "]", "{", "}", "'", "~", "_", "−", "\xC2\xA0"};
  for (guint i = 0; i < G_N_ELEMENTS(joints); i++)
    if (strncmp(p, joints[i], strlen(joints[i])) == 0) return TRUE;
  return FALSE;
}

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

static gboolean starts_run(const char *text, gsize i) {
  if (strncmp(text + i, "0 0", 3) == 0) return FALSE; /* an icon before the number */
  if (text[i] == '+' || is_first_naught(text, i)) return TRUE;
  if (text[i] == '(' || text[i] == '[' || text[i] == '{')
    return g_ascii_isdigit(text[i + 1]) || text[i + 1] == '+' ||
           (text[i + 1] == ' ' && g_ascii_isdigit(text[i + 2]));
  return g_ascii_isdigit(text[i]) && (i == 0 || !g_ascii_isdigit(text[i - 1]));
}

static gboolean is_separator(const char *p) {
  return strncmp(p, " - ", 3) == 0 || strncmp(p, " / ", 3) == 0 || strncmp(p, " • ", 5) == 0 ||
         strncmp(p, " · ", 4) == 0 || strncmp(p, " – ", 5) == 0;
}

/* "(208) 555-0149 (208) 555-0159", "555-0149 [8]": after a whole number a bracket is not its own.
 */
static gboolean opens_another(char c) {
  return c == '(' || c == '[' || c == '{';
}

static Run run_at(const char *text, gsize start) {
  Run run = {start, start, 0};
  gsize i = start;
  while (text[i]) {
    if (text[i] == '+' && i > start && run.digits > 0) break;
    if (opens_another(text[i]) && run.digits >= 7) break;
    if (g_ascii_isdigit(text[i]) || digit_of(text, i, start)) {
      run.digits++;
      run.end = i + 1;
    } else if (text[i] != '+' && !is_joint(text + i))
      break;
    if (run.digits >= 7 && is_separator(text + i) && run.digits + 6 > CC_PHONE_DIGITS_MAX) break;
    i += char_length(text + i);
  }
  while (run.end < i && text[run.end] == ')' && !memchr(text + start, '(', run.end - start))
    break;
  return run;
}

/* Digits, "+", parts as libphonenumber likes them; letters that stand for digits put right. */
static char *cleaned(const char *text, Run run) {
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
  return g_string_free(out, FALSE);
}

/* ---- extensions --------------------------------------------------------------------------- */

/* An extension after byte END: its digits (owned) and where it ends; NULL when there is none. */
static char *extension_after(const CcModels *models, const char *text, gsize end, gsize *after) {
  const GPtrArray *words = cc_models_list(models, CC_LIST_EXTENSION);
  gsize i = end;
  while (text[i] && strchr(" ,;.(", text[i]))
    i++;
  for (guint k = 0; k < words->len; k++) {
    gsize length = strlen(words->pdata[k]);
    if (g_ascii_strncasecmp(text + i, words->pdata[k], length) != 0) continue;
    gsize from = i + length;
    while (text[from] && strchr(" .:", text[from]))
      from++;
    gsize to = from;
    while (g_ascii_isdigit(text[to]))
      to++;
    if (to == from || to - from > 6 || g_ascii_isalnum(text[to])) continue;
    *after = to;
    return g_strndup(text + from, to - from);
  }
  return NULL;
}

/* ---- labels ------------------------------------------------------------------------------- */

/* "555 0100 office", "555 0100 (mobile)": a label word after the number. */
static CcLabelWord label_after(const CcModels *models, const char *text, gsize end, gsize *after) {
  gsize i = end;
  while (text[i] && strchr(" (-,", text[i]))
    i++;
  gsize to = i;
  while (g_ascii_isalpha(text[to]) || ((guchar)text[to] & 0x80))
    to++;
  if (to == i || i == end) return CC_L_NONE;
  g_autofree char *word = g_strndup(text + i, to - i);
  g_autofree char *key = cc_fold(word);
  CcLabelWord label = cc_models_label(models, key);
  gboolean enclosed = text[i - 1] == '(' && text[to] == ')';
  gsize rest = to + (enclosed ? 1 : 0);
  while (text[rest] == ' ' || text[rest] == '.')
    rest++;
  /* A word before the next number is that number's label. */
  if (label < CC_L_WORK || label > CC_L_OTHER) return CC_L_NONE;
  if (!enclosed && (strlen(key) < 2 || text[rest] == ':' || g_ascii_isdigit(text[rest]) ||
                    text[rest] == '+' || text[rest] == '('))
    return CC_L_NONE;
  *after = to + (enclosed ? 1 : 0);
  return label;
}

static CardcatPhoneType type_of(CcLabelWord label, CcNumber number) {
  switch (label) {
    case CC_L_MOBILE:
      return CARDCAT_PHONE_MOBILE;
    case CC_L_FAX:
      return CARDCAT_PHONE_FAX;
    case CC_L_HOME:
      return CARDCAT_PHONE_HOME;
    case CC_L_OTHER:
      return CARDCAT_PHONE_OTHER;
    case CC_L_WORK:
      return CARDCAT_PHONE_WORK;
    default:
      return number.type == CC_NUMBER_MOBILE ? CARDCAT_PHONE_MOBILE : CARDCAT_PHONE_WORK;
  }
}

/* ---- finding ------------------------------------------------------------------------------ */

/* Unclosed parentheses at the ends are no part of a number. */
static void trim_run(const char *text, Run *run) {
  while (run->end > run->start && !g_ascii_isdigit(text[run->end - 1]) &&
         !digit_of(text, run->end - 1, run->start))
    run->end--;
}

static CcNumber parse_number(const Place *place, const char *value) {
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

/* Where a run of two numbers parts: at a separator, when both sides are numbers by themselves. */
static gsize split_at(const Place *place, const char *text, Run run) {
  for (gsize i = run.start + 1; i + 1 < run.end; i++) {
    if (text[i] != '/' && !is_separator(text + i) && strncmp(text + i, "  ", 2) != 0) continue;
    Run left = {run.start, i, 0}, right = {i + 1, run.end, 0};
    for (gsize k = run.start; k < run.end; k++)
      if (g_ascii_isdigit(text[k])) *(k < i ? &left.digits : &right.digits) += 1;
    trim_run(text, &left);
    if (left.digits < 7 || right.digits < 7) continue;
    g_autofree char *value = cleaned(text, left);
    if (left.digits >= 8 || parse_number(place, value).check == CC_NUMBER_VALID) return i;
  }
  return run.digits > ONE_NUMBER_DIGITS ? cc_phone_repeat(text, run.start, run.end) : 0;
}

static CcValue *phone_from(const Place *place, const char *text, Run run, gboolean follows) {
  gsize start = run.start, tail = run.end;
  CcLabelWord label = cc_label_before(place->models, text, run.start, &start);
  if (label == CC_L_ADDRESS && text[run.start] != '+' && text[run.start] != '(') return NULL;
  if (label > CC_L_NUMBER || label == CC_L_ADDRESS || label == CC_L_EMAIL || label == CC_L_URL) {
    label = CC_L_NONE;
    start = run.start;
  }
  g_autofree char *extension = extension_after(place->models, text, run.end, &tail);
  g_autofree char *number_text = cleaned(text, run);
  gsize after = tail;
  CcLabelWord trailing = label ? CC_L_NONE : label_after(place->models, text, tail, &after);
  if (trailing) label = trailing;
  CcNumber number = parse_number(place, number_text);
  const CcPhoneRun seen = {place->models, place->region, text,        run.start,    run.end,
                           run.digits,    label,         number_text, number.check, follows};
  double score = cc_phone_score(&seen);
  if (score < CC_PHONE_SCORE_MIN) return NULL;
  gsize end = trailing ? after : tail;
  g_autofree char *rest = g_strndup(text + run.end, tail - run.end);
  g_autofree char *value = g_strconcat(number_text, rest, NULL);
  CcValue *found = cc_value_new(CC_PHONE, start, end, g_strstrip(value));
  found->raw = g_strndup(text + run.start, tail - run.start);
  found->repaired = strcmp(found->raw, found->value) != 0;
  found->label = label;
  found->score = score;
  found->type = type_of(label, number);
  found->e164 = *number.e164 ? g_strdup(number.e164) : NULL;
  found->extension = g_steal_pointer(&extension);
  return found;
}

/* The phone that ends just before byte AT: "Tel: 555 0100 / 555 0101" shares form and label. */
static const CcValue *phone_before(const GPtrArray *values, guint first, const char *text,
                                   gsize at) {
  if (values->len == first) return NULL;
  const CcValue *before = values->pdata[values->len - 1];
  if (before->kind != CC_PHONE) return NULL;
  for (gsize i = before->end; i < at; i++)
    if (!strchr(" /|,;&-\n", text[i]) && !((guchar)text[i] & 0x80)) return NULL;
  return before;
}

void cc_phones_find(const CcModels *models, const char *region, char *text, GPtrArray *values) {
  const Place place = {models, region};
  guint first = values->len;
  gsize length = strlen(text);
  for (gsize i = 0; i < length; i++) {
    if (!starts_run(text, i)) continue;
    Run run = run_at(text, i);
    gsize cut = run.digits > ONE_NUMBER_DIGITS || memchr(text + run.start, '/', run.end - run.start)
                    ? split_at(&place, text, run)
                    : 0;
    if (cut) {
      run.end = cut;
      run.digits = 0;
      trim_run(text, &run);
      for (gsize k = run.start; k < run.end; k++)
        run.digits += g_ascii_isdigit(text[k]) ? 1 : 0;
    }
    const CcValue *before = phone_before(values, first, text, run.start);
    CcValue *found =
        run.digits >= CC_PHONE_DIGITS_MIN ? phone_from(&place, text, run, before != NULL) : NULL;
    if (!found) {
      if (run.end > i) i = run.end - 1;
      continue;
    }
    if (before && !found->label) found->type = before->type;
    memset(text + found->start, '\n', found->end - found->start);
    i = found->end - 1;
    g_ptr_array_add(values, found);
  }
}
