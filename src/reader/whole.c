/* Whether the whole picture may be the card of which outlines show a part. */
#include "reader/whole.h"

#include "base/geometry.h"

/* A side this near to the picture's edge, of that edge's length, lies on it; a panel of a card that
 * fills its picture has two or three there.  This and what follows was found on 317 photos, scans
 * and renders by tests/bench/loss.py. */
#define FRAME 0.03
#define FRAME_SIDES_MIN 2
#define FRAME_SIDES_MAX 3
/* A photo with more outlines shows many cards. */
#define OUTLINES_MAX 4
/* Cards that cover less of a picture of a card's shape may be pieces of it. */
#define SMALL_SHARE 0.15
/* A strip of print is this many of its capitals wide. */
#define PRINT_WIDTH 3.0

/* Whether both ends of a side are at EDGE of the way A..B, 0 or SIZE, of their coordinates. */
static gboolean is_at(double a, double b, double edge, double size) {
  return fabs(a - edge) < FRAME * size && fabs(b - edge) < FRAME * size;
}

static guint sides_on_frame(const CcOutline *outline, const CcRaster *picture) {
  guint sides = 0;
  double w = picture->width, h = picture->height;
  for (int i = 0; i < 4; i++) {
    CardcatPoint p = outline->corners[i], q = outline->corners[(i + 1) % 4];
    sides += is_at(p.x, q.x, 0, w) || is_at(p.x, q.x, w, w) || is_at(p.y, q.y, 0, h) ||
             is_at(p.y, q.y, h, h);
  }
  return sides;
}

static gboolean is_cut_by_frame(const CcPhoto *photo, const GArray *outlines) {
  for (guint i = 0; i < outlines->len; i++) {
    guint sides = sides_on_frame(&g_array_index(outlines, CcOutline, i), photo->raster);
    if (sides >= FRAME_SIDES_MIN && sides <= FRAME_SIDES_MAX) return TRUE;
  }
  return FALSE;
}

/* Sides in the picture of a card that lies flat on a desk, long to short; of 317 photos, scans and
 * renders five are beyond that, three of which show a panel of a card.  Sides that face each other
 * tell less: a card that is tilted much has them as unlike as a panel has. */
#define SIDES_MIN 1.42
#define SIDES_MAX 2.1

static gboolean is_misshapen(const CcOutline *outline) {
  double across = MAX(cc_quad_side(outline->corners, 0), 1);
  double down = MAX(cc_quad_side(outline->corners, 1), 1);
  double ratio = MAX(across, down) / MIN(across, down);
  return ratio < SIDES_MIN || ratio > SIDES_MAX;
}

static gboolean one_is_misshapen(const GArray *outlines) {
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *one = &g_array_index(outlines, CcOutline, i);
    if (!one->around && is_misshapen(one)) return TRUE;
  }
  return FALSE;
}

static gboolean is_in(const CcOutline *outline, CardcatPoint p) {
  for (int i = 0; i < 4; i++)
    if (cc_side_of(outline->corners[i], outline->corners[(i + 1) % 4], p) < 0) return FALSE;
  return TRUE;
}

/* The middle of STRIP, of the print of the whole PHOTO, in it. */
static CardcatPoint middle_of(const CcStrip *strip, const CcPrint *print, const CcPhoto *photo) {
  double x = strip->box.x + strip->box.w / 2.0, y = strip->box.y + strip->box.h / 2.0;
  double scale = (double)MAX(photo->raster->width, photo->raster->height) /
                 MAX(print->picture->width, print->picture->height);
  CardcatPoint p =
      print->turn ? (CardcatPoint){y, print->picture->width - x} : (CardcatPoint){x, y};
  return (CardcatPoint){p.x * scale, p.y * scale};
}

/* Whether OUTLINES, or that nothing was read from them, say that they may be parts of a card. */
static gboolean may_be_parts(const CcPhoto *photo, const GArray *outlines, const GPtrArray *cards) {
  return cards->len == 0 || is_cut_by_frame(photo, outlines) || one_is_misshapen(outlines);
}

/* Strips of print in the whole picture; OUTSIDE those in no outline. */
static guint count_strips(const CcPhoto *photo, const GArray *outlines, guint *outside) {
  CcOutline whole = cc_outline_whole(photo->raster);
  CcRaster *picture = cc_outline_flatten(photo->raster, &whole, photo->focal_35mm);
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  cc_raster_free(picture);
  guint strips = 0;
  *outside = 0;
  for (guint i = 0; i < print->strips->len; i++) {
    const CcStrip *strip = &g_array_index(print->strips, CcStrip, i);
    if (strip->box.w < PRINT_WIDTH * strip->capital) continue;
    gboolean in = FALSE;
    for (guint k = 0; k < outlines->len; k++)
      in |= is_in(&g_array_index(outlines, CcOutline, k), middle_of(strip, print, photo));
    strips++;
    *outside += in ? 0 : 1;
  }
  return strips;
}

/* Long sides to short that are taken for a card's when its text leaves doubt; sheets of paper have
 * 1.29 to 1.42.  The real cards that leave doubt have 1.75. */
#define CARD_RATIO_MIN 1.48
#define CARD_RATIO_MAX 1.85

gboolean cc_is_card_shaped(const CcRaster *picture) {
  double ratio =
      (double)MAX(picture->width, picture->height) / MAX(MIN(picture->width, picture->height), 1);
  return ratio >= CARD_RATIO_MIN && ratio <= CARD_RATIO_MAX;
}

static gboolean are_pieces(const CcPhoto *photo, const GPtrArray *cards) {
  double area = 0;
  for (guint i = 0; i < cards->len; i++)
    area += fabs(cc_quad_area(((const CcCandidate *)cards->pdata[i])->corners));
  return area < SMALL_SHARE * photo->raster->width * photo->raster->height &&
         cc_is_card_shaped(photo->raster);
}

/* Those that may each be a card, without one that is around others. */
static guint count_outlines(const GArray *outlines) {
  guint count = 0;
  for (guint i = 0; i < outlines->len; i++)
    count += g_array_index(outlines, CcOutline, i).around ? 0 : 1;
  return count;
}

gboolean cc_whole_may_be_asked(const CcPhoto *photo, const GArray *outlines,
                               const GPtrArray *cards) {
  guint count = count_outlines(outlines);
  return count > 0 && count <= OUTLINES_MAX &&
         (may_be_parts(photo, outlines, cards) || are_pieces(photo, cards));
}

gboolean cc_whole_may_be_card(const CcPhoto *photo, const GArray *outlines,
                              const GPtrArray *cards) {
  if (!cc_whole_may_be_asked(photo, outlines, cards)) return FALSE;
  guint outside = 0, strips = count_strips(photo, outlines, &outside);
  return may_be_parts(photo, outlines, cards) ? outside > 0 : 2 * outside > strips;
}
