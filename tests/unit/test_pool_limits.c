/* What a worker may spend on a photo: processor time, not what the clock shows; and who is told. */
#include <poll.h>
#include <sys/resource.h>
#include <time.h>

#include "pool_fixture.h"
#include "reader/parts.h"

/* Longer by the clock than the second that its pool gives, and hardly any processor time. */
#define DOZE_MICROSECONDS 1500000

static void spin(void) {
  for (volatile guint i = 0;; i++) {
  }
}

static void work(int milliseconds) {
  for (clock_t end = clock() + CLOCKS_PER_SEC / 1000 * milliseconds; clock() < end;) {
  }
}

/* Longer than the second that its pool gives, and no page of it is. */
static void read_pages(const CcWorker *worker) {
  for (int page = 0; page < 4; page++) {
    work(400);
    cc_worker_page_done(worker);
  }
}

/* The photo's name says what is done with it. */
static GPtrArray *read_by_name(gpointer data, GBytes *photo, const char *name,
                               const CcWorker *worker, GError **error) {
  (void)data;
  (void)photo;
  (void)error;
  if (g_str_equal(name, "spin")) spin();
  if (g_str_equal(name, "work")) work(400);
  if (g_str_equal(name, "some work")) work(60);
  if (g_str_has_prefix(name, "pages")) read_pages(worker);
  if (g_str_equal(name, "endless"))
    for (;;)
      cc_worker_page_done(worker);
  if (g_str_equal(name, "doze")) g_usleep(DOZE_MICROSECONDS);
  if (g_str_equal(name, "sleep")) poll(NULL, 0, -1);
  return read_pid();
}

static const CcWork pool_work = {NULL, NULL, read_by_name};

static CardcatPool *new_pool_of(guint jobs, guint seconds) {
  CardcatPoolOptions options = {jobs, seconds, 0};
  g_autoptr(GError) error = NULL;
  CardcatPool *pool = cc_pool_new(&pool_work, NULL, &options, &error);
  g_assert_no_error(error);
  return pool;
}

static CardcatPool *new_pool(guint seconds) {
  return new_pool_of(1, seconds);
}

/* NAME, alone in POOL, is given up for WHY; the pool has a new worker for the next. */
static void assert_given_up(CardcatPool *pool, const char *name, const char *why) {
  submit(pool, 9, name);
  CardcatPoolResult result = wait_one(pool);
  g_assert_error(result.error, CARDCAT_ERROR, CARDCAT_ERROR_AGAIN);
  g_assert_nonnull(strstr(result.error->message, why));
  cardcat_pool_result_clear(&result);
  g_assert_cmpuint(cardcat_pool_idle(pool), ==, 1);
}

static void test_processor_time(void) {
  g_autoptr(CardcatPool) pool = new_pool(1);
  assert_given_up(pool, "spin", "longer than 1 s of processor time");
}

/* A machine that is busy with other things lets a worker wait as a sleep does. */
static void test_busy_machine(void) {
  g_autoptr(CardcatPool) pool = new_pool(1);
  g_autofree char *text = ask(pool, "doze");
  g_assert_nonnull(text);
}

/* What a worker did for other photos is not held against the next. */
static void test_time_of_each_photo(void) {
  g_autoptr(CardcatPool) pool = new_pool(1);
  g_autofree char *first = ask(pool, "pid");
  for (int i = 0; i < 4; i++) {
    g_autofree char *text = ask(pool, "work");
    g_assert_nonnull(text);
  }
  g_autofree char *last = ask(pool, "pid");
  g_assert_cmpstr(last, ==, first);
}

static void test_time_of_each_page(void) {
  g_autoptr(CardcatPool) pool = new_pool(1);
  for (int i = 0; i < 2; i++) {
    g_autofree char *text = ask(pool, "pages");
    g_assert_nonnull(text);
  }
}

/* No file has so many. */
static void test_endless_pages(void) {
  g_autoptr(CardcatPool) pool = new_pool(1);
  assert_given_up(pool, "endless", "gave no answer");
}

static void test_standing_still(void) {
  g_autoptr(CardcatPool) pool = new_pool(30);
  cc_pool_set_still(pool, 1000);
  assert_given_up(pool, "sleep", "stood still");
}

#define SECOND ((gint64)G_USEC_PER_SEC)

/* However long nobody looked, by these looks alone it does not stand still; the times are made up.
 */
static void test_seen_to_stand(void) {
  CcStill still = cc_still_begin(100 * SECOND, 5000);
  g_assert_cmpint(cc_still_look(&still, 100 * SECOND + 10, 5000), ==, 10);
  g_assert_cmpint(cc_still_look(&still, 5000 * SECOND, 5000), ==, SECOND + 10);
  g_assert_cmpint(cc_still_look(&still, 90000 * SECOND, 5001), ==, 0);
  for (gint64 i = 1; i <= 120; i++)
    g_assert_cmpint(cc_still_look(&still, 90000 * SECOND + i * SECOND, 5001), ==, i * SECOND);
  /* One that is gone has used nothing, as far as one sees. */
  g_assert_cmpint(cc_still_look(&still, 90120 * SECOND, 0), ==, 120 * SECOND);
  g_assert_cmpint(cc_still_look(&still, 90121 * SECOND, 5001), ==, 121 * SECOND);
}

static double seconds_of_children(void) {
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

/* What workers used is told by the shell's `time`, whatever they do when the pool is freed. */
static void test_time_is_told(void) {
  double before = seconds_of_children();
  CardcatPool *pool = new_pool_of(2, 30);
  submit(pool, 1, "sleep");
  g_autofree char *text = ask(pool, "some work");
  g_assert_nonnull(text);
  cardcat_pool_free(pool);
  g_assert_cmpfloat(seconds_of_children() - before, >=, 0.05);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pool-limits/processor-time", test_processor_time);
  g_test_add_func("/pool-limits/busy-machine", test_busy_machine);
  g_test_add_func("/pool-limits/time-of-each-photo", test_time_of_each_photo);
  g_test_add_func("/pool-limits/time-of-each-page", test_time_of_each_page);
  g_test_add_func("/pool-limits/time-is-told", test_time_is_told);
  g_test_add_func("/pool-limits/endless-pages", test_endless_pages);
  g_test_add_func("/pool-limits/standing-still", test_standing_still);
  g_test_add_func("/pool-limits/seen-to-stand", test_seen_to_stand);
  return g_test_run();
}
