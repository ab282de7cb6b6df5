/* Values of files: what is none goes to the note, numbers and countries get their one form, and
 * what is known stays as it is. */
#include "input_fixture.h"

/* The first item of TEXT. */
typedef struct {
  CardcatInput *input;
  CardcatItem *item;
  const CardcatEntry *entry;
} Read;

static void read_clear(Read *read) {
  cardcat_item_free(read->item);
  cardcat_input_free(read->input);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Read, read_clear)

static Read read_file(const char *text) {
  Read read = {.input = input_of(text, NULL)};
  read.item = cardcat_input_next(read.input, NULL);
  g_assert_nonnull(read.item);
  read.entry = cardcat_item_entry(read.item);
  return read;
}

#define BAD_NOTE "tall\na@b.example Bcc: x@y.example\nask Ben ext. 7\njavascript:alert(1)"

/* Whatever the file, nothing is lost, and read again nothing is new. */
static void test_bad_values(void) {
  static const char *const files[] = {
      V3("FN:Ada\r\nNOTE:tall\r\nEMAIL:a@b.example Bcc: x@y.example\r\nEMAIL:a@b.example\r\n"
         "TEL:ask Ben ext. 7\r\nTEL:+49 30 901820\r\nURL:javascript:alert(1)\r\n"),
      "name,note,email,work_phone,url\nAda,tall,a@b.example Bcc: x@y.example; a@b.example,"
      "ask Ben ext. 7; +49 30 901820,javascript:alert(1)\n",
      "First Name,Notes,E-mail 1 - Value,Phone 1 - Value,Website 1 - Value\nAda,tall,"
      "a@b.example Bcc: x@y.example ::: a@b.example,ask Ben ext. 7 ::: +49 30 901820,"
      "javascript:alert(1)\n"};
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    g_auto(Read) read = read_file(files[i]);
    const CardcatContact *c = read.entry->contact;
    g_assert_cmpstr(read.entry->meeting->note, ==, BAD_NOTE);
    g_assert_cmpuint(c->emails->len, ==, 1);
    g_assert_cmpuint(c->phones->len, ==, 1);
    g_assert_cmpuint(c->urls->len, ==, 0);
    g_autoptr(CardcatEntry) same = cardcat_item_against(read.item, read.entry);
    g_assert_true(cardcat_entry_is_same(same, read.entry));
  }
  /* A file without notes says nothing against those that are known. */
  g_auto(Read) bare = read_file("name,email\nAda,none\n");
  g_autoptr(CardcatEntry) same = cardcat_item_against(bare.item, bare.entry);
  g_assert_true(cardcat_entry_is_same(same, bare.entry));
}

/* Whoever writes an address with a name means the address; the name is that of whom nobody named.
 */
static void test_mailboxes(void) {
  static const struct {
    const char *file, *name, *emails, *note;
  } cases[] = {
      {V3("ORG:Beck Ltd\r\nEMAIL:Ada Beck <a@b.example>\r\n"), "Ada Beck", "a@b.example", NULL},
      {V3("ORG:Beck Ltd\r\nEMAIL:Beck Ltd <a@b.example>\r\n"), NULL, "a@b.example", NULL},
      {V3("N:Beck;Ada;;;\r\nEMAIL:mailto:Beck\\, Ada <a@b.example>\r\n"), "Ada Beck", "a@b.example",
       NULL},
      {V3("FN:Ada\r\nEMAIL:Ben at Ada's <a@b.example>\r\n"), "Ada", "a@b.example",
       "Ben at Ada's <a@b.example>"},
      {"name,email\n,a@b.example (Ada Beck)\n", "Ada Beck", "a@b.example", NULL},
      {"name,email\n,\"\"\"Beck; Ada\"\" <a@b.example>; <mailto:c@d.example>, e@f.example\"\n",
       "Beck; Ada", "a@b.example|c@d.example|e@f.example", NULL},
      {"name,email\nAda,'a@b.example' <a@b.example>\n", "Ada", "a@b.example", NULL},
      {"name,email\nAda,a@b.example;c@d.example\n", "Ada", "a@b.example|c@d.example", NULL},
      {"name,email\nAda,Ada <nothing>\n", "Ada", "", "Ada <nothing>"}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Read) read = read_file(cases[i].file);
    const CardcatContact *c = read.entry->contact;
    g_autoptr(GPtrArray) emails = g_ptr_array_new();
    g_ptr_array_extend(emails, c->emails, NULL, NULL);
    g_ptr_array_add(emails, NULL);
    g_autofree char *is = g_strjoinv("|", (char **)emails->pdata);
    g_assert_cmpstr(is, ==, cases[i].emails);
    g_assert_cmpstr(c->name.full, ==, cases[i].name);
    g_assert_cmpstr(read.entry->meeting->note, ==, cases[i].note);
    g_autoptr(CardcatEntry) same = cardcat_item_against(read.item, read.entry);
    g_assert_true(cardcat_entry_is_same(same, read.entry));
  }
}

/* Brackets around a whole title are none of it; who typed them has them still. */
static void test_bracketed_titles(void) {
  g_auto(Read) read =
      read_file(V3("FN:Ada\r\nTITLE:(Director)\r\nTITLE:Head (Projects)\r\nROLE:(A) and (B)\r\n"));
  const GPtrArray *titles = read.entry->contact->titles;
  g_assert_cmpstr(titles->pdata[0], ==, "Director");
  g_assert_cmpstr(titles->pdata[1], ==, "Head (Projects)");
  g_assert_cmpstr(titles->pdata[2], ==, "(A) and (B)");
  g_autoptr(CardcatEntry) typed = cc_entry_copy(read.entry);
  g_free(typed->contact->titles->pdata[0]);
  typed->contact->titles->pdata[0] = g_strdup("(Director)");
  g_autoptr(CardcatEntry) same = cardcat_item_against(read.item, typed);
  g_assert_true(cardcat_entry_is_same(same, typed));
}

/* "prefix|given|middle|family|suffix", owned. */
static char *parts_of(const CardcatName *name) {
  const char *parts[] = {name->prefix, name->given, name->middle, name->family, name->suffix, NULL};
  for (guint i = 0; i + 1 < G_N_ELEMENTS(parts); i++)
    if (!parts[i]) parts[i] = "";
  return g_strjoinv("|", (char **)parts);
}

/* A name that comes in one piece is parted, and none is where the same one is known. */
static void test_whole_names(void) {
  static const char *const cases[][3] = {
      {V3("FN:Dr. Ada M. Beck\r\n"), "Dr.|Ada|M.|Beck|", "Dr. Ada M. Beck"},
      {V3("N:;;;;\r\nFN:ADA BECK\r\n"), "|Ada||Beck|", "ADA BECK"},
      {V3("N:Ada Beck;;;;\r\nFN:Ada Beck\r\n"), "|Ada||Beck|", "Ada Beck"},
      {V3("N:de la Cruz;;;;\r\nFN:de la Cruz\r\n"), "|||de la Cruz|", "de la Cruz"},
      {V3("N:Beck;Ada Mia;;;\r\nFN:Ada Mia Beck\r\n"), "|Ada Mia||Beck|", "Ada Mia Beck"},
      {V3("EMAIL:\"Beck\\, Ada\" <a@b.example>\r\n"), "|Ada||Beck|", "Beck, Ada"},
      {"name\nJuan de la Cruz\n", "|Juan||de la Cruz|", "Juan de la Cruz"}};
  g_autoptr(CardcatNames) names = cardcat_names_new();
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatInput) input = input_of(cases[i][0], NULL);
    cardcat_input_part_names(input, names);
    g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
    g_autoptr(CardcatEntry) known = cc_entry_copy(cardcat_item_entry(item));
    CardcatName *name = &known->contact->name;
    g_autofree char *is = parts_of(name);
    g_assert_cmpstr(is, ==, cases[i][1]);
    g_assert_cmpstr(name->full, ==, cases[i][2]);
    g_autoptr(CardcatEntry) same = cardcat_item_against(item, known);
    g_assert_true(cardcat_entry_is_same(same, known));
    if (i == 4) continue; /* it said which part is which */
    g_clear_pointer(&name->given, g_free);
    g_clear_pointer(&name->prefix, g_free);
    g_autoptr(CardcatEntry) edited = cardcat_item_against(item, known);
    g_assert_true(cardcat_entry_is_same(edited, known));
  }
}

/* What somebody typed by hand comes back as it went. */
static void test_typed_values(void) {
  static const CardcatFormat formats[] = {CARDCAT_FORMAT_VCARD, CARDCAT_FORMAT_VCARD4,
                                          CARDCAT_FORMAT_CSV, CARDCAT_FORMAT_GOOGLE,
                                          CARDCAT_FORMAT_OUTLOOK};
  g_autoptr(CardcatEntry) typed = whole_entry();
  g_ptr_array_add(typed->contact->emails, g_strdup("ada at beck"));
  g_ptr_array_add(typed->contact->phones,
                  cardcat_phone_new(CARDCAT_PHONE_MOBILE, "ask Ben", NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_autofree char *header = cardcat_format_header(formats[i]);
    g_autofree char *record = cardcat_format_entry(typed, formats[i]);
    g_autofree char *file = g_strconcat(header, record, NULL);
    g_auto(Read) read = read_file(file);
    g_autoptr(CardcatEntry) same = cardcat_item_against(read.item, typed);
    g_assert_true(cardcat_entry_is_same(same, typed));
  }
}

static void test_numbers(void) {
  static const struct {
    const char *card, *e164;
  } cases[] = {
      {V3("FN:Ada\r\nTEL:+49 (0)30 901820\r\n"), "+4930901820"},
      {V3("FN:Ada\r\nTEL:030 901820\r\n"), NULL},
      {V3("FN:Ada\r\nTEL:030 901820\r\nADR:;;Am Markt 1;Berlin;;;Germany\r\n"), "+4930901820"},
      {V3("FN:Ada\r\nTEL:030 901820\r\nADR:;;Am Markt 1;Berlin;;;Neverland\r\n"), NULL},
      {V3("FN:Ada\r\nTEL:030 901820\r\nTEL:+49 89 2330\r\n"), "+4930901820"},
      {V3("FN:Ada\r\nTEL:+49 30 1\r\n"), NULL},
      {"name,work_phone,country\nAda,030 901820,Deutschland\n", "+4930901820"}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Read) read = read_file(cases[i].card);
    const CardcatPhone *phone = read.entry->contact->phones->pdata[0];
    g_assert_cmpstr(phone->e164, ==, cases[i].e164);
    /* As it was known before numbers were completed it is no news. */
    g_autoptr(CardcatEntry) older = cc_entry_copy(read.entry);
    for (guint k = 0; k < older->contact->phones->len; k++)
      g_clear_pointer(&((CardcatPhone *)older->contact->phones->pdata[k])->e164, g_free);
    g_autoptr(CardcatEntry) same = cardcat_item_against(read.item, older);
    g_assert_true(cardcat_entry_is_same(same, older));
  }
}

/* A number that another program added is completed; those that were there stay. */
static void test_added_number(void) {
  g_autoptr(CardcatEntry) whole = whole_entry();
  g_autoptr(CardcatEntry) more =
      changed(whole, CARDCAT_FORMAT_VCARD, "\r\nORG:", "\r\nTEL;TYPE=CELL:+49 30 901820\r\nORG:");
  g_assert_cmpuint(more->contact->phones->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    const CardcatPhone *phone = more->contact->phones->pdata[i];
    g_assert_cmpstr(phone->e164, ==,
                    phone->type == CARDCAT_PHONE_MOBILE ? "+4930901820"
                    : phone->extension                  ? "+49301"
                                                        : "+49302");
  }
}

/* A country is a code in the book, and the word that it was said by goes out again. */
static void test_country(void) {
  static const char *const cases[][3] = {{"Germany", "DE", "Germany"},
                                         {"Deutschland", "DE", "Deutschland"},
                                         {"de", "DE", "Berlin"},
                                         {"Neverland", NULL, "Neverland"}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *card =
        g_strdup_printf(V3("FN:Ada\r\nADR:;;Am Markt 1;Berlin;;10115;%s\r\n"), cases[i][0]);
    g_auto(Read) read = read_file(card);
    const CardcatAddress *address = read.entry->contact->addresses->pdata[0];
    g_assert_cmpstr(address->country, ==, cases[i][1]);
    g_autoptr(CardcatEntry) same = cardcat_item_against(read.item, read.entry);
    g_assert_true(cardcat_entry_is_same(same, read.entry));
    for (CardcatFormat format = CARDCAT_FORMAT_TEXT; format <= CARDCAT_FORMAT_OUTLOOK; format++) {
      g_autofree char *out = cardcat_format_entry(read.entry, format);
      g_assert_nonnull(strstr(out, cases[i][2]));
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/input/bad-values", test_bad_values);
  g_test_add_func("/input/mailboxes", test_mailboxes);
  g_test_add_func("/input/bracketed-titles", test_bracketed_titles);
  g_test_add_func("/input/whole-names", test_whole_names);
  g_test_add_func("/input/typed-values", test_typed_values);
  g_test_add_func("/input/numbers", test_numbers);
  g_test_add_func("/input/added-number", test_added_number);
  g_test_add_func("/input/country", test_country);
  return g_test_run();
}
