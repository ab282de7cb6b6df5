/* Large blocks from huge pages. */
#define _GNU_SOURCE /* sbrk, MADV_HUGEPAGE */
#include "base/base.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

/* The heap keeps so much at its end, and grows by steps: else the kernel clears the same pages
 * again for each step of a photo. */
#define HEAP_KEPT_BYTES (512 << 20)
#define HEAP_STEP_BYTES (16 << 20)

/* Where a machine's are of another size, a few pages at the ends stay small. */
#define HUGE_PAGE_BYTES ((guintptr)2 << 20)

void cc_heap_reserve(gsize bytes) {
  mallopt(M_ARENA_MAX, 1); /* a thread's own arena would be of small pages */
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, HEAP_KEPT_BYTES);
  mallopt(M_TOP_PAD, HEAP_STEP_BYTES);
  void *block = malloc(bytes); /* moves the heap's end; nothing of it is touched */
  if (!block) return;
  /* A block that is not of the heap (a sanitizer's malloc) lies above its end. */
  char *start = (char *)block + HUGE_PAGE_BYTES - (guintptr)block % HUGE_PAGE_BYTES;
  const char *end = sbrk(0);
  if (start < end) madvise(start, (gsize)(end - start), MADV_HUGEPAGE);
  free(block);
}
