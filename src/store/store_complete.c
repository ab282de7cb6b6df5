/* What a book has of that which somebody is typing. */
#include "store/people.h"

/* Values and, for people, what they are.  ?1: what is typed so far; ?2: how many are asked for. */
#define WHO                                                                                     \
  "SELECT p.id, coalesce(v.name || coalesce(', ' || v.organization, ''), v.organization, '')"   \
  " FROM people p JOIN versions v ON v.id = p.version WHERE instr(p.id, ?1) = 1 AND p.removed " \
  "IS "
#define LAST_FIRST " ORDER BY p.id DESC LIMIT ?2"
#define IN_BOOK " FROM people p JOIN versions v ON v.id = p.version WHERE p.removed IS NULL"

static const char *const queries[] = {
    [CARDCAT_COMPLETE_CONTACTS] = WHO "NULL" LAST_FIRST,
    [CARDCAT_COMPLETE_REMOVED] = WHO "NOT NULL" LAST_FIRST,
    [CARDCAT_COMPLETE_PEOPLE] = "SELECT v.name, max(v.organization)" IN_BOOK
                                " AND instr(lower(v.name), lower(?1)) > 0"
                                " GROUP BY v.name ORDER BY v.sort_key LIMIT ?2",
    [CARDCAT_COMPLETE_EVENTS] =
        "SELECT e.name, coalesce(e.starts || coalesce(', ' || e.place, ''), e.place)"
        " FROM events e WHERE instr(lower(e.name), lower(?1)) > 0 AND " CC_EVENT_STANDS
        " ORDER BY coalesce(e.starts, (SELECT max(m.met_on) FROM meetings m"
        " WHERE m.occasion = e.id), '') DESC, e.name LIMIT ?2",
    [CARDCAT_COMPLETE_GROUPS] =
        "SELECT g.name, g.place FROM groups g WHERE instr(lower(g.name), lower(?1)) > 0"
        " AND " CC_GROUP_STANDS " ORDER BY g.name LIMIT ?2",
    [CARDCAT_COMPLETE_TAGS] =
        "SELECT min(t.tag), NULL FROM meeting_tags t WHERE instr(lower(t.tag), lower(?1)) > 0"
        " AND t.meeting IN (SELECT v.meeting" IN_BOOK
        " UNION SELECT x.meeting FROM people p"
        " JOIN version_meetings x ON x.version = p.version WHERE p.removed IS NULL)"
        " GROUP BY t.tag COLLATE NOCASE ORDER BY 1 LIMIT ?2",
    [CARDCAT_COMPLETE_WANTS] =
        "SELECT w.id, w.words FROM wants w WHERE w.removed IS NULL"
        " AND instr(w.id, ?1) = 1 ORDER BY w.id LIMIT ?2",
};

static gboolean wait_for_nobody(const char *file, guint waited, gpointer data) {
  (void)file, (void)waited, (void)data;
  return FALSE;
}

/* The book as it is: it is not brought up to date, as cardcat_store_open() would. */
static CcSql *open_as_it_is(const char *path, GError **error) {
  const CardcatStoreOptions options = {.busy = wait_for_nobody};
  CcIdentity is = {0};
  g_autoptr(CcSql) sql = cc_sql_open(path, CARDCAT_STORE_READ, &options, error);
  if (!sql || !cc_identity_read(sql, &is, error) || !cc_identity_check(sql, &is, error))
    return NULL;
  if (is.version == cc_schema_version) return g_steal_pointer(&sql);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE, "%s: an older cardcat wrote it",
              cc_sql_name(sql));
  return NULL;
}

/* A book may have been written by anybody: what would be more than one line is none. */
static char *read_row(CcQuery *row) {
  g_autofree char *value = cc_query_dup(row, 0), *about = cc_query_dup(row, 1);
  g_autofree char *clean = cc_text_clean(value, -1, CC_TEXT_MAX);
  g_autofree char *clean_about = cc_text_clean(about, -1, CC_TEXT_MAX);
  if (!*clean || !g_str_equal(clean, value)) return NULL;
  return g_strjoin(*clean_about ? "\t" : "", clean, clean_about, NULL);
}

GPtrArray *cardcat_store_complete(const char *path, CardcatCompletion kind, const char *typed,
                                  guint limit, GError **error) {
  g_return_val_if_fail((guint)kind < G_N_ELEMENTS(queries), NULL);
  g_autoptr(CcSql) sql = open_as_it_is(path, error);
  g_autoptr(CcQuery) row =
      sql ? cc_query_new(sql, queries[kind], CC_VALUES(cc_text(typed), cc_int(limit)), error)
          : NULL;
  if (!row) return NULL;
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(g_free);
  while (cc_query_next(row)) {
    char *line = read_row(row);
    if (line) g_ptr_array_add(out, line);
  }
  return cc_query_end(row, error) ? g_steal_pointer(&out) : NULL;
}
