/* To review: one card after the other, its picture beside its form. */
#include "page/pages/pages.h"

#include <string.h>

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
  g_autofree char *keep = cc_asset_path("keep.js"), *review = cc_asset_path("review.js");
  cc_html_element(html, "script", NULL, "src", keep, "defer", "", NULL);
  cc_html_element(html, "script", NULL, "src", review, "defer", "", NULL);
}

static void write_twins(CcHtml *html, const GPtrArray *twins, gint64 id) {
  if (twins->len == 0) return;
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/merge", id);
  g_autofree char *choose = g_strdup_printf("/card/%" G_GINT64_FORMAT "/compare", id);
  cc_html_open(html, "fieldset", "class", "twins", NULL);
  cc_html_element(html, "legend", "Already in the address book?", NULL);
  for (guint i = 0; i < twins->len; i++) {
    const CardcatEntry *twin = twins->pdata[i];
    g_autofree char *into = g_strdup_printf("%" G_GINT64_FORMAT, twin->id);
    cc_html_open(html, "button", "type", "submit", "formaction", path, "name", "into", "value",
                 into, NULL);
    cc_html_textf(html, "Merge into %s", cc_card_name(twin->contact));
    if (twin->contact->name.full && twin->contact->organization)
      cc_html_textf(html, ", %s", twin->contact->organization);
    cc_html_close(html);
    cc_html_open(html, "button", "type", "submit", "formaction", choose, "name", "with", "value",
                 into, "data-key", i == 0 ? "m" : NULL, NULL);
    cc_html_textf(html, "Choose field by field with %s", cc_card_name(twin->contact));
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

/* What the form of a card shows. */
typedef struct {
  const CardcatCard *card;
  const CardcatContact *contact;
  const CardcatMeeting *meeting;
  const char *base;     /* what it goes on from */
  const char *problem;  /* what is wrong with it; NULL: nothing */
  const CcOther *other; /* what another window saved; NULL: nothing else */
} Shown;

static gboolean show_card(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          const Shown *shown, GError **error) {
  const CardcatCard *card = shown->card;
  const CardcatContact *contact = shown->contact;
  g_autoptr(GPtrArray) twins = cardcat_store_duplicates(site->store, contact, error);
  CcHtml *html =
      twins ? cc_layout_begin(site, request, cc_card_name(contact), "/review", error) : NULL;
  if (!html) return FALSE;
  g_autofree char *next = address_after(site, card->id, error);
  if (!next) {
    cc_html_free(html);
    return FALSE;
  }
  g_autoptr(GPtrArray) rows = cc_rows_of(contact, card->reading);
  g_autofree char *save = g_strdup_printf("/card/%" G_GINT64_FORMAT "/save", card->id);
  cc_html_void(html, "link", "rel", "next", "href", next, NULL);
  cc_html_element(html, "h1", cc_card_name(contact), NULL);
  cc_problem_write(html, shown->problem);
  cc_html_open(html, "div", "class", "review", NULL);
  cc_layout_form(html, site, save, "contact");
  cc_html_hidden(html, "base", shown->base);
  cc_form_write(html, rows, card->reading, shown->meeting, shown->other);
  write_actions(html, card->id);
  write_sides(html, card);
  write_twins(html, twins, card->id);
  cc_html_close(html);
  cc_html_open(html, "section", "class", "pictures", "aria-label", "The card", NULL);
  cc_picture_write(html, card, rows);
  write_text(html, card->reading);
  cc_html_close(html);
  cc_html_close(html);
  cc_undo_write(html, site, NULL);
  write_script(html);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean show_decided(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             const CardcatCard *card, GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Decided", "/review", error);
  if (!html) return FALSE;
  cc_html_element(html, "h1", cc_card_name(cc_card_contact(card)), NULL);
  cc_html_element(html, "p",
                  card->state == CARDCAT_CARD_SAVED ? "This card is saved as a contact."
                                                    : "This card is rejected.",
                  NULL);
  cc_html_element(html, "a", "The next card to review", "href", "/review", NULL);
  cc_undo_write(html, site, NULL);
  write_script(html);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean get_card(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (!card) return FALSE;
  if (card->state != CARDCAT_CARD_TO_REVIEW)
    return show_decided(site, request, answer, card, error);
  const Shown shown = {card, cc_card_contact(card), card->meeting, card->version, NULL, NULL};
  return show_card(site, request, answer, &shown, error);
}

static gboolean get_next(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(GArray) queue = cardcat_store_to_review(site->store, error);
  if (!queue) return FALSE;
  if (queue->len > 0)
    return go_on(site, 0, answer, cc_site_news(site, cc_request_query(request, "news")), error);
  CcHtml *html = cc_layout_begin(site, request, "All done", "/review", error);
  if (!html) return FALSE;
  cc_html_element(html, "h1", "All cards are reviewed", NULL);
  cc_html_element(html, "p", "New ones come with \"cardcat scan PHOTO...\".", NULL);
  cc_undo_write(html, site, NULL);
  write_script(html);
  cc_layout_end(site, html, answer);
  return TRUE;
}

/* ---- what is decided ------------------------------------------------------------------------- */

/* A card, and what was typed for it. */
typedef struct {
  CardcatCard *card;
  CardcatEntry *entry; /* the contact it is saved as; NULL: it is not, or that was removed */
  char *base;
  CardcatContact *contact;
  CardcatMeeting *meeting;
} Typed;

static void typed_clear(Typed *typed) {
  g_clear_pointer(&typed->card, cardcat_card_free);
  g_clear_pointer(&typed->entry, cardcat_entry_free);
  g_clear_pointer(&typed->base, g_free);
  g_clear_pointer(&typed->contact, cardcat_contact_free);
  g_clear_pointer(&typed->meeting, cardcat_meeting_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Typed, typed_clear)

/* The card and, since a saved one changes its contact, that; the base is of both. */
static gboolean load(CcSite *site, gint64 id, Typed *typed, GError **error) {
  GError *failed = NULL;
  typed->card = cardcat_store_get_card(site->store, id, error);
  if (!typed->card) return FALSE;
  if (typed->card->contact_id > 0)
    typed->entry = cardcat_store_get_contact(site->store, typed->card->contact_id, &failed);
  if (failed && !g_error_matches(failed, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND)) {
    g_propagate_error(error, failed);
    return FALSE;
  }
  g_clear_error(&failed);
  typed->base = typed->entry ? g_strdup_printf("%s.%" G_GINT64_FORMAT, typed->card->version,
                                               typed->entry->version)
                             : g_strdup(typed->card->version);
  return TRUE;
}

/* Shows the form again, as it was typed, with what is against it and, when that is another window,
 * what this one saved. */
static gboolean object(CcSite *site, const CcRequest *request, CcAnswer *answer, Typed *typed,
                       guint status, const char *problem, GError **error) {
  answer->status = status;
  const CardcatCard *card = typed->card;
  const CcOther other = {typed->entry ? typed->entry->contact : cc_card_contact(card),
                         typed->entry ? typed->entry->meeting : card->meeting};
  const Shown shown = {card,        typed->contact, typed->meeting ? typed->meeting : card->meeting,
                       typed->base, problem,        status == 409 ? &other : NULL};
  return show_card(site, request, answer, &shown, error);
}

static gboolean is_as_kept(const Typed *typed) {
  return typed->card->state == CARDCAT_CARD_TO_REVIEW && typed->meeting &&
         is_contact(typed->contact, cc_card_contact(typed->card)) &&
         cc_meeting_is(typed->meeting, typed->card->meeting);
}

/* What another window did meanwhile; NULL: nothing.  The same typed twice is no quarrel: the answer
 * to the first may have been lost. */
static const char *quarrel(const CcRequest *request, const Typed *typed) {
  if (g_strcmp0(typed->base, cc_request_field(request, "base")) == 0 || is_as_kept(typed))
    return NULL;
  if (cc_request_field(request, "quiet"))
    return "Not kept: another window changed this card. Save shows what it saved.";
  switch (typed->card->state) {
    case CARDCAT_CARD_TO_REVIEW:
      return "Another window changed this card. What it saved stands below each value that "
             "differs: Save now keeps what is in this form.";
    case CARDCAT_CARD_REJECTED:
      return "Another window rejected this card. Save now makes a contact of what is in this form.";
    default:
      return "Another window saved this card as a contact. What that says stands below each value "
             "that differs: Save now changes it to what is in this form.";
  }
}

/* FALSE without error: ANSWER says already what is wrong with what was typed. */
static gboolean take_typed(CcSite *site, const CcRequest *request, CcAnswer *answer, Typed *typed,
                           GError **error) {
  g_autoptr(GError) wrong = NULL;
  if (!load(site, request->id, typed, error)) return FALSE;
  typed->contact = cc_form_contact(request->form, cc_card_contact(typed->card));
  typed->meeting = cc_form_meeting(request->form, typed->card->meeting, &wrong);
  const char *problem = quarrel(request, typed);
  guint status = problem ? 409 : 422;
  if (!problem && wrong) problem = wrong->message;
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
      g_strdup_printf("%s %s.", into ? "Merged" : "Saved", cc_card_name(typed.contact));
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
  return is_as_kept(&typed) ||
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
  g_auto(Typed) now = {0};
  if (!load(site, request->id, &now, error)) return FALSE;
  cc_answer_text(answer, 200, now.base);
  return TRUE;
}

static gboolean skip(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  return !kept || go_on(site, request->id, answer, "Skipped; it stays to be reviewed.", error);
}

/* What was typed is there again when the rejection is undone. */
static gboolean reject(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean kept = FALSE;
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  if (!kept) return TRUE;
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
    cc_site_redirect(site, answer, "/review", "Nothing of the last day is left to undo.");
    g_error_free(failed);
    return TRUE;
  }
  g_autofree char *news = g_strdup_printf("Undone: %s.", what);
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
