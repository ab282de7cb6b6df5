/* cardcat want: whom one wishes to meet. */
#include "cli/cli.h"

typedef struct {
  char *format, *why;
  gboolean remove;
  char **words;
} Arguments;

static void arguments_clear(Arguments *a) {
  g_free(a->format);
  g_free(a->why);
  g_strfreev(a->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

gboolean cc_cli_say_wanted(const Cli *cli, CardcatStore *store, const char *where,
                           const CardcatContact *contact, GError **error) {
  if (cli->quiet) return TRUE;
  g_autoptr(GPtrArray) wants = cardcat_store_wanted(store, contact, error);
  if (!wants) return FALSE;
  const char *name = contact->name.full ? contact->name.full : contact->organization;
  for (guint i = 0; i < wants->len; i++) {
    const CardcatWant *want = wants->pdata[i];
    cc_cli_say("%s: %s is whom you want to meet: %s%s%s", where, name ? name : "this card",
               want->words, want->why ? ", " : "", want->why ? want->why : "");
  }
  return TRUE;
}

/* ---- listed ---------------------------------------------------------------------------------- */

static char *format_want(gconstpointer want, CardcatFormat format) {
  return cardcat_format_want(want, format);
}

static const CliKind wishes = {
    cardcat_store_wants, format_want,
    "there is nobody you want to meet yet; 'cardcat want WORDS' adds somebody"};

/* ---- added and removed ----------------------------------------------------------------------- */

/* Whom the book has already. */
static gboolean say_known(const Cli *cli, CardcatStore *store, gint64 id, GError **error) {
  g_autoptr(GPtrArray) wants = cardcat_store_wants(store, error);
  const CardcatWant *want = NULL;
  for (guint i = 0; wants && i < wants->len; i++)
    if (((const CardcatWant *)wants->pdata[i])->id == id) want = wants->pdata[i];
  g_autoptr(GPtrArray) people = want ? cardcat_store_search(store, want->words, 0, 0, error) : NULL;
  if (!people) return FALSE;
  for (guint i = 0; i < people->len && !cli->quiet; i++) {
    const CardcatEntry *entry = people->pdata[i];
    if (cardcat_want_fits(want, entry->contact))
      cc_cli_say("%" G_GINT64_FORMAT ", %s, is in your address book already", entry->id,
                 cc_cli_label(entry));
  }
  return TRUE;
}

static gboolean add(Cli *cli, const Arguments *a, const char *words, GError **error) {
  gint64 id = 0;
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_CREATE, error);
  if (!store || !cardcat_store_add_want(store, words, a->why, &id, error)) return FALSE;
  if (!cli->quiet)
    cc_cli_say("noted as %" G_GINT64_FORMAT "; you will be told when a card matches", id);
  return say_known(cli, store, id, error);
}

static gboolean take_off(Cli *cli, const Arguments *a, GError **error) {
  g_autoptr(GArray) ids = cc_cli_parse_ids(a->words, error);
  g_autoptr(CardcatStore) store =
      ids ? cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error) : NULL;
  if (!store) return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!cardcat_store_remove_want(store, g_array_index(ids, gint64, i), error)) return FALSE;
  if (!cli->quiet) cc_cli_say("removed; 'cardcat undo' takes it back");
  return TRUE;
}

gboolean cc_cmd_want(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  const GOptionEntry entries[] = {
      {"why", 0, 0, G_OPTION_ARG_FILENAME, &a.why, "Why you want to meet them", "TEXT"},
      {"remove", 0, 0, G_OPTION_ARG_NONE, &a.remove, "Remove what has these numbers", NULL},
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a.format,
       "Write text or json (default: text on a terminal, else json)", "text|json"},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.words, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  CardcatFormat format;
  if (!cc_cli_parse(cli, entries, "[WORDS...] | --remove WANT...",
                    "WORDS name a person, a firm, a field or a project.  Without them, lists what "
                    "you want.",
                    &argc, &argv, error) ||
      !cc_cli_parse_format(a.format, cc_cli_usual_format(), &format, error))
    return FALSE;
  g_autofree char *words = a.words ? g_strjoinv(" ", a.words) : NULL;
  if (!cc_cli_check_text("WORDS", words, error) || !cc_cli_check_text("--why", a.why, error))
    return FALSE;
  char *none[] = {NULL};
  if (a.remove && !a.words) a.words = g_strdupv(none);
  if (a.remove) return take_off(cli, &a, error);
  if (words) return add(cli, &a, words, error);
  if (!a.why) return cc_cli_list(cli, &wishes, format, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "want: --why goes with WORDS");
  return FALSE;
}
