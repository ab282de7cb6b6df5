/* A file that is written piece by piece and appears whole. */
#include "exchange/exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct CcOut {
  char *path, *part; /* what it becomes; where it is written, NULL: no more */
  FILE *file;
};

static gboolean set_error(const char *path, GError **error) {
  int why = errno;
  g_autofree char *name = g_filename_display_name(path);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT, "%s: cannot be written: %s", name,
              g_strerror(why));
  return FALSE;
}

/* Hidden, and always the same: what a killed process left is written over. */
static char *part_of(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path), *base = g_path_get_basename(path);
  return g_strdup_printf("%s/.%s.part", folder, base);
}

CcOut *cc_out_new(const char *path, GError **error) {
  g_autofree char *part = part_of(path);
  int fd = g_open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
  if (!file) {
    set_error(path, error);
    if (fd >= 0) close(fd);
    return NULL;
  }
  CcOut *out = g_new(CcOut, 1);
  *out = (CcOut){g_strdup(path), g_steal_pointer(&part), file};
  return out;
}

gboolean cc_out_write(CcOut *out, const char *text, GError **error) {
  return fputs(text, out->file) >= 0 || set_error(out->path, error);
}

/* On the disk before it has its name. */
static gboolean finish(CcOut *out) {
  gboolean well = fflush(out->file) == 0 && fsync(fileno(out->file)) == 0;
  int why = errno;
  gboolean closed = fclose(g_steal_pointer(&out->file)) == 0;
  if (!well) errno = why;
  return well && closed;
}

static gboolean set_taken(const char *path, GError **error) {
  g_autofree char *name = g_filename_display_name(path);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "%s: this file already exists: name another, or replace it with --force", name);
  return FALSE;
}

gboolean cc_out_publish(CcOut *out, gboolean replace, GError **error) {
  if (!finish(out)) return set_error(out->path, error);
  /* A second name is refused where there is a file, and the first goes with the rest. */
  if (!replace && link(out->part, out->path) == 0) return TRUE;
  if (!replace && errno == EEXIST) return set_taken(out->path, error);
  if (!replace && g_file_test(out->path, G_FILE_TEST_EXISTS)) return set_taken(out->path, error);
  if (g_rename(out->part, out->path) != 0) return set_error(out->path, error);
  g_clear_pointer(&out->part, g_free);
  return TRUE;
}

void cc_out_free(CcOut *out) {
  if (!out) return;
  if (out->file) fclose(out->file);
  if (out->part) g_unlink(out->part);
  g_free(out->part);
  g_free(out->path);
  g_free(out);
}
