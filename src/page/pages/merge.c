/* Two that are one person, a contact and another, or a contact and a card: each value is chosen. */
#include "page/pages/pages.h"

#define FOUND_MAX 20

static void write_candidates(CcHtml *html, const GPtrArray *people, gint64 id) {
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = 0; i < people->len; i++) {
    const CardcatEntry *other = people->pdata[i];
    if (other->id == id) continue;
    g_autofree char *link = g_strdup_printf(
        "/contact/%" G_GINT64_FORMAT "/merge?with=%" G_GINT64_FORMAT, id, other->id);
    cc_html_open(html, "li", NULL);
    cc_html_open(html, "div", NULL);
    cc_html_element(html, "a", cc_person_label(other->contact), "href", link, "dir", "auto", NULL);
    cc_person_describe(html, other->contact);
    cc_html_close(html);
    cc_html_close(html);
  }
  cc_html_close(html);
}

static gboolean show_search(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            const CardcatEntry *entry, GError **error) {
  const char *words = cc_request_query(request, "q");
  g_autoptr(GPtrArray) people = words && *words
                                    ? cardcat_store_search(site->store, words, 0, FOUND_MAX, error)
                                    : cardcat_store_duplicates(site->store, entry->contact, error);
  CcHtml *html = people ? cc_layout_begin(site, request, "Merge", "/contacts", error) : NULL;
  if (!html) return FALSE;
  g_autofree char *path = cc_person_path(entry->id, "merge"),
                  *back = cc_person_path(entry->id, NULL);
  cc_back_write(html, back, cc_person_label(entry->contact));
  cc_html_open(html, "h1", NULL);
  cc_html_textf(html, "Merge %s with whom?", cc_person_label(entry->contact));
  cc_html_close(html);
  cc_html_open(html, "form", "method", "get", "action", path, "role", "search", "class", "search",
               NULL);
  cc_html_element(html, "label", "Search contacts", "for", "search", "class", "unseen", NULL);
  cc_icon_write(html, "search");
  cc_html_void(html, "input", "type", "search", "id", "search", "name", "q", "value",
               words ? words : "", "placeholder", "Search contacts", "maxlength", "200", NULL);
  cc_html_element(html, "button", "Search", "type", "submit", NULL);
  cc_html_close(html);
  write_candidates(html, people, entry->id);
  cc_layout_end(site, html, answer);
  return TRUE;
}

/* ---- two contacts ---------------------------------------------------------------------------- */

static void write_hidden(CcHtml *html, const char *name, gint64 value) {
  g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);
  cc_html_hidden(html, name, text);
}

/* The rest of the form: what to choose from, the button, the way BACK. */
static void write_choices(CcHtml *html, const CcRequest *request, const CcTwo *two,
                          const char *label, const char *back) {
  cc_choices_write(html, request->form, two);
  if (two->a->organization && two->b->organization &&
      !cardcat_contact_has_same_firm(two->a, two->b))
    cc_html_element(html, "p", "The firm that you do not choose is kept as a former job.", "class",
                    "quiet small", NULL);
  cc_html_open(html, "div", "class", "acts", NULL);
  cc_html_element(html, "button", "Merge", "type", "submit", "class", "first", NULL);
  cc_html_element(html, "a", label, "href", back, "class", "button", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static CcTwo two_contacts(const CardcatEntry *into, const CardcatEntry *from) {
  return (CcTwo){.a_is = "This contact",
                 .b_is = "The other contact",
                 .a = into->contact,
                 .b = from->contact,
                 .a_met = into->meeting,
                 .b_met = from->meeting};
}

static gboolean show_both(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          const CardcatEntry *into, const CardcatEntry *from, const char *problem,
                          GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Merge", "/contacts", error);
  if (!html) return FALSE;
  g_autofree char *path = cc_person_path(into->id, "merge");
  const CcTwo two = two_contacts(into, from);
  cc_html_open(html, "h1", NULL);
  cc_html_textf(html, "Merge %s and %s", cc_person_label(into->contact),
                cc_person_label(from->contact));
  cc_html_close(html);
  cc_problem_write(html, problem);
  cc_layout_form(html, site, path, "merge");
  write_hidden(html, "version", into->version);
  write_hidden(html, "with", from->id);
  write_hidden(html, "with_version", from->version);
  write_choices(html, request, &two, "Choose another", path);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean get_merge(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  const char *with = cc_request_query(request, "with");
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  if (!with) return show_search(site, request, answer, entry, error);
  if (g_ascii_strtoll(with, NULL, 10) == entry->id) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "a contact cannot be merged with itself");
    return FALSE;
  }
  g_autoptr(CardcatEntry) other =
      cardcat_store_get_contact(site->store, g_ascii_strtoll(with, NULL, 10), error);
  return other && show_both(site, request, answer, entry, other, NULL, error);
}

static gboolean merge(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) into = cardcat_store_get_contact(site->store, request->id, error);
  g_autoptr(CardcatEntry) from =
      into ? cardcat_store_get_contact(site->store, cc_request_field_id(request, "with"), error)
           : NULL;
  if (!from) return FALSE;
  if (into->version != cc_request_field_id(request, "version") ||
      from->version != cc_request_field_id(request, "with_version")) {
    answer->status = 409;
    return show_both(site, request, answer, into, from,
                     "Another window changed one of them; look again at what was chosen.", error);
  }
  const CcTwo two = two_contacts(into, from);
  g_autoptr(CardcatContact) result = cc_choices_taken(request->form, &two);
  if (cardcat_contact_is_empty(result)) {
    answer->status = 422;
    return show_both(site, request, answer, into, from, "Nothing would be left of them.", error);
  }
  if (!cardcat_store_merge_contacts(site->store, from->id, into->id, result, error)) return FALSE;
  g_autofree char *news = g_strdup_printf("Merged %s.", cc_person_label(result));
  /* The one that came first is both now. */
  g_autofree char *path = cc_person_path(MIN(into->id, from->id), NULL);
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

/* ---- a card into a contact ------------------------------------------------------------------- */

static CcTwo card_and_contact(const CardcatCard *card, const CardcatEntry *into) {
  return (CcTwo){.a_is = "The contact",
                 .b_is = "The card",
                 .a = into->contact,
                 .b = cc_card_contact(card),
                 .a_met = into->meeting,
                 .b_met = card->meeting};
}

/* Nothing is merged of a card that was decided, here or in another window. */
static gboolean show_decided(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             const CardcatCard *card, GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Decided", "/review", error);
  if (!html) return FALSE;
  gboolean saved = card->state == CARDCAT_CARD_SAVED;
  answer->status = 409;
  cc_html_element(html, "h1", cc_person_label(cc_card_contact(card)), NULL);
  cc_html_element(html, "p",
                  saved
                      ? "This card was saved as a contact meanwhile: it is not merged. Contacts "
                        "are merged on their own pages."
                      : "This card was rejected meanwhile: it is not merged. Undo brings it back.",
                  "role", "alert", "class", "problem", NULL);
  g_autofree char *path = saved ? cc_person_path(card->contact_id, NULL) : NULL;
  if (path) cc_html_element(html, "a", "The contact", "href", path, "class", "button", NULL);
  cc_html_element(html, "a", "The next card to review", "href", "/review", "class", "button", NULL);
  cc_undo_write(html, site, NULL);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean show_card_both(CcSite *site, const CcRequest *request, CcAnswer *answer,
                               const CardcatCard *card, const CardcatEntry *into,
                               const char *problem, GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Merge", "/review", error);
  if (!html) return FALSE;
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/join", card->id);
  g_autofree char *back = g_strdup_printf("/review/%" G_GINT64_FORMAT, card->id);
  const CcTwo two = card_and_contact(card, into);
  cc_html_open(html, "h1", NULL);
  cc_html_textf(html, "Merge the card of %s into the contact %s",
                cc_person_label(cc_card_contact(card)), cc_person_label(into->contact));
  cc_html_close(html);
  cc_problem_write(html, problem);
  cc_layout_form(html, site, path, "merge");
  cc_html_hidden(html, "base", card->version);
  write_hidden(html, "with", into->id);
  write_hidden(html, "with_version", into->version);
  write_choices(html, request, &two, "Back to the card", back);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean get_join(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  const char *with = cc_request_query(request, "with");
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  g_autoptr(CardcatEntry) into =
      card ? cardcat_store_get_contact(site->store, with ? g_ascii_strtoll(with, NULL, 10) : 0,
                                       error)
           : NULL;
  if (!into) return FALSE;
  if (card->state != CARDCAT_CARD_TO_REVIEW)
    return show_decided(site, request, answer, card, error);
  return show_card_both(site, request, answer, card, into, NULL, error);
}

static gboolean join(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  g_autoptr(CardcatEntry) into =
      card ? cardcat_store_get_contact(site->store, cc_request_field_id(request, "with"), error)
           : NULL;
  if (!into) return FALSE;
  if (card->state != CARDCAT_CARD_TO_REVIEW)
    return show_decided(site, request, answer, card, error);
  if (g_strcmp0(card->version, cc_request_field(request, "base")) != 0 ||
      into->version != cc_request_field_id(request, "with_version")) {
    answer->status = 409;
    return show_card_both(site, request, answer, card, into,
                          "Another window changed the card or the contact; look again at what was "
                          "chosen.",
                          error);
  }
  const CcTwo two = card_and_contact(card, into);
  g_autoptr(CardcatContact) result = cc_choices_taken(request->form, &two);
  if (cardcat_contact_is_empty(result)) {
    answer->status = 422;
    return show_card_both(site, request, answer, card, into, "Nothing would be left of them.",
                          error);
  }
  if (!cardcat_store_merge_card(site->store, card->id, cc_card_contact(card), card->meeting,
                                into->id, result, error))
    return FALSE;
  g_autofree char *news = g_strdup_printf("Merged %s.", cc_person_label(result));
  cc_site_redirect(site, answer, "/review", news);
  return TRUE;
}

const CcRoute cc_routes_merge[] = {
    {FALSE, "/card/:id/join", get_join, 0},
    {TRUE, "/card/:id/join", join, 0},
    {FALSE, "/contact/:id/merge", get_merge, 0},
    {TRUE, "/contact/:id/merge", merge, 0},
    {0},
};
