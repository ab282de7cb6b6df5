/* The public functions that need what is loaded late. */
#include "late/late.h"

#include "base/base.h"

/* What a program that has a reader calls: it was loaded then. */
static const CcLate *loaded(void) {
  return cc_late(NULL);
}

/* Without the library there is one finding. */
static GPtrArray *only(GError *error) {
  CardcatCheck *check = g_new0(CardcatCheck, 1);
  check->name = g_strdup("photos");
  check->detail = g_strdup(error->message);
  GPtrArray *checks = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_check_free);
  g_ptr_array_add(checks, check);
  return checks;
}

GPtrArray *cardcat_doctor(const CardcatReaderOptions *options) {
  g_autoptr(GError) error = NULL;
  const CcLate *late = cc_late(&error);
  return late ? late->doctor(options) : only(error);
}

gboolean cardcat_languages_check(const char *languages, GError **error) {
  const CcLate *late = cc_late(error);
  return late && late->languages_check(languages, error);
}

GBytes *cardcat_picture_pixels(GBytes *jpeg, const CardcatBox *crop, int max_width, int max_height,
                               int *width, int *height, GError **error) {
  const CcLate *late = cc_late(error);
  if (!late) return NULL;
  return late->picture_pixels(jpeg, crop, max_width, max_height, width, height, error);
}

GBytes *cardcat_picture_thumbnail(GBytes *jpeg, int max_width, int max_height, GError **error) {
  const CcLate *late = cc_late(error);
  return late ? late->picture_thumbnail(jpeg, max_width, max_height, error) : NULL;
}

GArray *cardcat_find_cards(const CardcatPixels *pixels, GError **error) {
  const CcLate *late = cc_late(error);
  return late ? late->find_cards(pixels, error) : NULL;
}

CardcatReader *cardcat_reader_new(const CardcatReaderOptions *options, GError **error) {
  const CcLate *late = cc_late(error);
  return late ? late->reader_new(options, error) : NULL;
}

void cardcat_reader_free(CardcatReader *reader) {
  if (reader) loaded()->reader_free(reader);
}

GPtrArray *cardcat_reader_read(CardcatReader *reader, GBytes *photo, const char *name,
                               const CardcatReadOptions *options, GError **error) {
  return loaded()->reader_read(reader, photo, name, options, error);
}

GPtrArray *cardcat_reader_read_pixels(CardcatReader *reader, const CardcatPixels *pixels,
                                      const char *name, const CardcatReadOptions *options,
                                      GError **error) {
  return loaded()->reader_read_pixels(reader, pixels, name, options, error);
}

CardcatReading *cardcat_reader_read_card(CardcatReader *reader, const CardcatPixels *pixels,
                                         const CardcatPoint *corners, const char *name,
                                         const CardcatReadOptions *options, GError **error) {
  return loaded()->reader_read_card(reader, pixels, corners, name, options, error);
}

int cardcat_helper_main(void) {
  const CcLate *late = cc_late(NULL);
  return late ? late->helper_main() : 2;
}
