/* Phone numbers: runs of digits and their signs, told from postcodes, dates and register numbers by
 * label, form, and what libphonenumber knows. */
#include "fields/grammar/phone_run.h"

#include <string.h>

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

/* Signs that are printed or read for the icon of a telephone: "© : 040-23310001". */
static gboolean is_marked(const char *text, gsize start) {
  while (start > 0 && strchr(" :.", text[start - 1]))
    start--;
  if (start == 0) return FALSE;
  gunichar c = g_utf8_get_char(g_utf8_prev_char(text + start));
  return c == '%' || g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL;
}

static CcLabelWord label_of_phone(const CcPhonePlace *place, const char *text, CcRun run,
                                  gsize *start) {
  *start = run.start;
  if (place->trail) return CC_L_NONE;
  CcLabelWord label = cc_label_before(place->models, text, run.start, start);
  if (label <= CC_L_OTHER || label == CC_L_NUMBER) return label;
  *start = run.start;
  return CC_L_NONE;
}

/* An extension after the number, the endings of others, both; owned, NULL; TAIL gets their end. */
static char *tail_of(const CcPhonePlace *place, const char *text, gsize *tail) {
  char *extension = cc_phone_extension(place->models, text, *tail, tail);
  if (extension) return extension;
  gsize row = cc_phone_row_end(place->models, text, *tail);
  extension = cc_phone_extension(place->models, text, row, tail);
  if (!extension) *tail = row;
  return extension;
}

static CcValue *value_new(const char *text, CcRun run, gsize tail, const char *number,
                          double score) {
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
static CcValue *phone_from(const CcPhonePlace *place, const char *text, CcRun run, gsize ending,
                           const CcValue *before_it) {
  gsize start = run.start, tail = ending ? ending : run.end;
  CcLabelWord before = label_of_phone(place, text, run, &start);
  gsize address = start;
  gboolean of_address =
      !place->trail && cc_label_before(place->models, text, run.start, &address) == CC_L_ADDRESS;
  if (of_address && text[run.start] != '+' && text[run.start] != '(') return NULL;
  g_autofree char *extension = tail_of(place, text, &tail);
  g_autofree char *number_text = cc_run_cleaned(text, run);
  gsize after = cc_phone_count_end(place->models, text, tail);
  CcLabelWord trailing =
      before ? CC_L_NONE : cc_phone_label_after(place->models, text, tail, place->trail, &after);
  CcLabelWord label = trailing ? trailing : before;
  CcNumber number = cc_run_parse(place, number_text);
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
static CcValue *another(const CcPhonePlace *place, const CcValue *found, gsize from, gsize end,
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
static void add_lines(const CcPhonePlace *place, const char *text, CcRun run, const CcValue *found,
                      GPtrArray *more) {
  guint digits = cc_phone_line_digits(text, run.start, run.end);
  if (digits == 0) return;
  g_autofree char *number = cc_run_cleaned(text, run);
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
static void add_extensions(const CcPhonePlace *place, const char *text, CcRun run,
                           const CcValue *found, GPtrArray *more) {
  gsize at = found->end, end = at;
  while (found->extension && text[at + strspn(text + at, " ")] == '/') {
    g_autofree char *extension = cc_phone_extension(place->models, text, at, &end);
    if (!extension) return;
    g_autofree char *number = cc_run_cleaned(text, run);
    g_autofree char *value = g_strconcat(number, " x", extension, NULL);
    g_ptr_array_add(more, another(place, found, at, end, value, extension));
    at = end;
  }
}

/* FOUND and what shares its head go to VALUES; their places in TEXT are blanked. */
static void take(const CcPhonePlace *place, char *text, CcRun run, CcValue *found,
                 GPtrArray *values) {
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

void cc_phones_find(const CcModels *models, const char *region, char *text, GPtrArray *values) {
  cc_phones_find_spelled(models, region, text, values);
  const CcPhonePlace place = {models, region, cc_phone_labels_trail(models, text)};
  guint first = values->len;
  gsize length = strlen(text);
  for (gsize i = 0; i < length; i++) {
    if (!cc_run_starts(text, i)) continue;
    gsize ending = 0;
    CcRun run = cc_run_find(&place, text, i, &ending);
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
