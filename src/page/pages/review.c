/* To review: one card after the other, its picture beside its form. */
#include "page/pages/pages.h"

#include <string.h>

static gboolean is_contact(const CardcatContact *a, const CardcatContact *b) {
  g_autofree char *x = cardcat_contact_to_json(a), *y = cardcat_contact_to_json(b);
  return g_str_equal(x, y);
}

static gboolean go_on(CcSite *site, gint64 id, CcAnswer *answer, const char *news, GError **error) {
  g_autofree char *path = cc_queue_after(site, id, error);
  if (!path) return FALSE;
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

/* ---- the page -------------------------------------------------------------------------------- */

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
  cc_desk_scripts(html);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean get_card(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (!card) return FALSE;
  if (card->state != CARDCAT_CARD_TO_REVIEW)
    return show_decided(site, request, answer, card, error);
  CcCardShown shown = {.card = card,
                       .contact = cc_card_contact(card),
                       .meeting = card->meeting,
                       .base = card->version};
  return cc_desk_show(site, request, answer, &shown, error);
}

static gboolean get_next(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(GArray) queue = cardcat_store_to_review(site->store, error);
  if (!queue) return FALSE;
  if (queue->len > 0)
    return go_on(site, 0, answer, cc_site_news(site, cc_request_query(request, "news")), error);
  return cc_done_show(site, request, answer, error);
}

/* ---- what is decided ------------------------------------------------------------------------- */

/* A card, and what was typed for it. */
typedef struct {
  CardcatCard *card;
  CardcatEntry *entry; /* the contact it is saved as; NULL: it is not, or that was removed */
  char *base;
  CardcatContact *contact;
  CardcatMeeting *meeting;
  char *sure; /* stands for what of it cannot be; NULL: all may */
} Typed;

static void typed_clear(Typed *typed) {
  g_clear_pointer(&typed->card, cardcat_card_free);
  g_clear_pointer(&typed->entry, cardcat_entry_free);
  g_clear_pointer(&typed->base, g_free);
  g_clear_pointer(&typed->contact, cardcat_contact_free);
  g_clear_pointer(&typed->meeting, cardcat_meeting_free);
  g_clear_pointer(&typed->sure, g_free);
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
  CcCardShown shown = {.card = card,
                       .contact = typed->contact,
                       .meeting = typed->meeting ? typed->meeting : card->meeting,
                       .base = typed->base,
                       .problem = problem,
                       .sure = typed->sure,
                       .other = status == 409 ? &other : NULL};
  return cc_desk_show(site, request, answer, &shown, error);
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
  typed->contact =
      cc_form_contact(request->form, cc_card_contact(typed->card), cc_site_names(site));
  typed->meeting = cc_form_meeting(request->form, typed->card->meeting, &wrong);
  const char *problem = quarrel(request, typed);
  guint status = problem ? 409 : 422;
  if (!problem && wrong) problem = wrong->message;
  if (!problem) return TRUE;
  if (!object(site, request, answer, typed, status, problem, error)) return FALSE;
  return FALSE;
}

/* What was typed and cannot be, to be asked once more, owned; NULL: nothing, or that was asked. */
static char *doubt(const CcRequest *request, Typed *typed) {
  g_autofree char *objections = cc_contact_objections(typed->contact, typed->meeting);
  if (!objections) return NULL;
  typed->sure = g_compute_checksum_for_string(G_CHECKSUM_SHA256, objections, -1);
  if (g_strcmp0(typed->sure, cc_request_field(request, "sure")) == 0) return NULL;
  return g_strdup_printf("%s. Save again to keep it as it is.", objections);
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
  g_autofree char *doubted = doubt(request, &typed);
  if (doubted) return object(site, request, answer, &typed, 422, doubted, error);
  if (!cardcat_store_save_card(site->store, request->id, typed.contact, typed.meeting, into, NULL,
                               error))
    return FALSE;
  cc_queue_decided(site, request->id);
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
  if (!cardcat_store_reject_card(site->store, request->id, error)) return FALSE;
  cc_queue_decided(site, request->id);
  return go_on(site, request->id, answer, "Rejected.", error);
}

/* A line of the card becomes a value: "email:a@b.example" is what the button sends. */
static gboolean take(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  const char *line = cc_request_field(request, "take");
  const char *text = line ? strchr(line, ':') : NULL;
  g_autofree char *name = text ? g_strndup(line, (gsize)(text - line)) : NULL;
  gboolean kept = FALSE;
  CcKind kind;
  if (!text || !text[1] || !cc_kind_find(name, &kind)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "take which line?");
    return FALSE;
  }
  if (!cc_review_keep(site, request, answer, &kept, error)) return FALSE;
  if (!kept) return TRUE;
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (!card) return FALSE;
  g_autoptr(CardcatContact) contact = cardcat_contact_copy(cc_card_contact(card));
  g_autofree char *value = cc_kind_extract(&kind, text + 1);
  cc_field_add(contact, &kind, value);
  if (!cardcat_store_keep_draft(site->store, card->id, contact, card->meeting, error)) return FALSE;
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT, card->id);
  cc_site_redirect(site, answer, path, "The line is taken.");
  return TRUE;
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
  cc_queue_undecided(site, id);
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
    {TRUE, "/card/:id/take", take, 0},
    {TRUE, "/undo", undo, 0},
    {0},
};
