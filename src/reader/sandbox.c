/* The sandbox of a worker: what decoding and recognition need of the system, and no more.
 *
 * Two walls.  A list of the system calls that are allowed (libseccomp): no network, no other
 * process or program, no signal but to itself, no file but as the second wall says.  And Landlock:
 * folders whose files may be read, a folder that may be written; where the kernel has none, no
 * file can be opened at all, and all must be open before. */
#define _GNU_SOURCE /* O_TMPFILE, syscall */
#include "reader/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

G_DEFINE_AUTO_CLEANUP_FREE_FUNC(scmp_filter_ctx, seccomp_release, NULL)

void cc_sandbox_clear(CcSandbox *sandbox) {
  g_clear_pointer(&sandbox->readable, g_ptr_array_unref);
  g_clear_pointer(&sandbox->writable, g_free);
}

void cc_sandbox_read(CcSandbox *sandbox, const char *folder) {
  if (!sandbox->readable) sandbox->readable = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(sandbox->readable, g_strdup(folder));
}

static gboolean fail(const char *what, int problem, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING,
              "photos are read in a sandbox, which cannot be had here (%s: %s); 'scan "
              "--no-sandbox' reads them without",
              what, g_strerror(problem));
  return FALSE;
}

/* ---- files: Landlock ------------------------------------------------------------------------- */

/* What the headers of Debian 12 do not name yet: shortening files (version 3). */
#define ACCESS_TRUNCATE (1ull << 14)

#define ACCESS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
/* A stage of a reading is written under another name, then renamed. */
#define ACCESS_WRITE                                                              \
  (ACCESS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
   LANDLOCK_ACCESS_FS_MAKE_REG)
/* All that version 1 knows. */
#define ACCESS_ALL ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

int cc_sandbox_landlock(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version > 0 ? (int)version : 0;
}

static guint64 access_known(int version) {
  return ACCESS_ALL | (version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0) |
         (version >= 3 ? ACCESS_TRUNCATE : 0);
}

static gboolean add_folder(int rules, const char *folder, guint64 access) {
  int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT || errno == EACCES;
  const struct landlock_path_beneath_attr beneath = {.allowed_access = access, .parent_fd = fd};
  gboolean well =
      syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
  close(fd);
  return well;
}

static gboolean add_folders(int rules, const CcSandbox *sandbox, guint64 known) {
  gboolean well = TRUE;
  for (guint i = 0; well && sandbox->readable && i < sandbox->readable->len; i++)
    well = add_folder(rules, sandbox->readable->pdata[i], ACCESS_READ);
  return well && (!sandbox->writable ||
                  add_folder(rules, sandbox->writable, known & (ACCESS_WRITE | ACCESS_TRUNCATE)));
}

/* Needs PR_SET_NO_NEW_PRIVS, and no other thread: it holds the calling one and those it starts. */
static gboolean hold_to_folders(const CcSandbox *sandbox, int version, GError **error) {
  guint64 known = access_known(version);
  const struct landlock_ruleset_attr all = {.handled_access_fs = known};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
  if (rules < 0) return fail("Landlock", errno, error);
  gboolean well =
      add_folders(rules, sandbox, known) && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  int problem = errno;
  close(rules);
  return well || fail("Landlock", problem, error);
}

/* ---- system calls: libseccomp ---------------------------------------------------------------- */

/* Of these any use is harmless: they reach nothing but the worker's own memory, threads, clocks and
 * descriptors. */
static const int allowed[] = {
    SCMP_SYS(brk),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(close),
    SCMP_SYS(dup),
    SCMP_SYS(eventfd2),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(fcntl),
    SCMP_SYS(fstat),
    SCMP_SYS(futex),
    SCMP_SYS(getcpu),
    SCMP_SYS(getegid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getpid),
    SCMP_SYS(getppid),
    SCMP_SYS(getrandom),
    SCMP_SYS(getrusage),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getuid),
    SCMP_SYS(lseek),
    SCMP_SYS(madvise),
    SCMP_SYS(membarrier),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(nanosleep),
    SCMP_SYS(pipe2),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(pread64),
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(recvfrom),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_getattr),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(sched_get_priority_max),
    SCMP_SYS(sched_get_priority_min),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sendto),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sysinfo),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(uname),
    SCMP_SYS(write),
    SCMP_SYS(writev),
};

/* What a file to be read is found with: whether it is there, which names a folder has. */
static const int to_find[] = {
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(getdents64),
    SCMP_SYS(newfstatat),
};

/* What a file is opened and written with; Landlock says which. */
static const int to_write[] = {
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(fallocate), SCMP_SYS(fchmod),
    SCMP_SYS(fsync),  SCMP_SYS(ftruncate), SCMP_SYS(open),      SCMP_SYS(openat),
    SCMP_SYS(rename), SCMP_SYS(renameat),  SCMP_SYS(unlink),    SCMP_SYS(unlinkat),
};

#define NOT_TO_READ (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))

static int allow_all(scmp_filter_ctx filter, const int *calls, gsize count) {
  int failed = 0;
  for (gsize i = 0; i < count && failed == 0; i++)
    failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
  return failed;
}

/* Threads, but no processes; of new ways to make either glibc knows the old one. */
static int allow_threads(scmp_filter_ctx filter) {
  int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  if (failed == 0) failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  return failed;
}

/* A thread may have a name, the process abort, and limits be asked for, not changed. */
static int allow_own_affairs(scmp_filter_ctx filter) {
  int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                                SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
  if (failed == 0)
    failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                              SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
  if (failed == 0)
    failed =
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0));
  return failed;
}

static int allow_to_read(scmp_filter_ctx filter) {
  int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, NOT_TO_READ, O_RDONLY));
  if (failed == 0) failed = allow_all(filter, to_find, G_N_ELEMENTS(to_find));
  return failed;
}

/* A descriptor's own state: glibc asks for it by the name "". */
static int allow_stat(scmp_filter_ctx filter) {
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                          SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
}

static int fill(scmp_filter_ctx filter, const CcSandbox *sandbox) {
  int failed = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
  if (failed == 0) failed = allow_all(filter, allowed, G_N_ELEMENTS(allowed));
  if (failed == 0) failed = allow_threads(filter);
  if (failed == 0) failed = allow_own_affairs(filter);
  if (failed == 0) failed = allow_stat(filter);
  if (failed == 0 && sandbox->readable) failed = allow_to_read(filter);
  if (failed == 0 && sandbox->writable)
    failed = allow_all(filter, to_write, G_N_ELEMENTS(to_write));
  return failed;
}

/* What is not allowed fails, so that a library can do without. */
static gboolean filter_calls(const CcSandbox *sandbox, GError **error) {
  g_auto(scmp_filter_ctx) filter = seccomp_init(SCMP_ACT_ERRNO(EACCES));
  if (!filter) return fail("libseccomp", ENOMEM, error);
  int failed = fill(filter, sandbox);
  if (failed == 0) failed = seccomp_load(filter);
  return failed == 0 || fail("libseccomp", -failed, error);
}

/* ---- both -------------------------------------------------------------------------------------
 */

/* Models are loaded two at a time. */
#define DESCRIPTORS 32

static gboolean set_limits(const CcSandbox *sandbox, GError **error) {
  const struct rlimit nothing = {0, 0}, few = {DESCRIPTORS, DESCRIPTORS};
  if ((!sandbox->writable && setrlimit(RLIMIT_FSIZE, &nothing) != 0) ||
      setrlimit(RLIMIT_NOFILE, &few) != 0)
    return fail("limits", errno, error);
  if (prctl(PR_SET_DUMPABLE, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return fail("prctl", errno, error);
  return TRUE;
}

gboolean cc_sandbox_enter(const CcSandbox *sandbox, GError **error) {
  int version = cc_sandbox_landlock();
  const CcSandbox files = {version > 0 ? sandbox->readable : NULL, sandbox->writable};
  if (version == 0 && sandbox->writable) return fail("Landlock, to keep stages", ENOSYS, error);
  if (!set_limits(sandbox, error)) return FALSE;
  if (version > 0 && !hold_to_folders(sandbox, version, error)) return FALSE;
  return filter_calls(&files, error);
}

/* What is tried is a file that everybody may read. */
gboolean cc_sandbox_try(GError **error) {
  pid_t pid = fork();
  if (pid == 0) {
    const CcSandbox sandbox = {0};
    if (!cc_sandbox_enter(&sandbox, NULL)) _exit(1);
    _exit(open("/", O_RDONLY | O_CLOEXEC) >= 0 ? 1 : 0);
  }
  int status = 1;
  while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status == 0 || fail("system calls cannot be filtered", EPERM, error);
}
