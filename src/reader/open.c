/* A pool of the helper program, which reads photos. */
#include "reader/reader.h"

/* Installed, and in a build folder: beside the library, or a floor below it for the tests. */
static char *find_program(const char *asked, GError **error) {
  static const char *const places[] = {CARDCAT_HELPER_FROM_LIB, "cardcat-reader",
                                       "../cardcat-reader", NULL};
  if (!asked) asked = g_getenv("CARDCAT_HELPER");
  g_autofree char *program =
      asked && *asked ? g_strdup(asked) : cc_beside_library(places, G_FILE_TEST_IS_EXECUTABLE);
  if (!program) program = g_strdup(CARDCAT_HELPER_PATH);
  if (g_file_test(program, G_FILE_TEST_IS_EXECUTABLE)) return g_steal_pointer(&program);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING,
              "%s: the program that reads photos is not there; install cardcat again", program);
  return NULL;
}

CardcatPool *cardcat_pool_new(const CardcatReaderOptions *reader, const CardcatPoolOptions *options,
                              GError **error) {
  CardcatPoolOptions o = options ? *options : (CardcatPoolOptions){0};
  if (o.megabytes == 0) o.megabytes = CC_WORKER_MEGABYTES + (o.late ? CC_LOAD_MEGABYTES : 0);
  CcWorkerLimits limits = cc_pool_limits(&o);
  char *program = find_program(o.helper, error);
  if (!program) return NULL;
  CcHelper *helper = cc_helper_program(program, cc_settings_pack(reader, o.late, &limits));
  CardcatPool *pool = cc_pool_new_with(helper, &o, error);
  if (pool && reader && reader->no_pair) cc_pool_set_no_pair(pool);
  return pool;
}
