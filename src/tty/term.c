/* A terminal taken over: keys, places, pictures, and how it was before. */
#include "tty/tty.h"

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

static void release_resize(int resized) {
  sigset_t set;
  if (resized < 0) return;
  sigemptyset(&set);
  sigaddset(&set, SIGWINCH);
  close(resized);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* Many terminals have colour, but by their names these have none. */
static gboolean has_colour(const char *type) {
  static const char *const without[] = {"*-m", "*-mono", "sun", "unknown"};
  for (guint i = 0; i < G_N_ELEMENTS(without); i++)
    if (g_pattern_match_simple(without[i], type)) return FALSE;
  gboolean vt = g_str_has_prefix(type, "vt") && g_ascii_isdigit(type[2]);
  return !vt || g_str_has_prefix(type, "vt525");
}

/* One that clears its screen gives key by key, unseen; another one lines, as it is used to. */
static void set_up(CcTerm *term) {
  const char *type = g_getenv("TERM"), *plain = g_getenv("NO_COLOR");
  setlocale(LC_CTYPE, ""); /* readline and Chafa ask it what can be shown */
  term->out = g_string_new(NULL);
  term->resized = -1;
  term->clears = type && *type && !g_str_equal(type, "dumb");
  if (!term->clears) return;
  term->colour = has_colour(type) && !(plain && *plain);
  term->resized = catch_resize();
  term->keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  term->keys.c_cc[VMIN] = 1;
  term->keys.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->keys);
}

CcTerm *cc_term_new(GError **error) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "this needs a terminal, not a pipe or a file: 'cardcat review' without "
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
  term->signals = signals;
  term->usual = term->keys = usual;
  set_up(term);
  return term;
}

void cc_term_free(CcTerm *term) {
  if (!term) return;
  g_autoptr(GError) gone = NULL; /* of a terminal that is no longer there */
  if (!cc_write_all(term->signals, STDOUT_FILENO, term->out->str, &gone))
    g_debug("%s", gone->message);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &term->usual);
  release_resize(term->resized);
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

/* The rest of a key that sends more than one byte; of one that is not known it is dropped. */
static int take_sequence(void) {
  static const struct {
    char bytes[4];
    int key;
  } known[] = {{"[A", CC_KEY_UP},   {"OA", CC_KEY_UP},       {"[B", CC_KEY_DOWN},
               {"OB", CC_KEY_DOWN}, {"[5~", CC_KEY_PAGE_UP}, {"[6~", CC_KEY_PAGE_DOWN}};
  char bytes[64] = {0};
  for (gsize length = 0; length < 3 && read_soon(bytes + length, 1) == 1; length++)
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
      if (g_str_equal(bytes, known[i].bytes)) return known[i].key;
  while (read_soon(bytes, sizeof bytes) > 0)
    continue;
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
  if (!flush(term, error)) return FALSE;
  if (!term->clears) return cc_plain_key(term->signals, key, error);
  if (!wait_byte(term, &byte, error)) return FALSE;
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
  if (!flush(term, error)) return CC_TYPED_FAILED;
  CcTyped answer = term->clears
                       ? cc_line_ask(term->signals, prompt, start, term->colour, line, error)
                       : cc_plain_ask(term->signals, prompt, start, line, error);
  if (term->clears) g_string_append(term->out, "\033[?2004l");
  if (answer != CC_TYPED_LINE) g_string_append_c(term->out, '\n');
  return answer;
}

gboolean cc_term_draws(const CcTerm *term) {
  return term->clears;
}

gboolean cc_term_has_pixels(const CcTerm *term) {
  return cc_picture_has_pixels(term->colour);
}

void cc_term_picture(CcTerm *term, const CcPicture *picture, int row, int column, int columns,
                     int rows) {
  CcCells cells = cc_cells(STDOUT_FILENO, columns, rows);
  g_autofree char *drawn = cc_picture_draw(picture->rgb, picture->width, picture->height, &cells,
                                           picture->stretched, term->colour);
  g_auto(GStrv) lines = g_strsplit(drawn, "\n", -1);
  g_string_append(term->out, "\0337");
  for (int i = 0; lines[i]; i++)
    g_string_append_printf(term->out, "\033[%d;%dH%s", row + i, column, lines[i]);
  g_string_append(term->out, "\0338");
}

void cc_term_at(CcTerm *term, int row) {
  if (term->clears) g_string_append_printf(term->out, "\033[%d;1H\033[J", row);
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
