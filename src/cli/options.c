/* Options and arguments: parsed, checked, with what was probably meant. */
#include "cli/cli.h"

#include <string.h>

#define TEXT_MAX 2000 /* bytes of one argument */

static gboolean parse(Cli *cli, GOptionContext *context, const GOptionEntry *entries, int *argc,
                      char ***argv, GError **error) {
  gboolean help = FALSE;
  g_autofree char *db = NULL;
  const GOptionEntry common[] = {
      {"db", 0, 0, G_OPTION_ARG_FILENAME, &db, "The address book (default: $CARDCAT_DB)", "FILE"},
      {"quiet", 'q', 0, G_OPTION_ARG_NONE, &cli->quiet, "Print errors only", NULL},
      {"verbose", 'v', 0, G_OPTION_ARG_NONE, &cli->verbose, "Print more about what is done", NULL},
      {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "Show these options", NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_option_context_set_help_enabled(context, FALSE);
  if (entries) g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_add_main_entries(context, common, NULL);
  if (!g_option_context_parse(context, argc, argv, error)) return FALSE;
  if (db) {
    g_free(cli->db);
    cli->db = g_steal_pointer(&db);
  }
  if (cli->verbose) g_log_set_debug_enabled(TRUE);
  if (!help) return TRUE;
  g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
  gboolean written = cc_cli_write(cli, text, error);
  (void)written; /* FALSE either way; a failure is in ERROR */
  return FALSE;
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
  return parse(cli, context, entries, argc, argv, error);
}

gboolean cc_cli_parse_common(Cli *cli, const GOptionEntry *entries, const char *description,
                             int *argc, char ***argv, GError **error) {
  g_autoptr(GOptionContext) context = g_option_context_new("COMMAND [ARGUMENT...]");
  g_option_context_set_strict_posix(context, TRUE);
  g_option_context_set_summary(context, "Business cards to contacts");
  g_option_context_set_description(context, description);
  return parse(cli, context, entries, argc, argv, error);
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

gboolean cc_cli_check_region(char *region, GError **error) {
  if (!region) return TRUE;
  if (strlen(region) == 2 && g_ascii_isalpha(region[0]) && g_ascii_isalpha(region[1])) {
    region[0] = g_ascii_toupper(region[0]);
    region[1] = g_ascii_toupper(region[1]);
    return TRUE;
  }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "--region: '%s' is not a two-letter country code such as DE or US", region);
  return FALSE;
}

gboolean cc_cli_check_language(const char *names, GError **error) {
  if (!names) return TRUE;
  gboolean well = names[0] != '\0' && names[0] != '/' && names[0] != '+';
  for (const char *p = names; *p; p++)
    well = well && (g_ascii_isalnum(*p) || strchr("_/+", *p));
  if (well) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "--language: '%s' is not a name such as deu or eng+fra", names);
  return FALSE;
}

/* Levenshtein's distance of two short words. */
static guint distance(const char *a, const char *b) {
  gsize n = strlen(b);
  g_autofree guint *row = g_new(guint, n + 1);
  for (gsize j = 0; j <= n; j++)
    row[j] = (guint)j;
  for (gsize i = 0; a[i]; i++) {
    guint diagonal = row[0];
    row[0] = (guint)i + 1;
    for (gsize j = 0; j < n; j++) {
      guint change = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = MIN(change, MIN(row[j], row[j + 1]) + 1);
    }
  }
  return row[n];
}

const char *cc_cli_nearest(const char *name, const char *const *names, guint count) {
  const char *best = NULL;
  guint limit = 3; /* a third edit makes another word */
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
