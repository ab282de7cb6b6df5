/* The life of a value, and the host in it. */
#include "fields/grammar/grammar.h"

#include <string.h>

CardcatField cc_value_field(CcLabel kind) {
  switch (kind) {
#define GRAMMAR(kind, field, find) \
  case kind:                       \
    return CARDCAT_FIELD_##field;
    CC_GRAMMAR_TABLE(GRAMMAR)
#undef GRAMMAR
    default:
      return CARDCAT_FIELD_PHONES;
  }
}

CcValue *cc_value_new(CcLabel kind, gsize start, gsize end, const char *value) {
  CcValue *v = g_new0(CcValue, 1);
  v->kind = kind;
  v->start = start;
  v->end = end;
  v->value = g_strdup(value);
  v->type = CARDCAT_PHONE_WORK;
  return v;
}

void cc_value_free(CcValue *value) {
  if (!value) return;
  g_free(value->value);
  g_free(value->raw);
  g_free(value->e164);
  g_free(value->extension);
  if (value->rivals) g_ptr_array_unref(value->rivals);
  g_free(value);
}

const char *cc_value_host_in(const CcValue *value, gsize *length) {
  const char *host = value->value;
  const char *at = value->kind == CC_EMAIL ? strchr(host, '@') : NULL;
  if (at) host = at + 1;
  const char *scheme = strstr(host, "://");
  if (scheme) host = scheme + 3;
  if (g_ascii_strncasecmp(host, "www.", 4) == 0) host += 4;
  *length = strcspn(host, "/?");
  return host;
}

char *cc_value_host(const CcValue *value) {
  gsize length = 0;
  const char *host = cc_value_host_in(value, &length);
  return g_ascii_strdown(host, (gssize)length);
}

char *cc_url_bare(const char *url) {
  g_autofree char *lower = g_utf8_strdown(url, -1);
  const char *p = strstr(lower, "://");
  p = p ? p + 3 : lower;
  if (g_str_has_prefix(p, "www.")) p += 4;
  gsize length = strlen(p);
  return g_strndup(p, length > 0 && p[length - 1] == '/' ? length - 1 : length);
}
