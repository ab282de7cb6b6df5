/* What the pages of contacts share. */
#include "page/pages/pages.h"

const char *cc_person_label(const CardcatContact *contact) {
  return contact->name.full      ? contact->name.full
         : contact->organization ? contact->organization
         : contact->emails->len  ? contact->emails->pdata[0]
                                 : "No name";
}

char *cc_person_path(gint64 id, const char *action) {
  return action ? g_strdup_printf("/contact/%" G_GINT64_FORMAT "/%s", id, action)
                : g_strdup_printf("/contact/%" G_GINT64_FORMAT, id);
}

void cc_person_button(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                      const char *action, const char *label, const char *class_name) {
  g_autofree char *path = cc_person_path(entry->id, action);
  g_autofree char *whole = g_strdup_printf("%s: %s", label, cc_person_label(entry->contact));
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  cc_layout_form(html, site, path, "one");
  cc_html_hidden(html, "version", version);
  cc_html_element(html, "button", label, "type", "submit", "aria-label", whole, "class", class_name,
                  NULL);
  cc_html_close(html);
}

gboolean cc_person_changed(CcSite *site, const CcRequest *request, const CardcatEntry *entry,
                           const char *path, CcAnswer *answer) {
  if (!entry->removed && cc_request_field_id(request, "version") == entry->version) return FALSE;
  cc_site_redirect(site, answer, path,
                   "Another window changed this contact; here it is as it is now.");
  return TRUE;
}

/* The page of an event or group, by its name as addresses have it. */
static gboolean is_of_occasion(const char *path) {
  const char *name =
      g_str_has_prefix(path, "/event?name=") || g_str_has_prefix(path, "/group?name=")
          ? strchr(path, '=') + 1
          : "";
  return *name && name[strspn(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "%-._~")] == '\0';
}

char *cc_back_path(const CcRequest *request) {
  const char *back = cc_pairs_get(request->form, "back");
  gboolean is_known = back && (g_str_equal(back, "/follow-ups") || is_of_occasion(back));
  return is_known ? g_strdup(back) : cc_person_path(request->id, NULL);
}

void cc_person_describe(CcHtml *html, const CardcatContact *contact) {
  const char *title = contact->titles->len > 0 ? contact->titles->pdata[0] : NULL;
  const char *firm = contact->name.full ? contact->organization : NULL;
  if (!title && !firm) return;
  cc_html_open(html, "p", "class", "about", "dir", "auto", NULL);
  cc_html_textf(html, "%s%s%s", title ? title : "", title && firm ? ", " : "", firm ? firm : "");
  cc_html_close(html);
}

void cc_person_write(CcHtml *html, const CardcatEntry *entry, const char *heading) {
  g_autofree char *path = cc_person_path(entry->id, NULL);
  cc_html_open(html, "div", "class", "who", NULL);
  cc_html_open(html, heading, NULL);
  cc_html_element(html, "a", cc_person_label(entry->contact), "href", path, "dir", "auto", NULL);
  cc_html_close(html);
  cc_person_describe(html, entry->contact);
  cc_html_close(html);
}

void cc_reach_write(CcHtml *html, const CardcatEntry *entry) {
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

void cc_later_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry, const char *action,
                    const CcLater *times, const char *settle, const char *label) {
  g_autofree char *path = cc_person_path(entry->id, action);
  g_autofree char *other = cc_person_path(entry->id, settle);
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  cc_html_open(html, "details", "class", "later", NULL);
  cc_html_open(html, "summary", "class", "button plain", NULL);
  cc_html_text(html, "Later");
  cc_html_open(html, "span", "class", "unseen", NULL);
  cc_html_textf(html, ": %s", cc_person_label(entry->contact));
  cc_html_close(html);
  cc_html_close(html);
  cc_layout_form(html, site, path, "acts");
  cc_html_hidden(html, "version", version);
  for (; times->days; times++)
    cc_html_element(html, "button", times->label, "type", "submit", "name", "days", "value",
                    times->days, "class", "small", NULL);
  cc_html_element(html, "button", label, "type", "submit", "formaction", other, "class", "small",
                  NULL);
  cc_html_close(html);
  cc_html_close(html);
}

void cc_problem_write(CcHtml *html, const char *problem) {
  if (problem) cc_html_element(html, "p", problem, "role", "alert", "class", "problem", NULL);
}

void cc_undo_write(CcHtml *html, const CcSite *site, const char *back) {
  gboolean can = TRUE;
  g_autoptr(GError) error = NULL;
  if (!cardcat_store_can_undo(site->store, &can, &error)) g_debug("%s", error->message);
  if (!can) return;
  cc_layout_form(html, site, back ? "/contacts/undo" : "/undo", "undo");
  if (back) cc_html_hidden(html, "back", back);
  cc_html_open(html, "button", "type", "submit", "data-key", "u", "class", "plain small", NULL);
  cc_icon_write(html, "undo");
  cc_html_text(html, "Undo the last decision");
  cc_html_close(html);
  cc_html_close(html);
}

static void write_step(CcHtml *html, const char *label, const char *rel, const char *path,
                       const char *words, guint page) {
  g_autofree char *query = words ? g_uri_escape_string(words, NULL, FALSE) : NULL;
  g_autofree char *link = query ? g_strdup_printf("%s?q=%s&page=%u", path, query, page)
                                : g_strdup_printf("%s?page=%u", path, page);
  cc_html_element(html, "a", label, "href", link, "rel", rel, NULL);
}

void cc_pages_write(CcHtml *html, const char *path, const char *words, guint page, guint count,
                    guint per) {
  guint pages = MAX((count + per - 1) / per, 1);
  if (pages == 1) return;
  cc_html_open(html, "nav", "class", "steps", "aria-label", "More pages of this list", NULL);
  if (page > 1) write_step(html, "Previous", "prev", path, words, page - 1);
  cc_html_open(html, "span", NULL);
  cc_html_textf(html, "Page %u of %u", page, pages);
  cc_html_close(html);
  if (page < pages) write_step(html, "Next", "next", path, words, page + 1);
  cc_html_close(html);
}

guint cc_page_number(const CcRequest *request, guint count, guint per) {
  const char *text = cc_request_query(request, "page");
  guint64 page = 1, pages = MAX((count + per - 1) / per, 1);
  if (!text || !g_ascii_string_to_unsigned(text, 10, 1, G_MAXUINT, &page, NULL)) return 1;
  return (guint)MIN(page, pages);
}

CardcatEntry *cc_entry_of(CardcatStore *store, gint64 id, GError **error) {
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
