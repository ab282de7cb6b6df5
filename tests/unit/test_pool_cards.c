/* Cards that a worker hands on before its photo is read, and what becomes of them when it dies. */
#include <signal.h>
#include <sys/mman.h>

#include "pool_fixture.h"

static int *kills; /* of all workers together */

/* COUNT cards, the second of which is the back of the first. */
static void hand_on(const CcWorker *worker, guint count) {
  for (guint i = 0; i < count; i++) {
    g_autofree char *text = g_strdup_printf("card %u", i + 1);
    g_autoptr(GPtrArray) cards = one_reading(text, 100);
    CardcatReading *card = cards->pdata[0];
    if (i != 1) card->contact->name.full = g_strdup("Ada Beck");
    g_ptr_array_add(card->contact->emails, g_strdup_printf("ada%u@beck.example", i > 1 ? i : 0));
    cc_worker_hand_on(worker, card);
  }
}

/* A card that says that it is larger than it is. */
static void hand_on_broken(void) {
  const CcMessageHead head = {CC_MESSAGE_MAGIC_CARD, 0, 8};
  say(&head, sizeof head);
  say("\377\377\0\0\377\377\377\377", 8);
}

static GPtrArray *read_by_name(gpointer data, GBytes *photo, const char *name,
                               const CcWorker *worker, GError **error) {
  (void)data;
  (void)photo;
  (void)error;
  if (g_str_has_prefix(name, "cards")) hand_on(worker, 3);
  if (g_str_equal(name, "cards, killed once") && (*kills)++ == 0) raise(SIGKILL);
  if (g_str_equal(name, "cards, segv")) raise(SIGSEGV);
  if (g_str_equal(name, "cards, garbage")) say("this is no answer at all, is it?", 32);
  if (g_str_equal(name, "broken card")) hand_on_broken();
  if (g_str_equal(name, "endless cards")) hand_on(worker, CC_CARDS_IN_PHOTO_MAX + 1);
  return one_reading("all", 0);
}

static const CcWork work = {NULL, NULL, read_by_name};

static CardcatPool *new_pool(void) {
  const CardcatPoolOptions options = {.jobs = 1, .seconds = 30};
  g_autoptr(GError) error = NULL;
  CardcatPool *pool = cc_pool_new(&work, NULL, &options, &error);
  g_assert_no_error(error);
  return pool;
}

static void note_card(guint64 ticket, const CardcatReading *card, gpointer data) {
  g_string_append_printf(data, "%d %s %d of %d, %s; ", (int)ticket, card->path, card->card,
                         card->cards, card->text);
}

static void assert_told(CardcatPool *pool, const char *name) {
  g_autoptr(GString) said = g_string_new(NULL);
  cardcat_pool_set_card(pool, note_card, said);
  g_autofree char *text = ask(pool, name);
  g_autofree char *expected = g_strdup_printf(
      "7 %s 1 of 0, card 1; 7 %s 2 of 0, card 2; 7 %s 3 of 0, card 3; ", name, name, name);
  g_assert_cmpstr(said->str, ==, expected);
  g_assert_cmpstr(text, ==, "all");
}

/* Each once, though a second worker reads them again. */
static void test_told_as_they_are_read(void) {
  kills = mmap(NULL, sizeof *kills, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true(kills != MAP_FAILED);
  g_autoptr(CardcatPool) pool = new_pool();
  assert_told(pool, "cards");
  assert_told(pool, "cards, killed once");
  g_assert_cmpint(*kills, ==, 2);
  munmap(kills, sizeof *kills);
}

/* Both sides of a card come as one. */
static void assert_not_lost(CardcatPool *pool, const char *name, const char *why) {
  submit(pool, 9, name);
  CardcatPoolResult result = wait_one(pool);
  g_assert_no_error(result.error);
  g_assert_cmpuint(result.readings->len, ==, 2);
  const CardcatReading *first = result.readings->pdata[0], *last = result.readings->pdata[1];
  g_assert_cmpstr(first->path, ==, name);
  g_assert_cmpstr(first->text, ==, "card 1");
  g_assert_cmpstr(first->back->text, ==, "card 2");
  g_assert_cmpuint(g_bytes_get_size(first->back->picture), ==, 100);
  g_assert_cmpint(last->card, ==, 3);
  g_assert_cmpint(last->cards, ==, 3);
  g_assert_true(g_str_has_prefix(last->warning, why));
  g_assert_true(g_str_has_suffix(last->warning, "; what was read until then is given"));
  cardcat_pool_result_clear(&result);
  g_autofree char *next = ask(pool, "next");
  g_assert_cmpstr(next, ==, "all");
}

static void test_not_lost(void) {
  g_autoptr(CardcatPool) pool = new_pool();
  assert_not_lost(pool, "cards, segv", "the reader crashed on it");
  assert_not_lost(pool, "cards, garbage", "the reader gave no answer to it");
}

static void test_hostile(void) {
  g_autoptr(CardcatPool) pool = new_pool();
  submit(pool, 9, "broken card");
  CardcatPoolResult result = wait_one(pool);
  g_assert_error(result.error, CARDCAT_ERROR, CARDCAT_ERROR_AGAIN);
  cardcat_pool_result_clear(&result);
  cc_pool_set_no_pair(pool);
  submit(pool, 9, "endless cards");
  result = wait_one(pool);
  g_assert_no_error(result.error);
  g_assert_cmpuint(result.readings->len, ==, CC_CARDS_IN_PHOTO_MAX);
  cardcat_pool_result_clear(&result);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pool-cards/told-as-they-are-read", test_told_as_they_are_read);
  g_test_add_func("/pool-cards/not-lost", test_not_lost);
  g_test_add_func("/pool-cards/hostile", test_hostile);
  return g_test_run();
}
