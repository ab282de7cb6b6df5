/* How many of each there are in the book.  Every page of the browser tells it, and with 100,000
 * contacts it takes 90 ms to count: what was counted is kept until something is changed. */
#include "store/sql.h"

#include <string.h>

static gboolean count(CcSql *sql, CardcatStoreCounts *counts, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(sql,
                   "SELECT (SELECT count(*) FROM photos),"
                   " (SELECT count(*) FROM photos WHERE state = 'failed'),"
                   " (SELECT count(*) FROM cards),"
                   " (SELECT count(*) FROM cards WHERE state = 'to review'),"
                   " (SELECT count(*) FROM people WHERE version IS NOT NULL AND removed IS NULL),"
                   /* Not of the view: its lists would be put together and sorted first. */
                   " (SELECT count(*) FROM people p JOIN versions v ON v.id = p.version"
                   "   JOIN meetings m ON m.id = v.meeting"
                   "   WHERE p.removed IS NULL AND m.send_follow_up AND m.followed_up IS NULL)"
                   /* And those whom only an earlier meeting asks for. */
                   " + (SELECT count(DISTINCT p.id) FROM version_meetings x"
                   "   JOIN people p ON p.version = x.version JOIN versions v ON v.id = x.version"
                   "   JOIN meetings l ON l.id = v.meeting JOIN meetings m ON m.id = x.meeting"
                   "   WHERE p.removed IS NULL AND m.send_follow_up AND m.followed_up IS NULL"
                   "   AND NOT (l.send_follow_up AND l.followed_up IS NULL))",
                   NULL, error);
  if (!query) return FALSE;
  gboolean row = cc_query_next(query);
  if (!cc_query_end(query, error)) return FALSE;
  g_return_val_if_fail(row, FALSE);
  *counts =
      (CardcatStoreCounts){cc_query_int(query, 0), cc_query_int(query, 1), cc_query_int(query, 2),
                           cc_query_int(query, 3), cc_query_int(query, 4), cc_query_int(query, 5)};
  return TRUE;
}

/* Both are as they were as long as nobody changed the book: another connection, this one. */
static gboolean read_marks(CcSql *sql, gint64 marks[2], GError **error) {
  marks[1] = sqlite3_total_changes64(sql->db);
  return cc_sql_get_int(sql, "PRAGMA data_version", NULL, &marks[0], error);
}

gboolean cardcat_store_counts(CardcatStore *store, CardcatStoreCounts *counts, GError **error) {
  CcSql *sql = store->sql;
  gint64 marks[2];
  /* What is changed now may be taken back, and no mark tells of it. */
  if (!sqlite3_get_autocommit(sql->db)) return count(sql, counts, error);
  /* Before it is counted: what another changes meanwhile is counted again. */
  if (!read_marks(sql, marks, error)) return FALSE;
  if (!store->is_counted || memcmp(marks, store->marks, sizeof marks) != 0) {
    if (!count(sql, &store->counts, error)) return FALSE;
    memcpy(store->marks, marks, sizeof marks);
    store->is_counted = TRUE;
  }
  *counts = store->counts;
  return TRUE;
}
