/* What a worker that an untrusted photo took over may try, to leave its sandbox. */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>

#include "pool_fixture.h"

/* What the worker aims at: made by the test, outside of what it may reach. */
typedef struct {
  char *folder, *file, *kept;
  pid_t parent;
  int memory; /* in the parent: must stay as it is */
} Prey;

static Prey prey;

/* ---- escapes: each is back with 0 when it worked, with -1 when it was refused ------------------
 */

static inline long open_file(int flags) {
  return open(prey.file, flags | O_CLOEXEC, 0600);
}

static inline long read_file(void) {
  return open_file(O_RDONLY);
}

static inline long write_file(void) {
  return open_file(O_WRONLY);
}

static inline long new_file(void) {
  g_autofree char *path = g_build_filename(prey.folder, "new", NULL);
  return open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static inline long list_folder(void) {
  return open(prey.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static inline long open_by_openat2(void) {
  const guint64 how[3] = {O_RDONLY, 0, 0};
  return syscall(SYS_openat2, AT_FDCWD, prey.file, how, sizeof how);
}

static inline long delete_file(void) {
  return unlink(prey.file);
}

static inline long rename_file(void) {
  g_autofree char *path = g_build_filename(prey.folder, "moved", NULL);
  return rename(prey.file, path);
}

static inline long link_file(void) {
  g_autofree char *path = g_build_filename(prey.folder, "linked", NULL);
  return link(prey.file, path);
}

static inline long symlink_file(void) {
  g_autofree char *path = g_build_filename(prey.folder, "pointing", NULL);
  return symlink(prey.file, path);
}

static inline long shorten_file(void) {
  return truncate(prey.file, 0);
}

static inline long open_all(void) {
  return chmod(prey.file, 0777);
}

static inline long new_folder(void) {
  g_autofree char *path = g_build_filename(prey.folder, "folder", NULL);
  return mkdir(path, 0700);
}

static inline long secret_file(void) {
  return syscall(SYS_memfd_create, "x", 0);
}

static inline long parent_memory(int flags) {
  g_autofree char *path = g_strdup_printf("/proc/%d/mem", (int)prey.parent);
  return open(path, flags | O_CLOEXEC);
}

static inline long read_parent(void) {
  return parent_memory(O_RDONLY);
}

static inline long write_parent(void) {
  return parent_memory(O_RDWR);
}

static inline long write_parent_by_call(void) {
  int mine = 1;
  const struct iovec from = {&mine, sizeof mine}, to = {&prey.memory, sizeof mine};
  return process_vm_writev(prey.parent, &from, 1, &to, 1, 0) > 0 ? 0 : -1;
}

static inline long read_parent_by_call(void) {
  int mine = 1;
  const struct iovec to = {&mine, sizeof mine}, from = {&prey.memory, sizeof mine};
  return process_vm_readv(prey.parent, &to, 1, &from, 1, 0) > 0 ? 0 : -1;
}

static inline long trace_parent(void) {
  return ptrace(PTRACE_ATTACH, prey.parent, NULL, NULL);
}

static inline long kill_parent(void) {
  return kill(prey.parent, 0);
}

static inline long kill_group(void) {
  return kill(0, 0);
}

static inline long tgkill_parent(void) {
  return syscall(SYS_tgkill, prey.parent, prey.parent, 0);
}

static inline long queue_signal(void) {
  return sigqueue(prey.parent, 0, (union sigval){0});
}

static inline long hold_parent(void) {
  return syscall(SYS_pidfd_open, prey.parent, 0);
}

static inline long limit_parent(void) {
  const struct rlimit none = {0, 0};
  return prlimit(prey.parent, RLIMIT_CPU, &none, NULL);
}

static inline long raise_limit(void) {
  const struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
  return setrlimit(RLIMIT_AS, &more);
}

static inline long outlive_parent(void) {
  return prctl(PR_SET_PDEATHSIG, 0);
}

static inline long be_dumpable(void) {
  return prctl(PR_SET_DUMPABLE, 1);
}

static inline long new_process(void) {
  pid_t pid = fork();
  if (pid == 0) _exit(0);
  return pid;
}

static inline long new_process_by_call(void) {
  long pid = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
  if (pid == 0) _exit(0);
  return pid;
}

static inline long new_program(void) {
  return execl("/bin/true", "true", NULL);
}

static inline long new_program_by_descriptor(void) {
  char *none[] = {NULL};
  return syscall(SYS_execveat, AT_FDCWD, "/bin/true", none, none, 0);
}

static inline long reach_network(void) {
  return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static inline long reach_neighbours(void) {
  return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static inline long new_pair(void) {
  int ends[2];
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
}

static inline long new_namespace(void) {
  return unshare(CLONE_NEWUSER);
}

static inline long old_namespace(void) {
  return setns(0, 0);
}

static inline long new_root(void) {
  return chroot(prey.folder);
}

static inline long new_mount(void) {
  return mount("none", prey.folder, "tmpfs", 0, NULL);
}

static inline long be_root(void) {
  return setuid(0);
}

static inline long keep_keys(void) {
  return syscall(SYS_keyctl, 0, 0, 0, 0, 0);
}

static inline long add_key(void) {
  return syscall(SYS_add_key, "user", "x", "y", 1, -2);
}

static inline long handle_faults(void) {
  return syscall(SYS_userfaultfd, O_CLOEXEC);
}

static inline long load_bpf(void) {
  return syscall(SYS_bpf, 0, NULL, 0);
}

static inline long watch_machine(void) {
  return syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0);
}

static inline long ask_by_ring(void) {
  static char room[256];
  return syscall(SYS_io_uring_setup, 1, room);
}

static inline long loosen_filter(void) {
  return prctl(PR_SET_SECCOMP, 0);
}

static inline long new_rules(void) {
  return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static inline long set_clock(void) {
  const struct timespec then = {0};
  return clock_settime(CLOCK_REALTIME, &then);
}

typedef struct {
  const char *name;
  long (*try)(void);
} Escape;

#define ESCAPE(name) \
  { #name, name }

static const Escape escapes[] = {
    ESCAPE(read_file),
    ESCAPE(write_file),
    ESCAPE(new_file),
    ESCAPE(list_folder),
    ESCAPE(open_by_openat2),
    ESCAPE(delete_file),
    ESCAPE(rename_file),
    ESCAPE(link_file),
    ESCAPE(symlink_file),
    ESCAPE(shorten_file),
    ESCAPE(open_all),
    ESCAPE(new_folder),
    ESCAPE(secret_file),
    ESCAPE(read_parent),
    ESCAPE(write_parent),
    ESCAPE(write_parent_by_call),
    ESCAPE(read_parent_by_call),
    ESCAPE(trace_parent),
    ESCAPE(kill_parent),
    ESCAPE(kill_group),
    ESCAPE(tgkill_parent),
    ESCAPE(queue_signal),
    ESCAPE(hold_parent),
    ESCAPE(limit_parent),
    ESCAPE(raise_limit),
    ESCAPE(outlive_parent),
    ESCAPE(be_dumpable),
    ESCAPE(new_process),
    ESCAPE(new_process_by_call),
    ESCAPE(new_program),
    ESCAPE(new_program_by_descriptor),
    ESCAPE(reach_network),
    ESCAPE(reach_neighbours),
    ESCAPE(new_pair),
    ESCAPE(new_namespace),
    ESCAPE(old_namespace),
    ESCAPE(new_root),
    ESCAPE(new_mount),
    ESCAPE(be_root),
    ESCAPE(keep_keys),
    ESCAPE(add_key),
    ESCAPE(handle_faults),
    ESCAPE(load_bpf),
    ESCAPE(watch_machine),
    ESCAPE(ask_by_ring),
    ESCAPE(loosen_filter),
    ESCAPE(new_rules),
    ESCAPE(set_clock),
};
