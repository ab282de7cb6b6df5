/* In which order the photos of a batch are told, and what is kept when it ends early. */
#include "batch_fixture.h"

/* Told in the order they were added, changed in the order they were read. */
static void test_order(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "slow card Ada, card Bob, cat, card Cid");
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 settled; 2 failed: shows no card; 3 settled; ");
  g_assert_cmpstr(desk->changes->str, ==, "1 read; 2 failed: shows no card; 3 read; 0 read; ");
}

/* Not more is read than can be held until the first has its turn. */
static void test_ahead(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "hang");
  for (guint i = 0; i < 100; i++) {
    g_autofree char *word = g_strdup_printf("card %u", i);
    add(desk, word);
  }
  g_autoptr(GError) error = NULL;
  gboolean moved = TRUE;
  while (desk->fetched < 64)
    g_assert_true(step(desk, &error));
  while (moved)
    g_assert_true(cc_batch_step(desk->batch, 500, &moved, &error));
  assert_turns(desk, "");
  g_assert_cmpuint(desk->fetched, ==, 64);
}

/* At an early end what is read is kept, but for a card that may have another side. */
static void test_interrupt(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add(desk, "hang, card Ada, two, cat, front Eve, back, two b, card Fay, hang b");
  while (!strstr(desk->changes->str, "7 read"))
    g_assert_true(step(desk, &error));
  g_assert_true(step(desk, &error));
  assert_turns(desk, "");
  g_assert_true(cc_batch_settle_rest(desk->batch, &error));
  g_assert_no_error(error);
  assert_turns(desk, "2 settled 2; 3 failed: shows no card; 4 settled; 5 paired; 6 settled 2; ");
  g_assert_cmpuint(cc_batch_open(desk->batch), ==, 4);
  assert_count(desk, CARDS, 5);
}

/* What was said stays said when its owner cannot go on. */
static void test_full(Desk *desk, gconstpointer data) {
  (void)data;
  desk->is_full = TRUE;
  add(desk, "front Ada, back, card Bob");
  run_into(desk, CARDCAT_ERROR_OUTPUT);
  assert_turns(desk, "0 settled; 1 paired; ");
  g_assert_cmpuint(cc_batch_open(desk->batch), ==, 1);
}

/* Microseconds of a try, instead of hundredths of a second: nobody lets go meanwhile. */
#define LOCKED_PAUSE 100

/* Another program's transaction in the book. */
static CardcatStore *lock(const Desk *desk) {
  g_autoptr(GError) error = NULL;
  CardcatStore *other = cardcat_store_open(desk->book.path, CARDCAT_STORE_WRITE, &error);
  g_assert_no_error(error);
  g_assert_true(cc_sql_script(other->sql, "BEGIN IMMEDIATE", &error));
  cc_sql_set_pause(desk->book.store->sql, LOCKED_PAUSE);
  return other;
}

/* Nothing of it is lost: the same step may be done again. */
static void test_locked(Desk *desk, gconstpointer data) {
  (void)data;
  CardcatStore *other = lock(desk);
  add(desk, "front Ada, back");
  run_into(desk, CARDCAT_ERROR_STORE);
  assert_turns(desk, "");
  g_assert_cmpuint(cc_batch_open(desk->batch), ==, 2);
  cardcat_store_free(other);
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 paired; ");
  assert_count(desk, PHOTOS, 2);
  assert_count(desk, "SELECT count(*) FROM meetings WHERE taken_on = '2026-06-16'", 1);
}

static void test_locked_and_put_off(Desk *desk, gconstpointer data) {
  (void)data;
  CardcatStore *other = lock(desk);
  begin(desk, (CcBatchOptions){.store = desk->book.store, .puts_off = TRUE});
  add(desk, "front Ada, back");
  run_to(desk, 0);
  g_assert_true(g_str_has_prefix(desk->turns->str, "0 put off: "));
  g_assert_nonnull(strstr(desk->turns->str, "; 1 put off: "));
  cardcat_store_free(other);
  assert_count(desk, PHOTOS, 0);
  add(desk, "front Ada, back");
  run_to(desk, 0);
  assert_count(desk, PHOTOS, 2);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/batch/order", test_order);
  DESK_TEST("/batch/ahead", test_ahead);
  DESK_TEST("/batch/interrupt", test_interrupt);
  DESK_TEST("/batch/full", test_full);
  DESK_TEST("/batch/locked", test_locked);
  DESK_TEST("/batch/locked-and-put-off", test_locked_and_put_off);
  return g_test_run();
}
