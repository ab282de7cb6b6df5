/* In libcardcat.so alone: opens the library of what reads photos, which lies beside it. */
#include "late/late.h"

#include <dlfcn.h>

#include "base/base.h"

const CcLate *cc_late(GError **error) {
  static const char *const places[] = {CARDCAT_PHOTOS, NULL};
  g_autofree char *beside = cc_beside_library(places, G_FILE_TEST_IS_REGULAR);
  /* It stays: libvips and GObject know no end. */
  void *library = dlopen(beside ? beside : CARDCAT_PHOTOS, RTLD_LAZY | RTLD_NODELETE);
  __typeof__(cc_late) *table = NULL;
  if (library) *(void **)&table = dlsym(library, "cc_late");
  if (table) return table(error);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s; install cardcat again", dlerror());
  return NULL;
}
