/* How often one wants to be in touch with whom, and when one last was. */
#include "store/people.h"

static void set(char **text, const char *now) {
  g_free(*text);
  *text = g_strdup(now);
}

void cc_touch_merge(CardcatEntry *into, const CardcatEntry *from) {
  if (!into->keep_in_touch) set(&into->keep_in_touch, from->keep_in_touch);
  if (g_strcmp0(from->in_touch, into->in_touch) > 0) set(&into->in_touch, from->in_touch);
  if (g_strcmp0(from->quiet_until, into->quiet_until) > 0)
    set(&into->quiet_until, from->quiet_until);
}

/* ---- one person ------------------------------------------------------------------------------ */

/* What is decided about one. */
typedef struct {
  CcSql *sql;
  CcTransaction *transaction;
  CardcatEntry *entry; /* which is changed in between */
} Change;

static void change_clear(Change *change) {
  cardcat_entry_free(change->entry);
  cc_transaction_free(change->transaction);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Change, change_clear)

static gboolean begin(Change *change, CardcatStore *store, gint64 id, GError **error) {
  change->sql = store->sql;
  change->transaction = cc_transaction_begin(store->sql, TRUE, error);
  change->entry = change->transaction ? cc_entry_load(store->sql, id, error) : NULL;
  return change->entry != NULL;
}

static gboolean end(const Change *change, const char *kind, GError **error) {
  const CardcatEntry *entry = change->entry;
  g_autoptr(GArray) met = cc_met_load(change->sql, entry->id, error);
  gint64 decision = 0;
  return met &&
         cc_decision_begin(change->sql, kind, cc_contact_label(entry->contact), &decision, error) &&
         cc_decision_keep_person(change->sql, decision, entry->id, error) &&
         cc_version_set(change->sql, entry->id, entry->contact, met, error) &&
         cc_touch_set(change->sql, entry->id, entry, error) &&
         cc_decision_commit(change->sql, change->transaction, error);
}

/* As it is kept; NULL without error: INTERVAL is NULL. */
static char *parse(const char *interval, GError **error) {
  return interval ? cardcat_interval_parse(interval, error) : NULL;
}

gboolean cardcat_store_keep_in_touch(CardcatStore *store, gint64 contact_id, const char *interval,
                                     GError **error) {
  g_auto(Change) change = {0};
  g_autofree char *now = parse(interval, error);
  if ((interval && !now) || !begin(&change, store, contact_id, error)) return FALSE;
  set(&change.entry->keep_in_touch, now);
  g_clear_pointer(&change.entry->quiet_until, g_free);
  return end(&change, "keep-in-touch", error);
}

gboolean cardcat_store_note_in_touch(CardcatStore *store, gint64 contact_id, const char *day,
                                     GError **error) {
  g_auto(Change) change = {0};
  if (!cc_is_date(day)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "\"%s\" is not a date: give year, month and day as in 2026-06-16", day);
    return FALSE;
  }
  if (!begin(&change, store, contact_id, error)) return FALSE;
  if (g_strcmp0(day, change.entry->in_touch) > 0) set(&change.entry->in_touch, day);
  g_clear_pointer(&change.entry->quiet_until, g_free);
  return end(&change, "in-touch", error);
}

gboolean cardcat_store_put_off_touch(CardcatStore *store, gint64 contact_id, const char *until,
                                     GError **error) {
  g_auto(Change) change = {0};
  if (!begin(&change, store, contact_id, error)) return FALSE;
  set(&change.entry->quiet_until, until);
  return end(&change, "quiet", error);
}

/* ---- tags ------------------------------------------------------------------------------------ */

void cardcat_tag_interval_free(CardcatTagInterval *one) {
  if (!one) return;
  g_free(one->tag);
  g_free(one->interval);
  g_free(one);
}

static gboolean set_tag(CcSql *sql, const char *tag, const char *interval, GError **error) {
  return cc_sql_run(sql,
                    interval ? "INSERT OR REPLACE INTO tag_intervals VALUES(?1, ?2)"
                             : "DELETE FROM tag_intervals WHERE tag = ?1",
                    interval ? CC_VALUES(cc_text(tag), cc_text(interval)) : CC_VALUES(cc_text(tag)),
                    error);
}

gboolean cardcat_store_keep_tag_in_touch(CardcatStore *store, const char *tag, const char *interval,
                                         GError **error) {
  CcSql *sql = store->sql;
  g_autofree char *clean = cc_text_clean(tag, -1, CC_TEXT_MAX), *now = parse(interval, error);
  gint64 decision = 0;
  if (interval && !now) return FALSE;
  if (!*clean) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "the tag is empty");
    return FALSE;
  }
  gboolean is_off = g_strcmp0(now, CARDCAT_INTERVAL_OFF) == 0;
  g_autofree char *subject = g_strdup_printf("people tagged '%s'", clean);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  return transaction && cc_decision_begin(sql, "keep-in-touch", subject, &decision, error) &&
         cc_sql_run(sql,
                    "INSERT INTO decision_tags VALUES(?1, ?2,"
                    " (SELECT interval FROM tag_intervals WHERE tag = ?2))",
                    CC_VALUES(cc_int(decision), cc_text(clean)), error) &&
         set_tag(sql, clean, is_off ? NULL : now, error) &&
         cc_transaction_commit(transaction, error);
}

gboolean cc_tags_put_back(CcSql *sql, gint64 decision, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(sql, "SELECT tag, interval FROM decision_tags WHERE decision = ?1",
                   CC_VALUES(cc_int(decision)), error);
  if (!query) return FALSE;
  while (cc_query_next(query)) {
    g_autofree char *tag = cc_query_dup(query, 0), *interval = cc_query_dup(query, 1);
    if (!set_tag(sql, tag, interval, error)) return FALSE;
  }
  return cc_query_end(query, error);
}

/* ---- asked ----------------------------------------------------------------------------------- */

GPtrArray *cardcat_store_tag_intervals(CardcatStore *store, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(store->sql, "SELECT tag, interval FROM tag_intervals ORDER BY tag", NULL, error);
  if (!query) return NULL;
  g_autoptr(GPtrArray) all =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_tag_interval_free);
  while (cc_query_next(query)) {
    CardcatTagInterval *one = g_new0(CardcatTagInterval, 1);
    one->tag = cc_query_dup(query, 0);
    one->interval = cc_query_dup(query, 1);
    g_ptr_array_add(all, one);
  }
  return cc_query_end(query, error) ? g_steal_pointer(&all) : NULL;
}

GPtrArray *cardcat_store_kept_in_touch(CardcatStore *store, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  if (!transaction) return NULL;
  g_autoptr(GArray) ids = cc_sql_get_ints(
      store->sql,
      "SELECT p.id FROM people p JOIN versions v ON v.id = p.version WHERE p.removed IS NULL"
      " AND coalesce(v.keep_in_touch, '') <> 'off' AND (v.keep_in_touch IS NOT NULL OR EXISTS"
      " (SELECT 1 FROM tag_intervals i JOIN meeting_tags t ON t.tag = i.tag COLLATE NOCASE"
      " WHERE t.meeting = v.meeting OR t.meeting IN"
      " (SELECT x.meeting FROM version_meetings x WHERE x.version = v.id))) ORDER BY p.id",
      NULL, error);
  return ids ? cc_entries_load(store->sql, ids, error) : NULL;
}
