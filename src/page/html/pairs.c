/* Names and values as a form sends them, cleaned where they enter. */
#include "page/html/html.h"

#include <string.h>

#include "cardcat/cardcat.h"

/* Of one value: several times the longest line a card holds. */
#define VALUE_BYTES_MAX 4000

static void pair_free(CcPair *pair) {
  g_free(pair->name);
  g_free(pair->value);
  g_free(pair);
}

GPtrArray *cc_pairs_new(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify)pair_free);
}

static void set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
}

char *cc_pair_clean(const char *text, gssize length) {
  gsize whole = length < 0 ? strlen(text) : (gsize)length;
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)MIN(whole, VALUE_BYTES_MAX));
  g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
  g_autoptr(GString) out = g_string_new(NULL);
  for (const char *p = composed; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '\r' && p[1] == '\n') continue;
    g_string_append_unichar(out, c == '\n' || !g_unichar_iscntrl(c) ? c : ' ');
  }
  return g_strdup(g_strstrip(out->str));
}

gboolean cc_pairs_add(GPtrArray *pairs, const char *name, const char *value, gssize length,
                      GError **error) {
  if (pairs->len == CC_FORM_FIELDS_MAX) {
    set_usage(error, "a form has too many fields");
    return FALSE;
  }
  CcPair *pair = g_new0(CcPair, 1);
  pair->name = cc_pair_clean(name, -1);
  pair->value = cc_pair_clean(value, length);
  g_ptr_array_add(pairs, pair);
  return TRUE;
}

gboolean cc_pairs_add_encoded(GPtrArray *pairs, const char *text, gssize length, GError **error) {
  GUriParamsIter iter;
  char *name = NULL, *value = NULL;
  GError *bad = NULL;
  g_uri_params_iter_init(&iter, text, length, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next(&iter, &name, &value, &bad)) {
    g_autofree char *own_name = name, *own_value = value;
    if (!cc_pairs_add(pairs, own_name, own_value, -1, error)) return FALSE;
  }
  if (!bad) return TRUE;
  g_error_free(bad);
  set_usage(error, "a form is not encoded as forms are");
  return FALSE;
}

const char *cc_pairs_get(const GPtrArray *pairs, const char *name) {
  for (guint i = 0; i < pairs->len; i++) {
    const CcPair *pair = pairs->pdata[i];
    if (g_str_equal(pair->name, name)) return pair->value;
  }
  return NULL;
}

gboolean cc_pairs_hold(const GPtrArray *pairs, const char *name, const char *value) {
  for (guint i = 0; i < pairs->len; i++) {
    const CcPair *pair = pairs->pdata[i];
    if (g_str_equal(pair->name, name) && g_str_equal(pair->value, value)) return TRUE;
  }
  return FALSE;
}
