/* Photos that were uploaded, from their bytes to cards to review: what the page shows of a batch.
 */
#include "page/intake/intake.h"

#include "batch/batch.h"

/* How many photos are remembered: the oldest that are finished go first. */
#define PHOTOS_MAX 1000
#define MESSAGE_KNOWN "already in the address book"
#define MESSAGE_KEPT "; it is kept, and tried again when the page is started the next time"
#define MESSAGE_KEPT_ONLY "; it is kept"
/* So often a photo's reading is begun by itself: one that ends the reader would do so for ever. */
#define TRIES_MAX 3
#define NO_NUMBER G_MAXUINT

typedef struct {
  CcIntakePhoto shown;
  CcInboxPhoto *kept; /* its file is NULL when it is not, or no longer, in the inbox */
  guint number;       /* in the batch; NO_NUMBER: it is told of, no more */
  gboolean is_done;   /* it had its turn */
} Photo;

struct CcIntake {
  CardcatStore *store;
  CcInbox *inbox;
  CcBatch *batch;
  CardcatReaderOptions options;
  GPtrArray *learned; /* what OPTIONS point at */
  GPtrArray *photos;  /* Photo*, as they came */
  gsize waiting;      /* bytes of photos that are not read */
  gsize held;         /* bytes of photos that could not be read, and are kept */
  guint last_id;
  CcSpot *spot;
};

static void card_free(CcIntakeCard *card) {
  g_free(card->name);
  g_free(card->firm);
  g_free(card->wanted);
  g_free(card);
}

static void photo_free(Photo *photo) {
  g_ptr_array_unref(photo->shown.cards);
  g_free(photo->shown.name);
  g_free(photo->shown.message);
  cc_inbox_photo_free(photo->kept);
  g_free(photo);
}

guint cc_intake_count(const CcIntake *intake) {
  return intake->photos->len;
}

const CcIntakePhoto *cc_intake_photo(const CcIntake *intake, guint index) {
  return &((const Photo *)intake->photos->pdata[index])->shown;
}

static gboolean is_unread(const Photo *photo) {
  return photo->shown.stage == CC_INTAKE_WAITING || photo->shown.stage == CC_INTAKE_READING;
}

static gboolean is_open(const Photo *photo) {
  return is_unread(photo) || (photo->shown.stage == CC_INTAKE_READ && !photo->is_done);
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

/* ---- what the batch asks for, and tells ------------------------------------------------------ */

/* The latest come last, and are asked for most. */
static Photo *find(const CcIntake *intake, guint number) {
  for (guint i = intake->photos->len; i-- > 0;) {
    Photo *photo = intake->photos->pdata[i];
    if (photo->number == number) return photo;
  }
  return NULL;
}

static CardcatPool *start_pool(gpointer owner, GError **error) {
  CcIntake *intake = owner;
  g_autoptr(GPtrArray) learned = cardcat_store_learned(intake->store, error);
  if (!learned) return NULL;
  g_clear_pointer(&intake->learned, g_ptr_array_unref);
  intake->learned = g_steal_pointer(&learned);
  intake->options.learned = intake->learned;
  const CardcatPoolOptions late = {.late = TRUE};
  return cardcat_pool_new(&intake->options, &late, error);
}

static GBytes *get_bytes(gpointer owner, guint number, GError **error) {
  const CcIntake *intake = owner;
  const CcInboxPhoto *kept = find(intake, number)->kept;
  if (kept->file) return cc_inbox_get(intake->inbox, kept->file, error);
  gboolean large = kept->size > CARDCAT_PHOTO_BYTES_MAX;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                      large ? "it is larger than 256 MB" : "it was not kept: add it again");
  return NULL;
}

static void show(CcIntake *intake, Photo *photo, CcIntakeStage stage, const char *message) {
  gboolean was_unread = is_unread(photo);
  if (photo->shown.is_kept) intake->held -= photo->kept->size;
  photo->shown.stage = stage;
  photo->shown.so_far = 0;
  photo->shown.is_kept = FALSE;
  if (was_unread && !is_unread(photo)) intake->waiting -= photo->kept->size;
  g_free(photo->shown.message);
  photo->shown.message = g_strdup(message);
}

/* Its cards are in the book, or it has none: nobody needs it any more. */
static void drop(const CcIntake *intake, Photo *photo) {
  if (photo->kept->file) cc_inbox_drop(intake->inbox, photo->kept->file);
  g_clear_pointer(&photo->kept->file, g_free);
}

/* Its cards may be read again. */
static void keep_original(const CcIntake *intake, Photo *photo) {
  if (photo->kept->file)
    cc_original_keep(intake->store, intake->inbox, photo->kept->file, photo->kept->sha256);
  g_clear_pointer(&photo->kept->file, g_free);
}

/* What it may hold is nowhere else: the person decides. */
static void hold(CcIntake *intake, Photo *photo) {
  if (!photo->kept->file) return;
  photo->shown.is_kept = TRUE;
  intake->held += photo->kept->size;
}

/* It is no picture, or shows no card: it is kept as long as such take no more room than those that
 * wait. */
static void fail(CcIntake *intake, Photo *photo, const char *why) {
  show(intake, photo, CC_INTAKE_FAILED, why);
  if (intake->held + photo->kept->size <= CC_INTAKE_BYTES_MAX)
    hold(intake, photo);
  else
    drop(intake, photo);
}

/* No fault of its own. */
static void put_off(CcIntake *intake, Photo *photo, const char *why) {
  const char *kept = !photo->kept->file               ? ""
                     : photo->kept->tries < TRIES_MAX ? MESSAGE_KEPT
                                                      : MESSAGE_KEPT_ONLY;
  g_autofree char *message = g_strconcat(why, kept, NULL);
  show(intake, photo, CC_INTAKE_FAILED, message);
  hold(intake, photo);
}

static void changed(gpointer owner, guint number, const CcBatchNews *news) {
  CcIntake *intake = owner;
  Photo *photo = find(intake, number);
  switch (news->stage) {
    case CC_BATCH_READING:
      if (photo->kept->file) cc_inbox_begin(intake->inbox, photo->kept);
      show(intake, photo, CC_INTAKE_READING, NULL);
      return;
    case CC_BATCH_READ:
      show(intake, photo, CC_INTAKE_READ, news->message);
      return;
    case CC_BATCH_PUT_OFF:
      put_off(intake, photo, news->message);
      return;
    case CC_BATCH_KNOWN:
      show(intake, photo, CC_INTAKE_KNOWN, MESSAGE_KNOWN);
      drop(intake, photo);
      return;
    default:
      fail(intake, photo, news->message);
      return;
  }
}

static void take_card(gpointer owner, guint number, const CardcatReading *card) {
  find(owner, number)->shown.so_far = (guint)card->card;
}

static CcIntakeCard *card_new(gint64 id, const CardcatReading *reading) {
  CcIntakeCard *card = g_new0(CcIntakeCard, 1);
  card->id = id;
  card->name = g_strdup(reading->contact->name.full);
  card->firm = g_strdup(reading->contact->organization);
  card->sure = cardcat_reading_is_sure(reading);
  for (guint i = 0; i < reading->evidence->len; i++) {
    const CardcatEvidence *e = reading->evidence->pdata[i];
    if (e->confidence < CARDCAT_SURE && e->field != CARDCAT_FIELD_NOTES) card->doubtful++;
  }
  return card;
}

/* Where it cannot be told it is told when the card is reviewed. */
static char *wanted_of(CardcatStore *store, const CardcatContact *contact) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) wants = cardcat_store_wanted(store, contact, &error);
  if (error) g_debug("%s", error->message);
  const CardcatWant *want = wants && wants->len > 0 ? wants->pdata[0] : NULL;
  if (!want) return NULL;
  return want->why ? g_strdup_printf("%s – %s", want->words, want->why) : g_strdup(want->words);
}

static gboolean take_turn(gpointer owner, guint number, const CcBatchNews *news, GError **error) {
  (void)error;
  CcIntake *intake = owner;
  Photo *photo = find(intake, number);
  photo->is_done = TRUE;
  if (news->stage == CC_BATCH_SETTLED) {
    for (guint i = 0; i < news->readings->len; i++) {
      const CardcatReading *reading = news->readings->pdata[i];
      CcIntakeCard *card = card_new(g_array_index(news->cards, gint64, i), reading);
      card->wanted = wanted_of(intake->store, reading->contact);
      g_ptr_array_add(photo->shown.cards, card);
    }
    keep_original(intake, photo);
  } else if (news->stage == CC_BATCH_PAIRED) {
    show(intake, photo, CC_INTAKE_READ, "the other side of the card before");
    keep_original(intake, photo);
  }
  return TRUE;
}

/* ---- photos that come ------------------------------------------------------------------------ */

static void forget_oldest(CcIntake *intake) {
  while (intake->photos->len > PHOTOS_MAX && ((const Photo *)intake->photos->pdata[0])->is_done) {
    const Photo *photo = intake->photos->pdata[0];
    if (photo->shown.is_kept) intake->held -= photo->kept->size;
    g_ptr_array_remove_index(intake->photos, 0);
  }
}

/* Takes KEPT. */
static Photo *append(CcIntake *intake, CcInboxPhoto *kept) {
  Photo *photo = g_new0(Photo, 1);
  photo->shown.id = ++intake->last_id;
  photo->shown.name = cc_photo_plain_name(kept->name);
  photo->shown.cards = g_ptr_array_new_with_free_func((GDestroyNotify)card_free);
  photo->kept = kept;
  photo->number = NO_NUMBER;
  intake->waiting += kept->size;
  g_ptr_array_add(intake->photos, photo);
  return photo;
}

static void read_photo(CcIntake *intake, Photo *photo) {
  const CcInboxPhoto *kept = photo->kept;
  photo->number = cc_batch_add(intake->batch, photo->shown.name, kept->sha256, kept->meeting);
}

gboolean cc_intake_add(CcIntake *intake, const char *name, GBytes *bytes,
                       const CardcatMeeting *meeting, GError **error) {
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  g_autoptr(CcInboxPhoto) kept = g_new0(CcInboxPhoto, 1);
  kept->name = cc_photo_plain_name(name);
  kept->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  kept->size = g_bytes_get_size(bytes);
  kept->meeting = cardcat_meeting_copy(meeting);
  if (!cardcat_store_photo_state(intake->store, kept->sha256, &state, NULL, error)) return FALSE;
  gboolean wanted = state != CARDCAT_PHOTO_READ && kept->size <= CARDCAT_PHOTO_BYTES_MAX;
  if (wanted && !cc_inbox_put(intake->inbox, kept, bytes, error)) return FALSE;
  read_photo(intake, append(intake, g_steal_pointer(&kept)));
  forget_oldest(intake);
  return TRUE;
}

/* It was begun too often: the person decides. */
static void give_up(CcIntake *intake, Photo *photo) {
  g_autofree char *why = g_strdup_printf("its reading was begun %u times, and never came to an end",
                                         photo->kept->tries);
  photo->is_done = TRUE;
  put_off(intake, photo, why);
}

/* ---- what the person says ----------------------------------------------------------------------
 */

static Photo *find_kept(const CcIntake *intake, guint id, GError **error) {
  for (guint i = 0; i < intake->photos->len; i++) {
    Photo *photo = intake->photos->pdata[i];
    if (photo->shown.id == id && photo->shown.is_kept) return photo;
  }
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                      "this photo does not wait here any more");
  return NULL;
}

gboolean cc_intake_try_again(CcIntake *intake, guint id, GError **error) {
  Photo *photo = find_kept(intake, id, error);
  if (!photo) return FALSE;
  show(intake, photo, CC_INTAKE_WAITING, NULL);
  intake->waiting += photo->kept->size;
  photo->is_done = FALSE;
  read_photo(intake, photo);
  return TRUE;
}

gboolean cc_intake_remove(CcIntake *intake, guint id, GError **error) {
  Photo *photo = find_kept(intake, id, error);
  if (!photo || !cardcat_store_forget_failure(intake->store, photo->kept->sha256, error))
    return FALSE;
  show(intake, photo, CC_INTAKE_FAILED, "removed");
  drop(intake, photo);
  /* The batch still asks for one that had not its turn. */
  if (photo->is_done) g_ptr_array_remove(intake->photos, photo);
  return TRUE;
}

guint cc_intake_kept(const CcIntake *intake, const char *sha256) {
  for (guint i = 0; i < intake->photos->len; i++) {
    const Photo *photo = intake->photos->pdata[i];
    if (photo->shown.is_kept && g_strcmp0(photo->kept->sha256, sha256) == 0) return photo->shown.id;
  }
  return 0;
}

/* What a former server left: it was tried, and waits for the person; it was begun too often; or it
 * was not read yet. */
static void resume(CcIntake *intake, Photo *photo) {
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  g_autofree char *why = NULL;
  g_autoptr(GError) error = NULL;
  if (!cardcat_store_photo_state(intake->store, photo->kept->sha256, &state, &why, &error))
    g_debug("%s", error->message); /* it is tried once more */
  photo->is_done = state == CARDCAT_PHOTO_FAILED;
  if (photo->is_done)
    fail(intake, photo, why);
  else if (photo->kept->tries < TRIES_MAX)
    read_photo(intake, photo);
  else
    give_up(intake, photo);
}

static void resume_all(CcIntake *intake) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) photos = cc_inbox_take_over(intake->inbox, &error);
  while (photos && photos->len > 0)
    resume(intake, append(intake, g_ptr_array_steal_index(photos, 0)));
  if (photos) return;
  CcInboxPhoto *none = g_new0(CcInboxPhoto, 1);
  none->name = g_strdup("earlier photos");
  Photo *notice = append(intake, none);
  notice->is_done = TRUE;
  show(intake, notice, CC_INTAKE_FAILED, error->message);
}

/* ---- the intake ------------------------------------------------------------------------------ */

CcIntake *cc_intake_new(CardcatStore *store) {
  static const CcBatchHooks hooks = {start_pool, get_bytes, changed, take_turn, take_card};
  const CcBatchOptions options = {.store = store, .puts_off = TRUE};
  CcIntake *intake = g_new0(CcIntake, 1);
  intake->store = store;
  intake->inbox = cc_inbox_new(cardcat_store_path(store));
  intake->spot = cc_spot_new(store);
  intake->batch = cc_batch_new(&options, &hooks, intake);
  intake->photos = g_ptr_array_new_with_free_func((GDestroyNotify)photo_free);
  cc_originals_sweep(store);
  resume_all(intake);
  return intake;
}

void cc_intake_free(CcIntake *intake) {
  if (!intake) return;
  g_autoptr(GError) error = NULL;
  if (!cc_batch_settle_rest(intake->batch, &error)) g_debug("%s", error->message); /* it is kept */
  cc_batch_free(intake->batch);
  g_clear_pointer(&intake->learned, g_ptr_array_unref);
  g_ptr_array_unref(intake->photos);
  cc_spot_free(intake->spot);
  cc_inbox_free(intake->inbox);
  g_free(intake);
}

CcSpot *cc_intake_spot(const CcIntake *intake) {
  return intake->spot;
}

void cc_intake_step(CcIntake *intake) {
  g_autoptr(GError) error = NULL;
  gboolean moved = TRUE;
  while (moved && cc_batch_step(intake->batch, 0, &moved, &error)) {
  }
  if (error) g_debug("%s", error->message);
}
