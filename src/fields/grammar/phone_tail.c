/* What stands after a number: its extension, the ending of a second number, its label. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* An extension has no more digits than this, the ending of a second number neither ... */
#define EXTENSION_DIGITS 6
#define ENDING_DIGITS 4
/* ... unless a word stands between: "to 4110010". */
#define LAST_DIGITS 8
/* After a comma it has two or three: "24700041,51". */
#define LISTED_DIGITS 3
/* Digits of the exchange and of the line in "583-6990". */
#define EXCHANGE_DIGITS 3
#define LINE_DIGITS 4
/* Digits of a last group whose place another of as many takes: "402 11 22/23". */
#define TWIN_DIGITS_MIN 2
#define TWIN_DIGITS_MAX 3

static gsize skip_any(const char *text, gsize i, const char *set) {
  return i + strspn(text + i, set);
}

static gsize count_digits(const char *text, gsize i) {
  return strspn(text + i, "0123456789");
}

/* ---- extensions --------------------------------------------------------------------------- */

char *cc_phone_extension(const CcModels *models, const char *text, gsize end, gsize *after) {
  const GPtrArray *words = cc_models_list(models, CC_LIST_EXTENSION);
  gsize i = skip_any(text, end, " ,;.(/");
  for (guint k = 0; k < words->len; k++) {
    gsize length = strlen(words->pdata[k]);
    if (g_ascii_strncasecmp(text + i, words->pdata[k], length) != 0) continue;
    gsize from = skip_any(text, i + length, " .:");
    gsize digits = count_digits(text, from), to = from + digits;
    if (digits == 0 || digits > EXTENSION_DIGITS || g_ascii_isalnum(text[to])) continue;
    *after = to;
    return g_strndup(text + from, digits);
  }
  return NULL;
}

/* ---- second numbers given by their ending ---------------------------------------------------- */

/* Bytes of the word at I that stands between two ends of a row of numbers; 0: none. */
static gsize until_word(const CcModels *models, const char *text, gsize i) {
  const GPtrArray *words = cc_models_list(models, CC_LIST_UNTIL);
  for (guint k = 0; k < words->len; k++) {
    gsize length = strlen(words->pdata[k]);
    if (g_ascii_strncasecmp(text + i, words->pdata[k], length) == 0 && text[i + length] == ' ')
      return length;
  }
  return 0;
}

/* The end of the digits after the sign or word at I, at most MOST of them; 0: there are none. */
static gsize digits_after(const char *text, gsize i, gsize most) {
  gsize from = skip_any(text, i, " "), digits = count_digits(text, from);
  gsize end = from + digits;
  gboolean whole = digits > 0 && digits <= most && !g_ascii_isalpha(text[end]) &&
                   !(text[end] && strchr("-.", text[end]) && g_ascii_isdigit(text[end + 1]));
  return whole ? end : 0;
}

/* "/ 400", "/2101/3402" after a number; END when none is there, or lines of its exchange are. */
static gsize slashed_end(const char *text, gsize end) {
  gsize from;
  if (cc_phone_next_line(text, end, cc_phone_line_digits(text, 0, end), &from)) return end;
  for (;;) {
    gsize i = skip_any(text, end, " ");
    gsize last = text[i] == '/' ? digits_after(text, i + 1, ENDING_DIGITS) : 0;
    if (!last || (text[last] == ' ' && g_ascii_isdigit(text[last + 1]))) return end;
    end = last;
  }
}

gsize cc_phone_row_end(const CcModels *models, const char *text, gsize end) {
  gsize slashed = slashed_end(text, end);
  if (slashed > end) return slashed;
  if (text[end] == ',' && count_digits(text, end + 1) >= 2) {
    gsize listed = digits_after(text, end + 1, LISTED_DIGITS);
    return listed && text[listed] != ' ' ? listed : end;
  }
  gsize i = skip_any(text, end, " ");
  gsize word = i > end ? until_word(models, text, i) : 0;
  gsize last = word ? digits_after(text, i + word, LAST_DIGITS) : 0;
  return last ? last : end;
}

gsize cc_phone_ending(const char *text, gsize start, gsize end) {
  gsize cut = 0, digits = 0;
  for (gsize i = end; i > start; i--) {
    char c = text[i - 1];
    if (g_ascii_isdigit(c)) {
      if (++digits > ENDING_DIGITS) break;
    } else if (c == '/' && digits > 0) {
      cut = i - 1;
      digits = 0;
    } else if (c != ' ' || digits == 0)
      continue;
    else if (g_ascii_isdigit(text[i - 2]))
      break; /* "677 13 00": groups of one number */
  }
  while (cut > start && text[cut - 1] == ' ')
    cut--;
  return cut;
}

static gboolean ends_in_line(const char *text, gsize start, gsize end) {
  if (end < start + EXCHANGE_DIGITS + 1 + LINE_DIGITS) return FALSE;
  const char *line = text + end - LINE_DIGITS, *exchange = line - 1 - EXCHANGE_DIGITS;
  return count_digits(line, 0) == LINE_DIGITS && strchr("-.", line[-1]) &&
         count_digits(exchange, 0) == EXCHANGE_DIGITS;
}

/* "402 11 22/23", "9120-90/91": digits of the last group, when a slash and as many follow it. */
static guint twin_digits(const char *text, gsize start, gsize end) {
  gsize group = end, from;
  while (group > start && g_ascii_isdigit(text[group - 1]))
    group--;
  guint digits = (guint)(end - group);
  if (digits < TWIN_DIGITS_MIN || digits > TWIN_DIGITS_MAX || group == start) return 0;
  return strchr(" -", text[group - 1]) && cc_phone_next_line(text, end, digits, &from) ? digits : 0;
}

guint cc_phone_line_digits(const char *text, gsize start, gsize end) {
  return ends_in_line(text, start, end) ? LINE_DIGITS : twin_digits(text, start, end);
}

gsize cc_phone_next_line(const char *text, gsize end, guint digits, gsize *from) {
  gsize i = skip_any(text, end, " ");
  if (digits == 0 || text[i] != '/') return 0;
  *from = skip_any(text, i + 1, " ");
  char after = text[*from + count_digits(text, *from)];
  gboolean whole = count_digits(text, *from) == digits && !(after && strchr("-.", after));
  return whole ? *from + digits : 0;
}

gsize cc_phone_count_end(const CcModels *models, const char *text, gsize end) {
  const GPtrArray *words = cc_models_list(models, CC_LIST_LINES);
  gsize i = skip_any(text, end, " ");
  if (text[i] != '(') return end;
  gsize digits = count_digits(text, i + 1);
  gsize word = skip_any(text, i + 1 + digits, " ");
  if (digits == 0 || digits > 2) return end;
  for (guint k = 0; k < words->len; k++) {
    gsize length = strlen(words->pdata[k]);
    if (g_ascii_strncasecmp(text + word, words->pdata[k], length) == 0 &&
        text[word + length] == ')')
      return word + length + 1;
  }
  return end;
}

/* ---- labels ------------------------------------------------------------------------------- */

static gboolean is_of_phone(CcLabelWord label) {
  return label >= CC_L_WORK && label <= CC_L_OTHER;
}

static gsize word_end(const char *text, gsize i) {
  while (g_ascii_isalpha(text[i]) || ((guchar)text[i] & 0x80))
    i++;
  return i;
}

static CcLabelWord label_of(const CcModels *models, const char *text, gsize from, gsize to) {
  g_autofree char *word = g_strndup(text + from, to - from);
  g_autofree char *key = cc_fold(word);
  return cc_models_label(models, key);
}

/* "555 0100 office", "555 0100 (mobile)": a label word after the number.  A word before the next
 * number is that number's label, unless all labels of the line TRAIL. */
CcLabelWord cc_phone_label_after(const CcModels *models, const char *text, gsize end,
                                 gboolean trail, gsize *after) {
  gsize i = skip_any(text, end, " (-,"), to = word_end(text, i);
  if (to == i || i == end) return CC_L_NONE;
  CcLabelWord label = label_of(models, text, i, to);
  gboolean enclosed = text[i - 1] == '(' && text[to] == ')';
  if (!is_of_phone(label)) return CC_L_NONE;
  gsize next = enclosed ? to + 1 : to, rest = skip_any(text, next, " .");
  gboolean of_next = text[rest] == ':' || text[rest] == '+' || text[rest] == '(' ||
                     g_ascii_isdigit(text[rest]) || to - i < 2;
  if (enclosed ? text[rest] == ':' : !trail && of_next) return CC_L_NONE;
  *after = next;
  return label;
}

gboolean cc_phone_labels_trail(const CcModels *models, const char *text) {
  gsize first = strcspn(text, "+(0123456789"), start;
  if (!text[first] || cc_label_before(models, text, first, &start)) return FALSE;
  gsize end = strlen(text);
  while (end > 0 && strchr(" .,;|)\n\t", text[end - 1]))
    end--;
  gsize from = end;
  while (from > 0 && (g_ascii_isalpha(text[from - 1]) || ((guchar)text[from - 1] & 0x80)))
    from--;
  if (from == end || !is_of_phone(label_of(models, text, from, end))) return FALSE;
  while (from > 0 && strchr(" (-,", text[from - 1]))
    from--;
  return from > 0 && g_ascii_isdigit(text[from - 1]);
}
