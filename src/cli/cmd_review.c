/* cardcat review: the page or the terminal on which a person decides. */
#include "cli/cli.h"
#include "keys/keys.h"
#include "page/page.h"

static gboolean review(CardcatStore *store, gboolean terminal, const CcPageOptions *options,
                       GError **error) {
  return terminal ? cc_review_terminal(store, error) : cc_review_page(store, options, error);
}

gboolean cc_cmd_review(Cli *cli, int argc, char **argv, GError **error) {
  gboolean terminal = FALSE, no_browser = FALSE;
  int port = 0;
  const GOptionEntry entries[] = {
      {"terminal", 0, 0, G_OPTION_ARG_NONE, &terminal,
       "Review in this terminal, by keys; ? lists them", NULL},
      {"port", 0, 0, G_OPTION_ARG_INT, &port,
       "Serve the page at this port (default: any that is free)", "PORT"},
      {"no-browser", 0, 0, G_OPTION_ARG_NONE, &no_browser,
       "Print the page's link and do not open a browser", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "",
                    "A page on this machine shows each card beside what was read; what is doubtful "
                    "is marked.",
                    &argc, &argv, error) ||
      !cc_cli_check_no_more(argc, argv, error))
    return FALSE;
  if (port < 0 || port > G_MAXUINT16) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "--port: %d is not a port", port);
    return FALSE;
  }
  g_autofree char *book = cc_cli_store_path(cli, error);
  if (!book) return FALSE;
  CcPageOptions options = {.port = (guint16)port, .book = book, .no_browser = no_browser};
  /* The page has a place to add photos, so that a new home may begin with it. */
  g_autoptr(CardcatStore) store =
      cc_cli_open_store_as(cli, terminal ? CARDCAT_STORE_WRITE : CARDCAT_STORE_CREATE, error);
  CardcatStoreCounts counts;
  if (!store || !review(store, terminal, &options, error) ||
      !cardcat_store_counts(store, &counts, error))
    return FALSE;
  g_autofree char *left = cc_cli_count(counts.to_review, "card", "cards");
  if (!cli->quiet) cc_cli_say("%s left to review", left);
  return TRUE;
}
