/* late/: what needs the libraries that read photos.  They take longer to load than most commands
 * run, so they are in a library of their own, which is opened when the first of this is called. */
#pragma once

#include "cardcat/cardcat.h"

/* Each is the public function of its name. */
typedef struct {
  __typeof__(cardcat_doctor) *doctor;
  __typeof__(cardcat_languages_check) *languages_check;
  __typeof__(cardcat_picture_pixels) *picture_pixels;
  __typeof__(cardcat_picture_thumbnail) *picture_thumbnail;
  __typeof__(cardcat_find_cards) *find_cards;
  __typeof__(cardcat_reader_new) *reader_new;
  __typeof__(cardcat_reader_free) *reader_free;
  __typeof__(cardcat_reader_read) *reader_read;
  __typeof__(cardcat_reader_read_pixels) *reader_read_pixels;
  __typeof__(cardcat_reader_read_card) *reader_read_card;
  __typeof__(cardcat_helper_main) *helper_main;
} CcLate;

/* What values are understood with can be used: in libcardcat.so (values.c) its library is opened
 * now, where all is linked as a whole (ready.c) it is there.  CARDCAT_ERROR_MISSING; the functions
 * of it then know nothing. */
gboolean cc_values_ready(GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* In libcardcat.so (load.c) it opens the other library, in which (table.c) it names the functions;
 * what is linked as a whole has those alone.  CARDCAT_ERROR_MISSING. */
const CcLate *cc_late(GError **error);
