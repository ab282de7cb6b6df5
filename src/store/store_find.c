/* Contacts found by who they are and how they were met. */
#include "store/people.h"

/* A condition that is not asked for names its value all the same, which is NULL then. */
typedef struct {
  const char *asked, *not_asked;
} Condition;

static const Condition words = {" AND l.id IN (SELECT rowid FROM search WHERE search MATCH ?1)",
                                " AND ?1 IS NULL"};

/* People with a meeting of which all of what follows holds: the last, or one before it. */
#define MET                                                                                   \
  " AND l.id IN (SELECT q.id FROM (SELECT id AS version, meeting FROM versions UNION"         \
  " ALL SELECT version, meeting FROM version_meetings) x JOIN meetings m ON m.id = x.meeting" \
  " JOIN people q ON q.version = x.version WHERE 1"
static const Condition event = {" AND m.event = ?2 COLLATE NOCASE", " AND ?2 IS NULL"};
/* By what was noted of the meeting, or by a link. */
static const Condition introduced_by = {
    " AND (m.introduced_by = ?3 COLLATE NOCASE OR EXISTS (SELECT 1 FROM links l LEFT JOIN people o"
    " ON o.uid = l.uid LEFT JOIN versions w ON w.id = o.version WHERE l.version = q.version"
    " AND l.kind = 'introduced by' AND coalesce(w.name, l.name) = ?3 COLLATE NOCASE))",
    " AND ?3 IS NULL"};
/* The day of meeting m, as cardcat_meeting_day(). */
#define DAY                                                                                 \
  "iif(m.met_on <> coalesce(m.taken_on, ''), m.met_on, coalesce((SELECT ends FROM events o" \
  " WHERE o.id = m.occasion), m.met_on))"
static const Condition since = {" AND coalesce(" DAY ", substr(q.created, 1, 10)) >= ?4",
                                " AND ?4 IS NULL"};
/* ?5: a JSON array. */
static const Condition tags = {
    " AND NOT EXISTS (SELECT 1 FROM json_each(?5) t WHERE NOT EXISTS (SELECT 1 FROM meeting_tags g"
    " WHERE g.meeting = m.id AND g.tag = t.value COLLATE NOCASE))",
    " AND ?5 IS NULL"};
static const Condition to_write = {" AND m.send_follow_up AND m.followed_up IS NULL", ""};

static const Condition group = {" AND l.id IN (SELECT person FROM group_people WHERE name = ?8)",
                                " AND ?8 IS NULL"};

/* What is not in the table "listed". */
#define PERSON " JOIN people p ON p.id = l.id"
#define MEETING PERSON " JOIN versions v ON v.id = p.version JOIN meetings m ON m.id = v.meeting"
/* The day of the last meeting. */
#define LAST_DAY                                                                               \
  " JOIN (SELECT q.id, max(" DAY                                                               \
  ") AS day FROM (SELECT id AS version, meeting FROM versions"                                 \
  " UNION ALL SELECT version, meeting FROM version_meetings) x JOIN people q ON q.version = x" \
  ".version JOIN meetings m ON m.id = x.meeting GROUP BY q.id) d ON d.id = l.id"

/* UP and DOWN stand before the order of the table. */
static const struct {
  const char *name, *up, *down, *join;
} sorts[] = {
    [CARDCAT_SORT_NAME] = {"name", "", "l.sort_key DESC,", ""},
    [CARDCAT_SORT_ORGANIZATION] = {"organization",
                                   "l.organization IS NULL, l.organization COLLATE NOCASE,",
                                   "l.organization IS NULL, l.organization COLLATE NOCASE DESC,",
                                   ""},
    [CARDCAT_SORT_EVENT] = {"event", "m.event IS NULL, m.event COLLATE NOCASE,",
                            "m.event IS NULL, m.event COLLATE NOCASE DESC,", MEETING},
    [CARDCAT_SORT_MET] = {"met", "d.day IS NULL, d.day,", "d.day IS NULL, d.day DESC,", LAST_DAY},
    [CARDCAT_SORT_ADDED] = {"added", "p.created,", "p.created DESC,", PERSON},
    [CARDCAT_SORT_CHANGED] = {"changed", "p.changed,", "p.changed DESC,", PERSON},
    [CARDCAT_SORT_ID] = {"id", "l.id,", "l.id DESC,", ""},
};

gboolean cardcat_sort_parse(const char *name, CardcatSort *sort) {
  for (guint i = 0; i < G_N_ELEMENTS(sorts); i++)
    if (g_strcmp0(name, sorts[i].name) == 0) {
      *sort = (CardcatSort)i;
      return TRUE;
    }
  return FALSE;
}

static void add(GString *query, const Condition *condition, gboolean is_asked) {
  g_string_append(query, is_asked ? condition->asked : condition->not_asked);
}

/* JSON of TEXTS, owned; NULL: there are none. */
static char *json_texts(const char *const *texts) {
  if (!texts || !*texts) return NULL;
  GString *out = g_string_new("[");
  for (const char *const *text = texts; *text; text++) {
    g_autofree char *clean = cc_text_clean(*text, -1, CC_TEXT_MAX);
    g_string_append(out, text == texts ? "\"" : ",\"");
    for (const char *p = clean; *p; p++)
      g_string_append_printf(out, *p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
    g_string_append_c(out, '"');
  }
  g_string_append_c(out, ']');
  return g_string_free(out, FALSE);
}

/* What is asked of a meeting.  With nothing asked the table itself has the order. */
static void add_met(GString *query, const CardcatFilter *filter) {
  gboolean has_tags = filter->tags && *filter->tags;
  gboolean asks = filter->event || filter->introduced_by || filter->since || filter->to_write;
  if (asks || has_tags) g_string_append(query, MET);
  add(query, &event, filter->event != NULL);
  add(query, &introduced_by, filter->introduced_by != NULL);
  add(query, &since, filter->since != NULL);
  add(query, &tags, has_tags);
  add(query, &to_write, filter->to_write);
  if (asks || has_tags) g_string_append_c(query, ')');
}

static char *query_of(const char *columns, const CardcatFilter *filter, gboolean has_words) {
  GString *query = g_string_new("SELECT ");
  g_string_append(query, columns);
  g_string_append(query, " FROM listed l");
  g_string_append(query, sorts[filter->sort].join);
  g_string_append(query, " WHERE 1");
  add(query, &words, has_words);
  add_met(query, filter);
  add(query, &group, filter->group != NULL);
  g_string_append_printf(query, " ORDER BY %s l.sort_key, l.uid LIMIT ?6 OFFSET ?7",
                         filter->descending ? sorts[filter->sort].down : sorts[filter->sort].up);
  return g_string_free(query, FALSE);
}

CcQuery *cc_find_columns(CcSql *sql, const char *columns, const CardcatFilter *filter,
                         GError **error) {
  g_autofree char *expression = cc_search_expression(filter->words ? filter->words : "");
  g_autofree char *wanted = json_texts(filter->tags);
  g_autofree char *query = query_of(columns, filter, expression != NULL);
  gint64 limit = filter->limit > 0 ? (gint64)filter->limit : -1; /* as SQLite has it */
  return cc_query_new(
      sql, query,
      CC_VALUES(cc_text(expression), cc_text(filter->event), cc_text(filter->introduced_by),
                cc_text(filter->since), cc_text(wanted), cc_int(limit), cc_int(filter->offset),
                cc_text(filter->group)),
      error);
}

GArray *cc_find(CcSql *sql, const CardcatFilter *filter, GError **error) {
  g_autoptr(CcQuery) query = cc_find_columns(sql, "l.id", filter, error);
  return query ? cc_query_ints(query, error) : NULL;
}

GArray *cardcat_store_find(CardcatStore *store, const CardcatFilter *filter, GError **error) {
  g_return_val_if_fail((guint)filter->sort < G_N_ELEMENTS(sorts), NULL);
  return cc_find(store->sql, filter, error);
}

GPtrArray *cardcat_store_get_contacts(CardcatStore *store, const gint64 *ids, guint count,
                                      GError **error) {
  return cardcat_store_get_parts(store, ids, count, CARDCAT_PART_ALL, error);
}

GPtrArray *cardcat_store_get_parts(CardcatStore *store, const gint64 *ids, guint count, guint parts,
                                   GError **error) {
  g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_vals(wanted, ids, count);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  return transaction ? cc_entries_load_part(store->sql, wanted, parts, error) : NULL;
}
