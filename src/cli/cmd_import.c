/* cardcat import: contacts, or cards that were read elsewhere, from files. */
#include "cli/cli.h"
#include "exchange/exchange.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *on_conflict, *event;
  char **map, **tags, **paths;
  CcConflict conflict;
} Arguments;

static void arguments_clear(Arguments *a) {
  g_free(a->on_conflict);
  g_free(a->event);
  g_strfreev(a->map);
  g_strfreev(a->tags);
  g_strfreev(a->paths);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

typedef struct {
  Cli *cli;
  const Arguments *arguments;
  CardcatStore *store;
  CardcatMeeting *meeting; /* of readings */
  CardcatChange *change;   /* NULL until there are contacts */
  CcPortraits *portraits;
  CardcatNames *names;
  CcImportResult contacts;
  CcReadingsResult readings;
} Import;

static void import_clear(Import *import) {
  cardcat_change_free(import->change);
  cc_portraits_free(import->portraits);
  cardcat_names_free(import->names);
  cardcat_store_free(import->store);
  cardcat_meeting_free(import->meeting);
  cc_import_result_clear(&import->contacts);
  g_ptr_array_unref(import->readings.bad);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

/* ---- one file ------------------------------------------------------------------------------- */

static gboolean take_contacts(Import *import, CardcatInput *input, const char *name,
                              GError **error) {
  if (!import->change)
    import->change = cardcat_change_new(import->store, CARDCAT_CHANGE_IMPORT, error);
  return import->change && cc_import(import->change, input, name, import->arguments->conflict,
                                     import->portraits, &import->contacts, error);
}

static gboolean take_readings(Import *import, CardcatInput *input, const char *name,
                              GError **error) {
  if (import->change) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "%s: import contacts and readings one after the other", name);
    return FALSE;
  }
  return cc_import_readings(import->store, input, name, import->meeting, &import->readings, error);
}

#define NAMED_MAX 12    /* columns: more are told as a number */
#define NAME_LETTERS 60 /* of a column that are shown */

static void say_untaken(const CardcatInput *input, const char *name) {
  g_autoptr(GPtrArray) columns = cardcat_input_untaken(input);
  g_autoptr(GString) named = g_string_new(NULL);
  for (guint i = 0; i < MIN(columns->len, NAMED_MAX); i++) {
    glong letters = MIN(g_utf8_strlen(columns->pdata[i], -1), NAME_LETTERS);
    g_autofree char *column = g_utf8_substring(columns->pdata[i], 0, letters);
    g_string_append_printf(named, "%s'%s'", i > 0 ? ", " : "", column);
  }
  if (columns->len > NAMED_MAX)
    g_string_append_printf(named, " and %u more", columns->len - NAMED_MAX);
  if (columns->len == 1)
    cc_cli_say("%s: the column %s was not taken: say what it is with --map", name, named->str);
  else if (columns->len > 1)
    cc_cli_say("%s: these columns were not taken: %s: say what they are with --map", name,
               named->str);
}

/* What BYTES (taken) are; NAME is for messages. */
static gboolean take_bytes(Import *import, GBytes *bytes, const char *name, GError **error) {
  g_autoptr(GBytes) owned = bytes;
  const char *const *map = (const char *const *)import->arguments->map;
  g_autoptr(CardcatInput) input = cardcat_input_new(owned, map, error);
  if (!input) {
    g_prefix_error(error, "%s: ", name);
    return FALSE;
  }
  cardcat_input_part_names(input, import->names);
  gboolean done = cardcat_input_kind(input) == CARDCAT_INPUT_READINGS
                      ? take_readings(import, input, name, error)
                      : take_contacts(import, input, name, error);
  if (done && cardcat_input_is_guessed(input)) cc_cli_say("%s: " CC_GUESSED, name);
  if (done) say_untaken(input, name);
  return done;
}

static gboolean take_folder(Import *import, const char *path, GError **error) {
  g_autoptr(GPtrArray) names = cc_vdir_list(path, error);
  for (guint i = 0; names && i < names->len; i++) {
    g_autoptr(GError) problem = NULL;
    g_autofree char *full = g_build_filename(path, names->pdata[i], NULL);
    g_autofree char *name = g_filename_display_name(full);
    GBytes *bytes = cc_vdir_read(path, names->pdata[i], &problem);
    if (bytes && take_bytes(import, bytes, name, &problem)) continue;
    if (!g_error_matches(problem, CARDCAT_ERROR, CARDCAT_ERROR_INPUT)) {
      g_propagate_error(error, g_steal_pointer(&problem));
      return FALSE;
    }
    g_ptr_array_add(import->contacts.bad, g_strdup(problem->message));
  }
  return names != NULL;
}

static gboolean take_path(Import *import, const char *path, GError **error) {
  struct stat info;
  if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) return take_folder(import, path, error);
  g_autofree char *name =
      g_str_equal(path, "-") ? g_strdup("standard input") : g_filename_display_name(path);
  GBytes *bytes = cc_cli_import_file(import->cli, path, error);
  return bytes && take_bytes(import, bytes, name, error);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void say_all(const GPtrArray *messages) {
  for (guint i = 0; i < messages->len; i++)
    cc_cli_say("%s", (const char *)messages->pdata[i]);
}

static void append(GString *text, guint count, const char *one, const char *many) {
  if (count > 0)
    g_string_append_printf(text, "%s%u %s", text->len > 0 ? ", " : "", count,
                           count == 1 ? one : many);
}

static void say_result(const Import *import) {
  const CcImportResult *contacts = &import->contacts;
  const CcReadingsResult *readings = &import->readings;
  g_autoptr(GString) text = g_string_new(NULL);
  say_all(contacts->bad);
  say_all(readings->bad);
  say_all(contacts->refused);
  say_all(contacts->told);
  say_all(contacts->conflicts);
  if (import->cli->quiet) return;
  append(text, contacts->added, "contact added", "contacts added");
  append(text, contacts->changed, "changed", "changed");
  append(text, contacts->same, "already there", "already there");
  append(text, contacts->joined, "person joined a group", "people joined groups");
  append(text, contacts->groups, "group unchanged", "groups unchanged");
  append(text, contacts->conflicts->len, "differs and stays as it was",
         "differ and stay as they were");
  append(text, contacts->pictures, "picture", "pictures");
  append(text, contacts->elsewhere, "picture not taken: it is on a server",
         "pictures not taken: they are on a server");
  append(text, readings->cards, "card to review", "cards to review");
  append(text, readings->photos, "photo", "photos");
  append(text, readings->known, "photo already known", "photos already known");
  append(text, contacts->bad->len + readings->bad->len, "not read", "not read");
  append(text, contacts->refused->len, "picture not read", "pictures not read");
  gboolean is_told = contacts->told->len > 0; /* of a group that nobody is in */
  if (text->len > 0 || !is_told) cc_cli_say("%s", text->len > 0 ? text->str : "nothing to import");
  if (contacts->conflicts->len > 0)
    cc_cli_say(
        "--on-conflict=take takes what the file says, --on-conflict=merge adds what is new "
        "in it; 'cardcat undo' takes an import back");
}

/* Once all is read. */
static gboolean commit(Import *import, GError **error) {
  if (!import->change) return TRUE;
  if (!cc_import_groups(import->change, &import->contacts, error)) return FALSE;
  g_autofree char *name = g_filename_display_name(import->arguments->paths[0]);
  g_autofree char *subject =
      cc_import_subject(&import->contacts, g_str_equal(name, "-") ? "standard input" : name);
  return cardcat_change_commit(import->change, subject, error);
}

static gboolean check(Arguments *a, GError **error) {
  static const char *const names[] = {"keep", "take", "merge"};
  const char *name = a->on_conflict ? a->on_conflict : "keep";
  guint i = 0;
  while (i < G_N_ELEMENTS(names) && !g_str_equal(name, names[i]))
    i++;
  a->conflict = (CcConflict)i;
  if (i == G_N_ELEMENTS(names))
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "--on-conflict: '%s' is not keep, take or merge", name);
  else if (!a->paths)
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "import: name a file or a folder, or - for standard input");
  else
    return TRUE;
  return FALSE;
}

static gboolean take_arguments(Cli *cli, Arguments *a, int argc, char **argv, GError **error) {
  const GOptionEntry entries[] = {
      {"map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->map,
       "What a column of a CSV file is; may be given more than once", "COLUMN=FIELD"},
      {"on-conflict", 0, 0, G_OPTION_ARG_FILENAME, &a->on_conflict,
       "Of a contact that differs keep the address book's, take the file's, or merge both "
       "(default: keep)",
       "keep|take|merge"},
      {"event", 0, 0, G_OPTION_ARG_FILENAME, &a->event,
       "Where the people on cards that were read elsewhere were met", "EVENT"},
      {"tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->tags,
       "A tag for these; may be given more than once", "TAG"},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->paths, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  return cc_cli_parse(cli, entries, "FILE... | FOLDER | -",
                      "Reads contacts from vCard, CSV and JSON files or a folder of vCards, and "
                      "cards to review from what 'cardcat scan --no-save --embed' wrote.  What the "
                      "address book has already stays as it is.",
                      &argc, &argv, error);
}

static CardcatMeeting *meeting_of(const Arguments *a) {
  CardcatMeeting *meeting = cardcat_meeting_new();
  meeting->event = g_strdup(a->event);
  for (guint i = 0; a->tags && a->tags[i]; i++)
    g_ptr_array_add(meeting->tags, g_strdup(a->tags[i]));
  return meeting;
}

gboolean cc_cmd_import(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {NULL};
  if (!take_arguments(cli, &a, argc, argv, error) || !check(&a, error) ||
      !cc_cli_check_text("--event", a.event, error))
    return FALSE;
  for (guint i = 0; a.tags && a.tags[i]; i++)
    if (!cc_cli_check_text("--tag", a.tags[i], error)) return FALSE;
  g_auto(Import) import = {.cli = cli,
                           .arguments = &a,
                           .store = cc_cli_open_store(cli, error),
                           .meeting = meeting_of(&a),
                           .portraits = cc_portraits_new(),
                           .names = cardcat_names_new(),
                           .contacts = cc_import_result(),
                           .readings = {.bad = g_ptr_array_new_with_free_func(g_free)}};
  if (!import.store) return FALSE;
  for (guint i = 0; a.paths[i]; i++)
    if (!take_path(&import, a.paths[i], error)) return FALSE;
  if (!commit(&import, error)) return FALSE;
  say_result(&import);
  if (import.contacts.bad->len + import.contacts.refused->len + import.contacts.conflicts->len +
          import.readings.bad->len >
      0)
    cli->status = 1;
  return TRUE;
}
