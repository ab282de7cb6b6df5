/* Words are voted for among the alternatives of a line: one that is in no list becomes the listed
 * one that another has there, and what all others have and the used one lost is put in. */
#include "fields/lines/lines.h"

#include <string.h>

/* A word of so many letters or more proves something. */
#define TELLING_LETTERS 4
/* Of so many letters one may be another. */
#define LETTERS_AN_EDIT 4
#define ALTERNATIVES_MAX 6
#define BYTES_MAX 240 /* of a line whose words are compared with each other */
/* Words that differ in one of so many letters are alike. */
#define LETTERS_ALIKE 3
/* Print larger than this share of most other lines' is a name or a wordmark, most likely, which has
 * letters of its own. */
#define LARGE_SHARE 1.4

/* The bytes of a word without what is printed around it. */
typedef struct {
  gsize start, end;
} Core;

static Core core_of(const char *text, gsize start, gsize end) {
  while (start < end && !g_unichar_isalnum(g_utf8_get_char(text + start)))
    start = (gsize)(g_utf8_next_char(text + start) - text);
  while (end > start) {
    const char *last = g_utf8_prev_char(text + end);
    if (g_unichar_isalnum(g_utf8_get_char(last))) break;
    end = (gsize)(last - text);
  }
  return (Core){start, end};
}

/* The next word of TEXT from byte AT on; FALSE at its end. */
static gboolean next_word(const char *text, gsize *at, Core *word) {
  *at += strspn(text + *at, " ");
  gsize length = strcspn(text + *at, " ");
  *word = core_of(text, *at, *at + length);
  *at += length;
  return length > 0;
}

/* Its slug, when it is letters alone, with a hyphen or an apostrophe inside at most; NULL. */
static char *letters_of(const char *text, Core word) {
  for (gsize i = word.start; i < word.end; i = (gsize)(g_utf8_next_char(text + i) - text)) {
    gunichar c = g_utf8_get_char(text + i);
    if (!g_unichar_isalpha(c) && c != '-' && c != '\'' && c != 0x2019) return NULL;
  }
  g_autofree char *copy = g_strndup(text + word.start, word.end - word.start);
  return cc_slug(copy);
}

static gboolean is_listed(const CcModels *models, const char *text, Core word) {
  g_autofree char *copy = g_strndup(text + word.start, word.end - word.start);
  return cc_word_flags(models, copy) != 0;
}

/* Capitals alone. */
static gboolean is_acronym(const char *text, Core word) {
  for (gsize i = word.start; i < word.end; i = (gsize)(g_utf8_next_char(text + i) - text))
    if (!g_unichar_isupper(g_utf8_get_char(text + i))) return FALSE;
  return TRUE;
}

static gboolean has_word(const char *text, const char *slug) {
  Core word;
  for (gsize at = 0; next_word(text, &at, &word);) {
    g_autofree char *own = letters_of(text, word);
    if (g_strcmp0(own, slug) == 0) return TRUE;
  }
  return FALSE;
}

/* A listed word of OTHER that OCR may have made SLUG of, a word of TEXT that has it nowhere else.
 */
static char *listed_in(const CcModels *models, const char *text, const char *slug,
                       const char *other) {
  Core word;
  for (gsize at = 0; next_word(other, &at, &word);) {
    g_autofree char *own = letters_of(other, word);
    gsize length = own ? strlen(own) : 0;
    if (length < TELLING_LETTERS || length < strlen(slug)) continue;
    if (length == TELLING_LETTERS && is_acronym(other, word)) continue;
    guint edits = cc_edits(own, slug);
    if (edits == 0 || edits > length / LETTERS_AN_EDIT || has_word(text, own)) continue;
    if (!is_listed(models, other, word)) continue;
    return g_strndup(other + word.start, word.end - word.start);
  }
  return NULL;
}

/* Whether another line of CARD says SLUG, too: it was printed so. */
static gboolean is_said_again(const CcCard *card, guint index, const char *slug) {
  for (guint i = 0; i < MIN(card->input->lines->len, CC_LINES_MAX); i++) {
    const CardcatLine *line = card->input->lines->pdata[i];
    g_autofree char *other = i == index ? NULL : cc_slug(line->text);
    if (other && strstr(other, slug)) return TRUE;
  }
  return FALSE;
}

/* The listed word that most alternatives of line INDEX have in the place of WORD, owned; NULL. */
static char *vote(const CcCard *card, guint index, Core word) {
  const CcModels *models = card->models;
  const CardcatLine *line = card->input->lines->pdata[index];
  g_autofree char *slug = letters_of(line->text, word);
  char *best = NULL;
  guint most = 0, n = MIN(line->alternatives->len, ALTERNATIVES_MAX);
  if (!slug || strlen(slug) < TELLING_LETTERS - 1 || is_listed(models, line->text, word))
    return NULL;
  for (guint i = 0; i < n; i++) {
    g_autofree char *one = listed_in(models, line->text, slug, line->alternatives->pdata[i]);
    guint votes = 0;
    for (guint k = i; one && k < n; k++) {
      g_autofree char *own = cc_slug(one);
      votes += has_word(line->alternatives->pdata[k], own) ? 1 : 0;
    }
    gboolean longer = votes > 0 && votes == most && strlen(one) > strlen(best);
    if (votes <= most && !longer) continue;
    most = votes;
    g_free(best);
    best = g_steal_pointer(&one);
  }
  if (best && is_said_again(card, index, slug)) g_clear_pointer(&best, g_free);
  return best;
}

/* ---- words that the used reading lost ------------------------------------------------------- */

/* Whether TEXT has the word SLUG, or one that OCR may have made of it. */
static gboolean has_like(const char *text, const char *slug) {
  g_autofree char *whole = cc_slug(text);
  gboolean like = strstr(whole, slug) != NULL;
  Core word;
  for (gsize at = 0; !like && next_word(text, &at, &word);) {
    g_autofree char *piece = g_strndup(text + word.start, word.end - word.start);
    g_autofree char *own = cc_slug(piece);
    like = LETTERS_ALIKE * cc_edits(own, slug) <= strlen(slug);
  }
  return like;
}

/* Whether all alternatives of line INDEX have WORD of OTHER, two to the letter, and it has nothing
 * like it. */
static gboolean is_lost(const CcCard *card, guint index, const char *other, Core word) {
  const CardcatLine *line = card->input->lines->pdata[index];
  g_autofree char *slug = letters_of(other, word);
  if (!slug || strlen(slug) < TELLING_LETTERS || has_like(line->text, slug)) return FALSE;
  if (is_said_again(card, index, slug)) return FALSE; /* it is the print beside it */
  guint same = 0;
  for (guint i = 0; i < line->alternatives->len; i++) {
    if (!has_like(line->alternatives->pdata[i], slug)) return FALSE;
    same += has_word(line->alternatives->pdata[i], slug) ? 1 : 0;
  }
  return same >= 2;
}

/* The alternative of LINE that is most like the others, borrowed. */
static const char *middle_alternative(const CardcatLine *line) {
  const GPtrArray *others = line->alternatives;
  const char *best = others->pdata[0];
  guint least = G_MAXUINT;
  for (guint i = 0; i < others->len; i++) {
    guint apart = 0;
    for (guint k = 0; k < others->len; k++)
      apart += cc_edits(others->pdata[i], others->pdata[k]);
    if (apart < least) best = others->pdata[i];
    least = MIN(least, apart);
  }
  return best;
}

/* The end of the first word of TEXT from byte AT on that is WORD of OTHER; 0: none. */
static gsize end_of_same(const char *text, gsize at, const char *other, Core word) {
  g_autofree char *slug = letters_of(other, word);
  for (Core own; slug && strlen(slug) > 1 && next_word(text, &at, &own);) {
    g_autofree char *one = letters_of(text, own);
    if (g_strcmp0(one, slug) == 0) return at;
  }
  return 0;
}

static gboolean has_host(const char *text) {
  return strchr(text, '@') || strstr(text, "www") || strstr(text, "://");
}

/* Whether OTHER has all words of TEXT, and neither an e-mail or a web address: these are voted for
 * by themselves. */
static gboolean is_part_of(const char *text, const char *other) {
  Core word;
  for (gsize at = 0; next_word(text, &at, &word);) {
    g_autofree char *piece = g_strndup(text + word.start, word.end - word.start);
    g_autofree char *slug = cc_slug(piece);
    if (strlen(slug) > 2 && !has_like(other, slug)) return FALSE;
  }
  return !has_host(text) && !has_host(other);
}

static void append_word(GString *text, const char *other, Core word) {
  if (text->len > 0 && text->str[text->len - 1] != ' ') g_string_append_c(text, ' ');
  g_string_append_len(text, other + word.start, (gssize)(word.end - word.start));
}

/* The text of line INDEX with the words that all its alternatives have and it lost, each behind
 * what stands before it there; where it has none of them one of these; NULL: it lost none. */
static char *text_with_lost(const CcCard *card, guint index) {
  const CardcatLine *line = card->input->lines->pdata[index];
  if (line->alternatives->len < 2) return NULL;
  const char *other = middle_alternative(line);
  if (!is_part_of(line->text, other)) return NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  gsize at = 0, done = 0;
  gboolean lost = FALSE;
  for (Core word; next_word(other, &at, &word);) {
    gsize end = end_of_same(line->text, done, other, word);
    if (end > 0) {
      g_string_append_len(text, line->text + done, (gssize)(end - done));
      done = end;
    } else if (is_lost(card, index, other, word)) {
      append_word(text, other, word);
      if (done == 0) g_string_append_c(text, ' ');
      lost = TRUE;
    }
  }
  g_string_append(text, line->text + done);
  return !lost ? NULL : g_strdup(done > 0 ? text->str : other);
}

/* ---- the lines ------------------------------------------------------------------------------ */

static guint count_words(const char *text) {
  guint n = 0;
  Core word;
  for (gsize at = 0; next_word(text, &at, &word);)
    n++;
  return n;
}

/* LINE as TEXT; what was read first is an alternative. */
static CardcatLine *line_with(const CardcatLine *line, const char *text) {
  CardcatLine *other = cardcat_line_new(text, line->box, line->confidence);
  other->x_height = line->x_height;
  other->stroke = line->stroke;
  gsize at = 0;
  gboolean alike = cc_words_spell(line, line->text) && count_words(text) == line->words->len;
  guint words = alike ? line->words->len : 0;
  for (guint i = 0; i < words; i++) {
    const CardcatWord *word = line->words->pdata[i];
    at += strspn(text + at, " ");
    gsize length = strcspn(text + at, " ");
    g_autofree char *own = g_strndup(text + at, length);
    g_ptr_array_add(other->words, cardcat_word_new(own, word->box, word->confidence));
    at += length;
  }
  for (guint i = 0; i < line->alternatives->len; i++)
    g_ptr_array_add(other->alternatives, g_strdup(line->alternatives->pdata[i]));
  g_ptr_array_add(other->alternatives, g_strdup(line->text));
  return other;
}

/* WORD of TEXT as BETTER; an accent is more likely a speck where the other has none. */
static char *spelled(const char *text, Core word, const char *better) {
  g_autofree char *own = g_strndup(text + word.start, word.end - word.start);
  g_autofree char *slug = cc_slug(better);
  guint edits = 0;
  if (!g_str_is_ascii(own) || g_str_is_ascii(better)) return g_strdup(better);
  return cc_respell(own, slug, &edits);
}

static gboolean is_large(const CcCard *card, const CardcatLine *line) {
  guint known = 0, smaller = 0;
  for (guint i = 0; i < MIN(card->input->lines->len, CC_LINES_MAX); i++) {
    const CardcatLine *other = card->input->lines->pdata[i];
    known += other->x_height > 0 ? 1 : 0;
    smaller += other->x_height > 0 && line->x_height > LARGE_SHARE * other->x_height ? 1 : 0;
  }
  return 2 * smaller > known;
}

/* Whether LINE was read more than once, and is short enough to compare word with word. */
static gboolean may_vote(const CardcatLine *line) {
  for (guint i = 0; i < line->alternatives->len; i++)
    if (strlen(line->alternatives->pdata[i]) > BYTES_MAX) return FALSE;
  return line->alternatives->len > 0 && strlen(line->text) <= BYTES_MAX;
}

static CardcatLine *voted_line(const CcCard *card, guint index) {
  const CardcatLine *line = card->input->lines->pdata[index];
  g_autofree char *whole = may_vote(line) ? text_with_lost(card, index) : NULL;
  if (whole) return line_with(line, whole);
  gboolean alike = line->words->len == 0 || cc_words_spell(line, line->text);
  if (!may_vote(line) || !alike || is_large(card, line)) return NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  gsize at = 0, done = 0;
  for (Core word; next_word(line->text, &at, &word);) {
    g_autofree char *better = vote(card, index, word);
    if (!better) continue;
    g_string_append_len(text, line->text + done, (gssize)(word.start - done));
    g_autofree char *word_now = spelled(line->text, word, better);
    g_string_append(text, word_now);
    done = word.end;
  }
  if (done == 0) return NULL;
  g_string_append(text, line->text + done);
  return line_with(line, text->str);
}

void cc_lines_vote(CcCard *card) {
  guint lines = MIN(card->input->lines->len, CC_LINES_MAX);
  for (guint i = 0; i < lines; i++)
    g_ptr_array_add(card->lines, voted_line(card, i));
}
