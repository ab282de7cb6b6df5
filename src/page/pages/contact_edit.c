/* One contact, to be corrected: the form beside its cards. */
#include "page/pages/pages.h"

/* Asked where there is a job that could be left. */
static void write_job(CcHtml *html, const CardcatContact *contact) {
  const char *title = contact->titles->len > 0 ? contact->titles->pdata[0] : NULL;
  const char *firm = contact->organization;
  if (!title && !firm) return;
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", "checkbox", "name", "new_job", "value", "yes", NULL);
  cc_html_open(html, "span", NULL);
  cc_html_textf(html, "A new job? Keep %s%s%s as a former one.", title ? title : "",
                title && firm ? ", " : "", firm ? firm : "");
  cc_html_close(html);
  cc_html_close(html);
}

static gboolean keep(CcSite *site, const CcRequest *request, const CardcatEntry *entry,
                     const CardcatContact *typed, const CardcatMeeting *meeting, GError **error) {
  if (!cc_pairs_get(request->form, "new_job"))
    return cardcat_store_edit_contact(site->store, entry->id, typed, meeting, error);
  const CardcatMorning morning = cc_morning_now();
  g_autofree char *today = cardcat_morning_day(&morning, morning.now);
  return cardcat_store_change_job(site->store, entry->id, typed, meeting, today, error);
}

static void write_form(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                       const CardcatContact *contact, const CardcatMeeting *meeting,
                       gboolean compared) {
  g_autoptr(GPtrArray) rows = cc_rows_of(contact, NULL);
  cc_rows_complete(rows);
  g_autofree char *save = cc_person_path(entry->id, "save");
  g_autofree char *back = cc_person_path(entry->id, NULL);
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  cc_layout_form(html, site, save, "contact");
  cc_html_hidden(html, "version", version);
  cc_form_write_values(html, rows, NULL, FALSE, compared ? entry->contact : NULL);
  write_job(html, entry->contact);
  cc_form_write_meeting(html, meeting, compared ? entry->meeting : NULL);
  cc_html_open(html, "div", "class", "acts", NULL);
  cc_button_write(html, NULL, "Save", "first");
  cc_html_element(html, "a", "Cancel", "href", back, "class", "button plain", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

/* CONTACT and MEETING: what the form shows; PROBLEM (or NULL): what is wrong with it. */
static gboolean show(CcSite *site, const CcRequest *request, CcAnswer *answer,
                     const CardcatEntry *entry, const CardcatContact *contact,
                     const CardcatMeeting *meeting, const char *problem, GError **error) {
  const char *label = cc_person_label(entry->contact);
  g_autofree char *path = cc_person_path(entry->id, NULL);
  g_autoptr(CcHtml) html = cc_layout_begin(site, request, label, "/contacts", error);
  if (!html) return FALSE;
  cc_back_write(html, path, label);
  cc_html_open(html, "h1", "dir", "auto", NULL);
  cc_html_textf(html, "Edit %s", label);
  cc_html_close(html);
  cc_problem_write(html, problem);
  cc_html_open(html, "div", "class", "contact-page", NULL);
  if (!cc_person_pictures(html, site, entry, error)) return FALSE;
  if (!entry->removed)
    write_form(html, site, entry, contact, meeting, answer->status == 409);
  else
    cc_person_button(html, site, entry, "restore", "Restore", "first");
  cc_html_close(html);
  cc_script_write(html, "kept-names.js");
  cc_events_write(html, site->store);
  cc_layout_end(site, g_steal_pointer(&html), answer);
  return TRUE;
}

static gboolean get_edit(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cc_entry_of(site->store, request->id, error);
  return entry && show(site, request, answer, entry, entry->contact, entry->meeting, NULL, error);
}

/* What is against saving what was typed; NULL: nothing. */
static const char *objection(const CcRequest *request, const CardcatEntry *entry,
                             const CardcatContact *typed, const GError *wrong, guint *status) {
  *status = 409;
  if (entry->removed) return "This contact was removed in another window: restore it first.";
  if (cc_request_field_id(request, "version") != entry->version)
    return "Another window changed this contact. What it saved is shown below each value that "
           "differs: Save now keeps what is in this form.";
  *status = 422;
  if (wrong) return wrong->message;
  return cardcat_contact_is_empty(typed)
             ? "There is nothing to save: type a value, or remove the contact."
             : NULL;
}

static gboolean save(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cc_entry_of(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autoptr(GError) wrong = NULL;
  g_autoptr(CardcatContact) typed =
      cc_form_contact(request->form, entry->contact, cc_site_names(site));
  g_autoptr(CardcatMeeting) meeting = cc_form_meeting(request->form, entry->meeting, &wrong);
  guint status = 0;
  const char *problem = objection(request, entry, typed, wrong, &status);
  if (problem) {
    answer->status = status;
    return show(site, request, answer, entry, typed, meeting ? meeting : entry->meeting, problem,
                error);
  }
  if (!keep(site, request, entry, typed, meeting, &wrong)) {
    if (!g_error_matches(wrong, CARDCAT_ERROR, CARDCAT_ERROR_USAGE)) {
      g_propagate_error(error, g_steal_pointer(&wrong));
      return FALSE;
    }
    answer->status = 422;
    return show(site, request, answer, entry, typed, meeting, wrong->message, error);
  }
  g_autofree char *news = g_strdup_printf("Saved %s.", cc_person_label(typed));
  g_autofree char *path = cc_person_path(entry->id, NULL);
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

const CcRoute cc_routes_contact_edit[] = {
    {FALSE, "/contact/:id/edit", get_edit, 0},
    {TRUE, "/contact/:id/save", save, 0},
    {0},
};
