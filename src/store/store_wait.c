/* Waiting for a book that another program is writing to. */
#include "store/store.h"

gboolean cc_wait_on(CcWait *wait, const char *name, guint count) {
  /* What counts are the tries: however slow the machine is, each has its pause. */
  guint64 waited = (guint64)count * CC_WAIT_PAUSE / 1000;
  const CardcatStoreOptions *options = &wait->options;
  wait->ended = FALSE;
  if (waited >= CARDCAT_STORE_WAIT_SECONDS * 1000) return FALSE;
  if (options->busy && !options->busy(name, (guint)waited, options->data)) {
    wait->ended = TRUE;
    return FALSE;
  }
  g_usleep(wait->pause);
  return TRUE;
}
