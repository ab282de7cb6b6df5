/* Files of Google and Outlook with all of their columns: each value has its place, and what has
 * none is a line of the note. */
#include "input_fixture.h"

/* Columns and a value for each, as Google exports them. */
static const char *const google[][2] = {
    {"First Name", "Ada"},
    {"Middle Name", "M."},
    {"Last Name", "Beck"},
    {"Phonetic First Name", "Eida"},
    {"Phonetic Middle Name", ""},
    {"Phonetic Last Name", ""},
    {"Name Prefix", "Dr."},
    {"Name Suffix", "PhD"},
    {"Nickname", "Addie"},
    {"File As", "Beck, Ada"},
    {"Organization Name", "Beck Ltd"},
    {"Organization Title", "CTO"},
    {"Organization Department", "Optics"},
    {"Birthday", "1980-05-06"},
    {"Notes", "tall"},
    {"Photo", "https://photos.example/1"},
    {"Labels", "* myContacts ::: fair"},
    {"E-mail 1 - Label", "* Work"},
    {"E-mail 1 - Value", "ada@beck.example"},
    {"Phone 1 - Label", "Mobile"},
    {"Phone 1 - Value", "+49 170 1234567"},
    {"Phone 2 - Label", "Work Fax"},
    {"Phone 2 - Value", "030 901820"},
    {"Address 1 - Label", "Work"},
    {"Address 1 - Formatted", "Am Markt 1\nPostfach 7\n10115 Berlin\nDE"},
    {"Address 1 - Street", "Am Markt 1"},
    {"Address 1 - City", "Berlin"},
    {"Address 1 - PO Box", "Postfach 7"},
    {"Address 1 - Region", ""},
    {"Address 1 - Postal Code", "10115"},
    {"Address 1 - Country", "DE"},
    {"Address 1 - Extended Address", ""},
    {"Address 2 - Street", "A St 1 ::: B St 2"},
    {"Address 2 - City", "Aston ::: Barton"},
    {"Website 1 - Label", "Profile"},
    {"Website 1 - Value", "https://beck.example/ada"},
    {"Relation 1 - Label", "Spouse"},
    {"Relation 1 - Value", "Ben Ash"},
    {"Event 1 - Label", "Anniversary"},
    {"Event 1 - Value", "2010-06-07"},
    {"Custom Field 1 - Label", "Locker"},
    {"Custom Field 1 - Value", "12 ::: 13"},
};

/* As Outlook does; what nobody filled in says nothing. */
static const char *const outlook[][2] = {
    {"Title", "Dr."},
    {"First Name", "Ada"},
    {"Middle Name", "M."},
    {"Last Name", "Beck"},
    {"Suffix", "PhD"},
    {"Company", "Beck Ltd"},
    {"Department", "Optics"},
    {"Job Title", "CTO"},
    {"Business Street", "Am Markt 1"},
    {"Business Street 2", "3rd floor"},
    {"Business City", "Berlin"},
    {"Business Postal Code", "10115"},
    {"Business Country/Region", "Germany"},
    {"Assistant's Phone", "030 7"},
    {"Business Fax", "030 901821"},
    {"Business Phone", "030 901820"},
    {"Car Phone", "+49 170 1234567"},
    {"Anniversary", "0/0/00"},
    {"Assistant's Name", "Ben Ash"},
    {"Birthday", "5/6/1980"},
    {"Categories", "fair;tall people"},
    {"E-mail Address", "ada@beck.example"},
    {"E-mail Type", "SMTP"},
    {"E-mail Display Name", "Ada Beck (ada@beck.example)"},
    {"Gender", "Unspecified"},
    {"Initials", "A.M.B."},
    {"Notes", "tall"},
    {"Office Location", "Room 7"},
    {"Priority", "Normal"},
    {"Private", "False"},
    {"Referred By", "Cid Orr"},
    {"Sensitivity", "Normal"},
    {"Web Page", "https://beck.example/ada"},
};

static void put_cell(GString *row, const char *cell, gboolean is_first) {
  g_autoptr(GString) text = g_string_new(cell);
  g_string_replace(text, "\"", "\"\"", 0);
  g_string_append_printf(row, "%s\"%s\"", is_first ? "" : ",", text->str);
}

static char *file_of(const char *const (*cells)[2], guint count) {
  g_autoptr(GString) header = g_string_new(NULL), record = g_string_new(NULL);
  for (guint i = 0; i < count; i++) {
    put_cell(header, cells[i][0], i == 0);
    put_cell(record, cells[i][1], i == 0);
  }
  return g_strdup_printf("%s\r\n%s\r\n", header->str, record->str);
}

static void assert_values(const CardcatContact *c, CardcatField field, const char *expected) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < cardcat_contact_count(c, field); i++)
    g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", cardcat_contact_value(c, field, i));
  g_assert_cmpstr(out->str, ==, expected);
}

typedef struct {
  const char *const (*cells)[2];
  guint count;
  const char *phones, *addresses, *note;
} Case;

static void check(const Case *t) {
  g_autofree char *file = file_of(t->cells, t->count);
  g_autoptr(CardcatInput) input = input_of(file, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  g_assert_nonnull(item);
  const CardcatEntry *entry = cardcat_item_entry(item);
  const CardcatContact *c = entry->contact;
  assert_values(c, CARDCAT_FIELD_NAME, "Dr. Ada M. Beck PhD");
  assert_values(c, CARDCAT_FIELD_ORGANIZATION, "Beck Ltd");
  assert_values(c, CARDCAT_FIELD_DEPARTMENT, "Optics");
  assert_values(c, CARDCAT_FIELD_TITLES, "CTO");
  assert_values(c, CARDCAT_FIELD_EMAILS, "ada@beck.example");
  assert_values(c, CARDCAT_FIELD_URLS, "https://beck.example/ada");
  assert_values(c, CARDCAT_FIELD_PHONES, t->phones);
  assert_values(c, CARDCAT_FIELD_ADDRESSES, t->addresses);
  g_assert_cmpstr(((CardcatAddress *)c->addresses->pdata[0])->country, ==, "DE");
  g_assert_cmpstr(entry->meeting->note, ==, t->note);
  g_assert_cmpstr(entry->meeting->tags->pdata[0], ==, "fair");
  g_autoptr(CardcatEntry) same = cardcat_item_against(item, entry);
  g_assert_true(cardcat_entry_is_same(same, entry));
}

static void test_google(void) {
  const Case t = {google, G_N_ELEMENTS(google), "+49 170 1234567|030 901820",
                  "Am Markt 1, Postfach 7, 10115 Berlin, DE|A St 1, Aston|B St 2, Barton",
                  "tall\nPhonetic First Name: Eida\nNickname: Addie\nBirthday: 1980-05-06\n"
                  "Spouse: Ben Ash\nAnniversary: 2010-06-07\nLocker: 12\nLocker: 13"};
  check(&t);
}

static void test_outlook(void) {
  const Case t = {outlook, G_N_ELEMENTS(outlook), "030 901821|030 901820|+49 170 1234567",
                  "Am Markt 1, 3rd floor, 10115, Berlin, Germany",
                  "tall\nAssistant's Phone: 030 7\nAssistant's Name: Ben Ash\nBirthday: 5/6/1980\n"
                  "Office Location: Room 7"};
  check(&t);
}

/* Outlook's own header in other languages, of which some columns stay English in Spanish. */
static const char *const languages[] = {
    "Anrede;Vorname;Weitere Vornamen;Nachname;Firma;Abteilung;Position;Straße geschäftlich;"
    "Ort geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Fax geschäftlich;"
    "Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;"
    "E-Mail 2: Adresse;Geburtstag;Geschlecht;Initialen;Kategorien;Notizen;Webseite",
    "Titre;Prénom;Deuxième prénom;Nom;Société;Service;Titre;Rue (bureau);Ville (bureau);"
    "Code postal (bureau);Pays/Région (bureau);Télécopie (bureau);Téléphone (bureau);Tél. mobile;"
    "Adresse de messagerie;Type de messagerie;Nom complet de l'adresse de messagerie;"
    "Adresse de messagerie 2;Anniversaire;Sexe;Initiales;Catégories;Notes;Page Web",
    "Title;Nombre;Segundo nombre;Apellidos;Organización;Department;Puesto;Calle del trabajo;"
    "Ciudad de trabajo;Código postal del trabajo;País o región del trabajo;Business Fax;"
    "Teléfono del trabajo;Mobile Phone;E-mail Address;E-mail Type;"
    "Nombre de pantalla de correo electrónico;Dirección de correo electrónico 2;Birthday;Género;"
    "Initials;Categorías;Notes;Página web",
    "Titolo;Nome;Secondo nome;Cognome;Società;Reparto;Posizione;Via (uff.);Città (uff.);"
    "CAP (uff.);Paese (uff.);Fax (uff.);Ufficio;Cellulare;Indirizzo posta elettronica;"
    "Tipo posta elettronica;Nome visualizzato posta elettronica;Indirizzo posta elettronica 2;"
    "Compleanno;Sesso;Iniziali;Categorie;Notes;Pagina Web",
    "Titel;Voornaam;Middelste naam;Achternaam;Bedrijf;Afdeling;Functie;Werkadres, straat;"
    "Werkadres, plaats;Werkadres, postcode;Land/regio (werk);Fax op werk;Telefoon op werk;"
    "Mobiele telefoon;E-mailadres;E-mailtype;Weergavenaam voor e-mail;E-mailadres 2;Verjaardag;"
    "Geslacht;Initialen;Categorieën;Notities;Webpagina",
    "Tytuł;Imię;Drugie imię;Nazwisko;Firma;Dział;Stanowisko;Adres służbowy - ulica;"
    "Adres służbowy - miejscowość;Adres służbowy - kod pocztowy;Adres służbowy - kraj/region;"
    "Faks służbowy;Telefon służbowy;Telefon komórkowy;Adres e-mail;Typ poczty e-mail;"
    "Wyświetlana nazwa e-mail;Adres e-mail 2;Urodziny;Płeć;Inicjały;Kategorie;Notatki;"
    "Strona sieci Web",
    "Título;Primeiro nome;Outros nomes/apelidos;Apelido;Empresa;Departamento;Cargo;"
    "Rua da empresa;Localidade da empresa;Código postal da empresa;País/Região da Empresa;"
    "Fax da empresa;Telefone da empresa;Telemóvel;Endereço de correio electrónico;"
    "Tipo de correio electrónico;Nome a apresentar para o correio electrónico;"
    "Endereço do correio electrónico 2;Data de nascimento;Sexo;Iniciais;Categorias;Notas;"
    "Página na Web",
};

static void test_languages(void) {
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
    g_autofree char *file = g_strconcat(
        languages[i],
        "\r\nDr.;Ada;M.;Beck;Beck Ltd;Optics;CTO;Am Markt 1;Berlin;10115;Germany;030 901821;"
        "030 901820;+49 170 1234567;ada@beck.example;SMTP;Ada Beck (ada@beck.example);"
        "a@beck.example;0.0.00;Keine Angabe;A.B.;fair;tall;https://beck.example/ada\r\n",
        NULL);
    g_autoptr(CardcatInput) input = input_of(file, NULL);
    g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
    const CardcatEntry *entry = cardcat_item_entry(item);
    const CardcatContact *c = entry->contact;
    assert_values(c, CARDCAT_FIELD_NAME, "Dr. Ada M. Beck");
    assert_values(c, CARDCAT_FIELD_ORGANIZATION, "Beck Ltd");
    assert_values(c, CARDCAT_FIELD_DEPARTMENT, "Optics");
    assert_values(c, CARDCAT_FIELD_TITLES, "CTO");
    assert_values(c, CARDCAT_FIELD_PHONES, "030 901821|030 901820|+49 170 1234567");
    g_assert_cmpint(((CardcatPhone *)c->phones->pdata[0])->type, ==, CARDCAT_PHONE_FAX);
    g_assert_cmpint(((CardcatPhone *)c->phones->pdata[2])->type, ==, CARDCAT_PHONE_MOBILE);
    assert_values(c, CARDCAT_FIELD_EMAILS, "ada@beck.example|a@beck.example");
    assert_values(c, CARDCAT_FIELD_URLS, "https://beck.example/ada");
    assert_values(c, CARDCAT_FIELD_ADDRESSES, "Am Markt 1, 10115, Berlin, Germany");
    g_assert_cmpstr(entry->meeting->note, ==, "tall");
    g_assert_cmpstr(entry->meeting->tags->pdata[0], ==, "fair");
  }
}

/* What we export for them is what we read of it, each value in its own place. */
static void test_back(void) {
  static const CardcatFormat formats[] = {CARDCAT_FORMAT_GOOGLE, CARDCAT_FORMAT_OUTLOOK};
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    gboolean is_google = formats[i] == CARDCAT_FORMAT_GOOGLE;
    g_autoptr(CardcatEntry) whole = whole_entry();
    CardcatContact *c = whole->contact;
    c->pronouns = g_strdup("she/her");
    g_ptr_array_add(c->titles, g_strdup("CTO"));
    g_ptr_array_add(c->titles, g_strdup("Chair"));
    whole->meeting->introduced_by = g_strdup("Cid Orr");
    g_autofree char *header = cardcat_format_header(formats[i]);
    g_autofree char *record = cardcat_format_entry(whole, formats[i]);
    g_autofree char *file = g_strconcat(header, record, NULL);
    g_autoptr(CardcatInput) input = input_of(file, NULL);
    g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
    const CardcatEntry *is = cardcat_item_entry(item);
    assert_values(is->contact, CARDCAT_FIELD_TITLES, is_google ? "CTO|Chair" : "CTO");
    assert_values(is->contact, CARDCAT_FIELD_PRONOUNS, is_google ? "she/her" : "");
    g_assert_cmpstr(is->meeting->introduced_by, ==, "Cid Orr");
    g_assert_cmpstr(is->meeting->event, ==, is_google ? "Expo" : NULL);
    g_assert_cmpstr(is->meeting->met_on, ==, is_google ? "2026-06-16" : NULL);
    /* Who has fewer columns says nothing against the rest. */
    g_autoptr(CardcatInput) few = input_of("First Name,Phone 1 - Value\nAda Beck,\n", NULL);
    g_autoptr(CardcatItem) one = cardcat_input_next(few, NULL);
    g_autoptr(CardcatEntry) same = cardcat_item_against(one, whole);
    g_assert_cmpstr(same->contact->pronouns, ==, "she/her");
    g_assert_cmpuint(same->contact->titles->len, ==, 2);
    g_assert_cmpstr(same->meeting->event, ==, "Expo");
  }
}

/* A note is in lines on its way out and back, and no line of it is a formula, wherever a program
 * may cut the cell; who typed an apostrophe there has it still. */
static void test_lines(void) {
  static const CardcatFormat formats[] = {CARDCAT_FORMAT_CSV, CARDCAT_FORMAT_GOOGLE,
                                          CARDCAT_FORMAT_OUTLOOK};
  static const char note[] = "'=1\ntall, \"kind\"\n=1+1\n- tea at two\n-2|x\n+49 30 1\n'@x";
  static const char cell[] =
      "\"''=1\ntall, \"\"kind\"\"\n'=1+1\n- tea at two\n'-2|x\n+49 30 1\n''@x\"";
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_autoptr(CardcatEntry) whole = cc_entry_new();
    whole->contact->organization = g_strdup("Beck\nLtd");
    whole->meeting->note = g_strdup(note);
    g_autofree char *header = cardcat_format_header(formats[i]);
    g_autofree char *record = cardcat_format_entry(whole, formats[i]);
    g_assert_nonnull(strstr(record, cell));
    g_autofree char *file = g_strconcat(header, record, NULL);
    g_autoptr(CardcatInput) input = input_of(file, NULL);
    g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
    g_assert_cmpstr(cardcat_item_entry(item)->meeting->note, ==, note);
    g_assert_cmpstr(cardcat_item_entry(item)->contact->organization, ==, "Beck Ltd");
    g_assert_null(cardcat_input_next(input, NULL));
  }
}

/* Who was met more than once: CSV of our own has a place for the last meeting alone, and the others
 * are told in the note. */
static void test_earlier(void) {
  g_autoptr(CardcatEntry) whole = whole_entry();
  CardcatMeeting *older = whole->meetings->pdata[1];
  older->event = g_strdup("Ball");
  older->note = g_strdup("likes tea\ntodo: send it");
  g_autofree char *header = cardcat_format_header(CARDCAT_FORMAT_CSV);
  g_autofree char *record = cardcat_format_entry(whole, CARDCAT_FORMAT_CSV);
  g_autofree char *file = g_strconcat(header, record, NULL);
  g_autoptr(CardcatInput) input = input_of(file, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  g_assert_cmpstr(cardcat_item_entry(item)->meeting->note, ==,
                  "tall\nkind\nMet at Ball on 2020-01-01: likes tea\ntodo: send it");
  g_autoptr(CardcatEntry) same = cardcat_item_against(item, whole);
  g_assert_true(cardcat_entry_is_same(same, whole));
}

/* Columns that say something and have no place, as far as they are no others' of whom it is noted;
 * what only MAP knows is not theirs. */
static void test_untaken(void) {
  static const char *const map[] = {"Ort=-", NULL};
  static const struct {
    const char *file, *untaken;
    gboolean is_mapped;
  } cases[] = {
      {"name,Ort,Geburt\x1bstag,empty,id\nAda,,1.2.,\" \",7\nBob,Bonn,,\nCy,Kiel,3.4.,\n",
       "Ort|Geburtstag", FALSE},
      {"name,Ort,\nAda,Bonn,x\n", "column 3", TRUE},
      {"name,Ort\nAda,\n", "", FALSE},
      {"name,Ort\nAda\nBob,,x,,y\n", "column 3|column 5", FALSE},
      {"Last Name,E-mail Address,Ort\nAda,,Bonn\n", "", FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatInput) input = input_of(cases[i].file, cases[i].is_mapped ? map : NULL);
    for (CardcatItem *item; (item = cardcat_input_next(input, NULL));)
      cardcat_item_free(item);
    g_autoptr(GPtrArray) untaken = cardcat_input_untaken(input);
    g_ptr_array_add(untaken, NULL);
    g_autofree char *is = g_strjoinv("|", (char **)untaken->pdata);
    g_assert_cmpstr(is, ==, cases[i].untaken);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/input/google", test_google);
  g_test_add_func("/input/outlook", test_outlook);
  g_test_add_func("/input/outlook-languages", test_languages);
  g_test_add_func("/input/google-and-outlook-back", test_back);
  g_test_add_func("/input/csv-lines", test_lines);
  g_test_add_func("/input/csv-earlier", test_earlier);
  g_test_add_func("/input/csv-untaken", test_untaken);
  return g_test_run();
}
