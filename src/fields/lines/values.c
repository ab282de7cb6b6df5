/* The grammars on every line, and the best alternative of each line. */
#include "fields/lines/lines.h"

#include <string.h>

/* How much worse a line's second alternative counts than its first. */
#define ALTERNATIVE_COST 0.03
#define ALTERNATIVES_MAX 5
/* A gap of this many heights between words parts two pieces of a line. */
#define WIDE_GAP 2.2

static double sum_scores(const GPtrArray *values) {
  double sum = 0;
  for (guint i = 0; i < values->len; i++)
    sum += ((const CcValue *)values->pdata[i])->score;
  return sum;
}

static int compare_start(gconstpointer a, gconstpointer b) {
  const CcValue *x = *(const CcValue *const *)a, *y = *(const CcValue *const *)b;
  return x->start < y->start ? -1 : x->start > y->start;
}

/* The blanks of TEXT that are wide gaps of line INDEX become tabs. */
static void mark_gaps(const CcCard *card, guint index, char *text) {
  const GPtrArray *words = cc_card_line(card, index)->words;
  gsize at = 0;
  for (guint i = 0; i + 1 < words->len; i++) {
    const CardcatWord *word = words->pdata[i], *next = words->pdata[i + 1];
    gsize length = strlen(word->text);
    if (strlen(text + at) <= length) return;
    at += length;
    int gap = next->box.x - (word->box.x + word->box.w);
    if (text[at] == ' ' && gap > WIDE_GAP * MAX(word->box.h, next->box.h)) text[at] = '\t';
    at++;
  }
}

gboolean cc_words_spell(const CardcatLine *line, const char *text) {
  const GPtrArray *words = line->words;
  for (guint i = 0; i < words->len; i++) {
    const CardcatWord *word = words->pdata[i];
    gsize length = strlen(word->text);
    if (strncmp(text, word->text, length) != 0) return FALSE;
    text += length;
    if (*text == ' ') text++;
  }
  return !*text && words->len > 0;
}

static GPtrArray *values_of(const CcCard *card, guint index, const char *text) {
  GPtrArray *values = g_ptr_array_new_with_free_func((GDestroyNotify)cc_value_free);
  g_autofree char *rest = g_strdup(text);
#define GRAMMAR(kind, field, find) find(card->models, rest, values);
  CC_GRAMMAR_TABLE(GRAMMAR)
#undef GRAMMAR
  if (cc_words_spell(cc_card_line(card, index), text)) mark_gaps(card, index, rest);
  cc_phones_find(card->models, card->region, rest, values);
  g_ptr_array_sort(values, compare_start);
  return values;
}

/* Hands VALUES, found in TEXT, over to the card. */
static void take_values(CcCard *card, guint index, const char *text, GPtrArray *values) {
  g_ptr_array_add(card->texts, g_strdup(text));
  while (values->len > 0) {
    CcValue *value = g_ptr_array_steal_index(values, 0);
    value->line = index;
    g_ptr_array_add(card->values, value);
  }
}

static void add_values(CcCard *card, guint index, const char *text) {
  g_autoptr(GPtrArray) values = values_of(card, index, text);
  take_values(card, index, text, values);
}

/* ---- the alternatives of a line -----------------------------------------------------------------
 */

/* The alternative of the line that satisfies the grammars best; its values go to the card. */
static void choose_alternative(CcCard *card, guint index) {
  const CardcatLine *line = cc_card_line(card, index);
  const char *best_text = line->text;
  guint best = 0, count = MIN(line->alternatives->len + 1, ALTERNATIVES_MAX);
  g_autoptr(GPtrArray) alternatives =
      g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  for (guint i = 0; i < count; i++) {
    const char *text = i > 0 ? line->alternatives->pdata[i - 1] : line->text;
    g_ptr_array_add(texts, (gpointer)text);
    g_ptr_array_add(alternatives, values_of(card, index, text));
    double gain = sum_scores(alternatives->pdata[i]) - sum_scores(alternatives->pdata[best]);
    if (i == 0 || gain <= ALTERNATIVE_COST * i) continue;
    best = i;
    best_text = text;
  }
  GPtrArray *values = alternatives->pdata[best];
  if (values->len > 0) cc_values_vote(texts, alternatives, best);
  g_ptr_array_sort(values, compare_start);
  if (values->len == 0) best_text = cc_sensible_alternative(card, line);
  const CardcatLine *read = card->input->lines->pdata[index]; /* before words were voted for */
  if (strcmp(best_text, read->text) != 0)
    cc_trace_changed(card, index, 0, strlen(best_text), CC_CHANGE_READING, NULL);
  take_values(card, index, best_text, values);
}

/* ---- values over two lines ------------------------------------------------------------------ */

/* "jo@harbour-" before "lane.com": the rest of a value that the line breaks off; its bytes at the
 * beginning of the next line, 0 when there is none. */
static gsize rest_below(const CcCard *card, guint index) {
  if (index + 1 >= MIN(card->input->lines->len, CC_LINES_MAX)) return 0;
  const char *text = cc_card_line(card, index)->text, *next = cc_card_line(card, index + 1)->text;
  const char *last = strrchr(text, ' ');
  last = last ? last + 1 : text;
  gsize length = strlen(last), rest = strcspn(next, " ");
  gboolean begun = strchr(last, '@') || strstr(last, "www.") || strstr(last, "://");
  if (!begun || length < 5 || !strchr("-.@", last[length - 1]) || strchr(next, '@')) return 0;
  g_autofree char *tail = g_strndup(next, rest);
  g_autofree char *host = g_strconcat("a", tail, NULL);
  return g_ascii_isalnum(*tail) && cc_suffix_known(host) ? rest : 0;
}

void cc_values_find(CcCard *card) {
  guint lines = MIN(card->input->lines->len, CC_LINES_MAX);
  for (guint i = 0; i < lines; i++) {
    if (cc_value_below(card, i)) continue;
    gsize rest = rest_below(card, i);
    if (!rest) {
      choose_alternative(card, i);
      continue;
    }
    const char *next = cc_card_line(card, i + 1)->text;
    g_autofree char *tail = g_strndup(next, rest);
    g_autofree char *whole = g_strconcat(cc_card_line(card, i)->text, tail, NULL);
    add_values(card, i, whole);
    add_values(card, ++i, next + rest);
    cc_trace_changed(card, i, 0, 0, CC_CHANGE_JOINED, tail);
  }
  cc_values_label_rows(card);
}
