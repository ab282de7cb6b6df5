#include "review/review.h"

#include <string.h>

static void test_printable(void) {
  static const char *const cases[][2] = {
      {"Zoë 漢", "Zoë 漢"},
      {"a\x1b[2Jb", "a\\x1B[2Jb"},
      {"a\nb\tc", "a\\x0Ab\\x09c"},
      {"a\xFF\xC3", "a\\xFF\\xC3"},
      {"\xC2\x9B"
       "1m",
       "\\xC2\\x9B"
       "1m"},
      {"a\xE2\x80\xAE"
       "b",
       "a\\xE2\\x80\\xAE"
       "b"},
      {"", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *safe = cc_printable(cases[i][0]);
    g_assert_cmpstr(safe, ==, cases[i][1]);
  }
}

static void test_fit(void) {
  static const struct {
    const char *text;
    int columns;
    const char *fitted;
  } cases[] = {
      {"Beck", 6, "Beck  "},
      {"Beck", 4, "Beck"},
      {"Becker", 4, "Bec…"},
      {"名刺交換", 8, "名刺交換"},
      {"名刺交換", 7, "名刺交…"},
      {"名刺交換", 6, "名刺… "},
      {"e\xCC\x81t", 3, "e\xCC\x81t "},
      {"", 2, "  "},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *fitted = cc_fit(cases[i].text, cases[i].columns);
    g_assert_cmpstr(fitted, ==, cases[i].fitted);
  }
}

static void test_name(void) {
  static const struct {
    const char *prefix, *suffix, *full;
    const char *parts[5]; /* prefix, given, middle, family, suffix afterwards */
  } cases[] = {
      {"Dr.", "PhD", "Dr. Ada M. Beck, PhD", {"Dr.", "Ada", "M.", "Beck", "PhD"}},
      {"Dr.", "PhD", "Ada Beck", {NULL, "Ada", NULL, "Beck", NULL}},
      {NULL, NULL, "Ada Maria von Beck", {NULL, "Ada", "Maria von", "Beck", NULL}},
      {NULL, NULL, "Beck", {NULL, NULL, NULL, "Beck", NULL}},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatContact) c = cardcat_contact_new();
    CardcatName *name = &c->name;
    name->full = g_strdup("Somebody Else");
    name->given = g_strdup("Somebody");
    name->prefix = g_strdup(cases[i].prefix);
    name->suffix = g_strdup(cases[i].suffix);
    cc_name_retype(name, cases[i].full);
    const char *parts[] = {name->prefix, name->given, name->middle, name->family, name->suffix};
    g_assert_cmpstr(name->full, ==, cases[i].full);
    for (guint k = 0; k < G_N_ELEMENTS(parts); k++)
      g_assert_cmpstr(parts[k], ==, cases[i].parts[k]);
  }
}

static void test_phone(void) {
  static const char *const cases[][2] = {
      {"+49 (0) 30 123456", "+4930123456"},
      {"+1 (415) 555-0123", "+14155550123"},
      {"030 123456", NULL},
      {"+12", NULL},
      {"+1234567890123456", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatPhone) phone = cardcat_phone_new(CARDCAT_PHONE_FAX, "+33 1", "+331", "4");
    cc_phone_retype(phone, cases[i][0]);
    g_assert_cmpstr(phone->value, ==, cases[i][0]);
    g_assert_cmpstr(phone->e164, ==, cases[i][1]);
    g_assert_cmpstr(phone->extension, ==, "4");
    g_assert_cmpint(phone->type, ==, CARDCAT_PHONE_FAX);
  }
}

static void test_address(void) {
  g_autoptr(CardcatAddress) address = cardcat_address_new();
  address->full = g_strdup("Am Markt 1, 10115 Berlim");
  address->street = g_strdup("Am Markt 1");
  address->postcode = g_strdup("10115");
  address->locality = g_strdup("Berlim");
  address->country = g_strdup("DE");
  cc_address_retype(address, "Am Markt 1, 10115 Berlin");
  g_assert_cmpstr(address->full, ==, "Am Markt 1, 10115 Berlin");
  g_assert_cmpstr(address->street, ==, "Am Markt 1");
  g_assert_cmpstr(address->postcode, ==, "10115");
  g_assert_null(address->locality);
  g_assert_cmpstr(address->country, ==, "DE");
}

static CardcatContact *some_contact(void) {
  CardcatContact *c = cardcat_contact_new();
  c->name.full = g_strdup("Ada Beck");
  c->department = g_strdup("Research");
  g_ptr_array_add(c->titles, g_strdup("Head"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_MOBILE, "0151 1", NULL, "9"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, "030 1", NULL, NULL));
  g_ptr_array_add(c->notes, g_strdup(""));
  return c;
}

static void test_fields(void) {
  static const char *const expected[][3] = {
      {"name", "Name", "Ada Beck"},
      {"titles[0]", "Title", "Head"},
      {"department", "Department", "Research"},
      {"phones[0]", "Phone, mobile", "0151 1 ext. 9"},
      {"phones[1]", "Phone, work", "030 1"},
  };
  g_autoptr(CardcatContact) contact = some_contact();
  g_autoptr(GPtrArray) fields = cc_contact_fields(contact);
  g_assert_cmpuint(fields->len, ==, G_N_ELEMENTS(expected));
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    g_assert_cmpstr(field->field, ==, expected[i][0]);
    g_assert_cmpstr(field->label, ==, expected[i][1]);
    g_assert_cmpstr(field->value, ==, expected[i][2]);
  }
}

static void test_places(void) {
  g_autoptr(CardcatContact) contact = some_contact();
  g_assert_true(cc_contact_list(contact, "phones[1]") == contact->phones);
  g_assert_true(cc_contact_list(contact, "notes") == contact->notes);
  g_assert_null(cc_contact_list(contact, "note"));
  g_assert_null(cc_contact_list(contact, "name"));
  g_assert_true(cc_contact_text(contact, "department") == &contact->department);
  g_assert_null(cc_contact_text(contact, "titles[0]"));
  g_assert_cmpuint(cc_field_index("phones[12]"), ==, 12);
  g_assert_cmpuint(cc_field_index("name"), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/review/printable", test_printable);
  g_test_add_func("/review/fit", test_fit);
  g_test_add_func("/review/name", test_name);
  g_test_add_func("/review/phone", test_phone);
  g_test_add_func("/review/address", test_address);
  g_test_add_func("/review/fields", test_fields);
  g_test_add_func("/review/places", test_places);
  return g_test_run();
}
