/* What commands share: words meant, ids, texts, photos found in folders. */
#include "cli/cli.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store_fixture.h"

static void test_nearest(void) {
  static const char *const names[] = {"scan", "review", "list",         "show",
                                      "fax",  "remove", "organization", "undo"};
  static const char *const cases[][2] = {
      {"scna", "scan"},     {"revew", "review"}, {"rm", NULL},
      {"rem", "remove"},    {"lists", "list"},   {"", NULL},
      {"frobnicate", NULL}, {"shwo", "show"},    {"foo", NULL},
      {"fxa", "fax"},       {"unod", "undo"},    {"sow", "show"},
      {"scold", NULL},      {"lift", "list"},    {"organisaton", "organization"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(cc_cli_nearest(cases[i][0], names, G_N_ELEMENTS(names)), ==, cases[i][1]);
}

static void test_ids(void) {
  char *good[] = {"1", "9223372036854775807", NULL};
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = cc_cli_parse_ids(good, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(ids->len, ==, 2);
  g_assert_cmpint(g_array_index(ids, gint64, 1), ==, G_MAXINT64);
  static const char *const bad[] = {"0", "-1", "1x", "", " 1", "9223372036854775808", "+1"};
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    char *words[] = {"1", (char *)bad[i], NULL};
    g_assert_null(cc_cli_parse_ids(words, &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
    g_clear_error(&error);
  }
}

static void test_text(void) {
  g_autoptr(GError) error = NULL;
  g_autofree char *long_text = g_strnfill(2001, 'x');
  g_assert_true(cc_cli_check_text("--note", NULL, &error));
  g_assert_true(cc_cli_check_text("--note", "Zoë\nand 漢", &error));
  g_assert_no_error(error);
  const char *bad[] = {"\xFF", "a\x1b", "a\x7f", "a\xC2\x9B", long_text};
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_assert_false(cc_cli_check_text("--note", bad[i], &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
    g_assert_true(g_str_has_prefix(error->message, "--note: "));
    g_clear_error(&error);
  }
}

static void test_region(void) {
  static const char *const cases[][2] = {
      {"DE", "DE"},          {"de", "DE"},         {"UK", "GB"},         {"usa", "US"},
      {"ZZ", NULL},          {"EU", NULL},         {"", NULL},           {"xx", NULL},
      {"germany", "DE"},     {"\xFF\xFE", NULL},   {"001", NULL},        {"Côte d’Ivoire", "CI"},
      {"Deutschland", "DE"}, {"ÖSTERREICH", "AT"}, {"U.S.A.", "US"},     {"the Netherlands", "NL"},
      {"Neverland", NULL},   {"DE\nFrance", NULL}, {"# Countries", NULL}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *code = cardcat_region_find(cases[i][0]);
    g_assert_cmpstr(code, ==, cases[i][1]);
  }
}

static void test_languages(void) {
  static const char *const good[] = {"eng", "deu+fra", "script/Latin", "Cyrillic", "chi_sim_vert"};
  static const char *const bad[] = {"",     "german", "eng+", "+eng",    "de",     "eng afr",
                                    "/eng", "../eng", "ENG",  "script/", "klingon"};
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
    g_assert_true(cardcat_languages_check(good[i], &error));
    g_assert_no_error(error);
  }
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_assert_false(cardcat_languages_check(bad[i], &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
    g_clear_error(&error);
  }
}

/* ---- walking -------------------------------------------------------------------------------- */

typedef struct {
  char *dir;
} Folder;

static void set_up(Folder *folder, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  folder->dir = g_dir_make_tmp("cardcat-walk-XXXXXX", &error);
  g_assert_no_error(error);
}

static void remove_all(const char *path) {
  if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
      g_autofree char *child = g_build_filename(path, name, NULL);
      remove_all(child);
    }
  }
  g_assert_cmpint(g_remove(path), ==, 0);
}

static void tear_down(Folder *folder, gconstpointer data) {
  (void)data;
  remove_all(folder->dir);
  g_free(folder->dir);
}

static void put(const Folder *folder, const char *name, const char *bytes, gssize length) {
  g_autofree char *path = g_build_filename(folder->dir, name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  g_assert_cmpint(g_mkdir_with_parents(parent, 0777), ==, 0);
  g_assert_true(g_file_set_contents(path, bytes, length, NULL));
}

/* What the walk of FOLDER finds, relative to it, joined by spaces; owned. */
static char *walk(const Folder *folder, CliScanResult *result) {
  char *paths[] = {folder->dir, NULL};
  result->failed = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) found = cc_cli_scan_walk(paths, result);
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? " " : "",
                           (const char *)found->pdata[i] + strlen(folder->dir) + 1);
  return g_string_free(names, FALSE);
}

static void test_walk_by_content(Folder *folder, gconstpointer data) {
  (void)data;
  put(folder, "jpeg", "\xFF\xD8\xFF\xE0", 4);
  put(folder, "png", "\x89PNG\r\n", 6);
  put(folder, "webp", "RIFF\0\0\0\0WEBPVP8 ", 16);
  put(folder, "tiff-little", "II*\0", 4);
  put(folder, "tiff-big", "MM\0*", 4);
  put(folder, "heic",
      "\0\0\0\x18"
      "ftypheic",
      12);
  put(folder, "avif",
      "\0\0\0\x20"
      "ftypavif",
      12);
  put(folder, "jxl", "\xFF\x0A", 2);
  put(folder, "jp2", "\0\0\0\x0CjP  \r\n\x87\n", 12);
  put(folder, "brochure", "%PDF-1.7", 8);
  put(folder, "bmp", "BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0", 18);
  put(folder, "wave", "RIFF\0\0\0\0WAVEfmt ", 16);
  put(folder, "film",
      "\0\0\0\x18"
      "ftypisom",
      12);
  put(folder, "BMW.txt", "BMW drives on and on", 20);
  put(folder, "empty", "", 0);
  put(folder, "spoilt.JPG", "", 0);
  put(folder, ".hidden.jpg", "\xFF\xD8\xFF", 3);
  CliScanResult result = {0};
  g_autofree char *found = walk(folder, &result);
  g_assert_cmpstr(found, ==,
                  "avif bmp brochure heic jp2 jpeg jxl png spoilt.JPG tiff-big tiff-little webp");
  g_assert_cmpuint(result.skipped, ==, 4);
  g_assert_cmpuint(result.failed->len, ==, 0);
  g_ptr_array_unref(result.failed);
}

static void test_walk_order_and_loops(Folder *folder, gconstpointer data) {
  (void)data;
  put(folder, "b/2.jpg", "", 0);
  put(folder, "b/a/1.jpg", "", 0);
  put(folder, "a.jpg", "", 0);
  put(folder, "c.jpg", "", 0);
  g_autofree char *loop = g_build_filename(folder->dir, "b", "loop", NULL);
  g_autofree char *self = g_build_filename(folder->dir, "self.jpg", NULL);
  g_assert_cmpint(symlink("..", loop), ==, 0);
  g_assert_cmpint(symlink("self.jpg", self), ==, 0);
  CliScanResult result = {0};
  g_autofree char *found = walk(folder, &result);
  g_assert_cmpstr(found, ==, "a.jpg b/2.jpg b/a/1.jpg c.jpg");
  g_assert_cmpuint(result.failed->len, ==, 1);
  g_assert_nonnull(strstr(result.failed->pdata[0], "self.jpg: cannot be read: "));
  g_ptr_array_unref(result.failed);
}

/* The head and the only row of the table of COLUMNS in a window of WIDTH. */
static char *table(const char *columns, int width, gboolean is_chosen) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) parsed = cc_cli_columns_parse(columns, &error);
  g_assert_no_error(error);
  g_autoptr(CardcatContact) contact = cardcat_contact_new();
  contact->name.full = g_strdup("Wilhelmina Attenborough");
  contact->organization = g_strdup("株式会社東京ガラス美術館");
  g_ptr_array_add(contact->emails, g_strdup("wilhelmina@attenborough.example"));
  CardcatEntry entry = {.id = 7, .contact = contact};
  g_autoptr(CliTable) rows = cc_cli_table_new(parsed);
  cc_cli_table_add(rows, &entry);
  return cc_cli_table_text(rows, parsed->len, width, is_chosen);
}

static void test_table_fits_its_window(void) {
  static const char columns[] = "id,name,organization,email";
  static const struct {
    int width;
    gboolean is_chosen;
    const char *table;
  } cases[] = {
      {200, FALSE,
       "ID  NAME                     ORGANIZATION              EMAIL\n"
       "7   Wilhelmina Attenborough  株式会社東京ガラス美術館  wilhelmina@attenborough.example\n"},
      {64, FALSE,
       "ID  NAME                ORGANIZATION        EMAIL\n"
       "7   Wilhelmina Attenb…  株式会社東京ガラ…   wilhelmina@attenb…\n"},
      {40, FALSE,
       "ID  NAME               ORGANIZATION\n"
       "7   Wilhelmina Atten…  株式会社東京ガラ…\n"},
      {24, FALSE,
       "ID  NAME\n"
       "7   Wilhelmina Attenbor…\n"},
      {40, TRUE,
       "ID  NAME        ORGANIZAT…  EMAIL\n"
       "7   Wilhelmin…  株式会社…   wilhelmin…\n"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = table(columns, cases[i].width, cases[i].is_chosen);
    g_assert_cmpstr(text, ==, cases[i].table);
  }
}

/* Card ID joins INTO, or whoever is found: "2 Ada Beck", or "2" of a new contact. */
static char *saved_as(Book *book, gint64 id, gint64 into) {
  g_auto(CliSaved) saved = {0};
  g_autoptr(GError) error = NULL;
  gboolean done = cc_cli_scan_save(book->store, id, into, &saved, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_true(g_str_has_prefix(saved.path, "photos/"));
  return g_strdup_printf("%d%s%s", (int)saved.contact, saved.label ? " " : "",
                         saved.label ? saved.label : "");
}

#define assert_saved(book, photo, into, wanted)                                          \
  do {                                                                                   \
    gint64 card_ = add_card(book, photo, person_new("Ada", "Beck", "ada@beck.example")); \
    g_autofree char *as_ = saved_as(book, card_, into);                                  \
    g_assert_cmpstr(as_, ==, wanted);                                                    \
  } while (0)

/* The contact that a card shall join may be gone by then: another is looked for. */
static void test_save(Book *book, gconstpointer data) {
  (void)data;
  assert_saved(book, 1, 0, "1");
  assert_saved(book, 2, 0, "1 Ada Beck");
  assert_saved(book, 3, 1, "1 Ada Beck");
  add_person(book, 4, person_new("Omar", "Haddad", NULL));
  g_autoptr(GError) error = NULL;
  g_assert_true(cardcat_store_remove_contact(book->store, 2, &error));
  assert_saved(book, 5, 2, "1 Ada Beck");
  g_assert_true(cardcat_store_remove_contact(book->store, 1, &error));
  assert_saved(book, 6, 1, "3");
  g_auto(CliSaved) saved = {0};
  g_assert_false(cc_cli_scan_save(book->store, 99, 1, &saved, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cli/nearest", test_nearest);
  g_test_add_func("/cli/region", test_region);
  g_test_add_func("/cli/languages", test_languages);
  g_test_add_func("/cli/ids", test_ids);
  g_test_add_func("/cli/text", test_text);
  g_test_add_func("/cli/table", test_table_fits_its_window);
  BOOK_TEST("/cli/save", test_save);
  g_test_add("/cli/walk/content", Folder, NULL, set_up, test_walk_by_content, tear_down);
  g_test_add("/cli/walk/order", Folder, NULL, set_up, test_walk_order_and_loops, tear_down);
  return g_test_run();
}
