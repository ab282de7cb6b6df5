/* The screen of a card that is reviewed. */
#include "keys/keys.h"

#include <string.h>
#include <unistd.h>

/* Header, rule; rule, what is known of the chosen value, news, keys. */
#define FRAME_ROWS 6
#define PICTURE_COLUMNS_MIN 16
#define PICTURE_COLUMNS_MAX 72
#define VALUES_COLUMNS_MIN 40 /* a label and most e-mail addresses */
#define BODY_ROWS_MIN 9
#define CROP_ROWS_MAX 8
/* In fewer rows no print can be read, for less gain none is worth cutting. */
#define PIECE_ROWS_MIN 3
#define PIECE_GAIN_MIN 1.25

CcLayout cc_layout(int rows, int columns, int values, int width, int height, gboolean has_crop) {
  CcLayout l = {.rows = rows, .columns = columns, .values = columns - 1};
  int room = MAX(rows - FRAME_ROWS, 1);
  if (has_crop && room > BODY_ROWS_MIN)
    l.crop = CLAMP(room - MAX(values, BODY_ROWS_MIN), MAX(room / 4, 1), CROP_ROWS_MAX);
  l.body = room - l.crop;
  int most = MIN(MIN(columns * 3 / 8, columns - VALUES_COLUMNS_MIN), PICTURE_COLUMNS_MAX);
  if (width <= 0 || height <= 0 || most < PICTURE_COLUMNS_MIN) return l;
  /* A row is about as high as two columns are wide. */
  l.picture = MIN(most, MAX(2 * l.body * width / height, 1));
  l.shown = CLAMP((l.picture * height + width) / (2 * width), 1, l.body);
  l.values = columns - l.picture - 2;
  return l;
}

static void print_rule(CcReview *r) {
  cc_review_line(r, g_strnfill((gsize)MIN(cc_columns(STDOUT_FILENO) - 1, 200), '-'));
}

/* TEXT in the columns of values; its line ends here. */
static void print_value(CcReview *r, const CcLayout *l, char *owned, gboolean stands_out) {
  g_autofree char *text = owned;
  g_autofree char *fitted = cc_review_fitted(r, text, l->values);
  if (stands_out)
    cc_term_highlight(r->term, fitted);
  else
    cc_term_print(r->term, fitted);
  cc_term_print(r->term, "\n");
}

static char *meeting_of(const CardcatMeeting *m) {
  GString *out = g_string_new(m->send_follow_up ? "yes" : "no");
  if (m->event) g_string_append_printf(out, "  at %s", m->event);
  if (m->met_on) g_string_append_printf(out, "  on %s", m->met_on);
  if (m->introduced_by) g_string_append_printf(out, "  by %s", m->introduced_by);
  for (guint i = 0; i < m->tags->len; i++)
    g_string_append_printf(out, "  #%s", (const char *)m->tags->pdata[i]);
  if (m->note) g_string_append_printf(out, "  %s", m->note);
  return g_string_free(out, FALSE);
}

static void print_field(CcReview *r, const CcLayout *l, guint i) {
  const CcField *field = r->fields->pdata[i];
  gboolean doubtful = cc_field_is_doubtful(field, r->card->reading);
  print_value(r, l,
              g_strdup_printf("%s%s%2u  %-*s %s", doubtful ? "?" : " ", i == r->chosen ? ">" : " ",
                              i + 1, CC_LABEL_COLUMNS, field->label, field->value),
              doubtful);
}

/* The values around the chosen one, then the meeting, in exactly as many rows as there are. */
static void print_body(CcReview *r, const CcLayout *l) {
  guint room = (guint)MAX(l->body - 1, 1), n = r->fields->len;
  guint first = n > room && r->chosen >= room ? r->chosen - room + 1 : 0;
  guint end = MIN(n, first + room);
  for (guint i = first; i < end; i++)
    print_field(r, l, i);
  if (n == 0) print_value(r, l, g_strdup("      nothing was recognised; o shows the text"), FALSE);
  g_autofree char *meeting = meeting_of(r->card->meeting);
  print_value(r, l, g_strdup_printf("      %-*s %s", CC_LABEL_COLUMNS, "Follow-up", meeting),
              FALSE);
  guint used = MAX(end - first, 1) + 1;
  if (cc_term_draws(r->term))
    for (; used < (guint)l->body; used++)
      cc_term_print(r->term, "\n");
}

/* Where one side of the card stands; owned. */
static char *place_of(const CardcatReading *side) {
  const char *path = side->path ? side->path : "";
  return side->cards > 1 ? g_strdup_printf("%s, card %d of %d", path, side->card, side->cards)
                         : g_strdup(path);
}

static void print_head(CcReview *r) {
  const CardcatReading *reading = r->card->reading;
  g_autofree char *front = place_of(reading);
  g_autofree char *back = reading->back ? place_of(reading->back) : NULL;
  guint doubtful = 0;
  for (guint i = 0; i < r->fields->len; i++)
    doubtful += cc_field_is_doubtful(r->fields->pdata[i], reading) ? 1 : 0;
  g_autofree char *doubts =
      doubtful > 0 ? g_strdup_printf("%u doubtful (?)   ", doubtful) : g_strdup("");
  g_autofree char *unused = r->unused->len > 0
                                ? g_strdup_printf("%u line%s not used (+)   ", r->unused->len,
                                                  r->unused->len == 1 ? "" : "s")
                                : g_strdup("");
  cc_review_line(r, g_strdup_printf("Card %u of %u   %s%s%s%s%s", r->at + 1, r->queue->len, doubts,
                                    unused, front, back ? "   back: " : "", back ? back : ""));
  print_rule(r);
}

/* How the chosen value was read, owned. */
static char *reading_of(const CcReview *r, const CcField *field, const CardcatEvidence *e) {
  if (!e) return g_strdup("(typed)");
  CcKind kind = cc_kind_of(r->contact, field->field, field->index);
  g_autofree char *why =
      e->confidence < CARDCAT_SURE ? cc_doubt_say(&kind, field->value, r->card->reading, e) : NULL;
  gboolean repaired = e->from == CARDCAT_FROM_OCR && e->text && !strstr(e->text, field->value);
  return g_strdup_printf("%s%.0f%%%s%s%s%s%s", why ? "doubtful, " : "sure, ", 100 * e->confidence,
                         e->on_back ? ", on the back" : "", why ? ": " : "", why ? why : "",
                         repaired ? "   read as: " : "", repaired ? e->text : "");
}

/* That E's value may be mistaken for another, and what else is worth a warning; owned. */
static char *tell_look_alike(const CardcatEvidence *e, const char *said, const char *more) {
  return g_strdup_printf("! %s%s%s%s", e->look_alike, said ? "   " : "", said ? said : "", more);
}

/* What is known of the chosen value, in one row. */
static void print_known(CcReview *r) {
  const CcField *field = cc_review_field(r);
  const CardcatReading *reading = r->card->reading;
  if (!field) {
    cc_review_line(r, g_strdup(""));
    return;
  }
  const CardcatEvidence *source = cc_field_source(field, r->contact, reading);
  CcWitnesses w = cc_field_witnesses(reading, source);
  g_autoptr(GPtrArray) others = cc_field_alternatives(r, field);
  const CardcatEvidence *e = cc_field_evidence(field, reading);
  g_autofree char *known = reading_of(r, field, e);
  g_autofree char *said = cc_witnesses_say(&w);
  g_autofree char *more = others->len > 0 ? g_strdup_printf("   a: %u other%s", others->len,
                                                            others->len == 1 ? "" : "s")
                                          : g_strdup("");
  /* The row is short, and the value stands in the list. */
  cc_review_line(r, e && e->look_alike ? tell_look_alike(e, w.print ? said : NULL, more)
                    : w.print          ? g_strdup_printf("! %s%s", said, more)
                                       : g_strdup_printf("%s   %s%s%s%s", field->value, known,
                                                said ? "   " : "", said ? said : "", more));
}

/* The line of the card that the chosen value stands in, where its picture cannot be shown. */
static void print_line_read(CcReview *r, const CardcatEvidence *e, const CardcatReading *side) {
  for (guint i = 0; e && e->text && i < side->lines->len; i++) {
    const CardcatLine *line = side->lines->pdata[i];
    if (!strstr(line->text, e->text)) continue;
    cc_review_line(r, g_strdup_printf("Its line: %s", line->text));
    return;
  }
}

static void print_news(CcReview *r) {
  const CardcatEntry *twin = r->twins->len > 0 ? r->twins->pdata[0] : NULL;
  g_autofree char *like =
      twin ? g_strdup_printf("Like contact %" G_GINT64_FORMAT ", %s: m merges.  ", twin->id,
                             cc_card_name(twin->contact))
           : g_strdup("");
  g_autofree char *wanted =
      r->wanted ? g_strdup_printf("You want to meet: %s.  ", r->wanted) : g_strdup("");
  cc_review_line(r, g_strconcat(wanted, like, r->news ? r->news : "", NULL));
}

/* The part of SIDE's picture in BOX, or (NULL) all of it, in at most COLUMNS x ROWS from ROW and
 * COLUMN on. A picture that cannot be shown is left out: the values can be judged without. */
static void draw_picture(CcReview *r, const CardcatReading *side, const CardcatBox *box, int row,
                         int column, int columns, int rows) {
  g_autoptr(GError) none = NULL;
  CcCells cell = cc_cells(STDOUT_FILENO, columns, rows);
  int width = 0, height = 0;
  g_autoptr(GBytes) pixels =
      cardcat_picture_pixels(side->picture, box, MIN(columns * cell.width, 8192),
                             MIN(rows * cell.height, 8192), &width, &height, &none);
  if (!pixels) {
    g_debug("%s", none->message);
    return;
  }
  CcPicture picture = {g_bytes_get_data(pixels, NULL), width, height, box != NULL};
  cc_term_picture(r->term, &picture, row, column,
                  CLAMP((width + cell.width / 2) / cell.width, 1, columns),
                  CLAMP((height + cell.height / 2) / cell.height, 1, rows));
}

/* Evidence of the chosen value that has a place on a picture; NULL: none. */
static const CardcatEvidence *placed(const CcReview *r, const CardcatReading **side) {
  const CcField *field = cc_review_field(r);
  const CardcatReading *reading = r->card->reading;
  const CardcatEvidence *e = field ? cc_field_evidence(field, reading) : NULL;
  *side = e && e->on_back && reading->back ? reading->back : reading;
  return e && e->box.w > 0 && e->box.h > 0 && (*side)->picture ? e : NULL;
}

/* Pixels of the terminal for one of the card's, when WIDTH x HEIGHT of them are in PIECES, each of
 * which begins OVERLAP before the one above ends. */
static double scale_of(int pieces, int width, int height, int overlap, const CcCells *cells) {
  double piece = (double)(width - overlap) / pieces + overlap;
  int rows = cells->rows / pieces;
  return MIN(cells->columns * cells->width / piece, (double)rows * cells->height / height);
}

int cc_crop_pieces(int width, int height, int overlap, const CcCells *cells) {
  int best = 1;
  for (int n = 2; n <= cells->rows / PIECE_ROWS_MIN; n++)
    if (scale_of(n, width, height, overlap, cells) >
        PIECE_GAIN_MIN * scale_of(best, width, height, overlap, cells))
      best = n;
  return best;
}

/* The place of the chosen value; where it is drawn in blocks, a long one in pieces, one below the
 * other, so that small print can be read. */
static void draw_crop(CcReview *r, const CcLayout *l, const CardcatBox *at,
                      const CardcatReading *side) {
  int margin = at->h / 4, width = at->w + 2 * margin, height = at->h + 2 * margin;
  int overlap = MIN(at->h, width), columns = l->columns - 1;
  CcCells cells = cc_cells(STDOUT_FILENO, columns, l->crop);
  int n = cc_term_has_pixels(r->term) ? 1 : cc_crop_pieces(width, height, overlap, &cells);
  int step = (width - overlap + n - 1) / n, first = l->rows - 2 - l->crop;
  for (int i = 0; i < n; i++) {
    CardcatBox piece = {at->x - margin + i * step, at->y - margin,
                        MIN(step + overlap, width - i * step), height};
    draw_picture(r, side, &piece, first + i * (l->crop / n), 1, columns, l->crop / n);
  }
}

static void draw_pictures(CcReview *r, const CcLayout *l, const CardcatEvidence *e,
                          const CardcatReading *side) {
  if (l->picture > 0) draw_picture(r, side, NULL, 3, l->values + 2, l->picture, l->shown);
  if (l->crop > 0) draw_crop(r, l, &e->box, side);
}

static void print_keys(CcReview *r) {
  static const char keys[] =
      "Enter save  n doubtful  e edit  a other  s skip  r reject  u undo  ? more keys";
  g_autofree char *fitted = cc_review_fitted(r, keys, cc_columns(STDOUT_FILENO) - 1);
  cc_term_print(r->term, fitted);
  if (!cc_term_draws(r->term)) cc_term_print(r->term, "\nA key, then Enter; Enter alone saves: ");
}

void cc_review_draw(CcReview *r) {
  const CardcatReading *side;
  const CardcatEvidence *e = placed(r, &side);
  gboolean draws = cc_term_draws(r->term) && side->picture;
  CcLayout l = cc_layout(cc_rows(STDOUT_FILENO), cc_columns(STDOUT_FILENO), (int)r->fields->len + 1,
                         draws ? side->width : 0, draws ? side->height : 0, draws && e);
  cc_term_clear(r->term);
  print_head(r);
  print_body(r, &l);
  print_rule(r);
  for (int i = 0; i < l.crop; i++)
    cc_term_print(r->term, "\n");
  print_known(r);
  if (!cc_term_draws(r->term)) print_line_read(r, e, side);
  print_news(r);
  print_keys(r);
  draw_pictures(r, &l, e, side);
}
