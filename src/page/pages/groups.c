/* Events and groups: where people were met, to whom they belong; each with its people. */
#include "page/pages/pages.h"

static char *path_of(const char *kind, const char *name) {
  g_autofree char *query = g_uri_escape_string(name, NULL, FALSE);
  return g_strdup_printf("/%s?name=%s", kind, query);
}

static void write_row(CcHtml *html, const char *kind, const char *name, const char *about,
                      gint64 people) {
  g_autofree char *path = path_of(kind, name);
  cc_html_open(html, "li", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_open(html, "h3", NULL);
  cc_html_element(html, "a", name, "href", path, "dir", "auto", NULL);
  cc_html_close(html);
  if (*about) cc_html_element(html, "p", about, "class", "about", "dir", "auto", NULL);
  cc_html_close(html);
  cc_html_open(html, "p", "class", "quiet small", NULL);
  cc_html_textf(html, "%" G_GINT64_FORMAT " %s", people, people == 1 ? "person" : "people");
  cc_html_close(html);
  cc_html_close(html);
}

/* What is known of EVENT beside its name, owned. */
static char *about_event(const CardcatEvent *event) {
  g_autofree char *from = event->starts ? cc_day_say(event->starts) : NULL;
  g_autofree char *to =
      event->ends && g_strcmp0(event->starts, event->ends) != 0 ? cc_day_say(event->ends) : NULL;
  const char *parts[] = {event->group, event->place, from};
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
  if (to) g_string_append_printf(out, "%s to %s", from ? "" : ",", to);
  return g_strdup(out->str);
}

/* ---- all of them ----------------------------------------------------------------------------- */

static void write_groups(CcHtml *html, const GPtrArray *groups) {
  cc_html_element(html, "h2", "Groups", "class", "section", NULL);
  if (groups->len == 0)
    cc_html_element(html, "p",
                    "Such as an association or a meetup. You add people on their own pages.",
                    "class", "quiet", NULL);
  cc_html_open(html, "ul", "class", "occasions", NULL);
  for (guint i = 0; i < groups->len; i++) {
    const CardcatGroup *group = groups->pdata[i];
    write_row(html, "group", group->name, group->place ? group->place : "", group->people);
  }
  cc_html_close(html);
}

static void write_events(CcHtml *html, const GPtrArray *events) {
  cc_html_element(html, "h2", "Events", "class", "section", NULL);
  if (events->len == 0)
    cc_html_element(html, "p",
                    "Say where you got your cards when you add them: their events are listed here.",
                    "class", "quiet", NULL);
  cc_html_open(html, "ul", "class", "occasions", NULL);
  for (guint i = 0; i < events->len; i++) {
    const CardcatEvent *event = events->pdata[i];
    g_autofree char *about = about_event(event);
    write_row(html, "event", event->name, about, event->people);
  }
  cc_html_close(html);
}

static gboolean get_groups(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           GError **error) {
  g_autoptr(GPtrArray) groups = cardcat_store_groups(site->store, error);
  g_autoptr(GPtrArray) events = groups ? cardcat_store_events(site->store, error) : NULL;
  CcHtml *html =
      events ? cc_layout_begin(site, request, "Events and groups", "/contacts", error) : NULL;
  if (!html) return FALSE;
  cc_back_write(html, "/contacts", "All contacts");
  cc_html_element(html, "h1", "Events and groups", NULL);
  write_events(html, events);
  write_groups(html, groups);
  cc_undo_write(html, site, "/groups");
  cc_layout_end(site, html, answer);
  return TRUE;
}

/* ---- one of them ----------------------------------------------------------------------------- */

/* The letters of a page, and where it is. */
typedef struct {
  GPtrArray *due; /* CardcatFollowUp */
  CardcatMorning morning;
  CardcatSettings *settings; /* NULL: they cannot be understood */
  char *path;
} Letters;

static void letters_clear(Letters *letters) {
  g_clear_pointer(&letters->due, g_ptr_array_unref);
  g_clear_pointer(&letters->settings, cardcat_settings_free);
  g_free(letters->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letters, letters_clear)

/* Those of one event, or of all meetings with people of a group. */
static void letters_fill(Letters *letters, const char *kind, const char *name,
                         const GPtrArray *people) {
  const char *event = g_str_equal(kind, "event") ? name : NULL;
  g_autoptr(GError) error = NULL;
  letters->path = path_of(kind, name);
  letters->settings = cardcat_settings_load(&error);
  if (error) g_debug("%s", error->message); /* letters are begun without a name, no more */
  letters->morning = cc_morning_now();
  letters->due =
      cardcat_follow_ups(people, &letters->morning, CARDCAT_FOLLOW_UPS_OPEN, event, NULL);
}

static const CardcatFollowUp *letter_to(const Letters *letters, const CardcatEntry *entry) {
  for (guint i = 0; i < letters->due->len; i++) {
    const CardcatFollowUp *due = letters->due->pdata[i];
    if (due->entry == entry) return due;
  }
  return NULL;
}

static void write_letter(CcHtml *html, const CcSite *site, const Letters *letters,
                         const CardcatFollowUp *due) {
  cc_html_open(html, "div", "class", "acts", NULL);
  if (due->state == CARDCAT_FOLLOW_UP_DRAFTED)
    cc_html_element(html, "span", "Letter drafted", "class", "chip good", NULL);
  cc_letter_write(html, site, due, &letters->morning, letters->settings, "button soft",
                  letters->path);
  cc_html_close(html);
}

/* Whoever is to be written to with the letter that one writes. */
static void write_people(CcHtml *html, const CcSite *site, const GPtrArray *people,
                         const Letters *letters) {
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = 0; i < people->len; i++) {
    const CardcatEntry *entry = people->pdata[i];
    const CardcatFollowUp *due = letter_to(letters, entry);
    cc_html_open(html, "li", NULL);
    cc_face_write(html, site->store, entry);
    cc_person_write(html, entry, "h2");
    if (due) write_letter(html, site, letters, due);
    cc_html_close(html);
  }
  cc_html_close(html);
}

/* The first of its people; COUNT: of all. */
static void write_part(CcHtml *html, const CcSite *site, const char *kind, const char *name,
                       const GPtrArray *people, gint64 count) {
  g_auto(Letters) letters = {0};
  letters_fill(&letters, kind, name, people);
  cc_html_open(html, "h2", "class", "section", NULL);
  cc_html_textf(html, "%" G_GINT64_FORMAT " %s", count, count == 1 ? "person" : "people");
  cc_html_close(html);
  write_people(html, site, people, &letters);
  if (count > (gint64)people->len)
    cc_html_element(html, "p", "These are the first; the export has all of them.", "class",
                    "quiet small", NULL);
  if (people->len > 0) cc_export_links_write(html, kind, name);
  if (letters.due->len > 0) cc_script_write(html, "letter.js");
}

/* Nobody is of it: it can go, as undo brings it back. */
static void write_removal(CcHtml *html, const CcSite *site, const char *action, const char *name,
                          const char *label) {
  cc_layout_form(html, site, action, NULL);
  cc_html_hidden(html, "was", name);
  cc_button_write(html, NULL, label, "plain");
  cc_html_close(html);
}

static gboolean get_event(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  const char *name = cc_request_query(request, "name");
  g_autoptr(CardcatEvent) event = cardcat_store_find_event(site->store, name ? name : "", error);
  g_autoptr(GPtrArray) people =
      event ? cardcat_store_event_people(site->store, event->id, 0, CC_PEOPLE_PER_PAGE, error)
            : NULL;
  CcHtml *html = people ? cc_layout_begin(site, request, event->name, "/contacts", error) : NULL;
  if (!html) return FALSE;
  g_autofree char *about = about_event(event);
  cc_back_write(html, "/groups", "Events and groups");
  cc_html_element(html, "h1", event->name, "dir", "auto", NULL);
  if (*about) cc_html_element(html, "p", about, "class", "post", "dir", "auto", NULL);
  cc_html_open(html, "details", "class", "again", NULL);
  cc_html_element(html, "summary", "Edit", NULL);
  cc_layout_form(html, site, "/event", "panel fields");
  cc_html_hidden(html, "was", event->name);
  cc_labelled_write(html, "Name, for everybody met there", "name", "text", event->name);
  cc_labelled_write(html, "Place", "place", "text", event->place);
  cc_labelled_write(html, "First day", "from", "date", event->starts);
  cc_labelled_write(html, "Last day", "to", "date", event->ends);
  cc_labelled_write(html, "Group", "group", "text", event->group);
  cc_button_write(html, NULL, "Save", "first");
  cc_html_close(html);
  cc_html_close(html);
  write_part(html, site, "event", event->name, people, event->people);
  if (event->people == 0)
    write_removal(html, site, "/event/remove", event->name, "Remove this event");
  cc_undo_write(html, site, "/groups");
  cc_layout_end(site, html, answer);
  return TRUE;
}

static void write_its_events(CcHtml *html, const CardcatGroup *group) {
  if (group->events->len == 0) return;
  cc_html_element(html, "h2", "Events", "class", "section", NULL);
  cc_html_open(html, "ul", "class", "occasions", NULL);
  for (guint i = 0; i < group->events->len; i++) {
    g_autofree char *path = path_of("event", group->events->pdata[i]);
    cc_html_open(html, "li", NULL);
    cc_html_element(html, "a", group->events->pdata[i], "href", path, "dir", "auto", NULL);
    cc_html_close(html);
  }
  cc_html_close(html);
}

static gboolean get_group(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  const char *name = cc_request_query(request, "name");
  g_autoptr(CardcatGroup) group = cardcat_store_find_group(site->store, name ? name : "", error);
  g_autoptr(GPtrArray) people =
      group ? cardcat_store_group_people(site->store, group->id, 0, CC_PEOPLE_PER_PAGE, error)
            : NULL;
  CcHtml *html = people ? cc_layout_begin(site, request, group->name, "/contacts", error) : NULL;
  if (!html) return FALSE;
  cc_back_write(html, "/groups", "Events and groups");
  cc_html_element(html, "h1", group->name, "dir", "auto", NULL);
  if (group->place) cc_html_element(html, "p", group->place, "class", "post", "dir", "auto", NULL);
  if (group->note) cc_html_element(html, "p", group->note, "dir", "auto", NULL);
  cc_html_open(html, "details", "class", "again", NULL);
  cc_html_element(html, "summary", "Edit", NULL);
  cc_layout_form(html, site, "/group", "panel fields");
  cc_html_hidden(html, "was", group->name);
  cc_labelled_write(html, "Name", "name", "text", group->name);
  cc_labelled_write(html, "Place", "place", "text", group->place);
  cc_labelled_write(html, "Note", "note", "textarea", group->note);
  cc_button_write(html, NULL, "Save", "first");
  cc_html_close(html);
  cc_html_close(html);
  write_its_events(html, group);
  write_part(html, site, "group", group->name, people, group->people);
  if (group->people == 0)
    write_removal(html, site, "/group/remove", group->name, "Remove this group");
  cc_undo_write(html, site, "/groups");
  cc_layout_end(site, html, answer);
  return TRUE;
}

/* ---- changed --------------------------------------------------------------------------------- */

/* *TEXT becomes the field NAME of REQUEST; what is empty is nothing. */
static void take(const CcRequest *request, const char *name, char **text) {
  const char *typed = cc_request_field(request, name);
  g_free(*text);
  *text = typed && *typed ? g_strdup(typed) : NULL;
}

static gboolean save_event(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           GError **error) {
  const char *was = cc_request_field(request, "was");
  g_autoptr(CardcatEvent) event = cardcat_store_find_event(site->store, was ? was : "", error);
  if (!event) return FALSE;
  take(request, "name", &event->name);
  take(request, "place", &event->place);
  take(request, "from", &event->starts);
  take(request, "to", &event->ends);
  take(request, "group", &event->group);
  if (!cardcat_store_change_event(site->store, event, error)) return FALSE;
  cc_site_redirect(site, answer, "/groups", "Saved the event.");
  return TRUE;
}

static gboolean save_group(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           GError **error) {
  const char *was = cc_request_field(request, "was");
  g_autoptr(CardcatGroup) group = cardcat_store_find_group(site->store, was ? was : "", error);
  if (!group) return FALSE;
  take(request, "name", &group->name);
  take(request, "place", &group->place);
  take(request, "note", &group->note);
  if (!cardcat_store_change_group(site->store, group, error)) return FALSE;
  cc_site_redirect(site, answer, "/groups", "Saved the group.");
  return TRUE;
}

static gboolean remove_event(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             GError **error) {
  const char *was = cc_request_field(request, "was");
  g_autoptr(CardcatEvent) event = cardcat_store_find_event(site->store, was ? was : "", error);
  if (!event || !cardcat_store_remove_event(site->store, event->id, error)) return FALSE;
  cc_site_redirect(site, answer, "/groups", "Removed the event.");
  return TRUE;
}

static gboolean remove_group(CcSite *site, const CcRequest *request, CcAnswer *answer,
                             GError **error) {
  const char *was = cc_request_field(request, "was");
  g_autoptr(CardcatGroup) group = cardcat_store_find_group(site->store, was ? was : "", error);
  if (!group || !cardcat_store_remove_group(site->store, group->id, error)) return FALSE;
  cc_site_redirect(site, answer, "/groups", "Removed the group.");
  return TRUE;
}

static gboolean set_member(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           gboolean member, GError **error) {
  const char *name = cc_request_field(request, "group");
  if (!cardcat_store_set_member(site->store, request->id, name, member, error)) return FALSE;
  g_autofree char *path = cc_person_path(request->id, NULL);
  cc_site_redirect(site, answer, path, member ? "Added to the group." : "Taken out of the group.");
  return TRUE;
}

static gboolean join(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return set_member(site, request, answer, TRUE, error);
}

static gboolean leave(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return set_member(site, request, answer, FALSE, error);
}

const CcRoute cc_routes_groups[] = {
    {FALSE, "/groups", get_groups, 0},        {FALSE, "/event", get_event, 0},
    {FALSE, "/group", get_group, 0},          {TRUE, "/event", save_event, 0},
    {TRUE, "/group", save_group, 0},          {TRUE, "/contact/:id/join", join, 0},
    {TRUE, "/contact/:id/leave", leave, 0},   {TRUE, "/event/remove", remove_event, 0},
    {TRUE, "/group/remove", remove_group, 0}, {0},
};
