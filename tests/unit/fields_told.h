/* Nothing disappears without a word: what a test asks of each line of a card. */
#pragma once

#include <string.h>

#include "fields/give/give.h"

static gboolean is_in_evidence(const CcFields *fields, const CcTrace *given) {
  for (guint i = 0; i < fields->evidence->len; i++) {
    const CardcatEvidence *e = fields->evidence->pdata[i];
    if (e->field == given->field && e->index == given->index) return TRUE;
  }
  return FALSE;
}

static gboolean is_unused(const CcFields *fields, const char *text, CardcatUnusedReason reason) {
  g_autofree char *bare = g_strstrip(g_strdup(text));
  for (guint i = 0; i < fields->unused->len; i++) {
    const CardcatUnused *unused = fields->unused->pdata[i];
    if (unused->reason == reason && strstr(unused->text, bare)) return TRUE;
  }
  return FALSE;
}

/* Whether each piece of line INDEX stands in a field, in the notes or in what is unused. */
static gboolean is_told(const CcCard *card, guint index, const CcFields *fields) {
  g_autoptr(GArray) pieces = cc_trace_pieces(card, index);
  const char *text = cc_card_text(card, index);
  for (guint i = 0; i < pieces->len; i++) {
    const CcTracePiece *piece = &g_array_index(pieces, CcTracePiece, i);
    g_autofree char *part = g_strndup(text + piece->start, piece->end - piece->start);
    if (!piece->by || (piece->by->fate == CC_GIVEN && !is_in_evidence(fields, piece->by)) ||
        (piece->by->fate == CC_DROPPED && !is_unused(fields, part, piece->by->reason)))
      return FALSE;
  }
  return pieces->len > 0 || !*text;
}
