/* A folder of vCards. */
#include "exchange/exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ENDING ".vcf"
#define CARD_BYTES_MAX (8u << 20) /* with a photo */
#define CARDS_MAX 1000000

static void set_error(CardcatError code, const char *path, const char *what, GError **error) {
  int why = errno;
  g_autofree char *name = g_filename_display_name(path);
  g_set_error(error, CARDCAT_ERROR, code, "%s: %s: %s", name, what, g_strerror(why));
}

/* The first part of PATH, from its beginning, that is there and no folder; owned, or NULL. */
static char *not_a_folder(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  char *before = strlen(folder) < strlen(path) ? not_a_folder(folder) : NULL;
  gboolean is_it =
      !before && g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_DIR);
  return is_it ? g_filename_display_name(path) : before;
}

gboolean cc_vdir_make(const char *folder, GError **error) {
  if (g_mkdir_with_parents(folder, 0700) == 0) return TRUE;
  int why = errno;
  g_autofree char *taken = not_a_folder(folder), *name = g_filename_display_name(folder);
  if (taken) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT,
                g_str_equal(taken, name) ? "%s: this is a file, not a folder"
                                         : "%s: cannot be created: %s is a file, not a folder",
                name, taken);
    return FALSE;
  }
  errno = why;
  set_error(CARDCAT_ERROR_OUTPUT, folder, "cannot be created", error);
  return FALSE;
}

static int compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *cc_vdir_list(const char *folder, GError **error) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (!dir) {
    set_error(CARDCAT_ERROR_INPUT, folder, "cannot be read", error);
    return NULL;
  }
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(dir)) && names->len < CARDS_MAX;)
    if (name[0] != '.' && g_str_has_suffix(name, ENDING)) g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, compare_names);
  return names;
}

static gboolean is_empty(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name = NULL;
  while (dir && (name = g_dir_read_name(dir)) && name[0] == '.')
    continue;
  return !name;
}

gboolean cc_vdir_check(const char *folder, gboolean had_cards, GError **error) {
  g_autofree char *name = g_filename_display_name(folder);
  const char *fault = NULL;
  if (!g_file_test(folder, G_FILE_TEST_EXISTS))
    fault = "there is no such folder; to begin a new one, create it with mkdir";
  else if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
    fault = "this is a file, not a folder";
  g_autoptr(GPtrArray) cards = fault ? NULL : cc_vdir_list(folder, error);
  if (!fault && !cards) return FALSE;
  if (cards && cards->len == 0 && !had_cards && !is_empty(folder))
    fault = "this folder has other files and no vCards; name one of vCards, or an empty one";
  if (!fault) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "%s: %s", name, fault);
  return FALSE;
}

char *cc_vdir_name(const char *uid) {
  return g_strconcat(uid, ENDING, NULL);
}

/* All of it; NULL with errno. */
static GBytes *read_all(int fd) {
  struct stat info;
  if (fstat(fd, &info) != 0) return NULL;
  errno = EFBIG;
  if (!S_ISREG(info.st_mode) || info.st_size > CARD_BYTES_MAX) return NULL;
  g_autofree char *bytes = g_malloc((gsize)info.st_size + 1);
  gsize length = 0;
  while (length < (gsize)info.st_size) {
    gssize n = read(fd, bytes + length, (gsize)info.st_size - length);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return NULL;
    if (n == 0) break;
    length += (gsize)n;
  }
  return g_bytes_new_take(g_steal_pointer(&bytes), length);
}

GBytes *cc_vdir_read(const char *folder, const char *name, GError **error) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  int fd = g_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  GBytes *bytes = fd < 0 ? NULL : read_all(fd);
  if (!bytes) set_error(CARDCAT_ERROR_INPUT, path, "cannot be read", error);
  if (fd >= 0) close(fd);
  return bytes;
}

static gboolean holds(const char *folder, const char *name, const char *card) {
  g_autoptr(GBytes) bytes = cc_vdir_read(folder, name, NULL);
  gsize length = 0;
  const char *is = bytes ? g_bytes_get_data(bytes, &length) : NULL;
  return is && length == strlen(card) && memcmp(is, card, length) == 0;
}

gboolean cc_vdir_write(const char *folder, const char *name, const char *card, gboolean *changed,
                       GError **error) {
  gboolean is_same = holds(folder, name, card);
  if (!is_same) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(CcOut) out = cc_out_new(path, error);
    if (!out || !cc_out_write(out, card, error) || !cc_out_publish(out, TRUE, error)) return FALSE;
  }
  if (changed) *changed = !is_same;
  return TRUE;
}

gboolean cc_vdir_delete(const char *folder, const char *name, GError **error) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  if (g_unlink(path) == 0 || errno == ENOENT) return TRUE;
  set_error(CARDCAT_ERROR_OUTPUT, path, "cannot be deleted", error);
  return FALSE;
}
