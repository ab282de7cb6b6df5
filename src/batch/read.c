/* From a photo that waits to a worker's word about it. */
#include "batch/parts.h"

gboolean cc_batch_is_busy(const CcBatch *batch, const CcBatchPhoto *photo) {
  return batch->options.store && g_hash_table_contains(batch->busy, photo->sha256);
}

/* Takes CAUSE, for which the bytes could not be had: of the photo itself nothing is known. */
static gboolean miss(CcBatch *batch, guint index, GError *cause, GError **error) {
  if (!g_error_matches(cause, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO))
    return cc_batch_put_off(batch, index, cause, error);
  cc_batch_end(batch, index, CC_BATCH_PUT_OFF, cause->message);
  g_error_free(cause);
  return TRUE;
}

/* The digest, when it is not known yet; with it come the bytes. */
static gboolean digest(CcBatch *batch, guint index, GBytes **bytes, GError **error) {
  CcBatchPhoto *photo = cc_batch_photo(batch, index);
  if (photo->sha256) return TRUE;
  *bytes = batch->hooks->bytes(batch->owner, index, error);
  if (*bytes) photo->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, *bytes);
  return *bytes != NULL;
}

/* The book has its cards, and no other reading of it is wanted. */
static gboolean is_known(const CcBatch *batch, const CcBatchPhoto *photo, CardcatPhotoState state) {
  gboolean is_wanted = batch->options.again && !g_hash_table_contains(batch->done, photo->sha256);
  return state == CARDCAT_PHOTO_READ && !is_wanted;
}

gboolean cc_batch_look(CcBatch *batch, guint index, GError **error) {
  CcBatchPhoto *photo = cc_batch_photo(batch, index);
  CardcatStore *store = batch->options.store;
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  g_autoptr(GBytes) bytes = NULL;
  GError *cause = NULL;
  if (!digest(batch, index, &bytes, &cause)) return miss(batch, index, cause, error);
  photo->is_twin = cc_batch_is_busy(batch, photo);
  if (photo->is_twin) return TRUE;
  if (store && !cardcat_store_photo_state(store, photo->sha256, &state, NULL, &cause))
    return cc_batch_put_off(batch, index, cause, error);
  if (is_known(batch, photo, state)) {
    cc_batch_change(batch, index, CC_BATCH_KNOWN);
    return TRUE;
  }
  if (!bytes) bytes = batch->hooks->bytes(batch->owner, index, &cause);
  if (!bytes) return miss(batch, index, cause, error);
  batch->ready = g_steal_pointer(&bytes);
  batch->ready_index = index;
  return TRUE;
}

/* ---- workers -------------------------------------------------------------------------------- */

gboolean cc_batch_can_submit(const CcBatch *batch) {
  return batch->ready && (!batch->pool || cardcat_pool_idle(batch->pool) > 0);
}

static void tell_card(guint64 ticket, const CardcatReading *card, gpointer data) {
  const CcBatch *batch = data;
  batch->hooks->card(batch->owner, (guint)ticket, card);
}

static CardcatPool *start(CcBatch *batch, GError **error) {
  CardcatPool *pool = batch->hooks->start(batch->owner, error);
  if (pool) cardcat_pool_set_card(pool, tell_card, batch);
  return pool;
}

gboolean cc_batch_submit(CcBatch *batch, GError **error) {
  g_autoptr(GBytes) bytes = g_steal_pointer(&batch->ready);
  guint index = batch->ready_index;
  const CcBatchPhoto *photo = cc_batch_photo(batch, index);
  GError *cause = NULL;
  if (!batch->pool) batch->pool = start(batch, &cause);
  if (!batch->pool || !cardcat_pool_submit(batch->pool, index, photo->name, bytes, &cause))
    return cc_batch_put_off(batch, index, cause, error);
  g_hash_table_add(batch->busy, g_strdup(photo->sha256));
  cc_batch_change(batch, index, CC_BATCH_READING);
  return TRUE;
}

/* A worker's word; when it says nothing against the photo, that is not kept against it. */
static gboolean take_result(CcBatch *batch, CardcatPoolResult *result, GError **error) {
  guint index = (guint)result->ticket;
  const GError *cause = result->error;
  if (result->readings) {
    CcBatchPhoto *photo = cc_batch_photo(batch, index);
    photo->readings = g_steal_pointer(&result->readings);
    photo->spent = result->spent;
    photo->message = g_strdup(((const CardcatReading *)photo->readings->pdata[0])->warning);
    cc_batch_change(batch, index, CC_BATCH_READ);
    return TRUE;
  }
  if (g_error_matches(cause, CARDCAT_ERROR, CARDCAT_ERROR_MISSING))
    return cc_batch_put_off(batch, index, g_steal_pointer(&result->error), error);
  if (g_error_matches(cause, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO) ||
      g_error_matches(cause, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD))
    return cc_batch_fail(batch, index, cause->message, error);
  cc_batch_end(batch, index, CC_BATCH_PUT_OFF, cause->message);
  return TRUE;
}

/* Takes CAUSE: the workers cannot be asked any more; the next photo starts others. */
static gboolean lose_pool(CcBatch *batch, GError *cause, GError **error) {
  g_clear_pointer(&batch->pool, cardcat_pool_free);
  if (!batch->options.puts_off) {
    g_propagate_error(error, cause);
    return FALSE;
  }
  for (guint i = batch->turn; i < batch->next; i++) {
    const CcBatchPhoto *photo = cc_batch_photo(batch, i);
    if (photo && photo->stage == CC_BATCH_READING)
      cc_batch_end(batch, i, CC_BATCH_PUT_OFF, cause->message);
  }
  g_error_free(cause);
  return TRUE;
}

gboolean cc_batch_collect(CcBatch *batch, int milliseconds, gboolean *moved, GError **error) {
  CardcatPoolResult result = {0};
  GError *broken = NULL;
  *moved = batch->pool && cardcat_pool_wait(batch->pool, milliseconds, &result, &broken);
  if (broken) {
    *moved = TRUE;
    return lose_pool(batch, broken, error);
  }
  if (!*moved) return TRUE;
  gboolean well = !cc_batch_can_submit(batch) || cc_batch_submit(batch, error);
  well = take_result(batch, &result, well ? error : NULL) && well;
  cardcat_pool_result_clear(&result);
  return well;
}
