/* Workers that misbehave in every way a library can, and what their photos are told. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pool_fixture.h"

/* ---- readers: the photo's name says what they do -------------------------------------------- */

static GPtrArray *read_sum(GBytes *photo) {
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, photo);
  return one_reading(sum, 1000);
}

static void eat_memory(void) {
  for (;;) {
    char *volatile block = g_malloc(1 << 20);
    memset(block, 1, 1 << 20);
  }
}

/* What is open, beside the three and the socket. */
static GPtrArray *count_descriptors(void) {
  int count = 0;
  for (int fd = 3; fd < 1000; fd++)
    count += fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
  g_autofree char *text = g_strdup_printf("%d", count);
  return one_reading(text, 0);
}

static GPtrArray *try_escape(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  gboolean no_socket = fd < 0 && errno == EACCES;
  execl("/bin/true", "true", NULL);
  gboolean no_program = errno == EACCES;
  return one_reading(no_socket && no_program ? "confined" : "free", 0);
}

static int *kills; /* of all workers together */

/* Misbehaves as NAME says; returns when it is no such name. */
static void misbehave(const char *name) {
  if (g_str_equal(name, "abort")) abort();
  if (g_str_equal(name, "segv")) raise(SIGSEGV);
  if (g_str_equal(name, "sleep")) poll(NULL, 0, -1);
  if (g_str_equal(name, "eat")) eat_memory();
  if (g_str_equal(name, "exit")) _exit(0);
  if (g_str_equal(name, "killed")) raise(SIGKILL);
  if (g_str_equal(name, "killed once") && (*kills)++ == 0) raise(SIGKILL);
  if (g_str_equal(name, "garbage")) say("this is no answer at all, is it?", 32);
  if (g_str_equal(name, "half")) {
    CcMessageHead head = {CC_MESSAGE_MAGIC, 0, 100};
    say(&head, sizeof head);
    _exit(0);
  }
  if (g_str_equal(name, "broken")) {
    CcMessageHead head = {CC_MESSAGE_MAGIC, 0, 8};
    say(&head, sizeof head);
    say("\0\0\0\0\377\377\377\377", 8);
  }
}

static GPtrArray *read_by_name(gpointer data, GBytes *photo, const char *name,
                               const CcWorker *worker, GError **error) {
  guint *count = data;
  (*count)++;
  misbehave(name);
  if (g_str_equal(name, "second") && *count > 1) abort();
  if (g_str_equal(name, "huge")) return one_reading("huge", CC_ANSWER_MAX + 1);
  if (g_str_equal(name, "pid")) return read_pid();
  if (g_str_equal(name, "helper")) return read_helper();
  if (g_str_equal(name, "steps")) {
    cc_worker_progress(worker, CARDCAT_STAGE_FIND, 0.25);
    cc_worker_progress(worker, CARDCAT_STAGE_READ, 0.75);
    cc_worker_progress(worker, CARDCAT_STAGE_READ, 0.5);
  }
  if (g_str_equal(name, "fds")) return count_descriptors();
  if (g_str_equal(name, "escape")) return try_escape();
  if (g_str_equal(name, "cat")) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD, "%s: shows no card", name);
    return NULL;
  }
  return read_sum(photo);
}

/* ---- asking --------------------------------------------------------------------------------- */

static const CcWork work = {NULL, NULL, read_by_name};

static CardcatPool *new_pool(guint jobs, guint seconds, guint megabytes) {
  static guint count;
  CardcatPoolOptions options = {jobs, seconds, megabytes};
  g_autoptr(GError) error = NULL;
  CardcatPool *pool = cc_pool_new(&work, &count, &options, &error);
  g_assert_no_error(error);
  return pool;
}

static void assert_good(CardcatPool *pool) {
  g_autofree char *text = ask(pool, "good");
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "good", -1);
  g_assert_cmpstr(text, ==, sum);
}

/* NAME fails with CODE and a message that has WHY in it; the next photo is read all the same. */
static void assert_fails(CardcatPool *pool, const char *name, int code, const char *why) {
  submit(pool, 8, name);
  CardcatPoolResult result = wait_one(pool);
  g_assert_null(result.readings);
  g_assert_error(result.error, CARDCAT_ERROR, code);
  g_assert_true(g_str_has_prefix(result.error->message, name));
  g_assert_nonnull(strstr(result.error->message, why));
  g_assert_cmpuint(result.ticket, ==, 8);
  cardcat_pool_result_clear(&result);
  g_assert_cmpuint(cardcat_pool_busy(pool), ==, 0);
  assert_good(pool);
}

/* ---- tests ---------------------------------------------------------------------------------- */

static void test_failures(void) {
  g_autoptr(CardcatPool) pool = new_pool(1, 30, 0);
  assert_good(pool);
  assert_fails(pool, "abort", CARDCAT_ERROR_AGAIN, "crashed");
  assert_fails(pool, "segv", CARDCAT_ERROR_AGAIN, "crashed");
  assert_fails(pool, "killed", CARDCAT_ERROR_AGAIN, "crashed");
  assert_fails(pool, "exit", CARDCAT_ERROR_AGAIN, "without an answer");
  assert_fails(pool, "half", CARDCAT_ERROR_AGAIN, "without an answer");
  assert_fails(pool, "garbage", CARDCAT_ERROR_AGAIN, "no answer");
  assert_fails(pool, "broken", CARDCAT_ERROR_AGAIN, "no answer");
  assert_fails(pool, "huge", CARDCAT_ERROR_AGAIN, "no answer");
  assert_fails(pool, "cat", CARDCAT_ERROR_NO_CARD, "no card");
}

static void test_memory(void) {
  g_autoptr(CardcatPool) pool = new_pool(1, 60, 200);
#ifdef __SANITIZE_ADDRESS__ /* leaves by itself when memory is out */
  assert_fails(pool, "eat", CARDCAT_ERROR_AGAIN, "");
#else
  assert_fails(pool, "eat", CARDCAT_ERROR_AGAIN, "more than 200 MB");
#endif
}

/* Somebody else kills a worker, or the system does, for want of memory: its photo is read. */
static void test_killed_once(void) {
  kills = mmap(NULL, sizeof *kills, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true(kills != MAP_FAILED);
  g_autoptr(CardcatPool) pool = new_pool(1, 30, 0);
  g_autofree char *text = ask(pool, "killed once");
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "killed once", -1);
  g_assert_cmpstr(text, ==, sum);
  g_assert_cmpint(*kills, ==, 2);
  munmap(kills, sizeof *kills);
}

/* The helper's number once it is another than BEFORE: a worker may answer before it dies. */
static char *other_helper(CardcatPool *pool, const char *before) {
  char *now = ask(pool, "helper");
  while (g_str_equal(now, before)) {
    g_free(now);
    now = ask(pool, "helper");
  }
  return now;
}

/* Somebody kills the helper, and with it all workers: the photo is read, and the next one, too. */
static void test_helper_killed(void) {
  g_autoptr(CardcatPool) pool = new_pool(2, 30, 0);
  g_autofree char *first = ask(pool, "helper");
  kill((pid_t)atoi(first), SIGKILL); /* while nothing is read */
  g_autofree char *second = other_helper(pool, first);
  submit(pool, 1, "sleep");
  kill((pid_t)atoi(second), SIGKILL); /* while a photo is: it sleeps again, with a new worker */
  g_autofree char *third = other_helper(pool, second);
  g_assert_cmpuint(cardcat_pool_busy(pool), ==, 1);
}

/* One that was stopped is waited for a little, then it is gone. */
static void test_helper_stopped(void) {
  CardcatPool *pool = new_pool(1, 30, 0);
  g_autofree char *helper = ask(pool, "helper");
  kill((pid_t)atoi(helper), SIGSTOP);
  cardcat_pool_free(pool);
  g_assert_cmpint(kill((pid_t)atoi(helper), 0), ==, -1);
}

static void note_share(guint64 ticket, CardcatStage stage, double share, gpointer data) {
  g_string_append_printf(data, "%d %d %.2f; ", (int)ticket, (int)stage, share);
}

/* A worker's word never goes back, and what it says is no answer. */
static void test_progress(void) {
  g_autoptr(CardcatPool) pool = new_pool(1, 30, 0);
  g_autoptr(GString) said = g_string_new(NULL);
  cardcat_pool_set_progress(pool, note_share, said);
  g_autofree char *text = ask(pool, "steps");
  g_assert_cmpstr(said->str, ==, "7 1 0.25; 7 2 0.75; 7 2 0.75; ");
}

static void test_cancel(void) {
  g_autoptr(CardcatPool) pool = new_pool(2, 30, 0);
  g_assert_false(cardcat_pool_cancel(pool, 5));
  submit(pool, 5, "sleep");
  g_assert_true(cardcat_pool_cancel(pool, 5));
  g_assert_false(cardcat_pool_cancel(pool, 5));
  CardcatPoolResult result = wait_one(pool);
  g_assert_cmpuint(result.ticket, ==, 5);
  g_assert_error(result.error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED);
  cardcat_pool_result_clear(&result);
  g_assert_cmpuint(cardcat_pool_idle(pool), ==, 2);
  assert_good(pool);
}

/* What a worker did before is not this photo's fault. */
static void test_second_try(void) {
  g_autoptr(CardcatPool) pool = new_pool(1, 30, 0);
  assert_good(pool);
  g_autofree char *text = ask(pool, "second");
  g_assert_nonnull(text);
}

static void test_confined(void) {
  int stray = open("/dev/null", O_RDONLY);
  g_autoptr(CardcatPool) pool = new_pool(1, 30, 0);
  g_autofree char *descriptors = ask(pool, "fds");
  g_assert_cmpstr(descriptors, ==, "1");
  g_autofree char *escape = ask(pool, "escape");
  g_assert_cmpstr(escape, ==, "confined");
  close(stray);
}

/* Ctrl-C reaches every process of the terminal; only the parent heeds it. */
static void test_signals(void) {
  g_autoptr(CardcatPool) pool = new_pool(1, 30, 0);
  g_autofree char *first = ask(pool, "pid");
  pid_t pid = (pid_t)atoi(first);
  kill(pid, SIGINT);
  kill(pid, SIGTERM);
  g_autofree char *second = ask(pool, "pid");
  g_assert_cmpstr(second, ==, first);
  kill(pid, SIGKILL);
  g_autofree char *third = ask(pool, "pid");
  g_assert_cmpstr(third, !=, first);
}

static void on_alarm(int signal) {
  (void)signal;
}

/* A signal ends the wait, and neither the photo nor the pool suffers. */
static void test_interrupted_wait(void) {
  struct sigaction old, now = {.sa_handler = on_alarm};
  sigaction(SIGALRM, &now, &old);
  g_autoptr(CardcatPool) pool = new_pool(2, 0, 0);
  submit(pool, 1, "sleep");
  CardcatPoolResult result;
  g_autoptr(GError) error = NULL;
  /* Again and again: one that comes before the wait ends none. */
  const struct itimerval often = {{0, 100000}, {0, 100000}}, never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &often, NULL);
  g_assert_false(cardcat_pool_wait(pool, -1, &result, &error));
  g_assert_no_error(error);
  setitimer(ITIMER_REAL, &never, NULL);
  g_assert_cmpuint(cardcat_pool_busy(pool), ==, 1);
  g_assert_cmpuint(cardcat_pool_idle(pool), ==, 1);
  g_assert_false(cardcat_pool_wait(pool, 10, &result, &error));
  g_assert_no_error(error);
  assert_good(pool);
  sigaction(SIGALRM, &old, NULL);
}

/* 40 photos of 3 MB, so that neither end's socket takes one at once; TEXTS by ticket. */
static void read_many(guint jobs, char **texts) {
  g_autoptr(CardcatPool) pool = new_pool(jobs, 30, 0);
  guint given = 0, done = 0;
  while (done < 40) {
    while (given < 40 && cardcat_pool_idle(pool) > 0) {
      g_autoptr(GBytes) photo = g_bytes_new_take(g_malloc0(3 << 20), (3 << 20) - given);
      g_autofree char *name = g_strdup_printf("photo %u", given);
      g_assert_true(cardcat_pool_submit(pool, given++, name, photo, NULL));
    }
    CardcatPoolResult result = wait_one(pool);
    g_assert_no_error(result.error);
    texts[result.ticket] = cardcat_reading_to_json(result.readings->pdata[0], TRUE);
    cardcat_pool_result_clear(&result);
    done++;
  }
}

static void test_any_number_of_workers(void) {
  char *one[40] = {NULL}, *three[40] = {NULL};
  read_many(1, one);
  read_many(3, three);
  for (guint i = 0; i < 40; i++) {
    g_assert_cmpstr(one[i], ==, three[i]);
    g_free(one[i]);
    g_free(three[i]);
  }
}

static void test_empty_photo_and_long_name(void) {
  g_autoptr(CardcatPool) pool = new_pool(1, 30, 0);
  g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
  g_autofree char *name = g_strnfill(CC_NAME_MAX * 2, 'n');
  g_assert_true(cardcat_pool_submit(pool, 1, name, nothing, NULL));
  CardcatPoolResult result = wait_one(pool);
  g_assert_no_error(result.error);
  cardcat_pool_result_clear(&result);
}

/* A minute of looks every 10 ms. */
#define GONE_TRIES 6000

/* The parent may be killed at any moment; no worker outlives it. */
static void test_die_with_parent(void) {
  int ends[2];
  g_assert_cmpint(pipe(ends), ==, 0);
  pid_t parent = fork();
  if (parent == 0) {
    CardcatPool *pool = new_pool(1, 30, 0);
    g_autofree char *text = ask(pool, "pid");
    pid_t worker = (pid_t)atoi(text);
    submit(pool, 1, "sleep");
    if (write(ends[1], &worker, sizeof worker) != (ssize_t)sizeof worker) _exit(1);
    poll(NULL, 0, -1);
  }
  pid_t worker = 0;
  g_assert_cmpint(read(ends[0], &worker, sizeof worker), ==, sizeof worker);
  g_assert_cmpint(kill(worker, 0), ==, 0);
  kill(parent, SIGKILL);
  waitpid(parent, NULL, 0);
  g_autofree char *status = g_strdup_printf("/proc/%d/stat", (int)worker);
  gboolean gone = FALSE;
  for (int i = 0; i < GONE_TRIES && !gone; i++) {
    g_autofree char *text = NULL;
    gone = !g_file_get_contents(status, &text, NULL, NULL) || strstr(text, ") Z ");
    g_usleep(10000);
  }
  g_assert_true(gone);
  close(ends[0]);
  close(ends[1]);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pool/failures", test_failures);
  g_test_add_func("/pool/memory", test_memory);
  g_test_add_func("/pool/second-try", test_second_try);
  g_test_add_func("/pool/killed-once", test_killed_once);
  g_test_add_func("/pool/helper-killed", test_helper_killed);
  g_test_add_func("/pool/helper-stopped", test_helper_stopped);
  g_test_add_func("/pool/progress", test_progress);
  g_test_add_func("/pool/cancel", test_cancel);
  g_test_add_func("/pool/confined", test_confined);
  g_test_add_func("/pool/signals", test_signals);
  g_test_add_func("/pool/interrupted-wait", test_interrupted_wait);
  g_test_add_func("/pool/any-number-of-workers", test_any_number_of_workers);
  g_test_add_func("/pool/empty-photo-and-long-name", test_empty_photo_and_long_name);
  g_test_add_func("/pool/die-with-parent", test_die_with_parent);
  return g_test_run();
}
