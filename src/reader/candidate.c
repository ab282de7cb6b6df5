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
  card->picture = cc_outline_flatten(photo->raster, &card->outline, photo->focal_35mm);
}

/* Light evened, lines level, which may have turned the picture. */
static CcPrint *find_print(CcCandidate *card, const CcRooms *rooms, CcKeep *keep) {
  if (rooms->upright) return cc_print_find_level(card->picture, keep);
  CcPrint *print = cc_print_find(&card->picture, keep);
  turn_corners(card, print->turn);
  return print;
}

/* The print on its feet.  It is looked for anew on the turned card: its lines' order and the
 * panels' light do not follow from the old one by a turn alone. */
static CcPrint *set_upright(CcCandidate *card, CcPrint *print, const CcRooms *rooms, CcKeep *keep) {
  if (rooms->upright || cc_text_half_turns(rooms->ocr, print) == 0) return print;
  cc_print_free(print);
  CcRaster *turned = cc_raster_turn(card->picture, 2);
  cc_raster_free(card->picture);
  card->picture = turned;
  turn_corners(card, 2);
  return find_print(card, rooms, keep);
}

static void keep_fields(CcKeep *keep, const CcFields *fields) {
  if (!keep) return;
  g_autofree char *contact = cardcat_contact_to_json(fields->contact);
  g_autofree char *text = g_strdup_printf("cardness %.3f, confidence %.3f\n%s\n", fields->cardness,
                                          fields->confidence, contact);
  cc_keep_text(keep, "fields", text);
}

/* Of a card that nobody waits for any more no codes are looked for. */
static GPtrArray *read_codes(const CcCandidate *card, const CcRooms *rooms) {
  return cc_budget_is_cancelled(rooms->budget) ? g_ptr_array_new_with_free_func(g_free)
                                               : cc_qr_read(card->picture);
}

/* UNUSED, what the reading of lines left out, goes to that of the fields. */
static void find_fields(CcCandidate *card, const CcRooms *rooms, GPtrArray *unused) {
  g_autoptr(GPtrArray) payloads = read_codes(card, rooms);
  CcFieldsInput input = {card->lines,           payloads,      card->picture->width,
                         card->picture->height, rooms->region, rooms->explain};
  card->fields = cc_fields_find(rooms->models, &input);
  g_ptr_array_extend_and_steal(card->fields->unused, g_ptr_array_ref(unused));
}

/* Which shares of a card's way are behind it when its print is found, set upright and read; by the
 * processor time of photographed cards. */
#define SHARE_PRINT 0.1
#define SHARE_UPRIGHT 0.25
#define SHARE_TEXT 0.9

CcCandidate *cc_candidate_read(const CcRooms *rooms, const CcPhoto *photo, const CcOutline *outline,
                               CcKeep *keep) {
  CcCandidate *card = g_new0(CcCandidate, 1);
  card->outline = *outline;
  cc_progress_phase(rooms->progress, CARDCAT_PHASE_FLATTEN);
  flatten(card, photo);
  cc_keep_picture(keep, "flat", card->picture);
  cc_progress_phase(rooms->progress, CARDCAT_PHASE_PRINT);
  g_autoptr(CcPrint) print = find_print(card, rooms, keep);
  cc_progress_phase(rooms->progress, CARDCAT_PHASE_RECOGNISE);
  cc_progress_read(rooms->progress, SHARE_PRINT);
  print = set_upright(card, g_steal_pointer(&print), rooms, keep);
  cc_keep_picture(keep, "upright", card->picture);
  cc_progress_read(rooms->progress, SHARE_UPRIGHT);
  g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  card->lines = cc_text_read(rooms->ocr, print, keep, unused);
  card->in_part = rooms->budget && rooms->budget->part_left_out;
  cc_progress_read(rooms->progress, SHARE_TEXT);
  cc_progress_phase(rooms->progress, CARDCAT_PHASE_UNDERSTAND);
  find_fields(card, rooms, unused);
  cc_progress_phase(rooms->progress, CARDCAT_PHASES);
  cc_progress_read(rooms->progress, 1);
  keep_fields(keep, card->fields);
  return card;
}
