/* Stages of a reading left in a folder, numbered, to look at. */
#include "base/base.h"

#include <errno.h>
#include <string.h>

struct CcKeep {
  char *dir, *stem;
  guint count;
};

gboolean cc_keep_folder(const char *dir, GError **error) {
  if (g_mkdir_with_parents(dir, 0700) == 0) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT, "%s: cannot be created: %s", dir,
              g_strerror(errno));
  return FALSE;
}

CcKeep *cc_keep_new(const char *dir, const char *stem) {
  if (!dir) return NULL;
  CcKeep *keep = g_new0(CcKeep, 1);
  keep->dir = g_strdup(dir);
  keep->stem = g_strdelimit(g_strdup(stem), G_DIR_SEPARATOR_S, '_');
  return keep;
}

void cc_keep_free(CcKeep *keep) {
  if (!keep) return;
  g_free(keep->dir);
  g_free(keep->stem);
  g_free(keep);
}

static char *next_path(CcKeep *keep, const char *stage, const char *ending) {
  g_autofree char *name =
      g_strdup_printf("%s-%02u-%s.%s", keep->stem, ++keep->count, stage, ending);
  return g_build_filename(keep->dir, name, NULL);
}

static void write_file(const char *path, const char *bytes, gsize length) {
  g_autoptr(GError) error = NULL;
  if (!g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                &error))
    g_debug("%s", error->message);
}

void cc_keep_picture(CcKeep *keep, const char *stage, const CcRaster *raster) {
  if (!keep) return;
  g_autofree char *path = next_path(keep, stage, raster->bands == 1 ? "pgm" : "ppm");
  g_autoptr(GString) bytes = g_string_new(NULL);
  g_string_append_printf(bytes, "P%d\n%d %d\n255\n", raster->bands == 1 ? 5 : 6, raster->width,
                         raster->height);
  g_string_append_len(bytes, (const char *)raster->data,
                      (gssize)raster->width * raster->height * raster->bands);
  write_file(path, bytes->str, bytes->len);
}

void cc_keep_text(CcKeep *keep, const char *stage, const char *text) {
  if (!keep) return;
  g_autofree char *path = next_path(keep, stage, "txt");
  write_file(path, text, strlen(text));
}
