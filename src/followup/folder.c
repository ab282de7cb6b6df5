/* Drafts in folders of mail programs: a file appears whole, once, and is never written again. */
#include "followup/followup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MINE 0700
#define DRAFT ":2,D" /* Maildir's flag of a draft */

static gboolean fail(const char *path, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT, "%s: %s", path, g_strerror(errno));
  return FALSE;
}

static gboolean make_folders(const char *folder, CcFolderKind kind, GError **error) {
  static const char *const parts[] = {"tmp", "new", "cur"};
  if (kind == CC_FOLDER_FILES)
    return g_mkdir_with_parents(folder, MINE) == 0 || fail(folder, error);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_autofree char *part = g_build_filename(folder, parts[i], NULL);
    if (g_mkdir_with_parents(part, MINE) != 0) return fail(part, error);
  }
  return TRUE;
}

/* A mail program changes what stands behind the colon, and where it stands. */
static char *find_in(const char *folder, const char *part, const char *name) {
  g_autofree char *place = g_build_filename(folder, part, NULL);
  g_autoptr(GDir) dir = g_dir_open(place, 0, NULL);
  gsize length = strlen(name);
  for (const char *file; dir && (file = g_dir_read_name(dir));)
    if (strncmp(file, name, length) == 0 && (file[length] == '\0' || file[length] == ':'))
      return g_build_filename(place, file, NULL);
  return NULL;
}

static char *find(const char *folder, CcFolderKind kind, const char *name) {
  if (kind == CC_FOLDER_FILES) {
    g_autofree char *file = g_strconcat(name, ".eml", NULL);
    return find_in(folder, "", file);
  }
  char *found = find_in(folder, "cur", name);
  return found ? found : find_in(folder, "new", name);
}

static gboolean write_all(int fd, const char *text) {
  for (gsize left = strlen(text); left > 0;) {
    gssize done = write(fd, text, left);
    if (done < 0 && errno != EINTR) return FALSE;
    if (done < 0) continue;
    text += done;
    left -= (gsize)done;
  }
  return fsync(fd) == 0;
}

/* What a run before this one left there half-written is written anew. */
static gboolean write_file(const char *path, const char *text, GError **error) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return fail(path, error);
  gboolean well = write_all(fd, text);
  int why = errno;
  if (close(fd) == 0 && well) return TRUE;
  if (!well) errno = why;
  g_unlink(path);
  return fail(path, error);
}

/* So that its new name, too, is there when the machine stops. */
static void sync_folder(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

gboolean cc_folder_put(const char *folder, CcFolderKind kind, const char *name, const char *text,
                       gboolean *found, char **path, GError **error) {
  gboolean maildir = kind == CC_FOLDER_MAILDIR;
  if (!make_folders(folder, kind, error)) return FALSE;
  g_autofree char *there = find(folder, kind, name);
  *found = there != NULL;
  if (!there) {
    g_autofree char *part = g_strconcat(maildir ? "" : ".", name, maildir ? "" : ".part", NULL);
    g_autofree char *last = g_strconcat(name, maildir ? DRAFT : ".eml", NULL);
    g_autofree char *from = g_build_filename(folder, maildir ? "tmp" : "", part, NULL);
    there = g_build_filename(folder, maildir ? "cur" : "", last, NULL);
    if (!write_file(from, text, error)) return FALSE;
    if (g_rename(from, there) != 0) return fail(there, error);
    sync_folder(there);
  }
  *path = g_steal_pointer(&there);
  return TRUE;
}

gboolean cc_folder_replace(const char *folder, const char *name, const char *text,
                           gboolean *changed, GError **error) {
  g_autofree char *path = g_build_filename(folder, name, NULL), *old = NULL;
  g_autofree char *part = g_strconcat(".", name, ".part", NULL);
  g_autofree char *from = g_build_filename(folder, part, NULL);
  *changed = FALSE;
  if (g_file_get_contents(path, &old, NULL, NULL) && g_str_equal(old, text)) return TRUE;
  if (!make_folders(folder, CC_FOLDER_FILES, error) || !write_file(from, text, error)) return FALSE;
  if (g_rename(from, path) != 0) return fail(path, error);
  sync_folder(path);
  *changed = TRUE;
  return TRUE;
}
