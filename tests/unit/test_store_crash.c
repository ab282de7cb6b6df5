/* kill -9 at any moment: what was reported as saved is there, and the book is sound. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store_fixture.h"

#define ROUNDS 25
#define LONGEST_ROUND_MICROSECONDS 120000

/* The backs' photos have numbers of their own. */
#define FIRST_BACK 1000000

/* A card of two sides that is turned, swapped and split, and the last of it taken back. */
static void put_right(Book *book, guint photo) {
  CardcatReading *front = reading_new(photo, 1, person_new("Ada", "Beck", NULL));
  front->back = cardcat_reading_new();
  front->back->sha256 = sha_of(FIRST_BACK + photo);
  front->back->text = g_strdup("Acme");
  g_autoptr(GPtrArray) readings = readings_of(front);
  g_autoptr(GArray) ids = NULL;
  g_autofree char *what = NULL;
  if (!cardcat_store_add_readings(book->store, readings, NULL, &ids, NULL)) _exit(1);
  gint64 card = g_array_index(ids, gint64, 0);
  if (!cardcat_store_turn_card(book->store, card, FALSE, 1, NULL) ||
      !cardcat_store_swap_sides(book->store, card, NULL) ||
      !cardcat_store_split_card(book->store, card, NULL, NULL) ||
      !cardcat_store_undo(book->store, &what, NULL, NULL))
    _exit(1);
}

/* Until it is killed: adds a photo, saves its card, every third time changes or removes the
 * contact or puts a card's sides right; each done step is told through FD. */
static void write_for_ever(const char *path, guint first, int fd) {
  Book book = {.path = (char *)path, .now = BOOK_NOW};
  book_open(&book, CARDCAT_STORE_WRITE);
  for (guint photo = first;; photo++) {
    g_autofree char *email = g_strdup_printf("p%u@example.org", photo);
    gint64 id = add_person(&book, photo, person_new("Ada", "Beck", email));
    if (write(fd, &photo, sizeof photo) != sizeof photo) _exit(1);
    if (photo % 3 == 0) put_right(&book, 2 * FIRST_BACK + photo);
    g_autoptr(CardcatContact) contact = person_new("Ada", "Changed", email);
    if (photo % 3 == 1 && !cardcat_store_edit_contact(book.store, id, contact, NULL, NULL))
      _exit(1);
    if (photo % 3 == 2 && !cardcat_store_remove_contact(book.store, id, NULL)) _exit(1);
  }
}

/* A card was split, or it was not: of its two sides none is lost and none is there twice. */
static void assert_sides(Book *book) {
  g_assert_cmpint(ask(book,
                      "SELECT count(*) FROM cards c LEFT JOIN backs b ON b.card = c.id"
                      " WHERE (json_extract(c.reading, '$.back') IS NULL) <> (b.card IS NULL)"),
                  ==, 0);
  g_assert_cmpint(ask(book,
                      "SELECT count(*) FROM decisions d WHERE of_card = 'split'"
                      " AND (undone IS NULL) <> EXISTS (SELECT 1 FROM decision_readings"
                      "   WHERE decision = d.id AND made IS NOT NULL)"),
                  ==, 0);
}

/* One writer from photo FIRST on, killed MICROSECONDS after its start, or, where BEGUN, after its
 * first report: on a busy machine that may come late.  The last photo that it reported. */
static guint run_and_kill(const char *path, guint first, gulong microseconds, gboolean begun) {
  int fds[2];
  g_assert_cmpint(pipe(fds), ==, 0);
  pid_t child = fork();
  g_assert_cmpint(child, >=, 0);
  if (child == 0) {
    close(fds[0]);
    write_for_ever(path, first, fds[1]);
  }
  close(fds[1]);
  guint photo, last = first - 1;
  if (begun && read(fds[0], &photo, sizeof photo) == sizeof photo) last = photo;
  g_usleep(microseconds);
  g_assert_cmpint(kill(child, SIGKILL), ==, 0);
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFSIGNALED(status));
  while (read(fds[0], &photo, sizeof photo) == sizeof photo)
    last = photo;
  close(fds[0]);
  return last;
}

static void assert_all_there(Book *book, guint first, guint last) {
  g_autoptr(GError) error = NULL;
  for (guint photo = first; photo <= last; photo++) {
    g_autofree char *sha = sha_of(photo);
    gint64 saved = 0;
    g_assert_true(cc_sql_get_int(book->store->sql,
                                 "SELECT count(*) FROM photos p JOIN cards c ON c.photo = p.id"
                                 " JOIN people WHERE people.id = c.person AND sha256 = ?1"
                                 " AND c.state = 'saved'",
                                 CC_VALUES(cc_text(sha)), &saved, &error));
    g_assert_no_error(error);
    g_assert_cmpint(saved, ==, 1);
  }
}

static void test_kill(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GRand) random = g_rand_new_with_seed(1921);
  guint first = 1, reported = 0;
  book_close(book);
  for (guint round = 0; round < ROUNDS; round++) {
    gulong wait = (gulong)g_rand_int_range(random, 1000, LONGEST_ROUND_MICROSECONDS);
    guint last = run_and_kill(book->path, first, wait, round % 2);
    book_open(book, CARDCAT_STORE_WRITE);
    assert_sound(book);
    assert_sides(book);
    assert_all_there(book, first, last);
    book_close(book);
    reported += last + 1 - first;
    /* What was in the air may be there as well. */
    first = last + 2;
  }
  g_test_message("%u rounds, %u photos reported as saved", ROUNDS, reported);
  g_assert_cmpuint(reported, >, 0);
}

static void wait_for(pid_t child) {
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* Two programs write at once: nobody loses anything. */
static void test_two_writers(Book *book, gconstpointer data) {
  (void)data;
  enum { EACH = 40 };
  book_close(book);
  pid_t children[2];
  for (guint w = 0; w < 2; w++) {
    children[w] = fork();
    if (children[w] != 0) continue;
    book_open(book, CARDCAT_STORE_WRITE);
    for (guint i = 0; i < EACH; i++)
      add_person(book, w * EACH + i, person_new("Ada", "Beck", NULL));
    book_close(book);
    _exit(0);
  }
  for (guint w = 0; w < 2; w++)
    wait_for(children[w]);
  book_open(book, CARDCAT_STORE_WRITE);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM contacts"), ==, 2 * EACH);
  assert_sound(book);
}

/* Many start at once where no book was: one makes it, all use it. */
static void test_creators(Book *book, gconstpointer data) {
  (void)data;
  enum { ALL = 6, ROUNDS_OF_CREATION = 5 };
  for (guint round = 0; round < ROUNDS_OF_CREATION; round++) {
    book_close(book);
    g_assert_cmpint(g_remove(book->path), ==, 0);
    pid_t children[ALL];
    for (guint i = 0; i < ALL; i++) {
      children[i] = fork();
      if (children[i] != 0) continue;
      book_open(book, CARDCAT_STORE_CREATE);
      add_person(book, i, person_new("Ada", "Beck", NULL));
      book_close(book);
      _exit(0);
    }
    for (guint i = 0; i < ALL; i++)
      wait_for(children[i]);
    book_open(book, CARDCAT_STORE_WRITE);
    g_assert_cmpint(ask(book, "SELECT count(*) FROM contacts"), ==, ALL);
    assert_sound(book);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-crash/kill", test_kill);
  BOOK_TEST("/store-crash/two-writers", test_two_writers);
  BOOK_TEST("/store-crash/creators", test_creators);
  return g_test_run();
}
