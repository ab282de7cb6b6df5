/* Large print that the evened ground loses: logotypes whose strokes are as wide as its window, or
 * that lie across two grounds.  A coarse picture is cut at several levels, and rows of large
 * components that look like one word are cut out by themselves. */
#include "print/parts.h"

#include <math.h>
#include <string.h>

/* Pixels of the coarse picture's longer edge: the least capitals are 14 of them. */
#define COARSE 400
/* Levels at which it is cut, between its dark and light quantiles.  These and the figures below
 * were found on logotypes of 56 real cards. */
#define LEVELS 6
#define QUANTILE 0.02
/* Less between dark and light is no print. */
#define SPAN_MIN 40
/* Heights of a large row's capitals, and of the least of its letters, of the card's longer edge. */
#define TALL_MIN 0.035
#define TALL_MAX 0.18
#define LETTER_MIN 0.018
/* A row's marks are at most this part of a capital. */
#define MARK_MAX 0.5
/* Letters of one word: no fewer, their strokes apart by this part at most in the mean, this part
 * of them with their feet this near the baseline (in capitals). */
#define LETTERS_MIN 3
#define STROKE_SPREAD 0.3
#define FEET_PART 0.7
#define FEET_NEAR 0.15
/* A stroke is at most this part of a capital's height: thicker is a shape. */
#define STROKE_MAX 0.42
/* A strip that is known and shares this part of its union with a row is that row; of rows of
 * several levels that share this part of the smaller one is kept. */
#define SAME_ROW 0.6
#define SAME_PLACE 0.3
/* The most rows of a card, those of most letters first. */
#define ROWS_MAX 4
/* A letter so many times as high as the one beside it begins another word. */
#define WORD_RATIO 1.9
/* A shape before or after a word has a stroke this part off that of its letters, or is so many
 * times as high: an icon. */
#define ICON_STROKE 0.5
#define ICON_HEIGHT 1.45

/* Print of a coarse GREY at LEVEL: what is darker, or lighter. */
static CcRaster *cut_at(const CcRaster *grey, int level, gboolean light) {
  CcRaster *print = cc_raster_new(grey->width, grey->height, 1);
  gsize n = (gsize)grey->width * (gsize)grey->height;
  for (gsize i = 0; i < n; i++)
    print->data[i] = light ? grey->data[i] > level : grey->data[i] <= level;
  return print;
}

static int level_at(const CcRaster *grey, double part) {
  gsize histogram[256] = {0}, n = (gsize)grey->width * (gsize)grey->height, sum = 0;
  for (gsize i = 0; i < n; i++)
    histogram[grey->data[i]]++;
  for (int level = 0; level < 256; level++) {
    sum += histogram[level];
    if ((double)sum >= part * (double)n) return level;
  }
  return 255;
}

static void keep_letters(GArray *glyphs, int edge) {
  for (guint i = glyphs->len; i-- > 0;) {
    int h = print_glyph_at(glyphs, i)->box.h;
    if (h < LETTER_MIN * edge || h > TALL_MAX * edge) g_array_remove_index(glyphs, i);
  }
}

/* Mean part by which strokes of ROW's letters are off its own. */
static double spread_of(const PrintRow *row) {
  double off = 0;
  for (guint i = 0; i < row->members->len; i++)
    off += fabs(print_glyph_at(row->members, i)->stroke - row->stroke) / row->stroke;
  return off / row->members->len;
}

/* ---- words of one height --------------------------------------------------------------------- */

/* Whether the glyph AT of ROW is so much larger or smaller than the one before it. */
static gboolean changes_height(const PrintRow *row, guint at) {
  int before = print_glyph_at(row->members, at - 1)->box.h,
      here = print_glyph_at(row->members, at)->box.h;
  return MAX(before, here) > WORD_RATIO * MIN(before, here);
}

/* The mean stroke of ROW's letters but the one AT. */
static double stroke_beside(const PrintRow *row, guint at) {
  double sum = 0;
  for (guint i = 0; i < row->members->len; i++)
    sum += i == at ? 0 : print_glyph_at(row->members, i)->stroke;
  return sum / (row->members->len - 1);
}

static gboolean is_icon(const PrintRow *row, guint at) {
  const PrintGlyph *glyph = print_glyph_at(row->members, at);
  double stroke = stroke_beside(row, at);
  return fabs(glyph->stroke - stroke) > ICON_STROKE * stroke ||
         glyph->box.h > ICON_HEIGHT * row->capital;
}

/* Takes icons off the ends of ROW while a word is left. */
static void trim_icons(PrintRow *row) {
  while (row->members->len > LETTERS_MIN && is_icon(row, 0)) {
    g_array_remove_index(row->members, 0);
    print_row_measure(row);
  }
  while (row->members->len > LETTERS_MIN && is_icon(row, row->members->len - 1)) {
    g_array_remove_index(row->members, row->members->len - 1);
    print_row_measure(row);
  }
}

static PrintRow *piece_of(const PrintRow *row, guint from, guint to) {
  PrintRow *piece = print_row_new();
  g_array_append_vals(piece->members, print_glyph_at(row->members, from), to - from);
  print_row_measure(piece);
  return piece;
}

/* Where the letters of ROW from FROM on are no longer of one height: a capital is no word. */
static guint word_end(const PrintRow *row, guint from) {
  guint n = row->members->len;
  for (guint i = from + 2; i + 1 < n; i++) {
    if (!changes_height(row, i)) continue;
    g_autoptr(PrintRow) word = piece_of(row, from, i);
    g_autoptr(PrintRow) rest = piece_of(row, i, n);
    double high = MAX(word->capital, rest->capital), low = MIN(word->capital, rest->capital);
    if (high > WORD_RATIO * low) return i;
  }
  return n;
}

/* The pieces of ROWS whose letters are of one height: PrintRow*, owned. */
static GPtrArray *words_of(const GPtrArray *rows) {
  GPtrArray *words = g_ptr_array_new_with_free_func((GDestroyNotify)print_row_free);
  for (guint i = 0; i < rows->len; i++) {
    const PrintRow *row = rows->pdata[i];
    for (guint from = 0, to; from < row->members->len; from = to) {
      to = word_end(row, from);
      PrintRow *word = piece_of(row, from, to);
      trim_icons(word);
      g_ptr_array_add(words, word);
    }
  }
  return words;
}

static gboolean looks_like_word(const PrintRow *row, int edge) {
  const GArray *members = row->members;
  if (members->len < LETTERS_MIN || row->stroke > STROKE_MAX * row->capital) return FALSE;
  if (row->capital < TALL_MIN * edge || spread_of(row) > STROKE_SPREAD) return FALSE;
  double feet = 0;
  for (guint i = 0; i < members->len; i++) {
    const CardcatBox *box = &print_glyph_at(members, i)->box;
    double base = print_row_baseline(row, box->x + box->w / 2.0);
    feet += fabs(box->y + box->h - base) < FEET_NEAR * row->capital;
  }
  return feet >= FEET_PART * members->len;
}

static CardcatBox scaled(CardcatBox box, double by) {
  return (CardcatBox){(int)(box.x * by), (int)(box.y * by), (int)(box.w * by + 0.5),
                      (int)(box.h * by + 0.5)};
}

/* Whether one of STRIPS lies at BOX. */
static gboolean is_known(const GArray *strips, const CardcatBox *box) {
  for (guint i = 0; i < strips->len; i++) {
    const CardcatBox *known = &g_array_index(strips, CcStrip, i).box;
    double shared = cc_box_shared_area(known, box);
    if (shared > SAME_ROW * (cc_box_area(known) + cc_box_area(box) - shared)) return TRUE;
  }
  return FALSE;
}

/* ---- cutting out ---------------------------------------------------------------------------- */

typedef struct {
  double ink, ground;
} Levels;

/* Mean of the print, and the ground's quarter that is nearest to it: across two grounds the
 * nearer one counts. */
static gboolean levels_of(const CcRaster *grey, const CcRaster *print, const CardcatBox *box,
                          gboolean light, Levels *levels) {
  gsize histogram[256] = {0}, ground = 0, ink = 0, below = 0;
  double sum = 0;
  for (int y = box->y; y < box->y + box->h; y++)
    for (int x = box->x; x < box->x + box->w; x++) {
      guint8 value = *cc_raster_at(grey, x, y);
      if (*cc_raster_at(print, x, y)) {
        sum += value;
        ink++;
      } else {
        histogram[value]++;
        ground++;
      }
    }
  if (ink == 0 || ground == 0) return FALSE;
  levels->ink = sum / (double)ink;
  int level = 0;
  while (level < 255 &&
         (double)(below += histogram[level]) < (light ? 0.75 : 0.25) * (double)ground)
    level++;
  levels->ground = level;
  return fabs(levels->ground - levels->ink) > SPAN_MIN / 2.0;
}

/* Draws the print of BOX (pixels of GREY, the full picture), dark on white, onto SHEET. */
static void draw(const CcRaster *grey, CardcatBox box, Levels levels, CcRaster *clean) {
  int x1 = MIN(box.x + box.w, grey->width), y1 = MIN(box.y + box.h, grey->height);
  for (int y = MAX(box.y, 0); y < y1; y++)
    for (int x = MAX(box.x, 0); x < x1; x++) {
      double part = (*cc_raster_at(grey, x, y) - levels.ink) / (levels.ground - levels.ink);
      *cc_raster_at(clean, x, y) = (guint8)(255 * CLAMP(part, 0, 1));
    }
}

/* ---- rows of all levels ---------------------------------------------------------------------- */

typedef struct {
  CcStrip strip;
  Levels levels;
  GArray *parts; /* CardcatBox of letters and marks, pixels of the picture */
  guint letters;
  double spread;
} Candidate;

static void candidate_clear(gpointer data) {
  g_array_unref(((Candidate *)data)->parts);
}

typedef struct {
  const CcRaster *coarse;
  const GArray *known; /* strips that need no second cut */
  double scale;        /* pixels of the picture per pixel of COARSE */
  GArray *found;       /* Candidate */
} Search;

static void add_part(GArray *parts, CardcatBox box, double scale) {
  box = scaled((CardcatBox){box.x - 1, box.y - 1, box.w + 2, box.h + 2}, scale);
  g_array_append_val(parts, box);
}

static GArray *parts_of(const PrintRow *row, const GArray *marks, double scale) {
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(CardcatBox));
  for (guint i = 0; i < row->members->len; i++)
    add_part(parts, print_glyph_at(row->members, i)->box, scale);
  for (guint i = 0; i < marks->len; i++) {
    const CardcatBox *box = &print_glyph_at(marks, i)->box;
    if (MAX(box->w, box->h) < MARK_MAX * row->capital && print_row_reaches(row, box) &&
        box->y < print_row_baseline(row, box->x))
      add_part(parts, *box, scale);
  }
  return parts;
}

static void add_row(const Search *search, const PrintRow *row, const GArray *marks,
                    const CcRaster *print, gboolean light) {
  double by = search->scale, middle = row->core.x + row->core.w / 2.0;
  Candidate candidate = {.strip = {.box = scaled(row->core, by),
                                   .x_height = row->x_height * by,
                                   .capital = row->capital * by,
                                   .baseline = print_row_baseline(row, middle) * by,
                                   .stroke = row->stroke * by,
                                   .slope = row->slope,
                                   .inverted = light},
                         .letters = row->members->len,
                         .spread = spread_of(row)};
  if (is_known(search->known, &candidate.strip.box)) return;
  if (!levels_of(search->coarse, print, &row->core, light, &candidate.levels)) return;
  candidate.parts = parts_of(row, marks, by);
  g_array_append_val(search->found, candidate);
}

static void search_level(const Search *search, int level, gboolean light) {
  g_autoptr(CcRaster) print = cut_at(search->coarse, level, light);
  g_autoptr(GArray) marks = NULL;
  g_autoptr(GArray) glyphs = print_glyphs_find(print, TALL_MAX, &marks);
  int edge = MAX(print->width, print->height);
  g_array_append_vals(marks, glyphs->data, glyphs->len);
  keep_letters(glyphs, edge);
  g_autoptr(GPtrArray) rows = print_rows_find(glyphs);
  g_autoptr(GPtrArray) words = words_of(rows);
  for (guint i = 0; i < words->len; i++)
    if (looks_like_word(words->pdata[i], edge))
      add_row(search, words->pdata[i], marks, print, light);
}

static int compare_candidates(gconstpointer a, gconstpointer b) {
  const Candidate *one = a, *two = b;
  if (one->letters != two->letters) return one->letters > two->letters ? -1 : 1;
  if (one->spread != two->spread) return one->spread < two->spread ? -1 : 1;
  return one->strip.box.y - two->strip.box.y;
}

/* The best of FOUND that lie apart, drawn. */
static void choose(GArray *found, const CcRaster *grey, CcLarge *large) {
  g_array_sort(found, compare_candidates);
  for (guint i = 0; i < found->len && large->strips->len < ROWS_MAX; i++) {
    const Candidate *candidate = &g_array_index(found, Candidate, i);
    const CardcatBox *box = &candidate->strip.box;
    gboolean apart = TRUE;
    for (guint j = 0; j < large->strips->len && apart; j++) {
      const CardcatBox *other = &g_array_index(large->strips, CcStrip, j).box;
      apart =
          cc_box_shared_area(box, other) <= SAME_PLACE * MIN(cc_box_area(box), cc_box_area(other));
    }
    if (!apart) continue;
    for (guint k = 0; k < candidate->parts->len; k++)
      draw(grey, g_array_index(candidate->parts, CardcatBox, k), candidate->levels, large->clean);
    g_array_append_val(large->strips, candidate->strip);
  }
}

void cc_large_free(CcLarge *large) {
  if (!large) return;
  cc_raster_free(large->clean);
  g_array_unref(large->strips);
  g_free(large);
}

CcLarge *cc_large_find(const CcPrint *print) {
  const CcRaster *picture = print->picture;
  int edge = MAX(picture->width, picture->height);
  CcLarge *large = g_new0(CcLarge, 1);
  large->strips = g_array_new(FALSE, FALSE, sizeof(CcStrip));
  if (edge < COARSE) return large;
  double scale = (double)edge / COARSE;
  int w = MAX((int)(picture->width / scale), 1), h = MAX((int)(picture->height / scale), 1);
  g_autoptr(CcRaster) grey = cc_raster_grey(picture), coarse = cc_raster_resize(grey, w, h);
  large->clean = cc_raster_new(picture->width, picture->height, 1);
  memset(large->clean->data, 255, (gsize)picture->width * (gsize)picture->height);
  int low = level_at(coarse, QUANTILE), high = level_at(coarse, 1 - QUANTILE);
  if (high - low < SPAN_MIN) return large;
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Candidate));
  g_array_set_clear_func(found, candidate_clear);
  Search search = {coarse, print->strips, scale, found};
  for (int k = 1; k < LEVELS; k++)
    for (int light = 0; light < 2; light++)
      search_level(&search, low + (high - low) * k / LEVELS, light);
  choose(found, grey, large);
  return large;
}
