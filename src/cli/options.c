/* Options and arguments: parsed, checked, with what was probably meant. */
#include "cli/cli.h"
#include "review/review.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT_MAX 2000 /* bytes of one argument */

static const char *name_of(const char *word) {
  return g_str_has_prefix(word, "--") ? word + strlen("--") : NULL;
}

/* Adds the long names of ENTRIES (or NULL), borrowed, to NAMES. */
static void add_names(const GOptionEntry *entries, GPtrArray *names) {
  for (const GOptionEntry *entry = entries; entry && entry->long_name; entry++)
    if (*entry->long_name) g_ptr_array_add(names, (gpointer)entry->long_name);
}

/* The first of WORDS that is a long option and none of NAMES, without its value; owned, or NULL. */
static char *unknown_of(char **words, const GPtrArray *names) {
  for (; *words && !g_str_equal(*words, "--"); words++) {
    const char *name = name_of(*words);
    g_autofree char *bare = name ? g_strndup(name, strcspn(name, "=")) : NULL;
    if (bare && !g_ptr_array_find_with_equal_func((GPtrArray *)names, bare, g_str_equal, NULL))
      return g_steal_pointer(&bare);
  }
  return NULL;
}

/* Takes PROBLEM, of an option that there is not: with the one that was probably meant. */
static GError *explain_problem(GError *problem, char **words, const GPtrArray *names) {
  if (!g_error_matches(problem, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)) return problem;
  g_autofree char *name = unknown_of(words, names);
  if (!name) return problem;
  const char *near = cc_cli_nearest(name, (const char *const *)names->pdata, names->len);
  g_error_free(problem);
  return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "there is no option '--%s'%s%s%s", name,
                     near ? "; did you mean '--" : "; --help lists them", near ? near : "",
                     near ? "'?" : "");
}

/* FALSE with or without error, as the writing went: the command does no more. */
static gboolean answer(Cli *cli, const char *text, GError **error) {
  gboolean written = cc_cli_write(cli, text, error);
  (void)written;
  return FALSE;
}

static gboolean parse(Cli *cli, GOptionContext *context, const GOptionEntry *entries,
                      const char *parameters, int *argc, char ***argv, GError **error) {
  gboolean help = FALSE;
  g_autofree char *db = NULL;
  const GOptionEntry common[] = {
      {"db", 0, 0, G_OPTION_ARG_FILENAME, &db,
       "The address book (default: $CARDCAT_DB, else one in your home)", "FILE"},
      {"quiet", 'q', 0, G_OPTION_ARG_NONE, &cli->quiet, "Print errors only", NULL},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &cli->verbose,
       "Say more; of a scan, how sure each card is and why", NULL},
      {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "Show these options", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (cli->line) {
    g_autofree char *offered = cc_cli_complete(cli, entries, common, parameters);
    return answer(cli, offered, error);
  }
  g_option_context_set_help_enabled(context, FALSE);
  if (entries) g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_add_main_entries(context, common, NULL);
  g_auto(GStrv) words = g_strdupv(*argv);
  GError *problem = NULL;
  if (!g_option_context_parse(context, argc, argv, &problem)) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    add_names(entries, names);
    add_names(common, names);
    g_propagate_error(error, explain_problem(problem, words, names));
    return FALSE;
  }
  if (db) {
    g_free(cli->db);
    cli->db = g_steal_pointer(&db);
  }
  if (cli->verbose) g_setenv("G_MESSAGES_DEBUG", G_LOG_DOMAIN, FALSE); /* no library's own */
  if (!help) return TRUE;
  g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
  return answer(cli, text, error);
}

gboolean cc_cli_parse(Cli *cli, const GOptionEntry *entries, const char *parameters,
                      const char *description, int *argc, char ***argv, GError **error) {
  g_autoptr(GOptionContext) context = g_option_context_new(parameters);
  g_autofree char *program = g_strconcat("cardcat ", cli->command->name, NULL);
  g_autofree char *summary = g_strdup(cli->command->summary);
  summary[0] = g_ascii_toupper(summary[0]);
  g_set_prgname(program);
  g_option_context_set_summary(context, summary);
  g_option_context_set_description(context, description);
  return parse(cli, context, entries, parameters, argc, argv, error);
}

gboolean cc_cli_parse_common(Cli *cli, const GOptionEntry *entries, const char *description,
                             int *argc, char ***argv, GError **error) {
  g_autoptr(GOptionContext) context = g_option_context_new("COMMAND [ARGUMENT...]");
  g_option_context_set_strict_posix(context, TRUE);
  g_option_context_set_summary(context,
                               "Turns photos of business cards into contacts in an address book");
  g_option_context_set_description(context, description);
  return parse(cli, context, entries, "COMMAND", argc, argv, error);
}

gboolean cc_cli_has_input(void) {
  struct stat info;
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  if (fstat(STDIN_FILENO, &info) != 0) return FALSE;
  if (S_ISREG(info.st_mode)) return lseek(STDIN_FILENO, 0, SEEK_CUR) < info.st_size;
  if (!S_ISFIFO(info.st_mode)) return FALSE;
  while (poll(&input, 1, -1) < 0 && errno == EINTR)
    continue;
  return (input.revents & POLLIN) != 0;
}

CardcatFormat cc_cli_usual_format(void) {
  return isatty(STDOUT_FILENO) ? CARDCAT_FORMAT_TEXT : CARDCAT_FORMAT_JSON;
}

gboolean cc_cli_parse_format(const char *name, CardcatFormat fallback, CardcatFormat *format,
                             GError **error) {
  if (!name) {
    *format = fallback;
    return TRUE;
  }
  if (cardcat_format_parse(name, format)) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "--format: '%s' is not " CLI_FORMATS,
              name);
  return FALSE;
}

gboolean cc_cli_check_bom(gboolean bom, CardcatFormat format, GError **error) {
  if (!bom || format == CARDCAT_FORMAT_CSV || format == CARDCAT_FORMAT_EXCEL ||
      format == CARDCAT_FORMAT_GOOGLE || format == CARDCAT_FORMAT_OUTLOOK)
    return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "--bom goes with --format csv, google or outlook");
  return FALSE;
}

GArray *cc_cli_parse_ids(char **words, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; words[i]; i++) {
    guint64 id;
    if (!g_ascii_string_to_unsigned(words[i], 10, 1, G_MAXINT64, &id, NULL)) {
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                  "'%s' is not the number of a contact; 'cardcat list' shows the numbers",
                  words[i]);
      return NULL;
    }
    g_array_append_val(ids, id);
  }
  if (ids->len > 0) return g_steal_pointer(&ids);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "the number of a contact is needed; 'cardcat list' shows the numbers");
  return NULL;
}

gboolean cc_cli_check_no_more(int argc, char **argv, GError **error) {
  if (argc < 2) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "unexpected argument '%s'", argv[1]);
  return FALSE;
}

static gboolean has_control(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (*p != '\n' && g_unichar_iscntrl(g_utf8_get_char(p))) return TRUE;
  return FALSE;
}

gboolean cc_cli_check_text(const char *option, const char *text, GError **error) {
  if (!text) return TRUE;
  const char *fault = strlen(text) > TEXT_MAX            ? "too long"
                      : !g_utf8_validate(text, -1, NULL) ? "not UTF-8"
                      : has_control(text)                ? "not plain text"
                                                         : NULL;
  if (!fault) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s: its text is %s", option, fault);
  return FALSE;
}

gboolean cc_cli_check_day(const char *option, const char *day, GError **error) {
  int y, m, d, end = 0;
  if (!day) return TRUE;
  if (strlen(day) == 10 && sscanf(day, "%4d-%2d-%2d%n", &y, &m, &d, &end) == 3 && end == 10 &&
      strspn(day, "0123456789-") == 10 && y > 0 && m > 0 && d > 0 &&
      g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y))
    return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "%s: '%s' is not a date; write it as in 2026-06-16", option, day);
  return FALSE;
}

gboolean cc_cli_check_past_day(const char *option, const char *day, GError **error) {
  if (!cc_cli_check_day(option, day, error)) return FALSE;
  if (!day || !cc_is_future_day(day)) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s: %s is in the future", option, day);
  return FALSE;
}

gboolean cc_cli_check_region(char **region, GError **error) {
  if (!*region) return TRUE;
  g_autofree char *code = cardcat_region_find(*region);
  if (code && g_ascii_strcasecmp(code, *region) == 0) {
    g_free(*region);
    *region = g_steal_pointer(&code);
    return TRUE;
  }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "--region: '%s' is not a country; %s%s%s",
              *region, code ? "did you mean '" : "give a two-letter code such as DE or US",
              code ? code : "", code ? "'?" : "");
  return FALSE;
}

gboolean cc_cli_check_language(const char *names, GError **error) {
  if (!names || cardcat_languages_check(names, error)) return TRUE;
  g_prefix_error(error, "--language: ");
  return FALSE;
}

/* Edits from A to B, two short words: letters changed, lost, added, or swapped with the next. */
static guint distance(const char *a, const char *b) {
  gsize n = strlen(b);
  g_autofree guint *before = g_new0(guint, n + 1), *last = g_new(guint, n + 1);
  g_autofree guint *row = g_new(guint, n + 1);
  for (gsize j = 0; j <= n; j++)
    last[j] = (guint)j;
  for (gsize i = 0; a[i]; i++) {
    row[0] = (guint)i + 1;
    for (gsize j = 0; j < n; j++) {
      row[j + 1] = MIN(last[j] + (a[i] != b[j]), MIN(row[j], last[j + 1]) + 1);
      gboolean is_swap = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
      if (is_swap) row[j + 1] = MIN(row[j + 1], before[j - 1] + 1);
    }
    guint *oldest = before;
    before = last, last = row, row = oldest;
  }
  return last[n];
}

/* One edit for three letters is a slip, more makes another word: as rustc(1) and cargo(1) ask. */
#define LETTERS_PER_SLIP 3

const char *cc_cli_nearest(const char *name, const char *const *names, guint count) {
  const char *best = NULL;
  guint limit = (guint)MAX(strlen(name), LETTERS_PER_SLIP) / LETTERS_PER_SLIP + 1;
  gboolean is_word = *name && strlen(name) < 32;
  for (guint i = 0; is_word && i < count; i++) {
    guint d = g_str_has_prefix(names[i], name) ? 1 : distance(name, names[i]);
    if (d < limit && d < strlen(names[i])) {
      best = names[i];
      limit = d;
    }
  }
  return best;
}
