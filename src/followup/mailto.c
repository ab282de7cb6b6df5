/* Letters as links. */
#include "followup/followup.h"

#include <string.h>

/* g_uri_escape_string() keeps RFC 3986's unreserved characters, which are these. */
static char *escape(const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autofree char *whole = g_strjoinv("\r\n", lines);
  return g_uri_escape_string(whole, NULL, FALSE);
}

static char *link_to(const CcLetter *letter, const char *body) {
  g_autofree char *to = g_uri_escape_string(letter->to, "@", FALSE);
  g_autofree char *subject = escape(letter->subject), *text = escape(body);
  return g_strdup_printf("mailto:%s?subject=%s%s%s", to, subject, *text ? "&body=" : "", text);
}

char *cc_mailto_write(const CcLetter *letter) {
  g_autofree char *body = g_strchomp(g_strdup(letter->body));
  char *link = link_to(letter, body);
  while (strlen(link) > CC_MAILTO_MAX && *body) {
    char *last = g_strrstr(body, "\n\n");
    *(last ? last : body) = '\0';
    g_free(link);
    link = link_to(letter, body);
  }
  if (strlen(link) > CC_MAILTO_MAX) *strchr(link, '?') = '\0';
  return link;
}
