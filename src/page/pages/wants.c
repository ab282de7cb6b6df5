/* Whom one wishes to meet: told of where a card fits, listed, added, removed. */
#include "page/pages/pages.h"

gboolean cc_wanted_write(CcHtml *html, const CcSite *site, const CardcatContact *contact,
                         GError **error) {
  g_autoptr(GPtrArray) wants = cardcat_store_wanted(site->store, contact, error);
  if (!wants) return FALSE;
  for (guint i = 0; i < wants->len; i++) {
    const CardcatWant *want = wants->pdata[i];
    cc_html_open(html, "div", "class", "banner wanted", "role", "status", NULL);
    cc_html_open(html, "p", "dir", "auto", NULL);
    cc_html_element(html, "strong", "You want to meet: ", NULL);
    cc_html_textf(html, "%s%s%s", want->words, want->why ? " – " : "", want->why ? want->why : "");
    cc_html_close(html);
    cc_html_close(html);
  }
  return TRUE;
}

/* ---- the page -------------------------------------------------------------------------------- */

static void write_want(CcHtml *html, const CcSite *site, const CardcatWant *want) {
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, want->id);
  g_autofree char *label = g_strdup_printf("Remove: %s", want->words);
  g_autofree char *query = g_uri_escape_string(want->words, NULL, FALSE);
  g_autofree char *introduce = g_strconcat("/introduce?q=", query, NULL);
  cc_html_open(html, "li", "class", "panel want", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_element(html, "h2", want->words, "dir", "auto", NULL);
  if (want->why) cc_html_element(html, "p", want->why, "class", "quiet", "dir", "auto", NULL);
  cc_html_element(html, "a", "Who could introduce you?", "href", introduce, "class", "small", NULL);
  cc_html_close(html);
  cc_layout_form(html, site, "/wants/remove", "one");
  cc_html_hidden(html, "want", id);
  cc_icon_button(html, "cross", label);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_form(CcHtml *html, const CcSite *site, const CcRequest *request) {
  cc_layout_form(html, site, "/wants", "panel fields want-form");
  cc_labelled_write(html, "A person, a firm, a field or a project", "words", "text",
                    cc_request_field(request, "words"));
  cc_labelled_write(html, "Why", "why", "text", cc_request_field(request, "why"));
  cc_button_write(html, NULL, "Add", "first");
  cc_html_close(html);
}

static gboolean show(CcSite *site, const CcRequest *request, CcAnswer *answer, const char *problem,
                     GError **error) {
  g_autoptr(GPtrArray) wants = cardcat_store_wants(site->store, error);
  CcHtml *html =
      wants ? cc_layout_begin(site, request, "People to meet", "/contacts", error) : NULL;
  if (!html) return FALSE;
  cc_back_write(html, "/contacts", "All contacts");
  cc_html_element(html, "h1", "People to meet", NULL);
  cc_problem_write(html, problem);
  cc_html_element(html, "p", "You are told as soon as a card that matches is read.", "class",
                  "quiet back", NULL);
  write_form(html, site, request);
  cc_html_open(html, "ul", "class", "pairs section", NULL);
  for (guint i = 0; i < wants->len; i++)
    write_want(html, site, wants->pdata[i]);
  cc_html_close(html);
  cc_undo_write(html, site, "/wants");
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean get_wants(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  return show(site, request, answer, NULL, error);
}

static gboolean add(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(GError) wrong = NULL;
  const char *words = cc_request_field(request, "words");
  if (cardcat_store_add_want(site->store, words ? words : "", cc_request_field(request, "why"),
                             NULL, &wrong)) {
    cc_site_redirect(site, answer, "/wants", "Added.");
    return TRUE;
  }
  if (!g_error_matches(wrong, CARDCAT_ERROR, CARDCAT_ERROR_USAGE)) {
    g_propagate_error(error, g_steal_pointer(&wrong));
    return FALSE;
  }
  answer->status = 422;
  return show(site, request, answer, "Give a name, a firm or a field.", error);
}

static gboolean take_off(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  if (!cardcat_store_remove_want(site->store, cc_request_field_id(request, "want"), error))
    return FALSE;
  cc_site_redirect(site, answer, "/wants", "Removed.");
  return TRUE;
}

const CcRoute cc_routes_wants[] = {
    {FALSE, "/wants", get_wants, 0},
    {TRUE, "/wants", add, 0},
    {TRUE, "/wants/remove", take_off, 0},
    {0},
};
