/* To write to: the people who still wait for a letter, with all that one needs to write it. */
#include "page/pages/pages.h"

#include <string.h>

/* Those met yesterday come first: it is the morning after. */
typedef enum { MORNING, EARLIER, TODAY, FIRMS, SECTIONS } Section;

static const struct {
  const char *heading, *about;
} sections[SECTIONS] = {
    [MORNING] = {"This morning", "You met them yesterday."},
    [EARLIER] = {"Still waiting", "You met them some time ago."},
    [TODAY] = {"Tomorrow morning", "You met them today."},
    [FIRMS] = {"Firms without a person", "Their cards name nobody."},
};

/* The first meeting after which something is still to be written. */
static const CardcatMeeting *to_write_after(const CardcatEntry *entry) {
  for (guint i = entry->meetings->len; i > 0; i--) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i - 1];
    if (cardcat_meeting_is_to_write(meeting)) return meeting;
  }
  return entry->meeting;
}

/* The day ENTRY was met, else came into the book, "2026-06-04", owned. */
static char *day_of(const CardcatEntry *entry) {
  const CardcatMeeting *meeting = to_write_after(entry);
  return g_strndup(meeting->met_on ? meeting->met_on : entry->created, 10);
}

static Section section_of(const CardcatEntry *entry, const char *today, const char *yesterday) {
  g_autofree char *day = day_of(entry);
  if (!entry->contact->name.full) return FIRMS;
  return strcmp(day, today) >= 0 ? TODAY : strcmp(day, yesterday) == 0 ? MORNING : EARLIER;
}

/* ---- one row -----------------------------------------------------------------------------------
 */

static void write_who(CcHtml *html, const CardcatEntry *entry) {
  const CardcatContact *contact = entry->contact;
  const char *email = contact->emails->len > 0 ? contact->emails->pdata[0] : NULL;
  const CardcatPhone *phone = cc_person_phone(contact);
  g_autofree char *mail = email ? cc_mail_link(email) : NULL;
  cc_html_open(html, "div", "class", "who", NULL);
  cc_person_write(html, entry, "h3");
  cc_html_open(html, "p", "class", "reach", NULL);
  if (mail)
    cc_html_element(html, "a", email, "href", mail, NULL);
  else if (phone)
    cc_html_textf(html, "No e-mail. %s", phone->value);
  else
    cc_html_text(html, "No e-mail, no phone.");
  cc_html_close(html);
  cc_html_close(html);
}

static void write_what(CcHtml *html, const CardcatEntry *entry) {
  const CardcatMeeting *meeting = to_write_after(entry);
  g_autofree char *since = day_of(entry), *day = cc_day_say(since);
  cc_html_open(html, "div", "class", "what", NULL);
  if (meeting->note)
    cc_html_element(html, "p", meeting->note, "class", "note", "dir", "auto", NULL);
  cc_html_open(html, "p", "class", "about", NULL);
  if (meeting->event) {
    cc_html_element(html, "bdi", meeting->event, NULL);
    cc_html_text(html, ", ");
  }
  if (!meeting->met_on) cc_html_text(html, "added ");
  cc_html_element(html, "time", day, "datetime", since, NULL);
  cc_html_close(html);
  if (meeting->introduced_by) {
    cc_html_open(html, "p", "class", "about", NULL);
    cc_html_textf(html, "introduced by %s", meeting->introduced_by);
    cc_html_close(html);
  }
  cc_html_close(html);
}

static void write_choices(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  const CardcatContact *contact = entry->contact;
  const CardcatPhone *phone = cc_person_phone(contact);
  g_autofree char *mail = contact->emails->len > 0 ? cc_mail_link(contact->emails->pdata[0]) : NULL;
  g_autofree char *call = !mail && phone ? cc_call_link(phone) : NULL;
  cc_html_open(html, "div", "class", "acts even", NULL);
  if (mail) cc_button_link(html, mail, "mail", "Write", "button soft");
  if (call) cc_button_link(html, call, "call", "Call", "button soft");
  cc_person_button(html, site, entry, "written", "Done", NULL);
  cc_person_button(html, site, entry, "unwanted", "No need", "plain");
  cc_html_close(html);
}

static void write_person(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  cc_html_open(html, "li", "class", "due", NULL);
  cc_thumbnail_write(html, site->store, entry->cards);
  write_who(html, entry);
  write_what(html, entry);
  write_choices(html, site, entry);
  cc_html_close(html);
}

/* ---- the page ----------------------------------------------------------------------------------
 */

/* Of PEOPLE, the last met last, those of one section; FALSE: there are none. */
static gboolean write_section(CcHtml *html, const CcSite *site, const GPtrArray *people,
                              Section section) {
  g_autofree char *today = cc_day(0), *yesterday = cc_day(-1);
  gboolean is_open = FALSE;
  for (guint i = people->len; i > 0; i--) {
    const CardcatEntry *entry = people->pdata[i - 1];
    if (section_of(entry, today, yesterday) != section) continue;
    if (!is_open) {
      cc_html_open(html, "section", "class", "section", NULL);
      cc_html_element(html, "h2", sections[section].heading, NULL);
      cc_html_element(html, "p", sections[section].about, "class", "quiet small", NULL);
      cc_html_open(html, "ul", "class", "people", NULL);
      is_open = TRUE;
    }
    write_person(html, site, entry);
  }
  if (!is_open) return FALSE;
  cc_html_close(html);
  cc_html_close(html);
  return TRUE;
}

static void write_head(CcHtml *html, guint count) {
  cc_html_open(html, "div", "class", "head", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_element(html, "h1", "To write to", NULL);
  cc_html_open(html, "p", "id", "count", "class", "quiet", NULL);
  if (count == 0)
    cc_html_text(html, "Nobody is left to write to.");
  else
    cc_html_textf(html, "%u %s to write to", count, count == 1 ? "person" : "people");
  cc_html_close(html);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_nobody(CcHtml *html) {
  cc_html_open(html, "div", "class", "empty", NULL);
  cc_mark_write(html);
  cc_html_element(html, "p", "You have written to everybody you met.", NULL);
  cc_button_link(html, "/add", "add", "Add cards", "button first");
  cc_html_close(html);
}

/* The store has those met longest ago first, the page those met last. */
static GPtrArray *load_page(CcSite *site, guint page, guint count, GError **error) {
  guint after = (page - 1) * CC_PEOPLE_PER_PAGE;
  guint end = count > after ? count - after : 0;
  guint start = end > CC_PEOPLE_PER_PAGE ? end - CC_PEOPLE_PER_PAGE : 0;
  if (end == 0) return g_ptr_array_new();
  return cardcat_store_follow_ups(site->store, start, end - start, error);
}

static gboolean get_follow_ups(CcSite *site, const CcRequest *request, CcAnswer *answer,
                               GError **error) {
  CardcatStoreCounts counts;
  if (!cardcat_store_counts(site->store, &counts, error)) return FALSE;
  guint count = (guint)counts.follow_ups, page = cc_page_number(request, count);
  g_autoptr(GPtrArray) people = load_page(site, page, count, error);
  CcHtml *html =
      people ? cc_layout_begin(site, request, "To write to", "/follow-ups", error) : NULL;
  if (!html) return FALSE;
  write_head(html, count);
  for (Section section = MORNING; section < SECTIONS; section++)
    (void)write_section(html, site, people, section);
  if (count == 0) write_nobody(html);
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
  g_autofree char *news = written ? g_strdup_printf("You wrote to %s.", label)
                                  : g_strdup_printf("%s needs no letter.", label);
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
