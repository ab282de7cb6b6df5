/* store/: the address book.  store_sql.c and store_query.c alone know SQLite; schema.c holds every
 * table.
 *
 * Conventions of all that is declared here.  A function that can fail returns FALSE or NULL and
 * sets ERROR; out-parameters are written on success only.  Its error is CARDCAT_ERROR_STORE, whose
 * message begins with the book's name, when the book cannot be read or written, or was waited for
 * in vain; CARDCAT_ERROR_DAMAGED when it is damaged or no database; CARDCAT_ERROR_INTERRUPTED when
 * the wait was ended; further codes are named with the function.  Ids are SQLite's row ids, from 1;
 * 0 is none.  Times are text, UTC, "YYYY-MM-DDTHH:MM:SSZ".  Text that goes in is made valid UTF-8,
 * text that comes out is. A connection, and what was made from it, belongs to one thread.  What
 * says "within a transaction" begins none itself: it is a part of the caller's, which is rolled
 * back when it fails. */
#pragma once

#include "base/base.h"
#include "contact/contact.h"

/* ---- waiting (store_wait.c) ---------------------------------------------------------------- */

/* Microseconds between two tries for a book that another connection holds. */
#define CC_WAIT_PAUSE 10000

/* How a connection waits, and how its last wait went. */
typedef struct {
  CardcatStoreOptions options; /* who is asked at each try */
  gulong pause;                /* microseconds that a try really waits: CC_WAIT_PAUSE */
  gboolean ended;              /* whoever was asked ended the last wait */
} CcWait;

/* Waits for the book called NAME (as in messages) after COUNT tries in vain, from 0.  TRUE: try
 * again.  FALSE: CARDCAT_STORE_WAIT_SECONDS are over, as COUNT has it, or the wait was ended, which
 * WAIT->ended tells. */
gboolean cc_wait_on(CcWait *wait, const char *name, guint count);

/* ---- plain files (store_files.c) ------------------------------------------------------------ */

/* PATH is absolute, NAME what messages call it.
 * Makes the file PATH, for its owner only, and its folder; one that is there stays as it is. */
gboolean cc_file_make(const char *path, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when there is no file, or what is there is none. */
gboolean cc_file_check(const char *path, const char *name,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when PATH is on a file system that cannot be written. */
gboolean cc_file_check_system(const char *path, const char *name,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* There is a file PATH SUFFIX that is not empty. */
gboolean cc_file_has_bytes(const char *path, const char *suffix);
/* A and B are one file, however they are named. */
gboolean cc_file_is_same(const char *a, const char *b);
/* PATH without links, absolute; owned (g_free). */
char *cc_file_real(const char *path);

/* ---- what can be done about damage (store_backups.c) ---------------------------------------- */

/* Of the book with the absolute path PATH: it has at least one automatic backup. */
gboolean cc_backups_exist(const char *path);
/* Which of them can be restored, and how; owned (g_free). */
char *cc_backups_advice(const char *path);

/* ---- the file (store_sql.c) ---------------------------------------------------------------- */

/* A connection to one file of SQLite's. */
typedef struct CcSql CcSql;

/* Opens the file at PATH (relative or absolute, in the encoding of file names), whatever tables it
 * holds; a book in use is waited for.  READ also works where nothing can be written.  CREATE makes
 * a missing file, readable by its owner only, and its folder.  OPTIONS are copied; NULL: none.
 * Owned (cc_sql_free).  CARDCAT_ERROR_STORE also when it is missing, no file or no database, or may
 * not be written and MODE wants it. */
CcSql *cc_sql_open(const char *path, CardcatStoreMode mode, const CardcatStoreOptions *options,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL is well.  Its queries and transactions must be freed before. */
void cc_sql_free(CcSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcSql, cc_sql_free)

/* A try waits so many MICROSECONDS and still counts as CC_WAIT_PAUSE: for tests, which need not
 * wait. */
void cc_sql_set_pause(CcSql *sql, gulong microseconds);
/* Changes the file to a journal with which readers go beside one writer and a crash loses nothing;
 * it stays so with the file.  Not within a transaction; waits for every other connection. */
gboolean cc_sql_use_wal(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An empty one that is no file.  Owned (cc_sql_free). */
CcSql *cc_sql_open_memory(GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The file PATH as a copy of a book: messages call it NAME, and advise no backups of it. */
CcSql *cc_sql_open_copy(const char *path, const char *name, CardcatStoreMode mode,
                        const CardcatStoreOptions *options,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* When it was opened there was a journal beside it: a writer did not end, or there is another. */
gboolean cc_sql_was_unclean(const CcSql *sql);
/* How it waits, to wait in the same way for something else; its options are those that were given.
 * Borrowed. */
CcWait *cc_sql_wait(CcSql *sql);
/* All of FROM, as the transaction sees it that is open there, replaces all of TO in one
 * transaction.  TO waits for every writer; its readers see the old or the new. */
gboolean cc_sql_copy(CcSql *from, CcSql *to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets ERROR, CARDCAT_ERROR_DAMAGED: FINDING, and which backup can be restored. */
void cc_sql_set_damaged(const CcSql *sql, const char *finding, GError **error);
/* SQLite's own version, "3.40.1"; static. */
const char *cc_sql_version(void);
/* The file as it was named when it was opened, in UTF-8, for messages; borrowed. */
const char *cc_sql_name(const CcSql *sql);
/* The file's absolute path without links, in the encoding of file names; borrowed.  NULL: a copy,
 * or no file. */
const char *cc_sql_path(const CcSql *sql);

/* The first bytes, at most MOST, of the blob COLUMN in row ID of TABLE, owned (g_bytes_unref);
 * *LENGTH: how many bytes it has in all.  NULL without error: there is no such row, or it is NULL.
 * TABLE and COLUMN are our own words, never input. */
GBytes *cc_sql_blob_start(CcSql *sql, const char *table, const char *column, gint64 id, gsize most,
                          gsize *length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- values that are bound ----------------------------------------------------------------- */

typedef enum {
  CC_VALUE_END, /* behind the last value of an array */
  CC_VALUE_NULL,
  CC_VALUE_INT,
  CC_VALUE_REAL,
  CC_VALUE_TEXT,
  CC_VALUE_BLOB
} CcValueKind;

/* A value for one ?N; what it points at is borrowed and copied when the statement begins. */
typedef struct {
  CcValueKind kind;
  gint64 integer;   /* of CC_VALUE_INT */
  double real;      /* of CC_VALUE_REAL */
  const char *text; /* of CC_VALUE_TEXT: NUL-terminated, made valid UTF-8 */
  GBytes *bytes;    /* of CC_VALUE_BLOB */
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
/* NULL is NULL, here and below. */
static inline CcValue cc_text(const char *text) {
  return (CcValue){.kind = text ? CC_VALUE_TEXT : CC_VALUE_NULL, .text = text};
}
static inline CcValue cc_blob(GBytes *bytes) {
  return (CcValue){.kind = bytes ? CC_VALUE_BLOB : CC_VALUE_NULL, .bytes = bytes};
}
/* The values of ?1, ?2, ... of one statement; lives as long as the block it stands in. */
#define CC_VALUES(...) ((const CcValue[]){__VA_ARGS__, {CC_VALUE_END}})

/* ---- statements (store_sql.c) -------------------------------------------------------------- */

/* In all of these TEXT is one prepared statement of our own, never input, and VALUES what is bound
 * to it, ended by CC_VALUE_END; NULL: nothing. */

/* Runs the statement to its end and drops its rows. */
gboolean cc_sql_run(CcSql *sql, const char *text, const CcValue *values,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Runs several statements, separated by ";", without values. */
gboolean cc_sql_script(CcSql *sql, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *VALUE: the first column of the first row; 0 when there is no row, or it is NULL. */
gboolean cc_sql_get_int(CcSql *sql, const char *text, const CcValue *values, gint64 *value,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of every row, in order: gint64, owned (g_array_unref); empty: no row. */
GArray *cc_sql_get_ints(CcSql *sql, const char *text, const CcValue *values,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The id that the last INSERT of this connection gave; 0 before the first. */
gint64 cc_sql_last_id(CcSql *sql);

/* A statement that is read row by row. */
typedef struct CcQuery CcQuery;
/* Prepares it; the first row is fetched by cc_query_next().  Owned (cc_query_free); SQL must
 * outlive it. */
CcQuery *cc_query_new(CcSql *sql, const char *text, const CcValue *values,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Also in the middle of the rows; NULL is well. */
void cc_query_free(CcQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcQuery, cc_query_free)
/* TRUE: at the next row.  FALSE: no more, or it failed, which cc_query_end() tells. */
gboolean cc_query_next(CcQuery *query);
/* FALSE with ERROR when the last cc_query_next() failed. */
gboolean cc_query_end(CcQuery *query, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of all rows, as cc_sql_get_ints(). */
GArray *cc_query_ints(CcQuery *query, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* COLUMN (from 0) of the row that it is at; 0 for NULL. */
gint64 cc_query_int(CcQuery *query, int column);
/* The same as text: valid UTF-8, owned (g_free); NULL for NULL. */
char *cc_query_dup(CcQuery *query, int column);
/* The same, borrowed until the next row; *MADE (owned; NULL before the first) holds what had to be
 * made valid. */
const char *cc_query_peek(CcQuery *query, int column, char **made);
/* The same as bytes, owned (g_bytes_unref); NULL for NULL and for an empty blob. */
GBytes *cc_query_bytes(CcQuery *query, int column);

/* One at a time for a connection; freed without a commit it is rolled back. */
typedef struct CcTransaction CcTransaction;
/* WRITE takes the book's write lock at once, waiting for it, so that what is read stays true until
 * the commit; else only what is read hangs together.  Owned; SQL must outlive it. */
CcTransaction *cc_transaction_begin(CcSql *sql, gboolean write,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Once.  When it is back with TRUE, what was written is on the disk. */
gboolean cc_transaction_commit(CcTransaction *transaction,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL is well. */
void cc_transaction_free(CcTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcTransaction, cc_transaction_free)

/* ---- the schema (schema.c) ----------------------------------------------------------------- */

/* "card" in ASCII, PRAGMA application_id: tells an address book from other SQLite files. */
#define CC_STORE_APPLICATION_ID 0x63617264

/* cc_schema_migrations[n], statements without values, takes a book from version n (PRAGMA
 * user_version) to n + 1; there are cc_schema_version of them.  They only append. */
extern const char *const cc_schema_migrations[];
extern const guint cc_schema_version;
/* The first of them.  (schema_first.c) */
extern const char cc_schema_1[], cc_schema_2[], cc_schema_3[], cc_schema_4[], cc_schema_5[],
    cc_schema_6[], cc_schema_7[], cc_schema_8[];

/* Takes the book from its version to VERSION, each step in its own transaction; a book that is
 * there already, by another program too, stays as it is. */
gboolean cc_schema_migrate(CcSql *sql, const char *const *migrations, guint version,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the book, between the room's files ---------------------------------------------------- */

struct CardcatStore {
  CcSql *sql;      /* owned */
  gboolean writes; /* it was opened to be written */
  gboolean is_counted;
  CardcatStoreCounts counts; /* when the book had MARKS (store_counts.c) */
  gint64 marks[2];
};

/* The time AGO seconds before now, by SQL's clock; owned (g_free).  (store_time.c) */
char *cc_store_time(CcSql *sql, gint64 ago);
#define CC_STORE_DAY (24 * 60 * 60) /* seconds */

/* ---- what is checked (store_check.c) --------------------------------------------------------- */

/* Pages and rows as such: PRAGMA quick_check.  With 10,000 contacts it takes .16 s, .37 s when each
 * has a picture of 100 kB: too much for every command. */
gboolean cc_check_pages(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with every index: PRAGMA integrity_check, .65 s for the same book. */
gboolean cc_check_indexes(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* That, references, the search index and what is listed. */
gboolean cc_check_all(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every table, index, trigger and view of the newest version is there, word for word. */
gboolean cc_check_schema(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the file says of itself. */
typedef struct {
  gint64 application, version, tables;
} CcIdentity;

/* In one transaction: another program may be making the book just now. */
gboolean cc_identity_read(CcSql *sql, CcIdentity *is, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nothing was ever written to it. */
gboolean cc_identity_is_empty(const CcIdentity *is);
/* FALSE when it is another program's, or a newer cardcat's. */
gboolean cc_identity_check(CcSql *sql, const CcIdentity *is,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- days (store_days.c) ----------------------------------------------------------------------
 */

/* What was decided until OLDEST, owned, can be undone no more; "": nothing yet.  A decision's day
 * is over when the book was opened to be written a day after it, and a day has passed since: so a
 * clock that is wrong ends nothing before a true day has passed, unless it is wrong twice, by
 * another day each time, and the book is written to both times.  What was decided in the future or
 * long ago, by such a clock, can be undone for longer. */
gboolean cc_days_oldest(CcSql *sql, char **oldest, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *IS_NEW: the book has not been opened to be written for a day. */
gboolean cc_days_is_new(CcSql *sql, gboolean *is_new, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It has now; days in the future were told by a wrong clock and are dropped. */
gboolean cc_days_note(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- meetings (store_meetings.c), within a transaction ------------------------------------- */

/* MEETING as a new row, whose id *ID gets; NULL: nothing known.  It is a later form of the meeting
 * ORIGIN; 0: a meeting of its own.  Texts are cleaned and cut: the note after 20000 bytes, tags
 * after 50.  CARDCAT_ERROR_USAGE when met_on is no date. */
gboolean cc_meeting_insert(CcSql *sql, const CardcatMeeting *meeting, gint64 origin, gint64 *id,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The row ID, with the meeting's own id; owned (cardcat_meeting_free). */
CardcatMeeting *cc_meeting_load(CcSql *sql, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In every field, and in the same tags in the same order. */
gboolean cc_meeting_equal(const CardcatMeeting *a, const CardcatMeeting *b);

/* ---- contacts: versions (store_versions.c), entries (store_entries.c) ---------------------- */

/* Makes CONTACT, cleaned (cc_contact_clean), met as the rows MEETINGS tell (gint64, at least one,
 * in any order), the current version of PERSON, with the links of the one before, and indexes it.
 * Within a transaction, as the next.
 */
gboolean cc_version_set(CcSql *sql, gint64 person, const CardcatContact *contact,
                        const GArray *meetings, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A person who was not in the book, saved as CONTACT by DECISION, met as the row MEETING tells;
 * *PERSON gets the id. */
gboolean cc_person_insert(CcSql *sql, gint64 decision, const CardcatContact *contact,
                          gint64 meeting, gint64 *person, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Brings the search index in step with PERSON as it is now: current, changed, gone. */
gboolean cc_version_index(CcSql *sql, gint64 person, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the search gives FTS5 for WORDS (the first 32 of them), each the beginning of a word, owned
 * (g_free); NULL when they hold no letter or digit. */
char *cc_search_expression(const char *words);

/* The entries of the persons with IDS (gint64) that are in the book, in that order; others are left
 * out.  CardcatEntry*, owned (g_ptr_array_unref). */
GPtrArray *cc_entries_load(CcSql *sql, const GArray *ids, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* See CARDCAT_PART_LIST. */
GPtrArray *cc_entries_load_part(CcSql *sql, const GArray *ids, guint parts,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of those that were removed. */
GPtrArray *cc_entries_load_removed(CcSql *sql, const GArray *ids,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One that nothing is known of, with one meeting; owned. */
CardcatEntry *cc_entry_new_empty(void);
/* Owned (cardcat_entry_free).  CARDCAT_ERROR_NOT_FOUND when nobody with ID is in the book. */
CardcatEntry *cc_entry_load(CcSql *sql, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- cards (store_cards.c, store_card_row.c) and drafts (store_drafts.c) ------------------- */

/* The card ID with reading, pictures, meeting and, while it is to be reviewed, draft; owned
 * (cardcat_card_free).  CARDCAT_ERROR_NOT_FOUND. */
CardcatCard *cc_card_load(CcSql *sql, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CARDCAT_ERROR_NOT_FOUND when there is no card with ID. */
gboolean cc_card_check(CcSql *sql, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets ERROR, CARDCAT_ERROR_NOT_FOUND: there is no card ID. */
void cc_card_set_missing(CcSql *sql, gint64 id, GError **error);
/* Sets ERROR, CARDCAT_ERROR_STORE, for a reading or draft of card ID that does not parse; takes
 * WHY. */
void cc_card_set_damaged(CcSql *sql, gint64 id, GError *why, GError **error);

/* The photo that READING was read from, which may be there or have failed; *ID gets its row. */
gboolean cc_photo_put(CcSql *sql, const CardcatReading *reading, gint64 *id,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* READING as card NUMBER of PHOTO, to review, met as the row MEETING tells, without its back; *ID
 * gets its row. */
gboolean cc_card_put(CcSql *sql, gint64 photo, int number, const CardcatReading *reading,
                     gint64 meeting, gint64 *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* BACK as the other side of CARD, which has none, and its photo. */
gboolean cc_back_put(CcSql *sql, gint64 card, const CardcatReading *back,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* CONTACT, met as row MEETING tells, is what was typed for CARD, in place of what was before. */
gboolean cc_draft_put(CcSql *sql, gint64 card, const CardcatContact *contact, gint64 meeting,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The draft of CARD, if it has one, made of what the card was read as (WAS), is one of what it says
 * NOW: what was typed stays. */
gboolean cc_draft_rebase(CcSql *sql, const CardcatCard *card, const CardcatContact *was,
                         const CardcatContact *now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Gives CARD, which is to be reviewed, the draft and meeting that were typed for it before; without
 * them it stays as it is. */
gboolean cc_draft_load(CcSql *sql, CardcatCard *card, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- decisions, within a transaction ------------------------------------------------------- */

/* A decision is first remembered with all rows that it is about to change, then done. */

/* A new decision, whose id *DECISION gets.  KIND is one of the table's ("save", "edit", ...), or
 * what an edit is more closely ("met"), SUBJECT whom it concerns, for the message that undo gives.
 * (store_remember.c) */
gboolean cc_decision_begin(CcSql *sql, const char *kind, const char *subject, gint64 *decision,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps what PERSON is now: which version, whether removed. */
gboolean cc_decision_keep_person(CcSql *sql, gint64 decision, gint64 person,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps what CARD is now: state, person, meeting. */
gboolean cc_decision_keep_card(CcSql *sql, gint64 decision, gint64 card,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Gives the cards of which DECISION changed the sides what they had before.  (store_sides.c) */
gboolean cc_sides_put_back(CcSql *sql, gint64 decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What DECISION makes forgotten is so no longer.  (store_learned.c) */
gboolean cc_forgotten_put_back(CcSql *sql, gint64 decision,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps what DECISION, which says that CARD's contact is NOW (clean), changes in what was read:
 * *COUNT rows, in place of those of earlier decisions.  (store_corrections.c) */
gboolean cc_corrections_keep(CcSql *sql, gint64 decision, const CardcatCard *card,
                             const CardcatContact *now, guint *count,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of an edit that makes NOW of BEFORE, for BEFORE's cards; a damaged card is left out. */
gboolean cc_corrections_keep_edit(CcSql *sql, gint64 decision, const CardcatEntry *before,
                                  const CardcatContact *now,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Deletes for good what was removed or taken back until cc_days_oldest(), in a transaction of its
 * own; where there is nothing, nothing is written.  (store_history.c) */
gboolean cc_decisions_purge(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- a contact's lists ----------------------------------------------------------------------- */

/* The statements of one list: INSERT of version, position and text, NULL where a member has more
 * than a text; LOAD gives, for a JSON array of persons, each member in the list's order. */
typedef struct {
  const char *insert, *load;
} CcListSql;
/* Of FIELD, a list.  (store_list_sql.c) */
const CcListSql *cc_list_sql(CardcatField field);
