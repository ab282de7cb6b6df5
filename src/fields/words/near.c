/* How far one spelling is from another, and what OCR may have made of it. */
#include "fields/words/words.h"

#include <string.h>

/* Pairs that OCR takes for each other; both sides as they would be printed. */
static const char *const confused[][2] = {
    {"0", "o"},  {"1", "l"}, {"1", "i"}, {"i", "l"},  {"rn", "m"},  {"cl", "d"}, {"vv", "w"},
    {"5", "s"},  {"8", "b"}, {"c", "e"}, {"c", "o"},  {"n", "m"},   {"u", "v"},  {"ii", "u"},
    {"nn", "m"}, {"f", "t"}, {"t", "l"}, {"g", "q"},  {"6", "b"},   {"2", "z"},  {"h", "b"},
    {"ri", "n"}, {"a", "o"}, {"e", "o"}, {"li", "h"}, {"tt", "ft"}, {"in", "m"}, {"ni", "m"},
    {"j", "i"},  {"9", "g"}, {"y", "v"}, {"r", "n"},  {"q", "a"},   {"ci", "d"}, {"t", "f"}};

static guint confusions_at(const char *a, const char *b, guint budget) {
  while (*a && *a == *b)
    a++, b++;
  if (!*a && !*b) return 0;
  guint best = CC_APART;
  for (guint i = 0; budget > 0 && i < G_N_ELEMENTS(confused) * 2; i++) {
    const char *from = confused[i / 2][i % 2], *to = confused[i / 2][1 - i % 2];
    if (!g_str_has_prefix(a, from) || !g_str_has_prefix(b, to)) continue;
    guint rest = confusions_at(a + strlen(from), b + strlen(to), budget - 1);
    best = MIN(best, rest + 1);
  }
  return MIN(best, CC_APART);
}

guint cc_confusions(const char *a, const char *b) {
  g_autofree char *small_a = g_ascii_strdown(a, -1), *small_b = g_ascii_strdown(b, -1);
  return confusions_at(small_a, small_b, 3);
}

gboolean cc_one_edit(const char *a, const char *b) {
  while (*a && *a == *b)
    a++, b++;
  if (!*a && !*b) return FALSE;
  gboolean changed = *a && *b && strcmp(a + 1, b + 1) == 0;
  return changed || (*a && strcmp(a + 1, b) == 0) || (*b && strcmp(a, b + 1) == 0);
}

guint cc_differences(const char *a, const char *b) {
  if (strlen(a) != strlen(b)) return CC_APART;
  guint n = 0;
  for (; *a; a++, b++)
    n += *a != *b ? 1 : 0;
  return n;
}
