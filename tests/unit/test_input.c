/* Contacts from files of other programs and of our own, and files that are none. */
#include <string.h>

#include "input_fixture.h"

/* The next entry of INPUT as "field=value|..." of what is there, owned; a bad one: "!WHY". */
static char *told(CardcatInput *input) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatItem) item = cardcat_input_next(input, &error);
  if (error) return g_strconcat("!", error->message, NULL);
  if (!item) return g_strdup("end");
  const CardcatEntry *entry = cardcat_item_entry(item);
  const CardcatContact *c = entry->contact;
  g_autoptr(GString) out = g_string_new(NULL);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    for (guint i = 0; i < cardcat_contact_count(c, field); i++)
      g_string_append_printf(out, "%s=%s|", cardcat_field_info(field)->name,
                             cardcat_contact_value(c, field, i));
  for (guint i = 0; i < c->phones->len; i++) {
    const CardcatPhone *phone = c->phones->pdata[i];
    g_string_append_printf(out, "%s%s%s|", cardcat_phone_type_name(phone->type),
                           phone->extension ? "+" : "", phone->extension ? phone->extension : "");
  }
  if (entry->meeting->event) g_string_append_printf(out, "event=%s|", entry->meeting->event);
  if (entry->meeting->note) g_string_append_printf(out, "met=%s|", entry->meeting->note);
  for (guint i = 0; i < entry->meeting->tags->len; i++)
    g_string_append_printf(out, "tag=%s|", (char *)entry->meeting->tags->pdata[i]);
  return g_strdup(out->str);
}

static void assert_told(const char *text, const char *expected) {
  g_autoptr(CardcatInput) input = input_of(text, NULL);
  g_autofree char *is = told(input);
  g_assert_cmpstr(is, ==, expected);
}

/* ---- vCard ---------------------------------------------------------------------------------- */

static void test_vcard_3(void) {
  assert_told(
      V3("N:Beck;Ada;;Dr.;\r\nFN:Dr. Ada Beck\r\nORG:Beck\\; Sons\\, Ltd;R\\\\D\r\n"
         "item1.EMAIL;type=INTERNET:a@beck.example\r\nEMAIL;TYPE=INTERNET,PREF:b@beck.e"
         "\r\n xample\r\nTEL;TYPE=\"WORK,VOICE\":+49 30 1 ext. 7\r\nTEL;TYPE=CELL:0170\r\n"
         "ADR;TYPE=WORK:;;Am Markt 1;Berlin;;10115;DE\r\nCATEGORIES:fair\\,big,b\r\n"
         "NOTE:one\\ntwo\r\nX-SKYPE:ada\r\n"),
      "name=Dr. Ada Beck|organization=Beck; Sons, Ltd|department=R\\D|"
      "email=b@beck.example|email=a@beck.example|phone=+49 30 1|phone=0170|"
      "address=Am Markt 1, 10115, Berlin, DE|work+7|mobile|met=one\ntwo\nSkype: ada|tag=fair,big|"
      "tag=b|");
  assert_told(V3("FN:Beck Ltd\r\nN:;;;;\r\nORG:Beck Ltd\r\n"), "organization=Beck Ltd|");
  /* As Apple's and telephones write it: units that are none, lines in a street, no year. */
  assert_told(V3("FN:Ada\r\nORG:Beck;Optics;;Lab;\r\nADR:;;1 Main St\\nSuite 5\\n;Kiel;;;\r\n"
                 "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-06\r\n"),
              "name=Ada|organization=Beck|department=Optics, Lab|"
              "address=1 Main St, Suite 5, Kiel|met=Birthday: --05-06|");
}

static void test_vcard_2_1(void) {
  assert_told(
      "BEGIN:VCARD\nVERSION:2.1\n"
      "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen\n"
      "TEL;CELL;VOICE:0171 1\nTEL;WORK;FAX:030 2\nEMAIL;INTERNET:j@m.example\n"
      "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\ntwo\n"
      "AGENT:\nBEGIN:VCARD\nN:Nobody;No\nEND:VCARD\n"
      "ORG;CHARSET=ISO-8859-1:Caf\xE9\nPHOTO;ENCODING=BASE64;JPEG:\n /9j/4AAQ\n\nEND:VCARD\n",
      "name=J\303\274rgen M\303\274ller|organization=Caf\303\251|email=j@m.example|"
      "phone=0171 1|phone=030 2|mobile|fax|met=one\ntwo|");
}

static void test_vcard_4(void) {
  assert_told(
      "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Beck\nPRONOUNS:she/her\n"
      "TEL;VALUE=uri;PREF=1;TYPE=\"voice,home\":tel:+49-30-1;ext=7\n"
      "ADR;LABEL=\"A St^n1, ^'Town^'\":;;A St 1;Town;;;\nUID:urn:uuid:x\nEND:VCARD\n",
      "name=Ada Beck|pronouns=she/her|phone=+49-30-1|address=A St, 1, \"Town\"|home+7|");
  static const char *const labels[] = {"A St 1\\n10115 Town", "A St 1,^n10115 Town\\N",
                                       "A St 1\\, 10115 Town"};
  for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
    g_autofree char *card = g_strdup_printf(
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nADR;LABEL=\"%s\":;;A St 1;Town;;10115;\nEND:VCARD\n",
        labels[i]);
    assert_told(card, "name=Ada|address=A St 1, 10115 Town|");
  }
  assert_told(
      "BEGIN:VCARD\nVERSION:4.0\nFN:Ada B.\nFN;PREF=1:Ada Beck\nFN:Ada Beck\n"
      "FN:A. Beck\nEND:VCARD\n",
      "name=Ada Beck|met=Also called Ada B.\nAlso called A. Beck|");
}

/* What is of no person is none; a group is no contact at all. */
static void test_kinds(void) {
  assert_told(V3("KIND:org\r\nFN:Beck Ltd\r\nN:Beck Ltd;;;;\r\n"), "organization=Beck Ltd|");
  assert_told(V3("X-ABShowAs:COMPANY\r\nFN:Beck Berlin\r\nORG:Beck Ltd\r\n"),
              "organization=Beck Ltd|met=Also called Beck Berlin|");
  assert_told(V3("KIND:individual\r\nFN:Ada Beck\r\n"), "name=Ada Beck|");
  static const char *const groups[] = {
      V3("X-ADDRESSBOOKSERVER-KIND:group\r\nFN:Glass\r\nN:Glass\r\n"
         "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:6F8F57A2-3A52-4D8F-8D4E-0C3B0F6F2A11\r\n"),
      "BEGIN:VCARD\nVERSION:4.0\nKIND:Group\nFN:Glass\nMEMBER:mailto:a@b.example\n"
      "MEMBER:urn:uuid:6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11\nEND:VCARD\n"};
  for (guint i = 0; i < G_N_ELEMENTS(groups); i++) {
    g_autoptr(CardcatInput) input = input_of(groups[i], NULL);
    g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
    g_assert_null(cardcat_item_entry(item));
    g_autoptr(CardcatInputGroup) group = cardcat_item_take_group(item);
    g_assert_cmpstr(group->name, ==, "Glass");
    g_assert_cmpuint(group->members->len, ==, i + 1);
    g_assert_cmpstr(group->members->pdata[i], ==, "6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11");
  }
  assert_told(V3("KIND:group\r\n"), "!line 1: it is a group without a name");
}

/* What is no card is told of, and what stands behind it is read. */
static void test_vcard_bad(void) {
  g_autoptr(CardcatInput) input =
      input_of(V3("FN:\r\nX:y\r\n") "\nrubbish\n" V3("FN:Ada\r\n") "BEGIN:VCARD\r\nFN:x\r\n", NULL);
  static const char *const expected[] = {"!line 1: it says nothing of a person or firm",
                                         "name=Ada|", "!line 12: the card has no END:VCARD", "end"};
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
    g_autofree char *is = told(input);
    g_assert_cmpstr(is, ==, expected[i]);
  }
  g_autoptr(GString) much = g_string_new("BEGIN:VCARD\n");
  for (int i = 0; i < 3000; i++)
    g_string_append(much, "NOTE:x\n");
  g_string_append(much, "END:VCARD\n");
  assert_told(much->str, "!line 1: the card is too long");
  assert_told(V3("FN:A\x1b[31mda\r\nNOTE:\xE2\x80\xAEx\xff\r\n"), "name=A[31mda|met=x|");
  /* No UTF-8: what old programs write, in which no letter may be lost. */
  assert_told(V3("FN:J\xF6rg \x80\r\nNOTE:\xC3\xB6 \xF6\r\n"),
              "name=J\xC3\xB6rg \xE2\x82\xAC|met=\xC3\xB6|");
  assert_told("name,organization\nJ\xF6rg,\xC3\x84rzte\n",
              "name=J\xC3\xB6rg|organization=\xC3\x84rzte|");
}

/* What FILE says in CHARSET, behind a byte order mark and with END behind it; owned. */
static char *told_of_utf16(const char *file, const char *charset, const char *end) {
  g_autoptr(GError) error = NULL;
  g_autofree char *marked = g_strconcat("\xEF\xBB\xBF", file, NULL);
  gsize length = 0;
  g_autofree char *wide = g_convert(marked, -1, charset, "UTF-8", NULL, &length, &error);
  g_assert_no_error(error);
  g_autoptr(GByteArray) all = g_byte_array_new();
  g_byte_array_append(all, (const guint8 *)wide, (guint)length);
  g_byte_array_append(all, (const guint8 *)end, (guint)strlen(end));
  g_autoptr(GBytes) bytes = g_bytes_new(all->data, all->len);
  g_autoptr(CardcatInput) input = cardcat_input_new(bytes, NULL, &error);
  g_assert_no_error(error);
  char *is = told(input);
  g_assert_false(cardcat_input_is_guessed(input));
  return is;
}

static void test_utf16(void) {
  static const char *const charsets[] = {"UTF-16LE", "UTF-16BE"};
  for (guint i = 0; i < G_N_ELEMENTS(charsets); i++) {
    g_autofree char *csv =
        told_of_utf16("name\torganization\r\nZo\xC3\xAB \xF0\x9F\x98\x80\tB\r\n", charsets[i], "");
    g_assert_cmpstr(csv, ==, "name=Zo\xC3\xAB \xF0\x9F\x98\x80|organization=B|");
    /* One byte that is left over is no letter, and costs none. */
    g_autofree char *card = told_of_utf16(V3("FN:Zo\xC3\xAB\r\n"), charsets[i], "x");
    g_assert_cmpstr(card, ==, "name=Zo\xC3\xAB|");
  }
  static const char broken[] =
      "\xFF\xFEn\0a\0m\0e\0\n\0A\0\x00\xD8"
      "B\0";
  g_autoptr(GBytes) bytes = g_bytes_new_static(broken, sizeof broken - 1);
  g_autoptr(CardcatInput) input = cardcat_input_new(bytes, NULL, NULL);
  g_autofree char *is = told(input);
  g_assert_cmpstr(is, ==, "name=AB|");
}

/* That a file was taken for Windows-1252 is known; what says its charset, or is damaged, is none.
 */
static void test_guessed(void) {
  static const struct {
    const char *file;
    gboolean guessed;
  } cases[] = {{V3("FN:J\xF6rg\r\n"), TRUE},
               {"name\nJ\xF6rg\n", TRUE},
               {V3("FN:J\xC3\xB6rg\r\n"), FALSE},
               {V3("FN:J\xC3\xB6rg \xF6\r\n"), FALSE},
               {V3("FN;CHARSET=ISO-8859-1:J\xF6rg\r\n"), FALSE},
               {"name\nJ\xC3\xB6rg\n", FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatInput) input = input_of(cases[i].file, NULL);
    g_autofree char *is = told(input);
    g_assert_true(g_str_has_prefix(is, "name=J\xC3\xB6rg"));
    g_assert_true(cardcat_input_is_guessed(input) == cases[i].guessed);
  }
}

/* ---- a card of ours that somebody changed --------------------------------------------------- */

static void test_own_card(void) {
  static const CardcatFormat formats[] = {CARDCAT_FORMAT_VCARD, CARDCAT_FORMAT_VCARD4,
                                          CARDCAT_FORMAT_JSON};
  g_autoptr(CardcatEntry) whole = whole_entry();
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_autoptr(CardcatEntry) same = changed(whole, formats[i], NULL, NULL);
    g_assert_true(cardcat_entry_is_same(same, whole));
    g_assert_cmpstr(same->uid, ==, whole->uid);
    g_assert_cmpstr(same->meeting->taken_on, ==, "2026-06-16");
    g_assert_cmpuint(same->chapters->len, ==, 1);
  }
}

static void test_own_card_changed(void) {
  g_autoptr(CardcatEntry) whole = whole_entry();
  g_autoptr(CardcatEntry) firm =
      changed(whole, CARDCAT_FORMAT_VCARD, "\r\nORG:Beck Ltd", "\r\nORG:Other");
  g_assert_cmpstr(firm->contact->organization, ==, "Other");
  g_assert_cmpuint(firm->meetings->len, ==, 2);
  g_assert_cmpstr(((CardcatPhone *)firm->contact->phones->pdata[0])->value, ==, "030 / 1");
  /* One number goes, the other stays as it was printed. */
  g_autoptr(CardcatEntry) phone = changed(whole, CARDCAT_FORMAT_VCARD4, "+49301 ext. 7", "555");
  const CardcatPhone *first = phone->contact->phones->pdata[0];
  const CardcatPhone *second = phone->contact->phones->pdata[1];
  g_assert_cmpstr(first->value, ==, "555");
  g_assert_null(first->e164);
  g_assert_cmpstr(second->value, ==, "030 / 2");
  g_assert_cmpstr(second->e164, ==, "+49302");
  g_autoptr(CardcatEntry) note = changed(whole, CARDCAT_FORMAT_VCARD, "tall\\nkind", "kind\\nnew");
  g_assert_cmpstr(note->meeting->note, ==, "kind\nnew");
  g_assert_cmpstr(note->contact->notes->pdata[0], ==, "Since 1980");
}

/* What has no field is in the note, once, and stays another program's property. */
static void test_extras(void) {
  static const char card[] =
      V3("FN:Ada Beck\r\nNICKNAME:Addie\r\nBDAY:1980-05-06\r\nNOTE:tall\\nBirthday: 1980-05-06\r\n"
         "PHOTO;ENCODING=b:AAAA\r\nUID:6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11\r\n");
  g_autoptr(CardcatInput) input = input_of(card, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  const CardcatEntry *entry = cardcat_item_entry(item);
  g_assert_cmpstr(entry->meeting->note, ==, "tall\nBirthday: 1980-05-06\nNickname: Addie");
  g_assert_true(cardcat_item_has_picture(item));
  g_autoptr(CardcatEntry) same = cardcat_item_against(item, entry);
  g_assert_true(cardcat_entry_is_same(same, entry));
  g_autofree char *again = cardcat_item_rewrite(item, entry);
  g_assert_nonnull(strstr(again, "\r\nBDAY:1980-05-06\r\n"));
  g_autoptr(CardcatInput) rewritten = input_of(again, NULL);
  g_autoptr(CardcatItem) back = cardcat_input_next(rewritten, NULL);
  g_assert_true(cardcat_entry_is_same(cardcat_item_entry(back), entry));
}

static void test_messengers(void) {
  static const char card[] =
      V3("FN:Ada Beck\r\nANNIVERSARY:2010-06-07\r\nIMPP;X-SERVICE-TYPE=Skype:skype:ada.beck\r\n"
         "X-SOCIALPROFILE;TYPE=twitter:http://twitter.com/adabeck\r\n");
  g_autoptr(CardcatInput) input = input_of(card, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  g_assert_cmpstr(cardcat_item_entry(item)->meeting->note, ==,
                  "Anniversary: 2010-06-07\nMessenger: skype:ada.beck\n"
                  "Profile: http://twitter.com/adabeck");
}

/* Another program's card of somebody we know takes nothing away that it cannot say. */
static void test_against(void) {
  g_autoptr(CardcatEntry) whole = whole_entry();
  g_autofree char *card = cardcat_format_entry(whole, CARDCAT_FORMAT_VCARD);
  g_autoptr(CardcatInput) input = input_of(card, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  g_assert_false(cardcat_entry_is_same(cardcat_item_entry(item), whole));
  g_autoptr(CardcatEntry) same = cardcat_item_against(item, whole);
  g_assert_true(cardcat_entry_is_same(same, whole));
  g_autoptr(CardcatInput) csv =
      input_of("name,tags,company\nAda Beck,\"old; new\",Beck Ltd\n", NULL);
  g_autoptr(CardcatItem) record = cardcat_input_next(csv, NULL);
  g_autoptr(CardcatEntry) tagged = cardcat_item_against(record, whole);
  g_assert_cmpuint(tagged->contact->phones->len, ==, 2);
  g_assert_cmpuint(tagged->meeting->tags->len, ==, 1);
  g_assert_cmpstr(tagged->meeting->tags->pdata[0], ==, "new");
}

/* ---- CSV ------------------------------------------------------------------------------------ */

static void test_csv(void) {
  assert_told(
      "First Name,Last Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - "
      "Label,Phone 2 - Value,Organization Name,Labels\r\n"
      "Ada,Beck,a@b.example ::: c@b.example,Work Fax,0301,Mobile,0302,\"Beck, \"\"Sons\"\"\",x\r\n",
      "name=Ada Beck|organization=Beck, \"Sons\"|email=a@b.example|email=c@b.example|"
      "phone=0301|phone=0302|fax|mobile|tag=x|");
  assert_told(
      "\xEF\xBB\xBFTitle;First Name;Last Name;E-mail Address;Business Street;Business City;"
      "Notes\nDr.;Ada;Beck;a@b.example;Am Markt 1;Berlin;\"one\ntwo\"\n",
      "name=Dr. Ada Beck|email=a@b.example|address=Am Markt 1, Berlin|met=one\ntwo|");
  assert_told(/* Thunderbird's */
              "First Name,Last Name,Display Name,Primary Email,Secondary Email,Work Phone,Fax "
              "Number,"
              "Mobile Number,Work Address,Work Address 2,Work City,Work ZipCode,Organization,Web "
              "Page 1\n"
              "Ada,Beck,Ada M. Beck,a@b.example,c@b.example,0301,0302,0171,Am Markt "
              "1,EG,Kiel,24103,Beck,"
              "b.example\n",
              "name=Ada M. Beck|organization=Beck|email=a@b.example|email=c@b.example|phone=0301|"
              "phone=0302|phone=0171|url=b.example|address=Am Markt 1, EG, 24103, "
              "Kiel|work|fax|mobile|");
  assert_told("name,work_phone,note\nAda,+49 1 ext. 7; '+123,'=1+1\n",
              "name=Ada|phone=+49 1|work+7|met==1+1\n'+123|");
}

static void test_csv_map(void) {
  static const char *const map[] = {"Wer=name", "Wo=event", "Tel=mobile_phone", NULL};
  static const char *const bad[] = {"Wer=nonsense", NULL}, *const none[] = {"Was=name", NULL};
  const char *text = "Wer\tWo\tTel\nAda\tExpo\t0171\n";
  g_autoptr(CardcatInput) input = input_of(text, map);
  g_autofree char *is = told(input);
  g_assert_cmpstr(is, ==, "name=Ada|phone=0171|mobile|event=Expo|");
  g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
  const char *const *const wrong[] = {bad, none, NULL};
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(cardcat_input_new(bytes, wrong[i], &error));
    g_assert_error(error, CARDCAT_ERROR,
                   (int)(wrong[i] ? CARDCAT_ERROR_USAGE : CARDCAT_ERROR_INPUT));
  }
}

static void test_csv_bad(void) {
  assert_told("name,met_on\n\nAda,16.06.2026\n",
              "!line 3: the day of the meeting is not a date such as 2026-06-16");
  assert_told("name\n\"Ada\n", "!line 2: a quote is not closed");
  assert_told("name,email\nAda\n", "name=Ada|");
}

/* ---- JSON, and what all have ---------------------------------------------------------------- */

static void test_json_bad(void) {
  assert_told("{\"schema\":\"cardcat.contact/1\"}",
              "!line 1: not a cardcat contact: it has no "
              "\"contact\"");
  assert_told("{\"schema\":\"other\",\"contact\":{}}",
              "!line 1: not a cardcat contact: it has another schema");
  assert_told("{'schema':1}", "!line 1: not a cardcat contact: it is not plain JSON");
  assert_told("{\"schema\":\"cardcat.reading/1\"}",
              "!line 1: the reading does not say of which photo it is");
  assert_told(
      "{\"schema\":\"cardcat.contact/1\",\"contact\":{\"organization\":\"B\"},"
      "\"meetings\":[{\"tags\":[1,\"a\",\"a\"],\"note\":7},3]}",
      "organization=B|tag=a|");
}

/* Who has no UID gets one that the same contents always have; a foreign one gives one of ours. */
static void test_uid(void) {
  static const char *const texts[] = {
      V3("FN:Ada\r\n"),          V3("FN:Ada\r\n"),
      V3("FN:Bob\r\n"),          V3("FN:Ada\r\nUID:4\r\n"),
      V3("FN:Bob\r\nUID:4\r\n"), V3("FN:A\r\nUID:6F8F57A2-3A52-4D8F-8D4E-0C3B0F6F2A11\r\n")};
  char *uids[G_N_ELEMENTS(texts)];
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(CardcatInput) input = input_of(texts[i], NULL);
    g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
    uids[i] = g_strdup(cardcat_item_entry(item)->uid);
    g_assert_true(g_uuid_string_is_valid(uids[i]));
    g_assert_true(cardcat_item_has_uid(item) == (i > 2));
  }
  g_assert_cmpstr(uids[0], ==, uids[1]);
  g_assert_cmpstr(uids[0], !=, uids[2]);
  g_assert_cmpstr(uids[3], ==, uids[4]);
  g_assert_cmpstr(uids[5], ==, "6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11");
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(uids[i]);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/input/vcard-3", test_vcard_3);
  g_test_add_func("/input/vcard-2.1", test_vcard_2_1);
  g_test_add_func("/input/vcard-4", test_vcard_4);
  g_test_add_func("/input/kinds", test_kinds);
  g_test_add_func("/input/vcard-bad", test_vcard_bad);
  g_test_add_func("/input/utf16", test_utf16);
  g_test_add_func("/input/guessed", test_guessed);
  g_test_add_func("/input/own-card", test_own_card);
  g_test_add_func("/input/own-card-changed", test_own_card_changed);
  g_test_add_func("/input/against", test_against);
  g_test_add_func("/input/extras", test_extras);
  g_test_add_func("/input/messengers", test_messengers);
  g_test_add_func("/input/csv", test_csv);
  g_test_add_func("/input/csv-map", test_csv_map);
  g_test_add_func("/input/csv-bad", test_csv_bad);
  g_test_add_func("/input/json-bad", test_json_bad);
  g_test_add_func("/input/uid", test_uid);
  return g_test_run();
}
