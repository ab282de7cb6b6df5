/* What is served, and what was done there lately. */
#include "page/server/server.h"

#include <string.h>

/* How many of the last messages are kept: a page that is older tells none. */
#define NEWS_MAX 32

void cc_site_clear(CcSite *site) {
  g_clear_pointer(&site->guard, cc_guard_free);
  g_clear_pointer(&site->news, g_ptr_array_unref);
  g_clear_pointer(&site->decided, g_array_unref);
  g_clear_pointer(&site->names, cardcat_names_free);
}

CardcatNames *cc_site_names(CcSite *site) {
  if (!site->names) site->names = cardcat_names_new();
  return site->names;
}

void cc_site_redirect(CcSite *site, CcAnswer *answer, const char *path, const char *news) {
  const char *base = cc_guard_base(site->guard);
  answer->status = 303;
  g_free(answer->location);
  if (!news) {
    answer->location = g_strconcat(base, path, NULL);
    return;
  }
  if (site->news->len == NEWS_MAX) {
    g_ptr_array_remove_index(site->news, 0);
    site->news_first++;
  }
  g_ptr_array_add(site->news, g_strdup(news));
  answer->location = g_strdup_printf("%s%s%snews=%u", base, path, strchr(path, '?') ? "&" : "?",
                                     site->news_first + site->news->len - 1);
}

const char *cc_site_news(const CcSite *site, const char *number) {
  guint64 at = 0;
  if (!number || !g_ascii_string_to_unsigned(number, 10, 0, G_MAXUINT, &at, NULL)) return NULL;
  if (at < site->news_first || at - site->news_first >= site->news->len) return NULL;
  return site->news->pdata[at - site->news_first];
}
