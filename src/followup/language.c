/* In which language one writes to somebody, and how it says a day. */
#include "followup/followup.h"

#include <stdio.h>
#include <string.h>

/* Where one language is nearly everybody's, or a street's name tells which; what cannot be told is
 * written to in the first. */
static const struct {
  const char *country, *calling, *languages;
} countries[] = {
    {"AT", "+43", "de"},        {"BE", "+32", "en nl fr"}, {"CA", "+1", "en fr"},
    {"CH", "+41", "de fr it"},  {"DE", "+49", "de"},       {"LI", "+423", "de"},
    {"LU", "+352", "en de fr"}, {"FR", "+33", "fr"},       {"MC", "+377", "fr"},
    {"SN", "+221", "fr"},       {"CI", "+225", "fr"},      {"IT", "+39", "it"},
    {"SM", "+378", "it"},       {"NL", "+31", "nl"},       {"SR", "+597", "nl"},
    {"PL", "+48", "pl"},        {"ES", "+34", "es"},       {"MX", "+52", "es"},
    {"AR", "+54", "es"},        {"BO", "+591", "es"},      {"CL", "+56", "es"},
    {"CO", "+57", "es"},        {"CR", "+506", "es"},      {"CU", "+53", "es"},
    {"EC", "+593", "es"},       {"GT", "+502", "es"},      {"HN", "+504", "es"},
    {"NI", "+505", "es"},       {"PA", "+507", "es"},      {"PE", "+51", "es"},
    {"PY", "+595", "es"},       {"SV", "+503", "es"},      {"UY", "+598", "es"},
    {"VE", "+58", "es"},
};

static const struct {
  const char *language, *words; /* of which one begins or ends a word of a street's name */
} streets[] = {
    {"de", "strasse straße str. weg gasse platz allee"},
    {"fr", "rue avenue chemin boulevard route quai place"},
    {"it", "via viale piazza corso"},
    {"nl", "straat laan plein steenweg weg dreef kaai"},
};

typedef struct {
  const char *code;
  const char *months[12]; /* as a day stands before them */
  const char *days[7];    /* Monday first; NULL: a date does without */
} Language;

static const Language languages[] = {
    {"en",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"},
     {NULL}},
    {"de",
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember"},
     {NULL}},
    {"fr",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre"},
     {NULL}},
    {"es",
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre"},
     {NULL}},
    /* With the day of the week no article before it depends on the number: del 12, dell'8. */
    {"it",
     {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
      "ottobre", "novembre", "dicembre"},
     {"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"}},
    {"nl",
     {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december"},
     {NULL}},
    {"pl",
     {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
      "października", "listopada", "grudnia"},
     {NULL}},
};

static const Language *find_language(const char *code) {
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++)
    if (g_str_equal(languages[i].code, code)) return &languages[i];
  return NULL;
}

gboolean cc_letter_language_is_known(const char *code) {
  return find_language(code) != NULL;
}

/* ---- which ----------------------------------------------------------------------------------- */

/* STREET, lower case, has a word that WORDS (with blanks between) says. */
static gboolean speaks(const char *street, const char *words) {
  g_auto(GStrv) all = g_strsplit(words, " ", -1);
  g_auto(GStrv) parts = g_strsplit_set(street, " ,-0123456789", -1);
  for (guint i = 0; parts[i]; i++)
    for (guint k = 0; all[k]; k++)
      if (g_str_equal(parts[i], all[k]) ||
          (strlen(all[k]) > 2 && g_str_has_suffix(parts[i], all[k])))
        return TRUE;
  return FALSE;
}

static const char *by_street(const char *candidates, const CardcatContact *contact) {
  for (guint i = 0; i < contact->addresses->len; i++) {
    const CardcatAddress *address = contact->addresses->pdata[i];
    const char *text = address->street ? address->street : address->full;
    g_autofree char *street = text ? g_utf8_strdown(text, -1) : g_strdup("");
    for (guint k = 0; k < G_N_ELEMENTS(streets); k++)
      if (strstr(candidates, streets[k].language) && speaks(street, streets[k].words))
        return streets[k].language;
  }
  return NULL;
}

static const char *of_country(guint row, const CardcatContact *contact) {
  const char *candidates = countries[row].languages, *told = by_street(candidates, contact);
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++)
    if (g_str_has_prefix(told ? told : candidates, languages[i].code)) return languages[i].code;
  return "en";
}

static const char *by_address(const CardcatContact *contact) {
  for (guint i = 0; i < contact->addresses->len; i++) {
    const CardcatAddress *address = contact->addresses->pdata[i];
    if (!address->country) continue;
    for (guint row = 0; row < G_N_ELEMENTS(countries); row++)
      if (g_ascii_strcasecmp(address->country, countries[row].country) == 0)
        return of_country(row, contact);
    return "en";
  }
  return NULL;
}

/* +1 is several countries' own. */
static const char *by_phone(const CardcatContact *contact) {
  for (guint i = 0; i < contact->phones->len; i++) {
    const char *e164 = ((const CardcatPhone *)contact->phones->pdata[i])->e164;
    for (guint row = 0; e164 && row < G_N_ELEMENTS(countries); row++)
      if (g_str_has_prefix(e164, countries[row].calling)) return of_country(row, contact);
    if (e164) return "en";
  }
  return NULL;
}

/* A domain that ends in a country's code: most do not, which tells nothing. */
static const char *by_domain(const CardcatContact *contact) {
  for (guint i = 0; i < contact->emails->len; i++) {
    const char *dot = strrchr(contact->emails->pdata[i], '.');
    for (guint row = 0; dot && row < G_N_ELEMENTS(countries); row++)
      if (g_ascii_strcasecmp(dot + 1, countries[row].country) == 0) return of_country(row, contact);
  }
  return NULL;
}

const char *cc_letter_language(const CardcatContact *contact) {
  const char *told = by_address(contact);
  if (!told) told = by_phone(contact);
  if (!told) told = by_domain(contact);
  return told ? told : "en";
}

/* ---- a day ----------------------------------------------------------------------------------- */

static char *put_day(const Language *in, int day, const char *month, gboolean american) {
  if (g_str_equal(in->code, "de")) return g_strdup_printf("%d. %s", day, month);
  if (g_str_equal(in->code, "es")) return g_strdup_printf("%d de %s", day, month);
  if (g_str_equal(in->code, "fr") && day == 1) return g_strdup_printf("1er %s", month);
  if (g_str_equal(in->code, "it") && day == 1) return g_strdup_printf("1º %s", month);
  return american ? g_strdup_printf("%s %d", month, day) : g_strdup_printf("%d %s", day, month);
}

char *cc_letter_day(const char *day, const char *language, gboolean american) {
  const Language *in = find_language(language);
  int y = 0, m = 0, d = 0;
  if (!in || !day || sscanf(day, "%4d-%2d-%2d", &y, &m, &d) != 3) return NULL;
  if (!g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y)) return NULL;
  g_autofree char *text =
      put_day(in, d, in->months[m - 1], american && g_str_equal(language, "en"));
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)d, (GDateMonth)m, (GDateYear)y);
  const char *weekday = in->days[g_date_get_weekday(&date) - 1];
  return weekday ? g_strdup_printf("%s %s", weekday, text) : g_steal_pointer(&text);
}
