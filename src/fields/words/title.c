/* Titles put right by the lists: words that OCR changed by a letter. */
#include "fields/words/words.h"

#include <string.h>

/* Longer titles have words of any trade. */
#define TITLE_WORDS_MAX 4

/* Shorter words are too near to each other. */
#define TITLE_LETTERS 6

typedef struct {
  const char *folded, *found;
  guint near;
} TitleSearch;

/* Of shorter words a letter more makes another: "socia", "social". */
#define SPECK_LETTERS 8

/* "irector", "directori": the first letter lost, a speck after the last. */
static gboolean differs_at_end(const char *read, const char *word) {
  gsize length = strlen(read), whole = strlen(word);
  return (whole == length + 1 && strcmp(word + 1, read) == 0) ||
         (length == whole + 1 && whole >= SPECK_LETTERS && strncmp(read, word, whole) == 0 &&
          strchr("ijlt", read[whole]));
}

static void compare_title(const char *word, gpointer data) {
  TitleSearch *search = data;
  if (strchr(word, ' ') ||
      (cc_confusions(search->folded, word) != 1 && !differs_at_end(search->folded, word)))
    return;
  search->near++;
  search->found = word;
}

char *cc_title_word(const CcModels *models, const char *word) {
  g_autofree char *folded = cc_fold(word);
  /* Folding must have kept the letters' places, or they could not be put back. */
  gboolean plain = strlen(folded) == strlen(word) && g_str_is_ascii(word);
  if (!plain || strlen(folded) < TITLE_LETTERS || cc_models_flags(models, folded) ||
      cc_models_ending(models, folded))
    return NULL;
  TitleSearch search = {folded, NULL, 0};
  cc_models_each(models, CC_W_TITLE | CC_W_TITLE_MOD, compare_title, &search);
  if (search.near != 1) return NULL;
  if (!strpbrk(word, "abcdefghijklmnopqrstuvwxyz")) return g_ascii_strup(search.found, -1);
  char *mended = g_strdup(search.found);
  if (g_ascii_isupper(word[0])) *mended = g_ascii_toupper(*mended);
  return mended;
}

/* "Dott.Ada Beck": an honorific and the name after it are two words. */
static void part_honorific(const CcModels *models, GString *text) {
  const char *point = strchr(text->str, '.');
  if (!point || !g_ascii_isupper(point[1]) || !g_ascii_islower(point[2])) return;
  g_autofree char *head = g_strndup(text->str, (gsize)(point - text->str));
  g_autofree char *next = g_strndup(point + 1, strcspn(point + 1, " "));
  g_autofree char *whole = g_strndup(text->str, strcspn(text->str, " ,;"));
  if (cc_word_flags(models, whole) & CC_W_POSTNOMINAL) return; /* "M.Tech" */
  if ((cc_word_flags(models, head) & CC_W_HONORIFIC) &&
      !(cc_word_flags(models, next) & CC_W_HONORIFIC))
    g_string_insert_c(text, point + 1 - text->str, ' ');
}

void cc_title_mend(const CcModels *models, GString *text) {
  g_auto(GStrv) words = g_strsplit(text->str, " ", -1);
  for (guint i = 0; words[i]; i++) {
    char *mended = cc_title_word(models, words[i]);
    if (!mended) continue;
    g_free(words[i]);
    words[i] = mended;
  }
  g_autofree char *mended = g_strjoinv(" ", words);
  g_string_assign(text, mended);
}

/* All words of TEXT but one at most are of titles: that one can only be, too. */
static gboolean is_a_title(const CcModels *models, const char *text) {
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  guint known = 0, n = g_strv_length(words);
  for (guint i = 0; i < n; i++)
    known += (cc_word_flags(models, words[i]) & (CC_W_TITLE | CC_W_TITLE_MOD)) ? 1 : 0;
  return known + 1 >= n && n <= TITLE_WORDS_MAX;
}

/* "[P} Ltd.": brackets of two kinds, or braces, which no card has, are round ones. */
static void mend_brackets(char *text) {
  char *open = NULL;
  for (char *p = text; *p; p++) {
    if (strchr("([{", *p)) open = p;
    if (!strchr(")]}", *p) || !open) continue;
    gboolean square = *open == '[' && *p == ']';
    if (!square) {
      *open = '(';
      *p = ')';
    }
    open = NULL;
  }
}

char *cc_text_repair(const CcModels *models, const char *text) {
  g_autoptr(GString) out = g_string_new(text);
  g_string_replace(out, " £. ", " E. ", 0); /* an initial; money is on no card */
  cc_law_mend(out);
  mend_brackets(out->str);
  part_honorific(models, out);
  if (is_a_title(models, out->str)) cc_title_mend(models, out);
  return g_string_free(g_steal_pointer(&out), FALSE);
}
