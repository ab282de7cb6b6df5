/* Add cards: photos chosen, dropped or taken on the page, and how far they are. */
#include "page/pages/pages.h"

/* How often the page looks again where no script does. */
#define AGAIN_SECONDS "2"
/* So many cards are shown; what came before them is counted. */
#define SHOWN_MAX 60

/* ---- what came of the photos -------------------------------------------------------------------
 */

/* What can be done with a photo that was not read. */
static void write_choice(CcHtml *html, const CcSite *site, const CcIntakePhoto *photo,
                         const char *action, const char *label, const char *class_name) {
  g_autofree char *path = g_strdup_printf("/add/photo/%u/%s", photo->id, action);
  g_autofree char *whole = g_strdup_printf("%s: %s", label, photo->name);
  cc_layout_form(html, site, path, "choice");
  cc_html_element(html, "button", label, "type", "submit", "aria-label", whole, "class", class_name,
                  NULL);
  cc_html_close(html);
}

static void write_state(CcHtml *html, const CcIntakeCard *card) {
  cc_html_open(html, "span", "class",
               card->sure && card->doubtful == 0 ? "chip good" : "chip doubt", NULL);
  if (!card->name)
    cc_html_text(html, "No name");
  else if (card->doubtful > 0)
    cc_html_textf(html, "%u to check", card->doubtful);
  else
    cc_html_text(html, card->sure ? "Sure" : "To check");
  cc_html_close(html);
}

static void write_card(CcHtml *html, const CcSite *site, const CcIntakePhoto *photo,
                       const CcIntakeCard *card) {
  g_autofree char *link = g_strdup_printf("/review/%" G_GINT64_FORMAT, card->id);
  g_autofree char *key = g_strdup_printf("card-%" G_GINT64_FORMAT, card->id);
  g_autofree char *label = g_strdup_printf("Review: %s, %s",
                                           card->name   ? card->name
                                           : card->firm ? card->firm
                                                        : "no name",
                                           photo->name);
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(ids, card->id);
  cc_html_open(html, "li", "class", "tile read", "data-key", key, NULL);
  cc_thumbnail_write(html, site->store, ids);
  cc_html_open(html, "h3", NULL);
  cc_html_element(html, "a", card->name ? card->name : "No name", "href", link, "aria-label", label,
                  "dir", "auto", NULL);
  cc_html_close(html);
  cc_html_element(html, "p", card->firm ? card->firm : photo->name, "class", "about", "dir", "auto",
                  NULL);
  write_state(html, card);
  if (photo->message) cc_html_element(html, "p", photo->message, "class", "about", NULL);
  cc_html_close(html);
}

static void write_waiting(CcHtml *html, const CcIntakePhoto *photo) {
  static const char *const classes[] = {"tile waiting", "tile reading", "tile read", "tile known",
                                        "tile failed"};
  static const char *const labels[] = {"waiting", "being read …", "read", "", "not read"};
  g_autofree char *key = g_strdup_printf("photo-%u", photo->id);
  cc_html_open(html, "li", "class", classes[photo->stage], "data-key", key, NULL);
  cc_html_open(html, "span", "class", "thumbnail", NULL);
  cc_icon_write(html, photo->stage == CC_INTAKE_KNOWN ? "check" : "photo");
  cc_html_close(html);
  cc_html_element(html, "h3", photo->name, "dir", "auto", NULL);
  cc_html_open(html, "p", "class", "about", NULL);
  cc_html_text(html, photo->message ? photo->message : labels[photo->stage]);
  if (photo->so_far > 0)
    cc_html_textf(html, " %u %s so far", photo->so_far, photo->so_far == 1 ? "card" : "cards");
  cc_html_close(html);
  cc_html_close(html);
}

static void write_tiles(CcHtml *html, const CcSite *site) {
  guint shown = 0;
  cc_html_open(html, "ul", "class", "photos", NULL);
  for (guint i = cc_intake_count(site->intake); i > 0 && shown < SHOWN_MAX; i--) {
    const CcIntakePhoto *photo = cc_intake_photo(site->intake, i - 1);
    if (photo->stage == CC_INTAKE_FAILED) continue;
    for (guint k = 0; k < photo->cards->len; k++, shown++)
      write_card(html, site, photo, photo->cards->pdata[k]);
    if (photo->cards->len > 0) continue;
    write_waiting(html, photo);
    shown++;
  }
  cc_html_close(html);
}

static void write_failed(CcHtml *html, const CcSite *site, const CcIntakePhoto *photo) {
  g_autofree char *key = g_strdup_printf("photo-%u", photo->id);
  cc_html_open(html, "li", "class", "failed", "data-key", key, NULL);
  cc_html_open(html, "div", "class", "who", NULL);
  cc_html_element(html, "strong", photo->name, "dir", "auto", NULL);
  cc_html_open(html, "span", NULL);
  cc_html_textf(html, "not read: %s", photo->message ? photo->message : "");
  cc_html_close(html);
  cc_html_close(html);
  if (photo->is_kept) {
    cc_html_open(html, "div", "class", "acts", NULL);
    write_choice(html, site, photo, "again", "Try again", NULL);
    write_choice(html, site, photo, "remove", "Remove", "plain");
    cc_html_close(html);
  }
  cc_html_close(html);
}

static void write_all_failed(CcHtml *html, const CcSite *site) {
  const CcIntake *intake = site->intake;
  guint failed = 0;
  for (guint i = 0; i < cc_intake_count(intake); i++)
    failed += cc_intake_photo(intake, i)->stage == CC_INTAKE_FAILED ? 1 : 0;
  if (failed == 0) return;
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_open(html, "h2", NULL);
  cc_html_textf(html, "%u %s could not be read", failed, failed == 1 ? "photo" : "photos");
  cc_html_close(html);
  cc_html_open(html, "ul", "class", "people failures", NULL);
  for (guint i = cc_intake_count(intake); i > 0; i--) {
    const CcIntakePhoto *photo = cc_intake_photo(intake, i - 1);
    if (photo->stage == CC_INTAKE_FAILED) write_failed(html, site, photo);
  }
  cc_html_close(html);
  cc_html_close(html);
}

static guint found(const CcIntake *intake) {
  guint cards = 0;
  for (guint i = 0; i < cc_intake_count(intake); i++)
    cards += cc_intake_photo(intake, i)->cards->len;
  return cards;
}

static void write_bar(CcHtml *html, const CcIntake *intake) {
  guint count = cc_intake_count(intake), open = cc_intake_open(intake), cards = found(intake);
  g_autofree char *all = g_strdup_printf("%u", count), *done = g_strdup_printf("%u", count - open);
  if (count == 0) return;
  cc_html_open(html, "div", "class", "acts between", NULL);
  cc_html_open(html, "p", "id", "intake-count", NULL);
  cc_html_textf(html, "%u of %u %s done", count - open, count, count == 1 ? "photo" : "photos");
  if (cards > 0) cc_html_textf(html, ", %u %s found", cards, cards == 1 ? "card" : "cards");
  cc_html_close(html);
  if (cards > 0)
    cc_html_element(html, "a", open > 0 ? "Start reviewing" : "Review them", "href", "/review",
                    "class", "button first", NULL);
  cc_html_close(html);
  cc_html_element(html, "progress", NULL, "max", all, "value", done, "aria-label", "Photos read",
                  NULL);
}

static void write_wanted(CcHtml *html, const CcIntakeCard *card) {
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT, card->id);
  const char *name = card->name ? card->name : card->firm ? card->firm : "This card";
  cc_html_open(html, "div", "class", "banner wanted", "role", "status", NULL);
  cc_html_open(html, "p", "dir", "auto", NULL);
  cc_html_element(html, "a", name, "href", path, NULL);
  cc_html_textf(html, " – you want to meet: %s", card->wanted);
  cc_html_close(html);
  cc_html_close(html);
}

/* Cards of whom one wishes to meet. */
static void write_all_wanted(CcHtml *html, const CcIntake *intake) {
  for (guint i = cc_intake_count(intake); i > 0; i--) {
    const CcIntakePhoto *photo = cc_intake_photo(intake, i - 1);
    for (guint k = 0; k < photo->cards->len; k++) {
      const CcIntakeCard *card = photo->cards->pdata[k];
      if (card->wanted) write_wanted(html, card);
    }
  }
}

static void write_progress(CcHtml *html, const CcSite *site) {
  g_autofree char *left = g_strdup_printf("%u", cc_intake_open(site->intake));
  cc_html_open(html, "section", "id", "intake", "aria-label", "Photos added", "data-open", left,
               NULL);
  write_bar(html, site->intake);
  write_all_wanted(html, site->intake);
  write_tiles(html, site);
  write_all_failed(html, site);
  cc_html_close(html);
}

/* ---- what is added -----------------------------------------------------------------------------
 */

static void write_meeting(CcHtml *html) {
  cc_html_open(html, "fieldset", "class", "batch", NULL);
  cc_html_element(html, "legend", "How you met", NULL);
  cc_labelled_write(html, "Event", "event", "text", NULL);
  cc_labelled_write(html, "Met on (empty: the photo's day)", "met_on", "date", NULL);
  cc_labelled_write(html, "Introduced by", "introduced_by", "text", NULL);
  cc_labelled_write(html, "Tags, separated by commas", "tags", "text", NULL);
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", "checkbox", "name", "follow_up", "value", "yes", "checked",
               "", NULL);
  cc_html_element(html, "span", "Follow up", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_camera(CcHtml *html) {
  cc_html_open(html, "section", "id", "camera", "aria-label", "Camera", "hidden", "", NULL);
  cc_html_element(html, "video", NULL, "id", "camera-view", "playsinline", "", "muted", "",
                  "hidden", "", "aria-label", "What the camera sees", NULL);
  cc_html_open(html, "div", "class", "acts", NULL);
  cc_html_open(html, "button", "type", "button", "id", "camera-start", NULL);
  cc_icon_write(html, "camera");
  cc_html_text(html, "Use the camera");
  cc_html_close(html);
  cc_html_element(html, "button", "Take a photo", "type", "button", "id", "camera-take", "class",
                  "first", "hidden", "", NULL);
  cc_html_element(html, "button", "Stop the camera", "type", "button", "id", "camera-stop",
                  "hidden", "", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

/* A file input that looks like a button where a script sends what is chosen. */
static void write_pick(CcHtml *html, const char *id, const char *icon, const char *label,
                       const char *class_name, gboolean folder) {
  g_autofree char *endings = cardcat_photo_endings();
  g_autofree char *accept = g_strconcat("image/*,", endings, NULL);
  cc_html_open(html, "label", "class", class_name, "for", id, NULL);
  cc_icon_write(html, icon);
  cc_html_text(html, label);
  cc_html_close(html);
  cc_html_void(html, "input", "type", "file", "id", id, "name", "photo", "multiple", "", "accept",
               folder ? NULL : accept, "webkitdirectory", folder ? "" : NULL, "data-accept", accept,
               NULL);
}

static void write_form(CcHtml *html, const CcSite *site) {
  cc_html_open(html, "form", "method", "post", "action", "/add/photos", "enctype",
               "multipart/form-data", "id", "add", "class", "add", NULL);
  cc_html_hidden(html, "token", cc_guard_token(site->guard));
  write_meeting(html);
  cc_html_open(html, "section", "class", "dropzone", "aria-label", "Photos", NULL);
  cc_mark_write(html);
  cc_html_element(html, "h2", "Drop photos or a whole folder here", "id", "drop-hint", "hidden", "",
                  NULL);
  cc_html_element(html, "p", "One card or a table full of them: JPEG, PNG, HEIC, WebP, TIFF, PDF …",
                  "class", "quiet small", NULL);
  cc_html_open(html, "div", "class", "acts picks", NULL);
  write_pick(html, "photos", "photo", "Choose photos", "button first", FALSE);
  write_pick(html, "folder", "folder", "Choose a folder", "button", TRUE);
  cc_html_element(html, "button", "Add the photos", "type", "submit", "class", "first unscripted",
                  NULL);
  cc_html_close(html);
  write_camera(html);
  cc_html_element(html, "p", NULL, "id", "add-status", "role", "status", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_head(CcHtml *html) {
  cc_html_open(html, "div", "class", "head", NULL);
  cc_html_element(html, "h1", "Add cards", NULL);
  cc_button_link(html, "/set-aside", "remove", "Set aside", "button plain");
  cc_html_close(html);
}

static gboolean get_add(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Add cards", "/add", error);
  if (!html) return FALSE;
  write_head(html);
  write_form(html, site);
  write_progress(html, site);
  if (cc_intake_open(site->intake) > 0) {
    cc_html_open(html, "noscript", NULL);
    cc_html_void(html, "meta", "http-equiv", "refresh", "content", AGAIN_SECONDS, NULL);
    cc_html_close(html);
  }
  cc_script_write(html, "folder-add.js");
  cc_events_write(html, site->store);
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
    cc_answer_text(answer, 503, "Many photos are waiting to be read already: add these later.\n");
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
  cc_site_redirect(site, answer, "/add", "Removed the photo.");
  return TRUE;
}

const CcRoute cc_routes_add[] = {
    {FALSE, "/add", get_add, 0},
    {TRUE, "/add/photo/:id/again", post_again, 0},
    {TRUE, "/add/photo/:id/remove", post_remove, 0},
    {TRUE, "/add/photos", post_photos, CARDCAT_PHOTO_BYTES_MAX + CC_FORM_BYTES_MAX},
    {0},
};
