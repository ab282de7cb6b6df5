/* Set aside: cards that were rejected and photos that could not be read, to be tried again. */
#include "page/pages/pages.h"

#include <string.h>
#include <sys/stat.h>

#define CARDS_SHOWN_MAX 100

/* ---- cards -------------------------------------------------------------------------------------
 */

static gboolean write_card(CcHtml *html, CcSite *site, gint64 id, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, id, error);
  if (!card) return FALSE;
  const char *label = cc_person_label(cc_card_contact(card));
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/reconsider", id);
  g_autofree char *whole = g_strdup_printf("Review again: %s", label);
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(ids, id);
  cc_html_open(html, "li", NULL);
  cc_thumbnail_write(html, site->store, ids);
  cc_html_open(html, "div", "class", "who", NULL);
  cc_html_element(html, "h3", label, "dir", "auto", NULL);
  cc_person_describe(html, cc_card_contact(card));
  cc_html_close(html);
  cc_layout_form(html, site, path, "one");
  cc_html_element(html, "button", "Review again", "type", "submit", "aria-label", whole, NULL);
  cc_html_close(html);
  cc_html_close(html);
  return TRUE;
}

static gboolean write_cards(CcHtml *html, CcSite *site, const GArray *cards, GError **error) {
  if (cards->len == 0) return TRUE;
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_element(html, "h2", "Rejected cards", NULL);
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = 0; i < MIN(cards->len, CARDS_SHOWN_MAX); i++)
    if (!write_card(html, site, g_array_index(cards, gint64, i), error)) return FALSE;
  cc_html_close(html);
  cc_html_close(html);
  return TRUE;
}

static gboolean reconsider(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           GError **error) {
  if (!cardcat_store_reconsider_card(site->store, request->id, error)) return FALSE;
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT, request->id);
  cc_site_redirect(site, answer, path, "The card is back in the queue.");
  return TRUE;
}

/* ---- photos ------------------------------------------------------------------------------------
 */

static void write_choice(CcHtml *html, const CcSite *site, const CardcatFailure *failure,
                         const char *name, const char *action, const char *label,
                         const char *class_name) {
  g_autofree char *path = g_strdup_printf("/failed/%" G_GINT64_FORMAT "/%s", failure->id, action);
  g_autofree char *whole = g_strdup_printf("%s: %s", label, name);
  cc_layout_form(html, site, path, "one");
  cc_html_element(html, "button", label, "type", "submit", "aria-label", whole, "class", class_name,
                  NULL);
  cc_html_close(html);
}

static void write_photo(CcHtml *html, const CcSite *site, const CardcatFailure *failure) {
  g_autofree char *name = g_path_get_basename(failure->path), *day = cc_day_say(failure->added);
  cc_html_open(html, "li", "class", "failed", NULL);
  cc_html_open(html, "div", "class", "who", NULL);
  cc_html_element(html, "strong", name, "dir", "auto", NULL);
  cc_html_element(html, "span", failure->message, NULL);
  cc_html_open(html, "p", "class", "about", NULL);
  cc_html_textf(html, "Tried on %s", day);
  cc_html_close(html);
  cc_html_close(html);
  cc_html_open(html, "div", "class", "acts", NULL);
  write_choice(html, site, failure, name, "again", "Try again", NULL);
  write_choice(html, site, failure, name, "remove", "Remove", "plain");
  cc_html_close(html);
  cc_html_close(html);
}

static void write_photos(CcHtml *html, const CcSite *site, const GPtrArray *failures) {
  if (failures->len == 0) return;
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_element(html, "h2", "Photos that could not be read", NULL);
  cc_html_open(html, "ul", "class", "people failures", NULL);
  for (guint i = 0; i < failures->len; i++)
    write_photo(html, site, failures->pdata[i]);
  cc_html_close(html);
  cc_html_close(html);
}

/* The photo that failed and has this ID in LIST; NULL: it is not there any more. */
static const CardcatFailure *find(const GPtrArray *list, gint64 id, GError **error) {
  for (guint i = 0; i < list->len; i++) {
    const CardcatFailure *failure = list->pdata[i];
    if (failure->id == id) return failure;
  }
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                      "this photo is not in the list any more");
  return NULL;
}

/* The photo, owned, when it still lies where it was tried; NULL: it does not. */
static GBytes *bytes_of(const CardcatFailure *failure) {
  struct stat about;
  char *content = NULL;
  gsize length = 0;
  if (stat(failure->path, &about) != 0 || !S_ISREG(about.st_mode) ||
      about.st_size > (off_t)CARDCAT_PHOTO_BYTES_MAX ||
      !g_file_get_contents(failure->path, &content, &length, NULL))
    return NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  return g_str_equal(sum, failure->sha256) ? g_steal_pointer(&bytes) : NULL;
}

static gboolean try_again(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  g_autoptr(GPtrArray) list = cardcat_store_failures(site->store, error);
  const CardcatFailure *failure = list ? find(list, request->id, error) : NULL;
  if (!failure) return FALSE;
  guint kept = cc_intake_kept(site->intake, failure->sha256);
  g_autoptr(GBytes) bytes = kept ? NULL : bytes_of(failure);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  if (!kept && !bytes) {
    cc_site_redirect(site, answer, "/set-aside",
                     "The photo is not where it was. Add it again to have it read.");
    return TRUE;
  }
  gboolean well = kept ? cc_intake_try_again(site->intake, kept, error)
                       : cc_intake_add(site->intake, failure->path, bytes, meeting, error);
  if (well) cc_site_redirect(site, answer, "/add", NULL);
  return well;
}

static gboolean leave_out(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  g_autoptr(GPtrArray) list = cardcat_store_failures(site->store, error);
  const CardcatFailure *failure = list ? find(list, request->id, error) : NULL;
  if (!failure) return FALSE;
  guint kept = cc_intake_kept(site->intake, failure->sha256);
  gboolean well = kept ? cc_intake_remove(site->intake, kept, error)
                       : cardcat_store_forget_failure(site->store, failure->sha256, error);
  if (well) cc_site_redirect(site, answer, "/set-aside", "Removed the photo from the list.");
  return well;
}

/* ---- the page ----------------------------------------------------------------------------------
 */

static gboolean get_set_aside(CcSite *site, const CcRequest *request, CcAnswer *answer,
                              GError **error) {
  g_autoptr(GArray) cards = cardcat_store_rejected(site->store, error);
  g_autoptr(GPtrArray) failures = cards ? cardcat_store_failures(site->store, error) : NULL;
  g_autoptr(CcHtml) html =
      failures ? cc_layout_begin(site, request, "Set aside", "/add", error) : NULL;
  if (!html) return FALSE;
  cc_back_write(html, "/add", "Add cards");
  cc_html_element(html, "h1", "Set aside", NULL);
  cc_html_element(html, "p",
                  failures->len + cards->len > 0
                      ? "What did not become a contact. Nothing here is lost."
                      : "Nothing: every photo was read, and no card was rejected.",
                  "class", "quiet", NULL);
  write_photos(html, site, failures);
  if (!write_cards(html, site, cards, error)) return FALSE;
  cc_layout_end(site, g_steal_pointer(&html), answer);
  return TRUE;
}

const CcRoute cc_routes_set_aside[] = {
    {FALSE, "/set-aside", get_set_aside, 0},
    {TRUE, "/card/:id/reconsider", reconsider, 0},
    {TRUE, "/failed/:id/again", try_again, 0},
    {TRUE, "/failed/:id/remove", leave_out, 0},
    {0},
};
