/* Which of several alternatives of the same print stays, and where. */
#include "text/ocr.h"

#include <string.h>

/* Confidence, 0..1, by which the second alternative has to be surer; found on rendered cards
 * by tests/bench/loss.py. */
#define SECOND_SURER 0.08
/* The same beside a first alternative with letters that English lacks, unless that is less than
 * half as sure as a line that is not doubtful; by hand. */
#define ACCENTS_SURER 0.3
/* An e-mail or web address that is whole makes an alternative so much more likely; by hand. */
#define ADDRESS_BONUS 0.2
/* A flaw in a number or address makes it so much less likely; more flaws than this tell no more; by
 * hand. */
#define FLAW_COST 0.12
#define FLAWS_MAX 2
/* A domain ends in a dot and no fewer letters than this: none is shorter. */
#define TOP_LEVEL_MIN 2
/* "www." and so many letters are the head of a web address, whatever follows; by hand. */
#define HEAD_LETTERS 4

static gboolean is_address_part(gunichar c) {
  return g_unichar_isalnum(c) || strchr("._-+%", (int)MIN(c, 127)) != NULL;
}

/* Letters, digits and inner dots after the "@" or the "//" at AT, up to a space. */
static gboolean has_domain_after(const char *at) {
  const char *p = at, *dot = NULL;
  for (; *p && *p != ' ' && *p != '/'; p = g_utf8_next_char(p)) {
    if (!is_address_part(g_utf8_get_char(p))) return FALSE;
    if (*p == '.') dot = p;
  }
  return dot && dot > at && p - dot > TOP_LEVEL_MIN;
}

/* Whole e-mail and web addresses in TEXT. */
static int count_addresses(const char *text) {
  static const char *const STARTS[] = {"@", "http://", "https://", "www."};
  int count = 0;
  for (guint i = 0; i < G_N_ELEMENTS(STARTS); i++) {
    const char *found = strstr(text, STARTS[i]);
    gboolean mail = i == 0 && found;
    if (mail && (found == text || found[-1] == ' ')) continue;
    if (found && has_domain_after(found + strlen(STARTS[i]))) count++;
  }
  return count;
}

gboolean text_has_address(const char *text) {
  const char *head = strstr(text, "www.");
  gsize letters = 0;
  while (head && g_ascii_isalnum(head[strlen("www.") + letters]))
    letters++;
  return letters >= HEAD_LETTERS || count_addresses(text) > 0;
}

/* Whether the LENGTH bytes at TOKEN are digits and signs of a number but for letters that look like
 * digits. */
static gboolean is_spoilt_number(const char *token, gsize length) {
  gsize digits = 0, alike = 0;
  for (gsize i = 0; i < length; i++) {
    digits += g_ascii_isdigit(token[i]) ? 1 : 0;
    alike += strchr("OolIS$", token[i]) ? 1 : 0;
    if (!strchr("0123456789OolIS$+-./()", token[i])) return FALSE;
  }
  return digits > 0 && alike > 0;
}

/* What no number or address is printed with, and a lost or mistaken character leaves: a plus
 * without a digit after it, letters in a number, a scheme with one slash. */
static int count_flaws(const char *text) {
  int flaws = 0;
  for (const char *p = text; *p; p++) {
    if (*p == '+' && (p == text || p[-1] == ' ') && strpbrk(p, "0123456789"))
      flaws += g_ascii_isdigit(p[1]) || p[1] == '(' ? 0 : 1;
    if (g_str_has_prefix(p, ":/") && p[2] != '/') flaws++;
  }
  for (const char *token = text; *token; token += strspn(token, " ")) {
    gsize length = strcspn(token, " ");
    flaws += is_spoilt_number(token, length) ? 1 : 0;
    token += length;
  }
  return flaws;
}

static double likelihood(const CardcatLine *line) {
  return line->confidence + ADDRESS_BONUS * count_addresses(line->text) -
         FLAW_COST * MIN(count_flaws(line->text), FLAWS_MAX);
}

/* Letters that English lacks: its model must not overrule one that knows them. */
static gboolean has_accents(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_utf8_get_char(p) > 0xBF && g_unichar_isalpha(g_utf8_get_char(p))) return TRUE;
  return FALSE;
}

static void add_alternative(CardcatLine *line, const char *text) {
  if (g_str_equal(line->text, text)) return;
  if (!g_ptr_array_find_with_equal_func(line->alternatives, text, g_str_equal, NULL))
    g_ptr_array_add(line->alternatives, g_strdup(text));
}

void text_add_readings(CardcatLine *line, const CardcatLine *other) {
  add_alternative(line, other->text);
  for (guint i = 0; i < other->alternatives->len; i++)
    add_alternative(line, other->alternatives->pdata[i]);
}

CardcatLine *text_choose(CardcatLine *first, CardcatLine *second) {
  if (!first || !second) return first ? first : second;
  double surer = has_accents(first->text) && first->confidence > TEXT_DOUBTFUL / 2 ? ACCENTS_SURER
                                                                                   : SECOND_SURER;
  gboolean swap = likelihood(second) > likelihood(first) + surer;
  CardcatLine *best = swap ? second : first, *other = swap ? first : second;
  text_add_readings(best, other);
  cardcat_line_free(other);
  return best;
}

/* ---- where it stands ------------------------------------------------------------------------ */

/* Before the first line to its right in its row, or below it in its column; at the end when there
 * is none. */
static int place_for(const GPtrArray *lines, const CardcatBox *box) {
  for (guint i = 0; i < lines->len; i++) {
    const CardcatBox *other = &((const CardcatLine *)lines->pdata[i])->box;
    if (cc_box_shares_row(other, box) ? other->x > box->x
                                      : other->y > box->y && cc_box_shared_width(other, box) > 0)
      return (int)i;
  }
  return -1;
}

void text_lines_put(GPtrArray *lines, CardcatLine *found, double gives_way, GPtrArray *unused) {
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    if (line->confidence >= gives_way || cc_box_shared_area(&line->box, &found->box) == 0) continue;
    if (*line->text)
      g_ptr_array_add(unused,
                      cardcat_unused_new(line->text, line->box, CARDCAT_UNUSED_LESS_LIKELY));
    g_ptr_array_remove_index(lines, i--);
  }
  g_ptr_array_insert(lines, place_for(lines, &found->box), found);
}
