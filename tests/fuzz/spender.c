/* A target that misbehaves as its input says, so that what the driver holds inputs to is seen to be
 * held: "time", "memory". */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int says(const uint8_t *data, size_t size, const char *word) {
  return size >= strlen(word) && memcmp(data, word, strlen(word)) == 0;
}

static void spend_memory(void) {
  enum { BLOCKS = 64, BYTES = 1 << 20 };
  void *blocks[BLOCKS];
  for (int i = 0; i < BLOCKS; i++) {
    blocks[i] = malloc(BYTES);
    if (blocks[i]) memset(blocks[i], 1, BYTES);
  }
  for (int i = 0; i < BLOCKS; i++)
    free(blocks[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  for (volatile int on = says(data, size, "time"); on;) {
  }
  if (says(data, size, "memory")) spend_memory();
  return 0;
}
