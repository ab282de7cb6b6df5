/* The lines of a card cut into segments: values, and between them what has one meaning each. */
#include "fields/lines/lines.h"

#include <string.h>

/* A gap between words of a line this many times its height parts two columns. */
#define COLUMN_GAP 2.2

static void add_segment(CcCard *card, guint line, gsize start, gsize end, gboolean beside_value,
                        CcLabelWord label) {
  CcSegment segment = {.kind = CC_UNDECIDED,
                       .line = line,
                       .start = start,
                       .end = end,
                       .beside_value = beside_value,
                       .label = label};
  if (start < end) g_array_append_val(card->segments, segment);
}

/* The byte where a register's number begins that closes bytes START..END of a line; END: none. */
static gsize register_from(const CcCard *card, guint line, gsize start, gsize end) {
  const char *text = card->texts->pdata[line];
  g_autofree char *whole = g_strndup(text + start, end - start);
  return end - cc_register_behind(card->models, whole);
}

static void add_segments(CcCard *card, guint line, gsize start, gsize end, gboolean beside_value) {
  const char *text = card->texts->pdata[line];
  gsize number = register_from(card, line, start, end);
  if (number < end) {
    add_segments(card, line, start, number, beside_value);
    add_segment(card, line, number + cc_joint_at(text + number), end, beside_value, CC_L_NONE);
    return;
  }
  g_autofree char *whole = g_strndup(text + start, end - start);
  g_autoptr(GArray) tokens = cc_tokens(card->models, whole);
  gsize length = end - start;
  guint before = card->segments->len;
  CcLabelWord label;
  gsize from = cc_cut_without_sign(card, tokens, whole, length, &label);
  gboolean cut = FALSE;
  add_segment(card, line, start, start + from, beside_value, CC_L_NONE);
  for (gsize i = from; i < length; i++) {
    gsize bytes = cc_cut_at(card, tokens, whole, i, &cut);
    if (!bytes) continue;
    add_segment(card, line, start + from, start + i, beside_value, label);
    if (i > from) label = CC_L_NONE;
    from = i + bytes;
    i = from - 1;
  }
  add_segment(card, line, start + from, end, beside_value, label);
  gboolean only_signs = card->segments->len == before;
  if (only_signs) add_segment(card, line, start, end, beside_value, CC_L_NONE);
}

/* The byte where a wide gap parts the words from START on; END when there is none. */
static gsize column_cut(const CcCard *card, guint index, gsize start, gsize end) {
  const CardcatLine *line = cc_card_line(card, index);
  const char *text = card->texts->pdata[index];
  gsize at = 0;
  const CardcatWord *before = NULL;
  for (guint i = 0; i < line->words->len; i++) {
    const CardcatWord *word = line->words->pdata[i];
    gsize length = strlen(word->text);
    if (strncmp(text + at, word->text, length) != 0) return end;
    if (before && at > start && at < end) {
      int gap = word->box.x - (before->box.x + before->box.w);
      if (gap > COLUMN_GAP * MAX(before->box.h, word->box.h)) return at;
    }
    before = word;
    at += length;
    if (text[at] == ' ') at++;
  }
  return end;
}

static void add_rest(CcCard *card, guint line, gsize start, gsize end, gboolean beside_value) {
  while (start < end) {
    gsize cut = column_cut(card, line, start, end);
    add_segments(card, line, start, cut, beside_value && cut == end);
    start = cut;
  }
}

static void add_line(CcCard *card, guint line) {
  const char *text = card->texts->pdata[line];
  gsize at = 0;
  gboolean beside_value = FALSE;
  for (guint v = 0; v < card->values->len; v++) {
    const CcValue *value = card->values->pdata[v];
    if (value->line != line) continue;
    beside_value |= value->kind < CC_KINDS;
    if (value->start > at) add_rest(card, line, at, value->start, beside_value);
    CcSegment segment = {
        .kind = value->kind, .line = line, .start = value->start, .end = value->end};
    if (value->kind < CC_KINDS) g_array_append_val(card->segments, segment);
    at = value->end;
  }
  add_rest(card, line, at, strlen(text), beside_value);
}

void cc_segments_make(CcCard *card) {
  for (guint line = 0; line < card->texts->len; line++)
    add_line(card, line);
}
