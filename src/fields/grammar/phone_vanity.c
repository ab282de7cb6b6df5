/* Numbers spelled with the letters of the keys: "1-800-GET-ROOF". */
#include "fields/grammar/grammar.h"

#include <string.h>

/* Letters and digits after the toll-free code, and how many of them must be letters. */
#define SPELLED_MIN 6
#define SPELLED_LETTERS_MIN 3
/* After North America's codes seven are dialled, further ones are ignored. */
#define DIALLED 7
#define SPELLED_SCORE 0.9

static char key_of(char c) {
  static const char keys[] = "22233344455566677778889999";
  return g_ascii_isalpha(c) ? keys[g_ascii_toupper(c) - 'A'] : c;
}

static gboolean is_one_of(const char *codes, const char *code) {
  g_auto(GStrv) all = g_strsplit(codes, " ", -1);
  return g_strv_contains((const char *const *)all, code);
}

typedef struct {
  gsize start, word; /* bytes: of the number, of the first letter or digit after the code */
  gboolean american;
} Code;

/* A toll-free code at byte I, with what joins it to letters. */
static gboolean code_at(const char *text, gsize i, Code *code) {
  if (i > 0 && (g_ascii_isalnum(text[i - 1]) || strchr("+-./", text[i - 1]))) return FALSE;
  gsize at = i, plus = text[at] == '+' ? 1 : 0;
  gboolean one =
      text[at + plus] == '1' && text[at + plus + 1] && strchr("-. (", text[at + plus + 1]);
  if (one) at += plus + 1 + strspn(text + at + plus + 1, "-. ");
  gboolean bracket = text[at] == '(';
  if (bracket) at++;
  gsize digits = strspn(text + at, "0123456789");
  g_autofree char *number = g_strndup(text + at, digits);
  code->american = is_one_of("800 833 844 855 866 877 888", number);
  at += digits + (bracket && text[at + digits] == ')' ? 1 : 0);
  gsize word = at + strspn(text + at, "-. ");
  gboolean joined = bracket || memchr(text + at, ' ', word - at) == NULL;
  if (word == at || !(code->american || is_one_of("0800 0808 0508 1300 1800", number)))
    return FALSE;
  code->start = i;
  code->word = word;
  /* "800 Meadowbrook Lane" is a street. */
  return joined || (g_ascii_isupper(text[word]) && g_ascii_isupper(text[word + 1]) &&
                    (one || !code->american));
}

/* The end of what is spelled from byte I on; KEYS gets its digits. */
static gsize spelled(const char *text, gsize i, GString *keys) {
  guint letters = 0;
  gsize end = i;
  for (; g_ascii_isalnum(text[i]) || (text[i] == '-' && g_ascii_isalnum(text[i + 1])); i++) {
    if (text[i] == '-') continue;
    letters += g_ascii_isalpha(text[i]) ? 1 : 0;
    g_string_append_c(keys, key_of(text[i]));
    end = i + 1;
  }
  return letters >= SPELLED_LETTERS_MIN && keys->len >= SPELLED_MIN ? end : 0;
}

/* "1-800-GET-ROOF (438-7663)": the byte after the same digits in brackets after byte END, which
 * stays where they are not there. */
static gsize told_again(const char *text, gsize end, const char *keys) {
  gsize at = end + strspn(text + end, " ");
  if (text[at] != '(') return end;
  for (at++; *keys && text[at]; at++) {
    if (strchr("-. ", text[at])) continue;
    if (text[at] != *keys++) return end;
  }
  return !*keys && text[at] == ')' ? at + 1 : end;
}

static CcValue *value_at(const CcModels *models, const char *region, const char *text, Code code) {
  g_autoptr(GString) keys = g_string_new(NULL);
  gsize end = spelled(text, code.word, keys);
  if (!end || (code.american && keys->len < DIALLED)) return NULL;
  if (code.american) g_string_truncate(keys, DIALLED);
  gsize after = told_again(text, end, keys->str);
  g_string_prepend_len(keys, text + code.start, (gssize)(code.word - code.start));
  CcNumber number = cc_number_parse(keys->str, code.american ? "US" : region);
  if (number.check != CC_NUMBER_VALID) return NULL;
  gsize start = code.start;
  CcLabelWord label = cc_label_before(models, text, code.start, &start);
  if (label > CC_L_OTHER) start = code.start;
  g_autofree char *printed = g_strndup(text + code.start, end - code.start);
  CcValue *found = cc_value_new(CC_PHONE, start, after, printed);
  found->raw = g_strdup(printed);
  found->score = SPELLED_SCORE;
  found->label_word = label <= CC_L_OTHER ? label : CC_L_NONE;
  found->e164 = g_strdup(number.e164);
  return found;
}

void cc_phones_find_spelled(const CcModels *models, const char *region, char *text,
                            GPtrArray *values) {
  for (gsize i = 0; text[i]; i++) {
    Code code;
    if (!strchr("+(0123456789", text[i]) || !code_at(text, i, &code)) continue;
    CcValue *found = value_at(models, region, text, code);
    if (!found) continue;
    memset(text + found->start, '\n', found->end - found->start);
    g_ptr_array_add(values, found);
  }
}
