/* Where a JPEG file ends (ITU T.81, annex B), and what it says belongs to it behind that: previews
 * and second pictures by the Multi-Picture Format (CIPA DC-007), maps of light and depth by
 * Google's container (developer.android.com/media/platform/hdr-image-format). */
#include "photo/photo_parts.h"

#include <string.h>

#define XMP_NAME "http://ns.adobe.com/xap/1.0/"
#define XMP_ITEM "Item:Length"
#define XMP_PADDING "Item:Padding"

enum {
  TEM = 0x01,
  RST0 = 0xD0,
  RST7 = 0xD7,
  SOI = 0xD8,
  EOI = 0xD9,
  SOS = 0xDA,
  APP1 = 0xE1,
  APP2 = 0xE2,
  MP_ENTRIES = 0xB002,
};

/* What the file says of itself so far. */
typedef struct {
  gsize mpf_end;   /* the end of the last of its pictures, from its beginning */
  gsize container; /* bytes of what follows the first */
} Told;

/* ---- what belongs to it --------------------------------------------------------------------- */

static guint32 mpf_number(Span mpf, gsize at, guint n) {
  return mpf.data[0] == 'I' ? photo_little(mpf, at, n) : photo_big(mpf, at, n);
}

/* MPF stands at BASE of the file, which its offsets count from. */
static gsize mpf_end(Span mpf, gsize base) {
  gsize end = 0;
  if (mpf.size < 8) return 0;
  gsize ifd = mpf_number(mpf, 4, 4), fields = mpf_number(mpf, ifd, 2);
  for (gsize i = 0; i < fields; i++) {
    gsize field = ifd + 2 + 12 * i;
    if (field + 12 > mpf.size) break;
    if (mpf_number(mpf, field, 2) != MP_ENTRIES) continue;
    gsize length = mpf_number(mpf, field + 4, 4), entry = mpf_number(mpf, field + 8, 4);
    for (gsize at = entry; at + 16 <= MIN(mpf.size, entry + length); at += 16) {
      gsize offset = mpf_number(mpf, at + 8, 4), size = mpf_number(mpf, at + 4, 4);
      if (offset > 0) end = MAX(end, base + offset + size);
    }
  }
  return end;
}

/* The numbers that NAME has in XMP, as an attribute or an element, added up. */
static gsize sum_of(const char *xmp, const char *name) {
  gsize sum = 0;
  for (const char *at = strstr(xmp, name); at; at = strstr(at, name)) {
    at += strlen(name);
    gsize signs = strspn(at, "=\">' ");
    guint64 number = signs > 0 ? g_ascii_strtoull(at + signs, NULL, 10) : 0;
    if (number <= CARDCAT_PHOTO_BYTES_MAX) sum += number;
  }
  return sum;
}

static void take_segment(Span span, gsize at, gsize length, Told *told) {
  const guint8 *body = span.data + at + 4;
  gsize size = length - 2;
  if (span.data[at + 1] == APP2 && size > 4 && memcmp(body, "MPF", 4) == 0) {
    Span mpf = {body + 4, size - 4};
    told->mpf_end = MAX(told->mpf_end, mpf_end(mpf, at + 8));
  }
  if (span.data[at + 1] == APP1 && size > sizeof XMP_NAME &&
      memcmp(body, XMP_NAME, sizeof XMP_NAME) == 0) {
    g_autofree char *xmp = g_strndup((const char *)body + sizeof XMP_NAME, size - sizeof XMP_NAME);
    if (strstr(xmp, "Container:Directory"))
      told->container = sum_of(xmp, XMP_ITEM) + sum_of(xmp, XMP_PADDING);
  }
}

/* ---- its end -------------------------------------------------------------------------------- */

/* From behind the head of a scan to the next marker that is no part of it. */
static gsize scan_end(Span span, gsize at) {
  for (; at + 1 < span.size; at++) {
    const guint8 *found = memchr(span.data + at, 0xFF, span.size - 1 - at);
    if (!found) break;
    at = (gsize)(found - span.data);
    guint8 next = found[1];
    if (next != 0 && next != 0xFF && (next < RST0 || next > RST7)) return at;
  }
  return span.size;
}

/* Behind the last byte of the first picture, or where another begins in it, because it was cut off;
 * 0: it goes on to the end of SPAN. */
static gsize picture_end(Span span, Told *told) {
  gboolean has_scan = FALSE;
  for (gsize at = 2; at + 2 <= span.size && span.data[at] == 0xFF;) {
    guint8 marker = span.data[at + 1];
    if (marker == EOI) return at + 2;
    if (marker == SOI) return has_scan && photo_big(span, at + 2, 1) == 0xFF ? at : 0;
    if (marker == 0xFF || marker == TEM || (marker >= RST0 && marker <= RST7)) {
      at += marker == 0xFF ? 1 : 2;
      continue;
    }
    gsize length = photo_big(span, at + 2, 2);
    if (length < 2 || at + 2 + length > span.size) return 0;
    take_segment(span, at, length, told);
    at += 2 + length;
    if (marker != SOS) continue;
    has_scan = TRUE;
    at = scan_end(span, at);
  }
  return 0;
}

gsize photo_jpeg_end(Span span) {
  Told told = {0};
  gsize end = picture_end(span, &told);
  if (end == 0) return 0;
  gsize all = MAX(told.mpf_end, told.container > 0 ? end + told.container : 0);
  return all > span.size ? end : MAX(end, all);
}
