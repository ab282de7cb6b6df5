/* Contacts: the list, searched, and those that were removed. */
#include "page/pages/pages.h"

#include <string.h>

static void write_person(CcHtml *html, CardcatStore *store, const CardcatEntry *entry) {
  const CardcatContact *contact = entry->contact;
  g_autofree char *path = cc_person_path(entry->id, NULL);
  cc_html_open(html, "li", NULL);
  cc_thumbnail_write(html, store, entry->cards);
  cc_html_open(html, "div", NULL);
  cc_html_element(html, "a", cc_person_label(contact), "href", path, "dir", "auto", NULL);
  cc_person_describe(html, contact);
  cc_html_close(html);
  cc_html_element(html, "p", contact->emails->len > 0 ? contact->emails->pdata[0] : NULL, "class",
                  "mail", NULL);
  cc_html_close(html);
}

static void write_search(CcHtml *html, const char *words) {
  cc_html_open(html, "form", "method", "get", "action", "/contacts", "role", "search", "class",
               "search", "id", "search-form", NULL);
  cc_html_element(html, "label", "Search", "for", "search", NULL);
  cc_html_void(html, "input", "type", "search", "id", "search", "name", "q", "value",
               words ? words : "", "autocomplete", "off", "maxlength", "200", NULL);
  cc_html_element(html, "button", "Search", "type", "submit", NULL);
  cc_html_close(html);
}

static void write_results(CcHtml *html, CardcatStore *store, const GPtrArray *people,
                          const char *words, guint page, guint count) {
  cc_html_open(html, "section", "id", "results", "aria-label", "Contacts found", NULL);
  cc_html_open(html, "p", "id", "count", "aria-live", "polite", NULL);
  if (count == 0 && words)
    cc_html_text(html, "No contact contains all of these words.");
  else if (count == 0)
    cc_html_text(html, "There are no contacts yet.");
  else
    cc_html_textf(html, "%u %s", count, count == 1 ? "contact" : "contacts");
  cc_html_close(html);
  if (people->len > 0) {
    cc_html_open(html, "ul", "class", "people", NULL);
    for (guint i = 0; i < people->len; i++)
      write_person(html, store, people->pdata[i]);
    cc_html_close(html);
  }
  cc_pages_write(html, "/contacts", words, page, count);
  cc_html_close(html);
}

static gboolean get_contacts(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             GError **error) {
  const char *words = cc_request_query(request, "q");
  guint count = 0;
  if (words && !*words) words = NULL;
  if (!cardcat_store_search_count(site->store, words, &count, error)) return FALSE;
  guint page = cc_page_number(request, count);
  g_autoptr(GPtrArray) people = cardcat_store_search(
      site->store, words, (page - 1) * CC_PEOPLE_PER_PAGE, CC_PEOPLE_PER_PAGE, error);
  CcHtml *html = people ? cc_layout_begin(site, request, "Contacts", "/contacts", error) : NULL;
  if (!html) return FALSE;
  g_autofree char *script = cc_asset_path("contacts.js");
  cc_html_element(html, "h1", "Contacts", NULL);
  write_search(html, words);
  write_results(html, site->store, people, words, page, count);
  cc_html_open(html, "p", NULL);
  cc_html_element(html, "a", "Removed contacts", "href", "/contacts/removed", NULL);
  cc_html_close(html);
  cc_undo_write(html, site, "/contacts");
  cc_html_element(html, "script", NULL, "src", script, "defer", "", NULL);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean get_removed(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            GError **error) {
  g_autoptr(GPtrArray) people = cardcat_store_removed(site->store, error);
  CcHtml *html =
      people ? cc_layout_begin(site, request, "Removed contacts", "/contacts", error) : NULL;
  if (!html) return FALSE;
  cc_html_element(html, "h1", "Removed contacts", NULL);
  cc_html_element(html, "p",
                  people->len > 0 ? "They can be restored until the next day." : "There are none.",
                  NULL);
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = 0; i < people->len; i++) {
    const CardcatEntry *entry = people->pdata[i];
    cc_html_open(html, "li", NULL);
    cc_html_open(html, "div", NULL);
    cc_html_element(html, "strong", cc_person_label(entry->contact), "dir", "auto", NULL);
    cc_person_describe(html, entry->contact);
    cc_html_close(html);
    cc_person_button(html, site, entry, "restore", "Restore");
    cc_html_close(html);
  }
  cc_html_close(html);
  cc_html_element(html, "a", "All contacts", "href", "/contacts", NULL);
  cc_undo_write(html, site, "/contacts/removed");
  cc_layout_end(site, html, answer);
  return TRUE;
}

/* Where an undo may lead back to: a list of our own, whatever the form says. */
static const char *place_of(const CcRequest *request) {
  static const char *const places[] = {"/contacts", "/contacts/removed", "/follow-ups"};
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
  cc_site_redirect(site, answer, place_of(request), failed->message);
  return TRUE;
}

const CcRoute cc_routes_contacts[] = {
    {FALSE, "/contacts", get_contacts, 0},
    {FALSE, "/contacts/removed", get_removed, 0},
    {TRUE, "/contacts/undo", undo, 0},
    {0},
};
