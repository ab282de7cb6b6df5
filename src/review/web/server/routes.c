#include "review/web/web.h"

#include <string.h>

/* How many of the last messages are kept: a page that is older tells none. */
#define NEWS_MAX 32

static const CcRoute *const tables[] = {
    cc_routes_assets,   cc_routes_layout,  cc_routes_review, cc_routes_picture,
    cc_routes_contacts, cc_routes_contact, cc_routes_merge,  cc_routes_follow_ups,
    cc_routes_add,      cc_routes_sides,
};

static gboolean take_id(const char *word, gsize length, gint64 *id) {
  g_autofree char *digits = g_strndup(word, length);
  guint64 number = 0;
  if (!g_ascii_string_to_unsigned(digits, 10, 1, G_MAXINT64, &number, NULL)) return FALSE;
  *id = (gint64)number;
  return TRUE;
}

static gboolean is_step(const char *text, gsize length, const char *step) {
  return strlen(step) == length && strncmp(text, step, length) == 0;
}

/* Whether PATTERN stands for REQUEST's path, of which it then holds the parts. */
static gboolean matches(const char *pattern, CcRequest *request) {
  const char *path = request->path;
  gint64 id = 0;
  const char *name = NULL;
  while (*pattern && *path) {
    gsize step = strcspn(pattern + 1, "/") + 1, word = strcspn(path + 1, "/") + 1;
    if (is_step(pattern, step, "/:name")) {
      name = path + 1;
    } else if (is_step(pattern, step, "/:id")) {
      if (!take_id(path + 1, word - 1, &id)) return FALSE;
    } else if (step != word || strncmp(pattern, path, step) != 0) {
      return FALSE;
    }
    pattern += step;
    path += word;
  }
  if (*pattern || *path) return FALSE;
  request->id = id;
  request->name = name;
  return TRUE;
}

const CcRoute *cc_route_find(CcRequest *request, gboolean *allowed) {
  gboolean other = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
    for (const CcRoute *route = tables[i]; route->pattern; route++) {
      if (!matches(route->pattern, request)) continue;
      if (route->post == request->post) return route;
      other = TRUE;
    }
  }
  if (allowed) *allowed = other;
  return NULL;
}

void cc_answer_clear(CcAnswer *answer) {
  g_clear_pointer(&answer->body, g_bytes_unref);
  g_clear_pointer(&answer->location, g_free);
  g_clear_pointer(&answer->cookie, g_free);
}

void cc_answer_text(CcAnswer *answer, guint status, const char *text) {
  g_clear_pointer(&answer->body, g_bytes_unref);
  answer->status = status;
  answer->type = "text/plain; charset=utf-8";
  answer->body = g_bytes_new(text, strlen(text));
}

void cc_site_redirect(CcSite *site, CcAnswer *answer, const char *path, const char *news) {
  answer->status = 303;
  g_free(answer->location);
  if (!news) {
    answer->location = g_strdup(path);
    return;
  }
  if (site->news->len == NEWS_MAX) {
    g_ptr_array_remove_index(site->news, 0);
    site->news_first++;
  }
  g_ptr_array_add(site->news, g_strdup(news));
  answer->location = g_strdup_printf("%s%snews=%u", path, strchr(path, '?') ? "&" : "?",
                                     site->news_first + site->news->len - 1);
}

const char *cc_site_news(const CcSite *site, const char *number) {
  guint64 at = 0;
  if (!number || !g_ascii_string_to_unsigned(number, 10, 0, G_MAXUINT, &at, NULL)) return NULL;
  if (at < site->news_first || at - site->news_first >= site->news->len) return NULL;
  return site->news->pdata[at - site->news_first];
}
