/* The list of a contact's meetings: each is a row that is written once, a change is a later row. */
#include "store/people.h"

char *cc_json_numbers(const GArray *numbers) {
  GString *json = g_string_new("[");
  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf(json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                           g_array_index(numbers, gint64, i));
  g_string_append_c(json, ']');
  return g_string_free(json, FALSE);
}

GArray *cc_met_load(CcSql *sql, gint64 person, GError **error) {
  return cc_sql_get_ints(sql,
                         "SELECT meeting FROM (SELECT 0 AS position, v.meeting FROM people p"
                         " JOIN versions v ON v.id = p.version WHERE p.id = ?1"
                         " UNION ALL SELECT x.position, x.meeting FROM people p"
                         " JOIN version_meetings x ON x.version = p.version WHERE p.id = ?1)"
                         " ORDER BY position",
                         CC_VALUES(cc_int(person)), error);
}

gboolean cc_met_sort(CcSql *sql, GArray *rows, GError **error) {
  g_autofree char *json = cc_json_numbers(rows);
  g_autoptr(GArray) sorted =
      cc_sql_get_ints(sql,
                      "SELECT m.id FROM json_each(?1) j JOIN meetings m ON m.id = j.value"
                      " ORDER BY m.met_on IS NULL, m.met_on DESC, coalesce(m.origin, m.id) DESC",
                      CC_VALUES(cc_text(json)), error);
  if (!sorted) return FALSE;
  g_array_set_size(rows, 0);
  g_array_append_vals(rows, sorted->data, sorted->len);
  return TRUE;
}

/* The place in ROWS of the meeting that NEW is the same as; *AT: the length when there is none. */
static gboolean find_same(CcSql *sql, const GArray *rows, const CardcatMeeting *new, guint *at,
                          CardcatMeeting **same, GError **error) {
  guint i = 0;
  for (; i < rows->len; i++) {
    g_autoptr(CardcatMeeting) old = cc_meeting_load(sql, g_array_index(rows, gint64, i), error);
    if (!old) return FALSE;
    if (!cardcat_meeting_is_same(old, new)) continue;
    *same = g_steal_pointer(&old);
    break;
  }
  *at = i;
  return TRUE;
}

gboolean cc_met_add(CcSql *sql, GArray *rows, gint64 *row, GError **error) {
  guint at = 0;
  g_autoptr(CardcatMeeting) new = cc_meeting_load(sql, *row, error), old = NULL;
  if (!new || !find_same(sql, rows, new, &at, &old, error)) return FALSE;
  if (!old) {
    g_array_append_val(rows, *row);
    return TRUE;
  }
  cardcat_meeting_merge(old, new);
  if (!cc_meeting_insert(sql, old, old->id, row, error)) return FALSE;
  g_array_index(rows, gint64, at) = *row;
  return TRUE;
}

/* MEETING, owned, with what was done about writing to the person as row OLD has it: whoever changes
 * how they met says nothing about that. */
static CardcatMeeting *keep_follow_up(CcSql *sql, const CardcatMeeting *meeting, gint64 old,
                                      GError **error) {
  g_autoptr(CardcatMeeting) was = cc_meeting_load(sql, old, error);
  if (!was) return NULL;
  CardcatMeeting *kept = cardcat_meeting_copy(meeting);
  if (!kept->drafted) kept->drafted = g_steal_pointer(&was->drafted);
  if (!kept->snoozed_until) kept->snoozed_until = g_steal_pointer(&was->snoozed_until);
  if (!kept->taken_on) kept->taken_on = g_steal_pointer(&was->taken_on);
  return kept;
}

gboolean cc_met_put(CcSql *sql, GArray *rows, gint64 id, const CardcatMeeting *meeting, gint64 *row,
                    gboolean *found, GError **error) {
  g_autofree char *json = cc_json_numbers(rows);
  gint64 old = 0, new = 0;
  if (!cc_sql_get_int(sql,
                      "SELECT m.id FROM json_each(?1) j JOIN meetings m ON m.id = j.value"
                      " WHERE coalesce(m.origin, m.id) = ?2",
                      CC_VALUES(cc_text(json), cc_int(id)), &old, error))
    return FALSE;
  g_autoptr(CardcatMeeting) kept = old != 0 ? keep_follow_up(sql, meeting, old, error) : NULL;
  if (old != 0 && (!kept || !cc_meeting_insert(sql, kept, id, &new, error))) return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index(rows, gint64, i) == old) g_array_index(rows, gint64, i) = new;
  if (row && old != 0) *row = new;
  if (found) *found = old != 0;
  return TRUE;
}

void cc_met_set_missing(CcSql *sql, gint64 contact, gint64 id, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
              "%s: contact %" G_GINT64_FORMAT " has no meeting %" G_GINT64_FORMAT, cc_sql_name(sql),
              contact, id);
}

gboolean cc_met_change(CcSql *sql, GArray *rows, const CardcatEntry *entry,
                       const CardcatMeeting *meeting, gint64 id, GError **error) {
  gboolean found = FALSE;
  if (!cc_met_put(sql, rows, id ? id : entry->meeting->id, meeting, NULL, &found, error))
    return FALSE;
  if (!found) cc_met_set_missing(sql, entry->id, id, error);
  return found;
}
