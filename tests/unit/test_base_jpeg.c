/* A JPEG file turned by its EXIF orientation: also one that is cut off or nonsense. */
#include <string.h>

#include "base/base.h"

/* SOI, APP0 of 2 bytes, a foreign EXIF segment, a table, the scan. */
static const guint8 jpeg[] = {0xFF, 0xD8, 0xFF, 0xE0, 0, 4,    'J', 'F', 0xFF, 0xE1, 0, 10,
                              'E',  'x',  'i',  'f',  0, 0,    'M', 'M', 0xFF, 0xDB, 0, 3,
                              7,    0xFF, 0xDA, 0,    2, 0x12, 0,   0,   0xFF, 0xD9};
#define EXIF_AT 8      /* our segment's place, behind APP0 */
#define EXIF_LENGTH 36 /* bytes of it */
#define FOREIGN_LENGTH 12

static GBytes *turn(GBytes *taken, int quarters) {
  GBytes *turned = cc_jpeg_turn(taken, quarters);
  g_bytes_unref(taken);
  return turned;
}

static guint8 orientation(GBytes *file) {
  gsize size = 0;
  const guint8 *data = g_bytes_get_data(file, &size);
  g_assert_cmpuint(size, >, EXIF_AT + EXIF_LENGTH);
  return data[EXIF_AT + 29];
}

static void test_turn(void) {
  g_autoptr(GBytes) file = turn(g_bytes_new_static(jpeg, sizeof jpeg), 1);
  g_assert_cmpuint(orientation(file), ==, 6);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data(file, &size);
  g_assert_cmpuint(size, ==, sizeof jpeg - FOREIGN_LENGTH + EXIF_LENGTH);
  g_assert_cmpmem(data, EXIF_AT, jpeg, EXIF_AT);
  gsize rest = sizeof jpeg - EXIF_AT - FOREIGN_LENGTH;
  g_assert_cmpmem(data + size - rest, rest, jpeg + sizeof jpeg - rest, rest);
}

/* Turned again it is turned further, and no longer. */
static void test_turn_again(void) {
  static const guint8 orientations[] = {6, 3, 8, 1, 6};
  g_autoptr(GBytes) file = g_bytes_new_static(jpeg, sizeof jpeg);
  for (guint i = 0; i < G_N_ELEMENTS(orientations); i++) {
    file = turn(g_steal_pointer(&file), 1);
    g_assert_cmpuint(orientation(file), ==, orientations[i]);
    g_assert_cmpint(cc_jpeg_quarters(file), ==, (int)(i + 1) % 4);
    g_assert_cmpuint(g_bytes_get_size(file), ==, sizeof jpeg - FOREIGN_LENGTH + EXIF_LENGTH);
  }
  file = turn(g_steal_pointer(&file), -2);
  g_assert_cmpuint(orientation(file), ==, 8);
}

static void test_no_jpeg(void) {
  g_autoptr(GBytes) file = g_bytes_new_static("PNG", 3);
  g_autoptr(GBytes) turned = cc_jpeg_turn(file, 1);
  g_assert_true(g_bytes_equal(file, turned));
  g_assert_cmpint(cc_jpeg_quarters(file), ==, 0);
}

/* Each beginning of it, and each byte spoilt: nothing is read beyond the end. */
static void test_damaged(void) {
  for (gsize length = 0; length <= sizeof jpeg; length++) {
    g_autoptr(GBytes) cut = g_bytes_new(jpeg, length);
    g_assert_cmpint(cc_jpeg_quarters(cut), ==, 0);
    g_autoptr(GBytes) file = turn(g_steal_pointer(&cut), 1);
    g_assert_cmpuint(g_bytes_get_size(file), <=, length + EXIF_LENGTH);
  }
  for (gsize at = 0; at < sizeof jpeg; at++) {
    guint8 spoilt[sizeof jpeg];
    memcpy(spoilt, jpeg, sizeof jpeg);
    spoilt[at] ^= 0xFF;
    g_autoptr(GBytes) file = turn(g_bytes_new(spoilt, sizeof spoilt), 3);
    g_assert_cmpuint(g_bytes_get_size(file), <=, sizeof jpeg + EXIF_LENGTH);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base-jpeg/turn", test_turn);
  g_test_add_func("/base-jpeg/turn-again", test_turn_again);
  g_test_add_func("/base-jpeg/no-jpeg", test_no_jpeg);
  g_test_add_func("/base-jpeg/damaged", test_damaged);
  return g_test_run();
}
