/* A value that is not sure says why, and what says so is what costs it most. */
#include <string.h>

#include "fields/fields.h"

typedef struct {
  const char *text;
  double confidence;
  const char *others; /* other readings of the line, parted by bars; or NULL */
} Line;

static CcFields *find(const CcModels *models, const Line *lines, guint count) {
  g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  for (guint i = 0; i < count; i++) {
    const CardcatBox box = {100, 100 + 80 * (int)i, 20 * (int)strlen(lines[i].text), 40};
    CardcatLine *line = cardcat_line_new(lines[i].text, box, lines[i].confidence);
    g_auto(GStrv) others = g_strsplit(lines[i].others ? lines[i].others : "", "|", -1);
    for (guint k = 0; others[k]; k++)
      g_ptr_array_add(line->alternatives, g_strdup(others[k]));
    line->x_height = 25;
    g_ptr_array_add(read, line);
  }
  const CcFieldsInput input = {.lines = read, .width = 1600, .height = 1000};
  return cc_fields_find(models, &input);
}

static const CardcatEvidence *evidence_of(const CcFields *fields, CardcatField field) {
  for (guint i = 0; i < fields->evidence->len; i++) {
    const CardcatEvidence *e = fields->evidence->pdata[i];
    if (e->field == field) return e;
  }
  g_autofree char *contact = cardcat_contact_to_json(fields->contact);
  g_error("no such value: %s", contact);
}

static CardcatDoubt doubt_of(const CcModels *models, const Line *lines, guint count,
                             CardcatField field) {
  g_autoptr(CcFields) fields = find(models, lines, count);
  const CardcatEvidence *e = evidence_of(fields, field);
  g_assert_cmpint(e->doubt == CARDCAT_DOUBT_NONE, ==, e->confidence >= CARDCAT_SURE);
  return e->doubt;
}

/* Prints what is doubted and why where a case fails. */
static void assert_doubt(const CcModels *models, const Line *lines, CardcatField field,
                         CardcatDoubt want) {
  guint count = 0;
  while (lines[count].text)
    count++;
  g_assert_cmpstr(cardcat_doubt_name(doubt_of(models, lines, count, field)), ==,
                  cardcat_doubt_name(want));
}

static void test_reasons(gconstpointer models) {
  static const Line sure[] = {{"Ada Beck", 0.97, NULL},
                              {"Sales Manager", 0.97, NULL},
                              {"Harrow Optics Ltd", 0.97, NULL},
                              {"ada.beck@harrowoptics.com", 0.97, NULL},
                              {0}},
                    blurred[] = {{"Ada Beck", 0.97, NULL},
                                 {"Sales Manager", 0.3, NULL},
                                 {"Harrow Optics Ltd", 0.97, NULL},
                                 {"ada.beck@harrowoptics.com", 0.97, NULL},
                                 {0}},
                    differ[] = {{"Ada Beck", 0.97, NULL},
                                {"Sales Manager", 0.97, "Sales Monager|Soles Manager"},
                                {"Harrow Optics Ltd", 0.97, NULL},
                                {"ada.beck@harrowoptics.com", 0.97, NULL},
                                {0}};
  assert_doubt(models, sure, CARDCAT_FIELD_EMAILS, CARDCAT_DOUBT_NONE);
  assert_doubt(models, blurred, CARDCAT_FIELD_TITLES, CARDCAT_DOUBT_BLURRED);
  assert_doubt(models, differ, CARDCAT_FIELD_TITLES, CARDCAT_DOUBT_READINGS);
}

/* What is printed and has no domain is no address; a code's is given, and doubted. */
static void test_code(gconstpointer models) {
  g_autoptr(GPtrArray) lines = g_ptr_array_new(), payloads = g_ptr_array_new();
  g_ptr_array_add(payloads, "MECARD:N:Beck,Ada;EMAIL:ada@harrow.zzq;;");
  const CcFieldsInput input = {.lines = lines, .payloads = payloads};
  g_autoptr(CcFields) fields = cc_fields_find(models, &input);
  const CardcatEvidence *e = evidence_of(fields, CARDCAT_FIELD_EMAILS);
  g_assert_cmpstr(cardcat_doubt_name(e->doubt), ==, "no-such-domain");
  g_assert_cmpfloat(e->confidence, <, CARDCAT_SURE);
}

/* Every word is one word, and comes back. */
static void test_names(gconstpointer data) {
  (void)data;
  for (CardcatDoubt doubt = 0; doubt <= CARDCAT_DOUBT_ALONE; doubt++) {
    CardcatDoubt back = CARDCAT_DOUBT_NONE;
    g_assert_true(cardcat_doubt_parse(cardcat_doubt_name(doubt), &back));
    g_assert_cmpint(back, ==, doubt);
    g_assert_cmpint(cardcat_doubt_sentence(doubt) != NULL, ==, doubt != CARDCAT_DOUBT_NONE);
  }
  g_assert_false(cardcat_doubt_parse("doubtful", &(CardcatDoubt){0}));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CcModels) models = cc_models_load(NULL, &error);
  g_assert_no_error(error);
  g_test_add_data_func("/doubt/reasons", models, test_reasons);
  g_test_add_data_func("/doubt/code", models, test_code);
  g_test_add_data_func("/doubt/names", NULL, test_names);
  return g_test_run();
}
