/* The table of commands, and from a command's error to the exit status. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static gboolean run(Cli *cli, int argc, char **argv, GError **error);
static gboolean cc_cmd_help(Cli *cli, int argc, char **argv, GError **error);

static const CliCommand commands[] = {
    {"scan", cc_cmd_scan, CARDCAT_STORE_CREATE,
     "read photos into the address book, to be reviewed"},
    {"review", cc_cmd_review, CARDCAT_STORE_WRITE, "check what was read, correct it, save it"},
    {"list", cc_cmd_list, CARDCAT_STORE_READ, "list contacts, or search them"},
    {"show", cc_cmd_show, CARDCAT_STORE_READ, "show everything known about a contact"},
    {"follow-up", cc_cmd_follow_up, CARDCAT_STORE_READ,
     "show whom to write to, draft the letters, note what is done"},
    {"edit", cc_cmd_edit, CARDCAT_STORE_WRITE, "correct a contact"},
    {"note", cc_cmd_note, CARDCAT_STORE_WRITE, "add a note to a contact"},
    {"done", cc_cmd_done, CARDCAT_STORE_WRITE, "say that you have written to people"},
    {"remove", cc_cmd_remove, CARDCAT_STORE_WRITE,
     "remove contacts; they can be brought back until the next day"},
    {"undo", cc_cmd_undo, CARDCAT_STORE_WRITE, "take back the last thing you did"},
    {"met", cc_cmd_met, CARDCAT_STORE_WRITE, "note another meeting with somebody"},
    {"in-touch", cc_cmd_in_touch, CARDCAT_STORE_WRITE, "note that you were in touch with somebody"},
    {"keep-in-touch", cc_cmd_keep_in_touch, CARDCAT_STORE_READ,
     "set how often you want to be in touch with somebody"},
    {"link", cc_cmd_link, CARDCAT_STORE_WRITE, "note who knows or introduced whom"},
    {"events", cc_cmd_events, CARDCAT_STORE_READ, "list the events where people were met"},
    {"event", cc_cmd_event, CARDCAT_STORE_READ, "show who was met at an event; change it"},
    {"groups", cc_cmd_groups, CARDCAT_STORE_READ, "list groups of people, such as an association"},
    {"group", cc_cmd_group, CARDCAT_STORE_READ, "show who belongs to a group; change it"},
    {"want", cc_cmd_want, CARDCAT_STORE_READ, "list whom you want to meet, and why; add to it"},
    {"introduce", cc_cmd_introduce, CARDCAT_STORE_READ,
     "show who could introduce you to a firm, a person or a field"},
    {"duplicates", cc_cmd_duplicates, CARDCAT_STORE_WRITE,
     "show who may be in the address book twice; merge them"},
    {"learned", cc_cmd_learned, CARDCAT_STORE_READ,
     "show what was learned from your contacts, or forget it"},
    {"backup", cc_cmd_backup, CARDCAT_STORE_READ, "write a copy of the address book to a file"},
    {"restore", cc_cmd_restore, CARDCAT_STORE_WRITE,
     "put a backup in place of the address book, or list the backups"},
    {"watch", cc_cmd_watch, CARDCAT_STORE_CREATE, "read each new photo of a folder as it arrives"},
    {"export", cc_cmd_export, CARDCAT_STORE_READ,
     "write contacts as vCard, CSV, JSON Lines or a folder of vCards"},
    {"import", cc_cmd_import, CARDCAT_STORE_CREATE,
     "read contacts, or cards that were read elsewhere, from files"},
    {"sync", cc_cmd_sync, CARDCAT_STORE_CREATE,
     "bring the address book and a folder of vCards in step"},
    {"explain", cc_cmd_explain, CARDCAT_STORE_READ,
     "explain how a photo was read, line by line, and why"},
    {"doctor", cc_cmd_doctor, CARDCAT_STORE_READ,
     "check that what reading needs is here and the address book is sound"},
    {"help", cc_cmd_help, CARDCAT_STORE_READ, "show this list, or the options of one command"},
};

static const CliCommand *find_command(const char *name, GError **error) {
  const char *names[G_N_ELEMENTS(commands)];
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
    names[i] = commands[i].name;
    if (g_str_equal(names[i], name)) return &commands[i];
  }
  const char *near = cc_cli_nearest(name, names, G_N_ELEMENTS(names));
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "there is no command '%s'%s%s%s", name,
              near ? "; did you mean '" : "; 'cardcat help' lists them", near ? near : "",
              near ? "'?" : "");
  return NULL;
}

static char *list_commands(void) {
  int width = 0;
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
    width = MAX(width, (int)strlen(commands[i].name));
  GString *text = g_string_new("Commands:\n");
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
    g_string_append_printf(text, "  %-*s %s\n", width, commands[i].name, commands[i].summary);
  g_string_append(text, "\n'cardcat help COMMAND' shows a command's options.");
  return g_string_free(text, FALSE);
}

/* The same for shells: see cc_cli_complete(). */
static char *complete_commands(void) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
    g_string_append_printf(text, "%s\t%s\n", commands[i].name, commands[i].summary);
  return g_string_free(text, FALSE);
}

static gboolean run_command(Cli *cli, const char *name, int argc, char **argv, GError **error) {
  cli->command = find_command(name, error);
  return cli->command && cli->command->run(cli, argc, argv, error);
}

static gboolean cc_cmd_help(Cli *cli, int argc, char **argv, GError **error) {
  if (!cc_cli_parse(cli, NULL, "[COMMAND]", NULL, &argc, &argv, error)) return FALSE;
  char *words[] = {argc > 1 ? argv[1] : "help", "--help", NULL};
  if (argc > 1) return run_command(cli, words[0], 2, words, error);
  g_set_prgname("cardcat");
  words[0] = "cardcat";
  return run(cli, 2, words, error);
}

static gboolean write_version(Cli *cli, GError **error) {
  g_autofree char *line = g_strdup_printf("cardcat %s\n", cardcat_version());
  return cc_cli_write(cli, line, error);
}

static gboolean run(Cli *cli, int argc, char **argv, GError **error) {
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
      {"version", 0, 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL},
      G_OPTION_ENTRY_NULL,
  };
  gboolean is_line = argc > 1 && g_str_equal(argv[1], "--completion");
  const char *command = is_line ? cc_cli_line_take(cli, argv + 2) : NULL;
  if (command) return run_command(cli, command, 1, (char *[]){argv[0], NULL}, error);
  g_autofree char *list = list_commands();
  if (!cc_cli_parse_common(cli, entries, list, &argc, &argv, error)) return FALSE;
  if (version) return write_version(cli, error);
  if (argc < 2 && cc_cli_has_input())
    return run_command(cli, "scan", 2, (char *[]){argv[0], "-", NULL}, error);
  if (argc < 2) return run_command(cli, "help", 1, argv, error);
  g_autofree char *name = g_strconcat("cardcat ", argv[1], NULL);
  g_set_prgname(name);
  return run_command(cli, argv[1], argc - 1, argv + 1, error);
}

/* A closed standard stream would be taken by the next file that is opened, such as the address
 * book; what is opened here instead fails as a closed one does. */
static void fill_standard_streams(void) {
  for (int fd = open("/dev/null", O_RDONLY); fd >= 0; fd = open("/dev/null", O_RDONLY))
    if (fd > STDERR_FILENO) {
      close(fd);
      return;
    }
}

int main(int argc, char **argv) {
  fill_standard_streams();
  prctl(PR_SET_DUMPABLE, 0); /* no other process of the user looks into this one, no worker */
  signal(SIGPIPE, SIG_IGN);
  g_log_writer_default_set_use_stderr(TRUE);
  g_set_prgname("cardcat");
  Cli cli = {.signals = -1, .commands = complete_commands()};
  g_autoptr(GError) error = NULL;
  run(&cli, argc, argv, &error);
  g_free(cli.db);
  g_free(cli.commands);
  if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_PIPE)) return cli.status;
  if (!error) return cli.status;
  if (!cli.is_all || !cli.quiet) cc_cli_say("%s", error->message);
  if (cli.is_all) return cli.status;
  return cardcat_error_exit_status(error);
}
