/* page/server/: a server on this machine's own address, one thread, that answers the browser
 * of the person who started it.  It knows no contact and no page: the tables of routes are given to
 * it.
 *
 * The way of a request: places.c lets its sender stay, server.c takes it off libmicrohttpd, guard.c
 * judges its headers, routes.c finds whom it is for and how large it may be, request.c and upload.c
 * take its body apart, guard.c looks at the token, the route's handler answers, server.c sends
 * that. */
#pragma once

#include "cardcat/cardcat.h"
#include "page/html/html.h"

/* ---- who may (guard.c) ----------------------------------------------------------------------- */

/* The secrets of one run of the server, and what it calls itself. */
typedef struct CcGuard CcGuard;
CcGuard *cc_guard_new(guint16 port, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_guard_free(CcGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcGuard, cc_guard_free)

char *cc_guard_link(const CcGuard *guard);        /* with the key, which is not spent; owned */
const char *cc_guard_base(const CcGuard *guard);  /* what all addresses begin with, borrowed */
const char *cc_guard_token(const CcGuard *guard); /* of every form, borrowed */
char *cc_guard_set_cookie(const CcGuard *guard);  /* a Set-Cookie value, owned */

/* What of TARGET, as it was asked for, comes after the base, borrowed; NULL: it has not that. */
const char *cc_guard_inside(const CcGuard *guard, const char *target);

/* The headers of a request that say where it comes from; each may be NULL. */
typedef struct {
  const char *host, *origin, *fetch_site, *cookie;
  gboolean inside; /* its address begins with the base */
} CcKnock;

typedef enum {
  CC_MAY_ENTER,
  CC_MUST_KNOW_KEY, /* it has not this run's base, or no cookie of it */
  CC_WRONG_HOST,    /* it calls the server by a name that is not its own */
  CC_WRONG_ORIGIN,  /* it would write, and another site sent it */
} CcVerdict;

CcVerdict cc_guard_judge(const CcGuard *guard, const CcKnock *knock, gboolean writes);
/* Whether GIVEN (or NULL) is the key of the link, the token of the forms; takes as long for a near
 * miss as for a wide one. */
gboolean cc_guard_is_key(const CcGuard *guard, const char *given);
gboolean cc_guard_is_token(const CcGuard *guard, const char *given);
void cc_guard_spend_key(CcGuard *guard); /* nothing is the key from now on */
gboolean cc_guard_is_spent(const CcGuard *guard);

/* ---- who is connected (places.c) ---------------------------------------------------------------
 */

/* The connections to the server, by their sockets.  NOW: monotonic microseconds. */
typedef struct CcPlaces CcPlaces;
CcPlaces *cc_places_new(void);
void cc_places_free(CcPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcPlaces, cc_places_free)
/* A new one, a stranger. */
void cc_places_take(CcPlaces *places, int fd, gint64 now);
/* It may enter: it is no stranger from now on. */
void cc_places_know(CcPlaces *places, int fd);
void cc_places_leave(CcPlaces *places, int fd);
/* Sends strangers away whose time is over, which is shorter for the first of too many. Microseconds
 * until the next one's is, G_MAXINT64: there is none. */
gint64 cc_places_look(CcPlaces *places, gint64 now);

/* ---- what is asked (request.c, upload.c) ----------------------------------------------------- */

#define CC_FORM_BYTES_MAX (1u << 20)

typedef struct {
  char *name; /* as the browser calls the file */
  GBytes *bytes;
} CcUpload;

typedef struct {
  gboolean post;
  char *path;         /* after the base; begins with "/", of [A-Za-z0-9/._-] only */
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

/* ---- what is answered (answer.c) ------------------------------------------------------------- */

typedef struct {
  guint status;     /* of HTTP; 200 from the start */
  const char *type; /* borrowed for ever; "text/html; charset=utf-8" from the start */
  GBytes *body;     /* owned; NULL: empty */
  char *location;   /* owned; of a redirect, with the base */
  char *cookie;     /* owned; a Set-Cookie value */
  const char *file; /* it is saved under this name, borrowed for ever; NULL: it is shown */
  gboolean lasting; /* never changes under this address: the browser may keep it */
} CcAnswer;

void cc_answer_clear(CcAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CcAnswer, cc_answer_clear)
void cc_answer_text(CcAnswer *answer, guint status, const char *text);

/* ---- routes (routes.c) ----------------------------------------------------------------------- */

typedef struct CcSite CcSite;

typedef gboolean (*CcHandler)(CcSite *site, const CcRequest *request, CcAnswer *answer,
                              GError **error);

typedef struct {
  gboolean post;
  const char *pattern; /* "/card/:id/save"; :id is a number above 0, :name a last word */
  CcHandler handler;
  gsize body_max; /* bytes of a POST; 0: CC_FORM_BYTES_MAX */
} CcRoute;

/* Of TABLES, as of a site, the route of PATH, whose parts go to REQUEST.  ALLOWED (may be NULL)
 * gets whether the other method has one. */
const CcRoute *cc_route_find(const CcRoute *const *tables, CcRequest *request, gboolean *allowed);

/* ---- what is served (site.c) ----------------------------------------------------------------- */

typedef struct CcIntake CcIntake;

struct CcSite {
  CardcatStore *store; /* borrowed */
  CcGuard *guard;
  const CcRoute *const *routes; /* tables, ended by NULL, each of which a {0} ends; borrowed */
  CcIntake *intake;             /* borrowed; the server only hands it on */
  /* Goes on with what is to be done between requests, as far as it can without waiting; FALSE when
   * there is nothing left.  NULL: there never is. */
  gboolean (*work)(CcSite *site);
  GPtrArray *news;     /* char*: what was done lately, told by the page that follows */
  guint news_first;    /* number of the first of them */
  GArray *decided;     /* gint64: cards that were decided since the start; NULL: none */
  CardcatNames *names; /* of cc_site_names(); NULL: none was asked for */
  gboolean end;        /* the person asked for it */
};

/* What of a site is its own: guard, news, what was decided. */
void cc_site_clear(CcSite *site);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CcSite, cc_site_clear)
/* 303 to PATH, whose page tells NEWS (or NULL). */
void cc_site_redirect(CcSite *site, CcAnswer *answer, const char *path, const char *news);
/* What parts a name that was typed, borrowed: its word lists are loaded once for all pages. */
CardcatNames *cc_site_names(CcSite *site);
/* What number NUMBER (text or NULL) of the news said, borrowed; NULL: nothing. */
const char *cc_site_news(const CcSite *site, const char *number);

/* ---- the frame of each page (layout.c, assets.c) --------------------------------------------- */

/* The page called TITLE up to within <main>.  PLACE: which link of the navigation it belongs to,
 * "/review"; NULL: none. */
CcHtml *cc_layout_begin(CcSite *site, const CcRequest *request, const char *title,
                        const char *place, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the page and gives it to ANSWER; takes HTML. */
void cc_layout_end(const CcSite *site, CcHtml *html, CcAnswer *answer);
/* A form that is sent to ACTION, with its token; to be closed. */
void cc_layout_form(CcHtml *html, const CcSite *site, const char *action, const char *class_name);
/* A page that says what went wrong. */
void cc_layout_error(CcSite *site, const CcRequest *request, CcAnswer *answer, const GError *error);

/* The address of an asset, "style.css", with its version, owned.  Several are one: each that a page
 * asks for costs a browser 1.5 ms, also when it has it; "keep-rows.js" is keep.js and rows.js. */
char *cc_asset_path(const char *name);

/* The way in and the way out; the files that pages are drawn with. */
extern const CcRoute cc_routes_layout[], cc_routes_assets[];

/* ---- the server (server.c) ------------------------------------------------------------------- */

typedef struct CcServer CcServer;
/* Opens PORT (0: any that is free) for SITE, whose guard it makes.  SITE is borrowed.
 * CARDCAT_ERROR_USAGE. */
CcServer *cc_server_new(CcSite *site, guint16 port, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_server_free(CcServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcServer, cc_server_free)
/* Answers until the site's end is asked for, a signal comes (see cc_signals_catch()), or nobody
 * asked for anything for IDLE_SECONDS. */
gboolean cc_server_run(CcServer *server, int signals, guint idle_seconds,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
