/* A batch of photos, and what is done next. */
#include "batch/parts.h"

/* How far reading may run ahead of the photo whose turn it is: so many readings are held. */
#define AHEAD 64

CcBatch *cc_batch_new(const CcBatchOptions *options, const CcBatchHooks *hooks, gpointer owner) {
  CcBatch *batch = g_new0(CcBatch, 1);
  batch->options = *options;
  batch->hooks = hooks;
  batch->owner = owner;
  batch->photos = g_ptr_array_new_with_free_func((GDestroyNotify)cc_batch_photo_free);
  batch->busy = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  batch->done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return batch;
}

void cc_batch_free(CcBatch *batch) {
  if (!batch) return;
  g_clear_pointer(&batch->pool, cardcat_pool_free);
  g_clear_pointer(&batch->ready, g_bytes_unref);
  g_ptr_array_unref(batch->photos);
  g_hash_table_unref(batch->busy);
  g_hash_table_unref(batch->done);
  g_free(batch);
}

guint cc_batch_add(CcBatch *batch, const char *name, const char *sha256,
                   const CardcatMeeting *meeting) {
  CcBatchPhoto *photo = g_new0(CcBatchPhoto, 1);
  photo->name = g_strdup(name);
  photo->sha256 = g_strdup(sha256);
  photo->meeting = meeting ? cardcat_meeting_copy(meeting) : cardcat_meeting_new();
  g_ptr_array_add(batch->photos, photo);
  batch->open++;
  return batch->photos->len - 1;
}

guint cc_batch_open(const CcBatch *batch) {
  return batch->open;
}

gboolean cc_batch_step(CcBatch *batch, int milliseconds, gboolean *moved, GError **error) {
  guint count = batch->photos->len;
  while (batch->turn < count && !cc_batch_photo(batch, batch->turn))
    batch->turn++;
  const CcBatchPhoto *photo = cc_batch_photo(batch, batch->turn);
  gboolean twin_is_done = photo && photo->is_twin && !cc_batch_is_busy(batch, photo);
  gboolean does = TRUE, well = TRUE;
  if (cc_batch_is_finished(photo) && !cc_batch_must_wait(batch, batch->turn))
    well = cc_batch_finish(batch, batch->turn, error);
  else if (twin_is_done && !batch->ready)
    well = cc_batch_look(batch, batch->turn, error);
  else if (batch->next < count && batch->next - batch->turn < AHEAD && !batch->ready)
    well = cc_batch_look(batch, batch->next++, error);
  else if (cc_batch_can_submit(batch))
    well = cc_batch_submit(batch, error);
  else
    well = cc_batch_collect(batch, milliseconds, &does, error);
  if (well) *moved = does;
  return well;
}

gboolean cc_batch_settle_rest(CcBatch *batch, GError **error) {
  /* What does not go well now is left to the next time: nobody waits any longer. */
  batch->options.puts_off = FALSE;
  g_clear_pointer(&batch->ready, g_bytes_unref);
  for (gboolean more = TRUE; more;)
    if (!cc_batch_collect(batch, 0, &more, error)) return FALSE;
  gboolean may_be_back = FALSE; /* of a card on the photo before */
  for (guint i = batch->turn; i < batch->photos->len; i++) {
    gboolean is_left =
        cc_batch_must_wait(batch, i) || (may_be_back && cc_batch_only_card(batch, i));
    may_be_back = !batch->options.no_pair &&
                  (cc_batch_is_unread(batch, i) || (is_left && cc_batch_pairs_with_next(batch, i)));
    if (cc_batch_is_finished(cc_batch_photo(batch, i)) && !is_left &&
        !cc_batch_finish(batch, i, error))
      return FALSE;
  }
  return TRUE;
}
