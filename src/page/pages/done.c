/* The end of the queue: what was saved, who is to be written to, what to do with it. */
#include "page/pages/pages.h"

#define SHOWN_MAX 12

static void write_number(CcHtml *html, const char *path, gint64 number, const char *label) {
  cc_html_open(html, "a", "class", "panel number", "href", path, NULL);
  cc_html_open(html, "strong", NULL);
  cc_html_textf(html, "%" G_GINT64_FORMAT, number);
  cc_html_close(html);
  cc_html_element(html, "span", label, NULL);
  cc_html_close(html);
}

static void write_numbers(CcHtml *html, const CardcatStoreCounts *counts, guint saved,
                          guint rejected) {
  cc_html_open(html, "div", "class", "numbers", NULL);
  write_number(html, "/contacts", saved, "recently saved");
  write_number(html, "/set-aside", rejected, "rejected");
  write_number(html, "/follow-ups", counts->follow_ups, "to write to");
  cc_html_close(html);
}

static void write_saved(CcHtml *html, const CcSite *site, const GPtrArray *people) {
  if (people->len == 0) return;
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_element(html, "h2", "Recently saved", NULL);
  cc_html_open(html, "ul", "class", "photos", NULL);
  for (guint i = 0; i < people->len; i++) {
    const CardcatEntry *entry = people->pdata[i];
    cc_html_open(html, "li", "class", "tile", NULL);
    cc_face_write(html, site->store, entry);
    cc_person_write(html, entry, "h3");
    cc_html_close(html);
  }
  cc_html_close(html);
  cc_html_close(html);
}

static void write_panels(CcHtml *html, const GPtrArray *events) {
  cc_html_open(html, "div", "class", "pair", NULL);
  cc_html_open(html, "section", "class", "panel", NULL);
  cc_html_element(html, "h2", "Take them with you", NULL);
  cc_html_element(html, "p", "One file, made on this computer.", "class", "quiet small", NULL);
  cc_export_write(html, events, NULL);
  cc_html_close(html);
  cc_html_open(html, "section", "class", "panel", NULL);
  cc_html_element(html, "h2", "More cards", NULL);
  cc_html_element(html, "p", "Photos from your phone, a folder or the camera.", "class",
                  "quiet small", NULL);
  cc_html_open(html, "div", "class", "acts", NULL);
  cc_button_link(html, "/add", "add", "Add cards", "button");
  cc_button_link(html, "/set-aside", "remove", "Set aside", "button plain");
  cc_html_close(html);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_end(CcHtml *html, const CardcatStoreCounts *counts) {
  cc_html_open(html, "div", "class", "done", NULL);
  cc_mark_write(html);
  cc_html_element(html, "h1", "All cards are reviewed", NULL);
  if (counts->follow_ups > 0)
    cc_button_link(html, "/follow-ups", "mail", "See who to write to", "button first");
  else
    cc_button_link(html, "/add", "add", "Add cards", "button first");
  cc_html_close(html);
}

gboolean cc_done_show(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  CardcatStoreCounts counts;
  if (!cardcat_store_counts(site->store, &counts, error)) return FALSE;
  if (counts.cards == 0 && counts.contacts == 0) {
    cc_site_redirect(site, answer, "/add", cc_site_news(site, cc_request_query(request, "news")));
    return TRUE;
  }
  g_autoptr(GArray) saved = cardcat_store_saved_lately(site->store, error);
  g_autoptr(GPtrArray) people =
      saved ? cardcat_store_get_contacts(site->store, &g_array_index(saved, gint64, 0),
                                         MIN(saved->len, SHOWN_MAX), error)
            : NULL;
  g_autoptr(GArray) rejected = people ? cardcat_store_rejected(site->store, error) : NULL;
  g_autoptr(GPtrArray) events = rejected ? cardcat_store_events(site->store, error) : NULL;
  CcHtml *html =
      events ? cc_layout_begin(site, request, "All cards are reviewed", "/review", error) : NULL;
  if (!html) return FALSE;
  write_end(html, &counts);
  write_numbers(html, &counts, saved->len, rejected->len);
  write_saved(html, site, people);
  write_panels(html, events);
  cc_undo_write(html, site, NULL);
  cc_desk_scripts(html);
  cc_layout_end(site, html, answer);
  return TRUE;
}
