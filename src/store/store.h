/* store/: the address book.  store_sql.c alone knows SQLite; schema.c holds every table. */
#pragma once

#include "base/base.h"
#include "contact/contact.h"

/* ---- waiting ------------------------------------------------------------------------------- */

/* Microseconds between two tries for a book that is in use. */
#define CC_WAIT_PAUSE 10000

/* How a connection waits. */
typedef struct {
  CardcatStoreOptions options;
  gulong pause;   /* microseconds that a try really waits: CC_WAIT_PAUSE */
  gboolean ended; /* the last wait was ended by whoever was asked */
} CcWait;

/* Waits for the book called NAME after COUNT tries in vain.  TRUE: try again. */
gboolean cc_wait_on(CcWait *wait, const char *name, guint count);

/* ---- SQL: prepared statements with bound values, errors with the file's name --------------- */

typedef struct CcSql CcSql;

/* Opens the file at PATH as SQLite, whatever it holds; CREATE makes it, readable by its owner only,
 * and its folder.  READ also works where nothing can be written. */
CcSql *cc_sql_open(const char *path, CardcatStoreMode mode, const CardcatStoreOptions *options,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_sql_free(CcSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcSql, cc_sql_free)
/* A try waits so many MICROSECONDS and still counts as CC_WAIT_PAUSE: for tests, which need not
 * wait. */
void cc_sql_set_pause(CcSql *sql, gulong microseconds);
/* Readers and one writer at once, and a crash loses nothing; stays so with the file. */
gboolean cc_sql_use_wal(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SQLite's own version. */
const char *cc_sql_version(void);
/* The file's name for messages, borrowed. */
const char *cc_sql_name(const CcSql *sql);
const char *cc_sql_path(const CcSql *sql); /* absolute, borrowed */

/* The first bytes, at most MOST, of the blob COLUMN in row ID of TABLE, owned, and how many it has
 * in all; NULL without error: there is none. */
GBytes *cc_sql_blob_start(CcSql *sql, const char *table, const char *column, gint64 id, gsize most,
                          gsize *length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  CC_VALUE_END,
  CC_VALUE_NULL,
  CC_VALUE_INT,
  CC_VALUE_REAL,
  CC_VALUE_TEXT,
  CC_VALUE_BLOB
} CcValueKind;

/* A value to be bound; borrowed until the statement has ended. */
typedef struct {
  CcValueKind kind;
  gint64 integer;
  double real;
  const char *text;
  GBytes *bytes;
} CcValue;

static inline CcValue cc_int(gint64 value) {
  return (CcValue){.kind = CC_VALUE_INT, .integer = value};
}
/* 0 is NULL: none. */
static inline CcValue cc_id(gint64 id) {
  return (CcValue){.kind = id ? CC_VALUE_INT : CC_VALUE_NULL, .integer = id};
}
static inline CcValue cc_real(double value) {
  return (CcValue){.kind = CC_VALUE_REAL, .real = value};
}
static inline CcValue cc_text(const char *text) {
  return (CcValue){.kind = text ? CC_VALUE_TEXT : CC_VALUE_NULL, .text = text};
}
static inline CcValue cc_blob(GBytes *bytes) {
  return (CcValue){.kind = bytes ? CC_VALUE_BLOB : CC_VALUE_NULL, .bytes = bytes};
}
/* The values of ?1, ?2, ... */
#define CC_VALUES(...) ((const CcValue[]){__VA_ARGS__, {CC_VALUE_END}})

/* Runs one statement and drops its rows.  VALUES may be NULL here and below. */
gboolean cc_sql_run(CcSql *sql, const char *text, const CcValue *values,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Runs several statements without values. */
gboolean cc_sql_script(CcSql *sql, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of the first row; 0 when there is no row. */
gboolean cc_sql_get_int(CcSql *sql, const char *text, const CcValue *values, gint64 *value,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of every row: gint64, owned. */
GArray *cc_sql_get_ints(CcSql *sql, const char *text, const CcValue *values,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The id that the last INSERT gave. */
gint64 cc_sql_last_id(CcSql *sql);

typedef struct CcQuery CcQuery;
CcQuery *cc_query_new(CcSql *sql, const char *text, const CcValue *values,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_query_free(CcQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcQuery, cc_query_free)
/* TRUE: at the next row.  FALSE: no more, or it failed, which cc_query_end() tells. */
gboolean cc_query_next(CcQuery *query);
gboolean cc_query_end(CcQuery *query, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Columns of the row, from 0. */
gint64 cc_query_int(CcQuery *query, int column);
char *cc_query_dup(CcQuery *query, int column);     /* valid UTF-8, owned; NULL for NULL */
GBytes *cc_query_bytes(CcQuery *query, int column); /* owned; NULL for NULL */

/* One at a time; freed without a commit it is rolled back. */
typedef struct CcTransaction CcTransaction;
/* WRITE takes the book's write lock at once, so that what is read stays true until the commit. */
CcTransaction *cc_transaction_begin(CcSql *sql, gboolean write,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_transaction_commit(CcTransaction *transaction,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_transaction_free(CcTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcTransaction, cc_transaction_free)

/* ---- the schema --------------------------------------------------------------------------- */

/* "card" in ASCII: tells an address book from other SQLite files. */
#define CC_STORE_APPLICATION_ID 0x63617264

/* cc_schema_migrations[n] takes a book from version n to n + 1.  They only append. */
extern const char *const cc_schema_migrations[];
extern const guint cc_schema_version;

/* Takes the book from its version to VERSION, each step in its own transaction. */
gboolean cc_schema_migrate(CcSql *sql, const char *const *migrations, guint version,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the book, between the room's files --------------------------------------------------- */

struct CardcatStore {
  CcSql *sql;
};

/* Now, or AGO seconds before: UTC, "YYYY-MM-DDTHH:MM:SSZ"; owned. */
char *cc_store_time(gint64 ago);
/* A decision can be undone, and a removed contact restored, for this many seconds. */
#define CC_STORE_UNDO_SECONDS (24 * 60 * 60)

/* MEETING as a new row; NULL: nothing known.  CARDCAT_ERROR_USAGE when met_on is no date. */
gboolean cc_meeting_insert(CcSql *sql, const CardcatMeeting *meeting, gint64 *id,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
CardcatMeeting *cc_meeting_load(CcSql *sql, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_meeting_equal(const CardcatMeeting *a, const CardcatMeeting *b);

/* Makes CONTACT the current version of PERSON and indexes it. */
gboolean cc_version_set(CcSql *sql, gint64 person, const CardcatContact *contact, gint64 meeting,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Brings the search index in step with PERSON as it is now: current, changed, gone. */
gboolean cc_version_index(CcSql *sql, gint64 person, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What SEARCH gives FTS5 for WORDS, owned; NULL when they hold no letter or digit. */
char *cc_search_expression(const char *words);

/* The entries of the persons with IDS that are in the book, in that order: CardcatEntry*, owned. */
GPtrArray *cc_entries_load(CcSql *sql, const GArray *ids, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of those that were removed. */
GPtrArray *cc_entries_load_removed(CcSql *sql, const GArray *ids,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CARDCAT_ERROR_NOT_FOUND. */
CardcatEntry *cc_entry_load(CcSql *sql, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CardcatCard *cc_card_load(CcSql *sql, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CARDCAT_ERROR_NOT_FOUND when there is no card with ID. */
gboolean cc_card_check(CcSql *sql, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets ERROR, CARDCAT_ERROR_NOT_FOUND: there is no card ID. */
void cc_card_set_missing(CcSql *sql, gint64 id, GError **error);
/* Sets ERROR for a reading or draft of card ID that does not parse; takes WHY. */
void cc_card_set_damaged(CcSql *sql, gint64 id, GError *why, GError **error);
/* MEETING is a row's id. */
gboolean cc_draft_put(CcSql *sql, gint64 card, const CardcatContact *contact, gint64 meeting,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Gives CARD, which is to be reviewed, what was typed for it before, if anything was. */
gboolean cc_draft_load(CcSql *sql, CardcatCard *card, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Decisions: first remembered with all rows they are about to change, then done. */
gboolean cc_decision_begin(CcSql *sql, const char *kind, const char *subject, gint64 *decision,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_decision_keep_person(CcSql *sql, gint64 decision, gint64 person,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_decision_keep_card(CcSql *sql, gint64 decision, gint64 card,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Gives the cards of which DECISION changed the sides what they had before. */
gboolean cc_sides_put_back(CcSql *sql, gint64 decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What DECISION makes forgotten is so no longer. */
gboolean cc_forgotten_put_back(CcSql *sql, gint64 decision,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps what DECISION, which says that CARD's contact is NOW (clean), changes in what was read:
 * COUNT rows, in place of those of earlier decisions. */
gboolean cc_corrections_keep(CcSql *sql, gint64 decision, const CardcatCard *card,
                             const CardcatContact *now, guint *count,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of an edit that makes NOW of BEFORE, for BEFORE's cards. */
gboolean cc_corrections_keep_edit(CcSql *sql, gint64 decision, const CardcatEntry *before,
                                  const CardcatContact *now,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Deletes for good what was removed or taken back too long ago to be restored. */
gboolean cc_decisions_purge(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
