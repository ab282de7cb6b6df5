/* Where the word lists and weights are. */
#define _GNU_SOURCE /* dladdr */
#include "base/base.h"

#include <dlfcn.h>

/* Where the models are, as seen from the library's folder: installed, and in a build folder. */
static const char *const places[] = {CARDCAT_MODELS_FROM_LIB, "models"};

/* The folder of the file that this function is in, owned; NULL: it cannot be told. */
static char *own_folder(void) {
  Dl_info info;
  if (!dladdr((gconstpointer)cc_models_dir, &info) || !info.dli_fname) return NULL;
  g_autofree char *file = g_canonicalize_filename(info.dli_fname, NULL);
  return g_path_get_dirname(file);
}

char *cc_models_dir(const char *dir) {
  if (!dir) dir = g_getenv("CARDCAT_MODELS");
  if (dir && *dir) return g_strdup(dir);
  g_autofree char *folder = own_folder();
  for (guint i = 0; folder && i < G_N_ELEMENTS(places); i++) {
    g_autofree char *beside = g_build_filename(folder, places[i], NULL);
    if (g_file_test(beside, G_FILE_TEST_IS_DIR)) return g_steal_pointer(&beside);
  }
  return g_strdup(CARDCAT_MODELS_DIR);
}
