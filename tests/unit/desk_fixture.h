/* The page, asked as the server asks, over a book of its own. */
#pragma once

#include "page/pages/pages.h"
#include "store_fixture.h"

typedef struct {
  Book book;
  CcSite site;
  char *page; /* the last answer */
  CcAnswer answer;
} Desk;

static inline void set_up(Desk *desk, gconstpointer data) {
  g_autoptr(GError) error = NULL;
  book_set_up(&desk->book, data);
  desk->site.store = desk->book.store;
  desk->site.guard = cc_guard_new(8123, &error);
  g_assert_no_error(error);
  desk->site.routes = cc_pages_routes;
  desk->site.news = g_ptr_array_new_with_free_func(g_free);
  desk->site.intake = cc_intake_new(desk->book.store);
}

static inline void tear_down(Desk *desk, gconstpointer data) {
  g_clear_pointer(&desk->site.intake, cc_intake_free);
  cc_site_clear(&desk->site);
  cc_answer_clear(&desk->answer);
  g_free(desk->page);
  assert_sound(&desk->book);
  book_tear_down(&desk->book, data);
}

/* TEXT (taken; or NULL) without the base of this run's addresses, owned. */
static inline char *without_base(const Desk *desk, char *text) {
  g_auto(GStrv) parts = text ? g_strsplit(text, cc_guard_base(desk->site.guard), -1) : NULL;
  g_free(text);
  return parts ? g_strjoinv("", parts) : NULL;
}

/* Asks for TARGET with FORM, pairs of name and value ended by NULL; NULL: a GET. */
static inline guint ask_page(Desk *desk, const char *target, const char *const *form) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcRequest) request = cc_request_new(form != NULL, target, &error);
  g_assert_no_error(error);
  for (guint i = 0; form && form[i]; i += 2)
    g_assert_true(cc_request_add_field(request, form[i], form[i + 1], -1, &error));
  const CcRoute *route = cc_route_find(desk->site.routes, request, NULL);
  g_assert_nonnull(route);
  cc_answer_clear(&desk->answer);
  desk->answer = (CcAnswer){.status = 200, .type = "text/html; charset=utf-8"};
  if (!route->handler(&desk->site, request, &desk->answer, &error))
    cc_layout_error(&desk->site, request, &desk->answer, error);
  gsize length = 0;
  const char *body = desk->answer.body ? g_bytes_get_data(desk->answer.body, &length) : NULL;
  g_free(desk->page);
  desk->page = without_base(desk, g_strndup(body ? body : "", length));
  desk->answer.location = without_base(desk, desk->answer.location);
  return desk->answer.status;
}

#define POST(desk, target, ...) \
  ask_page(desk, target, (const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

static inline void assert_shows(const Desk *desk, const char *text) {
  if (!strstr(desk->page, text)) g_error("not shown: %s\n%s", text, desk->page);
}

static inline void assert_hides(const Desk *desk, const char *text) {
  if (strstr(desk->page, text)) g_error("shown: %s\n%s", text, desk->page);
}

static inline char *version_of(Desk *desk, gint64 id) {
  g_autoptr(CardcatEntry) entry = get_entry(&desk->book, id);
  return g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
}

#define DESK_TEST(name, function) g_test_add(name, Desk, NULL, set_up, function, tear_down)
