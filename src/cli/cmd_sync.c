/* cardcat sync: the address book and a folder of vCards, made the same. */
#include "cli/cli.h"
#include "exchange/exchange.h"

#include <errno.h>
#include <stdlib.h>

static void result_clear(CcSyncResult *result) {
  g_ptr_array_unref(result->conflicts);
  g_ptr_array_unref(result->bad);
  g_ptr_array_unref(result->told);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CcSyncResult, result_clear)

static gboolean parse_conflict(const char *name, CcSyncConflict *conflict, GError **error) {
  static const char *const names[] = {[CC_SYNC_KEEP] = "keep",
                                      [CC_SYNC_BOOK] = "book",
                                      [CC_SYNC_FOLDER] = "folder",
                                      [CC_SYNC_MERGE] = "merge"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (!name || g_str_equal(name, names[i])) {
      *conflict = (CcSyncConflict)i;
      return TRUE;
    }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "--on-conflict: '%s' is not keep, book, folder or merge", name);
  return FALSE;
}

/* What was agreed on is known by the folder's absolute path; owned. */
static char *folder_of(const char *path, gboolean had_cards, GError **error) {
  if (!cc_vdir_check(path, had_cards, error)) return NULL;
  g_autofree char *real = realpath(path, NULL); /* free() and g_free() are one */
  if (!real) {
    g_autofree char *name = g_filename_display_name(path);
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "%s: cannot be read: %s", name,
                g_strerror(errno));
  }
  return g_strdup(real);
}

static void say_result(const Cli *cli, const CcSyncResult *result) {
  const GPtrArray *const lists[] = {result->told, result->bad, result->conflicts};
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      cc_cli_say("%s", (const char *)lists[i]->pdata[j]);
  if (cli->quiet) return;
  cc_cli_say("address book: %u changed, %u removed; folder: %u written, %u deleted", result->taken,
             result->removed, result->given, result->deleted);
  guint conflicts = result->conflicts->len;
  if (conflicts > 0)
    cc_cli_say(
        "%u %s changed on both sides and %s: --on-conflict=book, folder or merge says what counts",
        conflicts, conflicts == 1 ? "contact was" : "contacts were",
        conflicts == 1 ? "stays as it is" : "stay as they are");
}

gboolean cc_cmd_sync(Cli *cli, int argc, char **argv, GError **error) {
  g_autofree char *on_conflict = NULL;
  CcSyncOptions options = {0};
  const GOptionEntry entries[] = {
      {"on-conflict", 0, 0, G_OPTION_ARG_FILENAME, &on_conflict,
       "What counts of a contact that was changed on both sides (default: keep, both as they are)",
       "keep|book|folder|merge"},
      {"allow-empty", 0, 0, G_OPTION_ARG_NONE, &options.allow_empty,
       "Remove the contacts of a folder that has lost every card", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "FOLDER",
                    "Brings what changed in a folder of vCards since the last time into the "
                    "address book, and what changed in the address book into the folder; "
                    "vdirsyncer can carry the folder to a CardDAV server.  FOLDER must be there: "
                    "with vCards, or empty the first time.",
                    &argc, &argv, error) ||
      !parse_conflict(on_conflict, &options.conflict, error))
    return FALSE;
  if (argc != 2) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "sync: name one folder");
    return FALSE;
  }
  g_autofree char *folder = folder_of(argv[1], options.allow_empty, error);
  g_autoptr(CardcatStore) store = folder ? cc_cli_open_store(cli, error) : NULL;
  g_auto(CcSyncResult) result = {.conflicts = g_ptr_array_new_with_free_func(g_free),
                                 .bad = g_ptr_array_new_with_free_func(g_free),
                                 .told = g_ptr_array_new_with_free_func(g_free)};
  if (!store || !cc_sync(store, folder, &options, &result, error)) return FALSE;
  say_result(cli, &result);
  if (result.conflicts->len + result.bad->len > 0) cli->status = 1;
  return TRUE;
}
