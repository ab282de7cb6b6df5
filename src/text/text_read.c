#include "text/ocr.h"

#include <math.h>
#include <string.h>

/* Pixels of a line's image: what the net of Tesseract's models takes in, so that it scales none. */
#define HEIGHT 36
/* White above and below, in heights of a capital; best of 0.1, 0.2, 0.4 on rendered cards. */
#define MARGIN 0.2
/* The same for a third reading of a line that stays doubtful. */
#define WIDE_MARGIN 0.35
#define VERY_DOUBTFUL 0.8
/* Lines read less surely are read again with the second model; its reading is taken when it is
 * surer by this much.  Found on rendered cards. */
#define DOUBTFUL 0.93
#define SECOND_SURER 0.08
/* So are lines with this many digits. */
#define DATA_DIGITS 4
/* An e-mail or web address that is whole makes a reading so much more likely. */
#define ADDRESS_BONUS 0.2
/* A flaw in a number or address makes it so much less likely; more flaws than this tell no more. */
#define FLAW_COST 0.12
#define FLAWS_MAX 2
/* Below this a line is no print; short ones need more. */
#define CONFIDENCE_MIN 0.2
#define CONFIDENCE_MIN_SHORT 0.5
#define SHORT_LETTERS 4
/* A card of whose print (in widths of its strips) more than this part was read less surely than
 * VERY_DOUBTFUL, or not at all, is looked at once more as a whole: half of rendered cards, nine of
 * ten real ones.  At 0.3 three cards in a hundred more were not right throughout. */
#define LOOK_AGAIN 0.05
/* Which way up: strips tried, the most letters of one that count, ... */
#define TRIALS 4
#define TRIAL_LETTERS 14.0
/* ... when a reading needs no comparison, and when the comparison is clear. */
#define SURELY_UPRIGHT 0.88
#define TRIAL_SCORE_MIN 5.0
#define TURN_MARGIN 6.0

/* ---- one line -------------------------------------------------------------------------------- */

static CardcatLine *read_cut(CcOcr *ocr, const TextCut *cut, const CcStrip *strip,
                             CcOcrModel model) {
  g_autoptr(CardcatLine) line = cc_ocr_line(ocr, cut->image, model);
  if (line->words->len == 0) return NULL;
  for (guint i = 0; i < line->words->len; i++) {
    CardcatWord *word = line->words->pdata[i];
    word->box = text_cut_place(cut, word->box);
  }
  line->box = strip->box;
  line->x_height = strip->x_height;
  line->stroke = strip->stroke;
  return g_steal_pointer(&line);
}

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
  return dot && dot > at && p - dot > 2;
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

CardcatLine *text_choose(CardcatLine *first, CardcatLine *second) {
  if (!first || !second) return first ? first : second;
  double surer = has_accents(first->text) && first->confidence > DOUBTFUL / 2 ? 0.3 : SECOND_SURER;
  gboolean swap = likelihood(second) > likelihood(first) + surer;
  CardcatLine *best = swap ? second : first, *other = swap ? first : second;
  add_alternative(best, other->text);
  for (guint i = 0; i < other->alternatives->len; i++)
    add_alternative(best, other->alternatives->pdata[i]);
  cardcat_line_free(other);
  return best;
}

static gboolean is_print(const CardcatLine *line) {
  glong letters = 0;
  for (const char *p = line->text; *p; p = g_utf8_next_char(p))
    letters += g_unichar_isalnum(g_utf8_get_char(p));
  if (letters == 0) return FALSE;
  return line->confidence >= (letters < SHORT_LETTERS ? CONFIDENCE_MIN_SHORT : CONFIDENCE_MIN);
}

/* Numbers and addresses are wrong with one character wrong, however sure the line is. */
static gboolean holds_data(const char *text) {
  int digits = 0;
  for (const char *p = text; *p; p++)
    digits += g_ascii_isdigit(*p) ? 1 : 0;
  return digits >= DATA_DIGITS || strpbrk(text, "@/") || strstr(text, "www");
}

static CardcatLine *read_strip(CcOcr *ocr, const CcPrint *print, const CcStrip *strip) {
  g_autoptr(TextCut) cut = text_cut_new(print, strip, HEIGHT, MARGIN);
  if (!cut) return NULL;
  g_autoptr(CardcatLine) line = read_cut(ocr, cut, strip, CC_OCR_FIRST);
  if (cc_ocr_has_second(ocr) && (!line || line->confidence < DOUBTFUL || holds_data(line->text)))
    line = text_choose(g_steal_pointer(&line), read_cut(ocr, cut, strip, CC_OCR_SECOND));
  if (line && line->confidence < VERY_DOUBTFUL && is_print(line)) {
    g_autoptr(TextCut) wide = text_cut_new(print, strip, HEIGHT, WIDE_MARGIN);
    line = text_choose(g_steal_pointer(&line), read_cut(ocr, wide, strip, CC_OCR_FIRST));
  }
  return line && is_print(line) ? g_steal_pointer(&line) : NULL;
}

static void keep_lines(CcKeep *keep, const GPtrArray *lines) {
  if (!keep) return;
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    g_string_append_printf(text, "%.2f  %s\n", line->confidence, line->text);
    for (guint j = 0; j < line->alternatives->len; j++)
      g_string_append_printf(text, "   or  %s\n", (char *)line->alternatives->pdata[j]);
  }
  cc_keep_text(keep, "lines", text->str);
}

GPtrArray *cc_text_read(CcOcr *ocr, const CcPrint *print, CcKeep *keep) {
  GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  double width = 1, doubtful = 0;
  for (guint i = 0; i < print->strips->len; i++) {
    const CcStrip *strip = &g_array_index(print->strips, CcStrip, i);
    CardcatLine *line = read_strip(ocr, print, strip);
    width += strip->box.w;
    if (!line || line->confidence < VERY_DOUBTFUL) doubtful += strip->box.w;
    if (line) g_ptr_array_add(lines, line);
  }
  if (cc_ocr_has_second(ocr) && doubtful > LOOK_AGAIN * width) text_second_look(ocr, print, lines);
  text_large(ocr, print, lines);
  keep_lines(keep, lines);
  return lines;
}

/* ---- which way up --------------------------------------------------------------------------- */

/* How much a strip will tell: letters of good size, neither a word nor a whole paragraph. */
static double strip_worth(const CcStrip *strip) {
  double letters = strip->box.w / MAX(strip->capital, 1);
  return MIN(letters, TRIAL_LETTERS) * MIN(strip->capital, 30);
}

static int compare_worth(gconstpointer a, gconstpointer b) {
  double one = strip_worth(a), two = strip_worth(b);
  if (one != two) return one > two ? -1 : 1;
  return ((const CcStrip *)a)->box.y - ((const CcStrip *)b)->box.y;
}

/* Confidence times length. */
static double trial(CcOcr *ocr, const CcRaster *image, double *confidence) {
  g_autoptr(CardcatLine) line = cc_ocr_line(ocr, image, CC_OCR_FIRST);
  *confidence = line->confidence;
  return line->confidence * MIN(g_utf8_strlen(line->text, -1), 20);
}

int cc_text_half_turns(CcOcr *ocr, const CcPrint *print) {
  g_autoptr(GArray) strips = g_array_copy(print->strips);
  g_array_sort(strips, compare_worth);
  double upright = 0;
  for (guint i = 0; i < MIN(strips->len, TRIALS); i++) {
    double confidence, turned_confidence;
    g_autoptr(TextCut) cut =
        text_cut_new(print, &g_array_index(strips, CcStrip, i), HEIGHT, MARGIN);
    if (!cut) continue;
    double score = trial(ocr, cut->image, &confidence);
    if (confidence > SURELY_UPRIGHT && score > TRIAL_SCORE_MIN) return 0;
    g_autoptr(CcRaster) turned = cc_raster_turn(cut->image, 2);
    double other = trial(ocr, turned, &turned_confidence);
    upright += score - other;
    if (fabs(upright) > TURN_MARGIN) break;
  }
  return upright < 0 ? 1 : 0;
}
