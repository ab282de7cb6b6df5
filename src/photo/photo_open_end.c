/* Where pictures end whose files do not say so themselves: in a TIFF file nothing is behind the
 * last of what its directories name; bare streams of JPEG XL and JPEG 2000 are compressed to their
 * end, where the first bytes of another file do not come about. */
#include "photo/photo_parts.h"

#include <string.h>

/* ---- TIFF ------------------------------------------------------------------------------------ */

/* A file has CC_PHOTO_PAGES_MAX pages, each with a few directories below it. */
#define DIRECTORIES_MAX 1000
#define DEPTH_MAX 3
#define PIECES_MAX 1000000

/* TIFF 6.0, chapter 8; TIFF technical note 1; EXIF 2.3, 4.6.3. */
enum {
  STRIP_OFFSETS = 273,
  STRIP_SIZES = 279,
  TILE_OFFSETS = 324,
  TILE_SIZES = 325,
  SUB_DIRECTORIES = 330,
  JPEG_OFFSET = 513,
  JPEG_SIZE = 514,
  EXIF_DIRECTORY = 34665,
  GPS_DIRECTORY = 34853,
};

typedef struct {
  Span span;
  gboolean is_big_endian, is_cut;
  guint64 end;
  guint directories, pieces;
} Tiff;

/* Values of one tag: COUNT of SIZE bytes from AT on. */
typedef struct {
  guint32 count, size;
  guint64 at;
} Values;

static guint32 number(const Tiff *t, guint64 at, guint n) {
  return t->is_big_endian ? photo_big(t->span, (gsize)at, n) : photo_little(t->span, (gsize)at, n);
}

static void reach(Tiff *t, guint64 end) {
  t->end = MAX(t->end, end);
  if (end > t->span.size) t->is_cut = TRUE;
}

/* Of the entry at AT; what has no place in it stands elsewhere. */
static Values values_of(Tiff *t, guint64 at) {
  static const guint8 sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
  guint32 type = number(t, at + 2, 2);
  Values v = {number(t, at + 4, 4), type < G_N_ELEMENTS(sizes) ? sizes[type] : 0, at + 8};
  guint64 bytes = (guint64)v.count * v.size;
  if (bytes <= 4) return v;
  v.at = number(t, at + 8, 4);
  reach(t, v.at + bytes);
  return v;
}

/* The pieces of a picture, which OFFSETS and SIZES tell of. */
static void reach_pieces(Tiff *t, const Values *offsets, const Values *sizes) {
  for (guint i = 0; !t->is_cut && i < MIN(offsets->count, sizes->count); i++) {
    if (++t->pieces > PIECES_MAX) t->is_cut = TRUE;
    guint64 from = number(t, offsets->at + (guint64)i * offsets->size, MIN(offsets->size, 4));
    reach(t, from + number(t, sizes->at + (guint64)i * sizes->size, MIN(sizes->size, 4)));
  }
}

static guint32 reach_directory(Tiff *t, guint64 at, guint depth);

static void reach_directories(Tiff *t, const Values *offsets, guint depth) {
  for (guint i = 0; depth < DEPTH_MAX && !t->is_cut && i < offsets->count; i++)
    (void)reach_directory(t, number(t, offsets->at + (guint64)i * 4, 4), depth + 1);
}

/* The kinds of pieces that a picture is in: the tags of their offsets and of their sizes. */
static const guint32 piece_tags[][2] = {
    {STRIP_OFFSETS, STRIP_SIZES}, {TILE_OFFSETS, TILE_SIZES}, {JPEG_OFFSET, JPEG_SIZE}};

/* One directory and all that it names; where the next is. */
static guint32 reach_directory(Tiff *t, guint64 at, guint depth) {
  Values pieces[G_N_ELEMENTS(piece_tags)][2] = {{{0}}};
  guint32 entries = number(t, at, 2);
  if (++t->directories > DIRECTORIES_MAX) t->is_cut = TRUE;
  reach(t, at + 2 + (guint64)entries * 12 + 4);
  for (guint i = 0; !t->is_cut && i < entries; i++) {
    guint64 entry = at + 2 + (guint64)i * 12;
    guint32 tag = number(t, entry, 2);
    Values v = values_of(t, entry);
    for (guint k = 0; k < G_N_ELEMENTS(piece_tags); k++)
      for (guint side = 0; side < 2; side++)
        if (tag == piece_tags[k][side]) pieces[k][side] = v;
    if (tag == SUB_DIRECTORIES || tag == EXIF_DIRECTORY || tag == GPS_DIRECTORY)
      reach_directories(t, &v, depth);
  }
  for (guint k = 0; k < G_N_ELEMENTS(pieces); k++)
    reach_pieces(t, &pieces[k][0], &pieces[k][1]);
  return t->is_cut ? 0 : number(t, at + 2 + (guint64)entries * 12, 4);
}

gsize photo_tiff_end(Span span) {
  Tiff t = {.span = span, .is_big_endian = span.size > 0 && span.data[0] == 'M', .end = 8};
  if (number(&t, 2, 2) != 42) return 0; /* of 64 bits */
  for (guint32 at = number(&t, 4, 4); at > 0 && !t.is_cut;)
    at = reach_directory(&t, at, 0);
  return t.is_cut || t.directories == 0 ? 0 : (gsize)t.end;
}

/* ---- streams --------------------------------------------------------------------------------- */

/* Its first directory is there, and begins with one of the tags that are first in all. */
static gboolean begins_tiff(Span span) {
  Tiff t = {.span = span, .is_big_endian = span.data[0] == 'M'};
  if (g_strcmp0(photo_kind(span.data, span.size), "TIFF") != 0) return FALSE;
  guint32 at = number(&t, 4, 4), entries = number(&t, at, 2), tag = number(&t, (guint64)at + 2, 2);
  return at >= 8 && entries > 0 && entries < 256 && tag >= 254 && tag <= 259;
}

/* What begins a file, in so many bytes that no compressed stream has them by chance. */
static gboolean begins_file(Span span, gsize at) {
  const guint8 *p = span.data + at;
  if (span.size - at < 12) return FALSE;
  if (memcmp(p, "\xFF\xD8\xFF", 3) == 0)
    return memcmp(p + 6, "JFIF", 4) == 0 || memcmp(p + 6, "Exif", 4) == 0;
  if (p[0] == 0x89) return memcmp(p, "\x89PNG\r\n\x1A\n", 8) == 0;
  if (p[0] == 'R') return memcmp(p, "RIFF", 4) == 0 && memcmp(p + 8, "WEBP", 4) == 0;
  if (p[0] == 'G') return memcmp(p, "GIF87a", 6) == 0 || memcmp(p, "GIF89a", 6) == 0;
  if (p[0] == '%') return memcmp(p, "%PDF-1.", 7) == 0;
  if (p[0] == 'I' || p[0] == 'M') return begins_tiff((Span){p, span.size - at});
  return p[0] == 0 && p[1] == 0 && p[2] == 0 && photo_kind(p, span.size - at);
}

gsize photo_stream_end(Span span, gsize from) {
  static const guint8 firsts[] = {0, 0xFF, 0x89, 'R', 'G', '%', 'I', 'M'};
  for (gsize at = from; at < span.size; at++)
    if (memchr(firsts, span.data[at], sizeof firsts) && begins_file(span, at)) return at;
  return 0;
}
