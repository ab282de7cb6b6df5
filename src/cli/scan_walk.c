/* The photos that paths stand for: folders are walked, by content and by name. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  GPtrArray *paths;    /* char*: found */
  GHashTable *visited; /* "device:inode" of the folders walked, against loops of links */
  CliScanResult *result;
} Walk;

static void fail(Walk *walk, const char *path, int code) {
  g_ptr_array_add(walk->result->failed,
                  g_strdup_printf("%s: cannot be read: %s", path, g_strerror(code)));
}

/* As many bytes of a file's beginning as tell its kind. */
#define HEAD_BYTES 32

gboolean cc_cli_may_hold_cards(const char *path) {
  guint8 head[HEAD_BYTES];
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gssize n = fd < 0 ? -1 : read(fd, head, sizeof head);
  if (fd >= 0) close(fd);
  return cardcat_may_hold_cards(path, head, n > 0 ? (gsize)n : 0);
}

static void add_file(Walk *walk, const char *path) {
  if (cc_cli_may_hold_cards(path))
    g_ptr_array_add(walk->paths, g_strdup(path));
  else
    walk->result->skipped++;
}

static int compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *cc_cli_folder_names(const char *path) {
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  if (!dir) return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
    if (name[0] != '.') g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, compare_names);
  return names;
}

static gboolean is_new_folder(Walk *walk, const struct stat *info) {
  char *key = g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64)info->st_dev,
                              (guint64)info->st_ino);
  return g_hash_table_add(walk->visited, key);
}

static void walk_folder(Walk *walk, const char *path) {
  g_autoptr(GPtrArray) names = cc_cli_folder_names(path);
  if (!names) fail(walk, path, access(path, R_OK) != 0 ? errno : EIO);
  for (guint i = 0; names && i < names->len; i++) {
    g_autofree char *child = g_build_filename(path, names->pdata[i], NULL);
    struct stat info;
    if (stat(child, &info) != 0) {
      if (cardcat_may_hold_cards(child, NULL, 0))
        fail(walk, child, errno);
      else
        walk->result->skipped++;
    } else if (S_ISDIR(info.st_mode)) {
      if (is_new_folder(walk, &info)) walk_folder(walk, child);
    } else if (S_ISREG(info.st_mode)) {
      add_file(walk, child);
    } else {
      walk->result->skipped++;
    }
  }
}

GPtrArray *cc_cli_scan_walk(char **paths, CliScanResult *result) {
  g_autoptr(GHashTable) visited = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = {g_ptr_array_new_with_free_func(g_free), visited, result};
  for (guint i = 0; paths[i]; i++) {
    struct stat info;
    if (stat(paths[i], &info) != 0 || !S_ISDIR(info.st_mode))
      g_ptr_array_add(walk.paths, g_strdup(paths[i]));
    else if (is_new_folder(&walk, &info))
      walk_folder(&walk, paths[i]);
  }
  return walk.paths;
}
