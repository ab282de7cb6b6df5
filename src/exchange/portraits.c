/* Pictures of people that come with contacts: decoded where they can do no harm. */
#include "exchange/exchange.h"

struct CcPortraits {
  CardcatPool *pool; /* NULL: none came yet */
  guint64 ticket;
};

CcPortraits *cc_portraits_new(void) {
  return g_new0(CcPortraits, 1);
}

void cc_portraits_free(CcPortraits *portraits) {
  if (!portraits) return;
  cardcat_pool_free(portraits->pool);
  g_free(portraits);
}

static gboolean start(CcPortraits *portraits, GError **error) {
  static const CardcatPoolOptions one = {.jobs = 1, .late = TRUE};
  if (!portraits->pool) portraits->pool = cardcat_pool_new(NULL, &one, error);
  return portraits->pool != NULL;
}

GBytes *cc_portraits_take(CcPortraits *portraits, GBytes *came, const char *name, GError **error) {
  CardcatPoolResult result = {0};
  GError *broken = NULL;
  if (!start(portraits, error) ||
      !cardcat_pool_submit_picture(portraits->pool, ++portraits->ticket, name, came, 1,
                                   CARDCAT_PORTRAIT_EDGE, error))
    return NULL;
  while (!cardcat_pool_wait(portraits->pool, -1, &result, &broken))
    if (broken) {
      g_propagate_error(error, broken);
      return NULL;
    }
  const CardcatReading *reading = result.readings ? result.readings->pdata[0] : NULL;
  GBytes *picture = reading ? g_bytes_ref(reading->picture) : NULL;
  if (result.error) g_propagate_error(error, g_steal_pointer(&result.error));
  cardcat_pool_result_clear(&result);
  return picture;
}
