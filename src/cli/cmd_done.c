/* cardcat done: people who were written to. */
#include "cli/cli.h"

/* All of them are there, before the first is settled. */
static GPtrArray *find_all(CardcatStore *store, const GArray *ids, GError **error) {
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_entry_free);
  for (guint i = 0; i < ids->len; i++) {
    CardcatEntry *entry = cardcat_store_get_contact(store, g_array_index(ids, gint64, i), error);
    if (!entry) {
      g_prefix_error(error, "nothing was changed: ");
      return NULL;
    }
    g_ptr_array_add(entries, entry);
  }
  return g_steal_pointer(&entries);
}

static gboolean is_to_write(const CardcatEntry *entry) {
  for (guint i = 0; i < entry->meetings->len; i++)
    if (cardcat_meeting_is_to_write(entry->meetings->pdata[i])) return TRUE;
  return FALSE;
}

static gboolean settle(Cli *cli, CardcatStore *store, const CardcatEntry *entry, GError **error) {
  gboolean open = is_to_write(entry);
  if (open && !cardcat_store_settle_follow_ups(store, entry->id, TRUE, error)) return FALSE;
  if (!cli->quiet)
    cc_cli_say(open ? "%s is no longer on the list of people to write to; 'cardcat undo' puts "
                      "them back"
                    : "%s was not on the list of people to write to",
               cc_cli_label(entry));
  return TRUE;
}

gboolean cc_cmd_done(Cli *cli, int argc, char **argv, GError **error) {
  if (!cc_cli_parse(cli, NULL, "ID...",
                    "You have written to these people; 'cardcat list --to-write' lists the others.",
                    &argc, &argv, error))
    return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  g_autoptr(CardcatStore) store = ids ? cc_cli_open_store(cli, error) : NULL;
  g_autoptr(GPtrArray) entries = store ? find_all(store, ids, error) : NULL;
  for (guint i = 0; entries && i < entries->len; i++)
    if (!settle(cli, store, entries->pdata[i], error)) return FALSE;
  return entries != NULL;
}
