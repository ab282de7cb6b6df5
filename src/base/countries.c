/* Countries and languages by the names that people give them, which ICU knows. */
#include "base/base.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/uregion.h>

#define NAME_CHARS 128 /* UTF-16 units; the longest English name of a country has 44 */

typedef int32_t (*DisplayFunc)(const char *locale, const char *language, UChar *out, int32_t size,
                               UErrorCode *failed);

/* What DISPLAY calls LOCALE in English is TEXT, whatever the case of its letters. */
static gboolean is_called(const char *locale, DisplayFunc display, const char *text) {
  UChar name[NAME_CHARS];
  UErrorCode failed = U_ZERO_ERROR;
  int32_t length = display(locale, "en", name, NAME_CHARS, &failed);
  if (U_FAILURE(failed)) return FALSE;
  g_autofree char *utf8 = g_utf16_to_utf8((const gunichar2 *)name, length, NULL, NULL, NULL);
  g_autofree char *a = g_utf8_casefold(utf8 ? utf8 : "", -1), *b = g_utf8_casefold(text, -1);
  return *a && g_str_equal(a, b);
}

/* The country that TEXT is the code of, of two letters or three, also a former one; NULL: none. */
static const char *country_of_code(const char *text) {
  UErrorCode failed = U_ZERO_ERROR;
  gsize length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  if (text[length] || length < 2 || length > 3) return NULL;
  g_autofree char *code = g_ascii_strup(text, -1);
  const URegion *region = uregion_getRegionFromCode(code, &failed);
  if (U_FAILURE(failed) || !region || uregion_getType(region) != URGN_TERRITORY) return NULL;
  return uregion_getRegionCode(region);
}

char *cardcat_region_find(const char *text) {
  const char *code = country_of_code(text);
  if (code) return g_strdup(code);
  if (!g_utf8_validate(text, -1, NULL)) return NULL;
  for (const char *const *country = uloc_getISOCountries(); *country; country++) {
    char locale[] = "und_XX";
    memcpy(locale + strlen("und_"), *country, 2);
    if (is_called(locale, uloc_getDisplayCountry, text)) return g_strdup(*country);
  }
  return NULL;
}

/* Tesseract's own names where they are not ISO 639-3. */
static const char *const OTHER_NAMES[][2] = {
    {"zho", "chi_sim"}, {"nob", "nor"}, {"nno", "nor"}, {"kur", "kmr"}};

char *cc_language_find(const char *text) {
  if (!*text || !g_utf8_validate(text, -1, NULL)) return NULL;
  g_autofree char *lower = g_ascii_strdown(text, -1);
  for (const char *const *language = uloc_getISOLanguages(); *language; language++) {
    const char *code = uloc_getISO3Language(*language);
    if (!*code || (!g_str_equal(*language, lower) && !g_str_equal(code, lower) &&
                   !is_called(*language, uloc_getDisplayLanguage, text)))
      continue;
    for (guint i = 0; i < G_N_ELEMENTS(OTHER_NAMES); i++)
      if (g_str_equal(code, OTHER_NAMES[i][0])) return g_strdup(OTHER_NAMES[i][1]);
    return g_strdup(code);
  }
  return NULL;
}
