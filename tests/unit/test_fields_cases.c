/* Runs every case of tests/cases (README.md there says how one is written) and tells file and line
 * of what differs. */
#include <stdio.h>
#include <string.h>

#include "fields_told.h"
#include "reader/reader.h"

typedef struct {
  const char *file;
  guint line; /* of its head */
  char *name, *region;
  GPtrArray *lines, *payloads;
  GPtrArray *expected; /* "key = value" as written */
  GPtrArray *learned;  /* CardcatLearned* */
} Case;

static void case_free(Case *c) {
  g_free(c->name);
  g_free(c->region);
  g_ptr_array_unref(c->lines);
  g_ptr_array_unref(c->payloads);
  g_ptr_array_unref(c->expected);
  g_ptr_array_unref(c->learned);
  g_free(c);
}

static Case *case_new(const char *file, guint line, const char *name) {
  Case *c = g_new0(Case, 1);
  c->file = file;
  c->line = line;
  c->name = g_strdup(name);
  c->lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  c->payloads = g_ptr_array_new_with_free_func(g_free);
  c->expected = g_ptr_array_new_with_free_func(g_free);
  c->learned = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_learned_free);
  return c;
}

/* ">text" or ">[x,y,height] text". */
static CardcatLine *read_line(const char *text) {
  int x, y, height, used = 0;
  CardcatBox box = {0};
  if (sscanf(text, "[%d,%d,%d]%n", &x, &y, &height, &used) == 3 && used > 0) {
    text += used;
    /* Letters are half as wide as high. */
    box = (CardcatBox){x, y, (int)g_utf8_strlen(text, -1) * height / 2, height};
  }
  g_autofree char *clean = cc_text_clean(text, -1, CC_TEXT_MAX);
  CardcatLine *line = cardcat_line_new(clean, box, 0.95);
  line->x_height = 0.6 * box.h;
  return line;
}

/* "0.4 0.95 0.95": how surely each word of LINE was read. */
static void set_confidences(CardcatLine *line, const char *text) {
  g_auto(GStrv) words = g_strsplit(line->text, " ", -1), numbers = g_strsplit(text, " ", -1);
  guint n = g_strv_length(words);
  g_assert_cmpuint(n, ==, g_strv_length(numbers));
  line->confidence = 0;
  for (guint i = 0; i < n; i++) {
    double confidence = g_ascii_strtod(numbers[i], NULL);
    g_ptr_array_add(line->words, cardcat_word_new(words[i], (CardcatBox){0}, confidence));
    line->confidence += confidence / n;
  }
}

/* "organization Harrow Timber", "domain harrow.com Harrow Timber", "country DE"; as five contacts
 * that were corrected have it. */
static CardcatLearned *read_learned(const char *text) {
  g_auto(GStrv) words = g_strsplit(text, " ", 2);
  CardcatLearnedKind kind = CARDCAT_LEARNED_ORGANIZATION;
  g_assert_true(words[1] && cardcat_learned_kind_parse(words[0], &kind));
  CardcatLearned *learned = cardcat_learned_new(kind, words[1]);
  learned->count = learned->corrected = 5;
  char *space = kind == CARDCAT_LEARNED_DOMAIN ? strchr(learned->text, ' ') : NULL;
  if (!space) return learned;
  learned->organization = g_strdup(space + 1);
  *space = '\0';
  return learned;
}

static void read_statement(Case *c, const char *text) {
  if (*text == '>')
    g_ptr_array_add(c->lines, read_line(text + 1));
  else if (*text == '~' && c->lines->len > 0) {
    CardcatLine *line = c->lines->pdata[c->lines->len - 1];
    g_ptr_array_add(line->alternatives, g_strstrip(g_strdup(text + 1)));
  } else if (*text == '%' && c->lines->len > 0)
    set_confidences(c->lines->pdata[c->lines->len - 1], text + 1);
  else if (g_str_has_prefix(text, "qr "))
    g_ptr_array_add(c->payloads, g_strcompress(text + 3));
  else if (g_str_has_prefix(text, "learned "))
    g_ptr_array_add(c->learned, read_learned(text + 8));
  else if (g_str_has_prefix(text, "region "))
    c->region = g_strdup(text + 7);
  else if (strstr(text, " = "))
    g_ptr_array_add(c->expected, g_strdup(text));
  else
    g_error("%s: neither line nor expectation: %s", c->file, text);
}

static GPtrArray *read_cases(const char *path) {
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    if (!*lines[i] || *lines[i] == '#') continue;
    if (g_str_has_prefix(lines[i], "== "))
      g_ptr_array_add(cases, case_new(path, i + 1, lines[i] + 3));
    else {
      g_assert_cmpuint(cases->len, >, 0);
      read_statement(cases->pdata[cases->len - 1], lines[i]);
    }
  }
  return cases;
}

/* ---- what was found, in the words of a case ------------------------------------------------- */

static void say(GPtrArray *found, const char *key, const char *value) {
  if (value) g_ptr_array_add(found, g_strdup_printf("%s = %s", key, value));
}

static void say_all(GPtrArray *found, const char *key, const GPtrArray *values) {
  for (guint i = 0; i < values->len; i++)
    say(found, key, values->pdata[i]);
}

static GPtrArray *say_fields(const CcFields *fields) {
  const CardcatContact *c = fields->contact;
  GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
  say(found, "name", c->name.full);
  say(found, "prefix", c->name.prefix);
  say(found, "given", c->name.given);
  say(found, "middle", c->name.middle);
  say(found, "family", c->name.family);
  say(found, "suffix", c->name.suffix);
  say(found, "pronouns", c->pronouns);
  say(found, "org", c->organization);
  say(found, "department", c->department);
  say_all(found, "title", c->titles);
  say_all(found, "email", c->emails);
  for (guint i = 0; i < c->phones->len; i++) {
    const CardcatPhone *phone = c->phones->pdata[i];
    say(found, "phone", phone->value);
    say(found, "type", cardcat_phone_type_name(phone->type));
    say(found, "e164", phone->e164);
    say(found, "extension", phone->extension);
  }
  say_all(found, "url", c->urls);
  for (guint i = 0; i < c->addresses->len; i++) {
    const CardcatAddress *a = c->addresses->pdata[i];
    say(found, "address", a->full);
    say(found, "street", a->street);
    say(found, "locality", a->locality);
    say(found, "state", a->region);
    say(found, "postcode", a->postcode);
    say(found, "country", a->country);
  }
  say_all(found, "note", c->notes);
  for (guint i = 0; i < fields->evidence->len; i++) {
    const CardcatEvidence *e = fields->evidence->pdata[i];
    say(found, "used", e->learned);
    say(found, "print", e->value);
    g_autofree char *field = cardcat_field_print(e->field, e->index);
    if (e->from == CARDCAT_FROM_QR) say(found, "code", field);
  }
  say(found, "cardness",
      fields->cardness >= 0.5   ? "high"
      : fields->cardness >= 0.2 ? "doubtful"
                                : "low");
  return found;
}

/* ---- comparing ----------------------------------------------------------------------------- */

static gboolean has_key(const char *statement, const char *key) {
  gsize length = strlen(key);
  return strncmp(statement, key, length) == 0 && strncmp(statement + length, " = ", 3) == 0;
}

/* The statements about KEY, one a line. */
static char *about(const GPtrArray *statements, const char *key) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < statements->len; i++) {
    const char *text = statements->pdata[i];
    if (has_key(text, key) && strcmp(text + strlen(key) + 3, "none") != 0)
      g_string_append_printf(out, "%s\n", text);
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

static gboolean mentions(const GPtrArray *statements, const char *key) {
  for (guint i = 0; i < statements->len; i++)
    if (has_key(statements->pdata[i], key)) return TRUE;
  return FALSE;
}

/* What is found on a page that is no card does not matter. */
static gboolean has_low(const GPtrArray *expected) {
  g_autofree char *said = about(expected, "cardness");
  return strstr(said, "low") != NULL;
}

static gboolean check(const Case *c, const GPtrArray *found) {
  /* The first eight are always compared, the others when a case speaks of them. */
  static const char *const keys[] = {
      "name",     "org",       "department", "title",    "email",  "phone",    "url",
      "address",  "prefix",    "given",      "middle",   "family", "suffix",   "type",
      "e164",     "extension", "street",     "locality", "state",  "postcode", "country",
      "pronouns", "note",      "cardness",   "used",     "print",  "code"};
  gboolean right = TRUE, page = has_low(c->expected);
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    if ((i >= 8 || page) && !mentions(c->expected, keys[i])) continue;
    g_autofree char *want = about(c->expected, keys[i]), *got = about(found, keys[i]);
    if (strcmp(want, got) == 0) continue;
    g_test_message("%s:%u: %s\nwanted:\n%sgot:\n%s", c->file, c->line, c->name, want, got);
    right = FALSE;
  }
  return right;
}

/* ---- a case ------------------------------------------------------------------------------- */

static gpointer copy_line(gconstpointer line, gpointer data) {
  (void)data;
  return cardcat_line_copy(line);
}

static gpointer copy_evidence(gconstpointer evidence, gpointer data) {
  (void)data;
  return cardcat_evidence_copy(evidence);
}

static gboolean check_lines(const Case *c, const CcModels *models, const CcFieldsInput *input,
                            const CcFields *fields) {
  g_autoptr(CcCard) card = cc_card_new(models, input);
  g_autoptr(CcFields) again = cc_fields_new();
  cc_card_prepare(card);
  cc_decide(card);
  cc_assemble(card, again);
  gboolean right = TRUE;
  for (guint i = 0; i < input->lines->len; i++) {
    if (is_told(card, i, fields)) continue;
    g_test_message("%s:%u: %s\ndisappears without a word: %s", c->file, c->line, c->name,
                   cc_card_text(card, i));
    right = FALSE;
  }
  return right;
}

/* How the fields of C came about, for who has to put it right; owned. */
static char *explain(const Case *c, const CcModels *models, CcFieldsInput input) {
  input.explain = TRUE;
  g_autoptr(CcFields) fields = cc_fields_find(models, &input);
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  reading->path = g_strdup_printf("%s:%u", c->file, c->line);
  reading->card = reading->cards = 1;
  g_ptr_array_extend(reading->lines, c->lines, (GCopyFunc)copy_line, NULL);
  g_ptr_array_extend(reading->evidence, fields->evidence, (GCopyFunc)copy_evidence, NULL);
  cardcat_contact_free(reading->contact);
  reading->contact = cardcat_contact_copy(fields->contact);
  reading->explanation = cc_explanation_to_json(reading, fields);
  return cardcat_format_explanation(reading, CARDCAT_FORMAT_TEXT);
}

static void tell(const Case *c, const CcModels *models, const CcFieldsInput *input) {
  g_autofree char *text = explain(c, models, *input);
  g_test_message("%s", text);
}

static gboolean run_case(const CcModels *shared, const Case *c) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcModels) own = c->learned->len > 0 ? cc_models_load(NULL, &error) : NULL;
  g_assert_no_error(error);
  if (own) cc_models_learn(own, c->learned);
  const CcModels *models = own ? own : shared;
  CcFieldsInput input = {.lines = c->lines, .payloads = c->payloads, .region = c->region};
  g_autoptr(CcFields) fields = cc_fields_find(models, &input);
  g_autoptr(GPtrArray) found = say_fields(fields);
  gboolean lines = check_lines(c, models, &input, fields);
  if (check(c, found) && lines) return TRUE;
  tell(c, models, &input);
  return FALSE;
}

static const char *cases_dir(void) {
  const char *source = g_getenv("CARDCAT_SOURCE");
  return source ? source : ".";
}

/* The cases of a file, and what all files share: models take longer to load than most to read. */
typedef struct {
  char *path;
  const CcModels *models;
} File;

static void file_free(gpointer data) {
  g_free(((File *)data)->path);
  g_free(data);
}

static void test_file(gconstpointer data) {
  const File *file = data;
  const CcModels *models = file->models;
  const char *path = file->path;
  g_autoptr(GPtrArray) cases = read_cases(path);
  g_assert_cmpuint(cases->len, >, 0);
  guint wrong = 0;
  for (guint i = 0; i < cases->len; i++)
    if (!run_case(models, cases->pdata[i])) wrong++;
  g_test_message("%s: %u cases, %u wrong", path, cases->len, wrong);
  if (wrong > 0) g_test_fail();
}

/* What explains a case that fails says of each line what became of it. */
static void test_explanation(gconstpointer models) {
  Case *c = case_new("a.case", 7, "a card with a doubled number");
  static const char *const lines[] = {"Ada Beck", "Fax", "ada@harrow.com", "+1 212 555 0100",
                                      "212 555 0100"};
  for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
    g_ptr_array_add(c->lines, read_line(lines[i]));
  CcFieldsInput input = {.lines = c->lines, .payloads = c->payloads};
  g_autofree char *text = explain(c, models, input);
  static const char *const said[] = {"a.case:7, card 1 of 1",
                                     "name \"Ada Beck\" is given as name",
                                     "for name: ",
                                     "\"Fax\" is dropped: it is the label of what is next to it",
                                     "email \"ada@harrow.com\" is given as emails[0]",
                                     "phone \"212 555 0100\" is dropped: the card says it twice"};
  for (guint i = 0; i < G_N_ELEMENTS(said); i++) {
    if (!strstr(text, said[i])) g_test_message("not said: %s\n%s", said[i], text);
    g_assert_nonnull(strstr(text, said[i]));
  }
  case_free(c);
}

/* An address that is spelled otherwise than it was read is told as such. */
static void test_explained_spelling(gconstpointer models) {
  Case *c = case_new("a.case", 9, "a letter that the country's print has not");
  c->region = g_strdup("TR");
  g_ptr_array_add(c->lines, read_line("Sanayi 5. Sok. No: 9, 41400 Koċaeli"));
  CcFieldsInput input = {.lines = c->lines, .payloads = c->payloads, .region = c->region};
  g_autofree char *text = explain(c, models, input);
  g_assert_nonnull(strstr(text, "mended, as it must have been printed"));
  case_free(c);
}

/* Lines that nobody printed, far more than a card has: an answer, and no card. */
static void test_garbage(gconstpointer models) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  for (guint i = 0; i < 10000; i++) {
    char raw[60];
    for (guint k = 0; k < sizeof raw; k++)
      raw[k] = (char)g_rand_int_range(rand, 1, 256);
    g_autofree char *text = cc_text_clean(raw, sizeof raw, CC_TEXT_MAX);
    g_ptr_array_add(lines, cardcat_line_new(text, (CardcatBox){0}, 0.5));
  }
  CcFieldsInput input = {.lines = lines};
  g_autoptr(CcFields) fields = cc_fields_find(models, &input);
  g_assert_cmpfloat(fields->cardness, <, 0.5);
  g_assert_null(fields->contact->name.full);
}

/* A lost folder must not pass for a clean one. */
static void test_enough(gconstpointer count) {
  g_assert_cmpuint(GPOINTER_TO_UINT(count), >=, 150);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_autofree char *dir = g_build_filename(cases_dir(), "tests", "cases", NULL);
  g_autoptr(GDir) entries = g_dir_open(dir, 0, NULL);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(file_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(CcModels) models = cc_models_load(NULL, &error);
  g_assert_no_error(error);
  guint count = 0;
  const char *name;
  while (entries && (name = g_dir_read_name(entries)) != NULL) {
    if (!g_str_has_suffix(name, ".case")) continue;
    File *file = g_new0(File, 1);
    *file = (File){g_build_filename(dir, name, NULL), models};
    g_ptr_array_add(files, file);
    g_autoptr(GPtrArray) cases = read_cases(file->path);
    count += cases->len;
    g_autofree char *test = g_strconcat("/fields/cases/", name, NULL);
    g_test_add_data_func(test, file, test_file);
  }
  g_test_add_data_func("/fields/garbage", models, test_garbage);
  g_test_add_data_func("/fields/explanation", models, test_explanation);
  g_test_add_data_func("/fields/explained-spelling", models, test_explained_spelling);
  g_test_add_data_func("/fields/cases/enough", GUINT_TO_POINTER(count), test_enough);
  return g_test_run();
}
