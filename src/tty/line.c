/* The only file that knows GNU readline.  Its callbacks carry no data, so what it reads comes from
 * a stream of our own: first a line with the start text, then the terminal's bytes, until a signal
 * or Ctrl-C ends the stream, which makes readline hand over what there is. */
#define _GNU_SOURCE /* fopencookie() */
#include "tty/tty.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

/* A key that sends several bytes sends them within this time. */
#define SEQUENCE_MS 15
#define CTRL_C 3

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FILE, fclose)

typedef struct {
  int signals;
  const char *start; /* what of the start text was not given yet */
  int held;          /* a byte that was read too early; -1: none */
  gboolean given_up;
  GError *failed;
} Source;

static int wait_byte(Source *source) {
  guint8 byte;
  for (;;) {
    if (!cc_wait_fd(source->signals, STDIN_FILENO, POLLIN, &source->failed)) return -1;
    gssize n = read(STDIN_FILENO, &byte, 1);
    if (n < 0 && errno == EINTR) continue;
    return n == 1 ? byte : -1;
  }
}

/* The next byte of the terminal without C1 codes, which readline would show as they are. */
static int next_byte(Source *source) {
  for (;;) {
    int byte = source->held >= 0 ? source->held : wait_byte(source);
    source->held = -1;
    if (byte != 0xC2) return byte;
    int second = wait_byte(source);
    if (second >= 0x80 && second <= 0x9F) continue;
    source->held = second;
    return byte;
  }
}

static ssize_t give(void *cookie, char *bytes, size_t size) {
  Source *source = cookie;
  if (size == 0 || source->given_up || source->failed) return 0;
  int byte = *source->start ? (guint8)*source->start++ : next_byte(source);
  source->given_up = byte == CTRL_C;
  if (byte < 0 || source->given_up) return 0;
  bytes[0] = (char)byte;
  return 1;
}

static int get_byte(FILE *stream) {
  return fgetc(stream);
}

static int is_more_there(void) {
  struct pollfd fd = {STDIN_FILENO, POLLIN, 0};
  return poll(&fd, 1, SEQUENCE_MS) > 0;
}

/* The first line of the stream is what readline starts with. */
static int insert_start(void) {
  GString *start = g_string_new(NULL);
  for (int c = fgetc(rl_instream); c != EOF && c != '\n'; c = fgetc(rl_instream))
    g_string_append_c(start, (char)c);
  rl_insert_text(start->str);
  g_string_free(start, TRUE);
  return 0;
}

/* The terminal gives keys already (term.c): readline need not prepare it. */
static void prepare(int meta G_GNUC_UNUSED) {
  rl_tty_set_echoing(1);
}

static void restore(void) {
}

static void set_up(FILE *in, gboolean colour) {
  rl_readline_name = "cardcat";
  rl_instream = in;
  rl_outstream = stdout;
  rl_getc_function = get_byte;
  rl_startup_hook = insert_start;
  rl_input_available_hook = is_more_there;
  rl_prep_term_function = prepare;
  rl_deprep_term_function = restore;
  rl_catch_signals = rl_catch_sigwinch = rl_change_environment = 0;
  rl_inhibit_completion = 1;
  if (!colour && rl_variable_bind("enable-active-region", "off") != 0) return;
  rl_set_screen_size(cc_rows(STDOUT_FILENO), cc_columns(STDOUT_FILENO));
}

char *cc_typed(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *out = g_string_new(NULL);
  for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '\n' || c == '\t' || c == '\r')
      g_string_append_c(out, ' ');
    else if (!cc_is_steering(c))
      g_string_append_unichar(out, c);
  }
  return g_strstrip(g_string_free(out, FALSE));
}

CcTyped cc_line_ask(int signals, const char *prompt, const char *start, gboolean colour,
                    char **line, GError **error) {
  g_autofree char *safe_prompt = cc_printable(prompt);
  g_autofree char *clean = cc_typed(start ? start : "");
  g_autofree char *safe_start = g_strconcat(clean, "\n", NULL);
  Source source = {.signals = signals, .start = safe_start, .held = -1};
  cookie_io_functions_t functions = {.read = give};
  g_autoptr(FILE) in = fopencookie(&source, "r", functions);
  if (!in || setvbuf(in, NULL, _IONBF, 0) != 0) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "no memory for a line");
    return CC_TYPED_FAILED;
  }
  set_up(in, colour);
  char *raw = readline(safe_prompt);
  rl_instream = stdin;
  *line = raw ? cc_typed(raw) : NULL;
  free(raw);
  if (*line && **line) add_history(*line);
  if (source.failed) {
    g_propagate_error(error, source.failed);
    return CC_TYPED_INTERRUPTED;
  }
  if (*line && !source.given_up) return CC_TYPED_LINE;
  g_clear_pointer(line, g_free);
  return CC_TYPED_GIVEN_UP;
}
