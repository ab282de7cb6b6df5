/* kill -9 at every step: a child is stopped at the Nth call that changes a file, and killed before
 * the kernel does it. */
#pragma once

#include <seccomp.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backup_fixture.h"

/* Pages are written by the hundred, one as the next: every so many are a step. */
#ifndef WRITES_A_STEP
#define WRITES_A_STEP 31
#endif

/* The next step to be killed at is so many later: every one is; with the address sanitizer, which
 * takes five times as long and looks at the same calls at each, every fifth. */
#ifdef __SANITIZE_ADDRESS__
#define NEXT_STEP 5
#else
#define NEXT_STEP 1
#endif

enum { WRITE, CHANGE };

/* From now on this process stops at each such call, and whoever traces it is told which. */
static inline gboolean stop_at_changes(void) {
  static const struct {
    int call;
    guint kind;
  } calls[] = {
      {SCMP_SYS(write), WRITE},      {SCMP_SYS(pwrite64), WRITE},   {SCMP_SYS(fsync), CHANGE},
      {SCMP_SYS(fdatasync), CHANGE}, {SCMP_SYS(ftruncate), CHANGE}, {SCMP_SYS(fchmod), CHANGE},
      {SCMP_SYS(rename), CHANGE},    {SCMP_SYS(renameat), CHANGE},  {SCMP_SYS(renameat2), CHANGE},
      {SCMP_SYS(unlink), CHANGE},    {SCMP_SYS(unlinkat), CHANGE},  {SCMP_SYS(link), CHANGE},
      {SCMP_SYS(linkat), CHANGE},    {SCMP_SYS(mkdir), CHANGE},     {SCMP_SYS(mkdirat), CHANGE},
  };
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  gboolean well = filter != NULL;
  for (guint i = 0; i < G_N_ELEMENTS(calls) && well; i++)
    well = seccomp_rule_add(filter, SCMP_ACT_TRACE(calls[i].kind), calls[i].call, 0) == 0;
  well = well && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return well;
}

typedef void (*Action)(Book *book);

/* Some containers let no process be traced. */
static inline gboolean kill_can_trace(void) {
  pid_t child = fork();
  if (child == 0) _exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 0 : 2);
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A child that waits for its first PTRACE_CONT to do ACTION. */
static inline pid_t start_stopped(Book *book, Action action) {
  pid_t child = fork();
  g_assert_cmpint(child, >=, 0);
  if (child == 0) {
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) _exit(2);
    raise(SIGSTOP);
    if (!stop_at_changes()) _exit(3);
    action(book);
    _exit(0);
  }
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFSTOPPED(status));
  g_assert_cmpint(ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL),
                  ==, 0);
  return child;
}

/* CHILD stands at a step; WRITES counts. */
static inline gboolean is_step(pid_t child, guint *writes) {
  unsigned long kind = 0;
  g_assert_cmpint(ptrace(PTRACE_GETEVENTMSG, child, NULL, &kind), ==, 0);
  return kind == CHANGE || (*writes)++ % WRITES_A_STEP == 0;
}

/* Does ACTION in a child that is killed before its step number COUNT, from 1.  FALSE: it makes no
 * more than that, and came to its end. */
static inline gboolean killed_at(Book *book, Action action, guint count) {
  pid_t child = start_stopped(book, action);
  int status = 0;
  for (guint seen = 0, writes = 0; seen < count;) {
    g_assert_cmpint(ptrace(PTRACE_CONT, child, NULL, NULL), ==, 0);
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    if (!WIFSTOPPED(status)) break;
    if (status >> 8 == (SIGTRAP | (PTRACE_EVENT_SECCOMP << 8)) && is_step(child, &writes)) seen++;
  }
  if (WIFSTOPPED(status)) {
    g_assert_cmpint(kill(child, SIGKILL), ==, 0);
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  }
  if (WIFSIGNALED(status)) return TRUE;
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  return FALSE;
}
