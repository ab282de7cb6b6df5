/* keys/: the review on a terminal, by keys.  It knows tty/ and review/. */
#pragma once

#include "review/review.h"
#include "tty/tty.h"

/* ---- for the commands (loop.c, contact.c) ---------------------------------------------------- */

/* The cards to review, one after another on this terminal, until they are done or the user
 * leaves.  CARDCAT_ERROR_USAGE when standard input or output is no terminal. */
gboolean cc_review_terminal(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Shows ENTRY and asks what to change until the user is content; every change is saved at once,
 * with what ENTRY then says.  CARDCAT_ERROR_USAGE as above. */
gboolean cc_review_contact(CardcatStore *store, CardcatEntry *entry,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Columns that the label of a value takes. */
#define CC_LABEL_COLUMNS 14

/* ---- editing a contact (edit.c) -------------------------------------------------------------- */

/* Prints FIELDS numbered from 1. */
void cc_print_fields(CcTerm *term, const GPtrArray *fields);
/* Asks for a new value of FIELD.  CHANGED says whether CONTACT was; it is written when interrupted,
 * too, with what was typed until then in CONTACT. */
gboolean cc_edit_field(CcTerm *term, CardcatContact *contact, const CcField *field,
                       gboolean *changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks for a value of KIND that CONTACT has not yet; as above. */
gboolean cc_edit_new(CcTerm *term, CardcatContact *contact, const CcKind *kind, gboolean *changed,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Shows the kinds a value can be of, each with the letter that cc_kind_typed() knows it by, and
 * asks for one; OR_LINE: or for the number of a line that was shown before. */
gboolean cc_ask_kind(CcTerm *term, gboolean or_line, int *key,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE: KEY is no kind's letter. */
gboolean cc_kind_typed(int key, CcKind *kind);
/* Asks which value to change and for the new one. */
gboolean cc_edit_value(CcTerm *term, CardcatContact *contact, gboolean *changed,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- one review (state.c) -------------------------------------------------------------------- */

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
  char *wanted;            /* whom one wishes to meet, and is on the card; NULL: nobody */
  GPtrArray *unused;       /* CcUnusedLine*: print that is in no value */
  char *asked;             /* the objections that the user was asked about; NULL: none */
  char *news;              /* what the last key did; owned */
  gboolean leave;
} CcReview;

/* What the screen tells below the values until the next key. */
void cc_review_tell(CcReview *r, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The chosen field; NULL: there is none. */
const CcField *cc_review_field(const CcReview *r);
/* The contact was changed: its fields are taken anew and it is kept as the card's draft. */
gboolean cc_review_changed(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_is_doubtful(const CcReview *r, guint field);
/* Other readings of FIELD's value, as cc_value_alternatives(); char*, owned. */
GPtrArray *cc_field_alternatives(const CcReview *r, const CcField *field);
/* The card at r->at, or after it when that was decided elsewhere meanwhile; none when there is no
 * more: r->card is NULL. */
gboolean cc_review_load(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The card after it. */
gboolean cc_review_next(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_review_drop(CcReview *r); /* lets go of the card */

/* ---- a line of it (line.c) ------------------------------------------------------------------- */

/* TEXT, owned by it, cut to the terminal's width, and a line end. */
void cc_review_line(CcReview *r, char *owned);
/* TEXT made printable and cut to COLUMNS, owned; whole where lines may be long. */
char *cc_review_fitted(const CcReview *r, const char *text, int columns);

/* ---- its screen (draw.c) --------------------------------------------------------------------- */

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

/* ---- a long text (text.c) -------------------------------------------------------------------- */

/* Shows TEXT, by pages where it is longer than the screen, until the user goes back. */
gboolean cc_review_read(CcReview *r, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- values and meeting (values.c) ----------------------------------------------------------- */

gboolean cc_review_edit(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_add(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_remove(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_move(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_alternatives(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_review_meeting(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- merging (merge.c) ----------------------------------------------------------------------- */

gboolean cc_review_merge(CcReview *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;
