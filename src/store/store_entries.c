/* People of the book, read: any number of them with one query for each table. */
#include "store/people.h"

void cardcat_entry_free(CardcatEntry *entry) {
  if (!entry) return;
  g_free(entry->uid);
  cardcat_contact_free(entry->contact);
  g_ptr_array_unref(entry->meetings);
  g_ptr_array_unref(entry->groups);
  if (entry->group_facts) g_ptr_array_unref(entry->group_facts);
  g_ptr_array_unref(entry->links);
  g_free(entry->created);
  g_free(entry->changed);
  g_free(entry->removed);
  g_free(entry->since);
  if (entry->chapters) g_ptr_array_unref(entry->chapters);
  g_free(entry->keep_in_touch);
  g_free(entry->in_touch);
  g_free(entry->quiet_until);
  g_free(entry->portrait);
  g_array_unref(entry->cards);
  g_free(entry);
}

CardcatEntry *cc_entry_new_empty(void) {
  CardcatEntry *entry = g_new0(CardcatEntry, 1);
  entry->contact = cardcat_contact_new();
  entry->meeting = cardcat_meeting_new();
  entry->meetings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_meeting_free);
  g_ptr_array_add(entry->meetings, entry->meeting);
  entry->groups = g_ptr_array_new_with_free_func(g_free);
  entry->group_facts = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_group_free);
  entry->links = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_link_free);
  entry->cards = g_array_new(FALSE, FALSE, sizeof(gint64));
  entry->chapters = cc_chapters_copy(NULL);
  return entry;
}

/* Everything below asks for the persons whose ids stand in ?1, a JSON array. */
typedef struct {
  CcSql *sql;
  gboolean removed; /* those that were removed, instead of those in the book */
  guint parts;      /* of them: CARDCAT_PART_ALL */
  char *ids;
  GHashTable *entries; /* gint64 -> CardcatEntry*, owned until they are handed over */
} Loader;

static void loader_clear(Loader *loader) {
  g_free(loader->ids);
  g_hash_table_unref(loader->entries);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Loader, loader_clear)

static CardcatEntry *entry_of(Loader *loader, CcQuery *row) {
  gint64 id = cc_query_int(row, 0);
  return g_hash_table_lookup(loader->entries, &id);
}

/* Its columns from COLUMN on: see MEETING_COLUMNS. */
static void read_meeting(CcQuery *row, int column, CardcatMeeting *meeting) {
  meeting->event = cc_query_dup(row, column);
  meeting->met_on = cc_query_dup(row, column + 1);
  meeting->introduced_by = cc_query_dup(row, column + 2);
  meeting->note = cc_query_dup(row, column + 3);
  meeting->send_follow_up = cc_query_int(row, column + 4) != 0;
  meeting->followed_up = cc_query_dup(row, column + 5);
  meeting->id = cc_query_int(row, column + 6);
  meeting->drafted = cc_query_dup(row, column + 7);
  meeting->snoozed_until = cc_query_dup(row, column + 8);
  meeting->event_ends = cc_query_dup(row, column + 9);
  meeting->taken_on = cc_query_dup(row, column + 10);
  meeting->event_place = cc_query_dup(row, column + 11);
  meeting->event_starts = cc_query_dup(row, column + 12);
  meeting->event_group = cc_query_dup(row, column + 13);
}
#define MEETING_COLUMNS                                                           \
  " m.event, m.met_on, m.introduced_by, m.note, m.send_follow_up, m.followed_up," \
  " coalesce(m.origin, m.id), m.drafted, m.snoozed_until,"                        \
  " e.ends, m.taken_on, e.place, e.starts, (SELECT name FROM groups WHERE id = e.grp)"
#define MEETING_EVENT " LEFT JOIN events e ON e.id = m.occasion"

static void read_person(CcQuery *row, CardcatEntry *entry) {
  CardcatContact *contact = entry->contact;
  entry->id = cc_query_int(row, 0);
  entry->uid = cc_query_dup(row, 1);
  entry->created = cc_query_dup(row, 2);
  entry->changed = cc_query_dup(row, 3);
  contact->name = (CardcatName){cc_query_dup(row, 4), cc_query_dup(row, 5), cc_query_dup(row, 6),
                                cc_query_dup(row, 7), cc_query_dup(row, 8), cc_query_dup(row, 9)};
  read_meeting(row, 10, entry->meeting);
  entry->removed = cc_query_dup(row, 24);
  entry->version = cc_query_int(row, 25);
  entry->keep_in_touch = cc_query_dup(row, 26);
  entry->in_touch = cc_query_dup(row, 27);
  entry->quiet_until = cc_query_dup(row, 28);
  entry->since = cc_query_dup(row, 29);
  entry->portrait = cc_query_dup(row, 30);
  int column = 31;
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_info(field)->kind == CARDCAT_KIND_TEXT)
      *cardcat_contact_text(contact, field) = cc_query_dup(row, column++);
}

/* The columns of the single texts of a contact, ", v.organization, ..."; owned. */
static char *text_columns(void) {
  GString *out = g_string_new(NULL);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_info(field)->kind == CARDCAT_KIND_TEXT)
      g_string_append_printf(out, ", v.%s", cardcat_field_info(field)->key);
  return g_string_free(out, FALSE);
}

static gboolean load_people(Loader *loader, GError **error) {
  g_autofree char *columns = text_columns();
  g_autofree char *select = g_strdup_printf(
      "SELECT p.id, p.uid, p.created, p.changed, v.name, v.prefix, v.given, v.middle, v.family,"
      " v.suffix," MEETING_COLUMNS
      ", p.removed, v.id, v.keep_in_touch, v.in_touch, v.quiet_until, v.since,"
      " (SELECT sha256 FROM portraits WHERE id = v.portrait)%s FROM json_each(?1) j"
      " JOIN people p ON p.id = j.value"
      " JOIN versions v ON v.id = p.version JOIN meetings m ON m.id = v.meeting" MEETING_EVENT
      " WHERE (p.removed IS NOT NULL) = ?2",
      columns);
  g_autoptr(CcQuery) query = cc_query_new(
      loader->sql, select, CC_VALUES(cc_text(loader->ids), cc_int(loader->removed)), error);
  if (!query) return FALSE;
  while (cc_query_next(query)) {
    CardcatEntry *entry = cc_entry_new_empty();
    read_person(query, entry);
    /* An id that was asked for twice is one entry. */
    g_hash_table_replace(loader->entries, &entry->id, entry);
  }
  return cc_query_end(query, error);
}

/* They come in the order of the list. */
static void read_further_meeting(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  (void)field;
  CardcatMeeting *meeting = cardcat_meeting_new();
  read_meeting(row, 1, meeting);
  g_ptr_array_add(entry->meetings, meeting);
}

/* Of the meeting at its position. */
static void read_tag(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  (void)field;
  gint64 position = cc_query_int(row, 2);
  if (position >= (gint64)entry->meetings->len) return;
  const CardcatMeeting *meeting = entry->meetings->pdata[position];
  g_ptr_array_add(meeting->tags, cc_query_dup(row, 1));
}

static void read_card(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  (void)field;
  gint64 card = cc_query_int(row, 1);
  g_array_append_val(entry->cards, card);
}

static void read_phone(CcQuery *row, CardcatContact *contact) {
  g_autofree char *type = cc_query_dup(row, 1), *value = cc_query_dup(row, 2);
  g_autofree char *e164 = cc_query_dup(row, 3), *extension = cc_query_dup(row, 4);
  CardcatPhone *phone = cardcat_phone_new(CARDCAT_PHONE_OTHER, value, e164, extension);
  /* The table's CHECK knows the same names. */
  (void)cardcat_phone_type_parse(type, &phone->type);
  g_ptr_array_add(contact->phones, phone);
}

static void read_address(CcQuery *row, CardcatContact *contact) {
  CardcatAddress *address = cardcat_address_new();
  address->full = cc_query_dup(row, 1);
  address->street = cc_query_dup(row, 2);
  address->locality = cc_query_dup(row, 3);
  address->region = cc_query_dup(row, 4);
  address->postcode = cc_query_dup(row, 5);
  address->country = cc_query_dup(row, 6);
  cc_address_settle_country(address); /* of an older book */
  g_ptr_array_add(contact->addresses, address);
}

static void read_member(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  CardcatFieldKind kind = cardcat_field_info(field)->kind;
  if (kind == CARDCAT_KIND_PHONES)
    read_phone(row, entry->contact);
  else if (kind == CARDCAT_KIND_ADDRESSES)
    read_address(row, entry->contact);
  else
    g_ptr_array_add(cardcat_contact_list(entry->contact, field), cc_query_dup(row, 1));
}

/* Hands each of ROWS to READ. */
static gboolean load_rows(Loader *loader, const char *rows,
                          void (*read)(CcQuery *row, CardcatEntry *entry, CardcatField field),
                          CardcatField field, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(loader->sql, rows, CC_VALUES(cc_text(loader->ids)), error);
  if (!query) return FALSE;
  while (cc_query_next(query)) {
    CardcatEntry *entry = entry_of(loader, query);
    if (entry) read(query, entry, field);
  }
  return cc_query_end(query, error);
}

#define FURTHER_MEETINGS                                  \
  " FROM json_each(?1) j JOIN people p ON p.id = j.value" \
  " JOIN version_meetings x ON x.version = p.version"

/* Those behind the first, and the tags of all. */
static gboolean load_meetings(Loader *loader, GError **error) {
  return load_rows(loader,
                   "SELECT p.id," MEETING_COLUMNS FURTHER_MEETINGS
                   " JOIN meetings m ON m.id = x.meeting" MEETING_EVENT
                   " ORDER BY p.id, x.position",
                   read_further_meeting, CARDCAT_FIELDS, error) &&
         load_rows(
             loader,
             "SELECT p.id, t.tag, 0 FROM json_each(?1) j JOIN people p ON p.id = j.value"
             " JOIN versions v ON v.id = p.version JOIN meeting_tags t ON t.meeting = v.meeting"
             " ORDER BY p.id, t.position",
             read_tag, CARDCAT_FIELDS, error) &&
         load_rows(loader,
                   "SELECT p.id, t.tag, x.position" FURTHER_MEETINGS
                   " JOIN meeting_tags t ON t.meeting = x.meeting"
                   " ORDER BY p.id, x.position, t.position",
                   read_tag, CARDCAT_FIELDS, error);
}

static void read_chapter(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  (void)field;
  CardcatChapter *chapter = g_new0(CardcatChapter, 1);
  *chapter = (CardcatChapter){cc_query_dup(row, 1), cc_query_dup(row, 2), cc_query_dup(row, 3),
                              cc_query_dup(row, 4), cc_query_dup(row, 5)};
  g_ptr_array_add(entry->chapters, chapter);
}

static gboolean load_chapters(Loader *loader, GError **error) {
  return load_rows(loader,
                   "SELECT p.id, c.organization, c.department, c.title, c.since, c.until"
                   " FROM json_each(?1) j JOIN people p ON p.id = j.value"
                   " JOIN chapters c ON c.version = p.version ORDER BY p.id, c.position",
                   read_chapter, CARDCAT_FIELDS, error);
}

static void read_twin(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  (void)field;
  entry->twin = cc_query_int(row, 1);
}

/* Each way by its own index: over both at once SQLite would copy the table for each list. */
#define TWINS_OF " FROM json_each(?1) j JOIN twins t ON "
#define TWIN_IS_HERE                                                                       \
  " AND NOT EXISTS (SELECT 1 FROM apart x WHERE x.a = t.a AND x.b = t.b) JOIN people p ON" \
  " p.removed IS NULL AND p.id = "

/* The most alike comes last, and stays. */
static gboolean load_twins(Loader *loader, GError **error) {
  return load_rows(loader,
                   "SELECT j.value, t.b AS other, t.similarity AS similarity" TWINS_OF
                   "t.a = j.value" TWIN_IS_HERE
                   "t.b UNION ALL SELECT j.value, t.a, t.similarity" TWINS_OF
                   "t.b = j.value" TWIN_IS_HERE "t.a ORDER BY similarity, other DESC",
                   read_twin, CARDCAT_FIELDS, error);
}

static void read_link(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  (void)field;
  g_autofree char *kind = cc_query_dup(row, 1), *uid = cc_query_dup(row, 2);
  g_autofree char *name = cc_query_dup(row, 3);
  gboolean is_nameless = g_strcmp0(name, uid) == 0; /* as older imports kept it */
  CardcatLink *link =
      cardcat_link_new(CARDCAT_LINK_KNOWS, uid, is_nameless ? CC_LINK_SOMEBODY : name);
  /* The table's CHECK knows the same names. */
  (void)cardcat_link_kind_parse(kind, &link->kind);
  link->contact = cc_query_int(row, 4);
  link->theirs = cc_query_int(row, 5) != 0;
  g_ptr_array_add(entry->links, link);
}

static void read_group(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  (void)field;
  g_ptr_array_add(entry->groups, cc_query_dup(row, 1));
}

static void read_facts(CcQuery *row, CardcatEntry *entry, CardcatField field) {
  (void)field;
  CardcatGroup *group = g_new0(CardcatGroup, 1);
  group->name = cc_query_dup(row, 1);
  group->place = cc_query_dup(row, 2);
  group->note = cc_query_dup(row, 3);
  group->events = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(entry->group_facts, group);
}

/* Few groups have any: these come first. */
static gboolean load_facts(Loader *loader, GError **error) {
  return load_rows(loader,
                   "SELECT p.id, g.name, g.place, g.note FROM json_each(?1) j JOIN people p"
                   " ON p.id = j.value JOIN groups g ON (g.place IS NOT NULL OR g.note IS NOT NULL)"
                   " AND (EXISTS (SELECT 1 FROM members b WHERE b.version = p.version"
                   "  AND b.grp = g.id) OR EXISTS (SELECT 1 FROM versions v JOIN meetings m"
                   "  ON m.id = v.meeting JOIN events e ON e.id = m.occasion"
                   "  WHERE v.id = p.version AND e.grp = g.id) OR EXISTS (SELECT 1"
                   "  FROM version_meetings x JOIN meetings m ON m.id = x.meeting"
                   "  JOIN events e ON e.id = m.occasion WHERE x.version = p.version"
                   "  AND e.grp = g.id)) ORDER BY p.id, g.name",
                   read_facts, CARDCAT_FIELDS, error);
}

/* A name is the one that the other has now, or had last. */
#define LINK_NAME " coalesce(w.name, w.organization, l.name)"

static gboolean load_links(Loader *loader, GError **error) {
  return load_rows(loader,
                   "SELECT p.id, g.name FROM json_each(?1) j JOIN people p ON p.id = j.value"
                   " JOIN members b ON b.version = p.version JOIN groups g ON g.id = b.grp"
                   " ORDER BY p.id, g.name",
                   read_group, CARDCAT_FIELDS, error) &&
         load_rows(loader,
                   "SELECT p.id, l.kind, l.uid," LINK_NAME
                   ", CASE WHEN o.removed IS NULL THEN o.id END, 0 FROM json_each(?1) j"
                   " JOIN people p ON p.id = j.value JOIN links l ON l.version = p.version"
                   " LEFT JOIN people o ON o.uid = l.uid LEFT JOIN versions w ON w.id = o.version"
                   " ORDER BY p.id, l.position",
                   read_link, CARDCAT_FIELDS, error) &&
         /* What both say of one another is said once. */
         load_rows(loader,
                   "SELECT p.id, l.kind, o.uid, coalesce(w.name, w.organization, ''), o.id, 1"
                   " FROM json_each(?1) j JOIN people p ON p.id = j.value"
                   " JOIN links l ON l.uid = p.uid JOIN versions w ON w.id = l.version"
                   " JOIN people o ON o.id = w.person AND o.version = l.version"
                   " WHERE o.removed IS NULL AND NOT (l.kind = 'knows' AND EXISTS (SELECT 1"
                   "  FROM links x WHERE x.version = p.version AND x.kind = l.kind"
                   "  AND x.uid = o.uid)) ORDER BY p.id, w.sort_key, o.id",
                   read_link, CARDCAT_FIELDS, error);
}

static gboolean load_others(Loader *loader, GError **error) {
  return load_links(loader, error) && load_chapters(loader, error) && load_facts(loader, error) &&
         load_rows(loader,
                   "SELECT c.person, c.id FROM json_each(?1) j JOIN cards c ON c.person = j.value"
                   " ORDER BY c.person, c.id",
                   read_card, CARDCAT_FIELDS, error);
}

static gboolean load_parts(Loader *loader, GError **error) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_is_list(field) && (loader->parts & CARDCAT_PART_LIST(field)) &&
        !load_rows(loader, cc_list_sql(field)->load, read_member, field, error))
      return FALSE;
  return (!(loader->parts & CARDCAT_PART_MEETINGS) || load_meetings(loader, error)) &&
         (!(loader->parts & CARDCAT_PART_OTHERS) || load_others(loader, error)) &&
         (!(loader->parts & CARDCAT_PART_TWIN) || load_twins(loader, error));
}

static GPtrArray *load(CcSql *sql, const GArray *ids, gboolean removed, guint parts,
                       GError **error) {
  g_auto(Loader) loader = {
      sql, removed, parts, cc_json_numbers(ids),
      g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)cardcat_entry_free)};
  if (!load_people(&loader, error)) return NULL;
  if (!load_parts(&loader, error)) return NULL;
  GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_entry_free);
  for (guint i = 0; i < ids->len; i++) {
    CardcatEntry *entry = NULL;
    if (g_hash_table_steal_extended(loader.entries, &g_array_index(ids, gint64, i), NULL,
                                    (gpointer *)&entry))
      g_ptr_array_add(out, entry);
  }
  return out;
}

GPtrArray *cc_entries_load(CcSql *sql, const GArray *ids, GError **error) {
  return load(sql, ids, FALSE, CARDCAT_PART_ALL, error);
}

GPtrArray *cc_entries_load_part(CcSql *sql, const GArray *ids, guint parts, GError **error) {
  return load(sql, ids, FALSE, parts, error);
}

GPtrArray *cc_entries_load_removed(CcSql *sql, const GArray *ids, GError **error) {
  return load(sql, ids, TRUE, CARDCAT_PART_ALL, error);
}

CardcatEntry *cc_entry_load(CcSql *sql, gint64 id, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(ids, id);
  g_autoptr(GPtrArray) entries = cc_entries_load(sql, ids, error);
  if (!entries) return NULL;
  if (entries->len > 0) return g_ptr_array_steal_index(entries, 0);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
              "%s: there is no contact %" G_GINT64_FORMAT, cc_sql_name(sql), id);
  return NULL;
}
