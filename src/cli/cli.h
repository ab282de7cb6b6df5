/* cli/: the commands.  It uses the public contract, batch/, exchange/, review/ and tty/, GLib.
 * stdout is data, stderr is talk; a command parses, checks, calls and answers.
 * A new command: cmd_NAME.c with its function at the bottom, a line here, a line in main.c's
 * table, its options in cardcat.1, a file in tests/e2e/. */
#pragma once

#include "cardcat/cardcat.h"
#include "tty/tty.h"

/* ---- the run of one command ------------------------------------------------------------------ */

typedef struct Cli Cli;

typedef struct {
  const char *name;
  /* FALSE with ERROR when it failed; FALSE without it when only --help was asked for. */
  gboolean (*run)(Cli *cli, int argc, char **argv, GError **error);
  CardcatStoreMode store; /* how cc_cli_open_store() opens the address book */
  const char *summary;    /* one line for the list of commands */
} CliCommand;

struct Cli {
  const CliCommand *command;
  char *commands;          /* all there are, as shells complete them */
  const char *const *line; /* the words of a line that a shell completes, borrowed; else NULL */
  char *db;                /* --db; NULL: the default */
  gboolean quiet, verbose; /* --quiet, --verbose */
  int status;              /* exit status of a run without error: 1 when a part of it failed */
  int signals;             /* see cc_signals_catch(); -1 before */
  gboolean waits;          /* it was said that the address book is waited for */
  gboolean is_all;         /* the error says that there is nothing yet, which is no failure */
};

gboolean cc_cmd_scan(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_review(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_list(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_show(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_follow_up(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_edit(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_note(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_done(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_remove(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_undo(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_learned(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_event(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_events(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_duplicates(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_groups(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_group(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_introduce(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_want(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_link(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_met(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_in_touch(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_keep_in_touch(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_backup(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_restore(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_export(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_watch(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_sync(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_import(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_explain(Cli *cli, int argc, char **argv, GError **error);
gboolean cc_cmd_doctor(Cli *cli, int argc, char **argv, GError **error);

/* ---- options (options.c) --------------------------------------------------------------------- */

/* What --format takes, for people. */
#define CLI_FORMATS "text, json, vcard, vcard4, csv, excel, google or outlook"

/* Takes the command's ENTRIES (or NULL) and the common options out of ARGV.  PARAMETERS: what
 * follows the options, for the usage line.  DESCRIPTION (or NULL): text below them.  FALSE without
 * error: the help was asked for and given. */
gboolean cc_cli_parse(Cli *cli, const GOptionEntry *entries, const char *parameters,
                      const char *description, int *argc, char ***argv,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The common options alone, up to the first word that is none; for main(). */
gboolean cc_cli_parse_common(Cli *cli, const GOptionEntry *entries, const char *description,
                             int *argc, char ***argv, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether somebody pipes something into this process, or gives it a file: what is read where no
 * path is named.  Waits until a pipe has something, or ends. */
gboolean cc_cli_has_input(void);

/* What is written when no format is named: text on a terminal, elsewhere what a program reads. */
CardcatFormat cc_cli_usual_format(void);
/* The format called NAME; NULL: FALLBACK. */
gboolean cc_cli_parse_format(const char *name, CardcatFormat fallback, CardcatFormat *format,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A spreadsheet's mark of UTF-8 goes only before CSV: FALSE with error when BOM is TRUE and FORMAT
 * is no kind of it. */
gboolean cc_cli_check_bom(gboolean bom, CardcatFormat format,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define CLI_BOM_HELP "Begin CSV with a byte order mark, by which some spreadsheets know UTF-8"
/* Contacts' numbers, gint64, owned; at least one. */
GArray *cc_cli_parse_ids(char **words, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For a command that takes no arguments: FALSE with error when ARGV has one. */
gboolean cc_cli_check_no_more(int argc, char **argv, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An argument that becomes part of the address book: UTF-8, without control characters but line
 * ends, at most 2000 bytes.  NULL is well. */
gboolean cc_cli_check_text(const char *option, const char *text,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A day as YYYY-MM-DD; NULL is well. */
gboolean cc_cli_check_day(const char *option, const char *day,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As that, and one that has come by this machine's clock. */
gboolean cc_cli_check_past_day(const char *option, const char *day,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A country's code, owned, which becomes upper case; NULL is well. */
gboolean cc_cli_check_region(char **region, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Languages by Tesseract's names; NULL is well. */
gboolean cc_cli_check_language(const char *names, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of NAMES (COUNT of them), the one NAME was probably meant to be; NULL when none is near. */
const char *cc_cli_nearest(const char *name, const char *const *names, guint count);

/* LINE, what follows --completion, is CLI's line from now on, with its --db; the name of the
 * command on it, NULL: it has none yet.  Borrowed.  (completion.c) */
const char *cc_cli_line_take(Cli *cli, char **line);
/* What may stand at the end of CLI's line by ENTRIES (or NULL), COMMON and PARAMETERS of the usage
 * line, for cardcat.bash, .zsh and .fish, owned: a line FILES or FOLDERS, or WORDS with a line for
 * each, "VALUE" or "VALUE\tWHAT IT IS". */
char *cc_cli_complete(Cli *cli, const GOptionEntry *entries, const GOptionEntry *common,
                      const char *parameters);

/* ---- contacts as rows (columns.c) ------------------------------------------------------------ */

/* The columns that LIST names, separated by commas; owned (g_ptr_array_unref). */
GPtrArray *cc_cli_columns_parse(const char *list, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What of contacts they show: see CARDCAT_PART_LIST. */
guint cc_cli_columns_parts(const GPtrArray *columns);
/* They show no more of contacts than cardcat_store_each_listed() has. */
gboolean cc_cli_columns_are_listed(const GPtrArray *columns);
/* Appends ENTRY's values, whole, separated by tabs, as a line. */
void cc_cli_columns_append(const GPtrArray *columns, const CardcatEntry *entry, GString *out);

/* Rows under the titles of COLUMNS, which must outlive them. */
typedef struct CliTable CliTable;
CliTable *cc_cli_table_new(const GPtrArray *columns);
void cc_cli_table_free(CliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CliTable, cc_cli_table_free)
void cc_cli_table_add(CliTable *table, const CardcatEntry *entry);
/* The first COUNT columns, cut where they must be so that lines are no wider than WIDTH columns of
 * a terminal; unless somebody chose them (IS_CHOSEN) the last columns are left out where all would
 * be too narrow to be read.  Owned. */
char *cc_cli_table_text(const CliTable *table, guint count, int width, gboolean is_chosen);

/* ---- the address book, signals, output (cli.c) ----------------------------------------------- */

/* In the mode of the command.  While another program uses it, it is said on standard error that
 * cardcat waits, and a signal ends the wait; also later, whenever the store is written to. */
CardcatStore *cc_cli_open_store(Cli *cli, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* To be read by a command that lists what there is, or with ONE shows a part of it.  A book that
 * nobody named and that is not there yet holds nobody: the error says so, and that is all there is
 * to say, unless ONE is asked for: CARDCAT_ERROR_NOT_FOUND. */
CardcatStore *cc_cli_open_to_read(Cli *cli, gboolean one, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a command that opens it otherwise, before it does. */
gboolean cc_cli_check_home(Cli *cli, gboolean one, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In another mode. */
CardcatStore *cc_cli_open_store_as(Cli *cli, CardcatStoreMode mode,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How that is said, and what else is said of a store. */
CardcatStoreOptions cc_cli_store_options(Cli *cli);
/* Owned; NULL, CARDCAT_ERROR_USAGE: nothing says where the book is. */
char *cc_cli_store_path(const Cli *cli, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the address book teaches, owned; NULL: nothing.  A book that is there is only looked into,
 * and none is made; when it cannot be read, that is said, and reading goes on without. */
GPtrArray *cc_cli_learned(Cli *cli);

/* Writes all of TEXT to standard output.  CARDCAT_ERROR_OUTPUT; when its reader has gone away,
 * G_FILE_ERROR_PIPE, at which main() ends quietly. */
gboolean cc_cli_write(Cli *cli, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What ENTRY is called in a message; borrowed. */
const char *cc_cli_label(const CardcatEntry *entry);

/* What stands before the first of FORMAT, with BOM the mark before that. */
gboolean cc_cli_write_header(Cli *cli, CardcatFormat format, gboolean bom,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the book may have many of: how they are loaded, how one is written, what is said where there
 * is none. */
typedef struct {
  GPtrArray *(*load)(CardcatStore *store, GError **error);
  char *(*format)(gconstpointer one, CardcatFormat format);
  const char *none;
} CliKind;
/* Writes all of KIND; as a command that has no option but --format. */
gboolean cc_cli_list(Cli *cli, const CliKind *kind, CardcatFormat format,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_cli_list_command(Cli *cli, const CliKind *kind, int argc, char **argv,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *TEXT (owned) becomes VALUE; NULL: it stays. */
void cc_cli_set_text(char **text, const char *value);

/* PEOPLE (CardcatEntry*) in FORMAT, with what stands before the first. */
gboolean cc_cli_write_people(Cli *cli, const GPtrArray *people, CardcatFormat format,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "1 contact" or "2 contacts", owned. */
char *cc_cli_count(gint64 count, const char *one, const char *many);
/* A line on standard error, made printable. */
void cc_cli_say(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Says which names alone may be contacts, of those that concern the contacts with IDS (COUNT of
 * them), with the command that links them (cmd_link.c). */
gboolean cc_cli_say_offers(const Cli *cli, CardcatStore *store, const gint64 *ids, guint count,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Says of CONTACT, read from WHERE, that one wishes to meet such (cmd_want.c). */
gboolean cc_cli_say_wanted(const Cli *cli, CardcatStore *store, const char *where,
                           const CardcatContact *contact, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- progress (progress.c) ------------------------------------------------------------------- */

/* On a terminal one line that is drawn again and again; else one line per photo; or nothing. */
typedef struct CliProgress CliProgress;
/* Standard error is a terminal on which a line can be taken away. */
gboolean cc_cli_can_redraw(void);
CliProgress *cc_cli_progress_new(const Cli *cli, guint total);
void cc_cli_progress_free(CliProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CliProgress, cc_cli_progress_free)
/* A photo is done: NAME, and in a few words what became of it.  READ: it took time. */
void cc_cli_progress_step(CliProgress *progress, const char *name, const char *what, gboolean read);
/* So many CARDS of the photo NAME are read, and there are more: told where the line is drawn again.
 */
void cc_cli_progress_card(CliProgress *progress, const char *name, guint cards);
/* Draws the line again if it is time to. */
void cc_cli_progress_tick(CliProgress *progress);
/* Takes the line away, because something else is about to be written. */
void cc_cli_progress_clear(CliProgress *progress);

/* ---- what -v tells (account.c) --------------------------------------------------------------- */

/* On standard error: how sure READING is, why values are doubted, what is in no field and why. */
void cc_cli_account(const CardcatReading *reading);
/* The same of where the time of its photo went. */
void cc_cli_account_time(const CardcatSpent *spent);

/* ---- how somebody was met (meeting.c) ----------------------------------------------------------
 */

/* As the options of a command have it; all owned. */
typedef struct {
  char *event, *met_on, *introduced_by, *note;
  char **tags;
  gboolean no_follow_up;
} CliMeeting;

void cc_cli_meeting_clear(CliMeeting *met);
gboolean cc_cli_meeting_check(const CliMeeting *met, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CardcatMeeting *cc_cli_meeting_new(const CliMeeting *met);

/* ---- scan (cmd_scan.c and scan_*.c) ---------------------------------------------------------- */

typedef enum { CLI_SAVE_NOTHING, CLI_SAVE_TO_REVIEW, CLI_SAVE_SURE, CLI_SAVE_ALL } CliSave;

typedef struct {
  CardcatFormat format;
  gboolean embed;  /* JSON has lines and pictures */
  gboolean bom;    /* a byte order mark before CSV */
  gboolean again;  /* read photos that are known already anew */
  gboolean repeat; /* write the readings of photos that are known already, too */
  CliSave save;
  const CardcatMeeting *meeting; /* met_on NULL: the day each photo was taken */
  CardcatReaderOptions reader;
  CardcatPoolOptions pool;
} CliScanOptions;

/* What became of a batch. */
typedef struct {
  guint photos;      /* read now, with at least one card */
  guint cards;       /* on them */
  guint to_review;   /* of these */
  guint contacts;    /* saved by --yes */
  guint joined;      /* cards that joined a contact instead */
  guint same;        /* cards read again that say nothing new */
  guint known;       /* photos that were in the address book already */
  guint skipped;     /* files of folders that are no pictures */
  guint open;        /* photos not done when it was interrupted */
  GArray *saved;     /* gint64: the contacts that --yes saved, or that gained a card, owned */
  GPtrArray *failed; /* char*: "FILE: why", owned */
  GPtrArray *partly; /* the same of photos that were read, but not all of them */
} CliScanResult;

/* The files to read, char*, in order, owned: PATHS themselves, and the pictures in those that are
 * folders, walked in the order of their names.  What cannot be read goes to RESULT->failed. */
GPtrArray *cc_cli_scan_walk(char **paths, CliScanResult *result);
/* The file PATH is named or begins as a picture of a card may. */
gboolean cc_cli_may_hold_cards(const char *path);
/* The names in the folder PATH without the hidden ones, char*, sorted, owned; NULL when it cannot
 * be read. */
GPtrArray *cc_cli_folder_names(const char *path);
/* The bytes of PATH, "-" for standard input; owned.  CARDCAT_ERROR_PHOTO. */
GBytes *cc_cli_scan_file(Cli *cli, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a file with contacts.  CARDCAT_ERROR_INPUT. */
GBytes *cc_cli_import_file(Cli *cli, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  gint64 contact;
  char *path;  /* of the card's photo */
  char *label; /* what the contact is called that the card joined; NULL: it is a new one */
} CliSaved;
void cc_cli_saved_clear(CliSaved *saved);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CliSaved, cc_cli_saved_clear)
/* Card ID becomes a contact, or joins INTO (0: not known) or else whoever plainly is the same
 * person: asking for no review asks for no second contact either. */
gboolean cc_cli_scan_save(CardcatStore *store, gint64 id, gint64 into, CliSaved *saved,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads PATHS, writes each reading when its turn comes and, when STORE is not NULL, saves it as
 * soon as it is there.  RESULT is right also after a failure. */
gboolean cc_cli_scan_run(Cli *cli, CardcatStore *store, const CliScanOptions *options,
                         const GPtrArray *paths, CliScanResult *result,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
