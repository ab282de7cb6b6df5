/* The book's clock. */
#include "store/store.h"

char *cc_store_time(gint64 ago) {
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  g_autoptr(GDateTime) then = g_date_time_add_seconds(now, -(double)ago);
  return g_date_time_format(then, "%Y-%m-%dT%H:%M:%SZ");
}
