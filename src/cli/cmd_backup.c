/* cardcat backup: a copy of the address book. */
#include "cli/cli.h"

gboolean cc_cmd_backup(Cli *cli, int argc, char **argv, GError **error) {
  gboolean force = FALSE;
  const GOptionEntry entries[] = {
      {"force", 0, 0, G_OPTION_ARG_NONE, &force, "Replace a file that is there", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "FILE",
                    "Writes a copy of the address book to FILE, also while a scan writes to it; "
                    "the copy is checked before it is put in place.",
                    &argc, &argv, error))
    return FALSE;
  if (argc != 2) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "backup: name the file to write the copy to");
    return FALSE;
  }
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  if (!store || !cardcat_store_backup(store, argv[1], force, error)) return FALSE;
  g_autofree char *name = g_filename_display_name(argv[1]);
  if (!cli->quiet)
    cc_cli_say("%s: a copy of the address book; 'cardcat restore' puts it back", name);
  return TRUE;
}
