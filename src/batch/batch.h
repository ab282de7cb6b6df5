/* batch/: many photos on their way into the address book, in one state machine for the command and
 * the page.  It uses the public contract alone.
 *
 * A photo waits; its bytes are known to the book, or those of a photo that is being read (then it
 * waits for that one), or a worker gets them.  What is read is settled in the order in which the
 * photos were added: with the photo after it when that shows the other side of its card, into the
 * book, and to its owner, who writes it, or drops what was kept.
 *
 *     WAITING -> READING -> READ -> SETTLED     its cards are in the book
 *        |          |         `---> PAIRED      it is the other side of the card before
 *        |          +-------------> FAILED      it is no picture, or shows no card: the book knows
 *        |          `-------------> PUT_OFF     no fault of the photo's: the book knows nothing
 *        `------------------------> KNOWN, PUT_OFF
 */
#pragma once

#include "cardcat/cardcat.h"

typedef enum {
  CC_BATCH_WAITING,
  CC_BATCH_READING,
  CC_BATCH_READ,
  CC_BATCH_SETTLED,
  CC_BATCH_PAIRED,
  CC_BATCH_KNOWN,
  CC_BATCH_FAILED,
  CC_BATCH_PUT_OFF,
} CcBatchStage;

/* What became of a photo; all borrowed, until the hook is back. */
typedef struct {
  CcBatchStage stage;
  const char *sha256;        /* NULL: its bytes could not be had */
  const char *message;       /* FAILED, PUT_OFF: why, without the photo's name; read: what of it
                                could not be read; else NULL */
  const CardcatSpent *spent; /* READ: where its time went; else NULL */
  GPtrArray *readings;       /* READ, SETTLED: CardcatReading*, at least one; else NULL */
  GArray *cards;             /* SETTLED: their ids in the book, gint64; NULL: there is no book */
  const GArray *again;       /* SETTLED, of a batch that reads again: CardcatReadAgain of each */
  const char *doubt; /* SETTLED: the time of the photo, which was not believed and is not the day
                        of the meeting; else NULL */
} CcBatchNews;

/* What its owner does for a batch.  PHOTO is the number that cc_batch_add() gave. */
typedef struct {
  /* The workers, owned; called when a photo needs them first, and again when they broke. */
  CardcatPool *(*start)(gpointer owner, GError **error);
  /* The bytes of a photo, owned; called when it is about to be read, or its digest is needed. */
  GBytes *(*bytes)(gpointer owner, guint photo, GError **error);
  /* It is READING, READ, KNOWN, FAILED or PUT_OFF: at once, in any order. */
  void (*changed)(gpointer owner, guint photo, const CcBatchNews *news);
  /* The last that is heard of a photo, SETTLED, PAIRED, KNOWN, FAILED or PUT_OFF: in the order in
   * which they were added.  FALSE ends the step with ERROR. */
  gboolean (*turn)(gpointer owner, guint photo, const CcBatchNews *news, GError **error);
  /* CARD of a photo that is READING is read before others of it are, as CardcatPoolCardFunc says;
   * it is not in the book before its photo's turn. */
  void (*card)(gpointer owner, guint photo, const CardcatReading *card);
} CcBatchHooks;

typedef struct {
  CardcatStore *store; /* borrowed; NULL: nothing is known, and nothing is kept */
  gboolean no_pair;    /* each photo's cards stay its own */
  gboolean again;      /* photos that the book knows are read, too, each once */
  /* What is no photo's fault and would meet the next one, too (nothing is installed, no worker can
   * be had, the book is locked), puts the photo off; else it ends the step. */
  gboolean puts_off;
  CardcatClockFunc clock; /* by which a photo's time is believed; NULL: this machine's */
  gpointer clock_data;
} CcBatchOptions;

typedef struct CcBatch CcBatch;

/* OPTIONS are copied, HOOKS and OWNER borrowed. */
CcBatch *cc_batch_new(const CcBatchOptions *options, const CcBatchHooks *hooks, gpointer owner);
/* Ends the workers; of photos that are open nothing more is heard. */
void cc_batch_free(CcBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcBatch, cc_batch_free)

/* Its number: they are counted from 0.  NAME is for source.path and messages.  SHA256 (NULL: not
 * known yet) spares a photo that the book knows the fetching of its bytes.  MEETING may be NULL;
 * without its day it is the day on which the photo was taken, where that can be believed: it is in
 * the past, and no camera's that was never set (cardcat_taken_is_believable()). */
guint cc_batch_add(CcBatch *batch, const char *name, const char *sha256,
                   const CardcatMeeting *meeting);

/* How many photos have not had their turn. */
guint cc_batch_open(const CcBatch *batch);

/* Does the next thing that can be done, or else waits for a worker, at most MILLISECONDS (0: not at
 * all), or until a signal comes.  MOVED: something was done.  FALSE with what was no photo's fault,
 * CARDCAT_ERROR_MISSING or CARDCAT_ERROR_STORE, and with what a hook says:
 * CARDCAT_ERROR_INTERRUPTED of the bytes, anything of the turn.  The photos concerned stay open. */
gboolean cc_batch_step(CcBatch *batch, int milliseconds, gboolean *moved,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* At an early end: gives what is read already its turn, although an earlier photo has not had its
 * own.  A card whose other side may be on a photo that is not read stays open, so that both are
 * read together the next time.  Waits for no worker; ends at the first error, which may be what
 * would put a photo off.  Only cc_batch_open() and cc_batch_free() may follow. */
gboolean cc_batch_settle_rest(CcBatch *batch, GError **error) G_GNUC_WARN_UNUSED_RESULT;
