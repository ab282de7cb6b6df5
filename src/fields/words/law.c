/* Forms of law: "plc", "z o.o.". */
#include "fields/words/words.h"

gboolean cc_is_form_of_law(const CcModels *models, const char *text) {
  return (cc_word_flags(models, text) & CC_W_LEGAL) != 0;
}
