/* store/: how people are found, what they are told apart by, and where they were met; between the
 * room's files, within a transaction. */
#pragma once

#include "store/store.h"

/* ---- contacts found (store_find.c) ---------------------------------------------------------- */

/* COLUMNS of the table "listed", as "l.id, l.name", of those whom FILTER means, in its order; the
 * order of equal ones is the same in every book that has them.  Owned (cc_query_free). */
CcQuery *cc_find_columns(CcSql *sql, const char *columns, const CardcatFilter *filter,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As cardcat_store_find(); the order of equal ones is the same in every book that has them. */
GArray *cc_find(CcSql *sql, const CardcatFilter *filter, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the list of meetings (store_met.c) --------------------------------------------------------
 */

/* A contact's list of meetings (store_met.c): what of it is said in rows of "meetings", gint64. */

/* The rows of PERSON's current version, in its order; owned (g_array_unref). */
GArray *cc_met_load(CcSql *sql, gint64 person, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The meeting *ROW is added to ROWS, or merged with the one there that is the same: *ROW is what
 * stands in the list then. */
gboolean cc_met_add(CcSql *sql, GArray *rows, gint64 *row,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* MEETING takes the place of the meeting ID in ROWS; *ROW (may be NULL): its row.  *FOUND (may be
 * NULL): there is one, else nothing is done. */
gboolean cc_met_put(CcSql *sql, GArray *rows, gint64 id, const CardcatMeeting *meeting, gint64 *row,
                    gboolean *found, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with what is said of it in cardcat_store_edit_contact(): ID of ENTRY, 0 its first. */
gboolean cc_met_change(CcSql *sql, GArray *rows, const CardcatEntry *entry,
                       const CardcatMeeting *meeting, gint64 id,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets ERROR, CARDCAT_ERROR_NOT_FOUND: CONTACT has no meeting ID. */
void cc_met_set_missing(CcSql *sql, gint64 contact, gint64 id, GError **error);
/* ROWS in the order of the list. */
gboolean cc_met_sort(CcSql *sql, GArray *rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NUMBERS (gint64) as a JSON array; owned (g_free). */
char *cc_json_numbers(const GArray *numbers);

/* ---- a change of one person (store_meet.c) ----------------------------------------------------
 */

/* A contact that is about to change, with the rows of its meetings, in a transaction of its own. */
typedef struct {
  CcTransaction *transaction;
  CcSql *sql;
  CardcatEntry *entry;
  GArray *rows;
} CcPersonChange;

void cc_person_change_clear(CcPersonChange *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CcPersonChange, cc_person_change_clear)
/* Begins CHANGE, whose SQL is set, for the contact ID. */
gboolean cc_person_change_begin(CcPersonChange *change, gint64 id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The contact has a version of its own with the rows as they are now; KIND is what was decided. */
gboolean cc_person_change_keep(const CcPersonChange *change, const char *kind,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- who may be there twice (store_twins.c), within a transaction ---------------------------- */

/* Whoever may be CONTACT, and many who are not: CardcatEntry*, owned (g_ptr_array_unref). */
GPtrArray *cc_twins_candidates(CcSql *sql, const CardcatContact *contact,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Compares everybody who changed since the last time with the others. */
gboolean cc_twins_match(CcSql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* That, and cc_transaction_commit(): the end of a decision about people. */
gboolean cc_decision_commit(CcSql *sql, CcTransaction *transaction,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* ---- keeping in touch (store_touch.c), within a transaction ------------------------------------
 */

/* PERSON's current version, which nobody has seen yet, says of it what ENTRY does.
 * (store_versions.c) */
gboolean cc_touch_set(CcSql *sql, gint64 person, const CardcatEntry *entry,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of former jobs, and since when it is this one; indexes it. */
gboolean cc_jobs_set(CcSql *sql, gint64 person, const CardcatEntry *entry,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* INTO and FROM become RESULT: a firm of theirs that it has not is a former job.  Unless somebody
 * chose it (IS_CHOSEN) RESULT gets the job that was met later.  (store_jobs.c) */
void cc_jobs_join(CardcatEntry *into, const CardcatEntry *from, CardcatContact *result,
                  gboolean is_chosen);
/* ENTRY is NOW from DAY on: its job until then is a former one.  CARDCAT_ERROR_USAGE: it is the
 * same. */
gboolean cc_jobs_leave(CcSql *sql, CardcatEntry *entry, const CardcatContact *now, const char *day,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* INTO gains what FROM knows of it. */
void cc_touch_merge(CardcatEntry *into, const CardcatEntry *from);
/* Tags have the intervals they had before DECISION. */
gboolean cc_tags_put_back(CcSql *sql, gint64 decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- groups (store_groups.c), within a transaction ---------------------------------------------
 */

/* PERSON's newest version belongs to the groups with NAMES (char*), which are made where there are
 * none, and to no other. */
gboolean cc_members_put(CcSql *sql, gint64 person, const GPtrArray *names,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* INTO belongs to FROM's groups, too. */
gboolean cc_members_merge(CcSql *sql, gint64 into, gint64 from,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The id of the group NAME, which is made when there is none; 0 of NULL. */
gboolean cc_group_make(CcSql *sql, const char *name, gint64 *id,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* INTO, who has become FROM as well, has FROM's portrait where it has none.  (store_versions.c) */
gboolean cc_portrait_merge(CcSql *sql, gint64 into, gint64 from,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Groups are called what they were before DECISION changed them. */
gboolean cc_groups_put_back(CcSql *sql, gint64 decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What DECISION added to those one wishes to meet, or removed, is as before.  (store_wants.c) */
gboolean cc_wants_put_back(CcSql *sql, gint64 decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- links (store_links.c), within a transaction -----------------------------------------------
 */

/* PERSON's newest version has LINKS (CardcatLink*, those that are its own), cleaned, instead of
 * those of the one before. */
gboolean cc_links_put(CcSql *sql, gint64 person, const GPtrArray *links,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* INTO, who has become FROM as well, gains FROM's links; whoever had one to FROM has it to INTO.
 * What DECISION changes by that is kept. */
gboolean cc_links_merge(CcSql *sql, gint64 decision, const CardcatEntry *into,
                        const CardcatEntry *from, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In the same order. */
gboolean cc_links_say_same(const GPtrArray *a, const GPtrArray *b);

/* ---- events (store_events.c) -------------------------------------------------------------------
 */

/* Of event e, and of group g: somebody of the book, or a card to review, has to do with it, or
 * something is known of it.  What does not stand is not listed, and is deleted in the end; it may
 * stand again when a contact is back. */
#define CC_EVENT_STANDS                                                                           \
  "(e.place IS NOT NULL OR e.starts IS NOT NULL OR e.ends IS NOT NULL OR e.grp IS NOT NULL"       \
  " OR EXISTS (SELECT 1 FROM meetings m JOIN versions v ON v.meeting = m.id JOIN people p"        \
  " ON p.version = v.id WHERE m.occasion = e.id AND p.removed IS NULL)"                           \
  " OR EXISTS (SELECT 1 FROM meetings m JOIN version_meetings x ON x.meeting = m.id JOIN people " \
  "p ON p.version = x.version WHERE m.occasion = e.id AND p.removed IS NULL)"                     \
  " OR EXISTS (" CC_EVENT_CARDS "))"
#define CC_EVENT_CARDS                                                                      \
  "SELECT c.id FROM meetings m JOIN cards c ON c.meeting = m.id WHERE m.occasion = e.id"    \
  " AND c.state = 'to review' UNION SELECT c.id FROM meetings m JOIN drafts d ON d.meeting" \
  " = m.id JOIN cards c ON c.id = d.card WHERE m.occasion = e.id AND c.state = 'to review'"
#define CC_GROUP_STANDS                                                                      \
  "(g.place IS NOT NULL OR g.note IS NOT NULL OR EXISTS (SELECT 1 FROM events o WHERE o.grp" \
  " = g.id) OR EXISTS (SELECT 1 FROM group_people w WHERE w.grp = g.id))"

/* NAME and a number behind it, owned: the first so called for which QUERY, of ?1, finds nothing.
 * NULL with ERROR. */
char *cc_name_numbered(CcSql *sql, const char *query, const char *name,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TEXT is a day that there is, as 2026-06-16.  (store_meetings.c) */
gboolean cc_is_date(const char *text);
/* Events are called what they were before DECISION changed them. */
gboolean cc_events_put_back(CcSql *sql, gint64 decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What DECISION says of two who are two is so no longer.  (store_twins.c) */
gboolean cc_apart_put_back(CcSql *sql, gint64 decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
