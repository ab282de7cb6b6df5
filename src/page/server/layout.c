/* The frame of each page: navigation, news, errors; the way in and out. */
#include "page/server/server.h"

static const struct {
  const char *path, *label;
  const char *more;       /* what the label says besides where there is room; or NULL */
  const char *one, *many; /* what is counted beside it, for screen readers; NULL: nothing */
  const char *count_class;
} places[] = {
    {"/review", "Review", NULL, "card to review", "cards to review", "count doubt"},
    {"/follow-ups", "Follow up", NULL, "person to write to", "people to write to", "count"},
    {"/contacts", "Contacts", NULL, NULL, NULL, NULL},
    {"/add", "Add", " cards", NULL, NULL, NULL},
};

/* GO: what the browser shows next, of itself, as a meta element says it; NULL: nothing. */
static void write_head(CcHtml *html, const char *title, const char *go) {
  g_autofree char *icon = cc_asset_path("icon.png");
  g_autofree char *style = cc_asset_path("style-pages-review.css");
  cc_html_open(html, "head", NULL);
  cc_html_void(html, "meta", "charset", "utf-8", NULL);
  cc_html_void(html, "meta", "name", "viewport", "content",
               "width=device-width, initial-scale=1, interactive-widget=resizes-content", NULL);
  cc_html_void(html, "meta", "name", "color-scheme", "content", "light dark", NULL);
  cc_html_open(html, "title", NULL);
  cc_html_textf(html, "%s · cardcat", title);
  cc_html_close(html);
  if (go) cc_html_void(html, "meta", "http-equiv", "refresh", "content", go, NULL);
  cc_html_void(html, "link", "rel", "icon", "href", icon, NULL);
  cc_html_void(html, "link", "rel", "stylesheet", "href", style, NULL);
  cc_html_close(html);
}

static void write_place(CcHtml *html, guint i, const char *here, gint64 count) {
  gboolean is_here = g_strcmp0(here, places[i].path) == 0;
  cc_html_open(html, "a", "href", places[i].path, "aria-current", is_here ? "page" : NULL, NULL);
  cc_html_open(html, "span", NULL);
  cc_html_text(html, places[i].label);
  if (places[i].more) cc_html_element(html, "span", places[i].more, "class", "wide-only", NULL);
  cc_html_close(html);
  if (count > 0) {
    cc_html_open(html, "b", "class", places[i].count_class, "aria-hidden", "true", NULL);
    cc_html_textf(html, "%" G_GINT64_FORMAT, count);
    cc_html_close(html);
    cc_html_open(html, "span", "class", "unseen", NULL);
    cc_html_textf(html, ", %" G_GINT64_FORMAT " %s", count,
                  count == 1 ? places[i].one : places[i].many);
    cc_html_close(html);
  }
  cc_html_close(html);
}

static void write_top(CcHtml *html, const char *place, const CardcatStoreCounts *counts) {
  const gint64 waiting[G_N_ELEMENTS(places)] = {counts->to_review, counts->follow_ups};
  cc_html_open(html, "header", "class", "top", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_open(html, "a", "class", "brand", "href", "/", "aria-label", "cardcat, start", NULL);
  cc_mark_write(html);
  cc_html_element(html, "span", "cardcat", NULL);
  cc_html_close(html);
  cc_html_open(html, "nav", "aria-label", "Pages", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(places); i++)
    write_place(html, i, place, waiting[i]);
  cc_html_close(html);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_foot(CcHtml *html, const CcSite *site) {
  cc_html_open(html, "footer", "class", "foot", NULL);
  cc_html_element(html, "p", "Everything stays on this computer.", NULL);
  cc_layout_form(html, site, "/quit", "quit");
  cc_html_open(html, "button", "type", "submit", "class", "plain small", NULL);
  cc_icon_write(html, "quit");
  cc_html_text(html, "Quit cardcat");
  cc_html_close(html);
  cc_html_close(html);
  cc_html_close(html);
}

CcHtml *cc_layout_begin(CcSite *site, const CcRequest *request, const char *title,
                        const char *place, GError **error) {
  CardcatStoreCounts counts;
  if (!cardcat_store_counts(site->store, &counts, error)) return NULL;
  CcHtml *html = cc_html_new(cc_guard_base(site->guard));
  g_autofree char *at = place ? g_strconcat("at-", place + 1, NULL) : NULL;
  cc_html_open(html, "html", "lang", "en", NULL);
  write_head(html, title, NULL);
  cc_html_open(html, "body", "class", at, NULL);
  cc_html_element(html, "a", "Skip to the content", "class", "skip", "href", "#main", NULL);
  write_top(html, place, &counts);
  cc_html_open(html, "div", "class", "news", NULL);
  cc_html_element(html, "p", cc_site_news(site, cc_request_query(request, "news")), "role",
                  "status", "id", "status", NULL);
  cc_html_close(html);
  cc_html_open(html, "main", "id", "main", "tabindex", "-1", NULL);
  return html;
}

void cc_layout_end(const CcSite *site, CcHtml *html, CcAnswer *answer) {
  cc_html_close(html);
  write_foot(html, site);
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
  gboolean is_missing = answer->status == 404;
  const char *title = is_missing ? "Not found" : "That did not work";
  CcHtml *html = cc_layout_begin(site, request, title, NULL, &again);
  if (!html) return; /* the address book cannot even be counted: the bare words must do */
  cc_html_open(html, "div", "class", "empty", NULL);
  cc_mark_write(html);
  cc_html_element(html, "h1", title, NULL);
  cc_html_element(html, "p", error->message, "role", "alert", NULL);
  if (request->post)
    cc_html_element(html, "p", "Go back in your browser: what you typed is still there.", NULL);
  cc_html_element(html, "a", "Back to the start", "href", "/", "class", "button first", NULL);
  cc_html_close(html);
  answer->type = "text/html; charset=utf-8";
  cc_layout_end(site, html, answer);
}

/* The browser may come from a file: it is sent the cookie for what this page asks for, not for what
 * it would be redirected to. */
static void write_entrance(const CcSite *site, CcAnswer *answer) {
  CardcatStoreCounts counts = {0};
  g_autoptr(GError) error = NULL;
  if (!cardcat_store_counts(site->store, &counts, &error)) g_debug("%s", error->message);
  const char *place = counts.cards == 0 && counts.contacts == 0 && !error ? "/add" : "/review";
  g_autofree char *go = g_strdup_printf("0;url=%s%s", cc_guard_base(site->guard), place);
  CcHtml *html = cc_html_new(cc_guard_base(site->guard));
  cc_html_open(html, "html", "lang", "en", NULL);
  write_head(html, "Welcome", go);
  cc_html_open(html, "body", NULL);
  cc_html_element(html, "a", "Go on to cardcat", "href", place, NULL);
  answer->body = cc_html_end(html);
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

/* Nothing more is answered after this: what it is drawn with the browser has. */
static gboolean quit(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  (void)request;
  (void)error;
  site->end = TRUE;
  CcHtml *html = cc_html_new(cc_guard_base(site->guard));
  cc_html_open(html, "html", "lang", "en", NULL);
  write_head(html, "Ended", NULL);
  cc_html_open(html, "body", NULL);
  cc_html_open(html, "main", NULL);
  cc_html_open(html, "div", "class", "empty", NULL);
  cc_mark_write(html);
  cc_html_element(html, "h1", "cardcat has ended", NULL);
  cc_html_element(html, "p", "Everything you decided and typed is saved. You can close this tab.",
                  NULL);
  cc_html_element(html, "p", "To start it again: cardcat review", "class", "small", NULL);
  answer->body = cc_html_end(html);
  return TRUE;
}

const CcRoute cc_routes_layout[] = {
    {FALSE, "/", enter, 0},
    {TRUE, "/quit", quit, 0},
    {0},
};
