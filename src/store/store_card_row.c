/* What everybody who touches a card's row needs: is it there, is it whole. */
#include "store/store.h"

void cardcat_card_free(CardcatCard *card) {
  if (!card) return;
  cardcat_reading_free(card->reading);
  cardcat_meeting_free(card->meeting);
  cardcat_contact_free(card->draft);
  g_free(card->version);
  g_free(card);
}

void cc_card_set_damaged(CcSql *sql, gint64 id, GError *why, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_STORE,
              "%s: what is kept of card %" G_GINT64_FORMAT " is damaged: %s", cc_sql_name(sql), id,
              why->message);
  g_error_free(why);
}

void cc_card_set_missing(CcSql *sql, gint64 id, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
              "%s: there is no card %" G_GINT64_FORMAT, cc_sql_name(sql), id);
}

gboolean cc_card_check(CcSql *sql, gint64 id, GError **error) {
  gint64 found = 0;
  if (!cc_sql_get_int(sql, "SELECT count(*) FROM cards WHERE id = ?1", CC_VALUES(cc_int(id)),
                      &found, error))
    return FALSE;
  if (!found) cc_card_set_missing(sql, id, error);
  return found != 0;
}
