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

/* ---- foreign ones ---------------------------------------------------------------------------- */

/* A frame of 16 x 8, a remark before it, tables, a scan. */
static const guint8 foreign[] = {
    0xFF, 0xD8, 0xFF, 0xE0, 0,    4,    'J', 'F', 0xFF, 0xFE, 0, 4,    'h',  'i',  0xFF, 0xC0, 0,
    17,   8,    0,    8,    0,    16,   3,   1,   0x22, 0,    2, 0x11, 1,    3,    0x11, 1,    0xFF,
    0xDB, 0,    3,    7,    0xFF, 0xDA, 0,   2,   0x12, 0xFF, 0, 0xFF, 0xD0, 0x34, 0xFF, 0xD9};
#define REMARK_AT 8
#define REMARK_LENGTH 6
#define FRAME_AT 14
#define HEIGHT_AT (FRAME_AT + 5)

static GBytes *checked(const guint8 *data, gsize length) {
  g_autoptr(GBytes) file = g_bytes_new(data, length);
  return cc_jpeg_check(file);
}

static void test_check(void) {
  g_autoptr(GBytes) plain = checked(foreign, sizeof foreign);
  g_assert_nonnull(plain);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data(plain, &size);
  g_assert_cmpmem(data, REMARK_AT, foreign, REMARK_AT);
  g_assert_cmpmem(data + REMARK_AT, size - REMARK_AT, foreign + REMARK_AT + REMARK_LENGTH,
                  sizeof foreign - REMARK_AT - REMARK_LENGTH);
  /* What was checked stays as it is, turned or not, and nothing behind its end goes with it. */
  g_autoptr(GBytes) turned = cc_jpeg_turn(plain, 3);
  g_autoptr(GByteArray) more = g_byte_array_new();
  g_byte_array_append(more, g_bytes_get_data(turned, NULL), (guint)g_bytes_get_size(turned));
  g_byte_array_append(more, foreign, sizeof foreign);
  g_autoptr(GBytes) again = checked(more->data, more->len);
  g_assert_true(g_bytes_equal(again, turned));
}

/* Cut off anywhere, too large, of another kind, with two frames or without one. */
static void test_check_refuses(void) {
  for (gsize length = 0; length < sizeof foreign; length++) {
    g_autoptr(GBytes) cut = checked(foreign, length);
    g_assert_null(cut);
  }
  static const struct {
    gsize at;
    guint8 value;
  } wrong[] = {{HEIGHT_AT, 0x21},     {HEIGHT_AT + 1, 0},    {FRAME_AT + 4, 12},
               {FRAME_AT + 9, 4},     {FRAME_AT + 1, 0xC9},  {FRAME_AT + 1, 0xDB},
               {REMARK_AT + 1, 0xC0}, {REMARK_AT + 1, 0xD8}, {1, 0xD9}};
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    guint8 spoilt[sizeof foreign];
    memcpy(spoilt, foreign, sizeof foreign);
    spoilt[wrong[i].at] = wrong[i].value;
    g_autoptr(GBytes) file = checked(spoilt, sizeof spoilt);
    g_assert_null(file);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base-jpeg/turn", test_turn);
  g_test_add_func("/base-jpeg/turn-again", test_turn_again);
  g_test_add_func("/base-jpeg/no-jpeg", test_no_jpeg);
  g_test_add_func("/base-jpeg/damaged", test_damaged);
  g_test_add_func("/base-jpeg/check", test_check);
  g_test_add_func("/base-jpeg/check-refuses", test_check_refuses);
  return g_test_run();
}
