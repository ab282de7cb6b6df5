/* page/form/: a contact as a form, and back from what was typed; the choice between two.  It
 * knows review/ and html/, but no HTTP. */
#pragma once

#include "page/html/html.h"
#include "review/review.h"

/* ---- the rows of a contact (rows.c, other.c) ------------------------------------------------- */

/* One row of the form: a value of the contact, and where on the card it was read. */
typedef struct {
  guint number; /* from 0: its place in the contact; names its elements: "row-3" */
  CcKind kind;
  char *value;
  char *from;                      /* the reading's field it came from: "emails[0]"; NULL: none */
  const CardcatEvidence *evidence; /* of FROM, borrowed of the reading; NULL: none */
  gboolean doubtful;               /* as it was read, and that was not sure */
  gboolean missing;                /* no name was read, and here it belongs */
  gboolean is_new;                 /* one more, of which nothing is known */
  const CardcatName *name;         /* whose parts are shown, borrowed; NULL: no name */
  const CardcatAddress *address;   /* the same */
  char *other;                     /* what another window has there; NULL: the same, or none */
  gboolean focused;                /* it gets the focus when the page is shown */
} CcRow;

void cc_row_free(CcRow *row);
/* The rows of CONTACT, CcRow*, owned, in the contact's order; both borrowed as long as they live.
 * READING may be NULL: of a contact without a card. */
GPtrArray *cc_rows_of(const CardcatContact *contact, const CardcatReading *reading);

/* Whether a person is led to ROW before the card is saved; for scripts it says so by data-check. */
gboolean cc_row_is_to_check(const CcRow *row);

/* Adds to ROWS an empty one for each of name, title, organization, e-mail and phone that has none,
 * where it is looked for, and numbers all anew. */
void cc_rows_complete(GPtrArray *rows);

/* What another window saved meanwhile, borrowed. */
typedef struct {
  const CardcatContact *contact;
  const CardcatMeeting *meeting;
} CcOther;

/* Tells in each of ROWS what CONTACT has there instead.  What it has and no row stands
 * for, char* as "E-mail: a@b.example", owned. */
GPtrArray *cc_rows_compare(GPtrArray *rows, const CardcatContact *contact);

/* ---- the form (row.c, form.c, meeting.c, typed.c) -------------------------------------------- */

/* The card that a form is about, all borrowed. */
typedef struct {
  const CardcatReading *reading;
  const char *front, *back; /* addresses of its pictures; NULL: there is none */
} CcFormCard;

/* The kind of a row that what is typed decides on. */
#define CC_KIND_ANY "any"

/* CARD may be NULL, here and below: of a contact without a card. */
void cc_row_write(CcHtml *html, const CcRow *row, const CcFormCard *card);
/* What another window saved in the field that ID describes; VALUE NULL: there is no difference. */
void cc_other_write(CcHtml *html, const char *id, const char *value);
/* The rows as a form's fields and an empty one; within an open form.  FOCUS: the first to check
 * gets it, so that what is typed at once goes there, and not where it is a key.  OTHER (or NULL),
 * what another window saved, is told beside each that differs. */
void cc_form_write_values(CcHtml *html, GPtrArray *rows, const CcFormCard *card, gboolean focus,
                          const CardcatContact *other);
/* The id of the list that an event is completed from. */
#define CC_EVENTS_LIST "events"
void cc_form_write_meeting(CcHtml *html, const CardcatMeeting *meeting,
                           const CardcatMeeting *other);
/* The contact that was TYPED, CcPair* in the form's order; owned.  AS_IT_WAS: of the same card or
 * contact, for what a form does not show.  NAMES (or NULL) parts a name that was typed. */
CardcatContact *cc_form_contact(const GPtrArray *typed, const CardcatContact *as_it_was,
                                CardcatNames *names);
/* The meeting that was typed, owned.  CARDCAT_ERROR_USAGE: its day is none. */
CardcatMeeting *cc_form_meeting(const GPtrArray *typed, const CardcatMeeting *as_it_was,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- two that are one person (choices.c) ----------------------------------------------------- */

/* A is the contact that stays; B, another contact or a card, goes into it.  All borrowed. */
typedef struct {
  const char *a_is, *b_is; /* "the contact", "the card" */
  const CardcatContact *a, *b;
  const CardcatMeeting *a_met, *b_met;
} CcTwo;

/* What to choose from, and what becomes of how they were met, within an open form.  What was CHOSEN
 * (CcPair*) before is chosen still, also where the values have other places by now. */
void cc_choices_write(CcHtml *html, const GPtrArray *chosen, const CcTwo *two);
/* What was CHOSEN, owned. */
CardcatContact *cc_choices_taken(const GPtrArray *chosen, const CcTwo *two);
