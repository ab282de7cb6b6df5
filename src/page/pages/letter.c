/* Letters, begun in the person's mail program. */
#include "page/pages/pages.h"

/* Owned; NULL: there is no address. */
static char *link_of(const CardcatFollowUp *due, const CardcatMorning *morning,
                     const CardcatSettings *settings) {
  const CardcatContact *contact = due->entry->contact;
  const CardcatDraftOptions options = {.kind = CARDCAT_DRAFT_LINK,
                                       .name = settings ? settings->name : NULL,
                                       .email = settings ? settings->email : NULL};
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatDraft) draft =
      due->address ? cardcat_draft_write(due, morning, &options, &error) : NULL;
  if (draft) return g_strdup(draft->place);
  if (error) g_debug("%s", error->message); /* an empty letter is better than none */
  return contact->emails->len > 0 ? cc_mail_link(contact->emails->pdata[0]) : NULL;
}

gboolean cc_letter_write(CcHtml *html, const CcSite *site, const CardcatFollowUp *due,
                         const CardcatMorning *morning, const CardcatSettings *settings,
                         const char *class_name, const char *back) {
  const CardcatEntry *entry = due->entry;
  g_autofree char *mail = link_of(due, morning, settings);
  if (!mail) return FALSE;
  g_autofree char *path = cc_person_path(entry->id, "drafted");
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  g_autofree char *meeting = g_strdup_printf("%" G_GINT64_FORMAT, due->meeting->id);
  gboolean is_new = due->state != CARDCAT_FOLLOW_UP_DRAFTED;
  cc_layout_form(html, site, path, "one letter");
  cc_html_hidden(html, "version", version);
  cc_html_hidden(html, "meeting", meeting);
  cc_html_hidden(html, "back", back);
  cc_html_open(html, "a", "href", mail, "class", class_name, "data-drafts", is_new ? "" : NULL,
               NULL);
  cc_icon_write(html, "mail");
  cc_html_text(html, "Write");
  cc_html_close(html);
  cc_html_close(html);
  return TRUE;
}

static gboolean drafted(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *path = cc_back_path(request);
  if (cc_person_changed(site, request, entry, path, answer)) return TRUE;
  gint64 meeting = cc_request_field_id(request, "meeting");
  if (!cardcat_store_set_follow_up(site->store, entry->id, meeting, CARDCAT_FOLLOW_UP_DRAFTED, NULL,
                                   NULL, error))
    return FALSE;
  g_autofree char *news =
      g_strdup_printf("The letter to %s is drafted.", cc_person_label(entry->contact));
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

const CcRoute cc_routes_letter[] = {
    {TRUE, "/contact/:id/drafted", drafted, 0},
    {0},
};
