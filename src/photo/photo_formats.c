/* What libvips can do here with each kind of files. */
#include "photo/photo_private.h"

static gboolean can_load(const PhotoKind *kind) {
  return !kind->loader || vips_type_find("VipsOperation", kind->loader) != 0;
}

void photo_unblock(void) {
  const PhotoKind *kind;
  for (guint i = 0; (kind = photo_kind_at(i)); i++)
    if (kind->blocked) vips_operation_block_set(kind->blocked, FALSE);
}

gboolean photo_is_loaded_by(const VipsImage *header, const char *loader) {
  const char *name = NULL;
  return !vips_image_get_string((VipsImage *)header, VIPS_META_LOADER, &name) &&
         g_str_has_prefix(name, loader);
}

const char *const *cc_photo_folders(void) {
  /* Fonts, which of them stands for which name (fontconfig), and codes of Chinese, Japanese and
   * Korean print (poppler-data); Debian's. */
  static const char *const folders[] = {
      "/usr/share/fonts",      "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig",
      "/var/cache/fontconfig", "/usr/share/poppler",     NULL};
  static const char *const none[] = {NULL};
  return vips_type_find("VipsOperation", "pdfload_buffer") ? folders : none;
}

char *photo_formats_told(void) {
  GString *names = g_string_new(NULL);
  const PhotoKind *kind;
  for (guint i = 0; (kind = photo_kind_at(i)); i++)
    if (can_load(kind))
      g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", kind->name);
  return g_string_free(names, FALSE);
}

const char *cc_photo_format(guint index, gboolean *loads) {
  const PhotoKind *kind = photo_kind_at(index);
  if (!kind) return NULL;
  *loads = can_load(kind);
  return kind->name;
}
