/* Lines of words by Tesseract; the only file that knows it. */
#define _GNU_SOURCE /* RTLD_DEFAULT */

#include "text/ocr.h"

#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <string.h>
#include <tesseract/capi.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TessBaseAPI, TessBaseAPIDelete)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TessResultIterator, TessResultIteratorDelete)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ETEXT_DESC, TessMonitorDelete)

/* In place of Leptonica's, for Tesseract alone, which loads behind this library: it hands each line
 * on packed as a PNG and unpacks it at once, and that takes a tenth of what a card does.  The same
 * pixels come back of Leptonica's own form, which pixReadMem() knows by its first bytes. */
l_ok pixWriteMem(l_uint8 **data, size_t *size, PIX *picture, l_int32 format) {
  (void)format;
  return pixWriteMemSpix(data, size, picture);
}

/* Of an image whose line fills it; only has to lie where Tesseract believes it. */
#define RESOLUTION 300

struct CcOcr {
  TessBaseAPI *api[2]; /* by CcOcrModel; the second may be NULL, the first while LATE is set */
  char *late;          /* the first's file, still to be loaded; or NULL */
  GThread *loading;    /* of LATE; or NULL */
  CcBudget *budget;    /* borrowed; or NULL */
};

/* The script models, and Debian's packages for them; languages have packages of their name. */
static const struct {
  const char *name, *package;
} SCRIPTS[] = {
    {"Latin", "latn"},      {"Cyrillic", "cyrl"},   {"Greek", "grek"},    {"Arabic", "arab"},
    {"Hebrew", "hebr"},     {"Japanese", "jpan"},   {"Hangul", "hang"},   {"HanS", "hans"},
    {"HanT", "hant"},       {"Thai", "thai"},       {"Armenian", "armn"}, {"Georgian", "geor"},
    {"Devanagari", "deva"}, {"Vietnamese", "viet"},
};

static char *package_of(const char *language) {
  const char *base = g_str_has_prefix(language, "script/") ? language + 7 : language;
  for (guint i = 0; i < G_N_ELEMENTS(SCRIPTS); i++)
    if (g_str_equal(base, SCRIPTS[i].name))
      return g_strconcat("tesseract-ocr-script-", SCRIPTS[i].package, NULL);
  char *package = g_strconcat("tesseract-ocr-", base, NULL);
  return g_strdelimit(package, "_", '-');
}

/* Tesseract's OpenMP regions cost more than they gain on lines, many times more with a worker on
 * every processor.  Whatever OpenMP the library was linked with, if any, is told to stay serial;
 * OMP_THREAD_LIMIT is read too early for us to set it. */
static void stay_serial(void) {
  void (*set_levels)(int) = NULL;
  *(void **)&set_levels = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
  if (set_levels) set_levels(0);
}

static gboolean is_loaded(TessBaseAPI *api, const char *language) {
  char **loaded = TessBaseAPIGetLoadedLanguagesAsVector(api);
  gboolean found = FALSE;
  for (int i = 0; loaded && loaded[i]; i++)
    found = found || g_str_equal(loaded[i], language);
  TessDeleteTextArray(loaded);
  return found;
}

static TessBaseAPI *api_create(void) {
  TessBaseAPI *api = TessBaseAPICreate();
  TessBaseAPISetVariable(api, "debug_file", "/dev/null"); /* it prints what we report */
  return api;
}

/* It opens that when it has something to print, such as that this is no file. */
void cc_ocr_prepare(void) {
  TessBaseAPI *api = api_create();
  TessBaseAPIReadConfigFile(api, "");
  TessBaseAPIDelete(api);
}

static TessBaseAPI *api_ready(TessBaseAPI *api) {
  TessBaseAPISetVariable(api, "tessedit_do_invert", "0"); /* every strip is dark on light */
  return api;
}

/* An engine with all of LANGUAGES; NULL, and the first one missing, when it cannot be had. */
static TessBaseAPI *api_new(const char *languages, char **missing) {
  g_autoptr(TessBaseAPI) api = api_create();
  int failed = TessBaseAPIInit2(api, NULL, languages, OEM_LSTM_ONLY);
  g_auto(GStrv) wanted = g_strsplit(languages, "+", -1);
  for (char **language = wanted; *language; language++)
    if (failed || !is_loaded(api, *language)) {
      if (missing && !*missing) *missing = g_strdup(*language);
      return NULL;
    }
  return api_ready(g_steal_pointer(&api));
}

/* The same; Tesseract's own script models are in a folder "script", Debian's are not. */
static TessBaseAPI *api_new_named(const char *languages, char **missing) {
  TessBaseAPI *api = api_new(languages, missing);
  if (api || !strstr(languages, "script/")) return api;
  g_auto(GStrv) pieces = g_strsplit(languages, "script/", -1);
  g_autofree char *plain = g_strjoinv("", pieces);
  return api_new(plain, NULL);
}

/* Tesseract's languages and scripts that are not written in Latin letters; "chi_" begins four. */
static const char *const OTHER_SCRIPTS[] = {
    "amh", "ara",      "asm", "aze_cyrl", "bel", "ben", "bod",      "bul", "dzo", "ell", "fas",
    "grc", "guj",      "heb", "hin",      "iku", "jpn", "jpn_vert", "kan", "kat", "kaz", "khm",
    "kor", "kor_vert", "kir", "lao",      "mal", "mar", "mkd",      "mon", "mya", "nep", "ori",
    "pan", "pus",      "rus", "san",      "sin", "snd", "srp",      "syr", "tam", "tat", "tel",
    "tgk", "tha",      "tir", "uig",      "ukr", "urd", "yid"};

static gboolean is_latin(const char *language) {
  if (g_str_has_prefix(language, "chi_")) return FALSE;
  const char *base = g_str_has_prefix(language, "script/") ? language + 7 : language;
  for (guint i = 0; i < G_N_ELEMENTS(SCRIPTS); i++)
    if (g_str_equal(base, SCRIPTS[i].name)) return i == 0 || g_str_equal(base, "Vietnamese");
  for (guint i = 0; i < G_N_ELEMENTS(OTHER_SCRIPTS); i++)
    if (g_str_equal(base, OTHER_SCRIPTS[i])) return FALSE;
  return TRUE;
}

/* LANGUAGES, owned, with English where none of them knows Latin letters: e-mails and web addresses
 * are written in them everywhere. */
static char *with_latin(const char *languages) {
  g_auto(GStrv) list = g_strsplit(languages, "+", -1);
  for (char **language = list; *language; language++)
    if (is_latin(*language)) return g_strdup(languages);
  return g_strconcat(languages, "+eng", NULL);
}

static TessBaseAPI *api_new_chosen(const char *languages, char **missing) {
  g_autofree char *all = with_latin(languages);
  return api_new_named(all, missing);
}

/* The file of Tesseract's model of all Latin script, owned; NULL when it is not beside ENGLISH. */
static char *latin_beside(TessBaseAPI *english) {
  static const char *const names[] = {"script/Latin", "Latin"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *file = g_strconcat(names[i], ".traineddata", NULL);
    char *path = g_build_filename(TessBaseAPIGetDatapath(english), file, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) return path;
    g_free(path);
  }
  return NULL;
}

/* An engine with the model in the file PATH, mapped while Tesseract copies it: a large one costs a
 * quarter less than when Tesseract reads the file.  NULL when it cannot be had. */
static TessBaseAPI *api_new_file(const char *path) {
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
  if (!file || g_mapped_file_get_length(file) > G_MAXINT) return NULL;
  g_autofree char *base = g_path_get_basename(path);
  g_autofree char *language = g_strndup(base, strcspn(base, "."));
  g_autoptr(TessBaseAPI) api = api_create();
  if (TessBaseAPIInit5(api, g_mapped_file_get_contents(file), (int)g_mapped_file_get_length(file),
                       language, OEM_LSTM_ONLY, NULL, 0, NULL, NULL, 0, FALSE) != 0)
    return NULL;
  return api_ready(g_steal_pointer(&api));
}

/* A model of all Latin script knows every accent, and sees some that are not there; where it is
 * unsure, English is asked too. */
static void choose_default(CcOcr *ocr) {
  TessBaseAPI *english = api_new("eng", NULL);
  ocr->late = english ? latin_beside(english) : NULL;
  ocr->api[ocr->late ? CC_OCR_SECOND : CC_OCR_FIRST] = english;
  if (!english) ocr->api[CC_OCR_FIRST] = api_new_named("script/Latin", NULL);
}

static gpointer load_late(gpointer ocr) {
  return api_new_file(((CcOcr *)ocr)->late);
}

void cc_ocr_load(CcOcr *ocr) {
  if (ocr->late && !ocr->loading) ocr->loading = g_thread_new("load", load_late, ocr);
}

void cc_ocr_wait(CcOcr *ocr) {
  if (!ocr->late) return;
  TessBaseAPI *late = ocr->loading ? g_thread_join(ocr->loading) : load_late(ocr);
  ocr->loading = NULL;
  g_clear_pointer(&ocr->late, g_free);
  ocr->api[CC_OCR_FIRST] = late ? late : g_steal_pointer(&ocr->api[CC_OCR_SECOND]);
}

const char *cc_ocr_folder(CcOcr *ocr) {
  return TessBaseAPIGetDatapath(ocr->api[ocr->api[CC_OCR_SECOND] ? CC_OCR_SECOND : CC_OCR_FIRST]);
}

static TessBaseAPI *api_of(CcOcr *ocr, CcOcrModel model) {
  cc_ocr_wait(ocr);
  return ocr->api[model];
}

CcOcr *cc_ocr_new(const char *languages, GError **error) {
  g_autofree char *missing = NULL;
  g_autoptr(CcOcr) ocr = g_new0(CcOcr, 1);
  if (languages)
    ocr->api[CC_OCR_FIRST] = api_new_chosen(languages, &missing);
  else
    choose_default(ocr);
  if (!ocr->api[CC_OCR_FIRST] && !ocr->late) {
    g_autofree char *package = package_of(missing ? missing : "script/Latin");
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING,
                "Tesseract has no language data for %s: install %s",
                missing ? missing : "Latin script", package);
    return NULL;
  }
  stay_serial();
  return g_steal_pointer(&ocr);
}

gboolean cc_ocr_has_language(const char *name) {
  g_autoptr(TessBaseAPI) api = api_new_named(name, NULL);
  return api != NULL;
}

void cc_ocr_free(CcOcr *ocr) {
  if (!ocr) return;
  if (ocr->loading) cc_ocr_wait(ocr);
  for (guint i = 0; i < G_N_ELEMENTS(ocr->api); i++)
    if (ocr->api[i]) TessBaseAPIDelete(ocr->api[i]);
  g_free(ocr->late);
  g_free(ocr);
}

void cc_ocr_set_budget(CcOcr *ocr, CcBudget *budget) {
  ocr->budget = budget;
}

gboolean cc_ocr_has_second(CcOcr *ocr) {
  return api_of(ocr, CC_OCR_SECOND) != NULL;
}

static CardcatWord *word_at(TessResultIterator *iterator) {
  char *bytes = TessResultIteratorGetUTF8Text(iterator, RIL_WORD);
  g_autofree char *text = cc_text_clean(bytes ? bytes : "", -1, CC_TEXT_MAX);
  TessDeleteText(bytes);
  if (!*text) return NULL;
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(iterator);
  TessPageIteratorBoundingBox(at, RIL_WORD, &x0, &y0, &x1, &y1);
  double confidence = (double)TessResultIteratorConfidence(iterator, RIL_WORD) / 100;
  return cardcat_word_new(text, (CardcatBox){x0, y0, x1 - x0, y1 - y0}, CLAMP(confidence, 0, 1));
}

/* Han, Hiragana and Katakana are written without blanks; Tesseract cuts them where it likes. */
static gboolean is_unspaced(gunichar c) {
  GUnicodeScript script = g_unichar_get_script(c);
  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA || c == 0x30FC;
}

static gboolean stand_together(const char *text, const char *next) {
  gsize length = strlen(text);
  if (length == 0) return FALSE;
  return is_unspaced(g_utf8_get_char(g_utf8_prev_char(text + length))) &&
         is_unspaced(g_utf8_get_char(next));
}

/* Words weigh by their length: a stray mark does not spoil a line, a bad word does. */
void cc_ocr_line_join(CardcatLine *line) {
  g_autoptr(GString) text = g_string_new(NULL);
  double sum = 0, weight = 0;
  for (guint i = 0; i < line->words->len; i++) {
    const CardcatWord *word = line->words->pdata[i];
    double length = g_utf8_strlen(word->text, -1);
    gboolean glued = i == 0 || stand_together(text->str, word->text);
    g_string_append_printf(text, "%s%s", glued ? "" : " ", word->text);
    sum += word->confidence * length;
    weight += length;
  }
  g_free(line->text);
  line->text = g_string_free(g_steal_pointer(&text), FALSE);
  line->confidence = weight > 0 ? sum / weight : 0;
}

CardcatLine *cc_ocr_line(CcOcr *ocr, const CcRaster *image, CcOcrModel model) {
  TessBaseAPI *api = api_of(ocr, model);
  CardcatLine *line = cardcat_line_new("", (CardcatBox){0, 0, image->width, image->height}, 0);
  if (cc_budget_is_spent(ocr->budget)) return line;
  TessBaseAPISetPageSegMode(api, PSM_RAW_LINE);
  TessBaseAPISetImage(api, image->data, image->width, image->height, 1, image->width);
  TessBaseAPISetSourceResolution(api, RESOLUTION);
  if (TessBaseAPIRecognize(api, NULL) != 0) return line;
  g_autoptr(TessResultIterator) iterator = TessBaseAPIGetIterator(api);
  if (!iterator) return line;
  do {
    CardcatWord *word = word_at(iterator);
    if (word) g_ptr_array_add(line->words, word);
  } while (TessResultIteratorNext(iterator, RIL_WORD));
  cc_ocr_line_join(line);
  return line;
}

static bool is_spent(void *budget, int words) {
  (void)words;
  return cc_budget_is_spent(budget);
}

GPtrArray *cc_ocr_picture(CcOcr *ocr, const CcRaster *image, CcOcrModel model) {
  GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  TessBaseAPI *api = api_of(ocr, model);
  int bands = image->bands;
  if (cc_budget_is_spent(ocr->budget)) return lines;
  g_autoptr(ETEXT_DESC) monitor = TessMonitorCreate();
  TessMonitorSetCancelFunc(monitor, is_spent);
  TessMonitorSetCancelThis(monitor, ocr->budget);
  TessBaseAPISetPageSegMode(api, PSM_SPARSE_TEXT);
  TessBaseAPISetVariable(api, "tessedit_do_invert", "1");
  TessBaseAPISetImage(api, image->data, image->width, image->height, bands, bands * image->width);
  TessBaseAPISetSourceResolution(api, RESOLUTION);
  gboolean failed = TessBaseAPIRecognize(api, monitor) != 0;
  TessBaseAPISetVariable(api, "tessedit_do_invert", "0");
  g_autoptr(TessResultIterator) iterator = failed ? NULL : TessBaseAPIGetIterator(api);
  if (!iterator) return lines;
  do {
    const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(iterator);
    if (lines->len == 0 || TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE))
      g_ptr_array_add(lines, cardcat_line_new("", (CardcatBox){0}, 0));
    const CardcatLine *line = lines->pdata[lines->len - 1];
    CardcatWord *word = word_at(iterator);
    if (word) g_ptr_array_add(line->words, word);
  } while (TessResultIteratorNext(iterator, RIL_WORD));
  return lines;
}

const char *cc_ocr_version(void) {
  return TessVersion();
}

const char *cc_ocr_languages(CcOcr *ocr) {
  return TessBaseAPIGetInitLanguagesAsString(api_of(ocr, CC_OCR_FIRST));
}
