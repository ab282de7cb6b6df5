/* The decision over lines with places, readings and confidences that no card has: four bytes say
 * where a line stands, how high it is, how surely it was read, and whether it is another reading of
 * the line before; then its text. */
#include <math.h>
#include <string.h>

#include "fields/decide/decide.h"

#define INPUT_MAX 8000
#define LINES_MAX 60
#define HEAD 4

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void add_line(GPtrArray *lines, const guint8 *head, const char *raw, gsize length) {
  g_autofree char *text = cc_text_clean(raw, (gssize)length, CC_TEXT_MAX);
  if (head[3] < 64 && lines->len > 0) {
    CardcatLine *before = lines->pdata[lines->len - 1];
    g_ptr_array_add(before->alternatives, g_steal_pointer(&text));
    return;
  }
  CardcatBox box = {head[0] * 4 - 60, head[1] * 3 - 40, (int)strlen(text) * (head[2] % 30),
                    head[2] % 90};
  CardcatLine *line = cardcat_line_new(text, box, (head[3] - 64) / 191.0);
  line->x_height = head[2] % 64;
  line->stroke = head[2] % 9;
  g_ptr_array_add(line->words, cardcat_word_new(text, box, line->confidence));
  g_ptr_array_add(lines, line);
}

/* What every decided card is, whatever stood on it. */
static void check_card(const CcCard *card) {
  guint firm = 0;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    g_assert_false(isnan(span->margin));
    if (span->kind != CC_UNDECIDED) continue;
    g_assert_cmpuint(span->decided, <, CC_LABELS);
    firm += span->is_firm ? 1 : 0;
    if (span->decided == CC_ORG) g_assert_true(span->is_firm);
    if (span->decided == CC_NAME || span->decided == CC_TITLE) g_assert_false(span->handle);
  }
  g_assert_cmpuint(firm, <=, CC_FIRM_LINES);
  g_assert_true((firm > 0) == (card->firm != NULL));
  if (card->firm) g_assert_true(g_utf8_validate(card->firm, -1, NULL) && *card->firm);
}

static CcCard *decided(const CcModels *models, const CcFieldsInput *input) {
  CcCard *card = cc_card_new(models, input);
  cc_card_prepare(card);
  cc_decide(card);
  check_card(card);
  return card;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  static CcModels *models;
  if (!models) models = cc_models_load(NULL, NULL);
  if (!models || size > INPUT_MAX) return 0;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  g_autoptr(GPtrArray) payloads = g_ptr_array_new_with_free_func(g_free);
  const guint8 *from = data, *end = data + size;
  while (end - from > HEAD && lines->len < LINES_MAX) {
    const guint8 *text = from + HEAD, *stop = memchr(text, '\n', (gsize)(end - text));
    if (!stop) stop = end;
    add_line(lines, from, (const char *)text, (gsize)(stop - text));
    from = stop + 1;
  }
  CcFieldsInput input = {.lines = lines, .payloads = payloads, .width = 900, .height = 500};
  g_autoptr(CcCard) once = decided(models, &input), again = decided(models, &input);
  g_assert_cmpuint(once->spans->len, ==, again->spans->len);
  for (guint i = 0; i < once->spans->len; i++)
    g_assert_cmpuint(((CcSpan *)once->spans->pdata[i])->decided, ==,
                     ((CcSpan *)again->spans->pdata[i])->decided);
  return 0;
}
