/* cardcat done: people who were written to. */
#include "cli/follow_up.h"

gboolean cc_cmd_done(Cli *cli, int argc, char **argv, GError **error) {
  CliFollowUp f = {.cli = cli, .action = CLI_FOLLOW_UP_DONE};
  if (!cc_cli_parse(cli, NULL, "ID...",
                    "You have written to these people, as 'cardcat follow-up done' has it;\n"
                    "'cardcat list --to-write' lists the others.  'cardcat undo' takes it back.",
                    &argc, &argv, error))
    return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  g_autoptr(CardcatSettings) settings = ids ? cardcat_settings_load(error) : NULL;
  g_autoptr(CardcatStore) store = settings ? cc_cli_open_store(cli, error) : NULL;
  if (!store) return FALSE;
  f.ids = ids;
  f.store = store;
  f.morning =
      (CardcatMorning){.now = g_get_real_time() / G_USEC_PER_SEC, .minute = settings->minute};
  return cc_follow_up_act(&f, error);
}
