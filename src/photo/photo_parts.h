/* Where pictures end: what the files of photo/ share that take them apart. */
#pragma once

#include "photo/photo_private.h"

/* Bytes of a file from where a picture of it begins. */
typedef struct {
  const guint8 *data;
  gsize size;
} Span;

/* N bytes at AT, most significant first, or last; 0 where they are not there. */
static inline guint32 photo_big(Span span, gsize at, guint n) {
  guint32 number = 0;
  for (guint i = 0; i < n && at < span.size && n <= span.size - at; i++)
    number = number << 8 | span.data[at + i];
  return number;
}

static inline guint32 photo_little(Span span, gsize at, guint n) {
  guint32 number = 0;
  for (guint i = n; i > 0 && at < span.size && n <= span.size - at; i--)
    number = number << 8 | span.data[at + i - 1];
  return number;
}

/* Where the JPEG file at the beginning of SPAN ends, with the pictures that it says are its own; 0:
 * before that SPAN does. */
gsize photo_jpeg_end(Span span);
/* The same of a picture of any other kind; 0 also where its kind does not tell. */
gsize photo_other_end(Span span);
/* The same of a TIFF file whose offsets have 32 bits (photo_open_end.c). */
gsize photo_tiff_end(Span span);
/* Behind a bare stream, where from FROM on another file begins; one that begins with a stream, or
 * is a bitmap, cannot be told (photo_open_end.c). */
gsize photo_stream_end(Span span, gsize from);
/* How many bytes at AT of SPAN a camera or telephone adds to a photo that is no picture of its
 * own: a film, its own notes, zeros.  0: none. */
gsize photo_trailer(Span span, gsize at);
