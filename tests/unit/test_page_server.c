/* Who may stay connected to the page's server, and what keeps it there. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "page/page.h"
#include "page/server/server.h"
#include "store_fixture.h"

#define STRANGERS 32
#define SOON (3 * G_USEC_PER_SEC)
#define LATER (11 * G_USEC_PER_SEC)
/* No answer of a machine is so late. */
#define FAR_STOP_SECONDS 120

/* ---- places ---------------------------------------------------------------------------------- */

typedef struct {
  int fds[STRANGERS + 4][2]; /* the server's end and the other */
  guint count;
  CcPlaces *places;
} Crowd;

static void crowd_set_up(Crowd *crowd, gconstpointer data) {
  (void)data;
  crowd->places = cc_places_new();
}

static void crowd_tear_down(Crowd *crowd, gconstpointer data) {
  (void)data;
  for (guint i = 0; i < crowd->count; i++) {
    cc_places_leave(crowd->places, crowd->fds[i][0]);
    close(crowd->fds[i][0]);
    close(crowd->fds[i][1]);
  }
  cc_places_free(crowd->places);
}

static int come(Crowd *crowd) {
  int *ends = crowd->fds[crowd->count++];
  g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  cc_places_take(crowd->places, ends[0], 0);
  return ends[0];
}

static gboolean was_sent_away(const Crowd *crowd, guint who) {
  char byte;
  ssize_t n = recv(crowd->fds[who][1], &byte, 1, MSG_DONTWAIT);
  g_assert_true(n == 0 || (n < 0 && errno == EAGAIN));
  return n == 0;
}

static void test_too_many(Crowd *crowd, gconstpointer data) {
  (void)data;
  cc_places_know(crowd->places, come(crowd));
  for (guint i = 0; i < STRANGERS; i++)
    come(crowd);
  cc_places_look(crowd->places, SOON);
  for (guint i = 0; i <= STRANGERS; i++)
    g_assert_false(was_sent_away(crowd, i));
  come(crowd);
  come(crowd);
  /* Nobody is sent away at once. */
  g_assert_cmpint(cc_places_look(crowd->places, 0), <, SOON);
  for (guint i = 0; i < crowd->count; i++)
    g_assert_false(was_sent_away(crowd, i));
  cc_places_look(crowd->places, SOON);
  for (guint i = 0; i < crowd->count; i++)
    g_assert_cmpint(was_sent_away(crowd, i), ==, i == 1 || i == 2);
}

static void test_too_long(Crowd *crowd, gconstpointer data) {
  (void)data;
  cc_places_know(crowd->places, come(crowd));
  come(crowd);
  g_assert_cmpint(cc_places_look(crowd->places, 0), <, LATER);
  g_assert_false(was_sent_away(crowd, 1));
  g_assert_cmpint(cc_places_look(crowd->places, LATER), ==, G_MAXINT64);
  g_assert_true(was_sent_away(crowd, 1));
  g_assert_false(was_sent_away(crowd, 0));
}

/* ---- the hour without use ---------------------------------------------------------------------
 */

/* The link that the server printed to FD; owned. */
static char *read_link(int fd) {
  GString *link = g_string_new(NULL);
  for (char c; read(fd, &c, 1) == 1 && c != '\n';)
    g_string_append_c(link, c);
  return g_string_free(link, FALSE);
}

/* Asks PORT for something without a key. */
static void knock(guint16 port) {
  const struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  g_autofree char *text =
      g_strdup_printf("GET /review HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", port);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  char answer[64];
  if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0 &&
      send(fd, text, strlen(text), MSG_NOSIGNAL) > 0 && recv(fd, answer, sizeof answer, 0) > 12)
    g_assert_cmpint(strncmp(answer, "HTTP/1.1 403", 12), ==, 0);
  close(fd);
}

/* Who is not let in does not keep it running. */
static void test_refused_knocks(Book *book, gconstpointer data) {
  (void)data;
  int ends[2];
  g_assert_cmpint(pipe(ends), ==, 0);
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    const CcPageOptions options = {.book = book->path, .no_browser = TRUE, .idle_seconds = 2};
    _exit(cc_review_page(book->store, &options, NULL) ? 0 : 1);
  }
  close(ends[1]);
  g_autofree char *link = read_link(ends[0]);
  unsigned port = 0;
  g_assert_cmpint(sscanf(link, "http://127.0.0.1:%u/", &port), ==, 1);
  int status = -1;
  gint64 stop = g_get_monotonic_time() + FAR_STOP_SECONDS * G_USEC_PER_SEC;
  while (waitpid(pid, &status, WNOHANG) == 0 && g_get_monotonic_time() < stop) {
    knock((guint16)port);
    g_usleep(G_USEC_PER_SEC / 20);
  }
  if (status != 0) kill(pid, SIGKILL);
  g_assert_cmpint(status, ==, 0);
  close(ends[0]);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add("/server/too-many-strangers", Crowd, NULL, crowd_set_up, test_too_many,
             crowd_tear_down);
  g_test_add("/server/strangers-for-too-long", Crowd, NULL, crowd_set_up, test_too_long,
             crowd_tear_down);
  g_test_add("/server/refused-knocks", Book, NULL, book_set_up, test_refused_knocks,
             book_tear_down);
  return g_test_run();
}
