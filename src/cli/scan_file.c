/* The bytes of a photo, from a file or a pipe, no more than a photo may have. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (64u << 10)

static void set_unreadable(GError **error, const char *name, const char *why) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, "%s: %s", name, why);
}

/* All that FD gives, up to the most that a photo may have. */
static GBytes *read_all(Cli *cli, int fd, const char *name, GError **error) {
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  for (;;) {
    if (!cc_wait_fd(cli->signals, fd, POLLIN, error)) return NULL;
    guint length = bytes->len;
    g_byte_array_set_size(bytes, length + CHUNK);
    gssize n = read(fd, bytes->data + length, CHUNK);
    int code = errno;
    g_byte_array_set_size(bytes, length + (n > 0 ? (guint)n : 0));
    if (n < 0 && (code == EINTR || code == EAGAIN)) continue;
    if (n < 0) {
      g_autofree char *why = g_strdup_printf("cannot be read: %s", g_strerror(code));
      set_unreadable(error, name, why);
      return NULL;
    }
    if (n == 0) break;
    if (bytes->len > CARDCAT_PHOTO_BYTES_MAX) {
      set_unreadable(error, name, "is larger than 256 MB");
      return NULL;
    }
  }
  if (bytes->len == 0) {
    set_unreadable(error, name, "is empty");
    return NULL;
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

GBytes *cc_cli_scan_file(Cli *cli, const char *path, GError **error) {
  if (g_str_equal(path, "-")) return read_all(cli, STDIN_FILENO, path, error);
  /* Not to block: a named pipe without a writer is waited for where a signal is heard. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    g_autofree char *why = g_strdup_printf("cannot be read: %s", g_strerror(errno));
    set_unreadable(error, path, why);
    return NULL;
  }
  GBytes *bytes = read_all(cli, fd, path, error);
  close(fd);
  return bytes;
}
