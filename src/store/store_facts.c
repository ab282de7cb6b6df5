/* What contacts from elsewhere say of events and groups: it fills what nobody knew. */
#include "store/changes.h"
#include "store/people.h"

/* One thing that may be known, here and there. */
typedef struct {
  const char *what, *there;
  char *here; /* owned */
} Fact;

static void facts_clear(Fact *facts, guint count) {
  for (guint i = 0; i < count; i++)
    g_free(facts[i].here);
}

static void tell(GPtrArray *told, const char *of, const char *name, const Fact *fact) {
  g_autofree char *text =
      g_strdup_printf("%s %s: %s %s here, %s there", of, name, fact->what, fact->here, fact->there);
  if (!g_ptr_array_find_with_equal_func(told, text, g_str_equal, NULL))
    g_ptr_array_add(told, g_steal_pointer(&text));
}

/* Something is known there that nobody knows here; what differs is told. */
static gboolean compare(const Fact *facts, guint count, GPtrArray *told, const char *of,
                        const char *name) {
  gboolean is_new = FALSE;
  for (guint i = 0; i < count; i++) {
    is_new = is_new || (facts[i].there && !facts[i].here);
    if (facts[i].there && facts[i].here && !g_str_equal(facts[i].there, facts[i].here))
      tell(told, of, name, &facts[i]);
  }
  return is_new;
}

/* The row that QUERY finds for NAME: its id, then what of FACTS is known; *ID 0: there is none. */
static gboolean load(CcSql *sql, const char *query, const char *name, Fact *facts, guint count,
                     gint64 *id, GError **error) {
  g_autoptr(CcQuery) row = cc_query_new(sql, query, CC_VALUES(cc_text(name)), error);
  if (!row) return FALSE;
  *id = 0;
  if (cc_query_next(row)) {
    *id = cc_query_int(row, 0);
    for (guint i = 0; i < count; i++)
      facts[i].here = cc_query_dup(row, (int)i + 1);
  }
  return cc_query_end(row, error);
}

/* ---- events --------------------------------------------------------------------------------- */

/* Both days, when they can be those of one event. */
static gboolean fit(const Fact *starts, const Fact *ends) {
  const char *first = starts->here ? starts->here : starts->there;
  const char *last = ends->here ? ends->here : ends->there;
  return !first || !last || g_strcmp0(first, last) <= 0;
}

static gboolean fill_event(CardcatChange *change, gint64 id, const Fact facts[4], GError **error) {
  CcSql *sql = cc_change_sql(change);
  gint64 decision = 0, group = 0;
  gboolean days = fit(&facts[1], &facts[2]);
  return cc_change_begin(change, &decision, error) &&
         cc_sql_run(sql,
                    "INSERT OR IGNORE INTO decision_events"
                    " SELECT ?1, id, name, place, starts, ends, grp FROM events WHERE id = ?2",
                    CC_VALUES(cc_int(decision), cc_int(id)), error) &&
         cc_group_make(sql, facts[3].here ? NULL : facts[3].there, &group, error) &&
         cc_sql_run(
             sql,
             "UPDATE events SET place = coalesce(place, ?2), starts = coalesce(starts, ?3),"
             " ends = coalesce(ends, ?4), grp = coalesce(grp, ?5) WHERE id = ?1",
             CC_VALUES(cc_int(id), cc_text(facts[0].there), cc_text(days ? facts[1].there : NULL),
                       cc_text(days ? facts[2].there : NULL), cc_id(group)),
             error);
}

static gboolean learn_event(CardcatChange *change, const CardcatMeeting *meeting, GPtrArray *told,
                            GError **error) {
  Fact facts[] = {{"place", meeting->event_place, NULL},
                  {"first day", meeting->event_starts, NULL},
                  {"last day", meeting->event_ends, NULL},
                  {"group", meeting->event_group, NULL}};
  gint64 id = 0;
  gboolean well = load(cc_change_sql(change),
                       "SELECT e.id, e.place, e.starts, e.ends, g.name FROM events e"
                       " LEFT JOIN groups g ON g.id = e.grp WHERE e.name = ?1",
                       meeting->event, facts, G_N_ELEMENTS(facts), &id, error);
  if (well && id && compare(facts, G_N_ELEMENTS(facts), told, "event", meeting->event))
    well = fill_event(change, id, facts, error);
  facts_clear(facts, G_N_ELEMENTS(facts));
  return well;
}

/* ---- groups --------------------------------------------------------------------------------- */

static gboolean fill_group(CardcatChange *change, gint64 id, const Fact facts[2], GError **error) {
  CcSql *sql = cc_change_sql(change);
  gint64 decision = 0;
  return cc_change_begin(change, &decision, error) &&
         cc_sql_run(sql,
                    "INSERT OR IGNORE INTO decision_groups SELECT ?1, id, name, place, note"
                    " FROM groups WHERE id = ?2",
                    CC_VALUES(cc_int(decision), cc_int(id)), error) &&
         cc_sql_run(sql,
                    "UPDATE groups SET place = coalesce(place, ?2), note = coalesce(note, ?3)"
                    " WHERE id = ?1",
                    CC_VALUES(cc_int(id), cc_text(facts[0].there), cc_text(facts[1].there)), error);
}

static gboolean learn_group(CardcatChange *change, const CardcatGroup *group, GPtrArray *told,
                            GError **error) {
  Fact facts[] = {{"place", group->place, NULL}, {"note", group->note, NULL}};
  gint64 id = 0;
  gboolean well = load(cc_change_sql(change), "SELECT id, place, note FROM groups WHERE name = ?1",
                       group->name, facts, G_N_ELEMENTS(facts), &id, error);
  if (well && id && compare(facts, G_N_ELEMENTS(facts), told, "group", group->name))
    well = fill_group(change, id, facts, error);
  facts_clear(facts, G_N_ELEMENTS(facts));
  return well;
}

gboolean cardcat_change_learn(CardcatChange *change, const CardcatEntry *entry, GPtrArray *told,
                              GError **error) {
  for (guint i = 0; i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    gboolean says = meeting->event && (meeting->event_place || meeting->event_starts ||
                                       meeting->event_ends || meeting->event_group);
    if (says && !learn_event(change, meeting, told, error)) return FALSE;
  }
  for (guint i = 0; entry->group_facts && i < entry->group_facts->len; i++)
    if (!learn_group(change, entry->group_facts->pdata[i], told, error)) return FALSE;
  return TRUE;
}
