/* The frame of each page: navigation, news, errors; the way in and out. */
#include "page/server/server.h"

static const struct {
  const char *path, *label;
} places[] = {
    {"/review", "To review"},
    {"/contacts", "Contacts"},
    {"/follow-ups", "Follow-ups"},
    {"/add", "Add cards"},
};

/* GO: what the browser shows next, of itself, as a meta element says it; NULL: nothing. */
static void write_head(CcHtml *html, const char *title, const char *go) {
  g_autofree char *style = cc_asset_path("style.css"), *icon = cc_asset_path("icon.svg");
  cc_html_open(html, "head", NULL);
  cc_html_void(html, "meta", "charset", "utf-8", NULL);
  cc_html_void(html, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1",
               NULL);
  cc_html_void(html, "meta", "name", "color-scheme", "content", "light dark", NULL);
  cc_html_open(html, "title", NULL);
  cc_html_textf(html, "%s · cardcat", title);
  cc_html_close(html);
  if (go) cc_html_void(html, "meta", "http-equiv", "refresh", "content", go, NULL);
  cc_html_void(html, "link", "rel", "icon", "href", icon, NULL);
  cc_html_void(html, "link", "rel", "stylesheet", "href", style, NULL);
  cc_html_close(html);
}

static void write_navigation(CcHtml *html, const CcSite *site, const char *place,
                             const CardcatStoreCounts *counts) {
  cc_html_open(html, "header", NULL);
  cc_html_open(html, "nav", "aria-label", "Pages", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
    gboolean here = g_strcmp0(place, places[i].path) == 0;
    cc_html_open(html, "a", "href", places[i].path, "aria-current", here ? "page" : NULL, NULL);
    cc_html_text(html, places[i].label);
    if (g_str_equal(places[i].path, "/review"))
      cc_html_textf(html, " (%" G_GINT64_FORMAT ")", counts->to_review);
    cc_html_close(html);
  }
  cc_html_close(html);
  cc_layout_form(html, site, "/quit", "quit");
  cc_html_element(html, "button", "Quit", "type", "submit", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

CcHtml *cc_layout_begin(CcSite *site, const CcRequest *request, const char *title,
                        const char *place, GError **error) {
  CardcatStoreCounts counts;
  if (!cardcat_store_counts(site->store, &counts, error)) return NULL;
  CcHtml *html = cc_html_new(cc_guard_base(site->guard));
  cc_html_open(html, "html", "lang", "en", NULL);
  write_head(html, title, NULL);
  cc_html_open(html, "body", NULL);
  cc_html_element(html, "a", "Skip to the content", "class", "skip", "href", "#main", NULL);
  write_navigation(html, site, place, &counts);
  cc_html_element(html, "p", cc_site_news(site, cc_request_query(request, "news")), "role",
                  "status", "id", "status", NULL);
  cc_html_open(html, "main", "id", "main", "tabindex", "-1", NULL);
  return html;
}

void cc_layout_end(CcHtml *html, CcAnswer *answer) {
  g_clear_pointer(&answer->body, g_bytes_unref);
  answer->body = cc_html_end(html);
}

void cc_layout_form(CcHtml *html, const CcSite *site, const char *action, const char *class_name) {
  cc_html_open(html, "form", "method", "post", "action", action, "class", class_name,
               "autocomplete", "off", NULL);
  cc_html_hidden(html, "token", cc_guard_token(site->guard));
}

static guint status_of(const GError *error) {
  if (g_error_matches(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND)) return 404;
  if (g_error_matches(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE)) return 400;
  return 500;
}

void cc_layout_error(CcSite *site, const CcRequest *request, CcAnswer *answer,
                     const GError *error) {
  cc_answer_text(answer, status_of(error), error->message);
  if (g_str_has_suffix(request->path, ".jpg")) return; /* no one reads a page in place of it */
  g_autoptr(GError) again = NULL;
  CcHtml *html = cc_layout_begin(site, request, "Not done", NULL, &again);
  if (!html) return; /* the address book cannot even be counted: the bare words must do */
  cc_html_element(html, "h1", "That could not be done", NULL);
  cc_html_element(html, "p", error->message, "role", "alert", NULL);
  cc_html_element(html, "a", "Back to the cards to review", "href", "/review", NULL);
  answer->type = "text/html; charset=utf-8";
  cc_layout_end(html, answer);
}

/* The browser may come from a file: it is sent the cookie for what this page asks for, not for what
 * it would be redirected to. */
static void write_entrance(const CcSite *site, CcAnswer *answer) {
  g_autofree char *go = g_strdup_printf("0;url=%s/review", cc_guard_base(site->guard));
  CcHtml *html = cc_html_new(cc_guard_base(site->guard));
  cc_html_open(html, "html", "lang", "en", NULL);
  write_head(html, "To review", go);
  cc_html_open(html, "body", NULL);
  cc_html_element(html, "a", "The cards to review", "href", "/review", NULL);
  cc_layout_end(html, answer);
}

static gboolean enter(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  (void)error;
  if (!cc_guard_is_key(site->guard, cc_request_query(request, "key"))) {
    cc_site_redirect(site, answer, "/review", NULL);
    return TRUE;
  }
  cc_guard_spend_key(site->guard);
  answer->cookie = cc_guard_set_cookie(site->guard);
  write_entrance(site, answer);
  return TRUE;
}

static gboolean quit(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  (void)request;
  (void)error;
  site->end = TRUE;
  cc_answer_text(answer, 200,
                 "cardcat has ended. All that was decided and typed is saved.\n"
                 "\"cardcat review\" starts it again.\n");
  return TRUE;
}

const CcRoute cc_routes_layout[] = {
    {FALSE, "/", enter, 0},
    {TRUE, "/quit", quit, 0},
    {0},
};
