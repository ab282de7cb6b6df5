/* The card that is reviewed, and what was done to it. */
#include "keys/keys.h"

void cc_review_tell(CcReview *r, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_free(r->news);
  r->news = g_strdup_vprintf(format, args);
  va_end(args);
}

const CcField *cc_review_field(const CcReview *r) {
  return r->chosen < r->fields->len ? r->fields->pdata[r->chosen] : NULL;
}

void cc_review_drop(CcReview *r) {
  g_clear_pointer(&r->card, cardcat_card_free);
  g_clear_pointer(&r->contact, cardcat_contact_free);
  g_clear_pointer(&r->twins, g_ptr_array_unref);
  g_clear_pointer(&r->wanted, g_free);
  g_clear_pointer(&r->fields, g_ptr_array_unref);
  g_clear_pointer(&r->unused, g_ptr_array_unref);
  g_clear_pointer(&r->asked, g_free);
}

gboolean cc_review_is_doubtful(const CcReview *r, guint i) {
  return cc_field_is_doubtful(r->fields->pdata[i], r->card->reading);
}

static void take_fields(CcReview *r) {
  g_clear_pointer(&r->fields, g_ptr_array_unref);
  g_clear_pointer(&r->unused, g_ptr_array_unref);
  r->fields = cc_contact_fields(r->contact);
  r->unused = cc_unused_lines(r->card->reading, r->contact);
  r->chosen = MIN(r->chosen, MAX(r->fields->len, 1) - 1);
}

/* Of a new card the first doubtful value, else the first. */
static void choose_first(CcReview *r) {
  r->chosen = 0;
  take_fields(r);
  while (r->chosen < r->fields->len && !cc_review_is_doubtful(r, r->chosen))
    r->chosen++;
  if (r->chosen == r->fields->len) r->chosen = 0;
}

static gboolean take_wanted(CcReview *r, GError **error) {
  g_autoptr(GPtrArray) wants = cardcat_store_wanted(r->store, r->contact, error);
  const CardcatWant *want = wants && wants->len > 0 ? wants->pdata[0] : NULL;
  if (want)
    r->wanted =
        g_strdup_printf("%s%s%s", want->words, want->why ? ", " : "", want->why ? want->why : "");
  return wants != NULL;
}

gboolean cc_review_load(CcReview *r, GError **error) {
  cc_review_drop(r);
  for (; r->at < r->queue->len; r->at++) {
    g_autoptr(CardcatCard) card =
        cardcat_store_get_card(r->store, g_array_index(r->queue, gint64, r->at), error);
    if (!card) return FALSE;
    if (card->state != CARDCAT_CARD_TO_REVIEW) continue;
    r->contact = cardcat_contact_copy(cc_card_contact(card));
    r->card = g_steal_pointer(&card);
    choose_first(r);
    r->twins = cardcat_store_duplicates(r->store, r->contact, error);
    return r->twins && take_wanted(r, error);
  }
  return TRUE;
}

gboolean cc_review_next(CcReview *r, GError **error) {
  r->at++;
  return cc_review_load(r, error);
}

/* What was typed is in the address book before the next key is asked for. */
gboolean cc_review_changed(CcReview *r, GError **error) {
  take_fields(r);
  return cardcat_store_keep_draft(r->store, r->card->id, r->contact, r->card->meeting, error);
}

GPtrArray *cc_field_alternatives(const CcReview *r, const CcField *field) {
  const CardcatEvidence *e = cc_field_source(field, r->contact, r->card->reading);
  return cc_value_alternatives(r->card->reading, e, field->value);
}
