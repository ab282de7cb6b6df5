/* The sides of a card, put right: turned, swapped, split, read again.  A card's reading is what
 * changes, so it is kept with the decision until that can no longer be taken back. */
#include "store/store.h"

/* What such a decision is called. */
#define READ_AGAIN "reread"

/* A card's sides being changed. */
typedef struct {
  CcSql *sql;
  CardcatCard *card;
  gint64 decision;
} Change;

static void change_clear(Change *change) {
  cardcat_card_free(change->card);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Change, change_clear)

static gboolean keep_reading(CcSql *sql, gint64 decision, gint64 card, GError **error) {
  return cc_sql_run(sql,
                    "INSERT INTO decision_readings(decision, card, photo, number, reading,"
                    " picture, back_photo, back_picture)"
                    " SELECT ?1, c.id, c.photo, c.number, c.reading, c.picture, b.photo, b.picture"
                    " FROM cards c LEFT JOIN backs b ON b.card = c.id WHERE c.id = ?2",
                    CC_VALUES(cc_int(decision), cc_int(card)), error);
}

/* Loads the card into CHANGE and keeps what it is. */
static gboolean begin(Change *change, const char *kind, gint64 id, gboolean needs_back,
                      GError **error) {
  CcSql *sql = change->sql;
  change->card = cc_card_load(sql, id, error);
  if (!change->card) return FALSE;
  const CardcatReading *reading = change->card->reading;
  if (needs_back && !reading->back) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "card %" G_GINT64_FORMAT " has one side only", id);
    return FALSE;
  }
  return cc_decision_begin(sql, "edit", cc_contact_label(reading->contact), &change->decision,
                           error) &&
         cc_sql_run(sql,
                    g_str_equal(kind, READ_AGAIN)
                        ? "UPDATE decisions SET what = ?2 WHERE id = ?1"
                        : "UPDATE decisions SET of_card = ?2 WHERE id = ?1",
                    CC_VALUES(cc_int(change->decision), cc_text(kind)), error) &&
         cc_decision_keep_card(sql, change->decision, id, error) &&
         keep_reading(sql, change->decision, id, error);
}

/* The card's reading as it is now. */
static gboolean put(const Change *change, GError **error) {
  const CardcatReading *reading = change->card->reading, *back = reading->back;
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  return cc_sql_run(change->sql, "UPDATE cards SET reading = ?2, picture = ?3 WHERE id = ?1",
                    CC_VALUES(cc_int(change->card->id), cc_text(json), cc_blob(reading->picture)),
                    error) &&
         cc_sql_run(change->sql, "UPDATE backs SET picture = ?2 WHERE card = ?1",
                    CC_VALUES(cc_int(change->card->id), cc_blob(back ? back->picture : NULL)),
                    error);
}

gboolean cardcat_store_turn_card(CardcatStore *store, gint64 card_id, gboolean back, int quarters,
                                 GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction) return FALSE;
  g_auto(Change) change = {.sql = store->sql};
  if (!begin(&change, "turn", card_id, back, error)) return FALSE;
  cc_reading_turn(change.card->reading, back, quarters);
  return put(&change, error) && cc_transaction_commit(transaction, error);
}

/* A card belongs to the photo of its front.  In the other it gets the next number. */
static gboolean swap_photos(CcSql *sql, gint64 card, GError **error) {
  gint64 front = 0, back = 0;
  if (!cc_sql_get_int(sql, "SELECT photo FROM cards WHERE id = ?1", CC_VALUES(cc_int(card)), &front,
                      error) ||
      !cc_sql_get_int(sql, "SELECT photo FROM backs WHERE card = ?1", CC_VALUES(cc_int(card)),
                      &back, error))
    return FALSE;
  if (front == back) return TRUE;
  return cc_sql_run(sql,
                    "UPDATE cards SET photo = ?2, number ="
                    " (SELECT coalesce(max(number), 0) + 1 FROM cards WHERE photo = ?2)"
                    " WHERE id = ?1",
                    CC_VALUES(cc_int(card), cc_int(back)), error) &&
         cc_sql_run(sql, "UPDATE backs SET photo = ?2 WHERE card = ?1",
                    CC_VALUES(cc_int(card), cc_int(front)), error);
}

gboolean cardcat_store_swap_sides(CardcatStore *store, gint64 card_id, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction) return FALSE;
  g_auto(Change) change = {.sql = store->sql};
  if (!begin(&change, "swap", card_id, TRUE, error)) return FALSE;
  cc_reading_swap(change.card->reading);
  return put(&change, error) && swap_photos(store->sql, card_id, error) &&
         cc_transaction_commit(transaction, error);
}

/* BACK as a card of its own, of the photo that it is on, met as CARD was. */
static gboolean add_card(const Change *change, const CardcatReading *back, gint64 *id,
                         GError **error) {
  g_autofree char *json = cardcat_reading_to_json(back, TRUE);
  gint64 card = change->card->id;
  return cc_sql_get_int(change->sql,
                        "INSERT INTO cards(photo, number, state, reading, picture, meeting)"
                        " SELECT b.photo,"
                        " (SELECT coalesce(max(number), 0) + 1 FROM cards WHERE photo = b.photo),"
                        " 'to review', ?2, ?3, c.meeting"
                        " FROM backs b JOIN cards c ON c.id = b.card WHERE c.id = ?1 RETURNING id",
                        CC_VALUES(cc_int(card), cc_text(json), cc_blob(back->picture)), id,
                        error) &&
         cc_sql_run(change->sql, "DELETE FROM backs WHERE card = ?1", CC_VALUES(cc_int(card)),
                    error) &&
         cc_sql_run(change->sql, "UPDATE decision_readings SET made = ?2 WHERE decision = ?1",
                    CC_VALUES(cc_int(change->decision), cc_int(*id)), error);
}

gboolean cardcat_store_split_card(CardcatStore *store, gint64 card_id, gint64 *back_id,
                                  GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction) return FALSE;
  g_auto(Change) change = {.sql = store->sql};
  if (!begin(&change, "split", card_id, TRUE, error)) return FALSE;
  g_autoptr(CardcatReading) back = cc_reading_split(change.card->reading);
  gint64 id = 0;
  if (!add_card(&change, back, &id, error) || !put(&change, error) ||
      !cc_transaction_commit(transaction, error))
    return FALSE;
  if (back_id) *back_id = id;
  return TRUE;
}

/* ---- read again ------------------------------------------------------------------------------ */

static CardcatReading *copy_of(const CardcatReading *reading, GError **error) {
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  CardcatReading *copy = cardcat_reading_from_json(json, error);
  if (copy && reading->picture) copy->picture = g_bytes_ref(reading->picture);
  return copy;
}

static gboolean check_to_review(const CardcatCard *card, GError **error) {
  if (card->state == CARDCAT_CARD_TO_REVIEW) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "card %" G_GINT64_FORMAT " is decided: it is not read again", card->id);
  return FALSE;
}

gboolean cardcat_store_renew_side(CardcatStore *store, gint64 card_id, gboolean back,
                                  const CardcatReading *reading, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction) return FALSE;
  g_auto(Change) change = {.sql = store->sql};
  if (!begin(&change, READ_AGAIN, card_id, back, error) || !check_to_review(change.card, error))
    return FALSE;
  CardcatCard *card = change.card;
  CardcatReading *now = copy_of(reading, error);
  if (!now) return FALSE;
  g_autoptr(CardcatContact) was = cardcat_contact_copy(card->reading->contact);
  card->reading = cc_reading_renew(card->reading, back, now);
  return put(&change, error) &&
         cc_draft_rebase(change.sql, card, was, card->reading->contact, error) &&
         cc_transaction_commit(transaction, error);
}

/* What was typed since stays, as one of what the card says again. */
static gboolean put_draft_back(CcSql *sql, const CardcatCard *card, GError **error) {
  g_autoptr(CardcatCard) again = cc_card_load(sql, card->id, error);
  return again &&
         cc_draft_rebase(sql, card, card->reading->contact, again->reading->contact, error);
}

/* The card that DECISION read again, owned; NULL without error: it did not. */
static CardcatCard *card_read_again(CcSql *sql, gint64 decision, GError **error) {
  gint64 card = 0;
  if (!cc_sql_get_int(sql,
                      "SELECT r.card FROM decision_readings r JOIN decisions d ON d.id = r.decision"
                      " WHERE d.id = ?1 AND d.what = '" READ_AGAIN "'",
                      CC_VALUES(cc_int(decision)), &card, error))
    return NULL;
  return card ? cc_card_load(sql, card, error) : NULL;
}

/* ---- taken back ------------------------------------------------------------------------------ */

gboolean cc_sides_put_back(CcSql *sql, gint64 decision, GError **error) {
  static const char *const steps[] = {
      /* Decisions about the card that came of it are taken back already: they are younger. */
      "DELETE FROM cards WHERE id IN (SELECT made FROM decision_readings WHERE decision = ?1)",
      "UPDATE cards SET photo = d.photo, number = d.number, reading = d.reading,"
      " picture = d.picture FROM decision_readings d WHERE d.decision = ?1 AND d.card = cards.id",
      "DELETE FROM backs WHERE card IN (SELECT card FROM decision_readings WHERE decision = ?1)",
      "INSERT INTO backs(card, photo, picture) SELECT card, back_photo, back_picture"
      " FROM decision_readings WHERE decision = ?1 AND back_photo IS NOT NULL",
  };
  GError *failed = NULL;
  g_autoptr(CardcatCard) card = card_read_again(sql, decision, &failed);
  if (failed) {
    g_propagate_error(error, failed);
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS(steps); i++)
    if (!cc_sql_run(sql, steps[i], CC_VALUES(cc_int(decision)), error)) return FALSE;
  return !card || put_draft_back(sql, card, error);
}
