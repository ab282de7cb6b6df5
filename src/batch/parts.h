/* What the files of batch/ share. */
#pragma once

#include "batch/batch.h"

typedef struct {
  CcBatchStage stage;
  gboolean is_twin; /* WAITING for a photo of the same bytes */
  char *name, *sha256;
  CardcatMeeting *meeting;
  GPtrArray *readings; /* READ, and not settled yet */
  CardcatSpent spent;
  char *message;
} CcBatchPhoto;

struct CcBatch {
  CcBatchOptions options;
  const CcBatchHooks *hooks;
  gpointer owner;
  CardcatPool *pool; /* NULL until a photo needs it */
  GPtrArray *photos; /* CcBatchPhoto*; NULL: it had its turn */
  guint open;        /* how many had not */
  guint next, turn;  /* the photo to look at, the photo whose turn it is */
  GBytes *ready;     /* of the one photo that is ready; NULL: none is */
  guint ready_index;
  GHashTable *busy; /* sha256 (owned) of the photos being read or not settled */
  GHashTable *done; /* the same of those that were settled, of a batch that reads again */
};

/* ---- tell.c --------------------------------------------------------------------------------- */

void cc_batch_photo_free(CcBatchPhoto *photo);
/* Borrowed; NULL: there is none, or it had its turn. */
CcBatchPhoto *cc_batch_photo(const CcBatch *batch, guint index);
CcBatchNews cc_batch_news(const CcBatchPhoto *photo);
/* It is in STAGE now, and its owner hears of it. */
void cc_batch_change(CcBatch *batch, guint index, CcBatchStage stage);
/* It is heard of no more, whatever its owner says to NEWS. */
gboolean cc_batch_turn(CcBatch *batch, guint index, const CcBatchNews *news, GError **error);
/* Photos of the same bytes need wait for it no longer. */
void cc_batch_release(CcBatch *batch, const CcBatchPhoto *photo);
/* It ends without cards, FAILED or PUT_OFF. */
void cc_batch_end(CcBatch *batch, guint index, CcBatchStage stage, const char *message);
/* Takes CAUSE, which the next photo would meet, too: see CcBatchOptions. */
gboolean cc_batch_put_off(CcBatch *batch, guint index, GError *cause, GError **error);
/* It is bad, and the book knows it as such. */
gboolean cc_batch_fail(CcBatch *batch, guint index, const char *message, GError **error);

/* ---- read.c --------------------------------------------------------------------------------- */

/* A photo of the same bytes is being read, or not settled. */
gboolean cc_batch_is_busy(const CcBatch *batch, const CcBatchPhoto *photo);
/* A photo that waits is a twin, or known, or ready to be read, or cannot be had. */
gboolean cc_batch_look(CcBatch *batch, guint index, GError **error);
gboolean cc_batch_can_submit(const CcBatch *batch);
/* Gives the photo that is ready to a worker, of whom one must be idle. */
gboolean cc_batch_submit(CcBatch *batch, GError **error);
/* Takes one finished photo from the workers, waiting at most MILLISECONDS.  MOVED: there was one.
 * Its worker gets the next photo before this one is settled. */
gboolean cc_batch_collect(CcBatch *batch, int milliseconds, gboolean *moved, GError **error);

/* ---- settle.c ------------------------------------------------------------------------------- */

/* The one card of a photo that was read now, borrowed; NULL when it is another photo. */
CardcatReading *cc_batch_only_card(const CcBatch *batch, guint index);
gboolean cc_batch_is_unread(const CcBatch *batch, guint index);
gboolean cc_batch_pairs_with_next(const CcBatch *batch, guint index);
/* The next photo may still prove to be the other side of this one's card. */
gboolean cc_batch_must_wait(const CcBatch *batch, guint index);
gboolean cc_batch_is_finished(const CcBatchPhoto *photo);
/* Settles a photo that is finished, and gives it its turn. */
gboolean cc_batch_finish(CcBatch *batch, guint index, GError **error);
