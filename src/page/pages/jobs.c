/* Former jobs of a contact: told, one removed. */
#include "page/pages/pages.h"

static void write_chapter(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                          guint which) {
  const CardcatChapter *chapter = entry->chapters->pdata[which];
  g_autofree char *job = cardcat_chapter_describe(chapter);
  g_autofree char *since = chapter->since ? cc_day_say(chapter->since) : NULL;
  g_autofree char *until = chapter->until ? cc_day_say(chapter->until) : NULL;
  g_autofree char *path = cc_person_path(entry->id, "drop-job");
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  g_autofree char *number = g_strdup_printf("%u", which + 1);
  g_autofree char *label = g_strdup_printf("Remove the former job: %s", job);
  cc_html_open(html, "li", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_element(html, "h3", job, "dir", "auto", NULL);
  if (since || until) {
    cc_html_open(html, "p", "class", "quiet small", NULL);
    cc_html_textf(html, "%s%s%s", since ? since : "", until ? " to " : "", until ? until : "");
    cc_html_close(html);
  }
  cc_html_close(html);
  if (!entry->removed) {
    cc_layout_form(html, site, path, "one");
    cc_html_hidden(html, "version", version);
    cc_html_hidden(html, "job", number);
    cc_icon_button(html, "cross", label);
    cc_html_close(html);
  }
  cc_html_close(html);
}

void cc_jobs_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  if (entry->chapters->len == 0) return;
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_element(html, "h2", "Formerly", NULL);
  cc_html_open(html, "ol", "class", "meetings", NULL);
  for (guint i = 0; i < entry->chapters->len; i++)
    write_chapter(html, site, entry, i);
  cc_html_close(html);
  cc_html_close(html);
}

static gboolean drop(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *path = cc_person_path(request->id, NULL);
  if (cc_person_changed(site, request, entry, path, answer)) return TRUE;
  gint64 number = cc_request_field_id(request, "job");
  guint which = number > 0 && number < G_MAXINT ? (guint)number - 1 : G_MAXUINT;
  if (!cardcat_store_drop_chapter(site->store, entry->id, which, error)) return FALSE;
  cc_site_redirect(site, answer, path, "Removed the former job.");
  return TRUE;
}

const CcRoute cc_routes_jobs[] = {
    {TRUE, "/contact/:id/drop-job", drop, 0},
    {0},
};
