/* The bytes of a file or a pipe, no more than they may be. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (64u << 10)
#define IMPORT_MEGABYTES_MAX 2047 /* of readings with their pictures, several thousand */

/* What is read, and how it fails. */
typedef struct {
  Cli *cli;
  const char *name;
  guint megabytes; /* at most */
  CardcatError code;
} Reading;

static void set_unreadable(const Reading *r, const char *why, GError **error) {
  g_set_error(error, CARDCAT_ERROR, (int)r->code, "%s: %s", r->name, why);
}

/* All that FD gives. */
static GBytes *read_all(const Reading *r, int fd, GError **error) {
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  for (;;) {
    if (!cc_wait_fd(r->cli->signals, fd, POLLIN, error)) return NULL;
    guint length = bytes->len;
    g_byte_array_set_size(bytes, length + CHUNK);
    gssize n = read(fd, bytes->data + length, CHUNK);
    int code = errno;
    g_byte_array_set_size(bytes, length + (n > 0 ? (guint)n : 0));
    if (n < 0 && (code == EINTR || code == EAGAIN)) continue;
    if (n < 0) {
      g_autofree char *why = g_strdup_printf("cannot be read: %s", g_strerror(code));
      set_unreadable(r, why, error);
      return NULL;
    }
    if (n == 0) break;
    if (bytes->len > r->megabytes << 20) {
      g_autofree char *why = g_strdup_printf("is larger than %u MB", r->megabytes);
      set_unreadable(r, why, error);
      return NULL;
    }
  }
  if (bytes->len == 0) {
    set_unreadable(r, "is empty", error);
    return NULL;
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

static GBytes *read_path(const Reading *r, const char *path, GError **error) {
  if (g_str_equal(path, "-")) return read_all(r, STDIN_FILENO, error);
  /* Not to block: a named pipe without a writer is waited for where a signal is heard. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    g_autofree char *why = g_strdup_printf("cannot be read: %s", g_strerror(errno));
    set_unreadable(r, why, error);
    return NULL;
  }
  GBytes *bytes = read_all(r, fd, error);
  close(fd);
  return bytes;
}

GBytes *cc_cli_scan_file(Cli *cli, const char *path, GError **error) {
  const Reading reading = {cli, path, CARDCAT_PHOTO_BYTES_MAX >> 20, CARDCAT_ERROR_PHOTO};
  return read_path(&reading, path, error);
}

GBytes *cc_cli_import_file(Cli *cli, const char *path, GError **error) {
  const Reading reading = {cli, path, IMPORT_MEGABYTES_MAX, CARDCAT_ERROR_INPUT};
  return read_path(&reading, path, error);
}
