/* The sides of a card put right: turned, swapped, split; each taken back; what stays the same and
 * what does not. */
#include "store_fixture.h"

#include <string.h>

#define WIDTH 300
#define HEIGHT 200

/* An empty JPEG file: it begins and ends. */
static GBytes *jpeg_new(void) {
  static const guint8 bytes[] = {0xFF, 0xD8, 0xFF, 0xDB, 0x00, 0x03, 0x01, 0xFF, 0xD9};
  return g_bytes_new_static(bytes, sizeof bytes);
}

static void add_line(CardcatReading *side, const char *text, CardcatBox box) {
  g_ptr_array_add(side->lines, cardcat_line_new(text, box, 0.9));
  g_autofree char *before = side->text;
  side->text = before && *before ? g_strdup_printf("%s\n%s", before, text) : g_strdup(text);
}

static void prove(CardcatReading *reading, const char *field, const char *text, gboolean on_back) {
  CardcatField which;
  guint index;
  g_assert_true(cardcat_field_parse(field, &which, &index));
  CardcatEvidence *evidence =
      cardcat_evidence_new(which, index, 0.9, (CardcatBox){10, 20, 30, 40}, text, CARDCAT_FROM_OCR);
  evidence->on_back = on_back;
  g_ptr_array_add(reading->evidence, evidence);
}

static void finish_side(CardcatReading *side) {
  side->picture = jpeg_new();
  side->width = WIDTH;
  side->height = HEIGHT;
  for (int i = 0; i < 4; i++)
    side->corners[i] = (CardcatPoint){i, 10 * i};
}

/* Ada's card, photo 1, and Omar's, photo 2, which was taken for its back: the firm is on both. */
static gint64 add_pair(Book *book) {
  CardcatReading *front = reading_new(1, 1, person_new("Ada", "Beck", "ada@acme.example"));
  g_ptr_array_add(front->contact->emails, g_strdup("omar@acme.example"));
  g_ptr_array_add(front->contact->titles, g_strdup("Buyer"));
  front->contact->organization = g_strdup("Acme Optics");
  g_clear_pointer(&front->text, g_free);
  add_line(front, "Ada Beck", (CardcatBox){10, 20, 30, 40});
  add_line(front, "Acme Optics", (CardcatBox){10, 70, 30, 40});
  add_line(front, "ada@acme.example", (CardcatBox){10, 120, 30, 40});
  prove(front, "name", "Ada Beck", FALSE);
  prove(front, "organization", "Acme Optics", FALSE);
  prove(front, "titles[0]", "Buyer", TRUE);
  prove(front, "emails[0]", "ada@acme.example", FALSE);
  prove(front, "emails[1]", "omar@acme.example", TRUE);
  finish_side(front);
  front->back = cardcat_reading_new();
  front->back->path = g_strdup("photos/IMG 2.jpg");
  front->back->sha256 = sha_of(2);
  front->back->card = front->back->cards = 1;
  add_line(front->back, "ACME OPTICS", (CardcatBox){5, 6, 7, 8});
  add_line(front->back, "Buyer", (CardcatBox){10, 20, 30, 40});
  finish_side(front->back);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = readings_of(front);
  g_autoptr(GArray) ids = NULL;
  gboolean done = cardcat_store_add_readings(book->store, readings, NULL, &ids, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return g_array_index(ids, gint64, 0);
}

static CardcatCard *get_card(Book *book, gint64 id) {
  g_autoptr(GError) error = NULL;
  CardcatCard *card = cardcat_store_get_card(book->store, id, &error);
  g_assert_no_error(error);
  return card;
}

#define assert_done(call)           \
  do {                              \
    g_autoptr(GError) error = NULL; \
    gboolean done_ = call;          \
    g_assert_no_error(error);       \
    g_assert_true(done_);           \
  } while (0)

/* Everything of a card that can be seen, as one text; owned. */
static char *look(Book *book, gint64 id) {
  g_autoptr(CardcatCard) card = get_card(book, id);
  g_autofree char *json = cardcat_reading_to_json(card->reading, TRUE);
  g_autofree char *front = g_compute_checksum_for_bytes(G_CHECKSUM_MD5, card->reading->picture);
  const CardcatReading *back = card->reading->back;
  g_autofree char *behind =
      back ? g_compute_checksum_for_bytes(G_CHECKSUM_MD5, back->picture) : NULL;
  return g_strjoin(" ", card->version, json, front, behind, NULL);
}

static void undo(Book *book, gint64 card, const char *wanted, const char *looked) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  gint64 undone = 0;
  gboolean done = cardcat_store_undo(book->store, &what, &undone, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_cmpstr(what, ==, wanted);
  g_assert_cmpint(undone, ==, card);
  g_autofree char *now = look(book, card);
  g_assert_cmpstr(now, ==, looked);
  assert_sound(book);
}

static void assert_box(CardcatBox box, int x, int y, int w, int h) {
  g_assert_cmpint(box.x, ==, x);
  g_assert_cmpint(box.y, ==, y);
  g_assert_cmpint(box.w, ==, w);
  g_assert_cmpint(box.h, ==, h);
}

static void test_turn(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book);
  g_autofree char *before = look(book, id);
  assert_done(cardcat_store_turn_card(book->store, id, FALSE, 1, &error));
  g_autoptr(CardcatCard) card = get_card(book, id);
  const CardcatReading *reading = card->reading;
  g_assert_cmpint(reading->width, ==, HEIGHT);
  g_assert_cmpint(reading->height, ==, WIDTH);
  assert_box(((CardcatLine *)reading->lines->pdata[0])->box, 140, 10, 40, 30);
  assert_box(cardcat_reading_evidence(reading, CARDCAT_FIELD_NAME, 0)->box, 140, 10, 40, 30);
  g_assert_cmpfloat(reading->corners[0].x, ==, 3);
  /* The other side lies as it lay. */
  assert_box(cardcat_reading_evidence(reading, CARDCAT_FIELD_TITLES, 0)->box, 10, 20, 30, 40);
  g_assert_cmpint(reading->back->width, ==, WIDTH);
  undo(book, id, "turned Ada Beck", before);
}

/* Four quarters are none; the JPEG data grow by one segment, however often it is turned. */
static void test_turn_round(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book);
  static const int quarters[] = {1, 2, -1, 6};
  static const int turned[] = {1, 3, 2, 0};
  static const guint8 orientations[] = {1, 6, 3, 8};
  g_autofree char *before = look(book, id);
  g_autoptr(CardcatCard) first = get_card(book, id);
  gsize length = g_bytes_get_size(first->reading->back->picture);
  for (guint i = 0; i < G_N_ELEMENTS(quarters); i++) {
    assert_done(cardcat_store_turn_card(book->store, id, TRUE, quarters[i], &error));
    g_autoptr(CardcatCard) card = get_card(book, id);
    gsize now = 0;
    const guint8 *jpeg = g_bytes_get_data(card->reading->back->picture, &now);
    g_assert_cmpuint(now, ==, length + 36);
    g_assert_cmphex(jpeg[2 + 29], ==, orientations[turned[i]]);
  }
  g_autoptr(CardcatCard) card = get_card(book, id);
  g_assert_cmpstr(card->version, ==, first->version);
  for (guint i = 0; i < 3; i++) {
    g_autofree char *what = NULL;
    assert_done(cardcat_store_undo(book->store, &what, NULL, &error));
  }
  undo(book, id, "turned Ada Beck", before);
}

static void test_swap(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book);
  g_autofree char *before = look(book, id);
  assert_done(cardcat_store_swap_sides(book->store, id, &error));
  g_autoptr(CardcatCard) card = get_card(book, id);
  g_assert_cmpstr(card->reading->path, ==, "photos/IMG 2.jpg");
  g_assert_cmpstr(card->reading->back->path, ==, "photos/IMG 1.jpg");
  g_assert_cmpstr(card->reading->contact->name.full, ==, "Ada Beck");
  g_assert_true(cardcat_reading_evidence(card->reading, CARDCAT_FIELD_NAME, 0)->on_back);
  g_assert_false(cardcat_reading_evidence(card->reading, CARDCAT_FIELD_TITLES, 0)->on_back);
  g_autoptr(GError) why = NULL;
  g_autofree char *sha = sha_of(2);
  g_autoptr(GArray) of_photo = cardcat_store_photo_cards(book->store, sha, &why);
  g_assert_no_error(why);
  g_assert_cmpuint(of_photo->len, ==, 1);
  undo(book, id, "swapped Ada Beck", before);
}

static void test_split(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book), back = 0;
  g_autofree char *before = look(book, id);
  assert_done(cardcat_store_split_card(book->store, id, &back, &error));
  g_autoptr(CardcatCard) ada = get_card(book, id);
  g_autoptr(CardcatCard) omar = get_card(book, back);
  const CardcatContact *a = ada->reading->contact, *o = omar->reading->contact;
  g_assert_null(ada->reading->back);
  g_assert_cmpstr(a->name.full, ==, "Ada Beck");
  g_assert_cmpuint(a->titles->len, ==, 0);
  g_assert_cmpuint(a->emails->len, ==, 1);
  g_assert_cmpint(omar->state, ==, CARDCAT_CARD_TO_REVIEW);
  g_assert_null(o->name.full);
  g_assert_cmpstr(o->titles->pdata[0], ==, "Buyer");
  g_assert_cmpstr(o->emails->pdata[0], ==, "omar@acme.example");
  const CardcatEvidence *email = cardcat_reading_evidence(omar->reading, CARDCAT_FIELD_EMAILS, 0);
  g_assert_cmpstr(email->text, ==, "omar@acme.example");
  g_assert_false(email->on_back);
  /* What stands on both stays with both, each in its own place. */
  g_assert_cmpstr(a->organization, ==, "Acme Optics");
  g_assert_cmpstr(o->organization, ==, "Acme Optics");
  assert_box(cardcat_reading_evidence(omar->reading, CARDCAT_FIELD_ORGANIZATION, 0)->box, 5, 6, 7,
             8);
  g_autoptr(GError) why = NULL;
  g_autoptr(GArray) queue = cardcat_store_to_review(book->store, &why);
  g_assert_cmpuint(queue->len, ==, 2);
  undo(book, id, "split Ada Beck", before);
  g_autoptr(CardcatCard) gone = cardcat_store_get_card(book->store, back, &why);
  g_assert_null(gone);
  g_assert_error(why, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
}

/* All of them one after the other, with decisions about the new card, and back again. */
static void test_chain(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book), back = 0;
  g_autofree char *before = look(book, id);
  assert_done(cardcat_store_turn_card(book->store, id, FALSE, 2, &error));
  g_autofree char *turned = look(book, id);
  assert_done(cardcat_store_swap_sides(book->store, id, &error));
  g_autofree char *swapped = look(book, id);
  assert_done(cardcat_store_split_card(book->store, id, &back, &error));
  save_card(book, back, NULL, 0);
  g_autofree char *what = NULL;
  assert_done(cardcat_store_undo(book->store, &what, NULL, &error));
  assert_sound(book);
  undo(book, id, "split Ada Beck", swapped);
  undo(book, id, "swapped Ada Beck", turned);
  undo(book, id, "turned Ada Beck", before);
}

/* The card as another reading has it: of Ada with another address, and Omar no more. */
static CardcatReading *read_anew(void) {
  CardcatReading *reading = reading_new(7, 1, person_new("Ada", "Becker", "ada@acme.example"));
  g_clear_pointer(&reading->text, g_free);
  add_line(reading, "Ada Becker", (CardcatBox){1, 2, 3, 4});
  prove(reading, "name", "Ada Becker", FALSE);
  finish_side(reading);
  reading->width = 2 * WIDTH;
  return reading;
}

/* Both sides, what was typed, and all of it taken back. */
static void test_again(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book);
  g_autoptr(CardcatReading) anew = read_anew();
  g_autofree char *before = look(book, id);
  assert_done(cardcat_store_renew_side(book->store, id, FALSE, anew, &error));
  g_autoptr(CardcatCard) card = get_card(book, id);
  g_assert_cmpstr(card->reading->contact->name.full, ==, "Ada Becker");
  g_assert_cmpstr(card->reading->contact->titles->pdata[0], ==, "Buyer"); /* the back says it */
  g_assert_cmpint(card->reading->width, ==, 2 * WIDTH);
  g_assert_cmpstr(card->reading->path, ==, "photos/IMG 1.jpg");
  g_autofree char *sha = sha_of(1);
  g_assert_cmpstr(card->reading->sha256, ==, sha);
  g_assert_cmpint(card->reading->back->width, ==, WIDTH);
  undo(book, id, "read again: Ada Beck", before);
  assert_done(cardcat_store_renew_side(book->store, id, TRUE, anew, &error));
  g_autoptr(CardcatCard) back = get_card(book, id);
  g_assert_cmpstr(back->reading->contact->name.full, ==, "Ada Beck");
  g_assert_cmpint(back->reading->back->width, ==, 2 * WIDTH);
  undo(book, id, "read again: Ada Beck", before);
  assert_sound(book);
}

static void test_again_typed(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book);
  g_autoptr(CardcatReading) anew = read_anew();
  memset(anew->corners, 0, sizeof anew->corners);
  g_autoptr(CardcatCard) first = get_card(book, id);
  g_autoptr(CardcatContact) typed = cardcat_contact_copy(first->reading->contact);
  g_free(typed->organization);
  typed->organization = g_strdup("Acme Typed");
  assert_done(cardcat_store_keep_draft(book->store, id, typed, NULL, &error));
  assert_done(cardcat_store_renew_side(book->store, id, FALSE, anew, &error));
  g_autoptr(CardcatCard) card = get_card(book, id);
  g_assert_cmpstr(card->draft->organization, ==, "Acme Typed");
  g_assert_cmpstr(card->draft->name.full, ==, "Ada Becker");
  g_assert_cmpfloat(card->reading->corners[1].y, ==, 10); /* where it was cut nobody said anew */
  g_autofree char *what = NULL;
  assert_done(cardcat_store_undo(book->store, &what, NULL, &error));
  g_autoptr(CardcatCard) after = get_card(book, id);
  g_assert_cmpstr(after->draft->organization, ==, "Acme Typed");
  g_assert_cmpstr(after->draft->name.full, ==, "Ada Beck");
  save_card(book, id, NULL, 0);
  g_autoptr(GError) error = NULL;
  g_assert_false(cardcat_store_renew_side(book->store, id, FALSE, anew, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
}

static void test_one_side(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_card(book, 1, person_new("Ada", "Beck", NULL));
  CardcatStore *store = book->store;
  g_autoptr(GError) error = NULL;
  g_assert_false(cardcat_store_swap_sides(store, id, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_false(cardcat_store_split_card(store, id, NULL, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_false(cardcat_store_turn_card(store, id, TRUE, 1, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_false(cardcat_store_turn_card(store, 77, FALSE, 1, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM decisions"), ==, 0);
}

/* What was kept to be put back goes with the day; the card stays as it was put right. */
static void test_a_day_later(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book);
  assert_done(cardcat_store_swap_sides(book->store, id, &error));
  g_autofree char *swapped = look(book, id);
  book_let_pass(book, 3);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM decision_readings"), ==, 0);
  g_autofree char *now = look(book, id);
  g_assert_cmpstr(now, ==, swapped);
  assert_sound(book);
}

/* Two windows on one card see each other's changes, and only changes. */
static void test_version(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(book);
  g_autoptr(CardcatCard) first = get_card(book, id);
  g_autoptr(CardcatCard) same = get_card(book, id);
  g_assert_cmpstr(first->version, ==, same->version);
  g_autoptr(CardcatContact) typed = person_new("Ada", "Becker", NULL);
  assert_done(cardcat_store_keep_draft(book->store, id, typed, NULL, &error));
  g_autoptr(CardcatCard) drafted = get_card(book, id);
  g_assert_cmpstr(drafted->version, !=, first->version);
  assert_done(cardcat_store_keep_draft(book->store, id, typed, NULL, &error));
  g_autoptr(CardcatCard) again = get_card(book, id);
  g_assert_cmpstr(again->version, ==, drafted->version);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  g_ptr_array_add(meeting->tags, g_strdup("optics"));
  assert_done(cardcat_store_keep_draft(book->store, id, typed, meeting, &error));
  g_autoptr(CardcatCard) tagged = get_card(book, id);
  g_assert_cmpstr(tagged->version, !=, again->version);
  save_card(book, id, typed, 0);
  g_autoptr(CardcatCard) saved = get_card(book, id);
  g_assert_cmpstr(saved->version, !=, tagged->version);
}

/* Two processes at once: one read the back alone before the other was done with both. */
static void test_back_known(Book *book, gconstpointer data) {
  (void)data;
  add_card(book, 2, person_new("Omar", "Haddad", "omar@acme.example"));
  g_autoptr(CardcatCard) card = get_card(book, add_pair(book));
  g_assert_null(card->reading->back);
  g_assert_cmpuint(card->reading->contact->emails->len, ==, 1);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM backs"), ==, 0);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM cards"), ==, 2);
  assert_sound(book);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-sides/turn", test_turn);
  BOOK_TEST("/store-sides/turn-round", test_turn_round);
  BOOK_TEST("/store-sides/swap", test_swap);
  BOOK_TEST("/store-sides/split", test_split);
  BOOK_TEST("/store-sides/chain", test_chain);
  BOOK_TEST("/store-sides/again", test_again);
  BOOK_TEST("/store-sides/again-typed", test_again_typed);
  BOOK_TEST("/store-sides/one-side", test_one_side);
  BOOK_TEST("/store-sides/a-day-later", test_a_day_later);
  BOOK_TEST("/store-sides/version", test_version);
  BOOK_TEST("/store-sides/back-known", test_back_known);
  return g_test_run();
}
