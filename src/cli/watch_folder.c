/* Which photos of a watched folder are whole and not read yet. */
#define _GNU_SOURCE /* F_SETLEASE */
#include "cli/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that has not changed for so long is whole, if nobody has it open to write. */
#define SETTLED_MICROSECONDS (2 * G_USEC_PER_SEC)
/* Photos that are whole wait so long for others that are on their way: both sides of a card are
 * read together. */
#define PATIENCE_MICROSECONDS (10 * G_USEC_PER_SEC)
/* Photos for one scan: what a command line holds. */
#define PHOTOS_MAX 200

typedef struct {
  char *state;   /* size, time and number of the file when it was seen last */
  gint64 since;  /* monotonic microseconds: it has been so */
  gboolean read; /* as it is, or tried in vain */
} Seen;

struct CliWatched {
  char *folder;
  GHashTable *files;   /* path -> Seen* */
  GHashTable *folders; /* path -> what on_folder() made of it */
  CliWatchedFolder on_folder;
  gpointer data;
};

static void seen_free(Seen *seen) {
  g_free(seen->state);
  g_free(seen);
}

CliWatched *cc_cli_watched_new(const char *folder, CliWatchedFolder on_folder,
                               GDestroyNotify free_folder, gpointer data) {
  CliWatched *watched = g_new0(CliWatched, 1);
  watched->folder = g_strdup(folder);
  watched->files =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)seen_free);
  watched->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_folder);
  watched->on_folder = on_folder;
  watched->data = data;
  return watched;
}

void cc_cli_watched_free(CliWatched *watched) {
  if (!watched) return;
  g_free(watched->folder);
  g_hash_table_unref(watched->files);
  g_hash_table_unref(watched->folders);
  g_free(watched);
}

/* ---- one file ------------------------------------------------------------------------------- */

/* What programs call files that they have not finished. */
static gboolean is_partial(const char *name) {
  static const char *const endings[] = {".part",     ".partial", ".crdownload", ".download", ".tmp",
                                        ".filepart", "~"};
  g_autofree char *lower = g_ascii_strdown(name, -1);
  for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(lower, endings[i])) return TRUE;
  return lower[0] == '.' || lower[0] == '~';
}

/* Nobody has it open to write: then, and only then, a file can be leased to be read.  Where files
 * have no leases, or it is another's, what does not change counts alone. */
static gboolean is_closed(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return FALSE;
  gboolean is_open = fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
  close(fd); /* and the lease with it */
  return !is_open;
}

static char *state_of(const struct stat *info) {
  return g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT
                         ":%" G_GINT64_FORMAT,
                         (guint64)info->st_ino, (gint64)info->st_size, (gint64)info->st_mtim.tv_sec,
                         (gint64)info->st_mtim.tv_nsec);
}

/* What is known of PATH as it is now; it is new when it changed. */
static Seen *look(CliWatched *watched, const char *path, const struct stat *info, gint64 now) {
  Seen *seen = g_hash_table_lookup(watched->files, path);
  g_autofree char *state = state_of(info);
  if (!seen) {
    seen = g_new0(Seen, 1);
    g_hash_table_insert(watched->files, g_strdup(path), seen);
  }
  if (g_strcmp0(seen->state, state) != 0) {
    g_free(seen->state);
    *seen = (Seen){g_steal_pointer(&state), now, FALSE};
  }
  return seen;
}

/* ---- the folder ----------------------------------------------------------------------------- */

/* What a look at the folder finds. */
typedef struct {
  CliWatched *watched;
  gint64 now;
  GPtrArray *ready; /* char* */
  gint64 first;     /* since when the first of them is settled */
  guint coming;     /* photos that are on their way */
} Look;

static void look_at_file(Look *l, const char *path, const char *name, const struct stat *info) {
  if (is_partial(name)) return;
  Seen *seen = look(l->watched, path, info, l->now);
  if (seen->read) return;
  if (info->st_size == 0 || l->now - seen->since < SETTLED_MICROSECONDS || !is_closed(path)) {
    if (cardcat_may_hold_cards(name, NULL, 0)) l->coming++;
    return;
  }
  if (!cc_cli_may_hold_cards(path)) {
    seen->read = TRUE;
    return;
  }
  l->first = l->ready->len == 0 ? seen->since : MIN(l->first, seen->since);
  if (l->ready->len < PHOTOS_MAX) g_ptr_array_add(l->ready, g_strdup(path));
}

#define DEPTH_MAX 16 /* of folders within folders; links to folders are not followed */

static void look_at_folder(Look *l, const char *path, guint depth) {
  CliWatched *watched = l->watched;
  g_autoptr(GPtrArray) names = cc_cli_folder_names(path);
  if (!g_hash_table_contains(watched->folders, path))
    g_hash_table_insert(watched->folders, g_strdup(path), watched->on_folder(path, watched->data));
  for (guint i = 0; names && i < names->len; i++) {
    g_autofree char *child = g_build_filename(path, names->pdata[i], NULL);
    struct stat info;
    if (lstat(child, &info) != 0) continue;
    if (S_ISDIR(info.st_mode) && depth < DEPTH_MAX) look_at_folder(l, child, depth + 1);
    if (S_ISREG(info.st_mode)) look_at_file(l, child, names->pdata[i], &info);
  }
}

GPtrArray *cc_cli_watched_ready(CliWatched *watched, gint64 now, gboolean *more) {
  g_autoptr(GPtrArray) ready = g_ptr_array_new_with_free_func(g_free);
  Look l = {watched, now, ready, now, 0};
  look_at_folder(&l, watched->folder, 0);
  gboolean waits = l.coming > 0 && now - l.first < PATIENCE_MICROSECONDS;
  *more = l.coming > 0 || ready->len > 0;
  if (waits) g_ptr_array_set_size(ready, 0);
  return g_steal_pointer(&ready);
}

void cc_cli_watched_read(CliWatched *watched, const GPtrArray *paths) {
  for (guint i = 0; i < paths->len; i++) {
    Seen *seen = g_hash_table_lookup(watched->files, paths->pdata[i]);
    if (seen) seen->read = TRUE;
  }
}
