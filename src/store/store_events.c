/* Events: where people are met, under one name for all. */
#include "store/people.h"

void cardcat_event_free(CardcatEvent *event) {
  if (!event) return;
  g_free(event->name);
  g_free(event->place);
  g_free(event->starts);
  g_free(event->ends);
  g_free(event->group);
  g_free(event);
}

/* Those of the book who have a meeting at event e. */
#define PEOPLE                                                                                    \
  "SELECT p.id FROM meetings m JOIN versions v ON v.meeting = m.id JOIN people p ON p.version = " \
  "v.id WHERE m.occasion = e.id AND p.removed IS NULL UNION SELECT p.id FROM meetings m JOIN "    \
  "version_meetings x ON x.meeting = m.id JOIN people p ON p.version = x.version WHERE "          \
  "m.occasion = e.id AND p.removed IS NULL"
#define COLUMNS                                                                                  \
  "SELECT e.id, e.name, e.place, e.starts, e.ends, (SELECT name FROM groups WHERE id = e.grp), " \
  "(SELECT count(*) FROM (" PEOPLE "))"

static CardcatEvent *read_event(CcQuery *row) {
  CardcatEvent *event = g_new0(CardcatEvent, 1);
  event->id = cc_query_int(row, 0);
  event->name = cc_query_dup(row, 1);
  event->place = cc_query_dup(row, 2);
  event->starts = cc_query_dup(row, 3);
  event->ends = cc_query_dup(row, 4);
  event->group = cc_query_dup(row, 5);
  event->people = cc_query_int(row, 6);
  return event;
}

GPtrArray *cardcat_store_events(CardcatStore *store, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(store->sql,
                   COLUMNS " FROM events e WHERE " CC_EVENT_STANDS
                           " ORDER BY coalesce(e.starts, (SELECT max(m.met_on) FROM meetings m"
                           " WHERE m.occasion = e.id), '') DESC, e.name",
                   NULL, error);
  if (!query) return NULL;
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_event_free);
  while (cc_query_next(query))
    g_ptr_array_add(out, read_event(query));
  return cc_query_end(query, error) ? g_steal_pointer(&out) : NULL;
}

/* The one that CONDITION finds for VALUE; NULL without error: none. */
static CardcatEvent *find(CcSql *sql, const char *query, CcValue value, GError **error) {
  g_autoptr(CcQuery) row = cc_query_new(sql, query, CC_VALUES(value), error);
  if (!row) return NULL;
  g_autoptr(CardcatEvent) event = cc_query_next(row) ? read_event(row) : NULL;
  return cc_query_end(row, error) ? g_steal_pointer(&event) : NULL;
}

#define BY_NAME COLUMNS " FROM events e WHERE e.name = ?1 AND " CC_EVENT_STANDS
#define BY_ID COLUMNS " FROM events e WHERE e.id = ?1"

CardcatEvent *cardcat_store_find_event(CardcatStore *store, const char *name, GError **error) {
  GError *failed = NULL;
  g_autofree char *clean = cc_text_clean(name, -1, CC_TEXT_MAX);
  CardcatEvent *event = find(store->sql, BY_NAME, cc_text(clean), &failed);
  if (failed)
    g_propagate_error(error, failed);
  else if (!event)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "%s: there is no event '%s'",
                cc_sql_name(store->sql), clean);
  return event;
}

GPtrArray *cardcat_store_event_people(CardcatStore *store, gint64 id, guint offset, guint limit,
                                      GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction) return NULL;
  g_autoptr(GArray) ids = cc_sql_get_ints(
      store->sql,
      "SELECT p.id FROM events e, people p JOIN versions v ON v.id = p.version"
      " WHERE e.id = ?1 AND p.id IN (" PEOPLE ") ORDER BY v.sort_key, p.id LIMIT ?2 OFFSET ?3",
      CC_VALUES(cc_int(id), cc_int(limit > 0 ? (gint64)limit : -1), cc_int(offset)), error);
  return ids ? cc_entries_load(store->sql, ids, error) : NULL;
}

/* ---- changed -------------------------------------------------------------------------------- */

static gboolean set_usage(GError **error, const char *format, const char *text) {
  g_autofree char *said = g_strdup_printf("%s: %s", text, format);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, said);
  return FALSE;
}

static gboolean check(CcSql *sql, const CardcatEvent *event, GError **error) {
  const char *days[] = {event->starts, event->ends};
  gint64 other = 0;
  if (!event->name) return set_usage(error, "an event needs a name", "event");
  for (guint i = 0; i < G_N_ELEMENTS(days); i++)
    if (days[i] && !cc_is_date(days[i]))
      return set_usage(error, "this is not a date such as 2026-06-16", days[i]);
  if (days[0] && days[1] && g_strcmp0(days[0], days[1]) > 0)
    return set_usage(error, "an event cannot end before it starts", days[1]);
  if (!cc_sql_get_int(sql,
                      "SELECT id FROM events e WHERE name = ?1 AND id <> ?2 AND " CC_EVENT_STANDS,
                      CC_VALUES(cc_text(event->name), cc_int(event->id)), &other, error))
    return FALSE;
  return other == 0 || set_usage(error, "another event already has this name", event->name);
}

/* Whoever was met there is found by the new name. */
static gboolean index_people(CcSql *sql, gint64 id, GError **error) {
  g_autoptr(GArray) people = cc_sql_get_ints(
      sql, "SELECT p.id FROM events e, people p WHERE e.id = ?1 AND p.id IN (" PEOPLE ")",
      CC_VALUES(cc_int(id)), error);
  if (!people) return FALSE;
  for (guint i = 0; i < people->len; i++)
    if (!cc_version_index(sql, g_array_index(people, gint64, i), error)) return FALSE;
  return TRUE;
}

static gboolean put(CcSql *sql, gint64 id, const char *name, const char *place, const char *starts,
                    const char *ends, gint64 group, GError **error) {
  return cc_sql_run(sql,
                    "UPDATE events SET name = ?2, place = ?3, starts = ?4, ends = ?5, grp = ?6"
                    " WHERE id = ?1",
                    CC_VALUES(cc_int(id), cc_text(name), cc_text(place), cc_text(starts),
                              cc_text(ends), cc_id(group)),
                    error) &&
         cc_sql_run(sql, "UPDATE meetings SET event = ?2 WHERE occasion = ?1 AND event <> ?2",
                    CC_VALUES(cc_int(id), cc_text(name)), error) &&
         index_people(sql, id, error);
}

static CardcatEvent *cleaned(const CardcatEvent *event) {
  CardcatEvent *new = g_new0(CardcatEvent, 1);
  *new = (CardcatEvent){.id = event->id,
                        .name = cc_clean_or_null(event->name),
                        .place = cc_clean_or_null(event->place),
                        .starts = cc_clean_or_null(event->starts),
                        .ends = cc_clean_or_null(event->ends),
                        .group = cc_clean_or_null(event->group)};
  return new;
}

static CardcatEvent *find_by_id(CcSql *sql, gint64 id, GError **error) {
  GError *failed = NULL;
  CardcatEvent *event = find(sql, BY_ID, cc_int(id), &failed);
  if (!event && !failed)
    g_set_error(&failed, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "%s: there is no such event",
                cc_sql_name(sql));
  if (failed) g_propagate_error(error, failed);
  return event;
}

static gboolean keep(CcSql *sql, gint64 decision, gint64 id, GError **error) {
  return cc_sql_run(sql,
                    "INSERT INTO decision_events SELECT ?1, id, name, place, starts, ends, grp"
                    " FROM events WHERE id = ?2",
                    CC_VALUES(cc_int(decision), cc_int(id)), error);
}

/* One that does not stand, and is called as EVENT is to be, gets another name. */
static gboolean make_way(CcSql *sql, gint64 decision, const CardcatEvent *event, GError **error) {
  gint64 other = 0;
  if (!cc_sql_get_int(sql, "SELECT id FROM events WHERE name = ?1 AND id <> ?2",
                      CC_VALUES(cc_text(event->name), cc_int(event->id)), &other, error))
    return FALSE;
  if (other == 0) return TRUE;
  g_autofree char *name =
      cc_name_numbered(sql, "SELECT id FROM events WHERE name = ?1", event->name, error);
  return name && keep(sql, decision, other, error) &&
         put(sql, other, name, NULL, NULL, NULL, 0, error);
}

gboolean cardcat_store_change_event(CardcatStore *store, const CardcatEvent *event,
                                    GError **error) {
  CcSql *sql = store->sql;
  gint64 decision = 0, group = 0;
  g_autoptr(CardcatEvent) new = cleaned(event);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  if (!transaction || !check(sql, new, error)) return FALSE;
  g_autoptr(CardcatEvent) old = find_by_id(sql, event->id, error);
  return old && cc_decision_begin(sql, "event", new->name, &decision, error) &&
         keep(sql, decision, old->id, error) && make_way(sql, decision, new, error) &&
         cc_group_make(sql, new->group, &group, error) &&
         put(sql, old->id, new->name, new->place, new->starts, new->ends, group, error) &&
         cc_decision_commit(sql, transaction, error);
}

/* What is known of it is forgotten, so that it does not stand; its name stays with old meetings. */
gboolean cardcat_store_remove_event(CardcatStore *store, gint64 id, GError **error) {
  CcSql *sql = store->sql;
  gint64 decision = 0, cards = 0;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  g_autoptr(CardcatEvent) old = transaction ? find_by_id(sql, id, error) : NULL;
  if (!old || !cc_sql_get_int(sql,
                              "SELECT count(*) FROM events e, cards q WHERE e.id = ?1 AND q.id IN"
                              " (" CC_EVENT_CARDS ")",
                              CC_VALUES(cc_int(id)), &cards, error))
    return FALSE;
  if (old->people > 0)
    return set_usage(error, "people were met there; only one without any can be removed",
                     old->name);
  if (cards > 0)
    return set_usage(error, "cards to review are from there; review them first", old->name);
  return cc_decision_begin(sql, "unevent", old->name, &decision, error) &&
         keep(sql, decision, id, error) && put(sql, id, old->name, NULL, NULL, NULL, 0, error) &&
         cc_decision_commit(sql, transaction, error);
}

/* Of several each may have the name that another had: first they have none. */
gboolean cc_events_put_back(CcSql *sql, gint64 decision, GError **error) {
  if (!cc_sql_run(sql,
                  "UPDATE events SET name = char(1) || id WHERE id IN (SELECT event FROM"
                  " decision_events WHERE decision = ?1)",
                  CC_VALUES(cc_int(decision)), error))
    return FALSE;
  g_autoptr(CcQuery) query = cc_query_new(
      sql, "SELECT event, name, place, starts, ends, grp FROM decision_events WHERE decision = ?1",
      CC_VALUES(cc_int(decision)), error);
  if (!query) return FALSE;
  while (cc_query_next(query)) {
    g_autofree char *name = cc_query_dup(query, 1), *place = cc_query_dup(query, 2);
    g_autofree char *starts = cc_query_dup(query, 3), *ends = cc_query_dup(query, 4);
    if (!put(sql, cc_query_int(query, 0), name, place, starts, ends, cc_query_int(query, 5), error))
      return FALSE;
  }
  return cc_query_end(query, error);
}
