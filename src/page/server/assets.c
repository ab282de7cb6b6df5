/* What the pages are drawn with, built into the program from src/page/assets/. */
#include "page/server/server.h"

#include <gio/gio.h>
#include <string.h>

/* glib-compile-resources makes it. */
GResource *cc_assets_get_resource(void);

#define FOLDER "/cardcat/page/"

static const struct {
  const char *suffix, *type;
} types[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".png", "image/png"},
};

/* The most files that one name stands for. */
#define PARTS_MAX 8

/* One behind the other; NULL: there is no file of one of NAMES, to which SUFFIX belongs. */
static GBytes *join(char *const *names, const char *suffix) {
  g_autoptr(GByteArray) joined = g_byte_array_new();
  for (; *names; names++) {
    g_autofree char *path = g_strconcat(FOLDER, *names, suffix, NULL);
    g_autoptr(GBytes) part =
        g_resource_lookup_data(cc_assets_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (!part) return NULL;
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(part, &length);
    g_byte_array_append(joined, bytes, (guint)length);
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&joined));
}

static GBytes *load(const char *name) {
  const char *suffix = strrchr(name, '.');
  if (!suffix) return NULL;
  g_autofree char *stem = g_strndup(name, (gsize)(suffix - name));
  g_auto(GStrv) names = g_strsplit(stem, "-", PARTS_MAX);
  return join(names, suffix);
}

char *cc_asset_path(const char *name) {
  g_autoptr(GBytes) bytes = load(name);
  g_return_val_if_fail(bytes != NULL, NULL);
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  return g_strdup_printf("/assets/%s?v=%.16s", name, sum);
}

static gboolean get_asset(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  (void)site;
  g_autoptr(GBytes) bytes = load(request->name);
  for (guint i = 0; bytes && i < G_N_ELEMENTS(types); i++) {
    if (!g_str_has_suffix(request->name, types[i].suffix)) continue;
    answer->type = types[i].type;
    answer->body = g_steal_pointer(&bytes);
    answer->lasting = TRUE;
    return TRUE;
  }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "there is no file %s here",
              request->name);
  return FALSE;
}

const CcRoute cc_routes_assets[] = {
    {FALSE, "/assets/:name", get_asset, 0},
    {0},
};
