/* One contact, to be read: its cards, how to reach it, how it was met; removed and restored. */
#include "page/pages/pages.h"

/* ---- its cards ------------------------------------------------------------------------------- */

static void write_picture(CcHtml *html, const CardcatCard *card, gboolean back) {
  const CardcatReading *side = back ? card->reading->back : card->reading;
  g_autofree char *source = cc_picture_address(card, back);
  if (!source) return;
  g_autofree char *width = g_strdup_printf("%d", side->width);
  g_autofree char *height = g_strdup_printf("%d", side->height);
  const char *label = back ? "The back of the card" : "The front of the card";
  cc_html_open(html, "a", "href", source, NULL);
  cc_html_void(html, "img", "class", "card", "src", source, "width", width, "height", height, "alt",
               label, NULL);
  cc_html_close(html);
}

/* The way to the photo, or that there is none any more. */
static void write_photo(CcHtml *html, const CcSite *site, const CardcatCard *card,
                        const char *day) {
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/photo", card->id);
  cc_html_open(html, "figcaption", "class", "quiet small", NULL);
  if (cc_original_may_be_there(site->store, card->reading))
    cc_html_element(html, "a", "The photo", "href", path, NULL);
  else
    cc_html_text(html, "The photo is not here any more");
  if (day) cc_html_textf(html, " · taken on %s", day);
  cc_html_close(html);
}

gboolean cc_person_pictures(CcHtml *html, CcSite *site, const CardcatEntry *entry, GError **error) {
  cc_html_open(html, "section", "class", "cards", "aria-label", "Cards", NULL);
  cc_portrait_write(html, site, entry);
  for (guint i = 0; i < entry->cards->len; i++) {
    g_autoptr(CardcatCard) card =
        cardcat_store_get_card(site->store, g_array_index(entry->cards, gint64, i), error);
    if (!card) return FALSE;
    g_autofree char *day = card->reading->taken ? cc_day_say(card->reading->taken) : NULL;
    cc_html_open(html, "figure", NULL);
    write_picture(html, card, FALSE);
    write_picture(html, card, TRUE);
    write_photo(html, site, card, day);
    cc_html_close(html);
  }
  if (entry->cards->len == 0 && !entry->portrait)
    cc_html_element(html, "p", "There is no card of this contact.", "class", "empty", NULL);
  cc_html_close(html);
  return TRUE;
}

/* ---- what is known --------------------------------------------------------------------------- */

static void write_fact(CcHtml *html, const CardcatContact *contact, const CcField *field) {
  g_autofree char *link = cc_value_link(contact, field->field, field->index);
  g_autofree char *copy = g_strdup_printf("Copy %s: %s", field->label, field->value);
  gboolean is_web = field->field == CARDCAT_FIELD_URLS;
  cc_html_element(html, "dt", field->label, NULL);
  cc_html_open(html, "dd", NULL);
  if (link)
    cc_html_element(html, "a", field->value, "href", link, "target", is_web ? "_blank" : NULL,
                    "rel", is_web ? "noopener noreferrer" : NULL, "dir", "auto", NULL);
  else
    cc_html_element(html, "span", field->value, "dir", "auto", NULL);
  cc_html_open(html, "button", "type", "button", "class", "plain square copy", "data-copy",
               field->value, "aria-label", copy, "hidden", "", NULL);
  cc_icon_write(html, "copy");
  cc_html_close(html);
  cc_html_close(html);
}

static void write_facts(CcHtml *html, const CardcatContact *contact) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(contact);
  cc_html_open(html, "dl", "class", "facts", NULL);
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    gboolean is_headed = field->field == CARDCAT_FIELD_NAME ||
                         (contact->name.full && field->field == CARDCAT_FIELD_ORGANIZATION) ||
                         (field->field == CARDCAT_FIELD_TITLES && field->index == 0);
    if (!is_headed) write_fact(html, contact, field);
  }
  cc_html_close(html);
}

static void write_change(CcHtml *html, const char *what, const char *when) {
  if (!when) return;
  g_autofree char *day = cc_day_say(when);
  cc_html_open(html, "li", NULL);
  cc_html_textf(html, "%s on %s", what, day);
  cc_html_close(html);
}

static void write_history(CcHtml *html, const CardcatEntry *entry) {
  cc_html_open(html, "details", "class", "section", NULL);
  cc_html_element(html, "summary", "History", NULL);
  cc_html_open(html, "ul", "class", "quiet small", NULL);
  write_change(html, "Removed", entry->removed);
  write_change(html, "Last changed", entry->changed);
  write_change(html, "You wrote", entry->meeting->followed_up);
  write_change(html, "Saved", entry->created);
  cc_html_close(html);
  cc_html_close(html);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void write_firm(CcHtml *html, const CardcatContact *contact) {
  const char *title = contact->titles->len > 0 ? contact->titles->pdata[0] : NULL;
  const char *firm = contact->name.full ? contact->organization : NULL;
  if (!title && !firm) return;
  cc_html_open(html, "p", "class", "post", "dir", "auto", NULL);
  cc_html_textf(html, "%s%s", title ? title : "", title && firm ? ", " : "");
  if (firm) {
    g_autofree char *query = g_uri_escape_string(firm, NULL, FALSE);
    g_autofree char *path = g_strconcat("/contacts?q=", query, NULL);
    cc_html_element(html, "a", firm, "href", path, NULL);
  }
  cc_html_close(html);
}

static gboolean is_due(const CardcatEntry *entry) {
  for (guint i = 0; !entry->removed && i < entry->meetings->len; i++)
    if (cardcat_meeting_is_to_write(entry->meetings->pdata[i])) return TRUE;
  return FALSE;
}

/* The tags of all meetings, each once; borrowed. */
static GPtrArray *tags_of(const CardcatEntry *entry) {
  GPtrArray *tags = g_ptr_array_new();
  for (guint i = 0; i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    for (guint k = 0; k < meeting->tags->len; k++)
      if (!g_ptr_array_find_with_equal_func(tags, meeting->tags->pdata[k], g_str_equal, NULL))
        g_ptr_array_add(tags, meeting->tags->pdata[k]);
  }
  return tags;
}

static void write_chips(CcHtml *html, const CardcatEntry *entry) {
  g_autoptr(GPtrArray) tags = tags_of(entry);
  gboolean due = is_due(entry);
  if (tags->len == 0 && !due && !entry->removed) return;
  cc_html_open(html, "p", "class", "acts chips", NULL);
  for (guint i = 0; i < tags->len; i++)
    cc_html_element(html, "span", tags->pdata[i], "class", "chip", "dir", "auto", NULL);
  if (due) {
    cc_html_open(html, "a", "class", "chip good", "href", "/follow-ups", NULL);
    cc_icon_write(html, "clock");
    cc_html_text(html, "To write to");
    cc_html_close(html);
  }
  if (entry->removed) cc_html_element(html, "span", "Removed", "class", "chip doubt", NULL);
  cc_html_close(html);
}

/* "Write": after a meeting that asks for it a letter; FALSE: there is no address. */
static gboolean write_letter(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  const CardcatMorning morning = cc_morning_now();
  g_autoptr(CardcatSettings) settings = cardcat_settings_load(NULL);
  g_autoptr(GPtrArray) one = g_ptr_array_new();
  g_ptr_array_add(one, (gpointer)entry);
  g_autoptr(GPtrArray) due = cardcat_follow_ups(one, &morning, CARDCAT_FOLLOW_UPS_OPEN, NULL, NULL);
  if (due->len > 0)
    return cc_letter_write(html, site, due->pdata[0], &morning, settings, "button first", NULL);
  const GPtrArray *emails = entry->contact->emails;
  g_autofree char *mail = emails->len > 0 ? cc_mail_link(emails->pdata[0]) : NULL;
  if (mail) cc_button_link(html, mail, "mail", "Write", "button first");
  return mail != NULL;
}

static void write_acts(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  const CardcatPhone *phone = cc_person_phone(entry->contact);
  g_autofree char *call = phone ? cc_call_link(phone) : NULL;
  g_autofree char *edit = cc_person_path(entry->id, "edit");
  cc_html_open(html, "div", "class", "acts even", NULL);
  if (entry->removed) {
    cc_person_button(html, site, entry, "restore", "Restore", "first");
  } else {
    gboolean mail = write_letter(html, site, entry);
    if (call) cc_button_link(html, call, "call", "Call", mail ? "button" : "button first");
    cc_button_link(html, edit, "edit", "Edit", "button");
  }
  cc_html_close(html);
}

static void write_more(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  if (entry->removed) return;
  g_autofree char *merge = cc_person_path(entry->id, "merge");
  cc_html_open(html, "div", "class", "acts section", NULL);
  cc_button_link(html, merge, "same", "Merge with another", "button");
  cc_person_button(html, site, entry, "remove", "Remove", "plain");
  cc_html_close(html);
}

static gboolean get_contact(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            GError **error) {
  g_autoptr(CardcatEntry) entry = cc_entry_of(site->store, request->id, error);
  if (!entry) return FALSE;
  const char *label = cc_person_label(entry->contact);
  g_autoptr(CcHtml) html = cc_layout_begin(site, request, label, "/contacts", error);
  if (!html) return FALSE;
  cc_back_write(html, "/contacts", "All contacts");
  cc_html_open(html, "div", "class", "contact-page", NULL);
  if (!cc_person_pictures(html, site, entry, error)) return FALSE;
  cc_html_open(html, "article", NULL);
  cc_html_element(html, "h1", label, "dir", "auto", NULL);
  write_firm(html, entry->contact);
  write_chips(html, entry);
  write_acts(html, site, entry);
  write_facts(html, entry->contact);
  cc_jobs_write(html, site, entry);
  cc_meetings_write(html, site, entry);
  if (!entry->removed && !cc_touch_write(html, site, entry, error)) return FALSE;
  if (!cc_known_write(html, site, entry, error)) return FALSE;
  write_history(html, entry);
  write_more(html, site, entry);
  cc_html_close(html);
  cc_html_close(html);
  cc_undo_write(html, site, "/contacts");
  cc_script_write(html, "copy-names-letter.js");
  cc_events_write(html, site->store);
  cc_layout_end(site, g_steal_pointer(&html), answer);
  return TRUE;
}

/* ---- removed and restored -------------------------------------------------------------------- */

static gboolean take_out(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *path = cc_person_path(entry->id, NULL);
  if (cc_person_changed(site, request, entry, path, answer)) return TRUE;
  if (!cardcat_store_remove_contact(site->store, entry->id, error)) return FALSE;
  g_autofree char *news = g_strdup_printf("Removed %s.", cc_person_label(entry->contact));
  cc_site_redirect(site, answer, "/contacts", news);
  return TRUE;
}

static gboolean restore(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  if (!cardcat_store_restore_contact(site->store, request->id, error)) return FALSE;
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  g_autofree char *news = g_strdup_printf("Restored %s.", cc_person_label(entry->contact));
  g_autofree char *path = cc_person_path(entry->id, NULL);
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

const CcRoute cc_routes_contact[] = {
    {FALSE, "/contact/:id", get_contact, 0},
    {TRUE, "/contact/:id/remove", take_out, 0},
    {TRUE, "/contact/:id/restore", restore, 0},
    {0},
};
