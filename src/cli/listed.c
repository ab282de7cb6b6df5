/* What the book has of one kind, each on its own: events, groups, whom one wishes to meet. */
#include "cli/cli.h"

gboolean cc_cli_list(Cli *cli, const CliKind *kind, CardcatFormat format, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_to_read(cli, FALSE, error);
  g_autoptr(GPtrArray) all = store ? kind->load(store, error) : NULL;
  if (!all) return FALSE;
  for (guint i = 0; i < all->len; i++) {
    g_autofree char *text = kind->format(all->pdata[i], format);
    if (!cc_cli_write(cli, text, error)) return FALSE;
  }
  if (all->len == 0 && !cli->quiet) cc_cli_say("%s", kind->none);
  return TRUE;
}

gboolean cc_cli_list_command(Cli *cli, const CliKind *kind, int argc, char **argv, GError **error) {
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &name,
       "Write text or json (default: text on a terminal, else json)", "text|json"},
      G_OPTION_ENTRY_NULL,
  };
  CardcatFormat format;
  return cc_cli_parse(cli, entries, NULL, NULL, &argc, &argv, error) &&
         cc_cli_check_no_more(argc, argv, error) &&
         cc_cli_parse_format(name, cc_cli_usual_format(), &format, error) &&
         cc_cli_list(cli, kind, format, error);
}

void cc_cli_set_text(char **text, const char *value) {
  if (!value) return;
  g_free(*text);
  *text = g_strdup(value);
}
