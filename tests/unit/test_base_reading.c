/* The plain data of a reading: copies are deep, what is sure is told. */
#include "base/base.h"

static CardcatReading *make_reading(void) {
  CardcatReading *reading = cardcat_reading_new();
  CardcatContact *c = reading->contact;
  c->name.full = g_strdup("Ada Beck");
  c->name.given = g_strdup("Ada");
  c->name.family = g_strdup("Beck");
  c->organization = g_strdup("Beck & Co");
  g_ptr_array_add(c->emails, g_strdup("ada@example.com"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_FAX, "030 123", "+4930123", "7"));
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup("1 Way, Town");
  address->country = g_strdup("DE");
  g_ptr_array_add(c->addresses, address);
  return reading;
}

static void add_evidence(CardcatReading *reading, const char *field, double confidence) {
  CardcatField which;
  guint index;
  g_assert_true(cardcat_field_parse(field, &which, &index));
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(which, index, confidence, (CardcatBox){1, 2, 3, 4},
                                       "as read", CARDCAT_FROM_OCR));
}

static void test_phone_types(void) {
  for (int i = CARDCAT_PHONE_WORK; i <= CARDCAT_PHONE_OTHER; i++) {
    CardcatPhoneType type;
    g_assert_true(cardcat_phone_type_parse(cardcat_phone_type_name((CardcatPhoneType)i), &type));
    g_assert_cmpint(type, ==, i);
  }
  CardcatPhoneType untouched = CARDCAT_PHONE_FAX;
  g_assert_false(cardcat_phone_type_parse("pager", &untouched));
  g_assert_false(cardcat_phone_type_parse(NULL, &untouched));
  g_assert_cmpint(untouched, ==, CARDCAT_PHONE_FAX);
}

static void test_contact_copy_is_deep(void) {
  g_autoptr(CardcatReading) reading = make_reading();
  g_autoptr(CardcatContact) copy = cardcat_contact_copy(reading->contact);
  g_clear_pointer(&reading, cardcat_reading_free);
  g_assert_cmpstr(copy->name.full, ==, "Ada Beck");
  g_assert_cmpstr(copy->name.family, ==, "Beck");
  g_assert_null(copy->name.middle);
  g_assert_cmpstr(copy->organization, ==, "Beck & Co");
  g_assert_null(copy->department);
  g_assert_cmpstr(copy->emails->pdata[0], ==, "ada@example.com");
  const CardcatPhone *phone = copy->phones->pdata[0];
  g_assert_cmpint(phone->type, ==, CARDCAT_PHONE_FAX);
  g_assert_cmpstr(phone->value, ==, "030 123");
  g_assert_cmpstr(phone->e164, ==, "+4930123");
  g_assert_cmpstr(phone->extension, ==, "7");
  const CardcatAddress *address = copy->addresses->pdata[0];
  g_assert_cmpstr(address->full, ==, "1 Way, Town");
  g_assert_cmpstr(address->country, ==, "DE");
  g_assert_null(address->street);
  g_assert_cmpuint(copy->notes->len, ==, 0);
}

static void test_line_copy_is_deep(void) {
  CardcatLine *line = cardcat_line_new("Ada Beck", (CardcatBox){1, 2, 3, 4}, 0.5);
  line->x_height = 20;
  line->stroke = 3;
  g_ptr_array_add(line->words, cardcat_word_new("Ada", (CardcatBox){5, 6, 7, 8}, 0.25));
  g_ptr_array_add(line->alternatives, g_strdup("Ada Back"));
  g_autoptr(CardcatLine) copy = cardcat_line_copy(line);
  cardcat_line_free(line);
  g_assert_cmpstr(copy->text, ==, "Ada Beck");
  g_assert_cmpint(copy->box.h, ==, 4);
  g_assert_cmpfloat(copy->x_height, ==, 20);
  g_assert_cmpfloat(copy->stroke, ==, 3);
  g_assert_cmpfloat(copy->confidence, ==, 0.5);
  const CardcatWord *word = copy->words->pdata[0];
  g_assert_cmpstr(word->text, ==, "Ada");
  g_assert_cmpint(word->box.x, ==, 5);
  g_assert_cmpfloat(word->confidence, ==, 0.25);
  g_assert_cmpstr(copy->alternatives->pdata[0], ==, "Ada Back");
}

static void test_is_empty(void) {
  g_autoptr(CardcatContact) contact = cardcat_contact_new();
  g_assert_true(cardcat_contact_is_empty(contact));
  g_ptr_array_add(contact->notes, g_strdup("Open on Sundays"));
  contact->department = g_strdup("Sales");
  g_assert_true(cardcat_contact_is_empty(contact));
  GPtrArray *lists[] = {contact->titles, contact->emails, contact->urls};
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
    g_ptr_array_add(lists[i], g_strdup("x"));
    g_assert_false(cardcat_contact_is_empty(contact));
    g_ptr_array_set_size(lists[i], 0);
  }
  contact->organization = g_strdup("Beck & Co");
  g_assert_false(cardcat_contact_is_empty(contact));
}

static void test_evidence(void) {
  g_autoptr(CardcatReading) reading = make_reading();
  add_evidence(reading, "emails[0]", 0.7);
  g_assert_cmpfloat(cardcat_reading_evidence(reading, CARDCAT_FIELD_EMAILS, 0)->confidence, ==,
                    0.7);
  g_assert_null(cardcat_reading_evidence(reading, CARDCAT_FIELD_EMAILS, 1));
  g_assert_null(cardcat_reading_evidence(reading, CARDCAT_FIELD_NAME, 0));
  g_autoptr(CardcatEvidence) copy = cardcat_evidence_copy(reading->evidence->pdata[0]);
  g_assert_cmpint(copy->field, ==, CARDCAT_FIELD_EMAILS);
  g_assert_cmpstr(copy->text, ==, "as read");
  g_assert_cmpint(copy->box.w, ==, 3);
}

static void test_is_sure(void) {
  static const char *const fields[] = {"name", "organization", "emails[0]", "phones[0]",
                                       "addresses[0]"};
  g_autoptr(CardcatReading) reading = make_reading();
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
    g_assert_false(cardcat_reading_is_sure(reading)); /* a field without evidence */
    add_evidence(reading, fields[i], CARDCAT_SURE);
  }
  g_assert_true(cardcat_reading_is_sure(reading));
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
    CardcatEvidence *evidence = reading->evidence->pdata[i];
    evidence->confidence = CARDCAT_SURE - 0.01;
    g_assert_false(cardcat_reading_is_sure(reading));
    evidence->confidence = 1;
  }
  g_ptr_array_add(reading->contact->titles, g_strdup("Director"));
  g_assert_false(cardcat_reading_is_sure(reading));
}

static void test_nobody_is_never_sure(void) {
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  g_assert_false(cardcat_reading_is_sure(reading));
  g_ptr_array_add(reading->contact->emails, g_strdup("ada@example.com"));
  add_evidence(reading, "emails[0]", 1);
  g_assert_false(cardcat_reading_is_sure(reading));
}

static void test_free_takes_null(void) {
  cardcat_phone_free(NULL);
  cardcat_address_free(NULL);
  cardcat_contact_free(NULL);
  cardcat_word_free(NULL);
  cardcat_line_free(NULL);
  cardcat_evidence_free(NULL);
  cardcat_reading_free(NULL);
  cc_raster_free(NULL);
  cc_keep_free(NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reading/phone-types", test_phone_types);
  g_test_add_func("/reading/contact-copy", test_contact_copy_is_deep);
  g_test_add_func("/reading/line-copy", test_line_copy_is_deep);
  g_test_add_func("/reading/is-empty", test_is_empty);
  g_test_add_func("/reading/evidence", test_evidence);
  g_test_add_func("/reading/is-sure", test_is_sure);
  g_test_add_func("/reading/nobody-is-never-sure", test_nobody_is_never_sure);
  g_test_add_func("/reading/free-takes-null", test_free_takes_null);
  return g_test_run();
}
