/* The comma below some letters of Romanian print, which is read as a cedilla. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* The letter with a cedilla, that with a comma; two bytes each. */
static const char *const pairs[][2] = {{"Ş", "Ș"}, {"ş", "ș"}, {"Ţ", "Ț"}, {"ţ", "ț"}};

void cc_set_commas_below(const CcModels *models, const char *region, char *text) {
  const char *alphabet = cc_models_alphabet(models, region);
  if (!alphabet || !strstr(alphabet, "ș") || strstr(alphabet, "ş")) return;
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    for (char *p = strstr(text, pairs[i][0]); p; p = strstr(p + 2, pairs[i][0]))
      memcpy(p, pairs[i][1], 2);
}
