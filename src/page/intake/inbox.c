/* Photos that wait to be read, on the disk beside the book. */
#include "page/intake/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file: this line with the length of the key file that follows, then the photo. */
#define HEAD "cardcat photo 1 %" G_GSIZE_FORMAT "\n"
#define HEAD_MAX 64
#define ABOUT_MAX (1u << 20)
#define GROUP "photo"
/* Photos a former server left beyond so many wait for the next one. */
#define TAKEN_OVER_MAX 1000

struct CcInbox {
  char *folder; /* of all servers */
  char *own;    /* within it; NULL: not made yet */
  int lock;     /* of OWN, as long as this server runs; -1: none */
  guint last;   /* number of the last file */
};

void cc_inbox_photo_free(CcInboxPhoto *photo) {
  if (!photo) return;
  g_free(photo->file);
  g_free(photo->name);
  g_free(photo->sha256);
  g_clear_pointer(&photo->meeting, cardcat_meeting_free);
  g_free(photo);
}

char *cc_photo_plain_name(const char *name) {
  const char *slash = strrchr(name, '/'), *backslash = strrchr(name, '\\');
  const char *last = MAX(slash ? slash + 1 : name, backslash ? backslash + 1 : name);
  g_autofree char *cut = g_utf8_substring(last, 0, MIN(g_utf8_strlen(last, -1), 200));
  g_autoptr(GString) out = g_string_new(NULL);
  for (const char *p = cut; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    GUnicodeType type = g_unichar_type(c);
    gboolean steers = type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT;
    g_string_append_unichar(out, steers ? ' ' : c);
  }
  g_strstrip(out->str);
  return g_strdup(*out->str && !g_str_equal(out->str, "-") ? out->str : "photo");
}

CcInbox *cc_inbox_new(const char *book) {
  CcInbox *inbox = g_new0(CcInbox, 1);
  inbox->folder = g_strconcat(book, "-inbox", NULL);
  inbox->lock = -1;
  return inbox;
}

void cc_inbox_free(CcInbox *inbox) {
  if (!inbox) return;
  g_autofree char *own = inbox->own ? g_build_filename(inbox->folder, inbox->own, NULL) : NULL;
  /* Neither is taken away as long as it holds a photo. */
  if (own && rmdir(own) == 0) rmdir(inbox->folder);
  if (inbox->lock >= 0) close(inbox->lock);
  g_free(inbox->own);
  g_free(inbox->folder);
  g_free(inbox);
}

static gboolean fail(const char *path, const char *what, GError **error) {
  int problem = errno;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT, "%s: %s: %s", path, what,
              g_strerror(problem));
  return FALSE;
}

/* ---- folders --------------------------------------------------------------------------------- */

/* A descriptor of folder PATH, locked as long as it is open; -1: another server's. */
static int lock_folder(const char *path) {
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return -1;
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  close(fd);
  return -1;
}

static gboolean sync_folder(const char *path) {
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean well = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0) close(fd);
  return well;
}

static gboolean make_own(CcInbox *inbox, GError **error) {
  if (inbox->own) return TRUE;
  if (mkdir(inbox->folder, 0700) != 0 && errno != EEXIST)
    return fail(inbox->folder, "cannot be made", error);
  g_autofree char *path = g_build_filename(inbox->folder, "XXXXXX", NULL);
  if (!mkdtemp(path)) return fail(inbox->folder, "no folder can be created in it", error);
  inbox->lock = lock_folder(path);
  g_autofree char *parent = g_path_get_dirname(inbox->folder);
  if (inbox->lock < 0 || !sync_folder(inbox->folder) || !sync_folder(parent))
    return fail(path, "cannot be used", error);
  inbox->own = g_path_get_basename(path);
  return TRUE;
}

/* ---- files ----------------------------------------------------------------------------------- */

/* What FILE says of its photo, as a key file, owned. */
static char *describe(const CcInboxPhoto *photo, gsize *length) {
  g_autoptr(GKeyFile) about = g_key_file_new();
  const CardcatMeeting *met = photo->meeting;
  const struct {
    const char *key, *value;
  } texts[] = {
      {"name", photo->name},   {"sha256", photo->sha256}, {"event", met->event},
      {"met_on", met->met_on}, {"note", met->note},       {"introduced_by", met->introduced_by},
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    if (texts[i].value) g_key_file_set_string(about, GROUP, texts[i].key, texts[i].value);
  g_key_file_set_string_list(about, GROUP, "tags", (const char *const *)met->tags->pdata,
                             met->tags->len);
  g_key_file_set_boolean(about, GROUP, "send_follow_up", met->send_follow_up);
  return g_key_file_to_data(about, length, NULL);
}

static gboolean write_all(int fd, const void *bytes, gsize length) {
  for (gsize done = 0; done < length;) {
    ssize_t n = write(fd, (const char *)bytes + done, length - done);
    if (n >= 0)
      done += (gsize)n;
    else if (errno != EINTR)
      return FALSE;
  }
  return TRUE;
}

static gboolean write_photo(int fd, const CcInboxPhoto *photo, GBytes *bytes) {
  gsize about_length = 0, length = 0;
  gconstpointer photo_bytes = g_bytes_get_data(bytes, &length);
  g_autofree char *about = describe(photo, &about_length);
  g_autofree char *head = g_strdup_printf(HEAD, about_length);
  return write_all(fd, head, strlen(head)) && write_all(fd, about, about_length) &&
         write_all(fd, photo_bytes, length) && fsync(fd) == 0;
}

/* A file's name within its folder: its number, and how often its reading was begun. */
static char *file_name(const CcInbox *inbox, guint number, guint tries) {
  return g_strdup_printf("%s/%06u.%u", inbox->own, number, tries);
}

static guint tries_of(const char *file) {
  const char *point = strrchr(file, '.');
  return point ? (guint)MIN(g_ascii_strtoull(point + 1, NULL, 10), G_MAXUINT16) : 0;
}

/* Under a name that is not looked for until it is whole. */
gboolean cc_inbox_put(CcInbox *inbox, CcInboxPhoto *photo, GBytes *bytes, GError **error) {
  if (!make_own(inbox, error)) return FALSE;
  g_autofree char *file = file_name(inbox, inbox->last + 1, 0);
  g_autofree char *path = g_build_filename(inbox->folder, file, NULL);
  g_autofree char *part = g_strconcat(path, ".part", NULL);
  int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) return fail(part, "cannot be written", error);
  gboolean well = write_photo(fd, photo, bytes);
  well = close(fd) == 0 && well && rename(part, path) == 0 && fsync(inbox->lock) == 0;
  if (!well) {
    fail(part, "cannot be written", error);
    unlink(part);
    return FALSE;
  }
  inbox->last++;
  photo->file = g_steal_pointer(&file);
  photo->size = g_bytes_get_size(bytes);
  return TRUE;
}

/* Where the photo begins in DATA; 0: it is no such file. */
static gsize photo_start(const char *data, gsize length, gsize *about_start) {
  char head[HEAD_MAX] = "";
  memcpy(head, data, MIN(length, sizeof head - 1));
  char *end = strchr(head, '\n');
  static const char begin[] = "cardcat photo 1 ";
  if (!end || !g_str_has_prefix(head, begin)) return 0;
  guint64 about = g_ascii_strtoull(head + strlen(begin), NULL, 10);
  *about_start = (gsize)(end - head) + 1;
  return about <= ABOUT_MAX && *about_start + about <= length ? *about_start + (gsize)about : 0;
}

static GMappedFile *map(const char *path, gsize *about, gsize *start, GError **error) {
  g_autoptr(GMappedFile) mapped = g_mapped_file_new(path, FALSE, error);
  if (!mapped) return NULL;
  gsize length = g_mapped_file_get_length(mapped);
  const char *data = g_mapped_file_get_contents(mapped);
  *start = data ? photo_start(data, length, about) : 0;
  if (*start > 0 && length - *start <= CARDCAT_PHOTO_BYTES_MAX) return g_steal_pointer(&mapped);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, "%s: is not a photo that waits", path);
  return NULL;
}

GBytes *cc_inbox_open(const char *path, GError **error) {
  gsize about = 0, start = 0;
  g_autoptr(GMappedFile) mapped = map(path, &about, &start, error);
  if (!mapped) return NULL;
  g_autoptr(GBytes) all = g_mapped_file_get_bytes(mapped);
  return g_bytes_new_from_bytes(all, start, g_bytes_get_size(all) - start);
}

GBytes *cc_inbox_get(const CcInbox *inbox, const char *file, GError **error) {
  g_autofree char *path = g_build_filename(inbox->folder, file, NULL);
  return cc_inbox_open(path, error);
}

gboolean cc_inbox_give(const CcInbox *inbox, const char *file, const char *to) {
  g_autofree char *path = g_build_filename(inbox->folder, file, NULL);
  return rename(path, to) == 0;
}

void cc_inbox_begin(const CcInbox *inbox, CcInboxPhoto *photo) {
  guint number = (guint)g_ascii_strtoull(strrchr(photo->file, '/') + 1, NULL, 10);
  g_autofree char *file = file_name(inbox, number, photo->tries + 1);
  g_autofree char *from = g_build_filename(inbox->folder, photo->file, NULL);
  g_autofree char *to = g_build_filename(inbox->folder, file, NULL);
  photo->tries++;
  if (rename(from, to) != 0) {
    g_debug("%s: %s", from, g_strerror(errno)); /* it is tried once too often, no more */
    return;
  }
  g_free(photo->file);
  photo->file = g_steal_pointer(&file);
}

void cc_inbox_drop(const CcInbox *inbox, const char *file) {
  g_autofree char *path = g_build_filename(inbox->folder, file, NULL);
  if (unlink(path) != 0) g_debug("%s: %s", path, g_strerror(errno)); /* read again, no more */
}

/* ---- what was left --------------------------------------------------------------------------- */

static char *text_of(GKeyFile *about, const char *key) {
  return g_key_file_get_string(about, GROUP, key, NULL);
}

static CardcatMeeting *meeting_of(GKeyFile *about) {
  CardcatMeeting *met = cardcat_meeting_new();
  g_auto(GStrv) tags = g_key_file_get_string_list(about, GROUP, "tags", NULL, NULL);
  met->event = text_of(about, "event");
  met->met_on = text_of(about, "met_on");
  met->introduced_by = text_of(about, "introduced_by");
  met->note = text_of(about, "note");
  for (guint i = 0; tags && tags[i]; i++)
    g_ptr_array_add(met->tags, g_strdup(tags[i]));
  met->send_follow_up = g_key_file_get_boolean(about, GROUP, "send_follow_up", NULL);
  return met;
}

/* NULL: FILE is none of ours, or damaged; it is left where it is. */
static CcInboxPhoto *load(const CcInbox *inbox, const char *file) {
  gsize from = 0, start = 0;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(inbox->folder, file, NULL);
  g_autoptr(GMappedFile) mapped = map(path, &from, &start, &error);
  g_autoptr(GKeyFile) about = g_key_file_new();
  if (!mapped || !g_key_file_load_from_data(about, g_mapped_file_get_contents(mapped) + from,
                                            start - from, G_KEY_FILE_NONE, &error)) {
    g_debug("%s", error->message);
    return NULL;
  }
  g_autoptr(CcInboxPhoto) photo = g_new0(CcInboxPhoto, 1);
  photo->file = g_strdup(file);
  photo->name = text_of(about, "name");
  photo->sha256 = text_of(about, "sha256");
  photo->size = g_mapped_file_get_length(mapped) - start;
  photo->tries = tries_of(file);
  photo->meeting = meeting_of(about);
  return photo->name && photo->sha256 ? g_steal_pointer(&photo) : NULL;
}

static int by_text(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in the folder PATH, owned, in their order. */
static GPtrArray *names_in(const char *path) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_text);
  return names;
}

/* Moves the file OLD of another folder into this server's own; its name within the inbox, owned;
 * NULL: it was not whole when its server ended, or cannot be had. */
static char *adopt(CcInbox *inbox, const char *old) {
  if (g_str_has_suffix(old, ".part")) {
    unlink(old);
    return NULL;
  }
  g_autofree char *file = file_name(inbox, inbox->last + 1, tries_of(old));
  g_autofree char *path = g_build_filename(inbox->folder, file, NULL);
  if (rename(old, path) != 0) return NULL;
  inbox->last++;
  return g_steal_pointer(&file);
}

static void take_folder(CcInbox *inbox, const char *folder, GPtrArray *photos) {
  g_autoptr(GPtrArray) names = names_in(folder);
  for (guint i = 0; i < names->len && photos->len < TAKEN_OVER_MAX; i++) {
    g_autofree char *old = g_build_filename(folder, names->pdata[i], NULL);
    g_autofree char *file = adopt(inbox, old);
    CcInboxPhoto *photo = file ? load(inbox, file) : NULL;
    if (photo) g_ptr_array_add(photos, photo);
  }
  rmdir(folder);
}

GPtrArray *cc_inbox_take_over(CcInbox *inbox, GError **error) {
  g_autoptr(GPtrArray) photos = g_ptr_array_new_with_free_func((GDestroyNotify)cc_inbox_photo_free);
  g_autoptr(GPtrArray) names = names_in(inbox->folder);
  if (names->len > 0 && !make_own(inbox, error)) return NULL;
  for (guint i = 0; i < names->len; i++) {
    if (g_str_equal(names->pdata[i], inbox->own)) continue;
    g_autofree char *path = g_build_filename(inbox->folder, names->pdata[i], NULL);
    int lock = lock_folder(path);
    if (lock < 0) continue;
    take_folder(inbox, path, photos);
    close(lock);
  }
  return g_steal_pointer(&photos);
}
