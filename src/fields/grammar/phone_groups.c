/* The groups in which digits are printed, and two numbers in a row that have the same. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* The code of a town has no more, the 0 before it included. */
#define TRUNK_DIGITS 5

#define GROUPS_MAX 16
/* Digits of a number without its town's code. */
#define LOCAL_DIGITS_MIN 7
#define LOCAL_DIGITS_MAX 8
/* The lengths of the groups of digits of a text, as they are printed: "3 3 4". */
typedef struct {
  guint n, digits, length[GROUPS_MAX];
} Groups;

static Groups groups_of(const char *text, gsize from, gsize to) {
  Groups g = {0};
  gboolean inside = FALSE;
  for (gsize i = from; i < to; i++) {
    gboolean digit = g_ascii_isdigit(text[i]);
    if (digit && !inside && g.n < GROUPS_MAX) g.n++;
    if (digit && g.n > 0) g.length[g.n - 1]++;
    g.digits += digit ? 1 : 0;
    inside = digit;
  }
  return g;
}

/* RIGHT has the groups with which LEFT ends: "(44-20) 555-7040 555-7043". */
static gboolean repeats(const Groups *left, const Groups *right) {
  if (right->n > left->n || right->n < 2 || right->digits < 7) return FALSE;
  for (guint i = 0; i < right->n; i++)
    if (left->length[left->n - right->n + i] != right->length[i]) return FALSE;
  return TRUE;
}

gsize cc_phone_repeat(const char *text, gsize start, gsize end) {
  gsize found = 0;
  for (gsize i = start + 1; i + 1 < end; i++) {
    if (text[i] != ' ') continue;
    Groups left = groups_of(text, start, i), right = groups_of(text, i, end);
    if (left.digits < 7 || !repeats(&left, &right)) continue;
    if (left.n == right.n) return i;
    if (!found) found = i;
  }
  return found;
}

gsize cc_phone_repeat_after_point(const char *text, gsize start, gsize end) {
  for (gsize i = start + 1; i + 2 < end; i++) {
    if (text[i] != '.' || text[i + 1] != ' ') continue;
    gsize left = i, right = i + 2;
    while (left > start && g_ascii_isdigit(text[left - 1]))
      left--;
    while (right < end && g_ascii_isdigit(text[right]))
      right++;
    if (right == end && right - i - 2 == i - left && i - left >= CC_PHONE_DIGITS_MIN) return i;
  }
  return 0;
}

guint cc_phone_last_group(const char *number) {
  guint digits = 0;
  for (gsize i = strlen(number); i > 0; i--)
    if (g_ascii_isdigit(number[i - 1]))
      digits++;
    else if (digits > 0)
      break;
  return digits;
}

gboolean cc_phone_repeats_tail(const char *number, const char *local) {
  gsize own = strlen(number), length = strlen(local), digits = 0;
  if (own < length) return FALSE;
  const char *tail = number + own - length;
  for (gsize i = 0; i < length; i++) {
    gboolean digit = g_ascii_isdigit(local[i]);
    digits += digit ? 1 : 0;
    if (digit != g_ascii_isdigit(tail[i]) || (!digit && local[i] != tail[i])) return FALSE;
  }
  return digits >= LOCAL_DIGITS_MIN && digits <= LOCAL_DIGITS_MAX &&
         (own == length || !g_ascii_isdigit(tail[-1]));
}

char *cc_phone_town_e164(const char *number, const char *local, const char *region) {
  gsize head = strlen(number) - strlen(local);
  g_autofree char *whole = g_strdup_printf("%.*s%s", (int)head, number, local);
  CcNumber parsed = cc_number_parse(whole, region);
  return parsed.check == CC_NUMBER_VALID ? g_strdup(parsed.e164) : NULL;
}

/* ---- the shape of one number ------------------------------------------------------------------
 */

gboolean cc_phone_has_groups(const char *value) {
  guint groups = 0, length = 0, longest = 0;
  for (const char *p = value;; p++) {
    if (g_ascii_isdigit(*p)) {
      if (length++ == 0) groups++;
    } else {
      longest = MAX(longest, length);
      length = 0;
      if (!*p) break;
    }
  }
  return groups >= 2 && longest <= 8;
}

gboolean cc_phone_has_tail(const char *value) {
  gsize length = strlen(value), tail = 0;
  while (tail < length && g_ascii_isdigit(value[length - tail - 1]))
    tail++;
  if (tail != 4 || length < 8) return FALSE;
  char joint = value[length - 5];
  return (joint == '-' || joint == '.') && g_ascii_isdigit(value[length - 6]) &&
         g_ascii_isdigit(value[length - 7]) && g_ascii_isdigit(value[length - 8]);
}

gboolean cc_phone_has_trunk(const char *value) {
  return value[0] == '0' && value[1] != '0' && strspn(value, "0123456789") <= TRUNK_DIGITS &&
         cc_phone_has_groups(value);
}
