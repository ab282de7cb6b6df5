/* cardcat watch: photos of a folder, read as they arrive.
 *
 * Whatever the system tells of the folder only says that it is time to look: what is ready is told
 * by the files themselves.  They are read by a scan of its own, a process that is there as long as
 * there are photos, with its models and workers; the address book knows each photo by its content,
 * so that none is read twice, whenever watching begins again. */
#include "cli/watch.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <stdlib.h>

/* While files are on their way they are looked at so often. */
#define LOOK_MILLISECONDS 500
/* And so often whatever is told of the folder: file systems of other machines tell nothing. */
#define LOOK_ANYWAY_SECONDS 60
/* A scan that could not use the address book is tried again after so long. */
#define AGAIN_SECONDS 30

typedef struct {
  Cli *cli;
  char **options; /* of each scan */
  char *program;
  CliWatched *watched;
  CliNotifier *notifier; /* NULL: nobody is told */
  GMainLoop *loop;
  guint look;        /* the source that looks again; 0: none */
  GSubprocess *scan; /* NULL: none */
  GPtrArray *paths;  /* that it reads */
  gboolean ends;     /* a signal came */
} Watch;

static void watch_clear(Watch *watch) {
  if (watch->look) g_source_remove(watch->look);
  g_strfreev(watch->options);
  g_free(watch->program);
  cc_cli_watched_free(watch->watched);
  cc_cli_notifier_free(watch->notifier);
  g_clear_pointer(&watch->loop, g_main_loop_unref);
  g_clear_object(&watch->scan);
  g_clear_pointer(&watch->paths, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Watch, watch_clear)

static gboolean on_look(gpointer data);

static void look_in(Watch *watch, guint milliseconds) {
  if (watch->look || watch->scan || watch->ends) return;
  watch->look = g_timeout_add(milliseconds, on_look, watch);
}

/* ---- the scan ------------------------------------------------------------------------------- */

/* FALSE: it could not be asked. */
static gboolean count_to_review(Watch *watch, gint64 *count) {
  g_autoptr(GError) error = NULL;
  CardcatStoreCounts counts;
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(watch->cli, CARDCAT_STORE_READ, &error);
  if (!store || !cardcat_store_counts(store, &counts, &error)) return FALSE;
  *count = counts.to_review;
  return TRUE;
}

/* 0 and 1: each photo was read, or told of. */
static void on_scan_done(GObject *object, GAsyncResult *result, gpointer data) {
  Watch *watch = data;
  GSubprocess *scan = G_SUBPROCESS(object);
  g_subprocess_wait_finish(scan, result, NULL);
  int status = g_subprocess_get_if_exited(scan) ? g_subprocess_get_exit_status(scan) : -1;
  gint64 count = 0;
  g_clear_object(&watch->scan);
  if (status == 0 || status == 1) {
    cc_cli_watched_read(watch->watched, watch->paths);
    if (watch->notifier && count_to_review(watch, &count)) cc_cli_notify(watch->notifier, count);
  }
  g_clear_pointer(&watch->paths, g_ptr_array_unref);
  if (watch->ends)
    g_main_loop_quit(watch->loop);
  else
    look_in(watch, status == 0 || status == 1 ? 1 : AGAIN_SECONDS * 1000);
}

/* Takes PATHS. */
static void start_scan(Watch *watch, GPtrArray *paths) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  g_ptr_array_add(words, watch->program);
  g_ptr_array_add(words, "scan");
  for (char **option = watch->options; *option; option++)
    g_ptr_array_add(words, *option);
  g_ptr_array_add(words, "--");
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add(words, paths->pdata[i]);
  g_ptr_array_add(words, NULL);
  watch->paths = paths;
  watch->scan = g_subprocess_newv((const char *const *)words->pdata,
                                  G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  if (watch->scan) {
    g_subprocess_wait_async(watch->scan, NULL, on_scan_done, watch);
    return;
  }
  cc_cli_say("%s", error->message);
  g_clear_pointer(&watch->paths, g_ptr_array_unref);
  look_in(watch, AGAIN_SECONDS * 1000);
}

/* ---- looking -------------------------------------------------------------------------------- */

static gboolean on_look(gpointer data) {
  Watch *watch = data;
  gboolean more = FALSE;
  watch->look = 0;
  g_autoptr(GPtrArray) ready = cc_cli_watched_ready(watch->watched, g_get_monotonic_time(), &more);
  if (ready->len > 0)
    start_scan(watch, g_steal_pointer(&ready));
  else if (more)
    look_in(watch, LOOK_MILLISECONDS);
  return G_SOURCE_REMOVE;
}

static gboolean on_time(gpointer data) {
  look_in(data, 1);
  return G_SOURCE_CONTINUE;
}

static void on_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
                       gpointer data) {
  (void)monitor, (void)file, (void)other, (void)event;
  look_in(data, LOOK_MILLISECONDS);
}

static void free_monitor(gpointer monitor) {
  if (monitor) g_object_unref(monitor);
}

/* What cannot be watched is looked at all the same, now and then. */
static gpointer watch_folder(const char *path, gpointer data) {
  g_autoptr(GFile) folder = g_file_new_for_path(path);
  GFileMonitor *monitor = g_file_monitor_directory(folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (monitor) g_signal_connect(monitor, "changed", G_CALLBACK(on_changed), data);
  return monitor;
}

/* The scan ends by the same signal: what it has read is kept. */
static gboolean on_signal(int fd, GIOCondition condition, gpointer data) {
  Watch *watch = data;
  (void)fd, (void)condition;
  int signal = cc_signals_take(watch->cli->signals);
  if (signal == 0) return G_SOURCE_CONTINUE;
  watch->ends = TRUE;
  if (watch->scan)
    g_subprocess_send_signal(watch->scan, signal);
  else
    g_main_loop_quit(watch->loop);
  return G_SOURCE_CONTINUE;
}

/* ---- what was asked for --------------------------------------------------------------------- */

typedef struct {
  char *event, *region, *language;
  char **tags;
  gboolean no_notify, no_sandbox;
} Arguments;

static void arguments_clear(Arguments *a) {
  g_free(a->event);
  g_free(a->region);
  g_free(a->language);
  g_strfreev(a->tags);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static void add(GPtrArray *options, const char *name, const char *value) {
  if (value) g_ptr_array_add(options, g_strconcat(name, "=", value, NULL));
}

/* What each scan is told; owned. */
static char **scan_options(Cli *cli, const Arguments *a) {
  GPtrArray *options = g_ptr_array_new();
  add(options, "--db", cli->db);
  add(options, "--event", a->event);
  add(options, "--region", a->region);
  add(options, "--language", a->language);
  for (guint i = 0; a->tags && a->tags[i]; i++)
    add(options, "--tag", a->tags[i]);
  add(options, "--format", "json");
  if (cli->quiet) g_ptr_array_add(options, g_strdup("--quiet"));
  if (a->no_sandbox) g_ptr_array_add(options, g_strdup("--no-sandbox"));
  g_ptr_array_add(options, NULL);
  return (char **)g_ptr_array_free(options, FALSE);
}

static gboolean take_arguments(Cli *cli, Arguments *a, int *argc, char ***argv, GError **error) {
  const GOptionEntry entries[] = {
      {"event", 0, 0, G_OPTION_ARG_FILENAME, &a->event, "Where these people were met", "EVENT"},
      {"tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->tags, "A tag; may be given more than once",
       "TAG"},
      {"region", 0, 0, G_OPTION_ARG_FILENAME, &a->region,
       "Country of numbers without a country code, such as DE", "CODE"},
      {"language", 0, 0, G_OPTION_ARG_FILENAME, &a->language,
       "Languages of the print (default: script/Latin)", "NAMES"},
      {"no-notify", 0, 0, G_OPTION_ARG_NONE, &a->no_notify,
       "Do not tell on the desktop how many cards wait", NULL},
      {"no-sandbox", 0, 0, G_OPTION_ARG_NONE, &a->no_sandbox,
       "Read photos without a sandbox, with all your rights", NULL},
      G_OPTION_ENTRY_NULL,
  };
  return cc_cli_parse(
             cli, entries, "FOLDER",
             "Reads the photos in FOLDER, and each new one as it arrives, into the address "
             "book, to be reviewed, until it is interrupted.",
             argc, argv, error) &&
         cc_cli_check_text("--event", a->event, error);
}

/* Owned; NULL with error: it is no folder that can be read. */
static char *check_folder(int argc, char **argv, GError **error) {
  if (argc != 2) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "watch: name one folder");
    return NULL;
  }
  g_autofree char *real = realpath(argv[1], NULL); /* free() and g_free() are one */
  if (real && g_file_test(real, G_FILE_TEST_IS_DIR)) return g_steal_pointer(&real);
  g_autofree char *name = g_filename_display_name(argv[1]);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "%s: %s", name,
              real ? "is not a folder" : g_strerror(errno));
  return NULL;
}

gboolean cc_cmd_watch(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {NULL};
  if (!take_arguments(cli, &a, &argc, &argv, error)) return FALSE;
  g_autofree char *folder = check_folder(argc, argv, error);
  if (!folder) return FALSE;
  cli->signals = cc_signals_catch(error);
  if (cli->signals < 0) return FALSE;
  g_auto(Watch) watch = {.cli = cli, .options = scan_options(cli, &a)};
  watch.program = g_file_read_link("/proc/self/exe", error);
  if (!watch.program) return FALSE;
  watch.loop = g_main_loop_new(NULL, FALSE);
  watch.notifier = a.no_notify ? NULL : cc_cli_notifier_new();
  watch.watched = cc_cli_watched_new(folder, watch_folder, free_monitor, &watch);
  guint signals = g_unix_fd_add(cli->signals, G_IO_IN, on_signal, &watch);
  guint anyway = g_timeout_add_seconds(LOOK_ANYWAY_SECONDS, on_time, &watch);
  if (!cli->quiet) cc_cli_say("%s: watched for photos; an interrupt ends it", folder);
  look_in(&watch, 1);
  g_main_loop_run(watch.loop);
  g_source_remove(signals);
  g_source_remove(anyway);
  return TRUE;
}
