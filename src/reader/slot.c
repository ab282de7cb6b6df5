/* One worker of a pool as its pool sees it: its life, the photo it has, and what it says of it. */
#define _GNU_SOURCE /* prlimit */
#include "reader/parts.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SPARE_SECONDS 30
#define RECEIVE_BYTES 65536

/* ---- the life of a worker ------------------------------------------------------------------- */

/* Is back at once. */
gboolean cc_slot_start(const CardcatPool *pool, Slot *slot, GError **error) {
  slot->answered = 0;
  slot->begun = cc_helper_begin(pool->helper, &slot->fd, error);
  return slot->begun;
}

/* Waits until the worker that was begun is there. */
gboolean cc_slot_know(const CardcatPool *pool, Slot *slot, GError **error) {
  if (!slot->begun) return slot->pid != 0;
  slot->begun = FALSE;
  slot->pid = cc_helper_born(pool->helper, error);
  if (slot->pid == 0) close(slot->fd);
  return slot->pid != 0;
}

/* Kills the worker if it still lives, and takes its wait status. */
int cc_slot_end(const CardcatPool *pool, Slot *slot, gboolean kill_it) {
  if (slot->pid == 0) return 0;
  int status = cc_helper_end(pool->helper, slot->pid, kill_it);
  close(slot->fd);
  slot->pid = 0;
  return status;
}

/* A worker that died idle, of whatever, is no one's failure. */
static void slot_bury_idle(const CardcatPool *pool, Slot *slot) {
  struct pollfd event = {slot->fd, POLLIN, 0};
  if (slot->pid != 0 && poll(&event, 1, 0) > 0) cc_slot_end(pool, slot, TRUE);
}

void cc_slot_forget_photo(Slot *slot) {
  slot->busy = slot->second_try = slot->cancelled = FALSE;
  g_clear_pointer(&slot->name, g_free);
  g_clear_pointer(&slot->photo, g_bytes_unref);
  g_clear_pointer(&slot->head, g_byte_array_unref);
  g_clear_pointer(&slot->answer, g_byte_array_unref);
  g_clear_pointer(&slot->early, g_ptr_array_unref);
}

/* The next page may take as long as a page may.  The kernel ends a worker that is past that by
 * SPARE_SECONDS, should nobody look at it. */
static void slot_allow_page(const CardcatPool *pool, Slot *slot) {
  slot->cpu_limit = cc_process_cpu(slot->pid) + (gint64)pool->limits.seconds * G_USEC_PER_SEC;
  rlim_t seconds = (rlim_t)(slot->cpu_limit / G_USEC_PER_SEC) + SPARE_SECONDS;
  const struct rlimit limit = {seconds, RLIM_INFINITY};
  prlimit(slot->pid, RLIMIT_CPU, &limit, NULL);
}

/* ---- the question --------------------------------------------------------------------------- */

/* As much as the socket takes now.  A worker that hung up shows when its answer is read. */
static void slot_send(Slot *slot) {
  gsize photo_length;
  const guint8 *photo = g_bytes_get_data(slot->photo, &photo_length);
  while (slot->sent < slot->head->len + photo_length) {
    gboolean in_head = slot->sent < slot->head->len;
    gsize at = in_head ? slot->sent : slot->sent - slot->head->len;
    const guint8 *from = in_head ? slot->head->data : photo;
    gsize length = (in_head ? slot->head->len : photo_length) - at;
    ssize_t n = send(slot->fd, from + at, length, MSG_NOSIGNAL);
    if (n < 0) return;
    slot->sent += (gsize)n;
  }
}

gboolean cc_slot_is_sent(const Slot *slot) {
  return slot->sent == slot->head->len + g_bytes_get_size(slot->photo);
}

/* The first worker was begun with the pool.  One whose helper somebody killed is begun anew. */
static gboolean slot_have_worker(CardcatPool *pool, Slot *slot, GError **error) {
  g_autoptr(GError) killed = NULL;
  if (!cc_slot_know(pool, pool->slots, &killed) && killed && killed->code != CARDCAT_ERROR_AGAIN) {
    g_propagate_error(error, g_steal_pointer(&killed));
    return FALSE;
  }
  slot_bury_idle(pool, slot);
  if (slot->pid != 0) return TRUE;
  if (!cc_slot_start(pool, slot, error)) return FALSE;
  g_clear_error(&killed);
  if (cc_slot_know(pool, slot, &killed)) return TRUE;
  if (g_error_matches(killed, CARDCAT_ERROR, CARDCAT_ERROR_AGAIN))
    return cc_slot_start(pool, slot, error) && cc_slot_know(pool, slot, error);
  g_propagate_error(error, g_steal_pointer(&killed));
  return FALSE;
}

gboolean cc_slot_begin(CardcatPool *pool, Slot *slot, GError **error) {
  if (!slot_have_worker(pool, slot, error)) return FALSE;
  slot->sent = slot->pages = slot->notes = slot->early_at = 0;
  slot->share = 0;
  slot->spent = (CardcatSpent){0};
  g_byte_array_set_size(slot->answer, 0);
  slot->still = cc_still_begin(g_get_monotonic_time(), cc_process_cpu(slot->pid));
  slot_allow_page(pool, slot);
  slot_send(slot);
  return TRUE;
}

/* ---- the answer ----------------------------------------------------------------------------- */

/* A worker that is well says less than this about a photo. */
#define NOTES_MAX 100000

static void tell_progress(const CardcatPool *pool, Slot *slot, guint32 note) {
  CardcatStage stage;
  double share;
  if (!pool->progress || !cc_note_is_progress(note, &stage, &share)) return;
  slot->share = MAX(slot->share, share);
  pool->progress(slot->ticket, stage, slot->share, pool->progress_data);
}

/* What a worker says before its answer; FALSE: nothing, or too much. */
static gboolean take_note(const CardcatPool *pool, Slot *slot) {
  CcMessageHead head;
  CcAnswerState state = cc_answer_state(slot->answer);
  if (state == CC_ANSWER_CARD) return cc_slot_take_card(pool, slot);
  if (slot->notes == NOTES_MAX || state != CC_ANSWER_NOTE) return FALSE;
  memcpy(&head, slot->answer->data, sizeof head);
  if (head.name_length == 0 && slot->pages == CC_PHOTO_PAGES_MAX) return FALSE;
  g_byte_array_remove_range(slot->answer, 0, sizeof head);
  slot->notes++;
  if (head.name_length != 0) {
    CardcatPhase phase;
    guint milliseconds;
    if (cc_note_is_spent(head.name_length, &phase, &milliseconds))
      slot->spent.milliseconds[phase] = milliseconds;
    else
      tell_progress(pool, slot, head.name_length);
    return TRUE;
  }
  slot->pages++;
  slot_allow_page(pool, slot);
  return TRUE;
}

static CcAnswerState slot_receive(const CardcatPool *pool, Slot *slot) {
  guint8 buffer[RECEIVE_BYTES];
  for (;;) {
    ssize_t n = recv(slot->fd, buffer, sizeof buffer, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return CC_ANSWER_PART;
    if (n <= 0) return CC_ANSWER_HUNG_UP;
    g_byte_array_append(slot->answer, buffer, (guint)n);
    while (take_note(pool, slot)) {
    }
    CcAnswerState state = cc_answer_state(slot->answer);
    if (state != CC_ANSWER_PART) return state;
  }
}

/* What the end of a worker with wait STATUS means for its photo. */
static GError *death_error(const CardcatPool *pool, const char *name, int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == CC_WORKER_OUT_OF_MEMORY)
    return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_AGAIN, "%s: needed more than %u MB of memory",
                       name, pool->limits.megabytes);
  if (WIFSIGNALED(status))
    return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_AGAIN, "%s: the reader crashed on it (%s)",
                       name, g_strsignal(WTERMSIG(status)));
  return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_AGAIN, "%s: the reader ended without an answer",
                     name);
}

static GError *no_answer(const char *name) {
  return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_AGAIN, "%s: the reader gave no answer to it",
                     name);
}

/* The worker's own word, with what the parent knows better put right. */
static void take_answer(CardcatPool *pool, Slot *slot, CardcatPoolResult *result) {
  gboolean understood = FALSE;
  g_autoptr(GError) error = NULL;
  result->readings =
      cc_answer_decode(slot->answer->data + sizeof(CcMessageHead),
                       slot->answer->len - sizeof(CcMessageHead), &understood, &error);
  for (guint i = 0; result->readings && i < result->readings->len; i++) {
    CardcatReading *reading = result->readings->pdata[i];
    g_free(reading->path);
    reading->path = g_strdup(slot->name);
  }
  slot->answered++;
  if (!understood) {
    cc_slot_end(pool, slot, TRUE);
    g_clear_error(&error);
    error = no_answer(slot->name);
  }
  if (result->readings) result->spent = slot->spent;
  result->error = g_steal_pointer(&error);
}

/* The photo is done with: by its answer, or with ERROR (owned). */
static void slot_finish(CardcatPool *pool, Slot *slot, GError *error, CardcatPoolResult *result) {
  *result = (CardcatPoolResult){.ticket = slot->ticket, .error = error};
  if (!error) take_answer(pool, slot, result);
  if (g_error_matches(result->error, CARDCAT_ERROR, CARDCAT_ERROR_AGAIN))
    result->readings = cc_slot_give_cards(pool, slot, result->error->message);
  if (result->readings) g_clear_error(&result->error);
  pool->is_stale |= g_error_matches(result->error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING);
  cc_slot_forget_photo(slot);
}

/* A worker that had read other photos may have died of them (memory adds up): what a photo does
 * must not hang on its neighbours, so it has a second try with a new worker; as one has that
 * somebody else killed. */
static gboolean slot_try_again(CardcatPool *pool, Slot *slot, int status) {
  gboolean killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if ((slot->answered == 0 && !killed) || slot->second_try) return FALSE;
  slot->second_try = TRUE;
  return cc_slot_begin(pool, slot, NULL);
}

/* Why the worker is to be given up; NULL: it is not. */
static GError *limit_error(const CardcatPool *pool, Slot *slot) {
  gint64 cpu = cc_process_cpu(slot->pid);
  gint64 still = cc_still_look(&slot->still, g_get_monotonic_time(), cpu);
  if (cpu >= slot->cpu_limit)
    return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_AGAIN,
                       "%s: took longer than %u s of processor time", slot->name,
                       pool->limits.seconds);
  if (still >= pool->still)
    return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_AGAIN, "%s: the reader stood still on it",
                       slot->name);
  return NULL;
}

/* TRUE: the photo is done with and RESULT was written. */
gboolean cc_slot_advance(CardcatPool *pool, Slot *slot, short events, CardcatPoolResult *result) {
  if (slot->cancelled) {
    slot_finish(pool, slot,
                g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED, "%s: reading was cancelled",
                            slot->name),
                result);
    return TRUE;
  }
  if (events & POLLOUT) slot_send(slot);
  CcAnswerState state = events & ~POLLOUT ? slot_receive(pool, slot) : CC_ANSWER_PART;
  if (state == CC_ANSWER_PART) {
    GError *limit = limit_error(pool, slot);
    if (!limit) return FALSE;
    cc_slot_end(pool, slot, TRUE);
    slot_finish(pool, slot, limit, result);
    return TRUE;
  }
  if (state == CC_ANSWER_HUNG_UP) {
    int status = cc_slot_end(pool, slot, FALSE);
    if (slot_try_again(pool, slot, status)) return FALSE;
    slot_finish(pool, slot, death_error(pool, slot->name, status), result);
    return TRUE;
  }
  if (state == CC_ANSWER_WRONG || state == CC_ANSWER_NOTE || state == CC_ANSWER_CARD) {
    cc_slot_end(pool, slot, TRUE);
    slot_finish(pool, slot, no_answer(slot->name), result);
    return TRUE;
  }
  slot_finish(pool, slot, NULL, result);
  return TRUE;
}
