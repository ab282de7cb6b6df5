/* Whom to write to, for people and as JSON. */
#include "output/output.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* ---- text ------------------------------------------------------------------------------------ */

static const char *work_phone(const CardcatContact *contact) {
  for (guint i = 0; i < contact->phones->len; i++) {
    const CardcatPhone *phone = contact->phones->pdata[i];
    if (phone->type != CARDCAT_PHONE_FAX) return phone->value ? phone->value : phone->e164;
  }
  return NULL;
}

/* "Ada Beck, Head of optics, Harrow Ltd", owned. */
static char *who(const CardcatContact *contact) {
  const char *const parts[] = {contact->name.full,
                               contact->titles->len > 0 ? contact->titles->pdata[0] : NULL,
                               contact->organization};
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
  return g_string_free(out, FALSE);
}

static void put(GString *out, const char *text) {
  g_autofree char *line = cc_text_clean(text, -1, CC_TEXT_MAX);
  if (*line) g_string_append_printf(out, "       %s\n", line);
}

static void put_state(GString *out, const CardcatFollowUp *one, const CardcatMorning *morning) {
  g_autofree char *day = cardcat_morning_day(morning, one->due);
  g_autofree char *met = cc_meeting_sentence_told(one->meeting);
  g_autofree char *line =
      g_strdup_printf("%s%s%s %s", met ? met : "", met ? "; " : "",
                      one->state == CARDCAT_FOLLOW_UP_DRAFTED   ? "drafted, due since"
                      : one->state == CARDCAT_FOLLOW_UP_SENT    ? "sent, was due"
                      : one->state == CARDCAT_FOLLOW_UP_SKIPPED ? "skipped, was due"
                      : one->due > morning->now                 ? "due on"
                                                                : "due since",
                      day);
  put(out, line);
}

static void put_note(GString *out, const char *note) {
  g_auto(GStrv) lines = g_strsplit(note ? note : "", "\n", -1);
  for (guint i = 0; lines[i]; i++)
    put(out, lines[i]);
}

static char *to_text(const CardcatFollowUp *one, const CardcatMorning *morning) {
  const CardcatContact *contact = one->entry->contact;
  GString *out = g_string_new(NULL);
  g_autofree char *name = who(contact), *line = cc_text_clean(name, -1, CC_TEXT_MAX);
  g_string_append_printf(out, "%5" G_GINT64_FORMAT "  %s\n", one->entry->id, line);
  const char *reach = one->address ? one->address : work_phone(contact);
  put(out, reach ? reach : "no e-mail address, no phone number");
  put_state(out, one, morning);
  put_note(out, one->meeting->note);
  return g_string_free(out, FALSE);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void add_changes(JsonBuilder *b, const GPtrArray *changes) {
  json_builder_set_member_name(b, "changes");
  json_builder_begin_array(b);
  for (guint i = 0; i < changes->len; i++) {
    const CardcatFollowUpChange *change = changes->pdata[i];
    json_builder_begin_object(b);
    cc_json_string(b, "state", cardcat_follow_up_state_name(change->state));
    cc_json_string(b, "until", change->until);
    cc_json_string(b, "made", change->made);
    json_builder_end_object(b);
  }
  json_builder_end_array(b);
}

static void add_promises(JsonBuilder *b, const CardcatMeeting *meeting) {
  g_autoptr(GPtrArray) promises = cardcat_promises(meeting);
  json_builder_set_member_name(b, "promised");
  json_builder_begin_array(b);
  for (guint i = 0; i < promises->len; i++)
    json_builder_add_string_value(b, promises->pdata[i]);
  json_builder_end_array(b);
}

static char *to_json(const CardcatFollowUp *one, const GPtrArray *changes) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  g_autoptr(GDateTime) due = g_date_time_new_from_unix_utc(one->due);
  g_autofree char *when = due ? g_date_time_format(due, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  g_autofree char *entry = cardcat_format_entry(one->entry, CARDCAT_FORMAT_JSON);
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.follow-up/1");
  json_builder_set_member_name(b, "meeting");
  json_builder_add_int_value(b, one->meeting->id);
  cc_json_string(b, "state", cardcat_follow_up_state_name(one->state));
  cc_json_string(b, "day", one->day);
  cc_json_string(b, "due", when);
  cc_json_string(b, "address", one->address);
  add_promises(b, one->meeting);
  add_changes(b, changes);
  json_builder_set_member_name(b, "entry");
  json_builder_add_value(b, json_from_string(entry, NULL));
  return cc_json_line(b);
}

char *cardcat_format_follow_up(const CardcatFollowUp *follow_up, const CardcatMorning *morning,
                               const GPtrArray *changes, CardcatFormat format) {
  if (format == CARDCAT_FORMAT_JSON) return to_json(follow_up, changes);
  return format == CARDCAT_FORMAT_TEXT ? to_text(follow_up, morning) : g_strdup("");
}

/* ---- keeping in touch ------------------------------------------------------------------------ */

static char *touch_to_text(const CardcatTouch *touch, const CardcatMorning *morning) {
  const CardcatContact *contact = touch->entry->contact;
  GString *out = g_string_new(NULL);
  g_autofree char *name = who(contact), *line = cc_text_clean(name, -1, CC_TEXT_MAX);
  g_autofree char *due = cardcat_morning_day(morning, touch->due);
  g_autofree char *state =
      g_strdup_printf("last in touch on %s; every %s%s%s%s, due %s %s", touch->last,
                      touch->interval, touch->tag ? " (tag " : "", touch->tag ? touch->tag : "",
                      touch->tag ? ")" : "", touch->due > morning->now ? "on" : "since", due);
  const char *phone = work_phone(contact);
  const char *email = contact->emails->len > 0 ? contact->emails->pdata[0] : NULL;
  g_string_append_printf(out, "%5" G_GINT64_FORMAT "  %s\n", touch->entry->id, line);
  put(out, email ? email : phone ? phone : "no e-mail address, no phone number");
  put(out, state);
  return g_string_free(out, FALSE);
}

static char *touch_to_json(const CardcatTouch *touch) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  g_autoptr(GDateTime) due = g_date_time_new_from_unix_utc(touch->due);
  g_autofree char *when = due ? g_date_time_format(due, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  g_autofree char *entry = cardcat_format_entry(touch->entry, CARDCAT_FORMAT_JSON);
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.touch/1");
  cc_json_string(b, "interval", touch->interval);
  cc_json_string(b, "tag", touch->tag);
  cc_json_string(b, "last", touch->last);
  cc_json_string(b, "due", when);
  json_builder_set_member_name(b, "entry");
  json_builder_add_value(b, json_from_string(entry, NULL));
  return cc_json_line(b);
}

char *cardcat_format_touch(const CardcatTouch *touch, const CardcatMorning *morning,
                           CardcatFormat format) {
  if (format == CARDCAT_FORMAT_JSON) return touch_to_json(touch);
  return format == CARDCAT_FORMAT_TEXT ? touch_to_text(touch, morning) : g_strdup("");
}
