/* A contact made by hand, without a card. */
#include "page/pages/pages.h"

/* The fields of the form; its rows come back in this order, as form/ takes them apart. */
static const struct {
  const char *kind, *label, *type;
} fields[] = {
    {"name", "Name", "text"},
    {"title", "Title", "text"},
    {"organization", "Organization", "text"},
    {"email", "E-mail", "email"},
    {"phone-mobile", "Mobile phone", "tel"},
    {"phone-work", "Work phone", "tel"},
    {"url", "Web", "text"},
    {"address", "Address", "text"},
};

/* What was typed in field NUMBER, borrowed; NULL: nothing was sent. */
static const char *typed_in(const CcRequest *request, guint number) {
  guint at = 0;
  for (guint i = 0; i < request->form->len; i++) {
    const CcPair *pair = request->form->pdata[i];
    if (g_str_equal(pair->name, "value") && at++ == number) return pair->value;
  }
  return NULL;
}

static void write_field(CcHtml *html, const CcRequest *request, guint i) {
  g_autofree char *at = g_strdup_printf("%u", i), *id = g_strdup_printf("value-%u", i);
  const char *value = typed_in(request, i);
  cc_html_open(html, "div", "class", "labelled", NULL);
  cc_html_open(html, "label", "for", id, NULL);
  cc_html_text(html, fields[i].label);
  cc_html_close(html);
  cc_html_hidden(html, "at", at);
  cc_html_hidden(html, "kind", fields[i].kind);
  cc_html_void(html, "input", "name", "value", "id", id, "type", fields[i].type, "value",
               value ? value : "", "dir", "auto", "autofocus", i == 0 ? "" : NULL, NULL);
  cc_html_close(html);
}

static void write_meeting(CcHtml *html, const CcRequest *request) {
  gboolean fresh = !request->post;
  cc_html_open(html, "section", "class", "panel fields", NULL);
  cc_html_element(html, "h2", "How you met", NULL);
  cc_labelled_write(html, "Event", "event", "text", cc_request_field(request, "event"));
  cc_labelled_write(html, "Met on", "met_on", "date", cc_request_field(request, "met_on"));
  cc_labelled_write(html, "Introduced by", "introduced_by", "text",
                    cc_request_field(request, "introduced_by"));
  cc_labelled_write(html, "Tags, separated by commas", "tags", "text",
                    cc_request_field(request, "tags"));
  cc_labelled_write(html, "Note", "meeting_note", "textarea",
                    cc_request_field(request, "meeting_note"));
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", "checkbox", "name", "follow_up", "value", "yes", "checked",
               fresh || cc_request_field(request, "follow_up") ? "" : NULL, NULL);
  cc_html_element(html, "span", "Follow up", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

/* Who may be the same: saving once more makes another contact all the same. */
static void write_twins(CcHtml *html, const GPtrArray *twins) {
  cc_html_open(html, "div", "class", "banner doubt", "role", "alert", NULL);
  cc_html_element(html, "p",
                  twins->len == 1 ? "You may have this contact already:"
                                  : "You may have this contact already. These are alike:",
                  NULL);
  cc_html_open(html, "ul", "class", "twin-list", NULL);
  for (guint i = 0; i < twins->len; i++) {
    cc_html_open(html, "li", NULL);
    cc_person_write(html, twins->pdata[i], "h3");
    cc_html_close(html);
  }
  cc_html_close(html);
  cc_html_close(html);
}

/* TWINS (or NULL): contacts that are told of. */
static gboolean show(CcSite *site, const CcRequest *request, CcAnswer *answer, const char *problem,
                     const GPtrArray *twins, GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "New contact", "/contacts", error);
  if (!html) return FALSE;
  cc_back_write(html, "/contacts", "All contacts");
  cc_html_element(html, "h1", "New contact", NULL);
  cc_problem_write(html, problem);
  if (twins) write_twins(html, twins);
  cc_layout_form(html, site, "/contacts/new", "new-contact");
  if (twins) cc_html_hidden(html, "sure", "yes");
  cc_html_open(html, "section", "class", "panel fields", NULL);
  cc_html_element(html, "h2", "Who it is", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
    write_field(html, request, i);
  cc_html_close(html);
  write_meeting(html, request);
  cc_html_open(html, "div", "class", "acts", NULL);
  cc_button_write(html, NULL, twins ? "Save as a new contact" : "Save", "first");
  cc_html_element(html, "a", "Cancel", "href", "/contacts", "class", "button plain", NULL);
  cc_html_close(html);
  cc_html_close(html);
  cc_script_write(html, "kept-names.js");
  cc_events_write(html, site->store);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean get_new(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return show(site, request, answer, NULL, NULL, error);
}

static gboolean object(CcSite *site, const CcRequest *request, CcAnswer *answer,
                       const char *problem, const GPtrArray *twins, GError **error) {
  answer->status = 422;
  return show(site, request, answer, problem, twins, error);
}

static gboolean save(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(GError) wrong = NULL;
  g_autoptr(CardcatContact) nobody = cardcat_contact_new();
  g_autoptr(CardcatMeeting) fresh = cardcat_meeting_new();
  g_autoptr(CardcatContact) typed = cc_form_contact(request->form, nobody, cc_site_names(site));
  g_autoptr(CardcatMeeting) meeting = cc_form_meeting(request->form, fresh, &wrong);
  if (!meeting) return object(site, request, answer, wrong->message, NULL, error);
  if (cardcat_contact_is_empty(typed))
    return object(site, request, answer, "There is nothing to save: type a name or a value.", NULL,
                  error);
  g_autoptr(GPtrArray) twins = cardcat_store_duplicates(site->store, typed, error);
  if (!twins) return FALSE;
  if (twins->len > 0 && !cc_request_field(request, "sure"))
    return object(site, request, answer, NULL, twins, error);
  gint64 id = 0;
  if (!cardcat_store_add_contact(site->store, typed, meeting, &id, error)) return FALSE;
  g_autofree char *news = g_strdup_printf("Saved %s.", cc_person_label(typed));
  g_autofree char *path = cc_person_path(id, NULL);
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

const CcRoute cc_routes_contact_new[] = {
    {FALSE, "/contacts/new", get_new, 0},
    {TRUE, "/contacts/new", save, 0},
    {0},
};
