/* A file of SQLite's: opened, copied, and what is wrong with it.  This and store_query.c alone know
 * SQLite. */
#include "store/sql.h"

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

void cc_sql_set_error(const CcSql *sql, const char *statement, GError **error) {
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

gboolean cc_sql_script(CcSql *sql, const char *text, GError **error) {
  if (sqlite3_exec(sql->db, text, NULL, NULL, NULL) == SQLITE_OK) return TRUE;
  cc_sql_set_error(sql, text, error);
  return FALSE;
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
  cc_sql_set_error(sql, change, error);
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
    cc_sql_set_error(sql, NULL, error);
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
  g_clear_pointer(&sql->idle, g_hash_table_unref);
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
  if (error && !*error) cc_sql_set_error(sql, NULL, error);
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
  if (result != SQLITE_OK) cc_sql_set_error(sql, NULL, error);
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
