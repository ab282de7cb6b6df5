/* Groups: people who belong together, and whose events they are. */
#include "store/people.h"

#define GROUPS_MAX 50 /* of one person; the rest is dropped */

#define COLUMNS                                   \
  "SELECT g.id, g.name, g.place, g.note, (SELECT" \
  " count(*) FROM group_people w WHERE w.grp = g.id) FROM groups g"

/* The row, without its events. */
static CardcatGroup *read_group(CcQuery *row) {
  CardcatGroup *group = g_new0(CardcatGroup, 1);
  group->id = cc_query_int(row, 0);
  group->name = cc_query_dup(row, 1);
  group->place = cc_query_dup(row, 2);
  group->note = cc_query_dup(row, 3);
  group->people = cc_query_int(row, 4);
  group->events = g_ptr_array_new_with_free_func(g_free);
  return group;
}

static gboolean load_events(CcSql *sql, CardcatGroup *group, GError **error) {
  g_autoptr(CcQuery) row =
      cc_query_new(sql,
                   "SELECT e.name FROM events e WHERE e.grp = ?1 ORDER BY coalesce(e.starts,"
                   " (SELECT max(m.met_on) FROM meetings m WHERE m.occasion = e.id), '') DESC,"
                   " e.name",
                   CC_VALUES(cc_int(group->id)), error);
  if (!row) return FALSE;
  while (cc_query_next(row))
    g_ptr_array_add(group->events, cc_query_dup(row, 0));
  return cc_query_end(row, error);
}

/* All that QUERY finds for VALUE: CardcatGroup*, owned. */
static GPtrArray *load(CcSql *sql, const char *query, CcValue value, GError **error) {
  g_autoptr(CcQuery) row = cc_query_new(sql, query, CC_VALUES(value), error);
  if (!row) return NULL;
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_group_free);
  while (cc_query_next(row))
    g_ptr_array_add(out, read_group(row));
  if (!cc_query_end(row, error)) return NULL;
  for (guint i = 0; i < out->len; i++)
    if (!load_events(sql, out->pdata[i], error)) return NULL;
  return g_steal_pointer(&out);
}

GPtrArray *cardcat_store_groups(CardcatStore *store, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction) return NULL;
  return load(store->sql, COLUMNS " WHERE ?1 IS NULL AND " CC_GROUP_STANDS " ORDER BY g.name",
              cc_text(NULL), error);
}

CardcatGroup *cardcat_store_find_group(CardcatStore *store, const char *name, GError **error) {
  g_autofree char *clean = cc_text_clean(name, -1, CC_TEXT_MAX);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  g_autoptr(GPtrArray) found =
      transaction ? load(store->sql, COLUMNS " WHERE g.name = ?1 AND " CC_GROUP_STANDS,
                         cc_text(clean), error)
                  : NULL;
  if (!found) return NULL;
  if (found->len > 0) return g_ptr_array_steal_index(found, 0);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "%s: there is no group '%s'",
              cc_sql_name(store->sql), clean);
  return NULL;
}

GPtrArray *cardcat_store_group_people(CardcatStore *store, gint64 id, guint offset, guint limit,
                                      GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction) return NULL;
  g_autoptr(GArray) ids = cc_sql_get_ints(
      store->sql,
      "SELECT p.id FROM group_people w JOIN people p ON p.id = w.person JOIN versions v"
      " ON v.id = p.version WHERE w.grp = ?1 ORDER BY v.sort_key, p.id LIMIT ?2 OFFSET ?3",
      CC_VALUES(cc_int(id), cc_int(limit > 0 ? (gint64)limit : -1), cc_int(offset)), error);
  return ids ? cc_entries_load(store->sql, ids, error) : NULL;
}

/* ---- changed -------------------------------------------------------------------------------- */

static gboolean set_usage(GError **error, const char *message) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "group: %s", message);
  return FALSE;
}

gboolean cc_group_make(CcSql *sql, const char *name, gint64 *id, GError **error) {
  *id = 0;
  if (!name) return TRUE;
  return cc_sql_run(sql, "INSERT OR IGNORE INTO groups(name) VALUES(?1)", CC_VALUES(cc_text(name)),
                    error) &&
         cc_sql_get_int(sql, "SELECT id FROM groups WHERE name = ?1", CC_VALUES(cc_text(name)), id,
                        error);
}

static gboolean put(CcSql *sql, gint64 id, const char *name, const char *place, const char *note,
                    GError **error) {
  return cc_sql_run(sql, "UPDATE groups SET name = ?2, place = ?3, note = ?4 WHERE id = ?1",
                    CC_VALUES(cc_int(id), cc_text(name), cc_text(place), cc_text(note)), error);
}

/* There is GROUP's id, and no other group is called NAME. */
static gboolean check(CcSql *sql, gint64 id, const char *name, GError **error) {
  gint64 known = 0, other = 0;
  if (!name) return set_usage(error, "a group needs a name");
  if (!cc_sql_get_int(sql, "SELECT id FROM groups WHERE id = ?1", CC_VALUES(cc_int(id)), &known,
                      error) ||
      !cc_sql_get_int(sql,
                      "SELECT id FROM groups g WHERE name = ?1 AND id <> ?2 AND " CC_GROUP_STANDS,
                      CC_VALUES(cc_text(name), cc_int(id)), &other, error))
    return FALSE;
  if (other != 0) return set_usage(error, "another group already has this name");
  if (known != 0) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "%s: there is no such group",
              cc_sql_name(sql));
  return FALSE;
}

static gboolean keep(CcSql *sql, gint64 decision, gint64 id, GError **error) {
  return cc_sql_run(sql,
                    "INSERT INTO decision_groups SELECT ?1, id, name, place, note FROM groups"
                    " WHERE id = ?2",
                    CC_VALUES(cc_int(decision), cc_int(id)), error);
}

/* One that does not stand, and is called NAME as group ID is to be, gets another name. */
static gboolean make_way(CcSql *sql, gint64 decision, gint64 id, const char *name, GError **error) {
  gint64 other = 0;
  if (!cc_sql_get_int(sql, "SELECT id FROM groups WHERE name = ?1 AND id <> ?2",
                      CC_VALUES(cc_text(name), cc_int(id)), &other, error))
    return FALSE;
  if (other == 0) return TRUE;
  g_autofree char *free_name =
      cc_name_numbered(sql, "SELECT id FROM groups WHERE name = ?1", name, error);
  return free_name && keep(sql, decision, other, error) &&
         put(sql, other, free_name, NULL, NULL, error);
}

gboolean cardcat_store_change_group(CardcatStore *store, const CardcatGroup *group,
                                    GError **error) {
  CcSql *sql = store->sql;
  gint64 decision = 0;
  g_autofree char *name = cc_clean_or_null(group->name), *place = cc_clean_or_null(group->place);
  g_autofree char *note = cc_clean_or_null(group->note);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  return transaction && check(sql, group->id, name, error) &&
         cc_decision_begin(sql, "group", name, &decision, error) &&
         keep(sql, decision, group->id, error) && make_way(sql, decision, group->id, name, error) &&
         put(sql, group->id, name, place, note, error) && cc_transaction_commit(transaction, error);
}

/* Its events are nobody's then. */
static gboolean release_events(CcSql *sql, gint64 decision, gint64 id, GError **error) {
  return cc_sql_run(sql,
                    "INSERT INTO decision_events SELECT ?1, id, name, place, starts, ends, grp"
                    " FROM events WHERE grp = ?2",
                    CC_VALUES(cc_int(decision), cc_int(id)), error) &&
         cc_sql_run(sql, "UPDATE events SET grp = NULL WHERE grp = ?1", CC_VALUES(cc_int(id)),
                    error);
}

/* As cardcat_store_remove_event(). */
gboolean cardcat_store_remove_group(CardcatStore *store, gint64 id, GError **error) {
  CcSql *sql = store->sql;
  gint64 decision = 0;
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  g_autoptr(GPtrArray) found =
      transaction ? load(sql, COLUMNS " WHERE g.id = ?1", cc_int(id), error) : NULL;
  if (!found || !check(sql, id, "", error)) return FALSE;
  const CardcatGroup *old = found->pdata[0];
  if (old->people > 0)
    return set_usage(error, "people belong to it; only one without any can be removed");
  return cc_decision_begin(sql, "ungroup", old->name, &decision, error) &&
         keep(sql, decision, id, error) && release_events(sql, decision, id, error) &&
         put(sql, id, old->name, NULL, NULL, error) && cc_transaction_commit(transaction, error);
}

/* As cc_events_put_back(). */
gboolean cc_groups_put_back(CcSql *sql, gint64 decision, GError **error) {
  if (!cc_sql_run(sql,
                  "UPDATE groups SET name = char(1) || id WHERE id IN (SELECT grp FROM"
                  " decision_groups WHERE decision = ?1)",
                  CC_VALUES(cc_int(decision)), error))
    return FALSE;
  g_autoptr(CcQuery) row =
      cc_query_new(sql, "SELECT grp, name, place, note FROM decision_groups WHERE decision = ?1",
                   CC_VALUES(cc_int(decision)), error);
  if (!row) return FALSE;
  while (cc_query_next(row)) {
    g_autofree char *name = cc_query_dup(row, 1), *place = cc_query_dup(row, 2);
    g_autofree char *note = cc_query_dup(row, 3);
    if (!put(sql, cc_query_int(row, 0), name, place, note, error)) return FALSE;
  }
  return cc_query_end(row, error);
}

/* ---- members -------------------------------------------------------------------------------- */

gboolean cc_members_put(CcSql *sql, gint64 person, const GPtrArray *names, GError **error) {
  if (!cc_sql_run(sql,
                  "DELETE FROM members WHERE version = (SELECT version FROM people WHERE id = ?1)",
                  CC_VALUES(cc_int(person)), error))
    return FALSE;
  for (guint i = 0; i < names->len && i < GROUPS_MAX; i++) {
    g_autofree char *name = cc_clean_or_null(names->pdata[i]);
    gint64 group = 0;
    if (!cc_group_make(sql, name, &group, error) ||
        !cc_sql_run(sql,
                    "INSERT OR IGNORE INTO members SELECT version, ?2 FROM people WHERE id = ?1"
                    " AND ?2 <> 0",
                    CC_VALUES(cc_int(person), cc_int(group)), error))
      return FALSE;
  }
  return TRUE;
}

gboolean cc_members_merge(CcSql *sql, gint64 into, gint64 from, GError **error) {
  return cc_sql_run(sql,
                    "INSERT OR IGNORE INTO members SELECT p.version, b.grp FROM people p, people q"
                    " JOIN members b ON b.version = q.version WHERE p.id = ?1 AND q.id = ?2",
                    CC_VALUES(cc_int(into), cc_int(from)), error);
}

/* The place of NAME among ENTRY's groups, in whatever case; their number: it is not there. */
static guint place_of(const CardcatEntry *entry, const char *name) {
  g_autofree char *wanted = g_utf8_casefold(name, -1);
  guint i = 0;
  for (; i < entry->groups->len; i++) {
    g_autofree char *has = g_utf8_casefold(entry->groups->pdata[i], -1);
    if (g_str_equal(has, wanted)) break;
  }
  return i;
}

gboolean cardcat_store_set_member(CardcatStore *store, gint64 contact_id, const char *name,
                                  gboolean member, GError **error) {
  CcSql *sql = store->sql;
  g_auto(CcPersonChange) change = {.sql = sql};
  g_autofree char *group = cc_clean_or_null(name);
  if (!group) return set_usage(error, "a group needs a name");
  if (!cc_person_change_begin(&change, contact_id, error)) return FALSE;
  CardcatEntry *entry = change.entry;
  guint at = place_of(entry, group);
  if (!member && at == entry->groups->len) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "%s: contact %" G_GINT64_FORMAT " does not belong to '%s'", cc_sql_name(sql),
                contact_id, group);
    return FALSE;
  }
  if (member && at == entry->groups->len) g_ptr_array_add(entry->groups, g_strdup(group));
  if (!member) g_ptr_array_remove_index(entry->groups, at);
  return cc_person_change_keep(&change, member ? "joined" : "left", error) &&
         cc_members_put(sql, contact_id, entry->groups, error) &&
         cc_decision_commit(sql, change.transaction, error);
}
