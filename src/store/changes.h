/* What a change, many contacts put into the book as one decision, needs of the room's other files.
 * Conventions as in store.h. */
#pragma once

#include "store/store.h"

/* Contacts that may be the same person as CONTACT: CardcatEntry*, best first, owned.
 * (store_contacts.c) */
GPtrArray *cc_duplicates(CcSql *sql, const CardcatContact *contact,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Hands everybody in the book to FUNC, by their ids.  Within a transaction.  (store_each.c) */
gboolean cc_people_each(CcSql *sql, CardcatEntryFunc func, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* PERSON is removed, as of now.  Within a transaction, when the decision has kept what it was.
 * (store_decisions.c) */
gboolean cc_person_hide(CcSql *sql, gint64 person, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The book of a change, in whose transaction.  Borrowed.  (store_change.c) */
CcSql *cc_change_sql(CardcatChange *change);
/* Its decision, which is begun now unless it was before.  (store_change.c) */
gboolean cc_change_begin(CardcatChange *change, gint64 *decision,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A and B tell the same, whatever their numbers.  (store_change.c) */
gboolean cc_meeting_says_same(const CardcatMeeting *a, const CardcatMeeting *b);
