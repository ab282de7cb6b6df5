/* The page: an address book, its pages and a server put together, and the browser opened. */
#include "review/review.h"

#include <signal.h>
#include <unistd.h>

#include "review/web/pages/pages.h"
#include "tty/tty.h"

#define IDLE_SECONDS 3600

/* In the browser's process: Ctrl-C here is not meant for it. */
static void leave_terminal(gpointer data) {
  (void)data;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
}

static void open_browser(const char *link) {
  char *command[] = {"xdg-open", (char *)link, NULL};
  g_autoptr(GError) error = NULL;
  if (!g_spawn_async(NULL, command, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     leave_terminal, NULL, NULL, &error))
    g_debug("%s", error->message); /* the link stands on the terminal */
}

static gboolean read_photos(CcSite *site) {
  if (cc_intake_open(site->intake) > 0) cc_intake_step(site->intake);
  return cc_intake_open(site->intake) > 0;
}

static gboolean serve(CcSite *site, const CcPageOptions *options, int signals, GError **error) {
  g_autoptr(CcServer) server = cc_server_new(site, options->port, options->book, error);
  g_autofree char *link = server ? cc_guard_link(site->guard) : NULL;
  g_autofree char *line = link ? g_strconcat(link, "\n", NULL) : NULL;
  if (!line || !cc_write_all(signals, STDOUT_FILENO, line, error)) return FALSE;
  if (!options->no_browser) open_browser(link);
  return cc_server_run(server, signals,
                       options->idle_seconds ? options->idle_seconds : IDLE_SECONDS, error);
}

gboolean cc_review_page(CardcatStore *store, const CcPageOptions *options, GError **error) {
  g_autoptr(CcIntake) intake = cc_intake_new(store);
  g_auto(CcSite) site = {.store = store,
                         .routes = cc_pages_routes,
                         .intake = intake,
                         .work = read_photos,
                         .news = g_ptr_array_new_with_free_func(g_free)};
  int signals = cc_signals_catch(error);
  if (signals < 0) return FALSE;
  gboolean well = serve(&site, options, signals, error);
  cc_signals_release(signals);
  return well;
}
