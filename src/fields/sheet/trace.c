/* What became of every byte of a card: given, dropped or changed, and why. */
#include "fields/sheet/sheet.h"

#include <string.h>

/* The fate of lines after CC_LINES_MAX. */
static const CcTrace beyond = {.fate = CC_DROPPED, .reason = CARDCAT_UNUSED_TOO_MUCH};

const char *cc_change_sentence(CcChange change) {
  static const char *const sentences[] = {
      [CC_CHANGE_READING] = "another alternative of the line makes more sense",
      [CC_CHANGE_JOINED] = "it goes with the value that the line above breaks off",
      [CC_CHANGE_MENDED] = "mended, as it must have been printed",
      [CC_CHANGE_FIRM] = "the likeliest of all that may be the firm, in this spelling",
      [CC_CHANGE_PERSON] = "the person, on a second look at the whole card",
      [CC_CHANGE_TITLE] = "a title, on a second look at the whole card",
      [CC_CHANGE_NO_TITLE] = "no title, on a second look at the whole card",
      [CC_CHANGE_LABEL_NOTE] = "a note: a place, but no part of the address",
      [CC_CHANGE_LABEL_PLACE] = "an address: it stands with one and says a place",
  };
  return sentences[change];
}

static void tell(CcCard *card, CcTrace entry) {
  g_array_append_val(card->trace, entry);
}

void cc_trace_given(CcCard *card, guint line, gsize start, gsize end, CardcatField field,
                    guint index) {
  tell(card, (CcTrace){CC_GIVEN, line, start, end, .field = field, .index = index});
}

void cc_trace_dropped(CcCard *card, guint line, gsize start, gsize end,
                      CardcatUnusedReason reason) {
  if (start < end) tell(card, (CcTrace){CC_DROPPED, line, start, end, .reason = reason});
}

void cc_trace_changed(CcCard *card, guint line, gsize start, gsize end, CcChange change,
                      const char *to) {
  tell(card, (CcTrace){CC_CHANGED, line, start, end, .change = change, .to = g_strdup(to)});
}

void cc_span_dropped(CcCard *card, const CcSpan *span, CardcatUnusedReason reason) {
  cc_trace_dropped(card, span->line, span->start, span->end, reason);
}

const char *cc_card_text(const CcCard *card, guint index) {
  return index < card->texts->len ? card->texts->pdata[index] : cc_card_line(card, index)->text;
}

/* Who has each of LENGTH bytes of line INDEX: places in the trace, G_MAXUINT for nobody. */
static guint *owners_of(const CcCard *card, guint index, gsize length) {
  guint *owners = g_new(guint, length + 1);
  memset(owners, 0xFF, (length + 1) * sizeof *owners);
  for (CcFate fate = CC_GIVEN; fate <= CC_DROPPED; fate++)
    for (guint i = 0; i < card->trace->len; i++) {
      const CcTrace *entry = &g_array_index(card->trace, CcTrace, i);
      if (entry->line != index || entry->fate != fate) continue;
      for (gsize k = entry->start; k < MIN(entry->end, length); k++)
        if (owners[k] == G_MAXUINT) owners[k] = i;
    }
  return owners;
}

static gboolean has_letters(const char *text, gsize start, gsize end) {
  for (const char *p = text + start; p < text + end; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p))) return TRUE;
  return FALSE;
}

static void add_piece(GArray *pieces, gsize start, gsize end, const CcTrace *by) {
  CcTracePiece *last =
      pieces->len > 0 ? &g_array_index(pieces, CcTracePiece, pieces->len - 1) : NULL;
  CcTracePiece piece = {start, end, by};
  if (last && last->by == by)
    last->end = end;
  else
    g_array_append_val(pieces, piece);
}

GArray *cc_trace_pieces(const CcCard *card, guint index) {
  GArray *pieces = g_array_new(FALSE, FALSE, sizeof(CcTracePiece));
  const char *text = cc_card_text(card, index);
  gsize length = strlen(text);
  if (index >= card->texts->len) {
    add_piece(pieces, 0, length, &beyond);
    return pieces;
  }
  g_autofree guint *owners = owners_of(card, index, length);
  const CcTrace *first = NULL;
  for (gsize start = 0, end; start < length; start = end) {
    for (end = start; end < length && owners[end] == owners[start]; end++) {
    }
    const CcTrace *by =
        owners[start] == G_MAXUINT ? NULL : &g_array_index(card->trace, CcTrace, owners[start]);
    if (!first) first = by;
    if (has_letters(text, start, end)) add_piece(pieces, start, end, by);
  }
  if (pieces->len == 0 && length > 0) add_piece(pieces, 0, length, first);
  return pieces;
}
