/* Specks, ruled lines, icons and pieces of pictures that were read as letters. */
#include "fields/lines/lines.h"

#include <string.h>

/* Below these confidences of the OCR a line, a short line, one or two letters were specks and
 * pieces of pictures on photographed cards. */
#define SPECK_CONFIDENCE 0.3
#define DOUBTFUL_CONFIDENCE 0.7
#define LETTERS_CONFIDENCE 0.85
/* A letter or two, a word of up to four, at a line's end below these, and worse than the rest of
 * the line by the distance, were icons and pieces of logos on photographed cards. */
#define LETTERS_LOOSE_CONFIDENCE 0.75
#define WORD_LOOSE_CONFIDENCE 0.6
#define LOOSE_DISTANCE 0.12
#define LOOSE_LETTERS 4
/* A longer word that one alternative alone has may be the right one. */
#define UNHEARD_LETTERS 6
/* A word that means something at a line's end is kept down to this. */
#define KNOWN_CONFIDENCE 0.5

gboolean cc_is_speck(const CcCard *card, guint line, gsize start, gsize end) {
  const char *text = card->texts->pdata[line];
  double confidence = cc_card_line(card, line)->confidence;
  guint letters = 0, longest = 0, run = 0;
  for (const char *p = text + start; p < text + end; p = g_utf8_next_char(p)) {
    gboolean print = g_unichar_isalnum(g_utf8_get_char(p));
    letters += print ? 1 : 0;
    run = print ? run + 1 : 0;
    longest = MAX(longest, run);
  }
  if (confidence <= 0) return FALSE;
  if (confidence < SPECK_CONFIDENCE) return TRUE;
  if (confidence < LETTERS_CONFIDENCE && letters <= 2) return TRUE;
  g_autofree char *piece = g_strndup(text + start, end - start);
  if (letters >= 3 && cc_is_form_of_law(card->models, piece)) return FALSE;
  return confidence < DOUBTFUL_CONFIDENCE && (letters <= 3 || longest <= 2);
}

/* Words that stand at the ends of names, firms and addresses, short as they are. */
static gboolean is_known_end(const CcModels *models, const char *text) {
  guint32 ends = (strlen(text) > 3 ? CC_W_GIVEN | CC_W_FAMILY : 0) | CC_W_HONORIFIC |
                 CC_W_POSTNOMINAL | CC_W_LEGAL | CC_W_STREET | CC_W_UNIT | CC_W_PARTICLE |
                 CC_W_TITLE | CC_W_COUNTRY;
  g_autofree char *key = cc_fold(text);
  if (cc_models_flags(models, key) & ends) return TRUE;
  return cc_models_label(models, key) || cc_models_state_code(models, text, NULL);
}

static guint count_digits(const char *text) {
  guint n = 0;
  for (; *text; text++)
    n += g_ascii_isdigit(*text) ? 1 : 0;
  return n;
}

/* The mean confidence of the line's other words. */
static double rest_of_line(const CardcatLine *line, guint index) {
  double sum = 0;
  for (guint i = 0; i < line->words->len; i++)
    if (i != index) sum += ((const CardcatWord *)line->words->pdata[i])->confidence;
  return line->words->len > 1 ? sum / (line->words->len - 1) : 0;
}

/* How many of the line's other alternatives have WORD. */
static guint count_alternatives(const CardcatLine *line, const char *word) {
  guint n = 0;
  for (guint i = 0; i < line->alternatives->len; i++)
    n += strstr(line->alternatives->pdata[i], word) ? 1 : 0;
  return n;
}

static gboolean is_loose(const CcCard *card, guint index, gsize at) {
  const CardcatLine *line = cc_card_line(card, index);
  int i = cc_card_word_at(card, index, at);
  if (i < 0) return FALSE;
  const CardcatWord *word = line->words->pdata[i];
  glong letters = g_utf8_strlen(word->text, -1);
  if (letters > LOOSE_LETTERS || count_digits(word->text) > 1) return FALSE;
  if (letters > 1 && line->alternatives->len > 1 &&
      count_alternatives(line, word->text) == line->alternatives->len)
    return FALSE;
  if (word->confidence >= (letters > 2 ? WORD_LOOSE_CONFIDENCE : LETTERS_LOOSE_CONFIDENCE) ||
      word->confidence + LOOSE_DISTANCE >= rest_of_line(line, (guint)i))
    return FALSE;
  return word->confidence < KNOWN_CONFIDENCE || !is_known_end(card->models, word->text);
}

/* "zi ®™ Harbour Loans": a short word and signs after it are an icon. */
static gsize icon_end(const char *text, gsize start, gsize end) {
  gsize word = strcspn(text + start, " "), sign = start + word + 1;
  if (word > 3 || sign >= end) return start;
  gsize i = sign;
  for (; i < end && text[i] != ' '; i = (gsize)(g_utf8_next_char(text + i) - text)) {
    gunichar c = g_utf8_get_char(text + i);
    if (g_unichar_isalnum(c) || c == '&' || c == '+' || c == '-' || c == '/' || c == 0x2013)
      return start;
  }
  return i > sign && i < end ? i + 1 : start;
}

/* A word at an end of a doubtful line, of three alternatives or more, that no other alternative
 * has. */
static gboolean is_unheard(const CcCard *card, guint index, gsize at) {
  const CardcatLine *line = cc_card_line(card, index);
  const char *text = card->texts->pdata[index];
  if (line->confidence >= DOUBTFUL_CONFIDENCE || line->alternatives->len < 2) return FALSE;
  gsize start = at, end = at;
  while (start > 0 && text[start - 1] != ' ')
    start--;
  end += strcspn(text + at, " ");
  g_autofree char *word = g_strndup(text + start, end - start);
  glong letters = g_utf8_strlen(word, -1);
  if (letters > UNHEARD_LETTERS || (letters > 1 && is_known_end(card->models, word))) return FALSE;
  guint others = strcmp(line->text, text) != 0 && strstr(line->text, word) ? 1 : 0;
  guint own = strcmp(line->text, text) != 0 ? 1 : 0;
  return others + count_alternatives(line, word) <= own;
}

/* Three or more: what is left of two may be a half of a name. */
static gboolean has_words(const char *text, gsize start, gsize end) {
  guint blanks = 0;
  for (gsize i = start; i < end; i++)
    blanks += text[i] == ' ' ? 1 : 0;
  return blanks >= 2;
}

void cc_trim_loose(const CcCard *card, guint line, gsize *start, gsize *end) {
  const char *text = card->texts->pdata[line];
  const char *space;
  *start = icon_end(text, *start, *end);
  while (*start < *end &&
         (is_loose(card, line, *start) ||
          (has_words(text, *start, *end) && is_unheard(card, line, *start))) &&
         (space = memchr(text + *start, ' ', *end - *start)) != NULL)
    *start = (gsize)(space - text) + 1;
  while (*start < *end && (is_loose(card, line, *end - 1) || is_unheard(card, line, *end - 1))) {
    gsize cut = *end;
    while (cut > *start && text[cut - 1] != ' ')
      cut--;
    if (cut == *start) return;
    *end = cut - 1;
  }
}
