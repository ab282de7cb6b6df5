/* Pictures that came with contacts from elsewhere. */
#include "store/changes.h"
#include "store/people.h"

/* ---- read ------------------------------------------------------------------------------------ */

static GBytes *portrait_of(CcSql *sql, gint64 person, GError **error) {
  gint64 id = 0;
  gsize length = 0;
  if (!cc_sql_get_int(sql,
                      "SELECT v.portrait FROM people p JOIN versions v ON v.id = p.version"
                      " WHERE p.id = ?1",
                      CC_VALUES(cc_int(person)), &id, error) ||
      !id)
    return NULL;
  return cc_sql_blob_start(sql, "portraits", "picture", id, G_MAXINT, &length, error);
}

static GBytes *card_picture(CcSql *sql, const GArray *cards, GError **error) {
  gsize length = 0;
  return cards->len > 0
             ? cc_sql_blob_start(sql, "cards", "picture", g_array_index(cards, gint64, 0), G_MAXINT,
                                 &length, error)
             : NULL;
}

static GBytes *picture_of(CcSql *sql, const CardcatEntry *entry, GError **error) {
  GError *problem = NULL;
  GBytes *portrait = entry->portrait ? portrait_of(sql, entry->id, &problem) : NULL;
  if (!portrait && !problem) portrait = card_picture(sql, entry->cards, &problem);
  if (problem) g_propagate_error(error, problem);
  return portrait;
}

GBytes *cardcat_store_entry_picture(CardcatStore *store, const CardcatEntry *entry,
                                    GError **error) {
  return picture_of(store->sql, entry, error);
}

/* ---- written --------------------------------------------------------------------------------- */

static char *mark_of(GBytes *bytes) {
  return g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
}

/* Of the portrait that KNOWN has, or of its card. */
static gboolean is_made_of(CcSql *sql, const CardcatEntry *known, const char *mark, gboolean *is_it,
                           GError **error) {
  GError *problem = NULL;
  if (known->portrait) {
    gint64 found = 0;
    gboolean well = cc_sql_get_int(
        sql,
        "SELECT count(*) FROM people p JOIN versions v ON v.id = p.version"
        " JOIN portraits x ON x.id = v.portrait WHERE p.id = ?1 AND ?2 IN (x.came, x.sha256)",
        CC_VALUES(cc_int(known->id), cc_text(mark)), &found, error);
    if (well) *is_it = found > 0;
    return well;
  }
  g_autoptr(GBytes) picture = card_picture(sql, known->cards, &problem);
  g_autofree char *is = picture ? mark_of(picture) : NULL;
  if (problem) {
    g_propagate_error(error, problem);
    return FALSE;
  }
  *is_it = g_strcmp0(is, mark) == 0;
  return TRUE;
}

gboolean cardcat_change_has_picture(CardcatChange *change, const CardcatEntry *known, GBytes *bytes,
                                    gboolean *has, GError **error) {
  g_autofree char *mark = mark_of(bytes);
  return is_made_of(cc_change_sql(change), known, mark, has, error);
}

gboolean cardcat_change_put_picture(CardcatChange *change, const char *uid, GBytes *came,
                                    GBytes *picture, GError **error) {
  CcSql *sql = cc_change_sql(change);
  g_autofree char *mark = mark_of(came), *sha256 = mark_of(picture);
  gint64 id = 0;
  return cc_sql_get_int(sql,
                        "INSERT INTO portraits(came, sha256, picture) VALUES(?1, ?2, ?3)"
                        " ON CONFLICT(came) DO UPDATE SET came = came RETURNING id",
                        CC_VALUES(cc_text(mark), cc_text(sha256), cc_blob(picture)), &id, error) &&
         cc_sql_run(sql,
                    "UPDATE versions SET portrait = ?2"
                    " WHERE id = (SELECT version FROM people WHERE uid = ?1)",
                    CC_VALUES(cc_text(uid), cc_int(id)), error);
}

gboolean cardcat_store_drop_portrait(CardcatStore *store, gint64 id, GError **error) {
  CcSql *sql = store->sql;
  g_auto(CcPersonChange) change = {.sql = sql};
  if (!cc_person_change_begin(&change, id, error)) return FALSE;
  if (!change.entry->portrait) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
                "%s: contact %" G_GINT64_FORMAT " has no picture but its cards'", cc_sql_name(sql),
                id);
    return FALSE;
  }
  return cc_person_change_keep(&change, "edit", error) &&
         cc_sql_run(sql,
                    "UPDATE versions SET portrait = NULL"
                    " WHERE id = (SELECT version FROM people WHERE id = ?1)",
                    CC_VALUES(cc_int(id)), error) &&
         cc_decision_commit(sql, change.transaction, error);
}
