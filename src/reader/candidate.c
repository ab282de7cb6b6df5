/* The stages of one card, each a function, and the one that orders them. */
#include "reader/reader.h"

#include <string.h>

/* The corners follow the picture: after a quarter clockwise, what was bottom-left is top-left. */
static void turn_corners(CcCandidate *card, int quarters) {
  CardcatPoint old[4];
  memcpy(old, card->corners, sizeof old);
  for (int i = 0; i < 4; i++)
    card->corners[i] = old[(i - quarters + 8) % 4];
}

static void flatten(CcCandidate *card, const CcPhoto *photo) {
  memcpy(card->corners, card->outline.corners, sizeof card->corners);
  card->picture = cc_card_flatten(photo->raster, &card->outline, photo->focal_35mm);
}

/* Light evened, lines level, which may have turned the picture. */
static CcPage *make_page(CcCandidate *card, CcKeep *keep) {
  CcPage *page = cc_page_make(&card->picture, keep);
  turn_corners(card, page->turn);
  return page;
}

/* The print on its feet.  The page of the turned card is made anew: its lines' order and the
 * panels' light do not follow from the old one by a turn alone. */
static CcPage *set_upright(CcCandidate *card, CcPage *page, const CcRooms *rooms, CcKeep *keep) {
  if (cc_text_half_turns(rooms->ocr, page) == 0) return page;
  cc_page_free(page);
  CcRaster *turned = cc_raster_turn(card->picture, 2);
  cc_raster_free(card->picture);
  card->picture = turned;
  turn_corners(card, 2);
  return make_page(card, keep);
}

static void keep_fields(CcKeep *keep, const CcFields *fields) {
  if (!keep) return;
  g_autofree char *contact = cardcat_contact_to_json(fields->contact);
  g_autofree char *text = g_strdup_printf("cardness %.3f, confidence %.3f\n%s\n", fields->cardness,
                                          fields->confidence, contact);
  cc_keep_text(keep, "fields", text);
}

static void find_fields(CcCandidate *card, const CcRooms *rooms) {
  g_autoptr(GPtrArray) payloads = cc_qr_read(card->picture);
  CcFieldsInput input = {card->lines, payloads, card->picture->width, card->picture->height,
                         rooms->region};
  card->fields = cc_fields_find(rooms->models, &input);
}

CcCandidate *cc_candidate_read(const CcRooms *rooms, const CcPhoto *photo, const CcOutline *outline,
                               CcKeep *keep) {
  CcCandidate *card = g_new0(CcCandidate, 1);
  card->outline = *outline;
  flatten(card, photo);
  cc_keep_picture(keep, "flat", card->picture);
  g_autoptr(CcPage) page = make_page(card, keep);
  page = set_upright(card, g_steal_pointer(&page), rooms, keep);
  cc_keep_picture(keep, "upright", card->picture);
  card->lines = cc_text_read(rooms->ocr, page, keep);
  find_fields(card, rooms);
  keep_fields(keep, card->fields);
  return card;
}
