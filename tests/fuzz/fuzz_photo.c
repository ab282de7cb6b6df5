/* Any bytes as a photo: either a clean refusal, or upright RGB pictures within the cap. */
#include <stdint.h>

#include "photo/photo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* More cost time and show nothing new. */
#define PAGES_MAX 3

static void check_photo(const CcPhoto *photo) {
  const CcRaster *raster = photo->raster;
  g_assert_cmpint(raster->bands, ==, 3);
  g_assert_cmpint(MIN(raster->width, raster->height), >=, 1);
  g_assert_cmpint(MAX(raster->width, raster->height), <=, CC_PHOTO_EDGE_MAX);
  g_assert_true(photo->scale >= 1);
  g_assert_true(photo->focal_35mm >= 0);
  const CardcatBox *missing = &photo->missing;
  g_assert_true(missing->x >= 0 && missing->x + missing->w <= raster->width);
  g_assert_true(missing->y >= 0 && missing->y + missing->h <= raster->height);
  g_assert_true(!photo->taken || g_utf8_strlen(photo->taken, -1) == 19);
  guint8 last = cc_raster_at(raster, raster->width - 1, raster->height - 1)[2];
  g_assert_cmpint(last, ==, raster->data[3 * (gsize)raster->width * (gsize)raster->height - 1]);
}

/* Put together again they are the file. */
static void check_pictures(GBytes *bytes) {
  g_autoptr(GPtrArray) pictures = cc_photo_pictures(bytes);
  gsize all = 0;
  for (guint i = 0; i < pictures->len; i++)
    all += g_bytes_get_size(pictures->pdata[i]);
  g_assert_cmpuint(all, ==, g_bytes_get_size(bytes));
  g_assert_true(pictures->len == 1 || g_bytes_get_size(pictures->pdata[0]) > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static gsize started = 0;
  if (g_once_init_enter(&started)) {
    g_assert_true(cc_photo_init(NULL));
    g_once_init_leave(&started, 1);
  }
  g_autoptr(GBytes) bytes = g_bytes_new(data, size);
  check_pictures(bytes);
  g_autoptr(GArray) pages = cc_photo_pages(bytes, NULL);
  for (guint i = 0; pages && i < MIN(pages->len, PAGES_MAX); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CcPhoto) photo = cc_photo_load(bytes, g_array_index(pages, int, i), &error);
    g_assert_true(!photo == (error != NULL));
    if (photo) check_photo(photo);
  }
  return 0;
}
