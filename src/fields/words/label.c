/* Label words, letters and signs before a value: "Tel.:", "M", "E-mail -". */
#include "fields/words/words.h"

#include <string.h>

#define LABEL_BYTES_MAX 32
/* Shorter labels are near to too many words. */
#define NEAR_MIN 3

static gboolean is_filler(gunichar c) {
  return c == ' ' || c == '\t' || c == ':' || c == '.' || c == '-' || c == '=' || c == 0x2013 ||
         c == 0xA0 || c == '|' || c == '/' || c == '>' || c == 0x2022 || c == 0xB7 || c == ')' ||
         c == 0xB0;
}

/* Signs that are printed as labels. */
static CcLabelWord sign_label(gunichar c) {
  switch (c) {
    case 0x260E:
    case 0x260F:
    case 0x2706:
    case 0x1F4DE:
    case 0x1F57F:
    case 0x1F581:
    case 0x2121:
      return CC_L_WORK;
    case 0x1F4F1:
    case 0x1F4F2:
    case 0x1F581 + 0x100:
      return CC_L_MOBILE;
    case 0x1F4E0:
    case 0x1F5B7:
    case 0x213B:
      return CC_L_FAX;
    case 0x2709:
    case 0x1F4E7:
    case 0x1F582:
    case 0x2707:
      return CC_L_EMAIL;
    case 0x1F310:
    case 0x1F5A5:
    case 0x1F517:
      return CC_L_URL;
    case 0x3012: /* the Japanese post's sign: a postcode follows */
      return CC_L_NUMBER;
    case 0x1F4CD:
    case 0x1F3E0:
    case 0x1F3E2:
      return CC_L_ADDRESS;
    default:
      return CC_L_NONE;
  }
}

/* The "P" of "(M.P.)" begins no word: a letter and a point stand before it. */
static gboolean starts_word(const char *text, gsize at) {
  if (at == 0) return TRUE;
  const char *before = g_utf8_prev_char(text + at);
  if (*before == '.' && before > text && g_ascii_isupper(text[at]) && text[at + 1] == '.')
    return !g_ascii_isupper(before[-1]);
  return !g_unichar_isalnum(g_utf8_get_char(before));
}

gboolean cc_models_near_label(const CcModels *models, const char *folded, CcLabelWord kind) {
  CcLabelWord own = cc_models_label(models, folded);
  if (own) return kind == CC_L_NONE || own == kind;
  GHashTableIter iter;
  gpointer word;
  g_hash_table_iter_init(&iter, models->labels);
  while (g_hash_table_iter_next(&iter, &word, NULL)) {
    gboolean near = strlen(word) >= NEAR_MIN && cc_one_edit(folded, word);
    if (near && (kind == CC_L_NONE || cc_models_label(models, word) == kind)) return TRUE;
  }
  return FALSE;
}

/* "Cell No.", "Toll Free No.": the label without the word for a number after it. */
static CcLabelWord label_of(const CcModels *models, const char *key) {
  static const char *const numbers[] = {" no", " nos", " number", " numbers", " num", " nr", " #"};
  CcLabelWord label = cc_models_label(models, key);
  for (guint i = 0; !label && i < G_N_ELEMENTS(numbers); i++) {
    if (!g_str_has_suffix(key, numbers[i])) continue;
    g_autofree char *head = g_strndup(key, strlen(key) - strlen(numbers[i]));
    label = strlen(head) > 1 ? cc_models_label(models, head) : CC_L_NONE;
    if (label > CC_L_OTHER) label = CC_L_NONE;
  }
  return label;
}

/* The longest label word that ends at END; a label may have three words. */
static CcLabelWord word_label(const CcModels *models, const char *text, gsize end, gsize *start) {
  CcLabelWord best = CC_L_NONE;
  const char *p = text + end;
  while (p > text && (gsize)(text + end - p) < LABEL_BYTES_MAX) {
    p = g_utf8_prev_char(p);
    gsize at = (gsize)(p - text);
    if (*p == '\n') break;
    if (!g_unichar_isalnum(g_utf8_get_char(p)) || !starts_word(text, at)) continue;
    g_autofree char *raw = g_strndup(p, end - at);
    g_autofree char *key = cc_fold(raw);
    CcLabelWord label = label_of(models, key);
    if (label) {
      best = label;
      *start = at;
    }
  }
  return best;
}

CcLabelWord cc_label_before(const CcModels *models, const char *text, gsize end, gsize *start) {
  gsize stop = end;
  while (stop > 0) {
    const char *p = g_utf8_prev_char(text + stop);
    if (!is_filler(g_utf8_get_char(p))) break;
    stop = (gsize)(p - text);
  }
  if (stop == 0) return CC_L_NONE;
  const char *last = g_utf8_prev_char(text + stop);
  CcLabelWord label = sign_label(g_utf8_get_char(last));
  if (label) {
    *start = (gsize)(last - text);
    return label;
  }
  if (g_utf8_get_char(last) == '(' || g_utf8_get_char(last) == '[') return CC_L_NONE;
  return word_label(models, text, stop, start);
}
