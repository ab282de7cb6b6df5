/* The word lists: read once, then only looked at. */
#include "fields/words/words.h"

#include <string.h>

static const struct {
  const char *section;
  guint32 flag;
} sections[] = {{"given", CC_W_GIVEN},
                {"family", CC_W_FAMILY},
                {"town", CC_W_TOWN},
                {"title", CC_W_TITLE},
                {"title_mod", CC_W_TITLE_MOD},
                {"dept", CC_W_DEPT},
                {"dept_of", CC_W_DEPT_OF},
                {"org", CC_W_ORG},
                {"legal", CC_W_LEGAL},
                {"street", CC_W_STREET},
                {"unit", CC_W_UNIT},
                {"honorific", CC_W_HONORIFIC},
                {"postnominal", CC_W_POSTNOMINAL},
                {"particle", CC_W_PARTICLE},
                {"function", CC_W_FUNCTION},
                {"common", CC_W_COMMON},
                {"freemail", CC_W_FREEMAIL},
                {"social", CC_W_SOCIAL}};

static const char *const label_words[] = {"",      "work", "mobile",  "fax",    "home", "other",
                                          "email", "url",  "address", "number", "note", "name"};

static void add_flag(GHashTable *table, char *key, guint32 flag) {
  guint32 old = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
  g_hash_table_insert(table, key, GUINT_TO_POINTER(old | flag));
}

/* ---- files -------------------------------------------------------------------------------- */

typedef struct {
  CcModels *models;
  guint32 flag; /* of the list or section that is read */
} List;

static gboolean take_word(gpointer data, const char *line, GError **error) {
  const List *list = data;
  (void)error;
  add_flag(list->models->words, cc_fold(line), list->flag);
  return TRUE;
}

static gboolean load_list(CcModels *models, const char *dir, const char *name, guint32 flag,
                          GError **error) {
  List list = {models, flag};
  return cc_lines_each(dir, name, take_word, &list, error);
}

static guint32 section_flag(const char *line) {
  for (guint i = 0; i < G_N_ELEMENTS(sections); i++) {
    gsize length = strlen(sections[i].section);
    if (strncmp(line + 1, sections[i].section, length) == 0 && line[length + 1] == ']')
      return sections[i].flag;
  }
  return 0;
}

static void add_entries(CcModels *models, const char *line, guint32 flag) {
  g_auto(GStrv) entries = g_strsplit(line, ",", -1);
  for (guint i = 0; entries[i]; i++) {
    const char *entry = g_strstrip(entries[i]);
    gboolean ending = *entry == '-' && entry[1];
    g_autofree char *key = cc_fold(ending ? entry + 1 : entry);
    if (*key) add_flag(ending ? models->endings : models->words, g_steal_pointer(&key), flag);
  }
}

static gboolean take_entries(gpointer data, const char *line, GError **error) {
  List *list = data;
  if (*line != '[') {
    add_entries(list->models, line, list->flag);
    return TRUE;
  }
  list->flag = section_flag(line);
  if (list->flag) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s is no section of words", line);
  return FALSE;
}

static void add_label(CcModels *models, const char *word, const char *kind) {
  for (guint i = 1; i < G_N_ELEMENTS(label_words); i++)
    if (strcmp(kind, label_words[i]) == 0)
      g_hash_table_insert(models->labels, cc_fold(word), GUINT_TO_POINTER(i));
}

static void add_country(CcModels *models, const char *name, const char *code) {
  g_autofree char *key = cc_fold(name);
  add_flag(models->words, g_strdup(key), CC_W_COUNTRY);
  g_hash_table_insert(models->countries, g_steal_pointer(&key), g_strdup(code));
}

static void add_state_code(CcModels *models, const char *code, const char *country) {
  const char *old = g_hash_table_lookup(models->state_codes, code);
  g_hash_table_insert(models->state_codes, g_strdup(code),
                      g_strconcat(old ? old : "", country, " ", NULL));
}

static void add_alphabet(CcModels *models, const char *country, const char *letters) {
  g_hash_table_insert(models->alphabets, g_strdup(country), g_strdup(letters));
}

typedef void (*AddFunc)(CcModels *models, const char *key, const char *value);

typedef struct {
  CcModels *models;
  AddFunc add;
} Pairs;

static gboolean take_pair(gpointer data, const char *line, GError **error) {
  const Pairs *pairs = data;
  g_auto(GStrv) pair = g_strsplit(line, "\t", 2);
  if (!pair[1]) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "no tab in \"%s\"", line);
    return FALSE;
  }
  pairs->add(pairs->models, pair[0], g_strstrip(pair[1]));
  return TRUE;
}

static gboolean load_pairs(CcModels *models, const char *dir, const char *name, AddFunc add,
                           GError **error) {
  Pairs pairs = {models, add};
  return cc_lines_each(dir, name, take_pair, &pairs, error);
}

static gboolean load_all(CcModels *models, const char *dir, GError **error) {
  List sections_of_words = {models, 0};
  return load_list(models, dir, "given.txt", CC_W_GIVEN, error) &&
         load_list(models, dir, "family.txt", CC_W_FAMILY, error) &&
         load_list(models, dir, "towns.txt", CC_W_TOWN, error) &&
         load_list(models, dir, "states.txt", CC_W_STATE, error) &&
         load_list(models, dir, "common.txt", CC_W_COMMON, error) &&
         cc_lines_each(dir, "words.txt", take_entries, &sections_of_words, error) &&
         load_pairs(models, dir, "labels.tsv", add_label, error) &&
         load_pairs(models, dir, "countries.tsv", add_country, error) &&
         load_pairs(models, dir, "codes.tsv", add_state_code, error) &&
         load_pairs(models, dir, "alphabets.tsv", add_alphabet, error);
}

/* ---- life --------------------------------------------------------------------------------- */

static GHashTable *table_of(GDestroyNotify free_value) {
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_value);
}

static void count_spellings(CcModels *models) {
  GHashTableIter iter;
  gpointer word;
  g_hash_table_iter_init(&iter, models->words);
  while (g_hash_table_iter_next(&iter, &word, NULL))
    cc_ngrams_add(models->ngrams, word);
}

gboolean cc_words_load(CcModels *models, const char *dir, GError **error) {
  models->words = table_of(NULL);
  models->endings = table_of(NULL);
  models->labels = table_of(NULL);
  models->countries = table_of(g_free);
  models->state_codes = table_of(g_free);
  models->alphabets = table_of(g_free);
  models->ngrams = cc_ngrams_new();
  if (!load_all(models, dir, error)) return FALSE;
  count_spellings(models);
  return TRUE;
}

void cc_words_free(CcModels *models) {
  g_clear_pointer(&models->words, g_hash_table_unref);
  g_clear_pointer(&models->endings, g_hash_table_unref);
  g_clear_pointer(&models->labels, g_hash_table_unref);
  g_clear_pointer(&models->countries, g_hash_table_unref);
  g_clear_pointer(&models->state_codes, g_hash_table_unref);
  g_clear_pointer(&models->alphabets, g_hash_table_unref);
  cc_ngrams_free(models->ngrams);
}

/* ---- look-ups ----------------------------------------------------------------------------- */

guint32 cc_models_flags(const CcModels *models, const char *folded) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(models->words, folded));
}

guint32 cc_word_flags(const CcModels *models, const char *word) {
  g_autofree char *key = cc_fold(word);
  return cc_models_flags(models, key);
}

guint32 cc_models_ending(const CcModels *models, const char *folded) {
  gsize length = strlen(folded);
  /* An ending makes a word only when something of three letters stands before it. */
  for (gsize from = 3; from + 2 < length; from++) {
    if (((guchar)folded[from] & 0xC0) == 0x80) continue;
    guint32 flags = GPOINTER_TO_UINT(g_hash_table_lookup(models->endings, folded + from));
    if (flags) return flags;
  }
  return 0;
}

void cc_models_each(const CcModels *models, guint32 flags, CcWordFunc seen, gpointer data) {
  GHashTableIter iter;
  gpointer word, value;
  g_hash_table_iter_init(&iter, models->words);
  while (g_hash_table_iter_next(&iter, &word, &value))
    if (GPOINTER_TO_UINT(value) & flags) seen(word, data);
}

gboolean cc_models_strange(const CcModels *models, const char *folded) {
  return cc_ngrams_strange(models->ngrams, folded);
}

CcLabelWord cc_models_label(const CcModels *models, const char *folded) {
  return (CcLabelWord)GPOINTER_TO_UINT(g_hash_table_lookup(models->labels, folded));
}

const char *cc_models_country(const CcModels *models, const char *folded) {
  return g_hash_table_lookup(models->countries, folded);
}

const char *cc_models_alphabet(const CcModels *models, const char *country) {
  return country ? g_hash_table_lookup(models->alphabets, country) : NULL;
}

gboolean cc_models_state_code(const CcModels *models, const char *code, const char *country) {
  const char *countries = g_hash_table_lookup(models->state_codes, code);
  return countries && (!country || strstr(countries, country) != NULL);
}

/* ---- what was learned ----------------------------------------------------------------------- */

void cc_models_learn_word(CcModels *models, const char *folded, guint32 flag) {
  guint32 flags = cc_models_flags(models, folded);
  if (!*folded || (flags & flag)) return;
  g_hash_table_insert(models->words, g_strdup(folded),
                      GUINT_TO_POINTER(flags | flag | (guint32)CC_W_LEARNED));
}
