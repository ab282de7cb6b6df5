/* The picture that came with a contact: shown, and removed. */
#include "page/pages/pages.h"

#include <string.h>

/* Of its mark as much as tells one picture from another. */
#define SOURCE "/contact/%" G_GINT64_FORMAT "/%s?v=%.16s"

void cc_face_write(CcHtml *html, CardcatStore *store, const CardcatEntry *entry) {
  if (!entry->portrait) {
    cc_thumbnail_write(html, store, entry->cards);
    return;
  }
  g_autofree char *source =
      g_strdup_printf(SOURCE, entry->id, "portrait-small.jpg", entry->portrait);
  cc_thumbnail_img(html, source);
}

static void write_remove(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  g_autofree char *path = cc_person_path(entry->id, "drop-portrait");
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  cc_layout_form(html, site, path, "one");
  cc_html_hidden(html, "version", version);
  cc_icon_button(html, "cross", "Remove the picture");
  cc_html_close(html);
}

void cc_portrait_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  if (!entry->portrait) return;
  g_autofree char *source = g_strdup_printf(SOURCE, entry->id, "portrait.jpg", entry->portrait);
  cc_html_open(html, "figure", "class", "portrait", NULL);
  cc_html_open(html, "a", "href", source, NULL);
  cc_html_void(html, "img", "class", "card", "src", source, "alt", "Their picture", NULL);
  cc_html_close(html);
  if (!entry->removed) write_remove(html, site, entry);
  cc_html_close(html);
}

static gboolean get_portrait(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             GError **error) {
  g_autoptr(CardcatEntry) entry = cc_entry_of(site->store, request->id, error);
  if (!entry) return FALSE;
  if (!entry->portrait) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "contact %" G_GINT64_FORMAT " has no picture of its own", request->id);
    return FALSE;
  }
  answer->type = "image/jpeg";
  answer->body = cardcat_store_entry_picture(site->store, entry, error);
  answer->lasting = answer->body && cc_request_query(request, "v") != NULL;
  return answer->body != NULL;
}

static gboolean get_small(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  return get_portrait(site, request, answer, error) && cc_answer_shrink(answer, error);
}

static gboolean drop(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *path = cc_person_path(request->id, NULL);
  if (cc_person_changed(site, request, entry, path, answer)) return TRUE;
  if (!cardcat_store_drop_portrait(site->store, entry->id, error)) return FALSE;
  cc_site_redirect(site, answer, path, "Removed the picture.");
  return TRUE;
}

const CcRoute cc_routes_portrait[] = {
    {FALSE, "/contact/:id/portrait.jpg", get_portrait, 0},
    {FALSE, "/contact/:id/portrait-small.jpg", get_small, 0},
    {TRUE, "/contact/:id/drop-portrait", drop, 0},
    {0},
};
