/* How far a photo is. */
#include "reader/reader.h"

/* Of a page: when it is loaded, when its outlines are found, and when they are read; then the whole
 * picture may be looked at.  By the processor time of photos with one card. */
#define LOADED 0.1
#define FOUND 0.2
#define READ 0.95

static double between(double from, double to, double share) {
  return from + share * (to - from);
}

void cc_progress_phase(CcProgress *progress, CardcatPhase phase) {
  if (!progress) return;
  gint64 now = g_get_monotonic_time();
  if (progress->since > 0) progress->spent[progress->phase] += now - progress->since;
  progress->phase = phase;
  progress->since = phase < CARDCAT_PHASES ? now : 0;
}

/* SHARE of the page. */
static void tell(CcProgress *progress, CardcatStage stage, double share) {
  if (!progress->tell) return;
  progress->told = MAX(progress->told, between(progress->page, progress->page_end, share));
  progress->tell(stage, progress->told, progress->data);
}

void cc_progress_page(CcProgress *progress, guint index, guint pages) {
  if (!progress) return;
  cc_progress_phase(progress, CARDCAT_PHASE_DECODE);
  progress->page = (double)index / pages;
  progress->page_end = (index + 1.0) / pages;
  progress->card = FOUND;
  progress->card_end = READ;
  tell(progress, CARDCAT_STAGE_LOAD, 0);
}

void cc_progress_find(CcProgress *progress) {
  if (!progress) return;
  cc_progress_phase(progress, CARDCAT_PHASE_OUTLINE);
  tell(progress, CARDCAT_STAGE_FIND, LOADED);
}

void cc_progress_card(CcProgress *progress, guint index, guint cards) {
  if (!progress) return;
  progress->card = between(FOUND, READ, (double)index / cards);
  progress->card_end = between(FOUND, READ, (index + 1.0) / cards);
  tell(progress, CARDCAT_STAGE_READ, progress->card);
}

void cc_progress_read(CcProgress *progress, double share) {
  if (progress)
    tell(progress, CARDCAT_STAGE_READ, between(progress->card, progress->card_end, share));
}
