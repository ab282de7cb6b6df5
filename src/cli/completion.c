/* What shells complete: commands, options and values, by the tables that a line is parsed with, and
 * what the address book has.  cardcat.bash, cardcat.zsh and cardcat.fish hand over the words of the
 * line behind --completion, the last as far as it is typed. */
#include "cli/cli.h"

#include <string.h>

#define MOST 1000 /* of what the address book has; no list is read that is longer */

/* Values by the name that the help gives them: words, or what else VALUES says, or what the address
 * book has of KIND.  What stands in neither table is text that only a person knows. */
static const struct {
  const char *name, *values;
} choices[] = {
    {"FORMAT", "text json vcard vcard4 csv excel google outlook"},
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
static const struct {
  const char *name;
  CardcatCompletion kind;
} of_book[] = {
    {"ID", CARDCAT_COMPLETE_CONTACTS},   {"REMOVED", CARDCAT_COMPLETE_REMOVED},
    {"PERSON", CARDCAT_COMPLETE_PEOPLE}, {"EVENT", CARDCAT_COMPLETE_EVENTS},
    {"GROUP", CARDCAT_COMPLETE_GROUPS},  {"TAG", CARDCAT_COMPLETE_TAGS},
    {"WANT", CARDCAT_COMPLETE_WANTS},
};

/* ---- the line ------------------------------------------------------------------------------- */

const char *cc_cli_line_take(Cli *cli, char **line) {
  const char *command = NULL;
  cli->line = (const char *const *)line;
  for (; line[0] && line[1] && !g_str_equal(line[0], "--"); line++) {
    gboolean is_option = line[0][0] == '-';
    const char *value = g_str_has_prefix(line[0], "--db=") ? line[0] + strlen("--db=") : NULL;
    if (g_str_equal(line[0], "--db")) {
      /* bash has "=" as a word of its own. */
      line += g_str_equal(line[1], "=") && line[2] ? 2 : 1;
      value = line[1] ? line[0] : NULL;
    }
    if (value) {
      g_free(cli->db);
      cli->db = g_strdup(value);
    } else if (!is_option && !command) {
      command = line[0];
    }
  }
  return command;
}

/* Where on the line somebody is. */
typedef struct {
  char *name;        /* of what is typed, as the help has it: "EVENT"; NULL: an option */
  const char *typed; /* of that, so far */
  gboolean is_word;  /* it stands after the options, and would be one with a "-" before it */
} Place;

static void place_clear(Place *place) {
  g_free(place->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

/* The entry of the option WORD, "--event" or "--event=x", that takes a value; else NULL. */
static const GOptionEntry *find_option(const char *word, const GOptionEntry *const *tables) {
  g_autofree char *name = g_strndup(word, strcspn(word, "="));
  for (; *tables; tables++)
    for (const GOptionEntry *entry = *tables; entry->long_name; entry++)
      if (entry->arg != G_OPTION_ARG_NONE && g_str_has_prefix(name, "--") && *entry->long_name &&
          g_str_equal(name + 2, entry->long_name))
        return entry;
  return NULL;
}

/* What word WHICH (from 0) after the options is called by PARAMETERS, "[ID KIND ID|NAME]", owned:
 * what follows one with "..." is called so, too, and what stands behind an option counts from there
 * when the line has that one. */
static char *name_word(const char *parameters, guint which, const char *const *line) {
  g_auto(GStrv) tokens = g_strsplit_set(parameters ? parameters : "", " []", -1);
  const char *name = "";
  guint count = 0;
  for (char **token = tokens; *token; token++) {
    if (g_str_has_prefix(*token, "--")) {
      if (!g_strv_contains(line, *token)) break;
      name = "";
      count = 0;
    } else if (g_ascii_isalpha(**token) && count <= which && !strstr(name, "...")) {
      name = count == which || strstr(*token, "...") ? *token : "";
      count++;
    }
  }
  return g_strndup(name, strcspn(name, ".|"));
}

static void set_value(Place *place, const GOptionEntry *entry, const char *typed) {
  place->name = g_strdup(entry->arg_description ? entry->arg_description : "");
  place->typed = g_str_equal(typed, "=") ? "" : typed;
}

/* Where the last word of LINE is; the words before it that are COUNT are no options. */
static void find_place(Place *place, const char *const *line, const GOptionEntry *const *tables,
                       const char *parameters, guint skip) {
  guint count = 0;
  gboolean ended = FALSE;
  const char *const *word = line;
  for (; word[0] && word[1]; word++) {
    const GOptionEntry *entry = ended ? NULL : find_option(*word, tables);
    gboolean is_option = !ended && **word == '-' && (*word)[1];
    ended = ended || g_str_equal(*word, "--");
    if (!is_option) count++;
    if (!entry || strchr(*word, '=')) continue;
    if (g_str_equal(word[1], "=") && word[2]) word++;
    if (!word[2]) {
      set_value(place, entry, word[1]);
      return;
    }
    word++;
  }
  place->typed = *word ? *word : "";
  const GOptionEntry *entry = ended ? NULL : find_option(place->typed, tables);
  const char *equals = strchr(place->typed, '=');
  if (entry && equals) {
    set_value(place, entry, equals + 1);
  } else if (ended || *place->typed != '-') {
    place->name = name_word(parameters, count - MIN(skip, count), line);
    place->is_word = !ended;
  }
}

/* ---- what is offered ------------------------------------------------------------------------ */

static void add_options(GString *out, const GOptionEntry *const *tables) {
  for (; *tables; tables++)
    for (const GOptionEntry *entry = *tables; entry->long_name; entry++)
      if (*entry->long_name && !(entry->flags & G_OPTION_FLAG_HIDDEN))
        g_string_append_printf(out, "--%s\t%s\n", entry->long_name, entry->description);
}

/* The book is not there, or cannot be asked: then nobody is told, and nothing is offered. */
static void add_of_book(Cli *cli, GString *out, const Place *place, CardcatCompletion kind) {
  g_autofree char *path = cc_cli_store_path(cli, NULL);
  g_autoptr(GPtrArray) found =
      path ? cardcat_store_complete(path, kind, place->typed, MOST, NULL) : NULL;
  for (guint i = 0; found && i < found->len; i++) {
    const char *one = found->pdata[i];
    if (!place->is_word || *one != '-') g_string_append_printf(out, "%s\n", one);
  }
}

/* WORDS between blanks, or "text|json". */
static void add_words(GString *out, const char *words) {
  g_auto(GStrv) parts = g_strsplit_set(words, " |", -1);
  for (char **part = parts; *part; part++)
    g_string_append_printf(out, "%s\n", *part);
}

static void add_values(Cli *cli, GString *out, const Place *place) {
  const char *values = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(of_book); i++)
    if (g_str_equal(of_book[i].name, place->name)) add_of_book(cli, out, place, of_book[i].kind);
  for (guint i = 0; i < G_N_ELEMENTS(choices); i++)
    if (g_str_equal(choices[i].name, place->name)) values = choices[i].values;
  if (strchr(place->name, '|')) values = place->name;
  if (g_strcmp0(values, "COMMANDS") == 0)
    g_string_append(out, cli->commands);
  else if (g_strcmp0(values, "FILES") == 0 || g_strcmp0(values, "FOLDERS") == 0)
    g_string_printf(out, "%s\n", values);
  else if (values)
    add_words(out, values);
}

char *cc_cli_complete(Cli *cli, const GOptionEntry *entries, const GOptionEntry *common,
                      const char *parameters) {
  const GOptionEntry *const tables[] = {entries ? entries : common, entries ? common : NULL, NULL};
  g_auto(Place) place = {0};
  find_place(&place, cli->line, tables, parameters, cli->command ? 1 : 0);
  GString *out = g_string_new("WORDS\n");
  if (place.name)
    add_values(cli, out, &place);
  else
    add_options(out, tables);
  return g_string_free(out, FALSE);
}
