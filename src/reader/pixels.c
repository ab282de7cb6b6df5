/* Pictures that come as pixels, as a camera gives them. */
#include "reader/reader.h"

/* ---- finding -------------------------------------------------------------------------------- */

GArray *cc_find_cards(const CardcatPixels *pixels, GError **error) {
  g_autoptr(CcPhoto) photo = cc_photo_from_pixels(pixels, error);
  if (!photo) return NULL;
  g_autoptr(GArray) outlines = cc_outlines_find(photo->raster, NULL);
  GArray *cards = g_array_new(FALSE, FALSE, sizeof(CardcatOutline));
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    if (outline->around || outline->whole) continue;
    CardcatOutline card = {.score = outline->score};
    for (int k = 0; k < 4; k++)
      card.corners[k] = (CardcatPoint){outline->corners[k].x * photo->scale,
                                       outline->corners[k].y * photo->scale};
    g_array_append_val(cards, card);
  }
  return cards;
}

/* ---- reading -------------------------------------------------------------------------------- */

GPtrArray *cc_reader_read_pixels(CardcatReader *reader, const CardcatPixels *pixels,
                                 const char *name, const CardcatReadOptions *options,
                                 GError **error) {
  g_autoptr(CcPhoto) photo = cc_photo_from_pixels(pixels, error);
  if (!photo) return NULL;
  CcTask task;
  cc_reader_begin(reader, options, &task);
  GPtrArray *readings = cc_photo_read_loaded(&task.rooms, photo, name, error);
  cc_reader_done(reader);
  if (!readings) g_prefix_error(error, "%s: ", name);
  return readings;
}

/* CORNERS of the pixels that PHOTO was made of. */
static CcOutline outline_at(const CardcatPoint corners[4], const CcPhoto *photo) {
  CcOutline outline = {.score = 1};
  for (int i = 0; i < 4; i++)
    outline.corners[i] = (CardcatPoint){corners[i].x / photo->scale, corners[i].y / photo->scale};
  return outline;
}

CardcatReading *cc_reader_read_card(CardcatReader *reader, const CardcatPixels *pixels,
                                    const CardcatPoint *corners, const char *name,
                                    const CardcatReadOptions *options, GError **error) {
  g_autoptr(CcPhoto) photo = cc_photo_from_pixels(pixels, error);
  if (!photo) return NULL;
  if (corners && !cc_corners_are_card(corners, pixels->width, pixels->height)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "%s: the corners are not those of a card, clockwise, in the picture", name);
    return NULL;
  }
  CcOutline outline = corners ? outline_at(corners, photo) : cc_outline_whole(photo->raster);
  CcTask task;
  cc_reader_begin(reader, options, &task);
  CardcatReading *reading = cc_photo_read_card(&task.rooms, photo, &outline, name, error);
  cc_reader_done(reader);
  if (!reading) g_prefix_error(error, "%s: ", name);
  return reading;
}
