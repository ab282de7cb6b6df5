/* cardcat introduce: who could introduce one to a firm, a person or a field; a letter that asks. */
#include "cli/cli.h"

#define SHOWN_MAX 20 /* the nearest */

typedef struct {
  char *format, *draft, *maildir, *eml, *language;
  gboolean mailto, all;
  char **words;
} Arguments;

static void arguments_clear(Arguments *a) {
  char *texts[] = {a->format, a->draft, a->maildir, a->eml, a->language};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_strfreev(a->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static gboolean set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
  return FALSE;
}

static gboolean take_arguments(Cli *cli, Arguments *a, int argc, char **argv, GError **error) {
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a->format,
       "Write text or json (default: text on a terminal, else json)", "text|json"},
      {"all", 0, 0, G_OPTION_ARG_NONE, &a->all, "Everybody, not only the nearest 20", NULL},
      {"draft", 0, 0, G_OPTION_ARG_FILENAME, &a->draft,
       "Write a letter to ask this contact; nothing is sent", "ID"},
      {"maildir", 0, 0, G_OPTION_ARG_FILENAME, &a->maildir,
       "Put the draft into this Maildir (default: as cardcat.conf says)", "FOLDER"},
      {"eml", 0, 0, G_OPTION_ARG_FILENAME, &a->eml,
       "Put the draft as an .eml file into this folder", "FOLDER"},
      {"mailto", 0, 0, G_OPTION_ARG_NONE, &a->mailto, "Print the draft as a mailto: link", NULL},
      {"language", 0, 0, G_OPTION_ARG_FILENAME, &a->language,
       "Write in " CARDCAT_LANGUAGES " (default: the card's own)", "CODE"},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->words, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "WORDS...", "WORDS name a firm, a person or a field.", &argc,
                    &argv, error))
    return FALSE;
  if (!a->words) return set_usage(error, "introduce: name a firm, a person or a field");
  if (!a->draft && (a->maildir || a->eml || a->mailto || a->language))
    return set_usage(error, "introduce: --maildir, --eml, --mailto and --language go with --draft");
  if ((a->maildir != NULL) + (a->eml != NULL) + (a->mailto != FALSE) > 1)
    return set_usage(error, "only one of --maildir, --eml and --mailto can be given");
  return TRUE;
}

/* ---- the letter ------------------------------------------------------------------------------ */

static const CardcatIntroduction *find(const GPtrArray *all, gint64 id, const char *words,
                                       GError **error) {
  for (guint i = 0; i < all->len; i++)
    if (((const CardcatIntroduction *)all->pdata[i])->contact == id) return all->pdata[i];
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
              "nothing says that contact %" G_GINT64_FORMAT " could introduce you to %s", id,
              words);
  return NULL;
}

static gboolean write_draft(Cli *cli, const Arguments *a, const CardcatEntry *entry,
                            const CardcatIntroduction *introduction, const char *words,
                            GError **error) {
  g_autoptr(CardcatSettings) settings = cardcat_settings_load(error);
  if (!settings) return FALSE;
  const CardcatMorning morning = {.now = g_get_real_time() / G_USEC_PER_SEC,
                                  .minute = settings->minute};
  const CardcatDraftOptions options = {.kind = a->mailto ? CARDCAT_DRAFT_LINK
                                               : a->eml  ? CARDCAT_DRAFT_FILES
                                                         : CARDCAT_DRAFT_MAILDIR,
                                       .folder = a->eml       ? a->eml
                                                 : a->maildir ? a->maildir
                                                              : settings->drafts,
                                       .name = settings->name,
                                       .email = settings->email,
                                       .language = a->language};
  g_autoptr(CardcatDraft) draft =
      cardcat_ask_write(entry, introduction, words, &morning, &options, error);
  if (!draft) return FALSE;
  if (a->mailto) {
    g_autofree char *line = g_strconcat(draft->place, "\n", NULL);
    return cc_cli_write(cli, line, error);
  }
  if (!cli->quiet)
    cc_cli_say(draft->found ? "%s: its draft already exists: %s" : "%s: drafted: %s",
               cc_cli_label(entry), draft->place);
  return TRUE;
}

static gboolean ask(Cli *cli, const Arguments *a, CardcatStore *store, const char *words,
                    GError **error) {
  char *one[] = {a->draft, NULL};
  g_autoptr(GArray) ids = cc_cli_parse_ids(one, error);
  g_autoptr(GPtrArray) all = ids ? cardcat_store_introductions(store, words, 0, error) : NULL;
  if (!all) return FALSE;
  gint64 id = g_array_index(ids, gint64, 0);
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, id, error);
  const CardcatIntroduction *introduction = entry ? find(all, id, words, error) : NULL;
  return introduction && write_draft(cli, a, entry, introduction, words, error);
}

/* ---- the command ----------------------------------------------------------------------------- */

static gboolean list(Cli *cli, const Arguments *a, CardcatStore *store, const char *words,
                     CardcatFormat format, GError **error) {
  g_autoptr(GPtrArray) all =
      cardcat_store_introductions(store, words, a->all ? 0 : SHOWN_MAX, error);
  if (!all) return FALSE;
  for (guint i = 0; i < all->len; i++) {
    g_autofree char *text = cardcat_format_introduction(all->pdata[i], format);
    if (!cc_cli_write(cli, text, error)) return FALSE;
  }
  if (cli->quiet) return TRUE;
  if (all->len == 0)
    cc_cli_say("nobody in your address book seems to be close to '%s'", words);
  else if (format == CARDCAT_FORMAT_TEXT)
    cc_cli_say("--draft ID writes a letter to ask one of them");
  return TRUE;
}

gboolean cc_cmd_introduce(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  CardcatFormat format;
  if (!take_arguments(cli, &a, argc, argv, error) ||
      !cc_cli_parse_format(a.format, cc_cli_usual_format(), &format, error))
    return FALSE;
  g_autofree char *words = g_strjoinv(" ", a.words);
  if (!cc_cli_check_text("WORDS", words, error)) return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_to_read(cli, a.draft != NULL, error);
  if (!store) return FALSE;
  return a.draft ? ask(cli, &a, store, words, error) : list(cli, &a, store, words, format, error);
}
