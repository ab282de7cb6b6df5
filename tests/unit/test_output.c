/* Every format of a contact, also of one that would break out of it. */
#include "output_fixture.h"

static void test_parse(void) {
  CardcatFormat format;
  g_assert_true(cardcat_format_parse("vcard", &format));
  g_assert_cmpint(format, ==, CARDCAT_FORMAT_VCARD);
  g_assert_false(cardcat_format_parse("VCARD", &format));
  g_assert_false(cardcat_format_parse("", &format));
  g_assert_false(cardcat_format_parse(NULL, &format));
}

static void test_vcard(void) {
  CardcatEntry *entry = entry_of(full_contact());
  g_autofree char *card = cardcat_format_entry(entry, CARDCAT_FORMAT_VCARD);
  g_assert_cmpstr(card, ==,
                  "BEGIN:VCARD\r\nVERSION:3.0\r\n"
                  "N:Beck;Ada;M.;Dr.;PhD\r\n"
                  "FN:Dr. Ada M. Beck\\, PhD\r\n"
                  "ORG:Beck\\; Söhne\\, Partner;R\\\\D\r\n"
                  "TITLE:Head of Research\r\n"
                  "EMAIL;TYPE=INTERNET:ada@beck.example\r\n"
                  "TEL;TYPE=CELL,VOICE,PREF:+49 151 234\r\n"
                  "TEL;TYPE=WORK,VOICE:+4930123456 ext. 7\r\n"
                  "URL:https://www.beck.example\r\n"
                  "ADR;TYPE=WORK:;;Am Markt 1;Berlin;;10115;DE\r\n"
                  "NOTE:Met at Expo on 2026-06-16\\, introduced by Carl Dorn\r\n"
                  "item1.X-ABDATE:2026-06-16\r\n"
                  "item1.X-ABLabel:Met at Expo\r\n"
                  "item2.X-ABRELATEDNAMES:Carl Dorn\r\n"
                  "item2.X-ABLabel:Introduced by\r\n"
                  "CATEGORIES:a\\,b,c\r\n"
                  "UID:6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11\r\n"
                  "REV:2026-06-16T10:30:00Z\r\n"
                  "END:VCARD\r\n");
  entry_done(entry);
}

static void test_vcard4(void) {
  CardcatEntry *entry = entry_of(full_contact());
  g_autofree char *card = cardcat_format_entry(entry, CARDCAT_FORMAT_VCARD4);
  g_assert_cmpstr(card, ==,
                  "BEGIN:VCARD\r\nVERSION:4.0\r\n"
                  "N:Beck;Ada;M.;Dr.;PhD\r\n"
                  "FN:Dr. Ada M. Beck\\, PhD\r\n"
                  "ORG:Beck\\; Söhne\\, Partner;R\\\\D\r\n"
                  "TITLE:Head of Research\r\n"
                  "EMAIL:ada@beck.example\r\n"
                  "TEL;TYPE=CELL,VOICE;PREF=1:+49 151 234\r\n"
                  "TEL;TYPE=WORK,VOICE:+4930123456 ext. 7\r\n"
                  "URL:https://www.beck.example\r\n"
                  "ADR;TYPE=WORK:;;Am Markt 1;Berlin;;10115;DE\r\n"
                  "NOTE:Met at Expo on 2026-06-16\\, introduced by Carl Dorn\r\n"
                  "item1.X-ABDATE:2026-06-16\r\n"
                  "item1.X-ABLabel:Met at Expo\r\n"
                  "RELATED;TYPE=acquaintance,x-introduced-by;VALUE=text:Carl Dorn\r\n"
                  "CATEGORIES:a\\,b,c\r\n"
                  "UID:urn:uuid:6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11\r\n"
                  "CREATED:20260616T103000Z\r\n"
                  "REV:20260616T103000Z\r\n"
                  "END:VCARD\r\n");
  entry_done(entry);
}

static void test_vcard_folds_between_characters(void) {
  CardcatContact *c = cardcat_contact_new();
  GString *name = g_string_new("x");
  for (int i = 0; i < 100; i++)
    g_string_append(name, i % 2 ? "ß" : "漢");
  c->organization = g_string_free(name, FALSE);
  g_autofree char *organization = g_strdup(c->organization);
  g_autofree char *card = write_contact(c, CARDCAT_FORMAT_VCARD);
  g_auto(GStrv) lines = g_strsplit(card, "\r\n", -1);
  g_autoptr(GString) unfolded = g_string_new(NULL);
  for (guint i = 0; lines[i]; i++) {
    g_assert_cmpuint(strlen(lines[i]), <=, 75);
    g_assert_true(g_utf8_validate(lines[i], -1, NULL));
    if (lines[i][0] != ' ') g_string_append_c(unfolded, '\n');
    g_string_append(unfolded, lines[i][0] == ' ' ? lines[i] + 1 : lines[i]);
  }
  g_autofree char *expected = g_strconcat("\nORG:", organization, "\n", NULL);
  assert_has(unfolded->str, expected);
}

/* vCard 3.0 has no property for them. */
static void test_vcard_pronouns(void) {
  static const CardcatFormat formats[] = {CARDCAT_FORMAT_VCARD, CARDCAT_FORMAT_VCARD4};
  char *cards[] = {NULL, NULL};
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    CardcatContact *c = cardcat_contact_new();
    c->pronouns = g_strdup("she/her");
    g_ptr_array_add(c->notes, g_strdup("Since 1980"));
    cards[i] = write_contact(c, formats[i]);
  }
  assert_has(cards[0], "\r\nNOTE:Pronouns: she/her\\nSince 1980\r\n");
  g_assert_null(strstr(cards[0], "PRONOUNS"));
  assert_has(cards[1], "\r\nPRONOUNS:she/her\r\n");
  assert_has(cards[1], "\r\nNOTE:Since 1980\r\n");
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
    g_free(cards[i]);
}

static void test_vcard_without_person(void) {
  CardcatContact *c = cardcat_contact_new();
  c->organization = g_strdup("Beck GmbH");
  g_autofree char *firm = write_contact(c, CARDCAT_FORMAT_VCARD);
  assert_has(firm, "\r\nN:;;;;\r\nFN:Beck GmbH\r\n");
  g_autofree char *nothing = write_contact(cardcat_contact_new(), CARDCAT_FORMAT_VCARD);
  assert_has(nothing, "\r\nFN:Unnamed\r\n");
  CardcatContact *whole = cardcat_contact_new();
  whole->name.full = g_strdup("Ada Beck");
  g_autofree char *unsplit = write_contact(whole, CARDCAT_FORMAT_VCARD);
  assert_has(unsplit, "\r\nN:Ada Beck;;;;\r\nFN:Ada Beck\r\n");
}

/* Whatever a card says, it adds no line to any format. */
static void test_no_injection(void) {
  const char *evil = "x\r\nEND:VCARD\nBEGIN:VCARD\xE2\x80\xA8TEL:1\x1b[31m\x0b=1\x00y";
  for (int format = CARDCAT_FORMAT_TEXT; format <= CARDCAT_FORMAT_EXCEL; format++) {
    CardcatContact *c = full_contact(), *d = full_contact();
    g_free(c->organization);
    c->organization = g_strdup(evil);
    g_free(c->titles->pdata[0]);
    c->titles->pdata[0] = g_strdup(evil);
    g_autofree char *bad = write_contact(c, (CardcatFormat)format);
    g_autofree char *good = write_contact(d, (CardcatFormat)format);
    g_auto(GStrv) bad_lines = g_strsplit(bad, "\n", -1);
    g_auto(GStrv) good_lines = g_strsplit(good, "\n", -1);
    guint folded = 0;
    for (guint i = 0; bad_lines[i]; i++)
      if (format == CARDCAT_FORMAT_VCARD && bad_lines[i][0] == ' ') folded++;
    g_assert_cmpuint(g_strv_length(bad_lines) - folded, ==, g_strv_length(good_lines));
    g_assert_null(strchr(bad, '\x1b'));
    g_assert_null(strchr(bad, '\x0b'));
  }
}

static char *csv_title_cell(const char *title) {
  CardcatContact *c = cardcat_contact_new();
  g_ptr_array_add(c->titles, g_strdup(title));
  g_autofree char *row = write_contact(c, CARDCAT_FORMAT_CSV);
  /* photo, card, id, six of the name, pronouns, organization and department stand before it. */
  const char *prefix = "photo.jpg,1,,,,,,,,,,,";
  g_assert_true(g_str_has_prefix(row, prefix));
  char *end = strstr(row + strlen(prefix), ",,,,");
  g_assert_nonnull(end);
  return g_strndup(row + strlen(prefix), (gsize)(end - row) - strlen(prefix));
}

static void test_csv_guards_formulas(void) {
  static const char *const cells[][2] = {
      {"=1+1", "'=1+1"},
      {"+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"},
      {"-2+3", "'-2+3"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "'=1"},
      {"\r\n=1", "'=1"},
      {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
      {"\xEF\xBC\x9D"
       "1+1",
       "'\xEF\xBC\x9D"
       "1+1"},
      {"+49 (0) 151/23-45.6", "+49 (0) 151/23-45.6"},
      {"+4930123456 ext. 7; +49 30 2", "+4930123456 ext. 7; +49 30 2"},
      {"+A1", "'+A1"},
      {"+", "'+"},
      {"plain", "plain"},
      {"a, b", "\"a, b\""},
      {"say \"hi\"", "\"say \"\"hi\"\"\""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
    g_autofree char *cell = csv_title_cell(cells[i][0]);
    g_assert_cmpstr(cell, ==, cells[i][1]);
  }
}

static void test_csv_columns(void) {
  g_autofree char *header = cardcat_format_header(CARDCAT_FORMAT_CSV);
  CardcatEntry *entry = entry_of(full_contact());
  g_autofree char *row = cardcat_format_entry(entry, CARDCAT_FORMAT_CSV);
  g_assert_true(g_str_has_suffix(header, "\r\n"));
  g_assert_true(g_str_has_suffix(row, "\r\n"));
  g_assert_cmpuint(count_cells(row), ==, count_cells(header));
  assert_has(row, ",12,\"Dr. Ada M. Beck, PhD\",Dr.,Ada,M.,Beck,PhD,,\"Beck; Söhne, Partner\",");
  assert_has(row, ",+4930123456 ext. 7,+49 151 234,,,,www.beck.example,");
  assert_has(row, ",Expo,2026-06-16,Carl Dorn,\"a,b; c\",,yes,,,,,,,6f8f57a2-");
  entry_done(entry);
  g_autofree char *none = cardcat_format_header(CARDCAT_FORMAT_VCARD);
  g_assert_cmpstr(none, ==, "");
}

static void test_text_marks_doubt(void) {
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  cardcat_contact_free(reading->contact);
  reading->contact = full_contact();
  reading->path = g_strdup("a\x1b[2Jb.jpg");
  reading->card = 2;
  reading->cards = 3;
  CardcatBox none = {0};
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(CARDCAT_FIELD_NAME, 0, 0.99, none, "", CARDCAT_FROM_OCR));
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(CARDCAT_FIELD_PHONES, 1, 0.5, none, "", CARDCAT_FROM_OCR));
  g_autofree char *text = cardcat_format_reading(reading, CARDCAT_FORMAT_TEXT);
  g_assert_true(g_str_has_prefix(text, "a[2Jb.jpg, card 2 of 3\n"));
  assert_has(text, "\n  Name           Dr. Ada M. Beck, PhD\n");
  assert_has(text, "\n? Phone, work    030 123456 ext. 7\n");
  assert_has(text, "\n  Address        Am Markt 1, 10115 Berlin\n\n");
}

static void test_text_entry(void) {
  CardcatEntry *entry = entry_of(full_contact());
  g_autofree char *text = cardcat_format_entry(entry, CARDCAT_FORMAT_TEXT);
  g_assert_true(g_str_has_prefix(text, "Contact 12\n"));
  assert_has(text, "\n  Meeting        Met at Expo on 2026-06-16, introduced by Carl Dorn\n");
  assert_has(text, "\n  Tags           a,b, c\n");
  assert_has(text, "\n  Follow-up      yes\n\n");
  /* The photo was taken another day than the event, which is when the letter is due after. */
  entry->meeting->taken_on = g_strdup(entry->meeting->met_on);
  entry->meeting->event_ends = g_strdup("2026-05-02");
  g_autofree char *later = cardcat_format_entry(entry, CARDCAT_FORMAT_TEXT);
  assert_has(later, "\n  Meeting        Met at Expo on 2026-05-02, introduced by Carl Dorn\n");
  entry_done(entry);
}

static void test_followed_up(void) {
  CardcatEntry *entry = entry_of(full_contact());
  entry->meeting->followed_up = g_strdup("2026-06-20T08:00:00Z");
  g_autofree char *text = cardcat_format_entry(entry, CARDCAT_FORMAT_TEXT);
  assert_has(text, "\n  Follow-up      done on 2026-06-20\n");
  g_autofree char *json = cardcat_format_entry(entry, CARDCAT_FORMAT_JSON);
  assert_has(json, "\"send_follow_up\":true,\"followed_up\":\"2026-06-20T08:00:00Z\",");
  entry_done(entry);
}

static void test_json_entry(void) {
  CardcatEntry *entry = entry_of(full_contact());
  g_autofree char *json = cardcat_format_entry(entry, CARDCAT_FORMAT_JSON);
  g_assert_true(g_str_has_prefix(json, "{\"schema\":\"cardcat.contact/2\",\"id\":12,"));
  assert_has(
      json,
      "\"met\":{\"event\":\"Expo\",\"met_on\":\"2026-06-16\",\"introduced_by\":\"Carl Dorn\"");
  assert_has(json, "\"tags\":[\"a,b\",\"c\"],\"send_follow_up\":true,");
  assert_has(json, "\"family\":\"Beck\"");
  g_assert_cmpint(json[strlen(json) - 1], ==, '\n');
  g_assert_true(strchr(json, '\n') == json + strlen(json) - 1);
  entry_done(entry);
}

/* A person who was met twice, in every format. */
static void test_met_twice(void) {
  CardcatEntry *entry = entry_of(full_contact());
  CardcatMeeting *first = cardcat_meeting_new();
  first->id = 7;
  first->event = g_strdup("Fair, 2024");
  first->note = g_strdup("=likes tea");
  g_ptr_array_add(first->tags, g_strdup("c"));
  g_ptr_array_add(first->tags, g_strdup("tea"));
  g_ptr_array_add(entry->meetings, first);
  g_autofree char *text = cardcat_format_entry(entry, CARDCAT_FORMAT_TEXT);
  g_autofree char *vcard = cardcat_format_entry(entry, CARDCAT_FORMAT_VCARD);
  g_autofree char *csv = cardcat_format_entry(entry, CARDCAT_FORMAT_CSV);
  g_autofree char *json = cardcat_format_entry(entry, CARDCAT_FORMAT_JSON);
  assert_has(text, "Met at Expo on 2026-06-16, introduced by Carl Dorn\n");
  assert_has(text, "Met at Fair, 2024\n");
  assert_has(text, "=likes tea\n");
  g_autoptr(GString) unfolded = g_string_new(vcard);
  g_string_replace(unfolded, "\r\n ", "", 0);
  assert_has(unfolded->str,
             "NOTE:Met at Expo on 2026-06-16\\, introduced by Carl Dorn\\n"
             "Met at Fair\\, 2024\\n=likes tea\r\n");
  assert_has(vcard, "CATEGORIES:a\\,b,c,tea\r\n");
  assert_has(csv, ",\"a,b; c; tea\",,yes,\"Met at Fair, 2024: =likes tea\",,,,,,6f8f57a2-");
  assert_has(json, "\"meetings\":[{\"event\":\"Expo\"");
  assert_has(json, "\"send_follow_up\":true,\"id\":7}]");
  /* A promise is a line of its own, also where it is shown. */
  g_free(first->note);
  first->note = g_strdup("likes tea\ntodo: send it");
  g_autofree char *lines = cardcat_format_entry(entry, CARDCAT_FORMAT_TEXT);
  assert_has(lines, "  Note           likes tea\n                 todo: send it\n");
  entry_done(entry);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/output/parse", test_parse);
  g_test_add_func("/output/vcard", test_vcard);
  g_test_add_func("/output/vcard4", test_vcard4);
  g_test_add_func("/output/vcard/pronouns", test_vcard_pronouns);
  g_test_add_func("/output/vcard/fold", test_vcard_folds_between_characters);
  g_test_add_func("/output/vcard/without-person", test_vcard_without_person);
  g_test_add_func("/output/no-injection", test_no_injection);
  g_test_add_func("/output/csv/formulas", test_csv_guards_formulas);
  g_test_add_func("/output/csv/columns", test_csv_columns);
  g_test_add_func("/output/text/doubt", test_text_marks_doubt);
  g_test_add_func("/output/text/entry", test_text_entry);
  g_test_add_func("/output/json/entry", test_json_entry);
  g_test_add_func("/output/followed-up", test_followed_up);
  g_test_add_func("/output/met-twice", test_met_twice);
  return g_test_run();
}
