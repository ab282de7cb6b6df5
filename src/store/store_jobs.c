/* A new job is a new chapter of the same person: what they did before stays. */
#include "store/people.h"

#define DAY_LENGTH 10 /* bytes of "2026-06-16" */

/* ---- when what was known --------------------------------------------------------------------- */

/* The first or the last day on which ENTRY was met, else that on which it came into the book;
 * owned. */
static char *day_of(const CardcatEntry *entry, gboolean last) {
  const char *day = NULL;
  for (guint i = 0; i < entry->meetings->len; i++) {
    const char *other = cardcat_meeting_day(entry->meetings->pdata[i]);
    int order = g_strcmp0(other, day);
    if (other && (!day || (last ? order > 0 : order < 0))) day = other;
  }
  return day ? g_strdup(day) : g_strndup(entry->created ? entry->created : "", DAY_LENGTH);
}

static void set(char **text, const char *now) {
  char *old = *text;
  *text = g_strdup(now);
  g_free(old);
}

/* ---- two become one -------------------------------------------------------------------------- */

static void leave(GPtrArray *chapters, const CardcatEntry *entry) {
  g_autofree char *first = entry->since ? g_strdup(entry->since) : day_of(entry, FALSE);
  g_autofree char *last = day_of(entry, TRUE);
  g_autoptr(CardcatChapter) former = cc_chapter_of(entry->contact, first, last);
  cc_chapters_add(chapters, former);
}

void cc_jobs_join(CardcatEntry *into, const CardcatEntry *from, CardcatContact *result,
                  gboolean is_chosen) {
  const CardcatContact *a = into->contact, *b = from->contact;
  for (guint i = 0; i < from->chapters->len; i++)
    cc_chapters_add(into->chapters, from->chapters->pdata[i]);
  if (!a->organization || !b->organization || cardcat_contact_has_same_firm(a, b)) {
    if (!into->since) set(&into->since, from->since);
    return;
  }
  g_autofree char *mine = day_of(into, TRUE), *theirs = day_of(from, TRUE);
  if (!is_chosen) cc_contact_take_job(result, g_strcmp0(theirs, mine) > 0 ? b : a);
  if (!cardcat_contact_has_same_firm(result, b)) leave(into->chapters, from);
  if (cardcat_contact_has_same_firm(result, a)) return;
  leave(into->chapters, into);
  g_autofree char *first = day_of(from, FALSE);
  set(&into->since, from->since ? from->since : first);
}

/* ---- two forms of one ------------------------------------------------------------------------ */

/* The day of the time UTC, else today's; owned. */
static char *day_of_time(const char *utc) {
  if (utc) return g_strndup(utc, DAY_LENGTH);
  g_autoptr(GDateTime) now = g_date_time_new_now_local();
  return g_date_time_format(now, "%Y-%m-%d");
}

void cardcat_entry_merge_jobs(CardcatEntry *both, const CardcatEntry *here,
                              const CardcatEntry *there, gboolean is_later) {
  for (guint i = 0; there->chapters && i < there->chapters->len; i++)
    cc_chapters_add(both->chapters, there->chapters->pdata[i]);
  if (cardcat_contact_has_same_job(here->contact, there->contact)) {
    if (!both->since) set(&both->since, there->since);
    return;
  }
  const CardcatEntry *left = is_later ? here : there;
  gboolean is_dated = g_strcmp0(here->changed, there->changed) != 0;
  g_autofree char *day = day_of_time(is_dated ? there->changed : NULL);
  g_autofree char *first = left->since ? g_strdup(left->since) : day_of(left, FALSE);
  gboolean is_known = *first && g_strcmp0(first, day) <= 0;
  g_autoptr(CardcatChapter) former = cc_chapter_of(left->contact, is_known ? first : NULL, day);
  cc_chapters_add(both->chapters, former);
  cc_contact_take_job(both->contact, is_later ? there->contact : here->contact);
  if (is_later) set(&both->since, there->since ? there->since : day);
}

/* ---- one changes ----------------------------------------------------------------------------- */

gboolean cc_jobs_leave(CcSql *sql, CardcatEntry *entry, const CardcatContact *now, const char *day,
                       GError **error) {
  g_autofree char *first = entry->since ? g_strdup(entry->since) : day_of(entry, FALSE);
  g_autoptr(CardcatChapter) former =
      cc_chapter_of(entry->contact, g_strcmp0(first, day) > 0 ? NULL : first, day);
  g_autoptr(CardcatChapter) next = cc_chapter_of(now, NULL, NULL);
  g_autofree char *before = cardcat_chapter_describe(former);
  g_autofree char *after = cardcat_chapter_describe(next);
  if (g_str_equal(before, after)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "a new job has another firm, department or title: none is changed");
    return FALSE;
  }
  cc_chapters_add(entry->chapters, former);
  set(&entry->since, day);
  return cc_jobs_set(sql, entry->id, entry, error);
}

gboolean cardcat_store_drop_chapter(CardcatStore *store, gint64 id, guint which, GError **error) {
  CcSql *sql = store->sql;
  g_auto(CcPersonChange) change = {.sql = sql};
  if (!cc_person_change_begin(&change, id, error)) return FALSE;
  CardcatEntry *entry = change.entry;
  if (which >= entry->chapters->len) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "%s: contact %" G_GINT64_FORMAT " has no former job %u", cc_sql_name(sql), id,
                which + 1);
    return FALSE;
  }
  g_ptr_array_remove_index(entry->chapters, which);
  return cc_person_change_keep(&change, "edit", error) && cc_jobs_set(sql, id, entry, error) &&
         cc_decision_commit(sql, change.transaction, error);
}
