/* What a person asks to be read or shown just now: one thing at a time, by a worker of its own. */
#include "page/intake/intake.h"

/* A spot that is smaller, in pixels, holds no print. */
#define EDGE_MIN 8

struct CcSpot {
  CardcatStore *store;
  CardcatReaderOptions options;
  GPtrArray *learned; /* what OPTIONS point at */
  CardcatPool *pool;  /* NULL: nothing was asked yet */
  guint64 ticket;     /* of the last that was asked */
  CcSpotCard card;    /* that it is of; 0: none */
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

/* Pixels of the longer edge of a photo that is shown. */
#define SHOWN_EDGE 2400

static void give_up(CcSpot *spot) {
  CardcatPoolResult result = {0};
  if (!spot->busy || !cardcat_pool_cancel(spot->pool, spot->ticket)) return;
  g_autoptr(GError) broken = NULL;
  if (cardcat_pool_wait(spot->pool, 0, &result, &broken)) cardcat_pool_result_clear(&result);
  spot->busy = FALSE;
}

/* The worker is free, and what it read before is forgotten. */
static gboolean begin(CcSpot *spot, GError **error) {
  g_clear_pointer(&spot->readings, g_ptr_array_unref);
  g_clear_error(&spot->wrong);
  spot->card = (CcSpotCard){0};
  return start(spot, error);
}

static guint64 ticket_of(CcSpot *spot, gboolean is_asked) {
  if (!is_asked) return 0;
  spot->busy = TRUE;
  return ++spot->ticket;
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
  return ticket_of(
      spot, begin(spot, error) && cardcat_pool_submit_spot(spot->pool, spot->ticket + 1, "the spot",
                                                           picture, box, error));
}

guint64 cc_spot_ask_card(CcSpot *spot, const CcSpotCard *of, GBytes *photo,
                         const CardcatPlace *place, GError **error) {
  step(spot);
  give_up(spot);
  guint64 ticket = ticket_of(
      spot, begin(spot, error) && cardcat_pool_submit_card(spot->pool, spot->ticket + 1, "the card",
                                                           photo, place, error));
  if (ticket) spot->card = *of;
  return ticket;
}

guint64 cc_spot_ask_photo(CcSpot *spot, GBytes *photo, guint page, GError **error) {
  step(spot);
  give_up(spot);
  return ticket_of(spot, begin(spot, error) &&
                             cardcat_pool_submit_picture(spot->pool, spot->ticket + 1, "the photo",
                                                         photo, page, SHOWN_EDGE, error));
}

CcSpotCard cc_spot_card(const CcSpot *spot, guint64 ticket) {
  return ticket == spot->ticket ? spot->card : (CcSpotCard){0};
}

void cc_spot_forget(CcSpot *spot, guint64 ticket) {
  if (ticket != spot->ticket || spot->busy) return;
  g_clear_pointer(&spot->readings, g_ptr_array_unref);
  g_clear_error(&spot->wrong);
  spot->card = (CcSpotCard){0};
}

CcSpotState cc_spot_answer(CcSpot *spot, guint64 ticket, const CardcatReading **reading,
                           GError **error) {
  step(spot);
  if (ticket != spot->ticket || (!spot->busy && !spot->readings && !spot->wrong)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                        "nothing of the kind is being read any more");
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
