/* What is told of a photo, and how one ends that was not read. */
#include "batch/parts.h"

#include <string.h>

void cc_batch_photo_free(CcBatchPhoto *photo) {
  if (!photo) return;
  g_free(photo->name);
  g_free(photo->sha256);
  g_free(photo->message);
  cardcat_meeting_free(photo->meeting);
  g_clear_pointer(&photo->readings, g_ptr_array_unref);
  g_free(photo);
}

CcBatchPhoto *cc_batch_photo(const CcBatch *batch, guint index) {
  return index < batch->photos->len ? batch->photos->pdata[index] : NULL;
}

CcBatchNews cc_batch_news(const CcBatchPhoto *photo) {
  return (CcBatchNews){
      .stage = photo->stage,
      .sha256 = photo->sha256,
      .message = photo->message,
      .readings = photo->readings,
      .spent = photo->stage == CC_BATCH_READ ? &photo->spent : NULL,
  };
}

void cc_batch_change(CcBatch *batch, guint index, CcBatchStage stage) {
  CcBatchPhoto *photo = cc_batch_photo(batch, index);
  photo->stage = stage;
  photo->is_twin = FALSE;
  CcBatchNews news = cc_batch_news(photo);
  batch->hooks->changed(batch->owner, index, &news);
}

gboolean cc_batch_turn(CcBatch *batch, guint index, const CcBatchNews *news, GError **error) {
  gboolean well = batch->hooks->turn(batch->owner, index, news, error);
  g_clear_pointer((CcBatchPhoto **)&batch->photos->pdata[index], cc_batch_photo_free);
  batch->open--;
  return well;
}

void cc_batch_release(CcBatch *batch, const CcBatchPhoto *photo) {
  if (photo->sha256) g_hash_table_remove(batch->busy, photo->sha256);
}

/* ---- photos that are not read --------------------------------------------------------------- */

/* Where a photo's failure is told, its name stands beside it. */
static const char *without_name(const char *message, const char *name) {
  gsize length = strlen(name);
  gboolean doubled = g_str_has_prefix(message, name) && g_str_has_prefix(message + length, ": ");
  return doubled ? message + length + 2 : message;
}

void cc_batch_end(CcBatch *batch, guint index, CcBatchStage stage, const char *message) {
  CcBatchPhoto *photo = cc_batch_photo(batch, index);
  cc_batch_release(batch, photo);
  g_clear_pointer(&photo->readings, g_ptr_array_unref);
  g_free(photo->message);
  photo->message = g_strdup(without_name(message, photo->name));
  cc_batch_change(batch, index, stage);
}

gboolean cc_batch_put_off(CcBatch *batch, guint index, GError *cause, GError **error) {
  if (!batch->options.puts_off) {
    g_propagate_error(error, cause);
    return FALSE;
  }
  cc_batch_end(batch, index, CC_BATCH_PUT_OFF, cause->message);
  g_error_free(cause);
  return TRUE;
}

gboolean cc_batch_fail(CcBatch *batch, guint index, const char *message, GError **error) {
  const CcBatchPhoto *photo = cc_batch_photo(batch, index);
  g_autoptr(GError) problem = NULL;
  if (batch->options.store &&
      !cardcat_store_add_failure(batch->options.store, photo->name, photo->sha256,
                                 without_name(message, photo->name), &problem)) {
    if (!batch->options.puts_off) {
      g_propagate_error(error, g_steal_pointer(&problem));
      return FALSE;
    }
    g_debug("%s", problem->message); /* it would be read again, no more */
  }
  cc_batch_end(batch, index, CC_BATCH_FAILED, message);
  return TRUE;
}
