/* Which outlines are cards: asked of what was read in them. */
#include "reader/whole.h"

#include "base/geometry.h"

void cc_candidate_free(CcCandidate *candidate) {
  if (!candidate) return;
  cc_raster_free(candidate->picture);
  g_clear_pointer(&candidate->lines, g_ptr_array_unref);
  cc_fields_free(candidate->fields);
  cardcat_reading_free(candidate->reading);
  g_free(candidate);
}

/* ---- what is a card ------------------------------------------------------------------------- */

/* From this cardness on the text alone says that it is a card.  Cards photographed, scanned and
 * rendered beside sheets, letters, menus, receipts, covers and screenshots. */
#define CARDNESS_SURE 0.5
/* Cards without a number or an address reach this, as covers and signs do; then the outline must
 * be a card's by its looks. */
#define CARDNESS_DOUBTFUL 0.2
#define OUTLINE_SURE 0.6
/* Two outlines that share more than this of the smaller one are of one card. */
#define SAME_CARD_OVERLAP 0.5
/* So many sure values more make the whole picture better than its parts: less is lost when a desk
 * comes with them.  Found on 317 photos, scans and renders by tests/bench/loss.py. */
#define WHOLE_GAIN 0.6
/* So many what is around them: outlines that were chosen are seldom parts, and read apart from it
 * they read better.  Found on the same; of three that it is better for two give so many. */
#define AROUND_GAIN 1.5
/* And so many its print read larger. */
#define PRINT_GAIN 0.2
/* A card that names neither person nor firm is worth so many less. */
#define NAMELESS_COST 0.5
/* Seconds of the processor that one outline may take: nearly as many as all of a table with 49
 * cards. */
#define OUTLINE_SECONDS 40

static gboolean is_sure(const CcCandidate *c) {
  return c->fields->cardness >= CARDNESS_SURE && !cardcat_contact_is_empty(c->fields->contact);
}

/* So many lines read this well are all that is there, whatever it is: letters and receipts on a
 * desk have more, parts of a card that were taken for one fewer. */
#define MANY_LINES 10
#define READ_WELL 0.8
/* Where this share of the lines is read well the doubt is not for bad reading. */
#define READ_THROUGHOUT 0.9

static guint lines_read_well(const CcCandidate *c) {
  guint lines = 0;
  for (guint i = 0; i < c->lines->len; i++) {
    const CardcatLine *line = c->lines->pdata[i];
    lines += line->confidence >= READ_WELL ? 1 : 0;
  }
  return lines;
}

static gboolean is_read_well(const CcCandidate *c) {
  return lines_read_well(c) >= MANY_LINES;
}

/* Text that hides nothing and yet does not read like a card. */
static gboolean is_read_throughout(const CcCandidate *c) {
  return is_read_well(c) && lines_read_well(c) >= READ_THROUGHOUT * c->lines->len;
}

/* Cards printed upright are 1.54 to 1.75 times taller than wide and hold few lines; slips from a
 * till are taller and hold more.  Found on receipts beside the generated upright cards, by
 * the count of cards that "cardcat scan --no-save" gives of each. */
#define SLIP_RATIO 1.85
#define SLIP_LINES 15

static gboolean is_slip(const CcCandidate *c) {
  return !c->outline.whole && c->picture->height > SLIP_RATIO * c->picture->width &&
         c->lines->len >= SLIP_LINES;
}

/* A picture without edges has nothing to show but its text.  Letters, menus and screens are read
 * well and still leave doubt. */
static gboolean may_be_card(const CcCandidate *c) {
  return !c->outline.whole && c->outline.score >= OUTLINE_SURE &&
         c->fields->cardness >= CARDNESS_DOUBTFUL && cc_is_card_shaped(c->picture) &&
         !is_read_throughout(c) && !cardcat_contact_is_empty(c->fields->contact);
}

/* Notices, posters and screens have the proportions of a sheet or a picture, and boxes of a
 * calendar or a chart stand in straight rows: they have a number or a name, too, and must say more.
 * Of 204 photos of single cards those whose outline has these proportions have .82 or more; drawn
 * notices and boxes with a number have .5 to .73. */
#define CARDNESS_FORM 0.8
#define SHEET_RATIO_MIN 1.25
#define SHEET_RATIO_MAX 1.46

static gboolean may_be_form(const CcCandidate *c) {
  double longer = MAX(c->picture->width, c->picture->height);
  double ratio = longer / MAX(MIN(c->picture->width, c->picture->height), 1);
  return c->outline.ruled ||
         (!c->outline.whole && ratio >= SHEET_RATIO_MIN && ratio <= SHEET_RATIO_MAX);
}

static gboolean is_card(const CcCandidate *c) {
  if (may_be_form(c) && c->fields->cardness < CARDNESS_FORM) return FALSE;
  return (is_sure(c) && !is_slip(c)) || may_be_card(c);
}

/* ---- what others say ------------------------------------------------------------------------ */

/* A back, a card with a name and a firm alone, or one too small to be read well, has a text that
 * does not say what it is.  Beside a card of its own size, by this factor at most, it is one.
 * Found on photos of two to 49 cards; none of 317 photos of single cards gives more by it. */
#define AMONG_SIZE 1.2

/* Boxes of a calendar or a price list have numbers and words, and name nobody. */
static gboolean names_somebody(const CcCandidate *c) {
  const CardcatContact *contact = c->fields->contact;
  return contact->name.full || contact->organization;
}

static gboolean may_be_among_cards(const CcCandidate *c) {
  return !c->outline.whole && !c->outline.around && !c->outline.ruled &&
         c->outline.score >= OUTLINE_SURE && cc_is_card_shaped(c->picture) &&
         !is_read_throughout(c) && !is_slip(c) && names_somebody(c);
}

static gboolean is_of_size(const CcCandidate *a, const CcCandidate *b) {
  double one[2] = {cc_quad_side(a->corners, 0), cc_quad_side(a->corners, 1)};
  double two[2] = {cc_quad_side(b->corners, 0), cc_quad_side(b->corners, 1)};
  double longer = MAX(one[0], one[1]) / MAX(two[0], two[1]);
  double shorter = MIN(one[0], one[1]) / MIN(two[0], two[1]);
  return MAX(longer, 1 / longer) <= AMONG_SIZE && MAX(shorter, 1 / shorter) <= AMONG_SIZE;
}

/* Whether one of CARDS says that C is one too; C lies over none of them. */
static gboolean is_among(const CcCandidate *c, const GPtrArray *cards) {
  gboolean among = FALSE;
  for (guint i = 0; i < cards->len; i++) {
    const CcCandidate *card = cards->pdata[i];
    if (cc_quad_overlap(card->corners, c->corners) >= SAME_CARD_OVERLAP) return FALSE;
    among |= is_sure(card) && names_somebody(card) && is_of_size(card, c);
  }
  return among;
}

/* Of so many in one photo, none of which names anybody, none is a card: they are boxes for what is
 * to be done, with a number or an address at most. */
#define TABLE_OUTLINES 6

static gboolean asks_others(const CcCandidate *c) {
  return is_card(c) ? c->in_table && !names_somebody(c) : may_be_among_cards(c);
}

static gboolean is_one(const CcCandidate *c, const GPtrArray *cards) {
  return asks_others(c) ? is_among(c, cards) : is_card(c);
}

/* ---- one after the other -------------------------------------------------------------------- */

/* How much a reading is worth beside another of the same card. */
static double worth(const CcCandidate *c) {
  return c->fields->cardness + c->fields->confidence;
}

/* Adds C, or drops it, or what it is better than.  Takes C. */
static void add_best(GPtrArray *cards, CcCandidate *c) {
  g_autoptr(CcCandidate) candidate = c;
  for (guint i = 0; i < cards->len; i++) {
    const CcCandidate *other = cards->pdata[i];
    if (cc_quad_overlap(other->corners, c->corners) < SAME_CARD_OVERLAP) continue;
    if (worth(other) >= worth(c)) return;
    g_ptr_array_remove_index(cards, i--);
  }
  g_ptr_array_add(cards, g_steal_pointer(&candidate));
}

/* Adds C where it is a card; else it is kept in REJECTED (or NULL) where it is more like one than
 * that.  Takes C. */
static void take(GPtrArray *cards, CcCandidate *c, CcCandidate **rejected) {
  g_autoptr(CcCandidate) candidate = c;
  if (is_one(c, cards)) {
    add_best(cards, g_steal_pointer(&candidate));
    return;
  }
  if (!rejected || c->lines->len == 0 || (*rejected && worth(*rejected) >= worth(c))) return;
  cc_candidate_free(*rejected);
  *rejected = g_steal_pointer(&candidate);
}

/* NULL: the photo's time is spent, or nobody waits for it. */
static CcCandidate *read_one(const CcRooms *rooms, const CcPhoto *photo, const CcOutline *outline,
                             const char *stem, guint number) {
  if (rooms->budget && !cc_budget_begin_part(rooms->budget, OUTLINE_SECONDS * G_USEC_PER_SEC))
    return NULL;
  g_autofree char *name = g_strdup_printf("%s-card%u", stem, number);
  g_autoptr(CcKeep) keep = cc_keep_new(rooms->keep_dir, name);
  return cc_candidate_read(rooms, photo, outline, keep);
}

/* What C gives: values that are right, less those that are wrong, as their confidence says; a part
 * of a card that names nobody lacks what the rest of it says. */
static double gain(const CcCandidate *c) {
  double sum = names_somebody(c) ? 0 : -NAMELESS_COST;
  for (guint i = 0; i < c->fields->evidence->len; i++) {
    const CardcatEvidence *one = c->fields->evidence->pdata[i];
    if (one->field != CARDCAT_FIELD_NOTES) sum += 2 * one->confidence - 1;
  }
  return sum;
}

/* Takes LARGER for the card of which those of CARDS that lie in it are parts where it gives MORE
 * than they do together. */
static void take_larger(GPtrArray *cards, CcCandidate *larger, double more,
                        CcCandidate **rejected) {
  g_autoptr(CcCandidate) candidate = larger;
  g_autoptr(GPtrArray) parts = g_ptr_array_new();
  double given = 0;
  for (guint i = 0; i < cards->len; i++) {
    CcCandidate *part = cards->pdata[i];
    if (cc_quad_overlap(part->corners, larger->corners) < SAME_CARD_OVERLAP) continue;
    g_ptr_array_add(parts, part);
    given += gain(part);
  }
  gboolean worse = larger->in_part || !is_card(larger) || gain(larger) < given + more;
  if (parts->len > 0 && worse) return;
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_remove(cards, parts->pdata[i]);
  take(cards, g_steal_pointer(&candidate), rejected);
}

/* The whole picture is the one card. */
static gboolean is_whole(const GPtrArray *cards) {
  return cards->len == 1 && ((const CcCandidate *)cards->pdata[0])->outline.whole;
}

/* Reads PRINT, where that of the whole picture is: it may show the card better. */
static void try_print(GPtrArray *cards, const CcRooms *rooms, const CcPhoto *photo,
                      const CcOutline *print, const char *stem, guint number,
                      CcCandidate **rejected) {
  CcCandidate *candidate = read_one(rooms, photo, print, stem, number);
  double more = is_whole(cards) ? PRINT_GAIN : WHOLE_GAIN;
  if (candidate) take_larger(cards, candidate, more, rejected);
}

/* The outlines may have been a panel, or a part.  Where no outline was found there is nothing to be
 * mistaken about.  FORM: one was a form, and so is what holds it. */
static void try_whole(GPtrArray *cards, const CcRooms *rooms, const CcPhoto *photo,
                      const char *stem, guint number, gboolean form, CcCandidate **rejected) {
  CcOutline whole = cc_outline_whole(photo->raster), print;
  whole.ruled = form;
  CcCandidate *candidate = read_one(rooms, photo, &whole, stem, number);
  if (!candidate) return;
  gboolean has_print = cc_outline_of_print(candidate, photo, &print);
  take_larger(cards, candidate, WHOLE_GAIN, rejected);
  if (has_print) try_print(cards, rooms, photo, &print, stem, number + 1, rejected);
}

/* The whole picture was the only outline: the card, or most like one. */
static void try_print_of_whole(GPtrArray *cards, const CcRooms *rooms, const CcPhoto *photo,
                               const char *stem, guint number, CcCandidate **rejected) {
  const CcCandidate *whole = is_whole(cards) ? cards->pdata[0] : NULL;
  if (cards->len == 0 && rejected) whole = *rejected;
  CcOutline print;
  if (whole && whole->outline.whole && cc_outline_of_print(whole, photo, &print))
    try_print(cards, rooms, photo, &print, stem, number, rejected);
}

/* Reads what of OUTLINES is said to be around others. */
static void try_around(GPtrArray *cards, const CcRooms *rooms, const CcPhoto *photo,
                       const GArray *outlines, const char *stem, CcCandidate **rejected) {
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    if (!outline->around) continue;
    CcCandidate *candidate = read_one(rooms, photo, outline, stem, i + 1);
    if (candidate)
      take_larger(cards, candidate, outline->joined ? WHOLE_GAIN : AROUND_GAIN, rejected);
  }
}

/* ---- what is handed on early ---------------------------------------------------------------- */

/* CARD may still go for one of OUTLINES from number NEXT on, or one around others. */
static gboolean may_go(const CcCandidate *card, const GArray *outlines, guint next) {
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    if ((i >= next || outline->around) &&
        cc_quad_overlap(card->corners, outline->corners) >= SAME_CARD_OVERLAP)
      return TRUE;
  }
  return FALSE;
}

/* OUTLINES before NEXT are read.  What comes is put behind CARDS: those before the first that may
 * go have their numbers. */
static void hand_on(const CcRooms *rooms, const CcPhoto *photo, const GArray *outlines, guint next,
                    const GPtrArray *cards) {
  if (!rooms->hand_on || cc_whole_may_be_asked(photo, outlines, cards)) return;
  for (guint i = 0; i < cards->len; i++) {
    CcCandidate *card = cards->pdata[i];
    if (card->reading) continue;
    if (may_go(card, outlines, next)) return;
    rooms->hand_on(card, rooms->hand_on_data);
    if (!card->reading) return;
  }
}

/* Takes those of DOUBTFUL that cards say are cards, which may have been read after them. */
static void take_doubtful(GPtrArray *cards, GPtrArray *doubtful, CcCandidate **rejected) {
  while (doubtful->len > 0)
    take(cards, g_ptr_array_steal_index(doubtful, 0), rejected);
}

GPtrArray *cc_candidates_read(const CcRooms *rooms, const CcPhoto *photo, const GArray *outlines,
                              const char *stem, CcCandidate **rejected) {
  GPtrArray *cards = g_ptr_array_new_with_free_func((GDestroyNotify)cc_candidate_free);
  g_autoptr(GPtrArray) doubtful = g_ptr_array_new_with_free_func((GDestroyNotify)cc_candidate_free);
  gboolean settled = outlines->len == 0, whole = FALSE, form = FALSE;
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    if (outline->around) continue;
    cc_progress_card(rooms->progress, i, outlines->len);
    g_autoptr(CcCandidate) candidate = read_one(rooms, photo, outline, stem, i + 1);
    if (!candidate) break;
    candidate->in_table = outlines->len >= TABLE_OUTLINES;
    whole |= outline->whole;
    form |= is_sure(candidate) && !is_card(candidate) && may_be_form(candidate);
    settled |= is_sure(candidate) || is_read_well(candidate);
    if (asks_others(candidate) && !is_among(candidate, cards))
      g_ptr_array_add(doubtful, g_steal_pointer(&candidate));
    else
      take(cards, g_steal_pointer(&candidate), rejected);
    if (settled && i + 1 < outlines->len) hand_on(rooms, photo, outlines, i + 1, cards);
  }
  take_doubtful(cards, doubtful, rejected);
  if (cc_budget_is_cancelled(rooms->budget)) return cards;
  if (!whole && (!settled || cc_whole_may_be_card(photo, outlines, cards)))
    try_whole(cards, rooms, photo, stem, outlines->len + 1, form, rejected);
  if (whole) try_print_of_whole(cards, rooms, photo, stem, outlines->len + 1, rejected);
  try_around(cards, rooms, photo, outlines, stem, rejected);
  if (rejected && cards->len > 0) g_clear_pointer(rejected, cc_candidate_free);
  return cards;
}
