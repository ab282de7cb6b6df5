/* Add cards: photos chosen, dropped or taken on the page, and how far they are. */
#include "page/pages/pages.h"

/* How often the page looks again where no script does. */
#define AGAIN_SECONDS "2"

static const char *stage_label(const CcIntakePhoto *photo) {
  static const char *const labels[] = {"waiting", "being read", "read", "known", "not read"};
  return labels[photo->stage];
}

/* What can be done with a photo that was not read. */
static void write_choice(CcHtml *html, const CcSite *site, const CcIntakePhoto *photo,
                         const char *action, const char *label) {
  g_autofree char *path = g_strdup_printf("/add/photo/%u/%s", photo->id, action);
  g_autofree char *whole = g_strdup_printf("%s: %s", label, photo->name);
  cc_layout_form(html, site, path, "choice");
  cc_html_element(html, "button", label, "type", "submit", "aria-label", whole, NULL);
  cc_html_close(html);
}

static void write_photo(CcHtml *html, const CcSite *site, const CcIntakePhoto *photo) {
  static const char *const classes[] = {"waiting", "reading", "read", "known", "failed"};
  cc_html_open(html, "li", "class", classes[photo->stage], NULL);
  cc_html_element(html, "strong", photo->name, "dir", "auto", NULL);
  cc_html_open(html, "span", NULL);
  cc_html_textf(html, "%s", stage_label(photo));
  if (photo->cards > 0)
    cc_html_textf(html, ": %u %s", photo->cards, photo->cards == 1 ? "card" : "cards");
  if (photo->message) cc_html_textf(html, ": %s", photo->message);
  cc_html_close(html);
  if (photo->card) {
    g_autofree char *link = g_strdup_printf("/review/%" G_GINT64_FORMAT, photo->card);
    g_autofree char *label = g_strdup_printf("Review: %s", photo->name);
    cc_html_element(html, "a", "Review", "href", link, "aria-label", label, NULL);
  }
  if (photo->is_kept) {
    write_choice(html, site, photo, "again", "Try again");
    write_choice(html, site, photo, "remove", "Remove");
  }
  cc_html_close(html);
}

static void write_progress(CcHtml *html, const CcSite *site) {
  const CcIntake *intake = site->intake;
  guint count = cc_intake_count(intake), open = cc_intake_open(intake);
  g_autofree char *all = g_strdup_printf("%u", count), *left = g_strdup_printf("%u", open);
  g_autofree char *done = g_strdup_printf("%u", count - open);
  cc_html_open(html, "section", "id", "intake", "aria-label", "Photos added", "data-open", left,
               NULL);
  if (count > 0) {
    cc_html_open(html, "p", "id", "intake-count", NULL);
    cc_html_textf(html, "%u of %u photos done", count - open, count);
    cc_html_close(html);
    cc_html_element(html, "progress", NULL, "max", all, "value", done, "aria-label", "Photos read",
                    NULL);
  }
  cc_html_open(html, "ul", "class", "photos", NULL);
  for (guint i = count; i > 0; i--)
    write_photo(html, site, cc_intake_photo(intake, i - 1));
  cc_html_close(html);
  cc_html_close(html);
}

static void write_field(CcHtml *html, const char *label, const char *name, const char *type) {
  cc_html_open(html, "label", NULL);
  cc_html_element(html, "span", label, NULL);
  cc_html_void(html, "input", "name", name, "type", type, NULL);
  cc_html_close(html);
}

static void write_meeting(CcHtml *html) {
  cc_html_open(html, "details", "class", "parts", NULL);
  cc_html_element(html, "summary", "How you met them", NULL);
  write_field(html, "Event", "event", "text");
  write_field(html, "Met on", "met_on", "date");
  write_field(html, "Introduced by", "introduced_by", "text");
  write_field(html, "Tags, with commas", "tags", "text");
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", "checkbox", "name", "follow_up", "value", "yes", "checked",
               "", NULL);
  cc_html_element(html, "span", "Follow up", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_camera(CcHtml *html) {
  cc_html_open(html, "section", "id", "camera", "aria-label", "Camera", "hidden", "", NULL);
  cc_html_element(html, "button", "Use the camera", "type", "button", "id", "camera-start", NULL);
  cc_html_element(html, "video", NULL, "id", "camera-view", "playsinline", "", "muted", "",
                  "hidden", "", "aria-label", "What the camera sees", NULL);
  cc_html_element(html, "button", "Take a photo", "type", "button", "id", "camera-take", "hidden",
                  "", NULL);
  cc_html_element(html, "button", "Stop the camera", "type", "button", "id", "camera-stop",
                  "hidden", "", NULL);
  cc_html_close(html);
}

static void write_form(CcHtml *html, const CcSite *site) {
  g_autofree char *endings = cardcat_photo_endings();
  g_autofree char *accept = g_strconcat("image/*,", endings, NULL);
  cc_html_open(html, "form", "method", "post", "action", "/add/photos", "enctype",
               "multipart/form-data", "id", "add", "class", "add", NULL);
  cc_html_hidden(html, "token", cc_guard_token(site->guard));
  cc_html_element(html, "label", "Photos of cards", "for", "photos", NULL);
  cc_html_void(html, "input", "type", "file", "id", "photos", "name", "photo", "multiple", "",
               "accept", accept, NULL);
  cc_html_element(html, "p", "Or drop them anywhere on this page.", "id", "drop-hint", "class",
                  "about", "hidden", "", NULL);
  write_meeting(html);
  cc_html_element(html, "button", "Add the photos", "type", "submit", "class", "first", NULL);
  cc_html_element(html, "p", NULL, "id", "add-status", "role", "status", NULL);
  cc_html_close(html);
}

static gboolean get_add(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Add cards", "/add", error);
  if (!html) return FALSE;
  g_autofree char *script = cc_asset_path("add.js");
  cc_html_element(html, "h1", "Add cards", NULL);
  write_form(html, site);
  write_camera(html);
  write_progress(html, site);
  if (cc_intake_open(site->intake) > 0) {
    cc_html_open(html, "noscript", NULL);
    cc_html_void(html, "meta", "http-equiv", "refresh", "content", AGAIN_SECONDS, NULL);
    cc_html_close(html);
  }
  cc_html_element(html, "script", NULL, "src", script, "defer", "", NULL);
  cc_layout_end(site, html, answer);
  return TRUE;
}

static gboolean post_photos(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            GError **error) {
  g_autoptr(CardcatMeeting) fresh = cardcat_meeting_new();
  g_autoptr(CardcatMeeting) meeting = cc_form_meeting(request->form, fresh, error);
  if (!meeting) return FALSE;
  if (request->uploads->len == 0) {
    cc_site_redirect(site, answer, "/add", "No photo was chosen.");
    return TRUE;
  }
  if (!cc_intake_has_room(site->intake)) {
    cc_answer_text(answer, 503, "Many photos wait to be read already: add these later.\n");
    return TRUE;
  }
  for (guint i = 0; i < request->uploads->len; i++) {
    const CcUpload *upload = request->uploads->pdata[i];
    if (!cc_intake_add(site->intake, upload->name, upload->bytes, meeting, error)) return FALSE;
  }
  cc_site_redirect(site, answer, "/add", NULL);
  return TRUE;
}

static gboolean post_again(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           GError **error) {
  if (!cc_intake_try_again(site->intake, (guint)MIN(request->id, G_MAXUINT), error)) return FALSE;
  cc_site_redirect(site, answer, "/add", NULL);
  return TRUE;
}

static gboolean post_remove(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            GError **error) {
  if (!cc_intake_remove(site->intake, (guint)MIN(request->id, G_MAXUINT), error)) return FALSE;
  cc_site_redirect(site, answer, "/add", NULL);
  return TRUE;
}

const CcRoute cc_routes_add[] = {
    {FALSE, "/add", get_add, 0},
    {TRUE, "/add/photo/:id/again", post_again, 0},
    {TRUE, "/add/photo/:id/remove", post_remove, 0},
    {TRUE, "/add/photos", post_photos, CARDCAT_PHOTO_BYTES_MAX + CC_FORM_BYTES_MAX},
    {0},
};
