/* Public suffixes: the only file that knows libpsl. */
#include "fields/words/words.h"

#include <libpsl.h>
#include <string.h>

/* The whole known suffix of DOMAIN (lower case), borrowed from it; NULL when it is not listed. */
static const char *known_suffix(const char *domain) {
  const psl_ctx_t *psl = psl_builtin();
  if (!psl || !strchr(domain, '.')) return NULL;
  const char *suffix = psl_unregistrable_domain(psl, domain);
  if (!suffix || suffix == domain) return NULL;
  int kind = PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE;
  const char *last = strrchr(domain, '.') + 1;
  /* Of "co.za" the last label is no suffix by itself. */
  gboolean listed =
      psl_is_public_suffix2(psl, last, kind) || psl_is_public_suffix2(psl, suffix, kind);
  return listed ? suffix : NULL;
}

gboolean cc_suffix_known(const char *domain) {
  g_autofree char *lower = g_ascii_strdown(domain, -1);
  return known_suffix(lower) != NULL;
}

char *cc_suffix_name(const char *domain) {
  g_autofree char *lower = g_ascii_strdown(domain, -1);
  const char *suffix = known_suffix(lower);
  if (!suffix) return NULL;
  lower[suffix - lower - 1] = '\0';
  const char *point = strrchr(lower, '.');
  return g_strdup(point ? point + 1 : lower);
}
