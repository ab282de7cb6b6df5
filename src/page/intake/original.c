/* The photos that cards were read from: where they lie, and those that only this page had. */
#include "page/intake/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *kept_folder(const CardcatStore *store) {
  return g_strconcat(cardcat_store_path(store), "-photos", NULL);
}

/* SHA256 is of digits and letters only; NULL: it is not. */
static char *kept_path(const CardcatStore *store, const char *sha256) {
  if (!sha256 || strlen(sha256) != 64 || strspn(sha256, "0123456789abcdef") != 64) return NULL;
  g_autofree char *folder = kept_folder(store);
  return g_build_filename(folder, sha256, NULL);
}

void cc_original_keep(CardcatStore *store, const CcInbox *inbox, const char *file,
                      const char *sha256) {
  g_autofree char *folder = kept_folder(store), *path = kept_path(store, sha256);
  gboolean there = path && (mkdir(folder, 0700) == 0 || errno == EEXIST);
  /* It can be read again no more; its cards are in the book. */
  if (!there || !cc_inbox_give(inbox, file, path)) cc_inbox_drop(inbox, file);
}

/* ---- what is needed no more ------------------------------------------------------------------ */

/* The photos of all cards that wait, and of their backs, owned; NULL: they cannot be told. */
static GHashTable *find_needed(CardcatStore *store, GError **error) {
  g_autoptr(GHashTable) needed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) queue = cardcat_store_to_review(store, error);
  if (!queue) return NULL;
  for (guint i = 0; i < queue->len; i++) {
    g_autoptr(CardcatCard) card =
        cardcat_store_get_card(store, g_array_index(queue, gint64, i), error);
    if (!card) return NULL;
    for (const CardcatReading *side = card->reading; side; side = side->back)
      if (side->sha256) g_hash_table_add(needed, g_strdup(side->sha256));
  }
  return g_steal_pointer(&needed);
}

void cc_originals_sweep(CardcatStore *store) {
  g_autofree char *folder = kept_folder(store);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (!dir) return;
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) needed = find_needed(store, &error);
  if (error) g_debug("%s", error->message); /* they stay */
  for (const char *name; needed && (name = g_dir_read_name(dir));) {
    g_autofree char *path = kept_path(store, name);
    if (path && !g_hash_table_contains(needed, name)) unlink(path);
  }
  rmdir(folder);
}

/* ---- where it is ----------------------------------------------------------------------------- */

/* Where the photo of SIDE lay, owned; NULL: nobody knows. */
static char *scanned_path(CardcatStore *store, const CardcatReading *side) {
  g_autoptr(GError) error = NULL;
  char *path = side->sha256 ? cardcat_store_photo_path(store, side->sha256, &error) : NULL;
  if (error) g_debug("%s", error->message);
  return path;
}

static gboolean is_file(const char *path) {
  struct stat about;
  return path && stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

gboolean cc_original_may_be_there(CardcatStore *store, const CardcatReading *side) {
  g_autofree char *kept = kept_path(store, side->sha256), *path = scanned_path(store, side);
  return is_file(kept) || is_file(path);
}

/* What an imported reading calls its photo may be anything: only a file, and no endless one. */
static GBytes *read_file(const char *path) {
  struct stat about;
  int fd = path ? open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
  if (fd < 0) return NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  gboolean well = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
                  about.st_size <= (off_t)CARDCAT_PHOTO_BYTES_MAX;
  for (guint8 buffer[1 << 16]; well && bytes->len <= CARDCAT_PHOTO_BYTES_MAX;) {
    ssize_t n = read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    well = n >= 0;
    if (n <= 0) break;
    g_byte_array_append(bytes, buffer, (guint)n);
  }
  close(fd);
  return well ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}

static gboolean is_photo(GBytes *bytes, const char *sha256) {
  g_autofree char *sum = bytes ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes) : NULL;
  return g_strcmp0(sum, sha256) == 0;
}

GBytes *cc_original_get(CardcatStore *store, const CardcatReading *side, GError **error) {
  g_autofree char *kept = kept_path(store, side->sha256), *path = scanned_path(store, side);
  g_autoptr(GBytes) bytes = kept ? cc_inbox_open(kept, NULL) : NULL;
  if (kept && is_photo(bytes, side->sha256)) return g_steal_pointer(&bytes);
  g_autoptr(GBytes) scanned = kept ? read_file(path) : NULL;
  if (scanned && is_photo(scanned, side->sha256)) return g_steal_pointer(&scanned);
  const char *name = path ? path : side->path ? side->path : "";
  g_autofree char *shown = g_filename_display_name(name);
  if (scanned)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "%s is no longer the photo that this card was read from", shown);
  else if (g_path_is_absolute(name))
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "%s is no longer there", shown);
  else
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "the photo %s was not kept: only its cards were", shown);
  return NULL;
}
