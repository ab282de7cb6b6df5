/* A line of the review, as wide as the terminal. */
#include "keys/keys.h"

#include <unistd.h>

char *cc_review_fitted(const CcReview *r, const char *text, int columns) {
  g_autofree char *safe = cc_printable(text);
  return g_strchomp(cc_term_draws(r->term) ? cc_fit(safe, columns) : g_strdup(safe));
}

void cc_review_line(CcReview *r, char *owned) {
  g_autofree char *line = owned;
  g_autofree char *fitted = cc_review_fitted(r, line, cc_columns(STDOUT_FILENO) - 1);
  cc_term_print(r->term, fitted);
  cc_term_print(r->term, "\n");
}
