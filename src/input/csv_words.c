/* What Outlook calls the columns of its CSV in other languages: each writes them in its own. */
#include "input/columns.h"

#include <string.h>

enum { DE, FR, ES, IT, NL, PL, PT, LANGUAGES };

/* In lower case; "|" parts what versions or countries call otherwise.  NULL: as in English.  In a
 * language that has one word for two, the second is what it is behind the name. */
static const struct {
  const char *english, *theirs[LANGUAGES];
} words[] = {
    {"first name", {"vorname", "prénom", "nombre", "nome", "voornaam", "imię", "primeiro nome"}},
    {"last name",
     {"nachname", "nom", "apellidos", "cognome", "achternaam", "nazwisko", "sobrenome|apelido"}},
    {"title", {"anrede", "titre", NULL, "titolo", "titel", "tytuł", "tratamento|título"}},
    {"middle name",
     {"weitere vornamen", "deuxième prénom", "segundo nombre", "secondo nome", "middelste naam",
      "drugie imię", "segundo nome|outros nomes/apelidos"}},
    {"suffix",
     {"suffix", "suffixe", NULL, "titolo straniero", "achtervoegsel", "sufiks", "sufixo"}},
    {"company", {"firma", "société", "organización", "società", "bedrijf", "firma", "empresa"}},
    {"department", {"abteilung", "service", NULL, "reparto", "afdeling", "dział", "departamento"}},
    {"job title", {"position", "titre", "puesto", "posizione", "functie", "stanowisko", "cargo"}},
    {"business street",
     {"straße geschäftlich", "rue (bureau)", "calle del trabajo", "via (uff.)", "werkadres, straat",
      "adres służbowy - ulica", "rua da empresa"}},
    {"business street 2",
     {"straße geschäftlich 2", "rue (bureau) 2", "calle del trabajo 2", "via (uff.) 2",
      "werkadres 2, straat", "adres służbowy - ulica 2",
      "rua do endereço comercial 2|rua da empresa 2"}},
    {"business street 3",
     {"straße geschäftlich 3", "rue (bureau) 3", "calle del trabajo 3", "via (uff.) 3",
      "werkadres 3, straat", "adres służbowy - ulica 3",
      "rua do endereço comercial 3|rua da empresa 3"}},
    {"business city",
     {"ort geschäftlich", "ville (bureau)", "ciudad de trabajo", "città (uff.)",
      "werkadres, plaats", "adres służbowy - miejscowość", "localidade da empresa"}},
    {"business state",
     {"region geschäftlich", "dép/région (bureau)", "provincia o estado de trabajo",
      "provincia (uff.)", "werkadres, provincie", "adres służbowy - województwo",
      "distrito da empresa"}},
    {"business postal code",
     {"postleitzahl geschäftlich", "code postal (bureau)", "código postal del trabajo",
      "cap (uff.)", "werkadres, postcode", "adres służbowy - kod pocztowy",
      "código postal da empresa"}},
    {"business country/region",
     {"land/region geschäftlich", "pays/région (bureau)|pays (bureau)", "país o región del trabajo",
      "paese (uff.)", "land/regio (werk)", "adres służbowy - kraj/region",
      "país/região da empresa"}},
    {"business address po box",
     {"postfach geschäftlich", "b.p. professionnelle",
      "apartado postal de la dirección del trabajo", "indirizzo (uff.) - casella postale",
      "werkadres, postbusnummer", "służbowa skrzynka pocztowa",
      "caixa postal do endereço comercial|apartado da empresa"}},
    {"home street",
     {"straße privat", "rue (domicile)", NULL, "via (ab.)", "huisadres, straat",
      "adres domowy - ulica", "endereço residencial|rua da residência"}},
    {"home street 2",
     {"straße privat 2", "rue (domicile) 2", NULL, "via (ab.) 2", "huisadres, straat 2",
      "adres domowy - ulica (2)", "endereço residencial 2|rua da residência (2)"}},
    {"home street 3",
     {"straße privat 3", "rue (domicile) 3", NULL, "via (ab.) 3", "huisadres, straat 3",
      "adres domowy - ulica (3)", "endereço residencial 3|rua da residência (3)"}},
    {"home city",
     {"ort privat", "ville (domicile)", NULL, "città (ab.)", "huisadres, plaats",
      "adres domowy - miejscowość", "cidade do endereço residencial|localidade da residência"}},
    {"home state",
     {"bundesland/kanton privat", "dép/région (domicile)", NULL, "provincia (ab.)",
      "huisadres, provincie", "adres domowy - województwo", "estado|distrito da residência"}},
    {"home postal code",
     {"postleitzahl privat", "code postal (domicile)", NULL, "cap (ab.)", "huisadres, postcode",
      "adres domowy - kod pocztowy", "cep do endereço residencial|código postal da residência"}},
    {"home country/region",
     {"land/region privat", "pays/région (domicile)|pays (domicile)", "país o región del domicilio",
      "paese (ab.)", "land/regio (thuis)", "adres domowy - kraj/region",
      "país/região de residência|país da residência/região"}},
    {"home address po box",
     {"postfach privat", "boîte postale du domicile", "apartado postal de la dirección personal",
      "indirizzo (ab.) - casella postale", "huisadres, postbusnummer", "domowa skrzynka pocztowa",
      "caixa postal do endereço residencial|apartado da residência"}},
    {"other street",
     {"weitere straße", "rue (autre)", "otra calle", "altra via", "ander adres, straat",
      "inny adres - ulica", "outro endereço|rua do outro endereço"}},
    {"other street 2",
     {"weitere straße 2", "rue (autre) 2", "otra calle 2", "altra via 2", "ander adres, straat 2",
      "inny adres - ulica 2", "outro endereço 2|rua do outro endereço 2"}},
    {"other street 3",
     {"weitere straße 3", "rue (autre) 3", "otra calle 3", "altra via 3", "ander adres, straat 3",
      "inny adres - ulica 3", "outro endereço 3|rua do outro endereço 3"}},
    {"other city",
     {"weiterer ort", "ville (autre)", "otra ciudad", "altra città", "ander adres, plaats",
      "inny adres - miejscowość", "cidade|localidade do outro endereço"}},
    {"other state",
     {"weiteres/r bundesland/kanton", "dép/région (autre)", "otra provincia o estado",
      "altra provincia", "ander adres, provincie", "inny adres - województwo",
      "outro estado|distrito do outro endereço"}},
    {"other postal code",
     {"weitere postleitzahl", "code postal (autre)", "otro código postal", "altro cap",
      "ander adres, postcode", "inny adres - kod pocztowy", "cep|código postal do outro endereço"}},
    {"other country/region",
     {"weiteres/e land/region", "pays/région (autre)|pays (autre)", "otro país o región",
      "altro paese", "land/regio (anders)", "inny adres - kraj/region", "outro país/região"}},
    {"other address po box",
     {"weiteres postfach", "autre boîte postale", "otro apartado postal",
      "altro indirizzo - casella postale", "ander adres, postbusnummer", "inna skrzynka pocztowa",
      "caixa postal de outro endereço|apartado do outro endereço"}},
    {"business fax",
     {"fax geschäftlich", "télécopie (bureau)", NULL, "fax (uff.)", "fax op werk", "faks służbowy",
      "fax comercial|fax da empresa"}},
    {"business phone",
     {"telefon geschäftlich", "téléphone (bureau)", "teléfono del trabajo", "ufficio",
      "telefoon op werk", "telefon służbowy", "telefone comercial|telefone da empresa"}},
    {"business phone 2",
     {"telefon geschäftlich 2", "téléphone 2 (bureau)", NULL, "ufficio 2", "telefoon op werk 2",
      "telefon służbowy 2", "telefone comercial 2|2º telefone da empresa"}},
    {"callback",
     {"rückmeldung", "rappel", "devolución de llamada", "richiamata automatica", "terugbellen",
      "wywołanie zwrotne", "retorno de chamada|tel. de resposta"}},
    {"car phone",
     {"autotelefon", "téléphone (voiture)", NULL, "telefono auto", "autotelefoon",
      "telefon w samochodzie", "telefone do carro"}},
    {"company main phone",
     {"telefon firma", "téléphone société", "número de centralita de la organización",
      "telefono principale società", "hoofdtelefoon bedrijf", "główny telefon do firmy",
      "telefone principal da empresa"}},
    {"home fax",
     {"fax privat", "télécopie (domicile)", NULL, "fax (ab.)", "fax thuis", "faks domowy",
      "fax residencial|fax da residência"}},
    {"home phone",
     {"telefon privat", "téléphone (domicile)", "particular", "abitazione", "telefoon thuis",
      "telefon domowy", "telefone residencial|telefone da residência"}},
    {"home phone 2",
     {"telefon privat 2", "téléphone 2 (domicile)", NULL, "abitazione 2", "telefoon thuis 2",
      "telefon domowy 2", "telefone residencial 2|2º telefone da residência"}},
    {"isdn", {NULL, "rnis", NULL, NULL, NULL, NULL, "rdis"}},
    {"mobile phone",
     {"mobiltelefon", "tél. mobile", NULL, "cellulare", "mobiele telefoon", "telefon komórkowy",
      "telefone celular|telemóvel"}},
    {"other fax",
     {"weiteres fax", "télécopie (autre)", "otro fax", "altro fax", "andere fax", "inny faks",
      "outro fax"}},
    {"other phone",
     {"weiteres telefon", "téléphone (autre)", "otro teléfono", "altro telefono", "andere telefoon",
      "inny telefon", "outro telefone"}},
    {"primary phone",
     {"haupttelefon", "téléphone principal", "teléfono principal", "telefono principale",
      "hoofdtelefoon", "telefon podstawowy", "telefone principal"}},
    {"radio phone",
     {"mobiltelefon 2", "radio téléphone", "radioteléfono", "radiotelefono", "radiotelefoon",
      "radiotelefon", "radiofone|radiotelefone"}},
    {"categories",
     {"kategorien", "catégories", "categorías", "categorie", "categorieën", "kategorie",
      "categorias"}},
    {"e-mail address",
     {"e-mail-adresse", "adresse de messagerie|adresse de courrier",
      "dirección de correo electrónico", "indirizzo posta elettronica", "e-mailadres",
      "adres e-mail", "endereço de email|endereço de correio electrónico"}},
    {"e-mail 2 address",
     {"e-mail 2: adresse", "adresse de messagerie 2|adresse de courrier 2",
      "dirección de correo electrónico 2", "indirizzo posta elettronica 2", "e-mailadres 2",
      "adres e-mail 2", "endereço de email 2|endereço do correio electrónico 2"}},
    {"e-mail 3 address",
     {"e-mail 3: adresse", "adresse de messagerie 3|adresse de courrier 3",
      "dirección del correo electrónico 3|dirección de correo electrónico 3",
      "indirizzo posta elettronica 3", "e-mailadres 3", "adres e-mail 3",
      "endereço de email 3|endereço do correio electrónico 3"}},
    {"e-mail type",
     {"e-mail-typ", "type de messagerie", NULL, "tipo posta elettronica", "e-mailtype",
      "typ poczty e-mail", "tipo de email|tipo de correio electrónico"}},
    {"e-mail 2 type",
     {"e-mail 2: typ", "type de messagerie 2", "tipo de correo electrónico 2",
      "tipo posta elettronica 2", "e-mailtype 2", "rodzaj e-mail 2",
      "tipo de email 2|tipo de correio electrónico 2"}},
    {"e-mail 3 type",
     {"e-mail 3: typ", "type de messagerie 3", "tipo de correo electrónico 3",
      "tipo posta elettronica 3", "e-mailtype 3", "rodzaj e-mail 3",
      "tipo de email 3|tipo de correio electrónico 3"}},
    {"e-mail display name",
     {"e-mail: angezeigter name", "nom complet de l'adresse de messagerie",
      "nombre de pantalla de correo electrónico", "nome visualizzato posta elettronica",
      "weergavenaam voor e-mail", "wyświetlana nazwa e-mail",
      "nome para exibição do email|nome a apresentar para o correio electrónico"}},
    {"e-mail 2 display name",
     {"e-mail 2: angezeigter name", "nom complet de l'adresse de messagerie 2",
      "nombre de pantalla de correo electrónico 2", "nome visualizzato posta elettronica 2",
      "e-mail, weergegeven naam 2", "wyświetlana nazwa e-mail 2",
      "nome para exibição do email 2|nome a apresentar para o correio electrónico 2"}},
    {"e-mail 3 display name",
     {"e-mail 3: angezeigter name", "nom complet de l'adresse de messagerie 3",
      "nombre de pantalla de correo electrónico 3", "nome visualizzato posta elettronica 3",
      "e-mail, weergegeven naam 3", "wyświetlana nazwa e-mail 3",
      "nome para exibição do email 3|nome a apresentar para o correio electrónico 3"}},
    {"initials", {"initialen", "initiales", NULL, "iniziali", "initialen", "inicjały", "iniciais"}},
    {"internet free busy",
     {"internet-frei/gebucht", "disponibilité internet", NULL, "disponibilità internet",
      "internet beschikbaarheidsinfo", "internetowe informacje wolny/zajęty",
      "disponibilidade da internet"}},
    {"notes", {"notizen", NULL, NULL, NULL, "notities", "notatki", "anotações|notas"}},
    {"priority",
     {"priorität", "priorité", "prioridad", "priorità", "prioriteit", "priorytet", "prioridade"}},
    {"private", {"privat", NULL, NULL, NULL, NULL, NULL, NULL}},
    {"sensitivity",
     {"vertraulichkeit", "critère de diffusion", "confidencialidad", "riservatezza", "gevoeligheid",
      "charakter", "sensibilidade|confidencialidade"}},
    {"web page",
     {"webseite", "page web", "página web", "pagina web", "webpagina", "strona sieci web",
      "página da web|página na web"}},
};

/* Whether NAME is one of ALL, which "|" parts. */
static gboolean is_one_of(const char *name, const char *all) {
  gsize length = strlen(name);
  for (const char *at = all; at; at = strchr(at, '|')) {
    at += *at == '|' ? 1 : 0;
    if (strncmp(at, name, length) == 0 && (at[length] == '|' || at[length] == '\0')) return TRUE;
  }
  return FALSE;
}

static gboolean holds(char *const *names, const char *all) {
  for (; *names; names++)
    if (is_one_of(*names, all)) return TRUE;
  return FALSE;
}

/* The first two of the table are in a header of that language; LANGUAGES: it is of none. */
static guint language_of(char *const *names) {
  for (guint language = 0; language < LANGUAGES; language++)
    if (holds(names, words[0].theirs[language]) && holds(names, words[1].theirs[language]))
      return language;
  return LANGUAGES;
}

/* What NAME is in LANGUAGE; NULL: nothing that is known. */
static const char *english_of(const char *name, guint language, gboolean behind_name) {
  const char *found = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    const char *theirs = words[i].theirs[language];
    if (theirs && (!found || behind_name) && is_one_of(name, theirs)) found = words[i].english;
  }
  return found;
}

char **cc_columns_names(const GPtrArray *header) {
  char **names = g_new0(char *, header->len + 1);
  for (guint i = 0; i < header->len; i++) {
    g_autofree char *clean = cc_text_clean(header->pdata[i], -1, CC_TEXT_MAX);
    names[i] = g_utf8_strdown(clean, -1);
  }
  guint language = language_of(names);
  gboolean behind_name = FALSE;
  for (char **name = names; language < LANGUAGES && *name; name++) {
    const char *english = english_of(*name, language, behind_name);
    behind_name = behind_name || english == words[0].english || english == words[1].english;
    if (!english) continue;
    g_free(*name);
    *name = g_strdup(english);
  }
  return names;
}
