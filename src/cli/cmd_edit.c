/* cardcat edit: a contact corrected, by what is set, in an editor, or on the terminal. */
#include "cli/assign.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "keys/keys.h"

/* ---- in an editor ---------------------------------------------------------------------------- */

/* $VISUAL, else $EDITOR, else Debian's choice, as words; owned. */
static char **editor_words(const char *file, GError **error) {
  const char *named = g_getenv("VISUAL");
  if (!named || !*named) named = g_getenv("EDITOR");
  g_auto(GStrv) words = NULL;
  GError *why = NULL;
  if (!g_shell_parse_argv(named && *named ? named : "sensible-editor", NULL, &words, &why)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "VISUAL or EDITOR: %s", why->message);
    g_error_free(why);
    return NULL;
  }
  g_autoptr(GStrvBuilder) all = g_strv_builder_new();
  g_strv_builder_addv(all, (const char **)words);
  g_strv_builder_add(all, file);
  return g_strv_builder_end(all);
}

static gboolean run_editor(const char *file, GError **error) {
  g_auto(GStrv) words = editor_words(file, error);
  GError *why = NULL;
  int status = 0;
  if (!words) return FALSE;
  gboolean ran = g_spawn_sync(NULL, words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN,
                              NULL, NULL, NULL, NULL, &status, &why) &&
                 g_spawn_check_wait_status(status, &why);
  if (ran) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "the editor %s: %s", words[0],
              why->message);
  g_error_free(why);
  return FALSE;
}

static gboolean write_form(const CardcatEntry *entry, char **file, char **text, GError **error) {
  GError *why = NULL;
  int fd = g_file_open_tmp("cardcat-XXXXXX.txt", file, &why);
  *text = cc_cli_form_print(entry->id, entry->contact, entry->meeting);
  if (fd >= 0 && close(fd) == 0 && g_file_set_contents(*file, *text, -1, &why)) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT, "a file to edit cannot be written: %s",
              why ? why->message : g_strerror(errno));
  g_clear_error(&why);
  return FALSE;
}

/* *CHANGED: the file was, and ENTRY with it.  A file that cannot be taken stays, and is named. */
static gboolean edit_in_editor(CardcatEntry *entry, gboolean *changed, GError **error) {
  g_autofree char *file = NULL, *before = NULL, *after = NULL;
  if (!write_form(entry, &file, &before, error) || !run_editor(file, error)) return FALSE;
  GError *why = NULL;
  if (!g_file_get_contents(file, &after, NULL, &why) ||
      !cc_cli_form_parse(after, entry->contact, entry->meeting, &why)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s: %s; nothing was changed", file,
                why->message);
    g_error_free(why);
    return FALSE;
  }
  *changed = !g_str_equal(before, after);
  g_unlink(file);
  return TRUE;
}

/* ---- the command ----------------------------------------------------------------------------- */

static gboolean set_all(CardcatEntry *entry, char **sets, GError **error) {
  for (char **set = sets; *set; set++)
    if (!cc_cli_assign(entry->contact, entry->meeting, *set, error)) {
      g_prefix_error(error, "nothing was changed: ");
      return FALSE;
    }
  return TRUE;
}

static gboolean change(Cli *cli, CardcatStore *store, CardcatEntry *entry, char **sets,
                       GError **error) {
  gboolean changed = TRUE;
  if (sets ? !set_all(entry, sets, error) : !edit_in_editor(entry, &changed, error)) return FALSE;
  if (changed &&
      !cardcat_store_edit_contact(store, entry->id, entry->contact, entry->meeting, error))
    return FALSE;
  if (!cli->quiet)
    cc_cli_say(changed ? "changed %" G_GINT64_FORMAT ", %s; 'cardcat undo' takes it back"
                       : "%" G_GINT64_FORMAT ", %s, stays as it was",
               entry->id, cc_cli_label(entry));
  return !changed || cc_cli_say_offers(cli, store, &entry->id, 1, error);
}

gboolean cc_cmd_edit(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(GStrv) sets = NULL;
  gboolean editor = FALSE;
  const GOptionEntry entries[] = {
      {"set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &sets,
       "Set a field; += adds a value, nothing after the = clears it; may be given more than once",
       "FIELD=VALUE"},
      {"editor", 0, 0, G_OPTION_ARG_NONE, &editor, "Edit all fields in $VISUAL or $EDITOR", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "ID",
                    "Without an option, asks on the terminal what to change.  'cardcat undo' takes "
                    "a change back.",
                    &argc, &argv, error))
    return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  if (!ids || !cc_cli_check_no_more(argc - 1, argv + 1, error)) return FALSE;
  if (sets && editor) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "edit: --set and --editor cannot be combined");
    return FALSE;
  }
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  g_autoptr(CardcatEntry) entry =
      store ? cardcat_store_get_contact(store, g_array_index(ids, gint64, 0), error) : NULL;
  if (!entry) return FALSE;
  if (sets || editor) return change(cli, store, entry, sets, error);
  return cc_review_contact(store, entry, error) &&
         cc_cli_say_offers(cli, store, &entry->id, 1, error);
}
