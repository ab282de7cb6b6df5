/* Painted pictures as photos: outlines that are sound, and cards cut out along them. */
#include "outline/outline.h"

#include "base/geometry.h"
#include "painted.h"

#define EDGE_MAX 1700
/* More are flattened to no use: each costs the same. */
#define FLAT_MAX 3

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void check_outline(const CcOutline *outline, const CcRaster *photo) {
  double reach = MAX(photo->width, photo->height);
  g_assert_true(outline->score >= 0 && outline->score <= 1);
  g_assert_cmpfloat(cc_quad_area(outline->corners), >, 0);
  for (int i = 0; i < 4; i++) {
    const CardcatPoint *p = &outline->corners[i];
    g_assert_true(p->x >= -reach && p->x <= photo->width + reach);
    g_assert_true(p->y >= -reach && p->y <= photo->height + reach);
    g_assert_cmpfloat(cc_side_of(*p, outline->corners[(i + 1) % 4], outline->corners[(i + 2) % 4]),
                      >=, 0);
  }
}

static void check_flat(const CcOutline *outline, const CcRaster *photo) {
  g_autoptr(CcRaster) card = cc_outline_flatten(photo, outline, 0);
  g_assert_cmpint(MIN(card->width, card->height), >=, 1);
  g_assert_cmpint(MAX(card->width, card->height), <=, CC_FLAT_EDGE);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  PaintedBytes bytes = {data, data + size};
  g_autoptr(CcRaster) photo = painted_picture(&bytes, EDGE_MAX);
  g_autoptr(GArray) outlines = cc_outlines_find(photo, NULL);
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    check_outline(outline, photo);
    if (i < FLAT_MAX) check_flat(outline, photo);
  }
  return 0;
}
