/* Contacts: the list, searched, and those that were removed. */
#include "page/pages/pages.h"

#include <string.h>

static void write_reach(CcHtml *html, const CardcatContact *contact) {
  const char *email = contact->emails->len > 0 ? contact->emails->pdata[0] : NULL;
  const CardcatPhone *phone = cc_person_phone(contact);
  g_autofree char *mail = email ? cc_mail_link(email) : NULL;
  g_autofree char *call = phone ? cc_call_link(phone) : NULL;
  cc_html_open(html, "div", "class", "reach", NULL);
  if (mail) {
    cc_html_open(html, "p", NULL);
    cc_html_element(html, "a", email, "href", mail, NULL);
    cc_html_close(html);
  }
  if (call) {
    cc_html_open(html, "p", NULL);
    cc_html_element(html, "a", phone->value, "href", call, NULL);
    cc_html_close(html);
  }
  cc_html_close(html);
}

/* Who may be in the book twice is said where it is seen. */
static void write_twin(CcHtml *html, const CardcatEntry *entry) {
  if (entry->twin == 0) return;
  g_autofree char *path = g_strdup_printf(
      "/contact/%" G_GINT64_FORMAT "/merge?with=%" G_GINT64_FORMAT, entry->id, entry->twin);
  g_autofree char *label = g_strdup_printf("Same person? %s", cc_person_label(entry->contact));
  cc_html_open(html, "a", "class", "chip doubt", "href", path, "aria-label", label, NULL);
  cc_icon_write(html, "same");
  cc_html_text(html, "Same person?");
  cc_html_close(html);
}

static void write_met(CcHtml *html, const CardcatEntry *entry) {
  const CardcatMeeting *meeting = entry->meeting;
  g_autofree char *day = meeting->met_on ? cc_day_say(meeting->met_on) : NULL;
  cc_html_open(html, "div", "class", "met", NULL);
  if (meeting->event) cc_html_element(html, "p", meeting->event, "dir", "auto", NULL);
  if (day) cc_html_element(html, "p", day, NULL);
  write_twin(html, entry);
  cc_html_close(html);
}

static void write_person(CcHtml *html, CardcatStore *store, const CardcatEntry *entry) {
  const CardcatContact *contact = entry->contact;
  cc_html_open(html, "li", "class", "person", NULL);
  cc_face_write(html, store, entry);
  cc_person_write(html, entry, "h2");
  write_reach(html, contact);
  write_met(html, entry);
  cc_html_close(html);
}

static void write_search(CcHtml *html, const char *words) {
  cc_html_open(html, "form", "method", "get", "action", "/contacts", "role", "search", "class",
               "search", "id", "search-form", NULL);
  cc_html_element(html, "label", "Search contacts", "for", "search", "class", "unseen", NULL);
  cc_icon_write(html, "search");
  cc_html_void(html, "input", "type", "search", "id", "search", "name", "q", "value",
               words ? words : "", "placeholder", "Search contacts", "autocomplete", "off",
               "maxlength", "200", NULL);
  cc_html_element(html, "button", "Search", "type", "submit", NULL);
  cc_html_close(html);
}

static void write_none(CcHtml *html, const char *words) {
  cc_html_open(html, "div", "class", "empty", NULL);
  if (words) {
    cc_icon_write(html, "search");
    cc_html_element(html, "p", "No contact has all of these words.", NULL);
    cc_html_element(html, "a", "Clear the search", "href", "/contacts", "class", "button", NULL);
  } else {
    cc_mark_write(html);
    cc_html_element(html, "p", "You have no contacts yet.", NULL);
    cc_html_element(html, "a", "Add cards", "href", "/add", "class", "button first", NULL);
  }
  cc_html_close(html);
}

static void write_results(CcHtml *html, CardcatStore *store, const GPtrArray *people,
                          const char *words, guint page, guint count) {
  cc_html_open(html, "section", "id", "results", "aria-label", "Contacts found", NULL);
  cc_html_open(html, "p", "id", "count", "aria-live", "polite", "class",
               count > 0 || words ? "quiet small" : "unseen", NULL);
  cc_html_textf(html, "%u %s", count, count == 1 ? "contact" : "contacts");
  if (words) cc_html_text(html, count == 1 ? " matches" : " match");
  cc_html_close(html);
  if (people->len > 0) {
    cc_html_open(html, "ul", "class", "people", NULL);
    for (guint i = 0; i < people->len; i++)
      write_person(html, store, people->pdata[i]);
    cc_html_close(html);
  } else {
    write_none(html, words);
  }
  cc_pages_write(html, "/contacts", words, page, count, CC_PEOPLE_PER_PAGE);
  cc_html_close(html);
}

static void write_head(CcHtml *html) {
  cc_html_open(html, "div", "class", "head", NULL);
  cc_html_element(html, "h1", "Contacts", NULL);
  cc_html_open(html, "div", "class", "acts even", NULL);
  cc_button_link(html, "/contacts/new", "add", "New contact", "button");
  cc_button_link(html, "/export", "export", "Export", "button");
  cc_html_close(html);
  cc_html_close(html);
}

static gboolean get_contacts(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             GError **error) {
  const char *words = cc_request_query(request, "q");
  guint count = 0;
  if (words && !*words) words = NULL;
  if (!cardcat_store_search_count(site->store, words, &count, error)) return FALSE;
  guint page = cc_page_number(request, count, CC_PEOPLE_PER_PAGE);
  g_autoptr(GPtrArray) people = cardcat_store_search(
      site->store, words, (page - 1) * CC_PEOPLE_PER_PAGE, CC_PEOPLE_PER_PAGE, error);
  CcHtml *html = people ? cc_layout_begin(site, request, "Contacts", "/contacts", error) : NULL;
  if (!html) return FALSE;
  write_head(html);
  write_search(html, words);
  write_results(html, site->store, people, words, page, count);
  cc_html_open(html, "div", "class", "acts", NULL);
  cc_undo_write(html, site, "/contacts");
  cc_button_link(html, "/groups", "flag", "Events and groups", "button plain small");
  cc_button_link(html, "/wants", "person", "People to meet", "button plain small");
  cc_button_link(html, "/duplicates", "same", "Duplicates", "button plain small");
  cc_button_link(html, "/contacts/removed", "remove", "Removed contacts", "button plain small");
  cc_html_close(html);
  cc_script_write(html, "contacts.js");
  cc_layout_end(site, html, answer);
  return TRUE;
}

static void write_removed(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  cc_html_open(html, "li", NULL);
  cc_face_write(html, site->store, entry);
  cc_person_write(html, entry, "h2");
  cc_person_button(html, site, entry, "restore", "Restore", NULL);
  cc_html_close(html);
}

static gboolean get_removed(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            GError **error) {
  g_autoptr(GPtrArray) people = cardcat_store_removed(site->store, error);
  CcHtml *html =
      people ? cc_layout_begin(site, request, "Removed contacts", "/contacts", error) : NULL;
  if (!html) return FALSE;
  cc_back_write(html, "/contacts", "All contacts");
  cc_html_open(html, "div", "class", "head", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_element(html, "h1", "Removed contacts", NULL);
  cc_html_element(html, "p",
                  people->len > 0
                      ? "You can restore them for a day; after that they are deleted for good."
                      : "There are none.",
                  "class", "quiet", NULL);
  cc_html_close(html);
  cc_html_close(html);
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = 0; i < people->len; i++)
    write_removed(html, site, people->pdata[i]);
  cc_html_close(html);
  cc_undo_write(html, site, "/contacts/removed");
  cc_layout_end(site, html, answer);
  return TRUE;
}

/* Where an undo may lead back to: a list of our own, whatever the form says. */
static const char *place_of(const CcRequest *request) {
  static const char *const places[] = {
      "/contacts", "/contacts/removed", "/follow-ups", "/duplicates", "/wants", "/groups"};
  const char *back = cc_request_field(request, "back");
  for (guint i = 0; back && i < G_N_ELEMENTS(places); i++)
    if (g_str_equal(back, places[i])) return places[i];
  return places[0];
}

static gboolean undo(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(GError) failed = NULL;
  g_autofree char *what = NULL;
  if (cardcat_store_undo(site->store, &what, NULL, &failed)) {
    g_autofree char *news = g_strdup_printf("Undone: %s.", what);
    cc_site_redirect(site, answer, place_of(request), news);
    return TRUE;
  }
  if (!g_error_matches(failed, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND)) {
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
  }
  cc_site_redirect(site, answer, place_of(request), "There is nothing left to undo.");
  return TRUE;
}

const CcRoute cc_routes_contacts[] = {
    {FALSE, "/contacts", get_contacts, 0},
    {FALSE, "/contacts/removed", get_removed, 0},
    {TRUE, "/contacts/undo", undo, 0},
    {0},
};
