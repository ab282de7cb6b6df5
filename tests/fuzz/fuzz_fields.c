/* Fields from lines and payloads that nobody printed: the first byte of a line says whether it is
 * a code, a reading of the line before, or a line, and where it stands.  With and without what was
 * learned, a region, and being told how it was decided. */
#include <string.h>

#include "fields/give/give.h"

#define INPUT_MAX 20000
#define LINES_MAX 400

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void add_line(GPtrArray *lines, GPtrArray *payloads, const char *raw, gsize length) {
  guint head = (guint8)raw[0];
  g_autofree char *text = cc_text_clean(raw + 1, (gssize)length - 1, CC_TEXT_MAX);
  if (head < 8) {
    g_ptr_array_add(payloads, cc_text_clean_lines(raw + 1, (gssize)length - 1, CC_TEXT_MAX));
    return;
  }
  if (head < 16 && lines->len > 0) {
    CardcatLine *before = lines->pdata[lines->len - 1];
    g_ptr_array_add(before->alternatives, g_steal_pointer(&text));
    return;
  }
  CardcatBox box = {(int)(head % 7) * 90 - 40, (int)lines->len * 25 - 30, (int)(head % 5) * 120,
                    (int)(head % 40)};
  CardcatLine *line = cardcat_line_new(text, head % 3 ? box : (CardcatBox){0}, (head % 11) / 10.0);
  line->x_height = head % 30;
  if (head % 4 == 0) g_ptr_array_add(line->words, cardcat_word_new(text, box, 0.5));
  g_ptr_array_add(lines, line);
}

/* Words that a book has taught: the whole of what is learned, with kinds and texts of all sorts. */
static CcModels *taught(void) {
  static const char *const texts[] = {"Acme", "firm.example", "Head of Things", "Springfield",
                                      "DE"};
  CcModels *models = cc_models_load(NULL, NULL);
  g_autoptr(GPtrArray) learned =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_learned_free);
  for (guint kind = 0; kind < G_N_ELEMENTS(texts); kind++) {
    CardcatLearned *one = cardcat_learned_new((CardcatLearnedKind)kind, texts[kind]);
    one->organization = kind == CARDCAT_LEARNED_DOMAIN ? g_strdup(texts[0]) : NULL;
    one->count = 2;
    g_ptr_array_add(learned, one);
  }
  if (models) cc_models_learn(models, learned);
  return models;
}

/* Of every line it is told how it was decided. */
static void check_explained(const CcFieldsInput *input, const CcFields *fields) {
  g_assert_true(!fields->explanation == !input->explain);
  if (!input->explain) return;
  g_assert_cmpuint(fields->explanation->lines->len, ==, input->lines->len);
}

/* Of every letter somebody says what became of it, and what is not given is unused. */
static void check_told(const CcModels *models, const CcFieldsInput *input, const CcFields *fields) {
  g_autoptr(CcCard) card = cc_card_new(models, input);
  g_autoptr(CcFields) again = cc_fields_new();
  cc_card_prepare(card);
  cc_decide(card);
  cc_assemble(card, again);
  guint lost = 0;
  for (guint i = 0; i < input->lines->len; i++) {
    g_autoptr(GArray) pieces = cc_trace_pieces(card, i);
    gboolean is_lost = FALSE;
    for (guint k = 0; k < pieces->len; k++) {
      const CcTrace *by = g_array_index(pieces, CcTracePiece, k).by;
      g_assert_nonnull(by);
      is_lost |= by->fate == CC_DROPPED;
    }
    g_assert_true(pieces->len > 0 || !*cc_card_text(card, i));
    lost += is_lost ? 1 : 0;
  }
  g_assert_cmpuint(fields->unused->len, >=, lost);
}

static void take_lines(const char *from, const char *end, GPtrArray *lines, GPtrArray *payloads) {
  while (from < end && lines->len < LINES_MAX) {
    const char *stop = memchr(from, '\n', (gsize)(end - from));
    if (!stop) stop = end;
    if (stop > from) add_line(lines, payloads, from, (gsize)(stop - from));
    from = stop + 1;
  }
}

/* What else there is to an input follows from its size, so that all its bytes are print. */
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  static const char *const regions[] = {NULL, "US", "DE", "GB", "XX"};
  static CcModels *models[2];
  if (!models[0]) models[0] = cc_models_load(NULL, NULL);
  if (!models[1]) models[1] = taught();
  const CcModels *used = models[size / 2 % 2];
  if (!used || size > INPUT_MAX) return 0;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  g_autoptr(GPtrArray) payloads = g_ptr_array_new_with_free_func(g_free);
  take_lines((const char *)data, (const char *)data + size, lines, payloads);
  const CcFieldsInput input = {.lines = lines,
                               .payloads = payloads,
                               .width = size % 7 ? 900 : 0,
                               .height = size % 7 ? 500 : 0,
                               .region = regions[size % G_N_ELEMENTS(regions)],
                               .explain = size % 2 > 0};
  g_autoptr(CcFields) fields = cc_fields_find(used, &input);
  check_told(used, &input, fields);
  check_explained(&input, fields);
  return 0;
}
