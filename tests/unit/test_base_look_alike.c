/* Values that look like others, and values that only look odd. */
#include "base/base.h"

typedef struct {
  CardcatField field;
  const char *value, *why; /* WHY NULL: nothing is said */
} Case;

#define NAME CARDCAT_FIELD_NAME
#define EMAIL CARDCAT_FIELD_EMAILS
#define URL CARDCAT_FIELD_URLS

static const Case cases[] = {
    /* The first "a", "o" and "p" of these are Cyrillic or Greek. */
    {URL, "https://p\xD0\xB0ypal.com/login",
     "mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com"},
    {URL, "www.p\xD0\xB0ypal.com",
     "mixes Latin and Cyrillic letters; its host is www.xn--pypal-4ve.com"},
    {URL, "https://ada:pw@p\xD0\xB0ypal.com:8443/x?y#z",
     "mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com"},
    {URL, "xn--pypal-4ve.com", "mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com"},
    {URL, "g\xCE\xBFogle.com", "mixes Latin and Greek letters; its host is xn--gogle-rce.com"},
    {URL, "https://аррӏе.com",
     "has Cyrillic letters that look like Latin ones; its host is xn--80ak6aa92e.com"},
    {URL, "paypal.со",
     "has Cyrillic letters that look like Latin ones; its host is paypal.xn--n1af"},
    {URL, "ɡoogle.com", "has letters that no language writes today; its host is xn--oogle-qmc.com"},
    {EMAIL, "ada@p\xD0\xB0ypal.com",
     "mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com"},
    {EMAIL,
     "\xD0\xB0"
     "da@firm.com",
     "mixes Cyrillic and Latin letters"},
    {NAME,
     "Dr. \xD0\x90"
     "da Beck",
     "mixes Cyrillic and Latin letters"},
    {NAME, "Ada Βeck", "mixes Greek and Latin letters"},
    /* Names and hosts as they are. */
    {URL, "https://bäckerei-höllriegl.de/ä?ö", NULL},
    {URL, "пример.рф", NULL},
    {URL, "www.почта.рф", NULL},
    {URL, "mail.пример.орг", NULL},
    {URL, "оса.рф", NULL},
    {URL, "почта.com", NULL},
    {URL, "https://日本語ひらがなカタカナ.jp", NULL},
    {URL, "株式会社abc.jp", NULL},
    {URL, "한국abc.kr", NULL},
    {URL, "kjær.dk", NULL},
    {URL, "yıldız.com.tr", NULL},
    {URL, "straße-łódź.eu", NULL},
    {URL, "παράδειγμα.ελ", NULL},
    {URL, "xn--bcker-gra.de", NULL},
    {URL, "https://firm.com/p\xD0\xB0th", NULL},
    {URL, "firm.com", NULL},
    {EMAIL, "jürgen@bäcker.de", NULL},
    {EMAIL, "ада@пример.рф", NULL},
    {EMAIL, "no sign", NULL},
    {NAME, "Ada Beck (Ада Бек)", NULL},
    {NAME, "Мария Иванова", NULL},
    {NAME, "Вера Сор", NULL},
    {NAME, "Jean-François D’Ångström-Øre", NULL},
    {NAME, "田中 たろう タロー", NULL},
    {NAME, "김Kim 李Lee", NULL},
    {NAME, "محمد علی", NULL},
    {NAME, "", NULL},
    {URL, "", NULL},
    {EMAIL, "@", NULL},
    {CARDCAT_FIELD_ORGANIZATION, "P\xD0\xB0ypal", NULL},
};

static void test_look_alikes(void) {
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *why = cc_look_alike(cases[i].field, cases[i].value);
    if (g_strcmp0(why, cases[i].why) != 0)
      g_error("\"%s\": \"%s\", not \"%s\"", cases[i].value, why, cases[i].why);
  }
}

/* Bytes of any length and kind end somehow. */
static void test_any_text(void) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  for (guint i = 0; i < 300; i++) {
    g_autoptr(GString) text = g_string_new(i % 2 ? "ada@" : "http://");
    for (gint32 n = g_rand_int_range(rand, 0, i % 50 == 0 ? 2000 : 12); n > 0; n--) {
      gunichar c = (gunichar)g_rand_int_range(rand, 1, i % 3 ? 0x600 : 0x10000);
      if (g_unichar_validate(c)) g_string_append_unichar(text, c);
    }
    for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
      g_autofree char *why = cc_look_alike(field, text->str);
      g_assert_true(!why || g_utf8_validate(why, -1, NULL));
    }
  }
}

static void test_hidden(void) {
  static const struct {
    const char *text, *what, *shown;
  } texts[] = {
      {"Ada Beck", NULL, "Ada Beck"},
      {"ada\u202Emoc.knab@", "characters that turn the direction of reading",
       "ada<U+202E>moc.knab@"},
      {"\u2066Ada\u2069", "characters that turn the direction of reading", "<U+2066>Ada<U+2069>"},
      {"\u200FAda", "characters that turn the direction of reading", "<U+200F>Ada"},
      {"\u061CAda", "characters that turn the direction of reading", "<U+061C>Ada"},
      {"pay\u200Bpal", "invisible characters", "pay<U+200B>pal"},
      {"pay\u200Dpal", "invisible characters", "pay<U+200D>pal"},
      {"pay\u00ADpal", "invisible characters", "pay<U+00AD>pal"},
      {"\u200Bpay\u202Epal", "characters that turn the direction of reading",
       "<U+200B>pay<U+202E>pal"},
      {"\uFEFF"
       "Ada",
       NULL, "<U+FEFF>Ada"},
      {"A\uFEFF"
       "da",
       "invisible characters", "A<U+FEFF>da"},
      {"می\u200Cخواهم", NULL, "می<U+200C>خواهم"},
      {"👩\u200D💻", NULL, "👩<U+200D>💻"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_assert_cmpstr(cc_hidden(texts[i].text), ==, texts[i].what);
    g_autofree char *shown = cc_reveal(texts[i].text);
    g_assert_cmpstr(shown, ==, texts[i].shown);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/look-alike/values", test_look_alikes);
  g_test_add_func("/look-alike/any-text", test_any_text);
  g_test_add_func("/look-alike/hidden", test_hidden);
  return g_test_run();
}
