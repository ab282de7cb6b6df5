/* Front and back: which two readings are one card, and what becomes of them. */
#include <string.h>

#include "contact/contact.h"

/* One side: its values in short.  EMAIL, MOBILE, WORK, URL, ADDRESS, TITLE may be NULL. */
typedef struct {
  const char *name, *firm, *title, *email, *mobile, *work, *url, *address, *text;
} Side;

static void add(GPtrArray *list, const char *value) {
  if (value) g_ptr_array_add(list, g_strdup(value));
}

static void add_phone(CardcatContact *c, CardcatPhoneType type, const char *value) {
  if (value) g_ptr_array_add(c->phones, cardcat_phone_new(type, value, NULL, NULL));
}

static void prove(CardcatReading *reading, const char *field, gboolean is_there) {
  CardcatField which;
  guint index;
  g_assert_true(cardcat_field_parse(field, &which, &index));
  if (is_there)
    g_ptr_array_add(
        reading->evidence,
        cardcat_evidence_new(which, index, 0.9, (CardcatBox){1, 2, 3, 4}, field, CARDCAT_FROM_OCR));
}

static CardcatReading *reading_of(const Side *side, const char *sha256) {
  CardcatReading *reading = cardcat_reading_new();
  CardcatContact *c = reading->contact;
  c->name.full = g_strdup(side->name);
  c->organization = g_strdup(side->firm);
  add(c->titles, side->title);
  add(c->emails, side->email);
  add_phone(c, CARDCAT_PHONE_MOBILE, side->mobile);
  add_phone(c, CARDCAT_PHONE_WORK, side->work);
  add(c->urls, side->url);
  if (side->address) {
    CardcatAddress *address = cardcat_address_new();
    address->full = g_strdup(side->address);
    g_ptr_array_add(c->addresses, address);
  }
  prove(reading, "name", side->name != NULL);
  prove(reading, "organization", side->firm != NULL);
  prove(reading, "emails[0]", side->email != NULL);
  prove(reading, "urls[0]", side->url != NULL);
  reading->text = g_strdup(side->text);
  reading->path = g_strdup("photos/a.jpg");
  reading->sha256 = g_strdup(sha256);
  reading->card = reading->cards = 1;
  reading->confidence = 0.5;
  return reading;
}

static const Side ada = {.name = "Ada Beck",
                         .firm = "Nordlicht GmbH",
                         .title = "Engineer",
                         .email = "ada@nordlicht.example",
                         .mobile = "0170 1234567",
                         .work = "030 555100",
                         .address = "Am Markt 1, 10115 Berlin",
                         .text = "Nordlicht GmbH\nAda Beck"};

/* What stands beside Ada's card, and whether it is its back. */
static const struct {
  const char *what;
  Side side;
  gboolean is_back;
} beside_ada[] = {
    {"the logo", {.firm = "NORDLICHT"}, TRUE},
    {"the logo taken for a name", {.name = "Nordlicht", .text = "Nordlicht"}, TRUE},
    {"the firm in a line of text", {.text = "light is our business\nnordlicht"}, TRUE},
    {"the domain", {.firm = "We make light", .url = "www.nordlicht.example"}, TRUE},
    {"the firm's own address", {.firm = "Nordlicht", .email = "info@nordlicht.example"}, TRUE},
    {"the switchboard", {.work = "030 555 100"}, TRUE},
    {"a slogan", {.text = "everything will be well"}, FALSE},
    {"nothing", {.text = NULL}, FALSE},
    {"another firm", {.firm = "Südwind AG", .url = "suedwind.example"}, FALSE},
    {"another firm's text", {.firm = "Südwind AG", .text = "Südwind AG, not Nordlicht"}, FALSE},
    {"a colleague", {.name = "Bob Cole", .firm = "Nordlicht GmbH", .work = "030 555100"}, FALSE},
    {"one of the same family",
     {.name = "Ida Beck", .firm = "Nordlicht GmbH", .email = "ida@nordlicht.example"},
     FALSE},
    {"a colleague whose name was not read",
     {.firm = "Nordlicht GmbH", .email = "bob@nordlicht.example"},
     FALSE},
    {"his mobile alone", {.firm = "Nordlicht GmbH", .mobile = "0171 7654321"}, FALSE},
    {"his direct line alone", {.firm = "Nordlicht GmbH", .work = "030 555147"}, FALSE},
    {"his title alone", {.firm = "Nordlicht GmbH", .title = "Head of Sales"}, FALSE},
    {"his office alone", {.firm = "Nordlicht", .address = "Ufer 5, 80331 München"}, FALSE},
    {"the other language",
     {.name = "アダ・ベック", .firm = "北光", .email = "ada@nordlicht.example"},
     TRUE},
    {"another script, another mailbox",
     {.name = "山田太郎", .firm = "Nordlicht", .email = "yamada@nordlicht.example"},
     FALSE},
    {"the same card",
     {.name = "Ada Beck",
      .firm = "Nordlicht GmbH",
      .title = "Engineer",
      .email = "ada@nordlicht.example",
      .work = "030 555100"},
     TRUE},
    {"a namesake elsewhere", {.name = "Ada Beck", .firm = "Südwind AG"}, FALSE},
};

static void test_sides(void) {
  g_autoptr(CardcatReading) front = reading_of(&ada, "a");
  for (guint i = 0; i < G_N_ELEMENTS(beside_ada); i++) {
    g_autoptr(CardcatReading) other = reading_of(&beside_ada[i].side, "b");
    g_test_message("%s", beside_ada[i].what);
    CcSides sides = cc_reading_sides(front, other), reversed = cc_reading_sides(other, front);
    g_assert_cmpint(sides != CC_SIDES_NONE, ==, beside_ada[i].is_back);
    g_assert_cmpint(reversed != CC_SIDES_NONE, ==, beside_ada[i].is_back);
    if (!beside_ada[i].is_back || beside_ada[i].side.email) continue;
    g_assert_cmpint(sides, ==, CC_SIDES_FRONT_FIRST);
    g_assert_cmpint(reversed, ==, CC_SIDES_BACK_FIRST);
  }
}

/* Two shops of one chain, neither of which names anybody. */
static void test_nobody(void) {
  const Side one = {.firm = "Nordlicht", .work = "030 555100"};
  const Side two = {.firm = "Nordlicht", .work = "040 777200"};
  const Side logo = {.firm = "Nordlicht"};
  g_autoptr(CardcatReading) a = reading_of(&one, "a");
  g_autoptr(CardcatReading) b = reading_of(&two, "b");
  g_autoptr(CardcatReading) c = reading_of(&logo, "c");
  g_assert_cmpint(cc_reading_sides(a, b), ==, CC_SIDES_NONE);
  g_assert_cmpint(cc_reading_sides(a, c), ==, CC_SIDES_FRONT_FIRST);
  g_assert_cmpint(cc_reading_sides(c, a), ==, CC_SIDES_BACK_FIRST);
}

static void test_pair(void) {
  const Side back = {.name = "アダ・ベック",
                     .firm = "北光",
                     .title = "技師",
                     .email = "ada@nordlicht.example",
                     .work = "030 555101",
                     .url = "shop.nordlicht.example"};
  CardcatReading *a = reading_of(&back, "b"), *b = reading_of(&ada, "a");
  b->confidence = 0.8;
  g_autoptr(CardcatReading) pair = cardcat_reading_pair(a, b);
  const CardcatContact *c = pair->contact;
  g_assert_true(pair == b && pair->back == a);
  g_assert_cmpstr(c->name.full, ==, "Ada Beck");
  g_assert_cmpuint(c->titles->len, ==, 1);
  g_assert_cmpuint(c->emails->len, ==, 1);
  g_assert_cmpuint(c->phones->len, ==, 2); /* one digit was read otherwise */
  g_assert_cmpuint(c->urls->len, ==, 1);
  g_assert_cmpuint(c->notes->len, ==, 3);
  g_assert_cmpstr(c->notes->pdata[0], ==, "アダ・ベック");
  g_assert_cmpstr(c->notes->pdata[1], ==, "北光");
  g_assert_cmpstr(c->notes->pdata[2], ==, "技師");
  const CardcatEvidence *url = cardcat_reading_evidence(pair, CARDCAT_FIELD_URLS, 0);
  g_assert_true(url && url->on_back);
  g_assert_false(cardcat_reading_evidence(pair, CARDCAT_FIELD_NAME, 0)->on_back);
  g_assert_cmpfloat(pair->confidence, ==, 0.5);
  g_assert_true(cardcat_contact_is_empty(pair->back->contact));
  g_assert_cmpuint(pair->back->evidence->len, ==, 0);
}

/* A logo that was taken for a name names nobody afterwards either. */
static void test_logo_is_no_name(void) {
  const Side firm = {.firm = "Nordlicht", .work = "030 555100"}, logo = {.name = "Nordlicht"};
  g_autoptr(CardcatReading) pair =
      cardcat_reading_pair(reading_of(&firm, "a"), reading_of(&logo, "b"));
  g_assert_null(pair->contact->name.full);
}

static void test_photos(void) {
  static const struct {
    const char *path, *sha256, *taken, *next_taken;
    int cards;
    gboolean pairs;
  } cases[] = {
      {"photos/b.jpg", "b", NULL, NULL, 1, TRUE},
      {"photos/b.jpg", "b", "2026-06-16T10:30:00", NULL, 1, TRUE},
      {"photos/b.jpg", "b", "2026-06-16T10:30:00", "2026-06-16T10:31:59", 1, TRUE},
      {"photos/b.jpg", "b", "2026-06-16T10:30:00", "2026-06-16T10:28:30", 1, TRUE},
      {"photos/b.jpg", "b", "2026-06-16T10:30:00", "2026-06-16T10:33:00", 1, FALSE},
      {"others/b.jpg", "b", NULL, NULL, 1, FALSE},
      {"photos/b.jpg", "a", NULL, NULL, 1, FALSE},
      {"photos/b.jpg", "b", NULL, NULL, 2, FALSE},
  };
  const Side logo = {.firm = "Nordlicht"};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatReading) a = reading_of(&ada, "a");
    g_autoptr(CardcatReading) b = reading_of(&logo, cases[i].sha256);
    g_free(b->path);
    b->path = g_strdup(cases[i].path);
    b->cards = cases[i].cards;
    a->taken = g_strdup(cases[i].taken);
    b->taken = g_strdup(cases[i].next_taken);
    g_test_message("case %u", i);
    g_assert_cmpint(cardcat_reading_pairs_with(a, b), ==, cases[i].pairs);
  }
}

static GPtrArray *cards_of_photo(const Side *const *sides, guint count) {
  GPtrArray *cards = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add(cards, reading_of(sides[i], "a"));
  return cards;
}

/* A back that may be of two persons' cards is left alone. */
static void test_one_photo(void) {
  const Side bob = {.name = "Bob Cole", .firm = "Nordlicht", .email = "bob@nordlicht.example"};
  const Side eve = {.name = "Eve Dahl", .firm = "Südwind", .email = "eve@suedwind.example"};
  const Side logo = {.firm = "Nordlicht"};
  const Side *const plain[] = {&logo, &eve, &ada}, *const doubtful[] = {&ada, &logo, &bob};
  g_autoptr(GPtrArray) two = cards_of_photo(plain, 3);
  cc_readings_pair(two);
  g_assert_cmpuint(two->len, ==, 2);
  const CardcatReading *first = two->pdata[0];
  g_assert_cmpstr(first->contact->name.full, ==, "Ada Beck");
  g_assert_nonnull(first->back);
  g_autoptr(GPtrArray) three = cards_of_photo(doubtful, 3);
  cc_readings_pair(three);
  g_assert_cmpuint(three->len, ==, 3);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/contact-sides/sides", test_sides);
  g_test_add_func("/contact-sides/nobody", test_nobody);
  g_test_add_func("/contact-sides/pair", test_pair);
  g_test_add_func("/contact-sides/logo-is-no-name", test_logo_is_no_name);
  g_test_add_func("/contact-sides/photos", test_photos);
  g_test_add_func("/contact-sides/one-photo", test_one_photo);
  return g_test_run();
}
