/* A damaged book out of the way of a sound one: kept whole, under a name of its own. */
#include "store/backups.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The bytes that whoever has the book open holds a lock on:
 * https://www.sqlite.org/fileformat2.html#the_lock_byte_page */
#define LOCK_BYTES_START 0x40000000
#define LOCK_BYTES 512

static void set_aside_error(const char *path, const char *why, GError **error) {
  g_autofree char *name = g_filename_display_name(path);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
              "%s: the damaged address book cannot be moved aside: %s", name, why);
}

int cc_aside_hold(const char *path, GError **error) {
  struct flock all = {
      .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_BYTES_START, .l_len = LOCK_BYTES};
  int fd = g_open(path, O_RDWR | O_CLOEXEC, 0);
  if (fd >= 0 && fcntl(fd, F_SETLK, &all) == 0) return fd;
  set_aside_error(path,
                  fd >= 0 && (errno == EACCES || errno == EAGAIN)
                      ? "another program has it open: end that and try again"
                      : g_strerror(errno),
                  error);
  if (fd >= 0) close(fd);
  return -1;
}

/* PATH-damaged-TIME, with a number where that is taken. */
static char *free_name(const char *path, const char *time) {
  g_autofree char *safe = g_strdelimit(g_strdup(time), ":", '.');
  char *name = g_strdup_printf("%s-damaged-%s", path, safe);
  for (guint i = 2; g_file_test(name, G_FILE_TEST_EXISTS); i++) {
    g_free(name);
    name = g_strdup_printf("%s-damaged-%s-%u", path, safe, i);
  }
  return name;
}

/* A second name where the file system has such, else a copy. */
static gboolean double_file(const char *from, const char *to, GError **error) {
  if (link(from, to) == 0 || errno == ENOENT) return TRUE;
  g_autoptr(GFile) source = g_file_new_for_path(from), target = g_file_new_for_path(to);
  g_autoptr(GError) why = NULL;
  if (g_file_copy(source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &why)) return TRUE;
  set_aside_error(from, why->message, error);
  return FALSE;
}

static const char *const sides[] = {"-wal", "-journal"};

static gboolean double_all(const char *path, const char *aside, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
    g_autofree char *from = g_strconcat(path, sides[i], NULL);
    g_autofree char *to = g_strconcat(aside, sides[i], NULL);
    if (!double_file(from, to, error)) return FALSE;
  }
  return double_file(path, aside, error);
}

/* A journal that stays would be taken for one of the new book. */
static gboolean delete_sides(const char *path, GError **error) {
  for (guint i = 0; i <= G_N_ELEMENTS(sides); i++) {
    g_autofree char *side = g_strconcat(path, i < G_N_ELEMENTS(sides) ? sides[i] : "-shm", NULL);
    if (g_unlink(side) == 0 || errno == ENOENT) continue;
    set_aside_error(path, g_strerror(errno), error);
    return FALSE;
  }
  return TRUE;
}

char *cc_aside_keep(const char *path, const char *time, GError **error) {
  g_autofree char *aside = free_name(path, time);
  if (!double_all(path, aside, error)) return NULL;
  cc_folder_sync(path);
  return delete_sides(path, error) ? g_steal_pointer(&aside) : NULL;
}
