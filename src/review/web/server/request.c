#include "review/web/web.h"

#include <string.h>

#define TARGET_BYTES_MAX 8192
/* Of one value: several times the longest line a card holds. */
#define VALUE_BYTES_MAX 4000
#define PATH_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "/._-"

static void pair_free(CcPair *pair) {
  g_free(pair->name);
  g_free(pair->value);
  g_free(pair);
}

static void upload_free(CcUpload *upload) {
  g_free(upload->name);
  g_bytes_unref(upload->bytes);
  g_free(upload);
}

static void set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
}

/* TEXT, cut, valid, composed, without control characters, trimmed; owned. */
static char *clean(const char *text, gssize length) {
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

static gboolean add_pair(GPtrArray *pairs, const char *name, const char *value, gssize length,
                         GError **error) {
  if (pairs->len == CC_FORM_FIELDS_MAX) {
    set_usage(error, "a form has too many fields");
    return FALSE;
  }
  CcPair *pair = g_new0(CcPair, 1);
  pair->name = clean(name, -1);
  pair->value = clean(value, length);
  g_ptr_array_add(pairs, pair);
  return TRUE;
}

static gboolean add_pairs(GPtrArray *pairs, const char *text, gssize length, GError **error) {
  GUriParamsIter iter;
  char *name = NULL, *value = NULL;
  GError *bad = NULL;
  g_uri_params_iter_init(&iter, text, length, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next(&iter, &name, &value, &bad)) {
    g_autofree char *own_name = name, *own_value = value;
    if (!add_pair(pairs, own_name, own_value, -1, error)) return FALSE;
  }
  if (!bad) return TRUE;
  g_error_free(bad);
  set_usage(error, "a form is not encoded as forms are");
  return FALSE;
}

/* An address of ours is plain: one with an escape, an empty step or dots for a step is nobody's. */
static gboolean is_plain(const char *path) {
  return path[0] == '/' && path[strspn(path, PATH_CHARACTERS)] == '\0' && !strstr(path, "//") &&
         !strstr(path, "/.");
}

CcRequest *cc_request_new(gboolean post, const char *target, GError **error) {
  g_autoptr(CcRequest) request = g_new0(CcRequest, 1);
  gsize length = strcspn(target, "?");
  request->post = post;
  request->path = g_strndup(target, length);
  request->query = g_ptr_array_new_with_free_func((GDestroyNotify)pair_free);
  request->form = g_ptr_array_new_with_free_func((GDestroyNotify)pair_free);
  request->uploads = g_ptr_array_new_with_free_func((GDestroyNotify)upload_free);
  if (strlen(target) > TARGET_BYTES_MAX || !is_plain(request->path)) {
    set_usage(error, "there is no such address");
    return NULL;
  }
  if (target[length] == '?' && !add_pairs(request->query, target + length + 1, -1, error))
    return NULL;
  return g_steal_pointer(&request);
}

void cc_request_free(CcRequest *request) {
  if (!request) return;
  g_free(request->path);
  g_clear_pointer(&request->query, g_ptr_array_unref);
  g_clear_pointer(&request->form, g_ptr_array_unref);
  g_clear_pointer(&request->uploads, g_ptr_array_unref);
  g_free(request);
}

gboolean cc_request_add_form(CcRequest *request, const char *body, gsize length, GError **error) {
  return length == 0 || add_pairs(request->form, body, (gssize)length, error);
}

gboolean cc_request_add_field(CcRequest *request, const char *name, const char *value,
                              gssize length, GError **error) {
  return add_pair(request->form, name, value, length, error);
}

void cc_request_add_upload(CcRequest *request, const char *name, GBytes *bytes) {
  CcUpload *upload = g_new0(CcUpload, 1);
  upload->name = clean(name, -1);
  upload->bytes = g_bytes_ref(bytes);
  g_ptr_array_add(request->uploads, upload);
}

static const char *find(const GPtrArray *pairs, const char *name) {
  for (guint i = 0; i < pairs->len; i++) {
    const CcPair *pair = pairs->pdata[i];
    if (g_str_equal(pair->name, name)) return pair->value;
  }
  return NULL;
}

const char *cc_request_query(const CcRequest *request, const char *name) {
  return find(request->query, name);
}

const char *cc_request_field(const CcRequest *request, const char *name) {
  return find(request->form, name);
}

gint64 cc_request_field_id(const CcRequest *request, const char *name) {
  const char *value = cc_request_field(request, name);
  return value ? MAX(g_ascii_strtoll(value, NULL, 10), 0) : 0;
}
