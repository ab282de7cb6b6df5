/* The word lists, the weights, what confidence is made of: read once, then only looked at. */
#include "fields/internal.h"

#include <string.h>

#include "fields/grammar/phone_number.h"

struct CcModels {
  GHashTable *words;       /* folded phrase -> CcWordFlags */
  GHashTable *endings;     /* folded ending -> CcWordFlags */
  GHashTable *labels;      /* folded word -> CcLabelWord */
  GHashTable *countries;   /* folded name -> code */
  GHashTable *state_codes; /* "TX" -> "US IT " */
  GHashTable *weights;     /* feature -> double[CC_LABELS] */
  GHashTable *signs;       /* field or sign -> double */
  CcNgrams *ngrams;        /* of all words */
  CcLearned *learned;      /* NULL: nothing */
};

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
static const char *const label_names[CC_KINDS] = {
    "name", "org", "title", "dept", "address", "note", "junk", "email", "url", "phone", "edge"};

const char *cc_label_name(CcLabel label) {
  return (guint)label < CC_KINDS ? label_names[label] : "?";
}

static void add_flag(GHashTable *table, char *key, guint32 flag) {
  guint32 old = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
  g_hash_table_insert(table, key, GUINT_TO_POINTER(old | flag));
}

/* ---- files -------------------------------------------------------------------------------- */

/* The lines of DIR/NAME that are neither empty nor remarks. */
static GStrv read_lines(const char *dir, const char *name, GError **error) {
  g_autofree char *path = g_build_filename(dir, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) cause = NULL;
  if (!g_file_get_contents(path, &text, NULL, &cause)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING,
                "the word lists are not there: %s; install cardcat, or name their folder in "
                "CARDCAT_MODELS",
                cause->message);
    return NULL;
  }
  if (!g_utf8_validate(text, -1, NULL)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s is no UTF-8 text", path);
    return NULL;
  }
  return g_strsplit_set(text, "\n", -1); /* no strstr(): slow in a sanitizer, on long text */
}

static gboolean is_entry(const char *line) {
  return *line && *line != '#';
}

static gboolean load_list(CcModels *models, const char *dir, const char *name, guint32 flag,
                          GError **error) {
  g_auto(GStrv) lines = read_lines(dir, name, error);
  if (!lines) return FALSE;
  for (guint i = 0; lines[i]; i++)
    if (is_entry(lines[i])) add_flag(models->words, cc_fold(lines[i]), flag);
  return TRUE;
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

static gboolean load_words(CcModels *models, const char *dir, GError **error) {
  g_auto(GStrv) lines = read_lines(dir, "words.txt", error);
  if (!lines) return FALSE;
  guint32 flag = 0;
  for (guint i = 0; lines[i]; i++) {
    if (*lines[i] == '[')
      flag = section_flag(lines[i]);
    else if (is_entry(lines[i]) && flag)
      add_entries(models, lines[i], flag);
  }
  return TRUE;
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

static gboolean load_pairs(CcModels *models, const char *dir, const char *name,
                           void (*add)(CcModels *, const char *, const char *), GError **error) {
  g_auto(GStrv) lines = read_lines(dir, name, error);
  if (!lines) return FALSE;
  for (guint i = 0; lines[i]; i++) {
    g_auto(GStrv) pair = g_strsplit(lines[i], "\t", 2);
    if (is_entry(lines[i]) && pair[0] && pair[1]) add(models, pair[0], g_strstrip(pair[1]));
  }
  return TRUE;
}

static gboolean load_weights(CcModels *models, const char *dir, GError **error) {
  g_auto(GStrv) lines = read_lines(dir, "weights.tsv", error);
  if (!lines) return FALSE;
  for (guint i = 0; lines[i]; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
    if (!is_entry(lines[i]) || g_strv_length(cells) != CC_LABELS + 1) continue;
    double *weights = cc_models_weights_edit(models, cells[0]);
    for (guint k = 0; k < CC_LABELS; k++)
      weights[k] = g_ascii_strtod(cells[k + 1], NULL);
  }
  return TRUE;
}

static void add_sign(CcModels *models, const char *name, const char *weight) {
  double *value = g_new(double, 1);
  *value = g_ascii_strtod(weight, NULL);
  g_hash_table_insert(models->signs, g_strdup(name), value);
}

static gboolean load_all(CcModels *models, const char *dir, GError **error) {
  return load_list(models, dir, "given.txt", CC_W_GIVEN, error) &&
         load_list(models, dir, "family.txt", CC_W_FAMILY, error) &&
         load_list(models, dir, "towns.txt", CC_W_TOWN, error) &&
         load_list(models, dir, "states.txt", CC_W_STATE, error) &&
         load_list(models, dir, "common.txt", CC_W_COMMON, error) &&
         load_words(models, dir, error) &&
         load_pairs(models, dir, "labels.tsv", add_label, error) &&
         load_pairs(models, dir, "countries.tsv", add_country, error) &&
         load_pairs(models, dir, "codes.tsv", add_state_code, error) &&
         load_pairs(models, dir, "confidence.tsv", add_sign, error) &&
         load_weights(models, dir, error);
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

CcModels *cc_models_load(const char *dir, GError **error) {
  g_autofree char *place = cc_models_dir(dir);
  g_autoptr(CcModels) models = g_new0(CcModels, 1);
  models->words = table_of(NULL);
  models->endings = table_of(NULL);
  models->labels = table_of(NULL);
  models->countries = table_of(g_free);
  models->state_codes = table_of(g_free);
  models->weights = table_of(g_free);
  models->signs = table_of(g_free);
  if (!load_all(models, place, error)) return NULL;
  models->ngrams = cc_ngrams_new();
  count_spellings(models);
  cc_number_parse("+1 212 555 0100", NULL); /* its tables, too, are read before workers fork */
  return g_steal_pointer(&models);
}

void cc_models_free(CcModels *models) {
  if (!models) return;
  g_hash_table_unref(models->words);
  g_hash_table_unref(models->endings);
  g_hash_table_unref(models->labels);
  g_hash_table_unref(models->countries);
  g_hash_table_unref(models->state_codes);
  g_hash_table_unref(models->weights);
  g_hash_table_unref(models->signs);
  cc_ngrams_free(models->ngrams);
  cc_learned_free(models->learned);
  g_free(models);
}

/* ---- look-ups ----------------------------------------------------------------------------- */

guint32 cc_models_flags(const CcModels *models, const char *folded) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(models->words, folded));
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

gboolean cc_models_state_code(const CcModels *models, const char *code, const char *country) {
  const char *countries = g_hash_table_lookup(models->state_codes, code);
  return countries && (!country || strstr(countries, country) != NULL);
}

const double *cc_models_weights(const CcModels *models, const char *feature) {
  return g_hash_table_lookup(models->weights, feature);
}

double *cc_models_weights_edit(CcModels *models, const char *feature) {
  double *weights = g_hash_table_lookup(models->weights, feature);
  if (!weights) {
    weights = g_new0(double, CC_LABELS);
    g_hash_table_insert(models->weights, g_strdup(feature), weights);
  }
  return weights;
}

const double *cc_models_sign(const CcModels *models, const char *name) {
  return g_hash_table_lookup(models->signs, name);
}

/* ---- what was learned ----------------------------------------------------------------------- */

/* What a span that spells a known firm weighs, in the unit of weights.tsv, where a form of law is
 * worth about half of it. */
static const double firm_weights[CC_LABELS] = {
    [CC_NAME] = -2, [CC_ORG] = 5, [CC_TITLE] = -2, [CC_DEPT] = -1, [CC_ADDRESS] = -2,
};

const CcLearned *cc_models_learned(const CcModels *models) {
  return models->learned;
}

void cc_models_learn_word(CcModels *models, const char *folded, guint32 flag) {
  guint32 flags = cc_models_flags(models, folded);
  if (!*folded || (flags & flag)) return;
  g_hash_table_insert(models->words, g_strdup(folded),
                      GUINT_TO_POINTER(flags | flag | (guint32)CC_W_LEARNED));
}

void cc_models_learn(CcModels *models, const GPtrArray *learned) {
  if (!learned || learned->len == 0 || models->learned) return;
  models->learned = cc_learned_new(learned);
  cc_learned_add_words(models, learned);
  memcpy(cc_models_weights_edit(models, CC_LEARNED_FIRM), firm_weights, sizeof firm_weights);
}
