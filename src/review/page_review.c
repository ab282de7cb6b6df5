/* To review: one card after the other, its picture beside its form. */
#include "review/page.h"

#include <string.h>

static const char *label_of(const CardcatContact *contact) {
  return contact->name.full      ? contact->name.full
         : contact->organization ? contact->organization
                                 : "the card";
}

static const CardcatContact *current(const CardcatCard *card) {
  return card->draft ? card->draft : card->reading->contact;
}

static gboolean is_text(const char *a, const char *b) {
  return g_strcmp0(a ? a : "", b ? b : "") == 0;
}

static gboolean is_meeting(const CardcatMeeting *a, const CardcatMeeting *b) {
  gboolean same = a->send_follow_up == b->send_follow_up && is_text(a->event, b->event) &&
                  is_text(a->met_on, b->met_on) && is_text(a->introduced_by, b->introduced_by) &&
                  is_text(a->note, b->note) && a->tags->len == b->tags->len;
  for (guint i = 0; same && i < a->tags->len; i++)
    same = g_str_equal(a->tags->pdata[i], b->tags->pdata[i]);
  return same;
}

static gboolean is_contact(const CardcatContact *a, const CardcatContact *b) {
  g_autofree char *x = cardcat_contact_to_json(a), *y = cardcat_contact_to_json(b);
  return g_str_equal(x, y);
}

/* The address of the card that comes after ID in the queue, from its beginning again after the
 * last; owned. */
static char *address_after(CcSite *site, gint64 id, GError **error) {
  g_autoptr(GArray) queue = cardcat_store_to_review(site->store, error);
  if (!queue) return NULL;
  gint64 next = 0;
  for (guint i = 0; i < queue->len && next <= id; i++)
    next = g_array_index(queue, gint64, i);
  if (next <= id && queue->len > 0) next = g_array_index(queue, gint64, 0);
  return next ? g_strdup_printf("/review/%" G_GINT64_FORMAT, next) : g_strdup("/review");
}

static gboolean go_on(CcSite *site, gint64 id, CcAnswer *answer, const char *news, GError **error) {
  g_autofree char *path = address_after(site, id, error);
  if (!path) return FALSE;
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

/* ---- the page -------------------------------------------------------------------------------- */

static void write_action(CcHtml *html, const char *label, gint64 id, const char *action,
                         const char *key) {
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/%s", id, action);
  cc_html_element(html, "button", label, "type", "submit", "formaction", path, "data-key", key,
                  "class", g_str_equal(action, "save") ? "first" : NULL, NULL);
}

static void write_sides(CcHtml *html, const CardcatCard *card) {
  cc_html_open(html, "fieldset", "class", "sides", NULL);
  cc_html_element(html, "legend", "The picture", NULL);
  write_action(html, "Turn", card->id, "turn", "t");
  if (card->reading->back) {
    write_action(html, "Turn the back", card->id, "turn-back", "b");
    write_action(html, "Swap front and back", card->id, "swap", "w");
    write_action(html, "These are two cards", card->id, "split", "x");
  }
  cc_html_close(html);
}

static void write_actions(CcHtml *html, gint64 id) {
  cc_html_open(html, "div", "class", "actions", NULL);
  write_action(html, "Save", id, "save", "Enter");
  write_action(html, "Skip", id, "skip", "s");
  write_action(html, "Reject", id, "reject", "r");
  write_action(html, "Keep what I typed, add a row", id, "draft", NULL);
  cc_html_close(html);
}

/* The keys, the zoom, what is kept while it is typed. */
static void write_script(CcHtml *html) {
  g_autofree char *script = cc_asset_path("review.js");
  cc_html_element(html, "script", NULL, "src", script, "defer", "", NULL);
}

static void write_undo(CcHtml *html, const CcSite *site) {
  cc_layout_form(html, site, "/undo", "undo");
  cc_html_element(html, "button", "Undo the last decision", "type", "submit", "data-key", "u",
                  NULL);
  cc_html_close(html);
}

static void write_twins(CcHtml *html, const GPtrArray *twins, gint64 id) {
  if (twins->len == 0) return;
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/merge", id);
  g_autofree char *choose = g_strdup_printf("/card/%" G_GINT64_FORMAT "/compare", id);
  cc_html_open(html, "fieldset", "class", "twins", NULL);
  cc_html_element(html, "legend", "In the address book already?", NULL);
  for (guint i = 0; i < twins->len; i++) {
    const CardcatEntry *twin = twins->pdata[i];
    g_autofree char *into = g_strdup_printf("%" G_GINT64_FORMAT, twin->id);
    cc_html_open(html, "button", "type", "submit", "formaction", path, "name", "into", "value",
                 into, NULL);
    cc_html_textf(html, "Merge into %s", label_of(twin->contact));
    if (twin->contact->name.full && twin->contact->organization)
      cc_html_textf(html, ", %s", twin->contact->organization);
    cc_html_close(html);
    cc_html_open(html, "button", "type", "submit", "formaction", choose, "name", "with", "value",
                 into, "data-key", i == 0 ? "m" : NULL, NULL);
    cc_html_textf(html, "Choose field by field with %s", label_of(twin->contact));
    cc_html_close(html);
  }
  cc_html_close(html);
}

static void write_text(CcHtml *html, const CardcatReading *reading) {
  cc_html_open(html, "details", "class", "text", NULL);
  cc_html_element(html, "summary", "All text as it was read", NULL);
  cc_html_element(html, "pre", reading->text, NULL);
  if (reading->back) cc_html_element(html, "pre", reading->back->text, NULL);
  cc_html_close(html);
}

/* CONTACT and MEETING: what the form shows; PROBLEM (or NULL): what is wrong with it. */
static gboolean show_card(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          const CardcatCard *card, const CardcatContact *contact,
                          const char *problem, GError **error) {
  g_autoptr(GPtrArray) twins = cardcat_store_duplicates(site->store, contact, error);
  CcHtml *html = twins ? cc_layout_begin(site, request, label_of(contact), "/review", error) : NULL;
  if (!html) return FALSE;
  g_autofree char *next = address_after(site, card->id, error);
  if (!next) {
    cc_html_free(html);
    return FALSE;
  }
  g_autoptr(GPtrArray) rows = cc_rows_of(contact, card->reading);
  g_autofree char *save = g_strdup_printf("/card/%" G_GINT64_FORMAT "/save", card->id);
  cc_html_void(html, "link", "rel", "next", "href", next, NULL);
  cc_html_element(html, "h1", label_of(contact), NULL);
  if (problem) cc_html_element(html, "p", problem, "role", "alert", "class", "problem", NULL);
  cc_html_open(html, "div", "class", "review", NULL);
  cc_layout_form(html, site, save, "contact");
  cc_html_void(html, "input", "type", "hidden", "name", "base", "value", card->version, NULL);
  cc_form_write(html, rows, card->reading, card->meeting);
  write_actions(html, card->id);
  write_sides(html, card);
  write_twins(html, twins, card->id);
  cc_html_close(html);
  cc_html_open(html, "section", "class", "pictures", "aria-label", "The card", NULL);
  cc_picture_write(html, card, rows);
  write_text(html, card->reading);
  cc_html_close(html);
  cc_html_close(html);
  write_undo(html, site);
  write_script(html);
  cc_layout_end(html, answer);
  return TRUE;
}

static gboolean show_decided(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             const CardcatCard *card, GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Decided", "/review", error);
  if (!html) return FALSE;
  cc_html_element(html, "h1", label_of(current(card)), NULL);
  cc_html_element(html, "p",
                  card->state == CARDCAT_CARD_SAVED ? "This card is saved as a contact."
                                                    : "This card is rejected.",
                  NULL);
  cc_html_element(html, "a", "The next card to review", "href", "/review", NULL);
  write_undo(html, site);
  write_script(html);
  cc_layout_end(html, answer);
  return TRUE;
}

static gboolean get_card(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (!card) return FALSE;
  if (card->state != CARDCAT_CARD_TO_REVIEW)
    return show_decided(site, request, answer, card, error);
  return show_card(site, request, answer, card, current(card), NULL, error);
}

static gboolean get_next(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(GArray) queue = cardcat_store_to_review(site->store, error);
  if (!queue) return FALSE;
  if (queue->len > 0) return go_on(site, 0, answer, NULL, error);
  CcHtml *html = cc_layout_begin(site, request, "All done", "/review", error);
  if (!html) return FALSE;
  cc_html_element(html, "h1", "All cards are reviewed", NULL);
  cc_html_element(html, "p", "New ones come with \"cardcat scan PHOTO...\".", NULL);
  write_undo(html, site);
  write_script(html);
  cc_layout_end(html, answer);
  return TRUE;
}

/* ---- what is decided ------------------------------------------------------------------------- */

/* A card, and what was typed for it. */
typedef struct {
  CardcatCard *card;
  CardcatContact *contact;
  CardcatMeeting *meeting;
} Typed;

static void typed_clear(Typed *typed) {
  g_clear_pointer(&typed->card, cardcat_card_free);
  g_clear_pointer(&typed->contact, cardcat_contact_free);
  g_clear_pointer(&typed->meeting, cardcat_meeting_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Typed, typed_clear)

/* Shows the form again, as it was typed, with what is against it. */
static gboolean object(CcSite *site, const CcRequest *request, CcAnswer *answer, Typed *typed,
                       guint status, const char *problem, GError **error) {
  answer->status = status;
  if (typed->meeting) {
    cardcat_meeting_free(typed->card->meeting);
    typed->card->meeting = g_steal_pointer(&typed->meeting);
  }
  return show_card(site, request, answer, typed->card, typed->contact, problem, error);
}

/* FALSE without error: ANSWER says already what is wrong with what was typed. */
static gboolean take_typed(CcSite *site, const CcRequest *request, CcAnswer *answer, Typed *typed,
                           GError **error) {
  g_autoptr(GError) wrong = NULL;
  typed->card = cardcat_store_get_card(site->store, request->id, error);
  if (!typed->card) return FALSE;
  typed->contact = cc_form_contact(request, current(typed->card));
  typed->meeting = cc_form_meeting(request, typed->card->meeting, &wrong);
  const char *problem = wrong ? wrong->message : NULL;
  guint status = 422;
  if (g_strcmp0(typed->card->version, cc_request_field(request, "base")) != 0) {
    status = 409;
    problem = typed->card->state == CARDCAT_CARD_TO_REVIEW
                  ? "Another window changed this card. Here is what was typed in this one: Save "
                    "takes it, Reload shows the other."
                  : "This card was decided in another window. Save changes its contact to what "
                    "was typed here.";
  }
  if (!problem) return TRUE;
  if (!object(site, request, answer, typed, status, problem, error)) return FALSE;
  return FALSE;
}

static gboolean decide(CcSite *site, const CcRequest *request, CcAnswer *answer, gint64 into,
                       GError **error) {
  g_auto(Typed) typed = {0};
  GError *failed = NULL;
  if (!take_typed(site, request, answer, &typed, &failed)) {
    if (failed) g_propagate_error(error, failed);
    return !failed;
  }
  if (cardcat_contact_is_empty(typed.contact))
    return object(site, request, answer, &typed, 422,
                  "There is nothing to save: type a value, or reject the card.", error);
  if (!cardcat_store_save_card(site->store, request->id, typed.contact, typed.meeting, into, NULL,
                               error))
    return FALSE;
  g_autofree char *news =
      g_strdup_printf("%s %s.", into ? "Merged" : "Saved", label_of(typed.contact));
  return go_on(site, request->id, answer, news, error);
}

static gboolean save(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return decide(site, request, answer, 0, error);
}

static gboolean merge(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gint64 into = cc_request_field_id(request, "into");
  if (into > 0) return decide(site, request, answer, into, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "merge with whom?");
  return FALSE;
}

gboolean cc_review_keep(CcSite *site, const CcRequest *request, CcAnswer *answer, gboolean *kept,
                        GError **error) {
  g_auto(Typed) typed = {0};
  GError *failed = NULL;
  *kept = take_typed(site, request, answer, &typed, &failed);
  if (failed) g_propagate_error(error, failed);
  if (!*kept) return !failed;
  return (is_contact(typed.contact, current(typed.card)) &&
          is_meeting(typed.meeting, typed.card->meeting)) ||
         cardcat_store_keep_draft(site->store, request->id, typed.contact, typed.meeting, error);
}

/* A form that is only kept, as it is by a script while somebody types, is told the base that it
 * goes on from. */
static gboolean draft(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  if (!kept) return TRUE;
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT, request->id);
  if (!cc_request_field(request, "quiet")) {
    cc_site_redirect(site, answer, path, "What you typed is kept.");
    return TRUE;
  }
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (card) cc_answer_text(answer, 200, card->version);
  return card != NULL;
}

static gboolean skip(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  return !kept || go_on(site, request->id, answer, "Skipped; it stays to be reviewed.", error);
}

static gboolean reject(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return cardcat_store_reject_card(site->store, request->id, error) &&
         go_on(site, request->id, answer, "Rejected.", error);
}

static gboolean undo(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  (void)request;
  GError *failed = NULL;
  g_autofree char *what = NULL;
  gint64 id = 0;
  if (!cardcat_store_undo(site->store, &what, &id, &failed)) {
    if (!g_error_matches(failed, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND)) {
      g_propagate_error(error, failed);
      return FALSE;
    }
    cc_site_redirect(site, answer, "/review", failed->message);
    g_error_free(failed);
    return TRUE;
  }
  g_autofree char *news = g_strdup_printf("Taken back: %s.", what);
  g_autofree char *path =
      id ? g_strdup_printf("/review/%" G_GINT64_FORMAT, id) : g_strdup("/review");
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

const CcRoute cc_routes_review[] = {
    {FALSE, "/review", get_next, 0},
    {FALSE, "/review/:id", get_card, 0},
    {TRUE, "/card/:id/save", save, 0},
    {TRUE, "/card/:id/merge", merge, 0},
    {TRUE, "/card/:id/draft", draft, 0},
    {TRUE, "/card/:id/skip", skip, 0},
    {TRUE, "/card/:id/reject", reject, 0},
    {TRUE, "/undo", undo, 0},
    {0},
};
