/* Where pictures of the other kinds end, as their files say, and what telephones put behind one. */
#define _GNU_SOURCE /* memmem */
#include "photo/photo_parts.h"

#include <string.h>

static gboolean has(Span span, gsize at, const char *bytes, gsize n) {
  return at < span.size && n <= span.size - at && memcmp(span.data + at, bytes, n) == 0;
}

/* END, if SPAN goes on until there. */
static gsize within(Span span, guint64 end) {
  return end <= span.size ? (gsize)end : 0;
}

/* ---- kinds ---------------------------------------------------------------------------------- */

/* Chunks: length, name, content, sum (PNG, chapter 5). */
static gsize png_end(Span span) {
  for (guint64 at = 8; at + 12 <= span.size;) {
    gboolean is_last = has(span, at + 4, "IEND", 4);
    at += 12 + (guint64)photo_big(span, at, 4);
    if (is_last) return within(span, at);
  }
  return 0;
}

/* Behind the palette that FLAGS tells of. */
static gsize gif_palette(gsize at, guint8 flags) {
  return flags & 0x80 ? at + (gsize)(3 << ((flags & 7) + 1)) : at;
}

/* GIF 89a, chapters 17 to 27: pictures and extensions, each a head and blocks that tell their
 * length. */
static gsize gif_end(Span span) {
  if (span.size < 13) return 0;
  for (gsize at = gif_palette(13, span.data[10]); at < span.size;) {
    if (span.data[at] == 0x3B) return at + 1;
    gboolean is_picture = span.data[at] == 0x2C;
    if ((!is_picture && span.data[at] != 0x21) || at + 10 > span.size) return 0;
    at = is_picture ? gif_palette(at + 10, span.data[at + 9]) + 1 : at + 2;
    while (at < span.size && span.data[at] > 0)
      at += 1 + (gsize)span.data[at];
    at++;
  }
  return 0;
}

/* Behind one box of an ISO base media file (ISO 14496-12, 4.2); 0: there is none. */
static gsize box_end(Span span, gsize at) {
  if (at + 8 > span.size) return 0;
  for (gsize i = at + 4; i < at + 8; i++)
    if (!g_ascii_isprint(span.data[i])) return 0;
  guint64 size = photo_big(span, at, 4);
  if (size == 1) size = (guint64)photo_big(span, at + 8, 4) << 32 | photo_big(span, at + 12, 4);
  return size < 8 || size > span.size - at ? 0 : at + (gsize)size;
}

/* Boxes up to what is none, or the next file's first. */
static gsize boxes_end(Span span, gsize at) {
  for (gsize next = box_end(span, at); next > 0; next = box_end(span, at)) {
    at = next;
    if (photo_kind(span.data + at, span.size - at)) break;
  }
  return at;
}

/* The last box may have the length 0, and then goes on to the end (ISO 14496-12, 4.2). */
static gsize container_end(Span span) {
  gsize at = boxes_end(span, 0);
  gboolean is_open = has(span, at, "\0\0\0\0", 4) && at + 8 <= span.size;
  for (gsize i = at + 4; is_open && i < at + 8; i++)
    is_open = g_ascii_isprint(span.data[i]);
  return is_open ? photo_stream_end(span, at + 8) : at;
}

/* A PDF file may have been added to, and hold others: it ends where it says so and a picture
 * follows, in nothing. */
static gsize pdf_end(Span span) {
  for (gsize at = 0; at < span.size;) {
    const guint8 *mark = memmem(span.data + at, span.size - at, "%%EOF", 5);
    if (!mark) break;
    at = (gsize)(mark - span.data) + 5;
    gsize next = at;
    while (next < span.size && g_ascii_isspace(span.data[next]))
      next++;
    if (photo_kind(span.data + next, span.size - next)) return next;
  }
  return 0;
}

gsize photo_other_end(Span span) {
  const char *kind = photo_kind(span.data, span.size);
  if (has(span, 4, "ftyp", 4) || has(span, 0, "\0\0\0\x0C", 4)) return container_end(span);
  if (has(span, 0, "\xFF\x0A", 2) || has(span, 0, "\xFF\x4F\xFF\x51", 4))
    return photo_stream_end(span, 2);
  if (g_strcmp0(kind, "TIFF") == 0) return photo_tiff_end(span);
  if (g_strcmp0(kind, "PNG") == 0) return png_end(span);
  if (g_strcmp0(kind, "GIF") == 0) return gif_end(span);
  if (g_strcmp0(kind, "PDF") == 0) return pdf_end(span);
  if (g_strcmp0(kind, "BMP") == 0) return within(span, photo_little(span, 2, 4));
  guint64 riff = photo_little(span, 4, 4);
  return g_strcmp0(kind, "WebP") == 0 ? within(span, 8 + riff + (riff & 1)) : 0;
}

/* ---- behind a photo ------------------------------------------------------------------------- */

/* Samsung's telephones end what they add with the list of it, its length and a mark. */
static gsize samsung_end(Span span, gsize at) {
  for (gsize from = at; from < span.size;) {
    const guint8 *mark = memmem(span.data + from, span.size - from, "SEFT", 4);
    if (!mark) break;
    from = (gsize)(mark - span.data) + 4;
    gsize list = from - at < 8 ? 0 : photo_little(span, from - 8, 4);
    if (list >= 4 && list <= from - at - 8 && has(span, from - 8 - list, "SEFH", 4)) return from;
  }
  return 0;
}

static gboolean is_picture(Span span, gsize at) {
  return photo_kind(span.data + at, span.size - at) != NULL;
}

gsize photo_trailer(Span span, gsize at) {
  gsize end = at;
  if (is_picture(span, at)) return 0;
  while (end < span.size && (span.data[end] == 0 || g_ascii_isspace(span.data[end])))
    end++;
  /* The length of a first box begins with zeros, too. */
  gboolean has_box = has(span, end + 1, "ftyp", 4) && end >= at + 3;
  if (has_box) end -= 3;
  /* Here it ends with what is a space. */
  if (end >= at + 4 && is_picture(span, end - 4)) end -= 4;
  if (is_picture(span, end)) return end - at;
  return MAX(has_box ? boxes_end(span, end) : end, samsung_end(span, at)) - at;
}
