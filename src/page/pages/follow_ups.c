/* To write to: the people who still wait for a letter, with all that one needs to write it. */
#include "page/pages/pages.h"

#include <string.h>

/* Whose morning it is comes first. */
typedef enum { MORNING, EARLIER, LATER, SNOOZED, FIRMS, SECTIONS } Section;

static const struct {
  const char *heading, *about;
} sections[SECTIONS] = {
    [MORNING] = {"This morning", "You met them yesterday, or put the letter off until today."},
    [EARLIER] = {"Still waiting", "You met them some time ago."},
    [LATER] = {"Tomorrow morning", "You met them today."},
    [SNOOZED] = {"Put off", "They come back on the day shown."},
    [FIRMS] = {"Firms without a person", "Their cards name nobody."},
};

/* What all rows of a page are written with. */
typedef struct {
  const CcSite *site;
  CardcatMorning morning;
  char *today;
  CardcatSettings *settings; /* NULL: they cannot be understood */
} Desk;

static void desk_clear(Desk *desk) {
  g_free(desk->today);
  g_clear_pointer(&desk->settings, cardcat_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

static void desk_fill(Desk *desk, const CcSite *site) {
  g_autoptr(GError) error = NULL;
  desk->site = site;
  desk->settings = cardcat_settings_load(&error);
  if (error) g_debug("%s", error->message); /* letters are begun without a name, no more */
  desk->morning = cc_morning_now();
  desk->today = cardcat_morning_day(&desk->morning, desk->morning.now);
}

static Section section_of(const Desk *desk, const CardcatFollowUp *due) {
  if (!due->entry->contact->name.full) return FIRMS;
  if (due->state == CARDCAT_FOLLOW_UP_SNOOZED) return SNOOZED;
  g_autofree char *day = cardcat_morning_day(&desk->morning, due->due);
  int order = strcmp(day, desk->today);
  return order > 0 ? LATER : order == 0 ? MORNING : EARLIER;
}

/* ---- one row -----------------------------------------------------------------------------------
 */

static void write_what(CcHtml *html, const CcSite *site, const CardcatFollowUp *due) {
  const CardcatMeeting *meeting = due->meeting;
  g_autofree char *day = cc_day_say(due->day);
  cc_html_open(html, "div", "class", "what", NULL);
  cc_note_write(html, site, due->entry, meeting, "/follow-ups");
  cc_html_open(html, "p", "class", "about", NULL);
  if (meeting->event) {
    cc_html_element(html, "bdi", meeting->event, NULL);
    cc_html_text(html, ", ");
  }
  if (!meeting->met_on) cc_html_text(html, "added ");
  cc_html_element(html, "time", day, "datetime", due->day, NULL);
  if (meeting->introduced_by) cc_html_textf(html, ", introduced by %s", meeting->introduced_by);
  cc_html_close(html);
  if (due->state == CARDCAT_FOLLOW_UP_DRAFTED)
    cc_html_element(html, "span", "Letter drafted", "class", "chip good", NULL);
  if (due->state == CARDCAT_FOLLOW_UP_SNOOZED) {
    g_autofree char *until = cc_day_say(meeting->snoozed_until);
    cc_html_open(html, "span", "class", "chip", NULL);
    cc_html_textf(html, "until %s", until);
    cc_html_close(html);
  }
  cc_html_close(html);
}

static void write_later(CcHtml *html, const CcSite *site, const CardcatEntry *entry) {
  static const CcLater times[] = {
      {"1", "Tomorrow"}, {"7", "In a week"}, {"30", "In a month"}, {NULL, NULL}};
  cc_later_write(html, site, entry, "snooze", times, "unwanted", "No need to write");
}

static void write_choices(CcHtml *html, const Desk *desk, const CardcatFollowUp *due) {
  const CardcatEntry *entry = due->entry;
  const CardcatPhone *phone = cc_person_phone(entry->contact);
  cc_html_open(html, "div", "class", "acts even", NULL);
  gboolean is_letter = cc_letter_write(html, desk->site, due, &desk->morning, desk->settings,
                                       "button soft", "/follow-ups");
  g_autofree char *call = !is_letter && phone ? cc_call_link(phone) : NULL;
  if (call) cc_button_link(html, call, "call", "Call", "button soft");
  cc_person_button(html, desk->site, entry, "written", "Done", NULL);
  write_later(html, desk->site, entry);
  cc_html_close(html);
}

static void write_person(CcHtml *html, const Desk *desk, const CardcatFollowUp *due) {
  cc_html_open(html, "li", "class", "due", NULL);
  cc_face_write(html, desk->site->store, due->entry);
  cc_reach_write(html, due->entry);
  write_what(html, desk->site, due);
  write_choices(html, desk, due);
  cc_html_close(html);
}

/* ---- the page ----------------------------------------------------------------------------------
 */

/* Of LIST, a person once, those of one section. */
static void write_section(CcHtml *html, const Desk *desk, const GPtrArray *list, Section section,
                          GHashTable *shown) {
  gboolean is_open = FALSE;
  for (guint i = 0; i < list->len; i++) {
    const CardcatFollowUp *due = list->pdata[i];
    if (section_of(desk, due) != section || !g_hash_table_add(shown, (gpointer)due->entry))
      continue;
    if (!is_open) {
      cc_html_open(html, "section", "class", "section", NULL);
      cc_html_element(html, "h2", sections[section].heading, NULL);
      cc_html_element(html, "p", sections[section].about, "class", "quiet small", NULL);
      cc_html_open(html, "ul", "class", "people", NULL);
      is_open = TRUE;
    }
    write_person(html, desk, due);
  }
  if (!is_open) return;
  cc_html_close(html);
  cc_html_close(html);
}

static void write_sections(CcHtml *html, const CcSite *site, const GPtrArray *people) {
  g_auto(Desk) desk = {0};
  desk_fill(&desk, site);
  g_autoptr(GPtrArray) list =
      cardcat_follow_ups(people, &desk.morning, CARDCAT_FOLLOW_UPS_OPEN, NULL, NULL);
  g_autoptr(GHashTable) shown = g_hash_table_new(NULL, NULL);
  for (Section section = MORNING; section < SECTIONS; section++)
    write_section(html, &desk, list, section, shown);
}

static void write_head(CcHtml *html, guint count) {
  cc_html_open(html, "div", "class", "head", NULL);
  cc_html_open(html, "div", NULL);
  cc_html_element(html, "h1", "Follow up", NULL);
  if (count > 0) {
    cc_html_open(html, "p", "id", "count", "class", "quiet", NULL);
    cc_html_textf(html, "%u %s to write to", count, count == 1 ? "person" : "people");
    cc_html_close(html);
  }
  cc_html_close(html);
  cc_html_close(html);
}

static void write_nobody(CcHtml *html, gboolean has_contacts) {
  cc_html_open(html, "div", "class", "empty", NULL);
  cc_mark_write(html);
  cc_html_element(html, "p",
                  has_contacts ? "There is nobody left to write to."
                               : "Whoever you meet is listed here the next morning.",
                  NULL);
  cc_button_link(html, "/add", "add", "Add cards", "button first");
  cc_html_close(html);
}

/* The store has those met longest ago first, the page those met last. */
static GPtrArray *load_page(CcSite *site, guint page, guint count, GError **error) {
  guint after = (page - 1) * CC_LETTERS_PER_PAGE;
  guint end = count > after ? count - after : 0;
  guint start = end > CC_LETTERS_PER_PAGE ? end - CC_LETTERS_PER_PAGE : 0;
  if (end == 0) return g_ptr_array_new();
  return cardcat_store_follow_ups(site->store, start, end - start, error);
}

static gboolean get_follow_ups(CcSite *site, const CcRequest *request, CcAnswer *answer,
                               GError **error) {
  CardcatStoreCounts counts;
  if (!cardcat_store_counts(site->store, &counts, error)) return FALSE;
  guint count = (guint)counts.follow_ups,
        page = cc_page_number(request, count, CC_LETTERS_PER_PAGE);
  g_autoptr(GPtrArray) people = load_page(site, page, count, error);
  g_autoptr(CcHtml) html =
      people ? cc_layout_begin(site, request, "Follow up", "/follow-ups", error) : NULL;
  if (!html) return FALSE;
  write_head(html, count);
  write_sections(html, site, people);
  const CardcatMorning morning = cc_morning_now();
  guint touches = 0, promises = 0;
  if (!cc_touches_write(html, site, &morning, &touches, error) ||
      !cc_promises_write(html, site, &promises, error))
    return FALSE;
  if (count + touches + promises == 0) write_nobody(html, counts.contacts > 0);
  cc_pages_write(html, "/follow-ups", NULL, page, count, CC_LETTERS_PER_PAGE);
  cc_undo_write(html, site, "/follow-ups");
  cc_script_write(html, "letter.js");
  cc_layout_end(site, g_steal_pointer(&html), answer);
  return TRUE;
}

/* Settles one; what another window did in between is not overwritten. */
static gboolean settle(CcSite *site, const CcRequest *request, CcAnswer *answer, gboolean written,
                       GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  if (cc_person_changed(site, request, entry, "/follow-ups", answer)) return TRUE;
  if (!cardcat_store_settle_follow_ups(site->store, entry->id, written, error)) return FALSE;
  const char *label = cc_person_label(entry->contact);
  g_autofree char *news = written ? g_strdup_printf("You wrote to %s.", label)
                                  : g_strdup_printf("%s needs no letter.", label);
  cc_site_redirect(site, answer, "/follow-ups", news);
  return TRUE;
}

static gboolean written(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return settle(site, request, answer, TRUE, error);
}

static gboolean unwanted(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  return settle(site, request, answer, FALSE, error);
}

/* UNTIL: UTC. */
static gboolean put_off(CcSite *site, const CardcatEntry *entry, const char *until,
                        GError **error) {
  gint64 decision = 0;
  for (guint i = 0; i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    if (cardcat_meeting_is_to_write(meeting) &&
        !cardcat_store_set_follow_up(site->store, entry->id, meeting->id, CARDCAT_FOLLOW_UP_SNOOZED,
                                     until, &decision, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean snooze(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  if (cc_person_changed(site, request, entry, "/follow-ups", answer)) return TRUE;
  g_autofree char *day = NULL, *until = cc_morning_asked(request, &day);
  if (!put_off(site, entry, until, error)) return FALSE;
  g_autofree char *news =
      g_strdup_printf("%s is put off until %s.", cc_person_label(entry->contact), day);
  cc_site_redirect(site, answer, "/follow-ups", news);
  return TRUE;
}

const CcRoute cc_routes_follow_ups[] = {
    {FALSE, "/follow-ups", get_follow_ups, 0},
    {TRUE, "/contact/:id/written", written, 0},
    {TRUE, "/contact/:id/unwanted", unwanted, 0},
    {TRUE, "/contact/:id/snooze", snooze, 0},
    {0},
};
