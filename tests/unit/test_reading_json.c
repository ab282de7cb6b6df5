/* The JSON line of a reading, both ways, and whatever else may come in its place. */
#include <string.h>

#include "reader/reader.h"

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char golden[] =
    "{\"schema\": \"cardcat.reading/2\", "
    "\"source\": {\"path\": \"a \\\"b\\\".jpg\", \"sha256\": \"" SHA
    "\", \"card\": 1, \"cards\": 2, \"taken\": \"2026-06-16T10:30:00\"}, "
    "\"corners\": [[0, 0.5], [100.3, 1], [-3, 60], [0, 61]], "
    "\"contact\": {\"name\": {\"full\": \"Dr. Zoë Beck\", \"prefix\": \"Dr.\", \"given\": \"Zoë\", "
    "\"middle\": null, \"family\": \"Beck\", \"suffix\": null}, "
    "\"pronouns\": null, \"organization\": \"Beck \\\\ Söhne\", \"department\": null, \"titles\": "
    "[\"Chair\"], "
    "\"emails\": [\"zoe@example.org\"], "
    "\"phones\": [{\"type\": \"mobile\", \"value\": \"0170 555\", \"number\": null, "
    "\"e164\": null, "
    "\"extension\": \"12\"}], \"urls\": [], "
    "\"addresses\": [{\"full\": \"Weg 1, Bern\", \"street\": \"Weg 1\", \"locality\": \"Bern\", "
    "\"region\": null, \"postcode\": null, \"country\": \"CH\"}], \"notes\": []}, "
    "\"evidence\": [{\"field\": \"name\", \"confidence\": 0.98, \"box\": [1, 2, 3, 4], "
    "\"text\": \"Dr Zoë Beck\", \"from\": \"ocr\"}, "
    "{\"field\": \"emails[0]\", \"confidence\": 1, \"box\": [0, 0, 0, 0], "
    "\"text\": \"a\\nb\", \"from\": \"qr\"}], "
    "\"unused\": [{\"text\": \"Chair\", \"box\": [5, 6, 7, 8], \"reason\": \"less-likely\"}], "
    "\"confidence\": 0.667, \"text\": \"Dr Zoë Beck\\nChair\"";

static const char golden_lines[] =
    ", \"lines\": [{\"text\": \"Dr Zoë\", \"box\": [1, 2, 3, 4], \"x_height\": 20.1, "
    "\"stroke\": 2.25, \"confidence\": 0.9, "
    "\"words\": [{\"text\": \"Dr\", \"box\": [1, 2, 1, 4], \"confidence\": 0.5}], "
    "\"alternatives\": [\"Or Zoë\"]}], \"width\": 1600, \"height\": 900}";

static CardcatReading *make_reading(void) {
  CardcatReading *r = cardcat_reading_new();
  r->path = g_strdup("a \"b\".jpg");
  r->sha256 = g_strdup(SHA);
  r->card = 1;
  r->cards = 2;
  r->page = r->pages = 1;
  r->taken = g_strdup("2026-06-16T10:30:00");
  CardcatPoint corners[4] = {{-0.01, 0.5}, {100.26, 1}, {-3, 60}, {0, 61.04}};
  memcpy(r->corners, corners, sizeof corners);
  r->confidence = 2.0 / 3;
  r->text = g_strdup("Dr Zoë Beck\nChair");
  r->width = 1600;
  r->height = 900;
  return r;
}

static void fill_contact(CardcatContact *c) {
  c->name.full = g_strdup("Dr. Zoë Beck");
  c->name.prefix = g_strdup("Dr.");
  c->name.given = g_strdup("Zoë");
  c->name.family = g_strdup("Beck");
  c->organization = g_strdup("Beck \\ Söhne");
  g_ptr_array_add(c->titles, g_strdup("Chair"));
  g_ptr_array_add(c->emails, g_strdup("zoe@example.org"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_MOBILE, "0170 555", NULL, "12"));
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup("Weg 1, Bern");
  address->street = g_strdup("Weg 1");
  address->locality = g_strdup("Bern");
  address->country = g_strdup("CH");
  g_ptr_array_add(c->addresses, address);
}

static CardcatReading *make_full_reading(void) {
  CardcatReading *r = make_reading();
  CardcatBox place = {1, 2, 3, 4}, none = {0};
  fill_contact(r->contact);
  g_ptr_array_add(r->evidence, cardcat_evidence_new(CARDCAT_FIELD_NAME, 0, 0.98, place,
                                                    "Dr Zoë Beck", CARDCAT_FROM_OCR));
  g_ptr_array_add(r->evidence, cardcat_evidence_new(CARDCAT_FIELD_EMAILS, 0, 0.99996, none, "a\nb",
                                                    CARDCAT_FROM_QR));
  g_ptr_array_add(
      r->unused, cardcat_unused_new("Chair", (CardcatBox){5, 6, 7, 8}, CARDCAT_UNUSED_LESS_LIKELY));
  CardcatLine *line = cardcat_line_new("Dr Zoë", place, 0.9);
  line->x_height = 20.06;
  line->stroke = 2.25;
  g_ptr_array_add(line->words, cardcat_word_new("Dr", (CardcatBox){1, 2, 1, 4}, 0.5));
  g_ptr_array_add(line->alternatives, g_strdup("Or Zoë"));
  g_ptr_array_add(r->lines, line);
  return r;
}

static void test_pages_and_warning(void) {
  g_autoptr(CardcatReading) reading = make_reading();
  reading->page = 3;
  reading->pages = 7;
  reading->warning = g_strdup("page 2 of 7: it is damaged");
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  g_assert_nonnull(strstr(json, "\"page\": 3, \"pages\": 7, \"warning\": \"page 2 of 7: "));
  g_autoptr(CardcatReading) again = cardcat_reading_from_json(json, NULL);
  g_assert_true(again->page == 3 && again->pages == 7);
  g_assert_cmpstr(again->warning, ==, reading->warning);
  g_autoptr(GString) wrong = g_string_new(json);
  g_string_replace(wrong, "\"page\": 3", "\"page\": 8", 1);
  g_assert_null(cardcat_reading_from_json(wrong->str, NULL));
}

static void test_golden(void) {
  g_autoptr(CardcatReading) reading = make_full_reading();
  g_autofree char *json = cardcat_reading_to_json(reading, FALSE);
  g_autofree char *expected = g_strconcat(golden, "}", NULL);
  g_assert_cmpstr(json, ==, expected);
  g_autofree char *with_lines = cardcat_reading_to_json(reading, TRUE);
  g_autofree char *expected_lines = g_strconcat(golden, golden_lines, NULL);
  g_assert_cmpstr(with_lines, ==, expected_lines);
}

static void test_round_trip(void) {
  g_autofree char *json = g_strconcat(golden, golden_lines, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatReading) reading = cardcat_reading_from_json(json, &error);
  g_assert_no_error(error);
  g_autofree char *again = cardcat_reading_to_json(reading, TRUE);
  g_assert_cmpstr(again, ==, json);
  g_assert_cmpint(reading->card, ==, 1);
  g_assert_cmpint(reading->evidence->len, ==, 2);
  const CardcatEvidence *evidence = cardcat_reading_evidence(reading, CARDCAT_FIELD_EMAILS, 0);
  g_assert_cmpint(evidence->from, ==, CARDCAT_FROM_QR);
  const CardcatPhone *phone = reading->contact->phones->pdata[0];
  g_assert_cmpint(phone->type, ==, CARDCAT_PHONE_MOBILE);
}

static void test_without_lines(void) {
  g_autofree char *json = g_strconcat(golden, "}", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatReading) reading = cardcat_reading_from_json(json, &error);
  g_assert_no_error(error);
  g_assert_cmpint(reading->lines->len, ==, 0);
  g_assert_cmpint(reading->width, ==, 0);
}

static void test_contact_round_trip(void) {
  g_autoptr(CardcatContact) contact = cardcat_contact_new();
  fill_contact(contact);
  g_autofree char *json = cardcat_contact_to_json(contact);
  g_assert_nonnull(strstr(golden, json));
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatContact) back = cardcat_contact_from_json(json, &error);
  g_assert_no_error(error);
  g_autofree char *again = cardcat_contact_to_json(back);
  g_assert_cmpstr(again, ==, json);
  g_autoptr(CardcatContact) empty = cardcat_contact_from_json("{}", &error);
  g_assert_no_error(error);
  g_assert_true(cardcat_contact_is_empty(empty));
}

/* A path is a file's name in any encoding; control characters must not end the line. */
static void test_strange_path(void) {
  g_autoptr(CardcatReading) reading = make_reading();
  g_free(reading->path);
  reading->path = g_strdup("\xff two  spaces\n\t\x1b.jpg");
  g_autofree char *json = cardcat_reading_to_json(reading, FALSE);
  g_assert_true(g_utf8_validate(json, -1, NULL));
  g_assert_null(strchr(json, '\n'));
  g_autoptr(CardcatReading) back = cardcat_reading_from_json(json, NULL);
  g_assert_cmpstr(back->path, ==, "\xef\xbf\xbd two  spaces\n\t\x1b.jpg");
}

static void test_no_wild_numbers(void) {
  g_autoptr(CardcatReading) reading = make_reading();
  reading->confidence = 0.0 / 0.0;
  reading->corners[0].x = 1.0 / 0.0;
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  g_autoptr(CardcatReading) back = cardcat_reading_from_json(json, NULL);
  g_assert_nonnull(back);
  g_assert_cmpfloat(back->confidence, ==, 0);
  g_assert_cmpfloat(back->corners[0].x, ==, 0);
}

/* What is cleaned at every door is cleaned at this one too. */
static void test_text_is_cleaned(void) {
  g_autoptr(CardcatContact) contact = cardcat_contact_from_json(
      "{\"organization\": \" A\\u0000\\n B\\u202e\", \"titles\": [\"x\\ty\"]}", NULL);
  g_assert_nonnull(contact);
  g_assert_true(g_utf8_validate(contact->organization, -1, NULL));
  g_assert_null(strpbrk(contact->organization, "\n\t"));
  g_assert_cmpstr(contact->titles->pdata[0], ==, "x y");
}

#define HEAD "{\"schema\": \"cardcat.reading/1\", "

static const char *const malformed[] = {
    "",
    "null",
    "[]",
    "{",
    "{\"schema\": \"cardcat.reading/3\"}",
    "{\"contact\": {}}",
    "// comment\n{\"schema\": \"cardcat.reading/1\"}",
    "{'schema': 'cardcat.reading/1'}",
    "var x = {\"schema\": \"cardcat.reading/1\"}",
    HEAD "\"contact\": []}",
    HEAD "\"contact\": {\"emails\": \"a@b.c\"}}",
    HEAD "\"contact\": {\"emails\": [1]}}",
    HEAD "\"contact\": {\"phones\": [{\"type\": \"pager\", \"value\": \"1\"}]}}",
    HEAD "\"contact\": {\"phones\": [{\"type\": \"work\"}]}}",
    HEAD "\"contact\": {\"name\": \"Ada\"}}",
    HEAD "\"source\": {\"sha256\": \"12\"}}",
    HEAD "\"source\": {\"card\": 1.5}}",
    HEAD "\"source\": {\"card\": -1}}",
    HEAD "\"corners\": [[0, 0], [1, 0], [1, 1]]}",
    HEAD "\"corners\": [[0, 0], [1, 0], [1, 1], [0]]}",
    HEAD "\"corners\": [[0, 0], [1, 0], [1, 1], [0, 1e300]]}",
    HEAD "\"corners\": [[0, 0], [1, 0], [1, 1], 7]}",
    HEAD "\"confidence\": 1.1}",
    HEAD "\"confidence\": \"1\"}",
    HEAD "\"evidence\": [{\"field\": \"name\", \"from\": \"hearsay\"}]}",
    HEAD "\"evidence\": [{\"from\": \"ocr\"}]}",
    HEAD "\"evidence\": [{\"field\": \"name\", \"learned\": \"hearsay\"}]}",
    HEAD "\"unused\": [{\"text\": \"a\", \"reason\": \"hearsay\"}]}",
    HEAD "\"unused\": [{\"text\": \"a\"}]}",
    HEAD "\"explanation\": {}}",
    HEAD "\"explanation\": \"no JSON\"}",
    HEAD "\"explanation\": \"{\\\"a\\\": \\\"\\u001b\\\"}\"}",
    HEAD "\"lines\": [[]]}",
    HEAD "\"lines\": [{\"text\": \"a\", \"words\": [null]}]}",
    HEAD "\"width\": true}",
    HEAD "\"text\": \"\\ud800\"}",
};

/* An older cardcat's readings, in books and from its workers, have no "number". */
static void test_version_1(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatReading) reading = cardcat_reading_from_json(
      HEAD
      "\"contact\": {\"phones\": [{\"type\": \"work\", \"value\": \"030 1\", "
      "\"e164\": \"+49301\"}]}}",
      &error);
  g_assert_no_error(error);
  g_assert_cmpstr(((CardcatPhone *)reading->contact->phones->pdata[0])->e164, ==, "+49301");
  g_autofree char *json = cardcat_reading_to_json(reading, FALSE);
  g_assert_nonnull(strstr(json, "\"number\": \"+49301\", \"e164\": \"+49301\""));
  g_assert_true(g_str_has_prefix(json, "{\"schema\": \"cardcat.reading/2\""));
}

static void test_malformed(void) {
  for (guint i = 0; i < G_N_ELEMENTS(malformed); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CardcatReading) reading = cardcat_reading_from_json(malformed[i], &error);
    g_assert_null(reading);
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
  }
}

/* Every beginning of a good reading is a bad one. */
static void test_cut_anywhere(void) {
  g_autofree char *json = g_strconcat(golden, golden_lines, NULL);
  for (gsize length = 0; length < strlen(json); length++) {
    g_autofree char *cut = g_strndup(json, length);
    g_assert_null(cardcat_reading_from_json(cut, NULL));
  }
}

static void test_deep_and_long(void) {
  g_autoptr(GString) deep = g_string_new(HEAD "\"x\": ");
  for (int i = 0; i < 200000; i++)
    g_string_append_c(deep, '[');
  g_assert_null(cardcat_reading_from_json(deep->str, NULL));
  for (int i = 0; i < 200000; i++)
    g_string_append_c(deep, ']');
  g_string_append_c(deep, '}');
  g_assert_null(cardcat_reading_from_json(deep->str, NULL));
  g_autoptr(GString) many = g_string_new("{\"notes\": [\"\"");
  for (int i = 0; i < 10000; i++)
    g_string_append(many, ", \"\"");
  g_string_append(many, "]}");
  g_assert_null(cardcat_contact_from_json(many->str, NULL));
}

/* What was learned is named where it was used, and nowhere else. */
static void test_learned(void) {
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  CardcatEvidence *evidence = cardcat_evidence_new(CARDCAT_FIELD_ORGANIZATION, 0, 1,
                                                   (CardcatBox){0}, "Harow", CARDCAT_FROM_OCR);
  g_ptr_array_add(reading->evidence, evidence);
  g_autofree char *without = cardcat_reading_to_json(reading, FALSE);
  g_assert_null(strstr(without, "learned"));
  evidence->learned = g_strdup("organization");
  evidence->value = g_strdup("Printed AG");
  g_autofree char *json = cardcat_reading_to_json(reading, FALSE);
  g_autoptr(CardcatReading) again = cardcat_reading_from_json(json, NULL);
  g_assert_nonnull(again);
  g_assert_cmpstr(cardcat_reading_evidence(again, CARDCAT_FIELD_ORGANIZATION, 0)->learned, ==,
                  "organization");
  g_assert_cmpstr(cardcat_reading_evidence(again, CARDCAT_FIELD_ORGANIZATION, 0)->value, ==,
                  "Printed AG");
}

/* So is why a value may be mistaken for another, through a copy, too. */
static void test_look_alike(void) {
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  CardcatEvidence *evidence = cardcat_evidence_new(CARDCAT_FIELD_EMAILS, 0, 0.9, (CardcatBox){0},
                                                   "a@b.de", CARDCAT_FROM_QR);
  g_autofree char *without = cardcat_reading_to_json(reading, FALSE);
  g_assert_null(strstr(without, "look_alike"));
  evidence->look_alike = g_strdup("mixes Latin and Greek letters");
  g_ptr_array_add(reading->evidence, cardcat_evidence_copy(evidence));
  cardcat_evidence_free(evidence);
  g_autofree char *json = cardcat_reading_to_json(reading, FALSE);
  g_autoptr(CardcatReading) again = cardcat_reading_from_json(json, NULL);
  g_assert_nonnull(again);
  g_assert_cmpstr(cardcat_reading_evidence(again, CARDCAT_FIELD_EMAILS, 0)->look_alike, ==,
                  "mixes Latin and Greek letters");
}

/* With its pictures it is the same again; what is no picture of ours is refused. */
static void test_whole(void) {
  static const guint8 jpeg[] = {0xFF, 0xD8, 0xFF, 0xC0, 0,    11,   8, 0, 8,    0,    16,
                                1,    1,    0x11, 0,    0xFF, 0xDA, 0, 2, 0x12, 0xFF, 0xD9};
  g_autoptr(CardcatReading) r = make_reading();
  r->picture = g_bytes_new_static(jpeg, sizeof jpeg);
  g_autofree char *whole = cardcat_reading_to_json_whole(r);
  g_autoptr(CardcatReading) again = cardcat_reading_from_json(whole, NULL);
  g_assert_nonnull(again);
  g_assert_true(g_bytes_equal(again->picture, r->picture));
  g_autofree char *same = cardcat_reading_to_json_whole(again);
  g_assert_cmpstr(same, ==, whole);
  g_autoptr(GString) spoilt = g_string_new(whole);
  g_assert_cmpuint(g_string_replace(spoilt, "\"picture\": \"/9j", "\"picture\": \"AAAA", 1), ==, 1);
  g_assert_null(cardcat_reading_from_json(spoilt->str, NULL));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reading-json/golden", test_golden);
  g_test_add_func("/reading-json/pages-and-warning", test_pages_and_warning);
  g_test_add_func("/reading-json/round-trip", test_round_trip);
  g_test_add_func("/reading-json/without-lines", test_without_lines);
  g_test_add_func("/reading-json/contact-round-trip", test_contact_round_trip);
  g_test_add_func("/reading-json/strange-path", test_strange_path);
  g_test_add_func("/reading-json/no-wild-numbers", test_no_wild_numbers);
  g_test_add_func("/reading-json/text-is-cleaned", test_text_is_cleaned);
  g_test_add_func("/reading-json/malformed", test_malformed);
  g_test_add_func("/reading-json/version-1", test_version_1);
  g_test_add_func("/reading-json/cut-anywhere", test_cut_anywhere);
  g_test_add_func("/reading-json/deep-and-long", test_deep_and_long);
  g_test_add_func("/reading-json/learned", test_learned);
  g_test_add_func("/reading-json/look-alike", test_look_alike);
  g_test_add_func("/reading-json/whole", test_whole);
  return g_test_run();
}
