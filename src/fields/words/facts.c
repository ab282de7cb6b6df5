/* The lists that rules go by: words by language, facts by country. */
#include "fields/words/words.h"

#include <string.h>

static const char *const list_names[CC_LISTS] = {
#define LIST(id, name) [CC_LIST_##id] = name,
    CC_LIST_TABLE(LIST)
#undef LIST
};

static void hint_free(gpointer data) {
  CcHint *hint = data;
  g_free(hint->text);
  g_free(hint->country);
  g_free(hint);
}

static void form_free(gpointer data) {
  CcPostcodeForm *form = data;
  g_free(form->form);
  g_free(form->country);
  g_free(form->only);
  g_free(form);
}

static gboolean say(GError **error, const char *what, const char *line) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s: \"%s\"", what, line);
  return FALSE;
}

/* ---- lists.txt ------------------------------------------------------------------------------ */

typedef struct {
  CcModels *models;
  GPtrArray *list; /* that the lines are of; NULL: none yet */
} Reader;

/* "[role]": the list that follows. */
static gboolean open_list(Reader *reader, const char *line, GError **error) {
  gsize length = strcspn(line + 1, "]");
  for (guint i = 0; i < CC_LISTS; i++)
    if (strlen(list_names[i]) == length && strncmp(line + 1, list_names[i], length) == 0) {
      reader->list = reader->models->lists[i];
      return TRUE;
    }
  return say(error, "no list of that name", line);
}

/* LINE after the language or country that it may name. */
static const char *entries_of(const char *line) {
  gboolean named = g_ascii_islower(line[0]) && g_ascii_islower(line[1]) && line[2] == ':';
  return named ? line + 3 : line;
}

static gboolean take_entries(gpointer data, const char *line, GError **error) {
  Reader *reader = data;
  if (*line == '[') return open_list(reader, line, error);
  if (!reader->list) return say(error, "before the first list", line);
  g_auto(GStrv) entries = g_strsplit(entries_of(line), ",", -1);
  for (guint i = 0; entries[i]; i++)
    if (*g_strstrip(entries[i])) g_ptr_array_add(reader->list, g_strdup(entries[i]));
  return TRUE;
}

static gboolean are_whole(const CcModels *models, const char *dir, GError **error) {
  for (guint i = 0; i < CC_LISTS; i++)
    if (models->lists[i]->len == 0) {
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s/lists.txt has no list [%s]", dir,
                  list_names[i]);
      return FALSE;
    }
  return TRUE;
}

/* ---- tables --------------------------------------------------------------------------------- */

static gboolean take_hint(gpointer data, const char *line, GError **error) {
  CcModels *models = data;
  g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
  if (g_strv_length(cells) != 2) return say(error, "no text and country", line);
  CcHint *hint = g_new0(CcHint, 1);
  hint->text = g_strdup(cells[0]);
  hint->country = g_strdup(cells[1]);
  g_ptr_array_add(models->hints, hint);
  return TRUE;
}

static gboolean take_form(gpointer data, const char *line, GError **error) {
  CcModels *models = data;
  g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
  if (g_strv_length(cells) != 4 || strlen(cells[1]) > 2 || strlen(cells[2]) != 1 ||
      !strchr("stTlned-", *cells[2]))
    return say(error, "no form of postcodes", line);
  CcPostcodeForm *form = g_new0(CcPostcodeForm, 1);
  form->form = g_strdup(cells[0]);
  form->country = g_strdup(cells[1]);
  form->beside = *cells[2];
  form->only = g_strdup(cells[3]);
  g_ptr_array_add(models->postcodes, form);
  return TRUE;
}

/* ---- life and look-ups ---------------------------------------------------------------------- */

gboolean cc_lists_load(CcModels *models, const char *dir, GError **error) {
  Reader reader = {models, NULL};
  for (guint i = 0; i < CC_LISTS; i++)
    models->lists[i] = g_ptr_array_new_with_free_func(g_free);
  models->hints = g_ptr_array_new_with_free_func(hint_free);
  models->postcodes = g_ptr_array_new_with_free_func(form_free);
  return cc_lines_each(dir, "lists.txt", take_entries, &reader, error) &&
         are_whole(models, dir, error) &&
         cc_lines_each(dir, "hints.tsv", take_hint, models, error) &&
         cc_lines_each(dir, "postcodes.tsv", take_form, models, error);
}

void cc_lists_free(CcModels *models) {
  for (guint i = 0; i < CC_LISTS; i++)
    g_clear_pointer(&models->lists[i], g_ptr_array_unref);
  g_clear_pointer(&models->hints, g_ptr_array_unref);
  g_clear_pointer(&models->postcodes, g_ptr_array_unref);
}

const GPtrArray *cc_models_list(const CcModels *models, CcList list) {
  return models->lists[list];
}

gboolean cc_models_lists(const CcModels *models, CcList list, const char *text) {
  return g_ptr_array_find_with_equal_func(models->lists[list], text, g_str_equal, NULL);
}
