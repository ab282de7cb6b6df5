#include "review/review.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A key that sends several bytes sends them within this time. */
#define SEQUENCE_MS 40
#define LINE_MAX_BYTES 4096 /* what a terminal's line discipline takes */
#define CTRL_C 3
#define CTRL_D 4
#define CTRL_Z 26

struct CcTerm {
  int signals;                /* see cc_signals_catch() */
  struct termios usual, keys; /* as it was found; one key at a time, unseen */
  gboolean clears, colour;
  GString *out; /* printed, not yet written */
};

CcTerm *cc_term_new(GError **error) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "a terminal is needed here, not a pipe or a file");
    return NULL;
  }
  struct termios usual;
  if (tcgetattr(STDIN_FILENO, &usual) != 0) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "the terminal cannot be used: %s",
                g_strerror(errno));
    return NULL;
  }
  int signals = cc_signals_catch(error);
  if (signals < 0) return NULL;
  CcTerm *term = g_new0(CcTerm, 1);
  const char *type = g_getenv("TERM"), *plain = g_getenv("NO_COLOR");
  term->signals = signals;
  term->usual = term->keys = usual;
  term->keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  term->keys.c_cc[VMIN] = 1;
  term->keys.c_cc[VTIME] = 0;
  term->clears = type && *type && !g_str_equal(type, "dumb");
  term->colour = term->clears && !(plain && *plain);
  term->out = g_string_new(NULL);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->keys);
  return term;
}

void cc_term_free(CcTerm *term) {
  if (!term) return;
  g_autoptr(GError) gone = NULL; /* of a terminal that is no longer there */
  if (!cc_write_all(term->signals, STDOUT_FILENO, term->out->str, &gone))
    g_debug("%s", gone->message);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->usual);
  cc_signals_release(term->signals);
  g_string_free(term->out, TRUE);
  g_free(term);
}

static gboolean flush(CcTerm *term, GError **error) {
  gboolean well = cc_write_all(term->signals, STDOUT_FILENO, term->out->str, error);
  g_string_truncate(term->out, 0);
  return well;
}

/* The rest of a key that sends more than one byte is read and dropped. */
static void drop_sequence(void) {
  struct pollfd fd = {STDIN_FILENO, POLLIN, 0};
  char bytes[64];
  while (poll(&fd, 1, SEQUENCE_MS) > 0 && read(STDIN_FILENO, bytes, sizeof bytes) > 0) {
  }
}

/* Ctrl-Z: the shell gets its terminal as it was, until it brings us back. */
static void suspend(CcTerm *term) {
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->usual);
  raise(SIGSTOP);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->keys);
}

gboolean cc_term_key(CcTerm *term, int *key, GError **error) {
  unsigned char byte = 0;
  if (!flush(term, error)) return FALSE;
  for (;;) {
    if (!cc_wait_fd(term->signals, STDIN_FILENO, POLLIN, error)) return FALSE;
    gssize n = read(STDIN_FILENO, &byte, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) byte = CTRL_D;
    if (byte != CTRL_Z) break;
    suspend(term);
    byte = 12; /* as Ctrl-L: no key, but the screen is drawn again */
    break;
  }
  if (byte == CC_KEY_ESCAPE || byte >= 0x80) {
    drop_sequence();
    byte = CC_KEY_ESCAPE;
  }
  *key = byte == '\r' ? '\n' : byte == CTRL_C ? CC_KEY_END : byte;
  return TRUE;
}

/* One line as the terminal hands it over; 0: its end, -1: interrupted. */
static gssize read_line(CcTerm *term, char *line, gsize size, GError **error) {
  gssize n = -1;
  while (cc_wait_fd(term->signals, STDIN_FILENO, POLLIN, error)) {
    n = read(STDIN_FILENO, line, size);
    if (n >= 0 || errno != EINTR) break;
  }
  return n;
}

char *cc_term_line(CcTerm *term, const char *prompt, GError **error) {
  char line[LINE_MAX_BYTES];
  g_autoptr(GError) ended = NULL;
  cc_term_print(term, prompt);
  if (!flush(term, error)) return NULL;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->usual);
  gssize n = read_line(term, line, sizeof line, &ended);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->keys);
  if (ended && cc_signals_take(term->signals) != SIGINT)
    g_propagate_error(error, g_steal_pointer(&ended));
  if (n <= 0) {
    g_string_append_c(term->out, '\n');
    return NULL;
  }
  g_autofree char *valid = g_utf8_make_valid(line, n);
  GString *text = g_string_new(NULL);
  for (const char *p = valid; *p; p = g_utf8_next_char(p))
    if (!g_unichar_iscntrl(g_utf8_get_char(p))) g_string_append_unichar(text, g_utf8_get_char(p));
  return g_strstrip(g_string_free(text, FALSE));
}

void cc_term_clear(CcTerm *term) {
  g_string_append(term->out, term->clears ? "\033[H\033[2J" : "\n");
}

void cc_term_print(CcTerm *term, const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    g_autofree char *safe = cc_printable(lines[i]);
    g_string_append_printf(term->out, "%s%s", i > 0 ? "\n" : "", safe);
  }
}

void cc_term_highlight(CcTerm *term, const char *text) {
  if (term->colour) g_string_append(term->out, "\033[1;33m");
  cc_term_print(term, text);
  if (term->colour) g_string_append(term->out, "\033[0m");
}
