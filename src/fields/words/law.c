/* Forms of law: "plc", "z o.o.". */
#include "fields/words/words.h"

gboolean cc_is_form_of_law(const CcModels *models, const char *text) {
  return (cc_word_flags(models, text) & CC_W_LEGAL) != 0;
}

static gboolean is_o(char c) {
  return c == '0' || g_ascii_tolower(c) == 'o';
}

/* Bytes from P, a letter of its own, to the first "o" of a form of law: of "z o.o.", "d.o.o.",
 * "s.r.o."; 0 when none begins there. */
static gsize to_first_o(const char *p) {
  char c = g_ascii_tolower(*p);
  if (c == 's' && p[1] == '.' && g_ascii_tolower(p[2]) == 'r' && p[3] == '.') return 4;
  if ((c == 'd' && p[1] == '.') || (c == 'z' && (p[1] == '.' || p[1] == ' '))) return 2;
  return 0;
}

void cc_law_mend(GString *text) {
  for (gsize i = 0; i < text->len; i++) {
    if (i > 0 && g_ascii_isalnum(text->str[i - 1])) continue;
    gsize first = to_first_o(text->str + i), at = i + first;
    gsize last = first == 4 ? at : at + 2; /* "s.r.o." has one */
    if (!first || last >= text->len || !is_o(text->str[at]) || !is_o(text->str[last])) continue;
    if (last > at && text->str[at + 1] != '.') continue;
    if (g_ascii_isalnum(text->str[last + 1])) continue;
    if (text->str[at] != '0' && text->str[last] != '0') continue;
    if (text->str[i] == 'Z') text->str[i] = 'z';
    char o = g_ascii_isupper(text->str[i]) ? 'O' : 'o';
    text->str[at] = text->str[last] = o;
  }
}
