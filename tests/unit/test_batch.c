/* What becomes of each photo of a batch, and what the book knows of it afterwards. */
#include "batch_fixture.h"

/* ---- known, twins --------------------------------------------------------------------------- */

static void test_known(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "card Ada, two");
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 settled 2; ");
  assert_count(desk, CARDS, 3);
  begin(desk, (CcBatchOptions){.store = desk->book.store});
  desk->no_workers = TRUE;
  add(desk, "two, card Ada");
  run_to(desk, 0);
  assert_turns(desk, "0 known; 1 known; ");
  assert_count(desk, CARDS, 3);
  /* With its digest the bytes are not needed. */
  begin(desk, (CcBatchOptions){.store = desk->book.store});
  g_autofree char *sha = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "two", -1);
  cc_batch_add(desk->batch, "x.jpg", sha, NULL);
  run_to(desk, 0);
  assert_turns(desk, "0 known; ");
  g_assert_cmpuint(desk->fetched, ==, 0);
}

/* Cards are told of as they are read, and settled with all of their photo; they are not lost with
 * the worker. */
static void test_cards_as_they_are_read(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "two at once, two at once and die");
  run_to(desk, 0);
  assert_turns(desk,
               "0 settled 2; 1 settled: the reader crashed on it (Aborted); what was read until "
               "then is given; ");
  assert_count(desk, CARDS, 3);
  g_assert_nonnull(strstr(desk->changes->str, "0 has two at once; "));
  g_assert_nonnull(strstr(desk->changes->str, "1 has two at once and die; "));
}

/* What is known is read again when that is wanted, each photo once. */
static void test_again(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "card Ada, front Ida, back");
  run_to(desk, 0);
  begin(desk, (CcBatchOptions){.store = desk->book.store, .again = TRUE});
  add(desk, "card Ada, card Ada, front Ida, back, card Bob");
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 known; 2 settled; 3 paired; 4 settled; ");
  assert_count(desk, CARDS, 3);
}

/* A camera that was never set, or runs ahead, does not say when somebody was met. */
static void test_days(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "card unset, card later, card Ada");
  run_to(desk, 0);
  assert_turns(desk, "0 settled not on 1980-01-01; 1 settled not on 2031-06-16; 2 settled; ");
  assert_count(desk, "SELECT count(*) FROM meetings WHERE taken_on = '2026-06-16'", 1);
  assert_count(desk, "SELECT count(*) FROM meetings WHERE met_on IS NULL", 2);
}

/* A photo that is much older than the event is of another day. */
static void test_long_before(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Expo");
  g_ptr_array_add(desk->photos, g_strdup("card Ada"));
  cc_batch_add(desk->batch, "0.jpg", NULL, meeting);
  run_to(desk, 0);
  assert_turns(desk, "0 settled; ");
  g_autoptr(CardcatEvent) event = cardcat_store_find_event(desk->book.store, "expo", &error);
  g_assert_no_error(error);
  event->starts = g_strdup("2026-08-01");
  g_assert_true(cardcat_store_change_event(desk->book.store, event, &error));
  g_ptr_array_add(desk->photos, g_strdup("card Bob"));
  cc_batch_add(desk->batch, "1.jpg", NULL, meeting);
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 settled not on 2026-06-16; ");
}

/* It waits for the first, whose card is read once. */
static void test_twin(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "slow card Ada, slow card Ada, card Bob, slow card Ada");
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 known; 2 settled; 3 known; ");
  assert_count(desk, CARDS, 2);
  g_assert_null(strstr(desk->changes->str, "1 read;"));
}

/* What became of the first is not told of the second before it is so. */
static void test_twin_of_a_failure(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "cat, cat, die, die");
  run_to(desk, 0);
  g_assert_true(g_str_has_prefix(desk->turns->str,
                                 "0 failed: shows no card; 1 failed: shows no card; 2 put off: "));
  g_assert_nonnull(strstr(desk->turns->str, "3 put off: "));
}

/* Without a book nothing is known, and each is read. */
static void test_no_book(Desk *desk, gconstpointer data) {
  (void)data;
  begin(desk, (CcBatchOptions){.no_pair = TRUE});
  add(desk, "card Ada, card Ada, cat");
  book_close(&desk->book);
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 settled; 2 failed: shows no card; ");
  book_open(&desk->book, CARDCAT_STORE_WRITE);
  assert_count(desk, PHOTOS, 0);
}

/* ---- photos that are not read --------------------------------------------------------------- */

/* The photo's own fault stays known, with a message that does not name it again. */
static void test_fail(Desk *desk, gconstpointer data) {
  (void)data;
  g_autofree char *sha = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "cat", -1);
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  g_autofree char *message = NULL;
  add(desk, "cat, noise, card Ada");
  run_to(desk, 0);
  assert_turns(desk, "0 failed: shows no card; 1 failed: is no picture; 2 settled; ");
  g_assert_true(cardcat_store_photo_state(desk->book.store, sha, &state, &message, NULL));
  g_assert_cmpint(state, ==, CARDCAT_PHOTO_FAILED);
  g_assert_cmpstr(message, ==, "shows no card");
  /* It is tried again, all the same. */
  begin(desk, (CcBatchOptions){.store = desk->book.store});
  add(desk, "cat");
  run_to(desk, 0);
  assert_turns(desk, "0 failed: shows no card; ");
}

/* A worker's death, or word about something else, is not kept against the photo, nor are bytes that
 * cannot be had. */
static void test_no_fault(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "die, odd, card Ada");
  g_ptr_array_add(desk->photos, g_strdup(""));
  cc_batch_add(desk->batch, "3.jpg", NULL, NULL);
  run_to(desk, 0);
  g_assert_true(g_str_has_prefix(desk->turns->str, "0 put off: the reader crashed on it"));
  g_assert_nonnull(
      strstr(desk->turns->str, "; 1 put off: a strange error; 2 settled; 3 put off: is gone; "));
  assert_count(desk, PHOTOS, 1);
}

static void test_missing(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "bare, card Ada");
  run_into(desk, CARDCAT_ERROR_MISSING);
  assert_turns(desk, "");
  g_assert_cmpuint(cc_batch_open(desk->batch), ==, 2);
  begin(desk, (CcBatchOptions){.store = desk->book.store, .puts_off = TRUE});
  add(desk, "bare, card Ada");
  run_to(desk, 0);
  assert_turns(desk, "0 put off: lacks models; 1 settled; ");
  assert_count(desk, PHOTOS, 1);
}

static void test_no_workers(Desk *desk, gconstpointer data) {
  (void)data;
  desk->no_workers = TRUE;
  add(desk, "card Ada");
  run_into(desk, CARDCAT_ERROR_MISSING);
  g_assert_cmpuint(cc_batch_open(desk->batch), ==, 1);
  begin(desk, (CcBatchOptions){.store = desk->book.store, .puts_off = TRUE});
  add(desk, "card Ada");
  run_to(desk, 0);
  assert_turns(desk, "0 put off: no workers; ");
  desk->no_workers = FALSE;
  add(desk, "card Ada");
  run_to(desk, 0);
  assert_turns(desk, "0 put off: no workers; 1 settled; ");
}

/* ---- front and back ------------------------------------------------------------------------- */

static void test_pair(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "front Ada, slow back, card Bob");
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 paired; 2 settled; ");
  assert_count(desk, PHOTOS, 3);
  assert_count(desk, CARDS, 2);
  assert_count(desk, "SELECT count(*) FROM backs", 1);
  assert_count(desk, "SELECT count(*) FROM meetings WHERE met_on = '2026-06-16'", 2);
  begin(desk, (CcBatchOptions){.store = desk->book.store});
  add(desk, "slow back, front Ada");
  run_to(desk, 0);
  assert_turns(desk, "0 known; 1 known; ");
}

/* Cards of one photo each, read now, one after the other. */
static void test_no_pair(Desk *desk, gconstpointer data) {
  (void)data;
  add(desk, "front Ada, two, back");
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 settled 2; 2 settled; ");
  begin(desk, (CcBatchOptions){.no_pair = TRUE});
  add(desk, "front Ada, back");
  book_close(&desk->book);
  run_to(desk, 0);
  assert_turns(desk, "0 settled; 1 settled; ");
  book_open(&desk->book, CARDCAT_STORE_WRITE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/batch/days", test_days);
  DESK_TEST("/batch/long-before", test_long_before);
  DESK_TEST("/batch/known", test_known);
  DESK_TEST("/batch/again", test_again);
  DESK_TEST("/batch/cards-as-they-are-read", test_cards_as_they_are_read);
  DESK_TEST("/batch/twin", test_twin);
  DESK_TEST("/batch/twin-of-a-failure", test_twin_of_a_failure);
  DESK_TEST("/batch/no-book", test_no_book);
  DESK_TEST("/batch/fail", test_fail);
  DESK_TEST("/batch/no-fault", test_no_fault);
  DESK_TEST("/batch/missing", test_missing);
  DESK_TEST("/batch/no-workers", test_no_workers);
  DESK_TEST("/batch/pair", test_pair);
  DESK_TEST("/batch/no-pair", test_no_pair);
  return g_test_run();
}
