/* cardcat list: contacts, searched, a line each or in full. */
#include "cli/cli.h"

#include <unistd.h>

/* The widths of the columns of a list on an 80-column terminal; the rest goes to the last. */
#define NAME_COLUMNS 24
#define FIRM_COLUMNS 24
#define LINE_MIN 60

static const char *first_text(const GPtrArray *texts) {
  return texts->len > 0 ? texts->pdata[0] : NULL;
}

static const char *first_phone(const GPtrArray *phones) {
  const CardcatPhone *phone = phones->len > 0 ? phones->pdata[0] : NULL;
  return !phone ? NULL : phone->value ? phone->value : phone->e164;
}

static char *cell(const char *text, int columns) {
  g_autofree char *safe = cc_printable(text ? text : "");
  return cc_fit(safe, columns);
}

/* One line: number, name, firm, how to reach.  COLUMNS 0: as wide as it is. */
static char *list_line(const CardcatEntry *entry, int columns) {
  const CardcatContact *c = entry->contact;
  const char *reach = first_text(c->emails) ? first_text(c->emails) : first_phone(c->phones);
  g_autofree char *name = cell(c->name.full ? c->name.full : "-", NAME_COLUMNS);
  g_autofree char *firm = cell(c->organization, FIRM_COLUMNS);
  g_autofree char *how = cc_printable(reach ? reach : "");
  g_autofree char *line =
      g_strdup_printf("%5" G_GINT64_FORMAT "  %s  %s  %s", entry->id, name, firm, how);
  g_autofree char *fitted = columns > 0 ? cc_fit(line, MAX(columns, LINE_MIN)) : NULL;
  g_autofree char *text = g_strdup(fitted ? fitted : line);
  return g_strconcat(g_strchomp(text), "\n", NULL);
}

static gboolean write_list(Cli *cli, const GPtrArray *entries, CardcatFormat format,
                           GError **error) {
  int columns = isatty(STDOUT_FILENO) ? cc_columns(STDOUT_FILENO) : 0;
  g_autofree char *header = cardcat_format_header(format);
  if (!cc_cli_write(cli, header, error)) return FALSE;
  for (guint i = 0; i < entries->len; i++) {
    const CardcatEntry *entry = entries->pdata[i];
    g_autofree char *text = format == CARDCAT_FORMAT_TEXT ? list_line(entry, columns)
                                                          : cardcat_format_entry(entry, format);
    if (!cc_cli_write(cli, text, error)) return FALSE;
  }
  return TRUE;
}

static const char *why_empty(gboolean removed, gboolean searched) {
  if (removed) return "no contact has been removed since yesterday";
  return searched ? "no contact contains these words" : "there are no contacts yet";
}

gboolean cc_cmd_list(Cli *cli, int argc, char **argv, GError **error) {
  g_autofree char *name = NULL;
  gboolean removed = FALSE;
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &name, "Write " CLI_FORMATS " (default: text)",
       "FORMAT"},
      {"removed", 0, 0, G_OPTION_ARG_NONE, &removed,
       "List the contacts that 'cardcat remove --undo' can bring back", NULL},
      G_OPTION_ENTRY_NULL,
  };
  CardcatFormat format;
  if (!cc_cli_parse(cli, entries, "[WORDS...]",
                    "Contacts that contain every word; without words, all.", &argc, &argv, error) ||
      !cc_cli_parse_format(name, CARDCAT_FORMAT_TEXT, &format, error) ||
      (removed && !cc_cli_check_no_more(argc, argv, error)))
    return FALSE;
  g_autofree char *words = g_strjoinv(" ", argv + 1);
  if (!cc_cli_check_text("list", words, error)) return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  if (!store) return FALSE;
  g_autoptr(GPtrArray) found = removed ? cardcat_store_removed(store, error)
                                       : cardcat_store_search(store, words, 0, 0, error);
  if (!found) return FALSE;
  if (found->len == 0 && !cli->quiet) cc_cli_say("%s", why_empty(removed, argc > 1));
  return write_list(cli, found, format, error);
}
