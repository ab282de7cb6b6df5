/* Any bytes as a photo, all the way to its readings: either a clean refusal, or cards whose JSON is
 * taken again.  What begins with PAINTED is a photo painted as the rest says (painted.h), since no
 * change to a file's bytes draws a card. */
#include "painted.h"
#include "reader/reader.h"

#define PAINTED 'P'
#define EDGE_MAX 1000
#define HEADER_BYTES 54

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void put_number(guint8 *to, int number) {
  for (int i = 0; i < 4; i++)
    to[i] = (guint8)((guint)number >> 8 * i);
}

/* RASTER as a BMP file of 32 bits, whose rows need no padding. */
static GBytes *bmp_of(const CcRaster *raster) {
  gsize pixels = (gsize)raster->width * (gsize)raster->height;
  guint8 *bytes = g_malloc0(HEADER_BYTES + 4 * pixels);
  bytes[0] = 'B';
  bytes[1] = 'M';
  put_number(bytes + 10, HEADER_BYTES);
  put_number(bytes + 14, 40);
  put_number(bytes + 18, raster->width);
  put_number(bytes + 22, -raster->height);
  bytes[26] = 1;
  bytes[28] = 32;
  for (gsize i = 0; i < pixels; i++)
    for (gsize band = 0; band < 3; band++)
      bytes[HEADER_BYTES + 4 * i + band] = raster->data[3 * i + 2 - band];
  return g_bytes_new_take(bytes, HEADER_BYTES + 4 * pixels);
}

static GBytes *photo_of(const guint8 *data, gsize size) {
  if (size == 0 || data[0] != PAINTED) return g_bytes_new(data, size);
  PaintedBytes bytes = {data + 1, data + size};
  g_autoptr(CcRaster) raster = painted_picture(&bytes, EDGE_MAX);
  return bmp_of(raster);
}

static void check_reading(const CardcatReading *reading) {
  g_autoptr(GError) error = NULL;
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  g_autoptr(CardcatReading) again = cardcat_reading_from_json(json, &error);
  g_assert_no_error(error);
  g_assert_nonnull(again);
  g_assert_true(reading->confidence >= 0 && reading->confidence <= 1);
  g_assert_nonnull(reading->picture);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  static CardcatReader *reader;
  const CardcatReaderOptions options = {.region = "US"};
  if (!reader) reader = cardcat_reader_new(&options, NULL);
  g_assert_nonnull(reader);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) photo = photo_of(data, size);
  g_autoptr(GPtrArray) readings = cardcat_reader_read(reader, photo, "photo", NULL, &error);
  g_assert_true(!readings == (error != NULL));
  for (guint i = 0; readings && i < readings->len; i++)
    check_reading(readings->pdata[i]);
  return 0;
}
