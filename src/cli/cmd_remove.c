/* cardcat remove: contacts removed, and brought back. */
#include "cli/cli.h"

static gboolean remove_one(Cli *cli, CardcatStore *store, gint64 id, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, id, error);
  if (!entry || !cardcat_store_remove_contact(store, id, error)) return FALSE;
  if (!cli->quiet)
    cc_cli_say("removed %" G_GINT64_FORMAT
               ", %s; until the next day 'cardcat remove --undo %" G_GINT64_FORMAT
               "' brings it back",
               id, cc_cli_label(entry), id);
  return TRUE;
}

static gboolean restore_one(Cli *cli, CardcatStore *store, gint64 id, GError **error) {
  if (!cardcat_store_restore_contact(store, id, error)) return FALSE;
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, id, error);
  if (!entry) return FALSE;
  if (!cli->quiet) cc_cli_say("%" G_GINT64_FORMAT ", %s, is back", id, cc_cli_label(entry));
  return TRUE;
}

static gboolean is_removed(const GPtrArray *removed, gint64 id) {
  for (guint i = 0; i < removed->len; i++)
    if (((const CardcatEntry *)removed->pdata[i])->id == id) return TRUE;
  return FALSE;
}

/* REMOVED (or NULL): those that can be brought back. */
static gboolean check_one(CardcatStore *store, const GPtrArray *removed, gint64 id,
                          GError **error) {
  if (!removed) {
    g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, id, error);
    return entry != NULL;
  }
  if (is_removed(removed, id)) return TRUE;
  g_set_error(
      error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
      "there is no removed contact %" G_GINT64_FORMAT "; 'cardcat list --removed' lists them", id);
  return FALSE;
}

/* Before the first is removed or brought back: a slip of the keys changes nothing. */
static gboolean check_all(CardcatStore *store, const GArray *ids, gboolean undo, GError **error) {
  g_autoptr(GPtrArray) removed = undo ? cardcat_store_removed(store, error) : NULL;
  if (undo && !removed) return FALSE;
  const char *nothing = undo ? "nothing was brought back" : "nothing was removed";
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index(ids, gint64, i);
    if (!check_one(store, removed, id, error)) {
      g_prefix_error(error, "%s: ", nothing);
      return FALSE;
    }
    for (guint k = 0; k < i; k++)
      if (g_array_index(ids, gint64, k) == id) {
        g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                    "%s: %" G_GINT64_FORMAT " is given twice", nothing, id);
        return FALSE;
      }
  }
  return TRUE;
}

gboolean cc_cmd_remove(Cli *cli, int argc, char **argv, GError **error) {
  gboolean undo = FALSE;
  const GOptionEntry entries[] = {
      {"undo", 0, 0, G_OPTION_ARG_NONE, &undo, "Bring back contacts that were removed", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "ID... | --undo REMOVED...", NULL, &argc, &argv, error))
    return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  g_autoptr(CardcatStore) store = ids ? cc_cli_open_store(cli, error) : NULL;
  if (!store) return FALSE;
  if (!check_all(store, ids, undo, error)) return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index(ids, gint64, i);
    gboolean well = undo ? restore_one(cli, store, id, error) : remove_one(cli, store, id, error);
    if (!well) return FALSE;
  }
  return TRUE;
}
