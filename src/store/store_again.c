/* Photos of the book that are read again: what was decided stays, what the new reading says beside
 * it is reviewed. */
#include "store/store.h"

#include "base/geometry.h"

/* Two quads of one photo are one card when they share so much of the smaller: by hand; cards that
 * lie side by side share nothing, one found twice nearly all. */
#define SHARED_MIN 0.5

typedef struct {
  CardcatStore *store;
  GPtrArray *readings;
  const CardcatMeeting *meeting; /* NULL: nothing is said of it now */
  const char *day;
} Again;

/* What the book has where a reading was taken; each borrowed, or NULL. */
typedef struct {
  const CardcatCard *open;    /* to review, and that is its front */
  const CardcatCard *decided; /* or its back is there */
  const CardcatCard *saved;   /* of these the one with a contact */
} Place;

/* ---- which card it is ------------------------------------------------------------------------ */

/* The cards of the photo, and those that have their back on it: CardcatCard*, the last first,
 * owned.
 */
static GPtrArray *load_known(CcSql *sql, const char *sha256, GError **error) {
  g_autoptr(GArray) ids = cc_sql_get_ints(
      sql,
      "SELECT c.id FROM cards c JOIN photos p ON p.id = c.photo WHERE p.sha256 = ?1 UNION"
      " SELECT b.card FROM backs b JOIN photos p ON p.id = b.photo WHERE p.sha256 = ?1"
      " ORDER BY 1 DESC",
      CC_VALUES(cc_text(sha256)), error);
  if (!ids) return NULL;
  g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_card_free);
  for (guint i = 0; i < ids->len; i++) {
    CardcatCard *card = cc_card_load(sql, g_array_index(ids, gint64, i), error);
    if (!card) return NULL;
    g_ptr_array_add(known, card);
  }
  return g_steal_pointer(&known);
}

/* A card that was carried here without its corners is wherever its photo is. */
static gboolean shares_place(const CardcatReading *a, const CardcatReading *b) {
  return cc_quad_area(a->corners) <= 0 || cc_quad_area(b->corners) <= 0 ||
         cc_quad_overlap(a->corners, b->corners) >= SHARED_MIN;
}

static gboolean is_at(const CardcatReading *side, const CardcatReading *reading) {
  return side && g_strcmp0(side->sha256, reading->sha256) == 0 &&
         MAX(side->page, 1) == MAX(reading->page, 1) && shares_place(side, reading);
}

static Place find_place(const GPtrArray *known, const CardcatReading *reading) {
  Place place = {0};
  for (guint i = 0; i < known->len; i++) {
    const CardcatCard *card = known->pdata[i];
    gboolean is_front = is_at(card->reading, reading);
    if (!is_front && !is_at(card->reading->back, reading)) continue;
    /* The other side may lie on a photo that is not read now. */
    gboolean is_open = is_front && card->state == CARDCAT_CARD_TO_REVIEW &&
                       (!card->reading->back || reading->back);
    if (is_open && !place.open) place.open = card;
    if (!is_open && !place.decided) place.decided = card;
    if (!is_open && card->contact_id > 0 && !place.saved) place.saved = card;
  }
  return place;
}

/* ---- whether it says anything new ------------------------------------------------------------ */

static gboolean equal(const CardcatContact *a, const CardcatContact *b) {
  g_autoptr(CardcatContact) clean_a = cc_contact_clean(a), clean_b = cc_contact_clean(b);
  g_autofree char *json_a = cardcat_contact_to_json(clean_a);
  g_autofree char *json_b = cardcat_contact_to_json(clean_b);
  return g_str_equal(json_a, json_b);
}

/* A back names nobody, or the same person, and all that it says is known. */
static gboolean holds(const CardcatContact *contact, const CardcatContact *of_back) {
  g_autoptr(CardcatContact) both = cardcat_contact_copy(contact);
  cardcat_contact_merge(both, of_back);
  return equal(both, contact) && (!of_back->name.full || !contact->name.full ||
                                  g_str_equal(of_back->name.full, contact->name.full));
}

/* The same as was read before, or as the card was saved. */
static gboolean says_same(CcSql *sql, const CardcatCard *card, const CardcatReading *reading,
                          gboolean *same, GError **error) {
  gboolean is_front = is_at(card->reading, reading);
  gboolean (*is)(const CardcatContact *, const CardcatContact *) = is_front ? equal : holds;
  *same = is(card->reading->contact, reading->contact);
  if (*same || card->contact_id == 0) return TRUE;
  g_autoptr(CardcatEntry) entry = cc_entry_load(sql, card->contact_id, error);
  if (!entry) return FALSE;
  *same = is(entry->contact, reading->contact);
  return TRUE;
}

/* ---- what is kept ---------------------------------------------------------------------------- */

/* How whoever is on CARD (or NULL) was met, with what is said of it now. */
static gboolean put_meeting(const Again *a, const CardcatCard *card, gint64 *row, GError **error) {
  g_autoptr(CardcatMeeting) meeting =
      a->meeting ? cardcat_meeting_copy(a->meeting) : cardcat_meeting_new();
  if (card) {
    cardcat_meeting_merge(meeting, card->meeting);
  } else if (!meeting->met_on) {
    meeting->met_on = g_strdup(a->day);
    meeting->taken_on = g_strdup(a->day);
  }
  return cc_meeting_insert(a->store->sql, meeting, 0, row, error);
}

/* OPEN has READING now; what was typed for it stays, the rest of its draft is what is read now. */
static gboolean put_instead(const Again *a, const CardcatCard *open, const CardcatReading *reading,
                            GError **error) {
  CcSql *sql = a->store->sql;
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  gint64 meeting = 0;
  return put_meeting(a, open, &meeting, error) &&
         cc_sql_run(
             sql, "UPDATE cards SET reading = ?2, picture = ?3, meeting = ?4 WHERE id = ?1",
             CC_VALUES(cc_int(open->id), cc_text(json), cc_blob(reading->picture), cc_int(meeting)),
             error) &&
         cc_sql_run(sql, "DELETE FROM backs WHERE card = ?1", CC_VALUES(cc_int(open->id)), error) &&
         (!reading->back || cc_back_put(sql, open->id, reading->back, error)) &&
         cc_draft_rebase(sql, open, open->reading->contact, reading->contact, error);
}

/* A further card of its photo; LIKE (or NULL) is another at its place. */
static gboolean put_further(const Again *a, const CardcatCard *like, const CardcatReading *reading,
                            gint64 *id, GError **error) {
  CcSql *sql = a->store->sql;
  gint64 photo = 0, number = 0, meeting = 0;
  return cc_photo_put(sql, reading, &photo, error) &&
         cc_sql_get_int(sql, "SELECT coalesce(max(number), 0) + 1 FROM cards WHERE photo = ?1",
                        CC_VALUES(cc_int(photo)), &number, error) &&
         put_meeting(a, like, &meeting, error) &&
         cc_card_put(sql, photo, (int)number, reading, meeting, id, error) &&
         (!reading->back || cc_back_put(sql, *id, reading->back, error));
}

/* The back becomes a reading of its own where its photo has other cards than OPEN, or is the back
 * of another. */
static gboolean part(const Again *a, CardcatReading *reading, const CardcatCard *open,
                     GError **error) {
  const CardcatReading *back = reading->back;
  if (!back || g_strcmp0(back->sha256, reading->sha256) == 0) return TRUE;
  g_autoptr(GPtrArray) known = load_known(a->store->sql, back->sha256, error);
  if (!known) return FALSE;
  for (guint i = 0; i < known->len; i++) {
    const CardcatCard *card = known->pdata[i];
    if (open && card->id == open->id) continue;
    g_ptr_array_add(a->readings, cc_reading_split(reading));
    break;
  }
  return TRUE;
}

static gboolean put(const Again *a, CardcatReading *reading, CardcatReadAgain *is, GError **error) {
  CcSql *sql = a->store->sql;
  g_autoptr(GPtrArray) known = load_known(sql, reading->sha256, error);
  if (!known) return FALSE;
  Place place = find_place(known, reading);
  gboolean same = FALSE;
  if (!part(a, reading, place.open, error)) return FALSE;
  if (place.saved) is->contact_id = place.saved->contact_id;
  if (place.open) {
    is->what = CARDCAT_AGAIN_INSTEAD;
    is->card_id = place.open->id;
    return put_instead(a, place.open, reading, error);
  }
  const CardcatCard *decided = place.saved ? place.saved : place.decided;
  if (decided && !says_same(sql, decided, reading, &same, error)) return FALSE;
  is->what = same ? CARDCAT_AGAIN_SAME : decided ? CARDCAT_AGAIN_BESIDE : CARDCAT_AGAIN_NEW;
  if (!same) return put_further(a, decided, reading, &is->card_id, error);
  is->card_id = decided->id;
  return TRUE;
}

gboolean cardcat_store_read_again(CardcatStore *store, GPtrArray *readings,
                                  const CardcatMeeting *meeting, const char *day, GArray **cards,
                                  GError **error) {
  g_return_val_if_fail(readings && readings->len > 0, FALSE);
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CardcatReadAgain));
  const Again again = {store, readings, meeting, day};
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  if (!transaction) return FALSE;
  /* A back that is parted becomes one more. */
  for (guint i = 0; i < readings->len; i++) {
    CardcatReadAgain is = {0};
    if (!put(&again, readings->pdata[i], &is, error)) return FALSE;
    g_array_append_val(all, is);
  }
  if (!cc_transaction_commit(transaction, error)) return FALSE;
  if (cards) *cards = g_steal_pointer(&all);
  return TRUE;
}
