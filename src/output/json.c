/* Readings and contacts as JSON, one object on a line. */
#include "output/output.h"

#include <json-glib/json-glib.h>

/* Who reads it elsewhere may not know the event. */
static void add_event(JsonBuilder *b, const CardcatMeeting *meeting) {
  if (meeting->event_place) cc_json_string(b, "event_place", meeting->event_place);
  if (meeting->event_starts) cc_json_string(b, "event_starts", meeting->event_starts);
  if (meeting->event_ends) cc_json_string(b, "event_ends", meeting->event_ends);
  if (meeting->event_group) cc_json_string(b, "event_group", meeting->event_group);
}

/* Numbers are of this book alone; what LEAVES it has none. */
static void add_meeting(JsonBuilder *b, const CardcatMeeting *meeting, gboolean leaves) {
  json_builder_begin_object(b);
  cc_json_string(b, "event", meeting->event);
  cc_json_string(b, "met_on", meeting->met_on);
  cc_json_string(b, "introduced_by", meeting->introduced_by);
  cc_json_string(b, "note", meeting->note);
  json_builder_set_member_name(b, "tags");
  json_builder_begin_array(b);
  for (guint i = 0; i < meeting->tags->len; i++)
    json_builder_add_string_value(b, meeting->tags->pdata[i]);
  json_builder_end_array(b);
  json_builder_set_member_name(b, "send_follow_up");
  json_builder_add_boolean_value(b, meeting->send_follow_up);
  if (meeting->followed_up) cc_json_string(b, "followed_up", meeting->followed_up);
  if (leaves && meeting->drafted) cc_json_string(b, "drafted", meeting->drafted);
  if (leaves && meeting->snoozed_until) cc_json_string(b, "snoozed_until", meeting->snoozed_until);
  if (leaves && meeting->taken_on) cc_json_string(b, "taken_on", meeting->taken_on);
  if (leaves) add_event(b, meeting);
  if (!leaves) {
    json_builder_set_member_name(b, "id");
    json_builder_add_int_value(b, meeting->id);
  }
  json_builder_end_object(b);
}

static void add_meetings(JsonBuilder *b, const CardcatEntry *entry, gboolean leaves) {
  if (!leaves) {
    json_builder_set_member_name(b, "met");
    add_meeting(b, entry->meeting, FALSE);
  }
  json_builder_set_member_name(b, "meetings");
  json_builder_begin_array(b);
  for (guint i = 0; i < entry->meetings->len; i++)
    add_meeting(b, entry->meetings->pdata[i], leaves);
  json_builder_end_array(b);
}

static void add_contact(JsonBuilder *b, const CardcatContact *contact) {
  g_autofree char *json = cardcat_contact_to_json(contact);
  json_builder_set_member_name(b, "contact");
  json_builder_add_value(b, json_from_string(json, NULL));
}

static void add_chapters(JsonBuilder *b, const GPtrArray *chapters) {
  json_builder_set_member_name(b, "chapters");
  json_builder_begin_array(b);
  for (guint i = 0; i < chapters->len; i++) {
    const CardcatChapter *chapter = chapters->pdata[i];
    json_builder_begin_object(b);
    cc_json_string(b, "organization", chapter->organization);
    cc_json_string(b, "department", chapter->department);
    cc_json_string(b, "title", chapter->title);
    cc_json_string(b, "since", chapter->since);
    cc_json_string(b, "until", chapter->until);
    json_builder_end_object(b);
  }
  json_builder_end_array(b);
}

static void add_cards(JsonBuilder *b, const GArray *cards) {
  json_builder_set_member_name(b, "cards");
  json_builder_begin_array(b);
  for (guint i = 0; cards && i < cards->len; i++)
    json_builder_add_int_value(b, g_array_index(cards, gint64, i));
  json_builder_end_array(b);
}

static void add_groups(JsonBuilder *b, const GPtrArray *groups) {
  if (groups->len == 0) return;
  json_builder_set_member_name(b, "groups");
  json_builder_begin_array(b);
  for (guint i = 0; i < groups->len; i++)
    json_builder_add_string_value(b, groups->pdata[i]);
  json_builder_end_array(b);
}

static void add_group_facts(JsonBuilder *b, const GPtrArray *groups) {
  if (!groups || groups->len == 0) return;
  json_builder_set_member_name(b, "group_facts");
  json_builder_begin_array(b);
  for (guint i = 0; i < groups->len; i++) {
    const CardcatGroup *group = groups->pdata[i];
    json_builder_begin_object(b);
    cc_json_string(b, "name", group->name);
    cc_json_string(b, "place", group->place);
    cc_json_string(b, "note", group->note);
    json_builder_end_object(b);
  }
  json_builder_end_array(b);
}

/* Whoever has none has no such member; what LEAVES the book is its own, by UID. */
static void add_link(JsonBuilder *b, const CardcatLink *link, gboolean leaves) {
  json_builder_begin_object(b);
  cc_json_string(b, "kind", cardcat_link_kind_name(link->kind));
  if (!leaves) {
    json_builder_set_member_name(b, "theirs");
    json_builder_add_boolean_value(b, link->theirs);
    json_builder_set_member_name(b, "contact");
    if (link->contact)
      json_builder_add_int_value(b, link->contact);
    else
      json_builder_add_null_value(b);
  }
  cc_json_string(b, "uid", link->uid);
  cc_json_string(b, "name", link->name);
  json_builder_end_object(b);
}

static void add_links(JsonBuilder *b, const GPtrArray *links, gboolean leaves) {
  gboolean any = FALSE;
  for (guint i = 0; i < links->len; i++) {
    const CardcatLink *link = links->pdata[i];
    if (leaves && link->theirs) continue;
    if (!any) {
      json_builder_set_member_name(b, "links");
      json_builder_begin_array(b);
    }
    any = TRUE;
    add_link(b, link, leaves);
  }
  if (any) json_builder_end_array(b);
}

static char *entry_to_json(const CardcatEntry *entry, gboolean leaves) {
  g_autoptr(JsonBuilder) b = json_builder_new();
  json_builder_begin_object(b);
  cc_json_string(b, "schema", "cardcat.contact/2");
  if (!leaves) {
    json_builder_set_member_name(b, "id");
    json_builder_add_int_value(b, entry->id);
  }
  cc_json_string(b, "uid", entry->uid);
  add_contact(b, entry->contact);
  add_meetings(b, entry, leaves);
  if (entry->since) cc_json_string(b, "since", entry->since);
  if (entry->chapters && entry->chapters->len > 0) add_chapters(b, entry->chapters);
  if (entry->keep_in_touch) cc_json_string(b, "keep_in_touch", entry->keep_in_touch);
  if (entry->in_touch) cc_json_string(b, "in_touch", entry->in_touch);
  if (leaves && entry->quiet_until) cc_json_string(b, "quiet_until", entry->quiet_until);
  add_groups(b, entry->groups);
  if (leaves) add_group_facts(b, entry->group_facts);
  add_links(b, entry->links, leaves);
  cc_json_string(b, "created", entry->created);
  cc_json_string(b, "changed", entry->changed);
  if (!leaves) add_cards(b, entry->cards);
  json_builder_end_object(b);
  g_autoptr(JsonNode) root = json_builder_get_root(b);
  return json_to_string(root, FALSE);
}

char *cc_json_export(const CardcatEntry *entry) {
  return entry_to_json(entry, TRUE);
}

void cc_json_write(GString *out, const CcPerson *person) {
  g_autofree char *json = person->entry ? entry_to_json(person->entry, FALSE)
                                        : cardcat_reading_to_json(person->reading, FALSE);
  g_string_append_printf(out, "%s\n", json);
}
