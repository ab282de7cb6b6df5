/* The page: an address book, its pages and a server put together, and the browser opened. */
#include "page/page.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "page/pages/pages.h"
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

static void start_browser(const char *file) {
  char *command[] = {"xdg-open", (char *)file, NULL};
  g_autoptr(GError) error = NULL;
  if (!g_spawn_async(NULL, command, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     leave_terminal, NULL, NULL, &error))
    g_debug("%s", error->message); /* the link stands on the terminal */
}

/* A page that goes on to LINK. */
static GBytes *write_way(const char *link) {
  g_autofree char *go = g_strconcat("0;url=", link, NULL);
  CcHtml *html = cc_html_new(NULL);
  cc_html_open(html, "html", "lang", "en", NULL);
  cc_html_void(html, "meta", "charset", "utf-8", NULL);
  cc_html_void(html, "meta", "http-equiv", "refresh", "content", go, NULL);
  cc_html_element(html, "a", "The cards to review", "href", link, NULL);
  return cc_html_end(html);
}

/* Every user of the machine may see what the browser is started with: a file that leads to LINK and
 * that only its owner may read, in a folder that the end of the session empties, else beside BOOK.
 * Its path, owned; NULL: there is none. */
static char *leave_way(const char *link, const char *book) {
  const char *runtime = g_getenv("XDG_RUNTIME_DIR");
  g_autofree char *beside = g_path_get_dirname(book);
  gboolean lasting = !runtime || !g_path_is_absolute(runtime);
  g_autofree char *path = g_build_filename(lasting ? beside : runtime, "cardcat-XXXXXX.html", NULL);
  g_autoptr(GBytes) way = write_way(link);
  gsize length = 0;
  const char *bytes = g_bytes_get_data(way, &length);
  int fd = g_mkstemp_full(path, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) return NULL;
  gboolean well = write(fd, bytes, length) == (ssize_t)length;
  close(fd);
  if (well) return g_canonicalize_filename(path, NULL);
  unlink(path);
  return NULL;
}

/* A site with the way to it, which goes when its key is spent. */
typedef struct {
  CcSite site;
  char *way; /* NULL: there is none */
} Page;

static void remove_way(Page *page) {
  if (page->way) unlink(page->way);
  g_clear_pointer(&page->way, g_free);
}

static void page_clear(Page *page) {
  remove_way(page);
  cc_site_clear(&page->site);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

static gboolean work(CcSite *site) {
  Page *page = (Page *)site;
  if (cc_guard_is_spent(site->guard)) remove_way(page);
  if (cc_intake_open(site->intake) > 0) cc_intake_step(site->intake);
  return cc_intake_open(site->intake) > 0;
}

static gboolean serve(Page *page, const CcPageOptions *options, int signals, GError **error) {
  g_autoptr(CcServer) server = cc_server_new(&page->site, options->port, error);
  g_autofree char *link = server ? cc_guard_link(page->site.guard) : NULL;
  g_autofree char *line = link ? g_strconcat(link, "\n", NULL) : NULL;
  if (!line || !cc_write_all(signals, STDOUT_FILENO, line, error)) return FALSE;
  if (!options->no_browser) page->way = leave_way(link, options->book);
  if (page->way) start_browser(page->way);
  return cc_server_run(server, signals,
                       options->idle_seconds ? options->idle_seconds : IDLE_SECONDS, error);
}

gboolean cc_review_page(CardcatStore *store, const CcPageOptions *options, GError **error) {
  g_autoptr(CcIntake) intake = cc_intake_new(store);
  g_auto(Page) page = {.site = {.store = store,
                                .routes = cc_pages_routes,
                                .intake = intake,
                                .work = work,
                                .news = g_ptr_array_new_with_free_func(g_free)}};
  int signals = cc_signals_catch(error);
  if (signals < 0) return FALSE;
  gboolean well = serve(&page, options, signals, error);
  cc_signals_release(signals);
  return well;
}
