/* One contact: its cards, its form; removed and restored. */
#include "page/pages/pages.h"

static void write_picture(CcHtml *html, const CardcatCard *card, gboolean back) {
  const CardcatReading *side = back ? card->reading->back : card->reading;
  g_autofree char *source = cc_picture_address(card, back);
  if (!source) return;
  g_autofree char *width = g_strdup_printf("%d", side->width);
  g_autofree char *height = g_strdup_printf("%d", side->height);
  cc_html_void(html, "img", "class", "card", "src", source, "width", width, "height", height, "alt",
               back ? "The back of the card" : "The front of the card", NULL);
}

static gboolean write_pictures(CcHtml *html, CcSite *site, const CardcatEntry *entry,
                               GError **error) {
  cc_html_open(html, "section", "class", "pictures", "aria-label", "Cards", NULL);
  for (guint i = 0; i < entry->cards->len; i++) {
    g_autoptr(CardcatCard) card =
        cardcat_store_get_card(site->store, g_array_index(entry->cards, gint64, i), error);
    if (!card) return FALSE;
    write_picture(html, card, FALSE);
    write_picture(html, card, TRUE);
  }
  if (entry->cards->len == 0)
    cc_html_element(html, "p", "No card of this contact is stored.", NULL);
  cc_html_close(html);
  return TRUE;
}

static void write_form(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                       const CardcatContact *contact, const CardcatMeeting *meeting,
                       gboolean compared) {
  g_autoptr(GPtrArray) rows = cc_rows_of(contact, NULL);
  g_autofree char *save = cc_person_path(entry->id, "save");
  g_autofree char *merge = cc_person_path(entry->id, "merge");
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  cc_layout_form(html, site, save, "contact");
  cc_html_hidden(html, "version", version);
  cc_form_write_values(html, rows, NULL, compared ? entry->contact : NULL);
  cc_form_write_meeting(html, meeting, compared ? entry->meeting : NULL);
  cc_html_open(html, "div", "class", "actions", NULL);
  cc_html_element(html, "button", "Save", "type", "submit", "class", "first", NULL);
  cc_html_element(html, "a", "Merge with another", "href", merge, "class", "button", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_times(CcHtml *html, const CardcatEntry *entry) {
  cc_html_open(html, "p", "class", "about", NULL);
  cc_html_textf(html, "In the address book since %.10s, changed %.10s", entry->created,
                entry->changed);
  if (entry->meeting->followed_up)
    cc_html_textf(html, ", written to %.10s", entry->meeting->followed_up);
  if (entry->removed) cc_html_textf(html, ", removed %.10s", entry->removed);
  cc_html_text(html, ".");
  cc_html_close(html);
}

/* CONTACT and MEETING: what the form shows; PROBLEM (or NULL): what is wrong with it. */
static gboolean show(CcSite *site, const CcRequest *request, CcAnswer *answer,
                     const CardcatEntry *entry, const CardcatContact *contact,
                     const CardcatMeeting *meeting, const char *problem, GError **error) {
  const char *label = cc_person_label(entry->contact);
  g_autoptr(CcHtml) html = cc_layout_begin(site, request, label, "/contacts", error);
  if (!html) return FALSE;
  cc_html_element(html, "h1", label, "dir", "auto", NULL);
  cc_problem_write(html, problem);
  write_times(html, entry);
  cc_html_open(html, "div", "class", "review", NULL);
  cc_html_open(html, "div", NULL);
  if (!entry->removed) write_form(html, site, entry, contact, meeting, answer->status == 409);
  cc_person_button(html, site, entry, entry->removed ? "restore" : "remove",
                   entry->removed ? "Restore" : "Remove");
  cc_html_close(html);
  if (!write_pictures(html, site, entry, error)) return FALSE;
  cc_html_close(html);
  cc_html_element(html, "a", "All contacts", "href", "/contacts", NULL);
  cc_undo_write(html, site, "/contacts");
  cc_layout_end(site, g_steal_pointer(&html), answer);
  return TRUE;
}

/* The contact ID, owned, also when it was removed. */
static CardcatEntry *entry_of(CardcatStore *store, gint64 id, GError **error) {
  GError *failed = NULL;
  CardcatEntry *entry = cardcat_store_get_contact(store, id, &failed);
  if (entry) return entry;
  g_autoptr(GPtrArray) removed = g_error_matches(failed, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND)
                                     ? cardcat_store_removed(store, NULL)
                                     : NULL;
  for (guint i = 0; removed && i < removed->len; i++) {
    if (((const CardcatEntry *)removed->pdata[i])->id != id) continue;
    g_error_free(failed);
    return g_ptr_array_steal_index(removed, i);
  }
  g_propagate_error(error, failed);
  return NULL;
}

static gboolean get_contact(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            GError **error) {
  g_autoptr(CardcatEntry) entry = entry_of(site->store, request->id, error);
  return entry && show(site, request, answer, entry, entry->contact, entry->meeting, NULL, error);
}

/* What is against saving what was typed; NULL: nothing. */
static const char *objection(const CcRequest *request, const CardcatEntry *entry,
                             const CardcatContact *typed, const GError *wrong, guint *status) {
  *status = 409;
  if (entry->removed) return "This contact was removed in another window: restore it first.";
  if (cc_request_field_id(request, "version") != entry->version)
    return "Another window changed this contact. What it saved stands below each value that "
           "differs: Save now keeps what is in this form.";
  *status = 422;
  if (wrong) return wrong->message;
  return cardcat_contact_is_empty(typed)
             ? "There is nothing to save: type a value, or remove the contact."
             : NULL;
}

static gboolean save(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = entry_of(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autoptr(GError) wrong = NULL;
  g_autoptr(CardcatContact) typed = cc_form_contact(request->form, entry->contact);
  g_autoptr(CardcatMeeting) meeting = cc_form_meeting(request->form, entry->meeting, &wrong);
  guint status = 0;
  const char *problem = objection(request, entry, typed, wrong, &status);
  if (problem) {
    answer->status = status;
    return show(site, request, answer, entry, typed, meeting ? meeting : entry->meeting, problem,
                error);
  }
  if (!cardcat_store_edit_contact(site->store, entry->id, typed, meeting, error)) return FALSE;
  g_autofree char *news = g_strdup_printf("Saved %s.", cc_person_label(typed));
  g_autofree char *path = cc_person_path(entry->id, NULL);
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

static gboolean take_out(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *path = cc_person_path(entry->id, NULL);
  if (cc_person_changed(site, request, entry, path, answer)) return TRUE;
  if (!cardcat_store_remove_contact(site->store, entry->id, error)) return FALSE;
  g_autofree char *news = g_strdup_printf("Removed %s.", cc_person_label(entry->contact));
  cc_site_redirect(site, answer, "/contacts", news);
  return TRUE;
}

static gboolean restore(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  if (!cardcat_store_restore_contact(site->store, request->id, error)) return FALSE;
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *news = g_strdup_printf("Restored %s.", cc_person_label(entry->contact));
  g_autofree char *path = cc_person_path(entry->id, NULL);
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

const CcRoute cc_routes_contact[] = {
    {FALSE, "/contact/:id", get_contact, 0},
    {TRUE, "/contact/:id/save", save, 0},
    {TRUE, "/contact/:id/remove", take_out, 0},
    {TRUE, "/contact/:id/restore", restore, 0},
    {0},
};
