/* What a person changed in what was read: kept with each decision, for what is learned of it. */
#include "store/store.h"

/* One decision's rows. */
typedef struct {
  CcSql *sql;
  gint64 decision;
  guint position; /* of the next */
} Keeper;

static gboolean keep_one(Keeper *k, const CardcatCard *card, const CcDifference *d,
                         GError **error) {
  gboolean read = d->was || d->part || !cardcat_field_is_list(d->field);
  const CardcatEvidence *e =
      read ? cardcat_reading_evidence(card->reading, d->field, d->index) : NULL;
  g_autofree char *field = cc_difference_print(d);
  const char *source = !e ? NULL : e->from == CARDCAT_FROM_QR ? "qr" : "ocr";
  CcValue confidence = e ? cc_real(e->confidence) : cc_text(NULL);
  return cc_sql_run(k->sql,
                    "INSERT INTO corrections(decision, position, card, field, was, now, evidence,"
                    " confidence, source) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                    CC_VALUES(cc_int(k->decision), cc_int(k->position++), cc_int(card->id),
                              cc_text(field), cc_text(d->was), cc_text(d->now),
                              cc_text(e ? e->text : NULL), confidence, cc_text(source)),
                    error);
}

/* What was read of CARD and is not so in NOW; owned. */
static GPtrArray *differences_of(const CardcatCard *card, const CardcatContact *now) {
  g_autoptr(CardcatContact) was = cc_contact_clean(card->reading->contact);
  return cc_contact_differences(was, now);
}

static gboolean keep_all(Keeper *k, const CardcatCard *card, const GPtrArray *differences,
                         GError **error) {
  for (guint i = 0; i < differences->len; i++)
    if (!keep_one(k, card, differences->pdata[i], error)) return FALSE;
  return cc_sql_run(k->sql, "INSERT INTO judged(decision, card) VALUES(?1, ?2)",
                    CC_VALUES(cc_int(k->decision), cc_int(card->id)), error);
}

gboolean cc_corrections_keep(CcSql *sql, gint64 decision, const CardcatCard *card,
                             const CardcatContact *now, guint *count, GError **error) {
  Keeper k = {sql, decision, 0};
  g_autoptr(GPtrArray) differences = differences_of(card, now);
  *count = differences->len;
  return keep_all(&k, card, differences, error);
}

/* ---- edits ----------------------------------------------------------------------------------- */

static gboolean is_in(const GPtrArray *edits, const CcDifference *d) {
  for (guint i = 0; i < edits->len; i++) {
    const CcDifference *edit = edits->pdata[i];
    if (edit->field == d->field && g_strcmp0(edit->was, d->was) == 0) return TRUE;
  }
  return FALSE;
}

/* A contact of several cards has values that this one never showed: only what stood on it and was
 * changed now is its correction, and the earlier ones stand. */
static gboolean keep_edited(Keeper *k, const CardcatCard *card, const CardcatContact *now,
                            const GPtrArray *edits, GError **error) {
  g_autoptr(GPtrArray) differences = differences_of(card, now);
  for (guint i = 0; i < differences->len; i++) {
    const CcDifference *d = differences->pdata[i];
    if (d->was && is_in(edits, d) && !keep_one(k, card, d, error)) return FALSE;
  }
  return TRUE;
}

gboolean cc_corrections_keep_edit(CcSql *sql, gint64 decision, const CardcatEntry *before,
                                  const CardcatContact *now, GError **error) {
  Keeper k = {sql, decision, 0};
  g_autoptr(CardcatContact) clean = cc_contact_clean(now);
  g_autoptr(GPtrArray) edits = cc_contact_differences(before->contact, clean);
  for (guint i = 0; edits->len > 0 && i < before->cards->len; i++) {
    g_autoptr(GError) damaged = NULL;
    g_autoptr(CardcatCard) card =
        cc_card_load(sql, g_array_index(before->cards, gint64, i), &damaged);
    /* The contact can be edited all the same. */
    if (!card) continue;
    g_autoptr(GPtrArray) differences = differences_of(card, clean);
    gboolean kept = before->cards->len > 1 ? keep_edited(&k, card, clean, edits, error)
                                           : keep_all(&k, card, differences, error);
    if (!kept) return FALSE;
  }
  return TRUE;
}
