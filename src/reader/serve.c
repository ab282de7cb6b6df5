/* In the helper: workers are forked, and ended, as the pool says. */
#include "reader/parts.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A worker that hung up is gone at once, or never. */
#define LEAVE_MICROSECONDS 10000
#define LEAVE_TRIES 100

typedef struct {
  const CcWork *work;
  gpointer data;
  const CcWorkerLimits *limits;
  int control;
  gboolean is_open;
  GArray *workers; /* pid_t of each that was not ended */
} Server;

/* FALSE when the pool hung up.  FD: what came with ORDER; -1: nothing. */
static gboolean receive(int control, CcHelperOrder *order, int *fd) {
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
  } ancillary;
  struct iovec into = {order, sizeof *order};
  struct msghdr message = {.msg_iov = &into,
                           .msg_iovlen = 1,
                           .msg_control = ancillary.bytes,
                           .msg_controllen = sizeof ancillary.bytes};
  ssize_t n;
  do
    n = recvmsg(control, &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  *fd = -1;
  if (n != (ssize_t)sizeof *order) return FALSE;
  const struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  if (head && head->cmsg_type == SCM_RIGHTS) memcpy(fd, CMSG_DATA(head), sizeof *fd);
  return TRUE;
}

static void refuse(CcHelperAnswer *answer, int code, const char *message) {
  answer->code = code;
  g_strlcpy(answer->message, message, sizeof answer->message);
}

/* What workers share is loaded with the first of them. */
static gboolean open_work(Server *server, CcHelperAnswer *answer) {
  g_autoptr(GError) error = NULL;
  if (server->is_open || !server->work->open || server->work->open(server->data, &error)) {
    server->is_open = TRUE;
    return TRUE;
  }
  refuse(answer, error->code, error->message);
  return FALSE;
}

static void begin(Server *server, int fd, CcHelperAnswer *answer) {
  if (fd < 0 || !open_work(server, answer)) return;
  pid_t helper = getpid(), pid = fork();
  if (pid == 0) cc_worker_run(server->work, server->data, server->limits, fd, helper);
  if (pid > 0) {
    g_array_append_val(server->workers, pid);
    answer->pid = pid;
  } else {
    refuse(answer, CARDCAT_ERROR_MISSING, g_strerror(errno));
  }
}

/* Waits for a worker that is leaving. */
static pid_t bury(pid_t pid, int *status) {
  pid_t gone;
  while ((gone = waitpid(pid, status, 0)) < 0 && errno == EINTR) {
  }
  return gone;
}

static void forget(Server *server, pid_t pid) {
  for (guint i = 0; i < server->workers->len; i++)
    if (g_array_index(server->workers, pid_t, i) == pid) {
      g_array_remove_index_fast(server->workers, i);
      return;
    }
}

/* Only a child is ended, whatever number comes; it keeps its number until then. */
static int end(Server *server, pid_t pid, gboolean kill_it) {
  int status = -1;
  pid_t gone = pid > 0 ? waitpid(pid, &status, WNOHANG) : -1;
  for (guint i = 0; gone == 0 && !kill_it && i < LEAVE_TRIES; i++) {
    g_usleep(LEAVE_MICROSECONDS);
    gone = waitpid(pid, &status, WNOHANG);
  }
  if (gone == 0) {
    kill(pid, SIGKILL);
    gone = bury(pid, &status);
  }
  forget(server, pid);
  return gone == pid ? status : -1;
}

/* Who waits for a process is told of the processor time that it and its buried children used: so
 * the helper leaves last. */
G_NORETURN static void leave(const Server *server) {
  for (guint i = 0; i < server->workers->len; i++)
    kill(g_array_index(server->workers, pid_t, i), SIGKILL);
  for (guint i = 0; i < server->workers->len; i++)
    bury(g_array_index(server->workers, pid_t, i), NULL);
  _exit(0);
}

void cc_helper_serve(const CcWork *work, gpointer data, const CcWorkerLimits *limits, int control) {
  Server server = {work, data, limits, control, FALSE, g_array_new(FALSE, FALSE, sizeof(pid_t))};
  CcHelperOrder order;
  int fd;
  cc_process_confine(control);
  prctl(PR_SET_DUMPABLE, 0); /* no worker looks into it, sandbox or not */
  while (receive(control, &order, &fd)) {
    CcHelperAnswer answer = {0};
    if (order.what == CC_HELPER_BEGIN)
      begin(&server, fd, &answer);
    else
      answer.status = end(&server, order.pid, order.kill_it);
    if (fd >= 0) close(fd);
    if (send(control, &answer, sizeof answer, MSG_NOSIGNAL) != (ssize_t)sizeof answer) break;
  }
  leave(&server);
}
