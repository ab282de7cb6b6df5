/* Labels in a column of their own: "Telefax" at the left of a row, its number at the right. */
#include "fields/lines/lines.h"

#include <string.h>

/* So many lines of one letter that stand below each other are labels, and no icons. */
#define LETTERS_MIN 3

/* All of line INDEX, without the sign at its end; owned. */
static char *key_of(const CcCard *card, guint index) {
  g_autofree char *text = g_strdup(cc_card_line(card, index)->text);
  gsize length = strlen(text);
  while (length > 0 && strchr(" .:", text[length - 1]))
    text[--length] = '\0';
  return cc_fold(text);
}

/* How many lines of one letter begin where line INDEX does, itself among them. */
static guint letters_below(const CcCard *card, guint index) {
  const CardcatBox *own = &cc_card_line(card, index)->box;
  guint count = 0;
  for (guint i = 0; i < card->texts->len; i++) {
    const CardcatBox *box = &cc_card_line(card, i)->box;
    g_autofree char *key = key_of(card, i);
    count += strlen(key) == 1 && g_ascii_isalpha(*key) && ABS(box->x - own->x) < own->h ? 1 : 0;
  }
  return count;
}

/* The label that all of line INDEX is; NONE. */
static CcLabelWord label_alone(const CcCard *card, guint index) {
  g_autofree char *key = key_of(card, index);
  CcLabelWord label = cc_models_label(card->models, key);
  if (label < CC_L_WORK || label > CC_L_OTHER) return CC_L_NONE;
  return strlen(key) > 1 || letters_below(card, index) >= LETTERS_MIN ? label : CC_L_NONE;
}

/* B stands in A's row, to its right. */
static gboolean is_right_of(const CardcatBox *a, const CardcatBox *b) {
  int from = MAX(a->y, b->y), to = MIN(a->y + a->h, b->y + b->h);
  return a->h > 0 && b->h > 0 && 2 * (to - from) > MIN(a->h, b->h) && b->x >= a->x + a->w;
}

/* The first number in the row of line INDEX that has no label itself, borrowed; NULL. */
static CcValue *number_beside(const CcCard *card, guint index) {
  const CardcatBox *box = &cc_card_line(card, index)->box;
  for (guint i = 0; i < card->values->len; i++) {
    CcValue *value = card->values->pdata[i];
    if (value->kind == CC_PHONE && !value->label_word && value->line != index &&
        is_right_of(box, &cc_card_line(card, value->line)->box))
      return value;
  }
  return NULL;
}

void cc_values_label_rows(CcCard *card) {
  for (guint i = 0; i < card->texts->len; i++) {
    CcLabelWord label = label_alone(card, i);
    CcValue *value = label ? number_beside(card, i) : NULL;
    if (!value) continue;
    value->label_word = label;
    value->type = cc_phone_type_of(label, CARDCAT_PHONE_WORK);
  }
}
