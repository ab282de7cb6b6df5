/* store/: a connection to SQLite from within; between store_sql.c and store_query.c. */
#pragma once

#include <sqlite3.h>

#include "store/store.h"

struct CcSql {
  sqlite3 *db;
  char *name; /* for messages */
  char *path; /* of a book, absolute; NULL: a copy, which has no backups of its own */
  gboolean unclean;
  CcWait wait;
  GHashTable *idle; /* sqlite3_stmt*, owned, by its text, which it has itself; NULL: none was */
};

/* What SQL last failed with; STATEMENT (or NULL) is named only when it is our own fault. */
void cc_sql_set_error(const CcSql *sql, const char *statement, GError **error);
