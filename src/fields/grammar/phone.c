/* Phone numbers: runs of digits and their signs, told from postcodes, dates and register numbers by
 * label, form, and what libphonenumber knows. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* A number whose head others share has this many digits or more. */
#define SHARED_DIGITS 7

typedef struct {
  const CcModels *models;
  const char *region;
  gboolean trail; /* labels of the line stand after their numbers */
} Place;

typedef struct {
  gsize start, end;
  guint digits;
} Run;

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

static gboolean starts_run(const char *text, gsize i) {
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

static Run run_at(const char *text, gsize start) {
  Run run = {start, start, 0};
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

/* Digits, "+", parts as libphonenumber likes them; letters that stand for digits put right, a
 * bracket that closes after the number left out. */
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
  if (out->str[0] == '(' && !strchr(out->str, ')')) g_string_erase(out, 0, 1);
  return g_string_free(out, FALSE);
}

CardcatPhoneType cc_phone_type_of(CcLabelWord label, CardcatPhoneType otherwise) {
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
      return otherwise;
  }
}

static CardcatPhoneType type_of(CcLabelWord label, CcNumber number) {
  gboolean mobile = number.type == CC_NUMBER_MOBILE;
  return cc_phone_type_of(label, mobile ? CARDCAT_PHONE_MOBILE : CARDCAT_PHONE_WORK);
}

/* ---- finding ------------------------------------------------------------------------------ */

static guint count_digits(const char *text, gsize start, gsize end) {
  guint digits = 0;
  for (gsize i = start; i < end; i++)
    digits += g_ascii_isdigit(text[i]) ? 1 : 0;
  return digits;
}

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

static gboolean is_number(const Place *place, const char *text, gsize start, gsize end) {
  Run run = {start, end, 0};
  trim_run(text, &run);
  g_autofree char *value = cleaned(text, run);
  return parse_number(place, g_strstrip(value)).check == CC_NUMBER_VALID;
}

/* "02 9876 5432 0412 345 678": the blank on both sides of which the region has a number. */
static gsize split_by_region(const Place *place, const char *text, Run run) {
  for (gsize i = run.start + 1; i + 1 < run.end; i++)
    if (text[i] == ' ' && count_digits(text, i, run.end) >= SHARED_DIGITS &&
        is_number(place, text, run.start, i) && is_number(place, text, i + 1, run.end))
      return i;
  return 0;
}

/* Where a run of two numbers parts: at a separator, when both sides are numbers by themselves. */
static gsize split_at(const Place *place, const char *text, Run run) {
  for (gsize i = run.start + 1; i + 1 < run.end; i++) {
    if (text[i] != '/' && !begins_with_one(text + i, separators) && strncmp(text + i, "  ", 2) != 0)
      continue;
    Run left = {run.start, i, 0}, right = {i + 1, run.end, 0};
    for (gsize k = run.start; k < run.end; k++)
      if (g_ascii_isdigit(text[k])) *(k < i ? &left.digits : &right.digits) += 1;
    trim_run(text, &left);
    if (left.digits < 7 || right.digits < 7) continue;
    g_autofree char *value = cleaned(text, left);
    if (left.digits >= 8 || left.digits == right.digits ||
        parse_number(place, value).check == CC_NUMBER_VALID)
      return i;
  }
  gsize point = cc_phone_repeat_after_point(text, run.start, run.end);
  if (point) return point;
  if (run.digits <= ONE_NUMBER_DIGITS || is_number(place, text, run.start, run.end)) return 0;
  gsize repeat = cc_phone_repeat(text, run.start, run.end);
  return repeat ? repeat : split_by_region(place, text, run);
}

/* Signs that are printed or read for the icon of a telephone: "© : 040-23310001". */
static gboolean is_marked(const char *text, gsize start) {
  while (start > 0 && strchr(" :.", text[start - 1]))
    start--;
  if (start == 0) return FALSE;
  gunichar c = g_utf8_get_char(g_utf8_prev_char(text + start));
  return c == '%' || g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL;
}

static CcLabelWord label_of_phone(const Place *place, const char *text, Run run, gsize *start) {
  *start = run.start;
  if (place->trail) return CC_L_NONE;
  CcLabelWord label = cc_label_before(place->models, text, run.start, start);
  if (label <= CC_L_OTHER || label == CC_L_NUMBER) return label;
  *start = run.start;
  return CC_L_NONE;
}

/* An extension after the number, the endings of others, both; owned, NULL; TAIL gets their end. */
static char *tail_of(const Place *place, const char *text, gsize *tail) {
  char *extension = cc_phone_extension(place->models, text, *tail, tail);
  if (extension) return extension;
  gsize row = cc_phone_row_end(place->models, text, *tail);
  extension = cc_phone_extension(place->models, text, row, tail);
  if (!extension) *tail = row;
  return extension;
}

static CcValue *value_new(const char *text, Run run, gsize tail, const char *number, double score) {
  g_autofree char *rest = g_strndup(text + run.end, tail - run.end);
  char *bracket = strchr(rest, ')') ? NULL : strchr(rest, '(');
  if (bracket) memmove(bracket, bracket + 1, strlen(bracket)); /* "555 0185 (Ext. 12)" */
  g_autofree char *value = g_strconcat(number, rest, NULL);
  CcValue *found = cc_value_new(CC_PHONE, run.start, tail, g_strstrip(value));
  found->raw = g_strndup(text + run.start, tail - run.start);
  found->repaired = strcmp(found->raw, found->value) != 0;
  found->score = score;
  return found;
}

/* BEFORE_IT: another number that stands before the run, or NULL. */
static CcValue *phone_from(const Place *place, const char *text, Run run, gsize ending,
                           const CcValue *before_it) {
  gsize start = run.start, tail = ending ? ending : run.end;
  CcLabelWord before = label_of_phone(place, text, run, &start);
  gsize address = start;
  gboolean of_address =
      !place->trail && cc_label_before(place->models, text, run.start, &address) == CC_L_ADDRESS;
  if (of_address && text[run.start] != '+' && text[run.start] != '(') return NULL;
  g_autofree char *extension = tail_of(place, text, &tail);
  g_autofree char *number_text = cleaned(text, run);
  gsize after = cc_phone_count_end(place->models, text, tail);
  CcLabelWord trailing =
      before ? CC_L_NONE : cc_phone_label_after(place->models, text, tail, place->trail, &after);
  CcLabelWord label = trailing ? trailing : before;
  CcNumber number = parse_number(place, number_text);
  const CcPhoneRun seen = {.models = place->models,
                           .region = place->region,
                           .text = text,
                           .start = run.start,
                           .end = run.end,
                           .digits = run.digits,
                           .label_word = label,
                           .value = number_text,
                           .check = number.check,
                           .follows = before_it != NULL,
                           .follows_labelled = before_it && before_it->label_word,
                           .alike = before_it && run.digits == cc_phone_last_group(before_it->raw),
                           .marked = is_marked(text, run.start)};
  double score = cc_phone_score(&seen);
  if (score < CC_PHONE_SCORE_MIN) return NULL;
  CcValue *found = value_new(text, run, tail, number_text, score);
  found->start = start;
  found->end = MAX(after, tail);
  found->label_word = label;
  found->type = type_of(label, number);
  found->e164 = *number.e164 ? g_strdup(number.e164) : NULL;
  found->extension = g_steal_pointer(&extension);
  return found;
}

/* ---- further numbers that share the first one's head ----------------------------------------- */

/* Another number like FOUND in bytes FROM..END, printed as VALUE. */
static CcValue *another(const Place *place, const CcValue *found, gsize from, gsize end,
                        const char *value, const char *extension) {
  CcValue *more = cc_value_new(CC_PHONE, from, end, value);
  CcNumber number = cc_number_parse(value, place->region);
  more->raw = g_strdup(value);
  more->label_word = found->label_word;
  more->type = found->type;
  more->score = found->score;
  more->e164 = *number.e164 ? g_strdup(number.e164) : NULL;
  more->extension = g_strdup(extension);
  return more;
}

/* "(530) 583-6990 / 6991 / 6995", "402 11 22/23": the other lines of RUN's exchange. */
static void add_lines(const Place *place, const char *text, Run run, const CcValue *found,
                      GPtrArray *more) {
  guint digits = cc_phone_line_digits(text, run.start, run.end);
  if (digits == 0) return;
  g_autofree char *number = cleaned(text, run);
  number[strlen(number) - digits] = '\0';
  gsize from, at = found->end, end;
  while ((end = cc_phone_next_line(text, at, digits, &from))) {
    g_autofree char *line = g_strndup(text + from, end - from);
    g_autofree char *value = g_strconcat(number, line, NULL);
    g_ptr_array_add(more, another(place, found, at, end, value, NULL));
    at = end;
  }
}

/* "555 0140 x302/x303": the same number with other extensions. */
static void add_extensions(const Place *place, const char *text, Run run, const CcValue *found,
                           GPtrArray *more) {
  gsize at = found->end, end = at;
  while (found->extension && text[at + strspn(text + at, " ")] == '/') {
    g_autofree char *extension = cc_phone_extension(place->models, text, at, &end);
    if (!extension) return;
    g_autofree char *number = cleaned(text, run);
    g_autofree char *value = g_strconcat(number, " x", extension, NULL);
    g_ptr_array_add(more, another(place, found, at, end, value, extension));
    at = end;
  }
}

/* FOUND and what shares its head go to VALUES; their places in TEXT are blanked. */
static void take(const Place *place, char *text, Run run, CcValue *found, GPtrArray *values) {
  guint first = values->len;
  g_ptr_array_add(values, found);
  add_lines(place, text, run, found, values);
  add_extensions(place, text, run, found, values);
  for (guint i = first; i < values->len; i++) {
    const CcValue *value = values->pdata[i];
    memset(text + value->start, '\n', value->end - value->start);
  }
}

/* The phone that ends just before byte AT: "Tel: 555 0100 / 555 0101" shares form and label. */
static const CcValue *phone_before(const CcModels *models, const GPtrArray *values, guint first,
                                   const char *text, gsize at) {
  if (values->len == first) return NULL;
  const CcValue *before = values->pdata[values->len - 1];
  if (before->kind != CC_PHONE) return NULL;
  g_autofree char *between = g_strndup(text + before->end, at - before->end);
  if (cc_models_lists(models, CC_LIST_OR, g_strstrip(between))) return before;
  for (const char *p = between; *p; p++)
    if (!strchr(" /|,;.&-\n\t", *p) && !((guchar)*p & 0x80)) return NULL;
  return before;
}

static void cut_run(const char *text, Run *run, gsize cut) {
  run->end = cut;
  trim_run(text, run);
  run->digits = count_digits(text, run->start, run->end);
}

/* The run at byte START without what belongs to another number.  ENDING gets the byte after the
 * endings of others, "040-40010200 / 400", which are told with it; 0 when there are none. */
static Run one_run_at(const Place *place, const char *text, gsize start, gsize *ending) {
  Run run = run_at(text, start);
  *ending = 0;
  gboolean slashed = memchr(text + run.start, '/', run.end - run.start) != NULL;
  gsize cut = run.digits > ONE_NUMBER_DIGITS || slashed ? split_at(place, text, run) : 0;
  if (cut) cut_run(text, &run, cut);
  gsize others = slashed ? cc_phone_ending(text, run.start, run.end) : 0;
  if (!others || count_digits(text, run.start, others) < SHARED_DIGITS) return run;
  gboolean lines = cc_phone_line_digits(text, run.start, others) > 0;
  if (!lines && is_number(place, text, run.start, run.end)) return run;
  if (!lines) *ending = run.end;
  cut_run(text, &run, others);
  return run;
}

void cc_phones_find(const CcModels *models, const char *region, char *text, GPtrArray *values) {
  cc_phones_find_spelled(models, region, text, values);
  const Place place = {models, region, cc_phone_labels_trail(models, text)};
  guint first = values->len;
  gsize length = strlen(text);
  for (gsize i = 0; i < length; i++) {
    if (!starts_run(text, i)) continue;
    gsize ending = 0;
    Run run = one_run_at(&place, text, i, &ending);
    const CcValue *before = phone_before(models, values, first, text, run.start);
    CcValue *found =
        run.digits >= CC_PHONE_DIGITS_MIN ? phone_from(&place, text, run, ending, before) : NULL;
    if (!found) {
      if (run.end > i) i = run.end - 1;
      continue;
    }
    if (before && !found->label_word) found->type = before->type;
    if (before && !found->e164 && cc_phone_repeats_tail(before->value, found->value))
      found->e164 = cc_phone_town_e164(before->value, found->value, region);
    i = found->end - 1;
    take(&place, text, run, found, values);
  }
}
