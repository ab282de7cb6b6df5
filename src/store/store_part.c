/* A file that appears at once and whole, or not at all. */
#define _GNU_SOURCE /* renameat2 */
#include "store/backups.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

static void set_output_error(const char *target, const char *why, GError **error) {
  g_autofree char *name = g_filename_display_name(target);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT, "%s: the copy cannot be written: %s",
              name, why);
}

static char *part_path(const char *target) {
  g_autofree char *folder = g_path_get_dirname(target), *base = g_path_get_basename(target);
  return g_strdup_printf("%s/.%s.part", folder, base);
}

/* What SQLite left beside a part when it was killed would be taken for a part of the next one. */
static void delete_sides(const char *path) {
  static const char *const suffixes[] = {"-journal", "-wal", "-shm"};
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *side = g_strconcat(path, suffixes[i], NULL);
    g_unlink(side);
  }
}

/* Is what was opened still what the name says, and nothing that somebody else laid there? */
static gboolean is_ours(int fd, const char *path) {
  struct stat held, named;
  return fstat(fd, &held) == 0 && lstat(path, &named) == 0 && S_ISREG(held.st_mode) &&
         held.st_uid == geteuid() && held.st_nlink == 1 && held.st_dev == named.st_dev &&
         held.st_ino == named.st_ino;
}

CcPart *cc_part_new(const char *target, GError **error) {
  g_autofree char *path = part_path(target);
  int fd = g_open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) {
    set_output_error(target, g_strerror(errno), error);
    return NULL;
  }
  const char *why = NULL;
  if (flock(fd, LOCK_EX | LOCK_NB) != 0)
    why = errno == EWOULDBLOCK ? "another cardcat is writing it just now" : g_strerror(errno);
  else if (!is_ours(fd, path))
    why = "something else is in its place";
  else if (ftruncate(fd, 0) != 0 || fchmod(fd, 0600) != 0)
    why = g_strerror(errno);
  if (why) {
    close(fd);
    set_output_error(target, why, error);
    return NULL;
  }
  delete_sides(path);
  CcPart *part = g_new(CcPart, 1);
  *part = (CcPart){g_steal_pointer(&path), fd};
  return part;
}

void cc_folder_sync(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  int fd = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd < 0) return;
  fsync(fd); /* Some file systems cannot, and need not. */
  close(fd);
}

/* Where the file system cannot rename without replacing, somebody else may just win the race. */
static int rename_anew(const char *from, const char *to) {
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  struct stat info;
  if (lstat(to, &info) == 0) {
    errno = EEXIST;
    return -1;
  }
  return rename(from, to);
}

gboolean cc_part_publish(CcPart *part, const char *target, gboolean replace, GError **error) {
  if (fsync(part->lock) == 0 &&
      (replace ? rename(part->path, target) : rename_anew(part->path, target)) == 0) {
    g_clear_pointer(&part->path, g_free);
    cc_folder_sync(target);
    return TRUE;
  }
  if (errno != EEXIST) {
    set_output_error(target, g_strerror(errno), error);
    return FALSE;
  }
  g_autofree char *name = g_filename_display_name(target);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "%s: this file already exists: name another, or replace it with --force", name);
  return FALSE;
}

void cc_part_free(CcPart *part) {
  if (!part) return;
  if (part->path) {
    delete_sides(part->path);
    g_unlink(part->path);
  }
  close(part->lock);
  g_free(part->path);
  g_free(part);
}
