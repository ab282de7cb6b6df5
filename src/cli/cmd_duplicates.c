/* cardcat duplicates: who may be in the address book twice; merged, or told apart. */
#include "cli/cli.h"

#include <unistd.h>

typedef struct {
  char *format;
  char **ids;
  gboolean merge, apart;
} Arguments;

static void arguments_clear(Arguments *a) {
  g_free(a->format);
  g_strfreev(a->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static gboolean take_arguments(Cli *cli, Arguments *a, int argc, char **argv, GError **error) {
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a->format,
       "Write text or json (default: text on a terminal, else json)", "text|json"},
      {"merge", 0, 0, G_OPTION_ARG_NONE, &a->merge, "Make one contact of two", NULL},
      {"apart", 0, 0, G_OPTION_ARG_NONE, &a->apart,
       "Remember that two contacts are two people, and stop showing them", NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->ids, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  return cc_cli_parse(cli, entries, "[ID ID]", NULL, &argc, &argv, error);
}

/* ---- two of them ---------------------------------------------------------------------------- */

static gboolean set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
  return FALSE;
}

static gboolean merge(Cli *cli, CardcatStore *store, gint64 a, gint64 b, GError **error) {
  gint64 stays = MIN(a, b), goes = MAX(a, b);
  if (!cardcat_store_merge_contacts(store, goes, stays, NULL, error)) return FALSE;
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, stays, error);
  if (!entry) return FALSE;
  if (!cli->quiet)
    cc_cli_say("merged %" G_GINT64_FORMAT " into %" G_GINT64_FORMAT
               ", %s; 'cardcat undo' makes them two again",
               goes, stays, cc_cli_label(entry));
  return TRUE;
}

static gboolean decide(Cli *cli, const Arguments *a, GError **error) {
  g_autoptr(GArray) ids = cc_cli_parse_ids(a->ids, error);
  if (!ids) return FALSE;
  gint64 x = g_array_index(ids, gint64, 0), y = ids->len == 2 ? g_array_index(ids, gint64, 1) : x;
  if (x == y || ids->len != 2) return set_usage(error, "duplicates: name two contacts");
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error);
  if (!store) return FALSE;
  if (a->merge) return merge(cli, store, x, y, error);
  if (!cardcat_store_set_apart(store, x, y, TRUE, error)) return FALSE;
  if (!cli->quiet) cc_cli_say("%" G_GINT64_FORMAT " and %" G_GINT64_FORMAT " are two people", x, y);
  return TRUE;
}

/* ---- all of them ---------------------------------------------------------------------------- */

static gboolean list(Cli *cli, CardcatFormat format, GError **error) {
  if (!cc_cli_check_home(cli, FALSE, error)) return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error);
  g_autoptr(GPtrArray) all = store ? cardcat_store_twins(store, 0, error) : NULL;
  if (!all) return FALSE;
  for (guint i = 0; i < all->len; i++) {
    g_autofree char *text = cardcat_format_twins(all->pdata[i], format);
    if (!cc_cli_write(cli, text, error)) return FALSE;
  }
  if (cli->quiet || format != CARDCAT_FORMAT_TEXT) return TRUE;
  if (all->len == 0)
    cc_cli_say("nobody seems to be in the address book twice");
  else
    cc_cli_say(
        "'cardcat duplicates --merge ID ID' makes one contact of two; --apart ID ID says "
        "that they are two people");
  return TRUE;
}

gboolean cc_cmd_duplicates(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  CardcatFormat format = isatty(STDOUT_FILENO) ? CARDCAT_FORMAT_TEXT : CARDCAT_FORMAT_JSON;
  if (!take_arguments(cli, &a, argc, argv, error) ||
      !cc_cli_parse_format(a.format, format, &format, error))
    return FALSE;
  if (format != CARDCAT_FORMAT_TEXT && format != CARDCAT_FORMAT_JSON)
    return set_usage(error, "duplicates: --format is text or json");
  if (a.merge && a.apart) return set_usage(error, "--merge and --apart cannot be combined");
  if (a.merge || a.apart) return decide(cli, &a, error);
  if (a.ids) return set_usage(error, "duplicates: say --merge or --apart for two contacts");
  return list(cli, format, error);
}
