/* What was read and is neither in a field nor in the notes, as the trace tells it. */
#include "fields/give/give.h"

#include <string.h>

/* Of one line; what follows goes with the last of them. */
#define PIECES_MAX 16

/* Whether one is given that SPAN looks like more than like nothing. */
static gboolean has_rival(const CcCard *card, const CcSpan *span) {
  CcLabel best = CC_NOISE;
  for (CcLabel label = 0; label < CC_LABELS; label++)
    if (span->score[label] > span->score[best]) best = label;
  for (guint i = 0; best != CC_NOISE && i < card->spans->len; i++)
    if (((const CcSpan *)card->spans->pdata[i])->decided == best) return TRUE;
  return FALSE;
}

void cc_unused_tell(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (span->kind == CC_UNDECIDED && span->decided == CC_NOISE)
      cc_span_dropped(card, span,
                      has_rival(card, span) ? CARDCAT_UNUSED_LESS_LIKELY : CARDCAT_UNUSED_NO_FIELD);
  }
}

void cc_unused_add(CcFields *fields, const char *text, CardcatBox box, CardcatUnusedReason reason) {
  g_ptr_array_add(fields->unused, cardcat_unused_new(text, box, reason));
}

/* START is moved over blanks, END back. */
static void strip(const char *text, gsize *start, gsize *end) {
  while (*start < *end && text[*start] == ' ')
    ++*start;
  while (*end > *start && text[*end - 1] == ' ')
    --*end;
}

/* Whether two pieces that follow each other were dropped for one reason. */
static gboolean are_one(const CcTracePiece *a, const CcTracePiece *b) {
  return a->by && b->by && a->by->fate == CC_DROPPED && b->by->fate == CC_DROPPED &&
         a->by->reason == b->by->reason;
}

static void add_line(const CcCard *card, guint line, CcFields *fields) {
  const char *text = cc_card_text(card, line);
  g_autoptr(GArray) pieces = cc_trace_pieces(card, line);
  guint added = 0;
  for (guint i = 0; i < pieces->len; i++) {
    CcTracePiece piece = g_array_index(pieces, CcTracePiece, i);
    if (piece.by && piece.by->fate == CC_GIVEN) continue;
    const CcTracePiece *next;
    while (i + 1 < pieces->len && (next = &g_array_index(pieces, CcTracePiece, i + 1)) &&
           are_one(&piece, next)) {
      piece.end = next->end;
      i++;
    }
    if (++added == PIECES_MAX) {
      piece.end = strlen(text);
      i = pieces->len;
    }
    strip(text, &piece.start, &piece.end);
    g_autofree char *part = g_strndup(text + piece.start, piece.end - piece.start);
    CardcatBox box = line < card->texts->len ? cc_card_box(card, line, piece.start, piece.end)
                                             : cc_card_line(card, line)->box;
    cc_unused_add(fields, part, box, piece.by ? piece.by->reason : CARDCAT_UNUSED_NO_FIELD);
  }
}

void cc_unused_collect(const CcCard *card, CcFields *fields) {
  for (guint i = 0; i < card->input->lines->len; i++)
    add_line(card, i, fields);
}
