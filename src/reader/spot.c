/* A part of a card's picture, to be read by itself: laid on ground of its own colour, since print
 * is told from its ground, and print at the very edge is taken for a piece of something. */
#include "reader/reader.h"

#include <string.h>

/* Ground around it: so many of its heights, at least so many pixels. */
#define GROUND_HEIGHTS 1.0
#define GROUND_MIN 48

/* The middle one of its border's colours, a band at a time. */
static guint8 border_colour(const CcRaster *part, int band) {
  guint count[256] = {0}, seen = 0, border = 2 * (guint)(part->width + part->height);
  for (int x = 0; x < part->width; x++) {
    count[cc_raster_at(part, x, 0)[band]]++;
    count[cc_raster_at(part, x, part->height - 1)[band]]++;
  }
  for (int y = 0; y < part->height; y++) {
    count[cc_raster_at(part, 0, y)[band]]++;
    count[cc_raster_at(part, part->width - 1, y)[band]]++;
  }
  int middle = 0;
  while (middle < 255 && (seen += count[middle]) < border / 2)
    middle++;
  return (guint8)middle;
}

CcRaster *cc_spot_on_ground(const CcRaster *part) {
  int ground = MAX(GROUND_MIN, (int)(GROUND_HEIGHTS * part->height));
  CcRaster *laid = cc_raster_new(part->width + 2 * ground, part->height + 2 * ground, 3);
  const guint8 colour[] = {border_colour(part, 0), border_colour(part, 1), border_colour(part, 2)};
  for (int y = 0; y < laid->height; y++)
    for (int x = 0; x < laid->width; x++)
      memcpy(cc_raster_at(laid, x, y), colour, sizeof colour);
  for (int y = 0; y < part->height; y++)
    memcpy(cc_raster_at(laid, ground, y + ground), cc_raster_at(part, 0, y),
           3 * (gsize)part->width);
  return laid;
}
