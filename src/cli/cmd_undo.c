/* cardcat undo: the last decision undone. */
#include "cli/cli.h"

gboolean cc_cmd_undo(Cli *cli, int argc, char **argv, GError **error) {
  if (!cc_cli_parse(
          cli, NULL, "",
          "Takes back the last thing you did to the address book: saved, rejected, edited, "
          "merged, removed,\nimported, wrote a letter and so on.  Run it again for the "
          "one before; each can be\ntaken back for a day at least.",
          &argc, &argv, error))
    return FALSE;
  if (!cc_cli_check_no_more(argc, argv, error)) return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  g_autofree char *what = NULL;
  if (!store || !cardcat_store_undo(store, &what, NULL, error)) return FALSE;
  if (!cli->quiet) cc_cli_say("undone: %s", what);
  return TRUE;
}
