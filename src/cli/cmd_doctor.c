/* cardcat doctor: is everything here that reading needs, is the address book sound. */
#include "cli/cli.h"

#include <unistd.h>

static gboolean write_line(Cli *cli, gboolean ok, const char *name, const char *detail,
                           GError **error) {
  g_autofree char *safe = cc_printable(detail), *safe_name = cc_printable(name);
  gboolean people = isatty(STDOUT_FILENO);
  const char *state = ok ? "ok" : "MISSING";
  g_autofree char *line = people ? g_strdup_printf("%-8s %s: %s\n", state, safe_name, safe)
                                 : g_strdup_printf("%s\t%s\t%s\n", state, safe_name, safe);
  return cc_cli_write(cli, line, error);
}

/* Libraries, language data, models. */
static gboolean check_reading(Cli *cli, GError **error) {
  g_autoptr(GPtrArray) checks = cardcat_doctor(NULL);
  guint missing = 0;
  for (guint i = 0; i < checks->len; i++) {
    const CardcatCheck *check = checks->pdata[i];
    if (!check->ok) missing++;
    if (!write_line(cli, check->ok, check->name, check->detail, error)) return FALSE;
  }
  if (missing == 0) return TRUE;
  g_autofree char *things = cc_cli_count(missing, "thing", "things");
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s that reading needs %s missing",
              things, missing == 1 ? "is" : "are");
  return FALSE;
}

/* When it was last kept by itself. */
static gboolean write_backup(Cli *cli, const char *path, GError **error) {
  g_autoptr(GPtrArray) backups = cardcat_store_backups(path);
  if (backups->len == 0)
    return write_line(cli, TRUE, "backup", "none yet; one is made each week", error);
  const CardcatBackup *last = backups->pdata[0];
  g_autofree char *name = g_filename_display_name(last->path);
  g_autofree char *contacts = cc_cli_count(last->contacts, "contact", "contacts");
  g_autofree char *detail = g_strdup_printf("the last was made on %.10s at %.5s UTC, with %s: %s",
                                            last->made, last->made + 11, contacts, name);
  return write_line(cli, TRUE, "backup", detail, error);
}

/* The address book, when there is one. */
static gboolean check_book(Cli *cli, GError **error) {
  g_autofree char *path = cc_cli_store_path(cli, error);
  if (!path) return FALSE;
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_autofree char *detail = g_strdup_printf("none yet; 'cardcat scan' creates %s", path);
    return write_line(cli, TRUE, "address book", detail, error);
  }
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  CardcatStoreCounts n;
  if (!store || !cardcat_store_check(store, error) || !cardcat_store_counts(store, &n, error))
    return FALSE;
  g_autofree char *contacts = cc_cli_count(n.contacts, "contact", "contacts");
  g_autofree char *cards = cc_cli_count(n.to_review, "card", "cards");
  g_autofree char *photos = cc_cli_count(n.photos, "photo", "photos");
  g_autofree char *detail =
      g_strdup_printf("%s: %s, %s to review, %s (%" G_GINT64_FORMAT " not read)", path, contacts,
                      cards, photos, n.failed);
  return write_line(cli, TRUE, "address book", detail, error) && write_backup(cli, path, error);
}

gboolean cc_cmd_doctor(Cli *cli, int argc, char **argv, GError **error) {
  if (!cc_cli_parse(cli, NULL, "", NULL, &argc, &argv, error)) return FALSE;
  if (!cc_cli_check_no_more(argc, argv, error)) return FALSE;
  g_autoptr(GError) missing = NULL;
  gboolean complete = check_reading(cli, &missing);
  if (!check_book(cli, error)) {
    if (missing) cc_cli_say("%s", missing->message);
    return FALSE;
  }
  if (!complete) g_propagate_error(error, g_steal_pointer(&missing));
  return complete;
}
