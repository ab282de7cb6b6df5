/* The words of fields/: near spellings, and the files of models/, of which each that is missing or
 * says nothing known is an error that names file and line. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "fields/decide/decide.h"

/* ---- near spellings ------------------------------------------------------------------------- */

static void test_one_edit(void) {
  g_assert_true(cc_one_edit("beck", "back"));
  g_assert_true(cc_one_edit("beck", "becks"));
  g_assert_true(cc_one_edit("eck", "beck"));
  g_assert_false(cc_one_edit("beck", "beck"));
  g_assert_false(cc_one_edit("beck", "lund"));
}

static void test_confusions(void) {
  g_assert_cmpuint(cc_confusions("corn", "com"), ==, 1);
  g_assert_cmpuint(cc_confusions("C0M", "com"), ==, 1);
  g_assert_cmpuint(cc_confusions("com", "com"), ==, 0);
  g_assert_cmpuint(cc_confusions("com", "org"), ==, CC_APART);
}

static void test_differences(void) {
  g_assert_cmpuint(cc_differences("5550149", "5550159"), ==, 1);
  g_assert_cmpuint(cc_differences("5550149", "555014"), ==, CC_APART);
}

static void assert_respelled(const char *text, const char *letters, const char *wanted,
                             guint edits) {
  guint counted = 99;
  g_autofree char *got = cc_respell(text, letters, &counted);
  g_assert_cmpstr(got, ==, wanted);
  g_assert_cmpuint(counted, ==, edits);
}

static void test_respell(void) {
  assert_respelled("Harow Timbcr", "harrowtimber", "Harrow Timber", 2);
  assert_respelled("HARRO", "harrow", "HARROW", 1);
  assert_respelled("JHARROW", "harrow", "HARROW", 1);
  assert_respelled("Küchler", "kuechler", "Küchler", 0);
  assert_respelled("Küchlor", "kuechler", "Küchler", 1);
  assert_respelled("", "abc", "abc", 3);
  guint edits = 0;
  g_autofree char *longer = g_strnfill(CC_LETTERS_MAX + 1, 'a');
  g_assert_null(cc_respell(longer, "a", &edits));
  g_assert_null(cc_respell("a", longer, &edits));
}

/* ---- features ------------------------------------------------------------------------------- */

static void test_features(void) {
  for (guint i = 0; i < CC_FEATURES; i++) {
    CcFeature feature = CC_FEATURES;
    g_autofree char *name = cc_feature_name(i);
    g_assert_true(cc_feature_parse(name, &feature));
    g_assert_cmpuint(feature, ==, i);
  }
  g_autofree char *pair = cc_feature_name(cc_feature_of_pair(CC_REL_NEAR_ALIKE, CC_ORG));
  g_assert_cmpstr(pair, ==, "alike-below:org");
  g_autofree char *below = cc_feature_name(cc_feature_of_neighbour(CC_AT_DOWN, CC_F_TITLE_ANY));
  g_assert_cmpstr(below, ==, "down=title:any");
  g_autofree char *above = cc_feature_name(cc_feature_of_value(CC_AT_UP, CC_EMAIL));
  g_assert_cmpstr(above, ==, "up=email");
  g_autofree char *share = cc_feature_name(CC_F_TITLE_OR_MOD_HALF);
  g_assert_cmpstr(share, ==, "title-or-mod:half");
  CcFeature feature = CC_FEATURES;
  g_assert_false(cc_feature_parse("honorifik", &feature));
  g_assert_cmpuint(feature, ==, CC_FEATURES);
}

/* ---- files of models/ ----------------------------------------------------------------------- */

typedef struct {
  char *dir;
} Folder;

static const char *models_dir(void) {
  const char *dir = g_getenv("CARDCAT_MODELS");
  return dir ? dir : "models";
}

/* A folder with links to every file of models/. */
static void set_up(Folder *folder, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  folder->dir = g_dir_make_tmp("cardcat-models-XXXXXX", &error);
  g_assert_no_error(error);
  g_autofree char *whole = g_canonicalize_filename(models_dir(), NULL);
  g_autoptr(GDir) entries = g_dir_open(whole, 0, &error);
  g_assert_no_error(error);
  const char *name;
  while ((name = g_dir_read_name(entries)) != NULL) {
    g_autofree char *from = g_build_filename(whole, name, NULL);
    g_autofree char *to = g_build_filename(folder->dir, name, NULL);
    g_assert_cmpint(symlink(from, to), ==, 0);
  }
}

static void tear_down(Folder *folder, gconstpointer data) {
  (void)data;
  g_autoptr(GDir) entries = g_dir_open(folder->dir, 0, NULL);
  const char *name;
  while (entries && (name = g_dir_read_name(entries)) != NULL) {
    g_autofree char *path = g_build_filename(folder->dir, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder->dir);
  g_free(folder->dir);
}

/* Puts a file of its own with TEXT into FOLDER; NULL: none. */
static void replace(const Folder *folder, const char *name, const char *text) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder->dir, name, NULL);
  g_assert_cmpint(g_unlink(path), ==, 0);
  if (text) g_file_set_contents(path, text, -1, &error);
  g_assert_no_error(error);
}

/* Adds LINE to a file of FOLDER; returns its number. */
static guint append(const Folder *folder, const char *name, const char *line) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(folder->dir, name, NULL);
  g_autofree char *text = NULL;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  guint lines = 1;
  for (const char *p = text; *p; p++)
    lines += *p == '\n' ? 1 : 0;
  g_autofree char *more = g_strconcat(text, line, "\n", NULL);
  replace(folder, name, more);
  return lines;
}

static void assert_not_loaded(const Folder *folder, const char *first, const char *second) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcModels) models = cc_models_load(folder->dir, &error);
  g_assert_null(models);
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING);
  g_assert_nonnull(strstr(error->message, first));
  g_assert_nonnull(strstr(error->message, second));
}

static void test_missing_file(Folder *folder, gconstpointer name) {
  replace(folder, name, NULL);
  assert_not_loaded(folder, name, "not there");
}

typedef struct {
  const char *file, *line, *said;
} Fault;

static void test_fault(Folder *folder, gconstpointer data) {
  const Fault *fault = data;
  guint line = append(folder, fault->file, fault->line);
  g_autofree char *place = g_strdup_printf("%s:%u: ", fault->file, line);
  assert_not_loaded(folder, place, fault->said);
}

static void test_missing_list(Folder *folder, gconstpointer data) {
  (void)data;
  replace(folder, "lists.txt", "[open]\nen: of\n");
  assert_not_loaded(folder, "lists.txt", "[role]");
}

/* A language is added by data alone. */
static void test_new_language(Folder *folder, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  append(folder, "lists.txt", "[open]\nhu: és");
  g_autoptr(CcModels) models = cc_models_load(folder->dir, &error);
  g_assert_no_error(error);
  g_assert_true(cc_ends_open(models, "Beck és"));
  g_assert_true(cc_ends_open(models, "Vice President Of"));
  g_assert_true(cc_ends_open(models, "Harrow,"));
  g_assert_false(cc_ends_open(models, "Proof"));
  g_assert_false(cc_ends_open(models, "és"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fields/words/one-edit", test_one_edit);
  g_test_add_func("/fields/words/confusions", test_confusions);
  g_test_add_func("/fields/words/differences", test_differences);
  g_test_add_func("/fields/words/respell", test_respell);
  g_test_add_func("/fields/features", test_features);
  static const char *const files[] = {"given.txt", "words.txt",   "labels.tsv",    "lists.txt",
                                      "hints.tsv", "weights.tsv", "postcodes.tsv", "confidence.tsv",
                                      "firm.tsv",  "second.tsv"};
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *path = g_strconcat("/fields/models/missing/", files[i], NULL);
    g_test_add(path, Folder, files[i], set_up, test_missing_file, tear_down);
  }
  static const Fault faults[] = {
      {"words.txt", "[tittle]", "no section"},
      {"lists.txt", "[rolle]", "no list of that name"},
      {"labels.tsv", "Tel. work", "no tab"},
      {"hints.tsv", "gmbh DE", "no text and country"},
      {"postcodes.tsv", "99999\tDE\tx\t", "no form of postcodes"},
      {"confidence.tsv", "raw 1", "no tab"},
      {"weights.tsv", "honorifik\t0\t0\t0\t0\t0\t0\t0", "honorifik is no feature"},
      {"weights.tsv", "honorific\t0\t0", "3 cells"},
      {"weights.tsv", "beside=honorific\t0\t0\t0\t0\t0\t0\t0", "is no feature"},
      {"firm.tsv", "law-lost\t1", "law-lost is no feature of a firm"},
      {"second.tsv", "initials\t1", "2 cells"},
      {"second.tsv", "was:nobody\t1\t1", "was:nobody is no feature of a second look"}};
  for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_autofree char *path = g_strdup_printf("/fields/models/fault/%u-%s", i, faults[i].file);
    g_test_add(path, Folder, &faults[i], set_up, test_fault, tear_down);
  }
  g_test_add("/fields/models/missing-list", Folder, NULL, set_up, test_missing_list, tear_down);
  g_test_add("/fields/models/new-language", Folder, NULL, set_up, test_new_language, tear_down);
  return g_test_run();
}
