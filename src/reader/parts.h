/* What the files of a pool share: its slots, and what it says to its helper. */
#pragma once

#include "reader/reader.h"

/* What a helper is told; with BEGIN comes the worker's end of its socket. */
typedef struct {
  enum { CC_HELPER_BEGIN = 1, CC_HELPER_END } what;
  pid_t pid;        /* to end */
  gboolean kill_it; /* else it has hung up, and has a second to leave by itself */
} CcHelperOrder;

/* Its answer to each order, in their order. */
typedef struct {
  pid_t pid;  /* that was begun; 0: none was */
  int status; /* wait status of the one that was ended; -1: it was no worker of this helper */
  int code;   /* a CardcatError: why none was begun, and that none will be */
  char message[512]; /* and in words */
} CcHelperAnswer;

/* ---- still.c: a process that never ends uses no processor --------------------------------------
 */

/* Microseconds that all threads of the process PID ran so far; 0 when it is gone. */
gint64 cc_process_cpu(pid_t pid);

/* What was seen of a process.  A machine that is so busy, or was stopped, that nobody looked says
 * nothing of it: between two looks at most CC_STILL_LOOK microseconds count, however long it was.
 */
#define CC_STILL_LOOK G_USEC_PER_SEC
typedef struct {
  gint64 looked; /* monotonic microseconds */
  gint64 cpu;    /* what it had used by then */
  gint64 still;  /* microseconds that passed since it used more */
} CcStill;
CcStill cc_still_begin(gint64 now, gint64 cpu);
/* For how long it was seen to use no processor. */
gint64 cc_still_look(CcStill *still, gint64 now, gint64 cpu);

/* A worker and, while BUSY, the photo it has. */
typedef struct {
  pid_t pid; /* 0: none runs, the next photo starts one */
  int fd;
  gboolean begun; /* the helper was asked for it and has not told its PID yet */
  guint answered; /* photos since it was born */

  gboolean busy;
  guint64 ticket;
  char *name;
  GBytes *photo;
  GByteArray *head; /* of the question */
  gsize sent;       /* bytes of head and photo that are in the socket */
  gint64 cpu_limit; /* microseconds of the worker's processor time */
  CcStill still;
  GByteArray *answer;
  guint pages; /* that were read */
  guint notes; /* that came */
  double share;
  GPtrArray *early;   /* CardcatReading*: the cards that were handed on, in their order */
  gsize early_bytes;  /* of their messages */
  guint early_at;     /* how many the worker that tries now handed on */
  CardcatSpent spent; /* as its worker says */
  gboolean second_try, cancelled;
} Slot;

struct CardcatPool {
  CcHelper *helper;
  guint jobs;
  CcWorkerLimits limits;
  gint64 still; /* microseconds that a worker may use no processor */
  Slot *slots;
  gboolean is_stale; /* a photo was told that something is not installed: it may be by now */
  CardcatPoolProgressFunc progress;
  gpointer progress_data;
  CardcatPoolCardFunc card;
  gpointer card_data;
  gboolean no_pair;
};

/* Begins a worker; is back at once. */
gboolean cc_slot_start(const CardcatPool *pool, Slot *slot, GError **error);
/* Waits until the worker that was begun is there. */
gboolean cc_slot_know(const CardcatPool *pool, Slot *slot, GError **error);
/* Kills the worker if it still lives, and takes its wait status. */
int cc_slot_end(const CardcatPool *pool, Slot *slot, gboolean kill_it);
/* Sends the photo that SLOT has to its worker, which is begun when there is none. */
gboolean cc_slot_begin(CardcatPool *pool, Slot *slot, GError **error);
gboolean cc_slot_is_sent(const Slot *slot);
/* TRUE: the photo is done with and RESULT was written. */
gboolean cc_slot_advance(CardcatPool *pool, Slot *slot, short events, CardcatPoolResult *result);
void cc_slot_forget_photo(Slot *slot);

/* ---- early.c: cards that are handed on before the answer --------------------------------------
 */

/* Takes the card that the answer of SLOT begins with, and tells of it unless an earlier worker
 * handed it on; FALSE: it is none, or there are too many. */
gboolean cc_slot_take_card(const CardcatPool *pool, Slot *slot);
/* The cards that SLOT has, as all that its photo gives, for WHY (its name before it) the rest is
 * lost; NULL: it has none. */
GPtrArray *cc_slot_give_cards(const CardcatPool *pool, Slot *slot, const char *why);
