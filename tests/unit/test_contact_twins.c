/* Who is there twice: found among made-up people, and told apart from those who look so. */
#include "twins_fixture.h"

/* The small form of bench_twins, which measures 2,000 pairs. */
static void test_found(void) {
  TwinsBook book = twins_book(7, 280);
  g_autoptr(GArray) found = twins_find(&book);
  TwinsScore score = twins_score(&book, found);
  for (guint i = 0; i < G_N_ELEMENTS(score.by_kind); i++)
    g_test_message("%s: %u", twins_kinds[i], score.by_kind[i]);
  g_assert_cmpfloat((double)score.right / (score.right + score.wrong), >=, 0.99);
  g_assert_cmpfloat((double)score.right / book.pairs, >=, 0.93);
  g_ptr_array_unref(book.people);
}

static void test_order(void) {
  TwinsBook book = twins_book(8, 70);
  g_autoptr(GArray) found = twins_find(&book);
  for (guint i = 1; i < found->len; i++)
    g_assert_cmpfloat(g_array_index(found, CcTwins, i - 1).similarity, >=,
                      g_array_index(found, CcTwins, i).similarity);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpuint(g_array_index(found, CcTwins, i).a, <, g_array_index(found, CcTwins, i).b);
  g_ptr_array_unref(book.people);
}

/* Nobody is joined unasked with somebody else: not one of those who look alike. */
static void test_same_person(void) {
  TwinsBook book = twins_book(9, 700);
  guint joined = 0;
  for (guint i = 0; i < 2 * book.pairs; i++) {
    const CardcatContact *a = book.people->pdata[2 * i], *b = book.people->pdata[2 * i + 1];
    gboolean same = cardcat_contact_is_same_person(a, b);
    if (i >= book.pairs) g_assert_false(same);
    if (same) joined++;
  }
  g_assert_cmpuint(joined, >, book.pairs / 3);
  g_ptr_array_unref(book.people);
}

static void test_names(void) {
  static const struct {
    const char *a, *b;
    CcNameMatch match;
  } cases[] = {
      {"Bob Smith", "Robert Smith", CC_NAME_CLOSE},
      {"Paul Iyer", "Paula Iyer", CC_NAME_DIFFERENT},
      {"Anna Weber", "Anja Weber", CC_NAME_DIFFERENT},
      {"Ada Ahern", "Ada Ahem", CC_NAME_CLOSE},
      {"Chris Beck", "Christian Beck", CC_NAME_CLOSE},
      {"Sepp Huber", "Josef Huber", CC_NAME_CLOSE},
      {"Alex Kim", "Alexandra Kim", CC_NAME_CLOSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    CardcatName a = {.full = (char *)cases[i].a}, b = {.full = (char *)cases[i].b};
    g_test_message("%s / %s", cases[i].a, cases[i].b);
    g_assert_cmpint(cc_name_compare(&a, &b), ==, cases[i].match);
    g_assert_cmpint(cc_name_compare(&b, &a), ==, cases[i].match);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/contact-twins/found", test_found);
  g_test_add_func("/contact-twins/order", test_order);
  g_test_add_func("/contact-twins/same-person", test_same_person);
  g_test_add_func("/contact-twins/names", test_names);
  return g_test_run();
}
