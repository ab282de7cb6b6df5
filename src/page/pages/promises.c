/* What was promised: shown until it is ticked. */
#include "page/pages/pages.h"

#include <string.h>

/* What stands behind the colon of LINE. */
static const char *rest_of(const char *line) {
  const char *colon = strchr(line, ':');
  const char *rest = colon ? colon + 1 : line;
  while (g_ascii_isspace(*rest))
    rest++;
  return rest;
}

static void write_tick(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                       const CardcatMeeting *meeting, guint which, const char *promise,
                       const char *back) {
  g_autofree char *path = cc_person_path(entry->id, "kept");
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, meeting->id);
  g_autofree char *number = g_strdup_printf("%u", which + 1);
  g_autofree char *label = g_strdup_printf("Done: %s", promise);
  cc_layout_form(html, site, path, "one");
  cc_html_hidden(html, "version", version);
  cc_html_hidden(html, "meeting", id);
  cc_html_hidden(html, "promise", number);
  cc_html_hidden(html, "back", back);
  cc_html_open(html, "button", "type", "submit", "class", "plain square", "aria-label", label,
               NULL);
  cc_icon_write(html, "check");
  cc_html_close(html);
  cc_html_close(html);
}

static void write_marked(CcHtml *html, const char *class_name, const char *icon, const char *text) {
  cc_html_open(html, "p", "class", class_name, NULL);
  cc_icon_write(html, icon);
  cc_html_element(html, "span", text, "dir", "auto", NULL);
}

void cc_note_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                   const CardcatMeeting *meeting, const char *back) {
  g_auto(GStrv) lines = g_strsplit(meeting->note ? meeting->note : "", "\n", -1);
  g_autoptr(GPtrArray) promises = cardcat_promises(meeting);
  guint which = 0;
  for (guint i = 0; lines[i]; i++) {
    gboolean is_promise =
        which < promises->len && g_str_equal(lines[i], (const char *)promises->pdata[which]);
    if (is_promise) {
      cc_html_open(html, "div", "class", "promise", NULL);
      cc_icon_write(html, "flag");
      cc_html_element(html, "span", rest_of(lines[i]), "dir", "auto", NULL);
      if (!entry->removed) write_tick(html, site, entry, meeting, which, rest_of(lines[i]), back);
      cc_html_close(html);
      which++;
    } else if (g_ascii_strncasecmp(lines[i], "done:", strlen("done:")) == 0) {
      write_marked(html, "promise kept", "check", rest_of(lines[i]));
      cc_html_close(html);
    } else if (*lines[i]) {
      cc_html_element(html, "p", lines[i], "class", "note", "dir", "auto", NULL);
    }
  }
}

/* ---- to whom no letter is due ---------------------------------------------------------------- */

static gboolean is_to_write(const CardcatEntry *entry) {
  for (guint i = 0; i < entry->meetings->len; i++)
    if (cardcat_meeting_is_to_write(entry->meetings->pdata[i])) return TRUE;
  return FALSE;
}

static void write_person(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  cc_html_open(html, "li", "class", "due", NULL);
  cc_face_write(html, site->store, entry);
  cc_reach_write(html, entry);
  cc_html_open(html, "div", "class", "what", NULL);
  for (guint i = 0; i < entry->meetings->len; i++) {
    g_autoptr(GPtrArray) promises = cardcat_promises(entry->meetings->pdata[i]);
    if (promises->len > 0)
      cc_note_write(html, site, entry, entry->meetings->pdata[i], "/follow-ups");
  }
  cc_html_close(html);
  cc_html_close(html);
}

gboolean cc_promises_write(CcHtml *html, const CcSite *site, guint *count, GError **error) {
  g_autoptr(GPtrArray) entries = cardcat_store_promised(site->store, error);
  guint shown = 0;
  for (guint i = 0; entries && i < entries->len; i++) {
    if (is_to_write(entries->pdata[i]) || shown == CC_PEOPLE_PER_PAGE) continue;
    if (shown++ == 0) {
      cc_html_open(html, "section", "class", "section", NULL);
      cc_html_element(html, "h2", "Promised", NULL);
      cc_html_element(html, "p", "No letter is due, but you said that you would do it.", "class",
                      "quiet small", NULL);
      cc_html_open(html, "ul", "class", "people", NULL);
    }
    write_person(html, site, entries->pdata[i]);
  }
  if (shown > 0) {
    cc_html_close(html);
    cc_html_close(html);
  }
  *count = shown;
  return entries != NULL;
}

/* ---- ticked ---------------------------------------------------------------------------------- */

static const CardcatMeeting *meeting_of(const CardcatEntry *entry, gint64 id) {
  for (guint i = 0; i < entry->meetings->len; i++)
    if (((const CardcatMeeting *)entry->meetings->pdata[i])->id == id)
      return entry->meetings->pdata[i];
  return entry->meeting;
}

static gboolean kept(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *path = cc_back_path(request);
  if (cc_person_changed(site, request, entry, path, answer)) return TRUE;
  const CardcatMeeting *meeting = meeting_of(entry, cc_request_field_id(request, "meeting"));
  gint64 number = cc_request_field_id(request, "promise");
  guint which = number > 0 && number < G_MAXINT ? (guint)number - 1 : G_MAXUINT;
  if (!cardcat_store_keep_promise(site->store, entry, meeting, which, error)) return FALSE;
  g_autofree char *news =
      g_strdup_printf("Noted: you kept what you promised %s.", cc_person_label(entry->contact));
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

const CcRoute cc_routes_promises[] = {
    {TRUE, "/contact/:id/kept", kept, 0},
    {0},
};
