/* A spot of a card's picture that is read again: one at a time, by a worker of its own. */
#include "page/intake/intake.h"

/* A spot that is smaller, in pixels, holds no print. */
#define EDGE_MIN 8

struct CcSpot {
  CardcatStore *store;
  CardcatReaderOptions options;
  GPtrArray *learned; /* what OPTIONS point at */
  CardcatPool *pool;  /* NULL: nothing was asked yet */
  guint64 ticket;     /* of the last that was asked */
  gboolean busy;
  GPtrArray *readings; /* of that, once it is read; NULL: it was not, as WRONG says */
  GError *wrong;
};

static gboolean start(CcSpot *spot, GError **error) {
  static const CardcatPoolOptions one = {.jobs = 1, .late = TRUE};
  if (spot->pool) return TRUE;
  g_clear_pointer(&spot->learned, g_ptr_array_unref);
  spot->learned = cardcat_store_learned(spot->store, error);
  if (!spot->learned) return FALSE;
  spot->options.learned = spot->learned;
  spot->pool = cardcat_pool_new(&spot->options, &one, error);
  return spot->pool != NULL;
}

CcSpot *cc_spot_new(CardcatStore *store) {
  CcSpot *spot = g_new0(CcSpot, 1);
  spot->store = store;
  return spot;
}

void cc_spot_free(CcSpot *spot) {
  if (!spot) return;
  g_clear_pointer(&spot->pool, cardcat_pool_free);
  g_clear_pointer(&spot->learned, g_ptr_array_unref);
  g_clear_pointer(&spot->readings, g_ptr_array_unref);
  g_clear_error(&spot->wrong);
  g_free(spot);
}

static void step(CcSpot *spot) {
  CardcatPoolResult result = {0};
  if (!spot->busy) return;
  gboolean done = cardcat_pool_wait(spot->pool, 0, &result, &spot->wrong);
  if (!done && !spot->wrong) return;
  spot->busy = FALSE;
  if (!done) return;
  spot->readings = g_steal_pointer(&result.readings);
  if (result.error) g_propagate_error(&spot->wrong, g_steal_pointer(&result.error));
}

guint64 cc_spot_ask(CcSpot *spot, GBytes *picture, const CardcatBox *box, GError **error) {
  if (box->w < EDGE_MIN || box->h < EDGE_MIN) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "the spot is too small to read");
    return 0;
  }
  step(spot);
  if (spot->busy) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "another spot is being read");
    return 0;
  }
  g_clear_pointer(&spot->readings, g_ptr_array_unref);
  g_clear_error(&spot->wrong);
  double left = box->x, top = box->y, right = left + box->w, bottom = top + box->h;
  const CardcatPoint corners[] = {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
  if (!start(spot, error) ||
      !cardcat_pool_submit_card(spot->pool, spot->ticket + 1, "the spot", picture, corners, error))
    return 0;
  spot->busy = TRUE;
  return ++spot->ticket;
}

CcSpotState cc_spot_answer(CcSpot *spot, guint64 ticket, const CardcatReading **reading,
                           GError **error) {
  step(spot);
  if (ticket != spot->ticket || (!spot->busy && !spot->readings && !spot->wrong)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "no such spot is read");
    return CC_SPOT_FAILED;
  }
  if (spot->busy) return CC_SPOT_READING;
  if (!spot->readings) {
    g_propagate_error(error, g_error_copy(spot->wrong));
    return CC_SPOT_FAILED;
  }
  *reading = spot->readings->pdata[0];
  return CC_SPOT_READ;
}
