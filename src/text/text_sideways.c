/* Print that runs up or down the card, read where it is surely print. */
#include "text/ocr.h"

/* Fewer letters than this are part of an ornament, however sure they are; by hand. */
#define LETTERS 5
/* What is less sure than this is no print, though the other way it be worse; by hand. */
#define LIKELY 0.5
/* Above any confidence: what tells less than print that it lies across is no line. */
#define GIVES_WAY_ALL 2.0

/* Where BOX of a card turned clockwise by CC_SIDEWAYS_TURN of WAY lies on the card of WIDTH x
 * HEIGHT. */
static CardcatBox turned_back(CardcatBox box, int way, const CcRaster *card) {
  if (way == 0) return (CardcatBox){box.y, card->height - box.x - box.w, box.h, box.w};
  return (CardcatBox){card->width - box.y - box.h, box.x, box.h, box.w};
}

static void line_turn_back(CardcatLine *line, int way, const CcRaster *card) {
  line->box = turned_back(line->box, way, card);
  for (guint i = 0; i < line->words->len; i++) {
    CardcatWord *word = line->words->pdata[i];
    word->box = turned_back(word->box, way, card);
  }
}

/* Adds what may be print of the strips that run WAY to FOUND (CardcatLine*). */
static void read_way(CcOcr *ocr, const CcPrint *print, int way, GPtrArray *found) {
  const GArray *strips = print->sideways[way];
  if (!strips || strips->len == 0) return;
  g_autoptr(CcRaster) clean = cc_raster_turn(print->clean, CC_SIDEWAYS_TURN(way));
  CcPrint turned = {.clean = clean};
  for (guint i = 0; i < strips->len; i++) {
    TextFirst first = text_strip_read(ocr, &turned, &g_array_index(strips, CcStrip, i));
    if (first.line && cc_text_count_letters(first.line) >= LETTERS) {
      CardcatLine *line = text_strip_read_again(ocr, &turned, &first);
      line_turn_back(line, way, print->clean);
      g_ptr_array_add(found, line);
    }
    text_first_clear(&first);
  }
}

/* Whether one of FOUND reads LINE's print, the other way round, half as surely or more. */
static gboolean is_read_both_ways(const GPtrArray *found, const CardcatLine *line) {
  for (guint i = 0; i < found->len; i++) {
    const CardcatLine *other = found->pdata[i];
    if (other != line && cc_box_shared_area(&other->box, &line->box) > 0 &&
        2 * other->confidence >= line->confidence)
      return TRUE;
  }
  return FALSE;
}

/* A dot between letters, as an e-mail and a web address have. */
static gboolean holds_host(const char *text) {
  for (const char *dot = strchr(text, '.'); dot; dot = strchr(dot + 1, '.'))
    if (dot > text && g_ascii_isalnum(dot[-1]) && g_ascii_isalpha(dot[1]) &&
        g_ascii_isalpha(dot[2]))
      return TRUE;
  return FALSE;
}

/* A web address is read less surely than words; upside-down print makes no sense. */
static gboolean is_upright(const GPtrArray *found, const CardcatLine *line) {
  return text_is_sure(line) ||
         (line->confidence >= LIKELY && holds_host(line->text) && !is_read_both_ways(found, line));
}

/* Letters that stand above each other are read as short lines: more letters tell more. */
static double worth(const CardcatLine *line) {
  return line->confidence * cc_text_count_letters(line);
}

/* Whether one of LINES that LINE lies across tells as much. */
static gboolean is_read_better(const GPtrArray *lines, const CardcatLine *line) {
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *other = lines->pdata[i];
    if (other != line && cc_box_shared_area(&other->box, &line->box) > 0 &&
        worth(other) >= worth(line))
      return TRUE;
  }
  return FALSE;
}

void text_sideways(CcOcr *ocr, const CcPrint *print, GPtrArray *lines, GPtrArray *unused) {
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  for (int way = 0; way < (int)G_N_ELEMENTS(print->sideways); way++)
    read_way(ocr, print, way, found);
  for (guint i = 0; i < found->len; i++) {
    const CardcatLine *line = found->pdata[i];
    if (!is_upright(found, line) || is_read_better(found, line) || is_read_better(lines, line))
      continue;
    text_lines_put(lines, cardcat_line_copy(line), GIVES_WAY_ALL, unused);
  }
}
