/* What every command needs: the address book opened, data written, talk said. */
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

char *cc_cli_store_path(const Cli *cli, GError **error) {
  char *path = cli->db ? g_strdup(cli->db) : cardcat_store_default_path();
  if (!path)
    g_set_error_literal(
        error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
        "HOME is not set, so the address book is not known: name its file with --db");
  return path;
}

/* A wait shorter than so many milliseconds is not worth a word. */
#define TELL_MILLISECONDS 2000

/* Whoever catches signals has them blocked, and has no time to look while the store waits. */
static gboolean is_signal_pending(void) {
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
  sigset_t pending;
  if (sigpending(&pending) != 0) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(signals); i++)
    if (sigismember(&pending, signals[i]) == 1) return TRUE;
  return FALSE;
}

/* Once in each wait. */
static gboolean on_busy(const char *file, guint waited, gpointer data) {
  Cli *cli = data;
  if (waited < TELL_MILLISECONDS) cli->waits = FALSE;
  if (waited >= TELL_MILLISECONDS && !cli->waits && !cli->quiet) {
    cli->waits = TRUE;
    if (cc_cli_can_redraw()) fputs("\r\033[K", stderr); /* over a line of progress */
    cc_cli_say("%s: another program is using the address book; waiting for it", file);
  }
  return !is_signal_pending();
}

static void on_warn(const char *message, gpointer data) {
  Cli *cli = data;
  if (!cli->quiet) cc_cli_say("%s", message);
}

CardcatStoreOptions cc_cli_store_options(Cli *cli) {
  return (CardcatStoreOptions){.busy = on_busy, .data = cli, .warn = on_warn};
}

CardcatStore *cc_cli_open_store_as(Cli *cli, CardcatStoreMode mode, GError **error) {
  const CardcatStoreOptions options = cc_cli_store_options(cli);
  g_autofree char *path = cc_cli_store_path(cli, error);
  if (!path) return NULL;
  return cardcat_store_open_with(path, mode, &options, error);
}

CardcatStore *cc_cli_open_store(Cli *cli, GError **error) {
  return cc_cli_open_store_as(cli, cli->command->store, error);
}

gboolean cc_cli_check_home(Cli *cli, gboolean one, GError **error) {
  g_autofree char *path = cardcat_store_default_path();
  const char *set = g_getenv("CARDCAT_DB");
  gboolean is_new = !cli->db && !(set && *set) && path && !g_file_test(path, G_FILE_TEST_EXISTS);
  if (!is_new) return TRUE;
  cli->is_all = !one;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                      "no contacts yet; 'cardcat scan' reads cards");
  return FALSE;
}

CardcatStore *cc_cli_open_to_read(Cli *cli, gboolean one, GError **error) {
  return cc_cli_check_home(cli, one, error) ? cc_cli_open_store_as(cli, CARDCAT_STORE_READ, error)
                                            : NULL;
}

gboolean cc_cli_write(Cli *cli, const char *text, GError **error) {
  return cc_write_all(cli->signals, STDOUT_FILENO, text, error);
}

gboolean cc_cli_write_header(Cli *cli, CardcatFormat format, gboolean bom, GError **error) {
  g_autofree char *header = cardcat_format_header(format);
  gboolean has_mark = format == CARDCAT_FORMAT_EXCEL;
  return (!bom || has_mark || cc_cli_write(cli, "\xEF\xBB\xBF", error)) &&
         cc_cli_write(cli, header, error);
}

char *cc_cli_count(gint64 count, const char *one, const char *many) {
  return g_strdup_printf("%" G_GINT64_FORMAT " %s", count, count == 1 ? one : many);
}

void cc_cli_say(const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  g_autofree char *safe = cc_printable(text);
  fprintf(stderr, "cardcat: %s\n", safe);
}

GPtrArray *cc_cli_learned(Cli *cli) {
  g_autofree char *path = cc_cli_store_path(cli, NULL);
  if (!path || !g_file_test(path, G_FILE_TEST_EXISTS)) return NULL;
  g_autoptr(GError) problem = NULL;
  g_autoptr(CardcatStore) book = cc_cli_open_store_as(cli, CARDCAT_STORE_READ, &problem);
  GPtrArray *learned = book ? cardcat_store_learned(book, &problem) : NULL;
  if (!learned && !cli->quiet) cc_cli_say("nothing learned is used: %s", problem->message);
  return learned;
}

const char *cc_cli_label(const CardcatEntry *entry) {
  const CardcatContact *c = entry->contact;
  return c->name.full ? c->name.full : c->organization ? c->organization : "unnamed";
}

gboolean cc_cli_write_people(Cli *cli, const GPtrArray *people, CardcatFormat format,
                             GError **error) {
  g_autofree char *header = cardcat_format_header(format);
  if (!cc_cli_write(cli, header, error)) return FALSE;
  for (guint i = 0; i < people->len; i++) {
    g_autofree char *text = cardcat_format_entry(people->pdata[i], format);
    if (!cc_cli_write(cli, text, error)) return FALSE;
  }
  return TRUE;
}
