/* cardcat learned: what contacts taught, listed or forgotten. */
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

/* TRUE when LEARNED, with its kind and firm, holds every one of WORDS, whatever their case. */
static gboolean holds(const CardcatLearned *learned, char **words) {
  g_autofree char *whole = g_strjoin(" ", cardcat_learned_kind_name(learned->kind), learned->text,
                                     learned->organization, NULL);
  g_autofree char *folded = g_utf8_casefold(whole, -1);
  for (guint i = 0; words[i]; i++) {
    g_autofree char *word = g_utf8_casefold(words[i], -1);
    if (!strstr(folded, word)) return FALSE;
  }
  return TRUE;
}

/* Of what was learned that is asked for; the numbers count all of it, from 1. */
typedef struct {
  GPtrArray *learned; /* CardcatLearned*, borrowed */
  GArray *numbers;    /* guint */
} Chosen;

static void chosen_clear(Chosen *chosen) {
  g_clear_pointer(&chosen->learned, g_ptr_array_unref);
  g_clear_pointer(&chosen->numbers, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Chosen, chosen_clear)

/* NUMBER 0: any. */
static Chosen choose(const GPtrArray *all, char **words, guint number) {
  Chosen chosen = {g_ptr_array_new(), g_array_new(FALSE, FALSE, sizeof(guint))};
  for (guint i = 1; i <= all->len; i++) {
    if ((number > 0 && i != number) || !holds(all->pdata[i - 1], words)) continue;
    g_ptr_array_add(chosen.learned, all->pdata[i - 1]);
    g_array_append_val(chosen.numbers, i);
  }
  return chosen;
}

static gboolean write_all(Cli *cli, const Chosen *chosen, CardcatFormat format, GError **error) {
  for (guint i = 0; i < chosen->learned->len; i++) {
    g_autofree char *line = cardcat_format_learned(chosen->learned->pdata[i], format);
    g_autofree char *safe = format == CARDCAT_FORMAT_TEXT ? cc_printable(g_strchomp(line)) : NULL;
    g_autofree char *text =
        safe ? g_strdup_printf("%5u  %s\n", g_array_index(chosen->numbers, guint, i), safe) : NULL;
    if (!cc_cli_write(cli, text ? text : line, error)) return FALSE;
  }
  return TRUE;
}

static gboolean forget(Cli *cli, const Chosen *chosen, CardcatFormat format, GError **error) {
  cli->command = &(const CliCommand){.store = CARDCAT_STORE_WRITE};
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  if (!store || !cardcat_store_forget(store, chosen->learned, error)) return FALSE;
  if (!cli->quiet)
    cc_cli_say("forgotten: %u; a contact that is saved or changed later teaches it again",
               chosen->learned->len);
  return write_all(cli, chosen, format, error);
}

/* Only these two can say what was learned. */
static gboolean check_format(CardcatFormat format, GError **error) {
  if (format == CARDCAT_FORMAT_TEXT || format == CARDCAT_FORMAT_JSON) return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "learned: --format must be text or json");
  return FALSE;
}

static gboolean check_all(gboolean everything, gboolean alone, GError **error) {
  if (!everything || alone) return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "learned: --all goes with --forget, without words and without a --number");
  return FALSE;
}

static gboolean check_number(int number, GError **error) {
  if (number >= 0) return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "learned: --number must be a number of the list, counted from 1");
  return FALSE;
}

/* What forgets everything is asked for once more. */
static gboolean check_everything(guint count, GError **error) {
  int key = 0;
  if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "learned: --forget alone would forget everything: name words or a "
                        "--number, or say --all");
    return FALSE;
  }
  g_printerr("Forget all %u? [y/N] ", count);
  if (!cc_plain_key(-1, &key, error)) return FALSE;
  if (key != 'y' && key != 'Y')
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "nothing was forgotten");
  return key == 'y' || key == 'Y';
}

gboolean cc_cmd_learned(Cli *cli, int argc, char **argv, GError **error) {
  g_autofree char *name = NULL;
  gboolean forgets = FALSE, everything = FALSE;
  int number = 0;
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &name,
       "Write text or json (default: text on a terminal, else json)", "text|json"},
      {"forget", 0, 0, G_OPTION_ARG_NONE, &forgets, "Forget what is listed: it is not used again",
       NULL},
      {"all", 0, 0, G_OPTION_ARG_NONE, &everything,
       "With --forget and no words: forget everything, without being asked", NULL},
      {"number", 0, 0, G_OPTION_ARG_INT, &number,
       "Only the entry with this number in the whole list", "N"},
      G_OPTION_ENTRY_NULL,
  };
  CardcatFormat format;
  if (!cc_cli_parse(cli, entries, "[WORDS...]",
                    "What was learned from your contacts: entries that contain every word (the "
                    "kind counts as one); without words, all.",
                    &argc, &argv, error) ||
      !cc_cli_parse_format(name, cc_cli_usual_format(), &format, error) ||
      !check_format(format, error) || !check_number(number, error) ||
      !check_all(everything, forgets && argc == 1 && number == 0, error))
    return FALSE;
  for (int i = 1; i < argc; i++)
    if (!cc_cli_check_text("learned", argv[i], error)) return FALSE;
  g_autoptr(CardcatStore) store = cc_cli_open_to_read(cli, FALSE, error);
  g_autoptr(GPtrArray) learned = store ? cardcat_store_learned(store, error) : NULL;
  if (!learned) return FALSE;
  g_auto(Chosen) chosen = choose(learned, argv + 1, (guint)number);
  if (chosen.learned->len == 0 && !cli->quiet)
    cc_cli_say("%s", number > 0 || argc > 1 ? "nothing that was learned contains these words"
                                            : "nothing has been learned yet");
  gboolean asks = forgets && chosen.learned->len > 0 && argc == 1 && number == 0 && !everything;
  if (asks && !check_everything(chosen.learned->len, error)) return FALSE;
  return forgets && chosen.learned->len > 0 ? forget(cli, &chosen, format, error)
                                            : write_all(cli, &chosen, format, error);
}
