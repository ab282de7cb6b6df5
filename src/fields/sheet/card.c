/* The life of a card inside the room, and where its bytes stand. */
#include "fields/sheet/sheet.h"

#include <string.h>

#include "base/geometry.h"

static void clear_trace(gpointer entry) {
  g_free(((CcTrace *)entry)->to);
}

CcCard *cc_card_new(const CcModels *models, const CcFieldsInput *input) {
  CcCard *card = g_new0(CcCard, 1);
  card->models = models;
  card->input = input;
  card->lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  card->texts = g_ptr_array_new_with_free_func(g_free);
  card->values = g_ptr_array_new_with_free_func((GDestroyNotify)cc_value_free);
  card->segments = g_array_new(FALSE, FALSE, sizeof(CcSegment));
  card->spans = g_ptr_array_new_with_free_func((GDestroyNotify)cc_span_free);
  card->domains = g_ptr_array_new_with_free_func(g_free);
  card->signs = g_array_new(FALSE, FALSE, sizeof(CcSigns));
  card->trace = g_array_new(FALSE, FALSE, sizeof(CcTrace));
  g_array_set_clear_func(card->trace, clear_trace);
  return card;
}

void cc_card_free(CcCard *card) {
  if (!card) return;
  g_ptr_array_unref(card->lines);
  g_ptr_array_unref(card->texts);
  g_ptr_array_unref(card->values);
  g_array_unref(card->segments);
  g_ptr_array_unref(card->spans);
  g_ptr_array_unref(card->domains);
  g_free(card->firm);
  g_array_unref(card->signs);
  g_array_unref(card->trace);
  g_free(card);
}

const CardcatLine *cc_card_line(const CcCard *card, guint index) {
  const CardcatLine *voted = index < card->lines->len ? card->lines->pdata[index] : NULL;
  return voted ? voted : card->input->lines->pdata[index];
}

/* The part of BOX that its bytes take when all letters are equally wide. */
static CardcatBox share(CardcatBox box, gsize start, gsize end, gsize length) {
  if (length == 0) return box;
  double unit = (double)box.w / (double)length;
  int x = box.x + (int)(unit * (double)start);
  return (CardcatBox){x, box.y, MAX(1, (int)(unit * (double)(end - start))), box.h};
}

CardcatBox cc_card_box(const CcCard *card, guint index, gsize start, gsize end) {
  const CardcatLine *line = cc_card_line(card, index);
  const char *text = card->texts->pdata[index];
  CardcatBox box = {0};
  gsize at = 0;
  for (guint i = 0; i < line->words->len; i++) {
    const CardcatWord *word = line->words->pdata[i];
    gsize length = strlen(word->text);
    if (strncmp(text + at, word->text, length) != 0)
      return share(line->box, start, end, strlen(text));
    if (at < end && at + length > start) box = cc_box_union(box, word->box);
    at += length;
    if (text[at] == ' ') at++;
  }
  return box.w > 0 ? box : share(line->box, start, end, strlen(text));
}

gboolean cc_card_mailbox_has(const CcCard *card, const char *word) {
  g_autofree char *slug = cc_slug(word);
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    if (value->kind != CC_EMAIL) continue;
    g_autofree char *local = g_strndup(value->value, strcspn(value->value, "@"));
    g_autofree char *mailbox = cc_slug(local);
    if (strstr(mailbox, slug)) return TRUE;
  }
  return FALSE;
}
