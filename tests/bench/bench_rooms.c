/* Photos through every room before recognition, once: what counts.py counts the instructions of.
 *
 *   bench_rooms PHOTO...
 */
#include <stdio.h>

#include "outline/outline.h"
#include "photo/photo.h"
#include "text/ocr.h"

static guint cut_strips(CcRaster *card) {
  g_autoptr(CcPrint) print = cc_print_find(&card, NULL);
  guint cuts = 0;
  for (guint i = 0; i < print->strips->len; i++) {
    const CcStrip *strip = &g_array_index(print->strips, CcStrip, i);
    g_autoptr(TextCut) cut = text_cut_new(print, strip, TEXT_HEIGHT, TEXT_MARGIN);
    cuts += cut ? 1 : 0;
  }
  cc_raster_free(card);
  return cuts;
}

static gboolean go(const char *path, GError **error) {
  char *data = NULL;
  gsize size = 0;
  if (!g_file_get_contents(path, &data, &size, error)) return FALSE;
  g_autoptr(GBytes) bytes = g_bytes_new_take(data, size);
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, error);
  if (!photo) return FALSE;
  g_autoptr(GArray) outlines = cc_outlines_find(photo->raster, NULL);
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    guint strips = cut_strips(cc_outline_flatten(photo->raster, outline, photo->focal_35mm));
    printf("%s: card %u, %u strips\n", path, i + 1, strips);
  }
  return TRUE;
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  gboolean well = cc_photo_init(&error);
  for (int i = 1; i < argc && well; i++)
    well = go(argv[i], &error);
  if (!well) fprintf(stderr, "bench_rooms: %s\n", error->message);
  return well ? 0 : 2;
}
