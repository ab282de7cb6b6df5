/* The sides of a card, put right while it is reviewed: what was typed stays. */
#include "page/pages/pages.h"

static gboolean show_again(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           const char *news) {
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT, request->id);
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

static gboolean turn_side(CcSite *site, const CcRequest *request, CcAnswer *answer, gboolean back,
                          GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  if (!kept) return TRUE;
  if (!cardcat_store_turn_card(site->store, request->id, back, 1, error)) return FALSE;
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT "?turned=%s", request->id,
                                          back ? "back" : "front");
  cc_site_redirect(site, answer, path, "Turned.");
  return TRUE;
}

static gboolean turn(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return turn_side(site, request, answer, FALSE, error);
}

static gboolean turn_back(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  return turn_side(site, request, answer, TRUE, error);
}

static gboolean swap(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  if (!kept) return TRUE;
  return cardcat_store_swap_sides(site->store, request->id, error) &&
         show_again(site, request, answer, "The back is the front now.");
}

static gboolean split(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  if (!kept) return TRUE;
  return cardcat_store_split_card(site->store, request->id, NULL, error) &&
         show_again(site, request, answer, "The back is a card of its own, to be reviewed.");
}

/* To the page where each value of this card and of a contact is chosen. */
static gboolean compare(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  if (!kept) return TRUE;
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/join?with=%" G_GINT64_FORMAT,
                                          request->id, cc_request_field_id(request, "with"));
  cc_site_redirect(site, answer, path, NULL);
  return TRUE;
}

const CcRoute cc_routes_sides[] = {
    {TRUE, "/card/:id/turn", turn, 0},       {TRUE, "/card/:id/turn-back", turn_back, 0},
    {TRUE, "/card/:id/swap", swap, 0},       {TRUE, "/card/:id/split", split, 0},
    {TRUE, "/card/:id/compare", compare, 0}, {0},
};
