/* Photos and the cards found in them. */
#include "store/store.h"

#include <string.h>

static const char *const state_names[] = {
    [CARDCAT_CARD_TO_REVIEW] = "to review",
    [CARDCAT_CARD_SAVED] = "saved",
    [CARDCAT_CARD_REJECTED] = "rejected",
};

/* ---- photos -------------------------------------------------------------------------------- */

gboolean cardcat_store_photo_state(CardcatStore *store, const char *sha256,
                                   CardcatPhotoState *state, char **message, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(store->sql, "SELECT state = 'failed', message FROM photos WHERE sha256 = ?1",
                   CC_VALUES(cc_text(sha256)), error);
  if (!query) return FALSE;
  CardcatPhotoState found = CARDCAT_PHOTO_NEW;
  g_autofree char *why = NULL;
  if (cc_query_next(query)) {
    found = cc_query_int(query, 0) ? CARDCAT_PHOTO_FAILED : CARDCAT_PHOTO_READ;
    why = cc_query_dup(query, 1);
  }
  if (!cc_query_end(query, error)) return FALSE;
  *state = found;
  if (message) *message = g_steal_pointer(&why);
  return TRUE;
}

char *cardcat_store_photo_path(CardcatStore *store, const char *sha256, GError **error) {
  g_autoptr(CcQuery) query = cc_query_new(store->sql, "SELECT path FROM photos WHERE sha256 = ?1",
                                          CC_VALUES(cc_text(sha256)), error);
  if (!query) return NULL;
  g_autofree char *path = cc_query_next(query) ? cc_query_dup(query, 0) : NULL;
  return cc_query_end(query, error) ? g_steal_pointer(&path) : NULL;
}

/* Where the photo of READING lies, wherever one is by then; what lies nowhere, as a photo that came
 * by the page, is called what it was called.  Owned. */
static char *place_of(const CardcatReading *reading) {
  const char *path = reading->path ? reading->path : "-";
  g_autofree char *whole = g_canonicalize_filename(path, NULL);
  return g_strdup(g_file_test(whole, G_FILE_TEST_IS_REGULAR) ? whole : path);
}

/* A photo that failed may be read later; one that was read stays so. */
gboolean cc_photo_put(CcSql *sql, const CardcatReading *reading, gint64 *id, GError **error) {
  g_autofree char *now = cc_store_time(sql, 0), *path = place_of(reading);
  return cc_sql_get_int(
      sql,
      "INSERT INTO photos(sha256, path, taken, state, added)"
      " VALUES(?1, ?2, ?3, 'read', ?4)"
      " ON CONFLICT(sha256) DO UPDATE SET state = 'read', message = NULL,"
      " path = excluded.path, taken = excluded.taken RETURNING id",
      CC_VALUES(cc_text(reading->sha256), cc_text(path), cc_text(reading->taken), cc_text(now)), id,
      error);
}

gboolean cc_card_put(CcSql *sql, gint64 photo, int number, const CardcatReading *reading,
                     gint64 meeting, gint64 *id, GError **error) {
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  return cc_sql_get_int(sql,
                        "INSERT INTO cards(photo, number, state, reading, picture, meeting)"
                        " VALUES(?1, ?2, 'to review', ?3, ?4, ?5) RETURNING id",
                        CC_VALUES(cc_int(photo), cc_int(number), cc_text(json),
                                  cc_blob(reading->picture), cc_int(meeting)),
                        id, error);
}

gboolean cc_back_put(CcSql *sql, gint64 card, const CardcatReading *back, GError **error) {
  gint64 photo = 0;
  return cc_photo_put(sql, back, &photo, error) &&
         cc_sql_run(sql, "INSERT INTO backs(card, photo, picture) VALUES(?1, ?2, ?3)",
                    CC_VALUES(cc_int(card), cc_int(photo), cc_blob(back->picture)), error);
}

/* Another process may have read the back's photo meanwhile; then its card is in the book. */
static gboolean part_from_known(CardcatStore *store, CardcatReading *reading, GError **error) {
  const CardcatReading *back = reading->back;
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  if (!back || g_strcmp0(back->sha256, reading->sha256) == 0) return TRUE;
  if (!cardcat_store_photo_state(store, back->sha256, &state, NULL, error)) return FALSE;
  if (state == CARDCAT_PHOTO_READ) cardcat_reading_free(cc_reading_split(reading));
  return TRUE;
}

static gboolean put_cards(CardcatStore *store, const GPtrArray *readings,
                          const CardcatMeeting *meeting, GError **error) {
  CcSql *sql = store->sql;
  gint64 photo = 0, met = 0;
  if (!cc_photo_put(sql, readings->pdata[0], &photo, error) ||
      !cc_meeting_insert(sql, meeting, 0, &met, error))
    return FALSE;
  for (guint i = 0; i < readings->len; i++) {
    CardcatReading *reading = readings->pdata[i];
    if (!part_from_known(store, reading, error)) return FALSE;
    gint64 card = 0;
    if (!cc_card_put(sql, photo, (int)i + 1, reading, met, &card, error)) return FALSE;
    if (reading->back && !cc_back_put(sql, card, reading->back, error)) return FALSE;
  }
  return TRUE;
}

GArray *cardcat_store_photo_cards(CardcatStore *store, const char *sha256, GError **error) {
  return cc_sql_get_ints(store->sql,
                         "SELECT c.id FROM cards c JOIN photos p ON p.id = c.photo"
                         " WHERE p.sha256 = ?1 ORDER BY c.number",
                         CC_VALUES(cc_text(sha256)), error);
}

gboolean cardcat_store_add_readings(CardcatStore *store, GPtrArray *readings,
                                    const CardcatMeeting *meeting, GArray **card_ids,
                                    GError **error) {
  g_return_val_if_fail(readings && readings->len > 0, FALSE);
  const char *sha256 = ((const CardcatReading *)readings->pdata[0])->sha256;
  g_return_val_if_fail(sha256 && strlen(sha256) == 64, FALSE);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  CardcatPhotoState state;
  if (!transaction || !cardcat_store_photo_state(store, sha256, &state, NULL, error)) return FALSE;
  if (state != CARDCAT_PHOTO_READ && !put_cards(store, readings, meeting, error)) return FALSE;
  g_autoptr(GArray) ids = cardcat_store_photo_cards(store, sha256, error);
  if (!ids || !cc_transaction_commit(transaction, error)) return FALSE;
  if (card_ids) *card_ids = g_steal_pointer(&ids);
  return TRUE;
}

gboolean cardcat_store_add_failure(CardcatStore *store, const char *path, const char *sha256,
                                   const char *message, GError **error) {
  g_return_val_if_fail(path && sha256 && strlen(sha256) == 64, FALSE);
  g_autofree char *now = cc_store_time(store->sql, 0);
  g_autofree char *why = cc_text_clean(message ? message : "", -1, CC_TEXT_MAX);
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  return transaction &&
         cc_sql_run(store->sql,
                    "INSERT INTO photos(sha256, path, state, message, added)"
                    " VALUES(?1, ?2, 'failed', ?3, ?4) ON CONFLICT(sha256) DO UPDATE"
                    " SET message = excluded.message, path = excluded.path WHERE state = 'failed'",
                    CC_VALUES(cc_text(sha256), cc_text(path), cc_text(why), cc_text(now)), error) &&
         cc_transaction_commit(transaction, error);
}

/* ---- cards --------------------------------------------------------------------------------- */

static CardcatCardState parse_state(const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(state_names); i++)
    if (g_strcmp0(name, state_names[i]) == 0) return (CardcatCardState)i;
  return CARDCAT_CARD_TO_REVIEW;
}

/* The card of ROW without its meeting, whose id *MEETING gets. */
static CardcatCard *read_row(CcSql *sql, CcQuery *row, gint64 *meeting, GError **error) {
  g_autoptr(CardcatCard) card = g_new0(CardcatCard, 1);
  g_autofree char *state = cc_query_dup(row, 1), *json = cc_query_dup(row, 2);
  GError *why = NULL;
  card->id = cc_query_int(row, 0);
  card->state = parse_state(state);
  card->reading = cardcat_reading_from_json(json, &why);
  if (!card->reading) {
    cc_card_set_damaged(sql, card->id, why, error);
    return NULL;
  }
  card->reading->picture = cc_query_bytes(row, 3);
  *meeting = cc_query_int(row, 4);
  card->contact_id = cc_query_int(row, 5);
  if (card->reading->back) card->reading->back->picture = cc_query_bytes(row, 6);
  return g_steal_pointer(&card);
}

/* A length before each text, so that no two cards look alike. */
static void digest(GChecksum *sum, const char *text) {
  g_autofree char *length = g_strdup_printf("%zd:", text ? (gssize)strlen(text) : -1);
  g_checksum_update(sum, (const guchar *)length, -1);
  if (text) g_checksum_update(sum, (const guchar *)text, -1);
}

static char *version_of(const CardcatCard *card) {
  const CardcatMeeting *m = card->meeting;
  g_autofree char *reading = cardcat_reading_to_json(card->reading, TRUE);
  g_autofree char *draft = card->draft ? cardcat_contact_to_json(card->draft) : NULL;
  g_autofree char *contact = g_strdup_printf("%" G_GINT64_FORMAT, card->contact_id);
  const char *const texts[] = {state_names[card->state],
                               reading,
                               draft,
                               contact,
                               m->event,
                               m->met_on,
                               m->introduced_by,
                               m->note,
                               m->followed_up,
                               m->send_follow_up ? "yes" : "no"};
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    digest(sum, texts[i]);
  for (guint i = 0; i < m->tags->len; i++)
    digest(sum, m->tags->pdata[i]);
  return g_strdup(g_checksum_get_string(sum));
}

CardcatCard *cc_card_load(CcSql *sql, gint64 id, GError **error) {
  g_autoptr(CcQuery) query =
      cc_query_new(sql,
                   "SELECT c.id, c.state, c.reading, c.picture, c.meeting, p.id, b.picture"
                   " FROM cards c LEFT JOIN backs b ON b.card = c.id"
                   " LEFT JOIN people p ON p.id = c.person AND p.removed IS NULL WHERE c.id = ?1",
                   CC_VALUES(cc_int(id)), error);
  if (!query) return NULL;
  if (!cc_query_next(query)) {
    if (cc_query_end(query, error)) cc_card_set_missing(sql, id, error);
    return NULL;
  }
  gint64 meeting = 0;
  g_autoptr(CardcatCard) card = read_row(sql, query, &meeting, error);
  if (!card) return NULL;
  card->meeting = cc_meeting_load(sql, meeting, error);
  if (!card->meeting) return NULL;
  if (card->state == CARDCAT_CARD_TO_REVIEW && !cc_draft_load(sql, card, error)) return NULL;
  card->version = version_of(card);
  return g_steal_pointer(&card);
}

CardcatCard *cardcat_store_get_card(CardcatStore *store, gint64 id, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, FALSE, error);
  return transaction ? cc_card_load(store->sql, id, error) : NULL;
}

GArray *cardcat_store_to_review(CardcatStore *store, GError **error) {
  return cc_sql_get_ints(store->sql, "SELECT id FROM cards WHERE state = 'to review' ORDER BY id",
                         NULL, error);
}

GBytes *cardcat_store_picture(CardcatStore *store, gint64 card_id, GError **error) {
  gsize length = 0;
  return cc_sql_blob_start(store->sql, "cards", "picture", card_id, G_MAXINT, &length, error);
}

/* The beginning of a picture: its orientation, its tables, its first rows. */
#define MARK_BYTES 4096

char *cardcat_store_picture_mark(CardcatStore *store, gint64 card_id, GError **error) {
  gsize length = 0;
  g_autoptr(GBytes) start =
      cc_sql_blob_start(store->sql, "cards", "picture", card_id, MARK_BYTES, &length, error);
  if (!start) return NULL;
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, start);
  return g_strdup_printf("%.16s%" G_GSIZE_MODIFIER "x", sum, length);
}
