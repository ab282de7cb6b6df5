/* A worker process: one photo after the other, from its socket and back to it. */
#include "reader/reader.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

struct CcWorker {
  int fd; /* its end of the socket */
  const CcWork *work;
  gpointer data;
  guint seconds;    /* of the processor that it may take for a page */
  gboolean in_part; /* only what QUESTION says is asked for */
  CcQuestion question;
  GError *missing; /* why it can read no photo; NULL: it can */
};

static gboolean receive_all(int fd, void *into, gsize length) {
  for (gsize done = 0; done < length;) {
    ssize_t n = recv(fd, (char *)into + done, length - done, 0);
    if (n > 0)
      done += (gsize)n;
    else if (n == 0 || errno != EINTR)
      return FALSE;
  }
  return TRUE;
}

static gboolean send_all(int fd, const guint8 *bytes, gsize length) {
  for (gsize done = 0; done < length;) {
    ssize_t n = send(fd, bytes + done, length - done, MSG_NOSIGNAL);
    if (n >= 0)
      done += (gsize)n;
    else if (errno != EINTR)
      return FALSE;
  }
  return TRUE;
}

/* FALSE when the parent hung up.  An allocation that fails is a question that is refused. */
static gboolean receive_question(CcWorker *worker, char **name, GBytes **photo) {
  CcMessageHead head;
  int fd = worker->fd;
  if (!receive_all(fd, &head, sizeof head)) return FALSE;
  worker->in_part = head.magic == CC_MESSAGE_MAGIC_PART;
  if (head.magic != CC_MESSAGE_MAGIC && !worker->in_part) return FALSE;
  if (worker->in_part && !receive_all(fd, &worker->question, sizeof worker->question)) return FALSE;
  if (head.name_length > CC_NAME_MAX || head.length < head.name_length) return FALSE;
  gsize length = head.length - head.name_length;
  g_autofree char *text = g_malloc0((gsize)head.name_length + 1);
  if (!receive_all(fd, text, head.name_length)) return FALSE;
  g_autofree guint8 *bytes = g_malloc(MAX(length, 1));
  if (!receive_all(fd, bytes, length)) return FALSE;
  *name = g_steal_pointer(&text);
  *photo = g_bytes_new_take(g_steal_pointer(&bytes), length);
  return TRUE;
}

const CcQuestion *cc_worker_question(const CcWorker *worker) {
  return worker->in_part ? &worker->question : NULL;
}

guint cc_worker_page_seconds(const CcWorker *worker) {
  return worker->seconds;
}

/* A parent that hung up shows when the answer is sent. */
static void send_note(const CcWorker *worker, guint32 note) {
  const CcMessageHead head = {CC_MESSAGE_MAGIC, note, 0};
  send_all(worker->fd, (const guint8 *)&head, sizeof head);
}

void cc_worker_page_done(const CcWorker *worker) {
  if (worker) send_note(worker, 0);
}

void cc_worker_progress(const CcWorker *worker, CardcatStage stage, double share) {
  send_note(worker, cc_note_progress(stage, share));
}

void cc_worker_hand_on(const CcWorker *worker, const CardcatReading *card) {
  g_autoptr(GByteArray) message = cc_card_encode(card);
  send_all(worker->fd, message->data, message->len);
}

void cc_worker_spent(const CcWorker *worker, const gint64 *microseconds) {
  for (int phase = 0; phase < CARDCAT_PHASES; phase++)
    send_note(worker, cc_note_spent((CardcatPhase)phase, microseconds[phase]));
}

static GPtrArray *read_one(const CcWorker *worker, GBytes *photo, const char *name,
                           GError **error) {
  if (!worker->missing) return worker->work->read(worker->data, photo, name, worker, error);
  g_propagate_prefixed_error(error, g_error_copy(worker->missing), "%s: ", name);
  return NULL;
}

static gboolean answer_one(CcWorker *worker) {
  g_autofree char *name = NULL;
  g_autoptr(GBytes) photo = NULL;
  if (!receive_question(worker, &name, &photo)) return FALSE;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = read_one(worker, photo, name, &error);
  g_autoptr(GByteArray) answer = cc_answer_encode(readings, error);
  return send_all(worker->fd, answer->data, answer->len);
}

static void prepare(CcWorker *worker, gboolean sandboxed) {
  g_auto(CcSandbox) sandbox = {0};
  gboolean well =
      !worker->work->prepare || worker->work->prepare(worker->data, &sandbox, &worker->missing);
  well = well && (!sandboxed || cc_sandbox_enter(&sandbox, &worker->missing));
  g_assert(well == !worker->missing);
}

void cc_worker_run(const CcWork *work, gpointer data, const CcWorkerLimits *limits, int fd,
                   int parent) {
  if (!cc_worker_confine(fd, parent, limits->megabytes)) _exit(0);
  CcWorker worker = {.fd = fd, .work = work, .data = data, .seconds = limits->seconds};
  prepare(&worker, !limits->no_sandbox);
  /* What is missing may be there for the next worker. */
  while (answer_one(&worker) && !worker.missing) {
  }
  _exit(0);
}
