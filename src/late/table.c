/* The functions themselves: in the library that is opened late, and in what is linked whole. */
#include "late/late.h"

#include "doctor/doctor.h"
#include "photo/photo.h"
#include "reader/reader.h"
#include "text/text.h"

static CardcatReader *reader_new(const CardcatReaderOptions *options, GError **error) {
  return cc_reader_new(options, FALSE, error);
}

const CcLate *cc_late(GError **error) {
  static const CcLate late = {.doctor = cc_doctor,
                              .languages_check = cc_languages_check,
                              .picture_pixels = cc_picture_pixels,
                              .picture_thumbnail = cc_picture_thumbnail,
                              .find_cards = cc_find_cards,
                              .reader_new = reader_new,
                              .reader_free = cc_reader_free,
                              .reader_read = cc_reader_read,
                              .reader_read_pixels = cc_reader_read_pixels,
                              .reader_read_card = cc_reader_read_card,
                              .helper_main = cc_helper_main};
  (void)error;
  return &late;
}
