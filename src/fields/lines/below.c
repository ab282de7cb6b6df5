/* Lines that go on with the number above them: its extension, another of its town. */
#include "fields/lines/lines.h"

#include <string.h>

#include "base/geometry.h"

/* A line stands below another when the gap is less than this many of its heights. */
#define GAP_MAX 1.5

/* The last value of line INDEX, when it is a number that ends it. */
static CcValue *number_of(const CcCard *card, guint index) {
  CcValue *last = NULL;
  for (guint i = 0; i < card->values->len; i++) {
    CcValue *value = card->values->pdata[i];
    if (value->line == index) last = value;
  }
  if (!last || last->kind != CC_PHONE) return NULL;
  const char *rest = (const char *)card->texts->pdata[index] + last->end;
  return rest[strspn(rest, " ,.;")] ? NULL : last;
}

/* All of line INDEX becomes a number like NUMBER, printed as VALUE. */
static CcValue *add_like(CcCard *card, guint index, const CcValue *number, const char *value) {
  const char *text = cc_card_line(card, index)->text;
  CcValue *same = cc_value_new(CC_PHONE, 0, strlen(text), value);
  same->line = index;
  same->raw = g_strdup(text);
  same->e164 = g_strdup(number->e164);
  same->extension = g_strdup(number->extension);
  same->label_word = number->label_word;
  same->type = number->type;
  same->score = number->score;
  g_ptr_array_add(card->texts, g_strdup(text));
  g_ptr_array_add(card->values, same);
  return same;
}

/* "Extension 136" alone on line INDEX, below a number: it is that number's.  Its own place becomes
 * a value, so that it is nothing else. */
static gboolean take_extension(CcCard *card, guint index, CcValue *number) {
  const char *text = cc_card_line(card, index)->text;
  gsize after = 0;
  g_autofree char *extension =
      number->extension ? NULL : cc_phone_extension(card->models, text, 0, &after);
  if (!extension || text[after + strspn(text + after, " .,;")]) return FALSE;
  gsize word = strcspn(text, " .:0123456789");
  char *value = g_strdup_printf("%s %.*s%s %s", number->value, (int)word, text,
                                text[word] == '.' ? "." : "", extension);
  g_free(number->value);
  number->value = value;
  number->extension = g_strdup(extension);
  add_like(card, index, number, value);
  return TRUE;
}

/* ---- another number of the town -------------------------------------------------------------- */

/* "40118012" alone on line INDEX, below "+91-40-40118011". */
static gboolean take_local(CcCard *card, guint index, const CcValue *number) {
  g_autofree char *text = g_strdup(cc_card_line(card, index)->text);
  g_strdelimit(text, ",;", ' ');
  g_strstrip(text);
  if (number->extension || !cc_phone_repeats_tail(number->value, text)) return FALSE;
  CcValue *found = add_like(card, index, number, text);
  g_free(found->e164);
  found->e164 = cc_phone_town_e164(number->value, text, card->region);
  return TRUE;
}

/* The line above INDEX in its column, of those before it; the one before it where nothing tells;
 * -1: none. */
static int line_above(const CcCard *card, guint index) {
  const CardcatBox *box = &cc_card_line(card, index)->box;
  int above = (int)index - 1, nearest = box->h > 0 ? (int)(GAP_MAX * box->h) : 0;
  for (guint i = 0; box->h > 0 && i < index; i++) {
    const CardcatBox *other = &cc_card_line(card, i)->box;
    int gap = box->y - (other->y + other->h);
    if (cc_box_shared_width(box, other) <= 0 || other->y >= box->y || gap >= nearest) continue;
    nearest = gap;
    above = (int)i;
  }
  return above;
}

gboolean cc_value_below(CcCard *card, guint index) {
  int above = line_above(card, index);
  CcValue *number = above >= 0 ? number_of(card, (guint)above) : NULL;
  return number && (take_extension(card, index, number) || take_local(card, index, number));
}
