/* Names of events and groups that no other has. */
#include "store/people.h"

char *cc_name_numbered(CcSql *sql, const char *query, const char *name, GError **error) {
  for (guint number = 2;; number++) {
    g_autofree char *numbered = g_strdup_printf("%s (%u)", name, number);
    gint64 found = 0;
    if (!cc_sql_get_int(sql, query, CC_VALUES(cc_text(numbered)), &found, error)) return NULL;
    if (found == 0) return g_steal_pointer(&numbered);
  }
}
