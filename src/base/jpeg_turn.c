/* A JPEG file is turned without loss by what its EXIF data say of its orientation (CIPA DC-008,
 * 4.6.4 and 4.7.2): programs that show pictures go by it. */
#include "base/base.h"

#include <string.h>

#define MARKER_SOI 0xD8
#define MARKER_SOS 0xDA
#define MARKER_APP0 0xE0
#define MARKER_APP1 0xE1

/* The segment APP1 with nothing but the orientation, whose place is the last. */
static const guint8 exif[] = {
    0xFF, MARKER_APP1, 0x00, 0x22, 'E',  'x',  'i',  'f',  0x00, 0x00, /* length 34 */
    'M',  'M',         0x00, 0x2A, 0x00, 0x00, 0x00, 0x08,             /* TIFF, big-endian */
    0x00, 0x01,                                                        /* one entry */
    0x01, 0x12,        0x00, 0x03, 0x00, 0x00, 0x00, 0x01,             /* Orientation, one short */
    0x00, 0x01,        0x00, 0x00,                                     /* its value */
    0x00, 0x00,        0x00, 0x00,                                     /* no other directory */
};
#define ORIENTATION_AT 29 /* in the segment */

/* What turns the picture clockwise by 0, 1, 2, 3 quarters when it is shown. */
static const guint8 orientations[] = {1, 6, 3, 8};

static int quarters_of(guint8 orientation) {
  for (int i = 0; i < (int)G_N_ELEMENTS(orientations); i++)
    if (orientations[i] == orientation) return i;
  return 0;
}

static gboolean is_ours(const guint8 *segment, gsize length) {
  return length == sizeof exif && memcmp(segment, exif, ORIENTATION_AT) == 0;
}

static gboolean is_exif(const guint8 *segment, gsize length) {
  return segment[1] == MARKER_APP1 && length >= 10 && memcmp(segment + 4, "Exif\0", 6) == 0;
}

/* The bytes of the segment at AT with its marker; 0 where the header ends or is damaged. */
static gsize segment_length(const guint8 *data, gsize size, gsize at) {
  if (at + 4 > size || data[at] != 0xFF || data[at + 1] == MARKER_SOS) return 0;
  gsize length = 2 + (gsize)(data[at + 2] << 8 | data[at + 3]);
  return length >= 4 && at + length <= size ? length : 0;
}

GBytes *cc_jpeg_turn(GBytes *jpeg, int quarters) {
  gsize size = 0;
  const guint8 *data = g_bytes_get_data(jpeg, &size);
  if (size < 2 || data[0] != 0xFF || data[1] != MARKER_SOI) return g_bytes_ref(jpeg);
  GByteArray *rest = g_byte_array_new();
  g_autoptr(GByteArray) head = g_byte_array_new();
  g_byte_array_append(head, data, 2);
  int turned = 0;
  gsize at = 2;
  for (gsize length; (length = segment_length(data, size, at)) > 0; at += length) {
    if (is_ours(data + at, length)) turned = quarters_of(data[at + ORIENTATION_AT]);
    if (!is_exif(data + at, length))
      g_byte_array_append(data[at + 1] == MARKER_APP0 ? head : rest, data + at, (guint)length);
  }
  g_byte_array_append(rest, data + at, (guint)(size - at));
  guint8 segment[sizeof exif];
  memcpy(segment, exif, sizeof exif);
  segment[ORIENTATION_AT] = orientations[(((turned + quarters) % 4) + 4) % 4];
  g_byte_array_append(head, segment, sizeof segment);
  g_byte_array_append(head, rest->data, rest->len);
  g_byte_array_unref(rest);
  return g_byte_array_free_to_bytes(g_steal_pointer(&head));
}

int cc_jpeg_quarters(GBytes *jpeg) {
  gsize size = 0, at = 2;
  const guint8 *data = g_bytes_get_data(jpeg, &size);
  if (size < 2 || data[0] != 0xFF || data[1] != MARKER_SOI) return 0;
  for (gsize length; (length = segment_length(data, size, at)) > 0; at += length)
    if (is_ours(data + at, length)) return quarters_of(data[at + ORIENTATION_AT]);
  return 0;
}
