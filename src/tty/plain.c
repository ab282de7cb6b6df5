/* A terminal that knows only lines. */
#include "tty/tty.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define LINE_BYTES_MAX 4096

/* The next line without its end, owned; NULL at the end of input, or with error by a signal. */
static char *read_line(int signals, GError **error) {
  g_autoptr(GString) line = g_string_new(NULL);
  for (char byte = 0; byte != '\n';) {
    if (!cc_wait_fd(signals, STDIN_FILENO, POLLIN, error)) return NULL;
    gssize n = read(STDIN_FILENO, &byte, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 && line->len == 0) return NULL;
    if (n <= 0) break;
    if (byte != '\n' && line->len < LINE_BYTES_MAX) g_string_append_c(line, byte);
  }
  return g_strdup(line->str);
}

gboolean cc_plain_key(int signals, int *key, GError **error) {
  GError *failed = NULL;
  g_autofree char *line = read_line(signals, &failed);
  if (failed) {
    g_propagate_error(error, failed);
    return FALSE;
  }
  const char *typed = line ? g_strchug(line) : NULL;
  *key = !typed ? CC_KEY_END : *typed ? (guint8)*typed : '\n';
  return TRUE;
}

CcTyped cc_plain_ask(int signals, const char *prompt, const char *start, char **line,
                     GError **error) {
  GError *failed = NULL;
  gsize label = strlen(prompt) - (g_str_has_suffix(prompt, ": ") ? 2 : 0);
  g_autofree char *full =
      start ? g_strdup_printf("%.*s [%s], Enter keeps it, - clears it: ", (int)label, prompt, start)
            : g_strdup(prompt);
  g_autofree char *safe = cc_printable(full);
  if (!cc_write_all(signals, STDOUT_FILENO, safe, error)) return CC_TYPED_FAILED;
  g_autofree char *raw = read_line(signals, &failed);
  if (failed) {
    *line = g_strdup(start);
    g_propagate_error(error, failed);
    return CC_TYPED_INTERRUPTED;
  }
  if (!raw) return CC_TYPED_GIVEN_UP;
  *line = cc_typed(raw);
  gboolean keeps = start && **line == '\0', empties = start && g_str_equal(*line, "-");
  if (!keeps && !empties) return CC_TYPED_LINE;
  g_free(*line);
  *line = g_strdup(keeps ? start : "");
  return CC_TYPED_LINE;
}
