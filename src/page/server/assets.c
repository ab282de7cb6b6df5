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
    {".svg", "image/svg+xml"},
};

static GBytes *load(const char *name) {
  g_autofree char *path = g_strconcat(FOLDER, name, NULL);
  return g_resource_lookup_data(cc_assets_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
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
