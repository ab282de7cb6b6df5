/* cardcat restore: a backup put in the book's place, or those that are kept listed. */
#include "cli/cli.h"

#include <unistd.h>

/* For people: "2026-06-16 10:30 UTC". */
static char *day_and_time(const CardcatBackup *backup) {
  return g_strdup_printf("%.10s %.5s UTC", backup->made, backup->made + 11);
}

static gboolean write_backup(Cli *cli, const CardcatBackup *backup, GError **error) {
  static const char *const why[] = {
      [CARDCAT_BACKUP_WEEKLY] = "weekly",
      [CARDCAT_BACKUP_MIGRATION] = "before an update",
      [CARDCAT_BACKUP_RESTORE] = "before a restore",
  };
  g_autofree char *when = day_and_time(backup);
  g_autofree char *shown = g_filename_display_name(backup->path), *safe = cc_printable(shown);
  g_autofree char *contacts = cc_cli_count(backup->contacts, "contact", "contacts");
  g_autofree char *line =
      isatty(STDOUT_FILENO)
          ? g_strdup_printf("%s  %14s  %-16s  %s\n", when, contacts, why[backup->reason], safe)
          : g_strdup_printf("%s\t%" G_GINT64_FORMAT "\t%s\t%s\n", backup->made, backup->contacts,
                            cardcat_backup_reason_name(backup->reason), safe);
  return cc_cli_write(cli, line, error);
}

static gboolean list(Cli *cli, const char *path, GError **error) {
  g_autoptr(GPtrArray) backups = cardcat_store_backups(path);
  for (guint i = 0; i < backups->len; i++)
    if (!write_backup(cli, backups->pdata[i], error)) return FALSE;
  if (cli->quiet) return TRUE;
  if (backups->len == 0)
    cc_cli_say("%s: no backup is kept yet; one is made each week when something is written", path);
  else
    cc_cli_say("'cardcat restore FILE' puts one of these in place of the address book");
  return TRUE;
}

/* What takes it back, for a shell. */
static void tell_way_back(const Cli *cli, const char *kept) {
  g_autofree char *file = g_shell_quote(kept), *db = cli->db ? g_shell_quote(cli->db) : NULL;
  cc_cli_say("this takes it back: cardcat%s%s restore %s", db ? " --db " : "", db ? db : "", file);
}

static void tell(const Cli *cli, const char *path, const char *file,
                 const CardcatRestored *restored) {
  g_autofree char *book = g_filename_display_name(path), *from = g_filename_display_name(file);
  g_autofree char *kept = restored->kept ? g_filename_display_name(restored->kept) : NULL;
  g_autofree char *contacts = cc_cli_count(restored->contacts, "contact", "contacts");
  cc_cli_say("%s: restored from %s, with %s", book, from, contacts);
  if (restored->was_damaged)
    cc_cli_say("the damaged address book is kept as %s", kept);
  else if (kept)
    tell_way_back(cli, kept);
}

static gboolean restore(Cli *cli, const char *path, const char *file, GError **error) {
  const CardcatStoreOptions options = cc_cli_store_options(cli);
  CardcatRestored restored = {0};
  if (!cardcat_store_restore(path, file, &options, &restored, error)) return FALSE;
  if (!cli->quiet) tell(cli, path, file, &restored);
  g_free(restored.kept);
  return TRUE;
}

gboolean cc_cmd_restore(Cli *cli, int argc, char **argv, GError **error) {
  if (!cc_cli_parse(cli, NULL, "[FILE]",
                    "Puts the backup FILE in place of the address book, which is kept as a "
                    "backup itself; without FILE, lists the backups that are kept.",
                    &argc, &argv, error))
    return FALSE;
  if (argc > 2) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "restore: name one file");
    return FALSE;
  }
  g_autofree char *path = cc_cli_store_path(cli, error);
  if (!path) return FALSE;
  return argc == 2 ? restore(cli, path, argv[1], error) : list(cli, path, error);
}
