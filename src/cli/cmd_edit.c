/* cardcat edit: a contact corrected on the terminal. */
#include "cli/cli.h"
#include "keys/keys.h"

gboolean cc_cmd_edit(Cli *cli, int argc, char **argv, GError **error) {
  if (!cc_cli_parse(cli, NULL, "ID",
                    "Asks on the terminal what to change; 'cardcat undo' takes it back.", &argc,
                    &argv, error))
    return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  if (!ids || !cc_cli_check_no_more(argc - 1, argv + 1, error)) return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  g_autoptr(CardcatEntry) entry =
      store ? cardcat_store_get_contact(store, g_array_index(ids, gint64, 0), error) : NULL;
  return entry && cc_review_contact(store, entry, error);
}
