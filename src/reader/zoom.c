/* Where the whole picture was read for want of an outline, and the card is a small part of it: the
 * part that has print, so that it can be read larger. */
#include "reader/whole.h"

#include "base/geometry.h"

/* Lines read this surely, of so many letters, may be of the card; most of what OCR makes of cloth
 * and wood is read worse.  Fewer than LINES_MIN show no card. */
#define LINE_SURE 0.5
#define LETTERS_MIN 3
#define LINES_MIN 3
/* Lines nearer to each other than this many times their usual height are of one card. */
#define NEAR 8.0
/* A card goes on around its print by about this share of the print's longer side. */
#define MARGIN 0.09
/* In the region around the print, so many of its longer sides wide, the card's outline is looked
 * for again, unless that is nearly the whole picture; it holds the print. */
#define REGION_MARGIN 0.35
#define REGION_MAX 0.8
#define HOLDS 0.9
/* Letters of more pixels are read as well as they will be; */
#define X_HEIGHT_MAX 21.0
/* and it is read again where it gets larger by this at least. */
#define LARGER_MIN 1.2

/* The lines of C that were read surely: CardcatLine, borrowed. */
static GPtrArray *sure_lines(const CcCandidate *c) {
  GPtrArray *sure = g_ptr_array_new();
  for (guint i = 0; i < c->lines->len; i++) {
    CardcatLine *line = c->lines->pdata[i];
    if (line->confidence >= LINE_SURE && cc_text_count_letters(line) >= LETTERS_MIN)
      g_ptr_array_add(sure, line);
  }
  return sure;
}

static int compare_x_height(gconstpointer a, gconstpointer b) {
  double x = (*(const CardcatLine *const *)a)->x_height;
  double y = (*(const CardcatLine *const *)b)->x_height;
  return x < y ? -1 : x > y;
}

static gboolean are_near(const CardcatBox *a, const CardcatBox *b, double reach) {
  return a->x < b->x + b->w + reach && b->x < a->x + a->w + reach && a->y < b->y + b->h + reach &&
         b->y < a->y + a->h + reach;
}

/* The box of the first of LINES and all that are within REACH of it, or of one of these; they are
 * taken out, and COUNT gets how many. */
static CardcatBox take_cluster(GPtrArray *lines, double reach, guint *count) {
  CardcatBox box = ((const CardcatLine *)lines->pdata[0])->box;
  g_autoptr(GPtrArray) taken = g_ptr_array_new();
  g_ptr_array_add(taken, g_ptr_array_remove_index(lines, 0));
  for (guint k = 0; k < taken->len; k++)
    for (guint i = lines->len; i-- > 0;) {
      const CardcatLine *line = lines->pdata[i];
      if (!are_near(&line->box, &((const CardcatLine *)taken->pdata[k])->box, reach)) continue;
      box = cc_box_union(box, line->box);
      g_ptr_array_add(taken, g_ptr_array_remove_index(lines, i));
    }
  *count = taken->len;
  return box;
}

static CardcatBox largest_cluster(GPtrArray *lines, double reach, guint *count) {
  CardcatBox best = {0};
  *count = 0;
  while (lines->len > 0) {
    guint n;
    CardcatBox box = take_cluster(lines, reach, &n);
    if (n <= *count) continue;
    *count = n;
    best = box;
  }
  return best;
}

/* The point of the photo that is at X, Y of C's picture. */
static CardcatPoint in_photo(const CcCandidate *c, double x, double y) {
  double across = CLAMP(x / c->picture->width, 0, 1), down = CLAMP(y / c->picture->height, 0, 1);
  CardcatPoint top = cc_between(c->corners[0], c->corners[1], across);
  CardcatPoint bottom = cc_between(c->corners[3], c->corners[2], across);
  return cc_between(top, bottom, down);
}

/* The corners in the photo of BOX of WHOLE's picture, wider by MARGIN on each side. */
static void corners_of(const CcCandidate *whole, CardcatBox box, double margin,
                       CardcatPoint corners[4]) {
  double x[2] = {box.x - margin, box.x + box.w + margin};
  double y[2] = {box.y - margin, box.y + box.h + margin};
  for (int i = 0; i < 4; i++)
    corners[i] = in_photo(whole, x[i == 1 || i == 2], y[i >= 2]);
}

static CardcatBox box_around(const CardcatPoint corners[4]) {
  double x[2] = {corners[0].x, corners[0].x}, y[2] = {corners[0].y, corners[0].y};
  for (int i = 1; i < 4; i++) {
    x[0] = MIN(x[0], corners[i].x);
    x[1] = MAX(x[1], corners[i].x);
    y[0] = MIN(y[0], corners[i].y);
    y[1] = MAX(y[1], corners[i].y);
  }
  return (CardcatBox){(int)x[0], (int)y[0], (int)(x[1] - x[0]), (int)(y[1] - y[0])};
}

/* Looks for the card again in the region AROUND the print, where little else is. */
static gboolean look_again(const CcRaster *photo, const CardcatPoint print[4], CardcatBox around,
                           CcOutline *outline) {
  if (around.w * (double)around.h > REGION_MAX * photo->width * photo->height) return FALSE;
  g_autoptr(CcRaster) region = cc_raster_crop(photo, around);
  g_autoptr(GArray) outlines = cc_outlines_find(region, NULL);
  double best = 0;
  for (guint i = 0; i < outlines->len; i++) {
    CcOutline one = g_array_index(outlines, CcOutline, i);
    for (int k = 0; k < 4; k++) {
      one.corners[k].x += around.x;
      one.corners[k].y += around.y;
    }
    double held = cc_quad_shared_area(one.corners, print) / MAX(cc_quad_area(print), 1);
    if (one.whole || held < HOLDS || one.score <= best) continue;
    best = one.score;
    one.around = one.joined = FALSE;
    *outline = one;
  }
  return best > 0;
}

/* Whether OUTLINE is flattened to more pixels of the photo's than WHOLE was. */
static gboolean is_larger(const CcCandidate *whole, const CcOutline *outline) {
  double before = MAX(cc_quad_side(whole->corners, 0), cc_quad_side(whole->corners, 1));
  double after = MAX(cc_quad_side(outline->corners, 0), cc_quad_side(outline->corners, 1));
  double scale = MAX(whole->picture->width, whole->picture->height) / MAX(before, 1);
  return MIN(CC_FLAT_EDGE, CC_ENLARGED_MAX * after) / MAX(after, 1) >= LARGER_MIN * scale;
}

gboolean cc_outline_of_print(const CcCandidate *whole, const CcPhoto *photo, CcOutline *outline) {
  g_autoptr(GPtrArray) lines = sure_lines(whole);
  if (lines->len < LINES_MIN) return FALSE;
  g_ptr_array_sort(lines, compare_x_height);
  double usual = ((const CardcatLine *)lines->pdata[lines->len / 2])->x_height;
  guint count;
  CardcatBox box = largest_cluster(lines, NEAR * usual, &count);
  if (count < LINES_MIN || usual > X_HEIGHT_MAX) return FALSE;
  CardcatPoint print[4], region[4];
  corners_of(whole, box, 0, print);
  corners_of(whole, box, REGION_MARGIN * MAX(box.w, box.h), region);
  if (!look_again(photo->raster, print, box_around(region), outline)) {
    *outline = (CcOutline){.score = whole->outline.score, .whole = TRUE};
    corners_of(whole, box, MARGIN * MAX(box.w, box.h), outline->corners);
    if (!is_larger(whole, outline)) return FALSE;
  }
  outline->ruled = whole->outline.ruled;
  return TRUE;
}
