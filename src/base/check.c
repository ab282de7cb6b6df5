/* What the doctor found. */
#include "base/base.h"

void cardcat_check_free(CardcatCheck *check) {
  if (!check) return;
  g_free(check->name);
  g_free(check->detail);
  g_free(check);
}
