/* A JPEG file that came with foreign JSON: only what a picture of ours can be made of (ITU T.81,
 * annex B) goes on to a decoder. */
#include "base/base.h"

#include <string.h>

#define EDGE_MAX 8192
#define SCANS_MAX 20 /* of a progressive one; libjpeg's own are 10 */

enum {
  SOF0 = 0xC0, /* baseline */
  SOF2 = 0xC2, /* progressive */
  DHT = 0xC4,
  RST0 = 0xD0,
  RST7 = 0xD7,
  SOI = 0xD8,
  EOI = 0xD9,
  SOS = 0xDA,
  DQT = 0xDB,
  DRI = 0xDD,
  APP0 = 0xE0,
  APP15 = 0xEF,
  COM = 0xFE,
};

typedef struct {
  const guint8 *data;
  gsize size, at;
  GByteArray *out;
  guint frames, scans;
} Check;

/* A frame of 8 bits, grey or of three colours, not too large. */
static gboolean is_frame(const guint8 *segment, gsize length) {
  if (length < 10) return FALSE;
  guint height = (guint)segment[5] << 8 | segment[6], width = (guint)segment[7] << 8 | segment[8];
  return segment[4] == 8 && width > 0 && width <= EDGE_MAX && height > 0 && height <= EDGE_MAX &&
         (segment[9] == 1 || segment[9] == 3);
}

/* From behind the head of a scan to the next marker that is no part of it. */
static void skip_scan(Check *c) {
  for (; c->at + 1 < c->size; c->at++) {
    if (c->data[c->at] != 0xFF) continue;
    guint8 next = c->data[c->at + 1];
    if (next != 0 && next != 0xFF && (next < RST0 || next > RST7)) return;
  }
  c->at = c->size;
}

static gboolean is_kept(Check *c, const guint8 *segment, gsize length) {
  switch (segment[1]) {
    case SOF0:
    case SOF2:
      return ++c->frames == 1 && is_frame(segment, length);
    case SOS:
      return c->frames == 1 && ++c->scans <= SCANS_MAX;
    default:
      return segment[1] == DHT || segment[1] == DQT || segment[1] == DRI;
  }
}

/* Remarks and what programs tell each other; our own orientation is put back in the end. */
static gboolean is_dropped(guint8 marker) {
  return (marker > APP0 && marker <= APP15) || marker == COM;
}

/* One segment; FALSE: it is none of ours. */
static gboolean take(Check *c) {
  const guint8 *segment = c->data + c->at;
  if (c->at + 4 > c->size || segment[0] != 0xFF) return FALSE;
  gsize length = 2 + (gsize)(segment[2] << 8 | segment[3]);
  if (length < 4 || c->at + length > c->size) return FALSE;
  if (!is_dropped(segment[1]) && segment[1] != APP0 && !is_kept(c, segment, length)) return FALSE;
  gsize start = c->at;
  c->at += length;
  if (segment[1] == SOS) skip_scan(c);
  if (!is_dropped(segment[1])) g_byte_array_append(c->out, c->data + start, (guint)(c->at - start));
  return TRUE;
}

GBytes *cc_jpeg_check(GBytes *jpeg) {
  g_autoptr(GByteArray) out = g_byte_array_new();
  Check c = {.at = 2, .out = out};
  c.data = g_bytes_get_data(jpeg, &c.size);
  if (c.size < 4 || c.data[0] != 0xFF || c.data[1] != SOI) return NULL;
  g_byte_array_append(out, c.data, 2);
  while (c.at + 2 <= c.size && !(c.data[c.at] == 0xFF && c.data[c.at + 1] == EOI))
    if (!take(&c)) return NULL;
  if (c.at + 2 > c.size || c.scans == 0) return NULL;
  g_byte_array_append(out, c.data + c.at, 2);
  g_autoptr(GBytes) plain = g_byte_array_free_to_bytes(g_steal_pointer(&out));
  int quarters = cc_jpeg_quarters(jpeg);
  return quarters ? cc_jpeg_turn(plain, quarters) : g_steal_pointer(&plain);
}
