#include "cli/cli.h"

gboolean cc_cmd_review(Cli *cli, int argc, char **argv, GError **error) {
  gboolean terminal = FALSE;
  const GOptionEntry entries[] = {
      {"terminal", 0, 0, G_OPTION_ARG_NONE, &terminal, "In this terminal, by keys; ? shows them",
       NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "",
                    "Each card is shown as it was read; what is doubtful is marked.", &argc, &argv,
                    error) ||
      !cc_cli_check_no_more(argc, argv, error))
    return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  CardcatStoreCounts counts;
  if (!store || !cc_review_terminal(store, error) || !cardcat_store_counts(store, &counts, error))
    return FALSE;
  if (!cli->quiet) cc_cli_say("%" G_GINT64_FORMAT " cards to review", counts.to_review);
  return TRUE;
}
