/* review/: where a person looks at what was read, corrects it and decides.
 * It knows the public contract, a terminal, and for photos that are added batch/: nothing here
 * depends on how cards are read.
 *
 * Its floors, each of which knows those before it only:
 *     value/ (one value of a contact) < keys/ (the review on the terminal)
 *     value/, web/html/ < web/form/; web/html/ < web/server/; web/form/, web/server/, web/intake/ <
 *     web/pages/ < web/page.c */
#pragma once

#include "cardcat/cardcat.h"

/* ---- on the terminal (keys/loop.c, keys/contact.c) ------------------------------------------- */

/* The cards to review, one after another on this terminal, until they are done or the user
 * leaves.  CARDCAT_ERROR_USAGE when standard input or output is no terminal. */
gboolean cc_review_terminal(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Shows ENTRY and asks what to change until the user is content; every change is saved at once,
 * with what ENTRY then says.  CARDCAT_ERROR_USAGE as above. */
gboolean cc_review_contact(CardcatStore *store, CardcatEntry *entry,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the page (web/page.c) ------------------------------------------------------------------- */

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
