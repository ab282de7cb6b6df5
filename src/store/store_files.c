/* The book as a plain file. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

char *cardcat_store_default_path(void) {
  const char *set = g_getenv("CARDCAT_DB"), *data = g_getenv("XDG_DATA_HOME");
  const char *home = g_getenv("HOME");
  if (set && *set) return g_strdup(set);
  /* As the rule for this variable has it, a path that is not absolute is none. */
  if (data && g_path_is_absolute(data)) return g_build_filename(data, "cardcat", "cards.db", NULL);
  if (!home || !g_path_is_absolute(home)) return NULL;
  return g_build_filename(home, ".local", "share", "cardcat", "cards.db", NULL);
}

static void set_file_error(const char *name, const char *what, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE, "%s: %s: %s", name, what,
              g_strerror(errno));
}

/* The file is made before SQLite does it, so that nobody else can read it; SQLite gives its own
 * side files the same mode. */
gboolean cc_file_make(const char *path, const char *name, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path);
  if (g_mkdir_with_parents(folder, 0700) != 0) {
    set_file_error(name, "its folder cannot be created", error);
    return FALSE;
  }
  /* Never a file that is there: to close it would drop the locks that SQLite holds on it. */
  int fd = g_open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) return g_close(fd, error);
  if (errno == EEXIST) return TRUE;
  set_file_error(name, "the address book cannot be created", error);
  return FALSE;
}

gboolean cc_file_check(const char *path, const char *name, GError **error) {
  GStatBuf info;
  if (g_stat(path, &info) != 0) {
    if (errno == ENOENT && g_file_test(path, G_FILE_TEST_IS_SYMLINK))
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
                  "%s: it is a link to an address book that is not there", name);
    else if (errno == ENOENT)
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
                  "%s: there is no address book yet: 'cardcat scan' creates one", name);
    else
      set_file_error(name, "the address book cannot be opened", error);
    return FALSE;
  }
  if (S_ISREG(info.st_mode)) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
              "%s: an address book is a file, and this is %s: name another", name,
              S_ISDIR(info.st_mode) ? "a folder" : "none");
  return FALSE;
}

/* SQLite would say that a side file is not there. */
gboolean cc_file_check_system(const char *path, const char *name, GError **error) {
  if (g_access(path, W_OK) == 0 || errno != EROFS) return TRUE;
  set_file_error(name, "the address book cannot be written", error);
  return FALSE;
}

gboolean cc_file_has_bytes(const char *path, const char *suffix) {
  g_autofree char *side = g_strconcat(path, suffix, NULL);
  GStatBuf info;
  return g_stat(side, &info) == 0 && info.st_size > 0;
}

gboolean cc_file_is_same(const char *a, const char *b) {
  GStatBuf one, other;
  return g_stat(a, &one) == 0 && g_stat(b, &other) == 0 && one.st_dev == other.st_dev &&
         one.st_ino == other.st_ino;
}

/* Of a file that is not there yet, its folder tells. */
char *cc_file_real(const char *path) {
  char *real = realpath(path, NULL);
  if (real) return real;
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autofree char *folder = g_path_get_dirname(absolute), *base = g_path_get_basename(absolute);
  g_autofree char *real_folder = realpath(folder, NULL);
  return real_folder ? g_build_filename(real_folder, base, NULL) : g_steal_pointer(&absolute);
}
