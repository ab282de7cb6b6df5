/* cardcat edit: a contact corrected, by what is set, in an editor, or on the terminal. */
#include "cli/assign.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "keys/keys.h"

/* Whoever takes all of a contact away means to remove it, or slipped. */
static gboolean check_left(const CardcatEntry *entry, GError **error) {
  if (!cardcat_contact_is_empty(entry->contact)) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "nothing is left of the contact; 'cardcat remove %" G_GINT64_FORMAT "' removes it",
              entry->id);
  return FALSE;
}

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
  gboolean began =
      g_spawn_sync(NULL, words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN, NULL,
                   NULL, NULL, NULL, &status, &why);
  if (began && g_spawn_check_wait_status(status, &why)) return TRUE;
  g_set_error(error, CARDCAT_ERROR, began ? CARDCAT_ERROR_OUTPUT : CARDCAT_ERROR_MISSING,
              "nothing was changed: the editor %s: %s", words[0], why->message);
  g_error_free(why);
  return FALSE;
}

/* Its owner alone can read it. */
static gboolean write_form(const CardcatEntry *entry, char **file, char **text, GError **error) {
  GError *why = NULL;
  int fd = g_file_open_tmp("cardcat-XXXXXX.txt", file, &why);
  *text = cc_cli_form_print(entry->id, entry->contact, entry->meeting);
  if (fd >= 0 && close(fd) == 0 &&
      g_file_set_contents_full(*file, *text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &why))
    return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT, "a file to edit cannot be written: %s",
              why ? why->message : g_strerror(errno));
  g_clear_error(&why);
  return FALSE;
}

/* What the editor failed with goes on in ERROR: FILE is removed, or named if it is not BEFORE. */
static gboolean tell_of_failure(const char *file, const char *before, GError **error) {
  g_autofree char *left = NULL;
  gboolean read = g_file_get_contents(file, &left, NULL, NULL);
  if (read && g_str_equal(left, before)) g_unlink(file);
  if (!read || g_str_equal(left, before) || !error || !*error) return FALSE;
  g_autofree char *message =
      g_strdup_printf("%s; what was typed is in %s", (*error)->message, file);
  GError *whole = g_error_new_literal((*error)->domain, (*error)->code, message);
  g_clear_error(error);
  g_propagate_error(error, whole);
  return FALSE;
}

/* *CHANGED: the file was, and ENTRY with it.  A file that cannot be taken stays, and is named. */
static gboolean edit_in_editor(CardcatEntry *entry, gboolean *changed, GError **error) {
  g_autofree char *file = NULL, *before = NULL, *after = NULL;
  gboolean was_empty = cardcat_contact_is_empty(entry->contact);
  if (!write_form(entry, &file, &before, error)) return FALSE;
  if (!run_editor(file, error)) return tell_of_failure(file, before, error);
  GError *why = NULL;
  if (!g_file_get_contents(file, &after, NULL, &why) ||
      !cc_cli_form_parse(after, entry->contact, entry->meeting, &why) ||
      !(was_empty || check_left(entry, &why))) {
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
  gboolean was_empty = cardcat_contact_is_empty(entry->contact), well = TRUE;
  for (char **set = sets; well && *set; set++)
    well = cc_cli_assign(entry->contact, entry->meeting, *set, error);
  if (well && (was_empty || check_left(entry, error))) return TRUE;
  g_prefix_error(error, "nothing was changed: ");
  return FALSE;
}

/* As the options have it. */
typedef struct {
  char **sets;
  gboolean editor, new_job;
  char *since;
  int drop_job; /* from 1; 0: none */
  gboolean drop_picture;
} Arguments;

static void arguments_clear(Arguments *a) {
  g_strfreev(a->sets);
  g_free(a->since);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static gboolean save(CardcatStore *store, const CardcatEntry *entry, const Arguments *a,
                     GError **error) {
  if (!a->new_job)
    return cardcat_store_edit_contact(store, entry->id, entry->contact, entry->meeting, error);
  const CardcatMorning morning = {.now = g_get_real_time() / G_USEC_PER_SEC};
  g_autofree char *today = cardcat_morning_day(&morning, morning.now);
  return cardcat_store_change_job(store, entry->id, entry->contact, entry->meeting,
                                  a->since ? a->since : today, error);
}

static gboolean drop_job(Cli *cli, CardcatStore *store, const CardcatEntry *entry, int number,
                         GError **error) {
  if (!cardcat_store_drop_chapter(store, entry->id, (guint)number - 1, error)) return FALSE;
  if (!cli->quiet)
    cc_cli_say("removed a former job of %s; 'cardcat undo' takes it back", cc_cli_label(entry));
  return TRUE;
}

static gboolean drop_picture(Cli *cli, CardcatStore *store, const CardcatEntry *entry,
                             GError **error) {
  if (!cardcat_store_drop_portrait(store, entry->id, error)) return FALSE;
  if (!cli->quiet)
    cc_cli_say("removed the picture of %s; 'cardcat undo' takes it back", cc_cli_label(entry));
  return TRUE;
}

static gboolean change(Cli *cli, CardcatStore *store, CardcatEntry *entry, const Arguments *a,
                       GError **error) {
  char **sets = a->sets;
  gboolean changed = TRUE;
  if (sets ? !set_all(entry, sets, error) : !edit_in_editor(entry, &changed, error)) return FALSE;
  if (changed && !save(store, entry, a, error)) return FALSE;
  if (!cli->quiet)
    cc_cli_say(changed ? "changed %" G_GINT64_FORMAT ", %s; 'cardcat undo' takes it back"
                       : "%" G_GINT64_FORMAT ", %s, stays as it was",
               entry->id, cc_cli_label(entry));
  return !changed || cc_cli_say_offers(cli, store, &entry->id, 1, error);
}

/* An option that would do nothing is a mistake. */
static gboolean check(const Arguments *a, GError **error) {
  const char *wrong = a->sets && a->editor ? "--set and --editor cannot be combined"
                      : a->new_job && !a->sets && !a->editor ? "--new-job needs --set or --editor"
                      : a->since && !a->new_job ? "--since does nothing without --new-job"
                      : a->drop_job != 0 && (a->sets || a->editor)
                          ? "--drop-job cannot be combined with --set or --editor"
                      : a->drop_picture && (a->sets || a->editor || a->drop_job != 0)
                          ? "--drop-picture cannot be combined with another option"
                      : a->drop_job < 0 ? "--drop-job takes a number from 1"
                                        : NULL;
  if (!wrong) return cc_cli_check_day("--since", a->since, error);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "edit: %s", wrong);
  return FALSE;
}

static gboolean run(Cli *cli, const Arguments *a, gint64 id, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  g_autoptr(CardcatEntry) entry = store ? cardcat_store_get_contact(store, id, error) : NULL;
  if (!entry) return FALSE;
  if (a->drop_picture) return drop_picture(cli, store, entry, error);
  if (a->drop_job > 0) return drop_job(cli, store, entry, a->drop_job, error);
  if (a->sets || a->editor) return change(cli, store, entry, a, error);
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "edit: without a terminal it takes --set or --editor");
    return FALSE;
  }
  return cc_review_contact(store, entry, error) &&
         cc_cli_say_offers(cli, store, &entry->id, 1, error);
}

gboolean cc_cmd_edit(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  const GOptionEntry entries[] = {
      {"set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.sets,
       "Set a field: email= the one there is, emails= all of them; += adds one, nothing after "
       "the = clears; may be given more than once",
       "FIELD=VALUE"},
      {"editor", 0, 0, G_OPTION_ARG_NONE, &a.editor, "Edit all fields in $VISUAL or $EDITOR", NULL},
      {"new-job", 0, 0, G_OPTION_ARG_NONE, &a.new_job,
       "Keep the firm and title they had as a former job", NULL},
      {"since", 0, 0, G_OPTION_ARG_FILENAME, &a.since, "The day the new job began (default: today)",
       "YYYY-MM-DD"},
      {"drop-job", 0, 0, G_OPTION_ARG_INT, &a.drop_job,
       "Remove the Nth of their former jobs, the last first", "N"},
      {"drop-picture", 0, 0, G_OPTION_ARG_NONE, &a.drop_picture,
       "Remove the picture that was imported with them", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "ID",
                    "Without an option, asks on the terminal what to change.  'cardcat undo' takes "
                    "a change back.",
                    &argc, &argv, error))
    return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  return ids && cc_cli_check_no_more(argc - 1, argv + 1, error) && check(&a, error) &&
         run(cli, &a, g_array_index(ids, gint64, 0), error);
}
