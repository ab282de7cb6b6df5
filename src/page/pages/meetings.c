/* The meetings of a contact: told, another noted, one taken away. */
#include "page/pages/pages.h"

static void write_line(CcHtml *html, const CardcatMeeting *meeting) {
  g_autofree char *day = meeting->met_on ? cc_day_say(meeting->met_on) : NULL;
  if (!day && !meeting->introduced_by) return;
  cc_html_open(html, "p", "class", "quiet small", NULL);
  if (day) cc_html_text(html, day);
  if (meeting->introduced_by)
    cc_html_textf(html, "%s %s", day ? ", introduced by" : "Introduced by", meeting->introduced_by);
  cc_html_close(html);
}

static void write_removal(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                          const CardcatMeeting *meeting) {
  g_autofree char *path = cc_person_path(entry->id, "unmeet");
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, meeting->id);
  g_autofree char *label =
      g_strdup_printf("Remove the meeting: %s", meeting->event ? meeting->event : "no event");
  cc_layout_form(html, site, path, "one");
  cc_html_hidden(html, "version", version);
  cc_html_hidden(html, "meeting", id);
  cc_icon_button(html, "cross", label);
  cc_html_close(html);
}

static void write_meeting(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                          const CardcatMeeting *meeting) {
  cc_html_open(html, "li", "class", cardcat_meeting_is_to_write(meeting) ? "due" : NULL, NULL);
  cc_html_open(html, "div", NULL);
  cc_html_element(html, "h3", meeting->event ? meeting->event : "You met", "dir", "auto", NULL);
  write_line(html, meeting);
  cc_note_write(html, site, entry, meeting, NULL);
  if (meeting->followed_up) {
    g_autofree char *day = cc_day_say(meeting->followed_up);
    cc_html_open(html, "p", "class", "quiet small", NULL);
    cc_html_textf(html, "You wrote on %s.", day);
    cc_html_close(html);
  }
  cc_html_close(html);
  if (!entry->removed && entry->meetings->len > 1) write_removal(html, site, entry, meeting);
  cc_html_close(html);
}

static gboolean says_anything(const CardcatMeeting *meeting) {
  return meeting->event || meeting->met_on || meeting->introduced_by || meeting->note ||
         meeting->followed_up;
}

static void write_again(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  g_autofree char *path = cc_person_path(entry->id, "met");
  cc_html_open(html, "details", "class", "again", NULL);
  cc_html_element(html, "summary", "We met again", NULL);
  cc_layout_form(html, site, path, "panel fields");
  cc_labelled_write(html, "Event", "event", "text", NULL);
  cc_labelled_write(html, "Met on", "met_on", "date", NULL);
  cc_labelled_write(html, "Introduced by", "introduced_by", "text", NULL);
  cc_labelled_write(html, "Tags, separated by commas", "tags", "text", NULL);
  cc_labelled_write(html, "Note", "meeting_note", "textarea", NULL);
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", "checkbox", "name", "follow_up", "value", "yes", "checked",
               "", NULL);
  cc_html_element(html, "span", "Follow up", NULL);
  cc_html_close(html);
  cc_button_write(html, NULL, "Add the meeting", "first");
  cc_html_close(html);
  cc_html_close(html);
}

void cc_meetings_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_element(html, "h2", "How you met", NULL);
  if (entry->meetings->len > 1 || says_anything(entry->meeting)) {
    cc_html_open(html, "ol", "class", "meetings", NULL);
    for (guint i = 0; i < entry->meetings->len; i++)
      write_meeting(html, site, entry, entry->meetings->pdata[i]);
    cc_html_close(html);
  } else {
    cc_html_element(html, "p", "Nothing is noted yet.", "class", "quiet", NULL);
  }
  if (!entry->removed) write_again(html, site, entry);
  cc_html_close(html);
}

static gboolean add(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatMeeting) fresh = cardcat_meeting_new();
  g_autoptr(CardcatMeeting) meeting = cc_form_meeting(request->form, fresh, error);
  if (!meeting || !cardcat_store_add_meeting(site->store, request->id, meeting, NULL, error))
    return FALSE;
  g_autofree char *path = cc_person_path(request->id, NULL);
  cc_site_redirect(site, answer, path, "Added the meeting.");
  return TRUE;
}

static gboolean take_away(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *path = cc_person_path(request->id, NULL);
  if (cc_person_changed(site, request, entry, path, answer)) return TRUE;
  if (!cardcat_store_remove_meeting(site->store, entry->id, cc_request_field_id(request, "meeting"),
                                    error))
    return FALSE;
  cc_site_redirect(site, answer, path, "Removed the meeting.");
  return TRUE;
}

const CcRoute cc_routes_meetings[] = {
    {TRUE, "/contact/:id/met", add, 0},
    {TRUE, "/contact/:id/unmeet", take_away, 0},
    {0},
};
