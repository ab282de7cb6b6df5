/* cardcat note: a line that is kept with a contact. */
#include "cli/assign.h"

gboolean cc_cmd_note(Cli *cli, int argc, char **argv, GError **error) {
  if (!cc_cli_parse(cli, NULL, "ID TEXT...",
                    "Adds a line to the note of the last meeting; 'cardcat undo' takes it back.",
                    &argc, &argv, error))
    return FALSE;
  char *id[] = {argc > 1 ? argv[1] : NULL, NULL};
  g_autoptr(GArray) ids = cc_cli_parse_ids(id, error);
  if (!ids) return FALSE;
  g_autofree char *text = g_strjoinv(" ", argv + 2);
  if (!*g_strstrip(text)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "note: the text is missing");
    return FALSE;
  }
  g_autofree char *assignment = g_strconcat("note+=", text, NULL);
  if (!cc_cli_check_text("note", text, error)) return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  g_autoptr(CardcatEntry) entry =
      store ? cardcat_store_get_contact(store, g_array_index(ids, gint64, 0), error) : NULL;
  if (!entry || !cc_cli_assign(entry->contact, entry->meeting, assignment, error) ||
      !cardcat_store_edit_contact(store, entry->id, NULL, entry->meeting, error))
    return FALSE;
  if (!cli->quiet) cc_cli_say("noted with %s", cc_cli_label(entry));
  return TRUE;
}
