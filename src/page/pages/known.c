/* Whom a contact knows, and who introduced whom: told, noted, taken away. */
#include "page/pages/pages.h"

#include <string.h>

#define NAMES_MAX 20 /* that are offered while somebody types */

static const struct {
  const char *title;
  CardcatLinkKind kind;
  gboolean theirs;
} lists[] = {
    {"Introduced by", CARDCAT_LINK_INTRODUCED_BY, FALSE},
    {"Introduced", CARDCAT_LINK_INTRODUCED_BY, TRUE},
    {"Knows", CARDCAT_LINK_KNOWS, FALSE},
};

/* ---- what is noted --------------------------------------------------------------------------- */

static void write_removal(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                          const CardcatLink *link) {
  /* A link that is the other's own is taken off there. */
  gboolean turned = link->theirs && link->kind == CARDCAT_LINK_INTRODUCED_BY;
  g_autofree char *path = cc_person_path(turned ? link->contact : entry->id, "unlink");
  g_autofree char *other = g_strdup_printf("%" G_GINT64_FORMAT, turned ? entry->id : link->contact);
  g_autofree char *back = g_strdup_printf("%" G_GINT64_FORMAT, entry->id);
  g_autofree char *label = g_strdup_printf("Remove the link to %s", link->name);
  cc_layout_form(html, site, path, "one");
  cc_html_hidden(html, "kind", cardcat_link_kind_name(link->kind));
  cc_html_hidden(html, "other", other);
  cc_html_hidden(html, "name", link->name);
  cc_html_hidden(html, "back", back);
  cc_icon_button(html, "cross", label);
  cc_html_close(html);
}

static void write_link(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                       const CardcatLink *link) {
  cc_html_open(html, "li", NULL);
  if (link->contact) {
    g_autofree char *path = cc_person_path(link->contact, NULL);
    cc_html_element(html, "a", link->name, "href", path, "dir", "auto", NULL);
  } else {
    cc_html_element(html, "span", link->name, "dir", "auto", NULL);
  }
  /* Of a name alone there is nothing to take off there. */
  if (!entry->removed) write_removal(html, site, entry, link);
  cc_html_close(html);
}

static gboolean is_in(const CardcatLink *link, guint list) {
  gboolean knows = link->kind == CARDCAT_LINK_KNOWS;
  return link->kind == lists[list].kind && (knows || !link->theirs == !lists[list].theirs);
}

static void write_list(CcHtml *html, const CcSite *site, const CardcatEntry *entry, guint list) {
  gboolean any = FALSE;
  for (guint i = 0; i < entry->links->len; i++) {
    const CardcatLink *link = entry->links->pdata[i];
    if (!is_in(link, list)) continue;
    if (!any) {
      cc_html_element(html, "h3", lists[list].title, NULL);
      cc_html_open(html, "ul", "class", "known", NULL);
    }
    any = TRUE;
    write_link(html, site, entry, link);
  }
  if (any) cc_html_close(html);
}

/* ---- what may be a link ---------------------------------------------------------------------- */

static void write_offer(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                        const CardcatLinkOffer *offer) {
  g_autofree char *path = cc_person_path(offer->from, "link");
  g_autofree char *other = g_strdup_printf("%" G_GINT64_FORMAT, offer->to);
  g_autofree char *back = g_strdup_printf("%" G_GINT64_FORMAT, entry->id);
  g_autofree char *what = cardcat_link_offer_say(offer);
  cc_layout_form(html, site, path, "offer");
  cc_html_hidden(html, "kind", cardcat_link_kind_name(offer->kind));
  cc_html_hidden(html, "other", other);
  cc_html_hidden(html, "back", back);
  cc_html_open(html, "p", "dir", "auto", NULL);
  cc_html_textf(html, "%s. ", what);
  cc_html_close(html);
  cc_button_write(html, NULL, "Add the link", "soft");
  cc_html_close(html);
}

static gboolean write_offers(CcHtml *html, CcSite *site, const CardcatEntry *entry,
                             GError **error) {
  g_autoptr(GPtrArray) offers = cardcat_store_link_offers(site->store, entry->id, error);
  if (!offers) return FALSE;
  for (guint i = 0; i < offers->len; i++)
    write_offer(html, site, entry, offers->pdata[i]);
  return TRUE;
}

/* ---- groups ---------------------------------------------------------------------------------- */

static void write_group(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                        const char *name) {
  g_autofree char *query = g_uri_escape_string(name, NULL, FALSE);
  g_autofree char *path = g_strconcat("/group?name=", query, NULL);
  g_autofree char *leave = cc_person_path(entry->id, "leave");
  g_autofree char *label = g_strdup_printf("Take out of the group %s", name);
  cc_html_open(html, "li", NULL);
  cc_html_element(html, "a", name, "href", path, "dir", "auto", NULL);
  if (!entry->removed) {
    cc_layout_form(html, site, leave, "one");
    cc_html_hidden(html, "group", name);
    cc_icon_button(html, "cross", label);
    cc_html_close(html);
  }
  cc_html_close(html);
}

static void write_groups(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  if (entry->groups->len == 0) return;
  cc_html_element(html, "h3", "Groups", NULL);
  cc_html_open(html, "ul", "class", "known", NULL);
  for (guint i = 0; i < entry->groups->len; i++)
    write_group(html, site, entry, entry->groups->pdata[i]);
  cc_html_close(html);
}

static void write_join(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  g_autofree char *path = cc_person_path(entry->id, "join");
  cc_html_open(html, "details", "class", "again", NULL);
  cc_html_element(html, "summary", "Add to a group", NULL);
  cc_layout_form(html, site, path, "panel fields");
  cc_labelled_write(html, "Group, such as an association or a meetup", "group", "text", NULL);
  cc_button_write(html, NULL, "Add", "first");
  cc_html_close(html);
  cc_html_close(html);
}

/* ---- the section ----------------------------------------------------------------------------- */

static void write_form(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  g_autofree char *path = cc_person_path(entry->id, "link");
  cc_html_open(html, "details", "class", "again", NULL);
  cc_html_element(html, "summary", "Add somebody they know", NULL);
  cc_layout_form(html, site, path, "panel fields");
  cc_html_open(html, "label", "class", "labelled", NULL);
  cc_html_element(html, "span", "This contact", NULL);
  cc_html_open(html, "select", "name", "kind", NULL);
  cc_html_element(html, "option", "knows", "value", "knows", NULL);
  cc_html_element(html, "option", "was introduced by", "value", "introduced by", NULL);
  cc_html_close(html);
  cc_html_close(html);
  cc_html_open(html, "label", "class", "labelled", NULL);
  cc_html_element(html, "span", "Name", NULL);
  cc_html_void(html, "input", "name", "name", "type", "text", "class", "names", "required", "",
               "dir", "auto", NULL);
  cc_html_close(html);
  cc_button_write(html, NULL, "Add", "first");
  cc_html_close(html);
  cc_html_close(html);
}

gboolean cc_known_write(CcHtml *html, CcSite *site, const CardcatEntry *entry, GError **error) {
  if (entry->removed && entry->links->len == 0) return TRUE;
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_element(html, "h2", "Who knows whom", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
    write_list(html, site, entry, i);
  write_groups(html, site, entry);
  if (!entry->removed) {
    if (!write_offers(html, site, entry, error)) return FALSE;
    write_form(html, site, entry);
    write_join(html, site, entry);
  }
  cc_html_close(html);
  return TRUE;
}

/* ---- noted and taken away -------------------------------------------------------------------- */

/* The number at the end of "Ben Ash (7)", as the list of names writes it; 0: there is none. */
static gint64 number_of(const char *name) {
  const char *open = strrchr(name, '(');
  guint64 id = 0;
  g_autofree char *digits = open ? g_strndup(open + 1, strcspn(open + 1, ")")) : NULL;
  gboolean is_id = digits && g_str_has_suffix(name, ")") &&
                   g_ascii_string_to_unsigned(digits, 10, 1, G_MAXINT64, &id, NULL);
  return is_id ? (gint64)id : 0;
}

/* The other of REQUEST's link: chosen, or typed, which *NAME tells; FALSE: nobody. */
static gboolean take_other(const CcRequest *request, CardcatLinkKind *kind, gint64 *other,
                           const char **name, GError **error) {
  const char *kind_name = cc_request_field(request, "kind");
  *name = cc_request_field(request, "name");
  *other = cc_request_field_id(request, "other");
  if (*other == 0 && *name) *other = number_of(*name);
  if (kind_name && cardcat_link_kind_parse(kind_name, kind)) return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "link to whom?");
  return FALSE;
}

static void go_back(CcSite *site, const CcRequest *request, CcAnswer *answer, const char *news) {
  gint64 back = cc_request_field_id(request, "back");
  g_autofree char *path = cc_person_path(back > 0 ? back : request->id, NULL);
  cc_site_redirect(site, answer, path, news);
}

static gboolean link_two(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  CardcatLinkKind kind;
  gint64 other = 0;
  const char *name = NULL;
  if (!take_other(request, &kind, &other, &name, error) ||
      !cardcat_store_set_link(site->store, request->id, kind, other, name, TRUE, error))
    return FALSE;
  go_back(site, request, answer, "Added the link.");
  return TRUE;
}

static gboolean unlink_two(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           GError **error) {
  CardcatLinkKind kind;
  gint64 other = 0;
  const char *name = NULL;
  if (!take_other(request, &kind, &other, &name, error) ||
      !cardcat_store_set_link(site->store, request->id, kind, other, name, FALSE, error))
    return FALSE;
  go_back(site, request, answer, "Removed the link.");
  return TRUE;
}

/* Contacts by what was typed, "Ben Ash (7)" a line. */
static gboolean get_names(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  const char *words = cc_request_query(request, "q");
  g_autoptr(GPtrArray) found = cardcat_store_search(site->store, words, 0, NAMES_MAX, error);
  if (!found) return FALSE;
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < found->len; i++) {
    const CardcatEntry *entry = found->pdata[i];
    g_string_append_printf(out, "%s (%" G_GINT64_FORMAT ")\n", cc_person_label(entry->contact),
                           entry->id);
  }
  cc_answer_text(answer, 200, out->str);
  return TRUE;
}

const CcRoute cc_routes_known[] = {
    {FALSE, "/contacts/names", get_names, 0},
    {TRUE, "/contact/:id/link", link_two, 0},
    {TRUE, "/contact/:id/unlink", unlink_two, 0},
    {0},
};
