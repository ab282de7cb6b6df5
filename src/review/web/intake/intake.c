/* Photos that were uploaded, from their bytes to cards to review. */
#include "review/web/intake/intake.h"

#include <string.h>

/* How many photos are remembered: the oldest that are finished go first. */
#define PHOTOS_MAX 1000
#define MESSAGE_KNOWN "already in the address book"
#define MESSAGE_KEPT "; it is kept, and tried again when the page is started the next time"

typedef struct {
  CcIntakePhoto shown;
  CcInboxPhoto *kept;  /* its file is NULL when it is not, or no longer, in the inbox */
  GPtrArray *readings; /* read, and not settled yet */
} Photo;

struct CcIntake {
  CardcatStore *store;
  CcInbox *inbox;
  CardcatReaderOptions options;
  GPtrArray *learned; /* what OPTIONS point at */
  CardcatPool *pool;  /* NULL until a photo needs it */
  GPtrArray *photos;  /* Photo*, as they came */
  gsize waiting;      /* bytes of photos that are not read */
  guint64 first;      /* ticket of the first of PHOTOS */
};

static void photo_free(Photo *photo) {
  g_free(photo->shown.name);
  g_free(photo->shown.message);
  cc_inbox_photo_free(photo->kept);
  g_clear_pointer(&photo->readings, g_ptr_array_unref);
  g_free(photo);
}

void cc_intake_free(CcIntake *intake) {
  if (!intake) return;
  g_clear_pointer(&intake->pool, cardcat_pool_free);
  g_clear_pointer(&intake->learned, g_ptr_array_unref);
  g_ptr_array_unref(intake->photos);
  cc_inbox_free(intake->inbox);
  g_free(intake);
}

guint cc_intake_count(const CcIntake *intake) {
  return intake->photos->len;
}

const CcIntakePhoto *cc_intake_photo(const CcIntake *intake, guint index) {
  return &((const Photo *)intake->photos->pdata[index])->shown;
}

static gboolean is_open(const Photo *photo) {
  return photo->shown.stage == CC_INTAKE_WAITING || photo->shown.stage == CC_INTAKE_READING ||
         photo->readings;
}

guint cc_intake_open(const CcIntake *intake) {
  guint count = 0;
  for (guint i = 0; i < intake->photos->len; i++)
    count += is_open(intake->photos->pdata[i]) ? 1 : 0;
  return count;
}

gboolean cc_intake_has_room(const CcIntake *intake) {
  return intake->waiting < CC_INTAKE_BYTES_MAX && cc_intake_open(intake) < PHOTOS_MAX;
}

/* The last part of NAME, on one line: a browser may send a path, and anybody anything. */
static char *plain_name(const char *name) {
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

static void finish(CcIntake *intake, Photo *photo, CcIntakeStage stage, const char *message) {
  if (photo->shown.stage == CC_INTAKE_WAITING || photo->shown.stage == CC_INTAKE_READING)
    intake->waiting -= photo->kept->size;
  photo->shown.stage = stage;
  g_free(photo->shown.message);
  photo->shown.message = g_strdup(message);
}

/* Its cards are in the book, or it has none: nobody needs it any more. */
static void drop(const CcIntake *intake, Photo *photo) {
  if (photo->kept->file) cc_inbox_drop(intake->inbox, photo->kept->file);
  g_clear_pointer(&photo->kept->file, g_free);
}

/* It could not be read for no fault of its own. */
static void put_off(CcIntake *intake, Photo *photo, const char *why) {
  g_autofree char *message = g_strconcat(why, photo->kept->file ? MESSAGE_KEPT : "", NULL);
  finish(intake, photo, CC_INTAKE_FAILED, message);
}

static gboolean is_being_read(const CcIntake *intake, const char *sha256) {
  for (guint i = 0; i < intake->photos->len; i++) {
    const Photo *photo = intake->photos->pdata[i];
    if (is_open(photo) && g_str_equal(photo->kept->sha256, sha256)) return TRUE;
  }
  return FALSE;
}

static void forget_oldest(CcIntake *intake) {
  while (intake->photos->len > PHOTOS_MAX && !is_open(intake->photos->pdata[0])) {
    g_ptr_array_remove_index(intake->photos, 0);
    intake->first++;
  }
}

/* Takes KEPT. */
static Photo *append(CcIntake *intake, CcInboxPhoto *kept) {
  Photo *photo = g_new0(Photo, 1);
  photo->shown.name = plain_name(kept->name);
  photo->kept = kept;
  intake->waiting += kept->size;
  g_ptr_array_add(intake->photos, photo);
  return photo;
}

gboolean cc_intake_add(CcIntake *intake, const char *name, GBytes *bytes,
                       const CardcatMeeting *meeting, GError **error) {
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  g_autoptr(CcInboxPhoto) kept = g_new0(CcInboxPhoto, 1);
  kept->name = plain_name(name);
  kept->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  kept->meeting = cardcat_meeting_copy(meeting);
  if (!cardcat_store_photo_state(intake->store, kept->sha256, &state, NULL, error)) return FALSE;
  gboolean known = state == CARDCAT_PHOTO_READ || is_being_read(intake, kept->sha256);
  gboolean large = g_bytes_get_size(bytes) > CARDCAT_PHOTO_BYTES_MAX;
  if (!known && !large && !cc_inbox_put(intake->inbox, kept, bytes, error)) return FALSE;
  Photo *photo = append(intake, g_steal_pointer(&kept));
  if (known)
    finish(intake, photo, CC_INTAKE_KNOWN, MESSAGE_KNOWN);
  else if (large)
    finish(intake, photo, CC_INTAKE_FAILED, "it is larger than 256 MB");
  forget_oldest(intake);
  return TRUE;
}

/* ---- from a former server -------------------------------------------------------------------- */

/* Where its state cannot be told it is read: twice is better than never. */
static void resume(CcIntake *intake, CcInboxPhoto *kept) {
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  g_autoptr(GError) error = NULL;
  if (!cardcat_store_photo_state(intake->store, kept->sha256, &state, NULL, &error))
    g_debug("%s", error->message);
  gboolean twice = is_being_read(intake, kept->sha256);
  Photo *photo = append(intake, kept);
  if (state != CARDCAT_PHOTO_READ && !twice) return;
  finish(intake, photo, CC_INTAKE_KNOWN, MESSAGE_KNOWN);
  drop(intake, photo);
}

static void resume_all(CcIntake *intake) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) photos = cc_inbox_take_over(intake->inbox, &error);
  while (photos && photos->len > 0)
    resume(intake, g_ptr_array_steal_index(photos, 0));
  if (photos) return;
  CcInboxPhoto *none = g_new0(CcInboxPhoto, 1);
  none->name = g_strdup("photos of an earlier time");
  none->sha256 = g_strdup("");
  finish(intake, append(intake, none), CC_INTAKE_FAILED, error->message);
}

CcIntake *cc_intake_new(CardcatStore *store) {
  CcIntake *intake = g_new0(CcIntake, 1);
  intake->store = store;
  intake->inbox = cc_inbox_new(cardcat_store_path(store));
  intake->photos = g_ptr_array_new_with_free_func((GDestroyNotify)photo_free);
  resume_all(intake);
  return intake;
}

/* ---- reading --------------------------------------------------------------------------------- */

static gboolean start_pool(CcIntake *intake, GError **error) {
  if (intake->pool) return TRUE;
  g_autoptr(GPtrArray) learned = cardcat_store_learned(intake->store, error);
  if (!learned) return FALSE;
  g_clear_pointer(&intake->learned, g_ptr_array_unref);
  intake->learned = g_steal_pointer(&learned);
  intake->options.learned = intake->learned;
  intake->pool = cardcat_pool_new_later(&intake->options, NULL, error);
  return intake->pool != NULL;
}

static gboolean submit(CcIntake *intake, guint index, GError **error) {
  Photo *photo = intake->photos->pdata[index];
  g_autoptr(GBytes) bytes = cc_inbox_get(intake->inbox, photo->kept->file, error);
  if (!bytes || !start_pool(intake, error) ||
      !cardcat_pool_submit(intake->pool, intake->first + index, photo->shown.name, bytes, error))
    return FALSE;
  photo->shown.stage = CC_INTAKE_READING;
  return TRUE;
}

static gboolean is_fault_of_photo(const GError *cause) {
  return g_error_matches(cause, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO) ||
         g_error_matches(cause, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD);
}

static void fail(CcIntake *intake, Photo *photo, const GError *cause) {
  g_autoptr(GError) error = NULL;
  if (!is_fault_of_photo(cause)) {
    put_off(intake, photo, cause->message);
    return;
  }
  if (!cardcat_store_add_failure(intake->store, photo->shown.name, photo->kept->sha256,
                                 cause->message, &error))
    g_debug("%s", error->message); /* it will be read again, no more */
  /* Where it is told, its name stands beside it. */
  g_autofree char *prefix = g_strconcat(photo->shown.name, ": ", NULL);
  gsize skip = g_str_has_prefix(cause->message, prefix) ? strlen(prefix) : 0;
  finish(intake, photo, CC_INTAKE_FAILED, cause->message + skip);
  drop(intake, photo);
}

/* What cannot be read for want of a program or a worker is no fault of the photo's. */
static void submit_waiting(CcIntake *intake) {
  for (guint i = 0; i < intake->photos->len; i++) {
    Photo *photo = intake->photos->pdata[i];
    if (photo->shown.stage != CC_INTAKE_WAITING) continue;
    if (intake->pool && cardcat_pool_idle(intake->pool) == 0) return;
    g_autoptr(GError) error = NULL;
    if (!submit(intake, i, &error)) put_off(intake, photo, error->message);
  }
}

/* The workers cannot be asked any more; the next photo starts others. */
static void give_up(CcIntake *intake, const GError *broken) {
  g_clear_pointer(&intake->pool, cardcat_pool_free);
  for (guint i = 0; i < intake->photos->len; i++) {
    Photo *photo = intake->photos->pdata[i];
    if (photo->shown.stage == CC_INTAKE_READING) put_off(intake, photo, broken->message);
  }
}

static void collect(CcIntake *intake) {
  CardcatPoolResult result = {0};
  g_autoptr(GError) broken = NULL;
  while (intake->pool && cardcat_pool_wait(intake->pool, 0, &result, &broken)) {
    Photo *photo = intake->photos->pdata[result.ticket - intake->first];
    if (result.readings) {
      photo->readings = g_steal_pointer(&result.readings);
      finish(intake, photo, CC_INTAKE_READ, NULL);
    } else {
      fail(intake, photo, result.error);
    }
    cardcat_pool_result_clear(&result);
  }
  if (broken) give_up(intake, broken);
}

/* ---- front and back -------------------------------------------------------------------------- */

static Photo *photo_at(const CcIntake *intake, guint index) {
  return index < intake->photos->len ? intake->photos->pdata[index] : NULL;
}

static CardcatReading *only_card(const Photo *photo) {
  return photo && photo->readings && photo->readings->len == 1 ? photo->readings->pdata[0] : NULL;
}

/* The next photo may still prove to be the other side of this one's card. */
static gboolean must_wait(const CcIntake *intake, guint index) {
  const Photo *next = photo_at(intake, index + 1);
  return only_card(photo_at(intake, index)) && next && is_open(next) && !next->readings;
}

/* NEXT, when it showed the other side; else NULL. */
static Photo *pair(Photo *photo, Photo *next) {
  CardcatReading *a = only_card(photo), *b = only_card(next);
  if (!a || !b || !cardcat_reading_pairs_with(a, b)) return NULL;
  g_autoptr(GPtrArray) others = g_steal_pointer(&next->readings);
  photo->readings->pdata[0] = cardcat_reading_pair(a, g_ptr_array_steal_index(others, 0));
  g_free(next->shown.message);
  next->shown.message = g_strdup("the other side of the card before");
  return next;
}

static void settle(CcIntake *intake, guint index) {
  g_autoptr(GError) error = NULL;
  Photo *photo = intake->photos->pdata[index];
  Photo *other = pair(photo, photo_at(intake, index + 1));
  g_autoptr(GPtrArray) readings = g_steal_pointer(&photo->readings);
  const CardcatReading *first = readings->pdata[0];
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_copy(photo->kept->meeting);
  g_autoptr(GArray) ids = NULL;
  if (!meeting->met_on && first->taken) meeting->met_on = g_strndup(first->taken, 10);
  if (!cardcat_store_add_readings(intake->store, readings, meeting, &ids, &error)) {
    put_off(intake, photo, error->message);
    if (other) put_off(intake, other, error->message);
    return;
  }
  drop(intake, photo);
  if (other) drop(intake, other);
  photo->shown.cards = readings->len;
  photo->shown.card = g_array_index(ids, gint64, 0);
}

void cc_intake_step(CcIntake *intake) {
  collect(intake);
  submit_waiting(intake);
  for (guint i = 0; i < intake->photos->len; i++) {
    const Photo *photo = intake->photos->pdata[i];
    /* In the order they came: the photo before may show the other side. */
    if (is_open(photo) && (!photo->readings || must_wait(intake, i))) break;
    if (photo->readings) settle(intake, i);
  }
}
