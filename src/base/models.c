/* Where the word lists and weights are. */
#include "base/base.h"

/* The program's own file, as Linux tells it. */
#define SELF "/proc/self/exe"

char *cc_models_dir(const char *dir) {
  if (!dir) dir = g_getenv("CARDCAT_MODELS");
  if (dir && *dir) return g_strdup(dir);
  g_autofree char *program = g_file_read_link(SELF, NULL);
  if (program) {
    g_autofree char *bin = g_path_get_dirname(program);
    g_autofree char *beside = g_build_filename(bin, "..", "share", "cardcat", "models", NULL);
    if (g_file_test(beside, G_FILE_TEST_IS_DIR)) return g_steal_pointer(&beside);
  }
  return g_strdup(CARDCAT_MODELS_DIR);
}
