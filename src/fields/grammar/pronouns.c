/* Pronouns that a person states: "she/her", "(they/them)", "Pronouns: er/ihm". */
#include "fields/grammar/grammar.h"

#include <string.h>

#define WORDS_MAX 4
/* A word alone in brackets; those of two letters stand for a language as often: "(it)". */
#define ALONE_BYTES_MIN 3
/* More words before them on their line are a sentence. */
#define WORDS_BEFORE_MAX 5
#define SCORE 0.95
/* "Pronouns:", "Pronomen:", "Pronoms:": so they are called in every language of the lists. */
#define LABEL_STEM "pron"

/* Words with a slash between each. */
typedef struct {
  gsize start, end; /* bytes of the text */
  guint count;
  gboolean known; /* the first is a pronoun, the others are forms of one */
  gboolean small; /* no letter is a capital */
} Run;

static gsize word_end(const char *text, gsize i) {
  while (g_unichar_isalpha(g_utf8_get_char(text + i)))
    i = (gsize)(g_utf8_next_char(text + i) - text);
  return i;
}

static void add_word(const CcModels *models, Run *run, const char *text, gsize end) {
  gsize start = run->end;
  g_autofree char *word = g_strndup(text + start, end - start);
  g_autofree char *lower = g_utf8_strdown(word, -1);
  gboolean first = cc_models_lists(models, CC_LIST_PRONOUN, lower);
  run->known &= first || (run->count > 0 && cc_models_lists(models, CC_LIST_PRONOUN_FORM, lower));
  run->small &= strcmp(word, lower) == 0;
  run->count++;
  run->end = end;
}

static Run run_at(const CcModels *models, const char *text, gsize start) {
  Run run = {start, start, 0, TRUE, TRUE};
  gsize end = word_end(text, start);
  while (end > run.end && run.known && run.count < WORDS_MAX) {
    add_word(models, &run, text, end);
    gsize slash = run.end + strspn(text + run.end, " ");
    if (text[slash] != '/') return run;
    gsize next = slash + 1 + strspn(text + slash + 1, " ");
    end = word_end(text, next);
    if (end == next || run.count == WORDS_MAX) run.known = FALSE;
    if (run.known) run.end = next;
  }
  run.known = FALSE;
  return run;
}

static gboolean is_bracketed(const char *text, const Run *run) {
  return run->start > 0 && strchr("([", text[run->start - 1]) && text[run->end] &&
         strchr(")]", text[run->end]);
}

/* Where the label before START begins; START when there is none. */
static gsize label_start(const char *text, gsize start) {
  gsize i = start;
  while (i > 0 && strchr(" :", text[i - 1]))
    i--;
  gsize end = i;
  while (i > 0 && text[i - 1] != ' ')
    i--;
  gboolean labelled =
      end < start && g_ascii_strncasecmp(text + i, LABEL_STEM, strlen(LABEL_STEM)) == 0;
  return labelled ? i : start;
}

static gboolean parts(const char *text) {
  return !*text || strchr(",;|\n\t", *text) || strncmp(text, "·", 2) == 0 ||
         strncmp(text, "•", 3) == 0 || strncmp(text, "–", 3) == 0 || strncmp(text, "- ", 2) == 0;
}

/* Nothing else stands on the line, or the person's name before them and no more. */
static gboolean stands_apart(const char *text, const Run *run) {
  guint words = 0;
  for (gsize i = 0; i < run->start; i++)
    words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ') ? 1 : 0;
  return words <= WORDS_BEFORE_MAX && parts(text + run->end + strspn(text + run->end, " "));
}

static gboolean are_stated(const char *text, const Run *run) {
  if (!run->known || (run->start > 0 && !strchr(" ([:,;|\t\n", text[run->start - 1]))) return FALSE;
  gboolean bracketed = is_bracketed(text, run);
  if (run->count == 1) return bracketed && run->small && run->end - run->start >= ALONE_BYTES_MIN;
  return bracketed || label_start(text, run->start) < run->start || stands_apart(text, run);
}

static void take(char *text, const Run *run, GPtrArray *values) {
  gsize bracket = is_bracketed(text, run) ? 1 : 0;
  gsize start = label_start(text, run->start - bracket), end = run->end + bracket;
  char *raw = g_strndup(text + run->start, run->end - run->start);
  g_auto(GStrv) bare = g_strsplit(raw, " ", -1);
  g_autofree char *joined = g_strjoinv("", bare);
  CcValue *value = cc_value_new(CC_PRONOUNS, start, end, joined);
  value->raw = raw;
  value->score = SCORE;
  g_ptr_array_add(values, value);
  memset(text + start, '\n', end - start);
}

void cc_pronouns_find(const CcModels *models, char *text, GPtrArray *values) {
  for (gsize i = 0; text[i];) {
    Run run = run_at(models, text, i);
    gsize end = MAX(word_end(text, i), run.end);
    if (are_stated(text, &run)) take(text, &run, values);
    i = end > i ? end : (gsize)(g_utf8_next_char(text + i) - text);
  }
}
