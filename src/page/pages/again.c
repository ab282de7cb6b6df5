/* A card that is read again: inside other corners, or the other way up. */
#include "page/pages/pages.h"

static guint64 ticket_of(const char *text) {
  return text ? g_ascii_strtoull(text, NULL, 10) : 0;
}

const CardcatReading *cc_side_of_card(const CardcatCard *card, gboolean back, GError **error) {
  const CardcatReading *side = back ? card->reading->back : card->reading;
  if (side && side->picture) return side;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
              "card %" G_GINT64_FORMAT " has no such picture", card->id);
  return NULL;
}

/* ---- asked for ------------------------------------------------------------------------------- */

/* "x y x y x y x y", as the page writes it; FALSE: it is not that. */
static gboolean parse_corners(const char *text, CardcatPoint corners[4]) {
  g_auto(GStrv) words = g_strsplit(text ? text : "", " ", 9);
  if (g_strv_length(words) != 8) return FALSE;
  for (guint i = 0; i < 8; i++) {
    char *end = NULL;
    double value = g_ascii_strtod(words[i], &end);
    if (end == words[i] || *end) return FALSE;
    *(i % 2 == 0 ? &corners[i / 2].x : &corners[i / 2].y) = value;
  }
  return TRUE;
}

static guint64 ask_turned(CcSite *site, const CcSpotCard *of, const CardcatReading *side,
                          GError **error) {
  return cc_spot_ask_card(cc_intake_spot(site->intake), of, side->picture, NULL, error);
}

static guint64 ask_inside(CcSite *site, const CcRequest *request, const CcSpotCard *of,
                          const CardcatReading *side, GError **error) {
  CardcatPlace place = {.page = (guint)side->page};
  if (!parse_corners(cc_request_field(request, "corners"), place.corners)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "a card has four corners");
    return 0;
  }
  g_autoptr(GBytes) photo = cc_original_get(site->store, side, error);
  return photo ? cc_spot_ask_card(cc_intake_spot(site->intake), of, photo, &place, error) : 0;
}

/* As it stands now, once it was turned, or inside other corners on its photo.  The answer is the
 * ticket that the reading is asked for by. */
static gboolean ask(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  const CcSpotCard of = {request->id, g_strcmp0(cc_request_field(request, "side"), "back") == 0,
                         cc_request_field(request, "turned") != NULL};
  const CardcatReading *side = card ? cc_side_of_card(card, of.back, error) : NULL;
  if (!side) return FALSE;
  guint64 ticket = of.is_turned ? ask_turned(site, &of, side, error)
                                : ask_inside(site, request, &of, side, error);
  g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, ticket);
  if (ticket) cc_answer_text(answer, 200, text);
  return ticket != 0;
}

/* ---- answered -------------------------------------------------------------------------------- */

/* How much is understood of a card, the more the surer. */
static double sense_of(const CardcatReading *reading, gboolean back) {
  double sum = 0;
  for (guint i = 0; i < reading->evidence->len; i++) {
    const CardcatEvidence *e = reading->evidence->pdata[i];
    if (e->field != CARDCAT_FIELD_NOTES && !e->on_back == !back) sum += e->confidence;
  }
  return sum;
}

/* What was only turned was read this way before, unless that says more now. */
static gboolean is_news(const CardcatCard *card, const CcSpotCard *of,
                        const CardcatReading *reading) {
  return !of->is_turned || sense_of(reading, FALSE) > sense_of(card->reading, of->back);
}

/* READING is that of TICKET, of the card that is asked for; 202: it is not there yet. */
static gboolean find(CcSite *site, const CcRequest *request, guint64 ticket, CcAnswer *answer,
                     const CardcatReading **reading, GError **error) {
  CcSpot *spot = cc_intake_spot(site->intake);
  CcSpotState state = cc_spot_answer(spot, ticket, reading, error);
  if (state == CC_SPOT_FAILED) return FALSE;
  if (cc_spot_card(spot, ticket).card != request->id) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                        "another card is being read");
    return FALSE;
  }
  if (state == CC_SPOT_READING) cc_answer_text(answer, 202, "It is being read.");
  return TRUE;
}

/* What could not be read the other way up says no more, and what is not read any more nothing: only
 * where a person asked for it that is told. */
static gboolean tell_failure(const CcSpot *spot, guint64 ticket, CcAnswer *answer, GError *failed,
                             GError **error) {
  gboolean quiet = cc_spot_card(spot, ticket).is_turned ||
                   g_error_matches(failed, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  if (!quiet) {
    g_propagate_error(error, failed);
    return FALSE;
  }
  g_error_free(failed);
  cc_answer_text(answer, 200, "same");
  return TRUE;
}

/* 200 "new": there is something to be taken; "same": there is not. */
static gboolean get(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  CcSpot *spot = cc_intake_spot(site->intake);
  guint64 ticket = ticket_of(cc_request_query(request, "ticket"));
  const CardcatReading *reading = NULL;
  GError *failed = NULL;
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (!card) return FALSE;
  if (!find(site, request, ticket, answer, &reading, &failed))
    return tell_failure(spot, ticket, answer, failed, error);
  if (!reading) return TRUE;
  CcSpotCard of = cc_spot_card(spot, ticket);
  cc_answer_text(answer, 200, is_news(card, &of, reading) ? "new" : "same");
  return TRUE;
}

/* What was typed is kept already, and stays. */
static gboolean renew(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  CcSpot *spot = cc_intake_spot(site->intake);
  guint64 ticket = ticket_of(cc_request_field(request, "ticket"));
  const CardcatReading *reading = NULL;
  if (!find(site, request, ticket, answer, &reading, error)) return FALSE;
  if (!reading) return TRUE;
  CcSpotCard of = cc_spot_card(spot, ticket);
  if (!cardcat_store_renew_side(site->store, request->id, of.back, reading, error)) return FALSE;
  cc_spot_forget(spot, ticket);
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT, request->id);
  cc_site_redirect(site, answer, path, "Read again. What you typed stays.");
  return TRUE;
}

const CcRoute cc_routes_again[] = {
    {TRUE, "/card/:id/again", ask, 0},
    {FALSE, "/card/:id/again", get, 0},
    {TRUE, "/card/:id/renew", renew, 0},
    {0},
};
