/* Keeping in touch: how often with whom, and who was long not heard from. */
#include "page/pages/pages.h"

/* ---- on a contact's page --------------------------------------------------------------------- */

/* As forms send it; "" is what the tags say. */
static const struct {
  const char *interval, *label;
} usual[] = {
    {"1 month", "Every month"},
    {"3 months", "Every 3 months"},
    {"6 months", "Every 6 months"},
    {"1 year", "Every year"},
};

static void write_option(CcHtml *html, const char *value, const char *label, gboolean chosen) {
  cc_html_element(html, "option", label, "value", value, "selected", chosen ? "" : NULL, NULL);
}

/* What is set stays to be chosen, whatever it is. */
static void write_options(CcHtml *html, const CardcatEntry *entry, const CardcatTouch *touch) {
  const char *own = entry->keep_in_touch;
  gboolean is_off = g_strcmp0(own, CARDCAT_INTERVAL_OFF) == 0, found = !own || is_off;
  g_autofree char *by_tag =
      touch && touch->tag ? g_strdup_printf("Every %s, as tagged: %s", touch->interval, touch->tag)
                          : g_strdup(own ? "As the tags say" : "Not set");
  write_option(html, "", by_tag, !own);
  for (guint i = 0; i < G_N_ELEMENTS(usual); i++) {
    gboolean chosen = g_strcmp0(own, usual[i].interval) == 0;
    found = found || chosen;
    write_option(html, usual[i].interval, usual[i].label, chosen);
  }
  g_autofree char *other = found ? NULL : g_strdup_printf("Every %s", own);
  if (other) write_option(html, own, other, TRUE);
  write_option(html, CARDCAT_INTERVAL_OFF, "Never", is_off);
}

static void write_state(CcHtml *html, const CardcatTouch *touch, const CardcatMorning *morning) {
  g_autofree char *last = cc_day_say(touch->last), *due = cardcat_morning_day(morning, touch->due);
  g_autofree char *day = cc_day_say(due);
  cc_html_open(html, "p", "class", "quiet small", NULL);
  cc_html_textf(html, "Last in touch on %s; %s %s.", last,
                touch->due > morning->now ? "next on" : "due since", day);
  cc_html_close(html);
}

gboolean cc_touch_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                        GError **error) {
  g_autoptr(GPtrArray) intervals = cardcat_store_tag_intervals(site->store, error);
  if (!intervals) return FALSE;
  const CardcatMorning morning = cc_morning_now();
  g_autoptr(CardcatTouch) touch = cardcat_touch_of(entry, intervals, &morning);
  g_autofree char *path = cc_person_path(entry->id, "keep-in-touch");
  g_autofree char *version = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_element(html, "h2", "Keep in touch", NULL);
  if (touch) write_state(html, touch, &morning);
  cc_html_open(html, "div", "class", "acts", NULL);
  cc_layout_form(html, site, path, "acts");
  cc_html_hidden(html, "version", version);
  cc_html_open(html, "select", "name", "interval", "aria-label", "How often", NULL);
  write_options(html, entry, touch);
  cc_html_close(html);
  cc_html_element(html, "button", "Save", "type", "submit", "aria-label", "Save how often", NULL);
  cc_html_close(html);
  if (touch) cc_person_button(html, site, entry, "in-touch", "In touch today", NULL);
  cc_html_close(html);
  cc_html_close(html);
  return TRUE;
}

/* ---- on the page of whom to write to --------------------------------------------------------- */

/* The letter, begun in a mail program; owned; NULL: there is no address. */
static char *letter_of(const CardcatTouch *touch, const CardcatMorning *morning,
                       const CardcatSettings *settings) {
  const CardcatContact *contact = touch->entry->contact;
  const CardcatDraftOptions options = {.kind = CARDCAT_DRAFT_LINK,
                                       .name = settings ? settings->name : NULL,
                                       .email = settings ? settings->email : NULL};
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatDraft) draft = cardcat_touch_write(touch, morning, &options, &error);
  if (draft) return g_strdup(draft->place);
  g_debug("%s", error->message); /* an empty letter is better than none */
  return contact->emails->len > 0 ? cc_mail_link(contact->emails->pdata[0]) : NULL;
}

static void write_person(CcHtml *html, const CcSite *site, const CardcatTouch *touch,
                         const CardcatMorning *morning, const CardcatSettings *settings) {
  static const CcLater times[] = {
      {"7", "In a week"}, {"30", "In a month"}, {"90", "In three months"}, {NULL, NULL}};
  const CardcatEntry *entry = touch->entry;
  const CardcatContact *contact = entry->contact;
  const CardcatPhone *phone = cc_person_phone(contact);
  g_autofree char *mail = letter_of(touch, morning, settings);
  g_autofree char *call = !mail && phone ? cc_call_link(phone) : NULL;
  g_autofree char *last = cc_day_say(touch->last);
  cc_html_open(html, "li", "class", "due", NULL);
  cc_face_write(html, site->store, entry);
  cc_reach_write(html, entry);
  cc_html_open(html, "div", "class", "what", NULL);
  cc_html_open(html, "p", "class", "about", NULL);
  cc_html_text(html, "Last in touch on ");
  cc_html_element(html, "time", last, "datetime", touch->last, NULL);
  cc_html_textf(html, "; every %s", touch->interval);
  if (touch->tag) cc_html_textf(html, ", as tagged: %s", touch->tag);
  cc_html_close(html);
  cc_html_close(html);
  cc_html_open(html, "div", "class", "acts even", NULL);
  if (mail) cc_button_link(html, mail, "mail", "Write", "button soft");
  if (call) cc_button_link(html, call, "call", "Call", "button soft");
  cc_person_button(html, site, entry, "wrote-today", "Wrote today", NULL);
  cc_later_write(html, site, entry, "quiet", times, "let-be", "No need to keep in touch");
  cc_html_close(html);
  cc_html_close(html);
}

gboolean cc_touches_write(CcHtml *html, const CcSite *site, const CardcatMorning *morning,
                          guint *count, GError **error) {
  g_autoptr(GPtrArray) entries = cardcat_store_kept_in_touch(site->store, error);
  g_autoptr(GPtrArray) intervals = entries ? cardcat_store_tag_intervals(site->store, error) : NULL;
  if (!intervals) return FALSE;
  g_autoptr(GPtrArray) all = cardcat_touches(entries, intervals, morning, FALSE, NULL, NULL);
  *count = all->len;
  if (all->len == 0) return TRUE;
  g_autoptr(CardcatSettings) settings = cardcat_settings_load(NULL);
  cc_html_open(html, "section", "class", "section", NULL);
  cc_html_element(html, "h2", "Out of touch", NULL);
  cc_html_element(html, "p", "It has been longer than you wanted since you were last in touch.",
                  "class", "quiet small", NULL);
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = 0; i < MIN(all->len, CC_PEOPLE_PER_PAGE); i++)
    write_person(html, site, all->pdata[i], morning, settings);
  cc_html_close(html);
  cc_html_close(html);
  return TRUE;
}

/* ---- what is decided ------------------------------------------------------------------------- */

/* The contact that is meant, owned; *DONE: what another window did in between is shown instead. */
static CardcatEntry *begin(CcSite *site, const CcRequest *request, const char *path,
                           CcAnswer *answer, gboolean *done, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  *done = entry && cc_person_changed(site, request, entry, path, answer);
  return g_steal_pointer(&entry);
}

static gboolean keep(CcSite *site, const CcRequest *request, CcAnswer *answer, const char *path,
                     const char *interval, GError **error) {
  gboolean done = FALSE;
  g_autoptr(CardcatEntry) entry = begin(site, request, path, answer, &done, error);
  if (!entry || done) return entry != NULL;
  const char *asked = interval && *interval ? interval : NULL;
  if (!cardcat_store_keep_in_touch(site->store, entry->id, asked, error)) return FALSE;
  const char *label = cc_person_label(entry->contact);
  gboolean is_off = g_strcmp0(asked, CARDCAT_INTERVAL_OFF) == 0;
  g_autofree char *news =
      asked && !is_off
          ? g_strdup_printf("Keep in touch with %s: every %s.", label, asked)
          : g_strdup_printf("You are no longer reminded to keep in touch with %s.", label);
  if (!asked) g_clear_pointer(&news, g_free);
  cc_site_redirect(site, answer, path, news ? news : "Saved.");
  return TRUE;
}

static gboolean set_interval(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             GError **error) {
  g_autofree char *path = cc_person_path(request->id, NULL);
  return keep(site, request, answer, path, cc_pairs_get(request->form, "interval"), error);
}

static gboolean let_be(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return keep(site, request, answer, "/follow-ups", CARDCAT_INTERVAL_OFF, error);
}

static gboolean note(CcSite *site, const CcRequest *request, CcAnswer *answer, const char *path,
                     GError **error) {
  gboolean done = FALSE;
  g_autoptr(CardcatEntry) entry = begin(site, request, path, answer, &done, error);
  if (!entry || done) return entry != NULL;
  const CardcatMorning morning = cc_morning_now();
  g_autofree char *today = cardcat_morning_day(&morning, morning.now);
  if (!cardcat_store_note_in_touch(site->store, entry->id, today, error)) return FALSE;
  g_autofree char *news =
      g_strdup_printf("Noted: in touch with %s today.", cc_person_label(entry->contact));
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

static gboolean in_touch(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autofree char *path = cc_person_path(request->id, NULL);
  return note(site, request, answer, path, error);
}

static gboolean wrote_today(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            GError **error) {
  return note(site, request, answer, "/follow-ups", error);
}

static gboolean quiet(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  gboolean done = FALSE;
  g_autoptr(CardcatEntry) entry = begin(site, request, "/follow-ups", answer, &done, error);
  if (!entry || done) return entry != NULL;
  g_autofree char *day = NULL, *until = cc_morning_asked(request, &day);
  if (!cardcat_store_put_off_touch(site->store, entry->id, until, error)) return FALSE;
  g_autofree char *news =
      g_strdup_printf("%s is put off until %s.", cc_person_label(entry->contact), day);
  cc_site_redirect(site, answer, "/follow-ups", news);
  return TRUE;
}

const CcRoute cc_routes_touch[] = {
    {TRUE, "/contact/:id/keep-in-touch", set_interval, 0},
    {TRUE, "/contact/:id/in-touch", in_touch, 0},
    {TRUE, "/contact/:id/wrote-today", wrote_today, 0},
    {TRUE, "/contact/:id/quiet", quiet, 0},
    {TRUE, "/contact/:id/let-be", let_be, 0},
    {0},
};
