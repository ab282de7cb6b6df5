/* What edit is by: fields set by name, or a file of all of them. */
#pragma once

#include "cli/cli.h"
#include "review/review.h"

/* Does "FIELD=VALUE" (sets it, or what is empty clears it; "titles" are all of them, "title" is the
 * one there is), "FIELD+=VALUE" (adds one) or "FIELD[N]=VALUE" (of several the one at N, from 0) to
 * CONTACT or MEETING.  CARDCAT_ERROR_USAGE says what cannot be; then either may be changed in part.
 * (assign.c) */
gboolean cc_cli_assign(CardcatContact *contact, CardcatMeeting *meeting, const char *text,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "'x' is not an e-mail address", owned; NULL: VALUE (or NULL) can be one of KIND. */
char *cc_cli_fault(const CcKind *kind, const char *value);
/* The names of fields, borrowed; owned (g_ptr_array_unref). */
GPtrArray *cc_cli_assign_names(void);

/* CONTACT and MEETING as lines "field: value" that a person can change; owned. (form.c) */
char *cc_cli_form_print(gint64 id, const CardcatContact *contact, const CardcatMeeting *meeting);
/* The same back into what was printed: what stands there no more is cleared.  CARDCAT_ERROR_USAGE
 * begins with the number of the line that is wrong. */
gboolean cc_cli_form_parse(const char *text, CardcatContact *contact, CardcatMeeting *meeting,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
