/* Which languages can be read at all: those that Tesseract has models of, installed or not. */
#include "text/ocr.h"

#include <string.h>

/* Tesseract's models, as Debian packages them: languages, then scripts. */
static const char LANGUAGES[] =
    " afr amh ara asm aze aze_cyrl bel ben bod bos bre bul cat ceb ces chi_sim chi_sim_vert "
    "chi_tra chi_tra_vert chr cos cym dan deu div dzo ell eng enm epo est eus fao fas fil fin fra "
    "frk frm fry gla gle glg grc guj hat heb hin hrv hun hye iku ind isl ita ita_old jav jpn "
    "jpn_vert kan kat kat_old kaz khm kir kmr kor kor_vert lao lat lav lit ltz mal mar mkd mlt mon "
    "mri msa mya nep nld nor oci ori osd pan pol por pus que ron rus san sin slk slv snd spa "
    "spa_old sqi srp srp_latn sun swa swe syr tam tat tel tgk tha tir ton tur uig ukr urd uzb "
    "uzb_cyrl vie yid yor ";
static const char SCRIPTS[] =
    " Arabic Armenian Bengali Canadian_Aboriginal Cherokee Cyrillic Devanagari Ethiopic Fraktur "
    "Georgian Greek Gujarati Gurmukhi Hangul Hangul_vert HanS HanS_vert HanT HanT_vert Hebrew "
    "Japanese Japanese_vert Kannada Khmer Lao Latin Malayalam Myanmar Oriya Sinhala Syriac Tamil "
    "Telugu Thaana Thai Tibetan Vietnamese ";

static gboolean is_listed(const char *name, const char *list) {
  g_autofree char *word = g_strconcat(" ", name, " ", NULL);
  return !strchr(name, ' ') && strstr(list, word);
}

/* It becomes a part of a file's name: nothing that leads out of Tesseract's folder. */
static gboolean is_name(const char *name) {
  gboolean well = *name && *name != '/' && !g_str_has_suffix(name, "/");
  for (const char *p = name; *p; p++)
    well = well && (g_ascii_isalnum(*p) || *p == '_' || *p == '/');
  return well;
}

static gboolean is_known(const char *name) {
  const char *script = g_str_has_prefix(name, "script/") ? name + strlen("script/") : name;
  return is_listed(name, LANGUAGES) || is_listed(script, SCRIPTS);
}

gboolean cc_languages_check(const char *languages, GError **error) {
  g_auto(GStrv) names = g_strsplit(languages, "+", -1);
  if (!names[0]) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "no language is given");
    return FALSE;
  }
  for (char **name = names; *name; name++) {
    if (is_name(*name) && (is_known(*name) || cc_ocr_has_language(*name))) continue;
    g_autofree char *meant = cc_language_find(*name);
    gboolean can = meant && is_known(meant);
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "there is no language '%s'; %s%s%s",
                *name, can ? "did you mean '" : "give Tesseract's names, such as deu or eng+fra",
                can ? meant : "", can ? "'?" : "");
    return FALSE;
  }
  return TRUE;
}
