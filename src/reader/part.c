/* A part of a photo that somebody points at: one card of it, a spot, or a page as a picture. */
#include "reader/reader.h"

#include <math.h>
#include <string.h>

#include "base/geometry.h"

/* A card has at least so many pixels; one that has fewer shows no letters. */
#define AREA_MIN 400.0
/* Corners may lie outside the picture by this part of it: a hand that drags them is not exact. */
#define OUTSIDE 0.1
/* Of a page that is looked at. */
#define PICTURE_QUALITY 85
/* A JPEG file of so many bytes at most need not be made smaller. */
#define PICTURE_BYTES_MAX (1u << 20)

static gboolean is_near(CardcatPoint p, double width, double height) {
  return isfinite(p.x) && isfinite(p.y) && p.x >= -OUTSIDE * width &&
         p.x <= (1 + OUTSIDE) * width && p.y >= -OUTSIDE * height && p.y <= (1 + OUTSIDE) * height;
}

gboolean cc_corners_are_card(const CardcatPoint corners[4], double width, double height) {
  for (int i = 0; i < 4; i++)
    if (!is_near(corners[i], width, height) ||
        cc_side_of(corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]) <= 0)
      return FALSE;
  return cc_quad_area(corners) >= AREA_MIN;
}

/* Page NUMBER, from 1, of those that are read. */
static CcPhoto *load_page(GBytes *bytes, guint number, GError **error) {
  g_autoptr(GArray) pages = cc_pages_find(bytes, error);
  if (!pages) return NULL;
  if (number >= 1 && number <= pages->len) {
    const CcPage *page = &g_array_index(pages, CcPage, number - 1);
    return cc_photo_load(page->picture, page->page, error);
  }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "it has no page %u", number);
  return NULL;
}

static CcOutline outline_at(const CardcatPoint corners[4], double scale) {
  CcOutline outline = {.score = 1};
  for (int i = 0; i < 4; i++)
    outline.corners[i] = (CardcatPoint){corners[i].x / scale, corners[i].y / scale};
  return outline;
}

static gboolean is_given(const CardcatPoint corners[4]) {
  for (int i = 0; i < 4; i++)
    if (corners[i].x != 0 || corners[i].y != 0) return TRUE;
  return FALSE;
}

static CardcatReading *read_card(const CcRooms *rooms, const CcPhoto *page, const CcQuestion *asked,
                                 const char *name, GError **error) {
  const CcRaster *raster = page->raster;
  CcRooms with = *rooms;
  with.upright = asked->upright;
  gboolean given = is_given(asked->corners);
  if (given && !cc_corners_are_card(asked->corners, page->scale * raster->width,
                                    page->scale * raster->height)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "the corners are not those of a card, clockwise, in the picture");
    return NULL;
  }
  CcOutline outline = given ? outline_at(asked->corners, page->scale) : cc_outline_whole(raster);
  CardcatReading *reading = cc_photo_read_card(&with, page, &outline, name, error);
  if (reading && !given) memset(reading->corners, 0, sizeof reading->corners);
  return reading;
}

/* Sides along the picture's own, with ground around it. */
static CardcatReading *read_spot(const CcRooms *rooms, CcPhoto *page, const CcQuestion *asked,
                                 const char *name, GError **error) {
  CcOutline spot = outline_at(asked->corners, page->scale);
  spot.whole = TRUE; /* its proportions are what they are */
  g_autoptr(CcRaster) part = cc_outline_flatten(page->raster, &spot, 0);
  cc_raster_free(page->raster);
  page->raster = cc_spot_on_ground(part);
  CcOutline whole = cc_outline_whole(page->raster);
  return cc_photo_read_card(rooms, page, &whole, name, error);
}

/* BYTES without remarks, owned, when they are a JPEG file of the size that is asked for; else NULL.
 */
static GBytes *as_it_is(const CcPhoto *page, GBytes *bytes, const CcQuestion *asked) {
  const CcRaster *raster = page->raster;
  gboolean fits = asked->page == 1 && page->scale == 1 &&
                  MAX(raster->width, raster->height) <= (int)asked->edge &&
                  g_bytes_get_size(bytes) <= PICTURE_BYTES_MAX;
  return fits ? cc_jpeg_check(bytes) : NULL;
}

/* Nothing is read. */
static CardcatReading *show_page(const CcPhoto *page, GBytes *bytes, const CcQuestion *asked,
                                 GError **error) {
  const CcRaster *raster = page->raster;
  double by = MIN(1, (double)asked->edge / MAX(raster->width, raster->height));
  int width = MAX(1, (int)(raster->width * by)), height = MAX(1, (int)(raster->height * by));
  g_autoptr(CcRaster) small = cc_raster_resize(raster, width, height);
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  double right = page->scale * raster->width, bottom = page->scale * raster->height;
  const CardcatPoint corners[] = {{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
  reading->picture = as_it_is(page, bytes, asked);
  if (!reading->picture) reading->picture = cc_photo_to_jpeg(small, PICTURE_QUALITY, error);
  if (!reading->picture) return NULL;
  reading->width = width;
  reading->height = height;
  reading->card = reading->cards = 0;
  for (int i = 0; i < 4; i++)
    reading->corners[i] = corners[i];
  return g_steal_pointer(&reading);
}

GPtrArray *cc_photo_read_part(const CcRooms *rooms, GBytes *bytes, const CcQuestion *asked,
                              const char *name, GError **error) {
  g_autoptr(CcPhoto) page = load_page(bytes, asked->page, error);
  if (!page) return NULL;
  CardcatReading *reading = asked->what == CC_ASK_CARD ? read_card(rooms, page, asked, name, error)
                            : asked->what == CC_ASK_SPOT
                                ? read_spot(rooms, page, asked, name, error)
                                : show_page(page, bytes, asked, error);
  if (!reading) return NULL;
  g_free(reading->sha256);
  reading->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  reading->page = (int)asked->page;
  GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  g_ptr_array_add(readings, reading);
  return readings;
}
