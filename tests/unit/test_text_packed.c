/* How a picture of a line comes to Tesseract's recogniser: packed and unpacked, unchanged. */
#include <leptonica/allheaders.h>
#include <string.h>

#include "text/ocr.h"

/* No two bytes beside each other are alike. */
static PIX *patterned(int depth) {
  PIX *picture = pixCreate(37, 11, depth);
  l_uint32 *words = pixGetData(picture);
  for (int i = 0; i < pixGetWpl(picture) * pixGetHeight(picture); i++)
    words[i] = (guint32)i * 2654435761U;
  pixSetPadBits(picture, 0);
  return picture;
}

static void assert_unchanged(int depth) {
  PIX *picture = patterned(depth);
  l_uint8 *packed = NULL;
  size_t size = 0;
  g_assert_cmpint(pixWriteMem(&packed, &size, picture, IFF_PNG), ==, 0);
  g_assert_cmpuint(size, >, 4);
  g_assert_cmpint(memcmp(packed, "spix", 4), ==, 0);
  PIX *again = pixReadMem(packed, size);
  g_assert_nonnull(again);
  l_int32 same = FALSE;
  pixEqual(picture, again, &same);
  g_assert_true(same);
  g_assert_cmpint(pixGetDepth(again), ==, depth);
  pixDestroy(&again);
  pixDestroy(&picture);
  lept_free(packed);
}

/* Also that what a program links for pixWriteMem() is cardcat's. */
static void test_packed(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcOcr) ocr = cc_ocr_new("eng", &error);
  g_assert_no_error(error);
  assert_unchanged(8);
  assert_unchanged(32);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/packed", test_packed);
  return g_test_run();
}
