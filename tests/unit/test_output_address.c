/* No word of an address is lost, whatever its parts are. */
#include <string.h>

#include "output/output.h"

static const char *const texts[] = {
    "Am Markt 1, 10115 Berlin",
    "Am Markt 1, 10115 Berlin, Germany",
    "c/o Beck, Building 4, 1 Main St, Springfield, IL 62701, USA",
    "Hauptstraße 12 a, Hinterhaus, A-1010 Wien",
    "〒100-0005, 東京都千代田区丸の内1-1",
    "Room 7, Room 7, Room 7",
    "12",
    "Calle Mayor 3, 2º izda; 28013 Madrid (España)",
};

static const char *const words[] = {"Mill", "Lane", "12",   "3b",     "8000", "Aarhus", "C",
                                    "Nord", "DK",   "Hall", "Straße", "Łódź", "東京",   "Nord"};

static gboolean has_word(const char *text, const char *word) {
  return text && strstr(text, word);
}

static void assert_whole(const CardcatAddress *address) {
  g_autoptr(CardcatAddress) whole = cc_address_complete(address);
  const char *parts[] = {whole->street, whole->locality, whole->region, whole->postcode,
                         whole->country};
  g_auto(GStrv) all = g_strsplit_set(address->full, " ,;()", -1);
  for (char **w = all; *w; w++) {
    gboolean found = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
      found = found || has_word(parts[i], *w);
    if (!found) g_error("\"%s\" of \"%s\" is lost", *w, address->full);
  }
  g_assert_cmpstr(whole->full, ==, address->full);
}

static void test_typed(void) {
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CardcatAddress) address = cardcat_address_from_text(texts[i], NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(address->full, ==, texts[i]);
    assert_whole(address);
  }
}

static char *some_words(GRand *rand, int most) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (int i = g_rand_int_range(rand, 1, most + 1); i > 0; i--)
    g_string_append_printf(out, "%s%s",
                           out->len == 0          ? ""
                           : g_rand_boolean(rand) ? ", "
                                                  : " ",
                           words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
  return g_strdup(out->str);
}

/* Parts that have nothing to do with the text, too. */
static void test_any(void) {
  GRand *rand = g_rand_new_with_seed(1);
  for (guint i = 0; i < 3000; i++) {
    g_autoptr(CardcatAddress) address = cardcat_address_new();
    char **parts[] = {&address->street, &address->locality, &address->region, &address->postcode,
                      &address->country};
    address->full = some_words(rand, 9);
    for (guint k = 0; k < G_N_ELEMENTS(parts); k++)
      if (g_rand_boolean(rand)) *parts[k] = some_words(rand, k == 0 ? 4 : 1);
    assert_whole(address);
  }
  g_rand_free(rand);
}

static void test_parts(void) {
  g_autoptr(CardcatAddress) address = cardcat_address_new();
  address->full = g_strdup("Beck House, Am Markt 1, 10115 Berlin, Germany");
  address->street = g_strdup("Am Markt 1");
  address->postcode = g_strdup("10115");
  address->locality = g_strdup("Berlin");
  address->country = g_strdup("DE");
  g_autoptr(CardcatAddress) whole = cc_address_complete(address);
  g_assert_cmpstr(whole->street, ==, "Am Markt 1, Beck House");
  g_assert_cmpstr(whole->locality, ==, "Berlin");
  g_assert_cmpstr(whole->country, ==, "Germany");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/output-address/typed", test_typed);
  g_test_add_func("/output-address/any", test_any);
  g_test_add_func("/output-address/parts", test_parts);
  return g_test_run();
}
