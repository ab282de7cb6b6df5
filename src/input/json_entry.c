/* A line of cardcat.contact/2 as an entry. */
#include "input/input.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MEETINGS_MAX 1000
#define TAGS_MAX 50
#define CHAPTERS_MAX 50
#define LINKS_MAX 200
#define DEPTH_MAX 16

/* NULL: OBJECT (or NULL) has no such member of this kind. */
static JsonNode *member(JsonObject *object, const char *name, JsonNodeType type) {
  JsonNode *node = object ? json_object_get_member(object, name) : NULL;
  return node && json_node_get_node_type(node) == type ? node : NULL;
}

static char *text(JsonObject *object, const char *name, gsize max) {
  JsonNode *node = member(object, name, JSON_NODE_VALUE);
  if (!node || json_node_get_value_type(node) != G_TYPE_STRING) return NULL;
  g_autofree char *clean = cc_text_clean_lines(json_node_get_string(node), -1, max);
  return *clean ? g_steal_pointer(&clean) : NULL;
}

static JsonObject *object_of(JsonObject *object, const char *name) {
  JsonNode *node = member(object, name, JSON_NODE_OBJECT);
  return node ? json_node_get_object(node) : NULL;
}

static JsonArray *array_of(JsonObject *object, const char *name) {
  JsonNode *node = member(object, name, JSON_NODE_ARRAY);
  return node ? json_node_get_array(node) : NULL;
}

static void take_tags(JsonArray *tags, CardcatMeeting *meeting) {
  for (guint i = 0; tags && i < MIN(json_array_get_length(tags), TAGS_MAX); i++) {
    JsonNode *node = json_array_get_element(tags, i);
    gboolean is_text =
        JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
    g_autofree char *tag =
        is_text ? cc_text_clean(json_node_get_string(node), -1, CC_TEXT_MAX) : g_strdup("");
    if (*tag) g_ptr_array_add(meeting->tags, g_steal_pointer(&tag));
  }
}

static CardcatMeeting *meeting_of(JsonObject *object) {
  CardcatMeeting *meeting = cardcat_meeting_new();
  meeting->event = text(object, "event", CC_TEXT_MAX);
  meeting->met_on = text(object, "met_on", CC_TEXT_MAX);
  meeting->introduced_by = text(object, "introduced_by", CC_TEXT_MAX);
  meeting->note = text(object, "note", CC_INPUT_NOTE_MAX);
  meeting->followed_up = text(object, "followed_up", CC_TEXT_MAX);
  meeting->drafted = text(object, "drafted", CC_TEXT_MAX);
  meeting->snoozed_until = text(object, "snoozed_until", CC_TEXT_MAX);
  meeting->taken_on = text(object, "taken_on", CC_TEXT_MAX);
  meeting->event_place = text(object, "event_place", CC_TEXT_MAX);
  meeting->event_starts = text(object, "event_starts", CC_TEXT_MAX);
  meeting->event_ends = text(object, "event_ends", CC_TEXT_MAX);
  meeting->event_group = text(object, "event_group", CC_TEXT_MAX);
  JsonNode *wants = member(object, "send_follow_up", JSON_NODE_VALUE);
  if (wants) meeting->send_follow_up = json_node_get_boolean(wants);
  take_tags(array_of(object, "tags"), meeting);
  return meeting;
}

static void take_meetings(JsonObject *object, CardcatEntry *entry) {
  JsonArray *all = array_of(object, "meetings");
  JsonObject *one = object_of(object, "met");
  g_ptr_array_set_size(entry->meetings, 0);
  for (guint i = 0; all && i < MIN(json_array_get_length(all), MEETINGS_MAX); i++) {
    JsonNode *node = json_array_get_element(all, i);
    if (JSON_NODE_HOLDS_OBJECT(node))
      g_ptr_array_add(entry->meetings, meeting_of(json_node_get_object(node)));
  }
  if (entry->meetings->len == 0) g_ptr_array_add(entry->meetings, meeting_of(one));
  entry->meeting = entry->meetings->pdata[0];
}

/* Those that are the other's own are in that one's line. */
static void take_link(JsonObject *object, CardcatEntry *entry) {
  g_autofree char *kind_name = text(object, "kind", CC_TEXT_MAX);
  g_autofree char *uid = text(object, "uid", CC_TEXT_MAX);
  g_autofree char *name = text(object, "name", CC_TEXT_MAX);
  JsonNode *theirs = member(object, "theirs", JSON_NODE_VALUE);
  CardcatLinkKind kind;
  if (name && kind_name && cardcat_link_kind_parse(kind_name, &kind) &&
      !(theirs && json_node_get_boolean(theirs)))
    g_ptr_array_add(entry->links, cardcat_link_new(kind, uid, name));
}

static void take_links(JsonArray *links, CardcatEntry *entry) {
  for (guint i = 0; links && i < MIN(json_array_get_length(links), LINKS_MAX); i++) {
    JsonNode *node = json_array_get_element(links, i);
    if (JSON_NODE_HOLDS_OBJECT(node)) take_link(json_node_get_object(node), entry);
  }
}

static void take_groups(JsonArray *groups, CardcatEntry *entry) {
  for (guint i = 0; groups && i < MIN(json_array_get_length(groups), LINKS_MAX); i++) {
    JsonNode *node = json_array_get_element(groups, i);
    gboolean is_text =
        JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
    g_autofree char *name =
        is_text ? cc_text_clean(json_node_get_string(node), -1, CC_TEXT_MAX) : g_strdup("");
    if (*name) g_ptr_array_add(entry->groups, g_steal_pointer(&name));
  }
}

static void take_group_facts(JsonArray *all, CardcatEntry *entry) {
  for (guint i = 0; all && i < MIN(json_array_get_length(all), LINKS_MAX); i++) {
    JsonNode *node = json_array_get_element(all, i);
    if (!JSON_NODE_HOLDS_OBJECT(node)) continue;
    JsonObject *one = json_node_get_object(node);
    g_autofree char *name = text(one, "name", CC_TEXT_MAX);
    g_autofree char *place = text(one, "place", CC_TEXT_MAX);
    g_autofree char *note = text(one, "note", CC_INPUT_NOTE_MAX);
    if (name) cc_entry_add_group(entry, name, place, note);
  }
}

static void take_chapters(JsonArray *all, CardcatEntry *entry) {
  for (guint i = 0; all && i < MIN(json_array_get_length(all), CHAPTERS_MAX); i++) {
    JsonNode *node = json_array_get_element(all, i);
    if (!JSON_NODE_HOLDS_OBJECT(node)) continue;
    JsonObject *one = json_node_get_object(node);
    CardcatChapter *chapter = g_new0(CardcatChapter, 1);
    *chapter = (CardcatChapter){text(one, "organization", CC_TEXT_MAX),
                                text(one, "department", CC_TEXT_MAX),
                                text(one, "title", CC_INPUT_NOTE_MAX),
                                text(one, "since", CC_TEXT_MAX), text(one, "until", CC_TEXT_MAX)};
    g_ptr_array_add(entry->chapters, chapter);
  }
}

static gboolean set_error(GError **error, const char *why) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "not a cardcat contact: %s", why);
  return FALSE;
}

static gboolean take_object(JsonObject *object, CardcatEntry *entry, GError **error) {
  g_autofree char *schema = text(object, "schema", CC_TEXT_MAX);
  JsonNode *contact = member(object, "contact", JSON_NODE_OBJECT);
  if (!schema || !g_str_has_prefix(schema, "cardcat.contact/"))
    return set_error(error, "it has another schema");
  if (!contact) return set_error(error, "it has no \"contact\"");
  g_autofree char *json = json_to_string(contact, FALSE);
  g_autoptr(GError) problem = NULL;
  CardcatContact *parsed = cardcat_contact_from_json(json, &problem);
  if (!parsed) return set_error(error, problem->message);
  cardcat_contact_free(entry->contact);
  entry->contact = parsed;
  entry->uid = text(object, "uid", CC_TEXT_MAX);
  entry->since = text(object, "since", CC_TEXT_MAX);
  take_chapters(array_of(object, "chapters"), entry);
  entry->keep_in_touch = text(object, "keep_in_touch", CC_TEXT_MAX);
  entry->in_touch = text(object, "in_touch", CC_TEXT_MAX);
  entry->quiet_until = text(object, "quiet_until", CC_TEXT_MAX);
  entry->created = text(object, "created", CC_TEXT_MAX);
  entry->changed = text(object, "changed", CC_TEXT_MAX);
  take_meetings(object, entry);
  take_groups(array_of(object, "groups"), entry);
  take_group_facts(array_of(object, "group_facts"), entry);
  take_links(array_of(object, "links"), entry);
  return TRUE;
}

/* Not text(): it is longer than any. */
static GBytes *picture_of(JsonObject *object) {
  JsonNode *node = member(object, "picture", JSON_NODE_VALUE);
  const char *base64 =
      node && json_node_get_value_type(node) == G_TYPE_STRING ? json_node_get_string(node) : NULL;
  return base64 && *base64 ? cc_base64_bytes(base64) : NULL;
}

CardcatEntry *cc_json_entry(const char *line, gsize length, GBytes **picture, GError **error) {
  g_autofree char *json = g_strndup(line, length);
  g_autoptr(JsonParser) parser = json_parser_new_immutable();
  g_autoptr(CardcatEntry) entry = cc_entry_new();
  g_autoptr(GError) problem = NULL;
  JsonNode *root = NULL;
  if (!g_utf8_validate(json, -1, NULL) || !cc_json_is_plain(json, DEPTH_MAX))
    return set_error(error, "it is not plain JSON"), NULL;
  if (!json_parser_load_from_data(parser, json, -1, &problem))
    return set_error(error, problem->message), NULL;
  root = json_parser_get_root(parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT(root)) return set_error(error, "it is not an object"), NULL;
  if (!take_object(json_node_get_object(root), entry, error)) return NULL;
  if (picture) *picture = picture_of(json_node_get_object(root));
  return g_steal_pointer(&entry);
}
