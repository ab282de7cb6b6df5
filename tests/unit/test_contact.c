/* Folding, keys, comparing, merging. */
#include <string.h>

#include "contact/contact.h"

static CardcatContact *person(const char *name, const char *organization, const char *email,
                              const char *mobile) {
  CardcatContact *contact = cardcat_contact_new();
  contact->name.full = g_strdup(name);
  contact->organization = g_strdup(organization);
  if (email) g_ptr_array_add(contact->emails, g_strdup(email));
  if (mobile)
    g_ptr_array_add(contact->phones, cardcat_phone_new(CARDCAT_PHONE_MOBILE, mobile, mobile, NULL));
  return contact;
}

static void test_fold(void) {
  static const struct {
    const char *text, *folded;
  } cases[] = {
      {"Ødegård", "odegard"},
      {"  Łukasz   ŻÓŁĆ ", "lukasz zolc"},
      {"Straße", "strasse"},
      {"O'Brien-Smith", "obrien smith"},
      {"a.b@c-d.example", "a b c d example"},
      {"Ｆｕｌｌ １２", "full 12"},
      {"山田 太郎", "山 田 太 郎"},
      {"İstanbul ı", "istanbul i"},
      {"ﬁt", "fit"},
      {"...", ""},
      {"", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *folded = cc_text_fold(cases[i].text);
    g_assert_cmpstr(folded, ==, cases[i].folded);
  }
  g_autofree char *none = cc_text_fold(NULL);
  g_assert_cmpstr(none, ==, "");
}

static void test_phones(void) {
  static const struct {
    const char *value, *e164, *extension, *other_value, *other_e164, *other_extension;
    gboolean equal;
  } cases[] = {
      {"030 1234567", "+49301234567", NULL, "+49 (30) 123 45 67", "+49301234567", NULL, TRUE},
      {"030 1234567", NULL, NULL, "+49 30 1234567", "+49301234567", NULL, TRUE},
      {"030-123 4567", NULL, NULL, "030/1234567", NULL, NULL, TRUE},
      {"1234", NULL, NULL, "+49301234", "+49301234", NULL, FALSE},
      {"030 1234567", "+49301234567", "12", "030 1234567", "+49301234567", "13", FALSE},
      {"030 1234567", "+49301234567", "12", "030 1234567", "+49301234567", NULL, TRUE},
      {"030 1234567", "+49301234567", NULL, "030 1234568", "+49301234568", NULL, FALSE},
      {"call me", NULL, NULL, "or not", NULL, NULL, FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatPhone) a =
        cardcat_phone_new(CARDCAT_PHONE_WORK, cases[i].value, cases[i].e164, cases[i].extension);
    g_autoptr(CardcatPhone) b = cardcat_phone_new(CARDCAT_PHONE_MOBILE, cases[i].other_value,
                                                  cases[i].other_e164, cases[i].other_extension);
    g_assert_cmpint(cc_phone_equal(a, b), ==, cases[i].equal);
    g_assert_cmpint(cc_phone_equal(b, a), ==, cases[i].equal);
  }
}

static void test_sort_key(void) {
  static const char *const sorted[] = {"Ada Beck",   "Émile Beck", "Ada Becker",
                                       "Jörg Öhler", "Ann Ohlert", "Zed Zylka"};
  g_autofree char *last = g_strdup("");
  for (guint i = 0; i < G_N_ELEMENTS(sorted); i++) {
    g_autoptr(CardcatContact) contact = person(sorted[i], NULL, NULL, NULL);
    g_autofree char *key = cc_contact_sort_key(contact);
    g_assert_cmpint(strcmp(last, key), <, 0);
    g_free(last);
    last = g_steal_pointer(&key);
  }
  g_autoptr(CardcatContact) firm = person(NULL, "Acme", NULL, NULL);
  g_autofree char *key = cc_contact_sort_key(firm);
  g_assert_true(g_str_has_prefix(key, "acme"));
  g_autoptr(CardcatContact) nobody = cardcat_contact_new();
  g_assert_cmpstr(cc_contact_label(nobody), ==, "a card without a name");
}

static void test_names(void) {
  static const struct {
    const char *a, *b;
    CcNameMatch match;
  } cases[] = {
      {"Ada Beck", "ADA BECK", CC_NAME_SAME},
      {"Ada Beck", "Beck, Ada", CC_NAME_SAME},
      {"Ada M. Beck", "Ada Beck", CC_NAME_SAME},
      {"Jürgen Groß", "Jurgen Gross", CC_NAME_SAME},
      {"A. Beck", "Ada Beck", CC_NAME_CLOSE},
      {"Alex Beck", "Alexander Beck", CC_NAME_CLOSE},
      {"Ada Mueller", "Ada Müller", CC_NAME_CLOSE},
      {"Marta Kowalska", "Marta Kowlaska", CC_NAME_CLOSE},
      {"Beck", "Ada Beck", CC_NAME_CLOSE},
      {"Ada B.", "Ada Beck", CC_NAME_CLOSE},
      {"A. Beck", "Ada Maria Beck", CC_NAME_CLOSE},
      {"Ada Cole", "Ada C. Beck", CC_NAME_RELATED},
      {"Ada Beck", "Ada Lindqvist", CC_NAME_RELATED},
      {"Ada Beck", "Bob Beck", CC_NAME_DIFFERENT},
      {"A. Beck", "B. Beck", CC_NAME_DIFFERENT},
      {"Ada Beck", "Omar Haddad", CC_NAME_DIFFERENT},
      {"Li Na", "Li Ma", CC_NAME_RELATED},
      {"Taro Yamada", "山田太郎", CC_NAME_UNKNOWN},
      {"A. B.", "Ada Beck", CC_NAME_UNKNOWN},
      {NULL, "Ada Beck", CC_NAME_UNKNOWN},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    CardcatName a = {.full = (char *)cases[i].a}, b = {.full = (char *)cases[i].b};
    g_test_message("%s / %s", cases[i].a, cases[i].b);
    g_assert_cmpint(cc_name_compare(&a, &b), ==, cases[i].match);
    g_assert_cmpint(cc_name_compare(&b, &a), ==, cases[i].match);
  }
}

static void test_name_extras(void) {
  CardcatName a = {
      .full = (char *)"Dr. Ada Beck, PhD", .prefix = (char *)"Dr.", .suffix = (char *)"PhD"};
  CardcatName b = {.full = (char *)"Ada Beck"};
  g_assert_cmpint(cc_name_compare(&a, &b), ==, CC_NAME_SAME);
}

typedef struct {
  const char *name, *organization, *email, *mobile;
} Person;

static void test_similarity(void) {
  static const struct {
    Person a, b;
    gboolean ask;
  } cases[] = {
      /* One person. */
      {{"Ada Beck", "Acme GmbH", "a.beck@acme.example", NULL},
       {"Ada M. Beck", "Acme", "a.beck@acme.example", NULL},
       TRUE},
      {{"Ada Beck", NULL, NULL, NULL}, {"ADA BECK", NULL, NULL, NULL}, TRUE},
      {{"Ada Beck", "Acme", NULL, NULL}, {"Ada Beck", "Other Works", NULL, NULL}, TRUE},
      {{"A. Beck", "Acme Ltd", NULL, NULL}, {"Ada Beck", "ACME", NULL, NULL}, TRUE},
      {{"Ada Bekc", NULL, NULL, "+491701234567"}, {"Ada Beck", NULL, NULL, "+491701234567"}, TRUE},
      {{"Taro Yamada", NULL, "yamada@kaisha.example", NULL},
       {"山田太郎", NULL, "yamada@kaisha.example", NULL},
       TRUE},
      {{NULL, NULL, "ada.beck@acme.example", NULL},
       {"Ada Beck", NULL, "Ada.Beck@Acme.example", NULL},
       TRUE},
      {{"Ada Lindqvist", "Acme", "ada@acme.example", NULL},
       {"Ada Beck", "Acme", "ada@acme.example", NULL},
       TRUE},
      {{NULL, "Acme GmbH", "info@acme.example", NULL}, {NULL, "ACME G.m.b.H.", NULL, NULL}, TRUE},
      /* Two. */
      {{"Ada Beck", "Acme", "info@acme.example", NULL},
       {"Omar Haddad", "Acme", "info@acme.example", NULL},
       FALSE},
      {{"Ada Beck", "Acme", "ada@acme.example", NULL},
       {"Bob Beck", "Acme", "bob@acme.example", NULL},
       FALSE},
      {{"Ada Beck", "Acme", NULL, NULL}, {"Ada Lindqvist", "Acme", NULL, NULL}, FALSE},
      {{NULL, "Acme", "info@acme.example", NULL},
       {"Ada Beck", "Acme", "info@acme.example", NULL},
       FALSE},
      {{"A. Beck", "Acme", NULL, NULL}, {"Ada Beck", "Other Works", NULL, NULL}, FALSE},
      {{"Ada Beck", NULL, "ada@gmail.com", NULL},
       {"Omar Haddad", NULL, "omar@gmail.com", NULL},
       FALSE},
      {{NULL, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL}, FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Person *p = &cases[i].a, *q = &cases[i].b;
    g_autoptr(CardcatContact) a = person(p->name, p->organization, p->email, p->mobile);
    g_autoptr(CardcatContact) b = person(q->name, q->organization, q->email, q->mobile);
    double ab = cardcat_contact_similarity(a, b), ba = cardcat_contact_similarity(b, a);
    g_test_message("%u: %.3f", i, ab);
    g_assert_cmpfloat_with_epsilon(ab, ba, 1e-12);
    if (cases[i].ask)
      g_assert_cmpfloat(ab, >=, 0.8);
    else
      g_assert_cmpfloat(ab, <, 0.7);
  }
}

/* Two of one firm share its number, mailbox, fax and name; one is still not the other. */
static void test_colleagues(void) {
  g_autoptr(CardcatContact) a = person("Ada Beck", "Acme", "office@acme.example", NULL);
  g_autoptr(CardcatContact) b = person("Omar Haddad", "Acme", "office@acme.example", NULL);
  CardcatContact *both[] = {a, b};
  for (guint i = 0; i < 2; i++) {
    g_ptr_array_add(both[i]->phones,
                    cardcat_phone_new(CARDCAT_PHONE_WORK, "1", "+49301234567", NULL));
    g_ptr_array_add(both[i]->phones,
                    cardcat_phone_new(CARDCAT_PHONE_FAX, "2", "+49301234568", NULL));
  }
  g_assert_cmpfloat(cardcat_contact_similarity(a, b), <, 0.3);
}

static void test_merge(void) {
  g_autoptr(CardcatContact) into = person("Ada Beck", "Acme", "ada@acme.example", NULL);
  g_autoptr(CardcatContact) from = person("Dr. Ada Beck", "Acme Works", "ADA@acme.example", NULL);
  g_ptr_array_add(into->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, "030 1234567", NULL, NULL));
  g_ptr_array_add(from->phones,
                  cardcat_phone_new(CARDCAT_PHONE_MOBILE, "+49 30 1234567", "+49301234567", "9"));
  g_ptr_array_add(from->phones, cardcat_phone_new(CARDCAT_PHONE_MOBILE, "0170 1", NULL, NULL));
  g_ptr_array_add(from->emails, g_strdup("ada@home.example"));
  g_ptr_array_add(into->urls, g_strdup("https://www.acme.example/"));
  g_ptr_array_add(from->urls, g_strdup("acme.example"));
  g_ptr_array_add(from->titles, g_strdup("Engineer"));
  from->department = g_strdup("Optics");
  from->pronouns = g_strdup("she/her");
  CardcatAddress *a = cardcat_address_new(), *b = cardcat_address_new();
  a->full = g_strdup("Storgata 1, Oslo");
  b->full = g_strdup("STORGATA 1 - OSLO");
  b->country = g_strdup("NO");
  g_ptr_array_add(into->addresses, a);
  g_ptr_array_add(from->addresses, b);
  cardcat_contact_merge(into, from);
  g_assert_cmpstr(into->name.full, ==, "Ada Beck");
  g_assert_cmpstr(into->organization, ==, "Acme");
  g_assert_cmpstr(into->department, ==, "Optics");
  g_assert_cmpstr(into->pronouns, ==, "she/her");
  g_assert_cmpuint(into->emails->len, ==, 2);
  g_assert_cmpuint(into->urls->len, ==, 1);
  g_assert_cmpuint(into->titles->len, ==, 1);
  g_assert_cmpuint(into->phones->len, ==, 2);
  const CardcatPhone *phone = into->phones->pdata[0];
  g_assert_cmpint(phone->type, ==, CARDCAT_PHONE_WORK);
  g_assert_cmpstr(phone->value, ==, "030 1234567");
  g_assert_cmpstr(phone->e164, ==, "+49301234567");
  g_assert_cmpuint(into->addresses->len, ==, 1);
  g_assert_cmpstr(a->country, ==, "NO");
  g_autofree char *once = cardcat_contact_to_json(into);
  cardcat_contact_merge(into, from);
  g_autofree char *twice = cardcat_contact_to_json(into);
  g_assert_cmpstr(once, ==, twice);
}

static void assert_difference(const GPtrArray *list, guint i, const char *field, const char *was,
                              const char *now) {
  g_assert_cmpuint(i, <, list->len);
  const CcDifference *d = list->pdata[i];
  g_autofree char *printed = cc_difference_print(d);
  g_assert_cmpstr(printed, ==, field);
  g_assert_cmpstr(d->was, ==, was);
  g_assert_cmpstr(d->now, ==, now);
}

static void test_differences(void) {
  g_autoptr(CardcatContact) was = person("Ada Bcck", "Acme", "ada@acme,example", "+491");
  g_autoptr(CardcatContact) now = person("Ada Beck", "Acme", "ada@acme.example", "+491");
  g_ptr_array_add(was->emails, g_strdup("kept@acme.example"));
  g_ptr_array_insert(now->emails, 0, g_strdup("kept@acme.example"));
  g_ptr_array_add(now->titles, g_strdup("Engineer"));
  g_ptr_array_add(was->notes, g_strdup("Engineer"));
  ((CardcatPhone *)now->phones->pdata[0])->type = CARDCAT_PHONE_HOME;
  g_autoptr(GPtrArray) list = cc_contact_differences(was, now);
  g_assert_cmpuint(list->len, ==, 5);
  assert_difference(list, 0, "name", "Ada Bcck", "Ada Beck");
  assert_difference(list, 1, "titles", NULL, "Engineer");
  assert_difference(list, 2, "emails[0]", "ada@acme,example", "ada@acme.example");
  assert_difference(list, 3, "phones[0].type", "mobile", "home");
  assert_difference(list, 4, "notes[0]", "Engineer", NULL);
  g_autoptr(GPtrArray) none = cc_contact_differences(now, now);
  g_assert_cmpuint(none->len, ==, 0);
}

static void test_part_differences(void) {
  g_autoptr(CardcatContact) was = person("Ada Beck", "Acme", NULL, "+491");
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup("Weg 1, 10115 Berlin");
  address->street = g_strdup("Weg 1");
  address->country = g_strdup("DE");
  g_ptr_array_add(was->addresses, address);
  g_autoptr(CardcatContact) now = cardcat_contact_copy(was);
  CardcatAddress *typed = now->addresses->pdata[0];
  typed->locality = g_strdup("Berlin");
  g_free(typed->country);
  typed->country = g_strdup("AT");
  ((CardcatPhone *)now->phones->pdata[0])->extension = g_strdup("12");
  g_autoptr(GPtrArray) list = cc_contact_differences(was, now);
  g_assert_cmpuint(list->len, ==, 3);
  assert_difference(list, 0, "phones[0].extension", NULL, "12");
  assert_difference(list, 1, "addresses[0].locality", NULL, "Berlin");
  assert_difference(list, 2, "addresses[0].country", "DE", "AT");
  /* Of the one address, typed anew, the parts are told, too. */
  g_free(typed->full);
  typed->full = g_strdup("Weg 1, 1010 Wien");
  g_autoptr(GPtrArray) more = cc_contact_differences(was, now);
  g_assert_cmpuint(more->len, ==, 4);
  assert_difference(more, 1, "addresses[0]", "Weg 1, 10115 Berlin", "Weg 1, 1010 Wien");
  assert_difference(more, 3, "addresses[0].country", "DE", "AT");
}

static void test_clean(void) {
  g_autoptr(CardcatContact) dirty = person("  Ada\t Beck\n", " \n ", "a@b.example", NULL);
  g_ptr_array_add(dirty->emails, g_strdup("a@b.example "));
  g_ptr_array_add(dirty->emails, g_strdup(""));
  CardcatAddress *address = cardcat_address_new();
  address->street = g_strdup("Storgata 1");
  address->locality = g_strdup("Oslo");
  g_ptr_array_add(dirty->addresses, address);
  g_ptr_array_add(dirty->addresses, cardcat_address_new());
  g_autoptr(CardcatContact) clean = cc_contact_clean(dirty);
  g_assert_cmpstr(clean->name.full, ==, "Ada Beck");
  g_assert_null(clean->organization);
  g_assert_cmpuint(clean->emails->len, ==, 1);
  g_assert_cmpuint(clean->addresses->len, ==, 1);
  g_assert_cmpstr(((CardcatAddress *)clean->addresses->pdata[0])->full, ==, "Storgata 1, Oslo");
}

/* A country is its code, and no word of an address is lost for that. */
static void test_country(void) {
  static const char *const cases[][4] = {
      /* full, country; as they are kept */
      {NULL, "Germany", "Am Markt 1, Germany", "DE"},
      {"Am Markt 1, Berlin", "Deutschland", "Am Markt 1, Berlin, Deutschland", "DE"},
      {"Am Markt 1, GERMANY", "Germany", "Am Markt 1, GERMANY", "DE"},
      {"Am Markt 1", "Neverland", "Am Markt 1, Neverland", NULL},
      {NULL, "Neverland", "Am Markt 1, Neverland", NULL},
      {"Am Markt 1", "DE", "Am Markt 1", "DE"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatContact) contact = cardcat_contact_new();
    CardcatAddress *address = cardcat_address_new();
    address->full = g_strdup(cases[i][0]);
    address->street = g_strdup("Am Markt 1");
    address->country = g_strdup(cases[i][1]);
    g_ptr_array_add(contact->addresses, address);
    g_autoptr(CardcatContact) clean = cc_contact_clean(contact);
    const CardcatAddress *is = clean->addresses->pdata[0];
    g_assert_cmpstr(is->full, ==, cases[i][2]);
    g_assert_cmpstr(is->country, ==, cases[i][3]);
    g_autoptr(CardcatContact) again = cc_contact_clean(clean);
    is = again->addresses->pdata[0];
    g_assert_cmpstr(is->full, ==, cases[i][2]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/contact/fold", test_fold);
  g_test_add_func("/contact/phones", test_phones);
  g_test_add_func("/contact/sort-key", test_sort_key);
  g_test_add_func("/contact/names", test_names);
  g_test_add_func("/contact/name-extras", test_name_extras);
  g_test_add_func("/contact/similarity", test_similarity);
  g_test_add_func("/contact/colleagues", test_colleagues);
  g_test_add_func("/contact/merge", test_merge);
  g_test_add_func("/contact/differences", test_differences);
  g_test_add_func("/contact/part-differences", test_part_differences);
  g_test_add_func("/contact/clean", test_clean);
  g_test_add_func("/contact/country", test_country);
  return g_test_run();
}
