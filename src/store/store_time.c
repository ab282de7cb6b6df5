/* The book's clock. */
#include "store/store.h"

/* 9999-12-31: no text has a place for a later one. */
#define LATEST 253402300799

char *cc_store_time(CcSql *sql, gint64 ago) {
  const CardcatStoreOptions *options = &cc_sql_wait(sql)->options;
  gint64 now = options->clock ? options->clock(options->data) : g_get_real_time() / G_USEC_PER_SEC;
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_utc(CLAMP(now - ago, 0, LATEST));
  return g_date_time_format(then, "%Y-%m-%dT%H:%M:%SZ");
}
