/* A pool's side of its helper: starts it, asks it for workers, notices its death. */
#define _GNU_SOURCE /* posix_spawn_file_actions_addclosefrom_np, memfd_create */
#include "reader/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A helper answers at once, or when models are loaded; one that was stopped never does, and uses no
 * processor for so many seconds. */
#define STILL_SECONDS 120
/* How long one that is no longer needed may take to bury its workers. */
#define LEAVE_MILLISECONDS 2000
/* Where the helper program finds its end of the socket, and its settings. */
#define CONTROL_FD 3
#define SETTINGS_FD 4

struct CcHelper {
  const CcWork *work; /* of a fork; NULL: it is a program */
  gpointer data;
  CcWorkerLimits limits;
  char *program;
  GBytes *settings;
  pid_t pid; /* 0: none runs */
  int control;
  gboolean owes; /* it has not told yet which worker was begun */
};

CcHelper *cc_helper_fork(const CcWork *work, gpointer data, const CcWorkerLimits *limits) {
  CcHelper *helper = g_new0(CcHelper, 1);
  helper->work = work;
  helper->data = data;
  helper->limits = *limits;
  return helper;
}

CcHelper *cc_helper_program(char *program, GBytes *settings) {
  CcHelper *helper = g_new0(CcHelper, 1);
  helper->program = program;
  helper->settings = settings;
  return helper;
}

/* It hangs up when its workers are gone, which is at once unless somebody stopped it, or it is busy
 * with the models that were asked for last. */
static void let_leave(const CcHelper *helper) {
  CcHelperAnswer late;
  gint64 until = g_get_monotonic_time() + LEAVE_MILLISECONDS * 1000;
  if (helper->owes || shutdown(helper->control, SHUT_WR) != 0) return;
  for (gint64 left = LEAVE_MILLISECONDS; left > 0; left = (until - g_get_monotonic_time()) / 1000) {
    struct pollfd event = {helper->control, POLLIN, 0};
    if (poll(&event, 1, (int)left) > 0 && recv(helper->control, &late, sizeof late, 0) <= 0) return;
  }
}

void cc_helper_stop(CcHelper *helper) {
  if (helper->pid == 0) return;
  let_leave(helper);
  kill(helper->pid, SIGKILL);
  while (waitpid(helper->pid, NULL, 0) < 0 && errno == EINTR) {
  }
  close(helper->control);
  helper->pid = 0;
  helper->owes = FALSE;
}

void cc_helper_free(CcHelper *helper) {
  if (!helper) return;
  cc_helper_stop(helper);
  g_free(helper->program);
  g_clear_pointer(&helper->settings, g_bytes_unref);
  g_free(helper);
}

/* ---- the start ------------------------------------------------------------------------------ */

static gboolean fail(const char *what, int problem, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s: %s", what, g_strerror(problem));
  return FALSE;
}

/* A file in memory that holds the settings; -1: there is no room. */
static int settings_file(const CcHelper *helper) {
  gsize length;
  const char *bytes = g_bytes_get_data(helper->settings, &length);
  int fd = memfd_create("cardcat-settings", MFD_CLOEXEC);
  for (gsize done = 0; fd >= 0 && done < length;) {
    ssize_t n = write(fd, bytes + done, length - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      close(fd);
      return -1;
    }
    done += (gsize)n;
  }
  return fd < 0 || lseek(fd, 0, SEEK_SET) == 0 ? fd : -1;
}

/* Both descriptors are moved out of the way first: either may be the other's place. */
static int spawn_with(const CcHelper *helper, int control, int settings, pid_t *pid) {
  char *argv[] = {helper->program, NULL};
  int high_control = fcntl(control, F_DUPFD_CLOEXEC, SETTINGS_FD + 1);
  int high_settings = fcntl(settings, F_DUPFD_CLOEXEC, SETTINGS_FD + 1);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none;
  sigemptyset(&none);
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, high_control, CONTROL_FD);
  posix_spawn_file_actions_adddup2(&actions, high_settings, SETTINGS_FD);
  posix_spawn_file_actions_addclosefrom_np(&actions, SETTINGS_FD + 1);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  int problem = high_control < 0 || high_settings < 0
                    ? errno
                    : posix_spawn(pid, helper->program, &actions, &attributes, argv, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (high_control >= 0) close(high_control);
  if (high_settings >= 0) close(high_settings);
  return problem;
}

static gboolean spawn(CcHelper *helper, int control, GError **error) {
  int settings = settings_file(helper);
  int problem = settings < 0 ? errno : spawn_with(helper, control, settings, &helper->pid);
  if (settings >= 0) close(settings);
  if (problem == 0) return TRUE;
  helper->pid = 0;
  return fail(helper->program, problem, error);
}

static gboolean fork_off(CcHelper *helper, int control, GError **error) {
  pid_t pid = fork();
  if (pid == 0) cc_helper_serve(helper->work, helper->data, &helper->limits, control);
  if (pid < 0) return fail("no process for a helper", errno, error);
  helper->pid = pid;
  return TRUE;
}

static gboolean start(CcHelper *helper, GError **error) {
  int ends[2];
  if (helper->pid != 0) return TRUE;
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return fail("no socket for a helper", errno, error);
  gboolean well = helper->work ? fork_off(helper, ends[1], error) : spawn(helper, ends[1], error);
  close(ends[1]);
  if (!well) {
    close(ends[0]);
    return FALSE;
  }
  helper->control = ends[0];
  return TRUE;
}

/* ---- orders --------------------------------------------------------------------------------- */

/* FD goes with it, unless it is -1. */
static gboolean order(const CcHelper *helper, const CcHelperOrder *what, int fd) {
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
  } ancillary = {.bytes = {0}};
  struct iovec from = {(void *)what, sizeof *what};
  struct msghdr message = {.msg_iov = &from, .msg_iovlen = 1};
  if (fd >= 0) {
    message.msg_control = ancillary.bytes;
    message.msg_controllen = sizeof ancillary.bytes;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    *head = (struct cmsghdr){
        .cmsg_len = CMSG_LEN(sizeof fd), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(head), &fd, sizeof fd);
  }
  ssize_t n;
  do
    n = sendmsg(helper->control, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  return n == (ssize_t)sizeof *what;
}

/* It has answered, or hung up; FALSE: it stands still. */
static gboolean wait_for(const CcHelper *helper) {
  struct pollfd event = {helper->control, POLLIN, 0};
  CcStill still = cc_still_begin(g_get_monotonic_time(), cc_process_cpu(helper->pid));
  while (poll(&event, 1, CC_STILL_LOOK / 1000) <= 0)
    if (cc_still_look(&still, g_get_monotonic_time(), cc_process_cpu(helper->pid)) >=
        (gint64)STILL_SECONDS * G_USEC_PER_SEC)
      return FALSE;
  return TRUE;
}

static gboolean take(const CcHelper *helper, CcHelperAnswer *answer) {
  if (!wait_for(helper)) return FALSE;
  ssize_t n;
  do
    n = recv(helper->control, answer, sizeof *answer, 0);
  while (n < 0 && errno == EINTR);
  answer->message[sizeof answer->message - 1] = '\0';
  return n == (ssize_t)sizeof *answer;
}

/* One that was killed meanwhile is started again, once. */
gboolean cc_helper_begin(CcHelper *helper, int *fd, GError **error) {
  static const CcHelperOrder begin = {CC_HELPER_BEGIN, 0, FALSE};
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return fail("no socket for a worker", errno, error);
  gboolean sent = FALSE, well = TRUE;
  for (int i = 0; i < 2 && well && !sent; i++) {
    well = start(helper, error);
    sent = well && order(helper, &begin, ends[1]);
    if (well && !sent) cc_helper_stop(helper);
  }
  close(ends[1]);
  if (sent) {
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    helper->owes = TRUE;
    *fd = ends[0];
    return TRUE;
  }
  close(ends[0]);
  return well ? fail("the helper ended", ECHILD, error) : FALSE;
}

pid_t cc_helper_born(CcHelper *helper, GError **error) {
  CcHelperAnswer answer = {0};
  gboolean told = helper->owes && take(helper, &answer);
  helper->owes = FALSE;
  if (told && answer.pid > 0) return answer.pid;
  cc_helper_stop(helper);
  if (told)
    g_set_error_literal(error, CARDCAT_ERROR, answer.code, answer.message);
  else
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_AGAIN,
                        "the program that reads photos ended, or gave no answer");
  return 0;
}

int cc_helper_end(CcHelper *helper, pid_t pid, gboolean kill_it) {
  const CcHelperOrder end = {CC_HELPER_END, pid, kill_it};
  CcHelperAnswer answer = {.status = -1};
  gboolean told = helper->pid != 0 && order(helper, &end, -1) && take(helper, &answer);
  if (!told) cc_helper_stop(helper);
  return told && answer.status != -1 ? answer.status : SIGKILL;
}
