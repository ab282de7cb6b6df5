/* How many letters one text is from another. */
#include "base/base.h"

#include <string.h>

/* ROW gets the letters to change, lose or add until A is each of the heads of B, up to N letters.
 */
static void edits_to_heads(const char *a, const char *b, gsize n, guint *row) {
  for (gsize k = 0; k <= n; k++)
    row[k] = (guint)k;
  for (const char *p = a; *p; p++) {
    guint corner = row[0]++;
    for (gsize k = 1; k <= n; k++) {
      guint change = corner + (*p == b[k - 1] ? 0 : 1);
      corner = row[k];
      row[k] = MIN(change, MIN(row[k], row[k - 1]) + 1);
    }
  }
}

guint cc_edits(const char *a, const char *b) {
  guint row[CC_LETTERS_MAX + 1];
  gsize n = strlen(b);
  if (n > CC_LETTERS_MAX || strlen(a) > CC_LETTERS_MAX) return CC_LETTERS_MAX;
  edits_to_heads(a, b, n, row);
  return row[n];
}

guint cc_edits_to_head(const char *a, const char *b) {
  guint row[CC_LETTERS_MAX + 1];
  gsize n = MIN(strlen(b), CC_LETTERS_MAX);
  edits_to_heads(a, b, n, row);
  guint best = row[0];
  for (gsize k = 1; k <= n; k++)
    best = MIN(best, row[k]);
  return best;
}
