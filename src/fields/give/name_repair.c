/* Names put right by what else the card says: lists of names, the e-mail's local part. */
#include "fields/give/give.h"

#include <string.h>

#define LISTED (CC_W_GIVEN | CC_W_FAMILY)

static gboolean is_listed(const CcModels *models, const char *word) {
  return (cc_word_flags(models, word) & LISTED) != 0;
}

/* "Th Tyrone Baker", "di Jules Bonnard", "Bs Dr. Ada Beck": a piece of a logo before a listed given
 * name or an honorific. */
static const char *without_noise(const CcModels *models, const char *name) {
  const char *space = strchr(name, ' ');
  gsize length = space ? (gsize)(space - name) : 0;
  gboolean small = length == 3 && g_ascii_islower(name[0]);
  if (length == 0 || (length > 2 && !small)) return name;
  g_autofree char *head = g_strndup(name, length);
  g_autofree char *next = g_strndup(space + 1, strcspn(space + 1, " "));
  g_autofree char *key = cc_fold(head), *next_key = cc_fold(next);
  guint32 names = CC_W_HONORIFIC | CC_W_GIVEN | (small ? CC_W_FAMILY | CC_W_PARTICLE : 0);
  guint32 known = cc_models_flags(models, key) & names;
  /* "Y. D. Beck" has two initials. */
  gboolean honorific = strchr(next, '.') && strlen(next_key) > 1 &&
                       (cc_models_flags(models, next_key) & CC_W_HONORIFIC);
  if (honorific && !small && !known) return space + 1;
  gboolean initial = strlen(head) == 1 || strchr(head, '.') || g_ascii_isupper(head[1]);
  gboolean given = (cc_models_flags(models, next_key) & CC_W_GIVEN) && strlen(next) > 2;
  return given && strchr(space + 1, ' ') && !initial && !known ? space + 1 : name;
}

/* "Ba ker": two words that are a name only together are one. */
static char *join_split_words(const CcModels *models, const char *name) {
  g_auto(GStrv) words = g_strsplit(name, " ", -1);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; words[i]; i++) {
    g_autofree char *whole = words[i + 1] ? g_strconcat(words[i], words[i + 1], NULL) : NULL;
    /* "Van Dyke", "Mary Ann" are two words that are listed each. */
    gboolean parts = whole && is_listed(models, words[i]) && is_listed(models, words[i + 1]);
    /* "Mc Donald" is printed so, and "Beck R" has an initial. */
    gboolean own = (cc_word_flags(models, words[i]) & CC_W_PARTICLE) ||
                   strcmp(words[i], "Mc") == 0 ||
                   (words[i + 1] && g_utf8_strlen(words[i + 1], -1) == 1);
    /* "Wei Ming", "RA Jan": what begins with a capital is no rest of a word, unless all does. */
    own |= words[i + 1] && g_ascii_isupper(words[i + 1][0]) &&
           (g_ascii_islower(words[i + 1][1]) || MIN(strlen(words[i]), strlen(words[i + 1])) > 2);
    gboolean pointed = strchr(words[i], '.') || (words[i + 1] && strchr(words[i + 1], '.'));
    if (out->len > 0) g_string_append_c(out, ' ');
    gboolean small = words[i + 1] && g_unichar_islower(g_utf8_get_char(words[i + 1])) &&
                     !(cc_word_flags(models, words[i + 1]) & CC_W_PARTICLE);
    if (whole && (!parts || small) && !own && !pointed && is_listed(models, whole)) {
      g_string_append(out, whole);
      i++;
    } else
      g_string_append(out, words[i]);
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* WORD as the local part spells it, in WORD's case; NULL when that proves nothing. */
static char *spelled_by(const CcModels *models, const char *word, const char *local) {
  g_autofree char *slug = cc_slug(word);
  if (strlen(slug) < 4 || is_listed(models, word)) return NULL;
  g_auto(GStrv) pieces = g_strsplit_set(local, "._-0123456789", -1);
  for (guint i = 0; pieces[i]; i++) {
    for (guint skip = 0; skip <= 1 && strlen(pieces[i]) >= 4 + skip; skip++) {
      const char *piece = pieces[i] + skip; /* "jbeck": an initial before the name */
      if (skip > 0 && strlen(piece) != strlen(slug)) continue;
      if (!cc_one_edit(slug, piece) || !is_listed(models, piece)) continue;
      char *spelled = cc_cased_like(word, piece);
      *spelled = g_ascii_toupper(*spelled);
      return spelled;
    }
  }
  return NULL;
}

/* Letters that two words have in the same place. */
static guint letters_shared(const char *a, const char *b) {
  guint shared = 0;
  for (; *a && *b; a++, b++)
    shared += *a == *b;
  return shared;
}

/* "deri Beck" of levi-beck@: the given name that stands beside the family name in LOCAL, where
 * WORDS have one that is no word, of about its length and half its letters.  Owned; NULL. */
static char *given_beside(const CcModels *models, GStrv words, const char *local) {
  g_auto(GStrv) pieces = g_strsplit_set(local, "._-", -1);
  if (g_strv_length(words) != 2 || g_strv_length(pieces) != 2) return NULL;
  g_autofree char *given = cc_slug(words[0]), *family = cc_slug(words[1]);
  gsize length = strlen(pieces[0]);
  if (strcmp(pieces[1], family) != 0 || strcmp(pieces[0], given) == 0) return NULL;
  if (length < 4 || strlen(given) != length || 2 * letters_shared(given, pieces[0]) < length)
    return NULL;
  if (cc_models_flags(models, given) || !(cc_models_flags(models, pieces[0]) & CC_W_GIVEN))
    return NULL;
  char *spelled = cc_cased_like(words[0], pieces[0]);
  *spelled = g_ascii_toupper(*spelled); /* "deri" was a capital and more */
  return spelled;
}

static void replace_word(char **word, char *by) {
  if (!by) return;
  g_free(*word);
  *word = by;
}

static char *spell_by_email(const CcCard *card, const char *name) {
  g_auto(GStrv) words = g_strsplit(name, " ", -1);
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    if (value->kind != CC_EMAIL) continue;
    g_autofree char *whole = g_ascii_strdown(value->value, -1);
    g_autofree char *local = g_strndup(whole, strcspn(whole, "@"));
    for (guint k = 0; words[k]; k++)
      replace_word(&words[k], spelled_by(card->models, words[k], local));
    replace_word(&words[0], given_beside(card->models, words, local));
  }
  return g_strjoinv(" ", words);
}

/* "Mārgaret" on an American card: letters that plain ones are misread for, by these. */
static char *without_foreign_signs(const CcCard *card, const char *text) {
  if (!*card->region || cc_models_lists(card->models, CC_LIST_WIDE_LETTERS, card->region))
    return g_strdup(text);
  g_autoptr(GString) out = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p), base = c;
    char letter[7] = {0};
    g_unichar_to_utf8(g_unichar_tolower(c), letter);
    if (cc_models_lists(card->models, CC_LIST_MISREAD_LETTER, letter))
      g_unichar_decompose(c, &base, &(gunichar){0});
    g_string_append_unichar(out, base);
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* "adabeck", printed as two colours: the only cut that gives a given and a family name; NULL. */
static char *part_glued_name(const CcModels *models, const char *name) {
  char *found = NULL;
  gsize length = strlen(name);
  if (strchr(name, ' ') || length < 7 || is_listed(models, name)) return NULL;
  for (gsize i = 3; i + 3 <= length; i++) {
    g_autofree char *given = g_strndup(name, i);
    if (((guchar)name[i] & 0xC0) == 0x80 || !(cc_word_flags(models, given) & CC_W_GIVEN) ||
        !(cc_word_flags(models, name + i) & CC_W_FAMILY))
      continue;
    if (found) {
      g_free(found);
      return NULL;
    }
    found = g_strconcat(given, " ", name + i, NULL);
  }
  return found;
}

static gboolean is_capitalised(const char *word) {
  return g_unichar_isupper(g_utf8_get_char(word));
}

/* "lan Beck", "Meena lyer": a small l among words with capitals was a capital I; no name begins
 * with a small letter. */
static void mend_small_i(const CcCard *card, GStrv words) {
  gboolean turkish = strcmp(card->region, "TR") == 0;
  gboolean capitals = FALSE;
  for (guint i = 0; words[i]; i++)
    capitals |= is_capitalised(words[i]);
  for (guint i = 0; words[i] && capitals; i++) {
    gunichar first = g_utf8_get_char(words[i]), base = 0;
    /* "įlker": the capital I with a point, which only Turkish has. */
    if (turkish && first > 0x7F && g_unichar_decompose(first, &base, &(gunichar){0}) &&
        base == 'i') {
      g_autofree char *rest = g_strdup(g_utf8_next_char(words[i]));
      g_free(words[i]);
      words[i] = g_strconcat("İ", rest, NULL);
    }
    if (words[i][0] != 'l' || strlen(words[i]) < 3 || strchr(words[i], '.')) continue; /* "lek." */
    if (!(cc_word_flags(card->models, words[i]) & CC_W_PARTICLE)) words[i][0] = 'I';
  }
}

/* "Nguyén": as the list has it, where the signs over letters were misread. */
static void spell_surname(const CcCard *card, GStrv words) {
  if (strcmp(card->region, "VN") != 0 || !words[0]) return;
  const char *listed = cc_name_listed_surname(card->models, words[0]);
  if (!listed || g_str_is_ascii(words[0]) || g_str_is_ascii(listed)) return;
  g_free(words[0]);
  words[0] = g_strdup(listed);
}

/* "Beck, 111": the third. */
static void mend_strokes(GStrv words) {
  guint n = g_strv_length(words);
  if (n < 3) return;
  const char *last = words[n - 1];
  gsize strokes = strspn(last, "1lI|");
  if (strokes == strlen(last) && strokes >= 2 && strokes <= 3) {
    g_free(words[n - 1]);
    words[n - 1] = g_strdup(strokes == 2 ? "II" : "III");
  }
}

char *cc_name_repair(const CcCard *card, const char *name) {
  g_autofree char *plain = without_foreign_signs(card, name);
  g_autofree char *parted = part_glued_name(card->models, plain);
  if (parted) return g_steal_pointer(&parted);
  g_auto(GStrv) words = g_strsplit(without_noise(card->models, plain), " ", -1);
  mend_small_i(card, words);
  mend_strokes(words);
  spell_surname(card, words);
  g_autofree char *mended = g_strjoinv(" ", words);
  g_autofree char *joined = join_split_words(card->models, mended);
  return spell_by_email(card, joined);
}
