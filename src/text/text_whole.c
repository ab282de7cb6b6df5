/* A second opinion on a whole card: Tesseract finds the lines on the picture as it was taken.  It
 * misses more print than the rooms before it do, but not the same. */
#include "text/ocr.h"

#include <string.h>

/* Figures that name no cards were set by hand; tests/bench/bench_text.c shows what is read with
 * them. */

/* A word belongs to a line when it shares this part of the lower's height, ... */
#define SHARED_HEIGHT 0.5
/* ... this part of its own width, and is no smaller than this part of the line. */
#define SHARED_WIDTH 0.5
#define SMALLEST_PART 0.35
/* Words of the first alternative that are this sure are print, and an alternative that lacks more
 * of their width than SHARED_SURE leaves was cut short: Tesseract tells print from pictures in
 * blocks. */
#define SURE_WORD 0.7
#define SHARED_SURE 0.9
/* Words less sure than this are no print; a line that only the second look saw has to be this
 * sure, and this long in letters.  Found on photographed and rendered cards by bench_text. */
#define WORD_MIN 0.3
#define NEW_MIN 0.7
#define NEW_LETTERS 3
/* A line less sure than this gives way to print that lies across it. */
#define GIVES_WAY 0.6
/* Of the height of a word's box, x-height and stroke are about these parts. */
#define X_HEIGHT_OF_BOX 0.7
#define STROKE_OF_BOX 0.12

static gboolean lies_in(const CardcatBox *word, const CardcatBox *line) {
  return cc_box_shared_height(word, line) > SHARED_HEIGHT * MIN(word->h, line->h) &&
         cc_box_shared_width(word, line) > SHARED_WIDTH * word->w &&
         word->h > SMALLEST_PART * line->h;
}

/* The line that WORD lies in, or -1. */
static int line_under(const GPtrArray *lines, const CardcatBox *word) {
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    if (lies_in(word, &line->box)) return (int)i;
  }
  return -1;
}

/* Adds a copy of WORD to LINE, whose box grows. */
static void add_word(CardcatLine *line, const CardcatWord *word) {
  line->box = cc_box_union(line->box, word->box);
  g_ptr_array_add(line->words, cardcat_word_new(word->text, word->box, word->confidence));
}

/* The second alternative as it falls on the lines of the first. */
typedef struct {
  GPtrArray *under; /* CardcatLine*, one for each line of the first; no words: nothing there */
  GPtrArray *apart; /* CardcatLine*, where the first has none */
} Second;

static GPtrArray *lines_new(guint count) {
  GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add(lines, cardcat_line_new("", (CardcatBox){0}, 0));
  return lines;
}

static void sort_words(Second *second, const GPtrArray *lines, const CardcatLine *found) {
  CardcatLine *apart = NULL;
  for (guint i = 0; i < found->words->len; i++) {
    const CardcatWord *word = found->words->pdata[i];
    if (word->confidence < WORD_MIN) continue;
    int at = line_under(lines, &word->box);
    if (at >= 0) {
      add_word(second->under->pdata[at], word);
      apart = NULL;
      continue;
    }
    if (!apart) {
      apart = cardcat_line_new("", word->box, 0);
      g_ptr_array_add(second->apart, apart);
    }
    add_word(apart, word);
  }
}

/* ---- what becomes of it --------------------------------------------------------------------- */

static gboolean covers(const CardcatLine *found, const CardcatLine *line) {
  for (guint i = 0; i < line->words->len; i++) {
    const CardcatWord *word = line->words->pdata[i];
    int width = cc_box_shared_width(&word->box, &found->box);
    if (word->confidence >= SURE_WORD && width < SHARED_SURE * word->box.w) return FALSE;
  }
  return TRUE;
}

/* The surer one becomes LINES' own, with the other as its alternative. */
static void put_under(GPtrArray *lines, GPtrArray *under, guint at) {
  CardcatLine *line = lines->pdata[at], *found = under->pdata[at];
  if (!covers(found, line)) return;
  cc_ocr_line_join(found);
  found->box = line->box;
  found->x_height = line->x_height;
  found->stroke = line->stroke;
  under->pdata[at] = cardcat_line_new("", line->box, 0);
  lines->pdata[at] = text_choose(line, found);
}

static gboolean is_new_print(const CardcatLine *line) {
  return line->confidence >= NEW_MIN && cc_text_count_letters(line) >= NEW_LETTERS;
}

static void put_apart(GPtrArray *lines, CardcatLine *found, GPtrArray *unused) {
  found->x_height = X_HEIGHT_OF_BOX * found->box.h;
  found->stroke = STROKE_OF_BOX * found->box.h;
  text_lines_put(lines, cardcat_line_copy(found), GIVES_WAY, unused);
}

void text_second_look(CcOcr *ocr, const CcPrint *print, GPtrArray *lines, GPtrArray *unused) {
  g_autoptr(GPtrArray) found = cc_ocr_picture(ocr, print->picture, CC_OCR_SECOND);
  g_autoptr(GPtrArray) under = lines_new(lines->len), apart = lines_new(0);
  Second second = {under, apart};
  for (guint i = 0; i < found->len; i++)
    sort_words(&second, lines, found->pdata[i]);
  for (guint i = 0; i < under->len; i++) {
    const CardcatLine *line = under->pdata[i];
    if (line->words->len > 0) put_under(lines, under, i);
  }
  for (guint i = 0; i < apart->len; i++) {
    CardcatLine *line = apart->pdata[i];
    cc_ocr_line_join(line);
    if (is_new_print(line)) put_apart(lines, line, unused);
  }
}
