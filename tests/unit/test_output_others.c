/* CSV as others import it, and that nothing is lost on the way out. */
#include "output_fixture.h"

/* The cell of COLUMN in the one row after the header, owned; cells hold no line ends. */
static char *cell_of(const char *header, const char *row, const char *column) {
  g_auto(GStrv) columns = g_strsplit(header, ",", -1);
  guint place = 0;
  while (columns[place] && !g_str_equal(g_strchomp(columns[place]), column))
    place++;
  g_assert_nonnull(columns[place]);
  gboolean quoted = FALSE;
  GString *cell = g_string_new(NULL);
  for (const char *p = row; *p && *p != '\r'; p++) {
    if (*p == '"') quoted = !quoted;
    if (*p == ',' && !quoted)
      place--;
    else if (place == 0 && *p != '"')
      g_string_append_c(cell, *p);
    if (place == G_MAXUINT) break;
  }
  return g_string_free(cell, FALSE);
}

static void assert_cells(CardcatEntry *entry, CardcatFormat format, const char *const (*cells)[2],
                         guint count) {
  g_autofree char *header = cardcat_format_header(format);
  g_autofree char *row = cardcat_format_entry(entry, format);
  g_assert_cmpuint(count_cells(row), ==, count_cells(header));
  for (guint i = 0; i < count; i++) {
    g_autofree char *cell = cell_of(header, row, cells[i][0]);
    g_test_message("%s", cells[i][0]);
    g_assert_cmpstr(cell, ==, cells[i][1]);
  }
}

/* More of everything than there are columns. */
static CardcatEntry *rich_entry(void) {
  CardcatContact *c = full_contact();
  for (guint i = 1; i <= 6; i++) {
    g_ptr_array_add(c->emails, g_strdup_printf("ada%u@beck.example", i));
    g_autofree char *number = g_strdup_printf("+493000000%u", i);
    g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, number, number, NULL));
    CardcatAddress *address = cardcat_address_new();
    address->full = g_strdup_printf("Weg %u", i);
    g_ptr_array_add(c->addresses, address);
  }
  g_ptr_array_add(c->titles, g_strdup("Partner"));
  return entry_of(c);
}

static void test_google(void) {
  static const char *const cells[][2] = {
      {"First Name", "Ada"},
      {"Last Name", "Beck"},
      {"Organization Title", "Head of Research"},
      {"Labels", "* myContacts ::: a,b ::: c"},
      {"Event 1 - Label", "Met at Expo"},
      {"Event 1 - Value", "2026-06-16"},
      {"Relation 1 - Label", "Introduced by"},
      {"Relation 1 - Value", "Carl Dorn"},
      {"E-mail 1 - Label", "* Work"},
      {"E-mail 1 - Value", "ada@beck.example"},
      {"E-mail 2 - Value", "ada1@beck.example"},
      {"E-mail 5 - Value", "ada4@beck.example ::: ada5@beck.example ::: ada6@beck.example"},
      {"Phone 1 - Label", "Mobile"},
      {"Phone 2 - Value", "+4930123456 ext. 7"},
      {"Address 1 - Street", "Am Markt 1"},
      {"Address 1 - City", "Berlin"},
      {"Address 1 - Postal Code", "10115"},
      {"Address 1 - Country", "DE"},
      {"Address 2 - Street", "Weg 1"},
      {"Website 1 - Value", "https://www.beck.example"},
      {"Custom Field 1 - Label", "Title"},
      {"Custom Field 1 - Value", "Partner"},
  };
  CardcatEntry *entry = rich_entry();
  assert_cells(entry, CARDCAT_FORMAT_GOOGLE, cells, G_N_ELEMENTS(cells));
  g_autofree char *row = cardcat_format_entry(entry, CARDCAT_FORMAT_GOOGLE);
  assert_has(row, "Address: Weg 6");
  entry_done(entry);
}

static void test_outlook(void) {
  static const char *const cells[][2] = {
      {"Title", "Dr."},
      {"First Name", "Ada"},
      {"Job Title", "Head of Research"},
      {"Business Street", "Am Markt 1"},
      {"Business Country/Region", "DE"},
      {"Other Street", "Weg 1"},
      {"Home Street", "Weg 2"},
      {"Business Phone", "+4930123456 ext. 7"},
      {"Business Phone 2", "+4930000001"},
      {"Mobile Phone", "+49 151 234"},
      {"Categories", "a,b;c"},
      {"E-mail Address", "ada@beck.example"},
      {"E-mail Type", "SMTP"},
      {"E-mail 3 Address", "ada2@beck.example"},
      {"Referred By", "Carl Dorn"},
      {"Web Page", "https://www.beck.example"},
  };
  CardcatEntry *entry = rich_entry();
  assert_cells(entry, CARDCAT_FORMAT_OUTLOOK, cells, G_N_ELEMENTS(cells));
  g_autofree char *row = cardcat_format_entry(entry, CARDCAT_FORMAT_OUTLOOK);
  assert_has(row, "E-mail: ada6@beck.example");
  assert_has(row, "Phone, work: +4930000006");
  assert_has(row, "Address: Weg 6");
  assert_has(row, "Title: Partner");
  entry_done(entry);
}

static void test_links(void) {
  static const char *const cases[][2] = {
      {"www.beck.example/a,b;c", "https://www.beck.example/a,b;c"},
      {"http://beck.example", "http://beck.example"},
      {"beck.example:8080/x", "https://beck.example:8080/x"},
      {"beck.example/a b", "https://beck.example/a%20b"},
      {"x\r\nTEL:1", "https://x%20TEL:1"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *link = cc_url_link(cases[i][0]);
    g_assert_cmpstr(link, ==, cases[i][1]);
  }
}

/* A note is as long as it was typed. */
static void test_long_note(void) {
  CardcatEntry *entry = entry_of(full_contact());
  g_autofree char *words = g_strnfill(15000, 'x');
  entry->meeting->note = g_strconcat(words, "END", NULL);
  for (int format = CARDCAT_FORMAT_TEXT; format <= CARDCAT_FORMAT_EXCEL; format++) {
    g_autofree char *text = cardcat_format_entry(entry, (CardcatFormat)format);
    g_autoptr(GString) unfolded = g_string_new(text);
    g_string_replace(unfolded, "\r\n ", "", 0);
    assert_has(unfolded->str, "xEND");
  }
  entry_done(entry);
}

/* An extension that is printed with its number is said once. */
static void test_extension(void) {
  static const struct {
    const char *value, *e164, *extension, *printed, *dial;
  } all[] = {
      {"030 1 ext. 7", "+49301", "7", "030 1 ext. 7", "+49301 ext. 7"},
      {"503 555 x 44", NULL, "44", "503 555 x 44", "503 555 x 44"},
      {"503 555 #44", NULL, "44", "503 555 #44", "503 555 #44"},
      {"503 544", NULL, "44", "503 544 ext. 44", "503 544 ext. 44"},
      {NULL, "+49301", "7", "+49301 ext. 7", "+49301 ext. 7"},
      {"503 555", NULL, NULL, "503 555", "503 555"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    g_autoptr(CardcatPhone) phone =
        cardcat_phone_new(CARDCAT_PHONE_WORK, all[i].value, all[i].e164, all[i].extension);
    g_autofree char *printed = cc_phone_printed(phone), *dial = cc_phone_dial(phone);
    g_assert_cmpstr(printed, ==, all[i].printed);
    g_assert_cmpstr(dial, ==, all[i].dial);
  }
}

/* What is known of it, its group too, and nothing of what is not. */
static void test_event(void) {
  CardcatEvent event = {.name = "Expo",
                        .place = "Odense",
                        .starts = "2026-05-01",
                        .ends = "2026-05-03",
                        .group = "Glass\nguild",
                        .people = 12};
  CardcatEvent least = {.name = "Fair", .people = 1};
  g_autofree char *text = cardcat_format_event(&event, CARDCAT_FORMAT_TEXT);
  g_autofree char *json = cardcat_format_event(&event, CARDCAT_FORMAT_JSON);
  g_autofree char *short_text = cardcat_format_event(&least, CARDCAT_FORMAT_TEXT);
  g_assert_cmpstr(text, ==, "Expo, Odense, 2026-05-01 to 2026-05-03, of Glass guild, 12 people\n");
  assert_has(json, "\"group\":\"Glass\\nguild\"");
  g_assert_cmpstr(short_text, ==, "Fair, 1 person\n");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/output/google", test_google);
  g_test_add_func("/output/outlook", test_outlook);
  g_test_add_func("/output/links", test_links);
  g_test_add_func("/output/long-note", test_long_note);
  g_test_add_func("/output/extension", test_extension);
  g_test_add_func("/output/event", test_event);
  return g_test_run();
}
