/* The photo that a card was read from, with the card's corners on it. */
#include "page/pages/pages.h"

#include <string.h>

static gboolean is_back(const char *side) {
  return g_strcmp0(side, "back") == 0;
}

/* ---- the page -------------------------------------------------------------------------------- */

static char *corners_of(const CardcatReading *side) {
  GString *out = g_string_new(NULL);
  for (int i = 0; i < 4; i++) {
    char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(out, "%s%s %s", i > 0 ? " " : "",
                           g_ascii_formatd(x, sizeof x, "%.1f", side->corners[i].x),
                           g_ascii_formatd(y, sizeof y, "%.1f", side->corners[i].y));
  }
  return g_string_free(out, FALSE);
}

static void write_back_link(CcHtml *html, const CardcatCard *card) {
  g_autofree char *path = card->contact_id > 0
                              ? g_strdup_printf("/contact/%" G_GINT64_FORMAT, card->contact_id)
                              : g_strdup_printf("/review/%" G_GINT64_FORMAT, card->id);
  cc_back_write(html, path, cc_card_name(cc_card_contact(card)));
}

static void write_about(CcHtml *html, const CardcatReading *side) {
  g_autofree char *name = g_path_get_basename(side->path ? side->path : "");
  g_autofree char *day = side->taken ? cc_day_say(side->taken) : NULL;
  cc_html_open(html, "p", "class", "quiet small", NULL);
  cc_html_element(html, "bdi", g_str_equal(name, ".") ? "" : name, NULL);
  if (side->pages > 1) cc_html_textf(html, ", page %d", side->page);
  if (day) cc_html_textf(html, " · taken on %s", day);
  cc_html_close(html);
}

static void write_other_side(CcHtml *html, const CardcatCard *card, gboolean back) {
  if (!card->reading->back) return;
  g_autofree char *path =
      g_strdup_printf("/card/%" G_GINT64_FORMAT "/photo%s", card->id, back ? "" : "?side=back");
  cc_button_link(html, path, "photo", back ? "Photo of the front" : "Photo of the back", "button");
}

/* A script shows the photo, and lets the corners be moved where there is a form for it. */
static void write_stage(CcHtml *html, const CcSite *site, const CardcatCard *card,
                        const CardcatReading *side, gboolean back) {
  g_autofree char *look = g_strdup_printf("/card/%" G_GINT64_FORMAT "/look", card->id);
  g_autofree char *again = g_strdup_printf("/card/%" G_GINT64_FORMAT "/again", card->id);
  g_autofree char *corners = corners_of(side);
  gboolean open = card->state == CARDCAT_CARD_TO_REVIEW;
  cc_html_open(html, "div", "class", "photo-stage", "hidden", "", "data-corners", corners,
               "data-movable", open ? "yes" : NULL, NULL);
  cc_html_close(html);
  cc_html_element(html, "p", NULL, "role", "status", "class", "photo-state", NULL);
  cc_html_open(html, "noscript", NULL);
  cc_html_element(html, "p", "The photo is shown, and its corners are moved, by JavaScript.", NULL);
  cc_html_close(html);
  cc_layout_form(html, site, look, "look");
  cc_html_hidden(html, "side", back ? "back" : "front");
  cc_html_close(html);
  cc_layout_form(html, site, again, "acts again-form");
  cc_html_hidden(html, "side", back ? "back" : "front");
  cc_html_hidden(html, "corners", corners);
  if (open) {
    cc_html_open(html, "button", "type", "submit", "class", "first", "hidden", "", NULL);
    cc_icon_write(html, "corners");
    cc_html_text(html, "Read again inside the corners");
    cc_html_close(html);
    cc_html_element(html, "button", "Corners as they were", "type", "reset", "hidden", "", NULL);
  }
  write_other_side(html, card, back);
  cc_html_close(html);
}

static void write_missing(CcHtml *html, const CardcatCard *card, const GError *error,
                          gboolean back) {
  g_autofree char *said = g_strdup(error->message);
  cc_html_open(html, "div", "class", "empty", NULL);
  cc_icon_write(html, "photo");
  said[0] = g_ascii_toupper(said[0]);
  cc_html_open(html, "p", "dir", "auto", NULL);
  cc_html_textf(html, "%s.", said);
  cc_html_close(html);
  write_other_side(html, card, back);
  cc_html_close(html);
}

static gboolean get_page(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean back = is_back(cc_request_query(request, "side"));
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  const CardcatReading *side = card ? cc_side_of_card(card, back, error) : NULL;
  if (!side) return FALSE;
  g_autoptr(GError) gone = NULL;
  g_autoptr(GBytes) photo = cc_original_get(site->store, side, &gone);
  const char *place = card->contact_id > 0 ? "/contacts" : "/review";
  CcHtml *html = cc_layout_begin(site, request, "The photo", place, error);
  if (!html) return FALSE;
  write_back_link(html, card);
  cc_html_element(html, "h1", back ? "The photo of the back" : "The photo", NULL);
  write_about(html, side);
  if (photo && card->state == CARDCAT_CARD_TO_REVIEW)
    cc_html_element(html, "p",
                    "If the card was cut wrongly, move its corners; it is then read again, and "
                    "what you typed stays.",
                    "id", "corners-how", NULL);
  if (photo)
    write_stage(html, site, card, side, back);
  else
    write_missing(html, card, gone, back);
  if (photo) cc_script_write(html, "keep-ask-corners.js");
  cc_layout_end(site, html, answer);
  return TRUE;
}

/* From the form of a card: what was typed is kept first. */
static gboolean leave_for(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  if (!kept) return TRUE;
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/photo", request->id);
  cc_site_redirect(site, answer, path, NULL);
  return TRUE;
}

/* ---- the photo as a picture ------------------------------------------------------------------ */

/* The answer is the ticket that it is asked for by. */
static gboolean look(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean back = is_back(cc_request_field(request, "side"));
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  const CardcatReading *side = card ? cc_side_of_card(card, back, error) : NULL;
  g_autoptr(GBytes) photo = side ? cc_original_get(site->store, side, error) : NULL;
  guint64 ticket = photo ? cc_spot_ask_photo(cc_intake_spot(site->intake), photo,
                                             (guint)MAX(1, side->page), error)
                         : 0;
  g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, ticket);
  if (ticket) cc_answer_text(answer, 200, text);
  return ticket != 0;
}

/* NULL without error: it is being made, as ANSWER says. */
static const CardcatReading *find(CcSite *site, const CcRequest *request, CcAnswer *answer,
                                  GError **error) {
  const CardcatReading *photo = NULL;
  const char *number = cc_request_query(request, "ticket");
  guint64 ticket = number ? g_ascii_strtoull(number, NULL, 10) : 0;
  CcSpotState state = cc_spot_answer(cc_intake_spot(site->intake), ticket, &photo, error);
  if (state == CC_SPOT_READING) cc_answer_text(answer, 202, "It is being loaded.");
  return photo;
}

/* Its size in the pixels that corners are told in: "4032 3024". */
static gboolean get_size(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  GError *failed = NULL;
  const CardcatReading *photo = find(site, request, answer, &failed);
  if (failed) g_propagate_error(error, failed);
  if (!photo) return !failed;
  g_autofree char *size = g_strdup_printf("%.0f %.0f", photo->corners[2].x, photo->corners[2].y);
  cc_answer_text(answer, 200, size);
  return TRUE;
}

static gboolean get_photo(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  GError *failed = NULL;
  const CardcatReading *photo = find(site, request, answer, &failed);
  if (failed) g_propagate_error(error, failed);
  if (!photo) return !failed;
  answer->type = "image/jpeg";
  answer->body = g_bytes_ref(photo->picture);
  return TRUE;
}

const CcRoute cc_routes_photo[] = {
    {TRUE, "/card/:id/photo", leave_for, 0},
    {FALSE, "/card/:id/photo", get_page, 0},
    {TRUE, "/card/:id/look", look, 0},
    {FALSE, "/card/:id/look", get_size, 0},
    {FALSE, "/card/:id/photo.jpg", get_photo, 0},
    {0},
};
