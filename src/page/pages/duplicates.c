/* Duplicates: pairs of contacts that may be one person, side by side, merged or told apart. */
#include "page/pages/pages.h"

/* So many pairs are shown; once they are decided come the next. */
#define SHOWN_MAX 20

static void write_value(CcHtml *html, const char *text) {
  if (text) cc_html_element(html, "p", text, "class", "small", "dir", "auto", NULL);
}

static void write_side(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  const CardcatContact *contact = entry->contact;
  const CardcatPhone *phone = cc_person_phone(contact);
  const CardcatMeeting *meeting = entry->meeting;
  g_autofree char *day = meeting->met_on ? cc_day_say(meeting->met_on) : NULL;
  cc_html_open(html, "div", "class", "twin", NULL);
  cc_face_write(html, site->store, entry);
  cc_person_write(html, entry, "h3");
  write_value(html, contact->emails->len > 0 ? contact->emails->pdata[0] : NULL);
  write_value(html, phone ? phone->value : NULL);
  cc_html_open(html, "p", "class", "about", "dir", "auto", NULL);
  cc_html_textf(html, "%s%s%s", meeting->event ? meeting->event : "",
                meeting->event && day ? ", " : "", day ? day : "");
  cc_html_close(html);
  cc_html_close(html);
}

static void write_choices(CcHtml *html, const CcSite *site, const CardcatTwins *twins) {
  const char *label = cc_person_label(twins->a->contact);
  g_autofree char *merge = g_strdup_printf(
      "/contact/%" G_GINT64_FORMAT "/merge?with=%" G_GINT64_FORMAT, twins->a->id, twins->b->id);
  g_autofree char *apart = cc_person_path(twins->a->id, "apart");
  g_autofree char *with = g_strdup_printf("%" G_GINT64_FORMAT, twins->b->id);
  g_autofree char *whole = g_strdup_printf("Two people: %s", label);
  cc_html_open(html, "div", "class", "acts even", NULL);
  cc_button_link(html, merge, "same", "One person: merge", "button soft");
  cc_layout_form(html, site, apart, "one");
  cc_html_hidden(html, "with", with);
  cc_html_element(html, "button", "Two people", "type", "submit", "aria-label", whole, NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_pair(CcHtml *html, const CcSite *site, const CardcatTwins *twins) {
  cc_html_open(html, "li", "class", "panel twins-pair", NULL);
  cc_html_open(html, "p", "class", "quiet small", NULL);
  cc_html_textf(html, "In common: %s", twins->why);
  cc_html_close(html);
  cc_html_open(html, "div", "class", "two", NULL);
  write_side(html, site, twins->a);
  write_side(html, site, twins->b);
  cc_html_close(html);
  write_choices(html, site, twins);
  cc_html_close(html);
}

/* The book is asked as one that is only read, which has what was found when somebody last changed:
 * to compare everybody with everybody takes seconds where there are many, and writes. */
static GPtrArray *find_pairs(const CcSite *site, GError **error) {
  g_autoptr(CardcatStore) book =
      cardcat_store_open(cardcat_store_path(site->store), CARDCAT_STORE_READ, error);
  return book ? cardcat_store_twins(book, SHOWN_MAX, error) : NULL;
}

static gboolean get_duplicates(CcSite *site, const CcRequest *request, CcAnswer *answer,
                               GError **error) {
  g_autoptr(GPtrArray) pairs = find_pairs(site, error);
  CcHtml *html = pairs ? cc_layout_begin(site, request, "Duplicates", "/contacts", error) : NULL;
  if (!html) return FALSE;
  cc_back_write(html, "/contacts", "All contacts");
  cc_html_element(html, "h1", "Duplicates", NULL);
  cc_html_element(html, "p",
                  pairs->len > 0 ? "These contacts may be one person. What you say here stays."
                                 : "Nobody seems to be in your contacts twice.",
                  "class", "quiet", NULL);
  cc_html_open(html, "ul", "class", "pairs", NULL);
  for (guint i = 0; i < pairs->len; i++)
    write_pair(html, site, pairs->pdata[i]);
  cc_html_close(html);
  cc_undo_write(html, site, "/duplicates");
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean tell_apart(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           GError **error) {
  if (!cardcat_store_set_apart(site->store, request->id, cc_request_field_id(request, "with"), TRUE,
                               error))
    return FALSE;
  cc_site_redirect(site, answer, "/duplicates", "They are two people.");
  return TRUE;
}

const CcRoute cc_routes_duplicates[] = {
    {FALSE, "/duplicates", get_duplicates, 0},
    {TRUE, "/contact/:id/apart", tell_apart, 0},
    {0},
};
