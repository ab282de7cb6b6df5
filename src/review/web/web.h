/* review/, the page: a server on this machine's own address, one thread, that shows the address
 * book to the browser of the person who started it.
 *
 * The way of a request: server/server.c takes it off libmicrohttpd, server/guard.c judges its
 * headers, server/routes.c finds whom it is for and how large it may be, server/request.c takes its
 * body apart, server/guard.c looks at the token, the route's handler answers, server/server.c sends
 * that.
 *
 * A new page: a file pages/NAME.c with its handlers and their CcRoute table, a line below, a line
 * in server/routes.c.  A handler for GET changes nothing.  One for POST changes and then redirects
 * to a GET.  Every byte of HTML goes through server/html.c. */
#pragma once

#include "cardcat/cardcat.h"

/* ---- who may (server/guard.c) ---------------------------------------------------------------- */

/* The secrets of one run of the server, and what it calls itself. */
typedef struct CcGuard CcGuard;
CcGuard *cc_guard_new(guint16 port, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_guard_free(CcGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcGuard, cc_guard_free)

char *cc_guard_link(const CcGuard *guard);        /* with the secret, owned */
const char *cc_guard_token(const CcGuard *guard); /* of every form, borrowed */
char *cc_guard_set_cookie(const CcGuard *guard);  /* a Set-Cookie value, owned */

/* The headers of a request that say where it comes from; each may be NULL. */
typedef struct {
  const char *host, *origin, *fetch_site, *cookie;
} CcKnock;

typedef enum {
  CC_MAY_ENTER,
  CC_MUST_KNOW_SECRET, /* it has no cookie of this run */
  CC_WRONG_HOST,       /* it calls the server by a name that is not its own */
  CC_WRONG_ORIGIN,     /* it would write, and another site sent it */
} CcVerdict;

CcVerdict cc_guard_judge(const CcGuard *guard, const CcKnock *knock, gboolean writes);
/* Whether GIVEN (or NULL) is the secret of the link, the token of the forms; takes as long for a
 * near miss as for a wide one. */
gboolean cc_guard_is_secret(const CcGuard *guard, const char *given);
gboolean cc_guard_is_token(const CcGuard *guard, const char *given);

/* ---- what is asked (server/request.c, server/upload.c) --------------------------------------- */

#define CC_FORM_BYTES_MAX (1u << 20)
#define CC_FORM_FIELDS_MAX 2000

typedef struct {
  char *name, *value; /* UTF-8, NFC, no control characters but line ends; value trimmed */
} CcPair;

typedef struct {
  char *name; /* as the browser calls the file */
  GBytes *bytes;
} CcUpload;

typedef struct {
  gboolean post;
  char *path;         /* begins with "/", of [A-Za-z0-9/._-] only */
  GPtrArray *query;   /* CcPair* */
  GPtrArray *form;    /* CcPair*, in the form's order; names may repeat */
  GPtrArray *uploads; /* CcUpload* */
  gint64 id;          /* what stood for :id in the route; 0: none */
  const char *name;   /* what stood for :name, borrowed of PATH; NULL: none */
} CcRequest;

/* TARGET is the raw target of the request line.  CARDCAT_ERROR_USAGE. */
CcRequest *cc_request_new(gboolean post, const char *target,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_request_free(CcRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcRequest, cc_request_free)
/* Takes in BODY, of application/x-www-form-urlencoded. */
gboolean cc_request_add_form(CcRequest *request, const char *body, gsize length,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One field; VALUE need not be clean.  CARDCAT_ERROR_USAGE when there are too many. */
gboolean cc_request_add_field(CcRequest *request, const char *name, const char *value,
                              gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_request_add_upload(CcRequest *request, const char *name, GBytes *bytes);

/* The first value of NAME, borrowed; NULL: none. */
const char *cc_request_query(const CcRequest *request, const char *name);
const char *cc_request_field(const CcRequest *request, const char *name);
/* The same as a number; 0 where there is none. */
gint64 cc_request_field_id(const CcRequest *request, const char *name);

/* A body of multipart/form-data, taken apart as it comes in: files become uploads, the rest fields
 * of REQUEST, which must outlive it. */
#define CC_UPLOADS_MAX 50

struct MHD_Connection;
typedef struct CcParts CcParts;
CcParts *cc_parts_new(struct MHD_Connection *connection, CcRequest *request); /* NULL: it is none */
void cc_parts_free(CcParts *parts);
void cc_parts_add(CcParts *parts, const char *bytes, gsize length);
/* After its end.  CARDCAT_ERROR_USAGE: it was not whole, or held too much. */
gboolean cc_parts_end(CcParts *parts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- what is answered ------------------------------------------------------------------------ */

typedef struct {
  guint status;     /* of HTTP; 200 from the start */
  const char *type; /* borrowed for ever; "text/html; charset=utf-8" from the start */
  GBytes *body;     /* owned; NULL: empty */
  char *location;   /* owned; of a redirect */
  char *cookie;     /* owned; a Set-Cookie value */
  gboolean lasting; /* never changes under this address: the browser may keep it */
} CcAnswer;

void cc_answer_clear(CcAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CcAnswer, cc_answer_clear)
void cc_answer_text(CcAnswer *answer, guint status, const char *text);

/* ---- the server's state and the routes (server/routes.c) ------------------------------------- */

typedef struct CcIntake CcIntake;

typedef struct {
  CardcatStore *store; /* borrowed */
  CcGuard *guard;
  CcIntake *intake;
  GPtrArray *news;  /* char*: what was done lately, told by the page that follows */
  guint news_first; /* number of the first of them */
  gboolean end;     /* the person asked for it */
} CcSite;

typedef gboolean (*CcHandler)(CcSite *site, const CcRequest *request, CcAnswer *answer,
                              GError **error);

typedef struct {
  gboolean post;
  const char *pattern; /* "/card/:id/save"; :id is a number above 0, :name a last word */
  CcHandler handler;
  gsize body_max; /* bytes of a POST; 0: CC_FORM_BYTES_MAX */
} CcRoute;

/* The route of PATH, whose parts go to REQUEST.  ALLOWED (may be NULL) gets whether the other
 * method has one. */
const CcRoute *cc_route_find(CcRequest *request, gboolean *allowed);

/* 303 to PATH, whose page tells NEWS (or NULL). */
void cc_site_redirect(CcSite *site, CcAnswer *answer, const char *path, const char *news);
/* What number NUMBER (text or NULL) of the news said, borrowed; NULL: nothing. */
const char *cc_site_news(const CcSite *site, const char *number);

extern const CcRoute cc_routes_assets[], cc_routes_review[], cc_routes_picture[],
    cc_routes_layout[], cc_routes_sides[];

/* ---- HTML (server/html.c) -------------------------------------------------------------------- */

/* A document being written.  Tags and attributes' names are the program's own; texts and values
 * may be anybody's, and cannot leave the place they are put in. */
typedef struct CcHtml CcHtml;
CcHtml *cc_html_new(void); /* with its doctype */
void cc_html_free(CcHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcHtml, cc_html_free)

/* Attributes follow as pairs of name and value, ended by NULL; one whose value is NULL is left
 * out, so that a switch is `"checked", is_on ? "" : NULL`. */
void cc_html_open(CcHtml *html, const char *tag, ...) G_GNUC_NULL_TERMINATED;
void cc_html_close(CcHtml *html); /* the innermost that is open */
/* An element without content or end, as <input>. */
void cc_html_void(CcHtml *html, const char *tag, ...) G_GNUC_NULL_TERMINATED;
/* A whole element with TEXT (or NULL) in it. */
void cc_html_element(CcHtml *html, const char *tag, const char *text, ...) G_GNUC_NULL_TERMINATED;
void cc_html_text(CcHtml *html, const char *text); /* NULL: nothing */
void cc_html_textf(CcHtml *html, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Closes what is open; the bytes, owned; frees HTML. */
GBytes *cc_html_end(CcHtml *html);

/* ---- the frame of each page (server/layout.c) ------------------------------------------------ */

/* The page called TITLE up to within <main>.  PLACE: which link of the navigation it belongs to,
 * "/review"; NULL: none. */
CcHtml *cc_layout_begin(CcSite *site, const CcRequest *request, const char *title,
                        const char *place, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the page and gives it to ANSWER; takes HTML. */
void cc_layout_end(CcHtml *html, CcAnswer *answer);
/* A form that is sent to ACTION, with its token; to be closed. */
void cc_layout_form(CcHtml *html, const CcSite *site, const char *action, const char *class_name);
/* A page that says what went wrong. */
void cc_layout_error(CcSite *site, const CcRequest *request, CcAnswer *answer, const GError *error);

/* The address of an asset, "style.css", with its version, owned (server/assets.c). */
char *cc_asset_path(const char *name);

/* Keeps what was typed for REQUEST's card (pages/review.c).  *KEPT is FALSE when it could not be,
 * as another window was faster or a value is none: ANSWER then shows the form with what is wrong.
 */
gboolean cc_review_keep(CcSite *site, const CcRequest *request, CcAnswer *answer, gboolean *kept,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the form of a contact (form/form.c, form/rows.c) ---------------------------------------- */

/* One row of the form: a value of the contact, and where on the card it was read. */
typedef struct {
  guint number;     /* from 0: its place in the contact; names its elements: "row-3" */
  const char *kind; /* "email", "phone-work": borrowed for ever */
  char *value;
  char *from;                      /* the reading's field it came from: "emails[0]"; NULL: none */
  const CardcatEvidence *evidence; /* of FROM, borrowed of the reading; NULL: none */
  gboolean doubtful;               /* as it was read, and that was not sure */
  const CardcatName *name;         /* whose parts are shown, borrowed; NULL: no name */
  const CardcatAddress *address;   /* the same */
  char *other;                     /* what another window has there; NULL: the same, or none */
} CcRow;

void cc_row_free(CcRow *row);
/* The rows of CONTACT, CcRow*, owned, in the contact's order; both borrowed as long as they live.
 * READING may be NULL: of a contact without a card. */
GPtrArray *cc_rows_of(const CardcatContact *contact, const CardcatReading *reading);

/* What another window saved meanwhile, borrowed. */
typedef struct {
  const CardcatContact *contact;
  const CardcatMeeting *meeting;
} CcOther;

/* Tells in each of ROWS what CONTACT has there instead (form/other.c).  What it has and no row
 * stands for, char* as "E-mail: a@b.example", owned. */
GPtrArray *cc_rows_compare(GPtrArray *rows, const CardcatContact *contact);
gboolean cc_meeting_is(const CardcatMeeting *a, const CardcatMeeting *b);
/* The tags as they are typed, owned. */
char *cc_meeting_tags(const CardcatMeeting *meeting);

/* The rows as a form's fields, doubtful ones first, then the meeting's; within an open form.
 * OTHER (or NULL) is told beside each that differs. */
void cc_form_write(CcHtml *html, GPtrArray *rows, const CardcatReading *reading,
                   const CardcatMeeting *meeting, const CcOther *other);
/* The contact that was typed, owned.  AS_IT_WAS: of the same card or contact, for what a form does
 * not show. */
CardcatContact *cc_form_contact(const CcRequest *request, const CardcatContact *as_it_was);
/* The meeting that was typed, owned.  CARDCAT_ERROR_USAGE: its day is none. */
CardcatMeeting *cc_form_meeting(const CcRequest *request, const CardcatMeeting *as_it_was,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the picture of a card (pages/picture.c) ------------------------------------------------- */

/* Both sides of CARD with a box over every value of ROWS and every line. */
void cc_picture_write(CcHtml *html, const CardcatCard *card, const GPtrArray *rows);
/* The front of the first of CARDS (gint64), small, under an address that changes with it, so that
 * the browser keeps it; or its empty place. */
void cc_thumbnail_write(CcHtml *html, CardcatStore *store, const GArray *cards);

/* ---- contacts (pages/people.c and the pages of contacts) ------------------------------------- */

#define CC_PEOPLE_PER_PAGE 50

extern const CcRoute cc_routes_contacts[], cc_routes_contact[], cc_routes_merge[],
    cc_routes_follow_ups[];

/* What CONTACT is called, borrowed. */
const char *cc_person_label(const CardcatContact *contact);
/* "/contact/3", "/contact/3/ACTION", owned. */
char *cc_person_path(gint64 id, const char *action);
/* A form of one button that sends the contact's version to ACTION. */
void cc_person_button(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                      const char *action, const char *label);
/* TRUE when ENTRY is not as it was when REQUEST's form was written: what another window did is not
 * overwritten; ANSWER goes to PATH and says so. */
gboolean cc_person_changed(CcSite *site, const CcRequest *request, const CardcatEntry *entry,
                           const char *path, CcAnswer *answer);
/* Title and organization, where there are any. */
void cc_person_describe(CcHtml *html, const CardcatContact *contact);
/* A form that takes the last decision back and leads to the list BACK. */
void cc_undo_write(CcHtml *html, const CcSite *site, const char *back);
/* The links to the pages before and after PAGE, from 1, of a list of COUNT at PATH. */
void cc_pages_write(CcHtml *html, const char *path, const char *words, guint page, guint count);
/* The page that is asked for, of those there are. */
guint cc_page_number(const CcRequest *request, guint count);

/* ---- two that are one person (form/choices.c) ------------------------------------------------ */

/* A is the contact that stays; B, another contact or a card, goes into it.  All borrowed. */
typedef struct {
  const char *a_is, *b_is; /* "the contact", "the card" */
  const CardcatContact *a, *b;
  const CardcatMeeting *a_met, *b_met;
} CcTwo;

/* What to choose from, and what becomes of how they were met, within an open form.  What REQUEST
 * chose already is chosen still, also where the values have other places by now. */
void cc_choices_write(CcHtml *html, const CcRequest *request, const CcTwo *two);
/* What REQUEST chose, owned. */
CardcatContact *cc_choices_taken(const CcRequest *request, const CcTwo *two);

/* ---- photos that are added (intake/intake.c, pages/add.c) ------------------------------------ */

/* So many bytes of photos may wait to be read before more are refused. */
#define CC_INTAKE_BYTES_MAX ((gsize)512 << 20)

/* Photos on their way into the book, each a file of this user alone in the folder "BOOK-inbox", so
 * that one that is said to be received is there when the server was killed.  A server has a folder
 * of its own in there; what a former one left, the next takes over (intake/inbox.c). */
typedef struct CcInbox CcInbox;

typedef struct {
  char *file; /* within the inbox */
  char *name;
  char *sha256;
  gsize size; /* bytes of the photo */
  CardcatMeeting *meeting;
} CcInboxPhoto;

void cc_inbox_photo_free(CcInboxPhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcInboxPhoto, cc_inbox_photo_free)

/* BOOK: the file of the address book.  Nothing is made before the first photo. */
CcInbox *cc_inbox_new(const char *book);
/* The photos stay; folders without any go. */
void cc_inbox_free(CcInbox *inbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcInbox, cc_inbox_free)
/* What servers left that run no more: CcInboxPhoto*, owned, in the order they came. */
GPtrArray *cc_inbox_take_over(CcInbox *inbox, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Back when it is on the disk, PHOTO's file is then named.  CARDCAT_ERROR_OUTPUT. */
gboolean cc_inbox_put(CcInbox *inbox, CcInboxPhoto *photo, GBytes *bytes,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The bytes of FILE, owned. */
GBytes *cc_inbox_get(const CcInbox *inbox, const char *file,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_inbox_drop(const CcInbox *inbox, const char *file);

typedef enum {
  CC_INTAKE_WAITING,
  CC_INTAKE_READING,
  CC_INTAKE_READ,
  CC_INTAKE_KNOWN, /* read before */
  CC_INTAKE_FAILED,
} CcIntakeStage;

typedef struct {
  char *name; /* on one line, without folders */
  CcIntakeStage stage;
  char *message; /* why it was not read; NULL: it was, or will be */
  guint cards;
  gint64 card; /* the first of them; 0: none */
} CcIntakePhoto;

/* Reads photos in worker processes and puts their cards into the queue, those first that a former
 * server left in the inbox.  The workers are forked when the first photo comes, and load the
 * models themselves: the server's one thread goes on answering. */
CcIntake *cc_intake_new(CardcatStore *store);
void cc_intake_free(CcIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcIntake, cc_intake_free)
/* NAME is anybody's.  A photo that is known or too large is only told of. */
gboolean cc_intake_add(CcIntake *intake, const char *name, GBytes *bytes,
                       const CardcatMeeting *meeting, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_intake_has_room(const CcIntake *intake);
/* Goes on as far as it can without waiting; what goes wrong is told at the photo. */
void cc_intake_step(CcIntake *intake);
/* The photos that came, oldest first; borrowed. */
guint cc_intake_count(const CcIntake *intake);
const CcIntakePhoto *cc_intake_photo(const CcIntake *intake, guint index);
guint cc_intake_open(const CcIntake *intake); /* those that are not done */

extern const CcRoute cc_routes_add[];
