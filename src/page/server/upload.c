/* A body that holds files, taken apart while it comes in. */
#include "page/server/server.h"

#include <microhttpd.h>
#include <string.h>

/* Of a part's head. */
#define BUFFER_BYTES 8192

struct CcParts {
  CcRequest *request;
  struct MHD_PostProcessor *processor;
  char *name;          /* of the field or file that comes in; NULL: none */
  gboolean file;       /* it is a file, called NAME */
  GByteArray *value;   /* what of it has come */
  const char *against; /* what is wrong with the body, borrowed for ever; NULL: nothing */
};

static void end_part(CcParts *parts) {
  g_autofree char *name = g_steal_pointer(&parts->name);
  GByteArray *value = g_steal_pointer(&parts->value);
  if (!name) return;
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(value);
  gsize length = 0;
  const char *data = g_bytes_get_data(bytes, &length);
  /* A file input in which nothing was chosen sends an empty file without a name. */
  if (parts->file && (length > 0 || *name))
    cc_request_add_upload(parts->request, name, bytes);
  else if (!parts->file &&
           !cc_request_add_field(parts->request, name, data ? data : "", (gssize)length, NULL))
    parts->against = "a form has too many fields";
}

static enum MHD_Result take(void *data, enum MHD_ValueKind kind, const char *key,
                            const char *file_name, const char *type, const char *encoding,
                            const char *bytes, uint64_t offset, size_t length) {
  (void)kind;
  (void)type;
  (void)encoding;
  CcParts *parts = data;
  if (offset == 0) {
    end_part(parts);
    parts->file = file_name != NULL;
    g_autofree char *name = g_utf8_make_valid(file_name ? file_name : key ? key : "", -1);
    parts->name = g_steal_pointer(&name);
    parts->value = g_byte_array_new();
    if (parts->file && parts->request->uploads->len >= CC_UPLOADS_MAX)
      parts->against = "too many photos at once";
  }
  if (!parts->file && parts->value && parts->value->len + length > CC_FORM_BYTES_MAX)
    parts->against = "a field of the form is too long";
  if (parts->against) return MHD_NO;
  if (length > 0) g_byte_array_append(parts->value, (const guint8 *)bytes, (guint)length);
  return MHD_YES;
}

CcParts *cc_parts_new(struct MHD_Connection *connection, CcRequest *request) {
  struct MHD_PostProcessor *processor = NULL;
  g_autofree CcParts *parts = g_new0(CcParts, 1);
  parts->request = request;
  processor = MHD_create_post_processor(connection, BUFFER_BYTES, take, parts);
  if (!processor) return NULL;
  parts->processor = processor;
  return g_steal_pointer(&parts);
}

void cc_parts_add(CcParts *parts, const char *bytes, gsize length) {
  if (parts->against) return;
  if (MHD_post_process(parts->processor, bytes, length) != MHD_YES && !parts->against)
    parts->against = "a form is not encoded as forms are";
}

gboolean cc_parts_end(CcParts *parts, GError **error) {
  gboolean whole = MHD_destroy_post_processor(parts->processor) == MHD_YES;
  parts->processor = NULL;
  end_part(parts);
  if (!whole && !parts->against) parts->against = "only a part of a form came";
  if (!parts->against) return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, parts->against);
  return FALSE;
}

void cc_parts_free(CcParts *parts) {
  if (!parts) return;
  if (parts->processor) MHD_destroy_post_processor(parts->processor);
  g_free(parts->name);
  if (parts->value) g_byte_array_unref(parts->value);
  g_free(parts);
}
