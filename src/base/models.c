/* Where the word lists and weights are, and what else lies beside the library. */
#define _GNU_SOURCE /* dladdr */
#include "base/base.h"

#include <dlfcn.h>

/* The folder of the file that this function is in, owned; NULL: it cannot be told. */
static char *own_folder(void) {
  Dl_info info;
  if (!dladdr((gconstpointer)cc_models_dir, &info) || !info.dli_fname) return NULL;
  g_autofree char *file = g_canonicalize_filename(info.dli_fname, NULL);
  return g_path_get_dirname(file);
}

char *cc_beside_library(const char *const *places, GFileTest test) {
  g_autofree char *folder = own_folder();
  for (; folder && *places; places++) {
    g_autofree char *beside = g_build_filename(folder, *places, NULL);
    if (g_file_test(beside, test)) return g_steal_pointer(&beside);
  }
  return NULL;
}

char *cc_models_dir(const char *dir) {
  /* Installed, and in a build folder. */
  static const char *const places[] = {CARDCAT_MODELS_FROM_LIB, "models", NULL};
  if (!dir) dir = g_getenv("CARDCAT_MODELS");
  if (dir && *dir) return g_strdup(dir);
  char *beside = cc_beside_library(places, G_FILE_TEST_IS_DIR);
  return beside ? beside : g_strdup(CARDCAT_MODELS_DIR);
}
