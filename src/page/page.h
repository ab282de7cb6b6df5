/* page/: the review and the address book in a browser, by a server on this machine's own address.
 * It knows review/, a terminal for the link it prints, and for photos that are added batch/.
 *
 * Its floors, each of which knows those before it only:
 *     html/, intake/ < form/, server/ < pages/ < page.c
 * What the browser draws with is in assets/. */
#pragma once

#include "cardcat/cardcat.h"

typedef struct {
  guint16 port;        /* 0: any that is free */
  const char *book;    /* the address book's file */
  gboolean no_browser; /* the link is printed only */
  guint idle_seconds;  /* it ends after so long without a request; 0: an hour */
} CcPageOptions;

/* Serves the page, whose link is printed on standard output and opened in the browser, until it is
 * told to end there, by SIGINT, SIGTERM or SIGHUP, or nobody asked for anything for long. */
gboolean cc_review_page(CardcatStore *store, const CcPageOptions *options,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
