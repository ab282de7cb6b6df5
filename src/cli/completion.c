/* What shells complete: the options and values of a command, by the tables that it is parsed with.
 * cardcat.bash, cardcat.zsh and cardcat.fish ask for them with --completion. */
#include "cli/cli.h"

#include <string.h>

/* Values by the name that the help gives them: choices, or "FILES" or "FOLDERS" of the system.
 * What stands in none of these is text that only a person knows. */
static const struct {
  const char *name, *values;
} kinds[] = {
    {"FORMAT", "text json vcard vcard4 csv google outlook"},
    {"ORDER", "name organization event met added changed id"},
    {"FILE", "FILES"},
    {"PATH", "FILES"},
    {"PHOTO", "FILES"},
    {"FOLDER", "FOLDERS"},
    {"DIR", "FOLDERS"},
    {"COMMAND", "COMMANDS"},
    {"ACTION", "draft done snooze skip again tick calendar"},
    {"KIND", "knows introduced-by"},
};

static const char *values_of(const char *name) {
  for (guint i = 0; name && i < G_N_ELEMENTS(kinds); i++)
    if (g_str_equal(name, kinds[i].name)) return kinds[i].values;
  return "TEXT";
}

/* "text|json" names its choices itself. */
static char *values_of_option(const GOptionEntry *entry) {
  const char *name = entry->arg_description;
  if (entry->arg == G_OPTION_ARG_NONE) return g_strdup("");
  if (!name || !strchr(name, '|')) return g_strdup(values_of(name));
  return g_strdelimit(g_strdup(name), "|", ' ');
}

/* What stands after the options, by the words of PARAMETERS: "PATH... | -". */
static const char *values_of_words(const char *parameters) {
  g_auto(GStrv) words = g_strsplit_set(parameters ? parameters : "", " .[]|-", -1);
  for (char **word = words; *word; word++)
    if (**word && !g_str_equal(values_of(*word), "TEXT")) return values_of(*word);
  return "TEXT";
}

static void append(GString *out, const GOptionEntry *entries) {
  for (const GOptionEntry *entry = entries; entry && entry->long_name; entry++) {
    if (!*entry->long_name || (entry->flags & G_OPTION_FLAG_HIDDEN)) continue;
    g_autofree char *values = values_of_option(entry);
    g_string_append_printf(out, "--%s\t%s\t%s\n", entry->long_name, values, entry->description);
  }
}

char *cc_cli_completion(const GOptionEntry *entries, const GOptionEntry *common,
                        const char *parameters) {
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "\t%s\t\n", values_of_words(parameters));
  append(out, entries);
  append(out, common);
  return g_string_free(out, FALSE);
}
