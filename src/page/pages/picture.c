/* The pictures of a card, and what stands where on them. */
#include "page/pages/pages.h"

#include <string.h>

/* A box stands just outside its print: so many pixels of the card, whose longer edge has 1600. */
#define BOX_MARGIN 4

typedef struct {
  const char *class_name, *title;
  const char *line;   /* what a click takes; NULL: nothing */
  const CcKind *kind; /* into what */
} Mark;

static void write_rect(CcHtml *html, const CardcatBox *box, const Mark *mark) {
  g_autofree char *x = g_strdup_printf("%d", box->x - BOX_MARGIN);
  g_autofree char *y = g_strdup_printf("%d", box->y - BOX_MARGIN);
  g_autofree char *w = g_strdup_printf("%d", box->w + 2 * BOX_MARGIN);
  g_autofree char *h = g_strdup_printf("%d", box->h + 2 * BOX_MARGIN);
  g_autofree char *of = g_strdup_printf("%d %d %d %d", box->x, box->y, box->w, box->h);
  g_autofree char *value = mark->line ? cc_kind_extract(mark->kind, mark->line) : NULL;
  cc_html_open(html, "rect", "x", x, "y", y, "width", w, "height", h, "rx", "4", "class",
               mark->class_name, "data-line", mark->line, "data-value", value, "data-kind",
               mark->line ? mark->kind->name : NULL, "data-box", mark->line ? of : NULL, NULL);
  cc_html_element(html, "title", mark->title, NULL);
  cc_html_close(html);
}

static void write_values(CcHtml *html, const CcCardShown *shown, gboolean back) {
  for (guint i = 0; i < shown->rows->len; i++) {
    const CcRow *row = shown->rows->pdata[i];
    const CardcatEvidence *e = row->evidence;
    if (!e || e->on_back != back || e->box.w <= 0) continue;
    g_autofree char *link = g_strdup_printf("#row-%u", row->number);
    g_autofree char *label = g_strdup_printf("%s: %s", row->kind.label, row->value);
    const Mark mark = {row->doubtful ? "box doubtful" : "box", label, NULL, NULL};
    cc_html_open(html, "a", "href", link, "tabindex", "-1", "aria-label", label, NULL);
    write_rect(html, &e->box, &mark);
    cc_html_close(html);
  }
}

static void write_lines(CcHtml *html, const CcCardShown *shown, const CardcatReading *side,
                        gboolean back) {
  for (guint i = 0; i < side->lines->len; i++) {
    const CardcatLine *line = side->lines->pdata[i];
    CcKind kind = cc_kind_guess(line->text, shown->contact);
    const Mark mark = {"line", line->text, line->text, &kind};
    write_rect(html, &line->box, &mark);
  }
  for (guint i = 0; i < shown->unused->len; i++) {
    const CcUnusedLine *line = shown->unused->pdata[i];
    if (line->on_back != back || line->unused->box.w <= 0) continue;
    CcKind kind = cc_kind_guess(line->unused->text, shown->contact);
    const Mark mark = {"unused", "Not used: click to take it", line->unused->text, &kind};
    write_rect(html, &line->unused->box, &mark);
  }
}

char *cc_picture_address(const CardcatCard *card, gboolean back) {
  const CardcatReading *side = back ? card->reading->back : card->reading;
  if (!side || !side->picture || side->width <= 0 || side->height <= 0) return NULL;
  /* The sum changes when the card is turned, so that the browser asks again. */
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, side->picture);
  return g_strdup_printf("/card/%" G_GINT64_FORMAT "/%s?v=%.16s", card->id,
                         back ? "back.jpg" : "front.jpg", sum);
}

static void write_side(CcHtml *html, const CcCardShown *shown, gboolean back) {
  const CardcatReading *reading = shown->card->reading, *side = back ? reading->back : reading;
  const char *source = back ? shown->back : shown->front;
  if (!source) return;
  g_autofree char *view = g_strdup_printf("0 0 %d %d", side->width, side->height);
  g_autofree char *width = g_strdup_printf("%d", side->width);
  g_autofree char *height = g_strdup_printf("%d", side->height);
  cc_html_open(html, "div", "class", "side", "data-side", back ? "back" : "front", NULL);
  cc_html_open(html, "svg", "viewBox", view, "role", "group", "class", "card", "aria-label",
               back ? "The back of the card" : "The front of the card", NULL);
  cc_html_element(html, "image", NULL, "href", source, "width", width, "height", height, NULL);
  write_lines(html, shown, side, back);
  write_values(html, shown, back);
  cc_html_close(html);
  cc_html_close(html);
}

void cc_picture_write(CcHtml *html, const CcCardShown *shown) {
  write_side(html, shown, FALSE);
  write_side(html, shown, TRUE);
}

static gboolean get_picture(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (!card) return FALSE;
  gboolean back = g_str_has_suffix(request->path, "/back.jpg");
  const CardcatReading *side = back ? card->reading->back : card->reading;
  if (!side || !side->picture) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "card %" G_GINT64_FORMAT " has no such picture", request->id);
    return FALSE;
  }
  answer->type = "image/jpeg";
  answer->body = g_bytes_ref(side->picture);
  answer->lasting = cc_request_query(request, "v") != NULL;
  return TRUE;
}

/* For lists: twice what they show, for screens of many pixels. */
#define THUMBNAIL_WIDTH 224
#define THUMBNAIL_HEIGHT 128

gboolean cc_answer_shrink(CcAnswer *answer, GError **error) {
  g_autoptr(GBytes) whole = g_steal_pointer(&answer->body);
  answer->body = cardcat_picture_thumbnail(whole, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT, error);
  answer->lasting = answer->lasting && answer->body;
  return answer->body != NULL;
}

static gboolean get_thumbnail(CcSite *site, const CcRequest *request, CcAnswer *answer,
                              GError **error) {
  return get_picture(site, request, answer, error) && cc_answer_shrink(answer, error);
}

void cc_thumbnail_img(CcHtml *html, const char *source) {
  cc_html_void(html, "img", "class", "thumbnail", "src", source, "alt", "", "loading", "lazy",
               "width", "112", "height", "64", NULL);
}

void cc_thumbnail_write(CcHtml *html, CardcatStore *store, const GArray *cards) {
  g_autoptr(GError) error = NULL;
  gint64 id = cards->len > 0 ? g_array_index(cards, gint64, 0) : 0;
  g_autofree char *mark = id > 0 ? cardcat_store_picture_mark(store, id, &error) : NULL;
  if (error) g_debug("%s", error->message); /* a list without a picture is better than none */
  if (!mark) {
    cc_html_element(html, "span", NULL, "class", "thumbnail", NULL);
    return;
  }
  g_autofree char *source =
      g_strdup_printf("/card/%" G_GINT64_FORMAT "/thumbnail.jpg?v=%s", id, mark);
  cc_thumbnail_img(html, source);
}

const CcRoute cc_routes_picture[] = {
    {FALSE, "/card/:id/front.jpg", get_picture, 0},
    {FALSE, "/card/:id/back.jpg", get_picture, 0},
    {FALSE, "/card/:id/thumbnail.jpg", get_thumbnail, 0},
    {0},
};
