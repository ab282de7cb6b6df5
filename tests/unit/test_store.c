/* Photos, cards and contacts go into the book and come out as they went in. */
#include "store_fixture.h"

static CardcatContact *full_contact(void) {
  CardcatContact *c = cardcat_contact_new();
  c->name = (CardcatName){g_strdup("Dr. Zoë M. Ødegård, PhD"),
                          g_strdup("Dr."),
                          g_strdup("Zoë"),
                          g_strdup("M."),
                          g_strdup("Ødegård"),
                          g_strdup("PhD")};
  c->organization = g_strdup("Nordlys & Sønner A/S");
  c->department = g_strdup("Research");
  c->pronouns = g_strdup("she/her");
  g_ptr_array_add(c->titles, g_strdup("Head of Optics"));
  g_ptr_array_add(c->titles, g_strdup("Partner"));
  g_ptr_array_add(c->emails, g_strdup("zoe@nordlys.example"));
  g_ptr_array_add(c->emails, g_strdup("z.odegard@home.example"));
  g_ptr_array_add(c->phones,
                  cardcat_phone_new(CARDCAT_PHONE_WORK, "+47 22 12 34 56", "+4722123456", "12"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_FAX, "22 12 34 57", NULL, NULL));
  g_ptr_array_add(c->urls, g_strdup("www.nordlys.example"));
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup("Storgata 1, 0155 Oslo");
  address->street = g_strdup("Storgata 1");
  address->postcode = g_strdup("0155");
  address->locality = g_strdup("Oslo");
  address->country = g_strdup("NO");
  g_ptr_array_add(c->addresses, address);
  g_ptr_array_add(c->notes, g_strdup("Light since 1921"));
  return c;
}

static CardcatReading *full_reading(void) {
  CardcatReading *r = reading_new(7, 1, full_contact());
  r->taken = g_strdup("2026-06-16T10:30:00");
  r->corners[0] = (CardcatPoint){10.5, 20};
  r->corners[2] = (CardcatPoint){910, 620.25};
  r->confidence = 0.75;
  r->width = 1600;
  r->height = 914;
  CardcatBox box = {100, 50, 700, 60};
  g_ptr_array_add(r->evidence, cardcat_evidence_new(CARDCAT_FIELD_EMAILS, 0, 0.9, box,
                                                    "zoe@nordlys,example", CARDCAT_FROM_OCR));
  CardcatLine *line = cardcat_line_new("zoe@nordlys,example", box, 0.8);
  line->x_height = 24.5;
  g_ptr_array_add(line->words, cardcat_word_new("zoe@nordlys,example", box, 0.8));
  g_ptr_array_add(r->lines, line);
  static const char jpeg[] = "\xff\xd8\0not quite\0\xff\xd9";
  r->picture = g_bytes_new(jpeg, sizeof jpeg);
  return r;
}

static CardcatMeeting *full_meeting(void) {
  CardcatMeeting *m = cardcat_meeting_new();
  m->event = g_strdup("Glass fair");
  m->met_on = g_strdup("2026-06-16");
  m->introduced_by = g_strdup("Ravi");
  m->note = g_strdup("Wants\nthe sample");
  g_ptr_array_add(m->tags, g_strdup("optics"));
  g_ptr_array_add(m->tags, g_strdup("fair"));
  m->send_follow_up = FALSE;
  return m;
}

static void assert_same_contact(const CardcatContact *a, const CardcatContact *b) {
  g_autofree char *x = cardcat_contact_to_json(a), *y = cardcat_contact_to_json(b);
  g_assert_cmpstr(x, ==, y);
}

static void assert_same_meeting(const CardcatMeeting *a, const CardcatMeeting *b) {
  g_assert_cmpstr(a->event, ==, b->event);
  g_assert_cmpstr(a->met_on, ==, b->met_on);
  g_assert_cmpstr(a->introduced_by, ==, b->introduced_by);
  g_assert_cmpstr(a->note, ==, b->note);
  g_assert_cmpint(a->send_follow_up, ==, b->send_follow_up);
  g_assert_cmpuint(a->tags->len, ==, b->tags->len);
  for (guint i = 0; i < a->tags->len; i++)
    g_assert_cmpstr(a->tags->pdata[i], ==, b->tags->pdata[i]);
}

static gint64 add_full(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = readings_of(full_reading());
  g_autoptr(CardcatMeeting) meeting = full_meeting();
  g_autoptr(GArray) ids = NULL;
  g_assert_true(cardcat_store_add_readings(book->store, readings, meeting, &ids, &error));
  g_assert_no_error(error);
  return g_array_index(ids, gint64, 0);
}

static void test_card_round_trip(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 id = add_full(book);
  book_close(book);
  book_open(book, CARDCAT_STORE_READ);
  g_autoptr(CardcatCard) card = cardcat_store_get_card(book->store, id, &error);
  g_assert_no_error(error);
  g_assert_cmpint(card->state, ==, CARDCAT_CARD_TO_REVIEW);
  g_assert_cmpint(card->contact_id, ==, 0);
  g_autoptr(CardcatReading) wanted = full_reading();
  g_autofree char *x = cardcat_reading_to_json(card->reading, TRUE);
  g_autofree char *y = cardcat_reading_to_json(wanted, TRUE);
  g_assert_cmpstr(x, ==, y);
  g_assert_true(g_bytes_equal(card->reading->picture, wanted->picture));
  g_autoptr(CardcatMeeting) meeting = full_meeting();
  assert_same_meeting(card->meeting, meeting);
}

/* A card whose back is on another photo is one card; both photos are known by it. */
static void test_back(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings =
      readings_of(reading_new(1, 1, person_new("Ada", "Beck", "ada@acme.example")));
  CardcatReading *front = readings->pdata[0];
  front->back = reading_new(2, 1, cardcat_contact_new());
  front->back->picture = g_bytes_new_static("back", 4);
  g_autoptr(GArray) ids = NULL;
  g_assert_true(cardcat_store_add_readings(book->store, readings, NULL, &ids, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(ids->len, ==, 1);
  gint64 id = g_array_index(ids, gint64, 0);
  g_autofree char *second = sha_of(2);
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  g_assert_true(cardcat_store_photo_state(book->store, second, &state, NULL, &error));
  g_assert_cmpint(state, ==, CARDCAT_PHOTO_READ);
  g_autoptr(GArray) none = cardcat_store_photo_cards(book->store, second, &error);
  g_assert_cmpuint(none->len, ==, 0);
  save_card(book, id, NULL, 0);
  g_autofree char *what = NULL;
  g_assert_true(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_no_error(error);
  g_autoptr(CardcatCard) card = cardcat_store_get_card(book->store, id, &error);
  g_assert_no_error(error);
  g_assert_cmpint(card->state, ==, CARDCAT_CARD_TO_REVIEW);
  g_autofree char *x = cardcat_reading_to_json(card->reading, TRUE);
  g_autofree char *y = cardcat_reading_to_json(front, TRUE);
  g_assert_cmpstr(x, ==, y);
  g_assert_true(g_bytes_equal(card->reading->back->picture, front->back->picture));
  assert_sound(book);
}

static void test_contact_round_trip(Book *book, gconstpointer data) {
  (void)data;
  gint64 card = add_full(book), id = save_card(book, card, NULL, 0);
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_autoptr(CardcatContact) contact = full_contact();
  g_autoptr(CardcatMeeting) meeting = full_meeting();
  assert_same_contact(entry->contact, contact);
  assert_same_meeting(entry->meeting, meeting);
  g_assert_true(g_uuid_string_is_valid(entry->uid));
  g_assert_cmpuint(entry->cards->len, ==, 1);
  g_assert_cmpint(g_array_index(entry->cards, gint64, 0), ==, card);
  g_assert_cmpuint(strlen(entry->created), ==, strlen("2026-06-16T10:30:00Z"));
  assert_sound(book);
}

static void test_view(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  save_card(book, add_full(book), NULL, 0);
  g_autoptr(CcQuery) row = cc_query_new(
      book->store->sql,
      "SELECT name, given, family, organization, department, title, email, emails, phone, phones,"
      " url, address, event, met_on, introduced_by, tags, note, pronouns, send_follow_up FROM "
      "contacts",
      NULL, &error);
  g_assert_no_error(error);
  g_assert_true(cc_query_next(row));
  static const char *const wanted[] = {"Dr. Zoë M. Ødegård, PhD",
                                       "Zoë",
                                       "Ødegård",
                                       "Nordlys & Sønner A/S",
                                       "Research",
                                       "Head of Optics",
                                       "zoe@nordlys.example",
                                       "zoe@nordlys.example, z.odegard@home.example",
                                       "+4722123456",
                                       "work +4722123456 ext. 12, fax 22 12 34 57",
                                       "www.nordlys.example",
                                       "Storgata 1, 0155 Oslo",
                                       "Glass fair",
                                       "2026-06-16",
                                       "Ravi",
                                       "optics, fair",
                                       "Wants\nthe sample",
                                       "she/her",
                                       "0"};
  for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
    g_autofree char *value = cc_query_dup(row, (int)i);
    g_assert_cmpstr(value, ==, wanted[i]);
  }
  g_assert_false(cc_query_next(row));
}

static void assert_photo(Book *book, guint photo, CardcatPhotoState wanted, const char *why) {
  g_autoptr(GError) error = NULL;
  g_autofree char *sha = sha_of(photo), *message = NULL;
  CardcatPhotoState state;
  g_assert_true(cardcat_store_photo_state(book->store, sha, &state, &message, &error));
  g_assert_no_error(error);
  g_assert_cmpint(state, ==, wanted);
  g_assert_cmpstr(message, ==, why);
}

static void test_photos(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sha = sha_of(1);
  assert_photo(book, 1, CARDCAT_PHOTO_NEW, NULL);
  g_assert_true(cardcat_store_add_failure(book->store, "cat.jpg", sha, "no card", &error));
  assert_photo(book, 1, CARDCAT_PHOTO_FAILED, "no card");
  g_assert_true(cardcat_store_add_failure(book->store, "cat.jpg", sha, "still none", &error));
  assert_photo(book, 1, CARDCAT_PHOTO_FAILED, "still none");
  gint64 card = add_card(book, 1, person_new("Ada", "Beck", NULL));
  assert_photo(book, 1, CARDCAT_PHOTO_READ, NULL);
  g_assert_cmpint(add_card(book, 1, person_new("Another", "Reading", NULL)), ==, card);
  g_assert_true(cardcat_store_add_failure(book->store, "cat.jpg", sha, "not now", &error));
  assert_photo(book, 1, CARDCAT_PHOTO_READ, NULL);
  g_assert_no_error(error);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM cards"), ==, 1);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM photos"), ==, 1);
}

static void test_many_cards(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = readings_of(reading_new(3, 1, person_new("A", "One", NULL)));
  g_ptr_array_add(readings, reading_new(3, 2, person_new("B", "Two", NULL)));
  g_ptr_array_add(readings, reading_new(3, 3, person_new("C", "Three", NULL)));
  g_autoptr(GArray) ids = NULL;
  g_assert_true(cardcat_store_add_readings(book->store, readings, NULL, &ids, &error));
  g_assert_cmpuint(ids->len, ==, 3);
  g_autoptr(GArray) queue = cardcat_store_to_review(book->store, &error);
  g_assert_cmpmem(ids->data, ids->len * sizeof(gint64), queue->data, queue->len * sizeof(gint64));
  gint64 second = g_array_index(ids, gint64, 1);
  save_card(book, second, NULL, 0);
  g_assert_true(cardcat_store_reject_card(book->store, g_array_index(ids, gint64, 0), &error));
  g_autoptr(GArray) left = cardcat_store_to_review(book->store, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(left->len, ==, 1);
  CardcatStoreCounts counts;
  g_assert_true(cardcat_store_counts(book->store, &counts, &error));
  g_assert_cmpint(counts.photos, ==, 1);
  g_assert_cmpint(counts.failed, ==, 0);
  g_assert_cmpint(counts.cards, ==, 3);
  g_assert_cmpint(counts.to_review, ==, 1);
  g_assert_cmpint(counts.contacts, ==, 1);
  g_assert_cmpint(counts.follow_ups, ==, 1);
}

static void test_not_found(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_assert_null(cardcat_store_get_card(book->store, 99, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_clear_error(&error);
  g_assert_null(cardcat_store_get_contact(book->store, 99, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_clear_error(&error);
  gint64 card = add_card(book, 1, person_new("Ada", "Beck", NULL));
  g_assert_false(cardcat_store_save_card(book->store, card, NULL, NULL, 99, NULL, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  /* Nothing of the failed decision stayed. */
  g_assert_cmpint(ask(book, "SELECT count(*) FROM decisions"), ==, 0);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM cards WHERE state = 'to review'"), ==, 1);
}

static void test_bad_date(Book *book, gconstpointer data) {
  (void)data;
  static const char *const dates[] = {"yesterday", "2026-02-30", "2026-6-1", "26-06-2026", "2026"};
  for (guint i = 0; i < G_N_ELEMENTS(dates); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) readings = readings_of(reading_new(i, 1, person_new("A", "B", NULL)));
    g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
    meeting->met_on = g_strdup(dates[i]);
    g_assert_false(cardcat_store_add_readings(book->store, readings, meeting, NULL, &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  }
  g_assert_cmpint(ask(book, "SELECT count(*) FROM photos"), ==, 0);
}

/* Whatever a card says is a value and never a statement, a search or a control sequence. */
static void test_hostile_values(Book *book, gconstpointer data) {
  (void)data;
  static const char *const values[] = {"Robert'); DROP TABLE people;--",
                                       "\" OR 1=1 --",
                                       "a\033[31m\001b",
                                       "name : x OR NEAR(",
                                       "\xff\xfe\xc3(",
                                       "%s%n",
                                       "*",
                                       "^ \"",
                                       "\xe2\x80\xae"
                                       "evil"};
  for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
    CardcatContact *contact = person_new("Ann", values[i], values[i]);
    g_clear_pointer(&contact->name.full, g_free);
    g_autoptr(CardcatContact) wanted = cardcat_contact_copy(contact);
    gint64 card = add_card(book, i, cardcat_contact_new());
    g_autoptr(CardcatEntry) entry = get_entry(book, save_card(book, card, contact, 0));
    g_assert_true(g_str_has_prefix(entry->contact->name.full, "Ann"));
    for (const char *p = entry->contact->name.full; *p; p++)
      g_assert_false(g_ascii_iscntrl(*p));
    g_assert_true(g_utf8_validate(entry->contact->name.full, -1, NULL));
    g_autofree char *ignored = found(book, values[i]);
    cardcat_contact_free(contact);
  }
  assert_found(book, "drop table", "Ann Robert'); DROP TABLE people;--");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM contacts"), ==, G_N_ELEMENTS(values));
  assert_sound(book);
}

/* A form may send far more than any card holds. */
static void test_caps(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(CardcatContact) contact = cardcat_contact_new();
  contact->organization = g_strnfill(100000, 'x');
  for (guint i = 0; i < 500; i++)
    g_ptr_array_add(contact->emails, g_strdup_printf("%u@example.org", i));
  gint64 id = save_card(book, add_card(book, 1, cardcat_contact_new()), contact, 0);
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_assert_cmpuint(strlen(entry->contact->organization), <=, CC_TEXT_MAX);
  g_assert_cmpuint(entry->contact->emails->len, ==, CC_CONTACT_LIST_MAX);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store/card-round-trip", test_card_round_trip);
  BOOK_TEST("/store/back", test_back);
  BOOK_TEST("/store/contact-round-trip", test_contact_round_trip);
  BOOK_TEST("/store/view", test_view);
  BOOK_TEST("/store/photos", test_photos);
  BOOK_TEST("/store/many-cards", test_many_cards);
  BOOK_TEST("/store/not-found", test_not_found);
  BOOK_TEST("/store/bad-date", test_bad_date);
  BOOK_TEST("/store/hostile-values", test_hostile_values);
  BOOK_TEST("/store/caps", test_caps);
  return g_test_run();
}
