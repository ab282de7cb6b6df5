/* How much longer a photo may be worked on. */
#include "base/base.h"

#include <gio/gio.h>
#include <time.h>

static gint64 now(const CcBudget *budget) {
  struct timespec used = {0};
  if (budget->clock) return budget->clock();
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return (gint64)used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

void cc_budget_begin(CcBudget *budget, gint64 microseconds) {
  budget->end = budget->part_end = now(budget) + microseconds;
  budget->left_out = budget->part_left_out = FALSE;
}

gboolean cc_budget_is_cancelled(const CcBudget *budget) {
  return budget && g_cancellable_is_cancelled(budget->cancellable);
}

gboolean cc_budget_begin_part(CcBudget *budget, gint64 microseconds) {
  if (cc_budget_is_cancelled(budget)) return FALSE;
  gint64 at = now(budget);
  budget->part_end = MIN(at + microseconds, budget->end);
  budget->part_left_out = FALSE;
  if (at >= budget->end) budget->left_out = TRUE;
  return at < budget->end;
}

gboolean cc_budget_is_spent(CcBudget *budget) {
  if (!budget || (!cc_budget_is_cancelled(budget) && now(budget) < budget->part_end)) return FALSE;
  budget->left_out = budget->part_left_out = TRUE;
  return TRUE;
}
