/* tty/: a terminal: signals, text that steers nothing, keys, lines and pictures.  It knows no card;
 * of the public contract it takes the error domain only. */
#pragma once

#include "cardcat/cardcat.h"

/* ---- signals and descriptors (signals.c) ----------------------------------------------------- */

/* From now on SIGINT, SIGTERM and SIGHUP wait until they are asked for, so that no write to the
 * address book or the terminal is cut in the middle.  The descriptor they are asked at, -1 with
 * error; where one is taken below, -1 stands for none. */
int cc_signals_catch(GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Closes it, drops what came, and lets signals act as before. */
void cc_signals_release(int signals);
/* The signal that came since the last call; 0: none. */
int cc_signals_take(int signals);
/* Waits until FD is ready for EVENTS of poll(2).  FALSE when a signal came first, which can still
 * be taken: CARDCAT_ERROR_INTERRUPTED. */
gboolean cc_wait_fd(int signals, int fd, short events, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes all of TEXT.  CARDCAT_ERROR_OUTPUT; when its reader has gone away, G_FILE_ERROR_PIPE. */
gboolean cc_write_all(int signals, int fd, const char *text,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_set_interrupted(GError **error);

/* ---- text on a screen (screen.c) ------------------------------------------------------------- */

/* TEXT as valid UTF-8 on one line in which nothing steers a terminal: such bytes show as \x1B.
 * Owned. */
char *cc_printable(const char *text);
/* Steers a terminal or the direction of its text: C0 and C1 codes, bidirectional overrides. */
gboolean cc_is_steering(gunichar c);
/* TEXT as a person may have typed or pasted it: line ends and tabs are spaces, what steers is
 * dropped, trimmed.  Owned. */
char *cc_typed(const char *text);
/* The columns that TEXT (printable) takes; an East Asian character takes two. */
int cc_width(const char *text);
/* TEXT (printable) cut or padded to COLUMNS of a terminal, owned. */
char *cc_fit(const char *text, int columns);
/* The lines of TEXT, char*, owned, made printable and broken, between words where it can be, so
 * that none is wider than COLUMNS. */
GPtrArray *cc_wrap(const char *text, int columns);
int cc_columns(int fd); /* of the terminal FD; 80 when unknown */
int cc_rows(int fd);    /* 24 when unknown */

/* ---- the terminal (term.c) ------------------------------------------------------------------- */

typedef struct CcTerm CcTerm;
/* Takes the terminal of standard input over until it is freed.  CARDCAT_ERROR_USAGE when standard
 * input or output is none. */
CcTerm *cc_term_new(GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_term_free(CcTerm *term);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcTerm, cc_term_free)

#define CC_KEY_END 4     /* Ctrl-D, Ctrl-C or the end of input */
#define CC_KEY_ESCAPE 27 /* Escape, or any key that sends more than one byte but these: */
#define CC_KEY_UP 256
#define CC_KEY_DOWN 257
#define CC_KEY_PAGE_UP 258
#define CC_KEY_PAGE_DOWN 259
#define CC_KEY_REDRAW 260 /* no key: the window has another size, or was left meanwhile */
/* Waits for one key: a byte, ENTER as '\n'; on a terminal that knows only lines the first byte of
 * one.  FALSE with CARDCAT_ERROR_INTERRUPTED. */
gboolean cc_term_key(CcTerm *term, int *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  CC_TYPED_LINE,
  CC_TYPED_GIVEN_UP,    /* by Ctrl-C or Ctrl-D */
  CC_TYPED_INTERRUPTED, /* by a signal: CARDCAT_ERROR_INTERRUPTED */
  CC_TYPED_FAILED,      /* with another error */
} CcTyped;
/* Asks for a line, which is START (NULL: empty) until it is edited.  LINE: it, owned, cleaned as by
 * cc_typed(); when INTERRUPTED what it was until then, else NULL. */
CcTyped cc_term_line(CcTerm *term, const char *prompt, const char *start, char **line,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A clean screen, or an empty line on a terminal that knows none. */
void cc_term_clear(CcTerm *term);
/* TEXT, made printable; line ends stay. */
void cc_term_print(CcTerm *term, const char *text);
/* The same, so that it stands out where there is colour. */
void cc_term_highlight(CcTerm *term, const char *text);

/* ---- a line (line.c) ------------------------------------------------------------------------- */

/* cc_term_line() on a terminal that gives key by key, unseen. */
CcTyped cc_line_ask(int signals, const char *prompt, const char *start, gboolean colour,
                    char **line, GError **error);

/* ---- a terminal that can nothing, as Emacs's shell (plain.c) --------------------------------- */

/* cc_term_key() on a terminal that gives lines: the first byte of one. */
gboolean cc_plain_key(int signals, int *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* cc_term_line() on one: an empty line is START, - is nothing. */
CcTyped cc_plain_ask(int signals, const char *prompt, const char *start, char **line,
                     GError **error);

/* ---- pictures (picture.c) -------------------------------------------------------------------- */

typedef struct {
  int columns, rows; /* of the terminal */
  int width, height; /* pixels of one */
} CcCells;

typedef struct {
  const guint8 *rgb; /* as cardcat_picture_pixels() gives it */
  int width, height;
  gboolean stretched; /* see cc_picture_draw() */
} CcPicture;

/* COLUMNS x ROWS of the terminal FD. */
CcCells cc_cells(int fd, int columns, int rows);
/* What draws the picture in CELLS on the terminal that the environment names, owned: sixels, a
 * picture of kitty's, or as many lines of blocks as there are rows, STRETCHED from black to white;
 * without COLOUR in black and white. */
char *cc_picture_draw(const guint8 *rgb, int width, int height, const CcCells *cells,
                      gboolean stretched, gboolean colour);
/* It draws by pixels, not by blocks; without COLOUR never. */
gboolean cc_picture_has_pixels(gboolean colour);
gboolean cc_term_has_pixels(const CcTerm *term);
/* FALSE on a terminal that cannot place what it shows. */
gboolean cc_term_draws(const CcTerm *term);
/* At ROW and COLUMN, from 1, in COLUMNS x ROWS. */
void cc_term_picture(CcTerm *term, const CcPicture *picture, int row, int column, int columns,
                     int rows);
/* To the beginning of ROW, from 1, which becomes empty, as do all below it. */
void cc_term_at(CcTerm *term, int row);
