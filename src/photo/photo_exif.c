/* What EXIF data say: when a photo was taken, with which focal length. */
#include "photo/photo_private.h"

#include <string.h>

/* libvips gives an EXIF entry as "VALUE (VALUE, Type, n components, n bytes)". */
static const char *exif_entry(VipsImage *image, const char *name) {
  const char *text = NULL;
  if (!vips_image_get_typeof(image, name) || vips_image_get_string(image, name, &text)) return NULL;
  return text;
}

char *photo_exif_taken(VipsImage *image) {
  static const char *const names[] = {"exif-ifd2-DateTimeOriginal", "exif-ifd2-DateTimeDigitized",
                                      "exif-ifd0-DateTime"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    const char *text = exif_entry(image, names[i]);
    int at[6];
    if (!text || sscanf(text, "%4d:%2d:%2d %2d:%2d:%2d", &at[0], &at[1], &at[2], &at[3], &at[4],
                        &at[5]) != 6)
      continue;
    g_autoptr(GDateTime) time =
        g_date_time_new_utc(at[0], at[1], at[2], at[3], at[4], CLAMP(at[5], 0, 59));
    if (time) return g_date_time_format(time, "%Y-%m-%dT%H:%M:%S");
  }
  return NULL;
}

double photo_exif_focal(VipsImage *image) {
  const char *text = exif_entry(image, "exif-ifd2-FocalLengthIn35mmFilm");
  double focal = text ? g_ascii_strtod(text, NULL) : 0;
  return focal >= 8 && focal <= 1000 ? focal : 0; /* what lenses have; 0 means unknown in EXIF */
}
