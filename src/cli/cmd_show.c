/* cardcat show: one contact with everything known of it. */
#include "cli/cli.h"

static gboolean show(Cli *cli, CardcatStore *store, gint64 id, CardcatFormat format,
                     GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, id, error);
  if (!entry) return FALSE;
  g_autofree char *text = cardcat_format_entry(entry, format);
  return cc_cli_write(cli, text, error);
}

gboolean cc_cmd_show(Cli *cli, int argc, char **argv, GError **error) {
  g_autofree char *name = NULL;
  gboolean bom = FALSE;
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &name,
       "Write " CLI_FORMATS " (default: text on a terminal, else json)", "FORMAT"},
      {"bom", 0, 0, G_OPTION_ARG_NONE, &bom, CLI_BOM_HELP, NULL},
      G_OPTION_ENTRY_NULL,
  };
  CardcatFormat format;
  if (!cc_cli_parse(cli, entries, "ID...", NULL, &argc, &argv, error) ||
      !cc_cli_parse_format(name, cc_cli_usual_format(), &format, error) ||
      !cc_cli_check_bom(bom, format, error))
    return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  g_autoptr(CardcatStore) store = ids ? cc_cli_open_to_read(cli, TRUE, error) : NULL;
  if (!store) return FALSE;
  if (!cc_cli_write_header(cli, format, bom, error)) return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!show(cli, store, g_array_index(ids, gint64, i), format, error)) return FALSE;
  return TRUE;
}
