/* What a worker gives up as soon as it is born; the sandbox follows when it has what it needs. */
#define _GNU_SOURCE /* close_range */
#include "reader/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* ---- descriptors and signals ---------------------------------------------------------------- */

static void keep_only(int fd) {
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null >= 0) {
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    if (!g_getenv("G_MESSAGES_DEBUG")) dup2(null, STDERR_FILENO);
  }
  if (fd > STDERR_FILENO + 1) close_range(STDERR_FILENO + 1, (guint)fd - 1, 0);
  close_range((guint)fd + 1, ~0u, 0);
}

/* How much more must be free for a death not to be for want of memory. */
#define MEMORY_PROBE_BYTES (32u << 20)

/* A library that gets no memory aborts, or falls over its NULL: tell that from other crashes. */
static void on_crash(int signal) {
  void *probe = mmap(NULL, MEMORY_PROBE_BYTES, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (probe == MAP_FAILED && errno == ENOMEM) _exit(CC_WORKER_OUT_OF_MEMORY);
  raise(signal); /* SA_RESETHAND has put the default back */
}

/* What the terminal or a service manager sends to the group is the parent's to decide; and standard
 * error may be a file, in which what a library says has no room. */
static void set_signals(void) {
  static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXFSZ};
  static const int crashes[] = {SIGABRT, SIGTRAP, SIGSEGV, SIGBUS};
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  struct sigaction crash = {.sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND};
  for (guint i = 0; i < G_N_ELEMENTS(ignored); i++)
    sigaction(ignored[i], &ignore, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(crashes); i++)
    sigaction(crashes[i], &crash, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* ---- memory --------------------------------------------------------------------------------- */

/* Bytes of address space in use; 0 when it cannot be told. */
static guint64 address_space(void) {
  g_autofree char *text = NULL;
  if (!g_file_get_contents("/proc/self/statm", &text, NULL, NULL)) return 0;
  return g_ascii_strtoull(text, NULL, 10) * (guint64)sysconf(_SC_PAGESIZE);
}

/* What the steps of a photo of 12 megapixels hold at once, and some more. */
#define HEAP_BYTES (256 << 20)

/* Address space is what every kernel counts.  One arena: each further one would reserve 64 MB of
 * it for every thread that libvips starts. */
static void limit_memory(guint megabytes) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  mallopt(M_ARENA_MAX, 1);
  guint64 born = address_space();
  if (born == 0) return;
  guint64 most = born + ((guint64)megabytes << 20);
  struct rlimit limit = {most, most};
  setrlimit(RLIMIT_AS, &limit);
  cc_heap_reserve(HEAP_BYTES);
}

void cc_process_confine(int fd) {
  set_signals();
  keep_only(fd);
}

gboolean cc_worker_confine(int fd, int parent, guint megabytes) {
  cc_process_confine(fd);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) return FALSE;
  limit_memory(megabytes);
  return TRUE;
}
