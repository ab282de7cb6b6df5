/* Shared by the files of the terminal review. */
#pragma once

#include "review/review.h"

/* ---- a line (term_line.c) -------------------------------------------------------------------- */

/* cc_term_line() on a terminal that gives key by key, unseen. */
CcTyped cc_line_ask(int signals, const char *prompt, const char *start, gboolean colour,
                    char **line, GError **error);

/* ---- a terminal that can nothing, as Emacs's shell (term_plain.c) -----------------------------
 */

/* cc_term_key() on a terminal that gives lines: the first byte of one. */
gboolean cc_plain_key(int signals, int *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* cc_term_line() on one: an empty line is START, - is nothing. */
CcTyped cc_plain_ask(int signals, const char *prompt, const char *start, char **line,
                     GError **error);

/* ---- pictures (term_picture.c) --------------------------------------------------------------- */

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
/* To the beginning of ROW, from 1, which becomes empty. */
void cc_term_at(CcTerm *term, int row);

/* ---- one review ------------------------------------------------------------------------------ */

typedef struct {
  CcTerm *term;
  CardcatStore *store;
  GArray *queue; /* gint64: ids of cards */
  guint at;      /* the card that is shown */
  CardcatCard *card;
  CardcatContact *contact; /* of the card, with what was typed */
  GPtrArray *fields;       /* CcField*, of the contact */
  guint chosen;            /* of the fields */
  GPtrArray *twins;        /* CardcatEntry*: who may be the same person */
  char *news;              /* what the last key did; owned */
  gboolean leave;
} CcReview;

void cc_review_tell(CcReview *r, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The chosen field; NULL: there is none. */
const CcField *cc_review_field(const CcReview *r);
/* The contact was changed: its fields are taken anew and it is kept as the card's draft. */
gboolean cc_review_changed(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Its name, else its firm, as a message names it. */
const char *cc_review_name(const CardcatContact *contact);
gboolean cc_review_next(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- its screen (review_draw.c) -------------------------------------------------------------- */

typedef struct {
  int rows, columns;  /* of the terminal */
  int body;           /* rows of values */
  int values;         /* columns of values */
  int picture, shown; /* columns and rows of the card's picture; 0: none */
  int crop;           /* rows of the chosen value's picture; 0: none */
} CcLayout;

/* How ROWS x COLUMNS are shared by a card of WIDTH x HEIGHT pixels (0: no picture) with VALUES rows
 * of values, the chosen one of which has a place on it or not. */
CcLayout cc_layout(int rows, int columns, int values, int width, int height, gboolean has_crop);
/* Into how many pieces, each beginning OVERLAP before the one above ends, a part of the card, WIDTH
 * x HEIGHT pixels, is best cut to be drawn in CELLS. */
int cc_crop_pieces(int width, int height, int overlap, const CcCells *cells);
void cc_review_draw(CcReview *r);
/* TEXT, owned by it, cut to the terminal's width, and a line end. */
void cc_review_line(CcReview *r, char *owned);

/* ---- a long text (review_text.c) ------------------------------------------------------------- */

/* Shows TEXT, by pages where it is longer than the screen, until the user goes back. */
gboolean cc_review_read(CcReview *r, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- values and meeting (review_values.c) ---------------------------------------------------- */

gboolean cc_review_edit(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_add(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_remove(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_move(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_alternatives(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_meeting(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Other readings of FIELD's value, as cc_other_readings(); char*, owned. */
GPtrArray *cc_field_alternatives(const CcReview *r, const CcField *field);
/* FIELD of CONTACT becomes VALUE; NULL takes it away. */
void cc_field_set(CardcatContact *contact, const char *field, const char *value);
/* FIELD of CONTACT becomes one of KIND: "name", "titles", "phones", ...; what a single one of these
 * held goes where FIELD was.  TYPE: of a telephone number. */
void cc_field_move(CardcatContact *contact, const CcField *field, const char *kind,
                   CardcatPhoneType type);

/* ---- merging (review_merge.c) ---------------------------------------------------------------- */

gboolean cc_review_merge(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
