/* Whom a request is for. */
#include "page/server/server.h"

#include <string.h>

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

const CcRoute *cc_route_find(const CcRoute *const *tables, CcRequest *request, gboolean *allowed) {
  gboolean other = FALSE;
  for (; *tables; tables++) {
    for (const CcRoute *route = *tables; route->pattern; route++) {
      if (!matches(route->pattern, request)) continue;
      if (route->post == request->post) return route;
      other = TRUE;
    }
  }
  if (allowed) *allowed = other;
  return NULL;
}
