/* Copies of the book: made, kept by themselves, put back.  Conventions as in store.h. */
#pragma once

#include "store/store.h"

/* ---- a file on its way (store_part.c) -------------------------------------------------------- */

/* A file on its way: written under a hidden name of its own, mode 0600, until it is whole. */
typedef struct {
  char *path; /* where it is written */
  int lock;   /* its descriptor, held so that no other process writes it meanwhile */
} CcPart;

/* An empty one in the folder of TARGET, which it will become; what a killed process left under its
 * name is written over.  Owned (cc_part_free).  CARDCAT_ERROR_OUTPUT; its message begins with
 * TARGET, as of the next. */
CcPart *cc_part_new(const char *target, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* At once and for good, also if the machine stops: TARGET is the file.  One that is there is
 * replaced or, without REPLACE, CARDCAT_ERROR_USAGE. */
gboolean cc_part_publish(CcPart *part, const char *target, gboolean replace,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was not published is deleted.  After every connection to it was closed. */
void cc_part_free(CcPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcPart, cc_part_free)

/* What stands in the folder of PATH, as names and as removed, is on the disk. */
void cc_folder_sync(const char *path);

/* ---- the names of automatic backups (store_backups.c) ------------------------------------- */

/* They lie in the folder BOOK-backups; a name has a number that counts up, the time, how many
 * contacts it has, and why it was made: listing them asks neither clock nor SQLite.
 * Of all these PATH is the book's, absolute. */

#define CC_BACKUPS_MOST 3 /* the newest so many are kept */

/* Owned (g_free). */
char *cc_backups_folder(const char *path);
/* Where backup NUMBER, made at TIME, is kept; owned (g_free). */
char *cc_backup_path(const char *path, gint64 number, const char *time, gint64 contacts,
                     CardcatBackupReason reason);

/* ---- copies and automatic backups (store_copy.c) --------------------------------------------- */

/* SQL's book, of any version, as it is at one moment, beside writers, into PART, which is then a
 * database of one file.  The copy is read again and proved: every page and index, and as many
 * contacts (*CONTACTS, may be NULL) and cards as the book has.  NAME: what messages call it.
 * CARDCAT_ERROR_DAMAGED when the book is damaged, CARDCAT_ERROR_OUTPUT when PART cannot be
 * written. */
gboolean cc_copy_make(CcSql *sql, const CcPart *part, const char *name, gint64 *contacts,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The folder of a book's backups, locked: one process at a time adds to it. */
typedef struct CcBackups CcBackups;
/* Makes the folder; waits for the lock or, without WAIT, gives NULL without error when another
 * process has it.  Owned (cc_backups_unlock); SQL must outlive it. */
CcBackups *cc_backups_lock(CcSql *sql, gboolean wait, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_backups_unlock(CcBackups *backups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcBackups, cc_backups_unlock)
/* A new backup, at *PATH (may be NULL), owned; then those before the newest CC_BACKUPS_MOST are
 * deleted, but for the file SPARE (may be NULL).  Errors as of cc_copy_make(). */
gboolean cc_backups_make(CcBackups *backups, CardcatBackupReason reason, const char *spare,
                         char **path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- a damaged book aside (store_aside.c) -----------------------------------------------------
 */

/* Keeps everybody else from the book PATH, which no connection of this process may have open; a
 * descriptor to be closed, or -1 when another process has it open. */
int cc_aside_hold(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Gives the book PATH, which is held, and its journals second names, with TIME in them, that do not
 * go with the first; the journals lose theirs.  The book's, owned (g_free). */
char *cc_aside_keep(const char *path, const char *time, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- what a writing command does once a day (store_upkeep.c) -------------------------------- */

/* Of a book that is up to date and has just been opened to be written.
 *
 * Checked is the whole book (cc_check_pages()) at the first opening of a day, as the table "days"
 * has it, and at every one that finds a journal: the last writer did not end, or there is another.
 * Between these what is damaged is noticed where SQLite meets it, by the same error.  A book that
 * is found damaged is found so again by the next command.
 *
 * A week after the newest automatic backup another is made, which proves all pages and indexes once
 * more; a backup that is dated in the future by more than a day does not count.  When it cannot be
 * made, options->warn is told, and the next command tries again. */
gboolean cc_upkeep(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
