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

/* The code behind NAME in LIST, lines of a name, a tab and a code, as it is written; or NULL. */
static char *find_line(const char *list, const char *name) {
  g_autofree char *line = g_strdup_printf("\n%s\t", name);
  const char *at = strstr(list, line);
  return at ? g_strndup(at + strlen(line), 2) : NULL;
}

/* In other languages, as the list of models/ has it; owned. */
static char *country_of_list(const char *text) {
  g_autofree char *folder = cc_models_dir(NULL);
  g_autofree char *path = g_build_filename(folder, "countries.tsv", NULL);
  g_autofree char *list = NULL, *wanted = g_utf8_casefold(text, -1);
  if (!*wanted || strchr(text, '\t') || !g_file_get_contents(path, &list, NULL, NULL)) return NULL;
  char *as_written = find_line(list, text);
  if (as_written) return as_written;
  for (char *line = list, *next = NULL; line && *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    char *tab = strchr(line, '\t');
    if (!tab || *line == '#') continue;
    *tab = '\0';
    g_autofree char *name = g_utf8_casefold(line, -1);
    if (g_str_equal(name, wanted)) return g_strdup(tab + 1);
  }
  return NULL;
}

static char *country_of_name(const char *text) {
  for (const char *const *country = uloc_getISOCountries(); *country; country++) {
    char locale[] = "und_XX";
    memcpy(locale + strlen("und_"), *country, 2);
    if (is_called(locale, uloc_getDisplayCountry, text)) return g_strdup(*country);
  }
  return NULL;
}

/* "U.S.A." as "USA", "the Netherlands" as "Netherlands"; owned. */
static char *bare_name(const char *text) {
  static const char article[] = "the ";
  gsize length = sizeof article - 1;
  GString *out =
      g_string_new(g_ascii_strncasecmp(text, article, length) == 0 ? text + length : text);
  g_string_replace(out, ".", "", 0);
  return g_strstrip(g_string_free(out, FALSE));
}

char *cardcat_region_find(const char *text) {
  if (!g_utf8_validate(text, -1, NULL)) return NULL;
  g_autofree char *name = bare_name(text);
  const char *code = country_of_code(name);
  char *of_list = code ? NULL : country_of_list(name);
  return code ? g_strdup(code) : of_list ? of_list : country_of_name(name);
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
