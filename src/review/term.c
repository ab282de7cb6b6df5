#include "review/terminal.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

/* A key that sends several bytes sends them within this time. */
#define SEQUENCE_MS 40
#define CTRL_C 3
#define CTRL_D 4
#define CTRL_Z 26

struct CcTerm {
  int signals;                /* see cc_signals_catch() */
  struct termios usual, keys; /* as it was found; one key at a time, unseen */
  gboolean clears, colour;
  int resized;  /* tells that the window has another size; -1: nothing does */
  GString *out; /* printed, not yet written */
};

static int catch_resize(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGWINCH);
  sigprocmask(SIG_BLOCK, &set, NULL);
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

CcTerm *cc_term_new(GError **error) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "a terminal is needed here, not a pipe or a file: 'cardcat review' without "
                "--terminal opens a page, 'cardcat list' writes to a pipe");
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
  setlocale(LC_CTYPE, ""); /* readline and Chafa ask it what can be shown */
  term->signals = signals;
  term->resized = catch_resize();
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
  if (term->resized >= 0) close(term->resized);
  cc_signals_release(term->signals);
  g_string_free(term->out, TRUE);
  g_free(term);
}

static gboolean flush(CcTerm *term, GError **error) {
  gboolean well = cc_write_all(term->signals, STDOUT_FILENO, term->out->str, error);
  g_string_truncate(term->out, 0);
  return well;
}

static gssize read_soon(char *bytes, gsize size) {
  struct pollfd fd = {STDIN_FILENO, POLLIN, 0};
  return poll(&fd, 1, SEQUENCE_MS) > 0 ? read(STDIN_FILENO, bytes, size) : 0;
}

/* The rest of a key that sends more than one byte: an arrow up or down, else it is dropped. */
static int take_sequence(void) {
  char bytes[64] = {0};
  gssize n = read_soon(bytes, 1);
  if (n == 1 && (bytes[0] == '[' || bytes[0] == 'O') && read_soon(bytes + 1, 1) == 1)
    if (bytes[1] == 'A' || bytes[1] == 'B') return bytes[1] == 'A' ? CC_KEY_UP : CC_KEY_DOWN;
  while (n > 0)
    n = read_soon(bytes, sizeof bytes);
  return CC_KEY_ESCAPE;
}

/* Ctrl-Z: the shell gets its terminal as it was, until it brings us back. */
static void suspend(CcTerm *term) {
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->usual);
  raise(SIGSTOP);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->keys);
}

/* Waits for a key: its first byte, or CC_KEY_REDRAW when the window's size changed. */
static gboolean wait_byte(CcTerm *term, int *key, GError **error) {
  struct pollfd fds[] = {
      {STDIN_FILENO, POLLIN, 0}, {term->resized, POLLIN, 0}, {term->signals, POLLIN, 0}};
  struct signalfd_siginfo info;
  guint8 byte = CTRL_D;
  while (poll(fds, 3, -1) < 0)
    if (errno != EINTR) break;
  if (fds[2].revents != 0) {
    cc_set_interrupted(error);
    return FALSE;
  }
  gboolean resized =
      fds[1].revents != 0 && read(term->resized, &info, sizeof info) == (gssize)sizeof info;
  if (!resized && read(STDIN_FILENO, &byte, 1) <= 0) byte = CTRL_D;
  *key = resized ? CC_KEY_REDRAW : byte;
  return TRUE;
}

gboolean cc_term_key(CcTerm *term, int *key, GError **error) {
  int byte;
  if (!flush(term, error) || !wait_byte(term, &byte, error)) return FALSE;
  if (byte == CTRL_Z) {
    suspend(term);
    byte = CC_KEY_REDRAW;
  }
  if (byte == CC_KEY_ESCAPE || byte >= 0x80) byte = byte < CC_KEY_UP ? take_sequence() : byte;
  *key = byte == '\r' ? '\n' : byte == CTRL_C ? CC_KEY_END : byte;
  return TRUE;
}

CcTyped cc_term_line(CcTerm *term, const char *prompt, const char *start, char **line,
                     GError **error) {
  *line = NULL;
  /* Pasted text is told from keys, so that a line end in it ends nothing. */
  if (term->clears) g_string_append(term->out, "\033[?2004h");
  if (!flush(term, error)) return CC_ANSWER_FAILED;
  CcTyped answer = cc_line_ask(term->signals, prompt, start, term->colour, line, error);
  if (term->clears) g_string_append(term->out, "\033[?2004l");
  if (answer != CC_ANSWER_LINE) g_string_append_c(term->out, '\n');
  return answer;
}

gboolean cc_term_draws(const CcTerm *term) {
  return term->clears;
}

void cc_term_picture(CcTerm *term, const CcPicture *picture, int row, int column, int columns,
                     int rows) {
  CcCells cells = cc_cells(STDOUT_FILENO, columns, rows);
  g_autofree char *drawn =
      cc_picture_draw(picture->rgb, picture->width, picture->height, &cells, term->colour);
  g_auto(GStrv) lines = g_strsplit(drawn, "\n", -1);
  g_string_append(term->out, "\0337");
  for (int i = 0; lines[i]; i++)
    g_string_append_printf(term->out, "\033[%d;%dH%s", row + i, column, lines[i]);
  g_string_append(term->out, "\0338");
}

void cc_term_at(CcTerm *term, int row) {
  if (term->clears) g_string_append_printf(term->out, "\033[%d;1H\033[K", row);
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
