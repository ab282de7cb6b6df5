#include "cli/cli.h"
#include "review/keys/keys.h"

/* Shows and edits until the user is content; every change is saved at once. */
static gboolean edit(CardcatStore *store, CcTerm *term, CardcatEntry *entry, GError **error) {
  for (gboolean changed = TRUE; changed;) {
    g_autoptr(GPtrArray) fields = cc_contact_fields(entry->contact);
    cc_term_clear(term);
    cc_print_fields(term, fields);
    cc_term_print(term, "\n");
    if (!cc_edit_value(term, entry->contact, &changed, error)) return FALSE;
    if (changed &&
        !cardcat_store_edit_contact(store, entry->id, entry->contact, entry->meeting, error))
      return FALSE;
  }
  return TRUE;
}

gboolean cc_cmd_edit(Cli *cli, int argc, char **argv, GError **error) {
  if (!cc_cli_parse(cli, NULL, "ID",
                    "Asks on the terminal what shall change; 'cardcat undo' takes it back.", &argc,
                    &argv, error))
    return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  if (!ids || !cc_cli_check_no_more(argc - 1, argv + 1, error)) return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  g_autoptr(CardcatEntry) entry =
      store ? cardcat_store_get_contact(store, g_array_index(ids, gint64, 0), error) : NULL;
  g_autoptr(CcTerm) term = entry ? cc_term_new(error) : NULL;
  return term && edit(store, term, entry, error);
}
