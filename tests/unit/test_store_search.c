/* Finding people: as you type, in order, and those who are in the book already. */
#include "store_fixture.h"

static void add(Book *book, guint photo, const char *given, const char *family,
                const char *organization, const char *email, const char *phone, const char *e164) {
  CardcatContact *contact = person_new(given, family, email);
  contact->organization = g_strdup(organization);
  if (phone)
    g_ptr_array_add(contact->phones, cardcat_phone_new(CARDCAT_PHONE_MOBILE, phone, e164, NULL));
  add_person(book, photo, contact);
}

static void fill(Book *book) {
  add(book, 1, "Ada", "Beck", "Acme Works", "ada.beck@acme.example", "0170 / 123 45 67",
      "+491701234567");
  add(book, 2, "Zoë", "Ødegård", "Nordlys", "zoe@nordlys.example", NULL, NULL);
  add(book, 3, "太郎", "山田", "Kaisha", NULL, NULL, NULL);
  add(book, 4, "Omar", "Haddad", "Acme Works", "omar@acme.example", NULL, NULL);
}

static void test_words(Book *book, gconstpointer data) {
  (void)data;
  static const struct {
    const char *words, *names;
  } cases[] = {
      {NULL, "Ada Beck; Omar Haddad; Zoë Ødegård; 太郎 山田"},
      {"", "Ada Beck; Omar Haddad; Zoë Ødegård; 太郎 山田"},
      {"  - ", "Ada Beck; Omar Haddad; Zoë Ødegård; 太郎 山田"},
      {"a", "Ada Beck; Omar Haddad"},
      {"be", "Ada Beck"},
      {"eck", ""},
      {"beck ada", "Ada Beck"},
      {"acme", "Ada Beck; Omar Haddad"},
      {"acme om", "Omar Haddad"},
      {"acme nordlys", ""},
      {"ODEGARD", "Zoë Ødegård"},
      {"zoe", "Zoë Ødegård"},
      {"zoë", "Zoë Ødegård"},
      {"ada.beck@ac", "Ada Beck"},
      {"0170", "Ada Beck"},
      {"01701234", "Ada Beck"},
      {"+491701", "Ada Beck"},
      {"山田", "太郎 山田"},
      {"田", "太郎 山田"},
      {"\"acme", "Ada Beck; Omar Haddad"},
      {"acme*", "Ada Beck; Omar Haddad"},
      {"acme OR nordlys", ""},
      {"name:ada", ""},
      {"(", "Ada Beck; Omar Haddad; Zoë Ødegård; 太郎 山田"},
  };
  fill(book);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].words);
    assert_found(book, cases[i].words, cases[i].names);
  }
}

/* No query that can be typed is an error. */
static void test_any_query(Book *book, gconstpointer data) {
  (void)data;
  static const char letters[] = "a b\"*^:(){}+-'.,;NEAR OR AND NOT\\%_\xc3\xa9\xff\x01\xe5";
  fill(book);
  g_autoptr(GRand) random = g_rand_new_with_seed(5);
  for (guint i = 0; i < 1000; i++) {
    char query[25] = "";
    for (guint j = 0; j < sizeof query - 1; j++)
      query[j] = letters[g_rand_int_range(random, 0, sizeof letters)];
    g_autofree char *names = found(book, query);
    g_assert_nonnull(names);
  }
}

static void test_long_query(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  g_autoptr(GString) words = g_string_new(NULL);
  for (guint i = 0; i < 5000; i++)
    g_string_append(words, "ada ");
  assert_found(book, words->str, "Ada Beck");
}

static void test_duplicates(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  fill(book);
  g_autoptr(CardcatContact) twin = person_new("A.", "Beck", "ADA.BECK@acme.example");
  g_autoptr(GPtrArray) one = cardcat_store_duplicates(book->store, twin, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(one->len, ==, 1);
  g_assert_cmpstr(((CardcatEntry *)one->pdata[0])->contact->name.full, ==, "Ada Beck");
  g_autoptr(CardcatContact) slip = person_new("Omar", "Hadadd", NULL);
  slip->organization = g_strdup("ACME Works Ltd.");
  g_autoptr(GPtrArray) near = cardcat_store_duplicates(book->store, slip, &error);
  g_assert_cmpuint(near->len, ==, 1);
  g_autoptr(CardcatContact) other = person_new("Bob", "Stone", "bob@acme.example");
  g_autoptr(GPtrArray) none = cardcat_store_duplicates(book->store, other, &error);
  g_assert_cmpuint(none->len, ==, 0);
  g_autoptr(CardcatContact) empty = cardcat_contact_new();
  g_autoptr(GPtrArray) nobody = cardcat_store_duplicates(book->store, empty, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(nobody->len, ==, 0);
}

/* Best first. */
static void test_duplicates_order(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add(book, 1, "Ada", "Beck", "Other", NULL, NULL, NULL);
  add(book, 2, "Ada", "Beck", "Acme", "ada@acme.example", NULL, NULL);
  g_autoptr(CardcatContact) twin = person_new("Ada", "Beck", "ada@acme.example");
  g_autoptr(GPtrArray) both = cardcat_store_duplicates(book->store, twin, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(both->len, ==, 2);
  g_assert_cmpstr(((CardcatEntry *)both->pdata[0])->contact->organization, ==, "Acme");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-search/words", test_words);
  BOOK_TEST("/store-search/any-query", test_any_query);
  BOOK_TEST("/store-search/long-query", test_long_query);
  BOOK_TEST("/store-search/duplicates", test_duplicates);
  BOOK_TEST("/store-search/duplicates-order", test_duplicates_order);
  return g_test_run();
}
