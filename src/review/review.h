/* review/: where a person looks at what was read, corrects it and decides.
 * It knows the public contract only, so that nothing here depends on how cards are read. */
#pragma once

#include "cardcat/cardcat.h"

/* The cards to review, one after another on this terminal, until they are done or the user
 * leaves.  CARDCAT_ERROR_USAGE when standard input or output is no terminal. */
gboolean cc_review_terminal(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

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
  CC_ANSWER_LINE,
  CC_ANSWER_GIVEN_UP,    /* by Ctrl-C or Ctrl-D */
  CC_ANSWER_INTERRUPTED, /* by a signal: CARDCAT_ERROR_INTERRUPTED */
  CC_ANSWER_FAILED,      /* with another error */
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

/* ---- editing a contact (edit.c, edit_fields.c) ----------------------------------------------- */

/* One value of a contact, as it is shown and edited. */
typedef struct {
  char *field; /* as in the evidence: "name", "phones[0]" */
  char *label;
  char *value;
} CcField;

void cc_field_free(CcField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcField, cc_field_free)

/* The values CONTACT has, CcField*, owned, in the order they are shown. */
GPtrArray *cc_contact_fields(const CardcatContact *contact);
/* The list of CONTACT that FIELD, "titles" or "titles[0]", belongs to, borrowed; NULL: none. */
GPtrArray *cc_contact_list(CardcatContact *contact, const char *field);
/* Where CONTACT keeps the single text FIELD: "name", "organization", "department"; else NULL. */
char **cc_contact_text(CardcatContact *contact, const char *field);
/* The 2 of "titles[2]". */
guint cc_field_index(const char *field);

/* FULL, a name just typed, taken apart; of OLD's prefix and suffix stays what still stands in it.
 * Replaces OLD. */
void cc_name_retype(CardcatName *old, const char *full);
/* FULL, an address just typed; parts of OLD that are no longer in it go.  Replaces OLD's. */
void cc_address_retype(CardcatAddress *old, const char *full);
/* VALUE, a number just typed; an international one is its own E.164.  Replaces OLD's. */
void cc_phone_retype(CardcatPhone *old, const char *value);

/* ---- what a reading knows of a value beside it (known.c) --------------------------------------
 */

/* Where a value comes from, and where code and print say different things what each says, borrowed
 * of the reading; else NULL. */
typedef struct {
  gboolean in_code, in_print;
  const char *code, *print;
} CcWitnesses;

/* Of READING's FIELD, "emails[0]", or NULL. */
CcWitnesses cc_field_witnesses(const CardcatReading *reading, const char *field);
/* For a person, owned; NULL: there is no code. */
char *cc_witnesses_say(const CcWitnesses *witnesses);
/* Other readings of VALUE, which was read as READING's FIELD (or NULL): what the print or the code
 * says instead, the text before it was repaired, and what other readings of its lines have in its
 * place; char*, owned. */
GPtrArray *cc_other_readings(const CardcatReading *reading, const char *field, const char *value);

/* What READING knows of the value of FIELD, wherever it stands now; NULL: it was not read. */
const CardcatEvidence *cc_field_evidence(const CcField *field, const CardcatReading *reading);
/* It is as it was read, and was read doubtfully. */
gboolean cc_field_is_doubtful(const CcField *field, const CardcatReading *reading);
/* The evidence for FIELD of CONTACT, also where another value was typed in its place; NULL: it was
 * not read. */
const CardcatEvidence *cc_field_source(const CcField *field, CardcatContact *contact,
                                       const CardcatReading *reading);
/* Prints FIELDS numbered from 1. */
void cc_print_fields(CcTerm *term, const GPtrArray *fields);
/* Asks for a new value of FIELD, or (NULL) for a new field.  CHANGED says whether CONTACT was; it
 * is written when interrupted, too, with what was typed until then in CONTACT. */
gboolean cc_edit_field(CcTerm *term, CardcatContact *contact, const CcField *field,
                       gboolean *changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks which value to change and for the new one. */
gboolean cc_edit_value(CcTerm *term, CardcatContact *contact, gboolean *changed,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
