/* A library for LD_PRELOAD that lets a program die, or its disk fail, at a counted call.
 *
 * CARDCAT_FAULT is a word and a number N; only calls that change what is on the disk are counted,
 * and those of the first process alone, of no child:
 *
 *     kill N     SIGKILL in place of call N
 *     tear N     SIGKILL after half of the bytes of call N (of others: in place of it)
 *     ENOSPC N   call N and all after it fail for want of room
 *     EIO N      call N fails
 *
 * CARDCAT_FAULT_LOG: a file that gets a line for each counted call, its number and its name.
 * CARDCAT_FAULT_FROM: a file; calls are counted, and fail, only while it is there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef enum { NOTHING, KILL, TEAR, NO_ROOM, FAULTY } Kind;

static struct {
  Kind kind;
  unsigned long at, count;
  const char *log, *from;
  int is_child;
} fault;

static void in_child(void) {
  fault.is_child = 1;
}

__attribute__((constructor)) static void begin(void) {
  static const char *const words[] = {"", "kill", "tear", "ENOSPC", "EIO"};
  const char *asked = getenv("CARDCAT_FAULT");
  char word[16] = "";
  if (asked) sscanf(asked, "%15s %lu", word, &fault.at);
  for (unsigned i = KILL; i <= FAULTY; i++)
    if (strcmp(word, words[i]) == 0) fault.kind = (Kind)i;
  fault.log = getenv("CARDCAT_FAULT_LOG");
  fault.from = getenv("CARDCAT_FAULT_FROM");
  pthread_atfork(NULL, NULL, in_child);
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;)
    pause();
}

/* By system calls: the functions of the C library are those that are counted. */
static void note(const char *name) {
  char line[64];
  int length = snprintf(line, sizeof line, "%lu %s\n", fault.count, name);
  long fd =
      syscall(SYS_openat, AT_FDCWD, fault.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  syscall(SYS_write, fd, line, length);
  syscall(SYS_close, fd);
}

/* What becomes of the call NAME: NOTHING, or what it has to do; it is dead before for KILL. */
static Kind count(const char *name) {
  int before = errno;
  if (fault.is_child || (fault.from && access(fault.from, F_OK) != 0)) {
    errno = before;
    return NOTHING;
  }
  fault.count++;
  if (fault.log) note(name);
  errno = before;
  if (fault.kind == NO_ROOM && fault.count >= fault.at) return NO_ROOM;
  if (fault.count != fault.at) return NOTHING;
  if (fault.kind == KILL) die();
  return fault.kind;
}

/* Sockets, pipes and terminals are no disk, and standard output is none that may be full: what is
 * printed is lost to nobody. */
static Kind count_on(int fd, const char *name) {
  struct stat info;
  int is_failing = fault.kind == NO_ROOM || fault.kind == FAULTY;
  if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return NOTHING;
  return is_failing && fd <= STDERR_FILENO ? NOTHING : count(name);
}

static int fail(Kind kind) {
  errno = kind == NO_ROOM ? ENOSPC : EIO;
  return -1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* A call without bytes, on a file or a path. */
#define PLAIN(type, name, parameters, arguments, counted) \
  type name parameters {                                  \
    Kind kind = counted;                                  \
    if (kind == TEAR) die();                              \
    if (kind != NOTHING) return fail(kind);               \
    return REAL(name) arguments;                          \
  }

PLAIN(int, fsync, (int fd), (fd), count_on(fd, "fsync"))
PLAIN(int, fdatasync, (int fd), (fd), count_on(fd, "fdatasync"))
PLAIN(int, ftruncate, (int fd, off_t length), (fd, length), count_on(fd, "ftruncate"))
PLAIN(int, ftruncate64, (int fd, off64_t length), (fd, length), count_on(fd, "ftruncate64"))
PLAIN(int, unlink, (const char *path), (path), count("unlink"))
PLAIN(int, mkdir, (const char *path, mode_t mode), (path, mode), count("mkdir"))
PLAIN(int, rename, (const char *from, const char *to), (from, to), count("rename"))

/* A call with bytes: a torn one has written half of them. */
#define WRITING(name, parameters, arguments, half)            \
  ssize_t name parameters {                                   \
    Kind kind = count_on(fd, #name);                          \
    if (kind == NO_ROOM || kind == FAULTY) return fail(kind); \
    if (kind == NOTHING) return REAL(name) arguments;         \
    if (REAL(name) half < 0) perror(#name);                   \
    die();                                                    \
    return -1;                                                \
  }

WRITING(write, (int fd, const void *bytes, size_t length), (fd, bytes, length),
        (fd, bytes, length / 2))
WRITING(pwrite, (int fd, const void *bytes, size_t length, off_t at), (fd, bytes, length, at),
        (fd, bytes, length / 2, at))
WRITING(pwrite64, (int fd, const void *bytes, size_t length, off64_t at), (fd, bytes, length, at),
        (fd, bytes, length / 2, at))

/* Opening counts when it makes the file. */
#define OPENING(name)                                         \
  int name(const char *path, int flags, ...) {                \
    mode_t mode = 0;                                          \
    if (flags & (O_CREAT | O_TMPFILE)) {                      \
      va_list arguments;                                      \
      va_start(arguments, flags);                             \
      mode = va_arg(arguments, mode_t);                       \
      va_end(arguments);                                      \
    }                                                         \
    int makes = (flags & O_CREAT) && access(path, F_OK) != 0; \
    Kind kind = makes ? count(#name) : NOTHING;               \
    if (kind == TEAR) die();                                  \
    if (kind != NOTHING) return fail(kind);                   \
    return REAL(name)(path, flags, mode);                     \
  }

OPENING(open)
OPENING(open64)
