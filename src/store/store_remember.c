/* A decision, remembered with all that it is about to change. */
#include "store/store.h"

/* As the table's CHECK has them; all else is an edit. */
static const char *const kinds[] = {"save", "merge", "reject", "edit", "remove", "restore", NULL};

gboolean cc_decision_begin(CcSql *sql, const char *kind, const char *subject, gint64 *decision,
                           GError **error) {
  g_autofree char *now = cc_store_time(sql, 0);
  gboolean plain = g_strv_contains(kinds, kind);
  if (!cc_sql_run(sql, "INSERT INTO decisions(kind, what, subject, made) VALUES(?1, ?2, ?3, ?4)",
                  CC_VALUES(cc_text(plain ? kind : "edit"), cc_text(plain ? NULL : kind),
                            cc_text(subject), cc_text(now)),
                  error))
    return FALSE;
  *decision = cc_sql_last_id(sql);
  return TRUE;
}

gboolean cc_decision_keep_person(CcSql *sql, gint64 decision, gint64 person, GError **error) {
  return cc_sql_run(sql,
                    "INSERT INTO decision_people(decision, person, version, removed, changed)"
                    " SELECT ?1, id, version, removed, changed FROM people WHERE id = ?2",
                    CC_VALUES(cc_int(decision), cc_int(person)), error);
}

gboolean cc_decision_keep_card(CcSql *sql, gint64 decision, gint64 card, GError **error) {
  return cc_sql_run(sql,
                    "INSERT INTO decision_cards(decision, card, state, person, meeting)"
                    " SELECT ?1, id, state, person, meeting FROM cards WHERE id = ?2",
                    CC_VALUES(cc_int(decision), cc_int(card)), error);
}
