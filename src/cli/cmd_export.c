/* cardcat export: contacts written for others, or to be read again. */
#include "cli/cli.h"
#include "exchange/exchange.h"

#include <string.h>
#include <sys/stat.h>

#define FORMATS "vcard, vcard4, json, csv, excel, google, outlook or vdir"

typedef struct {
  char *format, *event, *group, *tag;
  gboolean embed, force;
} Arguments;

static void arguments_clear(Arguments *a) {
  g_free(a->format);
  g_free(a->event);
  g_free(a->group);
  g_free(a->tag);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

/* Where the contacts go: standard output, OUT or FOLDER. */
typedef struct {
  Cli *cli;
  CardcatStore *store;
  CcOut *out;
  const char *folder;
  CardcatFormat format;
  gboolean embed;
  guint count, changed;
} Export;

static void export_clear(Export *export) {
  cc_out_free(export->out);
  cardcat_store_free(export->store);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Export, export_clear)

/* ---- what was asked for --------------------------------------------------------------------- */

static gboolean is_folder(const char *path) {
  struct stat info;
  return g_str_has_suffix(path, "/") || (stat(path, &info) == 0 && S_ISDIR(info.st_mode));
}

/* As the name of the file says, when nothing else does. */
static const char *usual_format(const char *path) {
  static const struct {
    const char *ending, *format;
  } endings[] = {{".csv", "csv"}, {".json", "json"}, {".jsonl", "json"}};
  if (is_folder(path)) return "vdir";
  for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(path, endings[i].ending)) return endings[i].format;
  return "vcard";
}

static gboolean set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
  return FALSE;
}

static gboolean parse_format(const char *name, CardcatFormat *format, GError **error) {
  if (g_str_equal(name, "vdir")) {
    *format = CARDCAT_FORMAT_VCARD;
    return TRUE;
  }
  if (cardcat_format_parse(name, format) && *format != CARDCAT_FORMAT_TEXT) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "--format: '%s' is not " FORMATS, name);
  return FALSE;
}

static gboolean choose_format(const Arguments *a, const char *path, Export *export,
                              GError **error) {
  const char *name = a->format ? a->format : usual_format(path);
  gboolean is_vdir = g_str_equal(name, "vdir") || is_folder(path);
  if (!a->format && !is_vdir && g_str_has_suffix(path, ".ics"))
    return set_usage(error, "export: a calendar is written by 'cardcat follow-up calendar'");
  if (!parse_format(name, &export->format, error)) return FALSE;
  gboolean is_vcard =
      export->format == CARDCAT_FORMAT_VCARD || export->format == CARDCAT_FORMAT_VCARD4;
  export->folder = is_vdir ? path : NULL;
  export->embed = a->embed;
  if (is_vdir && !is_vcard)
    return set_usage(error, "export: a folder gets vCards: name a file for other formats");
  if (is_vdir && g_str_equal(path, "-"))
    return set_usage(error, "export: a vdir is a folder: name it");
  if (a->embed && !is_vcard && export->format != CARDCAT_FORMAT_JSON)
    return set_usage(error, "export: --embed goes with vCard and JSON");
  return TRUE;
}

/* ---- writing -------------------------------------------------------------------------------- */

static gboolean write_text(const Export *export, const char *text, GError **error) {
  return export->out ? cc_out_write(export->out, text, error)
                     : cc_cli_write(export->cli, text, error);
}

static gboolean write_card(Export *export, const char *uid, const char *text, GError **error) {
  g_autofree char *name = cc_vdir_name(uid);
  gboolean changed = FALSE;
  if (!cc_vdir_write(export->folder, name, text, &changed, error)) return FALSE;
  export->changed += changed ? 1 : 0;
  return TRUE;
}

static gboolean write_entry(const CardcatEntry *entry, gpointer data, GError **error) {
  Export *export = data;
  g_autoptr(GError) problem = NULL;
  g_autoptr(GBytes) picture =
      export->embed ? cardcat_store_entry_picture(export->store, entry, &problem) : NULL;
  if (problem) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  g_autofree char *text = cardcat_format_export(entry, export->format, picture);
  export->count++;
  return export->folder ? write_card(export, entry->uid, text, error)
                        : write_text(export, text, error);
}

/* Whether PATH is BOOK, or what SQLite keeps beside it. */
static gboolean is_of_book(const char *book, const char *path) {
  static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
  struct stat there, own;
  if (stat(path, &there) != 0) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *name = g_strconcat(book, suffixes[i], NULL);
    if (stat(name, &own) == 0 && own.st_dev == there.st_dev && own.st_ino == there.st_ino)
      return TRUE;
  }
  return FALSE;
}

static gboolean begin(Export *export, const char *path, GError **error) {
  if (is_of_book(cardcat_store_path(export->store), path)) {
    g_autofree char *name = g_filename_display_name(path);
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "%s: this is the address book itself: name another file", name);
    return FALSE;
  }
  if (export->folder) return cc_vdir_make(path, error);
  if (!g_str_equal(path, "-")) export->out = cc_out_new(path, error);
  if (!export->out && !g_str_equal(path, "-")) return FALSE;
  g_autofree char *header = cardcat_format_header(export->format);
  return write_text(export, header, error);
}

static void say_done(const Export *export, const char *path) {
  g_autofree char *name = g_filename_display_name(path);
  const char *many = export->count == 1 ? "" : "s";
  if (export->cli->quiet || g_str_equal(path, "-")) return;
  if (export->folder)
    cc_cli_say("%s: %u contact%s, %u of them changed", name, export->count, many, export->changed);
  else
    cc_cli_say("%s: %u contact%s", name, export->count, many);
}

gboolean cc_cmd_export(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {NULL};
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a.format,
       "Write " FORMATS " (default: as the name of FILE says, else vcard)", "FORMAT"},
      {"event", 0, 0, G_OPTION_ARG_FILENAME, &a.event, "Only those who were met there", "EVENT"},
      {"group", 0, 0, G_OPTION_ARG_FILENAME, &a.group, "Only those of this group", "GROUP"},
      {"tag", 0, 0, G_OPTION_ARG_FILENAME, &a.tag, "Only those with this tag", "TAG"},
      {"embed", 0, 0, G_OPTION_ARG_NONE, &a.embed, "With the picture of each contact", NULL},
      {"force", 0, 0, G_OPTION_ARG_NONE, &a.force, "Replace a file that is there", NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_auto(Export) export = {.cli = cli};
  if (!cc_cli_parse(cli, entries, "[FILE|FOLDER|-] [WORDS...]",
                    "Writes the contacts that contain every word, without words all, to FILE or "
                    "standard output.  A FOLDER gets a vCard for each: one that has not changed "
                    "stays as it is.  'cardcat import' reads all of it again.",
                    &argc, &argv, error))
    return FALSE;
  const char *path = argc > 1 ? argv[1] : "-";
  g_autofree char *words = argc > 2 ? g_strjoinv(" ", argv + 2) : NULL;
  if (!choose_format(&a, path, &export, error) || !cc_cli_check_text("export", words, error) ||
      !cc_cli_check_text("--event", a.event, error) ||
      !cc_cli_check_text("--group", a.group, error) || !cc_cli_check_text("--tag", a.tag, error))
    return FALSE;
  export.store = cc_cli_open_to_read(cli, FALSE, error);
  const char *const tags[] = {a.tag, NULL};
  const CardcatFilter filter = {.words = words, .event = a.event, .group = a.group, .tags = tags};
  if (!export.store || !begin(&export, path, error) ||
      !cardcat_store_each(export.store, &filter, write_entry, &export, error) ||
      (export.out && !cc_out_publish(export.out, a.force, error)))
    return FALSE;
  if (export.count == 0 && !cli->quiet) cc_cli_say("no contact was exported");
  say_done(&export, path);
  return TRUE;
}
