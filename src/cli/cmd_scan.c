/* cardcat scan: photos read into the address book, or only shown. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define JOBS_MAX 64
#define JOBS_USUAL G_MININT /* --jobs was not given */

/* As they come from the command line. */
typedef struct {
  CliMeeting met;
  char *format, *region, *language, *keep;
  char **paths;
  gboolean bom, embed, again, no_save, no_pair, no_learned, yes, yes_sure, no_sandbox;
  int jobs;
} Arguments;

static void arguments_clear(Arguments *a) {
  char *texts[] = {a->format, a->region, a->language, a->keep};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  cc_cli_meeting_clear(&a->met);
  g_strfreev(a->paths);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static void result_clear(CliScanResult *result) {
  g_ptr_array_unref(result->failed);
  g_ptr_array_unref(result->partly);
  g_array_unref(result->saved);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CliScanResult, result_clear)

static gboolean set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
  return FALSE;
}

/* GLib takes a value for an option that has none, and drops it; for this one that would save
 * what nobody asked to save. */
static gboolean check_yes(char **argv, GError **error) {
  for (guint i = 1; argv[i] && !g_str_equal(argv[i], "--"); i++)
    if ((g_str_has_prefix(argv[i], "--yes=") && !g_str_equal(argv[i], "--yes=sure")) ||
        (g_str_equal(argv[i], "--yes") && argv[i + 1] && g_str_equal(argv[i + 1], "sure")))
      return set_usage(error, "--yes takes nothing or 'sure', in one word: --yes=sure");
  return TRUE;
}

static gboolean take_arguments(Cli *cli, Arguments *a, int argc, char **argv, GError **error) {
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a->format,
       "Write " CLI_FORMATS " (default: text on a terminal, else json)", "FORMAT"},
      {"embed", 0, 0, G_OPTION_ARG_NONE, &a->embed,
       "With json: all that is kept of a card, its picture too, for 'cardcat import'", NULL},
      {"bom", 0, 0, G_OPTION_ARG_NONE, &a->bom, CLI_BOM_HELP, NULL},
      {"again", 0, 0, G_OPTION_ARG_NONE, &a->again,
       "Read photos that are already known again, with the options given now", NULL},
      {"no-save", 0, 0, G_OPTION_ARG_NONE, &a->no_save, "Leave the address book alone", NULL},
      {"no-pair", 0, 0, G_OPTION_ARG_NONE, &a->no_pair,
       "Do not join the front and the back of a card", NULL},
      {"no-learned", 0, 0, G_OPTION_ARG_NONE, &a->no_learned,
       "Read as if nothing had been learned from your contacts", NULL},
      /* This first: to GLib "--yes=sure" is also a "--yes" with a value that it drops. */
      {"yes=sure", 0, 0, G_OPTION_ARG_NONE, &a->yes_sure,
       "Save the cards whose every field is sure, leave the rest to review", NULL},
      {"yes", 0, 0, G_OPTION_ARG_NONE, &a->yes, "Save all cards as contacts, without a review",
       NULL},
      {"event", 0, 0, G_OPTION_ARG_FILENAME, &a->met.event, "Where these people were met", "EVENT"},
      {"met-on", 0, 0, G_OPTION_ARG_FILENAME, &a->met.met_on,
       "The day you met (default: the day each photo was taken)", "YYYY-MM-DD"},
      {"introduced-by", 0, 0, G_OPTION_ARG_FILENAME, &a->met.introduced_by, "Who introduced you",
       "PERSON"},
      {"tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->met.tags, "A tag; may be given more than once",
       "TAG"},
      {"note", 0, 0, G_OPTION_ARG_FILENAME, &a->met.note, "A note for each of them", "TEXT"},
      {"no-follow-up", 0, 0, G_OPTION_ARG_NONE, &a->met.no_follow_up,
       "Do not list them as people to write to", NULL},
      {"region", 0, 0, G_OPTION_ARG_FILENAME, &a->region,
       "Country of numbers without a country code, such as DE (default: as each card tells)",
       "CODE"},
      {"language", 0, 0, G_OPTION_ARG_FILENAME, &a->language,
       "Languages, Tesseract's names joined by + (default: script/Latin)", "NAMES"},
      {"jobs", 0, 0, G_OPTION_ARG_INT, &a->jobs,
       "Photos read at the same time (default: one for each processor)", "COUNT"},
      {"keep", 0, 0, G_OPTION_ARG_FILENAME, &a->keep,
       "Keep the pictures of every stage in this folder", "DIR"},
      {"no-sandbox", 0, 0, G_OPTION_ARG_NONE, &a->no_sandbox,
       "Read photos without a sandbox, with all your rights", NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->paths, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  return check_yes(argv, error) &&
         cc_cli_parse(
             cli, entries, "PATH... | -",
             "A PATH is a photo, or a folder that is searched for photos; - is standard input, "
             "as what is piped is without a PATH.",
             &argc, &argv, error);
}

/* Without a path, what is piped. */
static gboolean check_paths(char ***all, GError **error) {
  if (!*all && cc_cli_has_input()) *all = g_strsplit("-", " ", -1);
  char **paths = *all;
  guint inputs = 0;
  for (guint i = 0; paths && paths[i]; i++)
    if (g_str_equal(paths[i], "-")) inputs++;
  if (!paths) return set_usage(error, "scan: name a photo or a folder, or - for standard input");
  if (inputs > 1) return set_usage(error, "scan: standard input can be read only once");
  if (inputs > 0 && isatty(STDIN_FILENO))
    return set_usage(error, "scan: standard input is the terminal: pipe a photo into it");
  return TRUE;
}

static gboolean check_arguments(Arguments *a, CliScanOptions *options, GError **error) {
  CardcatFormat usual = cc_cli_usual_format();
  if (!check_paths(&a->paths, error) ||
      !cc_cli_parse_format(a->format, usual, &options->format, error) ||
      !cc_cli_check_bom(a->bom, options->format, error) || !cc_cli_meeting_check(&a->met, error) ||
      !cc_cli_check_region(&a->region, error) || !cc_cli_check_language(a->language, error))
    return FALSE;
  if (a->jobs != JOBS_USUAL && (a->jobs < 1 || a->jobs > JOBS_MAX))
    return set_usage(error, "--jobs: a number from 1 to 64 is needed");
  if (a->no_save + a->yes + a->yes_sure > 1)
    return set_usage(error, "--no-save, --yes and --yes=sure cannot be combined");
  if (a->no_save && a->again)
    return set_usage(error, "--no-save reads every photo anyway: leave --again out");
  if (a->embed && options->format != CARDCAT_FORMAT_JSON)
    return set_usage(error, "scan: --embed goes with --format json");
  options->again = a->again;
  options->embed = a->embed;
  options->bom = a->bom;
  options->repeat = a->format || usual != CARDCAT_FORMAT_TEXT;
  options->save = a->no_save    ? CLI_SAVE_NOTHING
                  : a->yes      ? CLI_SAVE_ALL
                  : a->yes_sure ? CLI_SAVE_SURE
                                : CLI_SAVE_TO_REVIEW;
  options->reader.languages = a->language;
  options->reader.region = a->region;
  options->reader.keep_dir = a->keep;
  options->reader.no_pair = a->no_pair;
  options->pool.jobs = a->jobs == JOBS_USUAL ? 0 : (guint)a->jobs;
  options->pool.no_sandbox = a->no_sandbox;
  return TRUE;
}

static void append_count(GString *text, guint count, const char *one, const char *many) {
  if (count > 0)
    g_string_append_printf(text, "%s%u %s", text->len > 0 ? ", " : "", count,
                           count == 1 ? one : many);
}

static void say_all(const GPtrArray *messages) {
  for (guint i = 0; i < messages->len; i++)
    cc_cli_say("%s", (const char *)messages->pdata[i]);
}

/* Photos that are known were not read, so these of the options did nothing for them; owned. */
static char *idle_options(const Arguments *a) {
  const struct {
    const char *name;
    gboolean is_given;
  } options[] = {
      {"--region", a->region != NULL},
      {"--language", a->language != NULL},
      {"--keep", a->keep != NULL},
      {"--no-pair", a->no_pair},
      {"--no-learned", a->no_learned},
      {"--event", a->met.event != NULL},
      {"--met-on", a->met.met_on != NULL},
      {"--introduced-by", a->met.introduced_by != NULL},
      {"--tag", a->met.tags != NULL},
      {"--note", a->met.note != NULL},
      {"--no-follow-up", a->met.no_follow_up},
  };
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(options); i++)
    if (options[i].is_given)
      g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", options[i].name);
  return g_string_free(names, FALSE);
}

static void say_idle(const Arguments *a, guint known) {
  g_autofree char *names = idle_options(a);
  if (known > 0 && *names)
    cc_cli_say(
        "%s did nothing for the %s already known, because nothing was read; --again reads %s again",
        names, known == 1 ? "photo" : "photos", known == 1 ? "it" : "them");
}

/* The failures are errors and said always; the rest is talk. */
static void say_result(const Cli *cli, const Arguments *a, const CliScanResult *result) {
  say_all(result->partly);
  say_all(result->failed);
  if (cli->quiet) return;
  g_autoptr(GString) text = g_string_new(NULL);
  append_count(text, result->photos, "photo read", "photos read");
  append_count(text, result->cards, "card", "cards");
  append_count(text, result->to_review, "to review", "to review");
  append_count(text, result->contacts, "contact saved", "contacts saved");
  append_count(text, result->joined, "card joined its contact", "cards joined their contacts");
  append_count(text, result->same, "card with nothing new", "cards with nothing new");
  append_count(text, result->known, "photo already known", "photos already known");
  append_count(text, result->skipped, "other file skipped", "other files skipped");
  append_count(text, result->partly->len, "read only in part", "read only in part");
  append_count(text, result->failed->len, "failed", "failed");
  append_count(text, result->open, "not yet read", "not yet read");
  if (text->len == 0) g_string_append(text, "no photos found");
  cc_cli_say("%s", text->str);
  if (!a->again) say_idle(a, result->known);
  if (result->open > 0 && !a->no_save && !a->again)
    cc_cli_say("run the same command again to go on where this one stopped");
}

/* NULL without error: nothing is used. */
static GPtrArray *load_learned(Cli *cli, const Arguments *a, CardcatStore *store, GError **error) {
  if (a->no_learned) return NULL;
  return store ? cardcat_store_learned(store, error) : cc_cli_learned(cli);
}

gboolean cc_cmd_scan(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {.jobs = JOBS_USUAL};
  CliScanOptions options = {0};
  if (!take_arguments(cli, &a, argc, argv, error) || !check_arguments(&a, &options, error))
    return FALSE;
  g_autoptr(CardcatMeeting) meeting = cc_cli_meeting_new(&a.met);
  options.meeting = meeting;
  g_autoptr(CardcatStore) store = a.no_save ? NULL : cc_cli_open_store(cli, error);
  if (!store && !a.no_save) return FALSE;
  g_autoptr(GPtrArray) learned = load_learned(cli, &a, store, error);
  if (store && !a.no_learned && !learned) return FALSE;
  options.reader.learned = learned;
  cli->signals = cc_signals_catch(error);
  if (cli->signals < 0) return FALSE;
  g_auto(CliScanResult) result = {.failed = g_ptr_array_new_with_free_func(g_free),
                                  .partly = g_ptr_array_new_with_free_func(g_free),
                                  .saved = g_array_new(FALSE, FALSE, sizeof(gint64))};
  g_autoptr(GPtrArray) paths = cc_cli_scan_walk(a.paths, &result);
  gboolean well = cc_cli_scan_run(cli, store, &options, paths, &result, error);
  say_result(cli, &a, &result);
  if (well)
    well =
        cc_cli_say_offers(cli, store, (const gint64 *)result.saved->data, result.saved->len, error);
  if (result.failed->len + result.partly->len > 0) cli->status = 1;
  return well;
}
