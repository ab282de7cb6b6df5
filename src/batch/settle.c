/* From cards that were read to cards of the book, front and back together. */
#include "batch/parts.h"

/* Days before an event on which people who meet there may have met already. */
#define LONG_BEFORE 31

CardcatReading *cc_batch_only_card(const CcBatch *batch, guint index) {
  const CcBatchPhoto *photo = cc_batch_photo(batch, index);
  return photo && photo->readings && photo->readings->len == 1 ? photo->readings->pdata[0] : NULL;
}

/* A twin waits for an earlier photo, which must not wait for it. */
gboolean cc_batch_is_unread(const CcBatch *batch, guint index) {
  const CcBatchPhoto *photo = cc_batch_photo(batch, index);
  return photo && !photo->is_twin &&
         (photo->stage == CC_BATCH_WAITING || photo->stage == CC_BATCH_READING);
}

gboolean cc_batch_pairs_with_next(const CcBatch *batch, guint index) {
  const CardcatReading *card = cc_batch_only_card(batch, index),
                       *next = cc_batch_only_card(batch, index + 1);
  return !batch->options.no_pair && card && next && cardcat_reading_pairs_with(card, next);
}

gboolean cc_batch_must_wait(const CcBatch *batch, guint index) {
  return !batch->options.no_pair && cc_batch_only_card(batch, index) &&
         cc_batch_is_unread(batch, index + 1);
}

/* The next photo's one card becomes the other side of this one's. */
static void pair_with_next(CcBatch *batch, guint index) {
  CcBatchPhoto *next = cc_batch_photo(batch, index + 1);
  GPtrArray *readings = cc_batch_photo(batch, index)->readings;
  g_autoptr(GPtrArray) others = g_steal_pointer(&next->readings);
  readings->pdata[0] = cardcat_reading_pair(readings->pdata[0], g_ptr_array_steal_index(others, 0));
  next->stage = CC_BATCH_PAIRED;
}

/* The photo of the other side; NULL: there is none. */
static CcBatchPhoto *other_side(const CcBatch *batch, guint index) {
  CcBatchPhoto *next = cc_batch_photo(batch, index + 1);
  return next && next->stage == CC_BATCH_PAIRED ? next : NULL;
}

/* ---- settling ------------------------------------------------------------------------------- */

/* The time that the photo tells, borrowed, when the day of its meeting is asked of it. */
static const char *time_of(const CcBatchPhoto *photo) {
  const CardcatReading *first = photo->readings->pdata[0];
  return photo->meeting->met_on ? NULL : first->taken;
}

static gboolean is_believed(const CcBatchOptions *options, const char *taken) {
  gint64 now =
      options->clock ? options->clock(options->clock_data) : g_get_real_time() / G_USEC_PER_SEC;
  return cardcat_taken_is_believable(taken, now);
}

/* TAKEN is more than LONG_BEFORE days before the event of MEETING begins, as far as the book knows.
 */
static gboolean is_long_before(CardcatStore *store, const CardcatMeeting *meeting,
                               const char *taken) {
  g_autoptr(CardcatEvent) event =
      meeting->event ? cardcat_store_find_event(store, meeting->event, NULL) : NULL;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_autofree char *midnight =
      event && event->starts ? g_strconcat(event->starts, "T00:00:00", NULL) : NULL;
  g_autoptr(GDateTime) starts = midnight ? g_date_time_new_from_iso8601(midnight, utc) : NULL;
  g_autoptr(GDateTime) then = g_date_time_new_from_iso8601(taken, utc);
  return starts && then &&
         g_date_time_difference(starts, then) > LONG_BEFORE * (GTimeSpan)G_TIME_SPAN_DAY;
}

/* Of what was kept of a photo. */
typedef struct {
  GArray *cards, *again; /* as in CcBatchNews; owned */
  const char *doubt;
} Kept;

static void kept_clear(Kept *kept) {
  g_clear_pointer(&kept->cards, g_array_unref);
  g_clear_pointer(&kept->again, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Kept, kept_clear)

static gboolean keep_again(const CcBatch *batch, const CcBatchPhoto *photo, const char *day,
                           Kept *kept, GError **error) {
  if (!cardcat_store_read_again(batch->options.store, photo->readings, photo->meeting, day,
                                &kept->again, error))
    return FALSE;
  kept->cards = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < kept->again->len; i++)
    g_array_append_val(kept->cards, g_array_index(kept->again, CardcatReadAgain, i).card_id);
  return TRUE;
}

/* Into the book, all the photo's cards at once; met on the day it was taken unless another is
 * said. */
static gboolean keep(const CcBatch *batch, const CcBatchPhoto *photo, Kept *kept, GError **error) {
  if (!batch->options.store) return TRUE;
  const char *taken = time_of(photo);
  g_autofree char *day = NULL;
  if (taken && is_believed(&batch->options, taken) &&
      !is_long_before(batch->options.store, photo->meeting, taken))
    day = g_strndup(taken, 10);
  else
    kept->doubt = taken;
  if (batch->options.again) return keep_again(batch, photo, day, kept, error);
  if (day) { /* what was put off and is tried again has both */
    photo->meeting->taken_on = g_strdup(day);
    photo->meeting->met_on = g_steal_pointer(&day);
  }
  return cardcat_store_add_readings(batch->options.store, photo->readings, photo->meeting,
                                    &kept->cards, error);
}

/* Takes CAUSE, why the cards could not be kept: both photos of a card are put off. */
static gboolean put_off_sides(CcBatch *batch, guint index, GError *cause, GError **error) {
  if (other_side(batch, index) && batch->options.puts_off)
    cc_batch_end(batch, index + 1, CC_BATCH_PUT_OFF, cause->message);
  return cc_batch_put_off(batch, index, cause, error);
}

static gboolean take_turn(CcBatch *batch, guint index, CcBatchStage stage, const Kept *kept,
                          GError **error) {
  const CcBatchPhoto *photo = cc_batch_photo(batch, index);
  CcBatchNews news = cc_batch_news(photo);
  news.stage = stage;
  news.cards = kept->cards;
  news.again = kept->again;
  news.doubt = kept->doubt;
  cc_batch_release(batch, photo);
  if (batch->options.again) g_hash_table_add(batch->done, g_strdup(photo->sha256));
  return cc_batch_turn(batch, index, &news, error);
}

static gboolean settle(CcBatch *batch, guint index, GError **error) {
  g_auto(Kept) kept = {0};
  const Kept nothing = {0};
  GError *cause = NULL;
  if (cc_batch_pairs_with_next(batch, index)) pair_with_next(batch, index);
  if (!keep(batch, cc_batch_photo(batch, index), &kept, &cause))
    return put_off_sides(batch, index, cause, error);
  gboolean well = take_turn(batch, index, CC_BATCH_SETTLED, &kept, error);
  if (!other_side(batch, index)) return well;
  return take_turn(batch, index + 1, CC_BATCH_PAIRED, &nothing, well ? error : NULL) && well;
}

gboolean cc_batch_is_finished(const CcBatchPhoto *photo) {
  return photo && photo->stage != CC_BATCH_WAITING && photo->stage != CC_BATCH_READING;
}

gboolean cc_batch_finish(CcBatch *batch, guint index, GError **error) {
  const CcBatchPhoto *photo = cc_batch_photo(batch, index);
  if (photo->stage == CC_BATCH_READ) return settle(batch, index, error);
  CcBatchNews news = cc_batch_news(photo);
  return cc_batch_turn(batch, index, &news, error);
}
