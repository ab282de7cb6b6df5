/* The page's server with a book, and a browser that sends it any bytes. */
#pragma once

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "page/pages/pages.h"
#include "photo/photo.h"
#include "store_fixture.h"

/* What is sent and answered on one machine is there at the next look: when so many brought nothing,
 * nothing comes any more.  A request that takes more than LOOKS_MAX never ends. */
#define LOOKS_IN_VAIN 8
#define LOOKS_MAX 20000

typedef struct {
  CcSite site; /* the first member: the site's work is given it */
  CcServer *server;
  Book book;   /* with what FRESH holds, until a request changes it */
  char *fresh; /* the book's file as every request finds it */
  gsize fresh_size;
  guint16 port;
  int stop[2]; /* where the server takes signals from, and who gives it one */
  int browser; /* its socket */
  const GString *request;
  gsize sent;
  GByteArray *answer;
  guint looks, in_vain;
} Page;

/* ---- the browser ----------------------------------------------------------------------------- */

static inline void browser_open(Page *page, const GString *request) {
  const struct sockaddr_in address = {.sin_family = AF_INET,
                                      .sin_port = htons(page->port),
                                      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  /* It is gone at once when it is closed: no port waits for what is still on its way. */
  const struct linger gone = {1, 0};
  page->browser = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint(connect(page->browser, (const struct sockaddr *)&address, sizeof address), ==, 0);
  setsockopt(page->browser, SOL_SOCKET, SO_LINGER, &gone, sizeof gone);
  page->request = request;
  page->sent = page->looks = page->in_vain = 0;
  g_byte_array_set_size(page->answer, 0);
}

/* Whether some of it could be sent. */
static inline gboolean browser_send(Page *page) {
  gsize left = page->request->len - page->sent;
  ssize_t n = left > 0 ? send(page->browser, page->request->str + page->sent, left,
                              MSG_NOSIGNAL | MSG_DONTWAIT)
                       : 0;
  if (n > 0) page->sent += (gsize)n;
  return n > 0;
}

/* Whether some of an answer came; HUNG_UP: no more will. */
static inline gboolean browser_receive(Page *page, gboolean *hung_up) {
  guint8 bytes[16384];
  guint before = page->answer->len;
  ssize_t n;
  while ((n = recv(page->browser, bytes, sizeof bytes, MSG_DONTWAIT)) > 0)
    g_byte_array_append(page->answer, bytes, (guint)n);
  *hung_up = n == 0 || (errno != EAGAIN && errno != EINTR);
  return page->answer->len > before;
}

/* Between any two looks of the server: the browser's turn.  What is no whole signal only keeps the
 * server from waiting for one. */
static inline gboolean browser_work(CcSite *site) {
  Page *page = (Page *)site;
  const struct signalfd_siginfo signal = {.ssi_signo = 2};
  gboolean hung_up = FALSE, moved = browser_send(page);
  moved |= browser_receive(page, &hung_up);
  page->in_vain = moved ? 0 : page->in_vain + 1;
  gsize length = hung_up || page->in_vain > LOOKS_IN_VAIN ? sizeof signal : 1;
  g_assert_cmpint(write(page->stop[1], &signal, length), ==, length);
  g_assert_cmpuint(++page->looks, <, LOOKS_MAX);
  site->end = FALSE; /* "/quit" asked for it */
  return TRUE;
}

/* ---- the book -------------------------------------------------------------------------------- */

static inline GBytes *page_picture(void) {
  g_assert_true(cc_photo_init(NULL));
  g_autoptr(CcRaster) raster = cc_raster_new(30, 20, 3);
  memset(raster->data, 200, (gsize)3 * 30 * 20);
  return cc_photo_to_jpeg(raster, 50, NULL);
}

static inline CardcatContact *page_person(const char *given, const char *family) {
  CardcatContact *contact = person_new(given, family, "a&b@firm.example");
  contact->organization = g_strdup("<xq> \"& Sons'");
  g_ptr_array_add(contact->titles, g_strdup("\"><xq onload='x'>"));
  g_ptr_array_add(contact->phones,
                  cardcat_phone_new(CARDCAT_PHONE_WORK, "555 0100", "+14155550100", NULL));
  g_ptr_array_add(contact->urls, g_strdup("javascript:<xq>"));
  return contact;
}

/* A card with a picture, a back and evidence, another, and two contacts. */
static inline void page_fill(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("</title><xq>");
  CardcatReading *reading = reading_new(1, 1, page_person("Ada", "<xq>"));
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(CARDCAT_FIELD_EMAILS, 0, 0.4, (CardcatBox){2, 2, 9, 3},
                                       "a&b@<xq>", CARDCAT_FROM_OCR));
  reading->picture = page_picture();
  reading->width = 30;
  reading->height = 20;
  reading->back = reading_new(1, 2, page_person("Bo", "Back"));
  g_autoptr(GPtrArray) readings = readings_of(reading);
  g_assert_true(cardcat_store_add_readings(book->store, readings, meeting, NULL, &error));
  add_card(book, 2, page_person("Cy", "Card"));
  add_person(book, 3, page_person("Di", "Contact"));
  add_person(book, 4, page_person("Ed", "<xq>"));
}

static inline void remove_all(const char *path) {
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    remove_all(inner);
  }
  g_remove(path);
}

static inline void page_open_book(Page *page) {
  g_autoptr(GError) error = NULL;
  g_file_set_contents_full(page->book.path, page->fresh, (gssize)page->fresh_size,
                           G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error(error);
  book_open(&page->book, CARDCAT_STORE_WRITE);
  page->site.store = page->book.store;
  page->site.intake = cc_intake_new(page->book.store);
}

static inline void page_close_book(Page *page) {
  g_clear_pointer(&page->site.intake, cc_intake_free);
  book_close(&page->book);
  remove_all(page->book.dir);
  g_mkdir(page->book.dir, 0700);
}

/* ---- the page -------------------------------------------------------------------------------- */

static inline void page_set_up(Page *page) {
  g_autoptr(GError) error = NULL;
  book_set_up(&page->book, NULL);
  page_fill(&page->book);
  book_close(&page->book);
  g_file_get_contents(page->book.path, &page->fresh, &page->fresh_size, &error);
  g_assert_no_error(error);
  page->site.routes = cc_pages_routes;
  page->site.work = browser_work;
  page->site.news = g_ptr_array_new_with_free_func(g_free);
  page->answer = g_byte_array_new();
  g_assert_cmpint(pipe(page->stop), ==, 0);
  fcntl(page->stop[0], F_SETFL, O_NONBLOCK);
  page->server = cc_server_new(&page->site, 0, &error);
  g_assert_no_error(error);
  g_autofree char *link = cc_guard_link(page->site.guard);
  unsigned port = 0;
  g_assert_cmpint(sscanf(link, "http://127.0.0.1:%u/", &port), ==, 1);
  page->port = (guint16)port;
  page_open_book(page);
}

static inline void page_tear_down(Page *page) {
  page_close_book(page);
  remove_all(page->book.dir);
  cc_server_free(page->server);
  cc_site_clear(&page->site);
  g_byte_array_unref(page->answer);
  close(page->stop[0]);
  close(page->stop[1]);
  g_free(page->fresh);
  g_free(page->book.dir);
  g_free(page->book.path);
}

/* A guard whose key is not spent, and nothing to tell: what a request finds is always the same. */
static inline void page_renew(Page *page) {
  g_clear_pointer(&page->site.guard, cc_guard_free);
  page->site.guard = cc_guard_new(page->port, NULL);
  g_ptr_array_set_size(page->site.news, 0);
  page->site.news_first = 0;
}

/* Sends REQUEST; PAGE's answer is all that comes back until the server hangs up. */
static inline void page_ask(Page *page, const GString *request) {
  g_autoptr(GError) error = NULL;
  browser_open(page, request);
  gboolean well = cc_server_run(page->server, page->stop[0], G_MAXUINT / 2, &error);
  g_assert_no_error(error);
  g_assert_true(well);
  close(page->browser);
}
