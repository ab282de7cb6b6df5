/* What is asked of the whole picture, where outlines may show a part of the card, or none was
 * found.
 */
#pragma once

#include "reader/reader.h"

/* Whether the whole PHOTO may be the card of which OUTLINES (none of them whole) show a part, and
 * from which CARDS were read: there is print that these leave out. */
gboolean cc_whole_may_be_card(const CcPhoto *photo, const GArray *outlines, const GPtrArray *cards);
/* The same without a look at its print; FALSE stays so when there are more CARDS. */
gboolean cc_whole_may_be_asked(const CcPhoto *photo, const GArray *outlines,
                               const GPtrArray *cards);

/* The card of which the WHOLE of PHOTO shows the print: its outline, where one is found when it is
 * looked for around the print alone, else what has the print, where that can be read larger; FALSE
 * when it cannot, or there is none. */
gboolean cc_outline_of_print(const CcCandidate *whole, const CcPhoto *photo, CcOutline *outline);
