/* How well people who are in a book twice are found: bench_twins SEED [PAIRS [-v]].
 *
 * A made-up book of PAIRS (2000) people who are there twice and as many two who are easily taken
 * for one; what is found in all of it is compared with what is so.  The weights of
 * contact_similarity.c were tuned on seed 1; others measure. */
#include <stdio.h>
#include <stdlib.h>

#include "../unit/twins_fixture.h"

static char *line_of(const CardcatContact *c) {
  g_autofree char *json = cardcat_contact_to_json(c);
  return g_steal_pointer(&json);
}

static void show_wrong(const TwinsBook *book, const GArray *found) {
  for (guint i = 0; i < found->len; i++) {
    const CcTwins *twins = &g_array_index(found, CcTwins, i);
    if (twins->a / 2 == twins->b / 2 && twins->a / 2 < book->pairs) continue;
    g_autofree char *a = line_of(book->people->pdata[twins->a]),
                    *b = line_of(book->people->pdata[twins->b]);
    printf("WRONG %.3f %s\n  %s\n", twins->similarity, a, b);
  }
}

static void show_missed(const TwinsBook *book, const GArray *found) {
  g_autofree gboolean *has = g_new0(gboolean, book->pairs);
  for (guint i = 0; i < found->len; i++) {
    const CcTwins *twins = &g_array_index(found, CcTwins, i);
    if (twins->a / 2 == twins->b / 2 && twins->a / 2 < book->pairs) has[twins->a / 2] = TRUE;
  }
  for (guint i = 0; i < book->pairs; i++) {
    if (has[i]) continue;
    const CardcatContact *x = book->people->pdata[2 * i], *y = book->people->pdata[2 * i + 1];
    g_autofree char *a = line_of(x), *b = line_of(y);
    printf("MISSED %s %.3f %s\n  %s\n", twins_kinds[i % TWINS_PAIR_KINDS],
           cardcat_contact_similarity(x, y), a, b);
  }
}

int main(int argc, char **argv) {
  guint32 seed = argc > 1 ? (guint32)strtoul(argv[1], NULL, 10) : 1;
  guint pairs = argc > 2 ? (guint)strtoul(argv[2], NULL, 10) : 2000;
  TwinsBook book = twins_book(seed, pairs);
  gint64 start = g_get_monotonic_time();
  g_autoptr(GArray) found = twins_find(&book);
  double seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
  TwinsScore score = twins_score(&book, found);
  printf("seed %u, %u contacts, %u pairs: precision %.4f, recall %.4f, %.2f s\n", seed,
         book.people->len, pairs, (double)score.right / MAX(score.right + score.wrong, 1),
         (double)score.right / pairs, seconds);
  for (guint i = 0; i < G_N_ELEMENTS(score.by_kind); i++)
    printf("  %-12s %s %u\n", twins_kinds[i], i < TWINS_PAIR_KINDS ? "missed" : "taken for one",
           score.by_kind[i]);
  printf("  %-12s taken for one %u\n", "others", score.elsewhere);
  if (argc > 3) show_wrong(&book, found);
  if (argc > 3) show_missed(&book, found);
  g_ptr_array_unref(book.people);
  return 0;
}
