/* Which outlines are cards.  What is read in an outline is given here: its score is its cardness.
 */
#include "reader/reader.h"

CcCandidate *cc_candidate_read(const CcRooms *rooms, const CcPhoto *photo, const CcOutline *outline,
                               CcKeep *keep) {
  (void)photo;
  (void)keep;
  guint *reads = (guint *)(gpointer)rooms->region; /* counts for the test */
  (*reads)++;
  CcCandidate *candidate = g_new0(CcCandidate, 1);
  candidate->outline = *outline;
  for (int i = 0; i < 4; i++)
    candidate->corners[i] = outline->corners[i];
  candidate->fields = g_new0(CcFields, 1);
  candidate->fields->contact = cardcat_contact_new();
  candidate->fields->evidence =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_evidence_free);
  candidate->fields->cardness = outline->score;
  if (outline->score > 0) candidate->fields->contact->organization = g_strdup("Firm");
  return candidate;
}

static CcOutline outline(double x, double y, double size, double score) {
  CcOutline o = {{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}, score, FALSE};
  return o;
}

/* The cards of OUTLINES; READS gets how many were read. */
static GPtrArray *choose(const CcOutline *outlines, guint count, guint *reads) {
  g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(CcOutline));
  g_array_append_vals(array, outlines, count);
  CcPhoto photo = {cc_raster_new(100, 80, 3), 1, NULL, 0};
  *reads = 0;
  CcRooms rooms = {.region = (const char *)(gpointer)reads};
  GPtrArray *cards = cc_candidates_read(&rooms, &photo, array, "test");
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
  guint reads;
  g_autoptr(GPtrArray) cards = choose(outlines, 3, &reads);
  g_assert_cmpuint(cards->len, ==, 2);
  g_assert_cmpfloat(corner_x(cards, 0), ==, 0);
  g_assert_cmpfloat(corner_x(cards, 1), ==, 60);
  g_assert_cmpuint(reads, ==, 3);
}

static void test_better_of_two_over_one_another(void) {
  CcOutline inner_first[] = {outline(5, 5, 10, 0.5), outline(0, 0, 20, 0.9)};
  CcOutline outer_first[] = {outline(0, 0, 20, 0.5), outline(5, 5, 10, 0.9)};
  guint reads;
  g_autoptr(GPtrArray) outer = choose(inner_first, 2, &reads);
  g_assert_cmpuint(outer->len, ==, 1);
  g_assert_cmpfloat(corner_x(outer, 0), ==, 0);
  g_autoptr(GPtrArray) inner = choose(outer_first, 2, &reads);
  g_assert_cmpuint(inner->len, ==, 1);
  g_assert_cmpfloat(corner_x(inner, 0), ==, 5);
}

/* No outline holds: the whole picture is read, once. */
static void test_whole_when_none_holds(void) {
  CcOutline bad = outline(10, 10, 20, 0.0);
  guint reads;
  g_autoptr(GPtrArray) cards = choose(&bad, 1, &reads);
  g_assert_cmpuint(reads, ==, 2);
  g_assert_cmpuint(cards->len, ==, 0);
}

static void test_whole_needs_more(void) {
  CcOutline whole = outline(0, 0, 80, 0.3), edged = outline(0, 0, 80, 0.3);
  whole.whole = TRUE;
  guint reads;
  g_autoptr(GPtrArray) none = choose(&whole, 1, &reads);
  g_assert_cmpuint(none->len, ==, 0);
  g_assert_cmpuint(reads, ==, 1);
  g_autoptr(GPtrArray) one = choose(&edged, 1, &reads);
  g_assert_cmpuint(one->len, ==, 1);
}

static void test_overlap(void) {
  CcOutline a = outline(0, 0, 20, 1), b = outline(10, 0, 20, 1), c = outline(5, 5, 10, 1),
            d = outline(40, 40, 10, 1);
  g_assert_cmpfloat_with_epsilon(cc_quad_overlap(a.corners, b.corners), 0.5, 0.04);
  g_assert_cmpfloat(cc_quad_overlap(a.corners, c.corners), ==, 1);
  g_assert_cmpfloat(cc_quad_overlap(c.corners, a.corners), ==, 1);
  g_assert_cmpfloat(cc_quad_overlap(a.corners, d.corners), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/choose/in-order", test_in_order);
  g_test_add_func("/choose/better-of-two-over-one-another", test_better_of_two_over_one_another);
  g_test_add_func("/choose/whole-when-none-holds", test_whole_when_none_holds);
  g_test_add_func("/choose/whole-needs-more", test_whole_needs_more);
  g_test_add_func("/choose/overlap", test_overlap);
  return g_test_run();
}
