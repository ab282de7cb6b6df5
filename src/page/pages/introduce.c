/* Who could introduce one to a firm, a person or a field, and the letter that asks. */
#include "page/pages/pages.h"

#define SHOWN_MAX 20 /* the nearest */

/* The letter as a link; nobody is asked who has no address.  FALSE only when it failed. */
static gboolean write_ask(CcHtml *html, const CcSite *site, const CardcatIntroduction *one,
                          const char *words, const CardcatSettings *settings, GError **error) {
  const CardcatMorning morning = {.now = g_get_real_time() / G_USEC_PER_SEC,
                                  .minute = settings->minute};
  const CardcatDraftOptions options = {
      .kind = CARDCAT_DRAFT_LINK, .name = settings->name, .email = settings->email};
  g_autoptr(GError) wrong = NULL;
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, one->contact, error);
  if (!entry) return FALSE;
  g_autoptr(CardcatDraft) draft = cardcat_ask_write(entry, one, words, &morning, &options, &wrong);
  if (draft) cc_button_link(html, draft->place, "mail", "Ask", "button");
  return TRUE;
}

static gboolean write_one(CcHtml *html, const CcSite *site, const CardcatIntroduction *one,
                          const char *words, const CardcatSettings *settings, GError **error) {
  g_autofree char *path = cc_person_path(one->contact, NULL);
  cc_html_open(html, "li", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_open(html, "h2", NULL);
  cc_html_element(html, "a", one->name, "href", path, "dir", "auto", NULL);
  cc_html_close(html);
  cc_html_element(html, "p", one->words, "class", "about", "dir", "auto", NULL);
  cc_html_close(html);
  if (!write_ask(html, site, one, words, settings, error)) return FALSE;
  cc_html_close(html);
  return TRUE;
}

static void write_form(CcHtml *html, const char *words) {
  cc_html_open(html, "form", "method", "get", "action", "/introduce", "role", "search", "class",
               "search", NULL);
  cc_html_element(html, "label", "A firm, a person or a field", "for", "sought", "class", "unseen",
                  NULL);
  cc_icon_write(html, "search");
  cc_html_void(html, "input", "type", "search", "id", "sought", "name", "q", "value", words,
               "placeholder", "A firm, a person or a field", "autocomplete", "off", "maxlength",
               "200", NULL);
  cc_html_element(html, "button", "Search", "type", "submit", NULL);
  cc_html_close(html);
}

/* NULL without error: WORDS ask for nothing. */
static GPtrArray *find(CcSite *site, const char *words, GError **error) {
  GError *wrong = NULL;
  GPtrArray *found = cardcat_store_introductions(site->store, words, SHOWN_MAX, &wrong);
  if (wrong && g_error_matches(wrong, CARDCAT_ERROR, CARDCAT_ERROR_USAGE))
    g_clear_error(&wrong);
  else if (wrong)
    g_propagate_error(error, wrong);
  return found;
}

static gboolean write_found(CcHtml *html, const CcSite *site, const GPtrArray *found,
                            const char *words, GError **error) {
  g_autoptr(CardcatSettings) settings = cardcat_settings_load(error);
  if (!settings) return FALSE;
  if (found->len == 0)
    cc_html_element(html, "p", "None of your contacts seems to be close to that.", "class", "empty",
                    NULL);
  cc_html_open(html, "ul", "class", "occasions section", NULL);
  for (guint i = 0; i < found->len; i++)
    if (!write_one(html, site, found->pdata[i], words, settings, error)) return FALSE;
  cc_html_close(html);
  return TRUE;
}

static gboolean get_introduce(CcSite *site, const CcRequest *request, CcAnswer *answer,
                              GError **error) {
  const char *words = cc_request_query(request, "q");
  GError *failed = NULL;
  g_autoptr(GPtrArray) found = find(site, words ? words : "", &failed);
  g_autoptr(CcHtml) html =
      failed ? NULL
             : cc_layout_begin(site, request, "Who could introduce you?", "/contacts", error);
  if (failed) g_propagate_error(error, failed);
  if (!html) return FALSE;
  cc_back_write(html, "/wants", "People to meet");
  cc_html_element(html, "h1", "Who could introduce you?", NULL);
  write_form(html, words ? words : "");
  if (found && !write_found(html, site, found, words, error)) return FALSE;
  cc_layout_end(site, g_steal_pointer(&html), answer);
  return TRUE;
}

const CcRoute cc_routes_introduce[] = {
    {FALSE, "/introduce", get_introduce, 0},
    {0},
};
