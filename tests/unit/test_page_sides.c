/* The sides of a card on the page, turned, swapped, split, compared and joined: what is asked of
 * the wrong card, too late, by the wrong method, and what is written on it. */
#include "desk_fixture.h"

#define EVIL "\"'><img src=x onerror=alert(1)><script>alert(2)</script>&amp;"

/* An empty JPEG file: it begins and ends. */
static GBytes *jpeg_new(void) {
  static const guint8 bytes[] = {0xFF, 0xD8, 0xFF, 0xDB, 0x00, 0x03, 0x01, 0xFF, 0xD9};
  return g_bytes_new_static(bytes, sizeof bytes);
}

static void finish_side(CardcatReading *side, const char *text) {
  static const CardcatBox box = {10, 20, 30, 40};
  CardcatLine *line = cardcat_line_new(text, box, 0.9);
  g_ptr_array_add(line->alternatives, g_strdup(text));
  g_ptr_array_add(side->lines, line);
  g_free(side->text);
  side->text = g_strdup(text);
  side->picture = jpeg_new();
  side->width = 300;
  side->height = 200;
}

static void prove(CardcatReading *reading, const char *field, const char *text) {
  static const CardcatBox box = {10, 20, 30, 40};
  CardcatField which;
  guint index;
  g_assert_true(cardcat_field_parse(field, &which, &index));
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(which, index, 0.4, box, text, CARDCAT_FROM_OCR));
}

/* The id of a card of both sides whose texts are all TEXT. */
static gint64 add_pair(Desk *desk, const char *text) {
  g_autoptr(GError) error = NULL;
  CardcatContact *contact = cardcat_contact_new();
  char **const texts[] = {&contact->name.full,   &contact->name.given,   &contact->name.family,
                          &contact->name.prefix, &contact->organization, &contact->department};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    *texts[i] = g_strdup(text);
  GPtrArray *const lists[] = {contact->titles, contact->emails, contact->urls, contact->notes};
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
    g_ptr_array_add(lists[i], g_strdup(text));
  g_ptr_array_add(contact->phones, cardcat_phone_new(CARDCAT_PHONE_FAX, text, NULL, "7"));
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup(text);
  address->street = g_strdup(text);
  g_ptr_array_add(contact->addresses, address);
  CardcatReading *front = reading_new(1, 1, contact);
  finish_side(front, text);
  prove(front, "name", text);
  prove(front, "emails[0]", text);
  front->back = cardcat_reading_new();
  front->back->path = g_strdup("photos/IMG 2.jpg");
  front->back->sha256 = sha_of(2);
  front->back->card = front->back->cards = 1;
  finish_side(front->back, text);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup(text);
  meeting->introduced_by = g_strdup(text);
  meeting->note = g_strdup(text);
  g_ptr_array_add(meeting->tags, g_strdup(text));
  g_autoptr(GPtrArray) readings = readings_of(front);
  g_autoptr(GArray) ids = NULL;
  gboolean done = cardcat_store_add_readings(desk->book.store, readings, meeting, &ids, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return g_array_index(ids, gint64, 0);
}

static CardcatCard *card_of(Desk *desk, gint64 id) {
  g_autoptr(GError) error = NULL;
  CardcatCard *card = cardcat_store_get_card(desk->book.store, id, &error);
  g_assert_no_error(error);
  return card;
}

/* Sends the form of card ID as it is shown, its name typed over, to ACTION; WITH: a contact. */
static guint send_to(Desk *desk, gint64 id, const char *action, const char *base,
                     const char *with) {
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/%s", id, action);
  return POST(desk, path, "base", base, "with", with, "at", "0", "value", "Ada Typed", "was",
              "Ada Beck", "kind", "name", "follow_up", "yes");
}

static const char *const actions[] = {"turn", "turn-back", "swap", "split", "compare"};

static void test_done(Desk *desk, gconstpointer data) {
  (void)data;
  gint64 id = add_pair(desk, "Ada Beck");
  g_autofree char *with =
      g_strdup_printf("%" G_GINT64_FORMAT, add_person(&desk->book, 3, person_new("A", "B", NULL)));
  static const char *const to[] = {"/review/1?turned=front&news=", "/review/1?turned=back&news=",
                                   "/review/1?news=", "/review/1?news=", "/card/1/join?with=1"};
  static const guint order[] = {0, 1, 2, 4, 3};
  for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
    g_autoptr(CardcatCard) card = card_of(desk, id);
    g_assert_cmpuint(send_to(desk, id, actions[order[i]], card->version, with), ==, 303);
    g_assert_true(g_str_has_prefix(desk->answer.location, to[order[i]]));
    g_autoptr(CardcatCard) after = card_of(desk, id);
    g_assert_cmpstr(after->draft->name.full, ==, "Ada Typed");
  }
  g_autoptr(CardcatCard) card = card_of(desk, id);
  g_assert_null(card->reading->back);
  /* A quarter clockwise, then it became the back, which was split off. */
  g_assert_cmpstr(card->reading->path, ==, "photos/IMG 2.jpg");
  g_assert_cmpint(card->reading->width, ==, 200);
}

static void test_unknown(Desk *desk, gconstpointer data) {
  (void)data;
  /* 1 is a contact, and its card; 2 a card and no contact; nothing is 9. */
  add_person(&desk->book, 3, person_new("Ada", "Beck", NULL));
  gint64 id = add_pair(desk, "Omar Carl");
  g_autoptr(CardcatCard) card = card_of(desk, id);
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
    g_assert_cmpuint(send_to(desk, 9, actions[i], card->version, "1"), ==, 404);
  g_assert_cmpuint(POST(desk, "/card/9/join", "with", "1"), ==, 404);
  g_assert_cmpuint(POST(desk, "/card/2/join", "with", "2"), ==, 404);
  static const char *const pages[] = {"/card/9/join?with=1", "/card/2/join?with=2",
                                      "/card/2/join?with=0", "/card/2/join?with=-1",
                                      "/card/2/join?with=x", "/card/2/join"};
  for (guint i = 0; i < G_N_ELEMENTS(pages); i++)
    g_assert_cmpuint(ask_page(desk, pages[i], NULL), ==, 404);
  g_autoptr(CardcatCard) after = card_of(desk, id);
  g_assert_cmpstr(after->version, ==, card->version);
}

/* A card without a back has none to turn, to swap or to split off. */
static void test_one_side(Desk *desk, gconstpointer data) {
  (void)data;
  gint64 id = add_card(&desk->book, 1, person_new("Ada", "Beck", NULL));
  for (guint i = 1; i < 4; i++) {
    g_autoptr(CardcatCard) card = card_of(desk, id);
    g_assert_cmpuint(send_to(desk, id, actions[i], card->version, "0"), ==, 400);
    assert_shows(desk, "has one side only");
  }
}

static void test_stale(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_person(&desk->book, 3, person_new("Ada", "Beck", NULL));
  gint64 id = add_pair(desk, "Omar Carl");
  g_autoptr(CardcatCard) before = card_of(desk, id);
  g_assert_true(cardcat_store_turn_card(desk->book.store, id, FALSE, 1, &error));
  g_autoptr(CardcatCard) card = card_of(desk, id);
  static const char *const none[] = {"", "0", "x"};
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
    g_assert_cmpuint(send_to(desk, id, actions[i], before->version, "1"), ==, 409);
    assert_shows(desk, "value=\"Ada Typed\"");
    g_assert_cmpuint(send_to(desk, id, actions[i], none[i % 3], "1"), ==, 409);
  }
  g_autofree char *version = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/card/2/join", "with", "1", "base", before->version, "with_version",
                        version, "name", "b:name"),
                   ==, 409);
  g_assert_cmpuint(POST(desk, "/card/2/join", "with", "1", "base", card->version, "with_version",
                        "-7", "name", "b:name"),
                   ==, 409);
  g_autoptr(CardcatCard) after = card_of(desk, id);
  g_assert_cmpstr(after->version, ==, card->version);
  assert_found(&desk->book, "", "Ada Beck");
}

static void test_get(Desk *desk, gconstpointer data) {
  (void)data;
  static const char *const others[] = {"save", "merge", "skip", "reject", "draft"};
  for (guint i = 0; i < G_N_ELEMENTS(actions) + G_N_ELEMENTS(others); i++) {
    g_autoptr(GError) error = NULL;
    const char *action = i < G_N_ELEMENTS(actions) ? actions[i] : others[i - G_N_ELEMENTS(actions)];
    g_autofree char *target = g_strdup_printf("/card/1/%s", action);
    g_autoptr(CcRequest) request = cc_request_new(FALSE, target, &error);
    g_assert_no_error(error);
    gboolean allowed = FALSE;
    g_assert_null(cc_route_find(desk->site.routes, request, &allowed));
    g_assert_true(allowed);
  }
  /* The one that a GET may see changes nothing, whatever it is asked. */
  add_person(&desk->book, 3, person_new("Ada", "Beck", NULL));
  gint64 id = add_pair(desk, "Omar Carl");
  g_autoptr(CardcatCard) before = card_of(desk, id);
  g_autofree char *version = version_of(desk, 1);
  g_autofree char *target =
      g_strdup_printf("/card/2/join?with=1&base=%s&with_version=%s&name=b:name&token=%s",
                      before->version, version, cc_guard_token(desk->site.guard));
  g_assert_cmpuint(ask_page(desk, target, NULL), ==, 200);
  g_autoptr(CardcatCard) after = card_of(desk, id);
  g_assert_cmpstr(after->version, ==, before->version);
  assert_found(&desk->book, "", "Ada Beck");
}

/* The list's picture has an address that changes with it, and is kept under that. */
static void test_thumbnail(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 id = add_pair(desk, "Ada Beck");
  save_card(&desk->book, id, NULL, 0);
  g_autofree char *before = cardcat_store_picture_mark(desk->book.store, id, &error);
  g_autofree char *again = cardcat_store_picture_mark(desk->book.store, id, &error);
  g_assert_cmpstr(before, ==, again);
  g_autofree char *address = g_strdup_printf("/card/1/thumbnail.jpg?v=%s", before);
  ask_page(desk, "/contacts", NULL);
  assert_shows(desk, address);
  g_assert_true(cardcat_store_turn_card(desk->book.store, id, FALSE, 1, &error));
  g_autofree char *after = cardcat_store_picture_mark(desk->book.store, id, &error);
  g_assert_cmpstr(before, !=, after);
  ask_page(desk, "/contacts", NULL);
  assert_hides(desk, address);
  g_assert_null(cardcat_store_picture_mark(desk->book.store, 99, &error));
  gint64 bare = add_card(&desk->book, 7, person_new("Bo", "Carl", NULL));
  g_assert_null(cardcat_store_picture_mark(desk->book.store, bare, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(ask_page(desk, "/card/2/thumbnail.jpg", NULL), ==, 404);
  g_assert_cmpuint(ask_page(desk, "/card/99/thumbnail.jpg?v=1", NULL), ==, 404);
  /* The picture of these tests holds nothing: it is refused, not sent. */
  g_assert_cmpuint(ask_page(desk, address, NULL), ==, 500);
  g_assert_false(desk->answer.lasting);
}

/* No text gets out of its place. */
static void assert_tame(const Desk *desk) {
  assert_shows(desk, "&lt;img src=x");
  assert_hides(desk, "<img src=x");
  assert_hides(desk, "<script>");
}

static void test_markup(Desk *desk, gconstpointer data) {
  (void)data;
  gint64 first = add_pair(desk, EVIL);
  g_assert_cmpuint(ask_page(desk, "/review/1", NULL), ==, 200);
  assert_tame(desk);
  gint64 person = save_card(&desk->book, first, NULL, 0);
  CardcatContact *contact = person_new("Ada", "<img src=x>", EVIL);
  contact->organization = g_strdup(EVIL);
  gint64 id = add_card(&desk->book, 3, contact);
  g_autofree char *with = g_strdup_printf("%" G_GINT64_FORMAT, person);
  g_autofree char *page = g_strdup_printf("/card/%" G_GINT64_FORMAT "/join?with=%s", id, with);
  g_assert_cmpuint(ask_page(desk, page, NULL), ==, 200);
  assert_tame(desk);
  /* What is asked is shown again, too. */
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/join", id);
  g_assert_cmpuint(
      POST(desk, path, "with", with, "base", EVIL, "seen", EVIL, "keep", EVIL, "name", EVIL), ==,
      409);
  assert_tame(desk);
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
    g_autofree char *to = g_strdup_printf("/card/%" G_GINT64_FORMAT "/%s", id, actions[i]);
    g_assert_cmpuint(
        POST(desk, to, "base", EVIL, "at", "0", "value", EVIL, "was", EVIL, "kind", "name",
             "part.given", EVIL, "event", EVIL, "tags", EVIL, "meeting_note", EVIL),
        ==, 409);
    assert_tame(desk);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/sides/done", test_done);
  DESK_TEST("/sides/unknown", test_unknown);
  DESK_TEST("/sides/one-side", test_one_side);
  DESK_TEST("/sides/stale", test_stale);
  DESK_TEST("/sides/get", test_get);
  DESK_TEST("/sides/thumbnail", test_thumbnail);
  DESK_TEST("/sides/markup", test_markup);
  return g_test_run();
}
