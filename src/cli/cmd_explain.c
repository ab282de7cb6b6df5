/* cardcat explain: how the cards of one photo were read, line by line, and why. */
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

#define WAIT_MS 200

typedef struct {
  char *format, *region, *language;
  gboolean no_learned;
} Arguments;

static void arguments_clear(Arguments *a) {
  g_free(a->format);
  g_free(a->region);
  g_free(a->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CardcatPoolResult, cardcat_pool_result_clear)

static gboolean check_photo(int argc, char **argv, GError **error) {
  const char *fault = argc < 2   ? "explain: a photo is needed, or - for a pipe"
                      : argc > 2 ? "explain: one photo at a time"
                      : g_str_equal(argv[1], "-") && isatty(STDIN_FILENO)
                          ? "explain: standard input is the terminal: pipe a photo into it"
                          : NULL;
  if (fault) g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, fault);
  return !fault;
}

static gboolean take_arguments(Cli *cli, Arguments *a, int *argc, char ***argv, GError **error) {
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a->format,
       "Write text or json (default: text on a terminal, else json)", "text|json"},
      {"no-learned", 0, 0, G_OPTION_ARG_NONE, &a->no_learned,
       "Read as if nothing had been learned from your contacts", NULL},
      {"region", 0, 0, G_OPTION_ARG_FILENAME, &a->region,
       "Country of numbers without a country code, such as DE (default: as each card tells)",
       "CODE"},
      {"language", 0, 0, G_OPTION_ARG_FILENAME, &a->language,
       "Tesseract's names joined by + (default: script/Latin)", "NAMES"},
      G_OPTION_ENTRY_NULL,
  };
  return cc_cli_parse(cli, entries, "PHOTO | -",
                      "Nothing is saved. - is standard input; the cards follow one another.", argc,
                      argv, error);
}

static gboolean check_format(const char *name, CardcatFormat *format, GError **error) {
  if (!cc_cli_parse_format(name, cc_cli_usual_format(), format, error)) return FALSE;
  if (*format == CARDCAT_FORMAT_TEXT || *format == CARDCAT_FORMAT_JSON) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "--format: '%s' is neither text nor json",
              name);
  return FALSE;
}

static const char *shown_name(const char *path) {
  return g_str_equal(path, "-") ? "standard input" : path;
}

/* What standard input is called among programs is not what people call it. */
static void tell(const GError *cause, GError **error) {
  gboolean input = g_str_has_prefix(cause->message, "-: ");
  g_set_error(error, cause->domain, cause->code, "%s%s", input ? shown_name("-") : "",
              cause->message + (input ? 1 : 0));
}

/* Reads PHOTO in a worker, as any photo is read. */
static gboolean read_photo(Cli *cli, const CardcatReaderOptions *options, const char *name,
                           GBytes *photo, CardcatPoolResult *result, GError **error) {
  CardcatPoolOptions one = {.jobs = 1, .late = TRUE};
  g_autoptr(CardcatPool) pool = cardcat_pool_new(options, &one, error);
  if (!pool || !cardcat_pool_submit(pool, 0, name, photo, error)) return FALSE;
  GError *broken = NULL;
  while (!cardcat_pool_wait(pool, WAIT_MS, result, &broken)) {
    if (broken) g_propagate_error(error, broken);
    if (broken) return FALSE;
    if (cc_signals_take(cli->signals) == 0) continue;
    cc_set_interrupted(error);
    return FALSE;
  }
  if (result->error) tell(result->error, error);
  return result->readings != NULL;
}

static gboolean write_all(Cli *cli, const GPtrArray *readings, CardcatFormat format,
                          GError **error) {
  for (guint i = 0; i < readings->len; i++) {
    g_autofree char *text = cardcat_format_explanation(readings->pdata[i], format);
    if (!cc_cli_write(cli, text, error)) return FALSE;
  }
  const CardcatReading *first = readings->pdata[0];
  if (first->cards > 0) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD, "%s: shows no business card",
              shown_name(first->path));
  return FALSE;
}

gboolean cc_cmd_explain(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  CardcatFormat format;
  if (!take_arguments(cli, &a, &argc, &argv, error) || !check_format(a.format, &format, error) ||
      !cc_cli_check_region(&a.region, error) || !cc_cli_check_language(a.language, error) ||
      !check_photo(argc, argv, error))
    return FALSE;
  cli->signals = cc_signals_catch(error);
  if (cli->signals < 0) return FALSE;
  g_autoptr(GBytes) photo = cc_cli_scan_file(cli, argv[1], error);
  if (!photo) return FALSE;
  g_autoptr(GPtrArray) learned = a.no_learned ? NULL : cc_cli_learned(cli);
  CardcatReaderOptions options = {
      .languages = a.language, .region = a.region, .explain = TRUE, .learned = learned};
  g_auto(CardcatPoolResult) result = {0};
  return read_photo(cli, &options, argv[1], photo, &result, error) &&
         write_all(cli, result.readings, format, error);
}
