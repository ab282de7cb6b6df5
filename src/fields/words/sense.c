/* How much of a run of letters, as hosts have them, is listed words: "harbourlane". */
#include "fields/words/words.h"

#include <string.h>

/* So many letters of a word are in any run of letters: only those after them count. */
#define CHANCE 3
#define WORD_MAX 20
#define LETTERS_MAX 64 /* of a host's name, RFC 1035 */

double cc_models_sense(const CcModels *models, const char *letters) {
  gsize n = strlen(letters), best[LETTERS_MAX + 1] = {0};
  if (n == 0 || n > LETTERS_MAX) return 0;
  for (gsize end = 1; end <= n; end++) {
    best[end] = best[end - 1];
    for (gsize length = CHANCE + 1; length <= MIN(end, WORD_MAX); length++) {
      gsize start = end - length, worth = best[start] + length - CHANCE;
      if (worth <= best[end]) continue;
      g_autofree char *word = g_strndup(letters + start, length);
      if (cc_models_flags(models, word)) best[end] = worth;
    }
  }
  return (double)best[n] / (double)n;
}
