/* Photos that are read again: what was decided stays, nothing is lost, nothing is there twice. */
#include "store_fixture.h"

/* A reading of photo NUMBER with a card at the place X, 100 pixels wide. */
static CardcatReading *read_at(guint number, int x, const char *given, const char *email) {
  CardcatReading *reading = reading_new(number, 1, person_new(given, "Beck", email));
  for (int i = 0; i < 4; i++)
    reading->corners[i] = (CardcatPoint){x + (i == 1 || i == 2 ? 100 : 0), i < 2 ? 0 : 60};
  return reading;
}

static gint64 add_at(Book *book, CardcatReading *reading) {
  g_autoptr(GPtrArray) readings = readings_of(reading);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  meeting->event = g_strdup("Expo");
  meeting->met_on = g_strdup("2026-06-16");
  gboolean done = cardcat_store_add_readings(book->store, readings, meeting, &ids, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return g_array_index(ids, gint64, 0);
}

/* Of the first of READINGS, which are taken; WHAT is asserted of it. */
static CardcatReadAgain again_all(Book *book, GPtrArray *readings, CardcatAgain what) {
  g_autoptr(GPtrArray) all = readings;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  g_autoptr(GArray) cards = NULL;
  g_autoptr(GError) error = NULL;
  meeting->introduced_by = g_strdup("Omar");
  gboolean done = cardcat_store_read_again(book->store, all, meeting, "2026-01-01", &cards, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_cmpuint(cards->len, ==, all->len);
  CardcatReadAgain first = g_array_index(cards, CardcatReadAgain, 0);
  g_assert_cmpint(first.what, ==, what);
  return first;
}

static CardcatReadAgain again(Book *book, CardcatReading *reading, CardcatAgain what) {
  return again_all(book, readings_of(reading), what);
}

static CardcatCard *card_of(Book *book, gint64 id) {
  g_autoptr(GError) error = NULL;
  CardcatCard *card = cardcat_store_get_card(book->store, id, &error);
  g_assert_no_error(error);
  return card;
}

static void assert_cards(Book *book, guint count) {
  g_assert_cmpint(ask(book, "SELECT count(*) FROM cards"), ==, count);
}

/* What is to review gets the new reading; what was typed for it, and how they were met, stays. */
static void test_to_review(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_at(book, read_at(1, 0, "Ado", NULL));
  g_autoptr(CardcatContact) typed = person_new("Ada", "Beck", NULL);
  g_autoptr(CardcatCard) before = card_of(book, id);
  g_assert_true(cardcat_store_keep_draft(book->store, id, typed, before->meeting, NULL));
  CardcatReadAgain is =
      again(book, read_at(1, 5, "Ada", "ada@beck.example"), CARDCAT_AGAIN_INSTEAD);
  g_assert_cmpint(is.card_id, ==, id);
  assert_cards(book, 1);
  g_autoptr(CardcatCard) card = card_of(book, id);
  g_assert_cmpint(card->state, ==, CARDCAT_CARD_TO_REVIEW);
  g_assert_cmpuint(card->reading->contact->emails->len, ==, 1);
  g_assert_cmpstr(card->draft->name.full, ==, "Ada Beck");
  g_assert_cmpuint(card->draft->emails->len, ==, 1); /* of it nothing was typed */
  g_assert_cmpint(ask(book,
                      "SELECT count(*) FROM cards c JOIN meetings m ON m.id = c.meeting WHERE"
                      " m.event = 'Expo' AND m.met_on = '2026-06-16'"
                      " AND m.introduced_by = 'Omar'"),
                  ==, 1);
}

/* What somebody emptied or typed is not overwritten by what is read now. */
static void test_draft_stays(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_at(book, read_at(1, 0, "Ada", "ada@old.example"));
  g_autoptr(CardcatContact) typed = person_new("Ada", "Beck", NULL);
  typed->organization = g_strdup("Exakt");
  g_autoptr(CardcatCard) before = card_of(book, id);
  g_assert_true(cardcat_store_keep_draft(book->store, id, typed, before->meeting, NULL));
  CardcatReading *reading = read_at(1, 0, "Ada", "ada@old.example");
  reading->contact->organization = g_strdup("Exaki");
  again(book, reading, CARDCAT_AGAIN_INSTEAD);
  g_autoptr(CardcatCard) card = card_of(book, id);
  g_assert_cmpstr(card->draft->organization, ==, "Exakt");
  g_assert_cmpuint(card->draft->emails->len, ==, 0);
}

/* A card that was saved stays as it is; what the new reading says besides joins its contact. */
static void test_saved(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_at(book, read_at(1, 0, "Ado", NULL));
  g_autoptr(CardcatContact) corrected = person_new("Ada", "Beck", NULL);
  gint64 contact = save_card(book, id, corrected, 0);
  /* As it was read, and as it was corrected. */
  again(book, read_at(1, 0, "Ado", NULL), CARDCAT_AGAIN_SAME);
  CardcatReadAgain same = again(book, read_at(1, 0, "Ada", NULL), CARDCAT_AGAIN_SAME);
  g_assert_cmpint(same.card_id, ==, id);
  assert_cards(book, 1);
  CardcatReadAgain is = again(book, read_at(1, 0, "Ada", "ada@beck.example"), CARDCAT_AGAIN_BESIDE);
  g_assert_cmpint(is.contact_id, ==, contact);
  g_assert_cmpint(is.card_id, !=, id);
  g_autoptr(CardcatCard) old = card_of(book, id), new = card_of(book, is.card_id);
  g_assert_cmpint(old->state, ==, CARDCAT_CARD_SAVED);
  g_assert_cmpuint(old->reading->contact->emails->len, ==, 0);
  g_assert_cmpint(new->state, ==, CARDCAT_CARD_TO_REVIEW);
  g_assert_cmpstr(new->meeting->event, ==, "Expo");
  /* Once more: it is that further card now. */
  CardcatReadAgain more =
      again(book, read_at(1, 0, "Ada", "a@beck.example"), CARDCAT_AGAIN_INSTEAD);
  g_assert_cmpint(more.card_id, ==, is.card_id);
  g_assert_cmpint(more.contact_id, ==, contact);
  save_card(book, more.card_id, NULL, more.contact_id);
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(book->store, contact, NULL);
  g_assert_cmpstr(entry->contact->name.full, ==, "Ada Beck");
  g_assert_cmpstr(entry->contact->emails->pdata[0], ==, "a@beck.example");
  g_assert_cmpuint(entry->meetings->len, ==, 1);
}

/* A card that was rejected, another beside it, one of a photo that was never seen. */
static void test_others(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_at(book, read_at(1, 0, "Ada", NULL));
  g_assert_true(cardcat_store_reject_card(book->store, id, NULL));
  again(book, read_at(1, 0, "Ada", NULL), CARDCAT_AGAIN_SAME);
  CardcatReadAgain beside = again(book, read_at(1, 200, "Bo", NULL), CARDCAT_AGAIN_NEW);
  g_autoptr(CardcatCard) card = card_of(book, beside.card_id);
  g_assert_cmpstr(card->meeting->met_on, ==, "2026-01-01");
  again(book, read_at(1, 0, "Ida", NULL), CARDCAT_AGAIN_BESIDE);
  again(book, read_at(2, 0, "Ada", NULL), CARDCAT_AGAIN_NEW);
  assert_cards(book, 4);
  g_autoptr(CardcatCard) rejected = card_of(book, id);
  g_assert_cmpint(rejected->state, ==, CARDCAT_CARD_REJECTED);
}

/* The front of a card whose back lies on photo 2. */
static CardcatReading *with_back(const char *given) {
  CardcatReading *front = read_at(1, 0, given, NULL);
  front->back = read_at(2, 0, given, NULL);
  cardcat_contact_free(front->back->contact);
  front->back->contact = cardcat_contact_new();
  return front;
}

/* Neither side is lost, whichever of the two photos is read again. */
static void test_sides(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_at(book, with_back("Ada"));
  CardcatReadAgain is = again(book, with_back("Ida"), CARDCAT_AGAIN_INSTEAD);
  g_assert_cmpint(is.card_id, ==, id);
  CardcatReading *back = read_at(2, 0, "Ida", NULL);
  g_clear_pointer(&back->contact, cardcat_contact_free);
  back->contact = cardcat_contact_new();
  back->contact->organization = g_strdup("Nordlicht");
  again(book, back, CARDCAT_AGAIN_BESIDE);
  again(book, read_at(1, 0, "Ina", NULL), CARDCAT_AGAIN_BESIDE);
  assert_cards(book, 3);
  g_autoptr(CardcatCard) card = card_of(book, id);
  g_assert_true(card->reading->back && card->state == CARDCAT_CARD_TO_REVIEW);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM backs"), ==, 1);
}

/* Two cards, of a photo each, are read as the sides of one now: both stay, with what is new. */
static void test_joined(Book *book, gconstpointer data) {
  (void)data;
  gint64 front = add_at(book, read_at(1, 0, "Ada", NULL)),
         back = add_at(book, read_at(2, 0, "Ada", NULL));
  g_autoptr(GPtrArray) readings = readings_of(with_back("Ida"));
  CardcatReadAgain is = again_all(book, g_ptr_array_ref(readings), CARDCAT_AGAIN_INSTEAD);
  g_assert_cmpint(is.card_id, ==, front);
  g_assert_cmpuint(readings->len, ==, 2);
  assert_cards(book, 2);
  g_autoptr(CardcatCard) other = card_of(book, back);
  g_assert_false(other->reading->back);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-again/to-review", test_to_review);
  BOOK_TEST("/store-again/draft-stays", test_draft_stays);
  BOOK_TEST("/store-again/saved", test_saved);
  BOOK_TEST("/store-again/others", test_others);
  BOOK_TEST("/store-again/sides", test_sides);
  BOOK_TEST("/store-again/joined", test_joined);
  return g_test_run();
}
