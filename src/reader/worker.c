/* A worker process: one photo after the other, from its socket and back to it. */
#include "reader/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

struct CcWorker {
  int fd; /* its end of the socket */
  const CcWork *work;
  gpointer data;
  guint seconds;   /* of the processor that it may take for a page */
  GError *missing; /* why it can read no photo; NULL: it can */
};

static gboolean receive_all(int fd, void *into, gsize length) {
  for (gsize done = 0; done < length;) {
    ssize_t n = recv(fd, (char *)into + done, length - done, 0);
    if (n > 0)
      done += (gsize)n;
    else if (n == 0 || errno != EINTR)
      return FALSE;
  }
  return TRUE;
}

static gboolean send_all(int fd, const guint8 *bytes, gsize length) {
  for (gsize done = 0; done < length;) {
    ssize_t n = send(fd, bytes + done, length - done, MSG_NOSIGNAL);
    if (n >= 0)
      done += (gsize)n;
    else if (errno != EINTR)
      return FALSE;
  }
  return TRUE;
}

/* FALSE when the parent hung up.  An allocation that fails is a question that is refused. */
static gboolean receive_question(int fd, char **name, GBytes **photo) {
  CcMessageHead head;
  if (!receive_all(fd, &head, sizeof head) || head.magic != CC_MESSAGE_MAGIC) return FALSE;
  if (head.name_length > CC_NAME_MAX || head.length < head.name_length) return FALSE;
  gsize length = head.length - head.name_length;
  g_autofree char *text = g_malloc0((gsize)head.name_length + 1);
  if (!receive_all(fd, text, head.name_length)) return FALSE;
  g_autofree guint8 *bytes = g_malloc(MAX(length, 1));
  if (!receive_all(fd, bytes, length)) return FALSE;
  *name = g_steal_pointer(&text);
  *photo = g_bytes_new_take(g_steal_pointer(&bytes), length);
  return TRUE;
}

guint cc_worker_page_seconds(const CcWorker *worker) {
  return worker->seconds;
}

/* A parent that hung up shows when the answer is sent. */
void cc_worker_page_done(const CcWorker *worker) {
  const CcMessageHead head = {CC_MESSAGE_MAGIC, 0, 0};
  if (worker) send_all(worker->fd, (const guint8 *)&head, sizeof head);
}

static GPtrArray *read_one(const CcWorker *worker, GBytes *photo, const char *name,
                           GError **error) {
  if (!worker->missing) return worker->work->read(worker->data, photo, name, worker, error);
  g_propagate_prefixed_error(error, g_error_copy(worker->missing), "%s: ", name);
  return NULL;
}

static gboolean answer_one(const CcWorker *worker) {
  g_autofree char *name = NULL;
  g_autoptr(GBytes) photo = NULL;
  if (!receive_question(worker->fd, &name, &photo)) return FALSE;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = read_one(worker, photo, name, &error);
  g_autoptr(GByteArray) answer = cc_answer_encode(readings, error);
  return send_all(worker->fd, answer->data, answer->len);
}

static void prepare(CcWorker *worker, gboolean sandboxed) {
  g_auto(CcSandbox) sandbox = {0};
  gboolean well =
      !worker->work->prepare || worker->work->prepare(worker->data, &sandbox, &worker->missing);
  well = well && (!sandboxed || cc_sandbox_enter(&sandbox, &worker->missing));
  g_assert(well == !worker->missing);
}

G_NORETURN static void run(int fd, const CcWork *work, gpointer data,
                           const CcWorkerLimits *limits) {
  CcWorker worker = {fd, work, data, limits->seconds, NULL};
  prepare(&worker, !limits->no_sandbox);
  /* What is missing may be there for the next worker. */
  while (answer_one(&worker) && !worker.missing) {
  }
  _exit(0);
}

/* ---- the parent's side ----------------------------------------------------------------------- */

/* A fork takes one thread along, and what the others held stays held for ever. */
static gboolean has_threads(void) {
  g_autoptr(GDir) threads = g_dir_open("/proc/self/task", 0, NULL);
  return threads && g_dir_read_name(threads) && g_dir_read_name(threads);
}

gboolean cc_worker_start(const CcWork *work, gpointer data, const CcWorkerLimits *limits,
                         pid_t *pid, int *fd, GError **error) {
  int ends[2];
  if (has_threads()) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "no worker can be started: this process has threads, or read a photo "
                        "itself");
    return FALSE;
  }
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "no socket for a worker: %s",
                g_strerror(errno));
    return FALSE;
  }
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    if (!cc_worker_confine(ends[1], parent, limits->megabytes)) _exit(0);
    run(ends[1], work, data, limits);
  }
  int problem = errno;
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "no process for a worker: %s",
                g_strerror(problem));
    return FALSE;
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  *pid = child;
  *fd = ends[0];
  return TRUE;
}
