/* The parent's side: who works on what, until when, and what became of it. */
#define _GNU_SOURCE /* prlimit */
#include "reader/reader.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define JOBS_MAX 64
/* A worker that waits for ever uses no processor: after so many seconds without any it is given up.
 * One that a busy machine lets wait gets a little in that time. */
#define STILL_SECONDS 120
#define SPARE_SECONDS 30
/* How often, in milliseconds, a worker at its limit is looked at. */
#define LOOK_MILLISECONDS 10
#define RECEIVE_BYTES 65536

/* A worker and, while BUSY, the photo it has. */
typedef struct {
  pid_t pid; /* 0: none runs, the next photo starts one */
  int fd;
  guint answered; /* photos since it was born */

  gboolean busy;
  guint64 ticket;
  char *name;
  GBytes *photo;
  GByteArray *head; /* of the question */
  gsize sent;       /* bytes of head and photo that are in the socket */
  gint64 cpu_limit; /* microseconds of the worker's processor time */
  gint64 cpu_seen;  /* how much it had used when it was looked at */
  gint64 far_stop;  /* monotonic microseconds: when it used no more until then, it stands still */
  GByteArray *answer;
  guint pages; /* that were read */
  gboolean second_try;
} Slot;

struct CardcatPool {
  const CcWork *work;
  gpointer data;
  gpointer owned; /* DATA, when it is freed with the pool */
  guint jobs;
  CcWorkerLimits limits;
  gint64 still; /* microseconds that a worker may use no processor */
  Slot *slots;
};

/* ---- the life of a worker ------------------------------------------------------------------- */

static gboolean slot_start(const CardcatPool *pool, Slot *slot, GError **error) {
  slot->answered = 0;
  return cc_worker_start(pool->work, pool->data, &pool->limits, &slot->pid, &slot->fd, error);
}

/* Kills the worker if it still lives, and takes its wait status. */
static int slot_end(Slot *slot, gboolean kill_it) {
  int status = 0;
  if (slot->pid == 0) return 0;
  if (kill_it) kill(slot->pid, SIGKILL);
  while (waitpid(slot->pid, &status, 0) < 0 && errno == EINTR) {
  }
  close(slot->fd);
  slot->pid = 0;
  return status;
}

/* A worker that died idle, of whatever, is no one's failure. */
static void slot_bury_idle(Slot *slot) {
  struct pollfd event = {slot->fd, POLLIN, 0};
  if (slot->pid != 0 && poll(&event, 1, 0) > 0) slot_end(slot, TRUE);
}

static void slot_forget_photo(Slot *slot) {
  slot->busy = slot->second_try = FALSE;
  g_clear_pointer(&slot->name, g_free);
  g_clear_pointer(&slot->photo, g_bytes_unref);
  g_clear_pointer(&slot->head, g_byte_array_unref);
  g_clear_pointer(&slot->answer, g_byte_array_unref);
}

/* Microseconds that all threads of the worker ran so far; 0 when it is gone. */
static gint64 slot_cpu(const Slot *slot) {
  clockid_t clock;
  struct timespec used;
  if (clock_getcpuclockid(slot->pid, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
  return (gint64)used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

/* The next page may take as long as a page may.  The kernel ends a worker that is past that by
 * SPARE_SECONDS, should nobody look at it. */
static void slot_allow_page(const CardcatPool *pool, Slot *slot) {
  slot->cpu_limit = slot_cpu(slot) + (gint64)pool->limits.seconds * G_USEC_PER_SEC;
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

static gboolean slot_is_sent(const Slot *slot) {
  return slot->sent == slot->head->len + g_bytes_get_size(slot->photo);
}

static gboolean slot_begin(CardcatPool *pool, Slot *slot, GError **error) {
  slot_bury_idle(slot);
  if (slot->pid == 0 && !slot_start(pool, slot, error)) return FALSE;
  slot->sent = slot->pages = 0;
  g_byte_array_set_size(slot->answer, 0);
  slot->cpu_seen = slot_cpu(slot);
  slot_allow_page(pool, slot);
  slot->far_stop = g_get_monotonic_time() + pool->still;
  slot_send(slot);
  return TRUE;
}

/* ---- the answer ----------------------------------------------------------------------------- */

/* A worker's word that a page is read, which is no answer yet; FALSE: there is none. */
static gboolean take_page_done(const CardcatPool *pool, Slot *slot) {
  if (slot->pages == CC_PHOTO_PAGES_MAX || cc_answer_state(slot->answer) != CC_ANSWER_PAGE)
    return FALSE;
  g_byte_array_remove_range(slot->answer, 0, sizeof(CcMessageHead));
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
    while (take_page_done(pool, slot)) {
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
static void take_answer(Slot *slot, CardcatPoolResult *result) {
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
    slot_end(slot, TRUE);
    g_clear_error(&error);
    error = no_answer(slot->name);
  }
  result->error = g_steal_pointer(&error);
}

/* The photo is done with: by its answer, or with ERROR (owned). */
static void slot_finish(Slot *slot, GError *error, CardcatPoolResult *result) {
  *result = (CardcatPoolResult){.ticket = slot->ticket, .error = error};
  if (!error) take_answer(slot, result);
  slot_forget_photo(slot);
}

/* A worker that had read other photos may have died of them (memory adds up): what a photo does
 * must not hang on its neighbours, so it has a second try with a new worker; as one has that
 * somebody else killed. */
static gboolean slot_try_again(CardcatPool *pool, Slot *slot, int status) {
  gboolean killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if ((slot->answered == 0 && !killed) || slot->second_try) return FALSE;
  slot->second_try = TRUE;
  return slot_begin(pool, slot, NULL);
}

/* Why the worker is to be given up; NULL: it is not. */
static GError *limit_error(const CardcatPool *pool, Slot *slot) {
  gint64 cpu = slot_cpu(slot), now = g_get_monotonic_time();
  if (cpu > slot->cpu_seen) {
    slot->cpu_seen = cpu;
    slot->far_stop = now + pool->still;
  }
  if (cpu >= slot->cpu_limit)
    return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_AGAIN,
                       "%s: took longer than %u s of processor time", slot->name,
                       pool->limits.seconds);
  if (now >= slot->far_stop)
    return g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_AGAIN, "%s: the reader stood still on it",
                       slot->name);
  return NULL;
}

/* TRUE: the photo is done with and RESULT was written. */
static gboolean slot_advance(CardcatPool *pool, Slot *slot, short events,
                             CardcatPoolResult *result) {
  if (events & POLLOUT) slot_send(slot);
  CcAnswerState state = events & ~POLLOUT ? slot_receive(pool, slot) : CC_ANSWER_PART;
  if (state == CC_ANSWER_PART) {
    GError *limit = limit_error(pool, slot);
    if (!limit) return FALSE;
    slot_end(slot, TRUE);
    slot_finish(slot, limit, result);
    return TRUE;
  }
  if (state == CC_ANSWER_HUNG_UP) {
    int status = slot_end(slot, FALSE);
    if (slot_try_again(pool, slot, status)) return FALSE;
    slot_finish(slot, death_error(pool, slot->name, status), result);
    return TRUE;
  }
  if (state == CC_ANSWER_WRONG || state == CC_ANSWER_PAGE) {
    slot_end(slot, TRUE);
    slot_finish(slot, no_answer(slot->name), result);
    return TRUE;
  }
  slot_finish(slot, NULL, result);
  return TRUE;
}

/* ---- the pool ------------------------------------------------------------------------------- */

CardcatPool *cc_pool_new(const CcWork *work, gpointer data, const CardcatPoolOptions *options,
                         GError **error) {
  CardcatPoolOptions o = options ? *options : (CardcatPoolOptions){0};
  g_autoptr(CardcatPool) pool = g_new0(CardcatPool, 1);
  pool->work = work;
  pool->data = data;
  pool->jobs = CLAMP(o.jobs > 0 ? o.jobs : g_get_num_processors(), 1, JOBS_MAX);
  pool->limits.seconds = o.seconds > 0 ? o.seconds : CC_PAGE_SECONDS;
  pool->still = (gint64)STILL_SECONDS * G_USEC_PER_SEC;
  pool->limits.megabytes = o.megabytes > 0 ? o.megabytes : CC_WORKER_MEGABYTES;
  pool->limits.no_sandbox = o.no_sandbox;
  pool->slots = g_new0(Slot, pool->jobs);
  return slot_start(pool, pool->slots, error) ? g_steal_pointer(&pool) : NULL;
}

void cardcat_pool_free(CardcatPool *pool) {
  if (!pool) return;
  for (guint i = 0; i < pool->jobs; i++) {
    slot_end(&pool->slots[i], TRUE);
    slot_forget_photo(&pool->slots[i]);
  }
  g_free(pool->slots);
  g_free(pool->owned);
  g_free(pool);
}

void cc_pool_own(CardcatPool *pool, gpointer data) {
  pool->owned = data;
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

gboolean cardcat_pool_submit(CardcatPool *pool, guint64 ticket, const char *name, GBytes *photo,
                             GError **error) {
  g_return_val_if_fail(cardcat_pool_idle(pool) > 0, FALSE);
  Slot *slot = pool->slots;
  while (slot->busy)
    slot++;
  slot->ticket = ticket;
  slot->name = g_strdup(name);
  slot->photo = g_bytes_ref(photo);
  slot->head = cc_question_head(name, g_bytes_get_size(photo));
  slot->answer = g_byte_array_new();
  slot->busy = slot_begin(pool, slot, error);
  if (!slot->busy) slot_forget_photo(slot);
  return slot->busy;
}

/* Milliseconds until SLOT may be at a limit: a worker has at most as much time as all processors
 * of the machine give. */
static int slot_time_left(const Slot *slot) {
  gint64 cpu = (slot->cpu_limit - slot_cpu(slot)) / g_get_num_processors();
  gint64 left = MIN(cpu, slot->far_stop - g_get_monotonic_time());
  return (int)CLAMP(left / 1000 + 1, LOOK_MILLISECONDS, G_MAXINT);
}

/* What poll() shall look for; a slot without a photo is not looked at.  Milliseconds until a
 * limit may be reached, at most LONGEST (-1: for ever). */
static int prepare(const CardcatPool *pool, struct pollfd *events, int longest) {
  for (guint i = 0; i < pool->jobs; i++) {
    const Slot *slot = &pool->slots[i];
    events[i] = (struct pollfd){slot->busy ? slot->fd : -1, POLLIN, 0};
    if (!slot->busy) continue;
    if (!slot_is_sent(slot)) events[i].events |= POLLOUT;
    int left = slot_time_left(slot);
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
      if (pool->slots[i].busy && slot_advance(pool, &pool->slots[i], events[i].revents, result))
        return TRUE;
    if (milliseconds >= 0 && g_get_monotonic_time() >= until) return FALSE;
  }
  return FALSE;
}

void cardcat_pool_result_clear(CardcatPoolResult *result) {
  g_clear_pointer(&result->readings, g_ptr_array_unref);
  g_clear_error(&result->error);
}
