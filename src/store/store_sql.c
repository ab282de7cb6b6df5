/* The one file that knows SQLite. */
#include "store/store.h"

#include <sqlite3.h>

struct CcSql {
  sqlite3 *db;
  char *name; /* for messages */
  char *path; /* of a book, absolute; NULL: a copy, which has no backups of its own */
  gboolean unclean;
  CcWait wait;
};

struct CcQuery {
  CcSql *sql;
  sqlite3_stmt *statement;
  int result; /* of the last step */
};

struct CcTransaction {
  CcSql *sql;
  gboolean open;
};

/* ---- errors -------------------------------------------------------------------------------- */

static const struct {
  int code;
  const char *sentence;
} sentences[] = {
    {SQLITE_BUSY, "another program does not let go of the address book: end that and try again"},
    {SQLITE_LOCKED, "another program does not let go of the address book: end that and try again"},
    {SQLITE_READONLY, "the address book cannot be written: it or its folder is read-only"},
    {SQLITE_FULL, "the address book cannot be written: the disk is full"},
    {SQLITE_CANTOPEN, "the address book cannot be opened"},
    {SQLITE_IOERR, "the address book cannot be read or written"},
    {SQLITE_TOOBIG, "the address book cannot hold a value of this size"},
};

#define FINDING_MAX 200 /* bytes of what SQLite says */

void cc_sql_set_damaged(const CcSql *sql, const char *finding, GError **error) {
  /* It may hold what stands in the file. */
  g_autofree char *clean = cc_text_clean(finding, -1, FINDING_MAX);
  g_autofree char *advice = sql->path ? cc_backups_advice(sql->path) : NULL;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_DAMAGED,
              "%s: the address book is damaged (%s)%s%s", sql->name, clean, advice ? ": " : "",
              advice ? advice : "");
}

/* It may have been a book, too, whose first page is gone. */
static void set_no_database(const CcSql *sql, GError **error) {
  gboolean had = sql->path && cc_backups_exist(sql->path);
  g_autofree char *advice = had ? cc_backups_advice(sql->path) : NULL;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_DAMAGED,
              "%s: this is a file of another kind, not an address book: name another%s%s",
              sql->name, advice ? "; if it was one, " : "", advice ? advice : "");
}

/* SQL failed with CODE, MESSAGE, SYSTEM (an errno or 0); STATEMENT (may be NULL) is named only when
 * it is our own fault. */
static void set_code(const CcSql *sql, int code, const char *message, int system,
                     const char *statement, GError **error) {
  int primary = code & 0xff;
  if (primary == SQLITE_BUSY && sql->wait.ended) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED,
                "%s: interrupted, while another program used the address book", sql->name);
    return;
  }
  if (primary == SQLITE_CORRUPT) {
    cc_sql_set_damaged(sql, message, error);
    return;
  }
  if (primary == SQLITE_NOTADB) {
    set_no_database(sql, error);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS(sentences); i++)
    if (sentences[i].code == primary) {
      gboolean why = system != 0 && primary != SQLITE_BUSY;
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE, "%s: %s (%s)", sql->name,
                  sentences[i].sentence, why ? g_strerror(system) : message);
      return;
    }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE, "%s: %s, in: %.100s", sql->name, message,
              statement ? statement : "opening");
}

/* What SQL last failed with. */
static void set_error(const CcSql *sql, const char *statement, GError **error) {
  set_code(sql, sqlite3_extended_errcode(sql->db), sqlite3_errmsg(sql->db),
           sqlite3_system_errno(sql->db), statement, error);
}

/* ---- opening ------------------------------------------------------------------------------- */

static int on_busy(void *data, int count) {
  CcSql *sql = data;
  return cc_wait_on(&sql->wait, sql->name, (guint)count) ? 1 : 0;
}

/* The schema is read, which is the first that can fail. */
static int try_open(CcSql *sql, const char *target, int flags) {
  int result = sqlite3_open_v2(target, &sql->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (result != SQLITE_OK) return result;
  sqlite3_extended_result_codes(sql->db, 1);
  sqlite3_busy_handler(sql->db, on_busy, sql);
  return sqlite3_exec(sql->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
}

/* A book in WAL mode needs a side file even to be read.  Where none can be written and none is
 * left, nobody else writes either: it is read as it is. */
static int open_to_read(CcSql *sql, const char *path) {
  int result = try_open(sql, path, SQLITE_OPEN_READONLY);
  int primary = result & 0xff;
  if ((primary != SQLITE_CANTOPEN && primary != SQLITE_READONLY) || cc_file_has_bytes(path, "-wal"))
    return result;
  g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);
  g_autofree char *immutable = g_strconcat(uri, "?immutable=1", NULL);
  sqlite3_close(sql->db);
  return try_open(sql, immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

/* TRUSTED_SCHEMA and DEFENSIVE: a book may come from anybody. */
static gboolean configure(CcSql *sql, GError **error) {
  sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return cc_sql_script(sql,
                       "PRAGMA trusted_schema = OFF;"
                       "PRAGMA foreign_keys = ON;"
                       "PRAGMA cache_size = -16384;" /* KiB: ten thousand contacts, read once */
                       "PRAGMA synchronous = FULL",
                       error);
}

/* SQLite itself does not wait for others when it changes the journal. */
gboolean cc_sql_use_wal(CcSql *sql, GError **error) {
  static const char change[] = "PRAGMA journal_mode = WAL";
  int result;
  guint count = 0;
  do
    result = sqlite3_exec(sql->db, change, NULL, NULL, NULL) & 0xff;
  while (result == SQLITE_BUSY && cc_wait_on(&sql->wait, sql->name, count++));
  if (result == SQLITE_OK) return TRUE;
  set_error(sql, change, error);
  return FALSE;
}

static gboolean open_file(CcSql *sql, const char *absolute, CardcatStoreMode mode, GError **error) {
  if (mode == CARDCAT_STORE_CREATE && !cc_file_make(absolute, sql->name, error)) return FALSE;
  if (!cc_file_check(absolute, sql->name, error) ||
      (mode != CARDCAT_STORE_READ && !cc_file_check_system(absolute, sql->name, error)))
    return FALSE;
  int result = mode == CARDCAT_STORE_READ ? open_to_read(sql, absolute)
                                          : try_open(sql, absolute, SQLITE_OPEN_READWRITE);
  if (result != SQLITE_OK) {
    set_error(sql, NULL, error);
    return FALSE;
  }
  /* SQLite falls back to reading without a word. */
  if (mode != CARDCAT_STORE_READ && sqlite3_db_readonly(sql->db, "main") == 1) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
                "%s: the address book cannot be written: the file is read-only", sql->name);
    return FALSE;
  }
  return configure(sql, error);
}

static CcSql *new_sql(const char *name, const CardcatStoreOptions *options) {
  CcSql *sql = g_new0(CcSql, 1);
  sql->name = g_filename_display_name(name);
  sql->wait = (CcWait){.pause = CC_WAIT_PAUSE};
  if (options) sql->wait.options = *options;
  return sql;
}

CcSql *cc_sql_open(const char *path, CardcatStoreMode mode, const CardcatStoreOptions *options,
                   GError **error) {
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autoptr(CcSql) sql = new_sql(path, options);
  sql->path = cc_file_real(absolute);
  sql->unclean = cc_file_has_bytes(absolute, "-wal");
  return open_file(sql, absolute, mode, error) ? g_steal_pointer(&sql) : NULL;
}

CcSql *cc_sql_open_copy(const char *path, const char *name, CardcatStoreMode mode,
                        const CardcatStoreOptions *options, GError **error) {
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autoptr(CcSql) sql = new_sql(name, options);
  return open_file(sql, absolute, mode, error) ? g_steal_pointer(&sql) : NULL;
}

void cc_sql_free(CcSql *sql) {
  if (!sql) return;
  sqlite3_close(sql->db);
  g_free(sql->name);
  g_free(sql->path);
  g_free(sql);
}

CcSql *cc_sql_open_memory(GError **error) {
  g_autoptr(CcSql) sql = g_new0(CcSql, 1);
  sql->name = g_strdup("memory");
  if (try_open(sql, ":memory:", SQLITE_OPEN_READWRITE) == SQLITE_OK && configure(sql, error))
    return g_steal_pointer(&sql);
  if (error && !*error) set_error(sql, NULL, error);
  return NULL;
}

gboolean cc_sql_was_unclean(const CcSql *sql) {
  return sql->unclean;
}

CcWait *cc_sql_wait(CcSql *sql) {
  return &sql->wait;
}

void cc_sql_set_pause(CcSql *sql, gulong microseconds) {
  sql->wait.pause = microseconds;
}

const char *cc_sql_version(void) {
  return sqlite3_libversion();
}

const char *cc_sql_name(const CcSql *sql) {
  return sql->name;
}

const char *cc_sql_path(const CcSql *sql) {
  return sql->path;
}

/* ---- statements ---------------------------------------------------------------------------- */

static int bind(sqlite3_stmt *statement, int index, const CcValue *value) {
  gsize length = 0;
  gconstpointer data;
  switch (value->kind) {
    case CC_VALUE_INT:
      return sqlite3_bind_int64(statement, index, value->integer);
    case CC_VALUE_REAL:
      return sqlite3_bind_double(statement, index, value->real);
    case CC_VALUE_TEXT:
      return sqlite3_bind_text64(statement, index, g_utf8_make_valid(value->text, -1),
                                 (sqlite3_uint64)-1, g_free, SQLITE_UTF8);
    case CC_VALUE_BLOB:
      data = g_bytes_get_data(value->bytes, &length);
      return sqlite3_bind_blob64(statement, index, data, length, SQLITE_TRANSIENT);
    case CC_VALUE_NULL:
    case CC_VALUE_END:
      break;
  }
  return sqlite3_bind_null(statement, index);
}

CcQuery *cc_query_new(CcSql *sql, const char *text, const CcValue *values, GError **error) {
  g_autoptr(CcQuery) query = g_new0(CcQuery, 1);
  query->sql = sql;
  query->result = sqlite3_prepare_v2(sql->db, text, -1, &query->statement, NULL);
  for (int i = 0; values && values[i].kind != CC_VALUE_END && query->result == SQLITE_OK; i++)
    query->result = bind(query->statement, i + 1, &values[i]);
  if (query->result != SQLITE_OK) {
    set_error(sql, text, error);
    return NULL;
  }
  return g_steal_pointer(&query);
}

void cc_query_free(CcQuery *query) {
  if (!query) return;
  sqlite3_finalize(query->statement);
  g_free(query);
}

gboolean cc_query_next(CcQuery *query) {
  query->result = sqlite3_step(query->statement);
  return query->result == SQLITE_ROW;
}

gboolean cc_query_end(CcQuery *query, GError **error) {
  if (query->result == SQLITE_DONE || query->result == SQLITE_ROW) return TRUE;
  set_error(query->sql, sqlite3_sql(query->statement), error);
  return FALSE;
}

gint64 cc_query_int(CcQuery *query, int column) {
  return sqlite3_column_int64(query->statement, column);
}

char *cc_query_dup(CcQuery *query, int column) {
  const unsigned char *text = sqlite3_column_text(query->statement, column);
  if (!text) return NULL;
  return g_utf8_make_valid((const char *)text, sqlite3_column_bytes(query->statement, column));
}

GBytes *cc_query_bytes(CcQuery *query, int column) {
  const void *data = sqlite3_column_blob(query->statement, column);
  if (!data) return NULL;
  return g_bytes_new(data, (gsize)sqlite3_column_bytes(query->statement, column));
}

gboolean cc_sql_run(CcSql *sql, const char *text, const CcValue *values, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql, text, values, error);
  if (!query) return FALSE;
  while (cc_query_next(query))
    continue;
  return cc_query_end(query, error);
}

gboolean cc_sql_script(CcSql *sql, const char *text, GError **error) {
  if (sqlite3_exec(sql->db, text, NULL, NULL, NULL) == SQLITE_OK) return TRUE;
  set_error(sql, text, error);
  return FALSE;
}

gboolean cc_sql_get_int(CcSql *sql, const char *text, const CcValue *values, gint64 *value,
                        GError **error) {
  g_autoptr(GArray) ints = cc_sql_get_ints(sql, text, values, error);
  if (!ints) return FALSE;
  *value = ints->len > 0 ? g_array_index(ints, gint64, 0) : 0;
  return TRUE;
}

GArray *cc_sql_get_ints(CcSql *sql, const char *text, const CcValue *values, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(sql, text, values, error);
  if (!query) return NULL;
  g_autoptr(GArray) ints = g_array_new(FALSE, FALSE, sizeof(gint64));
  while (cc_query_next(query)) {
    gint64 value = cc_query_int(query, 0);
    g_array_append_val(ints, value);
  }
  if (!cc_query_end(query, error)) return NULL;
  return g_steal_pointer(&ints);
}

gint64 cc_sql_last_id(CcSql *sql) {
  return sqlite3_last_insert_rowid(sql->db);
}

/* ---- transactions -------------------------------------------------------------------------- */

CcTransaction *cc_transaction_begin(CcSql *sql, gboolean write, GError **error) {
  if (!cc_sql_run(sql, write ? "BEGIN IMMEDIATE" : "BEGIN", NULL, error)) return NULL;
  CcTransaction *transaction = g_new(CcTransaction, 1);
  *transaction = (CcTransaction){sql, TRUE};
  return transaction;
}

gboolean cc_transaction_commit(CcTransaction *transaction, GError **error) {
  if (!cc_sql_run(transaction->sql, "COMMIT", NULL, error)) return FALSE;
  transaction->open = FALSE;
  return TRUE;
}

/* A failed write may have ended the transaction already: then there is nothing to roll back. */
void cc_transaction_free(CcTransaction *transaction) {
  if (!transaction) return;
  sqlite3 *db = transaction->sql->db;
  if (transaction->open && !sqlite3_get_autocommit(db))
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  g_free(transaction);
}

/* ---- blobs ----------------------------------------------------------------------------------- */

GBytes *cc_sql_blob_start(CcSql *sql, const char *table, const char *column, gint64 id, gsize most,
                          gsize *length, GError **error) {
  sqlite3_blob *blob = NULL;
  int result = sqlite3_blob_open(sql->db, "main", table, column, id, 0, &blob);
  if (result == SQLITE_ERROR) { /* no such row, or NULL */
    sqlite3_blob_close(blob);
    return NULL;
  }
  int size = result == SQLITE_OK ? sqlite3_blob_bytes(blob) : 0;
  int part = (int)MIN((gsize)size, most);
  g_autofree guint8 *bytes = g_malloc((gsize)part + 1);
  if (result == SQLITE_OK) result = sqlite3_blob_read(blob, bytes, part, 0);
  if (result != SQLITE_OK) set_error(sql, NULL, error);
  sqlite3_blob_close(blob);
  if (result != SQLITE_OK) return NULL;
  *length = (gsize)size;
  return g_bytes_new_take(g_steal_pointer(&bytes), (gsize)part);
}

/* ---- copies ---------------------------------------------------------------------------------- */

/* All pages in one step: what FROM reads stays as its transaction sees it, and TO, which waits for
 * its lock by its own busy handler, has them with one commit. */
gboolean cc_sql_copy(CcSql *from, CcSql *to, GError **error) {
  sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
  if (backup) sqlite3_backup_step(backup, -1);
  int result = backup ? sqlite3_backup_finish(backup) : sqlite3_errcode(to->db);
  if (result == SQLITE_OK) return TRUE;
  /* SQLite tells it all at TO, also what is wrong with FROM. */
  gboolean damaged = (result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB;
  set_code(damaged ? from : to, sqlite3_extended_errcode(to->db), sqlite3_errmsg(to->db),
           sqlite3_system_errno(to->db), "copying", error);
  return FALSE;
}
