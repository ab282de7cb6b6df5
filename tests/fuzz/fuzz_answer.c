/* Any bytes as a worker's answer: readings, or an error, never both and never neither; and as a
 * card before it. */
#include <stdint.h>

#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gboolean understood = FALSE;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = cc_answer_decode(data, size, &understood, &error);
  g_assert_true(!readings == (error != NULL));
  g_assert_true(understood || !readings);
  g_autoptr(CardcatReading) card = cc_card_decode(data, size);
  g_assert_true(!card || card->contact);
  return 0;
}
