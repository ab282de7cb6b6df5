/* Print that was enlarged or out of focus, sharpened as the net likes it. */
#include "text/ocr.h"

/* A normal curve of deviation 1.5 pixels, of ONE. */
static const int WEIGHTS[] = {272, 219, 112, 37, 8};
#define REACH 4
#define ONE 1024
/* Of what the blurred strip lacks, so much is added.  Deviation and amount are the best of 1 to 3
 * pixels and 0.7 to 2 for e-mail addresses, web addresses and numbers on cards photographed badly,
 * small or with others; rendered cards and real ones agreed. */
#define AMOUNT 1.2f

static void blur_row(const guint8 *in, int width, int *out) {
  for (int x = 0; x < width; x++) {
    out[x] = WEIGHTS[0] * in[x];
    for (int k = 1; k <= REACH; k++)
      out[x] += WEIGHTS[k] * (in[MAX(x - k, 0)] + in[MIN(x + k, width - 1)]);
  }
}

/* Row Y of the strip whose rows, blurred along themselves, are ACROSS; in ONE * ONE. */
static void blur_down(const int *across, int width, int height, int y, int *out) {
  const int *middle = across + (gsize)y * (gsize)width;
  for (int x = 0; x < width; x++)
    out[x] = WEIGHTS[0] * middle[x];
  for (int k = 1; k <= REACH; k++) {
    const int *above = across + (gsize)MAX(y - k, 0) * (gsize)width;
    const int *below = across + (gsize)MIN(y + k, height - 1) * (gsize)width;
    for (int x = 0; x < width; x++)
      out[x] += WEIGHTS[k] * (above[x] + below[x]);
  }
}

void text_sharpen(CcRaster *strip) {
  int width = strip->width, height = strip->height;
  g_autofree int *across = g_new(int, (gsize)width *(gsize)height);
  g_autofree int *blurred = g_new(int, width);
  for (int y = 0; y < height; y++)
    blur_row(cc_raster_at(strip, 0, y), width, across + (gsize)y * (gsize)width);
  for (int y = 0; y < height; y++) {
    guint8 *row = cc_raster_at(strip, 0, y);
    blur_down(across, width, height, y, blurred);
    for (int x = 0; x < width; x++) {
      float value = row[x], more = AMOUNT * (value - (float)blurred[x] / (ONE * ONE));
      row[x] = (guint8)CLAMP(value + more + 0.5f, 0.0f, 255.0f);
    }
  }
}
