/* Signals that wait until they are asked for, descriptors waited for and written to. */
#include "tty/tty.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* What a pipe takes at once when poll(2) says that it takes anything. */
#define CHUNK 4096

static sigset_t caught_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  return set;
}

int cc_signals_catch(GError **error) {
  sigset_t set = caught_signals();
  int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd >= 0 && sigprocmask(SIG_BLOCK, &set, NULL) == 0) return fd;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "signals cannot be caught: %s",
              g_strerror(errno));
  if (fd >= 0) close(fd);
  return -1;
}

void cc_signals_release(int signals) {
  sigset_t set = caught_signals();
  if (signals < 0) return;
  /* One that came has done its work; it shall not kill now. */
  while (cc_signals_take(signals) != 0) {
  }
  close(signals);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

int cc_signals_take(int signals) {
  struct signalfd_siginfo info;
  if (signals < 0 || read(signals, &info, sizeof info) != (gssize)sizeof info) return 0;
  return (int)info.ssi_signo;
}

void cc_set_interrupted(GError **error) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED, "interrupted");
}

gboolean cc_wait_fd(int signals, int fd, short events, GError **error) {
  struct pollfd fds[] = {{fd, events, 0}, {signals, POLLIN, 0}};
  while (poll(fds, 2, -1) < 0)
    if (errno != EINTR) break;
  if (fds[1].revents == 0) return TRUE;
  cc_set_interrupted(error);
  return FALSE;
}

gboolean cc_write_all(int signals, int fd, const char *text, GError **error) {
  for (gsize left = strlen(text); left > 0;) {
    if (!cc_wait_fd(signals, fd, POLLOUT, error)) return FALSE;
    /* Where nobody looks for signals, these end the process: it may wait within. */
    gssize n = write(fd, text, signals < 0 ? left : MIN(left, CHUNK));
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) {
      int code = errno;
      g_set_error(error, code == EPIPE ? G_FILE_ERROR : CARDCAT_ERROR,
                  code == EPIPE ? (int)G_FILE_ERROR_PIPE : (int)CARDCAT_ERROR_OUTPUT,
                  "standard output cannot be written: %s", g_strerror(code));
      return FALSE;
    }
    text += n;
    left -= (gsize)n;
  }
  return TRUE;
}
