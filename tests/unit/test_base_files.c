/* What base/ does with files: --keep, and finding the models. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/base.h"

typedef struct {
  char *dir;
} Folder;

static void make_folder(Folder *folder, gconstpointer data) {
  (void)data;
  folder->dir = g_dir_make_tmp("cardcat-test-XXXXXX", NULL);
  g_assert_nonnull(folder->dir);
}

static void remove_folder(Folder *folder, gconstpointer data) {
  (void)data;
  g_autoptr(GDir) dir = g_dir_open(folder->dir, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder->dir, name, NULL);
    g_assert_cmpint(g_remove(path), ==, 0);
  }
  g_assert_cmpint(g_rmdir(folder->dir), ==, 0);
  g_free(folder->dir);
}

/* What it holds nobody else may see. */
static void assert_file(const char *dir, const char *name, const char *bytes, gsize length) {
  g_autofree char *path = g_build_filename(dir, name, NULL);
  GStatBuf status;
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpint(status.st_mode & 0777, ==, 0600);
  g_autofree char *contents = NULL;
  gsize size = 0;
  g_assert_true(g_file_get_contents(path, &contents, &size, NULL));
  g_assert_cmpmem(contents, size, bytes, length);
}

static void test_keep(Folder *folder, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  const char *dir = folder->dir;
  g_autofree char *new_dir = g_build_filename(dir, "kept", NULL);
  g_assert_true(cc_keep_folder(dir, &error));
  g_assert_true(cc_keep_folder(new_dir, &error));
  g_assert_no_error(error);
  GStatBuf status;
  g_assert_cmpint(g_stat(new_dir, &status), ==, 0);
  g_assert_cmpint(status.st_mode & 0777, ==, 0700);
  g_autoptr(CcKeep) keep = cc_keep_new(dir, "a/b");
  g_autoptr(CcRaster) colour = cc_raster_new(2, 1, 3);
  memcpy(colour->data, "abcdef", 6);
  g_autoptr(CcRaster) grey = cc_raster_new(1, 2, 1);
  memcpy(grey->data, "xy", 2);
  cc_keep_picture(keep, "flat", colour);
  cc_keep_picture(keep, "clean", grey);
  cc_keep_text(keep, "lines", "Ada\n");
  assert_file(dir, "a_b-01-flat.ppm", "P6\n2 1\n255\nabcdef", 17);
  assert_file(dir, "a_b-02-clean.pgm", "P5\n1 2\n255\nxy", 13);
  assert_file(dir, "a_b-03-lines.txt", "Ada\n", 4);
}

static void test_keep_nothing(void) {
  g_assert_null(cc_keep_new(NULL, "a"));
  g_autoptr(CcRaster) grey = cc_raster_new(1, 1, 1);
  cc_keep_picture(NULL, "flat", grey);
  cc_keep_text(NULL, "lines", "Ada");
}

static void test_keep_where_no_folder_can_be(Folder *folder, gconstpointer data) {
  (void)data;
  g_autofree char *file = g_build_filename(folder->dir, "file", NULL);
  g_assert_true(g_file_set_contents(file, "", 0, NULL));
  g_autofree char *dir = g_build_filename(file, "kept", NULL);
  g_autoptr(GError) error = NULL;
  g_assert_false(cc_keep_folder(dir, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT);
  g_assert_nonnull(strstr(error->message, dir));
}

static void test_models(Folder *folder, gconstpointer data) {
  (void)data;
  g_setenv("CARDCAT_MODELS", folder->dir, TRUE);
  g_autofree char *given = cc_models_dir("/given");
  g_assert_cmpstr(given, ==, "/given");
  g_autofree char *from_environment = cc_models_dir(NULL);
  g_assert_cmpstr(from_environment, ==, folder->dir);
  g_unsetenv("CARDCAT_MODELS");
  g_autofree char *installed = cc_models_dir(NULL);
  g_assert_true(g_path_is_absolute(installed));
  g_assert_true(g_str_has_suffix(installed, "/models"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add("/keep/files", Folder, NULL, make_folder, test_keep, remove_folder);
  g_test_add_func("/keep/nothing", test_keep_nothing);
  g_test_add("/keep/no-folder", Folder, NULL, make_folder, test_keep_where_no_folder_can_be,
             remove_folder);
  g_test_add("/models/dir", Folder, NULL, make_folder, test_models, remove_folder);
  return g_test_run();
}
