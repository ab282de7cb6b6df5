/* Copies of the book, proved before anybody relies on them. */
#include "store/backups.h"

typedef struct {
  gint64 contacts, cards;
} Counts;

/* Of a book of any version. */
static gboolean count(CcSql *sql, Counts *n, GError **error) {
  gint64 tables = 0;
  if (!cc_sql_get_int(sql,
                      "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                      " AND name IN ('people', 'cards')",
                      NULL, &tables, error))
    return FALSE;
  if (tables != 2) {
    cc_sql_set_damaged(sql, "it has no table of contacts or of cards", error);
    return FALSE;
  }
  return cc_sql_get_int(sql,
                        "SELECT count(*) FROM people WHERE version IS NOT NULL AND removed IS NULL",
                        NULL, &n->contacts, error) &&
         cc_sql_get_int(sql, "SELECT count(*) FROM cards", NULL, &n->cards, error);
}

/* What failed on the side of the copy is no failure of the book. */
static gboolean written(gboolean well, GError **error) {
  if (!well && error && g_error_matches(*error, CARDCAT_ERROR, CARDCAT_ERROR_STORE))
    (*error)->code = CARDCAT_ERROR_OUTPUT;
  return well;
}

/* Page by page, not by VACUUM INTO, which would build sound indexes from damaged ones.  One file is
 * all there is in the end: no journal beside it. */
static gboolean fill(CcSql *sql, const CcPart *part, const char *name, Counts *n, GError **error) {
  g_autoptr(CcSql) copy = cc_sql_open_copy(part->path, name, CARDCAT_STORE_CREATE, NULL, error);
  if (!copy) return written(FALSE, error);
  g_autoptr(CcTransaction) moment = cc_transaction_begin(sql, FALSE, error);
  return moment && count(sql, n, error) &&
         written(cc_sql_script(copy, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF",
                               error) &&
                     cc_sql_copy(sql, copy, error) &&
                     cc_sql_script(copy, "PRAGMA journal_mode = DELETE", error),
                 error);
}

/* As it is in the file, not in the memory of whoever wrote it. */
static gboolean prove(CcSql *sql, const CcPart *part, const char *name, const Counts *n,
                      GError **error) {
  Counts is = {0};
  g_autoptr(GError) why = NULL;
  g_autoptr(CcSql) copy = cc_sql_open_copy(part->path, name, CARDCAT_STORE_READ, NULL, &why);
  if (copy && cc_check_indexes(copy, &why) && count(copy, &is, &why) &&
      is.contacts == n->contacts && is.cards == n->cards)
    return TRUE;
  /* The book may be damaged, or the disk that the copy is on. */
  if (!cc_check_indexes(sql, error)) return FALSE;
  g_autofree char *shown = g_filename_display_name(name);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT,
              "%s: the copy is not what was written: the disk may be failing", shown);
  return FALSE;
}

gboolean cc_copy_make(CcSql *sql, const CcPart *part, const char *name, gint64 *contacts,
                      GError **error) {
  Counts n = {0};
  if (!fill(sql, part, name, &n, error) || !prove(sql, part, name, &n, error)) return FALSE;
  if (contacts) *contacts = n.contacts;
  return TRUE;
}
