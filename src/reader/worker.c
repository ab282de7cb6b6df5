/* A worker process: one photo after the other, from its socket and back to it. */
#include "reader/reader.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

struct CcWorker {
  int fd; /* its end of the socket */
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
static gboolean receive_question(int fd, char **name, GBytes **photo) {
  CcMessageHead head;
  if (!receive_all(fd, &head, sizeof head) || head.magic != CC_MESSAGE_MAGIC) return FALSE;
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

/* A parent that hung up shows when the answer is sent. */
void cc_worker_page_done(const CcWorker *worker) {
  const CcMessageHead head = {CC_MESSAGE_MAGIC, 0, 0};
  if (worker) send_all(worker->fd, (const guint8 *)&head, sizeof head);
}

static gboolean answer_one(int fd, CcReadFunc read, gpointer data) {
  const CcWorker worker = {fd};
  g_autofree char *name = NULL;
  g_autoptr(GBytes) photo = NULL;
  if (!receive_question(fd, &name, &photo)) return FALSE;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = read(data, photo, name, &worker, &error);
  g_autoptr(GByteArray) answer = cc_answer_encode(readings, error);
  return send_all(fd, answer->data, answer->len);
}

void cc_worker_run(int fd, CcReadFunc read, gpointer data) {
  while (answer_one(fd, read, data)) {
  }
  _exit(0);
}
