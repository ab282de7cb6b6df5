/* What is due as entries of a calendar, RFC 5545. */
#include "followup/followup.h"

#include <glib/gstdio.h>
#include <libical/ical.h>

#define MINUTES 15 /* that a letter takes, in a calendar of events */
#define TEXT_MAX 4000

static struct icaltimetype utc(gint64 when) {
  return icaltime_from_timet_with_zone((time_t)when, 0, icaltimezone_get_utc_timezone());
}

static gint64 unix_of(const char *text) {
  g_autoptr(GDateTime) then = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;
  return then ? g_date_time_to_unix(then) : 0;
}

static const char *label(const CardcatContact *contact) {
  return contact->name.full      ? contact->name.full
         : contact->organization ? contact->organization
                                 : "somebody without a name";
}

static void add_line(GString *out, const char *text) {
  if (text && *text) g_string_append_printf(out, "%s%s", out->len > 0 ? "\n" : "", text);
}

/* With what to write and to whom. */
static char *describe(const CardcatFollowUp *one) {
  const CardcatContact *contact = one->entry->contact;
  const CardcatMeeting *meeting = one->meeting;
  const CardcatPhone *phone = contact->phones->len > 0 ? contact->phones->pdata[0] : NULL;
  g_autoptr(GString) out = g_string_new(NULL);
  add_line(out, contact->name.full ? contact->organization : NULL);
  add_line(out, one->address);
  if (!one->address && phone) add_line(out, phone->value ? phone->value : phone->e164);
  g_autofree char *met = g_strdup_printf("Met%s%s on %s%s%s", meeting->event ? " at " : "",
                                         meeting->event ? meeting->event : "", one->day,
                                         meeting->introduced_by ? ", introduced by " : "",
                                         meeting->introduced_by ? meeting->introduced_by : "");
  add_line(out, met);
  add_line(out, meeting->note);
  return cc_text_clean_lines(out->str, -1, TEXT_MAX);
}

static icalproperty_status status_of(const CardcatFollowUp *one) {
  return one->state == CARDCAT_FOLLOW_UP_SENT      ? ICAL_STATUS_COMPLETED
         : one->state == CARDCAT_FOLLOW_UP_SKIPPED ? ICAL_STATUS_CANCELLED
                                                   : ICAL_STATUS_NEEDSACTION;
}

/* The stamp is when the person was last changed: what is unchanged is the same text. */
static icalcomponent *make(CardcatCalendarKind kind, const CardcatFollowUp *one) {
  gboolean todo = kind == CARDCAT_CALENDAR_TODOS;
  icalcomponent *entry = todo ? icalcomponent_new_vtodo() : icalcomponent_new_vevent();
  g_autofree char *name = cc_follow_up_name(one), *about = describe(one);
  g_autofree char *uid = g_strdup_printf("%s.%s", name, todo ? "todo" : "event");
  g_autofree char *line = g_strdup_printf("Write to %s", label(one->entry->contact));
  g_autofree char *summary = cc_text_clean(line, -1, CC_TEXT_MAX);
  icalcomponent_add_property(entry, icalproperty_new_uid(uid));
  icalcomponent_add_property(entry, icalproperty_new_dtstamp(utc(unix_of(one->entry->changed))));
  icalcomponent_add_property(entry, icalproperty_new_summary(summary));
  if (*about) icalcomponent_add_property(entry, icalproperty_new_description(about));
  icalcomponent_add_property(entry, icalproperty_new_class(ICAL_CLASS_PRIVATE));
  if (!todo) {
    icalcomponent_add_property(entry, icalproperty_new_dtstart(utc(one->due)));
    icalcomponent_add_property(entry, icalproperty_new_dtend(utc(one->due + MINUTES * 60L)));
    icalcomponent_add_property(entry, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    return entry;
  }
  icalcomponent_add_property(entry, icalproperty_new_due(utc(one->due)));
  icalcomponent_add_property(entry, icalproperty_new_status(status_of(one)));
  if (one->state == CARDCAT_FOLLOW_UP_SENT)
    icalcomponent_add_property(entry,
                               icalproperty_new_completed(utc(unix_of(one->meeting->followed_up))));
  return entry;
}

static icalcomponent *calendar_new(void) {
  icalcomponent *calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
  icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar, icalproperty_new_prodid("-//cardcat//follow-up//EN"));
  return calendar;
}

/* Takes it. */
static char *print(icalcomponent *calendar) {
  char *made = icalcomponent_as_ical_string_r(calendar);
  char *text = g_strdup(made);
  icalmemory_free_buffer(made);
  icalcomponent_free(calendar);
  return text;
}

char *cardcat_calendar(const GPtrArray *follow_ups, CardcatCalendarKind kind,
                       G_GNUC_UNUSED GError **error) {
  icalcomponent *calendar = calendar_new();
  for (guint i = 0; i < follow_ups->len; i++)
    icalcomponent_add_component(calendar, make(kind, follow_ups->pdata[i]));
  return print(calendar);
}

static gboolean is_settled(const CardcatFollowUp *one) {
  return one->state == CARDCAT_FOLLOW_UP_SENT || one->state == CARDCAT_FOLLOW_UP_SKIPPED;
}

/* What is settled before the calendar had it needs no entry; of events nothing is left then. */
static gboolean keep_one(CardcatCalendarKind kind, const CardcatFollowUp *one, const char *folder,
                         gboolean *changed, GError **error) {
  g_autofree char *base = cc_follow_up_name(one);
  gboolean todo = kind == CARDCAT_CALENDAR_TODOS;
  g_autofree char *name = g_strdup_printf("%s.%s.ics", base, todo ? "todo" : "event");
  g_autofree char *path = g_build_filename(folder, name, NULL);
  *changed = FALSE;
  if (is_settled(one) && !g_file_test(path, G_FILE_TEST_EXISTS)) return TRUE;
  if (is_settled(one) && !todo) {
    *changed = g_unlink(path) == 0;
    return TRUE;
  }
  icalcomponent *calendar = calendar_new();
  icalcomponent_add_component(calendar, make(kind, one));
  g_autofree char *text = print(calendar);
  return cc_folder_replace(folder, name, text, changed, error);
}

gboolean cardcat_calendar_keep(const GPtrArray *follow_ups, CardcatCalendarKind kind,
                               const char *folder, guint *changed, GError **error) {
  guint count = 0;
  for (guint i = 0; i < follow_ups->len; i++) {
    gboolean is_new = FALSE;
    if (!keep_one(kind, follow_ups->pdata[i], folder, &is_new, error)) return FALSE;
    count += is_new;
  }
  if (changed) *changed = count;
  return TRUE;
}
