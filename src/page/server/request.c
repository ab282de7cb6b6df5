/* A request: its address taken apart, and the form it brings. */
#include "page/server/server.h"

#include <string.h>

#define TARGET_BYTES_MAX 8192
#define PATH_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "/._-"

static void upload_free(CcUpload *upload) {
  g_free(upload->name);
  g_bytes_unref(upload->bytes);
  g_free(upload);
}

static void set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
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
  request->query = cc_pairs_new();
  request->form = cc_pairs_new();
  request->uploads = g_ptr_array_new_with_free_func((GDestroyNotify)upload_free);
  if (strlen(target) > TARGET_BYTES_MAX || !is_plain(request->path)) {
    set_usage(error, "there is no such address");
    return NULL;
  }
  if (target[length] == '?' &&
      !cc_pairs_add_encoded(request->query, target + length + 1, -1, error))
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
  return length == 0 || cc_pairs_add_encoded(request->form, body, (gssize)length, error);
}

gboolean cc_request_add_field(CcRequest *request, const char *name, const char *value,
                              gssize length, GError **error) {
  return cc_pairs_add(request->form, name, value, length, error);
}

void cc_request_add_upload(CcRequest *request, const char *name, GBytes *bytes) {
  CcUpload *upload = g_new0(CcUpload, 1);
  upload->name = cc_pair_clean(name, -1);
  upload->bytes = g_bytes_ref(bytes);
  g_ptr_array_add(request->uploads, upload);
}

const char *cc_request_query(const CcRequest *request, const char *name) {
  return cc_pairs_get(request->query, name);
}

const char *cc_request_field(const CcRequest *request, const char *name) {
  return cc_pairs_get(request->form, name);
}

gint64 cc_request_field_id(const CcRequest *request, const char *name) {
  const char *value = cc_request_field(request, name);
  return value ? MAX(g_ascii_strtoll(value, NULL, 10), 0) : 0;
}
