/* The parent's side: who works on what, and until when. */
#include "reader/parts.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define JOBS_MAX 64
/* A worker that waits for ever uses no processor: after so many seconds without any it is given up.
 * One that a busy machine lets wait gets a little in that time. */
#define STILL_SECONDS 120
/* How often, in milliseconds, a worker at its limit is looked at. */
#define LOOK_MILLISECONDS 10

/* ---- the pool ------------------------------------------------------------------------------- */

CcWorkerLimits cc_pool_limits(const CardcatPoolOptions *options) {
  CardcatPoolOptions o = options ? *options : (CardcatPoolOptions){0};
  return (CcWorkerLimits){.seconds = o.seconds > 0 ? o.seconds : CC_PAGE_SECONDS,
                          .megabytes = o.megabytes > 0 ? o.megabytes : CC_WORKER_MEGABYTES,
                          .no_sandbox = o.no_sandbox};
}

CardcatPool *cc_pool_new_with(CcHelper *helper, const CardcatPoolOptions *options, GError **error) {
  CardcatPoolOptions o = options ? *options : (CardcatPoolOptions){0};
  g_autoptr(CardcatPool) pool = g_new0(CardcatPool, 1);
  pool->helper = helper;
  pool->limits = cc_pool_limits(options);
  pool->jobs = CLAMP(o.jobs > 0 ? o.jobs : g_get_num_processors(), 1, JOBS_MAX);
  pool->still = (gint64)STILL_SECONDS * G_USEC_PER_SEC;
  pool->slots = g_new0(Slot, pool->jobs);
  if (!cc_slot_start(pool, pool->slots, error)) return NULL;
  return o.late || cc_slot_know(pool, pool->slots, error) ? g_steal_pointer(&pool) : NULL;
}

CardcatPool *cc_pool_new(const CcWork *work, gpointer data, const CardcatPoolOptions *options,
                         GError **error) {
  const CcWorkerLimits limits = cc_pool_limits(options);
  return cc_pool_new_with(cc_helper_fork(work, data, &limits), options, error);
}

/* The workers end with the helper. */
void cardcat_pool_free(CardcatPool *pool) {
  if (!pool) return;
  cc_helper_free(pool->helper);
  for (guint i = 0; i < pool->jobs; i++) {
    const Slot *slot = &pool->slots[i];
    if (slot->pid != 0 || slot->begun) close(slot->fd);
    cc_slot_forget_photo(&pool->slots[i]);
  }
  g_free(pool->slots);
  g_free(pool);
}

void cardcat_pool_set_progress(CardcatPool *pool, CardcatPoolProgressFunc progress, gpointer data) {
  pool->progress = progress;
  pool->progress_data = data;
}

void cardcat_pool_set_card(CardcatPool *pool, CardcatPoolCardFunc card, gpointer data) {
  pool->card = card;
  pool->card_data = data;
}

void cc_pool_set_no_pair(CardcatPool *pool) {
  pool->no_pair = TRUE;
}

gboolean cardcat_pool_cancel(CardcatPool *pool, guint64 ticket) {
  for (guint i = 0; i < pool->jobs; i++) {
    Slot *slot = &pool->slots[i];
    if (!slot->busy || slot->cancelled || slot->ticket != ticket) continue;
    slot->cancelled = TRUE;
    cc_slot_end(pool, slot, TRUE);
    return TRUE;
  }
  return FALSE;
}

void cc_pool_set_still(CardcatPool *pool, gint64 microseconds) {
  pool->still = microseconds;
}

guint cardcat_pool_jobs(const CardcatPool *pool) {
  return pool->jobs;
}

guint cardcat_pool_busy(const CardcatPool *pool) {
  guint busy = 0;
  for (guint i = 0; i < pool->jobs; i++)
    busy += pool->slots[i].busy ? 1 : 0;
  return busy;
}

guint cardcat_pool_idle(const CardcatPool *pool) {
  return pool->jobs - cardcat_pool_busy(pool);
}

/* Another helper looks anew for what was not there. */
static void renew(CardcatPool *pool) {
  cc_helper_stop(pool->helper);
  for (guint i = 0; i < pool->jobs; i++)
    cc_slot_end(pool, &pool->slots[i], TRUE);
  pool->is_stale = FALSE;
}

static gboolean submit(CardcatPool *pool, guint64 ticket, const char *name, GBytes *photo,
                       const CcQuestion *question, GError **error) {
  g_return_val_if_fail(cardcat_pool_idle(pool) > 0, FALSE);
  if (pool->is_stale && cardcat_pool_busy(pool) == 0) renew(pool);
  Slot *slot = pool->slots;
  while (slot->busy)
    slot++;
  slot->ticket = ticket;
  slot->name = g_strdup(name);
  slot->photo = g_bytes_ref(photo);
  slot->head = cc_question_head(name, g_bytes_get_size(photo), question);
  slot->answer = g_byte_array_new();
  slot->early = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  slot->early_bytes = 0;
  slot->busy = cc_slot_begin(pool, slot, error);
  if (!slot->busy) cc_slot_forget_photo(slot);
  return slot->busy;
}

gboolean cardcat_pool_submit(CardcatPool *pool, guint64 ticket, const char *name, GBytes *photo,
                             GError **error) {
  return submit(pool, ticket, name, photo, NULL, error);
}

gboolean cardcat_pool_submit_card(CardcatPool *pool, guint64 ticket, const char *name,
                                  GBytes *photo, const CardcatPlace *place, GError **error) {
  CcQuestion question = {.what = CC_ASK_CARD, .page = 1, .upright = TRUE};
  if (place) {
    question.page = MAX(1, place->page);
    question.upright = place->is_upright;
    memcpy(question.corners, place->corners, sizeof question.corners);
  }
  return submit(pool, ticket, name, photo, &question, error);
}

gboolean cardcat_pool_submit_spot(CardcatPool *pool, guint64 ticket, const char *name,
                                  GBytes *picture, const CardcatBox *box, GError **error) {
  g_return_val_if_fail(box->w > 0 && box->h > 0, FALSE);
  double left = box->x, top = box->y, right = left + box->w, bottom = top + box->h;
  const CcQuestion question = {
      .what = CC_ASK_SPOT,
      .page = 1,
      .corners = {{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
  return submit(pool, ticket, name, picture, &question, error);
}

gboolean cardcat_pool_submit_picture(CardcatPool *pool, guint64 ticket, const char *name,
                                     GBytes *photo, guint page, guint edge, GError **error) {
  g_return_val_if_fail(edge > 0, FALSE);
  const CcQuestion question = {.what = CC_ASK_PICTURE, .page = MAX(1, page), .edge = edge};
  return submit(pool, ticket, name, photo, &question, error);
}

/* Milliseconds until SLOT may be at a limit, or is looked at again: a worker has at most as much
 * time as all processors of the machine give. */
static int slot_time_left(const CardcatPool *pool, const Slot *slot) {
  gint64 cpu = (slot->cpu_limit - cc_process_cpu(slot->pid)) / g_get_num_processors();
  gint64 left = MIN(cpu, MIN(pool->still - slot->still.still, CC_STILL_LOOK));
  return (int)CLAMP(left / 1000 + 1, LOOK_MILLISECONDS, G_MAXINT);
}

/* What poll() shall look for; a slot without a photo is not looked at.  Milliseconds until a
 * limit may be reached, at most LONGEST (-1: for ever). */
static int prepare(const CardcatPool *pool, struct pollfd *events, int longest) {
  for (guint i = 0; i < pool->jobs; i++) {
    const Slot *slot = &pool->slots[i];
    events[i] = (struct pollfd){slot->busy && !slot->cancelled ? slot->fd : -1, POLLIN, 0};
    if (slot->cancelled) longest = 0;
    if (events[i].fd < 0) continue;
    if (!cc_slot_is_sent(slot)) events[i].events |= POLLOUT;
    int left = slot_time_left(pool, slot);
    if (longest < 0 || left < longest) longest = left;
  }
  return longest;
}

gboolean cardcat_pool_wait(CardcatPool *pool, int milliseconds, CardcatPoolResult *result,
                           GError **error) {
  struct pollfd events[JOBS_MAX];
  gint64 until = g_get_monotonic_time() + (gint64)MAX(milliseconds, 0) * 1000;
  while (cardcat_pool_busy(pool) > 0) {
    gint64 left = MAX(until - g_get_monotonic_time(), 0) / 1000;
    int timeout = prepare(pool, events, milliseconds < 0 ? -1 : (int)left);
    if (poll(events, pool->jobs, timeout) < 0) {
      if (errno == EINTR) return FALSE;
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "waiting for the workers: %s",
                  g_strerror(errno));
      return FALSE;
    }
    for (guint i = 0; i < pool->jobs; i++)
      if (pool->slots[i].busy && cc_slot_advance(pool, &pool->slots[i], events[i].revents, result))
        return TRUE;
    if (milliseconds >= 0 && g_get_monotonic_time() >= until) return FALSE;
  }
  return FALSE;
}

void cardcat_pool_result_clear(CardcatPoolResult *result) {
  g_clear_pointer(&result->readings, g_ptr_array_unref);
  g_clear_error(&result->error);
}
