/* Which outlines are cards.  What is read in an outline is made up here. */
#include <string.h>

#include "reader/reader.h"

/* Handed to the reader below as the region. */
typedef struct {
  guint reads;
  double cardness;  /* of what is read in an outline; below 0: the outline's score */
  double faint_x;   /* not 0: what is read in the outline there does not say that it is a card */
  gboolean unnamed; /* what is read has a title, no name and no firm, ... */
  double named_x;   /* ... but in the outline there */
  guint lines;      /* well read */
  guint poor;       /* lines badly read */
  int height;       /* of the flattened picture, 100 pixels wide; 0: a card's */
  double whole;     /* the cardness of the whole picture; 0: as an outline's */
  guint more;       /* sure values that only the whole picture, or what is around others, gives */
  gboolean ask;     /* for what is no card: */
  CcCandidate *rejected;
  CcBudget *budget;   /* or NULL */
  GString *handed_on; /* or NULL: where each card is, and how many outlines were read by then */
} Fake;

/* Width by which a picture 100 pixels high is a card. */
#define CARD_WIDTH 165

static guint reads_so_far; /* of all tests, for the clock */

CcCandidate *cc_candidate_read(const CcRooms *rooms, const CcPhoto *photo, const CcOutline *outline,
                               CcKeep *keep) {
  (void)photo;
  (void)keep;
  Fake *fake = (Fake *)(gpointer)rooms->region;
  fake->reads++;
  reads_so_far++;
  CcCandidate *candidate = g_new0(CcCandidate, 1);
  candidate->outline = *outline;
  for (int i = 0; i < 4; i++)
    candidate->corners[i] = outline->corners[i];
  candidate->fields = cc_fields_new();
  candidate->fields->cardness = fake->cardness >= 0 ? fake->cardness
                                : outline->whole    ? 0
                                                    : outline->score;
  if (outline->whole && fake->whole > 0) candidate->fields->cardness = fake->whole;
  if (fake->faint_x > 0 && outline->corners[0].x == fake->faint_x)
    candidate->fields->cardness = 0.05;
  for (guint i = 0; (outline->whole || outline->around) && i < fake->more; i++)
    g_ptr_array_add(candidate->fields->evidence,
                    cardcat_evidence_new(CARDCAT_FIELD_PHONES, i, 0.99, (CardcatBox){0}, "1",
                                         CARDCAT_FROM_OCR));
  candidate->lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  for (guint i = 0; i < fake->lines; i++)
    g_ptr_array_add(candidate->lines, cardcat_line_new("line", (CardcatBox){0}, 0.9));
  for (guint i = 0; i < fake->poor; i++)
    g_ptr_array_add(candidate->lines, cardcat_line_new("l1ne", (CardcatBox){0}, 0.4));
  candidate->picture =
      fake->height > 0 ? cc_raster_new(100, fake->height, 3) : cc_raster_new(CARD_WIDTH, 100, 3);
  CardcatContact *contact = candidate->fields->contact;
  gboolean named = !fake->unnamed || outline->corners[0].x == fake->named_x;
  if (candidate->fields->cardness > 0 && !named)
    g_ptr_array_add(contact->titles, g_strdup("Title"));
  else if (candidate->fields->cardness > 0)
    contact->organization = g_strdup("Firm");
  return candidate;
}

/* Of a card's shape, WIDTH wide. */
static CcOutline outline(double x, double y, double width, double score) {
  double right = x + width, low = y + width / 1.65;
  CcOutline o = {.corners = {{x, y}, {right, y}, {right, low}, {x, low}}, .score = score};
  return o;
}

static void hand_on(CcCandidate *card, gpointer data) {
  const Fake *fake = data;
  card->reading = cardcat_reading_new();
  g_string_append_printf(fake->handed_on, "%.0f after %u; ", card->corners[0].x, fake->reads);
}

static GPtrArray *choose(const CcOutline *outlines, guint count, Fake *fake) {
  g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(CcOutline));
  if (count > 0) g_array_append_vals(array, outlines, count);
  CcPhoto photo = {cc_raster_new(100, 80, 3), 1, NULL, 0};
  memset(photo.raster->data, 255, 3 * 100 * 80); /* there is no print in it */
  CcRooms rooms = {.region = (const char *)(gpointer)fake,
                   .budget = fake->budget,
                   .hand_on = fake->handed_on ? hand_on : NULL,
                   .hand_on_data = fake};
  GPtrArray *cards =
      cc_candidates_read(&rooms, &photo, array, "test", fake->ask ? &fake->rejected : NULL);
  cc_raster_free(photo.raster);
  return cards;
}

static double corner_x(const GPtrArray *cards, guint i) {
  const CcCandidate *card = cards->pdata[i];
  return card->corners[0].x;
}

static void test_in_order(void) {
  CcOutline outlines[] = {outline(0, 0, 20, 0.9), outline(30, 0, 20, 0.01),
                          outline(60, 0, 20, 0.8)};
  Fake fake = {.cardness = -1};
  g_autoptr(GPtrArray) cards = choose(outlines, 3, &fake);
  g_assert_cmpuint(cards->len, ==, 2);
  g_assert_cmpfloat(corner_x(cards, 0), ==, 0);
  g_assert_cmpfloat(corner_x(cards, 1), ==, 60);
  g_assert_cmpuint(fake.reads, ==, 3);
}

static void test_better_of_two_over_one_another(void) {
  CcOutline inner_first[] = {outline(5, 5, 10, 0.5), outline(0, 0, 20, 0.9)};
  CcOutline outer_first[] = {outline(0, 0, 20, 0.6), outline(5, 5, 10, 0.9)};
  Fake fake = {.cardness = -1};
  g_autoptr(GPtrArray) outer = choose(inner_first, 2, &fake);
  g_assert_cmpuint(outer->len, ==, 1);
  g_assert_cmpfloat(corner_x(outer, 0), ==, 0);
  g_autoptr(GPtrArray) inner = choose(outer_first, 2, &fake);
  g_assert_cmpuint(inner->len, ==, 1);
  g_assert_cmpfloat(corner_x(inner, 0), ==, 5);
}

/* No outline is surely a card: the whole picture is read, once. */
static void test_whole_when_none_holds(void) {
  CcOutline bad[] = {outline(10, 10, 20, 0.0), outline(40, 10, 20, 0.0)};
  Fake fake = {.cardness = -1};
  g_autoptr(GPtrArray) none = choose(bad, 2, &fake);
  g_assert_cmpuint(fake.reads, ==, 3);
  g_assert_cmpuint(none->len, ==, 0);
}

/* Who asks gets what is most like a card where there is none. */
static void test_best_of_none(void) {
  CcOutline bad[] = {outline(10, 10, 20, 0.01), outline(40, 10, 20, 0.05),
                     outline(70, 10, 20, 0.02)};
  Fake fake = {.cardness = -1, .poor = 2, .ask = TRUE};
  g_autoptr(GPtrArray) none = choose(bad, 3, &fake);
  g_assert_cmpuint(none->len, ==, 0);
  g_autoptr(CcCandidate) rejected = fake.rejected;
  g_assert_nonnull(rejected);
  g_assert_cmpfloat(rejected->corners[0].x, ==, 40);
  CcOutline mixed[] = {bad[1], outline(70, 10, 20, 0.9)};
  Fake other = {.cardness = -1, .poor = 2, .ask = TRUE};
  g_autoptr(GPtrArray) cards = choose(mixed, 2, &other);
  g_assert_cmpuint(cards->len, ==, 1);
  g_assert_null(other.rejected);
}

/* What reads well and is no card is a sheet; the desk around it will not make it one. */
static void test_sheet_is_settled(void) {
  CcOutline sheet = outline(10, 10, 20, 0.0);
  Fake fake = {.cardness = -1, .lines = 20};
  g_autoptr(GPtrArray) none = choose(&sheet, 1, &fake);
  g_assert_cmpuint(fake.reads, ==, 1);
  g_assert_cmpuint(none->len, ==, 0);
}

static void test_doubtful_kept_when_whole_is_no_better(void) {
  CcOutline doubtful = outline(10, 10, 20, 0.7);
  Fake fake = {.cardness = 0.3};
  g_autoptr(GPtrArray) kept = choose(&doubtful, 1, &fake);
  g_assert_cmpuint(fake.reads, ==, 2);
  g_assert_cmpuint(kept->len, ==, 1);
  g_assert_cmpfloat(corner_x(kept, 0), ==, 10);
}

/* What is around others is the card where it gives more than they do, together; a card beside them
 * stays. */
static void test_around_gives_more(void) {
  CcOutline outlines[] = {outline(10, 10, 20, 0.7), outline(30, 10, 20, 0.7),
                          outline(70, 10, 20, 0.7), outline(5, 5, 50, 0.7)};
  outlines[3].around = TRUE;
  Fake more = {.cardness = 0.9, .more = 2}, hardly = {.cardness = 0.9, .more = 1};
  g_autoptr(GPtrArray) around = choose(outlines, 4, &more);
  g_assert_cmpuint(more.reads, ==, 4);
  g_assert_cmpuint(around->len, ==, 2);
  g_assert_cmpfloat(corner_x(around, 0), ==, 70);
  g_assert_cmpfloat(corner_x(around, 1), ==, 5);
  g_autoptr(GPtrArray) parts = choose(outlines, 4, &hardly);
  g_assert_cmpuint(parts->len, ==, 3);
}

/* What is as large as a card beside it is one too, whatever its text says, and before it or after.
 */
static void test_among_cards(void) {
  const CcOutline first[] = {outline(5, 5, 20, 0.9), outline(40, 5, 22, 0.9)};
  const CcOutline larger[] = {outline(5, 5, 20, 0.9), outline(40, 5, 26, 0.9)};
  const CcOutline faint[] = {outline(5, 5, 20, 0.9), outline(40, 5, 22, 0.55)};
  Fake after = {.cardness = -1, .faint_x = 40}, before = {.cardness = -1, .faint_x = 5};
  g_autoptr(GPtrArray) two = choose(first, 2, &after);
  g_assert_cmpuint(two->len, ==, 2);
  g_autoptr(GPtrArray) later = choose(first, 2, &before);
  g_assert_cmpuint(later->len, ==, 2);
  g_assert_cmpfloat(corner_x(later, 0), ==, 40);
  g_autoptr(GPtrArray) of_two_sizes = choose(larger, 2, &after);
  g_assert_cmpuint(of_two_sizes->len, ==, 1);
  g_autoptr(GPtrArray) not_plain = choose(faint, 2, &after);
  g_assert_cmpuint(not_plain->len, ==, 1);
  g_autoptr(GPtrArray) alone = choose(first, 1, &before);
  g_assert_cmpuint(alone->len, ==, 0);
  Fake boxes = {.cardness = -1, .faint_x = 40, .unnamed = TRUE};
  g_autoptr(GPtrArray) of_a_calendar = choose(first, 2, &boxes);
  g_assert_cmpuint(of_a_calendar->len, ==, 1);
}

/* Many that name nobody are no cards, but beside one of their size that does they are; and one that
 * is alone is. */
static void test_unnamed_in_table(void) {
  CcOutline boxes[6];
  for (int i = 0; i < 6; i++)
    boxes[i] = outline(5 + 20 * (i % 3), 5 + 20 * (i / 3), 15, 0.9);
  Fake unnamed = {.cardness = 0.9, .unnamed = TRUE};
  g_autoptr(GPtrArray) none = choose(boxes, 6, &unnamed);
  g_assert_cmpuint(none->len, ==, 0);
  g_autoptr(GPtrArray) few = choose(boxes, 5, &unnamed);
  g_assert_cmpuint(few->len, ==, 5);
  Fake named = {.cardness = 0.9, .unnamed = TRUE, .named_x = 45};
  g_autoptr(GPtrArray) all = choose(boxes, 6, &named);
  g_assert_cmpuint(all->len, ==, 6);
}

/* Boxes in straight rows, and what has the proportions of a sheet, must say more than cards. */
static void test_form(void) {
  CcOutline box = outline(10, 10, 20, 0.9);
  Fake hardly = {.cardness = 0.7}, surely = {.cardness = 0.9};
  g_autoptr(GPtrArray) card = choose(&box, 1, &hardly);
  g_assert_cmpuint(card->len, ==, 1);
  box.ruled = TRUE;
  g_autoptr(GPtrArray) none = choose(&box, 1, &hardly);
  g_assert_cmpuint(none->len, ==, 0);
  g_autoptr(GPtrArray) sheet_of_cards = choose(&box, 1, &surely);
  g_assert_cmpuint(sheet_of_cards->len, ==, 1);
  box.ruled = FALSE;
  hardly.height = surely.height = 133;
  g_autoptr(GPtrArray) notice = choose(&box, 1, &hardly);
  g_assert_cmpuint(notice->len, ==, 0);
  g_autoptr(GPtrArray) odd_card = choose(&box, 1, &surely);
  g_assert_cmpuint(odd_card->len, ==, 1);
}

/* A card is handed on when nothing that is still to be read may take its place or its number; the
 * last comes with all. */
static void test_handed_on_when_sure(void) {
  CcOutline apart[] = {outline(5, 5, 20, 0.9), outline(30, 5, 20, 0.01), outline(60, 5, 20, 0.8),
                       outline(5, 40, 20, 0.9)};
  CcOutline over[] = {outline(5, 5, 20, 0.5), outline(30, 5, 20, 0.8), outline(7, 5, 20, 0.9),
                      outline(60, 5, 20, 0.8)};
  CcOutline held[] = {outline(10, 10, 20, 0.7), outline(70, 10, 20, 0.7), outline(5, 5, 40, 0.7)};
  held[2].around = TRUE;
  g_autoptr(GString) handed_on = g_string_new(NULL);
  Fake fake = {.cardness = -1, .handed_on = handed_on};
  g_autoptr(GPtrArray) cards = choose(apart, 4, &fake);
  g_assert_cmpuint(cards->len, ==, 3);
  g_assert_cmpstr(handed_on->str, ==, "5 after 1; 60 after 3; ");
  g_string_truncate(handed_on, 0);
  fake.reads = 0;
  g_autoptr(GPtrArray) better = choose(over, 4, &fake);
  g_assert_cmpuint(better->len, ==, 3);
  g_assert_cmpstr(handed_on->str, ==, "30 after 3; 7 after 3; ");
  g_string_truncate(handed_on, 0);
  fake.reads = 0;
  g_autoptr(GPtrArray) both = choose(held, 3, &fake);
  g_assert_cmpstr(handed_on->str, ==, "");
}

/* Nor where the whole picture may be the card: a side of an outline runs along its edge. */
static void test_not_handed_on_where_whole_may_be(void) {
  CcOutline cut[] = {outline(0, 0, 80, 0.9), outline(85, 60, 10, 0.9)};
  g_autoptr(GString) handed_on = g_string_new(NULL);
  Fake fake = {.cardness = 0.9, .handed_on = handed_on};
  g_autoptr(GPtrArray) cards = choose(cut, 2, &fake);
  g_assert_cmpuint(cards->len, ==, 2);
  g_assert_cmpstr(handed_on->str, ==, "");
}

/* The whole picture is the card where it gives more than its parts do, together. */
static void test_whole_gives_more(void) {
  CcOutline doubtful = outline(10, 10, 20, 0.7);
  Fake more = {.cardness = 0.3, .whole = 0.9, .more = 1}, as_much = {.cardness = 0.3, .whole = 0.9};
  g_autoptr(GPtrArray) whole = choose(&doubtful, 1, &more);
  g_assert_cmpuint(more.reads, ==, 2);
  g_assert_cmpuint(whole->len, ==, 1);
  g_assert_cmpfloat(corner_x(whole, 0), ==, 0);
  g_autoptr(GPtrArray) part = choose(&doubtful, 1, &as_much);
  g_assert_cmpuint(part->len, ==, 1);
  g_assert_cmpfloat(corner_x(part, 0), ==, 10);
}

/* The less the text says, the more an outline has to show. */
static void test_doubtful(void) {
  CcOutline whole = outline(0, 0, 80, 0.9), weak = outline(0, 0, 80, 0.3);
  whole.whole = TRUE;
  Fake doubt = {.cardness = 0.3}, sure = {.cardness = 0.8};
  g_autoptr(GPtrArray) doubtful_whole = choose(&whole, 1, &doubt);
  g_assert_cmpuint(doubtful_whole->len, ==, 0);
  g_assert_cmpuint(doubt.reads, ==, 1);
  g_autoptr(GPtrArray) doubtful_weak = choose(&weak, 1, &doubt);
  g_assert_cmpuint(doubtful_weak->len, ==, 0);
  g_autoptr(GPtrArray) sure_whole = choose(&whole, 1, &sure);
  g_assert_cmpuint(sure_whole->len, ==, 1);
  g_autoptr(GPtrArray) sure_weak = choose(&weak, 1, &sure);
  g_assert_cmpuint(sure_weak->len, ==, 1);
}

/* Sheets of paper read from end to end are no cards when their text leaves doubt. */
static void test_doubtful_sheet(void) {
  CcOutline good = outline(10, 10, 20, 0.9);
  Fake sheet = {.cardness = 0.3, .height = 141}, card = {.cardness = 0.3, .height = 170};
  g_autoptr(GPtrArray) no_sheet = choose(&good, 1, &sheet);
  g_assert_cmpuint(no_sheet->len, ==, 0);
  g_autoptr(GPtrArray) upright = choose(&good, 1, &card);
  g_assert_cmpuint(upright->len, ==, 1);
  Fake clear = {.cardness = 0.3, .lines = 12}, poor = {.cardness = 0.3, .lines = 12, .poor = 4};
  g_autoptr(GPtrArray) no_letter = choose(&good, 1, &clear);
  g_assert_cmpuint(no_letter->len, ==, 0);
  g_autoptr(GPtrArray) badly_read = choose(&good, 1, &poor);
  g_assert_cmpuint(badly_read->len, ==, 1);
}

/* A till's slip has a shop's name, address and number, but no card is so tall and so full. */
static void test_slip(void) {
  CcOutline good = outline(10, 10, 20, 0.9);
  Fake slip = {.cardness = 0.8, .lines = 22, .height = 200};
  Fake tilted = {.cardness = 0.8, .lines = 8, .height = 200};
  Fake full = {.cardness = 0.8, .lines = 22, .height = 175};
  g_autoptr(GPtrArray) none = choose(&good, 1, &slip);
  g_assert_cmpuint(none->len, ==, 0);
  g_autoptr(GPtrArray) few_lines = choose(&good, 1, &tilted);
  g_assert_cmpuint(few_lines->len, ==, 1);
  g_autoptr(GPtrArray) card = choose(&good, 1, &full);
  g_assert_cmpuint(card->len, ==, 1);
}

static void test_nothing_found_nothing_read(void) {
  Fake fake = {.cardness = 0.9};
  g_autoptr(GPtrArray) none = choose(NULL, 0, &fake);
  g_assert_cmpuint(none->len, ==, 0);
  g_assert_cmpuint(fake.reads, ==, 0);
}

static gint64 reading_clock(void) {
  return reads_so_far;
}

/* What is left when the photo's time is spent is not read, nor the whole picture. */
static void test_time_is_spent(void) {
  CcOutline outlines[] = {outline(0, 0, 20, 0.9), outline(30, 0, 20, 0.9), outline(60, 0, 20, 0.9)};
  CcBudget budget = {.clock = reading_clock};
  Fake fake = {.cardness = -1, .budget = &budget};
  cc_budget_begin(&budget, 2);
  g_autoptr(GPtrArray) cards = choose(outlines, 3, &fake);
  g_assert_cmpuint(fake.reads, ==, 2);
  g_assert_cmpuint(cards->len, ==, 2);
  g_assert_true(budget.left_out);
  Fake none = {.budget = &budget};
  cc_budget_begin(&budget, 3);
  g_autoptr(GPtrArray) nothing = choose(outlines, 3, &none);
  g_assert_cmpuint(none.reads, ==, 3);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/choose/best-of-none", test_best_of_none);
  g_test_add_func("/choose/in-order", test_in_order);
  g_test_add_func("/choose/time-is-spent", test_time_is_spent);
  g_test_add_func("/choose/better-of-two-over-one-another", test_better_of_two_over_one_another);
  g_test_add_func("/choose/whole-when-none-holds", test_whole_when_none_holds);
  g_test_add_func("/choose/doubtful-kept-when-whole-is-no-better",
                  test_doubtful_kept_when_whole_is_no_better);
  g_test_add_func("/choose/around-gives-more", test_around_gives_more);
  g_test_add_func("/choose/among-cards", test_among_cards);
  g_test_add_func("/choose/unnamed-in-table", test_unnamed_in_table);
  g_test_add_func("/choose/form", test_form);
  g_test_add_func("/choose/whole-gives-more", test_whole_gives_more);
  g_test_add_func("/choose/handed-on-when-sure", test_handed_on_when_sure);
  g_test_add_func("/choose/not-handed-on-where-whole-may-be",
                  test_not_handed_on_where_whole_may_be);
  g_test_add_func("/choose/sheet-is-settled", test_sheet_is_settled);
  g_test_add_func("/choose/doubtful", test_doubtful);
  g_test_add_func("/choose/doubtful-sheet", test_doubtful_sheet);
  g_test_add_func("/choose/slip", test_slip);
  g_test_add_func("/choose/nothing-found-nothing-read", test_nothing_found_nothing_read);
  return g_test_run();
}
