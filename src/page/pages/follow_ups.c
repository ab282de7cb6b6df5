/* Follow-ups: the people still to be written to. */
#include "page/pages/pages.h"

#include <string.h>

static void write_mail(CcHtml *html, const CardcatContact *contact) {
  const char *mail = contact->emails->len > 0 ? contact->emails->pdata[0] : NULL;
  cc_html_open(html, "p", "class", "mail", NULL);
  if (mail) {
    g_autofree char *escaped = g_uri_escape_string(mail, "@", FALSE);
    g_autofree char *link = g_strconcat("mailto:", escaped, NULL);
    cc_html_element(html, "a", mail, "href", link, NULL);
  } else {
    cc_html_text(html, "no e-mail");
  }
  cc_html_close(html);
}

/* The first meeting after which something is still to be written. */
static const CardcatMeeting *to_write_after(const CardcatEntry *entry) {
  for (guint i = entry->meetings->len; i > 0; i--) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i - 1];
    if (cardcat_meeting_is_to_write(meeting)) return meeting;
  }
  return entry->meeting;
}

static void write_person(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  const CardcatMeeting *meeting = to_write_after(entry);
  g_autofree char *path = cc_person_path(entry->id, NULL);
  g_autofree char *since = g_strndup(meeting->met_on ? meeting->met_on : entry->created, 10);
  cc_html_open(html, "li", "class", "due", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_element(html, "a", cc_person_label(entry->contact), "href", path, "dir", "auto", NULL);
  cc_person_describe(html, entry->contact);
  cc_html_open(html, "p", "class", "about", NULL);
  cc_html_text(html, meeting->met_on ? "met " : "added ");
  cc_html_element(html, "time", since, "datetime", since, NULL);
  if (meeting->event) cc_html_textf(html, ", %s", meeting->event);
  cc_html_close(html);
  cc_html_close(html);
  write_mail(html, entry->contact);
  cc_html_open(html, "div", "class", "choices", NULL);
  cc_person_button(html, site, entry, "written", "Done");
  cc_person_button(html, site, entry, "unwanted", "Not wanted");
  cc_html_close(html);
  cc_html_close(html);
}

static gboolean get_follow_ups(CcSite *site, const CcRequest *request, CcAnswer *answer,
                               GError **error) {
  CardcatStoreCounts counts;
  if (!cardcat_store_counts(site->store, &counts, error)) return FALSE;
  guint count = (guint)counts.follow_ups, page = cc_page_number(request, count);
  g_autoptr(GPtrArray) people = cardcat_store_follow_ups(
      site->store, (page - 1) * CC_PEOPLE_PER_PAGE, CC_PEOPLE_PER_PAGE, error);
  CcHtml *html = people ? cc_layout_begin(site, request, "Follow-ups", "/follow-ups", error) : NULL;
  if (!html) return FALSE;
  cc_html_element(html, "h1", "Follow-ups", NULL);
  cc_html_open(html, "p", "id", "count", NULL);
  if (count == 0)
    cc_html_text(html, "Nobody is left to write to.");
  else
    cc_html_textf(html, "%u %s to write to, longest ago first", count,
                  count == 1 ? "person" : "people");
  cc_html_close(html);
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = 0; i < people->len; i++)
    write_person(html, site, people->pdata[i]);
  cc_html_close(html);
  cc_pages_write(html, "/follow-ups", NULL, page, count);
  cc_undo_write(html, site, "/follow-ups");
  cc_layout_end(site, html, answer);
  return TRUE;
}

/* Settles one; what another window did in between is not overwritten. */
static gboolean settle(CcSite *site, const CcRequest *request, CcAnswer *answer, gboolean written,
                       GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  if (cc_person_changed(site, request, entry, "/follow-ups", answer)) return TRUE;
  if (!cardcat_store_settle_follow_ups(site->store, entry->id, written, error)) return FALSE;
  const char *label = cc_person_label(entry->contact);
  g_autofree char *news = written ? g_strdup_printf("Written to %s.", label)
                                  : g_strdup_printf("Not to be followed up: %s.", label);
  cc_site_redirect(site, answer, "/follow-ups", news);
  return TRUE;
}

static gboolean written(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return settle(site, request, answer, TRUE, error);
}

static gboolean unwanted(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return settle(site, request, answer, FALSE, error);
}

const CcRoute cc_routes_follow_ups[] = {
    {FALSE, "/follow-ups", get_follow_ups, 0},
    {TRUE, "/contact/:id/written", written, 0},
    {TRUE, "/contact/:id/unwanted", unwanted, 0},
    {0},
};
